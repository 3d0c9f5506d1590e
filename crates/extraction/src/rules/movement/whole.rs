//! Levels beside what leaves: `will withdraw 200 of its 1,000 soldiers in Mozambique` tells that those of
//! whom a part leaves are there.

use events::{Actor, Force, Place};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// How many people a force has at least.
const FEW: u32 = 20;

/// The stock that a part is to leave.
pub(super) fn standing(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    owner: &Actor,
    leaving: &[Force],
    origin: &[Place],
    evidence: &std::ops::Range<usize>,
) -> Option<Draft> {
    let [part] = leaving else { return None };
    let whole = part.part_of.clone().filter(|whole| whole.low >= FEW)?;
    (!origin.is_empty()).then(|| Draft {
        rule: "whole",
        kind: Kind::Posture,
        owner: Some(owner.clone()),
        forces: vec![Force {
            quantity: Some(whole),
            extent: None,
            part_of: None,
            ..part.clone()
        }],
        origin: Vec::new(),
        destination: origin.to_vec(),
        effective: reading.publication(),
        dated: false,
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![evidence.clone()],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    })
}

/// Where forces are based that move from there; those who leave for home go to it: `the crew of
/// Devonport-based HMS Portland returned home`.
pub(super) fn based(term: &Term, owner: &Actor, leaving: bool) -> Vec<Place> {
    term.base
        .iter()
        .filter(|base| !leaving || base.posture_code().as_str() != owner.code.as_str())
        .cloned()
        .collect()
}

/// `the force of 460 being cut to 260`: neither number counts who leaves.
pub(super) fn to_a_level(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let to = spine.get(clause.at + 1).is_some_and(|chunk| {
        chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "to"
    });
    let level = || reading.term(spine, clause.at + 2);
    clause.is(VerbClass::Changing)
        && clause.group.passive
        && to
        && level().is_some_and(|term| term.force.quantity.is_some())
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn those_of_whom_a_part_leaves() {
        check(
            "Rwanda will withdraw 200 of its 1,000 soldiers in Mozambique.",
            &[
                "posture RWA 1000 TROOPS in MOZ",
                "withdraw RWA 200 TROOPS from MOZ announced",
            ],
        );
        check(
            "Half of the 600 Danish troops based in Latvia will go home in May.",
            &[
                "posture DNK 600 TROOPS in LVA",
                "withdraw DNK TROOPS from LVA announced",
            ],
        );
        check(
            "Some 200 of the 900 Belgian soldiers in Mali have left the country.",
            &["withdraw BEL 200 TROOPS from MLI completed"],
        );
    }
}
