//! Reliefs told in words alone: a ship that "has arrived and relieved the Eisenhower" is an arrival and
//! a departure.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use events::Category;
use events::fact::Status;

use super::findings::Findings;
use super::reach::Reach;
use super::telling::{Kind, Telling};
use super::unit::{departure, is_indivisible};

const RELIEVES: &[&str] = &[
    "relieve",
    "relieves",
    "relieved",
    "relieving",
    "replace",
    "replaces",
    "replaced",
    "replacing",
];
/// How many words after the verb the name stands at most.
const REACH: usize = 5;

/// The words with a capital close behind a verb of relief, in lower case: names, where units of such
/// names are known.
pub(super) fn relieved<'t>(slices: impl IntoIterator<Item = &'t str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for text in slices {
        let words: Vec<&str> = text.split_whitespace().collect();
        for (at, _) in words
            .iter()
            .enumerate()
            .filter(|(_, word)| RELIEVES.contains(&plain(word).as_str()))
        {
            let behind = words.iter().skip(at + 1).take(REACH);
            for word in behind {
                if plain(word) == "by" {
                    break;
                }
                if word.starts_with(char::is_uppercase) {
                    found.insert(plain(word));
                }
                if word.ends_with(['.', ',', ';', ':']) {
                    break;
                }
            }
        }
    }
    found
}

fn plain(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// The departures of the ships that arriving ones relieve.
pub(crate) fn departures<'a>(
    on: NaiveDate,
    category: Category,
    all: &[Telling<'a>],
    findings: &Findings,
) -> Vec<Telling<'a>> {
    let mut found = Vec::new();
    let mut left: BTreeSet<(usize, BTreeSet<String>)> = BTreeSet::new();
    let reliefs = all.iter().enumerate().filter(|(at, telling)| {
        telling.kind == Kind::Arrival
            && telling.status > Status::Considered
            && telling.reach == Reach::Whole
            && telling.begins() <= on
            && !telling.relieves.is_empty()
            && is_indivisible(category)
            && !findings.is_decided(*at)
    });
    for (_, relief) in reliefs {
        for here in all
            .iter()
            .take_while(|here| here.published <= relief.published)
        {
            let stands = matches!(here.kind, Kind::Stock | Kind::Arrival)
                && here.reach == Reach::Whole
                && here.status == Status::Completed
                && here.claim != relief.claim;
            let names: BTreeSet<String> = here
                .names
                .intersection(&relief.relieves)
                .filter(|name| !relief.names.contains(*name))
                .cloned()
                .collect();
            if stands && !names.is_empty() && left.insert((relief.claim, names.clone())) {
                found.push(Telling {
                    other_end: Arc::default(),
                    other_reach: Reach::Nowhere,
                    ..departure(category, here, relief, names)
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::relieved;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let got = relieved([text]);
        assert!(
            got.iter().map(String::as_str).eq(expect.iter().copied()),
            "{text}: {got:?}"
        );
    }

    #[test]
    fn a_name_stands_behind_the_verb() {
        check(
            "the Roosevelt arrived and relieved the Eisenhower",
            &["eisenhower"],
        );
        check(
            "HMS Richmond relieved HMS Diamond, which",
            &["diamond", "hms"],
        );
        check("the Eisenhower was relieved by the Roosevelt", &[]);
        check("a battery to replace the one which came in March", &[]);
    }
}
