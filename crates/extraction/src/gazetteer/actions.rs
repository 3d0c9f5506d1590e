//! Nouns of doing: `the arrival of`, `a withdrawal from`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::table::rows;
use super::verbs::{Verb, find_verbs};
use super::words::Words;

static ACTIONS: LazyLock<BTreeMap<&'static str, &'static Verb>> = LazyLock::new(|| {
    let file = include_str!("../../data/action-nouns.tsv");
    let verb = |lemma| {
        let found = find_verbs(&Words::of(lemma));
        found
            .first()
            .expect("action-nouns.tsv names listed verbs")
            .verb
    };
    rows(file)
        .flat_map(|row| {
            let verb = verb(row.field(1));
            row.list(0)
                .map(move |noun| (noun, verb))
                .collect::<Vec<_>>()
        })
        .collect()
});

/// The verb that a noun of doing stands for.
pub fn action(noun: &str) -> Option<&'static Verb> {
    ACTIONS.get(noun).copied()
}
