//! Ships by name: with a navy's prefix (`USS Ross`, `FGS Hamburg`), after a word for a ship (`the
//! destroyer Laboon`, `the frigates Essen and Makarov`), and by the short name once the text has named
//! them (`the Laboon`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use events::{ActorCode, Category};

use super::designations::{Designation, is_calendar, words_of};
use super::table::rows;
use super::words::Words;

/// Ships that one text names, each under its whole and its short names.
const NAMED_MAX: usize = 128;
/// Bytes of a ship's name, at most.
const NAME_MAX: usize = 80;

/// What may open a ship's name.
const QUOTES: [char; 6] = ['"', '\u{201c}', '\'', '\u{2018}', '\u{ab}', '\u{201e}'];

struct Navy {
    prefix: &'static str,
    owner: ActorCode,
}

/// A ship that the table lists, or that a text has named.
#[derive(Clone)]
struct Ship {
    name: String,
    category: Category,
    owner: Option<ActorCode>,
}

/// The navies by the first byte of their prefixes.
static NAVIES: LazyLock<BTreeMap<u8, Vec<Navy>>> = LazyLock::new(|| {
    let file = include_str!("../../data/navies.tsv");
    let mut navies: BTreeMap<u8, Vec<Navy>> = BTreeMap::new();
    for row in rows(file) {
        let prefix = row.field(0);
        let owner = row.field(1).parse().expect("navies.tsv names states");
        let navy = Navy { prefix, owner };
        navies.entry(prefix.as_bytes()[0]).or_default().push(navy);
    }
    navies
});

/// The listed ships by each of their names. Of two with one name the first counts, but a prefix
/// tells them apart: USS Enterprise, HMS Enterprise.
static SHIPS: LazyLock<BTreeMap<&'static str, Ship>> = LazyLock::new(|| {
    let mut ships = BTreeMap::new();
    for row in rows(include_str!("../../data/ships.tsv")) {
        let ship = Ship {
            name: row.field(0).to_owned(),
            category: row.field(3).parse().expect("ships.tsv names a category"),
            owner: Some(row.field(2).parse().expect("ships.tsv names a state")),
        };
        for name in [row.field(0), bare(row.field(0))]
            .into_iter()
            .chain(row.list(1))
        {
            ships.entry(name).or_insert_with(|| ship.clone());
        }
    }
    ships
});

/// Ships' names in one text, from its beginning to its end.
#[derive(Default)]
pub(super) struct Ships<'t> {
    /// By each name under which the text may speak of them again.
    named: BTreeMap<&'t str, Ship>,
    /// Where the list goes on that a plural began: `the frigates Essen and Makarov`.
    list: Option<usize>,
    /// Where words begin that tell what a ship leads or is: `carrier`, `strike group`; the next is last.
    leads: Vec<usize>,
}

impl<'t> Ships<'t> {
    /// None yet, of a text.
    pub(super) fn of(words: &Words<'t>) -> Self {
        let lead = |start: &usize| {
            let rest = &words.text.as_bytes()[*start..];
            matches!(rest[0] | 0x20, b'a' | b'b' | b'c' | b's') && leads_group(rest)
        };
        let leads = words.starts.iter().rev().copied();
        Self {
            leads: leads.filter(lead).collect(),
            ..Self::default()
        }
    }

    /// The ship whose name begins at a capital, if one does.
    pub(super) fn at(&mut self, text: &'t str, start: usize) -> Option<Designation> {
        if let Some((end, ship)) = prefixed(text, start) {
            self.note(&text[start..end], &ship);
            return Some(designation(start, end, ship));
        }
        let before = &text[..start];
        let word = ship_word(before);
        let listed = self.list == Some(start);
        if let Some(word) = word.or(listed.then_some("")) {
            let (end, ship) = told(text, start, word)?;
            if word.ends_with('s') || listed {
                self.list = next_in_list(text, end);
            }
            self.note(&text[start..end], &ship);
            return Some(designation(start, end, ship));
        }
        let (end, ship) = self
            .again(text, start, before)
            .or_else(|| self.before_group(text, start))?;
        Some(designation(start, end, ship))
    }

    /// `the Laboon`, once it has been named.
    fn again(&self, text: &'t str, start: usize, before: &str) -> Option<(usize, Ship)> {
        if self.named.is_empty() || !(before.ends_with("the ") || before.ends_with("The ")) {
            return None;
        }
        let end = name_end(text, start, 4)?;
        let ship = self.named.get(&text[start..end])?;
        Some((end, ship.clone()))
    }

