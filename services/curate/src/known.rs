//! What is known when corrections are checked: from read models of this process, or from a query
//! service that follows the same log.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use events::{CurationId, EventId, Position};
use read_models::{AsKnown, CURATIONS_MAX, Life, ReadModels, View, ViewError};
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use crate::curator::CurateError;
use crate::service::QueryService;

/// Where what is known comes from.
#[derive(Clone)]
pub(crate) enum Known {
    /// Read models of this process, and how far another task is with applying the log to them.
    Models {
        models: Arc<ReadModels>,
        applied: watch::Receiver<Position>,
    },
    /// A query service.
    Service(QueryService),
}

/// A correction on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    pub(crate) position: Position,
    pub(crate) revoked: bool,
}

/// A known event: the marker that took its place for good, where one did.
pub(crate) type Superseded = Option<Position>;

impl Known {
    /// Waits until the log is applied up to a position.
    pub(crate) async fn applied_to(&self, position: Position) -> Result<(), CurateError> {
        match self {
            Self::Models { applied, .. } => {
                let mut applied = applied.clone();
                let reached = applied.wait_for(|applied| *applied >= position).await;
                reached.map(drop).map_err(|_| CurateError::Stopping)
            }
            Self::Service(service) => service.applied_to(position).await,
        }
    }

    /// Those of the wanted corrections that are on record.
    pub(crate) async fn standing(
        &self,
        wanted: BTreeSet<CurationId>,
    ) -> Result<BTreeMap<CurationId, Standing>, CurateError> {
        match self {
            Self::Models { models, .. } => ask(models, move |view| standing(view, &wanted)).await,
            Self::Service(service) => Ok(service.standing(&wanted).await?),
        }
    }

    /// Those of the wanted events that are known.
    pub(crate) async fn events(
        &self,
        wanted: BTreeSet<EventId>,
    ) -> Result<BTreeMap<EventId, Superseded>, CurateError> {
        match self {
            Self::Models { models, .. } => ask(models, move |view| events(view, &wanted)).await,
            Self::Service(service) => Ok(service.events(&wanted).await?),
        }
    }
}

async fn ask<T: Send + 'static>(
    models: &Arc<ReadModels>,
    question: impl FnOnce(&View) -> Result<T, ViewError> + Send + 'static,
) -> Result<T, CurateError> {
    let models = models.clone();
    let look = move || question(&models.view(AsKnown::Now)?);
    Ok(spawn_blocking(look).await.expect("a look does not panic")?)
}

fn standing(
    view: &View,
    wanted: &BTreeSet<CurationId>,
) -> Result<BTreeMap<CurationId, Standing>, ViewError> {
    let mut found = BTreeMap::new();
    let mut after = Position::ZERO;
    loop {
        let page = view.curations(after, CURATIONS_MAX)?;
        let Some(last) = page.last() else {
            return Ok(found);
        };
        after = last.position;
        let wanted = page
            .iter()
            .filter(|record| wanted.contains(&record.curation.id));
        found.extend(wanted.map(|record| {
            let standing = Standing {
                position: record.position,
                revoked: record.revoked,
            };
            (record.curation.id, standing)
        }));
    }
}

fn events(
    view: &View,
    wanted: &BTreeSet<EventId>,
) -> Result<BTreeMap<EventId, Superseded>, ViewError> {
    let mut found = BTreeMap::new();
    for event in wanted {
        let Some(record) = view.event(*event).map_err(ViewError::from)? else {
            continue;
        };
        let superseded = match record.life {
            Life::Superseded { by } => Some(by),
            Life::Counts | Life::Outranked { .. } => None,
        };
        found.insert(*event, superseded);
    }
    Ok(found)
}
