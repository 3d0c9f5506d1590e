//! The rows of dead letters.
//!
//! ```text
//! key    stream (1 byte), position (8), consumer
//! value  format version 1, deliveries (4), time in microseconds since 1970 (8), reason
//! ```

use chrono::{DateTime, Utc};
use events::Position;

use super::codec::Defect;
use super::command::{Row, Table};
use super::reader;
use super::storage::Storage;
use crate::{DeadLetter, ReadError, StreamName};

const VERSION: u8 = 1;

/// What is stored of a dead letter besides its record.
pub(crate) struct Verdict {
    pub(crate) deliveries: u32,
    pub(crate) at: DateTime<Utc>,
    pub(crate) reason: String,
}

pub(crate) fn put(stream: StreamName, consumer: &str, at: Position, verdict: &Verdict) -> Row {
    let mut value = vec![VERSION];
    value.extend_from_slice(&verdict.deliveries.to_be_bytes());
    value.extend_from_slice(&verdict.at.timestamp_micros().to_be_bytes());
    value.extend_from_slice(verdict.reason.as_bytes());
    row(stream, consumer, at, Some(value))
}

pub(crate) fn remove(stream: StreamName, consumer: &str, at: Position) -> Row {
    row(stream, consumer, at, None)
}

/// Removes the dead letters of all consumers at a position.
pub(crate) fn removals_at(
    storage: &Storage,
    stream: StreamName,
    at: Position,
) -> Result<Vec<Row>, ReadError> {
    let rows = storage.dead_letters.prefix(key(stream, at, ""));
    rows.map(|row| {
        Ok(Row {
            table: Table::DeadLetters,
            key: row.key().map_err(|error| reader::failed(stream, error))?,
            value: None,
        })
    })
    .collect()
}

/// The dead letter of a consumer at a position.
pub(crate) fn get(
    storage: &Storage,
    stream: StreamName,
    consumer: &str,
    at: Position,
) -> Result<Option<DeadLetter>, ReadError> {
    let value = storage.dead_letters.get(key(stream, at, consumer));
    match value.map_err(|error| reader::failed(stream, error))? {
        Some(value) => letter(storage, stream, consumer, at, &value),
        None => Ok(None),
    }
}

/// The dead letters of a consumer behind a position, at most `max`.
pub(crate) fn list(
    storage: &Storage,
    stream: StreamName,
    consumer: &str,
    after: Position,
    max: usize,
) -> Result<Vec<DeadLetter>, ReadError> {
    let mut letters = Vec::new();
    let keys = key(stream, after.next(), "")..vec![stream as u8 + 1];
    for row in storage.dead_letters.range(keys) {
        if letters.len() >= max {
            break;
        }
        let (key, value) = row
            .into_inner()
            .map_err(|error| reader::failed(stream, error))?;
        if let Some((at, name)) = key[1..].split_first_chunk()
            && name == consumer.as_bytes()
        {
            let at = Position(u64::from_be_bytes(*at));
            letters.extend(letter(storage, stream, consumer, at, &value)?);
        }
    }
    Ok(letters)
}

fn letter(
    storage: &Storage,
    stream: StreamName,
    consumer: &str,
    at: Position,
    value: &[u8],
) -> Result<Option<DeadLetter>, ReadError> {
    let unreadable = || reader::failed(stream, Defect::Row);
    let verdict = decode(value).ok_or_else(unreadable)?;
    let record = reader::record(storage, stream, at)?;
    Ok(record.map(|record| DeadLetter {
        consumer: consumer.to_owned(),
        record,
        deliveries: verdict.deliveries,
        at: verdict.at,
        reason: verdict.reason,
    }))
}

fn decode(value: &[u8]) -> Option<Verdict> {
    let (deliveries, rest) = value.strip_prefix(&[VERSION])?.split_first_chunk()?;
    let (at, reason) = rest.split_first_chunk()?;
    Some(Verdict {
        deliveries: u32::from_be_bytes(*deliveries),
        at: DateTime::from_timestamp_micros(i64::from_be_bytes(*at))?,
        reason: std::str::from_utf8(reason).ok()?.to_owned(),
    })
}

fn row(stream: StreamName, consumer: &str, at: Position, value: Option<Vec<u8>>) -> Row {
    Row {
        table: Table::DeadLetters,
        key: key(stream, at, consumer).into(),
        value: value.map(Into::into),
    }
}

fn key(stream: StreamName, at: Position, consumer: &str) -> Vec<u8> {
    let mut key = vec![stream as u8];
    key.extend_from_slice(&at.0.to_be_bytes());
    key.extend_from_slice(consumer.as_bytes());
    key
}
