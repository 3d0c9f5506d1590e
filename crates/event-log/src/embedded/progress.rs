//! How far a consumer has come: a pure value.

use std::collections::BTreeMap;

use events::Position;
use tokio::time::Instant;

/// The state of one consumer.
///
/// A wanted record at or before `scanned` is settled (acknowledged or dead) unless it is in `open`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    scanned: Position,
    open: BTreeMap<Position, Open>,
}

/// A wanted record that is not settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Open {
    /// How often it was delivered.
    pub(crate) deliveries: u32,
    /// When it is delivered again; at once when there is no time.
    pub(crate) due: Option<Instant>,
}

impl Progress {
    /// As stored: what was open when the log closed is due at once.
    pub(crate) fn stored(scanned: Position, open: impl Iterator<Item = (Position, u32)>) -> Self {
        let due_at_once = |(position, deliveries)| {
            let due = None;
            (position, Open { deliveries, due })
        };
        Self {
            scanned,
            open: open.map(due_at_once).collect(),
        }
    }

    /// Up to where everything was looked at.
    pub(crate) fn scanned(&self) -> Position {
        self.scanned
    }

    /// Up to where everything is settled.
    pub(crate) fn settled(&self) -> Position {
        match self.open.first_key_value() {
            Some((first, _)) => self.scanned.min(Position(first.0 - 1)),
            None => self.scanned,
        }
    }

    pub(crate) fn open_count(&self) -> usize {
        self.open.len()
    }

    pub(crate) fn open(&self, position: Position) -> Option<Open> {
        self.open.get(&position).copied()
    }

    /// The first `max` records that are to be delivered again now.
    pub(crate) fn due(&self, now: Instant, max: usize) -> Vec<Position> {
        let due = self
            .open
            .iter()
            .filter(|(_, open)| open.due.is_none_or(|due| due <= now));
        due.map(|(position, _)| *position).take(max).collect()
    }

    /// When the next record is to be delivered again.
    pub(crate) fn next_due(&self) -> Option<Instant> {
        self.open.values().filter_map(|open| open.due).min()
    }

    /// Everything up to here was looked at.
    pub(crate) fn scan_to(&mut self, scanned: Position) {
        self.scanned = self.scanned.max(scanned);
    }

    /// Counts a delivery; gives how many there were with it.
    pub(crate) fn deliver(&mut self, position: Position, due: Instant) -> u32 {
        let deliveries = self.open(position).map_or(0, |open| open.deliveries) + 1;
        let due = Some(due);
        self.open.insert(position, Open { deliveries, due });
        deliveries
    }

    /// Makes a record wait until `due`, or not at all. True when that delivery is still the
    /// newest of an unsettled record; a worker that was too slow changes nothing.
    pub(crate) fn postpone(
        &mut self,
        position: Position,
        deliveries: u32,
        due: Option<Instant>,
    ) -> bool {
        match self.open.get_mut(&position) {
            Some(open) if open.deliveries == deliveries => {
                open.due = due;
                true
            }
            _ => false,
        }
    }

    /// Settles a record; false when it was already.
    pub(crate) fn settle(&mut self, position: Position) -> bool {
        self.open.remove(&position).is_some()
    }

    /// Opens a settled record again, as if it had never been delivered.
    pub(crate) fn reopen(&mut self, position: Position) {
        let fresh = Open {
            deliveries: 0,
            due: None,
        };
        self.open.insert(position, fresh);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn delivered(positions: &[u64], scanned: u64, due: Instant) -> Progress {
        let mut progress = Progress::default();
        for position in positions {
            progress.deliver(Position(*position), due);
        }
        progress.scan_to(Position(scanned));
        progress
    }

    #[test]
    fn settled_stops_before_the_first_open_record() {
        let now = Instant::now();
        let check = |open: &[u64], acked: &[u64], expect: u64| {
            let mut progress = delivered(open, 9, now);
            for position in acked {
                assert!(progress.settle(Position(*position)));
            }
            assert_eq!(progress.settled(), Position(expect), "{open:?} {acked:?}");
        };
        check(&[], &[], 9);
        check(&[3, 5], &[], 2);
        check(&[3, 5], &[5], 2);
        check(&[3, 5], &[3], 4);
        check(&[3, 5], &[3, 5], 9);
        check(&[1], &[], 0);
    }

    #[test]
    fn a_record_is_due_when_its_time_has_come() {
        let now = Instant::now();
        let mut progress = delivered(&[3, 5], 5, now + SECOND);
        assert_eq!(progress.due(now, 10), []);
        assert_eq!(progress.next_due(), Some(now + SECOND));
        assert_eq!(progress.due(now + SECOND, 10), [Position(3), Position(5)]);
        assert_eq!(progress.due(now + SECOND, 1), [Position(3)]);
        assert!(progress.postpone(Position(5), 1, None));
        assert_eq!(progress.due(now, 10), [Position(5)]);
    }

    #[test]
    fn an_outdated_delivery_postpones_nothing() {
        let now = Instant::now();
        let mut progress = delivered(&[3], 3, now);
        assert_eq!(progress.deliver(Position(3), now + SECOND), 2);
        assert!(!progress.postpone(Position(3), 1, None));
        assert!(progress.postpone(Position(3), 2, None));
        assert!(progress.settle(Position(3)));
        assert!(!progress.settle(Position(3)));
        assert!(!progress.postpone(Position(3), 2, None));
    }

    #[test]
    fn a_reopened_record_takes_settled_back() {
        let mut progress = delivered(&[], 9, Instant::now());
        progress.reopen(Position(4));
        assert_eq!(progress.settled(), Position(3));
        assert_eq!(progress.due(Instant::now(), 10), [Position(4)]);
    }
}
