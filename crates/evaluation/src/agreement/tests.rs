use events::{Category, FactType};

use super::*;
use crate::claim::{At, Count, Stage};
use events::fact::{Level, Status};
use events::{PlaceCode, Relation};

/// `FACT OWNER FORCES PLACES [PLACES] STAGE`, as in
/// `deploymentAnnounced USA 1000:TROOPS,WARSHIP POL - ANNOUNCED`; `-` for nothing, `>` before the
/// recipient of aid.
fn claim(told: &str) -> Claim {
    let mut words = told.split(' ');
    let fact = words.next().unwrap();
    let fact = FactType::ALL
        .into_iter()
        .find(|known| known.as_str() == fact)
        .unwrap();
    let mut claim = Claim::empty(fact);
    claim.owner = codes(words.next().unwrap());
    for word in words {
        match word {
            "CONSIDERED" => claim.stage = Some(Stage::Status(Status::Considered)),
            "ANNOUNCED" => claim.stage = Some(Stage::Status(Status::Announced)),
            "STANDBY" => claim.stage = Some(Stage::Level(Level::Standby)),
            "LOWERED" => claim.stage = Some(Stage::Level(Level::Lowered)),
            _ if word.starts_with('>') => claim.recipient = codes(&word[1..]),
            _ if word.starts_with('#') => claim.forces = forces(&word[1..]),
            _ => claim.places.push(places(word)),
        }
    }
    claim
}

fn codes(told: &str) -> BTreeSet<events::ActorCode> {
    let told = told.split(',').filter(|code| *code != "-");
    told.map(|code| code.parse().unwrap()).collect()
}

fn places(told: &str) -> BTreeSet<At> {
    let told = told.split(',').filter(|code| *code != "-");
    told.map(|told| {
        let near = told.strip_prefix("near:");
        let code: PlaceCode = near.unwrap_or(told).parse().unwrap();
        let relation = near.map_or(Relation::In, |_| Relation::Near);
        At { relation, code }
    })
    .collect()
}

fn forces(told: &str) -> Vec<Count> {
    let told = told.split(',').filter(|force| !force.is_empty());
    let mut forces: Vec<_> = told
        .map(|force| {
            let (number, category) = force.split_once(':').unwrap_or(("", force));
            let number: Option<u32> = (!number.is_empty()).then(|| number.parse().unwrap());
            Count {
                category: category.parse::<Category>().unwrap(),
                low: number,
                high: number,
            }
        })
        .collect();
    forces.sort();
    forces
}

#[track_caller]
fn check(label: &str, event: &str, expect: &str) {
    let got = match agreement(&claim(label), &claim(event)) {
        Some(agreement) if agreement.is_exact() => "exact",
        Some(_) => "found",
        None => "another",
    };
    assert_eq!(got, expect, "{label} | {event}");
}

#[test]
fn a_movement_is_found_by_owner_kind_of_force_and_main_place() {
    let label = "deploymentAnnounced USA #1000:TROOPS POL DEU ANNOUNCED";
    check(label, label, "exact");
    check(
        label,
        "withdrawalAnnounced USA #1000:TROOPS POL DEU ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced GBR #1000:TROOPS POL DEU ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:WARSHIP POL DEU ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS ROU DEU ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS near:POL DEU ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced USA #900:TROOPS POL DEU ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS,WARSHIP POL DEU ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS POL,ROU DEU ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS - DEU ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS POL - ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS POL ITA ANNOUNCED",
        "found",
    );
    check(
        label,
        "deploymentAnnounced USA #1000:TROOPS POL DEU CONSIDERED",
        "found",
    );
}

#[test]
fn a_movement_the_other_way_round_is_another() {
    let label = "deploymentAnnounced USA #TROOPS - DEU ANNOUNCED";
    check(
        label,
        "deploymentAnnounced USA #TROOPS DEU - ANNOUNCED",
        "another",
    );
    check(
        label,
        "deploymentAnnounced USA #TROOPS POL - ANNOUNCED",
        "found",
    );
}

#[test]
fn forces_are_compared_in_any_order() {
    check(
        "postureReported USA #5:WARSHIP,1000:TROOPS POL",
        "postureReported USA #1000:TROOPS,5:WARSHIP POL",
        "exact",
    );
    check(
        "postureReported USA #TROOPS POL",
        "postureReported USA #10:TROOPS POL",
        "found",
    );
    check(
        "readinessChanged USA # POL STANDBY",
        "readinessChanged USA #TROOPS POL STANDBY",
        "found",
    );
    check(
        "readinessChanged USA #TROOPS POL STANDBY",
        "readinessChanged USA # POL STANDBY",
        "another",
    );
    check(
        "readinessChanged USA #TROOPS POL STANDBY",
        "readinessChanged USA #TROOPS POL LOWERED",
        "found",
    );
}

#[test]
fn aid_needs_its_recipient_too() {
    let label = "militaryAidAnnounced USA >UKR #HELICOPTER ANNOUNCED";
    check(label, label, "exact");
    check(
        label,
        "militaryAidAnnounced USA >POL #HELICOPTER ANNOUNCED",
        "another",
    );
    check(
        label,
        "militaryAidAnnounced USA >UKR #HELICOPTER CONSIDERED",
        "found",
    );
}

#[test]
fn an_exercise_is_found_by_one_participant() {
    let label = "exerciseReported RUS,BLR # BLR";
    check(label, "exerciseReported RUS # BLR", "found");
    check(label, "exerciseReported CHN # BLR", "another");
    check(label, "exerciseReported BLR,RUS # BLR", "exact");
    check(
        "exerciseReported - # BLR",
        "exerciseReported - # BLR",
        "exact",
    );
}

#[track_caller]
fn check_statement(label: (&str, &str), event: (&str, &str), span: Range<u32>, expect: &str) {
    let statement = |(speaker, actor): (&str, &str), span| {
        let mut claim = claim(&format!("statementMade {actor}"));
        speaker.clone_into(&mut claim.speaker);
        claim.spans = vec![span];
        claim
    };
    let got = match agreement(&statement(label, 10..20), &statement(event, span)) {
        Some(agreement) if agreement.is_exact() => "exact",
        Some(_) => "found",
        None => "another",
    };
    assert_eq!(got, expect, "{label:?} {event:?}");
}

#[test]
fn a_statement_is_found_by_place_and_speaker() {
    let label = ("jens stoltenberg", "NATO");
    check_statement(label, ("jens stoltenberg", "NATO"), 0..11, "exact");
    check_statement(label, ("stoltenberg", "NATO"), 19..30, "exact");
    check_statement(label, ("stoltenberg", "NOR"), 10..20, "found");
    check_statement(label, ("stoltenberg", "NATO"), 20..30, "another");
    check_statement(label, ("jens plötner", "NATO"), 10..20, "exact");
    check_statement(label, ("john kirby", "NATO"), 10..20, "another");
    check_statement(label, ("", "NATO"), 10..20, "another");
}

#[test]
fn a_title_alone_tells_nobody_apart() {
    check_statement(
        ("president biden", "USA"),
        ("president putin", "USA"),
        10..20,
        "another",
    );
    check_statement(
        ("the president", "USA"),
        ("president", "USA"),
        10..20,
        "exact",
    );
    check_statement(
        ("ministry of defence", "FRA"),
        ("defence minister", "FRA"),
        10..20,
        "exact",
    );
}
