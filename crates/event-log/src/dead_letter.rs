//! Dead letters: records that a consumer could not work off.

use chrono::{DateTime, Utc};

use crate::Record;

/// How many bytes of a reason are kept.
pub const REASON_BYTES_MAX: usize = 1_024;

/// A record that a consumer gave up on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLetter {
    /// The consumer.
    pub consumer: String,
    /// The record, as it stands in the log.
    pub record: Record,
    /// How often it had been delivered.
    pub deliveries: u32,
    /// When it was given up.
    pub at: DateTime<Utc>,
    /// Why, in the worker's words or the log's.
    pub reason: String,
}
