//! Reading stored records, in bounded pieces.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use bytes::Bytes;
use events::{Position, Subject, SubjectFilter};
use fjall::{LsmError, Slice};

use super::codec::{self, Defect, Entry, Stored};
use super::draft;
use super::storage::{Storage, position_key, position_of_key};
use crate::{ReadError, Record, StreamName};

/// How many records one piece looks at.
const PIECE_RECORDS_MAX: u64 = 4_096;
/// Payload bytes after which a piece ends.
const PIECE_BYTES_MAX: usize = 4 << 20;

/// The wanted records of some positions.
pub(crate) struct Piece {
    pub(crate) records: Vec<Record>,
    /// The first position that was not looked at.
    pub(crate) next: Position,
}

/// Reads what a filter wants of `positions`, at most `wanted_max` records. Every position is
/// checked, wanted or not: a missing or corrupt one is an error.
pub(crate) fn piece(
    storage: &Storage,
    stream: StreamName,
    positions: RangeInclusive<Position>,
    filter: &SubjectFilter,
    wanted_max: usize,
) -> Result<Piece, ReadError> {
    let (first, last) = positions.into_inner();
    let last = last.min(Position(first.0.saturating_add(PIECE_RECORDS_MAX - 1)));
    let mut piece = Piece {
        records: Vec::new(),
        next: first,
    };
    let mut bytes = 0;
    let keys = position_key(first)..=position_key(last);
    for row in storage.stream(stream).records.range(keys) {
        let position = piece.next;
        let (key, value) = row
            .into_inner()
            .map_err(|error| at_position(stream, position, error))?;
        match position_of_key(&key) {
            Some(found) if found == position => {}
            Some(_) => return Err(ReadError::Missing { stream, position }),
            None => return Err(corrupt(stream, position, Defect::Key(key.len()))),
        }
        piece.next = position.next();
        if let Entry::Record(stored) = entry(stream, position, &value)?
            && filter.matches(stored.subject)
        {
            bytes += stored.payload.len();
            piece.records.push(owned(position, &stored));
        }
        if piece.records.len() >= wanted_max || bytes >= PIECE_BYTES_MAX {
            return Ok(piece);
        }
    }
    if piece.next <= last {
        return Err(ReadError::Missing {
            stream,
            position: piece.next,
        });
    }
    Ok(piece)
}

/// Checks the newest records: that none is missing or corrupt, and that the index of subjects leads
/// to them. They are the ones that come from the database's journal, whose checksums leave the
/// order of its batches out.
pub(crate) fn check_tail(
    storage: &Storage,
    stream: StreamName,
    last: Position,
) -> Result<(), ReadError> {
    let first = Position(last.0.saturating_sub(PIECE_RECORDS_MAX - 1).max(1));
    let mut seen = BTreeSet::new();
    let mut bytes = 0;
    let mut at = last;
    while at >= first && bytes < PIECE_BYTES_MAX {
        let value = value(storage, stream, at)?;
        bytes += value.len();
        if let Entry::Record(stored) = entry(stream, at, &value)?
            && seen.insert(stored.subject.to_owned())
            && last_position_on(storage, stream, &Subject::stored(stored.subject))? != at
        {
            return Err(corrupt(stream, at, Defect::Subject));
        }
        at = Position(at.0 - 1);
    }
    Ok(())
}

/// The record at a position that holds one; `None` when it was purged.
pub(crate) fn record(
    storage: &Storage,
    stream: StreamName,
    position: Position,
) -> Result<Option<Record>, ReadError> {
    let value = value(storage, stream, position)?;
    Ok(match entry(stream, position, &value)? {
        Entry::Record(stored) => Some(owned(position, &stored)),
        Entry::Purged => None,
    })
}

/// The last record on a subject, as of one moment: never of a batch that is half applied.
pub(crate) fn last_on(
    storage: &Storage,
    stream: StreamName,
    subject: &Subject,
    last: Position,
) -> Result<Option<Record>, ReadError> {
    let mut at = last_position_on(storage, stream, subject)?;
    loop {
        if at == Position::ZERO {
            return Ok(None);
        }
        let value = value(storage, stream, at)?;
        match entry(stream, at, &value)? {
            Entry::Record(stored) if stored.subject != subject.as_str() => {
                return Err(corrupt(stream, at, Defect::Subject));
            }
            Entry::Record(stored) if at <= last => return Ok(Some(owned(at, &stored))),
            // Its batch is on disk, but not published yet.
            Entry::Record(stored) => at = stored.previous,
            Entry::Purged => return Ok(None),
        }
    }
}

/// Where a stream ends, as stored; [`Position::ZERO`] when it is empty.
pub(crate) fn last_position(storage: &Storage, stream: StreamName) -> Result<Position, ReadError> {
    let Some(row) = storage.stream(stream).records.last_key_value() else {
        return Ok(Position::ZERO);
    };
    let key = row.key().map_err(|error| failed(stream, error))?;
    position_of_key(&key).ok_or_else(|| failed(stream, Defect::Key(key.len())))
}

/// Where the last record on a subject stands; [`Position::ZERO`] when there is none.
pub(crate) fn last_position_on(
    storage: &Storage,
    stream: StreamName,
    subject: &Subject,
) -> Result<Position, ReadError> {
    let row = storage.stream(stream).subjects.get(subject.as_str());
    row.and_then(draft::stored_last)
        .map_err(|error| failed(stream, error))
}

/// What is stored at a position that must hold something.
pub(crate) fn value(
    storage: &Storage,
    stream: StreamName,
    position: Position,
) -> Result<Slice, ReadError> {
    let value = storage.stream(stream).records.get(position_key(position));
    value
        .map_err(|error| at_position(stream, position, error))?
        .ok_or(ReadError::Missing { stream, position })
}

pub(crate) fn entry(
    stream: StreamName,
    position: Position,
    value: &[u8],
) -> Result<Entry<'_>, ReadError> {
    codec::decode(position, value).map_err(|defect| corrupt(stream, position, defect))
}

fn owned(position: Position, stored: &Stored<'_>) -> Record {
    Record {
        position,
        subject: Subject::stored(stored.subject),
        id: stored.id,
        recorded_at: stored.recorded_at,
        payload: Bytes::copy_from_slice(stored.payload),
        trace: None,
    }
}

pub(crate) fn failed(
    stream: StreamName,
    error: impl std::error::Error + Send + Sync + 'static,
) -> ReadError {
    ReadError::Storage {
        stream,
        cause: Arc::new(error),
    }
}

fn corrupt(stream: StreamName, position: Position, defect: Defect) -> ReadError {
    ReadError::Corrupt {
        stream,
        position,
        defect: Arc::new(defect),
    }
}

/// A failure while a known position was read: a broken block is that record's corruption.
fn at_position(stream: StreamName, position: Position, error: fjall::Error) -> ReadError {
    match error {
        fjall::Error::Storage(LsmError::Io(_)) | fjall::Error::Io(_) => failed(stream, error),
        error => ReadError::Corrupt {
            stream,
            position,
            defect: Arc::new(error),
        },
    }
}
