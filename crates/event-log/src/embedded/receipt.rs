//! What a worker answers to a delivery.

use std::sync::Arc;
use std::time::Duration;

use events::Position;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::command::{Row, Store};
use super::consumer::Consumer;
use super::dead_letter_row::{self, Verdict};
use super::draft;
use super::progress::Progress;
use super::shared::Shared;
use crate::Unavailable;
use crate::dead_letter::REASON_BYTES_MAX;

/// What a delivery answers with.
pub(crate) struct Receipt {
    pub(super) shared: Arc<Shared>,
    pub(super) consumer: Arc<Consumer>,
    pub(super) position: Position,
    pub(super) deliveries: u32,
    pub(super) ack_wait: Duration,
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

/// The rows of a record that becomes a dead letter.
pub(super) fn death(
    consumer: &Consumer,
    position: Position,
    deliveries: u32,
    reason: String,
) -> [Row; 2] {
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
