//! Following the event log and applying it to the read models.

use std::sync::Arc;
use std::time::{Duration, Instant};

use event_log::{EventLog, ReadError, Record};
use events::subject::LOG_PREFIX;
use events::{LogId, Position, SubjectFilter};
use proto::DecodeError;
use proto::codec::decode;
use read_models::{Applied, ApplyError, ReadModels};
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio_stream::StreamExt;
use tokio_util::sync::CancellationToken;
use tracing::Span;

/// Records applied, and flushed, at a time.
const GROUP_RECORDS_MAX: usize = 1_000;
/// How long a group waits to fill.
const GROUP_LINGER: Duration = Duration::from_millis(20);

/// Why projecting stopped. The read models stand where their checkpoint says.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The log could not be read.
    #[error("the event log could not be read")]
    Read(#[from] ReadError),
    /// The read models are of another log.
    #[error(
        "the read models are of log {models} and this is log {log}: give them a directory of their own, or delete it to have it rebuilt"
    )]
    AnotherLog {
        /// The log that the checkpoint names.
        models: LogId,
        /// The log at hand.
        log: LogId,
    },
    /// The log does not hold what the read models were made of.
    #[error(
        "the log has another record, or none, at position {0}, up to which the read models were built: it was cut short or is another copy; restore the log, or delete the read models to have them rebuilt"
    )]
    CutShort(Position),
    /// A record is no event.
    #[error("the record at position {position} cannot be decoded")]
    Decode {
        /// Where.
        position: Position,
        /// Why.
        source: DecodeError,
    },
    /// The read models refused a record, or their storage failed.
    #[error("the read models could not be brought up to date")]
    Apply(#[from] ApplyError),
}

/// Applies the log from the models' checkpoint on, until `shutdown` or the log closes, and tells in
/// `applied` how far it is.
///
/// # Errors
/// When the log is not the one that the checkpoint names, or either side fails.
pub async fn project(
    log: LogId,
    events: EventLog,
    models: Arc<ReadModels>,
    applied: watch::Sender<Position>,
    shutdown: CancellationToken,
) -> Result<(), ProjectError> {
    let from = start(log, &events, &models).await?;
    applied.send_replace(Position(from.0 - 1));
    let records = events.follow(from, SubjectFilter::all());
    let groups = records.chunks_timeout(GROUP_RECORDS_MAX, GROUP_LINGER);
    let mut groups = std::pin::pin!(groups);
    loop {
        let group = tokio::select! {
            biased;
            () = shutdown.cancelled() => return Ok(()),
            group = groups.next() => group,
        };
        let Some(group) = group else { return Ok(()) };
        let models = models.clone();
        let records = group.len() as u64;
        let spans: Vec<_> = group.iter().flatten().filter_map(span).collect();
        let began = Instant::now();
        let apply = move || {
            let group: Vec<_> = group
                .into_iter()
                .map(|record| applied_of(&record?))
                .collect::<Result<_, _>>()?;
            Ok::<_, ProjectError>(models.apply(&group)?)
        };
        let checkpoint = spawn_blocking(apply)
            .await
            .expect("applying is a fold that does not panic")?;
        let position = checkpoint.map_or(Position::ZERO, |checkpoint| checkpoint.position);
        applied.send_replace(position);
        drop(spans);
        metrics::histogram!("vedette_apply_seconds").record(began.elapsed());
        metrics::counter!("vedette_applied_records_total").increment(records);
    }
}

/// The span of an extraction's application, in the trace of the article that it is of. It lasts as
/// long as its whole group takes.
fn span(record: &Record) -> Option<Span> {
    let trace = record.trace.as_ref()?;
    let tail = record.subject.as_str().strip_prefix(LOG_PREFIX)?;
    tail.strip_prefix("extraction.")?;
    let position = record.position.0;
    let span = tracing::info_span!(parent: None, "apply", otel.kind = "consumer", position);
    telemetry::continue_from(&span, trace.as_str());
    Some(span)
}

/// Where to go on from, when the log is the one that the read models were made of.
async fn start(
    log: LogId,
    events: &EventLog,
    models: &ReadModels,
) -> Result<Position, ProjectError> {
    let Some(checkpoint) = models.checkpoint() else {
        return Ok(Position::GENESIS);
    };
    if checkpoint.log != log {
        return Err(ProjectError::AnotherLog {
            models: checkpoint.log,
            log,
        });
    }
    match events.get(checkpoint.position).await? {
        Some(record) if record.hash() == checkpoint.hash => Ok(checkpoint.position.next()),
        _ => Err(ProjectError::CutShort(checkpoint.position)),
    }
}

/// A record of the log, decoded for the read models.
///
/// # Errors
/// When its payload is no event.
pub fn applied_of(record: &Record) -> Result<Applied, ProjectError> {
    let decoded = decode(
        record.subject.as_str(),
        &record.payload,
        Some(record.recorded_at),
    );
    let event = decoded.map_err(|source| ProjectError::Decode {
        position: record.position,
        source,
    })?;
    Ok(Applied {
        position: record.position,
        recorded_at: record.recorded_at,
        hash: record.hash(),
        event,
    })
}
