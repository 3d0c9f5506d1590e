//! What is asked of the writer. It answers when what was asked is on disk.

use events::{Position, Subject};
use fjall::{OwnedWriteBatch, Slice};
use tokio::sync::{OwnedSemaphorePermit, oneshot};

use super::storage::Storage;
use crate::{AppendError, Appended, Expectation, NewRecord, PurgeError, StreamName};

/// How many commands may wait for the writer.
pub(crate) const COMMANDS_MAX: usize = 1_024;

pub(crate) enum Command {
    Append(Append),
    Purge(Purge),
    Store(Store),
}

/// Append a batch to a stream, if its expectations hold.
pub(crate) struct Append {
    pub(crate) stream: StreamName,
    pub(crate) batch: Vec<NewRecord>,
    pub(crate) expectations: Vec<Expectation>,
    pub(crate) bytes: usize,
    /// The batch's share of the queue, given back when it is answered.
    pub(crate) share: OwnedSemaphorePermit,
    pub(crate) answer: oneshot::Sender<Result<Appended, AppendError>>,
}

/// Empty the records of one subject of `ARTICLES` before a position.
pub(crate) struct Purge {
    pub(crate) subject: Subject,
    pub(crate) before: Position,
    pub(crate) answer: oneshot::Sender<Result<u64, PurgeError>>,
}

/// Write rows of consumers and dead letters.
pub(crate) struct Store {
    pub(crate) rows: Vec<Row>,
    /// Whether they must survive a power cut, not only a kill.
    pub(crate) sync: bool,
    pub(crate) answer: Option<oneshot::Sender<()>>,
}

impl Store {
    /// Store whose loss in a power cut does no harm.
    pub(crate) fn unsynced(rows: Vec<Row>) -> Self {
        Self {
            rows,
            sync: false,
            answer: None,
        }
    }
}

/// One row to write, or to remove when it has no value.
pub(crate) struct Row {
    pub(crate) table: Table,
    pub(crate) key: Slice,
    pub(crate) value: Option<Slice>,
}

#[derive(Clone, Copy)]
pub(crate) enum Table {
    Articles,
    Consumers,
    DeadLetters,
}

impl Row {
    pub(crate) fn write(self, storage: &Storage, batch: &mut OwnedWriteBatch) {
        let keyspace = match self.table {
            Table::Articles => &storage.stream(StreamName::Articles).records,
            Table::Consumers => &storage.consumers,
            Table::DeadLetters => &storage.dead_letters,
        };
        match self.value {
            Some(value) => batch.insert(keyspace, self.key, value),
            None => batch.remove(keyspace, self.key),
        }
    }
}
