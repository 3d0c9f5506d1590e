//! The nine facts.

use events::Fact;
use events::fact::{
    DeploymentAnnounced, DeploymentRuledOut, ExerciseReported, Level, Manner, MilitaryAidAnnounced,
    Money, PostureReported, ReadinessChanged, ReportCorrected, Speaker, StatementMade, Status,
    WithdrawalAnnounced,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::{EACH_LIST, actor, date, forces, period, places, text};

pub(crate) fn fact() -> BoxedStrategy<Fact> {
    prop_oneof![
        deployment(),
        withdrawal(),
        ruled_out(),
        posture(),
        readiness(),
        aid(),
        exercise(),
        statement(),
        correction(),
    ]
    .boxed()
}

fn status() -> impl Strategy<Value = Status> {
    select(vec![
        Status::Considered,
        Status::Announced,
        Status::UnderWay,
        Status::Completed,
    ])
}

fn deployment() -> BoxedStrategy<Fact> {
    (
        (actor(), forces(), places(), places()),
        (status(), of(period()), any::<bool>(), of(actor())),
    )
        .prop_map(
            |((owner, forces, origin, destination), (status, effective, temporary, by))| {
                Fact::DeploymentAnnounced(DeploymentAnnounced {
                    owner,
                    forces,
                    origin,
                    destination,
                    status,
                    effective,
                    temporary,
                    announced_by: by,
                })
            },
        )
        .boxed()
}

fn withdrawal() -> BoxedStrategy<Fact> {
    (
        (actor(), forces(), places(), places()),
        (status(), of(period()), of(actor())),
    )
        .prop_map(
            |((owner, forces, origin, destination), (status, effective, announced_by))| {
                Fact::WithdrawalAnnounced(WithdrawalAnnounced {
                    owner,
                    forces,
                    origin,
                    destination,
                    status,
                    effective,
                    announced_by,
                })
            },
        )
        .boxed()
}

fn ruled_out() -> BoxedStrategy<Fact> {
    (actor(), forces(), places(), of(actor()))
        .prop_map(|(owner, forces, destination, announced_by)| {
            Fact::DeploymentRuledOut(DeploymentRuledOut {
                owner,
                forces,
                destination,
                announced_by,
            })
        })
        .boxed()
}

fn posture() -> BoxedStrategy<Fact> {
    (actor(), forces(), places(), of(period()), of(actor()))
        .prop_map(|(owner, forces, location, effective, reported_by)| {
            Fact::PostureReported(PostureReported {
                owner,
                forces,
                location,
                effective,
                reported_by,
            })
        })
        .boxed()
}

fn readiness() -> BoxedStrategy<Fact> {
    let level = select(vec![Level::Heightened, Level::Standby, Level::Lowered]);
    (actor(), forces(), level, places(), of(period()))
        .prop_map(|(owner, forces, level, destination, effective)| {
            Fact::ReadinessChanged(ReadinessChanged {
                owner,
                forces,
                level,
                destination,
                effective,
            })
        })
        .boxed()
}

fn aid() -> BoxedStrategy<Fact> {
    let value =
        (any::<u64>(), "[A-Z]{3}").prop_map(|(amount, currency)| Money { amount, currency });
    (
        actor(),
        actor(),
        forces(),
        of(value),
        status(),
        of(period()),
    )
        .prop_map(
            |(supplier, recipient, materiel, value, status, effective)| {
                Fact::MilitaryAidAnnounced(MilitaryAidAnnounced {
                    supplier,
                    recipient,
                    materiel,
                    value,
                    status,
                    effective,
                })
            },
        )
        .boxed()
}

fn exercise() -> BoxedStrategy<Fact> {
    (
        vec(actor(), EACH_LIST),
        text(),
        places(),
        forces(),
        of(period()),
        of(status()),
    )
        .prop_map(
            |(participants, name, location, forces, effective, status)| {
                Fact::ExerciseReported(ExerciseReported {
                    participants,
                    name,
                    location,
                    forces,
                    effective,
                    status,
                })
            },
        )
        .boxed()
}

fn statement() -> BoxedStrategy<Fact> {
    let speaker = (text(), text(), of(actor())).prop_map(|(name, office, actor)| Speaker {
        name,
        office,
        actor,
    });
    let manner = select(vec![Manner::Quoted, Manner::Paraphrased]);
    (speaker, manner, text(), text(), vec(actor(), EACH_LIST))
        .prop_map(|(speaker, manner, channel, text, about)| {
            Fact::StatementMade(StatementMade {
                speaker,
                manner,
                channel,
                text,
                about,
            })
        })
        .boxed()
}

fn correction() -> BoxedStrategy<Fact> {
    (actor(), places(), forces(), of(date()))
        .prop_map(|(owner, location, forces, reported_on)| {
            Fact::ReportCorrected(ReportCorrected {
                owner,
                location,
                forces,
                reported_on,
            })
        })
        .boxed()
}
