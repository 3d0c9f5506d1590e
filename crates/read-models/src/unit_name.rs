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
/// Types of ship that exclude one another.
const TYPES: &[&str] = &[
    "carrier",
    "destroyer",
    "frigate",
    "corvette",
    "cruiser",
    "submarine",
    "minehunter",
    "minesweeper",
    "patrol",
    "landing ship",
    "tanker",
    "intelligence",
];
/// Words with a capital that stand in designations of ships and are no name.
const NOT_NAMES: &[&str] = &[
    "Royal",
    "Navy",
    "Naval",
    "Fleet",
    "Strike",
    "Group",
    "Carrier",
    "Task",
    "Force",
    "Standing",
    "Maritime",
    "NATO",
    "Amphibious",
    "Ready",
    "Squadron",
    "Flotilla",
    "Northern",
    "Baltic",
    "Black",
    "Sea",
    "Pacific",
    "Atlantic",
    "Mediterranean",
    "Type",
    "Coast",
    "Guard",
    "Aegis",
    "The",
    "Arctic",
    "Unit",
    "Expeditionary",
];
/// Letters before a ship's name.
const SHIP_PREFIXES: &[&str] = &[
    "USS", "HMS", "HMCS", "HMAS", "HDMS", "HNLMS", "HNoMS", "FS", "FGS", "INS", "JS", "ROKS",
    "BRP", "ESPS", "ITS", "TCG", "PLANS", "USNS", "RFA",
];

/// The names of the units that one of the forces of a fact is, in lower case, by its designation
/// and the words of the article. A ship is known by the last word of its name: "Ford" is the
/// "Gerald R. Ford".
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
            // One ship by its own name: the others in the sentence are those that it relieves.
            let own = proper_name(&force.designation);
            if let (Some(name), Some(1)) = (&own, force.quantity.as_ref().map(|told| told.low)) {
                return BTreeSet::from([surname(name).to_owned()]);
            }
            words
                .chain([force.designation.as_str()])
                .flat_map(|text| ships(text, &types))
                .chain(own)
                .map(|name| surname(&name).to_owned())
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

/// The types of ship that a designation, else the words of the article, tell: a carrier is no
/// frigate, whatever their names.
pub(crate) fn ship_types(words: &[Evidence], designation: &str) -> BTreeSet<&'static str> {
    let told = |text: &str| -> BTreeSet<&'static str> {
        let lower = text.to_lowercase();
        TYPES
            .iter()
            .filter(|kind| lower.contains(*kind))
            .copied()
            .collect()
    };
    let own = told(designation);
    if own.is_empty() {
        words.iter().flat_map(|slice| told(&slice.text)).collect()
    } else {
        own
    }
}

/// A ship's name without its type: "Marshal Ustinov", "HMS Coverdale"; not "Nimitz-class carrier",
/// nor "Royal Navy frigate".
fn proper_name(designation: &str) -> Option<String> {
    let words: Vec<&str> = designation.split_whitespace().collect();
    let of_a_class = |at: usize| {
        words[at].contains("-class")
            || words.get(at + 1).is_some_and(|next| *next == "class")
            || at
                .checked_sub(1)
                .is_some_and(|before| words[before] == "Type")
    };
    let name: Vec<String> = (0..words.len())
        .filter(|at| is_capital(words[*at]) && !of_a_class(*at))
        .map(|at| plain(words[at]))
        .filter(|word| {
            let lower = word.to_lowercase();
            !SHIP_PREFIXES.contains(word)
                && !NOT_NAMES.contains(word)
                && !SHIP_TYPES.contains(&lower.as_str())
                && !is_nationality(word)
        })
        .map(str::to_lowercase)
        .collect();
    (!name.is_empty()).then(|| name.join(" "))
}

/// The last word of a name, initials and numerals apart.
fn surname(name: &str) -> &str {
    let words = name.split_whitespace().rev();
    let mut long = words.filter(|word| word.chars().count() > 2);
    long.next().unwrap_or(name)
}

/// "British", "American", "Chinese", "US": said of the owner, not of the unit.
pub(crate) fn is_nationality(word: &str) -> bool {
    let ending = [
        "ish", "ican", "ian", "ese", "ench", "utch", "erman", "aeli", "eek",
    ];
    word == "US"
        || word == "U.S."
        || word == "UK"
        || (is_capital(word) && ending.iter().any(|end| word.ends_with(end)))
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

    fn check_names(designation: &str, words: &str, expect: &[&str]) {
        let force = Force {
            category: Category::Warship,
            quantity: None,
            designation: designation.to_owned(),
            extent: None,
            part_of: None,
        };
        let evidence = Evidence {
            start: 0,
            end: 0,
            text: words.to_owned(),
        };
        let forces = [force];
        let got = names(&[evidence], &forces, &forces[0]);
        assert_eq!(got.iter().map(String::as_str).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn a_ship_is_known_by_the_last_word_of_its_name() {
        check_names(
            "Gerald R. Ford",
            "the strike group was ordered north",
            &["ford"],
        );
        check_names("", "the carrier USS Ford is there", &["ford"]);
        check_names(
            "HMS Coverdale",
            "HMS Coverdale, a Type 26 frigate",
            &["coverdale"],
        );
        check_names("Eisenhower Carrier Strike Group", "", &["eisenhower"]);
        check_names("Nimitz-class carrier", "a Nimitz-class carrier", &[]);
        check_names("Royal Navy frigate", "a frigate", &[]);
        check_names("Type 45 destroyer", "a destroyer", &[]);
        check_names("aircraft carrier", "an American aircraft carrier", &[]);
        check_names("Juan Carlos I", "", &["carlos"]);
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
