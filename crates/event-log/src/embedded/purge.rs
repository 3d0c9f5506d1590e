//! Emptying the records of one subject.
//!
//! A purged record is overwritten by a stub, so that a reader can tell a take-down from a loss.

use events::{Position, Subject};

use super::codec::{self, Entry};
use super::command::{Row, Table};
use super::dead_letter_row;
use super::reader;
use super::storage::{Storage, position_key};
use crate::{PurgeError, ReadError, StreamName};

const STREAM: StreamName = StreamName::Articles;

/// The rows that empty a subject before a position, and how many records that takes away.
pub(crate) fn plan(
    storage: &Storage,
    subject: &Subject,
    before: Position,
) -> Result<(Vec<Row>, u64), PurgeError> {
    let last = reader::last_position_on(storage, STREAM, subject)?;
    if before > last {
        let subject = subject.clone();
        return Err(PurgeError::NoTombstone { subject, last });
    }
    let mut rows = Vec::new();
    let mut purged = 0;
    let mut at = last;
    // All before a stub was purged with it, so the walk back ends there.
    while let Some(previous) = previous_on_subject(storage, at)? {
        if at < before {
            rows.push(Row {
                table: Table::Articles,
                key: position_key(at).into(),
                value: Some(codec::encode_purged(at).into()),
            });
            rows.extend(dead_letter_row::removals_at(storage, STREAM, at)?);
            purged += 1;
        }
        at = previous;
    }
    Ok((rows, purged))
}

/// Where the record before this one stands; `None` behind the first, and at a purged one.
fn previous_on_subject(
    storage: &Storage,
    position: Position,
) -> Result<Option<Position>, ReadError> {
    if position == Position::ZERO {
        return Ok(None);
    }
    let value = reader::value(storage, STREAM, position)?;
    match reader::entry(STREAM, position, &value)? {
        Entry::Record(stored) => Ok(Some(stored.previous)),
        Entry::Purged => Ok(None),
    }
}

/// Rewrites the tables of the stream without what was purged. The journal still holds it until its
/// file, 64 MB at most, is full and dropped.
pub(crate) fn rewrite_tables(storage: &Storage) -> Result<(), ReadError> {
    let records = &storage.stream(STREAM).records;
    let rewritten = records
        .rotate_memtable_and_wait()
        .and_then(|()| records.major_compact());
    rewritten.map_err(|error| reader::failed(STREAM, error))
}
