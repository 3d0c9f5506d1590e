//! Names by which a unit is one thing wherever it is told: a ship's, and a formation's number.
//!
//! A ship's name often stands in the words of the article alone ("the destroyer Diamond"), beside a
//! designation that is only its type.

use std::collections::BTreeSet;

use events::{Category, Evidence, Fact, Force};

/// Words after which a ship's name stands.
const SHIP_TYPES: &[&str] = &[
    "carrier",
    "destroyer",
    "frigate",
    "corvette",
    "cruiser",
    "submarine",
    "ship",
    "warship",
    "vessel",
    "minehunter",
    "minesweeper",
    "patrol boat",
    "carriers",
    "destroyers",
    "frigates",
    "corvettes",
    "cruisers",
    "submarines",
    "ships",
    "warships",
    "vessels",
];
/// Letters before a ship's name.
const SHIP_PREFIXES: &[&str] = &[
    "USS", "HMS", "HMCS", "HMAS", "HDMS", "HNLMS", "HNoMS", "FS", "FGS", "INS", "JS", "ROKS",
    "BRP", "ESPS", "ITS", "TCG", "PLANS", "USNS", "RFA",
];

/// The names of the units that one of the forces of a fact is, in lower case, by its designation
/// and the words of the article.
pub(crate) fn names(words: &[Evidence], forces: &[Force], force: &Force) -> BTreeSet<String> {
    match force.category {
        Category::Warship | Category::Submarine => {
            let words = words.iter().map(|slice| slice.text.as_str());
            let alone = forces
                .iter()
                .filter(|other| other.category == force.category)
                .count()
                == 1;
            let own_type = force.designation.split_whitespace().last();
            let types = |word: &str| {
                if alone {
                    SHIP_TYPES.contains(&word)
                } else {
                    own_type == Some(word)
                }
            };
            words
                .chain([force.designation.as_str()])
                .flat_map(|text| ships(text, &types))
                .collect()
        }
        Category::Troops | Category::LandUnit | Category::AirDefense | Category::Artillery => {
            formation(&force.designation).into_iter().collect()
        }
        _ => BTreeSet::new(),
    }
}

/// The forces of a fact that places them.
pub(crate) fn forces(fact: &Fact) -> &[Force] {
    match fact {
        Fact::DeploymentAnnounced(told) => &told.forces,
        Fact::WithdrawalAnnounced(told) => &told.forces,
        Fact::PostureReported(told) => &told.forces,
        _ => &[],
    }
}

/// "82nd Airborne", "45 Commando": a formation's number and the word after it.
fn formation(designation: &str) -> Option<String> {
    let words: Vec<&str> = designation.split_whitespace().collect();
    let at = words.iter().position(|word| is_ordinal(word))?;
    let next = words.get(at + 1)?;
    let number = words[at].trim_end_matches(|c: char| c.is_alphabetic());
    Some(format!("{number} {}", next.to_lowercase()))
}

/// "82nd", "45"; not "F-16".
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    !digits.is_empty()
        && digits.len() <= 3
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(ending, "" | "st" | "nd" | "rd" | "th")
}

/// The ships named after a type or a prefix: "the destroyers Porter and the Decatur".
fn ships(text: &str, is_type: &dyn Fn(&str) -> bool) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let led = is_type(plain(words[at])) || SHIP_PREFIXES.contains(&plain(words[at]));
        at += 1;
        if led && !ends_clause(words[at - 1]) {
            at = named(&words, at, &mut found);
        }
    }
    found
}

/// Reads names from `at` on, joined by "and" or commas; returns where they end.
fn named(words: &[&str], mut at: usize, found: &mut Vec<String>) -> usize {
    loop {
        while words
            .get(at)
            .is_some_and(|word| matches!(*word, "the" | "and") || SHIP_PREFIXES.contains(word))
        {
            at += 1;
        }
        let start = at;
        let mut ended = false;
        while !ended && words.get(at).is_some_and(|word| is_capital(word)) {
            ended = ends_clause(words[at]) && !is_initial(words[at]);
            at += 1;
        }
        if at == start {
            return at;
        }
        let name: Vec<String> = words[start..at]
            .iter()
            .map(|word| plain(word).to_lowercase())
            .collect();
        found.push(name.join(" "));
        let goes_on = words[at - 1].ends_with(',') || words.get(at) == Some(&"and");
        if !goes_on {
            return at;
        }
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn is_initial(word: &str) -> bool {
    word.len() == 2 && word.ends_with('.')
}

fn ends_clause(word: &str) -> bool {
    word.ends_with([',', '.', ';', ':', ')'])
}

fn plain(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_ships(text: &str, expect: &[&str]) {
        let got = ships(text, &|word| SHIP_TYPES.contains(&word));
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn ships_are_known_by_the_name_after_their_type() {
        check_ships("the destroyer Diamond will sail shortly", &["diamond"]);
        check_ships(
            "The frigate Peter Willemoes, the other half",
            &["peter willemoes"],
        );
        check_ships(
            "Two guided-missile destroyers, the John S. McCain and the Decatur",
            &[],
        );
        check_ships(
            "the destroyers John S. McCain and the Decatur have moved",
            &["john s mccain", "decatur"],
        );
        check_ships(
            "USS Gerald R. Ford and HMS Duncan",
            &["gerald r ford", "duncan"],
        );
        check_ships("a frigate to the Baltic Sea", &[]);
        check_ships("six Russian landing ships were completing", &[]);
    }

    fn check_formation(designation: &str, expect: Option<&str>) {
        assert_eq!(formation(designation).as_deref(), expect, "{designation}");
    }

    #[test]
    fn formations_are_known_by_their_number() {
        check_formation("82nd Airborne Division", Some("82 airborne"));
        check_formation("45 Commando Royal Marines", Some("45 commando"));
        check_formation("F-16", None);
        check_formation("Royal Welsh battlegroup", None);
        check_formation("S-400 battery", None);
    }
}
