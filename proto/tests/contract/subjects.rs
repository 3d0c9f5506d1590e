//! Subjects and message ids are part of what is published: subscribers filter by them.

use events::LogEvent;
use proto::{DecodeError, codec};

use crate::golden;

fn check(golden: &str, subject: &str, id: &str) {
    let event = golden::log_event(golden);
    assert_eq!(codec::subject(&event).public(), subject, "{golden}");
    assert_eq!(codec::message_id(&event).to_string(), id, "{golden}");
}

#[test]
fn each_message_has_its_subject_and_id() {
    check(
        "genesis",
        "vedette.v1.genesis",
        "0d6f0a39-5b0e-4c5e-9a53-3f0f6f1c2b7e",
    );
    check(
        "fact.deploymentAnnounced",
        "vedette.v1.fact.deploymentAnnounced.USA",
        "90f98fad-a8e8-55f4-a7ab-caf05d356fa9",
    );
    check(
        "fact.withdrawalAnnounced",
        "vedette.v1.fact.withdrawalAnnounced.FRA",
        "433a832e-0587-541d-ad8a-1e09d8ea30c9",
    );
    check(
        "fact.deploymentRuledOut",
        "vedette.v1.fact.deploymentRuledOut.NATO",
        "2f140d5b-f3f7-5a04-8cff-52c8eea3be32",
    );
    check(
        "fact.postureReported",
        "vedette.v1.fact.postureReported.RUS",
        "1e185140-e7dc-500d-8e58-7cac268843b5",
    );
    check(
        "fact.readinessChanged",
        "vedette.v1.fact.readinessChanged.USA",
        "801eb8ba-4dc7-50b0-a0b6-067e8829a825",
    );
    check(
        "fact.militaryAidAnnounced",
        "vedette.v1.fact.militaryAidAnnounced.GBR",
        "de8c5a6e-d295-5f6b-8a56-aa30c8ad7d65",
    );
    check(
        "fact.exerciseReported",
        "vedette.v1.fact.exerciseReported.POL",
        "d3c79601-b62a-583d-bb37-5a9be0af8216",
    );
    check(
        "fact.statementMade",
        "vedette.v1.fact.statementMade.NATO",
        "465dc158-c559-51a5-8902-7f2dcbe6a11f",
    );
    check(
        "fact.reportCorrected",
        "vedette.v1.fact.reportCorrected.USA",
        "54df6998-483e-5336-91a5-2142d789b5fb",
    );
    check(
        "fact.statementMade.sparse",
        "vedette.v1.fact.statementMade._",
        "3fdd7453-4853-51a5-ae13-ad9f0a756ba6",
    );
    check(
        "extraction",
        "vedette.v1.extraction.ea1179f3-b269-5cdd-9199-33f8be43dd23.rules",
        "59c6f66c-5c24-5bde-801d-0b6097fe3fa3",
    );
    check(
        "extraction.human",
        "vedette.v1.extraction.ea1179f3-b269-5cdd-9199-33f8be43dd23.analyst-desk",
        "380e1a35-aa16-5912-936a-c90922b17d33",
    );
    check(
        "curation.retract",
        "vedette.v1.curation.retract",
        "b67b0915-e984-54fa-ab2c-e6c7b6978d3d",
    );
    check(
        "curation.amend",
        "vedette.v1.curation.amend",
        "a9ce9fa6-f12a-508d-ac17-f3aeee30c1e6",
    );
    check(
        "curation.merge",
        "vedette.v1.curation.merge",
        "f1c6665f-d99c-556a-8bbc-30fda29f0ebc",
    );
    check(
        "curation.split",
        "vedette.v1.curation.split",
        "9efe8df5-e458-5f1c-985d-6c4b1982718d",
    );
    check(
        "curation.note",
        "vedette.v1.curation.note",
        "683cf4a8-1b40-5f52-a08a-830057006508",
    );
    check(
        "curation.assert",
        "vedette.v1.curation.assert",
        "34d0e096-ee4d-56e4-9b96-919618d84241",
    );
    check(
        "curation.revoke",
        "vedette.v1.curation.revoke",
        "f4de7071-124e-5bfa-b378-ad5229ff385d",
    );
}

#[test]
fn a_fact_of_nobody_stands_under_an_underscore() {
    let LogEvent::Fact(mut event) = golden::log_event("fact.exerciseReported") else {
        panic!("a fact");
    };
    if let events::Fact::ExerciseReported(exercise) = &mut event.fact {
        exercise.participants.clear();
    }
    let event = LogEvent::Fact(event);
    let subject = codec::subject(&event);
    assert_eq!(subject.public(), "vedette.v1.fact.exerciseReported._");
    let back = codec::decode(
        subject.as_str(),
        &codec::encode(&event),
        golden::recorded_at(&event),
    );
    assert_eq!(back, Ok(event));
}

#[test]
fn other_subjects_are_refused() {
    let payload = codec::encode(&golden::log_event("genesis"));
    for subject in [
        "",
        "genesis",
        "vedette.v1.",
        "vedette.v2.genesis",
        "vedette.v1.article.x",
        "other.v1.genesis",
    ] {
        let read = codec::decode(subject, &payload, None);
        assert_eq!(read, Err(DecodeError::UnknownSubject(subject.to_owned())));
    }
    let read = codec::decode("vedette.v1.genesis.x", &payload, None);
    assert!(
        matches!(read, Err(DecodeError::WrongSubject { .. })),
        "{read:?}"
    );
}
