use events::{CurationAction, CurationId, EventId};

use super::published;
use crate::field::{Problem, id, required};
use crate::v1::curation::{Action, Amend, AssertFact, Merge, Note, Retract, Revoke, Split};
use crate::{InvalidField, v1};

impl From<&events::Curation> for v1::Curation {
    fn from(curation: &events::Curation) -> Self {
        Self {
            id: curation.id.to_string(),
            author: curation.author.clone(),
            reason: curation.reason.clone(),
            action: Some((&curation.action).into()),
        }
    }
}

impl TryFrom<v1::Curation> for events::Curation {
    type Error = InvalidField;

    fn try_from(wire: v1::Curation) -> Result<Self, Self::Error> {
        Ok(Self {
            id: id("id", &wire.id).map(CurationId)?,
            author: wire.author,
            reason: wire.reason,
            action: wire
                .action
                .ok_or_else(|| InvalidField::new("action", Problem::Missing))?
                .try_into()?,
        })
    }
}

impl From<&CurationAction> for Action {
    fn from(action: &CurationAction) -> Self {
        match action {
            CurationAction::Retract { events } => Self::Retract(Retract {
                event_ids: texts(events),
            }),
            CurationAction::Amend { event, fact } => Self::Amend(Amend {
                event_id: event.to_string(),
                fact: Some(fact.as_ref().into()),
            }),
            CurationAction::Merge { events } => Self::Merge(Merge {
                event_ids: texts(events),
            }),
            CurationAction::Split { events } => Self::Split(Split {
                event_ids: texts(events),
            }),
            CurationAction::Note { event, text } => Self::Note(Note {
                event_id: event.to_string(),
                text: text.clone(),
            }),
            CurationAction::Assert {
                fact,
                source,
                published,
            } => Self::AssertFact(AssertFact {
                fact: Some(fact.as_ref().into()),
                source: source.clone(),
                published_at: published::at(*published),
                published_basis: published::basis(*published),
            }),
            CurationAction::Revoke { curation } => Self::Revoke(Revoke {
                curation_id: curation.to_string(),
            }),
        }
    }
}

impl TryFrom<Action> for CurationAction {
    type Error = InvalidField;

    fn try_from(wire: Action) -> Result<Self, Self::Error> {
        match wire {
            Action::Retract(wire) => ids(&wire.event_ids, 1)
                .map(|events| Self::Retract { events })
                .map_err(|error| error.within("retract")),
            Action::Amend(wire) => amend(wire).map_err(|error| error.within("amend")),
            Action::Merge(wire) => ids(&wire.event_ids, 2)
                .map(|events| Self::Merge { events })
                .map_err(|error| error.within("merge")),
            Action::Split(wire) => ids(&wire.event_ids, 2)
                .map(|events| Self::Split { events })
                .map_err(|error| error.within("split")),
            Action::Note(wire) => note(wire).map_err(|error| error.within("note")),
            Action::AssertFact(wire) => {
                assert_fact(wire).map_err(|error| error.within("assertFact"))
            }
            Action::Revoke(wire) => {
                id("revoke.curationId", &wire.curation_id).map(|id| Self::Revoke {
                    curation: CurationId(id),
                })
            }
        }
    }
}

fn amend(wire: Amend) -> Result<CurationAction, InvalidField> {
    Ok(CurationAction::Amend {
        event: id("eventId", &wire.event_id).map(EventId)?,
        fact: Box::new(required("fact", wire.fact)?),
    })
}

fn note(wire: Note) -> Result<CurationAction, InvalidField> {
    Ok(CurationAction::Note {
        event: id("eventId", &wire.event_id).map(EventId)?,
        text: wire.text,
    })
}

fn assert_fact(wire: AssertFact) -> Result<CurationAction, InvalidField> {
    Ok(CurationAction::Assert {
        fact: Box::new(required("fact", wire.fact)?),
        source: wire.source,
        published: published::read(&wire.published_at, wire.published_basis)?,
    })
}

fn texts(events: &[EventId]) -> Vec<String> {
    events.iter().map(ToString::to_string).collect()
}

fn ids(texts: &[String], at_least: usize) -> Result<Vec<EventId>, InvalidField> {
    if texts.len() < at_least {
        return Err(InvalidField::malformed(
            "eventIds",
            format!("names {} events, not {at_least} or more", texts.len()),
        ));
    }
    texts
        .iter()
        .enumerate()
        .map(|(at, text)| id(&format!("eventIds[{at}]"), text).map(EventId))
        .collect()
}
