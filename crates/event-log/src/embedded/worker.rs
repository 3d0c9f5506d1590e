//! One of the competing workers of a consumer.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use events::Position;
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep_until};

use super::command::{Row, Store};
use super::consumer::Consumer;
use super::dead_letter_row::{self, Verdict};
use super::draft;
use super::progress::Progress;
use super::reader::{self, Piece};
use super::shared::{Shared, Tail};
use super::stream::Stream;
use crate::dead_letter::REASON_BYTES_MAX;
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

/// What a delivery answers with.
pub(crate) struct Receipt {
    shared: Arc<Shared>,
    consumer: Arc<Consumer>,
    position: Position,
    deliveries: u32,
    ack_wait: Duration,
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
            if self.ready.len() >= max || late {
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
            (progress.due(Instant::now(), max), progress.scanned(), room)
        };
        let fresh_max = (max - due.len()).min(room);
        let fresh = if fresh_max > 0 && scanned < last {
            Some(self.read_fresh(scanned, last, fresh_max).await?)
        } else {
            None
        };
        if due.is_empty() && fresh.is_none() {
            return Ok(false);
        }
        let due = self.read_due(due).await?;
        let (answer, written) = oneshot::channel();
        let mut taking = Taking {
            worker: self,
            rows: Vec::new(),
            sync: false,
            deliveries: VecDeque::new(),
        };
        let shared = &self.stream.shared;
        let deliveries = consumer
            .change(shared, |progress| {
                for (position, record) in due {
                    taking.redeliver(progress, position, record);
                }
                if let Some(piece) = fresh {
                    taking.deliver_fresh(progress, piece);
                }
                let rows = Store {
                    rows: taking.rows,
                    sync: taking.sync,
                    answer: Some(answer),
                };
                (Some(rows), taking.deliveries)
            })
            .await?;
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

/// Records on their way to a worker, and the rows that say so.
struct Taking<'a> {
    worker: &'a Worker,
    rows: Vec<Row>,
    sync: bool,
    deliveries: VecDeque<Delivery>,
}

impl Taking<'_> {
    fn redeliver(&mut self, progress: &mut Progress, position: Position, record: Option<Record>) {
        let consumer = &self.worker.consumer;
        let deliveries_max = self.worker.config.deliveries_max;
        // It may have been settled since it was found due.
        let Some(open) = progress.open(position) else {
            return;
        };
        match record {
            Some(record) if open.deliveries < deliveries_max => self.deliver(progress, record),
            Some(_) => {
                progress.settle(position);
                let reason = format!("not acknowledged after {} deliveries", open.deliveries);
                let dead = death(consumer, position, open.deliveries, reason);
                self.rows.extend(dead);
                self.sync = true;
            }
            // It was purged: there is nothing to work off.
            None => {
                progress.settle(position);
                self.rows.push(consumer.settled_row(position));
            }
        }
    }

    fn deliver_fresh(&mut self, progress: &mut Progress, piece: Piece) {
        for record in piece.records {
            self.deliver(progress, record);
        }
        let scanned = Position(piece.next.0 - 1);
        progress.scan_to(scanned);
        self.rows.push(self.worker.consumer.scanned_row(scanned));
    }

    fn deliver(&mut self, progress: &mut Progress, record: Record) {
        let worker = self.worker;
        let ack_wait = worker.config.ack_wait;
        let position = record.position;
        let deliveries = progress.deliver(position, Instant::now() + ack_wait);
        self.rows
            .push(worker.consumer.open_row(position, deliveries));
        let receipt = Receipt {
            shared: Arc::clone(&worker.stream.shared),
            consumer: Arc::clone(&worker.consumer),
            position,
            deliveries,
            ack_wait,
        };
        self.deliveries
            .push_back(Delivery::embedded(record, deliveries, receipt));
    }
}

/// The rows of a record that becomes a dead letter.
fn death(consumer: &Consumer, position: Position, deliveries: u32, reason: String) -> [Row; 2] {
    tracing::warn!(consumer = consumer.name, %position, deliveries, reason, "dead letter");
    let verdict = Verdict {
        deliveries,
        at: draft::now(),
        reason,
    };
    [
        consumer.settled_row(position),
        dead_letter_row::put(consumer.stream, &consumer.name, position, &verdict),
    ]
}

impl Receipt {
    pub(crate) async fn ack(self) -> Result<(), Unavailable> {
        let settle = |progress: &mut Progress| {
            let settled = progress.settle(self.position);
            let row = || Store::unsynced(vec![self.consumer.settled_row(self.position)]);
            (settled.then(row), ())
        };
        self.consumer.change(&self.shared, settle).await
    }

    /// Makes the record due after `delay`.
    pub(crate) async fn postpone(&self, delay: Duration) -> Result<(), Unavailable> {
        let due = (delay > Duration::ZERO).then(|| Instant::now() + delay);
        let postpone = |progress: &mut Progress| {
            progress.postpone(self.position, self.deliveries, due);
            (None, ())
        };
        self.consumer.change(&self.shared, postpone).await
    }

    pub(crate) async fn in_progress(&self) -> Result<(), Unavailable> {
        self.postpone(self.ack_wait).await
    }

    /// Returns when the dead letter is on disk.
    pub(crate) async fn dead_letter(self, reason: &str) -> Result<(), Unavailable> {
        let reason = reason[..reason.floor_char_boundary(REASON_BYTES_MAX)].to_owned();
        let (answer, mut written) = oneshot::channel();
        let bury = |progress: &mut Progress| {
            let settled = progress.settle(self.position);
            let rows = || Store {
                rows: death(&self.consumer, self.position, self.deliveries, reason).into(),
                sync: true,
                answer: Some(answer),
            };
            (settled.then(rows), settled)
        };
        let settled = self.consumer.change(&self.shared, bury).await?;
        if settled {
            self.shared.answer(&mut written).await?;
        }
        Ok(())
    }
}
