//! Counts as articles tell them, and what was counted before the one that stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::{ArticleId, Extent};

use super::number::Number;
use super::stock::WINDOW;
use super::telling::Telling;

/// An older count of a counter whose newest one stands.
#[derive(Clone, Debug)]
pub(crate) struct Before {
    pub(crate) date: NaiveDate,
    pub(crate) number: Number,
}

/// One article's stock, with its forces added up.
pub(super) struct Told {
    pub(super) at: usize,
    pub(super) others: Vec<usize>,
    pub(super) number: Number,
}

/// Several forces of one claim, and another number that the same counter adds in the same article,
/// make one stock.
pub(super) fn sums(tellings: &[Telling<'_>], stocks: Vec<(usize, Number)>) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    let mut of_article: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
    for (at, number) in stocks {
        let telling = &tellings[at];
        let beside = of_article.entry(telling.article).or_default();
        let before = beside.iter().copied().find(|before| {
            let first = &tellings[told[*before].at];
            let more = telling.extent == Some(Extent::Additional)
                && first.article == telling.article
                && first.counters == telling.counters
                && first.date() == telling.date();
            first.claim == telling.claim || more
        });
        if let Some(before) = before {
            let before = &mut told[before];
            before.number.range = before.number.range.plus(number.range);
            before.number.approximate |= number.approximate;
            before.others.push(at);
        } else {
            beside.push(told.len());
            told.push(Told {
                at,
                others: Vec::new(),
                number,
            });
        }
    }
    told
}

/// What the counters of the standing count told before it, and what others did.
pub(super) fn before(
    tellings: &[Telling<'_>],
    stocks: &[Told],
    counting: &[&Told],
    date: NaiveDate,
) -> (Vec<Before>, Vec<Before>) {
    let counters: BTreeSet<&String> = counting
        .iter()
        .flat_map(|told| tellings[told.at].counters.iter())
        .collect();
    let edge = date.checked_sub_days(WINDOW).unwrap_or(NaiveDate::MIN);
    let mut older: Vec<&Told> = stocks
        .iter()
        .filter(|told| tellings[told.at].date() < date)
        // What counts itself is beside the newest, not before it.
        .filter(|told| !counting.iter().any(|one| one.at == told.at))
        .collect();
    older.sort_by_key(|told| tellings[told.at].date());
    let (same, others): (Vec<&Told>, Vec<&Told>) = older.into_iter().partition(|told| {
        let mut told = tellings[told.at].counters.iter();
        told.any(|one| counters.contains(one))
    });
    let before = |told: &Told| Before {
        date: tellings[told.at].date(),
        number: told.number,
    };
    let others = others.into_iter().map(before);
    (
        same.into_iter().map(before).collect(),
        others.filter(|told| told.date < edge).collect(),
    )
}
