//! A fact while it is being read.

use std::ops::Range;

use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, ExerciseReported, MilitaryAidAnnounced,
    PostureReported, ReadinessChanged, ReportCorrected, WithdrawalAnnounced,
};
use events::fact::{Level, Money, Status};
use events::{Actor, Fact, Force, Period, Place};

/// Which fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Forces move.
    Deployment(Status),
    /// Forces leave.
    Withdrawal(Status),
    /// Forces will not go.
    RuledOut,
    /// Forces are somewhere.
    Posture,
    /// Forces are readied or stood down.
    Readiness(Level),
    /// Arms change hands.
    Aid {
        recipient: Actor,
        value: Option<Money>,
        status: Status,
    },
    /// An exercise, with its further participants; or several, of which no one is told.
    Exercise {
        others: Vec<Actor>,
        name: String,
        status: Option<Status>,
        several: bool,
    },
    /// A correction.
    Corrected {
        reported_on: Option<chrono::NaiveDate>,
    },
}

/// A fact with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Draft {
    /// The rule that found it.
    pub(crate) rule: &'static str,
    /// Which fact.
    pub(crate) kind: Kind,
    /// Whose; absent only for an exercise of nobody named.
    pub(crate) owner: Option<Actor>,
    /// What and how many.
    pub(crate) forces: Vec<Force>,
    /// Where from.
    pub(crate) origin: Vec<Place>,
    /// Where to; where they are.
    pub(crate) destination: Vec<Place>,
    /// When.
    pub(crate) effective: Option<Period>,
    /// Whether the text tells that time, or it is that of publication.
    pub(crate) dated: bool,
    /// For a time only.
    pub(crate) temporary: bool,
    /// Who announces or counts.
    pub(crate) by: Option<Actor>,
    /// The words it rests on.
    pub(crate) evidence: Vec<Range<usize>>,
    /// The paragraph it stands in.
    pub(crate) paragraph: usize,
    /// The sentence it stands in.
    pub(crate) sentence: usize,
    /// Its forces are only pointed back to: `the soldiers`, `the new contingent`.
    pub(crate) anaphoric: bool,
}

impl Draft {
    /// The fact; absent where it needs an owner and has none.
    pub(crate) fn into_fact(self) -> Option<Fact> {
        let Self {
            owner,
            forces,
            origin,
            destination,
            effective,
            temporary,
            by,
            ..
        } = self;
        Some(match self.kind {
            Kind::Exercise {
                others,
                name,
                status,
                several: _,
            } => {
                let participants = owner.into_iter().chain(others).collect();
                Fact::ExerciseReported(ExerciseReported {
                    participants,
                    name,
                    location: destination,
                    forces,
                    effective,
                    status,
                })
            }
            Kind::Deployment(status) => Fact::DeploymentAnnounced(DeploymentAnnounced {
                owner: owner?,
                forces,
                origin,
                destination,
                status,
                effective,
                temporary,
                announced_by: by,
            }),
            Kind::Withdrawal(status) => Fact::WithdrawalAnnounced(WithdrawalAnnounced {
                owner: owner?,
                forces,
                origin,
                destination,
                status,
                effective,
                announced_by: by,
            }),
            Kind::RuledOut => Fact::DeploymentRuledOut(DeploymentRuledOut {
                owner: owner?,
                forces,
                destination,
                announced_by: by,
            }),
            Kind::Posture => Fact::PostureReported(PostureReported {
                owner: owner?,
                forces,
                location: destination,
                effective,
                reported_by: by,
            }),
            Kind::Readiness(level) => Fact::ReadinessChanged(ReadinessChanged {
                owner: owner?,
                forces,
                level,
                destination,
                effective,
            }),
            Kind::Aid {
                recipient,
                value,
                status,
            } => Fact::MilitaryAidAnnounced(MilitaryAidAnnounced {
                supplier: owner?,
                recipient,
                materiel: forces,
                value,
                status,
                effective,
            }),
            Kind::Corrected { reported_on } => Fact::ReportCorrected(ReportCorrected {
                owner: owner?,
                location: destination,
                forces,
                reported_on,
            }),
        })
    }
}
