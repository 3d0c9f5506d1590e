//! Copying a log to the other backend, verbatim.
//!
//! The copy has every record at its position, with its id, recording time and payload, so every
//! hash, checkpoint and proof holds for it too. Positions of articles that were purged stay empty.
//! Consumers and their dead letters are not copied: they begin anew, and what they do again changes
//! nothing, because the markers of what was extracted are there.
//!
//! The target is made by the copy: a log that is open has a genesis of its own, and could only be
//! refused.

use std::path::{Path, PathBuf};

use events::{Position, SubjectFilter};
use futures::{StreamExt, TryStreamExt};

use crate::jetstream::{self, JetStreamConfig};
use crate::{
    AppendError, BusError, Cause, EventLog, Logs, OpenError, ReadError, Record, StreamName,
    embedded,
};

/// Where a log is copied to.
#[derive(Clone, Copy, Debug)]
pub enum MigrationTarget<'a> {
    /// The embedded backend: a directory without a log.
    Directory(&'a Path),
    /// JetStream: servers without the log's streams, or with empty ones. The user may make streams
    /// and purge `ARTICLES`.
    Servers {
        /// The servers.
        config: &'a JetStreamConfig,
        /// How many servers keep each stream.
        replicas: usize,
    },
}

/// What was copied, and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MigrationReport {
    /// The last position of `ARTICLES`.
    pub articles: Position,
    /// The last position of `EVENTS`.
    pub events: Position,
    /// How many positions of `ARTICLES` are empty, because what stood there was purged.
    pub purged: u64,
}

/// Why a log was not copied. What was begun on servers has to be deleted there; a directory can be
/// used again.
#[derive(Debug, thiserror::Error)]
pub enum MigrateError {
    /// There is a log where the copy was to go.
    #[error("there is a log in {0}: a log is copied to where there is none")]
    Directory(PathBuf),
    /// A stream of the target holds records.
    #[error("{0} on the servers is not empty: a log is copied into empty streams")]
    NotEmpty(StreamName),
    /// The log was written to meanwhile.
    #[error("{0} was written to while it was copied: stop the services first")]
    Moved(StreamName),
    /// The log cannot be read.
    #[error("the log cannot be read")]
    Read(#[from] ReadError),
    /// The copy cannot be made or opened in a directory.
    #[error("the copy cannot be made")]
    Open(#[from] OpenError),
    /// The copy cannot be made or opened on servers.
    #[error("the copy cannot be made on the servers")]
    Bus(#[from] BusError),
    /// The copy cannot be written.
    #[error("the copy cannot be written")]
    Write(#[source] Cause),
    /// The servers refuse a batch.
    #[error("the copy cannot be appended")]
    Append(#[from] AppendError),
    /// What was read back is not what was copied.
    #[error("the copy was read back, and {stream} differs at {position}")]
    Differs {
        /// The stream.
        stream: StreamName,
        /// Where.
        position: Position,
    },
}

/// What stands at a position.
pub(crate) struct Entry {
    pub(crate) stream: StreamName,
    /// Nothing, where it was purged.
    pub(crate) record: Option<Record>,
}

/// Copies a log that nobody writes to, and compares the copy with it.
pub async fn migrate(
    from: &Logs,
    to: MigrationTarget<'_>,
) -> Result<MigrationReport, MigrateError> {
    let ends = ends(from).await?;
    let copy = match to {
        MigrationTarget::Directory(directory) => {
            embedded::import(directory, |sender| send(from, ends, sender)).await?;
            let no_genesis = |_| unreachable!("the copy has the genesis of the log");
            Logs::open_embedded(directory, no_genesis).await?
        }
        MigrationTarget::Servers { config, replicas } => {
            jetstream::import(config, replicas, from.log_id(), |sender| {
                send(from, ends, sender)
            })
            .await?;
            Logs::open_jetstream(config).await?
        }
    };
    for (name, end) in StreamName::ALL.into_iter().zip(ends) {
        compare(name, stream(from, name), stream(&copy, name), end).await?;
    }
    for (name, (now, then)) in StreamName::ALL
        .into_iter()
        .zip(self::ends(from).await?.into_iter().zip(ends))
    {
        if now != then {
            return Err(MigrateError::Moved(name));
        }
    }
    let [articles, events] = ends;
    let purged = articles.0 - count(&copy.articles).await?;
    copy.close().await;
    Ok(MigrationReport {
        articles,
        events,
        purged,
    })
}

/// Where entries go; closed when the target cannot take more.
pub(crate) type Sender = tokio::sync::mpsc::Sender<Entry>;

/// Reads every position of both streams.
async fn send(from: &Logs, ends: [Position; 2], to: Sender) -> Result<(), MigrateError> {
    for (name, end) in StreamName::ALL.into_iter().zip(ends) {
        let mut records = stream(from, name).read(Position(1), SubjectFilter::all());
        let mut next = Position(1);
        while next <= end {
            let Some(record) = records.next().await.transpose()? else {
                return Err(ReadError::Missing {
                    stream: name,
                    position: next,
                }
                .into());
            };
            while next <= record.position.min(end) {
                let found = (next == record.position).then(|| record.clone());
                let entry = Entry {
                    stream: name,
                    record: found,
                };
                if to.send(entry).await.is_err() {
                    // The target says why.
                    return Ok(());
                }
                next = next.next();
            }
        }
    }
    Ok(())
}

async fn compare(
    name: StreamName,
    from: &EventLog,
    copy: &EventLog,
    end: Position,
) -> Result<(), MigrateError> {
    let mut originals = from.read(Position(1), SubjectFilter::all());
    let mut copies = copy.read(Position(1), SubjectFilter::all());
    let mut position = Position::ZERO;
    while position < end {
        let original = originals.next().await.transpose()?;
        let copied = copies.next().await.transpose()?;
        let at = original
            .as_ref()
            .or(copied.as_ref())
            .map_or(end, |record| record.position);
        let same =
            matches!((&original, &copied), (Some(a), Some(b)) if a == b && a.hash() == b.hash());
        if !same {
            return Err(MigrateError::Differs {
                stream: name,
                position: at,
            });
        }
        position = at;
    }
    match copies.next().await.transpose()? {
        None => Ok(()),
        Some(more) => Err(MigrateError::Differs {
            stream: name,
            position: more.position,
        }),
    }
}

async fn ends(logs: &Logs) -> Result<[Position; 2], ReadError> {
    Ok([
        logs.articles.last_position().await?,
        logs.events.last_position().await?,
    ])
}

async fn count(log: &EventLog) -> Result<u64, ReadError> {
    let records = log.read(Position(1), SubjectFilter::all());
    records.try_fold(0, async |count, _| Ok(count + 1)).await
}

fn stream(logs: &Logs, name: StreamName) -> &EventLog {
    match name {
        StreamName::Articles => &logs.articles,
        StreamName::Events => &logs.events,
    }
}
