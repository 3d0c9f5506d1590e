use crate::field::date;
use crate::{InvalidField, v1};

impl From<&events::Period> for v1::Period {
    fn from(period: &events::Period) -> Self {
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
        }
    }
}

impl TryFrom<v1::Period> for events::Period {
    type Error = InvalidField;

    fn try_from(wire: v1::Period) -> Result<Self, Self::Error> {
        let (from, to) = (date("from", &wire.from)?, date("to", &wire.to)?);
        Self::new(from, to)
            .ok_or_else(|| InvalidField::malformed("to", format!("{to} lies before from, {from}")))
    }
}
