//! A group of appends on its way into one batch.

use std::collections::BTreeMap;
use std::mem;

use chrono::{DateTime, SubsecRound, Utc};
use events::{Position, Subject};
use fjall::{OwnedWriteBatch, PersistMode, Slice};

use super::codec;
use super::command::Row;
use super::storage::{Storage, position_key, position_of_key};
use crate::{AppendError, Appended, Expectation, NewRecord, Record, StreamName};

/// Where a stream ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) last: Position,
    /// When its last record was stored.
    pub(crate) recorded_at: DateTime<Utc>,
}

/// Where both streams end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heads([Head; 2]);

impl Heads {
    pub(crate) fn new(heads: [Head; 2]) -> Self {
        Self(heads)
    }

    pub(crate) fn of(&self, stream: StreamName) -> Head {
        self.0[stream as usize]
    }
}

/// Appends are decided one after the other, each against what the log and the draft already hold.
pub(crate) struct Draft<'a> {
    storage: &'a Storage,
    batch: OwnedWriteBatch,
    heads: Heads,
    now: DateTime<Utc>,
    /// The last position of each subject that the draft writes to.
    subjects: [BTreeMap<Subject, Position>; 2],
}

impl<'a> Draft<'a> {
    pub(crate) fn new(storage: &'a Storage, heads: Heads) -> Self {
        Self {
            storage,
            batch: storage.database.batch(),
            heads,
            now: now(),
            subjects: Default::default(),
        }
    }

    /// Takes a batch in, or refuses it and stays as it was.
    ///
    /// The outer error is the storage's: what stands on a subject cannot be read.
    pub(crate) fn append(
        &mut self,
        stream: StreamName,
        records: Vec<NewRecord>,
        expectations: Vec<Expectation>,
    ) -> fjall::Result<Result<Appended, AppendError>> {
        for Expectation { subject, last } in expectations {
            let actual = self.last_on(stream, &subject)?;
            if actual != last {
                return Ok(Err(AppendError::Conflict {
                    subject,
                    expected: last,
                    actual,
                }));
            }
        }
        let first = self.heads.of(stream).last.next();
        for record in records {
            self.push(stream, record)?;
        }
        let last = self.heads.of(stream).last;
        Ok(Ok(Appended { first, last }))
    }

    /// Takes a record of another log as it is, or the place of one that was purged there.
    pub(crate) fn import(
        &mut self,
        stream: StreamName,
        record: Option<Record>,
    ) -> fjall::Result<()> {
        let Some(record) = record else {
            let head = &mut self.heads.0[stream as usize];
            head.last = head.last.next();
            let records = &self.storage.stream(stream).records;
            let purged = codec::encode_purged(head.last);
            self.batch.insert(records, position_key(head.last), purged);
            return Ok(());
        };
        let recorded_at = record.recorded_at;
        let record = NewRecord {
            subject: record.subject,
            id: record.id,
            payload: record.payload,
            trace: None,
        };
        self.store(stream, record, recorded_at)
    }

    fn push(&mut self, stream: StreamName, record: NewRecord) -> fjall::Result<()> {
        let recorded_at = self.heads.of(stream).recorded_at.max(self.now);
        self.store(stream, record, recorded_at)
    }

    fn store(
        &mut self,
        stream: StreamName,
        record: NewRecord,
        recorded_at: DateTime<Utc>,
    ) -> fjall::Result<()> {
        let previous = self.last_on(stream, &record.subject)?;
        let head = &mut self.heads.0[stream as usize];
        head.last = head.last.next();
        head.recorded_at = recorded_at;
        let value = codec::encode(head.last, head.recorded_at, previous, &record);
        let records = &self.storage.stream(stream).records;
        self.batch.insert(records, position_key(head.last), value);
        self.subjects[stream as usize].insert(record.subject, head.last);
        Ok(())
    }

    /// Takes rows of consumers in.
    pub(crate) fn rows(&mut self, rows: Vec<Row>) {
        for row in rows {
            row.write(self.storage, &mut self.batch);
        }
    }

    /// Writes the draft: to disk when it is to be synced, else as far as the operating system.
    pub(crate) fn commit(mut self, sync: bool) -> fjall::Result<Heads> {
        for (stream, subjects) in StreamName::ALL
            .into_iter()
            .zip(mem::take(&mut self.subjects))
        {
            let index = &self.storage.stream(stream).subjects;
            for (subject, last) in subjects {
                self.batch
                    .insert(index, subject.as_str(), position_key(last));
            }
        }
        let mode = if sync {
            PersistMode::SyncAll
        } else {
            PersistMode::Buffer
        };
        self.batch.durability(Some(mode)).commit()?;
        Ok(self.heads)
    }

    fn last_on(&self, stream: StreamName, subject: &Subject) -> fjall::Result<Position> {
        if let Some(last) = self.subjects[stream as usize].get(subject) {
            return Ok(*last);
        }
        let index = &self.storage.stream(stream).subjects;
        stored_last(index.get(subject.as_str())?)
    }
}

/// The position in a row of the index of subjects.
pub(crate) fn stored_last(row: Option<Slice>) -> fjall::Result<Position> {
    let Some(row) = row else {
        return Ok(Position::ZERO);
    };
    position_of_key(&row).ok_or(fjall::Error::Unrecoverable)
}

/// Where the log reads the clock: the recording time is its own to give.
#[expect(
    clippy::disallowed_methods,
    reason = "the writer stamps the recording time; nothing else in the log reads the clock"
)]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
