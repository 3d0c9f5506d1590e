//! What movements add to a stock and take from it.

use chrono::{Days, NaiveDate};
use events::Relation;
use events::fact::Status;

use super::findings::Findings;
use super::movement::Movement;
use super::number::Range;
use super::reach::Reach;
use super::stock::{Base, Stocks};
use super::telling::{Kind, Telling};
use super::unit_stock::Entered;
use crate::posture::Usage;

/// Announcements that nothing followed for so long have lapsed.
const LAPSE: Days = Days::new(90);

/// A stock is told again as a movement so long after it, at most.
const RETOLD: Days = Days::new(30);

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
pub(super) enum Outcome {
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
            match self.enter_unit(unit, &mut covered, findings) {
                Entered::Adds(added) => net = net.plus(added),
                Entered::AtLeast(least) => floor = floor.saturating_add(least),
                Entered::Within => {}
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

    pub(super) fn is_root(&self, at: usize) -> bool {
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

    pub(super) fn stays_inside(&self, movement: &Movement) -> bool {
        movement.told(self.all).any(|telling| {
            let within = |reach| matches!(reach, Reach::Whole | Reach::Inside);
            within(telling.reach) && within(telling.other_reach)
        })
    }

    /// What a movement adds where it counts; `since` is the day on which what it lies in was told.
    pub(super) fn outcome(&self, at: usize, since: NaiveDate) -> Outcome {
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
            if self.is_the_stock_itself(movement, base) || self.is_in_the_count(movement, base) {
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

    /// "Has deployed more than 100,000", beside a count of as many: the same army, told as a movement.
    fn is_the_stock_itself(&self, movement: &Movement, base: &Base) -> bool {
        let lead = movement.first(self.all);
        let last = base.date.checked_add_days(RETOLD);
        let sums_up = movement.told(self.all).all(|telling| {
            telling.status == Status::Completed
                && telling.effective.is_none()
                && !telling.is_additional()
                && !telling.is_part()
        });
        let near = lead
            .places
            .iter()
            .any(|spot| spot.relation == Relation::Near);
        let so_far = movement
            .told(self.all)
            .any(|telling| telling.wording.is_so_far);
        let as_many = if near {
            movement.figure.range.high.saturating_mul(2) >= base.range.low
        } else {
            so_far && movement.figure.agrees(base.number())
        };
        lead.kind == Kind::Arrival
            && movement.reach(self.all) == Reach::Whole
            && sums_up
            && as_many
            && !movement.is_named(self.all)
            && last.is_none_or(|last| lead.published <= last)
            && !base.articles.contains(&lead.article)
    }

    /// Told beside the stock as more than it; a total holds it.
    fn is_on_top(&self, movement: &Movement, base: &Base) -> bool {
        let more = |telling: &Telling<'_>| {
            telling.is_additional() && base.articles.contains(&telling.article)
        };
        !base.is_total && movement.told(self.all).any(more)
    }
}
