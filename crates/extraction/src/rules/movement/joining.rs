//! Those who join others, and those who come towards a country without entering it.

use events::{Category, Place, Relation};

use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// `will be joined by two frigates`: those who join move.
pub(super) fn joined(clause: &Clause<'_, '_>) -> bool {
    let company = |(kind, _): &(String, usize)| kind == "with-force";
    clause.lemma() == "join" && clause.group.passive && clause.bundles[0].others.iter().any(company)
}

/// Where those are whom they join; none at home.
pub(super) fn where_joined(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
) -> Vec<Place> {
    let mut there = clause.places_before(reading);
    there.extend(reading.last_goal.clone().filter(|_| there.is_empty()));
    let home = |place: &Place| {
        terms
            .iter()
            .flat_map(|term| &term.owners)
            .any(|owner| owner.code.as_str() == place.posture_code().as_str())
    };
    if there.iter().all(home) {
        there.clear();
    }
    there
}

/// `sent 33 warplanes toward Taiwan`: ships and aircraft that come towards a country are near it.
pub(super) fn towards(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
    there: &mut [Place],
) {
    if !clause.has_word(reading, &["toward", "towards"]) || !terms.iter().all(by_sea_or_air) {
        return;
    }
    for place in there.iter_mut().filter(|place| place.code.is_country()) {
        place.relation = Relation::Near;
    }
}

fn by_sea_or_air(term: &Term) -> bool {
    matches!(
        term.force.category,
        Category::Warship
            | Category::Submarine
            | Category::CombatAircraft
            | Category::SupportAircraft
            | Category::Uav
    )
}
