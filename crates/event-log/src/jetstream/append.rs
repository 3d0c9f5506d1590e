//! Appending: one message, or an atomic batch of several.
//!
//! The server decides a batch when its last message arrives, all expectations at one moment; a
//! batch of which a message is missing is dropped. An expectation travels in the headers of the
//! first record on its subject; one on a subject that the batch does not write to, in those of a
//! record that has none of its own.
//!
//! A reply can be lost: the connection breaks, or the server dies after it has stored the batch. Then
//! the batch is looked for, by the record's id and its recording time. With an expectation it can be
//! sent again when it is not there: if it had been stored meanwhile, the expectation refuses the
//! second one, and the look that follows finds the first. Without an expectation nothing forbids a
//! batch to arrive late, so nothing is sent again, and the answer is [`AppendError::Unconfirmed`].

use async_nats::HeaderMap;
use chrono::{DateTime, Utc};
use events::{Position, Subject};
use serde::Deserialize;
use uuid::Uuid;

use super::connection::{Attempts, Failure, cause};
use super::layout;
use super::stream::Stream;
use super::wire::{self, Part};
use crate::append::check_limits;
use crate::{AppendError, Appended, Cause, Expectation, NewRecord, ReadError, Unavailable};

const BATCH_ID: &str = "Nats-Batch-Id";
const BATCH_SEQUENCE: &str = "Nats-Batch-Sequence";
const BATCH_COMMIT: &str = "Nats-Batch-Commit";
const EXPECTED: &str = "Nats-Expected-Last-Subject-Sequence";
const EXPECTED_SUBJECT: &str = "Nats-Expected-Last-Subject-Sequence-Subject";

/// What a server does that ran out of room: it says so in its own log, and nothing to whoever asks,
/// and stores nothing more until it is started anew (nats-server 2.15.1).
const SILENT: &str = "they do not answer: where a server's log tells of no space left on its device, \
                      free room there and restart it";

/// A batch on its way. The headers are made anew for each attempt; the recording times stay.
struct Batch {
    records: Vec<NewRecord>,
    expectations: Vec<Expectation>,
    /// The recording time of each.
    times: Vec<DateTime<Utc>>,
}

enum Outcome {
    Appended(Appended),
    /// An expectation does not hold, or another append that may touch it is under way.
    Outrun,
    /// Nothing was stored, and it may be tried again.
    Busy(String),
    /// The same, and not before somebody makes room.
    Full(String),
    /// It may or may not be stored.
    Lost(Cause),
}

/// What the server answers to a message that it is to store.
#[derive(Deserialize)]
struct Ack {
    #[serde(default)]
    seq: u64,
    error: Option<async_nats::jetstream::Error>,
}

impl Stream {
    pub(crate) async fn append(
        &self,
        records: Vec<NewRecord>,
        expectations: Vec<Expectation>,
    ) -> Result<Appended, AppendError> {
        self.append_with(records, expectations, None).await
    }

    /// Appends records that were recorded before, in another log.
    pub(crate) async fn append_at(
        &self,
        records: Vec<NewRecord>,
        expectations: Vec<Expectation>,
        times: Vec<DateTime<Utc>>,
    ) -> Result<Appended, AppendError> {
        self.append_with(records, expectations, Some(times)).await
    }

    async fn append_with(
        &self,
        records: Vec<NewRecord>,
        expectations: Vec<Expectation>,
        times: Option<Vec<DateTime<Utc>>>,
    ) -> Result<Appended, AppendError> {
        let bytes = check_limits(&records, &expectations)?;
        if let Some(foreign) = records
            .iter()
            .find(|record| !layout::takes(self.name, &record.subject))
        {
            return Err(AppendError::InvalidSubject(foreign.subject.clone()));
        }
        let shared = &self.shared;
        let closed = |_| Unavailable::Closed;
        let _bytes = shared
            .append_bytes
            .acquire_many(bytes as u32)
            .await
            .map_err(closed)?;
        let _slot = shared.appends.acquire().await.map_err(closed)?;
        let times = times.unwrap_or_else(|| vec![shared.stamp(); records.len()]);
        let batch = Batch {
            records,
            expectations,
            times,
        };
        let appended = self.settle(&batch).await?;
        shared.see(self.name, appended.last);
        Ok(appended)
    }

