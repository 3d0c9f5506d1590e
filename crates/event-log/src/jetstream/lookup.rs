//! Looking single records up.
//!
//! [`Stream::get`] and [`Stream::last_on`] are direct gets: any replica answers, so in a cluster the
//! answer may be a moment old. That is enough for whoever then appends with an expectation: the
//! leader decides it, and an old answer is a conflict. What must not be old (where a stream ends,
//! what stands in the way of an append) is asked of the leader.

use std::sync::Arc;

use async_nats::jetstream::message::StreamMessage;
use async_nats::jetstream::stream::{Info, RawMessage};
use async_nats::status::StatusCode;
use async_nats::{HeaderMap, Message};
use bytes::Bytes;
use events::{Position, Subject};
use serde::Deserialize;
use serde_json::json;

use super::connection::{ApiError, Failure, cause};
use super::stream::Stream;
use super::wire::{self, Part};
use crate::{ReadError, Record};

impl Stream {
    pub(crate) async fn get(&self, position: Position) -> Result<Option<Record>, ReadError> {
        self.is_open()?;
        if position == Position::ZERO {
            return Ok(None);
        }
        let body = json!({ "seq": position.0 }).to_string();
        let subject = format!("$JS.API.DIRECT.GET.{}", self.name);
        self.direct(&subject, body.into()).await
    }

    /// Any replica may be asked; one that was cut off is silent, and then the leader is.
    pub(crate) async fn last_on(&self, subject: &Subject) -> Result<Option<Record>, ReadError> {
        self.is_open()?;
        let direct = format!("$JS.API.DIRECT.GET.{}.{subject}", self.name);
        let connection = &self.shared.connection;
        match connection
            .request(&direct, HeaderMap::new(), Bytes::new())
            .await
        {
            Ok(message) => self.answered(message),
            Err(Failure::Ended(ended)) => Err(ended.into()),
            Err(Failure::Silent(_)) => self.leader_last(subject.as_str()).await,
            Err(Failure::Lost(_) | Failure::Unheard(_)) => self.direct(&direct, Bytes::new()).await,
        }
    }

    async fn direct(&self, subject: &str, body: Bytes) -> Result<Option<Record>, ReadError> {
        self.answered(self.shared.connection.ask(subject, body).await?)
    }

    fn answered(&self, message: Message) -> Result<Option<Record>, ReadError> {
        match message.status {
            Some(StatusCode::NOT_FOUND) => Ok(None),
            Some(status) if status != StatusCode::OK => {
                let text = message.description.unwrap_or_default();
                let refused = ApiError::Garbled(cause(&format!("{status} {text}")));
                Err(self.failed(refused))
            }
            _ => Ok(Some(self.found(message)?)),
        }
    }

    fn found(&self, message: Message) -> Result<Record, ReadError> {
        let header = |name| {
            let headers = message.headers.as_ref()?;
            headers.get(name).map(|value| value.as_str().to_owned())
        };
        let sequence = header("Nats-Sequence").and_then(|text| text.parse().ok());
        let (Some(sequence), Some(subject)) = (sequence, header("Nats-Subject")) else {
            let nameless = cause("the server's answer does not say where the message stands");
            return Err(self.failed(ApiError::Garbled(nameless)));
        };
        let (position, headers) = (Position(sequence), message.headers.as_ref());
        let found = wire::record(self.name, position, &subject, headers, message.payload)?;
        Ok(found.0)
    }

    /// Where the stream ends, as its leader knows.
    pub(crate) async fn last_position(&self) -> Result<Position, ReadError> {
        self.is_open()?;
        let info = self.info().await.map_err(|error| self.failed(error))?;
        let last = Position(info.state.last_sequence);
        self.shared.see(self.name, last);
        Ok(last)
    }

    pub(crate) async fn info(&self) -> Result<Info, ApiError> {
        let what = format!("STREAM.INFO.{}", self.name);
        self.shared.connection.api(&what, &()).await
    }

    /// The last record whose subject a filter matches, as the leader knows.
    pub(crate) async fn leader_last(&self, filter: &str) -> Result<Option<Record>, ReadError> {
        let found = self.leader(json!({ "last_by_subj": filter })).await?;
        Ok(found.map(|(record, _)| record))
    }

    /// The first record on a subject behind a position, as the leader knows.
    pub(crate) async fn leader_next(
        &self,
        subject: &Subject,
        after: Position,
    ) -> Result<Option<(Record, Part)>, ReadError> {
        let next = json!({ "seq": after.next().0, "next_by_subj": subject.as_str() });
        self.leader(next).await
    }

    async fn leader(&self, body: serde_json::Value) -> Result<Option<(Record, Part)>, ReadError> {
        let what = format!("STREAM.MSG.GET.{}", self.name);
        let got = self.shared.connection.api::<Got>(&what, &body).await;
        let found = ApiError::absent(got).map_err(|error| self.failed(error))?;
        let Some(Got { message }) = found else {
            return Ok(None);
        };
        let message = StreamMessage::try_from(message)
            .map_err(|error| self.failed(ApiError::Garbled(Arc::from(error))))?;
        let position = Position(message.sequence);
        let (subject, headers) = (message.subject.as_str(), Some(&message.headers));
        wire::record(self.name, position, subject, headers, message.payload).map(Some)
    }
}

#[derive(Deserialize)]
struct Got {
    message: RawMessage,
}
