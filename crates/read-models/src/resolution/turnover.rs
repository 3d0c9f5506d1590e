//! What came, left and came again: two arrivals between which as many left are two, and so are two
//! departures between which as many arrived.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use events::fact::Status;

use super::designation::Likeness;
use super::matching::same_places;
use super::telling::{Kind, Telling};
use super::unit;

/// What is told again so soon after it happened is no return, unless one article tells both.
const STILL_NEWS: Days = Days::new(7);

/// Completed arrivals and departures with a number, by their day.
pub(crate) struct Turnover<'t, 'a>(BTreeMap<Kind, Vec<(NaiveDate, &'t Telling<'a>)>>);

impl<'t, 'a> Turnover<'t, 'a> {
    pub(crate) fn new(all: &'t [Telling<'a>], counts: impl Fn(usize) -> bool) -> Self {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (at, telling) in all.iter().enumerate() {
            if is_done(telling) && telling.number.is_some() && counts(at) {
                let of_kind = found.entry(telling.kind).or_default();
                of_kind.push((telling.date(), telling));
            }
        }
        for of_kind in found.values_mut() {
            of_kind.sort_by_key(|(day, _)| *day);
        }
        Self(found)
    }

    /// Whether as many have gone the other way between two tellings, the later of which is of no told
    /// day.
    pub(crate) fn lies_between(&self, before: &Telling<'_>, telling: &Telling<'_>) -> bool {
        let dated = before.effective.is_some() && telling.effective.is_some();
        let other_way = match telling.kind {
            Kind::Arrival => Kind::Departure,
            _ => Kind::Arrival,
        };
        let (true, false, Some(others)) = (
            is_done(before) && is_done(telling),
            dated,
            self.0.get(&other_way),
        ) else {
            return false;
        };
        let later = telling.date();
        let news = before.date().checked_add_days(STILL_NEWS);
        let is_news = news.is_none_or(|end| later <= end);
        let start = others.partition_point(|(day, _)| *day <= before.date());
        others[start..]
            .iter()
            .take_while(|(day, _)| *day <= later)
            .filter(|(_, other)| !is_news || other.article == telling.article)
            .any(|(_, other)| {
                let as_many = other.number.zip(telling.number);
                as_many.is_some_and(|(gone, come)| gone.agrees(come))
                    && same_places(other, before)
                    && unit::likeness(other, before) != Likeness::Different
            })
    }
}

fn is_done(telling: &Telling<'_>) -> bool {
    telling.status == Status::Completed && matches!(telling.kind, Kind::Arrival | Kind::Departure)
}
