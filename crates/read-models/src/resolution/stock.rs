//! Stocks: what is said to be there, by whom, and which tellings of it count.
//!
//! Of each counter only the newest telling counts, and of the counters those within a week of the
//! newest; what says the same less exactly widens nothing. A stock of a unit, a kind or a site, or
//! of a part of this place's whole, is kept apart: it bounds the total from below.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use events::fact::Status;
use events::{ArticleId, Extent};

use super::counts::{Before, Told, before, sums};
use super::findings::Findings;
use super::number::{Number, Range};
use super::reach::Reach;
use super::telling::{Kind, Telling};
use super::unit;
use crate::posture::Usage;

/// Counters whose telling is at most this much older than the newest count beside it.
pub(super) const WINDOW: Days = Days::new(7);

/// What the bounds start from.
#[derive(Clone, Debug)]
pub(crate) struct Base {
    pub(crate) range: Range,
    /// The day of the newest telling.
    pub(crate) date: NaiveDate,
    /// Whether all its tellings are approximate.
    pub(crate) approximate: bool,
    /// What the same counters told before it, by date.
    pub(crate) before: Vec<Before>,
    /// What others told more than a week before it, by date.
    pub(crate) before_of_others: Vec<Before>,
    /// Whether it is told as a total: it holds what is told beside it as more.
    pub(crate) is_total: bool,
    /// The articles that tell it.
    pub(crate) articles: BTreeSet<ArticleId>,
    /// A telling of it, to name.
    pub(crate) telling: usize,
}

impl Base {
    pub(crate) fn number(&self) -> Number {
        Number {
            range: self.range,
            approximate: self.approximate,
        }
    }
}

/// A stock of one unit, kind or site.
#[derive(Clone, Debug)]
pub(crate) struct UnitStock {
    pub(crate) range: Range,
    pub(crate) number: Number,
    pub(crate) date: NaiveDate,
    pub(crate) article: ArticleId,
    pub(crate) telling: usize,
}

/// The stocks that count on a day.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stocks {
    pub(crate) base: Option<Base>,
    pub(crate) units: Vec<UnitStock>,
}

impl Stocks {
    pub(crate) fn is_empty(&self) -> bool {
        self.base.is_none() && self.units.is_empty()
    }
}

