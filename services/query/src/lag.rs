//! How far a consumer of the log is behind, and for how long, as operators see it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// One consumer, looked at from time to time.
pub(crate) struct Lag {
    consumer: &'static str,
    seen: Mutex<Option<Seen>>,
}

#[derive(Clone, Copy)]
struct Seen {
    checkpoint: u64,
    /// When it was first seen there, or at the end of the log.
    since: Instant,
}

impl Lag {
    pub(crate) fn of(consumer: &'static str) -> Self {
        Self {
            consumer,
            seen: Mutex::new(None),
        }
    }

    /// Tells where the consumer is on a stream that ends at `last`.
    pub(crate) fn tell(&self, last: u64, checkpoint: u64) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let age = age(&mut seen, Instant::now(), last, checkpoint);
        let behind = last.saturating_sub(checkpoint);
        let consumer = self.consumer;
        metrics::gauge!("vedette_checkpoint_position", "consumer" => consumer)
            .set(checkpoint as f64);
        metrics::gauge!("vedette_checkpoint_age_seconds", "consumer" => consumer)
            .set(age.as_secs_f64());
        metrics::gauge!("vedette_lag_records", "consumer" => consumer).set(behind as f64);
    }
}

/// For how long the checkpoint has stood still while there is something behind it.
fn age(seen: &mut Option<Seen>, now: Instant, last: u64, checkpoint: u64) -> Duration {
    let stands = seen.filter(|seen| seen.checkpoint == checkpoint && checkpoint < last);
    let since = stands.map_or(now, |seen| seen.since);
    *seen = Some(Seen { checkpoint, since });
    now - since
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_ages_while_it_stands_before_the_end() {
        let start = Instant::now();
        let mut seen = None;
        for (second, last, checkpoint, expect) in [
            (0, 7, 7, 0),
            (60, 7, 7, 0),  // nothing to do
            (61, 9, 7, 1),  // came at some time since
            (71, 9, 7, 11), // stands
            (75, 12, 7, 15),
            (80, 12, 8, 0), // moves
            (90, 12, 8, 10),
            (95, 12, 12, 0),
        ] {
            let now = start + Duration::from_secs(second);
            let age = age(&mut seen, now, last, checkpoint);
            assert_eq!(age.as_secs(), expect, "after {second} s");
        }
    }
}
