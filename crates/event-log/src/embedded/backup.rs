//! Copying the database from a snapshot, so that writes go on.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use fjall::{Keyspace, Readable, Snapshot};
use sha2::{Digest, Sha256};

use super::codec::Defect;
use super::open::{self, Running};
use super::reader;
use super::shared::Shared;
use super::storage::{Storage, position_of_key};
use crate::{BackupError, BackupReport, OpenError, StreamName};

/// After how many rows a copy looks whether the log is to be closed.
const CLOSING_CHECK_ROWS: usize = 4_096;

impl Running {
    /// Copies the log into `to`, and reads the copy back before it gets its name.
    pub(crate) async fn backup(&self, to: &Path) -> Result<BackupReport, BackupError> {
        let (shared, to) = (Arc::clone(&self.shared), to.to_owned());
        let copy = move |storage: &Storage| {
            refuse_unless_empty(&to)?;
            let _lock = open::lock(&to).map_err(BackupError::Directory)?;
            Storage::create(
                &to,
                |copy| copy_all(&shared, storage, copy),
                |copy, (_, sums)| compare(sums, copy),
            )
        };
        let (report, _) = self.shared.blocking(copy).await??;
        Ok(report)
    }
}

impl From<fjall::Error> for BackupError {
    fn from(error: fjall::Error) -> Self {
        Self::Write(Arc::new(error))
    }
}

fn refuse_unless_empty(to: &Path) -> Result<(), BackupError> {
    let entries = fs::read_dir(to).and_then(|mut entries| entries.next().transpose());
    match entries {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(BackupError::NotEmpty(to.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(source) => Err(BackupError::Directory(OpenError::Directory {
            directory: to.to_owned(),
            source,
        })),
    }
}

/// A sum over the rows of each keyspace.
type Sums = Vec<[u8; 32]>;

fn copy_all(
    shared: &Shared,
    storage: &Storage,
    copy: &Storage,
) -> Result<(BackupReport, Sums), BackupError> {
    let snapshot = storage.database.snapshot();
    let mut sums = Sums::new();
    let mut bytes = 0;
    for ((_, stream, from), (_, _, to)) in keyspaces(storage).into_iter().zip(keyspaces(copy)) {
        sums.push(copy_rows(shared, &snapshot, stream, from, to, &mut bytes)?);
    }
    let last = |stream| reader::last_position(copy, stream);
    let report = BackupReport {
        articles: last(StreamName::Articles)?,
        events: last(StreamName::Events)?,
        bytes,
    };
    Ok((report, sums))
}

fn copy_rows(
    shared: &Shared,
    snapshot: &Snapshot,
    records_of: Option<StreamName>,
    from: &Keyspace,
    to: &Keyspace,
    bytes: &mut u64,
) -> Result<[u8; 32], BackupError> {
    // A storage failure of no stream in particular is told as one of `EVENTS`.
    let stream = records_of.unwrap_or(StreamName::Events);
    let mut sum = Sha256::new();
    let mut copy = to.start_ingestion()?;
    for (count, row) in snapshot.iter(from).enumerate() {
        if count % CLOSING_CHECK_ROWS == 0 {
            shared.last(stream)?;
        }
        let (key, value) = row
            .into_inner()
            .map_err(|error| reader::failed(stream, error))?;
        if let Some(stream) = records_of {
            let position = position_of_key(&key)
                .ok_or_else(|| reader::failed(stream, Defect::Key(key.len())))?;
            reader::entry(stream, position, &value)?;
        }
        add(&mut sum, &key, &value);
        *bytes += (key.len() + value.len()) as u64;
        copy.write(key, value)?;
    }
    copy.finish()?;
    Ok(sum.finalize().into())
}

fn compare(sums: &Sums, copy: &Storage) -> Result<(), BackupError> {
    for (written, (name, _, keyspace)) in sums.iter().zip(keyspaces(copy)) {
        let mut sum = Sha256::new();
        for row in keyspace.iter() {
            let (key, value) = row.into_inner()?;
            add(&mut sum, &key, &value);
        }
        let read: [u8; 32] = sum.finalize().into();
        if read != *written {
            return Err(BackupError::Differs(name));
        }
    }
    Ok(())
}

fn add(sum: &mut Sha256, key: &[u8], value: &[u8]) {
    for part in [key, value] {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part);
    }
}

/// All keyspaces: what they hold, and the stream of which they hold the records.
fn keyspaces(storage: &Storage) -> [(&'static str, Option<StreamName>, &Keyspace); 6] {
    let articles = storage.stream(StreamName::Articles);
    let events = storage.stream(StreamName::Events);
    [
        ("articles", Some(StreamName::Articles), &articles.records),
        ("subjects of articles", None, &articles.subjects),
        ("events", Some(StreamName::Events), &events.records),
        ("subjects of events", None, &events.subjects),
        ("consumers", None, &storage.consumers),
        ("dead letters", None, &storage.dead_letters),
    ]
}
