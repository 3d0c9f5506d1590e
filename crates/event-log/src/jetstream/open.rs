//! Opening, closing, and making the streams.

use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::stream::{Config, Info};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use events::{LogId, Position, Subject};
use uuid::Uuid;

use super::check::{servers_findings, stream_findings};
use super::config::JetStreamConfig;
use super::connection::{ApiError, Connection};
use super::layout;
use super::shared::{APPENDS_MAX, Shared, now};
use super::stream::Stream;
use crate::bus::{BusError, Initialised, Plan};
use crate::{Expectation, Finding, NewRecord, Record, StreamName};

/// How long closing waits for appends that are under way.
const CLOSE_WAIT: Duration = Duration::from_secs(10);

/// An open log. Dropping it closes the log.
pub(crate) struct Running {
    pub(crate) shared: Arc<Shared>,
}

impl Running {
    pub(crate) async fn open(config: &JetStreamConfig) -> Result<Self, BusError> {
        let connection = Connection::open(config).await?;
        let (refused, accepted): (Vec<_>, _) = findings(&connection, config.replicas)
            .await?
            .into_iter()
            .partition(|finding| !config.accepted.contains(&finding.risk));
        for finding in accepted {
            tracing::warn!(risk = %finding.risk, %finding, "accepted");
        }
        if !refused.is_empty() {
            return Err(BusError::Unsafe(refused));
        }
        let shared = Shared::new(connection, LogId(Uuid::nil()));
        let mut shared = Arc::new(shared);
        let genesis = genesis(&shared).await?.ok_or(BusError::NoGenesis)?;
        // Nobody else has it yet.
        if let Some(shared) = Arc::get_mut(&mut shared) {
            shared.id = LogId(genesis.id);
        }
        for stream in StreamName::ALL {
            events_of(&shared, stream).last_position().await?;
        }
        Ok(Self { shared })
    }

    /// Appends that are under way are waited for; then everything ends.
    pub(crate) async fn close(self) {
        let all = self.shared.appends.acquire_many(APPENDS_MAX as u32);
        // Held until there are no more to come.
        let ended = tokio::time::timeout(CLOSE_WAIT, all).await;
        self.shared.appends.close();
        self.shared.append_bytes.close();
        if ended.is_err() {
            tracing::warn!("the log is closed while appends wait for its server");
        }
        give_back(&self.shared).await;
        self.shared.connection.close();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.appends.close();
        self.shared.append_bytes.close();
        if self.shared.connection.is_closed() {
            return;
        }
        self.shared.connection.close();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let shared = Arc::clone(&self.shared);
            runtime.spawn(async move { give_back(&shared).await });
        }
    }
}

/// What is held goes to another worker at once, not only when `ack_wait` has passed.
async fn give_back(shared: &Shared) {
    let client = &shared.connection.client;
    for answer_to in shared.release_all() {
        client
            .publish(answer_to, Bytes::from_static(b"-NAK"))
            .await
            .ok();
    }
    let flushed = tokio::time::timeout(Duration::from_secs(1), client.flush()).await;
    if !matches!(flushed, Ok(Ok(()))) {
        tracing::debug!("records that were held are delivered again later");
    }
}

/// Makes the streams, or gives them the settings that they must have, and begins the log where there
/// is none: `genesis` gets the time at which it is made.
///
/// May be repeated at any time; what is as it must be is left alone. Needs the right to create and
/// update streams and consumers.
pub async fn init(
    config: &JetStreamConfig,
    plan: &Plan,
    genesis: impl FnOnce(DateTime<Utc>) -> NewRecord + Send,
) -> Result<Initialised, BusError> {
    let connection = Connection::open(config).await?;
    let mut changed = make_streams(&connection, plan.replicas).await?;
    let mut shared = Arc::new(Shared::new(connection, LogId(Uuid::nil())));
    let first = self::genesis(&shared).await?;
    let log = if let Some(first) = first {
        LogId(first.id)
    } else {
        let record = genesis(now());
        let log = LogId(record.id);
        if let Some(shared) = Arc::get_mut(&mut shared) {
            shared.id = log;
        }
        begin(&shared, record).await?;
        changed.push("genesis".to_owned());
        log
    };
    for planned in &plan.consumers {
        let stream = events_of(&shared, planned.stream);
        let found = stream.consumer_info(&planned.name).await;
        let found = found.map_err(|error| failed("looking at a consumer", error))?;
        if found.is_some_and(|found| found.config.ack_wait == planned.ack_wait) {
            continue;
        }
        let made = stream
            .make_consumer(&planned.name, &planned.filter, planned.ack_wait)
            .await;
        made.map_err(|error| failed("making a consumer", error))?;
        changed.push(format!("consumer {}", planned.name));
    }
    Ok(Initialised { log, changed })
}

