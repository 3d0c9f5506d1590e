//! Zones and lines at sea and in the air that are no state's own.

use std::ops::Range;

use events::{Place, PlaceKind, Relation};

use crate::gazetteer::{self, Words};
use crate::grammar::clause::Spine;
use crate::reading::Reading;

use super::near;

impl Reading<'_, '_> {
    /// `the air defence identification zone`: watched or claimed beyond a state's own waters and air.
    pub(super) fn is_zone(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().any(|at| {
            let word = self.doc.word(at);
            matches!(
                word,
                "identification" | "adiz" | "eez" | "contiguous" | "exclusive"
            ) || matches!(word, "defence" | "defense") && self.doc.word(at + 1) == "zone"
        })
    }

    /// `in the South`, `near the North` in a text about Korea.
    pub(super) fn korean_half(
        &self,
        tokens: Range<usize>,
        head: &str,
        relation: Relation,
    ) -> Option<Place> {
        let half = matches!(head, "north" | "south")
            .then(|| self.half_of_korea(tokens))
            .flatten()?;
        let place = self.place_of(&half)?;
        Some(if relation == Relation::Near {
            near(place)
        } else {
            place
        })
    }

    /// `China's man-made islands in the South China Sea`: the sea tells where, not whose they are.
    pub(super) fn outpost_at_sea(&self, spine: &Spine<'_>, at: usize) -> bool {
        let Some(group) = spine.get(at).and_then(|chunk| chunk.noun()) else {
            return false;
        };
        let outpost = matches!(
            self.doc.word(group.head.end - 1),
            "islands" | "island" | "reefs" | "outposts" | "outpost" | "features" | "shoals"
        );
        let led = spine
            .get(at + 1)
            .is_some_and(|chunk| self.doc.word(chunk.tokens.start) == "in");
        outpost
            && led
            && group.possessor.is_some()
            && spine.get(at + 2).is_some_and(|sea| {
                let named = self.named_places(sea.tokens.clone(), false);
                named.iter().any(|place| place.kind == PlaceKind::Sea)
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
