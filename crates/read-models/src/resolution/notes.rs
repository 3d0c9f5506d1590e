//! What the ledger says of each movement, telling by telling.

use events::fact::Status;

use super::balance::Ledger;
use super::findings::Findings;
use super::movement::Movement;
use super::reach::Reach;
use super::telling::Kind;
use crate::posture::Usage;

impl Ledger<'_, '_> {
    pub(super) fn rule(&self, movement: &Movement) -> &'static str {
        match (movement.first(self.all).kind, movement.reach(self.all)) {
            (Kind::Departure, _) => "withdrawal after the stock",
            (_, Reach::Joint) => "joint number",
            _ => "movement after the stock",
        }
    }

    pub(super) fn note(&self, movement: &Movement) -> String {
        let stage = match movement.status(self.all, self.on) {
            Status::Completed => "completed: it counts in full",
            Status::UnderWay => {
                "under way: anything from none to all is there, and all of it is committed"
            }
            Status::Announced | Status::Considered => "announced: committed, and not yet there",
        };
        let told = movement.tellings.len();
        let joint = if movement.reach(self.all) == Reach::Joint {
            "; one number for several places, of which this one gets some"
        } else {
            ""
        };
        if told == 1 {
            format!("{stage}{joint}")
        } else {
            format!("{stage}{joint}; told {told} times and counted once")
        }
    }

    /// Notes a movement, its further tellings and its parts.
    pub(super) fn tell(
        &self,
        at: usize,
        usage: Usage,
        rule: &'static str,
        note: &str,
        findings: &mut Findings,
    ) {
        let movement = &self.movements[at];
        let (first, later) = movement.tellings.split_first().expect("a movement is told");
        findings.decide(*first, usage, rule, note);
        let event = self.all[*first].event;
        let counts = matches!(
            usage,
            Usage::Movement | Usage::Withdrawal | Usage::Joint | Usage::Part(_)
        );
        let mut furthest = self.all[*first].status;
        let mut known = self.all[*first].number;
        for at in later {
            let telling = &self.all[*at];
            let exact = match (telling.number, known) {
                (Some(new), Some(old)) => old.less_exact_than(new),
                (Some(_), None) => true,
                (None, _) => false,
            };
            if !counts {
                findings.decide(*at, usage, rule, note);
            } else if telling.status > furthest || exact {
                findings.decide(
                    *at,
                    Usage::Refines(event),
                    "refinement",
                    "the same movement at a later stage, or more exactly",
                );
            } else {
                findings.decide(
                    *at,
                    Usage::Corroborates(event),
                    "corroboration",
                    "the same movement again: it counts once",
                );
            }
            furthest = furthest.max(telling.status);
            known = if exact { telling.number } else { known };
        }
        for part in &movement.parts {
            if self.movements[*part].inside == Some(at) {
                self.tell(
                    *part,
                    if counts { Usage::Part(event) } else { usage },
                    "part",
                    "it lies inside a movement that is told as a whole",
                    findings,
                );
            }
        }
    }

    /// Movements that do not bear on the place themselves.
    pub(super) fn set_aside(&self, at: usize, findings: &mut Findings) {
        let movement = &self.movements[at];
        if movement.reach(self.all) == Reach::Wider {
            self.tell(
                at,
                Usage::WiderPlace,
                "wider place",
                "told of a wider place, and of no single place in it",
                findings,
            );
        }
    }
}
