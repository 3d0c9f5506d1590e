//! Where a contract test works, and the words it is written in.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use event_log::{
    Delivery, EventLog, JetStreamConfig, Logs, NewRecord, OpenError, Record, WorkConfig, Worker,
    bus,
};
use events::subject::LOG_PREFIX;
use events::{Position, Subject, SubjectFilter};
use futures::{StreamExt, TryStreamExt};
use tempfile::TempDir;
use test_bus::{Server, Settings};
use uuid::Uuid;

use crate::nats::config_of;

/// The id of every log that a test makes.
pub(crate) const LOG: Uuid = Uuid::from_u128(0x7e57);

/// An empty place for a log of one backend.
pub(crate) enum Bed {
    Embedded(TempDir),
    JetStream(Server),
}

impl Bed {
    pub(crate) fn embedded() -> Self {
        Self::Embedded(tempfile::tempdir().unwrap())
    }

    pub(crate) async fn jetstream() -> Self {
        Self::with(Settings::default()).await
    }

    /// A log on a server with settings of its own.
    pub(crate) async fn with(settings: Settings) -> Self {
        let server = Server::start(settings);
        init(&config_of(&server)).await;
        Self::JetStream(server)
    }

    /// Opens the log of this place; in a directory the first time makes it.
    pub(crate) async fn open(&self) -> Logs {
        match self {
            Self::Embedded(directory) => open(&directory.path().join("data")).await.unwrap(),
            Self::JetStream(server) => Logs::open_jetstream(&config_of(server)).await.unwrap(),
        }
    }

    pub(crate) async fn try_open(&self) -> Result<Logs, OpenError> {
        open(&self.beside("data")).await
    }

    /// A path beside the log.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        let (Self::Embedded(directory) | Self::JetStream(Server { directory, .. })) = self;
        directory.path().join(name)
    }
}

pub(crate) async fn open(directory: &Path) -> Result<Logs, OpenError> {
    Logs::open_embedded(directory, genesis).await
}

/// Makes the streams, and a log in them.
pub(crate) async fn init(config: &JetStreamConfig) -> bus::Initialised {
    let plan = bus::Plan {
        replicas: 1,
        consumers: Vec::new(),
    };
    bus::init(config, &plan, genesis).await.unwrap()
}

pub(crate) fn genesis(_at: DateTime<Utc>) -> NewRecord {
    NewRecord {
        subject: Subject::genesis(),
        id: LOG,
        payload: Bytes::from_static(b"genesis"),
        trace: None,
    }
}

/// A subject by its short name: `article.a` is one of `ARTICLES`, any other one of `EVENTS`.
pub(crate) fn subject(name: &str) -> Subject {
    Subject::stored(full(name))
}

/// A filter by its short name; `>` is everything.
pub(crate) fn filter(name: &str) -> SubjectFilter {
    match name {
        ">" => SubjectFilter::all(),
        name => full(name).parse().unwrap(),
    }
}

fn full(name: &str) -> String {
    let kind = if name.starts_with("article.") {
        ""
    } else {
        "fact."
    };
    format!("{LOG_PREFIX}{kind}{name}")
}

pub(crate) fn record(name: &str, payload: impl Into<String>) -> NewRecord {
    let payload = payload.into();
    NewRecord {
        subject: subject(name),
        id: Uuid::new_v5(&LOG, payload.as_bytes()),
        payload: payload.into(),
        trace: None,
    }
}

/// Records of one subject, told apart by their payloads `0`, `1` and so on.
pub(crate) fn batch(name: &str, count: usize) -> Vec<NewRecord> {
    (0..count).map(|at| record(name, at.to_string())).collect()
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
