//! The one thread that writes.
//!
//! It takes whatever waits as one group, decides each append in order ([`Draft`]), writes the group
//! as one atomic batch, syncs it and only then answers. So positions have no gaps, an
//! acknowledgement means "on disk", and waiting appends share one fsync.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;

use fjall::PersistMode;
use tokio::sync::{mpsc, oneshot};

use super::command::{Append, Command, Purge, Store};
use super::draft::{Draft, Heads};
use super::purge;
use super::shared::Shared;
use super::storage::Storage;
use crate::{StreamName, Unavailable};

/// Payload bytes after which a group takes no further append.
const GROUP_BYTES_MAX: usize = 16 << 20;

pub(crate) struct Writer {
    pub(crate) storage: Arc<Storage>,
    pub(crate) shared: Arc<Shared>,
    pub(crate) heads: Heads,
    pub(crate) commands: mpsc::Receiver<Command>,
    /// Resolves when the log is to be closed.
    pub(crate) closing: oneshot::Receiver<()>,
}

impl Writer {
    /// Works until the log is closed; what waits by then is still written.
    pub(crate) fn run(mut self) {
        let _last_word = LastWord(Arc::clone(&self.shared));
        let mut waiting = VecDeque::new();
        while self.receive(&mut waiting) {
            while let Some(group) = next_group(&mut waiting) {
                let written = match group {
                    Group::Writes(appends, rows) => self.write(appends, rows),
                    Group::Purge(command) => self.purge(command),
                };
                if let Err(error) = written {
                    tracing::error!(%error, "the log halts: it could not be written");
                    self.shared.end(&Unavailable::Halted(Arc::new(error)));
                    return;
                }
            }
        }
    }

    /// Takes all commands that wait; false when there will be none.
    fn receive(&mut self, waiting: &mut VecDeque<Command>) -> bool {
        if !self.commands.is_closed() {
            let first = futures::executor::block_on(async {
                tokio::select! {
                    biased;
                    _ = &mut self.closing => None,
                    first = self.commands.recv() => first,
                }
            });
            if first.is_none() {
                self.commands.close();
            }
            waiting.extend(first);
        }
        while let Ok(command) = self.commands.try_recv() {
            waiting.push_back(command);
        }
        !waiting.is_empty()
    }

    /// Writes a group. When that fails its answers are dropped unsent: whoever waits for one then
    /// hears why the log ended.
    fn write(&mut self, appends: Vec<Append>, rows: Vec<Store>) -> fjall::Result<()> {
        let sync = !appends.is_empty() || rows.iter().any(|rows| rows.sync);
        let mut draft = Draft::new(&self.storage, self.heads);
        let mut appended = Vec::with_capacity(appends.len());
        for append in appends {
            let decided = draft.append(append.stream, append.batch, append.expectations)?;
            appended.push((append.answer, append.share, decided));
        }
        let mut stored = Vec::new();
        for rows in rows {
            draft.rows(rows.rows);
            stored.extend(rows.answer);
        }
        // A refusal may rest on another append of this group, so nobody hears before the commit.
        self.heads = draft.commit(sync)?;
        for stream in StreamName::ALL {
            self.shared.advance(stream, self.heads.of(stream).last);
        }
        for (answer, share, decided) in appended {
            drop(share);
            answer.send(decided).ok();
        }
        for answer in stored {
            answer.send(()).ok();
        }
        Ok(())
    }

    fn purge(&mut self, command: Purge) -> fjall::Result<()> {
        let (rows, purged) = match purge::plan(&self.storage, &command.subject, command.before) {
            Ok(planned) => planned,
            Err(refused) => {
                command.answer.send(Err(refused)).ok();
                return Ok(());
            }
        };
        let mut batch = self.storage.database.batch();
        for row in rows {
            row.write(&self.storage, &mut batch);
        }
        batch.durability(Some(PersistMode::SyncAll)).commit()?;
        command.answer.send(Ok(purged)).ok();
        Ok(())
    }
}

/// Commands that are written as one atomic batch.
enum Group {
    Writes(Vec<Append>, Vec<Store>),
    /// It reads what came before it, so it is never in one group with it.
    Purge(Purge),
}

fn next_group(waiting: &mut VecDeque<Command>) -> Option<Group> {
    let (mut appends, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0);
    while bytes < GROUP_BYTES_MAX {
        match waiting.pop_front() {
            Some(Command::Append(append)) => {
                bytes += append.bytes;
                appends.push(append);
            }
            Some(Command::Store(more)) => rows.push(more),
            Some(Command::Purge(purge)) if appends.is_empty() && rows.is_empty() => {
                return Some(Group::Purge(purge));
            }
            Some(purge @ Command::Purge(_)) => {
                waiting.push_front(purge);
                break;
            }
            None => break,
        }
    }
    (!appends.is_empty() || !rows.is_empty()).then_some(Group::Writes(appends, rows))
}

/// However the writer ends, nobody waits for it any longer.
struct LastWord(Arc<Shared>);

impl Drop for LastWord {
    fn drop(&mut self) {
        self.0.end(&if thread::panicking() {
            Unavailable::Halted(Arc::from(Box::from("the writer panicked")))
        } else {
            Unavailable::Closed
        });
    }
}
