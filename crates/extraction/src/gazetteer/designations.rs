//! Type designations found by their form: `F-16s`, `Su-35S`, `KC-135`, `Type 055`, `Arleigh
//! Burke-class`; ships' names stand in [`super::ships`].

use std::collections::BTreeMap;
use std::sync::LazyLock;

use events::{ActorCode, Category};

use super::ships::Ships;
use super::table::rows;
use super::words::Words;

/// A type or a ship as named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Designation {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it counts as. For a ship or class this is [`Category::Warship`], unless it is known to
    /// be a submarine: a noun beside it knows better.
    pub category: Category,
    /// In the singular and with its customary hyphen: `F-16` for `F16s`.
    pub name: String,
    /// It stands in the plural.
    pub plural: bool,
    /// The state whose navy the prefix of a ship's name tells.
    pub owner: Option<ActorCode>,
}

/// A family of types: everything that begins with `MiG-`.
struct Family {
    prefix: &'static str,
    /// What stands between prefix and number in its customary form.
    joint: &'static str,
    /// The numbers of the family; empty for all.
    numbers: Vec<(u32, u32)>,
    category: Category,
}

/// A ship's or a class's name is looked for among this many bytes.
const NAME_MAX: usize = 120;

/// Among this many bytes of a type stands a digit of its number.
const PREFIX_MAX: usize = 16;

/// The families by the first byte of their prefixes.
static FAMILIES: LazyLock<BTreeMap<u8, Vec<Family>>> = LazyLock::new(|| {
    let span = |item: &str| {
        let (low, high) = item.split_once("..").unwrap_or((item, item));
        let number = |text: &str| text.parse().expect("designations.tsv tells numbers");
        (number(low), number(high))
    };
    let file = include_str!("../../data/designations.tsv");
    let mut families: BTreeMap<u8, Vec<Family>> = BTreeMap::new();
    for row in rows(file) {
        let prefix = row.field(0);
        assert!(prefix.len() + 4 <= PREFIX_MAX, "a joint and a digit follow");
        let family = Family {
            prefix,
            joint: match row.field(1) {
                "hyphen" => "-",
                "space" => " ",
                _ => "",
            },
            numbers: row.list(2).map(span).collect(),
            category: row
                .field(3)
                .parse()
                .expect("designations.tsv names a category"),
        };
        families
            .entry(prefix.as_bytes()[0])
            .or_default()
            .push(family);
    }
    families
});

static SUBMARINE_CLASSES: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let file = include_str!("../../data/submarine-classes.tsv");
    rows(file).map(|row| row.field(0)).collect()
});

/// Every designation in the text, in order and without overlaps.
pub fn find_designations(words: &Words<'_>) -> Vec<Designation> {
    let text = words.text;
    let mut found = Vec::new();
    let classes = class_at(text).is_some();
    let mut free = 0;
    let mut ships = Ships::of(words);
    for &start in &words.starts {
        if start < free || !begins_designation(text, start) {
            continue;
        }
        let designation = ships
            .at(text, start)
            .or_else(|| classes.then(|| class(text, start))?)
            .or_else(|| typed(text, start));
        if let Some(designation) = designation {
            free = designation.end;
            found.push(designation);
        }
    }
    found
}

