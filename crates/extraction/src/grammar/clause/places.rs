//! Noun phrases that stand for places.

use crate::document::{Document, Known};
use crate::gazetteer::Entry;

use super::Spine;

impl Spine<'_> {
    /// Whether a noun group names a place, by name or by a noun such as `border`.
    pub(crate) fn place_like(&self, doc: &Document<'_>, at: usize) -> bool {
        let Some(noun) = self.get(at).and_then(|chunk| chunk.noun()) else {
            return false;
        };
        let named = doc.mark(noun.head.start).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))
            )
        });
        let word = doc.word(noun.head.end - 1);
        named && noun.count.is_none() || is_place_noun(word)
    }
}

/// Nouns that stand for a place beside a name.
pub(crate) fn is_place_noun(word: &str) -> bool {
    matches!(
        word,
        "border"
            | "borders"
            | "frontier"
            | "frontiers"
            | "coast"
            | "coasts"
            | "boundary"
            | "shore"
            | "shores"
            | "region"
            | "regions"
            | "territory"
            | "territories"
            | "country"
            | "countries"
            | "area"
            | "areas"
            | "base"
            | "bases"
            | "camp"
            | "camps"
            | "outpost"
            | "airbase"
            | "airport"
            | "aerodrome"
            | "port"
            | "homeport"
            | "base-port"
            | "airfield"
            | "airfields"
            | "sea"
            | "strait"
            | "waters"
            | "island"
            | "islands"
            | "flank"
            | "soil"
            | "line"
            | "zone"
            | "zones"
            | "adiz"
            | "shoal"
            | "reef"
            | "atoll"
            | "elevation"
            | "feature"
            | "sandbank"
            | "location"
            | "vicinity"
            | "site"
            | "eez"
            | "province"
            | "provinces"
            | "capital"
            | "city"
            | "town"
            | "garrison"
            | "members"
            | "part"
            | "parts"
            | "side"
            | "neighbour"
            | "neighbor"
            | "neighbours"
            | "neighbors"
            | "nation"
            | "states"
            | "airspace"
            | "peninsula"
            | "districts"
            | "north"
            | "south"
            | "east"
            | "west"
            | "gulf"
            | "ranges"
            | "barracks"
            | "republic"
            | "ground"
            | "banks"
            | "bank"
            | "south-east"
            | "south-west"
            | "north-east"
            | "north-west"
    )
}
