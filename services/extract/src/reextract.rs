//! Reading every stored article again: what would change is told first, and then committed, by the
//! same precedence as any reading. Cut off, it is finished by doing it again: what was committed
//! stands under the present version and is passed over.

use std::collections::{BTreeMap, BTreeSet};

use event_log::{EventLog, ReadError, Record};
use events::{
    Article, Event, EventId, ExtractionMarker, Extractor, FactType, LogEvent, Position, Precedence,
    Subject, SubjectFilter,
};
use futures::{Stream, TryStreamExt};
use proto::ArticleMessage;
use tokio::task::spawn_blocking;

use crate::commit::{CommitError, commit};
use crate::corrected::corrected;
use crate::difference::{Counts, Difference};
use crate::reading::{Reader, Reading, read};

/// Articles that are read, and committed, at a time.
const ARTICLES_AT_A_TIME: usize = 64;
/// Articles whose differences a report shows.
pub const SAMPLE_MAX: usize = 10;

/// Why reading again stopped. What was committed before that stands.
#[derive(Debug, thiserror::Error)]
pub enum ReextractError {
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[from] ReadError),
    /// A record is not what belongs under its subject.
    #[error("the record at position {position} cannot be decoded")]
    Decode {
        /// Where.
        position: Position,
        /// Why.
        source: proto::DecodeError,
    },
    /// A reading could not be committed.
    #[error("a reading could not be committed")]
    Commit(#[from] CommitError),
}

