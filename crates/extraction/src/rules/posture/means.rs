//! What forces do something with: `patrolling the Baltic skies with six jets`.

use events::{Category, Place};

use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::ACTING;
use super::told::push;

/// Verbs whose other forces are those that something is done with: `patrols with Afghan police`.
pub(super) fn done_with(lemma: &str) -> bool {
    ACTING.contains(&lemma) || matches!(lemma, "patrol" | "fight" | "work" | "train" | "operate")
}

/// `guard the skies with six F-16s`: what it is done with is theirs.
fn is_means(term: &Term) -> bool {
    term.owners.is_empty()
        && term.force.quantity.is_some()
        && matches!(
            term.force.category,
            Category::CombatAircraft
                | Category::SupportAircraft
                | Category::Helicopter
                | Category::Warship
        )
}

/// `The Poles have been patrolling the Baltic skies with six jets`: theirs, and there.
pub(super) fn with_means(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    there: &[Place],
) -> bool {
    let bundle = &clause.bundles[0];
    let means: Vec<Term> = bundle
        .terms
        .iter()
        .filter(|term| is_means(term))
        .cloned()
        .collect();
    let mut any = false;
    for owner in clause
        .subject_actors(reading)
        .iter()
        .filter(|_| !means.is_empty())
    {
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &means,
            Some(owner),
            there,
        );
    }
    any
}

/// `airmen were guarding the skies with six F-16s`: the jets tell how many they are.
pub(super) fn means_of(clause: &Clause<'_, '_>, terms: &mut Vec<Term>) {
    if let [people] = terms.as_slice()
        && people.force.quantity.is_none()
        && people.force.category == Category::Troops
        && done_with(clause.lemma())
        && let Some(means) = clause.bundles[0].terms.iter().find(|term| is_means(term))
    {
        *terms = vec![Term {
            owners: people.owners.clone(),
            ..means.clone()
        }];
    }
}
