//! Working: competing workers of a durable consumer.

use std::fmt;
use std::time::Duration;

use crate::{ReadError, Record, Unavailable, embedded, jetstream};

/// How a consumer's records are delivered. All its workers say the same: on servers it is the
/// consumer that waits, and what its newest worker said holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkConfig {
    /// How long a worker may hold a record before it is delivered again.
    pub ack_wait: Duration,
    /// How often a record is delivered before it becomes a dead letter; at least 1.
    pub deliveries_max: u32,
}

/// One of the competing workers of a durable consumer: each record goes to one of them at a time.
pub struct Worker {
    backend: Backend,
}

enum Backend {
    Embedded(embedded::Worker),
    JetStream(Box<jetstream::Worker>),
}

impl Worker {
    pub(crate) fn embedded(worker: embedded::Worker) -> Self {
        Self {
            backend: Backend::Embedded(worker),
        }
    }

    pub(crate) fn jetstream(worker: jetstream::Worker) -> Self {
        Self {
            backend: Backend::JetStream(Box::new(worker)),
        }
    }

    /// Waits for a record; `None` when the log is closed.
    ///
    /// Giving up the wait loses nothing: the next call gets what this one had taken.
    pub async fn next(&mut self) -> Result<Option<Delivery>, ReadError> {
        let mut deliveries = self.next_up_to(1, Duration::ZERO).await?;
        Ok(deliveries.pop())
    }

    /// Waits for a record, and from then on at most `wait` until there are `max`. Empty only when
    /// the log is closed (or `max` is 0). A record that is delivered again comes alone: one that
    /// takes its worker down with it takes no other record's deliveries along.
    ///
    /// Giving up the wait loses nothing: the next call gets what this one had taken.
    pub async fn next_up_to(
        &mut self,
        max: usize,
        wait: Duration,
    ) -> Result<Vec<Delivery>, ReadError> {
        match &mut self.backend {
            Backend::Embedded(worker) => worker.next_up_to(max, wait).await,
            Backend::JetStream(worker) => worker.next_up_to(max, wait).await,
        }
    }
}

/// A record that a worker holds.
///
/// Dropped without an answer, it is delivered again when `ack_wait` has passed, as when the worker
/// had been too slow; after the log was reopened, at once.
pub struct Delivery {
    /// The record.
    pub record: Record,
    /// How often it has been delivered, this time included.
    pub deliveries: u32,
    receipt: Receipt,
}

enum Receipt {
    Embedded(embedded::Receipt),
    JetStream(jetstream::Receipt),
}

impl Delivery {
    pub(crate) fn embedded(record: Record, deliveries: u32, receipt: embedded::Receipt) -> Self {
        Self {
            record,
            deliveries,
            receipt: Receipt::Embedded(receipt),
        }
    }

    pub(crate) fn jetstream(record: Record, deliveries: u32, receipt: jetstream::Receipt) -> Self {
        Self {
            record,
            deliveries,
            receipt: Receipt::JetStream(receipt),
        }
    }

    /// The record is worked off. Also when this delivery had taken longer than `ack_wait`: the work
    /// is done.
    ///
    /// Survives a kill, not always a power cut, nor a server that dies or runs out of room before it
    /// has noted it: then the record is delivered again.
    pub async fn ack(self) -> Result<(), Unavailable> {
        match self.receipt {
            Receipt::Embedded(receipt) => receipt.ack().await,
            Receipt::JetStream(receipt) => receipt.ack().await,
        }
    }

    /// The record cannot be worked off now: deliver it again after `delay`.
    ///
    /// Does nothing when it was delivered again already, as [`Delivery::in_progress`] does.
    pub async fn nak(self, delay: Duration) -> Result<(), Unavailable> {
        match self.receipt {
            Receipt::Embedded(receipt) => receipt.postpone(delay).await,
            Receipt::JetStream(receipt) => receipt.nak(delay).await,
        }
    }

    /// The work goes on: `ack_wait` begins anew.
    pub async fn in_progress(&self) -> Result<(), Unavailable> {
        match &self.receipt {
            Receipt::Embedded(receipt) => receipt.in_progress().await,
            Receipt::JetStream(receipt) => receipt.in_progress().await,
        }
    }

    /// The record cannot be worked off at all: it becomes a dead letter, which is on disk when this
    /// returns. Of `reason` the first [`REASON_BYTES_MAX`](crate::REASON_BYTES_MAX) bytes are kept.
    pub async fn dead_letter(self, reason: &str) -> Result<(), Unavailable> {
        match self.receipt {
            Receipt::Embedded(receipt) => receipt.dead_letter(reason).await,
            Receipt::JetStream(receipt) => receipt.dead_letter(reason).await,
        }
    }
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("record", &self.record)
            .field("deliveries", &self.deliveries)
            .finish_non_exhaustive()
    }
}

/// Why there is no worker.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WorkError {
    /// The name is not 1 to 64 lower-case letters, digits and hyphens.
    #[error("{0:?} is no name of a consumer: 1 to 64 lower-case letters, digits and hyphens")]
    InvalidName(String),
    /// Nothing would ever be delivered.
    #[error("a record is delivered at least once: `deliveries_max` is 0")]
    NoDeliveries,
    /// The consumer is there, and wants other subjects.
    #[error("the consumer {consumer} wants {has}, not {wanted}")]
    OtherFilter {
        /// The consumer.
        consumer: String,
        /// What it wants.
        has: String,
        /// What it was asked to want.
        wanted: String,
    },
    /// The consumer cannot be read, or made.
    #[error("the consumer cannot be had")]
    Read(#[from] ReadError),
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}
