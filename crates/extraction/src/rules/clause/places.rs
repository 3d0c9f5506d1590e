//! Places gathered from several phrases.

use events::Place;

/// `from their usual ports in the Baltic`: the sea tells which ports they leave.
pub(super) fn is_harbour(noun: &str) -> bool {
    matches!(
        noun,
        "port"
            | "ports"
            | "harbours"
            | "harbors"
            | "bases"
            | "garrisons"
            | "barracks"
            | "positions"
    )
}

/// Nouns of where forces go, whatever its name: `to the war in Mali`, `to a depot near the coast`.
pub(super) fn is_ground(noun: &str) -> bool {
    matches!(
        noun,
        "station"
            | "camp"
            | "depot"
            | "shipyard"
            | "dockyard"
            | "harbour"
            | "harbor"
            | "airbase"
            | "war"
            | "fight"
            | "conflict"
    )
}

/// Adds places that are not there yet; two names of one country are one place.
pub(crate) fn add(slot: &mut Vec<Place>, places: Vec<Place>) {
    for place in places {
        let same = |other: &Place| {
            other.posture_code() == place.posture_code() && other.relation == place.relation
        };
        if !slot.iter().any(same) {
            slot.push(place);
        }
    }
}

/// `Vilseck in Germany`: the wider place tells the country of the narrower one.
pub(super) fn refine(slot: &mut Vec<Place>, places: Vec<Place>) {
    for place in places {
        let last = slot.last();
        // `the island of Diego Garcia in the Indian Ocean`: which island was told.
        let island = last.is_some_and(|last| {
            last.country.is_some()
                || last.code.is_country()
                || last.kind == events::PlaceKind::Island
        });
        if island && place.kind == events::PlaceKind::Sea {
            continue;
        }
        let sea = last.is_some_and(|last| last.kind == events::PlaceKind::Sea);
        let members = last.is_some_and(|last| last.kind == events::PlaceKind::Region)
            && place.code.is_country();
        let inside_sea = last.is_some_and(|last| last.country.is_none() && !sea)
            && place.kind == events::PlaceKind::Sea;
        if members || inside_sea {
            slot.pop();
            slot.push(place);
            continue;
        }
        let known = slot.iter().any(|other| {
            other.posture_code() == place.posture_code() && other.relation == place.relation
        });
        if !known && !sea {
            let region_inside =
                slot.last().is_some_and(|last| last.country.is_none()) && !slot.is_empty();
            if region_inside && place.country.is_none() {
                continue;
            }
            slot.push(place);
        }
    }
}

/// Whether places are the states that the forces before are of, told by `from`: `320 troops from the
/// Philippines`.
pub(super) fn comes_from(terms: &[crate::reading::Term], places: &[Place]) -> bool {
    let owned = |place: &Place| {
        terms.last().is_some_and(|term| {
            term.owners
                .iter()
                .any(|owner| owner.code.as_str() == place.code.as_str())
        })
    };
    !places.is_empty() && places.iter().all(owned)
}

/// Whether the places after a phrase are its noun's and not the verb's: `for the people in Chad`, but
/// `serving as observers in Chad`.
pub(super) fn casts_shadow(preposition: &str, noun: &str) -> bool {
    match preposition {
        "as" => !(noun.ends_with("ers") || noun.ends_with("ors")),
        "for" | "with" | "against" | "about" | "over" | "after" | "amid" | "despite" | "during"
        | "ahead" | "following" | "because" | "due" => true,
        _ => false,
    }
}
