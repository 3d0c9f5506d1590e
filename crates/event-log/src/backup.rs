//! Copying a log while it is written to.

use std::path::PathBuf;

use events::Position;

use crate::{Cause, OpenError, ReadError, Unavailable};

/// What a backup holds: the log as it stood at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// The last position of `ARTICLES` in it.
    pub articles: Position,
    /// The last position of `EVENTS` in it.
    pub events: Position,
    /// How many bytes of keys and values it holds.
    pub bytes: u64,
}

/// Why there is no backup. What was begun is not a log, and can be removed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something where the backup was to go.
    #[error("{0} is not empty: a backup goes into an empty directory, or one that is not there")]
    NotEmpty(PathBuf),
    /// The directory cannot be used.
    #[error("there is no place for a backup")]
    Directory(#[source] OpenError),
    /// The log cannot be read.
    #[error("the log cannot be copied")]
    Read(#[from] ReadError),
    /// The backup cannot be written.
    #[error("the backup cannot be written")]
    Write(#[source] Cause),
    /// What was read back is not what was written.
    #[error("the backup was read back, and its {0} are not those of the log")]
    Differs(&'static str),
    /// The log is kept by servers: they are backed up by their own means, or the log is migrated.
    #[error("the log is kept by NATS servers: copy it with `vedette log migrate`")]
    OnServers,
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}
