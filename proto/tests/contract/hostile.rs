//! Whatever bytes arrive, reading ends in a value or an error, never in a panic.

use events::LogEvent;
use proptest::collection::vec;
use proptest::prelude::*;
use proto::{codec, json};

use crate::strategies::{article, event, log_event};

const SUBJECTS: [&str; 5] = [
    "vedette.log.v1.genesis",
    "vedette.log.v1.fact.postureReported.USA",
    "vedette.v1.extraction.57a39f6d-f5e9-5c23-9664-abecfa4cd4b3.rules",
    "vedette.v1.curation.retract",
    "vedette.log.v1.article.57a39f6d-f5e9-5c23-9664-abecfa4cd4b3",
];

proptest! {
    #[test]
    fn arbitrary_bytes(subject in "\\PC{0,40}", payload in vec(any::<u8>(), 0..300)) {
        for subject in SUBJECTS.into_iter().chain([subject.as_str()]) {
            let _ = codec::decode(subject, &payload, None);
        }
        let _ = codec::decode_article_message(&payload);
    }

    /// Near misses reach deeper than noise does. What is still accepted is written and read back.
    #[test]
    fn damaged_messages(event in log_event(), at in any::<prop::sample::Index>(), byte: u8, cut: bool) {
        let mut payload = codec::encode(&event);
        let at = at.index(payload.len());
        payload[at] = byte;
        if cut {
            payload.truncate(at);
        }
        let subject = codec::subject(&event);
        if let Ok(read) = codec::decode(subject.as_str(), &payload, None) {
            let again = codec::decode(subject.as_str(), &codec::encode(&read), None);
            prop_assert_eq!(again, Ok(read));
        }
    }

    #[test]
    fn damaged_articles(article in article(), at in any::<prop::sample::Index>(), byte: u8) {
        let message = proto::ArticleMessage::Article(Box::new(article));
        let mut payload = codec::encode_article_message(&message);
        let at = at.index(payload.len());
        payload[at] = byte;
        let _ = codec::decode_article_message(&payload);
    }

    #[test]
    fn damaged_json(event in event(), at in any::<prop::sample::Index>(), with in "\\PC{0,3}") {
        let mut text: Vec<char> = json::event_json(&event).to_string().chars().collect();
        let at = at.index(text.len());
        text.splice(at..=at, with.chars());
        let _ = json::event_from_json(&text.into_iter().collect::<String>());
    }

    /// A message under another's subject is refused, whatever it holds.
    #[test]
    fn a_message_under_anothers_subject(a in log_event(), b in log_event()) {
        let subject = codec::subject(&b);
        prop_assume!(codec::subject(&a) != subject);
        prop_assert!(codec::decode(subject.as_str(), &codec::encode(&a), None).is_err());
    }
}

/// Protobuf nests without end; the reader does not follow.
#[test]
fn deep_nesting_ends() {
    let payload = vec![0x0b; 100_000]; // the start of group 1, never ended
    assert!(codec::decode("vedette.v1.genesis", &payload, None).is_err());
    let text = format!("{}{}", "{\"fact\":".repeat(100_000), "}".repeat(100_000));
    assert!(json::curation_from_json(&text).is_err());
}

#[test]
fn an_empty_payload_is_no_message() {
    for subject in SUBJECTS {
        assert!(codec::decode(subject, &[], None).is_err(), "{subject}");
    }
    assert!(codec::decode_article_message(&[]).is_err());
}

/// A later version of the contract adds fields, and an older reader passes over them.
#[test]
fn unknown_fields_are_passed_over() {
    let log = events::LogId(uuid::Uuid::from_u128(7));
    let created_at = "2022-02-02T17:30:00Z".parse().unwrap();
    let event = LogEvent::Genesis(events::Genesis { log, created_at });
    let mut payload = codec::encode(&event);
    payload.extend([0xfa, 0x01, 0x03, b'n', b'e', b'w']); // field 31, three bytes
    assert_eq!(
        codec::decode("vedette.v1.genesis", &payload, None),
        Ok(event)
    );
}
