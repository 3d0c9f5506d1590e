//! Stocks told in passing, by a noun phrase alone: `the roughly 9,000 American troops in Germany`.

use events::{Actor, Category};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::gazetteer::{self, Entry, VerbClass};
use crate::grammar::clause::Spine;
use crate::grammar::{Article, Finite, VerbGroup};
use crate::reading::{Reading, Role, Term};

use super::Findings;
use super::clause::add;

const RULE: &str = "presence";

/// Fewer than this many, told without an article, are people that something happened to.
const FEW: u32 = 20;

/// Verbs of what befalls single people: who they befall are no stock.
const BEFALLING: &[&str] = &[
    "kill", "wound", "injure", "die", "capture", "attack", "hit", "detain", "arrest", "abduct",
    "kidnap", "visit", "meet", "address", "lose", "hurt", "strike", "ambush", "train", "recruit",
];

/// Reads what the sentence tells in passing: of its noun phrases those that no fact rests on yet.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
    first: usize,
) {
    if reading.tells_past_year(sentence) {
        return;
    }
    for at in 0..spine.chunks.len() {
        let Some(term) = reading.term(spine, at).filter(counted) else {
            continue;
        };
        let told = findings.drafts[first.min(findings.drafts.len())..]
            .iter()
            .flat_map(|draft| &draft.evidence)
            .any(|span| span.start < term.tokens.end && term.tokens.start < span.end);
        if told || !stands(reading, spine, at, &term) {
            continue;
        }
        if let Some(draft) = stock(reading, spine, sentence, at, &term) {
            findings.drafts.push(draft);
        }
    }
}

/// People or things with a number and an owner.
fn counted(term: &Term) -> bool {
    term.force.quantity.is_some()
        && !term.negative
        && !term.bare
        && !term.vague
        && !term.owners.is_empty()
        && !matches!(
            term.force.category,
            Category::Materiel | Category::Missile | Category::Headquarters
        )
}

/// Whether the phrase tells forces that are there: nothing moves them, befalls them or makes them up.
fn stands(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize, term: &Term) -> bool {
    let doc = reading.doc;
    let Some(group) = spine.get(at).and_then(|chunk| chunk.noun()) else {
        return false;
    };
    let definite = group.article == Article::Definite || group.possessor.is_some();
    let few = term
        .force
        .quantity
        .as_ref()
        .is_some_and(|quantity| quantity.low < FEW);
    if few && !definite && term.force.category == Category::Troops {
        return false;
    }
    let befalls = |verb: &VerbGroup| BEFALLING.contains(&verb.main.lemma());
    let led = at.checked_sub(1).and_then(|before| spine.get(before));
    if let Some(preposition) = led.filter(|chunk| chunk.is_preposition()) {
        let word = doc.word(preposition.tokens.start);
        if matches!(
            word,
            "to" | "into" | "for" | "against" | "than" | "like" | "as" | "from"
        ) {
            return false;
        }
        let acted = at
            .checked_sub(2)
            .and_then(|noun| spine.get(noun))
            .is_some_and(|chunk| {
                word == "of"
                    && chunk.noun().is_some_and(|noun| {
                        gazetteer::action(doc.word(noun.head.end - 1)).is_some()
                    })
            });
        if acted {
            return false;
        }
    }
    let before = (0..at).rev().find_map(|verb| spine.verb(verb));
    let governed = before.is_some_and(|verb| {
        befalls(verb)
            || verb.negated
            || !definite && (verb.modal.is_some() || verb.infinitive)
            || [
                VerbClass::Sending,
                VerbClass::Going,
                VerbClass::Withdrawing,
                VerbClass::Giving,
                VerbClass::Considering,
                VerbClass::Refusing,
                VerbClass::Drilling,
            ]
            .iter()
            .any(|class| verb.main.is(*class) && !verb.main.is(VerbClass::Saying))
    });
    let after = (at + 1..spine.chunks.len()).find(|verb| {
        spine
            .verb(*verb)
            .is_some_and(|group| group.finite != Finite::No)
            && spine.subject(doc, *verb).heads.contains(&at)
    });
    let predicate = after.and_then(|verb| spine.verb(verb));
    let done = predicate.is_some_and(|verb| {
        befalls(verb) || verb.main.is(VerbClass::Drilling) || !definite && verb.modal.is_some()
    });
    // What the verb before governs ends where a clause of its own begins.
    !(done || governed && after.is_none())
}

/// The stock, where a phrase of place follows.
fn stock(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Draft> {
    let doc = reading.doc;
    let next = spine.over_of(doc, at);
    let preposition = spine.get(next).filter(|chunk| chunk.is_preposition())?;
    let there = matches!(
        doc.word(preposition.tokens.start),
        "in" | "at"
            | "on"
            | "near"
            | "along"
            | "across"
            | "around"
            | "off"
            | "inside"
            | "throughout"
    );
    let (role, relation) = reading.role(preposition.tokens.clone());
    if !there || role != Role::There {
        return None;
    }
    let owner: &Actor = term.owners.first()?;
    let mut places = reading.places(spine, next + 1, relation, Some(owner));
    let end = spine.over_of(doc, next + 1);
    let mut more = end;
    while spine
        .get(more)
        .is_some_and(|chunk| matches!(chunk.kind, crate::grammar::ChunkKind::And))
        && spine.place_like(doc, more + 1)
        && !spine.heads_clause(more + 1)
    {
        add(
            &mut places,
            reading.places(spine, more + 1, relation, Some(owner)),
        );
        more = spine.over_of(doc, more + 1);
    }
    let home = places
        .iter()
        .all(|place| place.posture_code().as_str() == owner.code.as_str());
    let named = spine.get(next + 1)?.tokens.clone().any(|at| {
        doc.mark(at).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))
            )
        })
    });
    let named = named || spine.place_like(doc, next + 1);
    if places.is_empty() || home || !named {
        return None;
    }
    let told = spine
        .get(more)
        .and_then(|chunk| chunk.time())
        .and_then(|time| reading.period(time, false));
    if super::movement::is_background(reading, told) {
        return None;
    }
    let tokens = term.tokens.start..spine.chunks[more - 1].tokens.end;
    Some(Draft {
        rule: RULE,
        kind: Kind::Posture,
        owner: Some(owner.clone()),
        forces: vec![term.force.clone()],
        origin: Vec::new(),
        destination: places,
        effective: told.or_else(|| reading.publication()),
        dated: told.is_some(),
        temporary: false,
        by: reading.speaker_at(sentence, term.tokens.start),
        evidence: vec![tokens],
        paragraph: reading.sentences[sentence].paragraph,
        sentence,
        anaphoric: false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn stocks_told_in_passing() {
        check(
            "The minister thanked the 1,200 Belgian soldiers in Romania for their patience.",
            &["posture BEL 1200 TROOPS in ROU"],
        );
        check(
            "A spokesman spoke of roughly 9,000 Ugandan troops in Somalia.",
            &["posture UGA 9000 TROOPS in SOM"],
        );
        check(
            "Three Chadian soldiers in Niger were killed on Monday.",
            &[],
        );
        check("Peru may send 300 Peruvian soldiers in May.", &[]);
    }
}
