//! Whatever the bytes, reading them as an article neither panics nor invents: evidence is the text's
//! own words at the code points it names, and a second reading is the first.

#![no_main]

use events::{Article, Published, PublishedBasis};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let at = "2022-02-12".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    let article = Article::new("", "Example Wire", None, Some(published), &*text);
    let first = extraction::extract(&article);
    for event in &first.events {
        assert!(!event.provenance.evidence.is_empty(), "{event:?}");
        for evidence in &event.provenance.evidence {
            assert!(evidence.holds_in(&text), "{evidence:?}");
        }
    }
    for abstained in &first.abstained {
        assert!(abstained.evidence.holds_in(&text), "{abstained:?}");
    }
    assert_eq!(first, extraction::extract(&article));
});
