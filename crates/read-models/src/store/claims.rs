//! The claims that are asked for most, decoded: a claim is written once, so that a copy in memory never
//! grows old.

use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::{ReadError, claim};
use crate::claim::{ClaimRef, SharedClaim};

/// What the claims in memory may take, in bytes, about.
const BYTES_MAX: u64 = 192 << 20;
/// What one takes, about: the claim, its strings, and what is drawn from them.
const BYTES_EACH: u64 = 2_500;

pub(super) struct Claims(Cache<ClaimRef, SharedClaim, Weight>);

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
        Self(Cache::with_weighter(expected, BYTES_MAX, Weight))
    }

    pub(super) fn get(&self, db: &sled::Db, at: ClaimRef) -> Result<SharedClaim, ReadError> {
        if let Some(claim) = self.0.get(&at) {
            return Ok(claim);
        }
        let claim = SharedClaim::from(claim::get(db, at)?);
        self.0.insert(at, claim.clone());
        Ok(claim)
    }
}

impl std::fmt::Debug for Claims {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} claims in memory", self.0.len())
    }
}
