use events::{Coordinates, PlaceKind, Relation};

use super::enumeration;
use crate::field::{Problem, enumerated, enumerated_or_unset, parsed, parsed_or_empty};
use crate::v1::place;
use crate::{InvalidField, v1};

enumeration!(
    PlaceKind = place::Kind {
        Country,
        City,
        Base,
        Province,
        Sea,
        Island,
        Region
    }
);
enumeration!(Relation = place::Relation { In, Near });

impl From<&events::Place> for v1::Place {
    fn from(place: &events::Place) -> Self {
        Self {
            code: place.code.to_string(),
            name: place.name.clone(),
            kind: place::Kind::from(place.kind).into(),
            country: place
                .country
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            relation: place::Relation::from(place.relation).into(),
            latitude: place.coordinates.map(|point| degrees(point.latitude)),
            longitude: place.coordinates.map(|point| degrees(point.longitude)),
        }
    }
}

impl TryFrom<v1::Place> for events::Place {
    type Error = InvalidField;

    fn try_from(wire: v1::Place) -> Result<Self, Self::Error> {
        let coordinates = match (wire.latitude, wire.longitude) {
            (None, None) => None,
            (Some(latitude), Some(longitude)) => Some(Coordinates {
                latitude: millionths("latitude", latitude, 90)?,
                longitude: millionths("longitude", longitude, 180)?,
            }),
            (None, Some(_)) => return Err(InvalidField::new("latitude", Problem::Missing)),
            (Some(_), None) => return Err(InvalidField::new("longitude", Problem::Missing)),
        };
        Ok(Self {
            code: parsed("code", &wire.code)?,
            name: wire.name,
            kind: enumerated::<place::Kind, _>("kind", wire.kind)?,
            country: parsed_or_empty("country", &wire.country)?,
            relation: enumerated_or_unset::<place::Relation, _>("relation", wire.relation)?
                .unwrap_or_default(),
            coordinates,
        })
    }
}

const PER_DEGREE: f64 = 1e6;

fn degrees(millionths: i32) -> f64 {
    f64::from(millionths) / PER_DEGREE
}

/// Every count of millionths survives: the double nearest to it is off by far less than half of
/// one.
fn millionths(field: &str, degrees: f64, limit: i32) -> Result<i32, InvalidField> {
    if degrees.abs() <= f64::from(limit) {
        Ok((degrees * PER_DEGREE).round() as i32)
    } else {
        Err(InvalidField::malformed(
            field,
            format!("{degrees} lies outside -{limit} to {limit} degrees"),
        ))
    }
}
