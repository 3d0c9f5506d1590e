//! Opening and closing.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::slice;
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};

use chrono::{DateTime, Utc};
use events::{LogId, Position};
use tokio::sync::{mpsc, oneshot};
use tokio::task::spawn_blocking;

use super::command::COMMANDS_MAX;
use super::draft::{self, Draft, Head, Heads};
use super::reader;
use super::shared::Shared;
use super::storage::{Storage, sync_directory};
use super::writer::Writer;
use crate::append::check_limits;
use crate::{NewRecord, OpenError, ReadError, StreamName};

const LOCK: &str = "lock";

/// An open log. Dropping it closes the log, and waits until what had been accepted is on disk.
pub(crate) struct Running {
    pub(crate) shared: Arc<Shared>,
    pub(crate) id: LogId,
    /// Dropped to tell the writer that it is time.
    closing: Option<oneshot::Sender<()>>,
    writer: Option<JoinHandle<()>>,
    /// Released last, when the database is closed.
    _lock: File,
}

impl Running {
    pub(crate) async fn open(
        directory: &Path,
        genesis: impl FnOnce(DateTime<Utc>) -> NewRecord,
    ) -> Result<Self, OpenError> {
        let directory = directory.to_owned();
        let path = directory.clone();
        let (lock, exists) = blocking(&directory, move || {
            let lock = lock(&path)?;
            let exists = Storage::exists(&path).map_err(|source| OpenError::Directory {
                directory: path,
                source,
            })?;
            Ok((lock, exists))
        })
        .await?;
        let genesis = (!exists).then(|| genesis(draft::now()));
        if let Some(genesis) = &genesis {
            check_limits(slice::from_ref(genesis), &[]).map_err(OpenError::Genesis)?;
        }
        let path = directory.clone();
        blocking(&directory, move || {
            if let Some(genesis) = genesis {
                create(&path, genesis)?;
            }
            start(&path, lock)
        })
        .await
    }

    fn close(&mut self) {
        self.closing = None;
        if let Some(writer) = self.writer.take() {
            // A writer that panicked has said so to everybody who waits for it.
            writer.join().ok();
        }
        let storage = &self.shared.storage;
        let storage = storage
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        drop(storage);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.close();
    }
}

/// Takes the lock of a directory, which is made when it is not there.
pub(crate) fn lock(directory: &Path) -> Result<File, OpenError> {
    let failed = |source| OpenError::Directory {
        directory: directory.to_owned(),
        source,
    };
    fs::create_dir_all(directory).map_err(failed)?;
    let parent = directory
        .parent()
        .filter(|path| !path.as_os_str().is_empty());
    sync_directory(parent.unwrap_or(Path::new("."))).map_err(failed)?;
    let lock = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(directory.join(LOCK))
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::Locked(directory.to_owned())),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn create(directory: &Path, genesis: NewRecord) -> Result<(), OpenError> {
    let fill = |storage: &Storage| {
        let mut draft = Draft::new(storage, Heads::default());
        draft
            .append(StreamName::Events, vec![genesis], Vec::new())?
            .expect("nothing is expected, so nothing is refused");
        draft.commit(true)
    };
    let created = Storage::create(directory, fill, |_, _| Ok(()));
    created.map_err(|error| storage_failed(directory, error))?;
    Ok(())
}

fn start(directory: &Path, lock: File) -> Result<Running, OpenError> {
    let storage = Storage::open(directory).map_err(|error| storage_failed(directory, error))?;
    let storage = Arc::new(storage);
    let events = StreamName::Events;
    let genesis = reader::record(&storage, events, Position::GENESIS)?;
    let genesis = genesis.ok_or(ReadError::Missing {
        stream: events,
        position: Position::GENESIS,
    })?;
    let heads = [
        head(&storage, StreamName::Articles)?,
        head(&storage, StreamName::Events)?,
    ];
    let (sender, commands) = mpsc::channel(COMMANDS_MAX);
    let last = heads.map(|head| head.last);
    let shared = Arc::new(Shared::new(Arc::clone(&storage), sender, last));
    let (closing, closed) = oneshot::channel();
    let writer = Writer {
        storage,
        shared: Arc::clone(&shared),
        heads: Heads::new(heads),
        commands,
        closing: closed,
    };
    let spawned = thread::Builder::new()
        .name("event-log-writer".to_owned())
        .spawn(|| writer.run());
    Ok(Running {
        shared,
        id: LogId(genesis.id),
        closing: Some(closing),
        writer: Some(spawned.map_err(|error| storage_failed(directory, error.into()))?),
        _lock: lock,
    })
}

/// Where a stream ends. Its last record is the last of its subject too, so it is never purged.
fn head(storage: &Storage, stream: StreamName) -> Result<Head, ReadError> {
    let last = reader::last_position(storage, stream)?;
    reader::check_tail(storage, stream, last)?;
    let recorded_at = match last {
        Position::ZERO => None,
        last => reader::record(storage, stream, last)?.map(|record| record.recorded_at),
    };
    Ok(Head {
        last,
        recorded_at: recorded_at.unwrap_or_default(),
    })
}

/// A database that is damaged may fail in unforeseen ways: a panic in there is an error here.
async fn blocking<T: Send + 'static>(
    directory: &Path,
    work: impl FnOnce() -> Result<T, OpenError> + Send + 'static,
) -> Result<T, OpenError> {
    match spawn_blocking(work).await {
        Ok(result) => result,
        Err(panicked) => Err(OpenError::Storage {
            directory: directory.to_owned(),
            cause: Arc::new(panicked),
        }),
    }
}

fn storage_failed(directory: &Path, error: fjall::Error) -> OpenError {
    OpenError::Storage {
        directory: PathBuf::from(directory),
        cause: Arc::new(error),
    }
}
