use events::{Category, Extent};

use super::{enumeration, number};
use crate::field::{enumerated, enumerated_or_unset, optional};
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

impl From<&events::Force> for v1::Force {
    fn from(force: &events::Force) -> Self {
        Self {
            category: force::Category::from(force.category).into(),
            quantity: force.quantity.as_ref().map(Into::into),
            designation: force.designation.clone(),
            extent: number::<_, force::Extent>(force.extent),
            part_of: force.part_of.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::Force> for events::Force {
    type Error = InvalidField;

    fn try_from(wire: v1::Force) -> Result<Self, Self::Error> {
        Ok(Self {
            category: enumerated::<force::Category, _>("category", wire.category)?,
            quantity: optional("quantity", wire.quantity)?,
            designation: wire.designation,
            extent: enumerated_or_unset::<force::Extent, _>("extent", wire.extent)?,
            part_of: optional("partOf", wire.part_of)?,
        })
    }
}
