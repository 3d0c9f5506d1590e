//! Which movements are worth comparing: those that share the way, a place and about the time. Of
//! thousands, a few are left.
//!
//! This decides nothing. `matching` requires all of it of two tellings of one movement, and of a part
//! and its whole, unless an analyst links them; a debug build compares with looking at all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::{EventId, Relation};

use super::matching::NEAR_IN_TIME;
use super::movement::Movement;
use super::telling::{Kind, Telling};

/// A way and a place; the empty place is of tellings that name none.
type Block<'t> = (Kind, &'t str, Relation);

/// Movements by the blocks of their tellings, as they are found.
pub(crate) struct Blocks<'t> {
    /// With the first day of each.
    movements: BTreeMap<Block<'t>, Vec<(NaiveDate, usize)>>,
    /// The first days of all.
    first: Vec<NaiveDate>,
    /// Events that analysts link to others: they may be of any movement.
    linked: BTreeSet<EventId>,
}

impl<'t> Blocks<'t> {
    pub(crate) fn new(all: &'t [Telling<'_>]) -> Self {
        let linking = all.iter().filter(|telling| !telling.same_as.is_empty());
        let linked = linking.flat_map(|telling| telling.same_as.iter().chain([&telling.event]));
        Self {
            movements: BTreeMap::new(),
            first: Vec::new(),
            linked: linked.copied().collect(),
        }
    }

    /// Notes that a telling is of a movement.
    pub(crate) fn add(&mut self, movement: usize, telling: &'t Telling<'_>) {
        if movement == self.first.len() {
            self.first.push(telling.published);
        }
        for block in blocks(telling) {
            let movements = self.movements.entry(block).or_default();
            if movements.iter().rev().all(|(_, known)| *known != movement) {
                movements.push((self.first[movement], movement));
            }
        }
    }

    /// The movements, in their order, that a telling may be of.
    pub(crate) fn like(&self, telling: &Telling<'_>) -> BTreeSet<usize> {
        if self.linked.contains(&telling.event) {
            return (0..self.first.len()).collect();
        }
        let near = |first: NaiveDate| {
            let end = first.checked_add_days(NEAR_IN_TIME);
            end.is_none_or(|end| telling.heard() <= end)
        };
        blocks(telling)
            .filter_map(|block| self.movements.get(&block))
            .flatten()
            .filter(|(first, _)| near(*first))
            .map(|(_, movement)| *movement)
            .collect()
    }
}

/// All movements by the blocks of their first tellings.
pub(crate) struct Neighbours<'t> {
    movements: BTreeMap<Block<'t>, Vec<(NaiveDate, usize)>>,
}

impl<'t> Neighbours<'t> {
    pub(crate) fn new(all: &'t [Telling<'_>], movements: &[Movement]) -> Self {
        let mut found: BTreeMap<Block<'t>, Vec<(NaiveDate, usize)>> = BTreeMap::new();
        for (at, movement) in movements.iter().enumerate() {
            let first = movement.first(all);
            for block in blocks(first) {
                found.entry(block).or_default().push((first.published, at));
            }
        }
        for movements in found.values_mut() {
            movements.sort_unstable();
        }
        Self { movements: found }
    }

    /// The movements, in their order, that one may be a part of, or that may be a part of it.
    pub(crate) fn of(&self, movement: &Movement, all: &[Telling<'_>]) -> BTreeSet<usize> {
        let first = movement.first(all);
        let from = first.published.checked_sub_days(NEAR_IN_TIME);
        let from = from.unwrap_or(NaiveDate::MIN).min(first.begins());
        let to = first.published.checked_add_days(NEAR_IN_TIME);
        let to = to.unwrap_or(NaiveDate::MAX);
        blocks(first)
            .filter_map(|block| self.movements.get(&block))
            .flat_map(|movements| {
                let start = movements.partition_point(|(day, _)| *day < from);
                movements[start..].iter().take_while(|(day, _)| *day <= to)
            })
            .map(|(_, at)| *at)
            .collect()
    }
}

fn blocks<'t>(telling: &'t Telling<'_>) -> impl Iterator<Item = Block<'t>> {
    let nowhere = telling.places.is_empty().then_some(("", Relation::In));
    let places = telling.places.iter();
    places
        .map(|spot| (spot.code.as_str(), spot.relation))
        .chain(nowhere)
        .map(|(code, relation)| (telling.kind, code, relation))
}
