//! A record as a message: CloudEvents 1.0 in the binary mode of its NATS binding, and what the log
//! adds.
//!
//! The recording time travels in a header of its own, written by whoever appended, in whole
//! microseconds. The servers stamp messages too, but a copied log must keep its times, and with them
//! its hashes. Within one appender the times never go back; appenders on several machines are as
//! far apart as their clocks.

use std::sync::Arc;

use async_nats::{HeaderMap, HeaderName};
use bytes::Bytes;
use chrono::{DateTime, SecondsFormat, Utc};
use events::subject::PUBLIC_PREFIX;
use events::{LogId, Position, Subject};
use uuid::Uuid;

use crate::{Cause, NewRecord, ReadError, Record, StreamName};

/// The record's id.
const ID: &str = "ce-id";
/// The recording time, in microseconds since 1970.
const RECORDED_AT: &str = "Vedette-Recorded-At";
/// The trace in which it was written.
const TRACE: &str = "traceparent";
/// Which record of its batch it is: `3/11`. A record that is its whole batch has none.
const BATCH: &str = "Vedette-Batch";

/// A record's place in its batch, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) number: u64,
    pub(crate) count: u64,
}

impl Part {
    pub(crate) const WHOLE: Self = Self {
        number: 1,
        count: 1,
    };

    /// Where a batch ends of which this part stands at `position`.
    pub(crate) fn end(self, position: Position) -> Position {
        Position(position.0 + self.count - self.number)
    }
}

/// The headers of a record, but for those that the append itself needs.
pub(crate) fn headers(
    log: LogId,
    record: &NewRecord,
    recorded_at: DateTime<Utc>,
    part: Part,
) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name: &'static str, value: String| {
        headers.insert(HeaderName::from_static(name), value);
    };
    put("ce-specversion", "1.0".to_owned());
    put(ID, record.id.to_string());
    put("ce-source", format!("urn:uuid:{log}"));
    put("ce-type", format!("{PUBLIC_PREFIX}{}", record.event_type()));
    put(
        "ce-time",
        recorded_at.to_rfc3339_opts(SecondsFormat::Micros, true),
    );
    put("content-type", "application/protobuf".to_owned());
    put(RECORDED_AT, recorded_at.timestamp_micros().to_string());
    if let Some(trace) = &record.trace {
        put(TRACE, trace.to_string());
    }
    if part != Part::WHOLE {
        put(BATCH, format!("{}/{}", part.number, part.count));
    }
    headers
}

/// Reads a message back.
pub(crate) fn record(
    stream: StreamName,
    position: Position,
    subject: &str,
    headers: Option<&HeaderMap>,
    payload: Bytes,
) -> Result<(Record, Part), ReadError> {
    let corrupt = |defect| ReadError::Corrupt {
        stream,
        position,
        defect,
    };
    let header = |name| headers.and_then(|headers| headers.get(name));
    let wanted = |name| {
        let missing = Missing(name);
        header(name).ok_or_else(|| corrupt(Arc::new(missing)))
    };
    let id = Uuid::parse_str(wanted(ID)?.as_str()).map_err(|error| corrupt(Arc::new(error)))?;
    let micros = wanted(RECORDED_AT)?.as_str().parse();
    let micros = micros.map_err(|error: std::num::ParseIntError| corrupt(Arc::new(error)))?;
    let recorded_at = DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| corrupt(Arc::new(Missing(RECORDED_AT))))?;
    let part = match header(BATCH) {
        None => Part::WHOLE,
        Some(text) => part(text.as_str()).ok_or_else(|| corrupt(Arc::new(Missing(BATCH))))?,
    };
    let record = Record {
        position,
        subject: Subject::stored(subject),
        id,
        recorded_at,
        payload,
        // Whoever cannot read it goes without.
        trace: header(TRACE).and_then(|text| text.as_str().parse().ok()),
    };
    Ok((record, part))
}

