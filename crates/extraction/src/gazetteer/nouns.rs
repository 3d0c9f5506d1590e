//! The common nouns for forces: troops, battalion, frigate, warplanes, reinforcements.

use std::sync::LazyLock;

use events::Category;

use super::matcher::Matcher;
use super::table::rows;
use super::words::Words;

/// What a number before the noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// People: troops, soldiers, marines, crew.
    People,
    /// Formations of people: battalion, brigade, contingent.
    Units,
    /// Single things: tanks, frigates, jets, launchers.
    Things,
    /// Formations of things, each counting as one: squadron, battery, carrier strike group.
    Groups,
    /// Nothing; the noun has no number: weaponry, armour, equipment, artillery.
    Nothing,
}

/// A noun for forces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForceNoun {
    /// Its singular, which for a noun without one is its plural.
    pub name: String,
    /// What it counts as.
    pub category: Category,
    /// What a number before it counts.
    pub counts: Counts,
    /// It speaks of forces only beside a state or a military word: `ship`, `plane`, `fighters`,
    /// `team`, `units`, `group`.
    pub vague: bool,
}

/// A noun for forces found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounMention {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Which noun.
    pub noun: &'static ForceNoun,
    /// Whether it stands in the plural.
    pub plural: bool,
}

type Sense = (ForceNoun, bool);

static NOUNS: LazyLock<Matcher<Sense>> = LazyLock::new(|| {
    let mut named = Vec::new();
    for row in rows(include_str!("../../data/force-nouns.tsv")) {
        let counts = match row.field(3) {
            "people" => Counts::People,
            "units" => Counts::Units,
            "things" => Counts::Things,
            "groups" => Counts::Groups,
            "nothing" => Counts::Nothing,
            other => unreachable!("force-nouns.tsv counts no {other:?}"),
        };
        let singular: Vec<String> = row.list(0).map(str::to_owned).collect();
        let plural: Vec<String> = row.list(1).map(str::to_owned).collect();
        let noun = ForceNoun {
            name: singular
                .first()
                .or(plural.first())
                .cloned()
                .unwrap_or_default(),
            category: row
                .field(2)
                .parse()
                .expect("force-nouns.tsv names a category"),
            counts,
            vague: row.field(4) == "vague",
        };
        named.push((singular, (noun.clone(), false)));
        named.push((plural, (noun, true)));
    }
    Matcher::ignoring_case(named)
});

/// Every noun for forces in the text, in order and without overlaps, the longest first: `carrier
/// strike group` is one.
pub fn find_force_nouns(words: &Words<'_>) -> Vec<NounMention> {
    NOUNS
        .find(words)
        .into_iter()
        .map(|found| NounMention {
            start: found.start,
            end: found.end,
            noun: &found.value.0,
            plural: found.value.1,
        })
        .collect()
}
