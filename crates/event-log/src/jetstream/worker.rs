//! One of the competing workers of a durable consumer.
//!
//! The consumer is the server's: it says which record goes to whom, how often it was delivered, and
//! delivers it again when `ack_wait` has passed. The workers do what it cannot: they count the
//! deliveries and write the dead letters. Those that are to be delivered again come from a second
//! consumer, on the stream of retries.

use std::collections::VecDeque;
use std::time::Duration;

use async_nats::Message;
use async_nats::jetstream::consumer;
use events::{Position, SubjectFilter};
use serde_json::json;
use tokio::time::{Instant, sleep_until};

use super::connection::{ApiError, Attempts, cause};
use super::delivered::Delivered;
use super::layout::{self, OPEN_MAX, RETRIES};
use super::pull::{Pull, Pulled};
use super::receipt::Receipt;
use super::stream::Stream;
use super::wire;
use crate::{Delivery, ReadError, Record, Unavailable, WorkConfig, WorkError};

pub(crate) struct Worker {
    stream: Stream,
    consumer: String,
    config: WorkConfig,
    records: Pull,
    retries: Pull,
    attempts: Attempts,
    /// Come, and not looked at yet; with whether it is a retry.
    come: VecDeque<(Box<Message>, bool)>,
    /// Whether the last one that came was new. After one that was not, they are asked for one by
    /// one, so that a record that takes its worker down takes no other's deliveries along.
    fresh: bool,
    /// Taken, and not handed out yet. Kept here so that a caller may give up waiting at any time.
    ready: VecDeque<Delivery>,
}

impl Worker {
    pub(crate) async fn open(
        stream: Stream,
        name: &str,
        filter: &SubjectFilter,
        config: WorkConfig,
    ) -> Result<Self, WorkError> {
        stream.consumer(name, filter, config.ack_wait).await?;
        let retries = layout::retry_worker_name(stream.name, name);
        let own = stream.name.to_string();
        Ok(Self {
            records: Pull::open(&stream.shared, &own, name, None).await?,
            retries: Pull::open(&stream.shared, RETRIES, &retries, None).await?,
            consumer: name.to_owned(),
            stream,
            config,
            attempts: Attempts::default(),
            come: VecDeque::new(),
            fresh: false,
            ready: VecDeque::new(),
        })
    }

    /// Waits for one delivery, and from then on at most `wait` for up to `max` of them. None at
    /// all: the log is closed.
    pub(crate) async fn next_up_to(
        &mut self,
        max: usize,
        wait: Duration,
    ) -> Result<Vec<Delivery>, ReadError> {
        match self.fill(max, wait).await {
            Ok(()) => {
                let count = self.together().min(max);
                Ok(self.ready.drain(..count).collect())
            }
            Err(ReadError::Unavailable(Unavailable::Closed)) => Ok(Vec::new()),
            Err(error) => Err(error),
        }
    }

    async fn fill(&mut self, max: usize, wait: Duration) -> Result<(), ReadError> {
        let mut enough = None;
        loop {
            self.look().await?;
            if !self.ready.is_empty() {
                enough.get_or_insert_with(|| Instant::now() + wait);
            }
            let late = enough.is_some_and(|enough| enough <= Instant::now());
            let alone = self.together() < self.ready.len() || self.is_again(0);
            if self.ready.len() >= max || late || alone {
                return Ok(());
            }
            self.ask(max - self.ready.len()).await?;
            let sleep = async {
                match enough {
                    Some(enough) => sleep_until(enough).await,
                    None => std::future::pending().await,
                }
            };
            let (pulled, again) = tokio::select! {
                biased;
                pulled = self.retries.next() => (pulled?, true),
                pulled = self.records.next() => (pulled?, false),
                () = sleep => continue,
            };
            match pulled {
                Pulled::Message(message) => self.come.push_back((message, again)),
                Pulled::Nothing => {}
                Pulled::Lost(why) => self.lost(&why, again).await?,
            }
        }
    }

    /// How many of those that are ready may be handed out together: a record that is delivered
    /// again comes alone.
    fn together(&self) -> usize {
        let again = (0..self.ready.len()).find(|at| self.is_again(*at));
        match again {
            Some(0) => 1,
            Some(at) => at,
            None => self.ready.len(),
        }
    }

    fn is_again(&self, at: usize) -> bool {
        self.ready
            .get(at)
            .is_some_and(|delivery| delivery.deliveries > 1)
    }

    async fn ask(&mut self, wanted: usize) -> Result<(), Unavailable> {
        let wanted = if self.fresh {
            wanted.min(OPEN_MAX as usize)
        } else {
            1
        };
        if self.records.asked() < wanted {
            self.records.ask(wanted - self.records.asked()).await?;
        }
        if self.retries.asked() == 0 {
            self.retries.ask(1).await?;
        }
        Ok(())
    }

    async fn lost(&mut self, why: &str, again: bool) -> Result<(), Unavailable> {
        tracing::info!(consumer = self.consumer, why, "asking for work again");
        let pull = if again {
            &mut self.retries
        } else {
            &mut self.records
        };
        pull.again().await?;
        self.attempts.pause(&self.stream.shared.connection).await
    }

