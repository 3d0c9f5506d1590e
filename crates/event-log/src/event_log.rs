//! One stream of a log.

use std::sync::Arc;

use events::{Extractor, Position, Subject, SubjectFilter};

use crate::{
    AppendError, Appended, DeadLetter, Expectation, Health, NewRecord, PurgeError, ReadError,
    Record, Records, StreamName, WorkConfig, WorkError, Worker, embedded, jetstream, measured,
};

/// A handle to one stream. Clones stand for the same stream; when its [`Logs`](crate::Logs) is
/// closed, they answer [`Unavailable::Closed`](crate::Unavailable::Closed).
#[derive(Clone)]
pub struct EventLog {
    name: StreamName,
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Embedded(embedded::Stream),
    JetStream(jetstream::Stream),
}

impl EventLog {
    pub(crate) fn embedded(name: StreamName, shared: &Arc<embedded::Shared>) -> Self {
        let shared = Arc::clone(shared);
        Self {
            name,
            backend: Backend::Embedded(embedded::Stream { name, shared }),
        }
    }

    pub(crate) fn jetstream(name: StreamName, shared: &Arc<jetstream::Shared>) -> Self {
        let shared = Arc::clone(shared);
        Self {
            name,
            backend: Backend::JetStream(jetstream::Stream { name, shared }),
        }
    }

    /// Whether it answers at this moment.
    pub fn health(&self) -> Health {
        match &self.backend {
            Backend::Embedded(stream) => stream.shared.health(),
            Backend::JetStream(stream) => stream.shared.connection.health(),
        }
    }

    /// Appends a batch: all of it, at positions without a gap, or nothing.
    ///
    /// It is appended only if every expectation holds at that moment; there may be as many of them as
    /// records. When this returns, the batch
    /// is on disk. Giving up the wait does not take the batch back: it may still be appended.
    pub async fn append(
        &self,
        batch: Vec<NewRecord>,
        expectations: Vec<Expectation>,
    ) -> Result<Appended, AppendError> {
        let measured = measured::Append::begin(self.name, &batch);
        let outcome = match &self.backend {
            Backend::Embedded(stream) => stream.append(batch, expectations).await,
            Backend::JetStream(stream) => stream.append(batch, expectations).await,
        };
        measured.end(&outcome);
        outcome
    }

    /// The wanted records from `from` on, up to what is last when the first is asked for.
    pub fn read(&self, from: Position, filter: SubjectFilter) -> Records {
        match &self.backend {
            Backend::Embedded(stream) => stream.read(from, filter),
            Backend::JetStream(stream) => stream.read(from, filter),
        }
    }

    /// The wanted records from `from` on, and those to come: each once, in order. Ends when the log
    /// is closed.
    ///
    /// A batch is seen whole or not at all: once its first record is there, the rest follows
    /// without waiting for anything else to be written.
    pub fn follow(&self, from: Position, filter: SubjectFilter) -> Records {
        match &self.backend {
            Backend::Embedded(stream) => stream.follow(from, filter),
            Backend::JetStream(stream) => stream.follow(from, filter),
        }
    }

    /// The record at a position; `None` behind the end, and where it was purged.
    pub async fn get(&self, position: Position) -> Result<Option<Record>, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.get(position).await,
            Backend::JetStream(stream) => stream.get(position).await,
        }
    }

    /// The last record on a subject.
    pub async fn last_on(&self, subject: &Subject) -> Result<Option<Record>, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.last_on(subject).await,
            Backend::JetStream(stream) => stream.last_on(subject).await,
        }
    }

    /// Where the last record stands; [`Position::ZERO`] when there is none.
    pub async fn last_position(&self) -> Result<Position, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.last_position(),
            Backend::JetStream(stream) => stream.last_position().await,
        }
    }

    /// Takes down: empties the records of a subject that stand before a position; gives how many.
    ///
    /// For `ARTICLES` only. The last record of the subject stays, so append a tombstone first and
    /// purge before it. The other records keep their positions, and readers skip the emptied ones.
    /// When this returns nothing can read them, a crash does not bring them back, and the tables on
    /// disk do not hold them; the journal does until its file (64 MB) is full and dropped. On servers,
    /// when the bytes leave the disk is the server's affair.
    pub async fn purge_subject(
        &self,
        subject: &Subject,
        before: Position,
    ) -> Result<u64, PurgeError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.purge_subject(subject, before).await,
            Backend::JetStream(stream) => stream.purge_subject(subject, before).await,
        }
    }

    /// One more worker of a durable consumer, which is made when there is none of that name: it
    /// begins at the first record.
    pub async fn work(
        &self,
        consumer: &str,
        filter: SubjectFilter,
        config: WorkConfig,
    ) -> Result<Worker, WorkError> {
        if !Extractor::valid_name(consumer) {
            return Err(WorkError::InvalidName(consumer.chars().take(80).collect()));
        }
        if config.deliveries_max == 0 {
            return Err(WorkError::NoDeliveries);
        }
        match &self.backend {
            Backend::Embedded(stream) => {
                let consumer = stream.consumer(consumer, filter).await?;
                let worker = embedded::Worker::new(stream.clone(), consumer, config);
                Ok(Worker::embedded(worker))
            }
            Backend::JetStream(stream) => {
                let worker = jetstream::Worker::open(stream.clone(), consumer, &filter, config);
                Ok(Worker::jetstream(worker.await?))
            }
        }
    }

    /// Up to where a consumer has settled what it wants: every such record at or before this
    /// position was acknowledged, or is a dead letter. It falls back when a dead letter is retried.
    pub async fn settled(&self, consumer: &str) -> Result<Position, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.settled(consumer).await,
            Backend::JetStream(stream) => stream.settled(consumer).await,
        }
    }

    /// The dead letters of a consumer behind a position, at most `max`, in order of position.
    /// Those of purged records are gone with them.
    pub async fn dead_letters(
        &self,
        consumer: &str,
        after: Position,
        max: usize,
    ) -> Result<Vec<DeadLetter>, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.dead_letters(consumer, after, max).await,
            Backend::JetStream(stream) => stream.dead_letters(consumer, after, max).await,
        }
    }

    /// How many dead letters a consumer has, counted up to `max`; their records are not read.
    ///
    /// On servers a dead letter whose record was purged counts until it is dropped.
    pub async fn count_dead_letters(&self, consumer: &str, max: usize) -> Result<usize, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.count_dead_letters(consumer, max).await,
            Backend::JetStream(stream) => stream.count_dead_letters(consumer, max).await,
        }
    }

    /// The dead letter of a consumer at a position.
    pub async fn dead_letter(
        &self,
        consumer: &str,
        at: Position,
    ) -> Result<Option<DeadLetter>, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.dead_letter(consumer, at).await,
            Backend::JetStream(stream) => stream.dead_letter(consumer, at).await,
        }
    }

    /// Delivers the record of a dead letter again, as if it had never been; false when there is no
    /// such dead letter.
    pub async fn retry_dead_letter(&self, consumer: &str, at: Position) -> Result<bool, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.take_dead_letter(consumer, at, true).await,
            Backend::JetStream(stream) => stream.take_dead_letter(consumer, at, true).await,
        }
    }

    /// Forgets a dead letter; false when there is no such one. The record stays in the log.
    pub async fn drop_dead_letter(&self, consumer: &str, at: Position) -> Result<bool, ReadError> {
        match &self.backend {
            Backend::Embedded(stream) => stream.take_dead_letter(consumer, at, false).await,
            Backend::JetStream(stream) => stream.take_dead_letter(consumer, at, false).await,
        }
    }
}
