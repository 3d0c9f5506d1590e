//! What a host tells: `received the first 150 soldiers`, `would accept no troops`.

use events::{Category, Force};

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::reading::Reading;
use crate::reading::status::{Stage, stage};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::{Told, push};

/// `Lithuania received the first 150 soldiers of a German brigade`.
pub(super) fn received(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let awaited = matches!(clause.lemma(), "host" | "house")
        && (clause.group.modal.is_some() || !clause.group.chain.is_empty());
    if !awaited && !matches!(clause.lemma(), "receive" | "welcome" | "greet")
        || clause.group.passive
        || clause.group.negated
    {
        return false;
    }
    let Some(host) = clause.subject_actors(reading).into_iter().next() else {
        return false;
    };
    let Some(place) = reading.place_of(&host) else {
        return false;
    };
    let Some(term) = clause.bundles[0].terms.first() else {
        return false;
    };
    let people = matches!(
        term.force.category,
        Category::Troops | Category::LandUnit | Category::Forces
    );
    let Some(owner) = term
        .owners
        .first()
        .filter(|owner| **owner != host && people)
        .cloned()
    else {
        return false;
    };
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let forces = vec![term.force.clone()];
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "arrival",
            kind: Kind::Deployment(status),
            owner,
            forces,
            origin: Vec::new(),
            destination: vec![place],
        },
    )
}

/// `Budapest neither needed extra NATO troops nor would accept them`.
pub(super) fn refuses_to_host(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let hosts = matches!(
        clause.lemma(),
        "accept"
            | "host"
            | "need"
            | "take"
            | "allow"
            | "permit"
            | "want"
            | "receive"
            | "house"
            | "admit"
    );
    let refused = clause.group.negated
        || clause
            .group
            .chain
            .iter()
            .any(|word| word.is(VerbClass::Refusing));
    if !hosts || !refused || clause.group.passive {
        return false;
    }
    let Some(host) = clause.subject_actors(reading).into_iter().next() else {
        return false;
    };
    let Some(place) = reading.place_of(&host) else {
        return false;
    };
    let Some(term) = clause.bundles[0].terms.first() else {
        return false;
    };
    let Some(owner) = term.owners.first().filter(|owner| **owner != host).cloned() else {
        return false;
    };
    let force = Force {
        quantity: None,
        ..term.force.clone()
    };
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "ruled-out",
            kind: Kind::RuledOut,
            owner,
            forces: vec![force],
            origin: Vec::new(),
            destination: vec![place],
        },
    )
}
