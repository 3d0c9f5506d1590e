//! What the extractor has reached, and must not fall behind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::figures::{Figures, groups};

/// How far a figure may fall behind: a case or two in a corpus of this size.
pub const SLACK: f64 = 0.005;

/// The figures reached, by group of facts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Baseline {
    groups: BTreeMap<String, Reached>,
}

/// F1, cut to thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reached {
    found: f64,
    exact: f64,
}

/// A figure that fell behind.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// The facts it is of.
    pub group: String,
    /// `found` or `exact`.
    pub figure: &'static str,
    /// What had been reached.
    pub reached: f64,
    /// What it is now.
    pub now: f64,
}

impl std::fmt::Display for Fall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (by, now, reached) = (self.reached - self.now, self.now, self.reached);
        write!(
            f,
            "{}, {} F1: {now:.3}, {by:.3} below {reached:.3}",
            self.group, self.figure
        )
    }
}

impl Baseline {
    /// The figures as they are now.
    pub fn of(figures: &Figures) -> Self {
        let reached = groups().into_iter().map(|(group, facts)| {
            let reached = Reached {
                found: thousandths(figures.found(&facts).f1()),
                exact: thousandths(figures.exact(&facts).f1()),
            };
            (group.to_owned(), reached)
        });
        Self {
            groups: reached.collect(),
        }
    }

    /// What `now` has lost against this by more than [`SLACK`].
    pub fn falls(&self, now: &Self) -> Vec<Fall> {
        let mut falls = Vec::new();
        for (group, reached) in &self.groups {
            let now = now.groups.get(group);
            let (found, exact) = now.map_or((0.0, 0.0), |now| (now.found, now.exact));
            for (figure, reached, now) in [
                ("found", reached.found, found),
                ("exact", reached.exact, exact),
            ] {
                // Thousandths are compared: a half of one is room for their representation.
                if reached - now > SLACK + 0.000_5 {
                    falls.push(Fall {
                        group: group.clone(),
                        figure,
                        reached,
                        now,
                    });
                }
            }
        }
        falls
    }

    /// The better of the two, figure by figure.
    #[must_use]
    pub fn raised(mut self, now: &Self) -> Self {
        for (group, now) in &now.groups {
            let reached = self.groups.entry(group.clone()).or_insert(*now);
            reached.found = reached.found.max(now.found);
            reached.exact = reached.exact.max(now.exact);
        }
        self
    }
}

fn thousandths(share: f64) -> f64 {
    (share * 1_000.0).floor() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn baseline(found: f64, exact: f64) -> Baseline {
        let groups = [("everything".to_owned(), Reached { found, exact })];
        Baseline {
            groups: groups.into(),
        }
    }

    fn check(reached: (f64, f64), now: (f64, f64), expect: &[&str]) {
        let falls = baseline(reached.0, reached.1).falls(&baseline(now.0, now.1));
        let falls: Vec<_> = falls.iter().map(ToString::to_string).collect();
        assert_eq!(falls, expect, "{reached:?} {now:?}");
    }

    #[test]
    fn a_fall_is_more_than_the_slack() {
        check((0.800, 0.600), (0.800, 0.600), &[]);
        check((0.800, 0.600), (0.795, 0.595), &[]);
        check((0.800, 0.600), (0.900, 0.700), &[]);
        check(
            (0.800, 0.600),
            (0.794, 0.600),
            &["everything, found F1: 0.794, 0.006 below 0.800"],
        );
        check(
            (0.800, 0.600),
            (0.810, 0.500),
            &["everything, exact F1: 0.500, 0.100 below 0.600"],
        );
    }

    #[test]
    fn a_group_that_is_gone_has_fallen() {
        let falls = baseline(0.8, 0.6).falls(&Baseline::default());
        assert_eq!(falls.len(), 2);
    }

    #[test]
    fn a_baseline_only_rises() {
        let raised = baseline(0.8, 0.6).raised(&baseline(0.7, 0.7));
        assert_eq!(raised, baseline(0.8, 0.7));
        let first = Baseline::default().raised(&baseline(0.7, 0.7));
        assert_eq!(first, baseline(0.7, 0.7));
    }
}
