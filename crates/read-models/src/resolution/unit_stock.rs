//! What stocks of single units, kinds and sites tell: how far the movements of them have come, or how
//! many there are at least.

use chrono::{Days, NaiveDate};
use events::Extent;
use events::fact::Status;

use super::balance::{Ledger, Net, Outcome};
use super::findings::Findings;
use super::movement::Movement;
use super::number::Range;
use super::reach::Reach;
use super::stock::UnitStock;
use super::telling::{Kind, Telling};
use super::unit;
use crate::posture::Usage;

/// What was told so long ago is no longer waited for, once some of it stands there.
const NEWS: Days = Days::new(30);

/// What a unit's stock does to the balance.
pub(super) enum Entered {
    /// It is counted beside what else is there.
    Adds(Net),
    /// There are at least so many.
    AtLeast(i64),
    /// The place's own stock holds it.
    Within,
}

impl Ledger<'_, '_> {
    /// Enters a unit's stock, with the movements that it tells the outcome of.
    pub(super) fn enter_unit(
        &self,
        unit: &UnitStock,
        covered: &mut [bool],
        findings: &mut Findings,
    ) -> Entered {
        if let Some(base) = self.base
            && unit.date <= base.date
        {
            let event = self.all[base.telling].event;
            findings.decide(
                unit.telling,
                Usage::WithinStock(event),
                "unit stock",
                "the place's stock of that day or later holds the unit",
            );
            return Entered::Within;
        }
        let moved = self.moved_with(unit, covered);
        let in_part = self.moved_in_part(unit, covered);
        let event = self.all[unit.telling].event;
        let entered = if self.base.is_none() || !moved.is_empty() || in_part.is_some() {
            let note = if moved.is_empty() && in_part.is_none() {
                "a stock of a unit, kind or site: the place's total only because no other is known"
            } else {
                "the newest telling of the unit: so far its movement has come"
            };
            findings.decide(unit.telling, Usage::UnitStock, "unit stock", note);
            findings.contributes(unit.telling, unit.range, unit.range);
            let rest = in_part.map_or(Net::default(), |at| {
                covered[at] = true;
                self.enter_rest(at, unit, findings)
            });
            Entered::Adds(Net::both(unit.range).plus(rest))
        } else {
            findings.decide(
                unit.telling,
                Usage::UnitStock,
                "unit stock",
                "a stock of a unit, kind or site: there are at least so many",
            );
            Entered::AtLeast(unit.range.low)
        };
        for at in moved {
            covered[at] = true;
            self.tell(
                at,
                Usage::SettledByStock(event),
                "unit stock",
                "a stock of the unit tells how many have come",
                findings,
            );
        }
        entered
    }

    fn enter_rest(&self, at: usize, unit: &UnitStock, findings: &mut Findings) -> Net {
        let movement = &self.movements[at];
        let rest = Net {
            in_place: self.arrived(movement, |day| day > unit.date),
            committed: movement.figure.range.without(unit.range),
        };
        self.tell(
            at,
            Usage::Movement,
            "unit stock",
            "a stock of the unit tells how many have come so far; the rest is to come",
            findings,
        );
        findings.contributes(
            self.movements[at].tellings[0],
            rest.in_place,
            rest.committed,
        );
        rest
    }

    /// The movements that a unit's stock tells the outcome of: told of the unit, or unnamed with its
    /// figure, and not told again as still to come.
    fn moved_with(&self, unit: &UnitStock, covered: &[bool]) -> Vec<usize> {
        let stock = &self.all[unit.telling];
        (0..self.movements.len())
            .filter(|at| !covered[*at] && self.is_root(*at))
            .filter(|at| {
                let movement = &self.movements[*at];
                let lead = movement.first(self.all);
                let of_unit = movement.is_of(self.all, stock)
                    || (!movement.is_named(self.all) && movement.figure.agrees(unit.number));
                let done = match movement.completed_on(self.all, self.on) {
                    Some(day) => day <= unit.date,
                    None => {
                        movement.due(self.all) < unit.date && !self.is_still_coming(movement, unit)
                    }
                };
                let more = movement.is_additional(self.all)
                    && stock.extent != Some(Extent::Total)
                    && movement
                        .told(self.all)
                        .any(|telling| telling.article == unit.article);
                // With a stock of all, what leaves is taken from that.
                (lead.kind == Kind::Arrival || self.base.is_none())
                    && movement.reach(self.all) == Reach::Whole
                    && of_unit
                    && (done
                        || self.is_there_already(movement, unit)
                        || self.is_all_there(movement, unit))
                    && !more
                    && matches!(self.outcome(*at, NaiveDate::MIN), Outcome::Counts(_))
            })
            .collect()
    }

