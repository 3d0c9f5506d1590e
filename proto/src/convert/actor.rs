use events::ActorKind;

use super::enumeration;
use crate::field::{enumerated, parsed};
use crate::v1::actor::Kind;
use crate::{InvalidField, v1};

enumeration!(
    ActorKind = Kind {
        State,
        Organisation,
        ArmedGroup
    }
);

impl From<&events::Actor> for v1::Actor {
    fn from(actor: &events::Actor) -> Self {
        Self {
            code: actor.code.to_string(),
            name: actor.name.clone(),
            kind: Kind::from(actor.kind).into(),
        }
    }
}

impl TryFrom<v1::Actor> for events::Actor {
    type Error = InvalidField;

    fn try_from(wire: v1::Actor) -> Result<Self, Self::Error> {
        Ok(Self {
            code: parsed("code", &wire.code)?,
            name: wire.name,
            kind: enumerated::<Kind, _>("kind", wire.kind)?,
        })
    }
}
