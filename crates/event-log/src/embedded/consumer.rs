//! A durable consumer: what all its workers share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use events::{Position, SubjectFilter};
use tokio::sync::watch;

use super::command::{Command, Row, Store};
use super::consumer_row;
use super::progress::Progress;
use super::shared::Shared;
use super::stream::Stream;
use crate::{ReadError, StreamName, Unavailable, WorkError};

pub(crate) struct Consumer {
    pub(crate) stream: StreamName,
    pub(crate) name: String,
    pub(crate) filter: SubjectFilter,
    progress: Mutex<Progress>,
    /// Held by the one worker that takes records.
    pub(crate) taking: tokio::sync::Mutex<()>,
    /// Changes when a record became due or room became free.
    pub(crate) wake: watch::Sender<()>,
}

impl Consumer {
    pub(crate) fn progress(&self) -> MutexGuard<'_, Progress> {
        // Each change of the progress is one call, so a panic elsewhere leaves it whole.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn scanned_row(&self, scanned: Position) -> Row {
        consumer_row::scanned(self.stream, &self.name, scanned, &self.filter)
    }

    pub(crate) fn open_row(&self, position: Position, deliveries: u32) -> Row {
        consumer_row::open(self.stream, &self.name, position, deliveries)
    }

    pub(crate) fn settled_row(&self, position: Position) -> Row {
        consumer_row::settled(self.stream, &self.name, position)
    }

    /// Changes the progress and hands the rows that record it to the writer, in one step: rows
    /// reach the writer in the order of the changes.
    pub(crate) async fn change<T>(
        &self,
        shared: &Shared,
        change: impl FnOnce(&mut Progress) -> (Option<Store>, T),
    ) -> Result<T, Unavailable> {
        let Ok(permit) = shared.commands.reserve().await else {
            return Err(shared.ended().await);
        };
        let mut progress = self.progress();
        let (rows, result) = change(&mut progress);
        if let Some(rows) = rows {
            permit.send(Command::Store(rows));
        }
        drop(progress);
        self.wake.send_replace(());
        Ok(result)
    }
}

impl Stream {
    /// The consumer of a name; made when there is none.
    pub(crate) async fn consumer(
        &self,
        name: &str,
        filter: SubjectFilter,
    ) -> Result<Arc<Consumer>, WorkError> {
        let mut consumers = self.shared.consumers.lock().await;
        let key = (self.name, name.to_owned());
        let consumer = if let Some(consumer) = consumers.get(&key) {
            Arc::clone(consumer)
        } else {
            let consumer = Arc::new(self.load_consumer(name, &filter).await?);
            consumers.insert(key, Arc::clone(&consumer));
            consumer
        };
        if consumer.filter != filter {
            return Err(WorkError::OtherFilter {
                consumer: name.to_owned(),
                has: consumer.filter.as_str().to_owned(),
                wanted: filter.as_str().to_owned(),
            });
        }
        Ok(consumer)
    }

    /// Up to where a consumer has settled everything that it wants.
    pub(crate) async fn settled(&self, name: &str) -> Result<Position, ReadError> {
        self.shared.last(self.name)?;
        let consumers = self.shared.consumers.lock().await;
        if let Some(consumer) = consumers.get(&(self.name, name.to_owned())) {
            return Ok(consumer.progress().settled());
        }
        let stored = self.stored_progress(name).await?;
        Ok(stored.map_or(Position::ZERO, |(_, progress)| progress.settled()))
    }

    async fn load_consumer(
        &self,
        name: &str,
        filter: &SubjectFilter,
    ) -> Result<Consumer, ReadError> {
        let stored = self.stored_progress(name).await?;
        let is_new = stored.is_none();
        let (filter, progress) = stored.unwrap_or_else(|| (filter.clone(), Progress::default()));
        let consumer = Consumer {
            stream: self.name,
            name: name.to_owned(),
            filter,
            progress: Mutex::new(progress),
            taking: tokio::sync::Mutex::default(),
            wake: watch::Sender::new(()),
        };
        if is_new {
            let rows = vec![consumer.scanned_row(Position::ZERO)];
            let made = |_: &mut Progress| (Some(Store::unsynced(rows)), ());
            consumer.change(&self.shared, made).await?;
        }
        Ok(consumer)
    }

    async fn stored_progress(
        &self,
        name: &str,
    ) -> Result<Option<(SubjectFilter, Progress)>, ReadError> {
        let (stream, name) = (self.name, name.to_owned());
        let load = move |storage: &_| consumer_row::load(storage, stream, &name);
        self.shared.blocking(load).await?
    }
}