/// What is wrong with the servers and the streams of a log; nothing, when it is safe. What the
/// configuration accepts is listed too.
pub async fn check(config: &JetStreamConfig) -> Result<Vec<Finding>, BusError> {
    let connection = Connection::open(config).await?;
    let findings = findings(&connection, config.replicas).await?;
    for name in [layout::DEAD_LETTERS, layout::RETRIES] {
        let found = info(&connection, name).await?;
        found.ok_or_else(|| BusError::NoStream(name.to_owned()))?;
    }
    let shared = Arc::new(Shared::new(connection, LogId(Uuid::nil())));
    genesis(&shared).await?.ok_or(BusError::NoGenesis)?;
    Ok(findings)
}

async fn findings(connection: &Connection, replicas: usize) -> Result<Vec<Finding>, BusError> {
    let mut findings = servers_findings(connection).await?;
    for name in StreamName::ALL {
        let info = info(connection, &name.to_string()).await?;
        let info = info.ok_or_else(|| BusError::NoStream(name.to_string()))?;
        findings.extend(stream_findings(name, &info.config, replicas));
    }
    Ok(findings)
}

async fn info(connection: &Connection, name: &str) -> Result<Option<Info>, BusError> {
    let found = connection.api(&format!("STREAM.INFO.{name}"), &()).await;
    ApiError::absent(found).map_err(|error| failed("looking at a stream", error))
}

/// Makes what is not there and changes what is not as it must be; says what.
pub(crate) async fn make_streams(
    connection: &Connection,
    replicas: usize,
) -> Result<Vec<String>, BusError> {
    let mut changed = Vec::new();
    let logs = StreamName::ALL.map(|name| layout::stream(name, replicas));
    let others = [layout::dead_letters(replicas), layout::retries(replicas)];
    for wanted in logs.into_iter().chain(others) {
        let found = info(connection, &wanted.name).await?;
        let verb = match &found {
            None => "CREATE",
            Some(found) if is_as(&found.config, &wanted) => continue,
            Some(_) => "UPDATE",
        };
        let what = format!("STREAM.{verb}.{}", wanted.name);
        let made = connection.api::<serde_json::Value>(&what, &wanted).await;
        made.map_err(|error| failed(&what, error))?;
        changed.push(format!("stream {}", wanted.name));
    }
    Ok(changed)
}

/// Whether a stream is as it must be; the server fills in what was left out.
fn is_as(found: &Config, wanted: &Config) -> bool {
    let log = StreamName::ALL
        .into_iter()
        .find(|name| name.to_string() == wanted.name);
    let replicas = wanted.num_replicas;
    match log {
        Some(name) => {
            found.num_replicas == replicas && stream_findings(name, found, replicas).is_empty()
        }
        None => {
            found.num_replicas == replicas
                && found.subjects == wanted.subjects
                && found.retention == wanted.retention
                && found.max_messages_per_subject == wanted.max_messages_per_subject
        }
    }
}

/// The record that begins the log; `None` when `EVENTS` is empty.
async fn genesis(shared: &Arc<Shared>) -> Result<Option<Record>, BusError> {
    let events = events_of(shared, StreamName::Events);
    let first = events.get(Position::GENESIS).await?;
    match first {
        Some(first) if first.subject == Subject::genesis() => Ok(Some(first)),
        None if events.last_position().await? == Position::ZERO => Ok(None),
        _ => Err(BusError::NoGenesis),
    }
}

/// Appends the genesis to a stream that is empty; of two who do so one fails.
async fn begin(shared: &Arc<Shared>, record: NewRecord) -> Result<(), BusError> {
    let none_yet = Expectation {
        subject: record.subject.clone(),
        last: Position::ZERO,
    };
    let events = events_of(shared, StreamName::Events);
    let appended = events.append(vec![record], vec![none_yet]).await;
    match appended.map_err(BusError::Genesis)?.first {
        Position::GENESIS => Ok(()),
        _ => Err(BusError::NoGenesis),
    }
}

fn events_of(shared: &Arc<Shared>, name: StreamName) -> Stream {
    Stream {
        name,
        shared: Arc::clone(shared),
    }
}

fn failed(what: &str, error: ApiError) -> BusError {
    match error {
        ApiError::Unavailable(ended) => ended.into(),
        error => BusError::Api {
            what: what.to_owned(),
            cause: Arc::new(error),
        },
    }
}
