//! What all handles of one open log share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, SubsecRound, Utc};
use events::{LogId, Position};
use tokio::sync::Semaphore;

use super::connection::Connection;
use crate::StreamName;

/// How many appends may be under way. A server allows 50 batches a stream, and holds one that was
/// abandoned for 10 seconds.
pub(crate) const APPENDS_MAX: usize = 40;
/// How many bytes of payload may be on their way.
pub(crate) const APPEND_BYTES_MAX: usize = 64 << 20;

pub(crate) struct Shared {
    pub(crate) connection: Connection,
    pub(crate) id: LogId,
    pub(crate) appends: Arc<Semaphore>,
    pub(crate) append_bytes: Arc<Semaphore>,
    /// The newest recording time that was given.
    recorded_at: Mutex<DateTime<Utc>>,
    /// Up to where each stream is known to reach.
    seen: [Mutex<Position>; 2],
    /// Where to answer the deliveries that are held, by a number of their own.
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    last: u64,
    subjects: BTreeMap<u64, String>,
}

impl Shared {
    pub(crate) fn new(connection: Connection, id: LogId) -> Self {
        Self {
            connection,
            id,
            appends: Arc::new(Semaphore::new(APPENDS_MAX)),
            append_bytes: Arc::new(Semaphore::new(APPEND_BYTES_MAX)),
            recorded_at: Mutex::default(),
            seen: Default::default(),
            held: Mutex::default(),
        }
    }

    /// A recording time: now, and never earlier than one given before.
    pub(crate) fn stamp(&self) -> DateTime<Utc> {
        let mut newest = lock(&self.recorded_at);
        *newest = (*newest).max(now());
        *newest
    }

    pub(crate) fn seen(&self, stream: StreamName) -> Position {
        *lock(&self.seen[stream as usize])
    }

    /// The stream reaches at least to `position`.
    pub(crate) fn see(&self, stream: StreamName, position: Position) {
        let mut seen = lock(&self.seen[stream as usize]);
        *seen = (*seen).max(position);
    }

    pub(crate) fn hold(&self, answer_to: String) -> u64 {
        let mut held = lock(&self.held);
        held.last += 1;
        let number = held.last;
        held.subjects.insert(number, answer_to);
        number
    }

    pub(crate) fn release(&self, number: u64) {
        lock(&self.held).subjects.remove(&number);
    }

    /// All that is held, which is held no more.
    pub(crate) fn release_all(&self) -> Vec<String> {
        let subjects = std::mem::take(&mut lock(&self.held).subjects);
        subjects.into_values().collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Each change is one step, so a panic elsewhere leaves the value whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[expect(
    clippy::disallowed_methods,
    reason = "whoever appends stamps the recording time; nothing else reads the clock"
)]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now().trunc_subsecs(6)
}
