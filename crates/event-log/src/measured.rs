//! What is counted and timed of appends, by the facade of the crate `metrics`.

use std::collections::BTreeMap;
use std::time::Instant;

use crate::{AppendError, Appended, NewRecord, StreamName};

/// An append that is under way.
pub(crate) struct Append {
    stream: StreamName,
    began: Instant,
    /// How many events of each type.
    events: BTreeMap<String, u64>,
}

impl Append {
    pub(crate) fn begin(stream: StreamName, batch: &[NewRecord]) -> Self {
        let mut events = BTreeMap::new();
        if stream == StreamName::Events {
            for record in batch {
                *events.entry(record.event_type().to_owned()).or_default() += 1;
            }
        }
        Self {
            stream,
            began: Instant::now(),
            events,
        }
    }

    /// Counts it if it was done; a refusal is not, which costs nothing on the disk.
    pub(crate) fn end(self, outcome: &Result<Appended, AppendError>) {
        if outcome.is_err() {
            return;
        }
        let stream = self.stream.to_string();
        metrics::histogram!("vedette_append_seconds", "stream" => stream.clone())
            .record(self.began.elapsed());
        metrics::counter!("vedette_batches_total", "stream" => stream).increment(1);
        for (event_type, count) in self.events {
            metrics::counter!("vedette_events_total", "type" => event_type).increment(count);
        }
    }
}
