//! What is written is read back: over protobuf and over JSON, for every type.

use events::{LogEvent, Published, PublishedAt, PublishedBasis};
use proptest::prelude::*;
use proto::{ArticleMessage, InvalidField, codec, json, v1};

use crate::strategies::{
    actor, article, curation, event, fact, force, log_event, marker, place, tombstone,
};

/// Domain to message and back, without and with JSON between.
fn check<D, W>(domain: &D) -> Result<(), TestCaseError>
where
    D: PartialEq + std::fmt::Debug + TryFrom<W, Error = InvalidField>,
    W: for<'a> From<&'a D> + serde::Serialize + serde::de::DeserializeOwned,
{
    let back = D::try_from(W::from(domain)).map_err(|error| error.to_string());
    prop_assert_eq!(back.as_ref(), Ok(domain));
    let text = serde_json::to_string(&W::from(domain)).expect("JSON");
    let wire: W = serde_json::from_str(&text).expect("its own JSON");
    let back = D::try_from(wire).map_err(|error| error.to_string());
    prop_assert_eq!(back.as_ref(), Ok(domain));
    Ok(())
}

proptest! {
    #[test]
    fn values(actor in actor(), place in place(), force in force()) {
        check::<_, v1::Actor>(&actor)?;
        check::<_, v1::Place>(&place)?;
        check::<_, v1::Force>(&force)?;
    }

    #[test]
    fn facts_and_events(fact in fact(), event in event()) {
        check::<_, v1::Fact>(&fact)?;
        check::<_, v1::Event>(&event)?;
    }

    #[test]
    fn the_rest_of_the_log(marker in marker(), curation in curation()) {
        check::<_, v1::ExtractionMarker>(&marker)?;
        check::<_, v1::Curation>(&curation)?;
    }

    #[test]
    fn articles(article in article(), tombstone in tombstone()) {
        check::<_, v1::Article>(&article)?;
        check::<_, v1::Tombstone>(&tombstone)?;
    }

    #[test]
    fn messages_of_the_event_log(event in log_event(), public in any::<bool>()) {
        let recorded_at = match &event {
            LogEvent::Fact(event) => event.recorded_at,
            _ => None,
        };
        let payload = codec::encode(&event);
        let subject = codec::subject(&event);
        let subject = if public { subject.public() } else { subject.to_string() };
        let back = codec::decode(&subject, &payload, recorded_at);
        prop_assert_eq!(back.as_ref(), Ok(&event));
        prop_assert_eq!(codec::encode(&event), payload);
    }

    #[test]
    fn messages_of_articles(article in article(), tombstone in tombstone()) {
        for message in [ArticleMessage::Article(Box::new(article)), ArticleMessage::TakenDown(tombstone)] {
            let payload = codec::encode_article_message(&message);
            prop_assert_eq!(codec::decode_article_message(&payload), Ok(message));
        }
    }

    #[test]
    fn json_of_domain_values(event in event(), fact in fact(), curation in curation(), article in article()) {
        prop_assert_eq!(json::event_from_json(&json::event_json(&event).to_string()).unwrap(), event);
        prop_assert_eq!(json::fact_from_json(&json::fact_json(&fact).to_string()).unwrap(), fact);
        prop_assert_eq!(json::curation_from_json(&json::curation_json(&curation).to_string()).unwrap(), curation);
        prop_assert_eq!(json::article_from_json(&json::article_json(&article).to_string()).unwrap(), article);
    }

    /// The time of recording is the log's: it never stands in a payload.
    #[test]
    fn payloads_carry_no_time_of_recording(event in event()) {
        let unstamped = events::Event { recorded_at: None, ..event.clone() };
        let [stamped, unstamped] = [event, unstamped].map(|event| LogEvent::Fact(Box::new(event)));
        prop_assert_eq!(codec::encode(&stamped), codec::encode(&unstamped));
    }

    /// Two corrections that say the same are one; any difference makes another.
    #[test]
    fn corrections_are_known_by_their_content(a in curation(), b in curation()) {
        let id = |c: &events::Curation| codec::curation_id(&c.author, &c.reason, &c.action);
        prop_assert_eq!(id(&a), id(&a.clone()));
        let same = (&a.author, &a.reason, &a.action) == (&b.author, &b.reason, &b.action);
        prop_assert_eq!(id(&a) == id(&b), same);
    }
}

/// An outlet's instants may fall in a leap second.
#[test]
fn a_leap_second_of_publication_survives() {
    let at: PublishedAt = "2016-12-31T23:59:60Z".parse().unwrap();
    let basis = PublishedBasis::Metadata;
    let article = events::Article::new("", "", None, Some(Published { at, basis }), "Text");
    let wire = v1::Article::from(&article);
    assert_eq!(wire.published_at, "2016-12-31T23:59:60Z");
    assert_eq!(events::Article::try_from(wire).unwrap(), article);
}

/// `Timestamp` knows no leap seconds: the log's stamp becomes the last instant before.
#[test]
fn a_leap_second_of_recording_becomes_the_instant_before() {
    let genesis = events::Genesis {
        log: events::LogId(uuid::Uuid::from_u128(7)),
        created_at: "2016-12-31T23:59:60Z".parse().unwrap(),
    };
    let back = events::Genesis::try_from(v1::Genesis::from(&genesis)).unwrap();
    assert_eq!(
        back.created_at.to_rfc3339(),
        "2016-12-31T23:59:59.999999999+00:00"
    );
}
