//! The forces that move, with their numbers: what a bare number counts, parts and wholes.

use events::{Actor, Extent, Force, Quantity};

use crate::reading::{Reading, Term};
use crate::rules::parts;

use super::agents::counted_before;
use super::theme::accompanies;
use super::told::Move;
use super::whole::to_a_level;

/// Fewer than this many with nothing told before that they could count are no forces.
const FEW: u32 = 20;

impl Move<'_, '_, '_> {
    /// The forces of an owner; `whole` is what those told are the vanguard of. None where a small number
    /// counts nothing that was told.
    pub(super) fn forces(
        &self,
        reading: &Reading<'_, '_>,
        terms: &[&Term],
        owner: &Actor,
        negative: bool,
        whole: Option<&Quantity>,
    ) -> Option<Vec<Force>> {
        let (clause, theme, withdrawing) = (self.clause, self.theme, self.withdrawing);
        let mut forces: Vec<Force> = Vec::new();
        for term in terms {
            let mut force = term.force.clone();
            let before = clause
                .bundles
                .iter()
                .flat_map(|bundle| &bundle.terms)
                .chain(&theme.terms)
                .rfind(|other| {
                    !other.bare
                        && other.tokens.start < term.tokens.start
                        && !accompanies(clause, other)
                });
            let last = before.map(|other| &other.force).or(reading.newest_force());
            let few = term.force.quantity.as_ref().is_some_and(|q| q.low < FEW);
            if term.bare && few && last.is_none() {
                return None;
            }
            if term.bare
                && let Some(last) = last
            {
                force.category = parts::counted_as(last, force.quantity.as_ref());
                if force.designation.is_empty() && force.category == last.category {
                    force.designation.clone_from(&last.designation);
                }
            }
            if negative {
                force.quantity = None;
                force.extent = force.extent.filter(|extent| *extent == Extent::Additional);
            }
            forces.push(force);
        }
        let leading = parts::leading_whole(reading, clause);
        for force in forces
            .iter_mut()
            .filter(|force| force.quantity.is_some() && force.extent.is_none())
        {
            if clause.lemma() == "add" {
                force.extent = Some(Extent::Additional);
            } else if let Some(whole) = whole.cloned().or_else(|| leading.clone()).filter(|whole| {
                force
                    .quantity
                    .as_ref()
                    .is_some_and(|own| own.low < whole.low)
            }) {
                force.extent = Some(Extent::Part);
                force.part_of = Some(whole);
            }
        }
        if negative {
            forces.dedup_by_key(|force| force.category);
        }
        let mut forces =
            parts::without_bodies(parts::join_unnumbered(parts::whole_by_parts(forces)));
        parts::share_additional(&mut forces);
        if withdrawing && to_a_level(reading, clause) {
            for force in &mut forces {
                force.quantity = None;
            }
        }
        if withdrawing {
            for (force, term) in forces.iter_mut().zip(terms) {
                counted_before(reading, owner, term, force);
            }
        }
        Some(forces)
    }
}
