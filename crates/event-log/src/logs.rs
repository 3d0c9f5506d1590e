//! A log: two streams in one place.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use events::LogId;

use crate::{
    AppendError, BackupError, BackupReport, BusError, Cause, EventLog, Health, JetStreamConfig,
    NewRecord, ReadError, StreamName, embedded, jetstream,
};

/// An open log. Dropping it closes it for all its [`EventLog`] handles too, and waits until what
/// had been accepted is on disk; [`Logs::close`] does the same without holding a thread up.
pub struct Logs {
    /// The stream `ARTICLES`.
    pub articles: EventLog,
    /// The stream `EVENTS`.
    pub events: EventLog,
    backend: Backend,
}

enum Backend {
    Embedded(embedded::Running),
    JetStream(jetstream::Running),
}

impl Logs {
    /// Opens the log of a directory, and makes one where there is none.
    ///
    /// A new log begins with the record of `genesis`, at position 1 of `EVENTS`; its id is the
    /// log's own. It is given the time at which the log is made. A directory belongs to one
    /// process: while it is open, another opener gets [`OpenError::Locked`].
    pub async fn open_embedded(
        directory: &Path,
        genesis: impl FnOnce(DateTime<Utc>) -> NewRecord,
    ) -> Result<Self, OpenError> {
        let running = embedded::Running::open(directory, genesis).await?;
        let stream = |name| EventLog::embedded(name, &running.shared);
        Ok(Self {
            articles: stream(StreamName::Articles),
            events: stream(StreamName::Events),
            backend: Backend::Embedded(running),
        })
    }

    /// Opens the log on NATS servers, which [`bus::init`](crate::bus::init) has made, if it is safe:
    /// what could lose a record that was acknowledged is an error, unless it is accepted by name.
    ///
    /// While the servers are away, everything waits for them to come back ([`Logs::health`] tells);
    /// whoever cannot wait gives the wait up.
    pub async fn open_jetstream(config: &JetStreamConfig) -> Result<Self, BusError> {
        let running = jetstream::Running::open(config).await?;
        let stream = |name| EventLog::jetstream(name, &running.shared);
        Ok(Self {
            articles: stream(StreamName::Articles),
            events: stream(StreamName::Events),
            backend: Backend::JetStream(running),
        })
    }

    /// Which log this is, wherever it was copied to.
    pub fn log_id(&self) -> LogId {
        match &self.backend {
            Backend::Embedded(running) => running.id,
            Backend::JetStream(running) => running.shared.id,
        }
    }

    /// Whether it answers at this moment.
    pub fn health(&self) -> Health {
        match &self.backend {
            Backend::Embedded(running) => running.shared.health(),
            Backend::JetStream(running) => running.shared.connection.health(),
        }
    }

    /// Copies the log into a directory that is empty or not there, while writes go on.
    ///
    /// The copy is the log as it stood at one moment, both streams and the consumers with it. It
    /// was read back when this returns, and opens as a log.
    pub async fn backup(&self, to: &Path) -> Result<BackupReport, BackupError> {
        match &self.backend {
            Backend::Embedded(running) => running.backup(to).await,
            Backend::JetStream(_) => Err(BackupError::OnServers),
        }
    }

    /// Closes the log: what had been accepted is written, readers and workers end, and the
    /// directory can be opened again at once.
    pub async fn close(self) {
        match self.backend {
            Backend::Embedded(running) => {
                let closed = tokio::task::spawn_blocking(move || drop(running)).await;
                if let Err(panicked) = closed {
                    tracing::error!(%panicked, "the log was not closed in order");
                }
            }
            Backend::JetStream(running) => running.close().await,
        }
    }
}

/// Why a log was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open.
    #[error("another process has the log in {0} open")]
    Locked(PathBuf),
    /// The directory cannot be used.
    #[error("the directory {directory} cannot be used")]
    Directory {
        /// The directory.
        directory: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The database cannot be opened.
    #[error("the log in {directory} cannot be opened")]
    Storage {
        /// The directory.
        directory: PathBuf,
        /// How it failed.
        #[source]
        cause: Cause,
    },
    /// The first record was refused.
    #[error("the genesis record cannot be stored")]
    Genesis(#[source] AppendError),
    /// Its first or a last record cannot be read.
    #[error("the ends of the log cannot be read")]
    Read(#[from] ReadError),
}
