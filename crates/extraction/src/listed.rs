//! What the fixed lists tell of a word: its closed class and what may begin with it, by one look-up.

use std::sync::LazyLock;

use crate::grammar::words::{self, Closed};
use crate::lexicon::Lexicon;
use crate::opening::{self, Openings};

/// What the lists tell of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Listed {
    /// What may begin with it.
    pub(crate) openings: Openings,
    class: Class,
}

/// What the lists of the closed classes tell of a word.
#[derive(Clone, Copy, Debug, Default)]
enum Class {
    /// No list has it: its ending tells.
    #[default]
    Unlisted,
    /// It is of none, whatever its ending.
    Open,
    /// It is of this one.
    Closed(Closed),
}

impl Listed {
    /// Of a word in its normal form.
    pub(crate) fn of(word: &str) -> Self {
        LISTED.get(word).unwrap_or_default()
    }

    /// The closed class of the word that it was looked up for.
    pub(crate) fn closed(self, word: &str) -> Option<Closed> {
        match self.class {
            Class::Unlisted => (word.len() > 4 && word.ends_with("ly")).then_some(Closed::Adverb),
            Class::Open => None,
            Class::Closed(class) => Some(class),
        }
    }

    fn join(self, other: Self) -> Self {
        Self {
            openings: self.openings.with(other.openings),
            class: match self.class {
                Class::Unlisted => other.class,
                listed => listed,
            },
        }
    }
}

static LISTED: LazyLock<Lexicon<Listed>> = LazyLock::new(|| {
    let openings = opening::listed().map(|(word, openings)| {
        let class = Class::Unlisted;
        (word, Listed { openings, class })
    });
    let closed = words::listed().map(|(word, class)| {
        let openings = Openings::default();
        let class = class.map_or(Class::Open, Class::Closed);
        (word, Listed { openings, class })
    });
    Lexicon::new(openings.chain(closed), Listed::join)
});
