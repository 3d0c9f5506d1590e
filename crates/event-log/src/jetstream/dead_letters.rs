//! Dead letters: a stream of their own, one message for each consumer and position.
//!
//! A dead letter holds why and how often, not the record: a record that was purged takes its dead
//! letters with it, because nothing stands at their position.

use async_nats::{HeaderMap, HeaderValue};
use bytes::Bytes;
use chrono::DateTime;
use events::Position;
use serde::Deserialize;
use serde_json::json;

use super::connection::{ApiError, Attempts, Failure, cause};
use super::layout::{self, DEAD_LETTERS};
use super::receipt::unavailable;
use super::shared;
use super::stream::Stream;
use crate::{DeadLetter, ReadError, Unavailable};

const DELIVERIES: &str = "Vedette-Deliveries";
const AT: &str = "Vedette-Given-Up-At";
const EXPECTED: &str = "Nats-Expected-Last-Subject-Sequence";

#[derive(Deserialize)]
struct Subjects {
    state: SubjectCounts,
}

#[derive(Deserialize)]
struct SubjectCounts {
    #[serde(default)]
    subjects: std::collections::BTreeMap<String, u64>,
}

#[derive(Deserialize)]
struct Purged {
    purged: u64,
}

impl Stream {
    /// Writes a dead letter; the newest of a position is the one that stays.
    pub(crate) async fn bury(
        &self,
        consumer: &str,
        position: Position,
        deliveries: u32,
        reason: &str,
    ) -> Result<(), Unavailable> {
        tracing::warn!(consumer, %position, deliveries, reason, "dead letter");
        let mut headers = HeaderMap::new();
        headers.insert(DELIVERIES, deliveries.to_string());
        headers.insert(AT, shared::now().timestamp_micros().to_string());
        let subject = layout::dead_subject(self.name, consumer, Some(position));
        let reason = Bytes::copy_from_slice(reason.as_bytes());
        let stored = self.store(&subject, headers, reason).await;
        stored.map_err(|error| unavailable(self.failed(error)))
    }

    /// Stores a message that may be stored twice.
    async fn store(
        &self,
        subject: &str,
        headers: HeaderMap,
        payload: Bytes,
    ) -> Result<(), ApiError> {
        let connection = &self.shared.connection;
        let mut attempts = Attempts::default();
        loop {
            match connection
                .request(subject, headers.clone(), payload.clone())
                .await
            {
                Ok(reply) if stored(&reply.payload)? => return Ok(()),
                Err(Failure::Ended(ended)) => return Err(ended.into()),
                Ok(_) | Err(Failure::Lost(_) | Failure::Silent(_) | Failure::Unheard(_)) => {
                    attempts.pause(connection).await?;
                }
            }
        }
    }

    pub(crate) async fn dead_letters(
        &self,
        consumer: &str,
        after: Position,
        max: usize,
    ) -> Result<Vec<DeadLetter>, ReadError> {
        self.is_open()?;
        let all = layout::dead_subject(self.name, consumer, None);
        let mut found = Vec::new();
        for at in self.positions(DEAD_LETTERS, &all).await? {
            if found.len() >= max {
                break;
            }
            if at > after {
                found.extend(self.dead_letter(consumer, at).await?);
            }
        }
        Ok(found)
    }

    /// Counts the letters, not the records: who may only count needs no right to read either.
    pub(crate) async fn count_dead_letters(
        &self,
        consumer: &str,
        max: usize,
    ) -> Result<usize, ReadError> {
        self.is_open()?;
        let all = layout::dead_subject(self.name, consumer, None);
        let letters = self.positions(DEAD_LETTERS, &all).await?;
        Ok(letters.len().min(max))
    }

    pub(crate) async fn dead_letter(
        &self,
        consumer: &str,
        at: Position,
    ) -> Result<Option<DeadLetter>, ReadError> {
        self.is_open()?;
        let subject = layout::dead_subject(self.name, consumer, Some(at));
        let direct = format!("$JS.API.DIRECT.GET.{DEAD_LETTERS}.{subject}");
        let message = self.shared.connection.ask(&direct, Bytes::new()).await?;
        if message.status.is_some() {
            return Ok(None);
        }
        let Some(record) = self.get(at).await? else {
            return Ok(None);
        };
        let header = |name| {
            let headers = message.headers.as_ref()?;
            headers.get(name).map(HeaderValue::as_str)
        };
        let time = header(AT).and_then(|text| text.parse().ok());
        let time = time.and_then(DateTime::from_timestamp_micros);
        let deliveries = header(DELIVERIES).and_then(|text| text.parse().ok());
        let (Some(deliveries), Some(time)) = (deliveries, time) else {
            let foreign = cause("a dead letter that this log did not write");
            return Err(self.failed(ApiError::Garbled(foreign)));
        };
        Ok(Some(DeadLetter {
            consumer: consumer.to_owned(),
            record,
            deliveries,
            at: time,
            reason: String::from_utf8_lossy(&message.payload).into_owned(),
        }))
    }

    /// Removes a dead letter, and with `retry` has its record delivered again. False when there is
    /// none. The retry is written first: a crash in between leaves both, and nothing is forgotten.
    pub(crate) async fn take_dead_letter(
        &self,
        consumer: &str,
        at: Position,
        retry: bool,
    ) -> Result<bool, ReadError> {
        if retry {
            if self.dead_letter(consumer, at).await?.is_none() {
                return Ok(false);
            }
            let subject = layout::retry_subject(self.name, consumer, Some(at));
            let mut headers = HeaderMap::new();
            // Asked for twice, it is delivered once.
            headers.insert(EXPECTED, "0");
            let stored = self.store(&subject, headers, Bytes::new()).await;
            stored.map_err(|error| self.failed(error))?;
        }
        let body = json!({ "filter": layout::dead_subject(self.name, consumer, Some(at)) });
        let what = format!("STREAM.PURGE.{DEAD_LETTERS}");
        let purged = self.shared.connection.api::<Purged>(&what, &body).await;
        Ok(purged.map_err(|error| self.failed(error))?.purged > 0)
    }

    /// The positions that end the subjects of a stream which a filter matches, in order.
    pub(crate) async fn positions(
        &self,
        stream: &str,
        filter: &str,
    ) -> Result<Vec<Position>, ReadError> {
        let what = format!("STREAM.INFO.{stream}");
        let mut positions = Vec::new();
        loop {
            let body = json!({ "subjects_filter": filter, "offset": positions.len() });
            let page = self.shared.connection.api::<Subjects>(&what, &body).await;
            let page = page.map_err(|error| self.failed(error))?.state.subjects;
            if page.is_empty() {
                break;
            }
            for subject in page.keys() {
                let position = layout::position_of(subject);
                positions.push(position.map_err(|cause| self.failed(ApiError::Garbled(cause)))?);
            }
        }
        positions.sort_unstable();
        Ok(positions)
    }
}

/// Whether the server stored it, or has it already. False: it may be tried again.
fn stored(reply: &[u8]) -> Result<bool, ApiError> {
    #[derive(Deserialize)]
    struct Ack {
        error: Option<async_nats::jetstream::Error>,
    }
    let ack: Ack = serde_json::from_slice(reply)
        .map_err(|error| ApiError::Garbled(std::sync::Arc::new(error)))?;
    match ack.error {
        None => Ok(true),
        Some(error) if matches!(error.error_code().0, 10_071 | 10_164) => Ok(true),
        Some(error) if error.code() == 503 => Ok(false),
        Some(error) => Err(ApiError::Server(error)),
    }
}
