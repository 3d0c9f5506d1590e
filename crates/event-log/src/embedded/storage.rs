//! The database: its directory, its keyspaces and their keys.
//!
//! ```text
//! <directory>/lock       held for as long as the log is open
//! <directory>/log/       the database
//! <directory>/log.new/   one that is being made; it becomes `log` by renaming, or is thrown away
//! ```
//!
//! | keyspace | key | value |
//! |---|---|---|
//! | `articles`, `events` | position | a record, see [`codec`](super::codec) |
//! | `articles-subjects`, `events-subjects` | subject | position of its last record |
//! | `consumers` | see [`consumer_row`](super::consumer_row) | |
//! | `dead-letters` | see [`consumer_row`](super::consumer_row) | |
//!
//! Positions are eight bytes, big-endian, so that their order is the order of the keys.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use events::Position;
use fjall::{Database, Keyspace, KeyspaceCreateOptions, PersistMode};

use crate::StreamName;

const DATABASE: &str = "log";
const UNFINISHED: &str = "log.new";

/// Half of what the database can count: what lies beyond is damage, and the next append would panic.
const SEQUENCE_MAX: u64 = 1 << 62;

/// An open database.
pub(crate) struct Storage {
    pub(crate) database: Database,
    streams: [StreamStorage; 2],
    pub(crate) consumers: Keyspace,
    pub(crate) dead_letters: Keyspace,
}

/// The keyspaces of one stream.
pub(crate) struct StreamStorage {
    pub(crate) records: Keyspace,
    pub(crate) subjects: Keyspace,
}

impl Storage {
    /// Whether a directory holds a log.
    pub(crate) fn exists(directory: &Path) -> io::Result<bool> {
        directory.join(DATABASE).try_exists()
    }

    /// Opens the log of a directory.
    pub(crate) fn open(directory: &Path) -> fjall::Result<Self> {
        Self::open_database(&directory.join(DATABASE))
    }

    /// Makes a log that holds what `fill` writes, as `check` finds it when it is opened again.
    ///
    /// A crash on the way leaves no log, never a part of one: the database gets its name when
    /// everything in it is on disk.
    pub(crate) fn create<T, E: From<fjall::Error>>(
        directory: &Path,
        fill: impl FnOnce(&Self) -> Result<T, E>,
        check: impl FnOnce(&Self, &T) -> Result<(), E>,
    ) -> Result<T, E> {
        let unfinished = directory.join(UNFINISHED);
        if let Err(error) = fs::remove_dir_all(&unfinished)
            && error.kind() != io::ErrorKind::NotFound
        {
            return Err(fjall::Error::from(error).into());
        }
        let storage = Self::open_database(&unfinished)?;
        let filled = fill(&storage)?;
        storage.database.persist(PersistMode::SyncAll)?;
        drop(storage);
        check(&Self::open_database(&unfinished)?, &filled)?;
        let finished = fs::rename(&unfinished, directory.join(DATABASE));
        finished
            .and_then(|()| sync_directory(directory))
            .map_err(fjall::Error::from)?;
        Ok(filled)
    }

    fn open_database(path: &Path) -> fjall::Result<Self> {
        let database = Database::builder(path).open()?;
        if database.seqno() >= SEQUENCE_MAX {
            let damaged = io::Error::new(
                io::ErrorKind::InvalidData,
                "its journal tells a sequence number that no log reaches",
            );
            return Err(damaged.into());
        }
        let keyspace = |name: &str| database.keyspace(name, KeyspaceCreateOptions::default);
        let stream = |name: &str| {
            Ok::<_, fjall::Error>(StreamStorage {
                records: keyspace(name)?,
                subjects: keyspace(&format!("{name}-subjects"))?,
            })
        };
        Ok(Self {
            streams: [stream("articles")?, stream("events")?],
            consumers: keyspace("consumers")?,
            dead_letters: keyspace("dead-letters")?,
            database,
        })
    }

    pub(crate) fn stream(&self, name: StreamName) -> &StreamStorage {
        &self.streams[name as usize]
    }
}

/// Makes the names in a directory durable.
pub(crate) fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

pub(crate) fn position_key(position: Position) -> [u8; 8] {
    position.0.to_be_bytes()
}

pub(crate) fn position_of_key(key: &[u8]) -> Option<Position> {
    Some(Position(u64::from_be_bytes(key.try_into().ok()?)))
}
