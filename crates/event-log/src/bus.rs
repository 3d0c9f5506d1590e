//! The log's streams on NATS servers: making them, and looking whether they are safe to stand on.
//!
//! Only an administrator makes and changes streams: [`init`]. Services check them when they open the
//! log, and refuse one that could lose what it acknowledged; so does [`check`], for people.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use events::{LogId, SubjectFilter};

use crate::{AppendError, Cause, Finding, ReadError, StreamName, Unavailable, jetstream};

pub use jetstream::{check, init};

/// What [`init`] makes beside the streams themselves.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How many servers keep each stream: 1, 3 or 5.
    pub replicas: usize,
    /// The durable consumers that workers will ask for; they may not make them.
    pub consumers: Vec<PlannedConsumer>,
}

/// A durable consumer, as its workers will ask for it.
#[derive(Clone, Debug)]
pub struct PlannedConsumer {
    /// The stream whose records it works off.
    pub stream: StreamName,
    /// Its name.
    pub name: String,
    /// What it wants.
    pub filter: SubjectFilter,
    /// How long a worker may hold a record.
    pub ack_wait: Duration,
}

/// What [`init`] found or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initialised {
    /// Which log it is.
    pub log: LogId,
    /// What was not there before, or was other than it must be: streams, consumers, the genesis.
    pub changed: Vec<String>,
}

/// Why a log on servers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum BusError {
    /// No server can be reached as configured.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A stream is not there.
    #[error(
        "there is no stream {0}: `vedette bus init` makes it, with an administrator's credential"
    )]
    NoStream(String),
    /// `EVENTS` does not begin with a genesis record, so this is no log.
    #[error(
        "position 1 of EVENTS holds no genesis event: `vedette bus init` begins a log, and only in an empty stream"
    )]
    NoGenesis,
    /// What the log stands on could lose what it acknowledges.
    #[error("the log is not safe: {}", list(.0))]
    Unsafe(Vec<Finding>),
    /// The streams or consumers cannot be looked at, made or changed.
    #[error("{what} failed")]
    Api {
        /// What was asked.
        what: String,
        /// How it failed.
        #[source]
        cause: Cause,
    },
    /// The genesis record was refused.
    #[error("the genesis record cannot be stored")]
    Genesis(#[source] AppendError),
    /// The first record cannot be read.
    #[error("the first record cannot be read")]
    Read(#[from] ReadError),
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Why there is no connection.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// A file of the configuration cannot be used.
    #[error("{path} cannot be used")]
    File {
        /// The file.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The servers cannot be reached, or refuse the credentials or the certificate.
    #[error("no connection to {servers}: {remedy}")]
    Server {
        /// The servers.
        servers: String,
        /// What to do.
        remedy: &'static str,
        /// How it failed.
        #[source]
        cause: Cause,
    },
}

fn list(findings: &[Finding]) -> String {
    let texts: Vec<_> = findings.iter().map(Finding::to_string).collect();
    texts.join("; ")
}
