//! How far an open movement has come, by the counts before it and after: of 1,000 who were to leave
//! 2,500, the 2,200 of a later count leave 700 to go.

use chrono::{Days, NaiveDate};
use events::fact::Status;

use super::balance::Ledger;
use super::counts::Before;
use super::movement::Movement;
use super::number::{Number, Range};
use super::reach::Reach;
use super::stock::Base;
use super::telling::Kind;

/// So long after something has happened it is still told as news.
const STILL_TOLD: Days = Days::new(14);

impl Ledger<'_, '_> {
    /// How many of an open movement the stocks show to have come or gone: the change from the newest
    /// count before it was told to the count that stands, by one counter; less what other movements
    /// of the time between explain.
    pub(super) fn shown_by_stocks(&self, movement: &Movement, status: Status) -> Range {
        let lead = movement.first(self.all);
        let Some(base) = self.base else {
            return Range::ZERO;
        };
        // "Another 6,000 are on their way", beside the count or after it: they are not in it.
        let beside = movement
            .told(self.all)
            .any(|telling| telling.is_additional() && telling.published >= base.date);
        let open = status < Status::Completed
            && !beside
            && lead.published < base.date
            && movement.reach(self.all) == Reach::Whole
            && movement.inside.is_none();
        let known = |told: &&Before| told.date <= lead.published;
        let before = base.before.iter().rfind(known).or_else(|| {
            // In the time told for it, a count shows how far it has come, whoever counted before.
            let others = base.before_of_others.iter();
            others
                .rev()
                .find(known)
                .filter(|_| lead.begins() <= base.date && lead.effective.is_some())
        });
        let (true, Some(before)) = (open, before) else {
            return Range::ZERO;
        };
        let (from, to) = match lead.kind {
            Kind::Departure => (base.range, before.number.range),
            _ => (before.number.range, base.range),
        };
        let slack = if base.approximate || before.number.approximate {
            to.high / 10
        } else {
            0
        };
        let others = self.others_between(movement, before.date, base.date);
        let shown = Range {
            low: (to.low - from.high).max(0),
            high: (to.high - from.low).max(0),
            open: false,
        };
        if shown.high <= slack {
            return Range::ZERO;
        }
        let rest = shown.without(others);
        Range {
            low: rest.low.min(movement.figure.range.low),
            high: rest.high.min(movement.figure.range.high),
            open: false,
        }
    }

    /// An arrival or departure of no told day, reported just after a count, that the count holds: it
    /// has changed by as many since the one before.
    pub(super) fn is_in_the_count(&self, movement: &Movement, base: &Base) -> bool {
        let lead = movement.first(self.all);
        let told = || {
            let all = movement.told(self.all);
            all.filter(|telling| telling.status == Status::Completed)
        };
        let undated = told().all(|telling| telling.effective.is_none());
        let first = told().map(|telling| telling.published).min();
        let end = base.date.checked_add_days(STILL_TOLD);
        let just_after =
            first.is_some_and(|day| base.date < day && end.is_none_or(|end| day <= end));
        let stands = movement.reach(self.all) == Reach::Whole && movement.inside.is_none();
        let before = base.before.iter().rfind(|told| told.date < base.date);
        let (true, Some(before)) = (undated && just_after && stands, before) else {
            return false;
        };
        let (from, to) = match lead.kind {
            Kind::Departure => (base.range, before.number.range),
            _ => (before.number.range, base.range),
        };
        let others = self.others_between(movement, before.date, base.date);
        let change = Range {
            low: to.low - from.high - others.high,
            high: to.high - from.low - others.low,
            open: false,
        };
        let approximate = base.approximate || before.number.approximate;
        change.high > 0
            && movement.figure.agrees(Number {
                range: change,
                approximate,
            })
    }

    /// What other movements of the same direction explain of a change between two counts: what was
    /// completed then, and what was told before this one and is still open.
    fn others_between(&self, movement: &Movement, from: NaiveDate, to: NaiveDate) -> Range {
        let lead = movement.first(self.all);
        self.movements
            .iter()
            .filter(|other| {
                let first = other.first(self.all);
                let earlier = (first.published, first.event) < (lead.published, lead.event);
                let stands = other.inside.is_none() && other.reach(self.all) == Reach::Whole;
                let of_then = match other.completed_on(self.all, self.on) {
                    Some(day) => from < day && day <= to,
                    None => earlier && other.due(self.all) > from,
                };
                first.kind == lead.kind && first.event != lead.event && stands && of_then
            })
            .map(|other| other.figure.range)
            .fold(Range::ZERO, Range::plus)
    }
}
