//! Exercises told by a verb without a noun for them.

use events::Relation;

use crate::draft::Kind;
use crate::grammar::clause::{Argument, Spine};
use crate::grammar::{ChunkKind, Modal};
use crate::reading::Reading;
use crate::rules::Findings;

use super::gather::{Found, Lead};
use super::mention::Mention;
use super::{HABIT, push};

/// Exercises told by a verb alone: `India and Japan practised the hunt for submarines`, `French and
/// Indian jets trained together`.
pub(super) fn drilling(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    findings: &mut Findings,
) {
    let doc = reading.doc;
    let group = spine.verb(at).expect("the caller found a verb");
    let lemma = group.main.lemma();
    if matches!(lemma, "take part" | "participate") {
        joining(reading, spine, sentence, at, findings);
        return;
    }
    let alone = matches!(
        lemma,
        "drill" | "exercise" | "practise" | "practice" | "rehearse" | "train"
    );
    if !alone || group.negated || group.passive || group.modal == Some(Modal::May) {
        return;
    }
    let subject = spine.subject(doc, at);
    if subject.relative || subject.heads.is_empty() || subject.heads.iter().any(|head| *head >= at)
    {
        return;
    }
    let arguments = spine.arguments(doc, at);
    let object = match arguments.first() {
        Some(Argument::Noun(noun)) => Some(*noun),
        _ => None,
    };
    // `training 300 soldiers` teaches them; an exercise named beside is told already.
    let taught = object.is_some_and(|noun| {
        lemma == "train" && spine.chunks[noun].noun().is_some_and(|n| !n.pronoun)
    });
    let named = (at..spine.chunks.len())
        .take_while(|next| {
            !matches!(
                spine.chunks[*next].kind,
                ChunkKind::Stop | ChunkKind::Relative
            )
        })
        .any(|next| Mention::at(reading, spine, next).is_some());
    if taught || named {
        return;
    }
    let mut found = Found::default();
    let last_head = *subject.heads.last().expect("it has heads");
    found.gather(
        reading,
        spine,
        subject.heads[0]..at.max(last_head),
        Lead::Who,
    );
    let forces = !found.forces.is_empty();
    let end = spine.chunks.len();
    found.settle();
    let last = found.gather(reading, spine, at + 1..end, Lead::Neither);
    let tokens = spine.chunks[subject.heads[0]].tokens.start..spine.chunks[last - 1].tokens.end;
    let together = (spine.chunks[at].tokens.end..tokens.end)
        .any(|at| matches!(doc.word(at), "together" | "jointly" | "alongside"));
    let joint = found.actors.len() > 1;
    let enough = match lemma {
        "train" => joint && (together || forces),
        _ => joint || forces && !found.actors.is_empty(),
    };
    if !enough || tokens.clone().any(|at| HABIT.contains(&doc.word(at))) {
        return;
    }
    found
        .places
        .retain(|place| place.relation == Relation::In || place.country.is_none());
    let mention = Mention {
        at,
        top: at,
        end: last,
        name: String::new(),
        definite: false,
        military: true,
        several: false,
    };
    push(
        reading,
        sentence,
        &mention,
        found,
        tokens,
        group.modal.is_some(),
        findings,
    );
}

/// `Australia and Canada take part with staff officers`: in the exercise told before.
fn joining(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    findings: &mut Findings,
) {
    let doc = reading.doc;
    let group = spine.verb(at).expect("the caller found a verb");
    let paragraphs = reading.sentences[sentence].paragraph;
    let told = findings.drafts.iter().any(|draft| {
        matches!(draft.kind, Kind::Exercise { .. }) && draft.paragraph + 4 >= paragraphs
    });
    let elsewhere = spine
        .get(at + 1)
        .is_some_and(|chunk| doc.word(chunk.tokens.start) == "in")
        && spine
            .get(at + 2)
            .is_some_and(|chunk| chunk.noun().is_some_and(|group| !group.pronoun));
    let subject = spine.subject(doc, at);
    let fits = subject.heads.iter().all(|head| *head < at) && !subject.heads.is_empty();
    if !told || elsewhere || group.negated || subject.relative || !fits {
        return;
    }
    let mut found = Found::default();
    found.gather(reading, spine, subject.heads[0]..at, Lead::Who);
    // `Some 40 ships and 5,000 troops from 12 nations are participating.`
    if found.actors.is_empty() && found.forces.is_empty() {
        return;
    }
    // `will participate with its destroyers and a submarine`
    let last = found.gather(reading, spine, at + 1..spine.chunks.len(), Lead::Neither);
    found.places.clear();
    let end = spine.chunks[last.max(at + 1) - 1].tokens.end;
    let tokens = spine.chunks[subject.heads[0]].tokens.start..end;
    let mention = Mention {
        at,
        top: at,
        end: at + 1,
        name: String::new(),
        definite: true,
        military: true,
        several: false,
    };
    push(reading, sentence, &mention, found, tokens, false, findings);
}
