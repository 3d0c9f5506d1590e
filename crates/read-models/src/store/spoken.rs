//! Statements by speaker and by day of publication.

use chrono::NaiveDate;
use events::{ActorCode, Position};

use super::key::{Family, KeyReader, KeyWriter};
use super::{ReadError, Row, corrupt};
use crate::claim::ClaimRef;

/// Where a statement stands among the others: by day of publication, then as stored.
pub(crate) type Place = (Option<NaiveDate>, ClaimRef);

pub(crate) fn said_row(place: Place, since: Position) -> Row {
    (key(None, place, since), Vec::new())
}

pub(crate) fn spoken_row(speaker: &ActorCode, place: Place, since: Position) -> Row {
    (key(Some(speaker), place, since), Vec::new())
}

fn key(speaker: Option<&ActorCode>, (day, at): Place, since: Position) -> Vec<u8> {
    let writer = match speaker {
        Some(speaker) => KeyWriter::new(Family::Spoken).code(speaker.as_str()),
        None => KeyWriter::new(Family::Said),
    };
    writer.day(day).claim(at).position(since).finish()
}

fn parse(key: &[u8], by_speaker: bool) -> Option<(Place, Position)> {
    let mut reader;
    if by_speaker {
        reader = KeyReader::new(Family::Spoken, key)?;
        reader.code()?;
    } else {
        reader = KeyReader::new(Family::Said, key)?;
    }
    let read = ((reader.day()?, reader.claim()?), reader.position()?);
    reader.end()?;
    Some(read)
}

/// The statements (of one speaker) from a day to a day, those without a day first, after one that
/// was read before.
pub(crate) fn statements(
    db: &sled::Db,
    speaker: Option<&ActorCode>,
    days: (Option<NaiveDate>, NaiveDate),
    after: Option<Place>,
) -> impl Iterator<Item = Result<(Place, Position), ReadError>> {
    let first = ClaimRef {
        extraction: Position::ZERO,
        ordinal: 0,
    };
    let last = ClaimRef {
        extraction: Position(u64::MAX),
        ordinal: u32::MAX,
    };
    let from = key(speaker, (days.0, first), Position::ZERO);
    let to = key(speaker, (Some(days.1), last), Position(u64::MAX));
    let from = match after {
        Some(after) => from.max(key(speaker, after, Position(u64::MAX))),
        None => from,
    };
    let to = to.max(from.clone());
    let by_speaker = speaker.is_some();
    let family = if by_speaker {
        Family::Spoken
    } else {
        Family::Said
    };
    db.range(from..=to).map(move |row| {
        let (key, _) = row?;
        parse(&key, by_speaker).ok_or_else(|| corrupt(family))
    })
}

/// The statements of one extraction, whose article was published on a day; also of facts that an
/// analyst put a statement in the place of.
pub(crate) fn of_extraction(
    db: &sled::Db,
    day: Option<NaiveDate>,
    extraction: Position,
) -> impl Iterator<Item = Result<ClaimRef, ReadError>> {
    let prefix = KeyWriter::new(Family::Said).day(day).position(extraction);
    db.scan_prefix(prefix.finish()).keys().map(|key| {
        let ((_, at), _) = parse(&key?, false).ok_or_else(|| corrupt(Family::Said))?;
        Ok(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_read_as_written(speaker in "[A-Z]{2,8}", day in arbitrary::day(), at in arbitrary::claim(), since in arbitrary::position()) {
            let speaker: ActorCode = speaker.parse().unwrap();
            prop_assert_eq!(parse(&said_row((day, at), since).0, false), Some(((day, at), since)));
            prop_assert_eq!(parse(&spoken_row(&speaker, (day, at), since).0, true), Some(((day, at), since)));
        }
    }
}
