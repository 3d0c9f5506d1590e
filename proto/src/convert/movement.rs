//! The facts of forces that go, leave or do not go, and of their readiness.

use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, Level, ReadinessChanged, Status, WithdrawalAnnounced,
};

use super::{enumeration, list};
use crate::field::{enumerated, optional, repeated, required};
use crate::v1::readiness_changed;
use crate::{InvalidField, v1};

enumeration!(
    Status = v1::Status {
        Considered,
        Announced,
        UnderWay,
        Completed
    }
);
enumeration!(
    Level = readiness_changed::Level {
        Heightened,
        Standby,
        Lowered
    }
);

impl From<&DeploymentAnnounced> for v1::DeploymentAnnounced {
    fn from(fact: &DeploymentAnnounced) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            forces: list(&fact.forces),
            origin: list(&fact.origin),
            destination: list(&fact.destination),
            status: v1::Status::from(fact.status).into(),
            effective: fact.effective.as_ref().map(Into::into),
            temporary: fact.temporary,
            announced_by: fact.announced_by.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::DeploymentAnnounced> for DeploymentAnnounced {
    type Error = InvalidField;

    fn try_from(wire: v1::DeploymentAnnounced) -> Result<Self, Self::Error> {
        Ok(Self {
            owner: required("owner", wire.owner)?,
            forces: repeated("forces", wire.forces)?,
            origin: repeated("origin", wire.origin)?,
            destination: repeated("destination", wire.destination)?,
            status: enumerated::<v1::Status, _>("status", wire.status)?,
            effective: optional("effective", wire.effective)?,
            temporary: wire.temporary,
            announced_by: optional("announcedBy", wire.announced_by)?,
        })
    }
}

impl From<&WithdrawalAnnounced> for v1::WithdrawalAnnounced {
    fn from(fact: &WithdrawalAnnounced) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            forces: list(&fact.forces),
            origin: list(&fact.origin),
            destination: list(&fact.destination),
            status: v1::Status::from(fact.status).into(),
            effective: fact.effective.as_ref().map(Into::into),
            announced_by: fact.announced_by.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::WithdrawalAnnounced> for WithdrawalAnnounced {
    type Error = InvalidField;

    fn try_from(wire: v1::WithdrawalAnnounced) -> Result<Self, Self::Error> {
        Ok(Self {
            owner: required("owner", wire.owner)?,
            forces: repeated("forces", wire.forces)?,
            origin: repeated("origin", wire.origin)?,
            destination: repeated("destination", wire.destination)?,
            status: enumerated::<v1::Status, _>("status", wire.status)?,
            effective: optional("effective", wire.effective)?,
            announced_by: optional("announcedBy", wire.announced_by)?,
        })
    }
}

impl From<&DeploymentRuledOut> for v1::DeploymentRuledOut {
    fn from(fact: &DeploymentRuledOut) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            forces: list(&fact.forces),
            destination: list(&fact.destination),
            announced_by: fact.announced_by.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::DeploymentRuledOut> for DeploymentRuledOut {
    type Error = InvalidField;

    fn try_from(wire: v1::DeploymentRuledOut) -> Result<Self, Self::Error> {
        Ok(Self {
            owner: required("owner", wire.owner)?,
            forces: repeated("forces", wire.forces)?,
            destination: repeated("destination", wire.destination)?,
            announced_by: optional("announcedBy", wire.announced_by)?,
        })
    }
}

impl From<&ReadinessChanged> for v1::ReadinessChanged {
    fn from(fact: &ReadinessChanged) -> Self {
        Self {
            owner: Some((&fact.owner).into()),
            forces: list(&fact.forces),
            level: readiness_changed::Level::from(fact.level).into(),
            destination: list(&fact.destination),
            effective: fact.effective.as_ref().map(Into::into),
        }
    }
}

impl TryFrom<v1::ReadinessChanged> for ReadinessChanged {
    type Error = InvalidField;

    fn try_from(wire: v1::ReadinessChanged) -> Result<Self, Self::Error> {
        Ok(Self {
            owner: required("owner", wire.owner)?,
            forces: repeated("forces", wire.forces)?,
            level: enumerated::<readiness_changed::Level, _>("level", wire.level)?,
            destination: repeated("destination", wire.destination)?,
            effective: optional("effective", wire.effective)?,
        })
    }
}