    /// Tries until it is known what became of the batch.
    async fn settle(&self, batch: &Batch) -> Result<Appended, AppendError> {
        let from = self.shared.seen(self.name);
        let mut attempts = Attempts::default();
        let mut lost = false;
        loop {
            match self.attempt(batch).await? {
                Outcome::Appended(appended) => {
                    self.shared.connection.flow();
                    return Ok(appended);
                }
                Outcome::Outrun => {
                    if lost && let Some(own) = self.find(batch, from).await? {
                        return Ok(own);
                    }
                    self.shared.connection.flow();
                    self.check_expectations(&batch.expectations).await?;
                }
                Outcome::Busy(why) => {
                    tracing::debug!(stream = %self.name, why, "appending again");
                    self.shared.connection.excused(&attempts).await;
                }
                Outcome::Full(why) => self.shared.connection.stall(&format!(
                    "they have no room left ({why}): free room, or raise `max_file_store`"
                )),
                Outcome::Lost(why) => {
                    tracing::warn!(stream = %self.name, %why, "an append's reply was lost");
                    lost = true;
                    if let Some(own) = self.find(batch, from).await? {
                        return Ok(own);
                    }
                    if batch.expectations.is_empty() {
                        return Err(AppendError::Unconfirmed(why));
                    }
                }
            }
            attempts.pause(&self.shared.connection).await?;
        }
    }

    async fn attempt(&self, batch: &Batch) -> Result<Outcome, Unavailable> {
        let connection = &self.shared.connection;
        let quoted: Vec<_> = batch
            .subjects()
            .map(|subject| format!("\"{subject}\""))
            .collect();
        let concerns = |text: &str| quoted.iter().any(|subject| text.contains(subject));
        let sent = async {
            let mut headers = self.headers(batch).into_iter();
            let (last, others) = batch.records.split_last().expect("a batch holds a record");
            for record in others {
                let headers = headers.next().expect("there are headers for each record");
                let (subject, payload) =
                    (record.subject.as_str().to_owned(), record.payload.clone());
                connection
                    .client
                    .publish_with_headers(subject, headers, payload)
                    .await?;
            }
            let headers = headers.next().expect("there are headers for each record");
            let (subject, payload) = (last.subject.as_str().to_owned(), last.payload.clone());
            connection
                .client
                .request_with_headers(subject, headers, payload)
                .await
        };
        let reply = match connection.answer(sent, concerns).await {
            Ok(reply) => reply,
            Err(Failure::Lost(why)) => return Ok(Outcome::Lost(why)),
            Err(Failure::Silent(why)) => {
                connection.stall(SILENT);
                return Ok(Outcome::Lost(why));
            }
            // The last message decides, and nobody took it.
            Err(Failure::Unheard(why)) => return Ok(Outcome::Busy(why.to_string())),
            Err(Failure::Ended(ended)) => return Err(ended),
        };
        let ack: Ack = match serde_json::from_slice(&reply.payload) {
            Ok(ack) => ack,
            Err(_) => return Ok(Outcome::Lost(cause("the server's reply cannot be read"))),
        };
        match ack.error {
            None => {
                let first = ack.seq + 1 - batch.records.len() as u64;
                Ok(Outcome::Appended(Appended {
                    first: Position(first),
                    last: Position(ack.seq),
                }))
            }
            Some(error) => outcome(&error),
        }
    }