/// How far it is.
#[derive(Clone, Debug)]
pub enum Step {
    /// So many of the articles were looked at.
    Looked {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
    /// What differs; nothing is committed yet.
    Found(Box<Report>),
    /// So many of the readings that differ were committed.
    Committed {
        /// So many.
        done: u64,
        /// Of so many.
        total: u64,
    },
}

/// What reading again would change. Every article is counted once.
#[derive(Clone, Debug)]
pub struct Report {
    /// Who reads.
    pub extractor: Extractor,
    /// The reading that stands is by this version or a newer one.
    pub current: u64,
    /// Read again, they tell the same.
    pub same: u64,
    /// Read again, they tell something else.
    pub differ: u64,
    /// They would tell something else, and an analyst has corrected what they told: left as they
    /// are.
    pub corrected: u64,
    /// They cannot be read by this version: left as they are.
    pub unreadable: u64,
    /// Their text was taken down.
    pub taken_down: u64,
    /// The facts of those that differ, by type.
    pub facts: BTreeMap<FactType, Counts>,
    /// The first that differ.
    pub sample: Vec<(String, Difference)>,
}

/// Reads every article of the log again in its newest revision; with `write`, commits the readings
/// that differ from those that stand.
pub fn reextract(
    articles: EventLog,
    events: EventLog,
    reader: Reader,
    write: bool,
) -> impl Stream<Item = Result<Step, ReextractError>> {
    async_stream::try_stream! {
        let newest = newest_revisions(&articles).await?;
        let corrected = corrected(&events).await?;
        let total = newest.len() as u64;
        let mut report = Report::of(reader.extractor.clone());
        let mut differing = Vec::new();
        let mut done = 0;
        for positions in newest.chunks(ARTICLES_AT_A_TIME) {
            let outdated = outdated(&articles, &events, &reader, positions, &mut report).await?;
            for (record, old, reading) in read_all(&reader, outdated).await {
                if report.judge(&record, old.as_deref(), reading.as_ref(), &corrected)? {
                    differing.push(record.position);
                }
            }
            done += positions.len() as u64;
            yield Step::Looked { done, total };
        }
        yield Step::Found(Box::new(report));
        if write {
            let total = differing.len() as u64;
            let mut done = 0;
            for positions in differing.chunks(ARTICLES_AT_A_TIME) {
                let mut records = Vec::new();
                for position in positions {
                    // One that was taken down meanwhile is gone.
                    let record = articles.get(*position).await?;
                    records.extend(record.map(|record| (record, None)));
                }
                let readings: Vec<_> = read_all(&reader, records)
                    .await
                    .into_iter()
                    .filter_map(|(_, _, reading)| reading)
                    .collect();
                commit(&events, &readings).await?;
                done += positions.len() as u64;
                yield Step::Committed { done, total };
            }
        }
    }
}

/// Where the newest revision of each article stands, in order.
async fn newest_revisions(articles: &EventLog) -> Result<Vec<Position>, ReextractError> {
    let mut newest: BTreeMap<Subject, Position> = BTreeMap::new();
    let mut records = articles.read(Position::GENESIS, SubjectFilter::all());
    while let Some(record) = records.try_next().await? {
        newest.insert(record.subject, record.position);
    }
    let mut positions: Vec<_> = newest.into_values().collect();
    positions.sort_unstable();
    Ok(positions)
}

/// An article, and the facts that stand; none where it was never read.
type Outdated = (Record, Option<Vec<Event>>);

/// The articles whose standing reading is by an older version, or missing, with its facts.
async fn outdated(
    articles: &EventLog,
    events: &EventLog,
    reader: &Reader,
    positions: &[Position],
    report: &mut Report,
) -> Result<Vec<Outdated>, ReextractError> {
    let mut outdated = Vec::new();
    for position in positions {
        let Some(record) = articles.get(*position).await? else {
            report.taken_down += 1;
            continue;
        };
        let Some(article) = article(&record)? else {
            report.taken_down += 1;
            continue;
        };
        let subject = Subject::extraction(article.id, &reader.extractor.name);
        let now = Precedence {
            article_position: record.position,
            version: reader.extractor.version.clone(),
        };
        let facts = match standing(events, &subject).await? {
            Some((_, marker)) if marker.precedence() >= now => {
                report.current += 1;
                continue;
            }
            Some((position, marker)) => Some(facts(events, position, marker.facts).await?),
            None => None,
        };
        outdated.push((record, facts));
    }
    Ok(outdated)
}

fn article(record: &Record) -> Result<Option<Box<Article>>, ReextractError> {
    let decoded = proto::codec::decode_article_message(&record.payload);
    let message = decoded.map_err(|source| ReextractError::Decode {
        position: record.position,
        source,
    })?;
    Ok(match message {
        ArticleMessage::Article(article) => Some(article),
        ArticleMessage::TakenDown(_) => None,
    })
}

/// The marker that stands under a subject, and where.
async fn standing(
    events: &EventLog,
    subject: &Subject,
) -> Result<Option<(Position, ExtractionMarker)>, ReextractError> {
    let Some(record) = events.last_on(subject).await? else {
        return Ok(None);
    };
    let decoded = proto::codec::decode(record.subject.as_str(), &record.payload, None);
    let decoded = decoded.map_err(|source| ReextractError::Decode {
        position: record.position,
        source,
    })?;
    Ok(match decoded {
        LogEvent::Extraction(marker) => Some((record.position, *marker)),
        LogEvent::Genesis(_) | LogEvent::Fact(_) | LogEvent::Curation(_) => None,
    })
}

/// The facts of a reading.
fn facts_of(reading: &Reading) -> Vec<Event> {
    let decoded = reading.batch.iter().map(|message| {
        proto::codec::decode(message.subject.as_str(), &message.payload, None)
            .expect("the batch was read back when it was made")
    });
    let facts = decoded.filter_map(|event| match event {
        LogEvent::Fact(event) => Some(*event),
        LogEvent::Genesis(_) | LogEvent::Extraction(_) | LogEvent::Curation(_) => None,
    });
    facts.collect()
}

/// The facts that stand before a marker.
async fn facts(
    events: &EventLog,
    marker: Position,
    count: u32,
) -> Result<Vec<Event>, ReextractError> {
    let mut facts = Vec::new();
    for position in (marker.0.saturating_sub(u64::from(count))..marker.0).map(Position) {
        let Some(record) = events.get(position).await? else {
            continue; // that log never shrinks
        };
        facts.extend(fact(&record)?);
    }
    Ok(facts)
}

fn fact(record: &Record) -> Result<Option<Event>, ReextractError> {
    let decoded = proto::codec::decode(record.subject.as_str(), &record.payload, None);
    let decoded = decoded.map_err(|source| ReextractError::Decode {
        position: record.position,
        source,
    })?;
    Ok(match decoded {
        LogEvent::Fact(event) => Some(*event),
        LogEvent::Genesis(_) | LogEvent::Extraction(_) | LogEvent::Curation(_) => None,
    })
}

type ReadAgain = (Record, Option<Vec<Event>>, Option<Reading>);

/// Reads records; without a reading where this version cannot.
async fn read_all(reader: &Reader, records: Vec<Outdated>) -> Vec<ReadAgain> {
    let reader = reader.clone();
    let read_one = move |(record, old): Outdated| {
        let reading = read(&record, &reader).ok().flatten();
        (record, old, reading)
    };
    spawn_blocking(move || records.into_iter().map(read_one).collect())
        .await
        .expect("reading catches the panics of its reader, and has none of its own")
}

impl Report {
    fn of(extractor: Extractor) -> Self {
        Self {
            extractor,
            current: 0,
            same: 0,
            differ: 0,
            corrected: 0,
            unreadable: 0,
            taken_down: 0,
            facts: BTreeMap::new(),
            sample: Vec::new(),
        }
    }

    /// Counts one article that was read again, and says whether its reading is to be committed.
    fn judge(
        &mut self,
        record: &Record,
        old: Option<&[Event]>,
        reading: Option<&Reading>,
        corrected: &BTreeSet<EventId>,
    ) -> Result<bool, ReextractError> {
        let Some(reading) = reading else {
            self.unreadable += 1;
            return Ok(false);
        };
        let difference = Difference::between(old.unwrap_or_default(), &facts_of(reading));
        if old.is_some() && difference.is_none() {
            self.same += 1;
            return Ok(false);
        }
        if old
            .unwrap_or_default()
            .iter()
            .any(|event| corrected.contains(&event.id))
        {
            self.corrected += 1;
            return Ok(false);
        }
        self.differ += 1;
        difference.count(&mut self.facts);
        if self.sample.len() < SAMPLE_MAX {
            let title = article(record)?.map(|article| match article.title.as_str() {
                "" => article.id.to_string(),
                title => title.to_owned(),
            });
            self.sample.push((title.unwrap_or_default(), difference));
        }
        Ok(true)
    }
}
