//! Levels that change: `has grown to 5,000`, `up from 750 on Tuesday`, `put the force at 149,000`,
//! `will reinforce its presence in`, `would not stay`, `will be gone`.

mod current;
mod hosting;
mod leaving;
mod level;
mod relief;
mod shrinking;
mod strength;

use events::{Actor, Force, Place};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::reading::Reading;

use super::Findings;
use super::clause::Clause;

use current::current;
use hosting::{received, refuses_to_host};
use leaving::{accompanies, leaves};
use level::{LEVELS, estimated, level, reduced};
use relief::relieves;
use shrinking::shrinks;
use strength::{STRENGTHENING, reinforced, reinforcing, strengthened};

pub(super) use level::earlier_level;
pub(crate) use strength::strengthens;

/// Reads a clause that tells a change of level. True when it told something.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if clause.noun {
        return false;
    }
    let lemma = clause.lemma();
    if received(reading, clause, findings) {
        return true;
    }
    if leaves(reading, clause, findings)
        || refuses_to_host(reading, clause, findings)
        || accompanies(reading, clause, findings)
        || relieves(reading, clause, findings)
    {
        return true;
    }
    if lemma == "put" || lemma == "estimate" || lemma == "number" || lemma == "place" {
        return estimated(reading, clause, findings);
    }
    if LEVELS.contains(&lemma) || matches!(lemma, "trim" | "slash" | "scale back" | "draw down") {
        current(reading, clause, findings);
    }
    if matches!(
        lemma,
        "cut" | "reduce" | "trim" | "slash" | "scale back" | "draw down" | "shrink"
    ) && reduced(reading, clause, findings)
    {
        return true;
    }
    if LEVELS.contains(&lemma) && level(reading, clause, findings) {
        return true;
    }
    if shrinks(reading, clause, findings) {
        return true;
    }
    let weighed =
        clause.is(VerbClass::Considering) || clause.is(VerbClass::Deciding) || lemma == "announce";
    let growth = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
        .is_some_and(|noun| {
            matches!(
                reading.doc.word(noun.head.end - 1),
                "increase" | "expansion" | "strengthening" | "reinforcement" | "boost"
            )
        });
    if STRENGTHENING.contains(&lemma)
        && (reinforced(reading, clause, findings) || reinforcing(reading, clause, findings))
    {
        return true;
    }
    (STRENGTHENING.contains(&lemma) || weighed && growth) && strengthened(reading, clause, findings)
}

struct Told {
    rule: &'static str,
    kind: Kind,
    owner: Actor,
    forces: Vec<Force>,
    origin: Vec<Place>,
    destination: Vec<Place>,
}

fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    told: Told,
) -> bool {
    let posture = told.kind == Kind::Posture;
    let period = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.times)
        .find_map(|time| reading.period(time, !posture && !clause.group.past));
    let compared = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.others)
        .any(|(word, noun)| word == "from" && reading.term(clause.spine, *noun).is_some());
    let period = period.filter(|_| !(posture && compared));
    if !posture && super::movement::is_background(reading, period) {
        return false;
    }
    let effective = if posture {
        period.or_else(|| reading.publication())
    } else {
        period
    };
    findings.drafts.push(Draft {
        rule: told.rule,
        kind: told.kind,
        owner: Some(told.owner),
        forces: told.forces,
        origin: told.origin,
        destination: told.destination,
        effective,
        dated: period.is_some(),
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![clause.tokens.clone()],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
    true
}