    /// Looks at what has come. A message leaves the queue when it has become a delivery, or a dead
    /// letter, so giving up in between loses nothing.
    async fn look(&mut self) -> Result<(), ReadError> {
        while let Some((message, again)) = self.come.front() {
            let taken = if *again {
                self.retry(message).await?
            } else {
                self.take(message)?
            };
            if let Some((record, receipt)) = taken {
                self.fresh = receipt.deliveries == 1;
                if receipt.deliveries > self.config.deliveries_max {
                    let deliveries = self.config.deliveries_max;
                    let reason = format!("not acknowledged after {deliveries} deliveries");
                    receipt.dead_letter_after(deliveries, &reason).await?;
                } else {
                    let deliveries = receipt.deliveries;
                    self.ready
                        .push_back(Delivery::jetstream(record, deliveries, receipt));
                }
            }
            self.come.pop_front();
            self.attempts = Attempts::default();
        }
        Ok(())
    }

    fn take(&self, message: &Message) -> Result<Option<(Record, Receipt)>, ReadError> {
        let nowhere = || {
            self.stream
                .failed(ApiError::Garbled(cause("a message without a place")))
        };
        let delivered = message.reply.as_deref().and_then(Delivered::of);
        let position = Position(delivered.ok_or_else(nowhere)?.sequence);
        let (name, subject) = (self.stream.name, message.subject.as_str());
        let (headers, payload) = (message.headers.as_ref(), message.payload.clone());
        let (record, _) = wire::record(name, position, subject, headers, payload)?;
        Ok(Some((
            record,
            self.receipt(message, position).ok_or_else(nowhere)?,
        )))
    }

    /// The record of a dead letter that is to be delivered again; none when it was purged.
    async fn retry(&self, message: &Message) -> Result<Option<(Record, Receipt)>, ReadError> {
        let position = layout::position_of(message.subject.as_str());
        let position = position.map_err(|cause| self.stream.failed(ApiError::Garbled(cause)))?;
        let nowhere = || {
            self.stream
                .failed(ApiError::Garbled(cause("a message without a place")))
        };
        let receipt = self.receipt(message, position).ok_or_else(nowhere)?;
        let record = self.stream.get(position).await?;
        let Some(record) = record else {
            receipt.ack().await?;
            return Ok(None);
        };
        Ok(Some((record, receipt)))
    }

    fn receipt(&self, message: &Message, position: Position) -> Option<Receipt> {
        let answer_to = message.reply.as_ref()?.as_str();
        Some(Receipt::new(
            self.stream.clone(),
            &self.consumer,
            position,
            Delivered::of(answer_to)?.deliveries,
            self.config.ack_wait,
            answer_to.to_owned(),
        ))
    }
}

impl Stream {
    pub(crate) async fn consumer_info(
        &self,
        name: &str,
    ) -> Result<Option<consumer::Info>, ApiError> {
        self.info_of_consumer(&self.name.to_string(), name).await
    }

    pub(crate) async fn info_of_consumer(
        &self,
        stream: &str,
        name: &str,
    ) -> Result<Option<consumer::Info>, ApiError> {
        let what = format!("CONSUMER.INFO.{stream}.{name}");
        ApiError::absent(self.shared.connection.api(&what, &()).await)
    }

    /// Sees that the consumer is there, and makes it where that is allowed.
    async fn consumer(
        &self,
        name: &str,
        filter: &SubjectFilter,
        ack_wait: Duration,
    ) -> Result<(), WorkError> {
        let failed = |error| WorkError::Read(self.failed(error));
        let found = self.consumer_info(name).await.map_err(failed)?;
        let wanted = layout::worker(name, filter, ack_wait);
        if let Some(found) = found {
            let has = &found.config.filter_subject;
            if *has != wanted.filter_subject {
                return Err(WorkError::OtherFilter {
                    consumer: name.to_owned(),
                    has: if has.is_empty() {
                        ">".to_owned()
                    } else {
                        has.clone()
                    },
                    wanted: filter.as_str().to_owned(),
                });
            }
            if found.config.ack_wait == ack_wait {
                return Ok(());
            }
        }
        self.make_consumer(name, filter, ack_wait)
            .await
            .map_err(failed)
    }

    /// Makes both durable consumers of a name, or gives them another `ack_wait`.
    pub(crate) async fn make_consumer(
        &self,
        name: &str,
        filter: &SubjectFilter,
        ack_wait: Duration,
    ) -> Result<(), ApiError> {
        let retries = layout::retry_worker(self.name, name, ack_wait);
        self.make(RETRIES, &retries).await?;
        self.make(
            &self.name.to_string(),
            &layout::worker(name, filter, ack_wait),
        )
        .await
    }

    async fn make(&self, stream: &str, config: &consumer::Config) -> Result<(), ApiError> {
        let name = config.durable_name.as_deref().unwrap_or_default();
        let mut what = format!("CONSUMER.CREATE.{stream}.{name}");
        if !config.filter_subject.is_empty() {
            what = format!("{what}.{}", config.filter_subject);
        }
        let body = json!({ "stream_name": stream, "config": config });
        self.shared
            .connection
            .api::<serde_json::Value>(&what, &body)
            .await?;
        Ok(())
    }

    /// Up to where a consumer has settled what it wants.
    pub(crate) async fn settled(&self, name: &str) -> Result<Position, ReadError> {
        self.is_open()?;
        // Asked for first, so that what the consumer then has nothing left of includes it.
        let last = self.last_position().await?;
        let info = self
            .consumer_info(name)
            .await
            .map_err(|error| self.failed(error))?;
        let Some(info) = info else {
            return Ok(Position::ZERO);
        };
        let floor = Position(info.ack_floor.stream_sequence);
        let nothing_left = info.num_pending == 0 && info.num_ack_pending == 0;
        let settled = if nothing_left { floor.max(last) } else { floor };
        let retried = self
            .positions(RETRIES, &layout::retry_subject(self.name, name, None))
            .await?;
        Ok(match retried.first() {
            Some(first) => settled.min(Position(first.0 - 1)),
            None => settled,
        })
    }
}
