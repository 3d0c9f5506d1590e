//! Making the streams of a log from another one's records.
//!
//! A message takes the sequence that comes next, so the place of a record that was purged is filled
//! with an empty one, and the fillings are purged in the end.

use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use events::subject::LOG_PREFIX;
use events::{LogId, Position, Subject};
use serde_json::json;
use tokio::sync::mpsc;
use uuid::Uuid;

use super::config::JetStreamConfig;
use super::connection::Connection;
use super::open::make_streams;
use super::shared::Shared;
use super::stream::Stream;
use crate::migrate::{Entry, MigrateError, Sender};
use crate::{BATCH_RECORDS_MAX, Expectation, NewRecord, StreamName};

/// How many bytes of payload are appended at once, at least.
const BATCH_BYTES: usize = 8 << 20;
/// How many entries may wait.
const WAITING_MAX: usize = 64;

/// Makes the streams, and fills them with what `send` sends.
pub(crate) async fn import<F: Future<Output = Result<(), MigrateError>>>(
    config: &JetStreamConfig,
    replicas: usize,
    log: LogId,
    send: impl FnOnce(Sender) -> F,
) -> Result<(), MigrateError> {
    let connection = Connection::open(config)
        .await
        .map_err(crate::BusError::from)?;
    make_streams(&connection, replicas).await?;
    let shared = Arc::new(Shared::new(connection, log));
    for name in StreamName::ALL {
        let shared = Arc::clone(&shared);
        if (Stream { name, shared }).last_position().await? != Position::ZERO {
            return Err(MigrateError::NotEmpty(name));
        }
    }
    let (sender, entries) = mpsc::channel(WAITING_MAX);
    let (sent, filled) = tokio::join!(send(sender), fill(&shared, entries));
    filled?;
    sent?;
    let what = format!("STREAM.PURGE.{}", StreamName::Articles);
    let filler = json!({ "filter": filler_subject().as_str() });
    let purged = shared
        .connection
        .api::<serde_json::Value>(&what, &filler)
        .await;
    purged.map_err(|error| MigrateError::Write(Arc::new(error)))?;
    Ok(())
}

async fn fill(
    shared: &Arc<Shared>,
    mut entries: mpsc::Receiver<Entry>,
) -> Result<(), MigrateError> {
    let mut group = Group::new(shared, StreamName::Articles);
    while let Some(Entry { stream, record }) = entries.recv().await {
        if stream != group.stream.name {
            group.append().await?;
            group = Group::new(shared, stream);
        }
        group.push(record);
        if group.records.len() == BATCH_RECORDS_MAX || group.bytes >= BATCH_BYTES {
            group.append().await?;
        }
    }
    group.append().await
}

/// Records on their way to one stream.
struct Group {
    stream: Stream,
    /// Up to where the stream is filled.
    end: Position,
    records: Vec<NewRecord>,
    times: Vec<DateTime<Utc>>,
    bytes: usize,
}

impl Group {
    fn new(shared: &Arc<Shared>, name: StreamName) -> Self {
        Self {
            stream: Stream {
                name,
                shared: Arc::clone(shared),
            },
            end: Position::ZERO,
            records: Vec::new(),
            times: Vec::new(),
            bytes: 0,
        }
    }

    fn push(&mut self, record: Option<crate::Record>) {
        let (record, time) = match record {
            Some(record) => {
                let time = record.recorded_at;
                let record = NewRecord {
                    subject: record.subject,
                    id: record.id,
                    payload: record.payload,
                    trace: record.trace,
                };
                (record, time)
            }
            None => (filler(), DateTime::default()),
        };
        self.bytes += record.payload.len();
        self.records.push(record);
        self.times.push(time);
    }

    async fn append(&mut self) -> Result<(), MigrateError> {
        let Some(first) = self.records.first() else {
            return Ok(());
        };
        let subject = first.subject.clone();
        let before = self.stream.leader_last(subject.as_str()).await?;
        let last = before.map_or(Position::ZERO, |record| record.position);
        let unchanged = vec![Expectation { subject, last }];
        let records = std::mem::take(&mut self.records);
        let times = std::mem::take(&mut self.times);
        self.bytes = 0;
        let appended = self.stream.append_at(records, unchanged, times).await?;
        if appended.first != self.end.next() {
            return Err(MigrateError::NotEmpty(self.stream.name));
        }
        self.end = appended.last;
        Ok(())
    }
}

fn filler() -> NewRecord {
    NewRecord {
        subject: filler_subject(),
        id: Uuid::nil(),
        payload: Bytes::new(),
        trace: None,
    }
}

fn filler_subject() -> Subject {
    Subject::stored(format!("{LOG_PREFIX}article.purged"))
}