    /// `the Nimitz aircraft carrier strike group`, `Eisenhower's carrier group`: a listed ship before what
    /// it leads or is.
    fn before_group(&mut self, text: &str, start: usize) -> Option<(usize, Ship)> {
        while self.leads.last().is_some_and(|lead| *lead <= start) {
            self.leads.pop();
        }
        let lead = *self.leads.last()?;
        if lead - start > NAME_MAX {
            return None;
        }
        let end = name_end(text, start, 4)?;
        let rest = text[end..].strip_prefix(' ')?;
        if !leads_group(rest.as_bytes()) {
            return None;
        }
        let ship = SHIPS.get(&text[start..end])?;
        Some((end, ship.clone()))
    }

    fn note(&mut self, named: &'t str, ship: &Ship) {
        if self.named.len() >= NAMED_MAX {
            return;
        }
        let name = bare(named);
        let last = name.rsplit(' ').next().unwrap_or(name);
        for short in [name, last] {
            self.named.entry(short).or_insert_with(|| ship.clone());
        }
    }
}

fn designation(start: usize, end: usize, ship: Ship) -> Designation {
    Designation {
        start,
        end,
        category: ship.category,
        name: ship.name,
        plural: false,
        owner: ship.owner,
    }
}

/// `USS Ross`, `HMS Prince of Wales`, `FGS Hamburg`.
fn prefixed(text: &str, start: usize) -> Option<(usize, Ship)> {
    let rest = &text[start..];
    let navies = NAVIES.get(rest.as_bytes().first()?)?;
    let navy = navies.iter().find(|navy| {
        rest.strip_prefix(navy.prefix)
            .is_some_and(|after| after.starts_with([' ', '\u{a0}']))
    })?;
    let end = name_end(text, start + navy.prefix.len(), 4)?;
    let name = &text[start..end];
    let ship = SHIPS
        .get(name)
        .or_else(|| SHIPS.get(bare(name)))
        .filter(|ship| ship.owner.as_ref() == Some(&navy.owner));
    Some((
        end,
        ship.cloned().unwrap_or_else(|| Ship {
            name: name.to_owned(),
            category: Category::Warship,
            owner: Some(navy.owner.clone()),
        }),
    ))
}

/// The ship named after a word for a ship: a listed one, or one of any name after a word that means
/// nothing else.
fn told(text: &str, start: usize, word: &str) -> Option<(usize, Ship)> {
    let mut end = name_end(text, start, 4)?;
    let longest = end;
    loop {
        if let Some(ship) = SHIPS.get(&text[start..end]) {
            return Some((end, ship.clone()));
        }
        match text[start..end].rfind(' ') {
            Some(shorter) => end = start + shorter,
            None => break,
        }
    }
    let sure = matches!(
        word.trim_end_matches('s'),
        "destroyer"
            | "frigate"
            | "cruiser"
            | "corvette"
            | "battleship"
            | "minesweeper"
            | "minehunter"
    );
    // `the landing ship "Saratov"`
    let sure = sure || text[..start].ends_with(QUOTES);
    let name = &text[start..longest];
    let unit = name.split(' ').any(|word| {
        matches!(
            word,
            "Squadron"
                | "Strike"
                | "Group"
                | "Division"
                | "Flotilla"
                | "Battle"
                | "Wing"
                | "Force"
                | "Fleet"
        )
    });
    let first = name.split(' ').next().unwrap_or(name);
    let plain = first.len() > 2
        && first
            .chars()
            .skip(1)
            .all(|c| c.is_lowercase() || c == '-' || c == '\'')
        && !name.contains("-class");
    (sure && plain && !unit && !is_calendar(first)).then(|| {
        let ship = Ship {
            name: format!("{} {name}", word.trim_end_matches('s')),
            category: Category::Warship,
            owner: None,
        };
        (longest, ship)
    })
}

/// What follows the name of a ship that leads a group, or is a carrier.
const LEADS: &[&str] = &[
    "aircraft carrier",
    "carrier strike",
    "carrier battle",
    "carrier group",
    "strike group",
    "battle group",
    "amphibious ready",
    "amphibious group",
];

fn leads_group(rest: &[u8]) -> bool {
    LEADS.iter().any(|lead| {
        rest.get(..lead.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(lead.as_bytes()))
    })
}

