//! What the log holds: records.

use bytes::Bytes;
use chrono::{DateTime, Utc};
use events::subject::LOG_PREFIX;
use events::{Position, Subject};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::TraceParent;

/// A record to append. The log gives it a position and a recording time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRecord {
    /// The subject to store it under.
    pub subject: Subject,
    /// What it is called; the log does not look for duplicates.
    pub id: Uuid,
    /// Its content, opaque to the log.
    pub payload: Bytes,
    /// The trace in which it is written. On servers it travels as a header of the message; the
    /// embedded log does not keep it.
    pub trace: Option<TraceParent>,
}

impl NewRecord {
    /// The word of its subject that tells what it is: the type of a fact, else `extraction` and so on.
    pub(crate) fn event_type(&self) -> &str {
        let subject = self.subject.as_str();
        let tail = subject.strip_prefix(LOG_PREFIX).unwrap_or(subject);
        let mut words = tail.split('.');
        match words.next().unwrap_or_default() {
            "fact" => words.next().unwrap_or("fact"),
            first => first,
        }
    }
}

/// A record of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where it stands.
    pub position: Position,
    /// The subject it is stored under.
    pub subject: Subject,
    /// What it is called.
    pub id: Uuid,
    /// When the log stored it, in whole microseconds. Never earlier than the record before it, even
    /// when the machine's clock was set back.
    pub recorded_at: DateTime<Utc>,
    /// Its content.
    pub payload: Bytes,
    /// The trace in which it was written, where that is known. It tells how the record came to be
    /// here, and is no part of it: no hash covers it, and a copied log does not have it.
    pub trace: Option<TraceParent>,
}

impl Record {
    /// The SHA-256 over subject, id, recording time (microseconds since 1970, big-endian) and
    /// payload, each with its length (eight bytes, big-endian) before it.
    ///
    /// The position is not in it: a checkpoint names the position beside the hash.
    pub fn hash(&self) -> [u8; 32] {
        let recorded_at = self.recorded_at.timestamp_micros().to_be_bytes();
        let parts: [&[u8]; 4] = [
            self.subject.as_str().as_bytes(),
            self.id.as_bytes(),
            &recorded_at,
            &self.payload,
        ];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }
}

/// A condition of an append: the last record on `subject` stands at `last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// The subject.
    pub subject: Subject,
    /// Where its last record must stand; [`Position::ZERO`] when there must be none.
    pub last: Position,
}

/// Where a batch stands: `first..=last`, without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appended {
    /// Its first record.
    pub first: Position,
    /// Its last record.
    pub last: Position,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        Record {
            position: Position(7),
            subject: Subject::stored("a.b"),
            id: Uuid::from_u128(1),
            recorded_at: DateTime::from_timestamp_micros(1_643_760_000_000_001).unwrap(),
            payload: Bytes::from_static(b"text"),
            trace: None,
        }
    }

    /// Checkpoints and proofs name it for ever.
    #[test]
    fn the_hash_never_changes() {
        assert_eq!(record().hash(), FROZEN);
    }

    const FROZEN: [u8; 32] = [
        0xfe, 0xc3, 0xee, 0xe8, 0xc3, 0xcb, 0x2a, 0x15, 0x4b, 0x46, 0x55, 0x78, 0xf3, 0x1d, 0xca,
        0x13, 0x85, 0x5e, 0x5d, 0x18, 0xc0, 0x91, 0x85, 0x7b, 0x85, 0x88, 0xd1, 0x0b, 0x6a, 0x54,
        0x7a, 0x2a,
    ];

    #[test]
    fn the_hash_covers_all_but_the_position_and_the_trace() {
        let hash = record().hash();
        let changed: [fn(&mut Record); 4] = [
            |r| r.subject = Subject::stored("a.c"),
            |r| r.id = Uuid::from_u128(2),
            |r| r.recorded_at += chrono::TimeDelta::microseconds(1),
            |r| r.payload = Bytes::from_static(b"texts"),
        ];
        for change in changed {
            let mut other = record();
            change(&mut other);
            assert_ne!(other.hash(), hash, "{other:?}");
        }
        let mut moved = record();
        moved.position = Position(8);
        moved.trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            .parse()
            .ok();
        assert!(moved.trace.is_some());
        assert_eq!(moved.hash(), hash);
    }
}
