//! How the forces of one clause stand to one another and to a whole.

use events::{Category, Extent, Force, Quantity};

use crate::draft::{Draft, Kind};
use crate::quantity;
use crate::reading::Reading;

use super::clause::Clause;

/// What a bare number counts after forces of some kind: people, where those were told as a whole.
pub(super) fn counted_as(before: &Force, number: Option<&Quantity>) -> Category {
    // `1,100 have arrived` after six jets: nobody has so many things.
    const MANY: u32 = 200;
    let most = before
        .quantity
        .as_ref()
        .map_or(1, |quantity| quantity.low.max(1));
    match before.category {
        Category::Forces | Category::LandUnit | Category::Headquarters | Category::Materiel => {
            Category::Troops
        }
        _ if number.is_some_and(|number| number.low >= MANY && number.low / 20 > most) => {
            Category::Troops
        }
        other => other,
    }
}

/// `11 aircraft -- four Ospreys, three Cobras and four Hueys`: parts that add up to the whole replace it.
pub(super) fn whole_by_parts(mut forces: Vec<Force>) -> Vec<Force> {
    let exact = |force: &Force| {
        let number = force.quantity.as_ref()?;
        (number.high == Some(number.low)).then_some(number.low)
    };
    // `destroyers, INS Kochi and INS Kolkata`
    let named = |force: &Force| {
        force.category == Category::Warship
            && exact(force) == Some(1)
            && force.designation.starts_with(char::is_uppercase)
    };
    if forces.len() > 2
        && forces[0].quantity.is_none()
        && forces[0].category == Category::Warship
        && forces[1..].iter().all(named)
    {
        forces.remove(0);
    }
    // `to maintain a deterrent presence`: what the others are there for.
    if forces.len() > 1 {
        forces.retain(|force| {
            force.category != Category::Forces
                || force.quantity.is_some()
                || force.designation != "military buildup"
        });
    }
    if forces.len() < 3 || forces[0].category == Category::Troops {
        return forces;
    }
    let parts: Option<u32> = forces[1..].iter().map(exact).sum();
    if parts.is_some() && parts == exact(&forces[0]) {
        forces.remove(0);
    }
    forces
}

/// Several kinds of one category without a number are one force: `Rafale and Mirage jets`.
pub(super) fn join_unnumbered(forces: Vec<Force>) -> Vec<Force> {
    let mut out: Vec<Force> = Vec::new();
    for force in forces {
        let same = out.iter_mut().find(|other| {
            other.category == force.category
                && other.quantity.is_none()
                && force.quantity.is_none()
                && (force.category != Category::Troops || force.designation != other.designation)
        });
        match same {
            Some(other) => {
                if !force.designation.is_empty() && other.designation != force.designation {
                    if !other.designation.is_empty() {
                        other.designation.push_str(" and ");
                    }
                    other.designation.push_str(&force.designation);
                }
                other.extent = other.extent.or(force.extent);
            }
            None => out.push(force),
        }
    }
    out
}

/// `an air detachment with four F-16 jets`, `airmen guard the skies with six jets`: the arms tell what
/// the body is that nobody counts.
pub(super) fn without_bodies(mut forces: Vec<Force>) -> Vec<Force> {
    let armed = |force: &Force| {
        force.quantity.is_some()
            && matches!(
                force.category,
                Category::CombatAircraft
                    | Category::SupportAircraft
                    | Category::Helicopter
                    | Category::AirDefense
            )
    };
    let body = |force: &Force| {
        force.quantity.is_none()
            && matches!(
                force.designation.as_str(),
                "detachment" | "contingent" | "airman" | "air force" | "mission"
            )
    };
    if forces.iter().any(armed) {
        forces.retain(|force| !body(force));
    }
    forces
}

/// `more ships and fighter aircraft`: what is told of the first holds for those without a number.
pub(super) fn share_additional(forces: &mut [Force]) {
    let first = forces
        .first()
        .filter(|force| force.quantity.is_none())
        .and_then(|force| force.extent);
    if first == Some(Extent::Additional) {
        for force in forces.iter_mut().filter(|force| force.quantity.is_none()) {
            force.extent = first;
        }
    }
}

/// `100 soldiers, the vanguard of 350`, `as the vanguard of 500`: the whole.
pub(super) fn vanguard(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Quantity> {
    let sentence = reading.sentences[clause.sentence].tokens.clone();
    let at = sentence.clone().find(|at| {
        let word = reading.doc.word(*at);
        let apposed = word == "part" && *at > 0 && reading.doc.word(*at - 1) == ",";
        (apposed || matches!(word, "vanguard" | "forerunners" | "spearhead"))
            && reading.doc.word(at + 1) == "of"
    })?;
    let body = matches!(
        reading.doc.word(at + 3),
        "group" | "contingent" | "force" | "unit" | "detachment" | "deployment"
    ) && reading.doc.word(at + 4) == "of";
    let start = if body { at + 5 } else { at + 2 };
    let near = at >= clause.tokens.start && at < clause.tokens.end + 8;
    let count = quantity::find(&reading.doc.tokens, start).filter(|_| near)?;
    Some(count.quantity(reading.doc.slice(count.tokens.clone())))
}

/// `Of the roughly 2,000 soldiers leaving, 1,700 go to`: the whole before the sentence.
pub(super) fn leading_whole(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<Quantity> {
    let start = reading.sentences[clause.sentence].tokens.start;
    if reading.doc.word(start) != "of" {
        return None;
    }
    if matches!(reading.doc.word(start + 1), "these" | "them" | "those") {
        return reading
            .last_named
            .as_ref()
            .filter(|term| term.tokens.end <= start)
            .and_then(|term| term.force.quantity.clone())
            .or_else(|| {
                reading
                    .last_force
                    .as_ref()
                    .and_then(|force| force.quantity.clone())
            });
    }
    let count = quantity::find(&reading.doc.tokens, start + 1)?;
    Some(count.quantity(reading.doc.slice(count.tokens.clone())))
}

/// `Tajikistan has sent 200 men and Armenia 100; the remainder have been provided by Russia`: what a
/// sentence tells beside a remainder are parts of the stock told before it.
pub(super) fn remainder(
    reading: &Reading<'_, '_>,
    sentence: usize,
    drafts: &mut [Draft],
    first: usize,
) {
    let tells = reading.sentences[sentence].tokens.clone().any(|at| {
        let word = reading.doc.word(at);
        let rest =
            word == "remainder" || word == "rest" && at > 0 && reading.doc.word(at - 1) == "the";
        rest && reading.doc.word(at + 1) != "of"
    });
    if !tells {
        return;
    }
    let (before, now) = drafts.split_at_mut(first.min(drafts.len()));
    let whole = before
        .iter()
        .rev()
        .find(|draft| draft.kind == Kind::Posture);
    for draft in now
        .iter_mut()
        .filter(|draft| matches!(draft.kind, Kind::Deployment(_)))
    {
        let here = |whole: &&Draft| {
            whole
                .destination
                .iter()
                .any(|place| draft.destination.contains(place))
                || whole.paragraph == draft.paragraph
        };
        let Some(whole) = whole.filter(here) else {
            continue;
        };
        for force in draft
            .forces
            .iter_mut()
            .filter(|force| force.extent.is_none())
        {
            let counted = whole
                .forces
                .iter()
                .find(|other| other.category == force.category);
            force.extent = Some(Extent::Part);
            force.part_of = counted.and_then(|other| other.quantity.clone());
        }
    }
}
