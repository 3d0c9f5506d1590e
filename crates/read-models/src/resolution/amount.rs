//! How much of a movement counts, and how much is still to come.

use chrono::NaiveDate;
use events::Extent;
use events::fact::Status;

use super::balance::{Ledger, Net, Outcome};
use super::movement::Movement;
use super::number::Range;
use super::reach::Reach;
use super::telling::Kind;

impl Ledger<'_, '_> {
    pub(super) fn amount(&self, movement: &Movement, status: Status, due: NaiveDate) -> Net {
        let level = self.new_level(movement);
        let whole = level.unwrap_or(movement.figure.range);
        if movement.reach(self.all) == Reach::Joint {
            let parts = self.sum_of_parts(movement);
            let rest = if parts == Range::ZERO {
                movement.figure.spread().some_of()
            } else {
                whole.without(parts).some_of()
            };
            return Net {
                in_place: if status == Status::Announced {
                    Range::ZERO
                } else {
                    rest
                },
                committed: rest,
            };
        }
        let untold_day = status == Status::Completed && self.is_of_untold_day(movement);
        let mut parts = Net::default();
        let (mut taken, mut held) = (Range::ZERO, Range::ZERO);
        for part in &movement.parts {
            let range = self.movements[*part].figure.range;
            let outcome = self.outcome(*part, due);
            if outcome == Outcome::Held {
                if status < Status::Completed || !self.is_of_before(movement) {
                    held = held.plus(range);
                }
                continue;
            }
            if status == Status::Completed && !untold_day {
                continue;
            }
            taken = taken.plus(range);
            if !self.stays_inside(&self.movements[*part])
                && let Outcome::Counts(net) = outcome
            {
                parts = parts.plus(net);
            }
        }
        // What the stocks show to have come or gone is told by those parts, or beside them.
        let shown = self.shown_by_stocks(movement, status);
        let held = Range {
            low: held.low.max(shown.low),
            high: held.high.max(shown.high),
            open: held.open,
        };
        let gone = taken.plus(held).plus(movement.later);
        let rest = if gone == Range::ZERO && level.is_none() {
            movement.figure.spread()
        } else {
            whole.without(gone)
        };
        let arrived = match status {
            Status::Completed if untold_day || self.is_of_untold_origin(movement) => rest.some_of(),
            Status::Completed => rest,
            Status::UnderWay => rest.some_of(),
            _ if movement.uncounted.is_empty() => Range::ZERO,
            _ => rest.some_of(),
        };
        let coming = if untold_day || self.is_of_untold_origin(movement) {
            rest.some_of()
        } else {
            rest
        };
        parts.plus(Net {
            in_place: arrived,
            committed: coming,
        })
    }

    /// "Will grow to 1,100", "700 in all, twice as many as now": a total above the stock is a new level,
    /// and what comes is the difference.
    fn new_level(&self, movement: &Movement) -> Option<Range> {
        let base = self.base?;
        let total = movement
            .told(self.all)
            .all(|telling| telling.extent == Some(Extent::Total));
        let alone = movement.parts.is_empty() && movement.uncounted.is_empty();
        let to_here = movement.reach(self.all) == Reach::Whole
            && movement.first(self.all).kind == Kind::Arrival;
        let above = movement.figure.range.high > base.range.high;
        (total && alone && to_here && above && !movement.is_named(self.all))
            .then(|| movement.figure.range.without(base.range))
    }

    /// Into one part of the place asked, from nobody knows where: perhaps from another part of it,
    /// where a count of the whole place holds it already.
    fn is_of_untold_origin(&self, movement: &Movement) -> bool {
        self.base.is_some()
            && movement.reach(self.all) == Reach::Inside
            && movement
                .told(self.all)
                .all(|telling| telling.other_end.is_empty())
    }

    /// The stock is told beside the movement as what was there before.
    fn is_of_before(&self, movement: &Movement) -> bool {
        self.base.is_some_and(|base| {
            movement.told(self.all).any(|telling| {
                base.articles.contains(&telling.article) && telling.date() > base.date
            })
        })
    }

    fn sum_of_parts(&self, movement: &Movement) -> Range {
        movement
            .parts
            .iter()
            .map(|part| self.movements[*part].figure.range)
            .fold(Range::ZERO, Range::plus)
    }
}
