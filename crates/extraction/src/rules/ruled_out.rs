//! Refusals without a verb of moving: `has no plans for combat troops on the ground`, `there will be no
//! Turkish peacekeepers in`, `ruled it out`.

use events::{Actor, Force};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::Modal;
use crate::reading::Reading;

use super::Findings;
use super::clause::Clause;

const RULE: &str = "ruled-out";

/// Reads a clause that refuses forces. True when it told something.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if clause.noun {
        return false;
    }
    match clause.lemma() {
        "have" => no_plans(reading, clause, findings),
        "be" => none_there(reading, clause, findings),
        "rule" | "rule out" | "exclude" => ruled_out(reading, clause, findings),
        _ => false,
    }
}

/// `has no plans for combat troops on the ground`.
fn no_plans(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let spine = clause.spine;
    let object = clause.at + 1;
    let Some(noun) = spine.get(object).and_then(|chunk| chunk.noun()) else {
        return false;
    };
    let plans = matches!(
        reading.doc.word(noun.head.end - 1),
        "plan" | "plans" | "intention" | "intentions" | "desire" | "wish"
    );
    let refused = noun.negative() || clause.group.negated;
    let words = spine.get(object + 1).is_some_and(|chunk| {
        matches!(reading.doc.word(chunk.tokens.start), "for" | "of" | "to")
            && chunk.is_preposition()
    });
    let Some(term) = reading
        .term(spine, object + 2)
        .filter(|_| plans && refused && words)
    else {
        return false;
    };
    let owner = term
        .owners
        .first()
        .cloned()
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    emit(reading, clause, findings, owner, term.force)
}

/// `there will be no Turkish peacekeepers in Karabakh`.
fn none_there(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let existential = clause
        .subject
        .heads
        .iter()
        .any(|head| reading.doc.word(clause.spine.chunks[*head].tokens.start) == "there");
    let future = matches!(clause.group.modal, Some(Modal::Will | Modal::Would));
    let Some(term) = clause.bundles[0]
        .terms
        .first()
        .filter(|term| existential && future && (term.negative || clause.group.negated))
    else {
        return false;
    };
    let owner = term
        .owners
        .first()
        .cloned()
        .or_else(|| reading.speaker_at(clause.sentence, clause.group.main.tokens.start));
    emit(reading, clause, findings, owner, term.force.clone())
}

/// `Germany ruled it out`: what was told last.
fn ruled_out(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let doc = reading.doc;
    let verb = clause.group.main.tokens.end;
    let pointed = matches!(doc.word(verb), "it" | "that" | "this" | "them");
    let out = clause.lemma() != "rule" || doc.word(verb + 1) == "out";
    let Some(last) = reading.last_draft.as_ref().filter(|last| {
        pointed
            && out
            && !clause.group.negated
            && matches!(last.kind, Kind::Deployment(_) | Kind::RuledOut)
            && last.paragraph + 1 >= reading.sentences[clause.sentence].paragraph
    }) else {
        return false;
    };
    let Some(force) = last.forces.first().cloned() else {
        return false;
    };
    let owner = clause.subject_actors(reading).into_iter().next();
    emit(reading, clause, findings, owner, force)
}

fn emit(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    owner: Option<Actor>,
    force: Force,
) -> bool {
    let moved = clause
        .group
        .chain
        .iter()
        .any(|word| word.is(VerbClass::Refusing));
    let Some(owner) = owner.filter(|_| !moved) else {
        return false;
    };
    let tokens = clause.tokens.start..clause.tokens.end.max(clause.group.main.tokens.end + 2);
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::RuledOut,
        owner: Some(owner),
        forces: vec![Force {
            quantity: None,
            extent: None,
            part_of: None,
            ..force
        }],
        origin: Vec::new(),
        destination: clause.bundles[0].there.clone(),
        effective: None,
        dated: false,
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![
            tokens.start
                ..tokens
                    .end
                    .min(reading.sentences[clause.sentence].tokens.end),
        ],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
    true
}
