//! Whether an extraction's claims count, from which position on.
//!
//! Without a row they count from the extraction's own position on: rows tell what differs.

use events::Position;
use serde::{Deserialize, Serialize};

use super::key::{Family, KeyReader, KeyWriter};
use super::{ReadError, Row, corrupt, decode, encode};

/// How an extraction stands to the others of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Life {
    /// Its claims count.
    Counts,
    /// It stands, and another extractor's reading of the article goes before it.
    Outranked {
        /// The marker of the reading that counts.
        by: Position,
    },
    /// A newer revision of the article or version of the extractor took its place.
    Superseded {
        /// The marker of the newer one.
        by: Position,
    },
}

pub(crate) fn row(extraction: Position, since: Position, life: Life) -> Row {
    (key(extraction, since), encode(&life))
}

fn key(extraction: Position, since: Position) -> Vec<u8> {
    KeyWriter::new(Family::Liveness)
        .position(extraction)
        .position(since)
        .finish()
}

pub(super) fn parse(key: &[u8]) -> Option<(Position, Position)> {
    let mut reader = KeyReader::new(Family::Liveness, key)?;
    let read = (reader.position()?, reader.position()?);
    reader.end()?;
    Some(read)
}

/// The last row of the extraction up to a position, and since when it holds.
pub(super) fn at(
    db: &sled::Db,
    extraction: Position,
    known: Position,
) -> Result<Option<(Position, Life)>, ReadError> {
    let range = key(extraction, Position::ZERO)..=key(extraction, known);
    let Some(row) = db.range(range).next_back() else {
        return Ok(None);
    };
    let (key, value) = row?;
    let (_, since) = parse(&key).ok_or_else(|| corrupt(Family::Liveness))?;
    Ok(Some((since, decode(Family::Liveness, &value)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_is_read_as_written(extraction in arbitrary::position(), since in arbitrary::position(), by in arbitrary::position()) {
            for life in [Life::Counts, Life::Outranked { by }, Life::Superseded { by }] {
                let (key, value) = row(extraction, since, life);
                prop_assert_eq!(parse(&key), Some((extraction, since)));
                prop_assert_eq!(decode::<Life>(Family::Liveness, &value).unwrap(), life);
            }
        }
    }
}
