//! Whose a type is that one state alone operates: B-52s are American wherever they land.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use events::Actor;

use super::actor;
use super::table::rows;

/// Types and their operators by the first byte of the type's name.
static OPERATORS: LazyLock<BTreeMap<u8, Vec<(&'static str, &'static Actor)>>> =
    LazyLock::new(|| {
        let mut operators: BTreeMap<u8, Vec<_>> = BTreeMap::new();
        let file = include_str!("../../data/sole-operators.tsv");
        for row in rows(file) {
            let name = row.field(0);
            let state = actor(row.field(1)).expect("sole-operators.tsv names states");
            operators
                .entry(name.as_bytes()[0])
                .or_default()
                .push((name, state));
        }
        operators
    });

/// The state that alone operates a type, by its customary name.
pub fn sole_operator(designation: &str) -> Option<&'static Actor> {
    OPERATORS
        .get(designation.as_bytes().first()?)?
        .iter()
        .find(|(name, _)| match name.strip_prefix('*') {
            Some(end) => designation.len() > end.len() && designation.ends_with(end),
            None => designation
                .strip_prefix(name)
                .is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit())),
        })
        .map(|(_, state)| *state)
}
