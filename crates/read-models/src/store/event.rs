//! Where an event's claim is stored.

use events::{EventId, Position};

use super::key::{Family, KeyReader, KeyWriter};
use super::{ReadError, Row, corrupt};
use crate::claim::ClaimRef;

pub(crate) fn row(event: EventId, at: ClaimRef) -> Row {
    (key(event, at), Vec::new())
}

fn key(event: EventId, at: ClaimRef) -> Vec<u8> {
    KeyWriter::new(Family::Event)
        .uuid(event.0)
        .claim(at)
        .finish()
}

fn parse(key: &[u8]) -> Option<(EventId, ClaimRef)> {
    let mut reader = KeyReader::new(Family::Event, key)?;
    let read = (EventId(reader.uuid()?), reader.claim()?);
    reader.end()?;
    Some(read)
}

/// The newest place of the event's claim up to a position.
pub(crate) fn claim(
    db: &sled::Db,
    event: EventId,
    known: Position,
) -> Result<Option<ClaimRef>, ReadError> {
    let first = ClaimRef {
        extraction: Position::ZERO,
        ordinal: 0,
    };
    let last = ClaimRef {
        extraction: known,
        ordinal: u32::MAX,
    };
    let Some(row) = db.range(key(event, first)..=key(event, last)).next_back() else {
        return Ok(None);
    };
    let (key, _) = row?;
    let (_, at) = parse(&key).ok_or_else(|| corrupt(Family::Event))?;
    Ok(Some(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_key_is_read_as_written(event in arbitrary::uuid(), at in arbitrary::claim()) {
            prop_assert_eq!(parse(&key(EventId(event), at)), Some((EventId(event), at)));
        }
    }
}
