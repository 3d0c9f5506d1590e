//! One stream of an embedded log.

use std::sync::Arc;

use async_stream::stream;
use events::{Position, Subject, SubjectFilter};
use futures::StreamExt;
use tokio::sync::oneshot;

use super::command::{Append, Command, Purge};
use super::shared::Shared;
use super::{purge, reader};
use crate::append::check_limits;
use crate::{
    AppendError, Appended, Expectation, NewRecord, PurgeError, ReadError, Record, Records,
    StreamName, Unavailable,
};

#[derive(Clone)]
pub(crate) struct Stream {
    pub(crate) name: StreamName,
    pub(crate) shared: Arc<Shared>,
}

impl Stream {
    pub(crate) async fn append(
        &self,
        batch: Vec<NewRecord>,
        expectations: Vec<Expectation>,
    ) -> Result<Appended, AppendError> {
        let bytes = check_limits(&batch, &expectations)?;
        let share = u32::try_from(bytes).expect("BATCH_BYTES_MAX is far below 4 GiB");
        let queue = Arc::clone(&self.shared.queue_bytes);
        let Ok(share) = queue.acquire_many_owned(share).await else {
            return Err(self.shared.ended().await.into());
        };
        let (answer, mut answered) = oneshot::channel();
        self.send(Command::Append(Append {
            stream: self.name,
            batch,
            expectations,
            bytes,
            share,
            answer,
        }))
        .await?;
        self.shared.answer(&mut answered).await?
    }

    /// Records up to the one that is last now.
    pub(crate) fn read(&self, from: Position, filter: SubjectFilter) -> Records {
        let this = self.clone();
        let last = self.shared.last(self.name);
        stream! {
            let mut next = from.max(Position(1));
            let last = match last {
                Ok(last) => last,
                Err(ended) => {
                    yield Err(ended.into());
                    return;
                }
            };
            while next <= last {
                match this.piece(next, last, &filter, usize::MAX).await {
                    Ok(piece) => {
                        next = piece.next;
                        for record in piece.records {
                            yield Ok(record);
                        }
                    }
                    Err(error) => {
                        yield Err(error);
                        return;
                    }
                }
            }
        }
        .boxed()
    }

    /// Records up to the end of the log, and then as they come.
    pub(crate) fn follow(&self, from: Position, filter: SubjectFilter) -> Records {
        let this = self.clone();
        let mut tail = self.shared.tail(self.name).subscribe();
        stream! {
            let mut next = from.max(Position(1));
            loop {
                let (last, ended) = {
                    let tail = tail.borrow_and_update();
                    (tail.last, tail.ended.clone())
                };
                let failed = match ended {
                    Some(Unavailable::Closed) => return,
                    Some(halted) => Some(halted.into()),
                    None if next > last => {
                        // The sender lives in `this`, so it cannot be gone.
                        tail.changed().await.ok();
                        continue;
                    }
                    None => match this.piece(next, last, &filter, usize::MAX).await {
                        Ok(piece) => {
                            next = piece.next;
                            for record in piece.records {
                                yield Ok(record);
                            }
                            continue;
                        }
                        Err(ReadError::Unavailable(Unavailable::Closed)) => return,
                        Err(error) => Some(error),
                    },
                };
                if let Some(error) = failed {
                    yield Err(error);
                    return;
                }
            }
        }
        .boxed()
    }

    pub(crate) async fn get(&self, position: Position) -> Result<Option<Record>, ReadError> {
        let last = self.shared.last(self.name)?;
        if position == Position::ZERO || position > last {
            return Ok(None);
        }
        let stream = self.name;
        let read = move |storage: &_| reader::record(storage, stream, position);
        self.shared.blocking(read).await?
    }

    pub(crate) async fn last_on(&self, subject: &Subject) -> Result<Option<Record>, ReadError> {
        let last = self.shared.last(self.name)?;
        let (stream, subject) = (self.name, subject.clone());
        let read = move |storage: &_| reader::last_on(storage, stream, &subject, last);
        self.shared.blocking(read).await?
    }

    pub(crate) fn last_position(&self) -> Result<Position, ReadError> {
        Ok(self.shared.last(self.name)?)
    }

    pub(crate) async fn purge_subject(
        &self,
        subject: &Subject,
        before: Position,
    ) -> Result<u64, PurgeError> {
        if self.name != StreamName::Articles {
            return Err(PurgeError::Refused(self.name));
        }
        let (answer, mut answered) = oneshot::channel();
        self.send(Command::Purge(Purge {
            subject: subject.clone(),
            before,
            answer,
        }))
        .await?;
        let purged = self.shared.answer(&mut answered).await??;
        if purged > 0 {
            self.shared.blocking(purge::rewrite_tables).await??;
        }
        Ok(purged)
    }

    /// Reads a piece away from the threads that run tasks.
    pub(crate) async fn piece(
        &self,
        first: Position,
        last: Position,
        filter: &SubjectFilter,
        wanted_max: usize,
    ) -> Result<reader::Piece, ReadError> {
        let (stream, filter) = (self.name, filter.clone());
        let read =
            move |storage: &_| reader::piece(storage, stream, first..=last, &filter, wanted_max);
        self.shared.blocking(read).await?
    }

    pub(crate) async fn send(&self, command: Command) -> Result<(), Unavailable> {
        match self.shared.commands.send(command).await {
            Ok(()) => Ok(()),
            Err(_) => Err(self.shared.ended().await),
        }
    }
}
