//! Where a contract test works, and the words it is written in.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use event_log::{Delivery, EventLog, Logs, NewRecord, OpenError, Record, WorkConfig, Worker};
use events::{Position, Subject, SubjectFilter};
use futures::{StreamExt, TryStreamExt};
use tempfile::TempDir;
use uuid::Uuid;

/// The id of every log that a test makes.
pub(crate) const LOG: Uuid = Uuid::from_u128(0x7e57);

/// An empty place for logs of one backend.
pub(crate) struct Bed {
    directory: TempDir,
}

impl Bed {
    pub(crate) fn embedded() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// Opens the log of this place; the first time makes it.
    pub(crate) async fn open(&self) -> Logs {
        open(&self.directory.path().join("data")).await.unwrap()
    }

    pub(crate) async fn try_open(&self) -> Result<Logs, OpenError> {
        open(&self.directory.path().join("data")).await
    }

    /// A path beside the log.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }
}

pub(crate) async fn open(directory: &Path) -> Result<Logs, OpenError> {
    Logs::open_embedded(directory, genesis).await
}

fn genesis(_at: DateTime<Utc>) -> NewRecord {
    NewRecord {
        subject: Subject::genesis(),
        id: LOG,
        payload: Bytes::from_static(b"genesis"),
    }
}

pub(crate) fn subject(text: &str) -> Subject {
    Subject::stored(text)
}

pub(crate) fn filter(text: &str) -> SubjectFilter {
    text.parse().unwrap()
}

pub(crate) fn record(subject: &str, payload: impl Into<String>) -> NewRecord {
    let payload = payload.into();
    NewRecord {
        subject: Subject::stored(subject),
        id: Uuid::new_v5(&LOG, payload.as_bytes()),
        payload: payload.into(),
    }
}

/// Records of one subject, told apart by their payloads `0`, `1` and so on.
pub(crate) fn batch(subject: &str, count: usize) -> Vec<NewRecord> {
    (0..count)
        .map(|at| record(subject, at.to_string()))
        .collect()
}

/// Appends a batch without conditions; gives its last position.
pub(crate) async fn append(log: &EventLog, batch: Vec<NewRecord>) -> Position {
    log.append(batch, Vec::new()).await.unwrap().last
}

/// What a filter finds in the whole stream.
pub(crate) async fn read(log: &EventLog, wanted: &str) -> Vec<Record> {
    let records = log.read(Position::ZERO, filter(wanted));
    records.try_collect().await.unwrap()
}

pub(crate) fn positions(records: &[Record]) -> Vec<u64> {
    records.iter().map(|record| record.position.0).collect()
}

pub(crate) fn payload(record: &Record) -> &str {
    std::str::from_utf8(&record.payload).unwrap()
}

/// The next `count` records of a stream that has them.
pub(crate) async fn take(records: &mut event_log::Records, count: usize) -> Vec<Record> {
    let taken = records.by_ref().take(count).try_collect();
    let taken: Vec<_> = soon(taken).await.unwrap();
    assert_eq!(taken.len(), count);
    taken
}

/// Long enough that it does not pass in a test.
pub(crate) const LONG: Duration = Duration::from_hours(1);
/// Short enough to wait for.
pub(crate) const SHORT: Duration = Duration::from_millis(30);

pub(crate) fn config(ack_wait: Duration, deliveries_max: u32) -> WorkConfig {
    WorkConfig {
        ack_wait,
        deliveries_max,
    }
}

/// A worker of the consumer `consumer` of everything.
pub(crate) async fn worker(log: &EventLog, ack_wait: Duration, deliveries_max: u32) -> Worker {
    let config = config(ack_wait, deliveries_max);
    log.work("consumer", SubjectFilter::all(), config)
        .await
        .unwrap()
}

pub(crate) async fn next(worker: &mut Worker) -> Delivery {
    soon(worker.next()).await.unwrap().unwrap()
}

/// Fails a test that would hang.
pub(crate) async fn soon<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_mins(1), future)
        .await
        .expect("it comes within a minute")
}

/// Fails when something comes that must not: it waits a little for it.
pub(crate) async fn nothing_comes<T>(future: impl Future<Output = T>) {
    let came = tokio::time::timeout(SHORT, future).await;
    assert!(came.is_err(), "something came");
}
