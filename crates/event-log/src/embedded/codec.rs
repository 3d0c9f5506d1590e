//! How a record is stored: the value under its position.
//!
//! ```text
//!  0      format version, 1
//!  1..5   CRC-32 (IEEE) of the position (8 bytes) and of everything from 5 on
//!  5      kind: 1 a record, 2 a purged one (and nothing follows)
//!  6..14  recording time, microseconds since 1970
//! 14..30  id
//! 30..38  position of the record before it on the same subject, 0 when it is the first
//! 38..40  length of the subject
//! 40..    subject, then payload
//! ```
//!
//! Numbers are big-endian. The position is in the checksum, so a value under a wrong key is found.

use chrono::{DateTime, Utc};
use events::Position;
use uuid::Uuid;

use crate::NewRecord;

const VERSION: u8 = 1;
const KIND_RECORD: u8 = 1;
const KIND_PURGED: u8 = 2;
const HEADER: usize = 40;

/// A stored value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry<'a> {
    Record(Stored<'a>),
    /// A take-down emptied this position, and all before it on the same subject.
    Purged,
}

/// A stored record, borrowed from its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stored<'a> {
    pub(crate) recorded_at: DateTime<Utc>,
    pub(crate) id: Uuid,
    /// The record before it on the same subject; [`Position::ZERO`] when it is the first.
    pub(crate) previous: Position,
    pub(crate) subject: &'a str,
    pub(crate) payload: &'a [u8],
}

/// Why bytes are no stored record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Defect {
    #[error("its format version is {0}, and this build reads {VERSION}")]
    Version(u8),
    #[error("it ends too early")]
    Truncated,
    #[error("its checksum does not match")]
    Checksum,
    #[error("its checksum matches, but its fields make no sense")]
    Malformed,
    #[error("it is no position but a key of {0} bytes")]
    Key(usize),
    #[error("a row of a consumer or a dead letter makes no sense")]
    Row,
    #[error("it and the index of subjects do not agree")]
    Subject,
}

pub(crate) fn encode(
    position: Position,
    recorded_at: DateTime<Utc>,
    previous: Position,
    record: &NewRecord,
) -> Vec<u8> {
    let subject = record.subject.as_str().as_bytes();
    let length = u16::try_from(subject.len()).expect("check_limits bounds the subject");
    let mut bytes = Vec::with_capacity(HEADER + subject.len() + record.payload.len());
    bytes.extend_from_slice(&[VERSION, 0, 0, 0, 0, KIND_RECORD]);
    bytes.extend_from_slice(&recorded_at.timestamp_micros().to_be_bytes());
    bytes.extend_from_slice(record.id.as_bytes());
    bytes.extend_from_slice(&previous.0.to_be_bytes());
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(subject);
    bytes.extend_from_slice(&record.payload);
    seal(position, bytes)
}

pub(crate) fn encode_purged(position: Position) -> Vec<u8> {
    seal(position, vec![VERSION, 0, 0, 0, 0, KIND_PURGED])
}

pub(crate) fn decode(position: Position, bytes: &[u8]) -> Result<Entry<'_>, Defect> {
    let version = *bytes.first().ok_or(Defect::Truncated)?;
    if version != VERSION {
        return Err(Defect::Version(version));
    }
    let (crc, content) = bytes[1..].split_first_chunk().ok_or(Defect::Truncated)?;
    if u32::from_be_bytes(*crc) != checksum(position, content) {
        return Err(Defect::Checksum);
    }
    fields(content).ok_or(Defect::Malformed)
}

fn fields(content: &[u8]) -> Option<Entry<'_>> {
    let (kind, rest) = content.split_first()?;
    match *kind {
        KIND_PURGED if rest.is_empty() => return Some(Entry::Purged),
        KIND_RECORD => {}
        _ => return None,
    }
    let (micros, rest) = rest.split_first_chunk()?;
    let (id, rest) = rest.split_first_chunk()?;
    let (previous, rest) = rest.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (subject, payload) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
    Some(Entry::Record(Stored {
        recorded_at: DateTime::from_timestamp_micros(i64::from_be_bytes(*micros))?,
        id: Uuid::from_bytes(*id),
        previous: Position(u64::from_be_bytes(*previous)),
        subject: std::str::from_utf8(subject).ok()?,
        payload,
    }))
}

