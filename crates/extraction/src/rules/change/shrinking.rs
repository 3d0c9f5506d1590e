//! `is scaling down its contingent of 180 soldiers`: as many are there, and of those some leave.

use events::Force;

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::{Clause, add};

use super::level::stands;
use super::{Told, push};

/// Reads forces told as a whole that are made fewer.
pub(super) fn shrinks(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if !clause.is(VerbClass::Changing) || !clause.is(VerbClass::Withdrawing) {
        return false;
    }
    let spine = clause.spine;
    let held = if clause.group.passive {
        clause.subject_terms(reading).into_iter().next()
    } else {
        reading.term(spine, clause.at + 1)
    };
    let Some(held) = held.filter(|held| is_whole(reading, held)) else {
        return false;
    };
    let owner = held
        .owners
        .first()
        .cloned()
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let mut origin = clause.subject_places(reading);
    for bundle in &clause.bundles {
        add(&mut origin, bundle.there.clone());
        add(&mut origin, bundle.origin.clone());
    }
    let Some(owner) = owner else { return false };
    if origin.is_empty() {
        let paragraph = reading.sentences[clause.sentence].paragraph;
        origin.extend(
            reading
                .setting(paragraph, Some(&owner), true)
                .or_else(|| reading.topic(Some(&owner))),
        );
    }
    stands(reading, clause, findings, &owner, &origin);
    let forces = vec![Force {
        quantity: None,
        extent: None,
        part_of: None,
        ..held.force
    }];
    let told = Told {
        rule: "reduction",
        kind: Kind::Withdrawal(status),
        owner,
        forces,
        origin,
        destination: Vec::new(),
    };
    push(reading, clause, findings, told)
}

/// `its contingent of 180 soldiers`, `the 5,200-strong mission`: a body, and how many it counts.
fn is_whole(reading: &Reading<'_, '_>, held: &Term) -> bool {
    let doc = reading.doc;
    let definite = matches!(doc.word(held.tokens.start), "its" | "their" | "the" | "his")
        || held
            .tokens
            .clone()
            .any(|at| matches!(doc.word(at), "'s" | "'"));
    let body = held.tokens.clone().any(|at| {
        doc.word(at).ends_with("-strong")
            || matches!(
                doc.word(at),
                "contingent" | "force" | "mission" | "presence" | "deployment" | "garrison"
            ) && doc.word(at + 1) == "of"
    });
    definite && body && held.force.quantity.as_ref().is_some_and(|q| q.low >= 20)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn forces_made_fewer() {
        check(
            "Fiji is scaling down its contingent of 180 soldiers in Lebanon.",
            &[
                "withdraw FJI TROOPS from LBN announced",
                "posture FJI 180 TROOPS in LBN",
            ],
        );
        check(
            "The 5,200-strong British mission in Afghanistan will be scaled back.",
            &[
                "posture GBR 5200 TROOPS in AFG",
                "withdraw GBR TROOPS from AFG announced",
            ],
        );
        check(
            "Spain will cut 300 soldiers from its force in Latvia.",
            &["withdraw ESP 300 TROOPS from LVA announced"],
        );
    }
}
