//! The facts that report: stocks, aid, exercises, statements, corrections.

use events::fact::{
    ExerciseReported, Manner, MilitaryAidAnnounced, Money, PostureReported, ReportCorrected,
    Speaker, StatementMade,
};

use super::{enumeration, list, number};
use crate::field::{date, enumerated, enumerated_or_unset, optional, repeated, required};
use crate::v1::statement_made;
use crate::{InvalidField, v1};

enumeration!(
    Manner = statement_made::Manner {
        Quoted,
        Paraphrased
    }
);

impl From<&PostureReported> for v1::PostureReported {
    fn from(fact: &PostureReported) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            forces: list(&fact.forces),
            location: list(&fact.location),
            effective: fact.effective.as_ref().map(Into::into),
            reported_by: fact.reported_by.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::PostureReported> for PostureReported {
    type Error = InvalidField;

    fn try_from(wire: v1::PostureReported) -> Result<Self, Self::Error> {
        Ok(Self {
            owner: required("owner", wire.owner)?,
            forces: repeated("forces", wire.forces)?,
            location: repeated("location", wire.location)?,
            effective: optional("effective", wire.effective)?,
            reported_by: optional("reportedBy", wire.reported_by)?,
        })
    }
}

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

impl From<&MilitaryAidAnnounced> for v1::MilitaryAidAnnounced {
    fn from(fact: &MilitaryAidAnnounced) -> Self {
        Self {
            supplier: Some((&fact.supplier).into()),
            recipient: Some((&fact.recipient).into()),
            materiel: list(&fact.materiel),
            value: fact.value.as_ref().map(Into::into),
            status: v1::Status::from(fact.status).into(),
            effective: fact.effective.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::MilitaryAidAnnounced> for MilitaryAidAnnounced {
    type Error = InvalidField;

    fn try_from(wire: v1::MilitaryAidAnnounced) -> Result<Self, Self::Error> {
        Ok(Self {
            supplier: required("supplier", wire.supplier)?,
            recipient: required("recipient", wire.recipient)?,
            materiel: repeated("materiel", wire.materiel)?,
            value: optional("value", wire.value)?,
            status: enumerated::<v1::Status, _>("status", wire.status)?,
            effective: optional("effective", wire.effective)?,
        })
    }
}

impl From<&ExerciseReported> for v1::ExerciseReported {
    fn from(fact: &ExerciseReported) -> Self {
        Self {
            participants: list(&fact.participants),
            name: fact.name.clone(),
            location: list(&fact.location),
            forces: list(&fact.forces),
            effective: fact.effective.as_ref().map(Into::into),
            status: number::<_, v1::Status>(fact.status),
        }
    }
}

impl TryFrom<v1::ExerciseReported> for ExerciseReported {
    type Error = InvalidField;

    fn try_from(wire: v1::ExerciseReported) -> Result<Self, Self::Error> {
        Ok(Self {
            participants: repeated("participants", wire.participants)?,
            name: wire.name,
            location: repeated("location", wire.location)?,
            forces: repeated("forces", wire.forces)?,
            effective: optional("effective", wire.effective)?,
            status: enumerated_or_unset::<v1::Status, _>("status", wire.status)?,
        })
    }
}

impl From<&Speaker> for v1::Speaker {
    fn from(speaker: &Speaker) -> Self {
        Self {
            name: speaker.name.clone(),
            office: speaker.office.clone(),
            actor: speaker.actor.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::Speaker> for Speaker {
    type Error = InvalidField;

    fn try_from(wire: v1::Speaker) -> Result<Self, Self::Error> {
        Ok(Self {
            name: wire.name,
            office: wire.office,
            actor: optional("actor", wire.actor)?,
        })
    }
}

impl From<&StatementMade> for v1::StatementMade {
    fn from(fact: &StatementMade) -> Self {
        Self {
            speaker: Some((&fact.speaker).into()),
            manner: statement_made::Manner::from(fact.manner).into(),
            channel: fact.channel.clone(),
            text: fact.text.clone(),
            about: list(&fact.about),
        }
    }
}

impl TryFrom<v1::StatementMade> for StatementMade {
    type Error = InvalidField;

    fn try_from(wire: v1::StatementMade) -> Result<Self, Self::Error> {
        Ok(Self {
            speaker: required("speaker", wire.speaker)?,
            manner: enumerated::<statement_made::Manner, _>("manner", wire.manner)?,
            channel: wire.channel,
            text: wire.text,
            about: repeated("about", wire.about)?,
        })
    }
}

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