fn seal(position: Position, mut bytes: Vec<u8>) -> Vec<u8> {
    let crc = checksum(position, &bytes[5..]);
    bytes[1..5].copy_from_slice(&crc.to_be_bytes());
    bytes
}

fn checksum(position: Position, content: &[u8]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    crc.update(&position.0.to_be_bytes());
    crc.update(content);
    crc.finalize()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use events::Subject;
    use proptest::prelude::*;

    use super::*;

    fn sample() -> NewRecord {
        NewRecord {
            subject: Subject::stored("a.b"),
            id: Uuid::from_u128(0x0123_4567_89ab_cdef),
            payload: Bytes::from_static(b"text"),
            trace: None,
        }
    }

    fn at(micros: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(micros).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write;
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }

    /// Logs that were written keep their format: another one needs another version byte.
    #[test]
    fn the_format_never_changes() {
        let record = encode(
            Position(7),
            at(1_643_760_000_000_001),
            Position(3),
            &sample(),
        );
        assert_eq!(hex(&record), FROZEN_RECORD);
        assert_eq!(hex(&encode_purged(Position(7))), FROZEN_PURGED);
    }

    const FROZEN_RECORD: &str = concat!(
        "01bc7c5aa7",
        "010005d6fdb2e5600100000000000000000123456789abcdef0000000000000003",
        "0003612e6274657874",
    );
    const FROZEN_PURGED: &str = "014746e34502";

    #[test]
    fn each_damage_is_told() {
        let good = encode(Position(7), at(0), Position(3), &sample());
        let check = |bytes: &[u8], expect: Defect| {
            assert_eq!(decode(Position(7), bytes), Err(expect));
        };
        check(&[], Defect::Truncated);
        check(&good[..4], Defect::Truncated);
        check(&good[..good.len() - 1], Defect::Checksum);
        check(&[2], Defect::Version(2));
        let sealed = |content: &[u8]| {
            let mut bytes = vec![VERSION, 0, 0, 0, 0];
            bytes.extend_from_slice(content);
            seal(Position(7), bytes)
        };
        check(&sealed(&[]), Defect::Malformed);
        check(&sealed(&[9]), Defect::Malformed);
        check(&sealed(&[KIND_RECORD, 0]), Defect::Malformed);
        check(&sealed(&[KIND_PURGED, 0]), Defect::Malformed);
        assert_eq!(decode(Position(8), &good), Err(Defect::Checksum));
    }

    fn any_record() -> impl Strategy<Value = NewRecord> {
        let payload = proptest::collection::vec(any::<u8>(), 0..300);
        ("[a-zé]{1,9}([.][a-z]{1,9}){0,3}", any::<u128>(), payload).prop_map(
            |(subject, id, payload)| NewRecord {
                subject: Subject::stored(subject),
                id: Uuid::from_u128(id),
                payload: payload.into(),
                trace: None,
            },
        )
    }

    proptest! {
        #[test]
        fn decode_reads_what_encode_wrote(
            record in any_record(),
            position: u64,
            previous: u64,
            micros in -62_135_596_800_000_000_i64..253_402_300_799_000_000,
        ) {
            let bytes = encode(Position(position), at(micros), Position(previous), &record);
            let stored = Stored {
                recorded_at: at(micros),
                id: record.id,
                previous: Position(previous),
                subject: record.subject.as_str(),
                payload: &record.payload,
            };
            prop_assert_eq!(decode(Position(position), &bytes), Ok(Entry::Record(stored)));
        }

        #[test]
        fn a_flipped_bit_is_found(record in any_record(), at_bit: proptest::sample::Index) {
            let mut bytes = encode(Position(7), at(0), Position::ZERO, &record);
            let bit = at_bit.index(bytes.len() * 8);
            bytes[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(decode(Position(7), &bytes).is_err());
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            decode(Position(1), &bytes).ok();
        }
    }
}
