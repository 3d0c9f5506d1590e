//! A record of the event log as the API shows it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::SecondsFormat;
use event_log::Record;
use events::LogEvent;
use proto::DecodeError;
use proto::codec::decode;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A record with its content decoded, and with the bytes that its hash is of: an auditor can check
/// the one against the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Where it stands.
    pub position: u64,
    /// Under which name subscribers see it.
    pub subject: String,
    /// The id of the event, extraction, correction or log.
    pub id: String,
    /// When it was recorded, RFC 3339 in UTC with microseconds.
    pub recorded_at: String,
    /// The SHA-256 of the record, in hexadecimal.
    pub hash: String,
    /// The payload as it is stored, protobuf in base64.
    pub payload: String,
    /// The payload decoded: proto3 JSON of the event, marker, correction or genesis.
    pub content: Value,
}

impl Entry {
    /// The entry of a record.
    ///
    /// # Errors
    /// When its payload cannot be decoded.
    pub fn of(record: &Record) -> Result<Self, DecodeError> {
        let event = decode(
            record.subject.as_str(),
            &record.payload,
            Some(record.recorded_at),
        )?;
        Ok(Self {
            position: record.position.0,
            subject: record.subject.public(),
            id: record.id.to_string(),
            recorded_at: record
                .recorded_at
                .to_rfc3339_opts(SecondsFormat::Micros, true),
            hash: hexadecimal(&record.hash()),
            payload: BASE64_STANDARD.encode(&record.payload),
            content: content(&event),
        })
    }
}

fn content(event: &LogEvent) -> Value {
    match event {
        LogEvent::Genesis(genesis) => serde_json::json!({
            "log": genesis.log.to_string(),
            "createdAt": genesis.created_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        }),
        LogEvent::Fact(event) => proto::json::event_json(event),
        LogEvent::Extraction(marker) => proto::json::marker_json(marker),
        LogEvent::Curation(curation) => proto::json::curation_json(curation),
    }
}

/// Bytes as people write hashes: two digits each, small letters.
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a string cannot fail
        text
    })
}
