//! One of nine: in an event, and in the message that a correction carries.

use events::FactType;

use crate::field::Problem;
use crate::v1::event::Fact as EventFact;
use crate::v1::fact::Fact as LoneFact;
use crate::{InvalidField, v1};

macro_rules! facts {
    ($wire:ident { $($name:ident),+ $(,)? }) => {
        impl From<&events::Fact> for $wire {
            fn from(fact: &events::Fact) -> Self {
                match fact { $(events::Fact::$name(fact) => Self::$name(fact.into())),+ }
            }
        }

        impl TryFrom<$wire> for events::Fact {
            type Error = InvalidField;

            fn try_from(wire: $wire) -> Result<Self, Self::Error> {
                match wire {
                    $($wire::$name(fact) => fact
                        .try_into()
                        .map(Self::$name)
                        .map_err(|error: InvalidField| error.within(FactType::$name.as_str()))),+
                }
            }
        }
    };
    ($($wire:ident),+) => {
        $(facts!($wire {
            DeploymentAnnounced,
            WithdrawalAnnounced,
            DeploymentRuledOut,
            PostureReported,
            ReadinessChanged,
            MilitaryAidAnnounced,
            ExerciseReported,
            StatementMade,
            ReportCorrected,
        });)+
    };
}

facts!(EventFact, LoneFact);

impl From<&events::Fact> for v1::Fact {
    fn from(fact: &events::Fact) -> Self {
        Self {
            fact: Some(fact.into()),
        }
    }
}

impl TryFrom<v1::Fact> for events::Fact {
    type Error = InvalidField;

    fn try_from(wire: v1::Fact) -> Result<Self, Self::Error> {
        wire.fact
            .ok_or_else(|| InvalidField::new("fact", Problem::Missing))?
            .try_into()
    }
}
