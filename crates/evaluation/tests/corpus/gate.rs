//! What the extractor has reached on the project's own labelled dispatches, it keeps.

use evaluation::{Baseline, reading};

use crate::{dispatches, folder};

#[test]
fn no_figure_falls_below_the_baseline() {
    let path = folder().join("baseline.json");
    let reached = std::fs::read_to_string(path).expect("the baseline is there");
    let reached: Baseline = serde_json::from_str(&reached).expect("it is a baseline");
    let corpus = dispatches();
    let figures = reading::figures(&reading::read(&corpus));
    let falls = reached.falls(&Baseline::of(&figures));
    let falls: Vec<_> = falls.iter().map(|fall| format!("  {fall}\n")).collect();
    assert!(
        falls.is_empty(),
        "the extractor reads worse than it did:\n{}see what it misses: cargo xtask eval integration-tests/dispatches --verbose\nafter a gain elsewhere: cargo xtask eval integration-tests/dispatches --write-baseline, with --force to write down what fell",
        falls.concat()
    );
}

#[test]
fn evidence_is_always_the_texts_own_slice() {
    for reading in reading::read(&dispatches()) {
        assert_eq!(reading.bad_evidence(), 0, "{}", reading.dispatch.id);
    }
}

#[test]
fn dispatches_without_a_fact_give_none() {
    let corpus = dispatches();
    let readings = reading::read(&corpus);
    let quiet = readings
        .iter()
        .filter(|reading| reading.dispatch.labels.is_empty());
    let mut seen = 0;
    for reading in quiet {
        seen += 1;
        let read: Vec<_> = reading
            .events
            .iter()
            .map(|event| (event.fact.fact_type().as_str(), &event.provenance.evidence))
            .collect();
        assert!(
            read.is_empty(),
            "{} tells nothing: {read:?}",
            reading.dispatch.id
        );
    }
    assert!(seen >= 10, "{seen} dispatches without a fact");
}
