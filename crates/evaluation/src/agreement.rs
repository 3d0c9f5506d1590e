//! How well an event agrees with a label.

use std::collections::BTreeSet;
use std::ops::Range;

use events::{Category, FactType};

use crate::claim::Claim;

/// How well two claims agree, in half points: more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Agreement(u32);

const EXACT: u32 = 20;

impl Agreement {
    /// Whether everything that counts agrees.
    pub fn is_exact(self) -> bool {
        self.0 >= EXACT
    }

    /// The same, preferred to an equal one whose evidence stands elsewhere.
    #[must_use]
    pub fn favoured(self, overlap: bool) -> Self {
        Self(self.0 + u32::from(overlap))
    }
}

/// How well an event agrees with a label; absent when they do not tell the same fact.
pub fn agreement(label: &Claim, event: &Claim) -> Option<Agreement> {
    if label.fact != event.fact {
        return None;
    }
    if label.fact == FactType::StatementMade {
        return statements(label, event);
    }
    let joint = label.fact == FactType::ExerciseReported && meet(&label.owner, &event.owner);
    if label.owner != event.owner && !joint || label.recipient != event.recipient {
        return None;
    }
    if contradicts(label, event) || reversed(label, event) {
        return None;
    }
    let shared = meet(&categories(label), &categories(event));
    if !label.forces.is_empty() && !shared {
        return None;
    }
    let same_owner = label.owner == event.owner;
    let same_forces = label.forces == event.forces;
    let slots = label.places.iter().zip(&event.places);
    let same_places = slots.filter(|(label, event)| label == event).count();
    let points = 1
        + 3 * u32::from(same_forces)
        + u32::from(shared)
        + 2 * same_places as u32
        + u32::from(same_owner);
    let exact = same_forces
        && same_owner
        && same_places == label.places.len()
        && label.stage == event.stage;
    Some(Agreement(if exact {
        EXACT + 2 * points
    } else {
        (2 * points).min(EXACT - 1)
    }))
}

/// Whether any two spans overlap.
pub fn overlap(some: &[Range<u32>], others: &[Range<u32>]) -> bool {
    some.iter().any(|one| {
        others
            .iter()
            .any(|other| one.start < other.end && other.start < one.end)
    })
}

fn statements(label: &Claim, event: &Claim) -> Option<Agreement> {
    let same = overlap(&label.spans, &event.spans) && names_agree(&label.speaker, &event.speaker);
    same.then(|| {
        Agreement(if label.owner == event.owner {
            EXACT
        } else {
            EXACT / 2
        })
    })
}

/// Both name main places, and not one in common.
fn contradicts(label: &Claim, event: &Claim) -> bool {
    match (label.places.first(), event.places.first()) {
        (Some(label), Some(event)) => !label.is_empty() && !event.is_empty() && !meet(label, event),
        _ => false,
    }
}

/// The one goes where the other comes from.
fn reversed(label: &Claim, event: &Claim) -> bool {
    let ([to, from], [event_to, event_from]) = (&label.places[..], &event.places[..]) else {
        return false;
    };
    !meet(to, event_to) && !meet(from, event_from) && (meet(to, event_from) || meet(from, event_to))
}

/// Whether two names share a word that tells somebody apart, or are the same words.
fn names_agree(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    let telling = |words: &BTreeSet<String>| -> BTreeSet<String> {
        let telling = words.iter().filter(|word| !TITLES.contains(&word.as_str()));
        telling.cloned().collect()
    };
    meet(&telling(&one), &telling(&other)) || !one.is_empty() && one == other
}

const TITLES: [&str; 8] = [
    "president",
    "minister",
    "secretary",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "gen",
    "general",
];

fn words(name: &str) -> BTreeSet<String> {
    name.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !matches!(*word, "" | "the" | "a" | "an" | "of"))
        .map(str::to_owned)
        .collect()
}

fn categories(claim: &Claim) -> BTreeSet<Category> {
    claim.forces.iter().map(|force| force.category).collect()
}

fn meet<T: Ord>(some: &BTreeSet<T>, others: &BTreeSet<T>) -> bool {
    some.intersection(others).next().is_some()
}

#[cfg(test)]
mod tests;
