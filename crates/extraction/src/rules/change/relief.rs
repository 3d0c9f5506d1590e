//! One force takes the place of another: `will replace a similar number of troops in Romania`, `was
//! relieved by a sister ship`. An arrival, and a departure of those relieved.

use events::fact::Status;
use events::{Category, Place};

use crate::draft::Kind;
use crate::grammar::Finite;
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::{Told, push};

/// Reads a clause of relieving. True when it told something.
pub(super) fn relieves(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let purpose = clause.group.infinitive || clause.group.finite == Finite::No;
    if !matches!(clause.lemma(), "replace" | "relieve") || purpose {
        return false;
    }
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let subject = clause.subject_terms(reading).into_iter().next();
    let (coming, going) = if clause.group.passive {
        (relieved_by(reading, clause), subject)
    } else {
        (subject, reading.term(clause.spine, clause.at + 1))
    };
    let (Some(coming), Some(going)) = (coming.filter(stands), going.filter(stands)) else {
        return false;
    };
    // `a US-led force`: of nobody in particular.
    let led = |term: &Term| {
        term.owners.is_empty()
            && term
                .tokens
                .clone()
                .any(|at| reading.doc.word(at).ends_with("-led"))
    };
    if led(&coming) || led(&going) {
        return false;
    }
    let owner = coming.owners.first().or(going.owners.first()).cloned();
    let owner = owner.or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
    let Some(owner) = owner else { return false };
    // `The force will be replaced by a German one`: whose it is the text told before, if at all.
    let pointed = clause.group.passive
        && going.owners.is_empty()
        && reading.doc.word(going.tokens.start) == "the";
    let before = pointed
        .then(|| reading.carried_owner(clause.sentence, clause.tokens.start))
        .flatten();
    let leaver = going
        .owners
        .first()
        .cloned()
        .or_else(|| if pointed { before } else { Some(owner.clone()) });
    let mut there = clause.bundles[0].there.clone();
    if there.is_empty() {
        there = clause.subject_places(reading);
    }
    // `After three years in the Gulf, the frigate has been relieved by`
    if there.is_empty() && clause.group.passive {
        let first = clause.subject.heads.first().copied().unwrap_or(0);
        for at in 0..first {
            let chunk = clause.spine.chunks[at];
            if chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "in" {
                let (_, relation) = reading.role(chunk.tokens.clone());
                there = reading.places(clause.spine, at + 1, relation, None);
                break;
            }
        }
    }
    // `troops from the 3rd Division in Romania`
    if there.is_empty() {
        there.clone_from(&clause.bundles[0].origin);
    }
    // `in the force monitoring the Golan Heights`: the place told after them.
    if there.is_empty() {
        let end = reading.sentences[clause.sentence].tokens.end;
        there.extend(
            reading
                .named_places(clause.group.main.tokens.end..end, false)
                .into_iter()
                .next(),
        );
    }
    let abroad = |place: &Place| place.posture_code().as_str() != owner.code.as_str();
    if !there.iter().any(abroad) {
        return false;
    }
    let told = push(
        reading,
        clause,
        findings,
        Told {
            rule: "relief",
            kind: Kind::Deployment(status),
            owner,
            forces: vec![coming.force],
            origin: coming.base.into_iter().collect(),
            destination: there.clone(),
        },
    );
    let Some(leaver) = leaver else { return told };
    let left = Told {
        rule: "relief",
        kind: Kind::Withdrawal(status.max(Status::Announced)),
        owner: leaver,
        forces: vec![going.force],
        origin: there,
        destination: Vec::new(),
    };
    push(reading, clause, findings, left) || told
}

/// Forces that can be at a place and leave it; things of one kind replace another in an inventory.
fn stands(term: &Term) -> bool {
    let serves = matches!(
        term.force.category,
        Category::Troops
            | Category::LandUnit
            | Category::Forces
            | Category::Warship
            | Category::Submarine
            | Category::AirDefense
            | Category::CombatAircraft
    );
    serves && !term.bare && !term.negative
}

/// The forces after `by`.
fn relieved_by(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let spine = clause.spine;
    let by = (clause.at + 1..(clause.at + 6).min(spine.chunks.len()))
        .take_while(|at| spine.verb(*at).is_none())
        .find(|at| {
            let chunk = spine.chunks[*at];
            chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "by"
        })?;
    reading.term(spine, by + 1)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn reliefs_are_an_arrival_and_a_departure() {
        check(
            "About 600 Nepalese soldiers will replace a battalion of Indian peacekeepers in South Sudan.",
            &[
                "deploy NPL 600 TROOPS to SSD announced",
                "withdraw IND 1 LAND_UNIT from SSD announced",
            ],
        );
        check(
            "The Dutch frigate Tromp was relieved by the Danish frigate Absalon in the Red Sea on Friday.",
            &[
                "deploy DNK 1 WARSHIP to red-sea completed",
                "withdraw NLD 1 WARSHIP from red-sea completed",
            ],
        );
        check(
            "Some 900 US soldiers will replace a similar number of troops from the 3rd Infantry Division in Romania.",
            &[
                "deploy USA 900 TROOPS to ROU announced",
                "withdraw USA TROOPS from ROU announced",
            ],
        );
        check(
            "New tanks will replace the ageing tanks of the Chilean army.",
            &[],
        );
        check("The general was relieved of his command in Iraq.", &[]);
    }
}
