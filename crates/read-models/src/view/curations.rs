//! Analysts' corrections, in the log's order.

use events::{Curation, Position};

use super::View;
use crate::store::{ReadError, curation};

/// Corrections that one page may hold.
pub const CURATIONS_MAX: usize = 1_000;

/// A correction at its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurationRecord {
    /// Where it stands.
    pub position: Position,
    /// The correction.
    pub curation: Curation,
    /// A later correction revoked it.
    pub revoked: bool,
}

impl View {
    /// The corrections after a position, revoked ones too, at most `limit` and [`CURATIONS_MAX`].
    pub fn curations(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<Vec<CurationRecord>, ReadError> {
        curation::all(&self.store.db, after, self.position)
            .take(limit.min(CURATIONS_MAX))
            .map(|row| {
                let (position, told) = row?;
                Ok(CurationRecord {
                    position,
                    revoked: curation::is_revoked(&self.store.db, told.id, self.position)?,
                    curation: told,
                })
            })
            .collect()
    }
}
