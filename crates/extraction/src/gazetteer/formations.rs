//! Units with a number or a name of their own: `82nd Airborne Division`, `XVIII Airborne Corps`,
//! `Panzergrenadier Battalion 371`, `Standing NATO Maritime Group 2`.

use events::Category;

use super::words::Words;

/// A named unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formation {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it counts as when no headcount is told.
    pub category: Category,
    /// As written.
    pub name: String,
}

/// Nouns that end, or begin, a unit's name.
const HEADS: [&str; 20] = [
    "Division",
    "Brigade",
    "Regiment",
    "Battalion",
    "Corps",
    "Army",
    "Fleet",
    "Squadron",
    "Wing",
    "Group",
    "Battery",
    "Company",
    "Commando",
    "Battlegroup",
    "Platoon",
    "Legion",
    "Unit",
    "Force",
    "Flotilla",
    "Airborne",
];

/// Every named unit in the text, in order and without overlaps.
pub fn find_formations(words: &Words<'_>) -> Vec<Formation> {
    let text = words.text;
    let named = |start: &usize| {
        let rest = &text[*start..];
        rest.starts_with(|c: char| c.is_ascii_uppercase())
            && HEADS.iter().any(|head| rest.starts_with(head))
    };
    if !words.starts.iter().any(named) {
        return Vec::new();
    }
    let words = parts(words.text);
    let mut found: Vec<Formation> = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let Some((first, last)) = unit_at(&words, index) else {
            index += 1;
            continue;
        };
        let (start, end) = (words[first].start, words[last].end);
        index = last + 1;
        if found.last().is_none_or(|earlier| earlier.end <= start) {
            let name = text[start..end].to_owned();
            let category = category(&name);
            found.push(Formation {
                start,
                end,
                category,
                name,
            });
        }
    }
    found
}

struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
    /// Only one blank stands between it and the word before.
    joined: bool,
}

