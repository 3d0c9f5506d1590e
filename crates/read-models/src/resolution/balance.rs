//! What movements add to a stock and take from it.

use chrono::{Days, NaiveDate};
use events::Extent;
use events::fact::Status;

use super::findings::Findings;
use super::movement::Movement;
use super::number::Range;
use super::reach::Reach;
use super::stock::{Base, Stocks, UnitStock};
use super::telling::{Kind, Telling};
use super::unit;
use crate::posture::Usage;

/// Announcements that nothing followed for so long have lapsed.
const LAPSE: Days = Days::new(90);

/// What was told so long ago is no longer waited for, once some of it stands there.
const NEWS: Days = Days::new(30);

/// What is in place and what is committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Net {
    pub(crate) in_place: Range,
    pub(crate) committed: Range,
}

impl Net {
    pub(crate) fn both(range: Range) -> Self {
        Self {
            in_place: range,
            committed: range,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            in_place: self.in_place.plus(other.in_place),
            committed: self.committed.plus(other.committed),
        }
    }

    /// At least so many are in place; what is committed moves along.
    fn with_floor(self, floor: i64) -> Self {
        let in_place = self.in_place.at_least(floor);
        let raised = Range {
            low: in_place.low - self.in_place.low,
            high: in_place.high - self.in_place.high,
            open: false,
        };
        Self {
            in_place,
            committed: self.committed.plus(raised),
        }
    }

    fn negated(self) -> Self {
        Self {
            in_place: self.in_place.negated(),
            committed: self.committed.negated(),
        }
    }
}

/// What becomes of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Counts(Net),
    /// Arrived on the day of the stock or before.
    Held,
    /// Open, and not told since the stock.
    Settled,
    Lapsed,
}

/// The movements beside the stocks.
pub(crate) struct Ledger<'t, 'a> {
    pub(crate) on: NaiveDate,
    pub(crate) all: &'t [Telling<'a>],
    pub(crate) movements: &'t [Movement],
    pub(crate) base: Option<&'t Base>,
}

impl Ledger<'_, '_> {
    /// Adds everything up. Absent where neither a stock nor a movement is known.
    pub(crate) fn balance(&self, stocks: &Stocks, findings: &mut Findings) -> Option<Net> {
        let mut known = stocks.base.is_some();
        let mut net = stocks
            .base
            .as_ref()
            .map_or(Net::default(), |base| Net::both(base.range));
        let mut covered = vec![false; self.movements.len()];
        let mut floor = 0_i64;
        let (mut arrived, mut left) = (false, Range::ZERO);
        for unit in &stocks.units {
            known = true;
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
                continue;
            }
            let moved = self.moved_with(unit, &covered);
            let in_part = self.moved_in_part(unit, &covered);
            let event = self.all[unit.telling].event;
            if self.base.is_none() || !moved.is_empty() || !in_part.is_empty() {
                net = net.plus(Net::both(unit.range));
                let note = if moved.is_empty() && in_part.is_empty() {
                    "a stock of a unit, kind or site: the place's total only because no other is known"
                } else {
                    "the newest telling of the unit: so far its movement has come"
                };
                findings.decide(unit.telling, Usage::UnitStock, "unit stock", note);
                findings.contributes(unit.telling, unit.range, unit.range);
            } else {
                floor = floor.saturating_add(unit.range.low);
                findings.decide(
                    unit.telling,
                    Usage::UnitStock,
                    "unit stock",
                    "a stock of a unit, kind or site: there are at least so many",
                );
            }
            if let Some(at) = in_part.first().copied() {
                covered[at] = true;
                let rest = self.movements[at].figure.range.without(unit.range);
                let coming = Net {
                    in_place: Range::ZERO,
                    committed: rest,
                };
                net = net.plus(coming);
                self.tell(
                    at,
                    Usage::Movement,
                    "unit stock",
                    "a stock of the unit tells how many have come so far; the rest is to come",
                    findings,
                );
                let first = self.movements[at].tellings[0];
                findings.contributes(first, coming.in_place, coming.committed);
            }
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
        }
        for (at, covered) in covered.iter().enumerate() {
            if !covered && let Some(counted) = self.enter(at, findings) {
                known = true;
                net = net.plus(counted);
                arrived |= self.movements[at].first(self.all).kind == Kind::Arrival;
                left = left.plus(self.was_there(&self.movements[at]));
            }
        }
        if !known {
            return None;
        }
        if stocks.is_empty() && !arrived {
            net = net.plus(Net::both(left));
        }
        Some(net.with_floor(floor))
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

