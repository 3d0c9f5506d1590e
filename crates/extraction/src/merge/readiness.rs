//! Forces readied that are told of twice: `put its army on alert ... army forces are on alert`.

use events::{Category, Force};

use crate::draft::Draft;

use super::{categories, places_agree, same_forces};

/// Whether two readied forces of one owner are the same.
pub(super) fn same(a: &Draft, b: &Draft, level: bool) -> bool {
    let places = places_agree(&a.destination, &b.destination);
    // `the order puts these units on higher alert`: those told before.
    if b.anaphoric && plain(&b.forces) && people(&b.forces) && people(&a.forces) {
        return places;
    }
    // `British troops are on standby ... a company of 120 has been put on standby`
    let again = people(&a.forces)
        && people(&b.forces)
        && places
        && if categories(&a.forces) == categories(&b.forces) {
            unnamed(&a.forces) != unnamed(&b.forces)
        } else {
            plain(&a.forces) && plain(&b.forces)
        };
    level && (again || same_forces(&a.forces, &b.forces))
}

/// Keeps the forces that are told better; gives what is to be added to them.
pub(super) fn better(own: &mut Vec<Force>, more: Vec<Force>) -> Vec<Force> {
    if plain(&more) && people(own) {
        return Vec::new();
    }
    if plain(own) && people(&more) {
        *own = more;
        return Vec::new();
    }
    more
}

/// People and units only.
fn people(forces: &[Force]) -> bool {
    forces.iter().all(|force| {
        matches!(
            force.category,
            Category::Troops | Category::Forces | Category::LandUnit
        )
    })
}

/// No number, no name.
fn unnamed(forces: &[Force]) -> bool {
    forces.iter().all(|force| {
        force.quantity.is_none() && force.designation.is_empty() && force.extent.is_none()
    })
}

/// No number, and at most a plain noun for a name.
fn plain(forces: &[Force]) -> bool {
    forces.iter().all(|force| {
        let noun = force.designation.to_lowercase();
        force.quantity.is_none()
            && force.extent.is_none()
            && matches!(
                noun.as_str(),
                "" | "army" | "military" | "unit" | "armed forces" | "ground forces" | "troops"
            )
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn forces_readied_are_told_again() {
        check(
            "Iran has put its army on alert. \"Army forces are on simple alert,\" an Iranian military spokesman said.",
            &["ready IRN FORCES heightened"],
        );
        check(
            "Chile has put 300 soldiers on standby. The order puts these units on higher alert.",
            &["ready CHL 300 TROOPS standby"],
        );
        check(
            "Peru put its army on alert. Peru put its air force on standby.",
            &["ready PER FORCES heightened", "ready PER FORCES standby"],
        );
    }
}