fn part(text: &str) -> Option<Part> {
    let (number, count) = text.split_once('/')?;
    let part = Part {
        number: number.parse().ok()?,
        count: count.parse().ok()?,
    };
    (1..=part.count).contains(&part.number).then_some(part)
}

/// The message was not written by this log.
#[derive(Debug, thiserror::Error)]
#[error("the message has no header {0} that can be read")]
struct Missing(&'static str);

impl From<Missing> for Cause {
    fn from(missing: Missing) -> Self {
        Arc::new(missing)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
            #[test]
            fn a_record_comes_back_as_it_was(
                id: u128,
                micros in -10_000_000_000_000_000_i64..10_000_000_000_000_000,
                payload: Vec<u8>,
                count in 1_u64..1_000,
                number in 1_u64..1_000,
                traced: bool,
            ) {
                let part = Part { number: number.min(count), count };
                let new = NewRecord {
                    subject: Subject::stored("vedette.log.v1.fact.x.USA"),
                    id: Uuid::from_u128(id),
                    payload: payload.into(),
                    trace: traced.then(|| {
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".parse().unwrap()
                    }),
    };
                let recorded_at = DateTime::from_timestamp_micros(micros).unwrap();
                let headers = headers(LogId(Uuid::nil()), &new, recorded_at, part);
                let (found, found_part) = record(
                    StreamName::Events,
                    Position(7),
                    new.subject.as_str(),
                    Some(&headers),
                    new.payload.clone(),
                )
                .unwrap();
                prop_assert_eq!(found_part, part);
                prop_assert_eq!(
                    (found.id, found.recorded_at, found.payload, found.subject, found.trace),
                    (new.id, recorded_at, new.payload, new.subject, new.trace)
                );
            }
        }

    #[test]
    fn the_headers_are_those_of_cloud_events() {
        let check = |subject: &str, expect: &str| {
            let record = NewRecord {
                subject: Subject::stored(subject),
                id: Uuid::from_u128(1),
                payload: Bytes::new(),
                trace: None,
            };
            let at = DateTime::from_timestamp_micros(1_643_760_000_000_001).unwrap();
            let headers = headers(LogId(Uuid::from_u128(2)), &record, at, Part::WHOLE);
            let found = [
                "ce-specversion",
                "ce-id",
                "ce-source",
                "ce-type",
                "ce-time",
                "content-type",
            ]
            .map(|name| headers.get(name).unwrap().as_str());
            let expect = [
                "1.0",
                "00000000-0000-0000-0000-000000000001",
                "urn:uuid:00000000-0000-0000-0000-000000000002",
                expect,
                "2022-02-02T00:00:00.000001Z",
                "application/protobuf",
            ];
            assert_eq!(found, expect);
            assert!(headers.get("Nats-Msg-Id").is_none());
        };
        check(
            "vedette.log.v1.fact.deploymentAnnounced.USA",
            "vedette.v1.deploymentAnnounced",
        );
        check("vedette.log.v1.extraction.7.rules", "vedette.v1.extraction");
        check("vedette.log.v1.genesis", "vedette.v1.genesis");
    }

    #[test]
    fn foreign_messages_are_corrupt() {
        let check = |headers: &[(&str, &str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in headers {
                map.insert(*name, *value);
            }
            let found = record(
                StreamName::Events,
                Position(7),
                "a",
                Some(&map),
                Bytes::new(),
            );
            assert!(
                matches!(found, Err(ReadError::Corrupt { .. })),
                "{headers:?}"
            );
        };
        let id = (ID, "00000000-0000-0000-0000-000000000001");
        check(&[]);
        check(&[id]);
        check(&[id, (RECORDED_AT, "x")]);
        check(&[id, (RECORDED_AT, "1"), (BATCH, "3/2")]);
        check(&[id, (RECORDED_AT, "1"), (BATCH, "0/2")]);
        check(&[(ID, "x"), (RECORDED_AT, "1")]);
    }
}
