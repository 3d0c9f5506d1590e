//! Those who join others, and those who come towards a country without entering it.

use events::{Category, Place, PlaceKind, Relation};

use crate::gazetteer::VerbClass;
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause};

/// `will be joined by two frigates`: those who join move.
pub(super) fn joined(clause: &Clause<'_, '_>) -> bool {
    let company = |(kind, _): &(String, usize)| kind == "with-force";
    clause.lemma() == "join" && clause.group.passive && clause.bundles[0].others.iter().any(company)
}

/// Where those are whom they join; none at home.
fn where_joined(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, terms: &[Term]) -> Vec<Place> {
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

/// `joined the jets in Lithuania and those in Estonia`: only who joins them moves.
pub(super) fn movers<'c>(clause: &'c Clause<'_, '_>) -> &'c [Bundle] {
    let alone = clause.lemma() == "join" && !clause.group.passive;
    &clause.bundles[..if alone { 1 } else { clause.bundles.len() }]
}

/// `will cut its Stabilization Force`: a mission known by its name tells where they leave.
pub(super) fn leave_mission(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    there: &mut Vec<Place>,
    origin: &mut Vec<Place>,
) {
    super::ending::left(clause, there, origin);
    let leaving = clause.is(VerbClass::Withdrawing) && !clause.noun;
    if leaving && there.is_empty() && origin.is_empty() {
        origin.extend(reading.mission_place(clause.tokens.clone()));
    }
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

/// `a routine Taiwan Strait transit`, `a transit of the Malacca Strait`, `her transit`: the water passed.
fn strait_passed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Place> {
    let spine = clause.spine;
    let water = |place: &Place| place.kind == PlaceKind::Sea;
    let inside = reading.named_places(spine.chunks[clause.at].tokens.clone(), false);
    let of = spine.of_nouns(reading.doc, clause.at);
    let told = of
        .into_iter()
        .flat_map(|noun| reading.places(spine, noun, Relation::In, None));
    let mut found: Vec<Place> = inside.into_iter().chain(told).filter(water).collect();
    if found.is_empty() {
        found.extend(reading.last_place(clause.tokens.start, &water));
    }
    found.truncate(1);
    found
}

/// `has redeployed all troops to Australia`, `flew them to France`: to their own country, from wherever they
/// were.
pub(super) fn brought_home(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    there: &[Place],
    origin: &[Place],
    home: &dyn Fn(&Place) -> bool,
) -> bool {
    let country = |place: &Place| home(place) && place.kind == PlaceKind::Country;
    let brings = matches!(
        clause.lemma(),
        "redeploy" | "re-deploy" | "airlift" | "fly" | "bring"
    );
    // `arrived in Norfolk, returning from the Gulf`
    let back = matches!(
        clause.lemma(),
        "arrive" | "dock" | "land" | "touch down" | "pull into" | "sail into"
    ) && there.iter().all(home)
        && reading.sentences[clause.sentence].tokens.clone().any(|at| {
            matches!(
                reading.doc.word(at),
                "returning" | "return" | "returned" | "homecoming" | "homeport"
            )
        });
    if back && !there.is_empty() && !clause.noun {
        return true;
    }
    brings
        && !clause.noun
        && !there.is_empty()
        && there.iter().all(country)
        && !origin.iter().any(home)
}

/// Where a passage leads, or those who join others. False where that is nowhere.
pub(super) fn settle_place(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
    there: &mut Vec<Place>,
) -> bool {
    if clause.noun && clause.lemma() == "transit" {
        *there = strait_passed(reading, clause);
    }
    if there.is_empty() && joined(clause) {
        *there = where_joined(reading, clause, terms);
        return !there.is_empty();
    }
    true
}

/// `returned to Kadena in Japan`: American jets go there again.
pub(super) fn returns_abroad(
    clause: &Clause<'_, '_>,
    there: &[Place],
    origin: &[Place],
    home: &dyn Fn(&Place) -> bool,
) -> bool {
    clause.lemma() == "return" && origin.is_empty() && !there.is_empty() && !there.iter().any(home)
}
