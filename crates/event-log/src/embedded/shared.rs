//! What all handles of one open log share.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use events::Position;
use tokio::sync::{Semaphore, mpsc, oneshot, watch};

use super::command::Command;
use super::consumer::Consumer;
use super::storage::Storage;
use crate::{Health, StreamName, Unavailable};

/// How many bytes of payload may wait for the writer.
pub(crate) const QUEUE_BYTES_MAX: usize = 64 << 20;

pub(crate) struct Shared {
    /// Taken out when the log closes. A read holds it for one bounded chunk, so closing waits for
    /// that and no longer.
    pub(crate) storage: RwLock<Option<Arc<Storage>>>,
    pub(crate) commands: mpsc::Sender<Command>,
    /// Bounds the payloads that wait for the writer.
    pub(crate) queue_bytes: Arc<Semaphore>,
    /// One for each stream: readers wait here.
    tails: [watch::Sender<Tail>; 2],
    /// The consumers that have had a worker since the log was opened.
    pub(crate) consumers: tokio::sync::Mutex<BTreeMap<(StreamName, String), Arc<Consumer>>>,
}

/// The end of a stream.
#[derive(Clone, Debug)]
pub(crate) struct Tail {
    /// The last position that is on disk and readable.
    pub(crate) last: Position,
    /// Why there will be no more.
    pub(crate) ended: Option<Unavailable>,
}

impl Shared {
    pub(crate) fn new(
        storage: Arc<Storage>,
        commands: mpsc::Sender<Command>,
        last: [Position; 2],
    ) -> Self {
        Self {
            storage: RwLock::new(Some(storage)),
            commands,
            queue_bytes: Arc::new(Semaphore::new(QUEUE_BYTES_MAX)),
            tails: last.map(|last| watch::Sender::new(Tail { last, ended: None })),
            consumers: tokio::sync::Mutex::default(),
        }
    }

    pub(crate) fn tail(&self, stream: StreamName) -> &watch::Sender<Tail> {
        &self.tails[stream as usize]
    }

    /// The last position, unless the log answers nothing.
    pub(crate) fn last(&self, stream: StreamName) -> Result<Position, Unavailable> {
        let tail = self.tail(stream).borrow();
        match &tail.ended {
            None => Ok(tail.last),
            Some(ended) => Err(ended.clone()),
        }
    }

    /// Ends both streams; the first reason stays.
    pub(crate) fn end(&self, reason: &Unavailable) {
        self.queue_bytes.close();
        // In this order, because who waits for the end waits at the first.
        for tail in self.tails.iter().rev() {
            tail.send_modify(|tail| {
                tail.ended.get_or_insert_with(|| reason.clone());
            });
        }
    }

    /// Why the log answers nothing, when it does not.
    pub(crate) fn ended_by(&self) -> Option<Unavailable> {
        self.tails[0].borrow().ended.clone()
    }

    pub(crate) fn health(&self) -> Health {
        self.ended_by().map_or(Health::Connected, Health::Ended)
    }

    /// Publishes that a stream ends at `last`.
    pub(crate) fn advance(&self, stream: StreamName, last: Position) {
        self.tail(stream).send_if_modified(|tail| {
            let advanced = tail.last != last;
            tail.last = last;
            advanced
        });
    }

    /// Waits for an answer of the writer, or for the end of the log. A command that slipped into
    /// the queue when the writer had left is never answered.
    pub(crate) async fn answer<T>(
        &self,
        answered: &mut oneshot::Receiver<T>,
    ) -> Result<T, Unavailable> {
        let ended = tokio::select! {
            biased;
            Ok(answer) = &mut *answered => return Ok(answer),
            ended = self.ended() => ended,
        };
        // The writer ends after its last answer, which may have come since.
        answered.try_recv().map_err(|_| ended)
    }

    /// Waits until the log answers nothing, and says why.
    pub(crate) async fn ended(&self) -> Unavailable {
        let mut tail = self.tails[0].subscribe();
        let ended = match tail.wait_for(|tail| tail.ended.is_some()).await {
            Ok(tail) => tail.ended.clone(),
            Err(_) => None,
        };
        ended.unwrap_or(Unavailable::Closed)
    }

    /// Runs a piece of blocking work on the storage, away from the threads that run tasks.
    pub(crate) async fn blocking<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Storage) -> T + Send + 'static,
    ) -> Result<T, Unavailable> {
        let shared = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            if let Some(ended) = &shared.tails[0].borrow().ended {
                return Err(ended.clone());
            }
            let storage = shared
                .storage
                .read()
                .unwrap_or_else(PoisonError::into_inner);
            let storage = storage.as_ref().ok_or(Unavailable::Closed)?;
            Ok(work(storage))
        });
        match done.await {
            Ok(result) => result,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                // The runtime is shutting down.
                Err(_) => Err(Unavailable::Closed),
            },
        }
    }
}
