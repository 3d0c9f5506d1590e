//! The facts that report: stocks, aid, exercises, statements, corrections.

use events::fact::{
    ExerciseReported, Manner, MilitaryAidAnnounced, Money, PostureReported, ReportCorrected,
    Speaker, StatementMade,
};

use super::{enumeration, list, message};
use crate::field::{date, repeated, required};
use crate::v1::statement_made;
use crate::{InvalidField, v1};

enumeration!(
    Manner = statement_made::Manner {
        Quoted,
        Paraphrased
    }
);

message!(PostureReported {
    owner: required,
    forces: repeated,
    location: repeated,
    effective: optional,
    reported_by as "reportedBy": optional,
});

impl From<&Money> for v1::Money {
    fn from(money: &Money) -> Self {
        Self {
            amount: money.amount,
            currency: money.currency.clone(),
        }
    }
}

impl TryFrom<v1::Money> for Money {
    type Error = InvalidField;

    fn try_from(wire: v1::Money) -> Result<Self, Self::Error> {
        let code = wire.currency.as_bytes();
        if code.len() != 3 || !code.iter().all(u8::is_ascii_uppercase) {
            return Err(InvalidField::malformed(
                "currency",
                "a currency is the three capitals of ISO 4217",
            ));
        }
        Ok(Self {
            amount: wire.amount,
            currency: wire.currency,
        })
    }
}

message!(MilitaryAidAnnounced {
    supplier: required,
    recipient: required,
    materiel: repeated,
    value: optional,
    status: enumerated(v1::Status),
    effective: optional,
});

message!(ExerciseReported {
    participants: repeated,
    name: plain,
    location: repeated,
    forces: repeated,
    effective: optional,
    status: enumerated_or_unset(v1::Status),
});

message!(Speaker {
    name: plain,
    office: plain,
    actor: optional,
});

message!(StatementMade {
    speaker: required,
    manner: enumerated(statement_made::Manner),
    channel: plain,
    text: plain,
    about: repeated,
});

impl From<&ReportCorrected> for v1::ReportCorrected {
    fn from(fact: &ReportCorrected) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            location: list(&fact.location),
            forces: list(&fact.forces),
            reported_on: fact
                .reported_on
                .map_or_else(String::new, |day| day.to_string()),
        }
    }
}

impl TryFrom<v1::ReportCorrected> for ReportCorrected {
    type Error = InvalidField;

    fn try_from(wire: v1::ReportCorrected) -> Result<Self, Self::Error> {
        let reported_on = match wire.reported_on.as_str() {
            "" => None,
            day => Some(date("reportedOn", day)?),
        };
        Ok(Self {
            owner: required("owner", wire.owner)?,
            location: repeated("location", wire.location)?,
            forces: repeated("forces", wire.forces)?,
            reported_on,
        })
    }
}
