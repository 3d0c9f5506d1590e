use events::LogId;

use crate::field::{Problem, id, instant, timestamp};
use crate::{InvalidField, v1};

impl From<&events::Genesis> for v1::Genesis {
    fn from(genesis: &events::Genesis) -> Self {
        Self {
            log_id: genesis.log.to_string(),
            created_at: Some(timestamp(genesis.created_at)),
        }
    }
}

impl TryFrom<v1::Genesis> for events::Genesis {
    type Error = InvalidField;

    fn try_from(wire: v1::Genesis) -> Result<Self, Self::Error> {
        Ok(Self {
            log: id("logId", &wire.log_id).map(LogId)?,
            created_at: instant("createdAt", wire.created_at)?
                .ok_or_else(|| InvalidField::new("createdAt", Problem::Missing))?,
        })
    }
}
