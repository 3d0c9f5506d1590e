//! Calendar arithmetic around the day of publication.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use events::Period;

use super::Unit;

/// The weekday nearest to the day of publication: on or before it, or after it in the future.
pub(super) fn weekday(today: NaiveDate, day: Weekday, shift: i32, future: bool) -> Option<Period> {
    let back = u64::from(today.weekday().days_since(day));
    let past = today.checked_sub_days(Days::new(back))?;
    let date = match shift {
        0 if future && back > 0 => past.checked_add_days(Days::new(7))?,
        1 => past.checked_add_days(Days::new(7))?,
        -1 if back == 0 => past.checked_sub_days(Days::new(7))?,
        _ => past,
    };
    Some(Period::day(date))
}

/// A day of a month, in the year nearest to publication on the side of the tense.
pub(super) fn day(
    today: NaiveDate,
    year: Option<i32>,
    month: u32,
    day: u32,
    future: bool,
) -> Option<Period> {
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
    let date = if let Some(year) = year {
        in_year(year)?
    } else {
        let this = in_year(today.year())?;
        if future && this < today {
            // A past day told in the future tense is mostly a tense of the day of telling.
            let next = in_year(today.year() + 1)?;
            if (today - this).num_days() < 60 {
                this
            } else {
                next
            }
        } else if !future && (this - today).num_days() > 60 {
            in_year(today.year() - 1)?
        } else {
            this
        }
    };
    Some(Period::day(date))
}

/// A month, in the year nearest to publication on the side of the tense.
pub(super) fn month(
    today: NaiveDate,
    year: Option<i32>,
    month: u32,
    future: bool,
) -> Option<Period> {
    let year = year.unwrap_or_else(|| match (future, month.cmp(&today.month())) {
        (true, std::cmp::Ordering::Less) => today.year() + 1,
        (false, std::cmp::Ordering::Greater) => today.year() - 1,
        _ => today.year(),
    });
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Period::new(from, last_of_month(from)?)
}

/// A year.
pub(super) fn year(year: i32) -> Option<Period> {
    Period::new(
        NaiveDate::from_ymd_opt(year, 1, 1)?,
        NaiveDate::from_ymd_opt(year, 12, 31)?,
    )
}

/// This, the last or the next day, week, month or year.
pub(super) fn current(today: NaiveDate, unit: Unit, shift: i32) -> Option<Period> {
    match unit {
        Unit::Day => distance(today, Unit::Day, shift).map(Period::day),
        Unit::Week => {
            let monday = today
                .checked_sub_days(Days::new(u64::from(today.weekday().num_days_from_monday())))?;
            let from = distance(monday, Unit::Week, shift)?;
            Period::new(from, from.checked_add_days(Days::new(6))?)
        }
        Unit::Month => {
            let first = today.with_day(1)?;
            let from = distance(first, Unit::Month, shift)?;
            Period::new(from, last_of_month(from)?)
        }
        Unit::Year => year(today.year().checked_add(shift)?),
    }
}

/// So many units before (negative) or after a day.
pub(super) fn distance(today: NaiveDate, unit: Unit, count: i32) -> Option<NaiveDate> {
    let size = count.unsigned_abs();
    let days = |n: u32| Days::new(u64::from(n));
    let months = |n: u32| Months::new(n);
    match (unit, count < 0) {
        (Unit::Day, true) => today.checked_sub_days(days(size)),
        (Unit::Day, false) => today.checked_add_days(days(size)),
        (Unit::Week, true) => today.checked_sub_days(days(size.checked_mul(7)?)),
        (Unit::Week, false) => today.checked_add_days(days(size.checked_mul(7)?)),
        (Unit::Month, true) => today.checked_sub_months(months(size)),
        (Unit::Month, false) => today.checked_add_months(months(size)),
        (Unit::Year, true) => today.checked_sub_months(months(size.checked_mul(12)?)),
        (Unit::Year, false) => today.checked_add_months(months(size.checked_mul(12)?)),
    }
}

/// The Saturday and Sunday nearest to publication.
pub(super) fn weekend(today: NaiveDate, future: bool) -> Option<Period> {
    let since_saturday = u64::from(today.weekday().days_since(Weekday::Sat));
    let mut saturday = today.checked_sub_days(Days::new(since_saturday))?;
    if future && since_saturday > 1 {
        saturday = saturday.checked_add_days(Days::new(7))?;
    }
    Period::new(saturday, saturday.checked_add_days(Days::new(1))?)
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}
