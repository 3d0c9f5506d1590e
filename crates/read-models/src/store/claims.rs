//! The claims that are asked for most, decoded: a claim is written once, so that a copy in memory never
//! grows old.

use std::sync::Arc;

use chrono::NaiveDate;
use events::{Fact, Position};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::{ReadError, claim, spoken};
use crate::claim::{ClaimRef, SharedClaim};

/// What the claims in memory may take, in bytes, about.
const BYTES_MAX: u64 = 192 << 20;
/// What one takes, about: the claim, its strings, and what is drawn from them.
const BYTES_EACH: u64 = 2_500;

pub(super) struct Claims {
    claims: Cache<ClaimRef, SharedClaim, Weight>,
    /// Which facts of an extraction are statements, as it told them.
    statements: Cache<Position, Arc<[ClaimRef]>>,
}

/// Its evidence is most of a claim's size that differs.
#[derive(Clone)]
struct Weight;

impl Weighter<ClaimRef, SharedClaim> for Weight {
    fn weight(&self, _: &ClaimRef, claim: &SharedClaim) -> u64 {
        let evidence = claim.event.provenance.evidence.iter();
        BYTES_EACH + evidence.map(|slice| slice.text.len() as u64).sum::<u64>()
    }
}

impl Claims {
    pub(super) fn new() -> Self {
        let expected = (BYTES_MAX / BYTES_EACH) as usize;
        Self {
            claims: Cache::with_weighter(expected, BYTES_MAX, Weight),
            statements: Cache::new(expected),
        }
    }

    pub(super) fn get(&self, db: &sled::Db, at: ClaimRef) -> Result<SharedClaim, ReadError> {
        if let Some(claim) = self.claims.get(&at) {
            return Ok(claim);
        }
        let claim = SharedClaim::from(claim::get(db, at)?);
        self.claims.insert(at, claim.clone());
        Ok(claim)
    }

    /// The statements among the facts of an extraction, whose article was published on a day.
    pub(super) fn statements(
        &self,
        db: &sled::Db,
        day: Option<NaiveDate>,
        extraction: Position,
    ) -> Result<Arc<[ClaimRef]>, ReadError> {
        if let Some(found) = self.statements.get(&extraction) {
            return Ok(found);
        }
        let mut found = Vec::new();
        for at in spoken::of_extraction(db, day, extraction) {
            let at = at?;
            // An analyst may have put a statement in the place of another fact.
            if matches!(self.get(db, at)?.event.fact, Fact::StatementMade(_)) {
                found.push(at);
            }
        }
        let found: Arc<[ClaimRef]> = found.into();
        self.statements.insert(extraction, found.clone());
        Ok(found)
    }
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} claims in memory", self.claims.len())
    }
}
