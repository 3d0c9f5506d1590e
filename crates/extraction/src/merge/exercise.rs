//! Exercises that are told of twice: `the drill ... the exercise involves 900 soldiers`.

use events::{Category, Force};

use crate::draft::{Draft, Kind};

use super::places_agree;

/// Exercises are one by their name; or one of them is pointed back to, or has no participants of its
/// own, or shares them; and place and time do not part them.
pub(super) fn same(a: &Draft, b: &Draft, name: &str, other: &str) -> bool {
    if !name.is_empty() && !other.is_empty() {
        let plain = |name: &str| -> String {
            name.chars()
                .filter(|c| c.is_alphabetic())
                .flat_map(char::to_lowercase)
                .collect()
        };
        let (name, other) = (plain(name), plain(other));
        return name.contains(&other) || other.contains(&name);
    }
    if !places_agree(&a.destination, &b.destination) {
        return false;
    }
    let back = b.anaphoric && other.is_empty();
    if back {
        return true;
    }
    let apart = match (a.effective, b.effective) {
        (Some(one), Some(other)) => one.to < other.from || other.to < one.from,
        _ => false,
    };
    if apart {
        return false;
    }
    let inside = |some: &[&str], all: &[&str]| some.iter().all(|code| all.contains(code));
    let (some, others) = (participants(a), participants(b));
    inside(&some, &others) || inside(&others, &some)
}

/// Who drills, as codes.
pub(super) fn participants(draft: &Draft) -> Vec<&str> {
    let Kind::Exercise { others, .. } = &draft.kind else {
        return Vec::new();
    };
    draft
        .owner
        .iter()
        .chain(others)
        .map(|actor| actor.code.as_str())
        .collect()
}

/// Keeps the numbers that tell more; gives what is to be added.
///
/// Of `14 soldiers at the exercise ... it involves 200` the larger number counts them all; `280 from one,
/// 240 from the other` tells more than a number alone.
pub(super) fn better(own: &mut Vec<Force>, more: &[Force]) -> Vec<Force> {
    let low = |force: &Force| force.quantity.as_ref().map_or(0, |quantity| quantity.low);
    let counted = |forces: &[Force], category: Category| {
        forces
            .iter()
            .filter(|force| force.category == category && force.quantity.is_some())
            .count()
    };
    let mut added = Vec::new();
    for force in more {
        let category = force.category;
        if counted(more, category) > 1 {
            if counted(own, category) < counted(more, category) {
                own.retain(|other| other.category != category);
                added.extend(
                    more.iter()
                        .filter(|other| other.category == category)
                        .cloned(),
                );
                own.append(&mut added);
            }
            continue;
        }
        if let [only] = own.as_mut_slice()
            && only.category == Category::Troops
            && category == Category::Troops
            && low(only) > 0
            && low(force) > low(only)
        {
            only.quantity.clone_from(&force.quantity);
            continue;
        }
        added.push(force.clone());
    }
    added
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn the_numbers_of_both_sides_are_kept() {
        check(
            "Chile and Peru have begun a joint military exercise with 280 Chilean soldiers. The exercise in Chile includes 280 Chilean soldiers and 240 Peruvian soldiers.",
            &["exercise CHL+PER in CHL with 280 TROOPS, 240 TROOPS"],
        );
    }
}
