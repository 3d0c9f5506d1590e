//! Reading and following.
//!
//! A reader makes a consumer that begins at its position, and another one where it stands whenever
//! that one goes: the server restarts, heartbeats stop, a message is missing in between. So there is
//! no gap and no repeat. A batch is handed out when its end is there, whatever part of it is wanted:
//! half of one may be gone again after a crash, and its positions given to other records.

use std::collections::VecDeque;

use async_nats::{Client, Message};
use async_stream::stream;
use bytes::Bytes;
use events::{Position, SubjectFilter};
use futures::StreamExt;
use tokio::runtime::Handle;
use uuid::Uuid;

use super::connection::{ApiError, Attempts, cause};
use super::delivered::Delivered;
use super::layout;
use super::pull::{Pull, Pulled};
use super::stream::Stream;
use super::wire;
use crate::{ReadError, Record, Records, StreamName, Unavailable};

/// How many records a reader asks for at a time.
const ASKED_MAX: usize = 1_000;
/// How many bytes of articles; more than the largest record.
const ASKED_BYTES_MAX: usize = 16 << 20;

impl Stream {
    /// Records up to the one that is last when the first is asked for.
    pub(crate) fn read(&self, from: Position, filter: SubjectFilter) -> Records {
        let this = self.clone();
        stream! {
            let end = match this.end(&filter).await {
                Ok(end) => end,
                Err(error) => {
                    yield Err(error);
                    return;
                }
            };
            let mut reader = Reader::new(this, from, filter);
            while reader.next <= end {
                match reader.more().await {
                    Ok(()) => {}
                    Err(error) => {
                        yield Err(error);
                        return;
                    }
                }
                while let Some(record) = reader.ready.pop_front() {
                    if record.position > end {
                        return;
                    }
                    yield Ok(record);
                }
            }
        }
        .boxed()
    }

    /// Records up to the end of the stream, and then as they come.
    pub(crate) fn follow(&self, from: Position, filter: SubjectFilter) -> Records {
        let mut reader = Reader::new(self.clone(), from, filter);
        stream! {
            loop {
                match reader.more().await {
                    Ok(()) => {}
                    Err(ReadError::Unavailable(Unavailable::Closed)) => return,
                    Err(error) => {
                        yield Err(error);
                        return;
                    }
                }
                while let Some(record) = reader.ready.pop_front() {
                    yield Ok(record);
                }
            }
        }
        .boxed()
    }

    /// Where the last wanted record stands.
    async fn end(&self, filter: &SubjectFilter) -> Result<Position, ReadError> {
        self.is_open()?;
        if filter.as_str() == ">" {
            return self.last_position().await;
        }
        let last = self.leader_last(filter.as_str()).await?;
        Ok(last.map_or(Position::ZERO, |record| record.position))
    }
}

struct Reader {
    stream: Stream,
    filter: SubjectFilter,
    /// Where it goes on: behind all that is ready.
    next: Position,
    source: Option<Source>,
    /// Records of a batch whose end has not come.
    begun: Vec<Record>,
    /// Whole batches, as far as they are wanted.
    ready: VecDeque<Record>,
    attempts: Attempts,
}

struct Source {
    pull: Pull,
    /// The consumer's own count of what it sent.
    sent: u64,
    client: Client,
    /// Where to ask for the consumer's end.
    end: String,
}

/// A server keeps a thousand consumers a stream; an idle one goes only after minutes.
impl Drop for Source {
    fn drop(&mut self) {
        let (client, end) = (self.client.clone(), std::mem::take(&mut self.end));
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move { client.publish(end, Bytes::new()).await.ok() });
        }
    }
}

impl Reader {
    fn new(stream: Stream, from: Position, filter: SubjectFilter) -> Self {
        Self {
            stream,
            filter,
            next: from.max(Position(1)),
            source: None,
            begun: Vec::new(),
            ready: VecDeque::new(),
            attempts: Attempts::default(),
        }
    }

