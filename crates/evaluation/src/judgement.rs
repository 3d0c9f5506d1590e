//! Which event answers which label.

use std::cmp::Reverse;

use crate::agreement::{Agreement, agreement, overlap};
use crate::claim::Claim;
use crate::label::Label;

/// What the extractor made of one dispatch. Numbers are places in the lists that were judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Labels with the event that answers each, the best agreements first.
    pub found: Vec<Found>,
    /// Labels that no event answers and that are not optional.
    pub missed: Vec<usize>,
    /// Events that answer no label.
    pub spurious: Vec<usize>,
}

/// A label and the event that answers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The label.
    pub label: usize,
    /// The event.
    pub event: usize,
    /// Whether everything that counts agrees.
    pub exact: bool,
}

/// Pairs labels with events, each at most once, the best agreement first; among equals, the earlier
/// label, then the earlier event.
pub fn judge(labels: &[Label], events: &[Claim]) -> Judgement {
    let mut free_labels = vec![true; labels.len()];
    let mut free_events = vec![true; events.len()];
    let mut found = Vec::new();
    for (_, label, event, exact) in options(labels, events) {
        if free_labels[label] && free_events[event] {
            (free_labels[label], free_events[event]) = (false, false);
            found.push(Found {
                label,
                event,
                exact,
            });
        }
    }
    let left = |free: Vec<bool>| (0..free.len()).filter(move |at| free[*at]);
    Judgement {
        found,
        missed: left(free_labels)
            .filter(|at| !labels[*at].optional)
            .collect(),
        spurious: left(free_events).collect(),
    }
}

fn options(labels: &[Label], events: &[Claim]) -> Vec<(Agreement, usize, usize, bool)> {
    let mut options = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        for (event, claim) in events.iter().enumerate() {
            if let Some(agreement) = agreement(&label.claim, claim) {
                let here = overlap(&label.claim.spans, &claim.spans);
                options.push((agreement.favoured(here), at, event, agreement.is_exact()));
            }
        }
    }
    options.sort_by_key(|(agreement, label, event, _)| (Reverse(*agreement), *label, *event));
    options
}

#[cfg(test)]
mod tests {
    use events::FactType;

    use super::*;

    /// A statement by somebody, at a span; a `?` before the name marks an optional label.
    fn statement(told: &str) -> (Claim, bool) {
        let (speaker, span) = told.split_once('@').unwrap();
        let (start, end) = span.split_once('-').unwrap();
        let mut claim = Claim::empty(FactType::StatementMade);
        claim.speaker = speaker.trim_start_matches('?').to_owned();
        claim
            .spans
            .push(start.parse().unwrap()..end.parse().unwrap());
        (claim, told.starts_with('?'))
    }

    #[track_caller]
    fn check(
        labels: &[&str],
        events: &[&str],
        found: &[(usize, usize)],
        missed: &[usize],
        spurious: &[usize],
    ) {
        let label = |told: &&str| {
            let (claim, optional) = statement(told);
            let evidence = String::new();
            Label {
                claim,
                evidence,
                optional,
            }
        };
        let labels: Vec<_> = labels.iter().map(label).collect();
        let events: Vec<_> = events.iter().map(|told| statement(told).0).collect();
        let judgement = judge(&labels, &events);
        let pairs: Vec<_> = judgement
            .found
            .iter()
            .map(|found| (found.label, found.event))
            .collect();
        assert_eq!(pairs, found, "found");
        assert_eq!(judgement.missed, missed, "missed");
        assert_eq!(judgement.spurious, spurious, "spurious");
    }

    #[test]
    fn each_label_and_each_event_counts_once() {
        check(
            &["smith@0-9"],
            &["smith@0-9", "smith@2-5"],
            &[(0, 0)],
            &[],
            &[1],
        );
        check(
            &["smith@0-9", "smith@5-9"],
            &["smith@0-9"],
            &[(0, 0)],
            &[1],
            &[],
        );
        check(&["smith@0-9"], &["jones@0-9"], &[], &[0], &[0]);
        check(&[], &["smith@0-9"], &[], &[], &[0]);
    }

    #[test]
    fn an_optional_label_is_no_miss() {
        check(&["?smith@0-9"], &[], &[], &[], &[]);
        check(&["?smith@0-9"], &["smith@0-9"], &[(0, 0)], &[], &[]);
    }
}
