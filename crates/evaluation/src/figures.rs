//! What the judgements of a corpus add up to.

use std::collections::BTreeMap;

use events::FactType;
use serde_json::{Value, json};

use crate::claim::Claim;
use crate::corpus::Dispatch;
use crate::judgement::Judgement;

/// The figures of a corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Dispatches judged.
    pub dispatches: usize,
    /// Found or not.
    found: BTreeMap<FactType, Tally>,
    /// Found and exact, or not.
    exact: BTreeMap<FactType, Tally>,
    /// Periods, of found events whose label tells one.
    pub effective: Slot,
    /// Extents, of found events whose label tells any.
    pub extents: Slot,
    /// Events whose evidence is missing or is not the text's own slice.
    pub bad_evidence: usize,
}

/// Right and wrong. Labels that are optional count nowhere, nor do the events that answer them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Labels answered.
    pub right: usize,
    /// Events that answer none.
    pub spurious: usize,
    /// Labels not answered.
    pub missed: usize,
}

/// One slot of the events that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slot {
    /// As the label tells it.
    pub right: usize,
    /// Told by the label.
    pub told: usize,
}

/// The facts that are shown and held together: each alone, all but statements, and everything.
pub fn groups() -> Vec<(&'static str, Vec<FactType>)> {
    let each = FactType::ALL
        .into_iter()
        .map(|fact| (fact.as_str(), vec![fact]));
    let but_statements = FactType::ALL
        .into_iter()
        .filter(|fact| *fact != FactType::StatementMade);
    each.chain([
        ("all but statements", but_statements.collect()),
        ("everything", FactType::ALL.to_vec()),
    ])
    .collect()
}

impl Tally {
    /// Of the events, the share that answers a label; 0 of none.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.spurious)
    }

    /// Of the labels, the share that is answered; 0 of none.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.spurious + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            right: sum.right + tally.right,
            spurious: sum.spurious + tally.spurious,
            missed: sum.missed + tally.missed,
        })
    }
}

impl Figures {
    /// Adds what was made of a dispatch.
    pub fn add(&mut self, dispatch: &Dispatch, claims: &[Claim], judgement: &Judgement) {
        self.dispatches += 1;
        for found in &judgement.found {
            let label = &dispatch.labels[found.label];
            if label.optional {
                continue;
            }
            let (label, claim) = (&label.claim, &claims[found.event]);
            self.found.entry(label.fact).or_default().right += 1;
            let exact = self.exact.entry(label.fact).or_default();
            if found.exact {
                exact.right += 1;
            } else {
                exact.missed += 1;
                exact.spurious += 1;
            }
            if label.effective.is_some() {
                self.effective.add(label.effective == claim.effective);
            }
            if !label.extents.is_empty() {
                self.extents.add(label.extents == claim.extents);
            }
        }
        for at in &judgement.missed {
            let fact = dispatch.labels[*at].claim.fact;
            self.found.entry(fact).or_default().missed += 1;
            self.exact.entry(fact).or_default().missed += 1;
        }
        for at in &judgement.spurious {
            let fact = claims[*at].fact;
            self.found.entry(fact).or_default().spurious += 1;
            self.exact.entry(fact).or_default().spurious += 1;
        }
    }

    /// How many of these facts were found.
    pub fn found(&self, facts: &[FactType]) -> Tally {
        facts
            .iter()
            .filter_map(|fact| self.found.get(fact))
            .copied()
            .sum()
    }

    /// How many of these facts were found and exact.
    pub fn exact(&self, facts: &[FactType]) -> Tally {
        facts
            .iter()
            .filter_map(|fact| self.exact.get(fact))
            .copied()
            .sum()
    }

    /// All of it as JSON.
    pub fn json(&self) -> Value {
        let slot = |slot: Slot| json!({ "right": slot.right, "told": slot.told });
        let mut all = serde_json::Map::new();
        for (group, facts) in groups() {
            let (found, exact) = (self.found(&facts), self.exact(&facts));
            let figures = json!({
                "gold": found.right + found.missed,
                "precision": found.precision(),
                "recall": found.recall(),
                "f1": found.f1(),
                "exact_f1": exact.f1(),
            });
            all.insert(group.to_owned(), figures);
        }
        all.insert("effective".to_owned(), slot(self.effective));
        all.insert("extents".to_owned(), slot(self.extents));
        all.insert("bad_evidence".to_owned(), self.bad_evidence.into());
        Value::Object(all)
    }
}

impl Slot {
    fn add(&mut self, right: bool) {
        self.told += 1;
        self.right += usize::from(right);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(right: usize, spurious: usize, missed: usize, expect: &str) {
        let tally = Tally {
            right,
            spurious,
            missed,
        };
        let got = format!(
            "{:.3} {:.3} {:.3}",
            tally.precision(),
            tally.recall(),
            tally.f1()
        );
        assert_eq!(got, expect, "{tally:?}");
    }

    #[test]
    fn precision_recall_and_their_mean() {
        check(3, 1, 0, "0.750 1.000 0.857");
        check(3, 0, 1, "1.000 0.750 0.857");
        check(1, 1, 3, "0.500 0.250 0.333");
        check(0, 0, 0, "0.000 0.000 0.000");
        check(0, 2, 2, "0.000 0.000 0.000");
    }

    #[test]
    fn the_groups_are_each_fact_and_the_two_sums() {
        let groups = groups();
        assert_eq!(groups.len(), 11);
        assert_eq!(groups[9].1.len(), 8);
        assert!(!groups[9].1.contains(&FactType::StatementMade));
        assert_eq!(groups[10].1, FactType::ALL);
    }
}
