//! The rows of a consumer: how far it has come, and one for each record that is open.
//!
//! ```text
//! key    stream (1 byte), length of the name (1), name, 'c'
//! value  format version 1, scanned position (8), filter
//!
//! key    stream (1 byte), length of the name (1), name, 'o', position (8)
//! value  format version 1, deliveries (4)
//! ```
//!
//! Losing the newest of them only delivers again, so they are not synced.

use events::{Position, SubjectFilter};

use super::codec::Defect;
use super::command::{Row, Table};
use super::progress::Progress;
use super::reader;
use super::storage::{Storage, position_of_key};
use crate::{ReadError, StreamName};

const VERSION: u8 = 1;

/// How far a consumer has come.
pub(crate) fn scanned(
    stream: StreamName,
    name: &str,
    scanned: Position,
    filter: &SubjectFilter,
) -> Row {
    let mut value = vec![VERSION];
    value.extend_from_slice(&scanned.0.to_be_bytes());
    value.extend_from_slice(filter.as_str().as_bytes());
    row(key(stream, name, b'c'), Some(value))
}

/// An open record.
pub(crate) fn open(stream: StreamName, name: &str, position: Position, deliveries: u32) -> Row {
    let mut value = vec![VERSION];
    value.extend_from_slice(&deliveries.to_be_bytes());
    row(open_key(stream, name, position), Some(value))
}

/// A record that is open no longer.
pub(crate) fn settled(stream: StreamName, name: &str, position: Position) -> Row {
    row(open_key(stream, name, position), None)
}

/// Reads a consumer; `None` when there is none of that name.
pub(crate) fn load(
    storage: &Storage,
    stream: StreamName,
    name: &str,
) -> Result<Option<(SubjectFilter, Progress)>, ReadError> {
    let failed = |error| reader::failed(stream, error);
    let malformed = || reader::failed(stream, Defect::Row);
    let value = storage.consumers.get(key(stream, name, b'c'));
    let Some(value) = value.map_err(failed)? else {
        return Ok(None);
    };
    let (scanned, filter) = decode_scanned(&value).ok_or_else(malformed)?;
    let prefix = key(stream, name, b'o');
    let mut open = Vec::new();
    for row in storage.consumers.prefix(&prefix) {
        let (key, value) = row.into_inner().map_err(failed)?;
        let position = position_of_key(&key[prefix.len()..]);
        let deliveries = decode_open(&value);
        open.push(position.zip(deliveries).ok_or_else(malformed)?);
    }
    Ok(Some((filter, Progress::stored(scanned, open.into_iter()))))
}

fn decode_scanned(value: &[u8]) -> Option<(Position, SubjectFilter)> {
    let (scanned, filter) = value.strip_prefix(&[VERSION])?.split_first_chunk()?;
    let filter = std::str::from_utf8(filter).ok()?.parse().ok()?;
    Some((Position(u64::from_be_bytes(*scanned)), filter))
}

fn decode_open(value: &[u8]) -> Option<u32> {
    let deliveries = value.strip_prefix(&[VERSION])?;
    Some(u32::from_be_bytes(deliveries.try_into().ok()?))
}

fn open_key(stream: StreamName, name: &str, position: Position) -> Vec<u8> {
    let mut key = key(stream, name, b'o');
    key.extend_from_slice(&position.0.to_be_bytes());
    key
}

fn key(stream: StreamName, name: &str, tag: u8) -> Vec<u8> {
    let length = u8::try_from(name.len()).expect("a consumer's name has at most 64 bytes");
    let mut key = vec![stream as u8, length];
    key.extend_from_slice(name.as_bytes());
    key.push(tag);
    key
}

fn row(key: Vec<u8>, value: Option<Vec<u8>>) -> Row {
    Row {
        table: Table::Consumers,
        key: key.into(),
        value: value.map(Into::into),
    }
}
