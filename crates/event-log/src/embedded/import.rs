//! Making a log of another one's records.

use std::path::Path;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::draft::{Draft, Heads};
use super::open::lock;
use super::storage::Storage;
use crate::OpenError;
use crate::migrate::{Entry, MigrateError, Sender};

/// How many entries are written at once.
const ENTRIES_MAX: usize = 1_000;
/// How many may wait.
const WAITING_MAX: usize = 64;

/// Makes the log of a directory from what `send` sends. It becomes a log when all is there.
pub(crate) async fn import<F: Future<Output = Result<(), MigrateError>>>(
    directory: &Path,
    send: impl FnOnce(Sender) -> F,
) -> Result<(), MigrateError> {
    let lock = lock(directory)?;
    let exists = Storage::exists(directory).map_err(|source| OpenError::Directory {
        directory: directory.to_owned(),
        source,
    })?;
    if exists {
        return Err(MigrateError::Directory(directory.to_owned()));
    }
    let (sender, entries) = mpsc::channel(WAITING_MAX);
    let (done, is_done) = std::sync::mpsc::channel();
    let path = directory.to_owned();
    let writing = spawn_blocking(move || {
        let fill = |storage: &Storage| fill(storage, entries, &is_done);
        Storage::create(&path, fill, |_, ()| Ok(()))
    });
    let sent = send(sender).await;
    // Only what was sent to its end becomes a log.
    let complete = sent.is_ok();
    done.send(complete).ok();
    let written = writing.await.map_err(failed)?;
    drop(lock);
    sent?;
    written.map_err(failed)
}

fn fill(
    storage: &Storage,
    mut entries: mpsc::Receiver<Entry>,
    is_done: &std::sync::mpsc::Receiver<bool>,
) -> fjall::Result<()> {
    let mut heads = Heads::default();
    let mut group = Vec::new();
    while entries.blocking_recv_many(&mut group, ENTRIES_MAX) > 0 {
        let mut draft = Draft::new(storage, heads);
        for Entry { stream, record } in group.drain(..) {
            draft.import(stream, record)?;
        }
        heads = draft.commit(false)?;
    }
    match is_done.recv() {
        Ok(true) => Ok(()),
        _ => Err(std::io::Error::from(std::io::ErrorKind::Interrupted).into()),
    }
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> MigrateError {
    MigrateError::Write(std::sync::Arc::new(error))
}
