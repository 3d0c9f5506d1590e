//! What a package of aid holds: `The package includes howitzers and ammunition`.

use events::Force;

use crate::draft::Kind;
use crate::reading::Reading;
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::arms::{is_arms, is_generic};

/// Nouns for what holds arms that are given.
const PACKAGES: &[&str] = &[
    "package",
    "packages",
    "aid",
    "assistance",
    "tranche",
    "delivery",
    "shipment",
    "donation",
    "consignment",
    "batch",
    "contribution",
    "instalment",
    "installment",
    "announcement",
    "deal",
    "support",
];

/// Whether the subject of a clause is a package.
pub(super) fn is_subject(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.subject.heads.iter().any(|head| {
        clause.spine.chunks[*head]
            .noun()
            .is_some_and(|noun| PACKAGES.contains(&reading.doc.word(noun.head.end - 1)))
    })
}

/// `The package includes howitzers`: more of what was told last.
pub(super) fn holds(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let doc = reading.doc;
    let package = clause.subject.heads.iter().any(|head| {
        clause.spine.chunks[*head]
            .tokens
            .clone()
            .any(|at| PACKAGES.contains(&doc.word(at)))
    });
    let paragraph = reading.sentences[clause.sentence].paragraph;
    let told =
        findings.drafts.iter_mut().rev().find(|draft| {
            matches!(draft.kind, Kind::Aid { .. }) && draft.paragraph + 4 >= paragraph
        });
    let (true, Some(told), false) = (package, told, clause.group.negated) else {
        return false;
    };
    let forces: Vec<Force> = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.terms)
        .filter(|term| is_arms(term.force.category) && !term.bare && !term.negative)
        .map(|term| term.force.clone())
        .collect();
    if forces.is_empty() {
        return false;
    }
    told.forces.retain(|force| !is_generic(force));
    for force in forces {
        if !told.forces.contains(&force) {
            told.forces.push(force);
        }
    }
    told.forces = crate::rules::parts::join_unnumbered(std::mem::take(&mut told.forces));
    told.evidence.push(clause.tokens.clone());
    true
}
