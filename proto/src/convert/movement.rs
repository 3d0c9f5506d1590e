//! The facts of forces that go, leave or do not go, and of their readiness.

use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, Level, ReadinessChanged, Status, WithdrawalAnnounced,
};

use super::{enumeration, message};
use crate::v1;
use crate::v1::readiness_changed;

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

message!(DeploymentAnnounced {
    owner: required,
    forces: repeated,
    origin: repeated,
    destination: repeated,
    status: enumerated(v1::Status),
    effective: optional,
    temporary: plain,
    announced_by as "announcedBy": optional,
});

message!(WithdrawalAnnounced {
    owner: required,
    forces: repeated,
    origin: repeated,
    destination: repeated,
    status: enumerated(v1::Status),
    effective: optional,
    announced_by as "announcedBy": optional,
});

message!(DeploymentRuledOut {
    owner: required,
    forces: repeated,
    destination: repeated,
    announced_by as "announcedBy": optional,
});

message!(ReadinessChanged {
    owner: required,
    forces: repeated,
    level: enumerated(readiness_changed::Level),
    destination: repeated,
    effective: optional,
});