/// Sorts the stocks out.
pub(crate) fn stocks(on: NaiveDate, tellings: &[Telling<'_>], findings: &mut Findings) -> Stocks {
    let mut whole = Vec::new();
    let mut joint = Vec::new();
    let mut units = Vec::new();
    let emptied = emptied(on, tellings, findings);
    for (at, telling) in tellings.iter().enumerate() {
        if telling.kind != Kind::Stock || findings.is_decided(at) {
            continue;
        }
        if let Some(none) = &emptied
            && telling.date() < none.date
            && matches!(telling.reach, Reach::Whole | Reach::Joint)
        {
            let event = tellings[none.telling].event;
            findings.decide(
                at,
                Usage::Superseded(event),
                "the last have left",
                "all have left since",
            );
            continue;
        }
        match sort_out(on, tellings, telling) {
            Sorted::Whole(number) => whole.push((at, number)),
            Sorted::Joint(number) => joint.push((at, number)),
            Sorted::Unit(number) => units.push((at, number)),
            Sorted::Aside(usage, rule, note) => findings.decide(at, usage, rule, note),
            Sorted::Elsewhere => {}
        }
    }
    let mut base = base(tellings, &sums(tellings, whole), findings);
    let units = by_unit(tellings, units, findings);
    if base.is_none() && units.is_empty() {
        base = self::base(
            tellings,
            &sums(tellings, std::mem::take(&mut joint)),
            findings,
        );
        if let Some(base) = &mut base {
            base.range = base.range.some_of();
        }
    }
    if base.is_none() && units.is_empty() {
        base = emptied;
    }
    for (at, _) in joint {
        findings.decide(
            at,
            Usage::Joint,
            "joint stock",
            "a number for several places together: it says no more of this one than its own stock",
        );
    }
    Stocks { base, units }
}

/// A withdrawal of all that is completed leaves none, whatever was counted before.
fn emptied(on: NaiveDate, tellings: &[Telling<'_>], findings: &mut Findings) -> Option<Base> {
    let (at, telling) = tellings
        .iter()
        .enumerate()
        .filter(|(at, telling)| {
            telling.kind == Kind::Departure
                && telling.is_of_all
                && telling.number.is_none()
                && telling.status == Status::Completed
                && telling.reach == Reach::Whole
                && telling.date() <= on
                && !findings.is_decided(*at)
        })
        .max_by_key(|(at, telling)| (telling.date(), *at))?;
    findings.decide(
        at,
        Usage::Withdrawal,
        "the last have left",
        "all have left: none is there",
    );
    findings.contributes(at, Range::ZERO, Range::ZERO);
    Some(Base {
        range: Range::ZERO,
        approximate: false,
        before: Vec::new(),
        before_of_others: Vec::new(),
        is_total: false,
        date: telling.date(),
        articles: BTreeSet::from([telling.article]),
        telling: at,
    })
}

enum Sorted {
    Whole(Number),
    Joint(Number),
    Unit(Number),
    Aside(Usage, &'static str, &'static str),
    Elsewhere,
}

fn sort_out(on: NaiveDate, all: &[Telling<'_>], telling: &Telling<'_>) -> Sorted {
    match telling.reach {
        Reach::Elsewhere | Reach::Nowhere => return Sorted::Elsewhere,
        Reach::Inside => {
            return Sorted::Aside(
                Usage::PlaceInside,
                "place inside",
                "a stock of a place inside: all there is at least what such places add up to",
            );
        }
        Reach::Wider => {
            return Sorted::Aside(
                Usage::WiderPlace,
                "wider place",
                "a stock of a wider place is no baseline for a place in it",
            );
        }
        Reach::Whole | Reach::Joint => {}
    }
    if telling.begins() > on {
        return Sorted::Aside(
            Usage::OtherTime,
            "later stock",
            "it holds only after the day asked",
        );
    }
    let Some(number) = telling.number else {
        return Sorted::Aside(
            Usage::Uncounted,
            "no number",
            "forces are there, and no number is told",
        );
    };
    if telling.reach == Reach::Joint {
        Sorted::Joint(number)
    } else if telling.is_of_a_unit() || is_part_of_this_place(all, telling) {
        Sorted::Unit(number)
    } else {
        Sorted::Whole(number)
    }
}

/// A part of a wider place's whole is a full stock of its own place. The whole is this place's where
/// a stock of this place tells it, or where no whole is told at all.
fn is_part_of_this_place(all: &[Telling<'_>], telling: &Telling<'_>) -> bool {
    telling.is_part()
        && telling.part_of.is_none_or(|whole| {
            all.iter().any(|other| {
                other.kind == Kind::Stock
                    && other.reach == Reach::Whole
                    && !other.is_part()
                    && other.number.is_some_and(|number| number.agrees(whole))
            })
        })
}

fn base(tellings: &[Telling<'_>], stocks: &[Told], findings: &mut Findings) -> Option<Base> {
    let newest = newest_of_each_counter(tellings, stocks, findings);
    let date = newest.iter().map(|told| tellings[told.at].date()).max()?;
    let edge = date.checked_sub_days(WINDOW).unwrap_or(NaiveDate::MIN);
    let (beside, older): (Vec<&Told>, Vec<&Told>) = newest
        .into_iter()
        .partition(|told| tellings[told.at].date() >= edge);
    let lead = beside
        .iter()
        .rfind(|told| tellings[told.at].date() == date)
        .expect("the newest is beside itself");
    for told in older {
        decide(
            told,
            findings,
            Usage::Superseded(tellings[lead.at].event),
            "stock window",
            "more than a week older than the newest count",
        );
    }
    let counting = drop_less_exact(tellings, &beside, findings);
    let range = span(counting.iter().map(|told| told.number.range));
    let first = counting.first().expect("the most exact telling stays");
    for told in &counting {
        let note = if counting.len() == 1 {
            format!("the newest stock, of {}", tellings[told.at].date())
        } else {
            format!(
                "a stock of {}, one of {} counts of about one time",
                tellings[told.at].date(),
                counting.len()
            )
        };
        decide(told, findings, Usage::Stock, "stock", &note);
        findings.contributes(told.at, told.number.range, told.number.range);
    }
    let (before, before_of_others) = before(tellings, stocks, &counting, date);
    let is_total = |told: &&Told| tellings[told.at].extent == Some(Extent::Total);
    Some(Base {
        range,
        approximate: counting.iter().all(|told| told.number.approximate),
        before,
        before_of_others,
        is_total: counting.iter().any(is_total),
        date,
        articles: beside
            .iter()
            .map(|told| tellings[told.at].article)
            .collect(),
        telling: first.at,
    })
}

fn decide(told: &Told, findings: &mut Findings, usage: Usage, rule: &'static str, note: &str) {
    findings.decide(told.at, usage, rule, note);
    for at in &told.others {
        findings.decide(*at, usage, rule, note);
    }
}

fn newest_of_each_counter<'t>(
    tellings: &[Telling<'_>],
    stocks: &'t [Told],
    findings: &mut Findings,
) -> Vec<&'t Told> {
    let mut newest: BTreeMap<&str, (NaiveDate, usize)> = BTreeMap::new();
    for told in stocks {
        let telling = &tellings[told.at];
        for counter in telling.counters.iter() {
            let entry = newest.entry(counter).or_insert((telling.date(), told.at));
            if telling.date() >= entry.0 {
                *entry = (telling.date(), told.at);
            }
        }
    }
    let mut counting = Vec::new();
    for told in stocks {
        let telling = &tellings[told.at];
        let counters = telling.counters.iter();
        let newer = counters
            .map(|counter| newest[counter.as_str()])
            .find(|(date, _)| telling.date() < *date);
        match newer {
            None => counting.push(told),
            Some((_, by)) => decide(
                told,
                findings,
                Usage::Superseded(tellings[by].event),
                "newest of a counter",
                "the same counter tells a newer figure",
            ),
        }
    }
    counting
}

fn drop_less_exact<'t>(
    tellings: &[Telling<'_>],
    stocks: &[&'t Told],
    findings: &mut Findings,
) -> Vec<&'t Told> {
    let mut counting = Vec::new();
    for told in stocks {
        let exact = stocks
            .iter()
            .find(|other| told.number.less_exact_than(other.number));
        match exact {
            Some(exact) => decide(
                told,
                findings,
                Usage::LessExact(tellings[exact.at].event),
                "less exact",
                "it says the same less exactly",
            ),
            None => counting.push(*told),
        }
    }
    counting
}

fn span(ranges: impl Iterator<Item = Range>) -> Range {
    ranges.reduce(Range::span).unwrap_or(Range::ZERO)
}

/// The newest stock of each unit, kind or site.
fn by_unit(
    tellings: &[Telling<'_>],
    mut stocks: Vec<(usize, Number)>,
    findings: &mut Findings,
) -> Vec<UnitStock> {
    // Newest first; of one day the more exact first.
    stocks.sort_by_key(|(at, number)| {
        let width = number.range.high - number.range.low;
        (
            std::cmp::Reverse(tellings[*at].date()),
            width,
            number.approximate,
            *at,
        )
    });
    let mut units: Vec<UnitStock> = Vec::new();
    for (at, number) in stocks {
        let telling = &tellings[at];
        let known = units
            .iter_mut()
            .find(|unit| is_one_unit(&tellings[unit.telling], telling));
        match known {
            None => units.push(UnitStock {
                range: number.range,
                number,
                date: telling.date(),
                article: telling.article,
                telling: at,
            }),
            Some(unit) => {
                let newer = tellings[unit.telling].event;
                let says_more = unit.date == telling.date()
                    && !number.less_exact_than(unit.number)
                    && number != unit.number;
                if says_more {
                    unit.range = unit.range.span(number.range);
                } else if unit.date == telling.date() {
                    findings.decide(
                        at,
                        Usage::Corroborates(newer),
                        "unit stock",
                        "the same stock of the unit again",
                    );
                } else {
                    findings.decide(
                        at,
                        Usage::Superseded(newer),
                        "unit stock",
                        "a newer telling of the unit wins",
                    );
                }
            }
        }
    }
    units
}

fn is_one_unit(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let named = |telling: &Telling<'_>| !telling.names.is_empty() || telling.designation.is_named();
    if named(a) || named(b) {
        return unit::same(a, b) && a.claim != b.claim;
    }
    let site = |telling: &Telling<'_>| -> Option<String> {
        telling.places.iter().find_map(|spot| spot.site.clone())
    };
    site(a) == site(b)
}
