use events::{Category, Extent, Force};

use super::{enumeration, message};
use crate::v1::force;
use crate::{InvalidField, v1};

enumeration!(
    Category = force::Category {
        Troops,
        LandUnit,
        Armor,
        Artillery,
        AirDefense,
        Missile,
        CombatAircraft,
        SupportAircraft,
        Helicopter,
        Uav,
        Warship,
        Submarine,
        Headquarters,
        Forces,
        Materiel,
    }
);
enumeration!(
    Extent = force::Extent {
        Additional,
        Total,
        Part
    }
);

impl From<&events::Quantity> for v1::Quantity {
    fn from(quantity: &events::Quantity) -> Self {
        Self {
            low: quantity.low,
            high: quantity.high,
            approximate: quantity.approximate,
            text: quantity.text.clone(),
        }
    }
}

impl TryFrom<v1::Quantity> for events::Quantity {
    type Error = InvalidField;

    fn try_from(wire: v1::Quantity) -> Result<Self, Self::Error> {
        if let Some(high) = wire.high.filter(|high| *high < wire.low) {
            return Err(InvalidField::malformed(
                "high",
                format!("{high} is less than low, {}", wire.low),
            ));
        }
        Ok(Self {
            low: wire.low,
            high: wire.high,
            approximate: wire.approximate,
            text: wire.text,
        })
    }
}

message!(Force {
    category: enumerated(force::Category),
    quantity: optional,
    designation: plain,
    extent: enumerated_or_unset(force::Extent),
    part_of as "partOf": optional,
});
