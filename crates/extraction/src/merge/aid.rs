//! Aid that is told of twice: a package and what it holds, and what is told on of it.

use events::Force;
use events::fact::{Money, Status};

use crate::draft::{Draft, Kind};
use crate::rules::is_generic_aid;

use super::same_forces;

/// How many paragraphs after a package its contents may be told.
const NEAR: usize = 4;

/// Whether two supplies of one supplier to one recipient are the same.
pub(super) fn same(a: &Draft, b: &Draft) -> bool {
    if same_forces(&a.forces, &b.forces) {
        return true;
    }
    let ((status, value), (other, sum)) = (stage(a), stage(b));
    let near = a.paragraph.abs_diff(b.paragraph) <= NEAR;
    let one_sum = match (value, sum) {
        (Some(value), Some(sum)) => value == sum,
        _ => true,
    };
    let package = generic(a) || generic(b);
    near && status == other && one_sum && (package || b.anaphoric)
}

/// Keeps what is told better; gives what is to be added to it.
pub(super) fn better(own: &mut Vec<Force>, more: Vec<Force>) -> Vec<Force> {
    if more.iter().all(is_generic_aid) {
        return Vec::new();
    }
    if own.iter().all(is_generic_aid) {
        *own = more;
        return Vec::new();
    }
    let (again, new): (Vec<Force>, Vec<Force>) = more.into_iter().partition(|force| {
        own.iter().any(|other| {
            other.category == force.category
                && (other.quantity.is_none()
                    || force.quantity.is_none()
                    || other.quantity == force.quantity)
        })
    });
    own.extend(new);
    again
}

fn stage(draft: &Draft) -> (Option<Status>, Option<&Money>) {
    match &draft.kind {
        Kind::Aid { status, value, .. } => (Some(*status), value.as_ref()),
        _ => (None, None),
    }
}

fn generic(draft: &Draft) -> bool {
    draft.forces.iter().all(is_generic_aid)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn a_package_and_what_it_holds_are_one() {
        check(
            "Canada announced a new $250 million military aid package for Ukraine. The package includes 40 armoured vehicles. An additional 12 Leopard tanks will also be provided.",
            &["aid CAN 40 ARMOR, 12 ARMOR to UKR announced"],
        );
        check(
            "Japan will give the Philippines two patrol boats. Japan delivered five radars to the Philippines in March.",
            &[
                "aid JPN 2 WARSHIP to PHL announced",
                "aid JPN 5 MATERIEL to PHL completed",
            ],
        );
    }
}
