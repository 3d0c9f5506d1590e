//! Whose a type is that one state alone operates: B-52s are American wherever they land.

use std::sync::LazyLock;

use events::Actor;

use super::actor;
use super::table::rows;

static OPERATORS: LazyLock<Vec<(&'static str, &'static Actor)>> = LazyLock::new(|| {
    let file = include_str!("../../data/sole-operators.tsv");
    rows(file)
        .map(|row| {
            let state = actor(row.field(1)).expect("sole-operators.tsv names states");
            (row.field(0), state)
        })
        .collect()
});

/// The state that alone operates a type, by its customary name.
pub fn sole_operator(designation: &str) -> Option<&'static Actor> {
    OPERATORS
        .iter()
        .find(|(name, _)| {
            designation
                .strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
        })
        .map(|(_, state)| *state)
}
