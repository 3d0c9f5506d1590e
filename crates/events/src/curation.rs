//! Analysts' corrections. They change the read model and never the log; each can be revoked.

use serde::{Deserialize, Serialize};

use crate::{CurationId, EventId, Fact};

/// One correction, with who made it and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Curation {
    /// UUIDv5 of its content: the same correction made twice is one.
    pub id: CurationId,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// What.
    pub action: CurationAction,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CurationAction {
    /// These events no longer count.
    Retract {
        /// The events.
        events: Vec<EventId>,
    },
    /// This fact stands in the event's place.
    Amend {
        /// The event.
        event: EventId,
        /// What it should say.
        fact: Box<Fact>,
    },
    /// These events tell one and the same movement or stock.
    Merge {
        /// The events, at least two.
        events: Vec<EventId>,
    },
    /// These events tell different movements or stocks, however alike they look.
    Split {
        /// The events, at least two.
        events: Vec<EventId>,
    },
    /// A remark that readers see beside the event.
    Note {
        /// The event.
        event: EventId,
        /// The remark.
        text: String,
    },
    /// A fact that no article tells: a published table of stocks, an analyst's own count.
    Assert {
        /// The fact.
        fact: Box<Fact>,
        /// Where it comes from.
        source: String,
        /// When that was published.
        published: Option<crate::Published>,
    },
    /// An earlier correction no longer counts.
    Revoke {
        /// The correction.
        curation: CurationId,
    },
}

impl CurationAction {
    /// The token of the bus subject.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Retract { .. } => "retract",
            Self::Amend { .. } => "amend",
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Note { .. } => "note",
            Self::Assert { .. } => "assert",
            Self::Revoke { .. } => "revoke",
        }
    }
}