    /// Told, or still to be waited for, at about the day.
    fn is_news(&self, movement: &Movement, day: NaiveDate) -> bool {
        let due = movement.due(self.all);
        due.checked_add_days(NEWS).is_none_or(|end| day <= end)
    }

    /// Of a movement told not long before, a stock of fewer is what has come so far.
    fn is_still_coming(&self, movement: &Movement, unit: &UnitStock) -> bool {
        movement.first(self.all).kind == Kind::Arrival
            && movement.figure.range.low > unit.range.high
            && !movement.figure.agrees(unit.number)
            && self.is_news(movement, unit.date)
    }

    /// All that was to come of the unit stands there, whatever day was told for it.
    fn is_all_there(&self, movement: &Movement, unit: &UnitStock) -> bool {
        let lead = movement.first(self.all);
        lead.kind == Kind::Arrival
            && lead.published < unit.date
            && movement.is_of(self.all, &self.all[unit.telling])
            && unit.number.agrees(movement.figure)
    }

    /// The open movement of which the unit's stock is what has come so far: the rest is to come.
    fn moved_in_part(&self, unit: &UnitStock, covered: &[bool]) -> Option<usize> {
        let stock = &self.all[unit.telling];
        let was_there = |since: NaiveDate| {
            self.all.iter().any(|telling| {
                telling.kind == Kind::Stock
                    && telling.reach == stock.reach
                    && telling.date() < since
                    && unit::same(telling, stock)
            })
        };
        (0..self.movements.len())
            .filter(|at| !covered[*at] && self.is_root(*at))
            .find(|at| {
                let movement = &self.movements[*at];
                let lead = movement.first(self.all);
                let beside = movement
                    .told(self.all)
                    .any(|telling| telling.article == unit.article);
                lead.kind == Kind::Arrival
                    && lead.published < unit.date
                    && !beside
                    && !movement.is_additional(self.all)
                    && self.holds_parts(movement, unit)
                    && movement.reach(self.all) == Reach::Whole
                    && movement.status(self.all, self.on) < Status::Completed
                    && movement.is_of(self.all, stock)
                    && movement.figure.range.low > unit.range.high
                    && self.is_news(movement, unit.date)
                    && !was_there(lead.published)
                    && matches!(self.outcome(*at, NaiveDate::MIN), Outcome::Counts(_))
            })
    }

    /// Told in no parts, or in such that have arrived: those of up to the day of the stock are in it.
    fn holds_parts(&self, movement: &Movement, unit: &UnitStock) -> bool {
        let arrived = self.arrived(movement, |day| day <= unit.date);
        let fits = 0 < arrived.low && arrived.low <= unit.range.high;
        movement.parts.is_empty() || fits
    }

    /// The parts of a movement that arrived on such days.
    fn arrived(&self, movement: &Movement, then: impl Fn(NaiveDate) -> bool) -> Range {
        let parts = movement.parts.iter().map(|part| &self.movements[*part]);
        parts
            .filter(|part| part.completed_on(self.all, self.on).is_some_and(&then))
            .map(|part| part.figure.range)
            .fold(Range::ZERO, Range::plus)
    }

    /// A ship that is told to arrive where it is already, and has not left since.
    fn is_there_already(&self, movement: &Movement, unit: &UnitStock) -> bool {
        let stock = &self.all[unit.telling];
        let shares = |telling: &Telling<'_>| !telling.names.is_disjoint(&stock.names);
        let arrives = movement.completed_on(self.all, self.on);
        let left = |other: &Movement| {
            let lead = other.first(self.all);
            let between = unit.date <= lead.date() && arrives.is_some_and(|day| lead.date() <= day);
            lead.kind == Kind::Departure && between && other.told(self.all).any(shares)
        };
        arrives.is_some()
            && movement.first(self.all).kind == Kind::Arrival
            && unit.number.range.high == 1
            && movement.told(self.all).any(shares)
            && !self.movements.iter().any(left)
    }
}
