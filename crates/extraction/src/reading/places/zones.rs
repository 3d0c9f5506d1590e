//! Zones and lines at sea and in the air that are no state's own.

use std::ops::Range;

use events::Place;

use crate::gazetteer::{self, Words};
use crate::reading::Reading;

impl Reading<'_, '_> {
    /// `the air defence identification zone`: watched or claimed beyond a state's own waters and air.
    pub(super) fn is_zone(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| {
            matches!(
                self.doc.word(at),
                "identification" | "adiz" | "eez" | "contiguous" | "exclusive"
            )
        })
    }

    /// `the median line`: that of the Taiwan Strait, in a text that names Taiwan.
    pub(super) fn median_line(&self, tokens: Range<usize>) -> Option<Place> {
        let line = tokens.clone().any(|at| {
            matches!(self.doc.word(at), "median" | "middle" | "centre" | "center")
                && matches!(self.doc.word(at + 1), "line" | "lines")
        });
        let named = || {
            let code = |code: &str| code == "TWN" || code == "CHN";
            self.actors.iter().any(|seen| code(seen.what.code.as_str()))
        };
        if !line || !named() {
            return None;
        }
        let found = gazetteer::find(&Words::of("Taiwan Strait"));
        found.first()?.entry.place().cloned()
    }
}

/// Nouns for the edge of a country: forces there are near it.
pub(crate) fn is_edge(word: &str) -> bool {
    matches!(
        word,
        "border"
            | "borders"
            | "frontier"
            | "frontiers"
            | "boundary"
            | "boundaries"
            | "line"
            | "doorstep"
            | "borderlands"
            | "neighbourhood"
            | "vicinity"
    )
}

/// Nouns for where forces are housed, mostly told with whose they are.
pub(super) fn is_post(word: &str) -> bool {
    matches!(
        word,
        "base" | "bases" | "airbase" | "airbases" | "camp" | "outpost" | "facility" | "garrison"
    )
}