    /// Waits for one more message.
    async fn more(&mut self) -> Result<(), ReadError> {
        let Some(source) = &mut self.source else {
            self.source = Some(self.open().await?);
            return Ok(());
        };
        if source.pull.asked() <= ASKED_MAX / 2 {
            source.pull.ask(ASKED_MAX - source.pull.asked()).await?;
        }
        match source.pull.next().await? {
            Pulled::Message(message) => self.take(*message).await,
            Pulled::Nothing => Ok(()),
            Pulled::Lost(why) => self.lost(&why).await,
        }
    }

    /// A consumer from where this reader stands.
    async fn open(&mut self) -> Result<Source, ReadError> {
        let Stream { name, shared } = &self.stream;
        let consumer = reader_name();
        let config = layout::reader(&consumer, &self.filter, self.next);
        let mut what = format!("CONSUMER.CREATE.{name}.{consumer}");
        if !config.filter_subject.is_empty() {
            what = format!("{what}.{}", config.filter_subject);
        }
        let body = serde_json::json!({ "stream_name": name.to_string(), "config": config });
        let made = shared
            .connection
            .api::<serde_json::Value>(&what, &body)
            .await;
        made.map_err(|error| self.stream.failed(error))?;
        let bytes_max = (*name == StreamName::Articles).then_some(ASKED_BYTES_MAX);
        let pull = Pull::open(shared, &name.to_string(), &consumer, bytes_max).await?;
        Ok(Source {
            pull,
            sent: 0,
            client: shared.connection.client.clone(),
            end: format!("$JS.API.CONSUMER.DELETE.{name}.{consumer}"),
        })
    }

    /// The consumer may be gone, and with it what it had sent of an unfinished batch.
    async fn lost(&mut self, why: &str) -> Result<(), ReadError> {
        tracing::info!(stream = %self.stream.name, next = %self.next, why, "reading on with another consumer");
        self.source = None;
        self.begun.clear();
        Ok(self.attempts.pause(&self.stream.shared.connection).await?)
    }

    async fn take(&mut self, message: Message) -> Result<(), ReadError> {
        let name = self.stream.name;
        let delivered = message.reply.as_deref().and_then(Delivered::of);
        let Some(Delivered { sequence, sent, .. }) = delivered else {
            let nowhere = cause("a message without a place");
            return Err(self.stream.failed(ApiError::Garbled(nowhere)));
        };
        let position = Position(sequence);
        let source = self.source.as_mut().expect("it sent the message");
        if sent != source.sent + 1 {
            return self.lost("a message is missing").await;
        }
        source.sent = sent;
        let expected = self
            .begun
            .last()
            .map_or(self.next, |last| last.position.next());
        // What was purged is not there; nothing else may be missing.
        if position > expected && name == StreamName::Events && self.filter.as_str() == ">" {
            return Err(ReadError::Missing {
                stream: name,
                position: expected,
            });
        }
        let (subject, headers) = (message.subject.as_str(), message.headers.as_ref());
        let (record, part) = wire::record(name, position, subject, headers, message.payload)?;
        self.attempts = Attempts::default();
        let end = part.end(position);
        self.begun.push(record);
        if end == position || end <= self.stream.shared.seen(name) {
            self.finish();
        } else if self.filter.as_str() != ">" {
            // The end of the batch may not be wanted, and so never come.
            return self.wait_for(end).await;
        }
        Ok(())
    }

    /// What was begun is there for good.
    fn finish(&mut self) {
        let last = self.begun.last().map(|record| record.position);
        self.ready.extend(self.begun.drain(..));
        if let Some(last) = last {
            self.next = last.next();
            self.stream.shared.see(self.stream.name, last);
        }
    }

    /// Waits until the stream reaches `end`, unless the server goes meanwhile.
    async fn wait_for(&mut self, end: Position) -> Result<(), ReadError> {
        let connection = &self.stream.shared.connection;
        let losses = connection.up().await?;
        let mut attempts = Attempts::default();
        while self.stream.last_position().await? < end {
            attempts.pause(connection).await?;
        }
        if connection.up().await? == losses {
            self.finish();
            Ok(())
        } else {
            self.lost("the server went in the middle of a batch").await
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a reader's consumer lives as long as the reader; its name only has to be its own"
)]
fn reader_name() -> String {
    format!("reader-{}", Uuid::new_v4().simple())
}
