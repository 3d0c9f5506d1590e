//! How extraction commits, played through with opaque payloads.
//!
//! An article's extraction is one batch: its facts, and last the marker. The marker's payload is
//! the pair (position of the revision, version of the extractor). A worker commits only a greater
//! pair than the one it has read, and expects the marker to be still the one it read.

use event_log::{AppendError, EventLog, Expectation, NewRecord, Record};
use events::{Position, Subject};
use tokio::task::JoinSet;

use crate::bed::{Bed, payload, read, record, subject};

type Pair = (u64, u64);

/// What a worker has read before it began to extract.
struct Work {
    log: EventLog,
    article: u64,
    pair: Pair,
    marker: Option<Record>,
}

#[derive(Debug, PartialEq)]
enum Outcome {
    Committed,
    /// The marker that stands is greater, or the same: there is nothing to do.
    Superseded,
    /// Somebody committed meanwhile: read the marker again.
    Outrun,
}

fn marker_of(article: u64) -> Subject {
    subject(&marker_name(article))
}

fn marker_name(article: u64) -> String {
    format!("extraction.{article}.rules")
}

fn pair_of(marker: &Record) -> Pair {
    let (position, version) = payload(marker).split_once(' ').unwrap();
    (position.parse().unwrap(), version.parse().unwrap())
}

impl Work {
    async fn begin(log: &EventLog, article: u64, pair: Pair) -> Self {
        Self {
            log: log.clone(),
            article,
            pair,
            marker: log.last_on(&marker_of(article)).await.unwrap(),
        }
    }

    fn batch(&self) -> Vec<NewRecord> {
        let (position, version) = self.pair;
        let fact = |at| {
            record(
                "fact.x.USA",
                format!("{} {position} {version} {at}", self.article),
            )
        };
        let marker = record(&marker_name(self.article), format!("{position} {version}"));
        (0..3).map(fact).chain([marker]).collect()
    }

    fn expectation(&self) -> Expectation {
        let last = self
            .marker
            .as_ref()
            .map_or(Position::ZERO, |marker| marker.position);
        Expectation {
            subject: marker_of(self.article),
            last,
        }
    }

    async fn commit(&self) -> Outcome {
        if self
            .marker
            .as_ref()
            .is_some_and(|marker| pair_of(marker) >= self.pair)
        {
            return Outcome::Superseded;
        }
        match self
            .log
            .append(self.batch(), vec![self.expectation()])
            .await
        {
            Ok(_) => Outcome::Committed,
            Err(AppendError::Conflict { .. }) => Outcome::Outrun,
            Err(other) => panic!("{other}"),
        }
    }
}

async fn committed(log: &EventLog, article: u64) -> Vec<Pair> {
    let markers = read(log, &marker_name(article)).await;
    markers.iter().map(pair_of).collect()
}

pub(crate) async fn the_slow_worker_with_an_old_revision_loses(bed: &Bed) {
    let logs = bed.open().await;
    let log = &logs.events;
    let slow = Work::begin(log, 1, (7, 1)).await;
    let quick = Work::begin(log, 1, (9, 1)).await;
    assert_eq!(quick.commit().await, Outcome::Committed);
    assert_eq!(slow.commit().await, Outcome::Outrun);
    let again = Work::begin(log, 1, (7, 1)).await;
    assert_eq!(again.commit().await, Outcome::Superseded);
    // Redelivered much later, it still loses.
    let late = Work::begin(log, 1, (9, 1)).await;
    assert_eq!(late.commit().await, Outcome::Superseded);
    assert_eq!(committed(log, 1).await, [(9, 1)]);
    assert_eq!(read(log, "fact.>").await.len(), 3);
}

pub(crate) async fn an_old_version_during_an_upgrade_loses(bed: &Bed) {
    let logs = bed.open().await;
    let log = &logs.events;
    assert_eq!(
        Work::begin(log, 1, (7, 1)).await.commit().await,
        Outcome::Committed
    );
    assert_eq!(
        Work::begin(log, 1, (7, 2)).await.commit().await,
        Outcome::Committed
    );
    assert_eq!(
        Work::begin(log, 1, (7, 1)).await.commit().await,
        Outcome::Superseded
    );
    assert_eq!(
        Work::begin(log, 1, (8, 1)).await.commit().await,
        Outcome::Committed
    );
    assert_eq!(
        Work::begin(log, 2, (7, 1)).await.commit().await,
        Outcome::Committed
    );
    assert_eq!(committed(log, 1).await, [(7, 1), (7, 2), (8, 1)]);
    assert_eq!(committed(log, 2).await, [(7, 1)]);
}

pub(crate) async fn a_lost_reply_is_no_second_commit(bed: &Bed) {
    let logs = bed.open().await;
    let work = Work::begin(&logs.events, 1, (7, 1)).await;
    assert_eq!(work.commit().await, Outcome::Committed);
    // The reply was lost, so the worker asks again, and finds its own marker.
    assert_eq!(work.commit().await, Outcome::Outrun);
    let again = Work::begin(&logs.events, 1, (7, 1)).await;
    assert_eq!(again.marker.as_ref().map(pair_of), Some((7, 1)));
    assert_eq!(again.commit().await, Outcome::Superseded);
    assert_eq!(committed(&logs.events, 1).await, [(7, 1)]);
}

pub(crate) async fn many_workers_commit_each_article_once(bed: &Bed) {
    const ARTICLES: u64 = 20;
    let logs = bed.open().await;
    let mut workers = JoinSet::new();
    for worker in 0..6 {
        let log = logs.events.clone();
        workers.spawn(async move {
            for step in 0..ARTICLES {
                let article = (step * 7 + worker) % ARTICLES;
                loop {
                    let work = Work::begin(&log, article, (article + 1, 1)).await;
                    if work.commit().await != Outcome::Outrun {
                        break;
                    }
                }
            }
        });
    }
    workers.join_all().await;
    for article in 0..ARTICLES {
        assert_eq!(committed(&logs.events, article).await, [(article + 1, 1)]);
    }
    assert_eq!(
        read(&logs.events, "fact.>").await.len() as u64,
        ARTICLES * 3
    );
}