    fn headers(&self, batch: &Batch) -> Vec<HeaderMap> {
        let count = batch.records.len();
        let id = (count > 1).then(|| batch_id().simple().to_string());
        let mut carried = batch.carried();
        let of = |(at, record): (usize, &NewRecord)| {
            let number = at as u64 + 1;
            let part = Part {
                number,
                count: count as u64,
            };
            let mut headers = wire::headers(self.shared.id, record, batch.times[at], part);
            if let Some(id) = &id {
                headers.insert(BATCH_ID, id.as_str());
                headers.insert(BATCH_SEQUENCE, number.to_string());
                if at + 1 == count {
                    headers.insert(BATCH_COMMIT, "1");
                }
            }
            if let Some(Expectation { subject, last }) = carried[at].take() {
                headers.insert(EXPECTED, last.0.to_string());
                if *subject != record.subject {
                    headers.insert(EXPECTED_SUBJECT, subject.as_str());
                }
            }
            headers
        };
        batch.records.iter().enumerate().map(of).collect()
    }

    /// Looks for the batch behind what was known when it was sent.
    async fn find(&self, batch: &Batch, from: Position) -> Result<Option<Appended>, AppendError> {
        // Where a record's subject is expected to stand somewhere, nothing before it is ours.
        let known = |(at, record): (usize, &NewRecord)| {
            let mut expected = batch.expectations.iter();
            let expected = expected.find(|expected| expected.subject == record.subject)?;
            Some((at, expected.last))
        };
        let (at, mut after) = batch
            .records
            .iter()
            .enumerate()
            .find_map(known)
            .unwrap_or((batch.records.len() - 1, from));
        let wanted = &batch.records[at];
        while let Some((record, part)) = self
            .leader_next(&wanted.subject, after)
            .await
            .map_err(ended)?
        {
            if record.id == wanted.id && record.recorded_at == batch.times[at] {
                let last = part.end(record.position);
                let first = Position(last.0 + 1 - batch.records.len() as u64);
                return Ok(Some(Appended { first, last }));
            }
            after = record.position;
        }
        Ok(None)
    }

    /// Says which expectation does not hold. When all do, another append was only on its way.
    async fn check_expectations(&self, expectations: &[Expectation]) -> Result<(), AppendError> {
        for Expectation { subject, last } in expectations {
            let found = self.leader_last(subject.as_str()).await.map_err(ended)?;
            let actual = found.map_or(Position::ZERO, |record| record.position);
            if actual != *last {
                return Err(AppendError::Conflict {
                    subject: subject.clone(),
                    expected: *last,
                    actual,
                });
            }
        }
        Ok(())
    }
}

impl Batch {
    fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.records.iter().map(|record| &record.subject)
    }

    /// Which expectation each record carries.
    fn carried(&self) -> Vec<Option<&Expectation>> {
        let mut carried = vec![None; self.records.len()];
        let mut homeless = Vec::new();
        for expected in &self.expectations {
            if carried.contains(&Some(expected)) {
                continue;
            }
            match self
                .subjects()
                .position(|subject| *subject == expected.subject)
            {
                Some(at) if carried[at].is_none() => carried[at] = Some(expected),
                _ => homeless.push(expected),
            }
        }
        let free = carried.iter_mut().filter(|carried| carried.is_none());
        for (carried, expected) in free.zip(homeless) {
            *carried = Some(expected);
        }
        carried
    }
}

fn outcome(error: &async_nats::jetstream::Error) -> Result<Outcome, Unavailable> {
    match error.error_code().0 {
        // The last sequence differs; with or without saying which it is.
        10_071 | 10_164 => Ok(Outcome::Outrun),
        // Of the account, of the server, of its disk; or storing failed.
        10_002 | 10_023 | 10_047 | 10_077 => Ok(Outcome::Full(error.to_string())),
        // A message of the batch did not arrive; too many batches.
        10_176 | 10_210 => Ok(Outcome::Busy(error.to_string())),
        _ if matches!(error.code(), 429 | 503) => Ok(Outcome::Busy(error.to_string())),
        _ => Err(Unavailable::Refused(cause(&error.to_string()))),
    }
}

/// A failed look is not a refusal of the batch.
fn ended(error: ReadError) -> AppendError {
    match error {
        ReadError::Unavailable(ended) => ended.into(),
        error => AppendError::Unconfirmed(std::sync::Arc::new(error)),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the server tells open batches apart by it; it names nothing that is stored"
)]
fn batch_id() -> Uuid {
    Uuid::new_v4()
}
