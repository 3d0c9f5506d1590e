//! The extractions that do not count from their own position for ever, and what corrections are
//! about: kept in memory, so that all others need no look-up.
//!
//! Once there, they stay: whether an exception holds at a position is read from its rows. About 16
//! bytes each, for articles that were read again and events that analysts looked at.

use std::collections::BTreeSet;
use std::sync::{PoisonError, RwLock};

use events::Position;
use uuid::Uuid;

use super::key::Family;
use super::{ReadError, Row, corrupt, curation, liveness};

#[derive(Debug, Default)]
pub(super) struct Exceptions {
    extractions: RwLock<BTreeSet<Position>>,
    corrections: RwLock<BTreeSet<Uuid>>,
}

impl Exceptions {
    /// Those of a directory.
    pub(super) fn read(db: &sled::Db) -> Result<Self, ReadError> {
        let found = Self::default();
        for family in [Family::Liveness, Family::Curated, Family::Revoked] {
            for key in db.scan_prefix([family as u8]).keys() {
                found.add(&key?).ok_or_else(|| corrupt(family))?;
            }
        }
        Ok(found)
    }

    /// Those that rows make; before the rows are inserted, so that no reader misses one.
    pub(super) fn note(&self, rows: &[Row]) {
        for (key, _) in rows {
            self.add(key);
        }
    }

    fn add(&self, key: &[u8]) -> Option<()> {
        let poisoned = PoisonError::into_inner;
        if let Some((extraction, _)) = liveness::parse(key) {
            let mut extractions = self.extractions.write().unwrap_or_else(poisoned);
            extractions.insert(extraction);
            return Some(());
        }
        let about = curation::parse_about(Family::Curated, key)
            .or_else(|| curation::parse_about(Family::Revoked, key))?;
        let mut corrections = self
            .corrections
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        corrections.insert(about.0);
        Some(())
    }

    pub(super) fn of_extraction(&self, extraction: Position) -> bool {
        let extractions = self.extractions.read();
        let extractions = extractions.unwrap_or_else(PoisonError::into_inner);
        extractions.contains(&extraction)
    }

    pub(super) fn of_correction(&self, id: Uuid) -> bool {
        let corrections = self.corrections.read();
        let corrections = corrections.unwrap_or_else(PoisonError::into_inner);
        corrections.contains(&id)
    }
}
