//! One decoded record of the log, as it is handed to the read models.

use chrono::{DateTime, Utc};
use events::{LogEvent, Position};

/// A record of the event log at its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Where it stands in the log.
    pub position: Position,
    /// When the log recorded it.
    pub recorded_at: DateTime<Utc>,
    /// The SHA-256 of the stored record.
    pub hash: [u8; 32],
    /// What it says.
    pub event: LogEvent,
}