/// The words of a text, hyphens and slashes inside them.
fn parts(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || (matches!(c, '-' | '/') && start.is_some());
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let before = words.last().map_or(0, |word| word.end);
                words.push(Word {
                    start: from,
                    end: at,
                    text: &text[from..at],
                    joined: matches!(&text[before..from], " " | "\u{a0}"),
                });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The first and last word of the unit whose head noun this is.
fn unit_at(words: &[Word<'_>], head: usize) -> Option<(usize, usize)> {
    let noun = words[head].text;
    if !HEADS.contains(&noun) {
        return None;
    }
    let run = || words[head + 1..].iter().take_while(|word| word.joined);
    if run()
        .take(3)
        .take_while(|word| belongs(word.text))
        .any(|word| HEADS.contains(&word.text))
    {
        return None; // the name goes on: `82nd Airborne Division`
    }
    let mut first = head;
    let mut number = None;
    while first > 0 && words[first].joined && belongs(words[first - 1].text) && head - first < 6 {
        first -= 1;
        if is_number(words[first].text) {
            number = Some(first);
        }
    }
    let mut last = head;
    let mut after = run().map(|word| word.text);
    let next = after.next().unwrap_or("");
    if noun != "Airborne" && (is_bare_number(next) || is_roman(next)) {
        last = head + 1;
    } else if next == "Combat" && matches!(after.next(), Some("Team" | "Teams")) {
        last = head + 2;
    }
    match number {
        // `the 82nd Airborne`, but not `4th Army, 5 Force`.
        Some(numbered) => Some((numbered, last)),
        None if matches!(
            noun,
            "Airborne" | "Army" | "Unit" | "Group" | "Force" | "Company" | "Wing"
        ) && last == head =>
        {
            None
        }
        None if first < head || last > head => Some((first, last)),
        None => None,
    }
}

/// Whether a word may stand inside a unit's name before its head.
fn belongs(word: &str) -> bool {
    const APART: [&str; 12] = [
        "The", "A", "An", "In", "On", "Of", "And", "With", "From", "For", "To", "At",
    ];
    (word.starts_with(|c: char| c.is_uppercase()) && !APART.contains(&word)) || is_number(word)
}

/// `82nd`, `First`, `XVIII`, `45`.
fn is_number(word: &str) -> bool {
    const WRITTEN: [&str; 10] = [
        "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
        "Tenth",
    ];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ordinal =
        digits > 0 && matches!(&word[digits..], "" | "st" | "nd" | "rd" | "th" | "d" | "e");
    (ordinal && digits <= 4) || is_roman(word) || WRITTEN.contains(&word)
}

fn is_bare_number(word: &str) -> bool {
    (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    (1..=7).contains(&word.len()) && word.bytes().all(|b| b"IVXL".contains(&b))
}

/// What a unit of this name counts as.
fn category(name: &str) -> Category {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["Headquarters"]) {
        Category::Headquarters
    } else if has(&["Submarine"]) {
        Category::Submarine
    } else if has(&[
        "Fleet",
        "Flotilla",
        "Maritime",
        "Naval",
        "Destroyer",
        "Carrier",
        "Amphibious Ready",
        "Mine Countermeasures",
    ]) {
        Category::Warship
    } else if has(&[
        "Air Defense",
        "Air Defence",
        "Air and Missile Defense",
        "Anti-Aircraft",
        "Patriot",
    ]) {
        Category::AirDefense
    } else if has(&[
        "Airlift",
        "Refuelling",
        "Refueling",
        "Mobility",
        "Reconnaissance Squadron",
        "Reconnaissance Wing",
        "Patrol Squadron",
    ]) {
        Category::SupportAircraft
    } else if has(&[
        "Fighter",
        "Bomb",
        "Strike Wing",
        "Attack Squadron",
        "Air Wing",
    ]) {
        Category::CombatAircraft
    } else if has(&["Combat Aviation", "Helicopter"]) {
        Category::Helicopter
    } else {
        Category::LandUnit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, Category)]) {
        let found = find_formations(&Words::of(text));
        let found: Vec<_> = found
            .iter()
            .map(|f| (f.name.as_str(), f.category))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn units_by_number_and_name() {
        check(
            "soldiers of the 82nd Airborne Division",
            &[("82nd Airborne Division", Category::LandUnit)],
        );
        check(
            "Russia's 4th Guards Tank Division",
            &[("4th Guards Tank Division", Category::LandUnit)],
        );
        check(
            "the US 2nd Cavalry Regiment",
            &[("2nd Cavalry Regiment", Category::LandUnit)],
        );
        check(
            "XVIII Airborne Corps",
            &[("XVIII Airborne Corps", Category::LandUnit)],
        );
        check("the 6th Fleet said", &[("6th Fleet", Category::Warship)]);
        check(
            "Panzergrenadier Battalion 371",
            &[("Panzergrenadier Battalion 371", Category::LandUnit)],
        );
        check(
            "the 555th Fighter Squadron",
            &[("555th Fighter Squadron", Category::CombatAircraft)],
        );
        check(
            "Standing NATO Maritime Group 2",
            &[("Standing NATO Maritime Group 2", Category::Warship)],
        );
        check(
            "the 26th Marine Expeditionary Unit",
            &[("26th Marine Expeditionary Unit", Category::LandUnit)],
        );
        check(
            "45 Commando of the Marines",
            &[("45 Commando", Category::LandUnit)],
        );
        check(
            "the 101st Airborne.",
            &[("101st Airborne", Category::LandUnit)],
        );
        check(
            "41st Combined Arms Army",
            &[("41st Combined Arms Army", Category::LandUnit)],
        );
        check(
            "the Golani Brigade",
            &[("Golani Brigade", Category::LandUnit)],
        );
        check(
            "the army, a Group of Seven, the Wagner Group, British Army",
            &[],
        );
    }
}