/// Whether a capital or a digit stands here.
fn begins_designation(text: &str, start: usize) -> bool {
    let first = text[start..].chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// `F-16`, `F-16s`, `F/A-18E`, `S-400`, `Type 055`, `CV90`, `2S19`.
fn typed(text: &str, start: usize) -> Option<Designation> {
    let rest = &text[start..];
    let families = FAMILIES.get(rest.as_bytes().first()?)?;
    let head = &rest.as_bytes()[..rest.len().min(PREFIX_MAX)];
    if !head.iter().any(u8::is_ascii_digit) {
        return None;
    }
    families
        .iter()
        .filter_map(|family| {
            let named = rest.strip_prefix(family.prefix)?;
            let spaced = (family.joint == " ").then_some([' ', '\u{a0}']);
            let after = named
                .strip_prefix(['-', '\u{2010}', '\u{2011}', '\u{2013}'])
                .or_else(|| named.strip_prefix(spaced?));
            if after.is_none() && family.joint == " " {
                return None;
            }
            let hyphenless = after.is_none() && family.joint == "-";
            let after = after.unwrap_or(named);
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let number: u32 = after
                .get(..digits)
                .filter(|_| (1..=4).contains(&digits))?
                .parse()
                .ok()?;
            // The band U2 and the motorway M1 are no aircraft.
            if hyphenless && family.prefix.len() == 1 && number < 10 {
                return None;
            }
            let known = |&(low, high): &(u32, u32)| (low..=high).contains(&number);
            if !family.numbers.is_empty() && !family.numbers.iter().any(known) {
                return None;
            }
            let suffix = &after[digits..];
            let letters = suffix
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(suffix.len());
            let (variant, plural) = match suffix[..letters].strip_suffix('s') {
                Some(variant) => (variant, true),
                None => (&suffix[..letters], false),
            };
            let lower = variant.bytes().filter(u8::is_ascii_lowercase).count();
            if variant.len() > 4 || lower > 0 {
                return None;
            }
            let end = start + (rest.len() - suffix.len()) + letters;
            let ends_a_word = !text[end..]
                .chars()
                .next()
                .is_some_and(char::is_alphanumeric);
            ends_a_word.then(|| Designation {
                start,
                end,
                category: family.category,
                name: format!(
                    "{}{}{}{variant}",
                    family.prefix,
                    family.joint,
                    &after[..digits]
                ),
                plural,
                owner: None,
            })
        })
        .reduce(|first, other| if other.end > first.end { other } else { first })
}

/// `Arleigh Burke-class`, `Type 45-class`.
fn class(text: &str, start: usize) -> Option<Designation> {
    let mut end = start;
    for (offset, word) in words_of(text, start).take(3) {
        if let Some(at) = class_at(word) {
            let end = offset + at + "-class".len();
            let name = &text[start..offset + at];
            let submarine = SUBMARINE_CLASSES.contains(&name);
            let ranked = matches!(name, "First" | "World" | "Middle" | "Working" | "Business");
            return (at > 0 && !ranked).then(|| Designation {
                start,
                end,
                category: if submarine {
                    Category::Submarine
                } else {
                    Category::Warship
                },
                name: text[start..end].to_owned(),
                plural: false,
                owner: None,
            });
        }
        let plain = word.chars().all(|c| c.is_alphanumeric() || c == '-');
        if !plain || !word.chars().next().is_some_and(char::is_uppercase) || offset < end {
            return None;
        }
        end = offset + word.len();
    }
    None
}

/// Where `-class` stands in a word.
fn class_at(word: &str) -> Option<usize> {
    const CLASS: &str = "-class";
    word.match_indices('-').map(|(at, _)| at).find(|at| {
        let tail = word.as_bytes().get(*at..at + CLASS.len());
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(CLASS.as_bytes()))
    })
}

/// The words from a place on, up to the line's end, with the bytes they begin at.
pub(super) fn words_of(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut limit = text.len().min(from + NAME_MAX);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let mut at = from;
    std::iter::from_fn(move || {
        let rest = text[at..limit].trim_start_matches([' ', '\u{a0}']);
        let word = rest.split([' ', '\u{a0}', '\n']).next()?;
        let start = limit - rest.len();
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

pub(super) fn is_calendar(word: &str) -> bool {
    const CALENDAR: [&str; 19] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    CALENDAR.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Category, bool)]) {
        let found: Vec<_> = find_designations(&Words::of(text))
            .into_iter()
            .map(|d| (d.name, d.category, d.plural))
            .collect();
        let expect: Vec<_> = expect
            .iter()
            .map(|&(name, category, plural)| (name.to_owned(), category, plural))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn types_by_their_form() {
        check("six F-16s", &[("F-16", Category::CombatAircraft, true)]);
        check("an F16 jet", &[("F-16", Category::CombatAircraft, false)]);
        check(
            "F/A-18E jets",
            &[("F/A-18E", Category::CombatAircraft, false)],
        );
        check(
            "Su-35S and MiG-31Ks",
            &[
                ("Su-35S", Category::CombatAircraft, false),
                ("MiG-31K", Category::CombatAircraft, true),
            ],
        );
        check(
            "Tu-95MS bombers",
            &[("Tu-95MS", Category::CombatAircraft, false)],
        );
        check(
            "KC-135s and C-17 planes",
            &[
                ("KC-135", Category::SupportAircraft, true),
                ("C-17", Category::SupportAircraft, false),
            ],
        );
        check(
            "an S-400 battery",
            &[("S-400", Category::AirDefense, false)],
        );
        check(
            "a Type 055 destroyer",
            &[("Type 055", Category::Warship, false)],
        );
        check(
            "T-72B3 and M1A2",
            &[
                ("T-72B3", Category::Armor, false),
                ("M1A2", Category::Armor, false),
            ],
        );
        check("CV90s", &[("CV90", Category::Armor, true)]);
        check(
            "COVID-19, G-7, B-roll, U-2 concert hall",
            &[("U-2", Category::SupportAircraft, false)],
        );
    }

    #[test]
    fn ships_and_classes() {
        check(
            "the USS Ross, a destroyer",
            &[("USS Ross", Category::Warship, false)],
        );
        check(
            "HMS Prince of Wales sailed",
            &[("HMS Prince of Wales", Category::Warship, false)],
        );
        check(
            "USS Dwight D. Eisenhower left",
            &[("USS Dwight D. Eisenhower", Category::Warship, false)],
        );
        check(
            "USS Porter's crew",
            &[("USS Porter", Category::Warship, false)],
        );
        check(
            "an Arleigh Burke-class destroyer",
            &[("Arleigh Burke-class", Category::Warship, false)],
        );
        check(
            "an Ohio-class boat",
            &[("Ohio-class", Category::Submarine, false)],
        );
        check("World-class opera", &[]);
    }
}
