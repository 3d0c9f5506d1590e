//! What a claim's words and places say, whatever is asked: drawn once, and shared by all answers.

use std::collections::BTreeSet;
use std::sync::Arc;

use events::{Event, Fact, Force};

use super::designation::Designation;
use super::dispute::Disputes;
use super::relief;
use super::telling::{self, Spot};
use super::unit;
use super::wording::Wording;
use crate::unit_name;

/// Drawn from one claim.
#[derive(Debug)]
pub(crate) struct Drawn {
    /// In the order of the fact's forces.
    pub(crate) forces: Vec<Unit>,
    /// Where its forces are or go; where a withdrawal leaves from.
    pub(crate) places: Arc<BTreeSet<Spot>>,
    /// Where they come from; where a withdrawal goes to.
    pub(crate) other_end: Arc<BTreeSet<Spot>>,
    /// Words that may name ships which its own relieve.
    pub(crate) relieves: Arc<BTreeSet<String>>,
    pub(crate) wording: Wording,
    /// What a statement says of withdrawals.
    pub(crate) disputes: Disputes,
}

/// What is drawn of one force.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) designation: Arc<Designation>,
    /// The units that it is, by name.
    pub(crate) names: Arc<BTreeSet<String>>,
    /// The types of ship that it tells, where it is of ships.
    pub(crate) ship_types: BTreeSet<&'static str>,
}

impl Drawn {
    pub(crate) fn of(told: &Event) -> Self {
        let words = &told.provenance.evidence;
        let named = unit_name::forces(&told.fact);
        let unit = |force: &Force| Unit {
            designation: Arc::new(Designation::new(&force.designation)),
            names: Arc::new(unit_name::names(words, named, force)),
            ship_types: if unit::is_indivisible(force.category) {
                unit_name::ship_types(words, &force.designation)
            } else {
                BTreeSet::new()
            },
        };
        let (places, other_end) = telling::ends(&told.fact);
        let mut places = telling::spots(places);
        if matches!(told.fact, Fact::PostureReported(_)) {
            telling::leave_out_inner(&mut places);
        }
        let slices = words.iter().map(|slice| slice.text.as_str());
        Self {
            forces: forces(&told.fact).iter().map(unit).collect(),
            places: Arc::new(places),
            other_end: Arc::new(telling::spots(other_end)),
            relieves: Arc::new(relief::relieved(slices.clone())),
            wording: Wording::of(slices),
            disputes: Disputes::of(told),
        }
    }
}

/// The forces of a fact that tells of a place.
pub(crate) fn forces(fact: &Fact) -> &[Force] {
    match fact {
        Fact::DeploymentAnnounced(told) => &told.forces,
        Fact::WithdrawalAnnounced(told) => &told.forces,
        Fact::DeploymentRuledOut(told) => &told.forces,
        Fact::PostureReported(told) => &told.forces,
        Fact::ReportCorrected(told) => &told.forces,
        Fact::ReadinessChanged(_)
        | Fact::MilitaryAidAnnounced(_)
        | Fact::ExerciseReported(_)
        | Fact::StatementMade(_) => &[],
    }
}