    /// The open movements of which the unit's stock is what has come so far: the rest is to come.
    fn moved_in_part(&self, unit: &UnitStock, covered: &[bool]) -> Vec<usize> {
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
            .filter(|at| {
                let movement = &self.movements[*at];
                let lead = movement.first(self.all);
                let beside = movement
                    .told(self.all)
                    .any(|telling| telling.article == unit.article);
                lead.kind == Kind::Arrival
                    && lead.published < unit.date
                    && !beside
                    && !movement.is_additional(self.all)
                    && movement.parts.is_empty()
                    && movement.reach(self.all) == Reach::Whole
                    && movement.status(self.all, self.on) < Status::Completed
                    && movement.is_of(self.all, stock)
                    && movement.figure.range.low > unit.range.high
                    && self.is_news(movement, unit.date)
                    && !was_there(lead.published)
                    && matches!(self.outcome(*at, NaiveDate::MIN), Outcome::Counts(_))
            })
            .collect()
    }

    /// What a departure tells of those who were there before it: as many as leave, or the whole
    /// that they are a part of.
    fn was_there(&self, movement: &Movement) -> Range {
        if movement.first(self.all).kind != Kind::Departure {
            return Range::ZERO;
        }
        let wholes = movement
            .told(self.all)
            .filter_map(|telling| telling.part_of);
        let whole = wholes.map(|whole| whole.range).reduce(Range::span);
        let whole = whole.unwrap_or(movement.figure.range);
        if movement.reach(self.all) == Reach::Joint {
            whole.some_of()
        } else {
            whole
        }
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
            && unit.number.range.high == 1
            && movement.told(self.all).any(shares)
            && !self.movements.iter().any(left)
    }

    fn is_root(&self, at: usize) -> bool {
        let movement = &self.movements[at];
        let bears = matches!(
            movement.reach(self.all),
            Reach::Whole | Reach::Inside | Reach::Joint
        );
        bears && movement.inside.is_none()
    }

    /// Enters a movement into the balance and into the notes.
    fn enter(&self, at: usize, findings: &mut Findings) -> Option<Net> {
        let movement = &self.movements[at];
        if !self.is_root(at) {
            self.set_aside(at, findings);
            return None;
        }
        if self.stays_inside(movement) {
            self.tell(
                at,
                Usage::WithinPlace,
                "within the place",
                "a movement inside the place changes nothing there",
                findings,
            );
            return None;
        }
        let stock = self.base.map(|base| self.all[base.telling].event);
        match (self.outcome(at, NaiveDate::MIN), stock) {
            (Outcome::Held, Some(stock)) => {
                self.tell(
                    at,
                    Usage::WithinStock(stock),
                    "movement before the stock",
                    "it had arrived by the day of the stock, which holds it",
                    findings,
                );
                None
            }
            (Outcome::Settled, Some(stock)) => {
                self.tell(
                    at,
                    Usage::SettledByStock(stock),
                    "announcement before the stock",
                    "announced before the stock, and not told again since",
                    findings,
                );
                None
            }
            (Outcome::Lapsed, _) => {
                self.tell(
                    at,
                    Usage::Lapsed,
                    "lapse",
                    "announced, and nothing followed for 90 days",
                    findings,
                );
                None
            }
            (Outcome::Counts(net), _) => {
                let (net, usage) = self.signed(movement, net);
                self.tell(
                    at,
                    usage,
                    self.rule(movement),
                    &self.note(movement),
                    findings,
                );
                findings.contributes(movement.tellings[0], net.in_place, net.committed);
                Some(net)
            }
            (Outcome::Held | Outcome::Settled, None) => None,
        }
    }

