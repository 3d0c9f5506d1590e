//! Refusals without a verb of moving: `has no plans for combat troops on the ground`, `there will be no
//! Turkish peacekeepers in`, `ruled it out`.

mod asked;

use events::{Actor, Force, Place};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::Modal;
use crate::reading::Reading;

use super::Findings;
use super::clause::Clause;
use asked::{asked, stays_out};

pub(super) use asked::refusal_over;

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
    if let Some(asked) = asked(reading, clause).or_else(|| stays_out(reading, clause)) {
        return emit(
            reading,
            clause,
            findings,
            asked.owner,
            asked.force,
            asked.there,
        );
    }
    match clause.lemma() {
        "have" => no_plans(reading, clause, findings) || holds_none(reading, clause, findings),
        "be" => {
            is_there(reading, clause) && no_plans(reading, clause, findings)
                || none_there(reading, clause, findings)
        }
        "rule" | "rule out" | "exclude" => ruled_out(reading, clause, findings),
        _ => false,
    }
}

/// `there is`, `there are`.
fn is_there(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause
        .subject
        .heads
        .iter()
        .any(|head| reading.doc.word(clause.spine.chunks[*head].tokens.start) == "there")
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
        .or_else(|| clause.subject_actors(reading).into_iter().next())
        .or_else(|| reading.speaker_at(clause.sentence, clause.group.main.tokens.start));
    let next = spine.over_of(reading.doc, object + 2);
    let there = spine
        .get(next)
        .filter(|chunk| chunk.is_preposition())
        .map_or_else(Vec::new, |chunk| {
            let (_, relation) = reading.role(chunk.tokens.clone());
            reading.places(spine, next + 1, relation, owner.as_ref())
        });
    emit(reading, clause, findings, owner, term.force, there)
}

/// `France has no soldiers in Benin`.
fn holds_none(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let bundle = &clause.bundles[0];
    let now = clause.group.modal.is_none() && !clause.group.past && !clause.group.infinitive;
    let Some(term) = bundle
        .terms
        .first()
        .filter(|term| now && term.negative && !term.bare && !bundle.there.is_empty())
    else {
        return false;
    };
    let mut owners = term.owners.iter().cloned();
    let owner = owners
        .next()
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    emit(
        reading,
        clause,
        findings,
        owner,
        term.force.clone(),
        bundle.there.clone(),
    )
}

/// `there will be no Turkish peacekeepers in Karabakh`.
fn none_there(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let existential = is_there(reading, clause);
    let future = matches!(clause.group.modal, Some(Modal::Will | Modal::Would));
    let present =
        clause.group.modal.is_none() && !clause.group.past && !clause.bundles[0].there.is_empty();
    let Some(term) = clause.bundles[0].terms.first().filter(|term| {
        let complement = clause.spine.get(clause.at + 1).is_some_and(|chunk| {
            chunk.tokens.start <= term.tokens.start && term.tokens.start < chunk.tokens.end
        });
        existential && complement && (future || present) && (term.negative || clause.group.negated)
    }) else {
        return false;
    };
    let owner = term
        .owners
        .first()
        .cloned()
        .or_else(|| reading.speaker_at(clause.sentence, clause.group.main.tokens.start));
    let there = clause.bundles[0].there.clone();
    emit(reading, clause, findings, owner, term.force.clone(), there)
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
    emit(reading, clause, findings, owner, force, Vec::new())
}

fn emit(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    owner: Option<Actor>,
    force: Force,
    destination: Vec<Place>,
) -> bool {
    let moved = clause
        .group
        .chain
        .iter()
        .any(|word| word.is(VerbClass::Refusing))
        && !matches!(clause.lemma(), "take part" | "participate" | "join");
    let Some(owner) = owner.filter(|_| !moved) else {
        return false;
    };
    let tokens = clause.tokens.start..clause.tokens.end.max(clause.group.main.tokens.end + 2);
    let none_now = matches!(clause.lemma(), "have" | "be")
        && clause.group.modal.is_none()
        && clause.bundles[0].terms.iter().any(|term| term.negative);
    findings.drafts.push(Draft {
        rule: if none_now { super::DENIAL } else { RULE },
        kind: Kind::RuledOut,
        owner: Some(owner),
        forces: vec![Force {
            quantity: None,
            extent: None,
            part_of: None,
            ..force
        }],
        origin: Vec::new(),
        destination,
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

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn refusals_without_a_verb_of_moving() {
        check(
            "Canada has no plans for combat troops in Haiti.",
            &["rule out CAN TROOPS to HTI"],
        );
        check(
            "There will be no Turkish peacekeepers in Karabakh, the ministry said.",
            &["rule out TUR TROOPS to AZE"],
        );
        check(
            "France may send instructors to Ukraine. Germany ruled it out.",
            &[
                "deploy FRA TROOPS to UKR considered",
                "rule out DEU TROOPS to UKR",
            ],
        );
        check(
            "There are no Russian special forces in Egypt, the ministry said.",
            &["rule out RUS TROOPS to EGY"],
        );
        check(
            "France has no soldiers in Benin, the minister said.",
            &["rule out FRA TROOPS to BEN"],
        );
        check("There were no Turkish tourists in Karabakh.", &[]);
        check(
            "There are no plans or intentions to put Dutch boots on the ground in Mali.",
            &["rule out NLD TROOPS to MLI"],
        );
        check(
            "There will be no quota in the ratio of Swedish recruits in Mali.",
            &[],
        );
    }
}
