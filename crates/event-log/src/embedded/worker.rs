//! One of the competing workers of a consumer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use events::Position;
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep_until};

use super::consumer::Consumer;
use super::progress::Progress;
use super::reader::{self, Piece};
use super::shared::Tail;
use super::stream::Stream;
use super::taking::Taking;
use crate::{Delivery, ReadError, Record, Unavailable, WorkConfig};

/// How many records of a consumer may be open at a time; further ones wait.
pub(crate) const OPEN_MAX: usize = 1_024;

pub(crate) struct Worker {
    stream: Stream,
    consumer: Arc<Consumer>,
    config: WorkConfig,
    tail: watch::Receiver<Tail>,
    wake: watch::Receiver<()>,
    /// Taken, and not handed out yet. Kept here so that a caller may give up waiting at any time.
    ready: VecDeque<Delivery>,
    /// Resolves when the deliveries of `ready` are written down.
    unwritten: Option<oneshot::Receiver<()>>,
}

impl Worker {
    pub(crate) fn new(stream: Stream, consumer: Arc<Consumer>, config: WorkConfig) -> Self {
        Self {
            tail: stream.shared.tail(stream.name).subscribe(),
            wake: consumer.wake.subscribe(),
            stream,
            consumer,
            config,
            ready: VecDeque::new(),
            unwritten: None,
        }
    }

    /// Waits for one delivery, and from then on at most `wait` for up to `max` of them. None at
    /// all: the log is closed.
    pub(crate) async fn next_up_to(
        &mut self,
        max: usize,
        wait: Duration,
    ) -> Result<Vec<Delivery>, ReadError> {
        match self.fill(max, wait).await {
            Ok(()) => Ok(self.ready.drain(..max.min(self.ready.len())).collect()),
            Err(ReadError::Unavailable(Unavailable::Closed)) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn fill(&mut self, max: usize, wait: Duration) -> Result<(), ReadError> {
        let mut enough = None;
        loop {
            self.written().await?;
            if !self.ready.is_empty() {
                enough.get_or_insert_with(|| Instant::now() + wait);
            }
            let late = enough.is_some_and(|enough| enough <= Instant::now());
            let again = self.ready.front().is_some_and(|first| first.deliveries > 1);
            if self.ready.len() >= max || late || again {
                return Ok(());
            }
            self.wake.mark_unchanged();
            let tail = self.tail.borrow_and_update().clone();
            if let Some(ended) = tail.ended {
                return Err(ended.into());
            }
            let progressed = self.take(tail.last, max - self.ready.len()).await?;
            if !progressed {
                self.wait_for_more(enough).await;
            }
        }
    }

    /// Waits until there may be more to take, or until `enough`.
    async fn wait_for_more(&mut self, enough: Option<Instant>) {
        let due = self.consumer.progress().next_due();
        let until = [due, enough].into_iter().flatten().min();
        let sleep = async {
            match until {
                Some(until) => sleep_until(until).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            // Neither sender can be gone: this worker holds them.
            _ = self.tail.changed() => {}
            _ = self.wake.changed() => {}
            () = sleep => {}
        }
    }

    /// Deliveries are written down before they are handed out, so that a record that kills its
    /// worker still runs out of deliveries.
    async fn written(&mut self) -> Result<(), ReadError> {
        if let Some(unwritten) = &mut self.unwritten {
            self.stream.shared.answer(unwritten).await?;
            self.unwritten = None;
        }
        Ok(())
    }

    /// Takes up to `max` records that are due or new; false when there was nothing to do.
    async fn take(&mut self, last: Position, max: usize) -> Result<bool, ReadError> {
        let consumer = Arc::clone(&self.consumer);
        let _taking = consumer.taking.lock().await;
        let (due, scanned, room) = {
            let progress = consumer.progress();
            let room = OPEN_MAX.saturating_sub(progress.open_count());
            // Alone: a record that takes its worker down takes no other record's deliveries with it.
            let due = if self.ready.is_empty() {
                progress.due(Instant::now(), 1)
            } else {
                Vec::new()
            };
            (due, progress.scanned(), room)
        };
        let fresh_max = if due.is_empty() { max.min(room) } else { 0 };
        let fresh = if fresh_max > 0 && scanned < last {
            Some(self.read_fresh(scanned, last, fresh_max).await?)
        } else {
            None
        };
        if due.is_empty() && fresh.is_none() {
            return Ok(false);
        }
        let due = self.read_due(due).await?;
        let shared = &self.stream.shared;
        let mut taking = Taking::new(shared, &consumer, self.config);
        let (answer, written) = oneshot::channel();
        let change = |progress: &mut Progress| {
            for (position, record) in due {
                taking.redeliver(progress, position, record);
            }
            if let Some(piece) = fresh {
                taking.deliver_fresh(progress, piece);
            }
            let (store, deliveries) = taking.decided(answer);
            (Some(store), deliveries)
        };
        let deliveries = consumer.change(shared, change).await?;
        self.ready.extend(deliveries);
        self.unwritten = Some(written);
        Ok(true)
    }

    async fn read_fresh(
        &self,
        scanned: Position,
        last: Position,
        max: usize,
    ) -> Result<Piece, ReadError> {
        let filter = &self.consumer.filter;
        self.stream.piece(scanned.next(), last, filter, max).await
    }

    async fn read_due(
        &self,
        due: Vec<Position>,
    ) -> Result<Vec<(Position, Option<Record>)>, ReadError> {
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let stream = self.stream.name;
        let read = move |storage: &_| {
            due.into_iter()
                .map(|at| Ok((at, reader::record(storage, stream, at)?)))
                .collect()
        };
        self.stream.shared.blocking(read).await?
    }
}
