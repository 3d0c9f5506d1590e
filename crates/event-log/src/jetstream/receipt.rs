//! What a delivery answers with.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::jetstream::consumer;
use bytes::Bytes;
use events::Position;
use serde_json::json;
use tokio::time::Instant;

use super::connection::{ApiError, Attempts, Failure};
use super::delivered::Delivered;
use super::stream::Stream;
use crate::dead_letter::REASON_BYTES_MAX;
use crate::{ReadError, Unavailable};

/// How often an answer is sent that nobody takes, before it is asked whether the consumer is gone.
const ANSWERS_MAX: usize = 20;

pub(crate) struct Receipt {
    pub(crate) stream: Stream,
    pub(crate) consumer: String,
    pub(crate) position: Position,
    pub(crate) deliveries: u32,
    pub(crate) ack_wait: Duration,
    /// Where the consumer takes the answer.
    answer_to: String,
    /// When the record is delivered again. The servers take what a late worker says for the newest
    /// delivery, so it is not said.
    due: Mutex<Instant>,
    held: u64,
}

impl Receipt {
    pub(crate) fn new(
        stream: Stream,
        consumer: &str,
        position: Position,
        deliveries: u32,
        ack_wait: Duration,
        answer_to: String,
    ) -> Self {
        Self {
            held: stream.shared.hold(answer_to.clone()),
            stream,
            consumer: consumer.to_owned(),
            position,
            deliveries,
            ack_wait,
            answer_to,
            due: Mutex::new(Instant::now() + ack_wait),
        }
    }

    pub(crate) async fn ack(self) -> Result<(), Unavailable> {
        self.answer("+ACK").await
    }

    pub(crate) async fn nak(self, delay: Duration) -> Result<(), Unavailable> {
        if self.is_late() {
            return Ok(());
        }
        if delay.is_zero() {
            return self.answer("-NAK").await;
        }
        let delay = json!({ "delay": delay.as_nanos() as u64 });
        self.answer(&format!("-NAK {delay}")).await
    }

    pub(crate) async fn in_progress(&self) -> Result<(), Unavailable> {
        if self.is_late() {
            return Ok(());
        }
        let due = Instant::now() + self.ack_wait;
        self.answer("+WPI").await?;
        *self.due.lock().unwrap_or_else(PoisonError::into_inner) = due;
        Ok(())
    }

    /// Writes the dead letter, and only then settles the record: a crash between the two leaves
    /// both, and the worker that gets the record again decides.
    pub(crate) async fn dead_letter(self, reason: &str) -> Result<(), Unavailable> {
        let deliveries = self.deliveries;
        self.dead_letter_after(deliveries, reason).await
    }

    /// The same, when the last `deliveries` of it were before this one.
    pub(crate) async fn dead_letter_after(
        self,
        deliveries: u32,
        reason: &str,
    ) -> Result<(), Unavailable> {
        if self.is_settled().await? {
            return Ok(());
        }
        let reason = &reason[..reason.floor_char_boundary(REASON_BYTES_MAX)];
        let (stream, consumer) = (&self.stream, &self.consumer);
        stream
            .bury(consumer, self.position, deliveries, reason)
            .await?;
        self.answer("+TERM").await
    }

    fn is_late(&self) -> bool {
        *self.due.lock().unwrap_or_else(PoisonError::into_inner) <= Instant::now()
    }

    /// Whether the consumer is known to be past the message: an earlier worker may have settled it.
    /// That of a retry stands in the stream of retries, and comes from its own consumer.
    async fn is_settled(&self) -> Result<bool, Unavailable> {
        let Some(delivered) = Delivered::of(&self.answer_to) else {
            return Ok(false);
        };
        let info = self.consumer_of(&delivered).await?;
        Ok(info.is_none_or(|info| info.ack_floor.stream_sequence >= delivered.sequence))
    }

    async fn consumer_is_gone(&self) -> Result<bool, Unavailable> {
        let Some(delivered) = Delivered::of(&self.answer_to) else {
            return Ok(false);
        };
        Ok(self.consumer_of(&delivered).await?.is_none())
    }

    async fn consumer_of(
        &self,
        delivered: &Delivered<'_>,
    ) -> Result<Option<consumer::Info>, Unavailable> {
        let (stream, consumer) = (delivered.stream, delivered.consumer);
        match self.stream.info_of_consumer(stream, consumer).await {
            Ok(info) => Ok(info),
            Err(ApiError::Unavailable(ended)) => Err(ended),
            Err(error) => Err(Unavailable::Refused(Arc::new(error))),
        }
    }

    /// Says it until the consumer has heard it, or will deliver the record again anyway.
    async fn answer(&self, text: &str) -> Result<(), Unavailable> {
        let connection = &self.stream.shared.connection;
        let mut attempts = Attempts::default();
        loop {
            let said = Bytes::copy_from_slice(text.as_bytes());
            match connection
                .request(&self.answer_to, HeaderMap::new(), said)
                .await
            {
                Ok(_) => return Ok(()),
                Err(Failure::Ended(ended)) => return Err(ended),
                Err(Failure::Unheard(why))
                    if attempts.count() >= ANSWERS_MAX && self.consumer_is_gone().await? =>
                {
                    return Err(Unavailable::Refused(why));
                }
                // A server that forgot the delivery (it died, or had no room to note it) never
                // replies. It delivers the record again, and whoever gets it answers then.
                Err(Failure::Silent(why)) if self.is_late() => {
                    tracing::warn!(position = %self.position, text, %why, "not heard: left to the next delivery");
                    return Ok(());
                }
                Err(Failure::Lost(_) | Failure::Silent(_) | Failure::Unheard(_)) => {
                    attempts.pause(connection).await?;
                }
            }
        }
    }
}

impl Drop for Receipt {
    fn drop(&mut self) {
        self.stream.shared.release(self.held);
    }
}

/// A failed look at a record, for those who can only be told that the log answers nothing.
pub(crate) fn unavailable(error: ReadError) -> Unavailable {
    match error {
        ReadError::Unavailable(ended) => ended,
        error => Unavailable::Refused(Arc::new(error)),
    }
}
