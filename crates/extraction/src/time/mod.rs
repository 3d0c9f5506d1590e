//! When: dates and periods as the text tells them, resolved against the day of publication.
//!
//! [`find`] reads an expression without knowing the day; [`Time::resolve`] gives its calendar days.
//! `on Wednesday` is the nearest Wednesday on or before publication, or after it where the clause
//! speaks of the future.

mod calendar;
mod clock;
mod find;
mod names;

pub(crate) use find::{Link, TimeExpression, find};

use chrono::{Days, NaiveDate, Weekday};
use events::Period;

/// A time as told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// `Wednesday`; `shift` is -1 for last, 1 for next.
    Weekday { day: Weekday, shift: i32 },
    /// `February 2`, perhaps with its year.
    Day {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
    /// `April`, perhaps with its year.
    Month {
        year: Option<i32>,
        month: u32,
        edge: Edge,
    },
    /// `2017`.
    Year(i32),
    /// `today`, `this week`, `last month`, `next year`.
    Current { unit: Unit, shift: i32, edge: Edge },
    /// `four months ago` (negative), `in two days`.
    Distance { unit: Unit, count: i32 },
    /// `the day before`, `two days later`: counted from the time told before it.
    Anaphoric { days: i32 },
    /// `at the weekend`.
    Weekend,
    /// `6 a.m.`: an hour of a day that nobody tells.
    Hour,
}

/// Which part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// All of it (`in`, `early in`, `late in`).
    Whole,
    /// Its first day (`at the start of`).
    Start,
    /// Its last day (`at the end of`).
    End,
    /// From its first day to publication (`earlier this month`).
    Earlier,
}

/// Units of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
}

/// What a time is resolved against.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Anchor {
    /// The day of publication.
    pub(crate) published: NaiveDate,
    /// Whether the clause speaks of what is to come.
    pub(crate) future: bool,
    /// The first day of the time told before.
    pub(crate) previous: Option<NaiveDate>,
}

impl Time {
    /// The calendar days meant; absent when they cannot be known.
    pub(crate) fn resolve(self, anchor: Anchor) -> Option<Period> {
        let today = anchor.published;
        match self {
            Self::Weekday { day, shift } => calendar::weekday(today, day, shift, anchor.future),
            Self::Day { year, month, day } => calendar::day(today, year, month, day, anchor.future),
            Self::Month { year, month, edge } => {
                let whole = calendar::month(today, year, month, anchor.future)?;
                Some(cut(whole, edge, today))
            }
            Self::Year(year) => calendar::year(year),
            Self::Current { unit, shift, edge } => {
                Some(cut(calendar::current(today, unit, shift)?, edge, today))
            }
            Self::Distance { unit, count } => {
                calendar::distance(today, unit, count).map(Period::day)
            }
            Self::Anaphoric { days } => {
                let from = anchor.previous?;
                let day = if days < 0 {
                    from.checked_sub_days(Days::new(u64::from(days.unsigned_abs())))
                } else {
                    from.checked_add_days(Days::new(u64::from(days.unsigned_abs())))
                };
                day.map(Period::day)
            }
            Self::Weekend => calendar::weekend(today, anchor.future),
            Self::Hour => None,
        }
    }
}

fn cut(whole: Period, edge: Edge, today: NaiveDate) -> Period {
    match edge {
        Edge::Whole => whole,
        Edge::Start => Period::day(whole.from),
        Edge::End => Period::day(whole.to),
        Edge::Earlier => Period::new(whole.from, whole.to.min(today)).unwrap_or(whole),
    }
}
