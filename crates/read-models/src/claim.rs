//! A claim: what one article says, as it stands in the read models.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use events::{Event, ExtractorKind, Position};
use serde::{Deserialize, Serialize};

use crate::resolution::drawn::Drawn;

/// Where a claim is stored: the extraction (by its marker's position) and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimRef {
    /// The position of the extraction's marker, or of the correction that asserts the fact.
    pub extraction: Position,
    /// Which fact of it, from 0.
    pub ordinal: u32,
}

/// One fact with what is known of its article. Stored once; whether it counts is kept apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The fact and its provenance.
    pub event: Event,
    /// The place of the fact in its article.
    pub ordinal: u32,
    /// The SHA-256 of the article's text: the same text is one source, in however many outlets.
    pub source: [u8; 32],
    /// The article's headline.
    pub title: String,
    /// What read the article.
    pub extractor_kind: ExtractorKind,
}

/// A claim that answers share, with what resolution draws from its words: that is done once.
#[derive(Clone)]
pub struct SharedClaim(Arc<Shared>);

struct Shared {
    claim: Claim,
    drawn: OnceLock<Drawn>,
}

impl SharedClaim {
    pub(crate) fn drawn(&self) -> &Drawn {
        self.0.drawn.get_or_init(|| Drawn::of(&self.0.claim.event))
    }
}

impl From<Claim> for SharedClaim {
    fn from(claim: Claim) -> Self {
        Self(Arc::new(Shared {
            claim,
            drawn: OnceLock::new(),
        }))
    }
}

impl Deref for SharedClaim {
    type Target = Claim;

    fn deref(&self) -> &Claim {
        &self.0.claim
    }
}

/// The claim's own: whether its words were drawn yet is nobody's concern.
impl fmt::Debug for SharedClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.claim.fmt(f)
    }
}

impl PartialEq for SharedClaim {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.claim == other.0.claim
    }
}

impl Eq for SharedClaim {}
