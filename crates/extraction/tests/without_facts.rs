//! Sport, business and weather speak the language of war, and tell nothing of it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use events::{Article, Published, PublishedBasis};

/// Facts that may be found in all texts together.
const FACTS_MAX: usize = 2;
/// Texts that there are.
const TEXTS: usize = 200;

#[test]
fn sport_business_and_weather_tell_no_facts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../integration-tests/dispatches-without-facts");
    let (mut texts, mut facts, mut found) = (0, 0, String::new());
    for name in ["sports", "business", "weather"] {
        let file = fs::read_to_string(folder.join(name).with_extension("txt"));
        let file = file.expect("the texts are part of the project");
        for text in file.split("\n\n----\n\n") {
            texts += 1;
            for event in extraction::extract(&article(text)).events {
                facts += 1;
                let evidence = &event.provenance.evidence[0].text;
                let _ = writeln!(found, "{name}: {} {evidence:?}", event.provenance.rule);
            }
        }
    }
    assert_eq!(texts, TEXTS);
    assert!(facts <= FACTS_MAX, "{facts} facts:\n{found}");
}

fn article(text: &str) -> Article {
    let at = "2031-03-14".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    Article::new("", "Example Wire", None, Some(published), text)
}
