//! Sums told afterwards of a time that runs on beyond the day asked, or began before the stock: "since
//! March 2,100 in all", asked of April. Known parts count by their own days; of the rest nobody tells
//! how many had come by then.

use chrono::NaiveDate;
use events::fact::Status;

use super::balance::Ledger;
use super::findings::Findings;
use super::matching::{same_movement, within_places};
use super::movement::Movement;
use super::number::Range;
use super::part::may_be_part;
use super::telling::Telling;

/// Finds what of such sums came only after the day asked.
pub(crate) fn later_parts(
    on: NaiveDate,
    all: &[Telling<'_>],
    movements: &mut [Movement],
    findings: &Findings,
) {
    for at in 0..movements.len() {
        if !straddles(&movements[at], all, on) {
            continue;
        }
        let sum = &movements[at];
        let lead = sum.first(all);
        let known = sum.parts.iter().map(|part| movements[*part].figure.range);
        let known = known.fold(Range::ZERO, Range::plus);
        let mut later: Vec<&Telling<'_>> = Vec::new();
        let mut counted = Range::ZERO;
        for (other, telling) in all.iter().enumerate() {
            let Some(number) = telling
                .number
                .filter(|_| findings.is_of_another_time(other))
            else {
                continue;
            };
            let of_it = telling.kind == lead.kind
                && telling.status == Status::Completed
                && on < telling.begins()
                && telling.date() <= lead.date()
                && telling.article != lead.article
                && within_places(telling, lead)
                && may_be_part(telling, lead)
                && !later.iter().any(|before| same_movement(before, telling));
            let with_it = counted.plus(number.range);
            if of_it && known.high + with_it.high <= sum.figure.range.high {
                counted = with_it;
                later.push(telling);
            }
        }
        movements[at].later = counted;
    }
}

/// Whether all that is told of a completed movement is told after a day, of a time that holds the day
/// and ends after it.
fn straddles(movement: &Movement, all: &[Telling<'_>], day: NaiveDate) -> bool {
    let holds = |telling: &Telling<'_>| {
        telling.since().is_some_and(|from| from <= day)
            && day < telling.date()
            && day < telling.published
            && !telling.is_additional()
    };
    let done = || {
        let told = movement.told(all);
        told.filter(|telling| telling.status == Status::Completed)
    };
    done().next().is_some() && done().all(holds)
}

impl Ledger<'_, '_> {
    /// Whether nobody tells how much of it had come by the day asked, or came after the stock.
    pub(super) fn is_of_untold_day(&self, movement: &Movement) -> bool {
        let began_before = |day: NaiveDate| {
            let stages = movement.told(self.all);
            stages
                .map(Telling::begins)
                .min()
                .is_some_and(|from| from < day)
        };
        straddles(movement, self.all, self.on)
            || self.base.is_some_and(|base| {
                began_before(base.date) && straddles(movement, self.all, base.date)
            })
    }
}