    fn signed(&self, movement: &Movement, net: Net) -> (Net, Usage) {
        match (movement.first(self.all).kind, movement.reach(self.all)) {
            (Kind::Departure, _) => (net.negated(), Usage::Withdrawal),
            (_, Reach::Joint) => (net, Usage::Joint),
            _ => (net, Usage::Movement),
        }
    }

    fn stays_inside(&self, movement: &Movement) -> bool {
        movement.told(self.all).any(|telling| {
            let within = |reach| matches!(reach, Reach::Whole | Reach::Inside);
            within(telling.reach) && within(telling.other_reach)
        })
    }

    /// What a movement adds where it counts; `since` is the day on which what it lies in was told.
    fn outcome(&self, at: usize, since: NaiveDate) -> Outcome {
        let movement = &self.movements[at];
        let status = movement.status(self.all, self.on);
        let parts_due = movement
            .parts
            .iter()
            .map(|part| self.movements[*part].due(self.all));
        let due = parts_due
            .chain([movement.due(self.all), since])
            .max()
            .unwrap_or(since);
        if let Some(base) = self.base {
            let held = movement
                .completed_on(self.all, self.on)
                .is_some_and(|day| day <= base.date);
            if held && !self.is_on_top(movement, base) {
                return Outcome::Held;
            }
            if status < Status::Completed && due < base.date {
                return Outcome::Settled;
            }
        }
        let followed = !movement.uncounted.is_empty() || !movement.parts.is_empty();
        let lapsed = due.checked_add_days(LAPSE).is_some_and(|end| end < self.on);
        if status == Status::Announced && !followed && lapsed {
            return Outcome::Lapsed;
        }
        Outcome::Counts(self.amount(movement, status, due))
    }

    /// Told beside the stock as more than it.
    fn is_on_top(&self, movement: &Movement, base: &Base) -> bool {
        movement
            .told(self.all)
            .any(|telling| telling.is_additional() && base.articles.contains(&telling.article))
    }

    fn amount(&self, movement: &Movement, status: Status, due: NaiveDate) -> Net {
        let whole = self.new_level(movement).unwrap_or(movement.figure.range);
        if movement.reach(self.all) == Reach::Joint {
            let rest = whole.without(self.sum_of_parts(movement)).some_of();
            return Net {
                in_place: if status == Status::Announced {
                    Range::ZERO
                } else {
                    rest
                },
                committed: rest,
            };
        }
        let mut parts = Net::default();
        let mut taken = Range::ZERO;
        for part in &movement.parts {
            let range = self.movements[*part].figure.range;
            if status == Status::Completed {
                if self.outcome(*part, NaiveDate::MIN) == Outcome::Held
                    && !self.is_of_before(movement)
                {
                    taken = taken.plus(range);
                }
                continue;
            }
            taken = taken.plus(range);
            if !self.stays_inside(&self.movements[*part])
                && let Outcome::Counts(net) = self.outcome(*part, due)
            {
                parts = parts.plus(net);
            }
        }
        let rest = whole.without(taken);
        let arrived = match status {
            Status::Completed if self.is_of_untold_origin(movement) => rest.some_of(),
            Status::Completed => rest,
            Status::UnderWay => rest.some_of(),
            _ if movement.uncounted.is_empty() => Range::ZERO,
            _ => rest.some_of(),
        };
        let coming = if self.is_of_untold_origin(movement) {
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

    /// Into one part of the place asked, from nobody knows where: perhaps from another part of it.
    fn is_of_untold_origin(&self, movement: &Movement) -> bool {
        movement.reach(self.all) == Reach::Inside
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
