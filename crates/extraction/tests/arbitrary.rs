//! Whatever the text, reading it neither fails nor invents.

use std::fmt::Write as _;

use events::{Article, Published, PublishedBasis};
use proptest::prelude::*;

fn article(text: &str, dated: bool) -> Article {
    let at = "2022-02-02".parse().expect("a date");
    let published = dated.then_some(Published {
        at,
        basis: PublishedBasis::Stated,
    });
    Article::new("", "Example Wire", None, published, text)
}

/// Evidence is the text's own, ids are distinct, and a second reading is the first.
fn check(text: &str, dated: bool) {
    let article = article(text, dated);
    let first = extraction::extract(&article);
    for event in &first.events {
        assert!(!event.provenance.evidence.is_empty(), "{event:?}");
        for evidence in &event.provenance.evidence {
            assert!(evidence.holds_in(text), "{evidence:?} in {text:?}");
        }
        assert!(event.recorded_at.is_none());
    }
    for abstained in &first.abstained {
        assert!(
            abstained.evidence.holds_in(text),
            "{abstained:?} in {text:?}"
        );
    }
    let mut ids: Vec<_> = first.events.iter().map(|event| event.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), first.events.len());
    assert_eq!(first, extraction::extract(&article));
}

/// Words and marks of dispatches, in any order.
fn wordy() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "Russia",
        "the",
        "US",
        "U.S.",
        "troops",
        "3,000",
        "soldiers",
        "to",
        "from",
        "in",
        "and",
        "or",
        ",",
        ".",
        "\"",
        "“",
        "”",
        "'s",
        "’s",
        "will",
        "not",
        "sent",
        "is",
        "sending",
        "has",
        "have",
        "been",
        "who",
        "which",
        "where",
        "that",
        "said",
        "Poland",
        "Lithuania",
        "F-16s",
        "two",
        "another",
        "up",
        "more",
        "than",
        "of",
        "a",
        "frigate",
        "on",
        "Wednesday",
        "its",
        "they",
        "there",
        "border",
        "near",
        "alert",
        "standby",
        "exercise",
        "withdraw",
        "leaving",
        "\n\n",
        "-",
        "(",
        ")",
        ";",
        ":",
        "between",
        "75,000",
        "February",
        "2",
        "ago",
        "months",
        "by",
        "with",
        "for",
        "each",
        "neither",
        "nor",
        "called",
        "up",
        "the vanguard of",
        "compared with",
        "down from",
        "Łódź",
        "é",
        "🚢",
        "no",
        "none",
        "of them",
        "to be",
        "put",
        "at",
        "an earlier version",
        "wrong",
        "as",
        "if",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in any::<String>()) {
        check(&text, true);
    }

    #[test]
    fn any_words(text in wordy(), dated in any::<bool>()) {
        check(&text, dated);
    }
}

#[test]
fn texts_that_are_no_prose() {
    let mut text = String::new();
    for number in 0..400 {
        let _ = write!(
            text,
            "Spain will send {number} soldiers to Latvia and two ships to the Black Sea, Madrid said. "
        );
    }
    check(&text, true);
    check(&"a ".repeat(20_000), true);
    check(&"x".repeat(100_000), true);
    check(&"troops and ".repeat(3_000), true);
}

#[test]
fn other_languages_give_no_facts() {
    let text = "Le gouvernement a annoncé mardi que la France enverrait environ 500 soldats en Roumanie dans les prochains jours, \
                afin de renforcer le flanc oriental de l'alliance, a déclaré le chef d'état-major des armées à la radio.";
    let read = extraction::extract(&article(text, true));
    assert_eq!((read.language.as_str(), read.events.len()), ("fra", 0));
}