/// The word for a ship right before a name, or before its apposition: `the destroyer `, `the
/// submarine "`, `two frigates, the `.
fn ship_word(before: &str) -> Option<&str> {
    let before = before.trim_end_matches(QUOTES).strip_suffix(' ')?;
    let before = before.strip_suffix(", the").unwrap_or(before);
    let start = before
        .trim_end_matches(|c: char| c.is_ascii_lowercase())
        .len();
    let word = &before[start..];
    let ship = matches!(
        word.strip_suffix('s').unwrap_or(word),
        "carrier"
            | "destroyer"
            | "frigate"
            | "cruiser"
            | "corvette"
            | "submarine"
            | "battleship"
            | "minesweeper"
            | "minehunter"
            | "warship"
            | "flagship"
            | "ship"
    );
    // `the armoured personnel carrier Boxer`, `the budget carrier Jin Air`
    let other = word.starts_with("carrier") && {
        let adjective = before[..start].trim_end().rsplit(' ').next().unwrap_or("");
        [
            "troop",
            "personnel",
            "air",
            "cargo",
            "budget",
            "airline",
            "low-cost",
            "national",
            "flag",
        ]
        .contains(&adjective)
    };
    (ship && !other).then_some(word)
}

/// Where the next name of a list begins: after `, `, ` and `, ` and the `.
fn next_in_list(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let joint = [", and the ", ", and ", " and the ", " and ", ", the ", ", "]
        .into_iter()
        .find(|joint| rest.starts_with(joint))?;
    Some(end + joint.len())
}

/// Where a run of at most so many capitalised words ends, `of`, `de` and `the` among them.
fn name_end(text: &str, from: usize, most: usize) -> Option<usize> {
    let mut end = from;
    let mut words = 0;
    let mut joined = false;
    for (offset, word) in words_of(text, from) {
        let bare =
            word.trim_end_matches(['.', ',', ';', ':', ')', '"', '\u{201d}', '\u{bb}', '\'']);
        let initial = bare.len() == 1 && word.ends_with('.');
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("\u{2019}s"))
            .unwrap_or(bare);
        if words > 0 && !joined && matches!(bare, "of" | "de" | "the") {
            joined = true;
            continue;
        }
        let capital = bare.chars().next().is_some_and(char::is_uppercase);
        let group = matches!(
            bare,
            "Strike" | "Carrier" | "Battle" | "Amphibious" | "Expeditionary" | "Ready"
        );
        if !capital || words == most || (words > 0 && (group || is_calendar(bare))) {
            break;
        }
        words += 1;
        joined = false;
        end = offset + bare.len();
        if bare.len() != word.len() && !initial {
            break;
        }
    }
    (words > 0).then_some(end)
}

/// A name without a navy's prefix.
fn bare(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else {
        return name;
    };
    let prefix = first
        .bytes()
        .next()
        .and_then(|byte| NAVIES.get(&byte))
        .is_some_and(|navies| navies.iter().any(|navy| navy.prefix == first));
    if prefix { rest } else { name }
}

#[cfg(test)]
mod tests {
    use super::super::{Words, find_designations};

    fn check(text: &str, expect: &[&str]) {
        let got: Vec<_> = find_designations(&Words::of(text))
            .into_iter()
            .map(|found| {
                let owner = found
                    .owner
                    .map_or("-".to_owned(), |owner| owner.to_string());
                format!("{owner} {} {}", found.category, found.name)
            })
            .collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn ships_after_a_word_for_one() {
        check("the destroyer Laboon left", &["USA WARSHIP USS Laboon"]);
        check("the submarine Georgia", &["USA SUBMARINE USS Georgia"]);
        check("USS Georgia surfaced", &["USA SUBMARINE USS Georgia"]);
        check(
            "the carrier Eisenhower",
            &["USA WARSHIP USS Dwight D. Eisenhower"],
        );
        check("the frigate Esbjerg sailed", &["- WARSHIP frigate Esbjerg"]);
        check(
            "two submarines, the Georgia and the Ohio",
            &["USA SUBMARINE USS Georgia", "USA SUBMARINE USS Ohio"],
        );
        check(
            "the frigates Admiral Essen and Admiral Makarov",
            &["RUS WARSHIP Admiral Essen", "RUS WARSHIP Admiral Makarov"],
        );
        check(
            "the aircraft carrier \u{201c}Cavour\u{201d}",
            &["ITA WARSHIP Cavour"],
        );
    }

    #[test]
    fn ships_named_before() {
        check(
            "The carrier Dwight D. Eisenhower came. The Eisenhower stays.",
            &["USA WARSHIP USS Dwight D. Eisenhower"; 2],
        );
        check(
            "HMS Diamond came. The Diamond stays, and a diamond shone.",
            &["GBR WARSHIP HMS Diamond"; 2],
        );
        check("The Eisenhower years were calm.", &[]);
        check(
            "The frigate Brest left; the Brest port slept.",
            &["- WARSHIP frigate Brest"; 2],
        );
    }

    #[test]
    fn no_ships() {
        check("Destroyer Squadron 15 and the destroyer Strike Group", &[]);
        check("the carrier Lufthansa and the troop carrier Boxer", &[]);
        check("a warship on Tuesday, a ship Monday", &[]);
        check("the submarine Friday", &[]);
    }
}
