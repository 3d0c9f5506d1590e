//! The look at what is known, and the write.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bytes::Bytes;
use event_log::{AppendError, EventLog, Expectation, Logs, NewRecord, ReadError};
use events::{Curation, CurationAction, CurationId, EventId, LogEvent, Position, Subject};
use proto::codec::{encode, message_id, subject};
use read_models::{ReadModels, ViewError};
use tokio::sync::watch;

use crate::known::{Known, Standing, Superseded};
use crate::service::{QueryService, ServiceError};

/// Corrections of one request: they are one atomic batch.
pub const BATCH_MAX: usize = event_log::BATCH_RECORDS_MAX;

/// Records corrections.
#[derive(Clone)]
pub struct Curator {
    events: EventLog,
    known: Known,
    /// Kept open here, where nobody else does: a log that is dropped is closed.
    _log: Option<Arc<Logs>>,
}

/// A correction on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Which.
    pub id: CurationId,
    /// Where it stands.
    pub position: Position,
    /// Whether it was there already.
    pub outcome: Outcome,
}

/// Whether a correction is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was written now.
    New,
    /// The same correction stood already.
    Known,
}

/// Why corrections were not recorded: none of the request is.
#[derive(Debug, thiserror::Error)]
pub enum CurateError {
    /// Nobody told such an event.
    #[error(
        "no event {0} is known: `vedette posture --explain` and `vedette events --json` show the ids of events"
    )]
    UnknownEvent(EventId),
    /// The event can never count again.
    #[error(
        "event {event} no longer counts: its article was read again, at position {by}; correct the event that stands in its place, which `vedette posture --explain` shows"
    )]
    Superseded {
        /// The event.
        event: EventId,
        /// The marker of the newer reading.
        by: Position,
    },
    /// Nobody made such a correction.
    #[error("no correction {0} is on record: `vedette curate list` shows them")]
    UnknownCuration(CurationId),
    /// The same correction was made before and taken back.
    #[error(
        "the same correction stands at position {position} and was revoked: revoke that revocation, or give another reason"
    )]
    Revoked {
        /// Where it stands.
        position: Position,
    },
    /// There are too many for one batch.
    #[error("{0} corrections in one request: send at most {BATCH_MAX}")]
    TooMany(usize),
    /// The query service did not tell what is known.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The query service lags behind.
    #[error(
        "the query service has applied the log up to position {applied}, and not yet to {position}: see its /readyz and try again; what is recorded is not recorded twice"
    )]
    Behind {
        /// What it must know.
        position: Position,
        /// What it knows.
        applied: Position,
    },
    /// The read models could not be asked.
    #[error("what is known could not be read")]
    View(#[from] ViewError),
    /// The log could not be read.
    #[error("the event log could not be read")]
    Read(#[from] ReadError),
    /// The log could not be written.
    #[error("the event log refused the corrections")]
    Append(#[from] AppendError),
    /// The services end.
    #[error("the services are stopping: try again when they run")]
    Stopping,
}

impl Curator {
    /// A curator of a log whose read models are applied by another task, which tells how far it is.
    pub fn new(
        events: EventLog,
        models: Arc<ReadModels>,
        applied: watch::Receiver<Position>,
    ) -> Self {
        Self {
            events,
            known: Known::Models { models, applied },
            _log: None,
        }
    }

    /// A curator of a log that a query service follows.
    ///
    /// # Errors
    /// When the service follows another log, or none.
    pub async fn by_service(log: Logs, service: QueryService) -> Result<Self, ServiceError> {
        service.follows(log.log_id()).await?;
        Ok(Self {
            events: log.events.clone(),
            known: Known::Service(service),
            _log: Some(Arc::new(log)),
        })
    }

    /// Records corrections in one atomic batch, and returns when the read models show them. Those
    /// that stand already are not written again.
    ///
    /// # Errors
    /// When one of them cannot be; none is written then.
    pub async fn record(&self, curations: Vec<Curation>) -> Result<Vec<Recorded>, CurateError> {
        if curations.len() > BATCH_MAX {
            return Err(CurateError::TooMany(curations.len()));
        }
        loop {
            let expectations = self.expectations(&curations).await?;
            let seen = expectations.iter().map(|expected| expected.last).max();
            self.known
                .applied_to(seen.unwrap_or(Position::ZERO))
                .await?;
            let known = self.look(&curations).await?;
            let mut taken: BTreeSet<CurationId> = known.keys().copied().collect();
            let new: Vec<_> = curations
                .iter()
                .filter(|curation| taken.insert(curation.id))
                .map(message)
                .collect();
            if new.is_empty() {
                return Ok(receipts(&curations, &known, &BTreeMap::new()));
            }
            let ids: Vec<_> = new.iter().map(|message| CurationId(message.id)).collect();
            // A kind of which nothing is written needs no condition.
            let mut expectations = expectations;
            expectations.retain(|expected| {
                new.iter()
                    .any(|message| message.subject == expected.subject)
            });
            match self.events.append(new, expectations).await {
                Ok(appended) => {
                    self.known.applied_to(appended.last).await?;
                    let written = (appended.first.0..).map(Position);
                    let written = ids.into_iter().zip(written).collect();
                    return Ok(receipts(&curations, &known, &written));
                }
                // A correction of the same kind came between: look whether it was one of these.
                Err(AppendError::Conflict { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// That no further correction of these kinds is written before these are.
    async fn expectations(&self, curations: &[Curation]) -> Result<Vec<Expectation>, CurateError> {
        let kinds: BTreeSet<_> = curations.iter().map(|told| told.action.kind()).collect();
        let mut expectations = Vec::new();
        for kind in kinds {
            let subject = Subject::curation(kind);
            let last = self.events.last_on(&subject).await?;
            let last = last.map_or(Position::ZERO, |record| record.position);
            expectations.push(Expectation { subject, last });
        }
        Ok(expectations)
    }

    /// The corrections that stand already; an error for one that cannot be made.
    async fn look(
        &self,
        curations: &[Curation],
    ) -> Result<BTreeMap<CurationId, Position>, CurateError> {
        let named = curations.iter().map(|told| told.id);
        let named = named.chain(curations.iter().filter_map(|told| revoked(&told.action)));
        let standing = self.known.standing(named.collect()).await?;
        let new = curations
            .iter()
            .filter(|told| !standing.contains_key(&told.id));
        let events = new.flat_map(|told| events_of(&told.action)).copied();
        let events = self.known.events(events.collect()).await?;
        check(curations, &standing, &events)
    }
}

fn check(
    curations: &[Curation],
    standing: &BTreeMap<CurationId, Standing>,
    events: &BTreeMap<EventId, Superseded>,
) -> Result<BTreeMap<CurationId, Position>, CurateError> {
    let mut known = BTreeMap::new();
    for told in curations {
        if let Some(Standing { position, revoked }) = standing.get(&told.id).copied() {
            if revoked {
                return Err(CurateError::Revoked { position });
            }
            known.insert(told.id, position);
            continue;
        }
        for event in events_of(&told.action) {
            let superseded = events.get(event).ok_or(CurateError::UnknownEvent(*event))?;
            if let Some(by) = *superseded {
                let event = *event;
                return Err(CurateError::Superseded { event, by });
            }
        }
        if let Some(revoked) = revoked(&told.action)
            && !standing.contains_key(&revoked)
        {
            return Err(CurateError::UnknownCuration(revoked));
        }
    }
    Ok(known)
}

fn events_of(action: &CurationAction) -> &[EventId] {
    match action {
        CurationAction::Retract { events }
        | CurationAction::Merge { events }
        | CurationAction::Split { events } => events,
        CurationAction::Amend { event, .. } | CurationAction::Note { event, .. } => {
            std::slice::from_ref(event)
        }
        CurationAction::Assert { .. } | CurationAction::Revoke { .. } => &[],
    }
}

fn revoked(action: &CurationAction) -> Option<CurationId> {
    match action {
        CurationAction::Revoke { curation } => Some(*curation),
        _ => None,
    }
}

fn message(curation: &Curation) -> NewRecord {
    let event = LogEvent::Curation(Box::new(curation.clone()));
    NewRecord {
        subject: subject(&event),
        id: message_id(&event),
        payload: Bytes::from(encode(&event)),
        trace: None,
    }
}

fn receipts(
    curations: &[Curation],
    known: &BTreeMap<CurationId, Position>,
    written: &BTreeMap<CurationId, Position>,
) -> Vec<Recorded> {
    let receipt = |told: &Curation| {
        let (position, outcome) = match written.get(&told.id) {
            Some(position) => (*position, Outcome::New),
            None => (known[&told.id], Outcome::Known),
        };
        Recorded {
            id: told.id,
            position,
            outcome,
        }
    };
    curations.iter().map(receipt).collect()
}
