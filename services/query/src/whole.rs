//! Records in whole extractions: facts are held back until their marker has come, so that nobody
//! ever sees half an extraction.

use event_log::{EventLog, ReadError, Record};
use events::subject::LOG_PREFIX;
use events::{Position, SubjectFilter};
use futures::Stream;
use futures::stream::BoxStream;
use tokio_stream::StreamExt;

/// Facts that end with their marker; or one genesis event or correction.
#[derive(Clone, Debug)]
pub struct Whole {
    /// What was asked for of it, in the order of the log. May be empty.
    pub records: Vec<Record>,
    /// Where it takes effect: the marker's position, from which a reader resumes.
    pub position: Position,
}

/// Cuts a stream of all records, in order, into whole extractions, and keeps of each what `filter`
/// wants. What stands after the last marker is held back.
pub fn whole(
    records: BoxStream<'static, Result<Record, ReadError>>,
    filter: SubjectFilter,
) -> impl Stream<Item = Result<Whole, ReadError>> {
    async_stream::try_stream! {
        let mut records = records;
        let mut held = Vec::new();
        while let Some(record) = records.next().await {
            let record = record?;
            let position = record.position;
            let takes_effect = takes_effect(&record);
            if filter.matches(record.subject.as_str()) {
                held.push(record);
            }
            if takes_effect {
                yield Whole { records: std::mem::take(&mut held), position };
            }
        }
    }
}

/// Whether readers may stop after this record: it is no fact, whose marker is still to come.
pub fn takes_effect(record: &Record) -> bool {
    let tail = record.subject.as_str().strip_prefix(LOG_PREFIX);
    !tail.is_some_and(|tail| tail.starts_with("fact."))
}

/// The first position to read so that a reader who has seen everything up to `seen` misses nothing:
/// `seen` itself is rounded down to the end of a whole extraction by reading on from there.
pub async fn resume_after(events: &EventLog, seen: Position) -> Result<Position, ReadError> {
    let mut at = seen;
    while at > Position::ZERO {
        match events.get(at).await? {
            Some(record) if !takes_effect(&record) => at = Position(at.0 - 1),
            _ => break,
        }
    }
    Ok(at.next())
}
