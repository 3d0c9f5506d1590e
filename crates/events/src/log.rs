//! What the event log holds, and how a reader remembers where it is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{Curation, Event, ExtractionMarker, LogId, Position};

/// One decoded message of the event log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LogEvent {
    /// Position 1: which log this is.
    Genesis(Genesis),
    /// A fact; it takes effect at the marker that follows it.
    Fact(Box<Event>),
    /// The end of an extraction: its facts take effect here.
    Extraction(Box<ExtractionMarker>),
    /// An analyst's correction; it takes effect here.
    Curation(Box<Curation>),
}

impl LogEvent {
    /// Whether readers may stop here: never between a fact and its marker.
    pub fn takes_effect(&self) -> bool {
        !matches!(self, Self::Fact(_))
    }
}

/// The first event of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Genesis {
    /// The log's own id, drawn when it was made.
    pub log: LogId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// Where a reader stands: it survives a copy of the log to another backend, and another log, or
/// one that was cut short, does not match it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Which log.
    pub log: LogId,
    /// The last position applied: a marker, a correction or the genesis event.
    pub position: Position,
    /// The SHA-256 of the record there.
    pub hash: [u8; 32],
}
