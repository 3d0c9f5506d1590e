//! Committing extractions: at most once each, and never an older over a newer.

use std::collections::BTreeSet;

use event_log::{AppendError, BATCH_RECORDS_MAX, EventLog, Expectation, ReadError};
use events::{ExtractionMarker, LogEvent, Position, Subject};

use crate::reading::Reading;

/// Why an extraction could not be committed. Nothing of it is on the log, and it may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The standing marker could not be read.
    #[error("the standing extraction could not be read")]
    Read(#[from] ReadError),
    /// The record under a marker's subject is no marker.
    #[error("the record under {subject} is no extraction marker")]
    Marker {
        /// The subject.
        subject: Subject,
        /// Why it cannot be decoded, where that is so.
        source: Option<proto::DecodeError>,
    },
    /// Somebody who counts more reads under this extractor's name.
    #[error(
        "extractor {extractor} has read this article as one that counts over this: take another name"
    )]
    Outranked {
        /// The extractor's name.
        extractor: String,
    },
    /// The log failed.
    #[error("the log refused an extraction")]
    Append(#[from] AppendError),
}

/// What became of an extraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commit {
    /// It stands.
    Committed,
    /// One that takes precedence, or this very one, stands already.
    Superseded,
}

/// Commits readings, several in one atomic batch where they fit; refused, one by one.
///
/// # Errors
/// When the log fails. What was committed before that stands.
pub async fn commit(events: &EventLog, readings: &[Reading]) -> Result<(), CommitError> {
    for group in groups(readings) {
        if group.len() == 1 || !commit_together(events, &group).await? {
            for reading in group {
                commit_one(events, reading).await?;
            }
        }
    }
    Ok(())
}

/// Readings that fit one batch: at most its records, and one for each marker's subject.
fn groups(readings: &[Reading]) -> Vec<Vec<&Reading>> {
    let mut groups: Vec<Vec<&Reading>> = Vec::new();
    let mut records = 0;
    let mut subjects = BTreeSet::new();
    for reading in readings {
        let full = records + reading.batch.len() > BATCH_RECORDS_MAX;
        if groups.is_empty() || full || subjects.contains(&reading.subject) {
            groups.push(Vec::new());
            records = 0;
            subjects.clear();
        }
        records += reading.batch.len();
        subjects.insert(&reading.subject);
        groups.last_mut().expect("one was pushed").push(reading);
    }
    groups
}

/// Whether all of the group that take precedence were committed in one batch.
async fn commit_together(events: &EventLog, group: &[&Reading]) -> Result<bool, CommitError> {
    let mut batch = Vec::new();
    let mut expectations = Vec::new();
    for reading in group {
        if let Some(expectation) = expectation(events, reading).await? {
            expectations.push(expectation);
            batch.extend(reading.batch.iter().cloned());
        }
    }
    if batch.is_empty() {
        return Ok(true);
    }
    match events.append(batch, expectations).await {
        Ok(_) => Ok(true),
        Err(AppendError::Conflict { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Commits one reading, unless one that takes precedence stands.
///
/// # Errors
/// When the log fails.
pub async fn commit_one(events: &EventLog, reading: &Reading) -> Result<Commit, CommitError> {
    while let Some(expectation) = expectation(events, reading).await? {
        match events
            .append(reading.batch.clone(), vec![expectation])
            .await
        {
            Ok(_) => return Ok(Commit::Committed),
            // Another marker came between: look whether it takes precedence.
            Err(AppendError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Commit::Superseded)
}

/// That the marker which this reading takes precedence over still stands; nothing when it takes none.
async fn expectation(
    events: &EventLog,
    reading: &Reading,
) -> Result<Option<Expectation>, CommitError> {
    let (last, standing) = match standing(events, &reading.subject).await? {
        Some((_, marker)) if marker.extractor_kind > reading.kind => {
            let extractor = marker.extractor.name;
            return Err(CommitError::Outranked { extractor });
        }
        Some((position, marker)) => (position, Some(marker.precedence())),
        None => (Position::ZERO, None),
    };
    let precedes = standing.is_none_or(|standing| reading.precedence > standing);
    Ok(precedes.then(|| Expectation {
        subject: reading.subject.clone(),
        last,
    }))
}

/// The standing marker of an extractor's reading of an article, and where it stands.
pub(crate) async fn standing(
    events: &EventLog,
    subject: &Subject,
) -> Result<Option<(Position, ExtractionMarker)>, CommitError> {
    let Some(record) = events.last_on(subject).await? else {
        return Ok(None);
    };
    let refused = |source| CommitError::Marker {
        subject: subject.clone(),
        source,
    };
    let decoded = proto::codec::decode(
        record.subject.as_str(),
        &record.payload,
        Some(record.recorded_at),
    );
    match decoded.map_err(|error| refused(Some(error)))? {
        LogEvent::Extraction(marker) => Ok(Some((record.position, *marker))),
        _ => Err(refused(None)),
    }
}
