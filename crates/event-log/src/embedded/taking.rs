//! Records on their way to a worker.

use std::collections::VecDeque;
use std::sync::Arc;

use events::Position;
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::command::{Row, Store};
use super::consumer::Consumer;
use super::progress::Progress;
use super::reader::Piece;
use super::receipt::{Receipt, death};
use super::shared::Shared;
use crate::{Delivery, Record, WorkConfig};

/// Deliveries as they are decided, and the rows that record them.
pub(super) struct Taking {
    shared: Arc<Shared>,
    consumer: Arc<Consumer>,
    config: WorkConfig,
    rows: Vec<Row>,
    sync: bool,
    deliveries: VecDeque<Delivery>,
}

impl Taking {
    pub(super) fn new(shared: &Arc<Shared>, consumer: &Arc<Consumer>, config: WorkConfig) -> Self {
        Self {
            shared: Arc::clone(shared),
            consumer: Arc::clone(consumer),
            config,
            rows: Vec::new(),
            sync: false,
            deliveries: VecDeque::new(),
        }
    }

    /// Takes a record that is due again; one that was delivered too often becomes a dead letter.
    pub(super) fn redeliver(
        &mut self,
        progress: &mut Progress,
        position: Position,
        record: Option<Record>,
    ) {
        // It may have been settled since it was found due.
        let Some(open) = progress.open(position) else {
            return;
        };
        match record {
            Some(record) if open.deliveries < self.config.deliveries_max => {
                self.deliver(progress, record);
            }
            Some(_) => {
                progress.settle(position);
                let reason = format!("not acknowledged after {} deliveries", open.deliveries);
                let dead = death(&self.consumer, position, open.deliveries, reason);
                self.rows.extend(dead);
                self.sync = true;
            }
            // It was purged: there is nothing to work off.
            None => {
                progress.settle(position);
                self.rows.push(self.consumer.settled_row(position));
            }
        }
    }

    /// Takes records for the first time.
    pub(super) fn deliver_fresh(&mut self, progress: &mut Progress, piece: Piece) {
        for record in piece.records {
            self.deliver(progress, record);
        }
        let scanned = Position(piece.next.0 - 1);
        progress.scan_to(scanned);
        self.rows.push(self.consumer.scanned_row(scanned));
    }

    /// What to write down before the deliveries are handed out.
    pub(super) fn decided(self, answer: oneshot::Sender<()>) -> (Store, VecDeque<Delivery>) {
        let store = Store {
            rows: self.rows,
            sync: self.sync,
            answer: Some(answer),
        };
        (store, self.deliveries)
    }

    fn deliver(&mut self, progress: &mut Progress, record: Record) {
        let ack_wait = self.config.ack_wait;
        let position = record.position;
        let deliveries = progress.deliver(position, Instant::now() + ack_wait);
        self.rows.push(self.consumer.open_row(position, deliveries));
        let receipt = Receipt {
            shared: Arc::clone(&self.shared),
            consumer: Arc::clone(&self.consumer),
            position,
            deliveries,
            ack_wait,
        };
        let delivery = Delivery::embedded(record, deliveries, receipt);
        self.deliveries.push_back(delivery);
    }
}
