//! What an operator does with dead letters.

use events::Position;
use tokio::sync::oneshot;

use super::command::{Command, Store};
use super::progress::Progress;
use super::stream::Stream;
use super::{consumer_row, dead_letter_row};
use crate::{DeadLetter, ReadError};

impl Stream {
    pub(crate) async fn dead_letters(
        &self,
        consumer: &str,
        after: Position,
        max: usize,
    ) -> Result<Vec<DeadLetter>, ReadError> {
        let (stream, consumer) = (self.name, consumer.to_owned());
        let list = move |storage: &_| dead_letter_row::list(storage, stream, &consumer, after, max);
        self.shared.blocking(list).await?
    }

    pub(crate) async fn count_dead_letters(
        &self,
        consumer: &str,
        max: usize,
    ) -> Result<usize, ReadError> {
        let letters = self.dead_letters(consumer, Position::ZERO, max).await?;
        Ok(letters.len())
    }

    pub(crate) async fn dead_letter(
        &self,
        consumer: &str,
        at: Position,
    ) -> Result<Option<DeadLetter>, ReadError> {
        let (stream, consumer) = (self.name, consumer.to_owned());
        let get = move |storage: &_| dead_letter_row::get(storage, stream, &consumer, at);
        self.shared.blocking(get).await?
    }

    /// Removes a dead letter, and with `retry` opens its record again. False when there is none.
    pub(crate) async fn take_dead_letter(
        &self,
        name: &str,
        at: Position,
        retry: bool,
    ) -> Result<bool, ReadError> {
        // Held throughout, so that of two takers one finds nothing, and no consumer is loaded
        // from rows that are about to change.
        let consumers = self.shared.consumers.lock().await;
        if self.dead_letter(name, at).await?.is_none() {
            return Ok(false);
        }
        let (answer, mut written) = oneshot::channel();
        let mut rows = vec![dead_letter_row::remove(self.name, name, at)];
        if retry {
            rows.push(consumer_row::open(self.name, name, at, 0));
        }
        let rows = Store {
            rows,
            sync: true,
            answer: Some(answer),
        };
        match consumers.get(&(self.name, name.to_owned())) {
            Some(consumer) if retry => {
                let reopen = |progress: &mut Progress| {
                    progress.reopen(at);
                    (Some(rows), ())
                };
                consumer.change(&self.shared, reopen).await?;
            }
            _ => self.send(Command::Store(rows)).await?,
        }
        self.shared.answer(&mut written).await?;
        Ok(true)
    }
}
