//! Finds expressions of time among tokens.

use std::ops::Range;

use super::clock::{day_of_hour, hour};
use super::names::{month, weekday};
use super::{Edge, Time, Unit};
use crate::opening::Openings;
use crate::quantity;
use crate::token::{TokenKind, Tokens};

/// How a time is joined to its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// `on`, `in`, `at`, `during`, or nothing.
    At,
    /// `by`.
    By,
    /// `since`.
    Since,
    /// `until`, `through`.
    Until,
    /// `from`, `starting`, `beginning`.
    From,
    /// `before`, `ahead of`.
    Before,
    /// `after`.
    After,
}

/// A time in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimeExpression {
    /// Its tokens, the preposition with them.
    pub(crate) tokens: Range<usize>,
    /// How it is joined.
    pub(crate) link: Link,
    /// What it says.
    pub(crate) time: Time,
    /// Of `from May to July`, `between May and July`, `in May and June`: the end.
    pub(crate) until: Option<Time>,
}

/// The expression that begins at a token.
pub(crate) fn find(tokens: &Tokens, start: usize) -> Option<TimeExpression> {
    let none_from = |at: usize| !tokens.may_open(at, Openings::TIME);
    if none_from(start) {
        return None;
    }
    let (link, mut at) = link(tokens, start);
    if none_from(at) {
        return None;
    }
    let (mut time, end) = bare(tokens, at, start < at)?;
    at = end;
    let mut until = None;
    if matches!(tokens.word(at), "to" | "until" | "and" | "through" | "-") && start < end {
        if let Some((other, end)) = bare(tokens, at + 1, true) {
            if same_kind(time, other) {
                until = Some(other);
                at = end;
            } else if time == Time::Hour {
                // `between 8 a.m. and 4 p.m. Saturday`
                time = other;
                at = end;
            }
        } else if let (Time::Day { year, month, .. }, Ok(day)) = (time, tokens.word(at + 1).parse())
            && (1..=31).contains(&day)
        {
            until = Some(Time::Day { year, month, day });
            at += 2;
        }
    }
    at = skip_part_of_day(tokens, at);
    // `on Friday at 6 a.m.`
    let told = usize::from(matches!(tokens.word(at), "at" | "by" | "from"));
    if time != Time::Hour
        && until.is_none()
        && let Some(end) = hour(tokens, at + told)
    {
        at = end;
    }
    Some(TimeExpression {
        tokens: start..at,
        link,
        time,
        until,
    })
}

fn same_kind(a: Time, b: Time) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

fn link(tokens: &Tokens, at: usize) -> (Link, usize) {
    let next = tokens.word(at + 1);
    match tokens.word(at) {
        "on" | "in" | "at" | "during" | "over" | "for" | "between" | "within" => (Link::At, at + 1),
        "by" => (Link::By, at + 1),
        "since" => (Link::Since, at + 1),
        "until" | "till" | "through" | "beyond" => (Link::Until, at + 1),
        "from" => (Link::From, at + 1),
        "starting" | "beginning" => (
            Link::From,
            if matches!(next, "on" | "in" | "from") {
                at + 2
            } else {
                at + 1
            },
        ),
        "before" => (Link::Before, at + 1),
        "as" if matches!(next, "of" | "from") => (Link::At, at + 2),
        "as" if next == "early" && tokens.word(at + 2) == "as" => (Link::From, at + 3),
        "as" if next == "late" && tokens.word(at + 2) == "as" => (Link::At, at + 3),
        "after" => (Link::After, at + 1),
        _ => (Link::At, at),
    }
}

/// The expression without its preposition, and where it ends.
pub(super) fn bare(tokens: &Tokens, at: usize, linked: bool) -> Option<(Time, usize)> {
    let word = tokens.word(at);
    let token = tokens.get(at)?;
    if let Some(end) = hour(tokens, at) {
        return Some(day_of_hour(tokens, end));
    }
    match word {
        "today" | "tonight" => return Some((current(Unit::Day, 0), at + 1)),
        "yesterday" | "overnight" => return Some((current(Unit::Day, -1), at + 1)),
        "tomorrow" => return Some((current(Unit::Day, 1), at + 1)),
        "early" | "late" | "mid" | "later" | "earlier" | "late-" => {
            let edge = if word == "earlier" {
                Edge::Earlier
            } else {
                Edge::Whole
            };
            let skip = usize::from(matches!(tokens.word(at + 1), "on" | "in"));
            let (time, end) = bare(tokens, at + 1 + skip, true)?;
            return Some((with_edge(time, edge), end));
        }
        "this" | "last" | "next" | "past" | "previous" | "coming" | "same" => {
            return shifted(tokens, at);
        }
        "the" | "its" | "that" => return definite(tokens, at, linked),
        "a" | "an" => return counted(tokens, at),
        "year" if tokens.word(at + 1) == "'s" && tokens.word(at + 2) == "end" => {
            return Some((
                Time::Current {
                    unit: Unit::Year,
                    shift: 0,
                    edge: Edge::End,
                },
                at + 3,
            ));
        }
        _ => {}
    }
    if let Some(month) = word.strip_prefix("mid-").and_then(month) {
        let year = year(tokens.word(at + 1));
        return Some((
            Time::Month {
                year,
                month,
                edge: Edge::Whole,
            },
            at + 1 + usize::from(year.is_some()),
        ));
    }
    if token.capital
        && let Some(day) = weekday(word)
    {
        return Some((Time::Weekday { day, shift: 0 }, at + 1));
    }
    if token.capital
        && let Some(month) = month(word)
    {
        return dated(tokens, at, month, linked);
    }
    if token.kind == TokenKind::Number {
        return numeric(tokens, at, linked);
    }
    counted(tokens, at)
}

fn current(unit: Unit, shift: i32) -> Time {
    Time::Current {
        unit,
        shift,
        edge: Edge::Whole,
    }
}

fn with_edge(time: Time, edge: Edge) -> Time {
    match time {
        Time::Current { unit, shift, .. } => Time::Current { unit, shift, edge },
        Time::Month { year, month, .. } => Time::Month { year, month, edge },
        other => other,
    }
}

/// `this week`, `last Friday`, `next month`, `last April`.
fn shifted(tokens: &Tokens, at: usize) -> Option<(Time, usize)> {
    let shift = match tokens.word(at) {
        "this" | "same" => 0,
        "next" | "coming" => 1,
        _ => -1,
    };
    let word = tokens.word(at + 1);
    if let Some(unit) = unit(word) {
        return Some((current(unit, shift), at + 2));
    }
    if let Some(day) = weekday(word) {
        return Some((Time::Weekday { day, shift }, at + 2));
    }
    match word {
        "weekend" => Some((Time::Weekend, at + 2)),
        _ => month(word).map(|month| {
            (
                Time::Month {
                    year: None,
                    month,
                    edge: Edge::Whole,
                },
                at + 2,
            )
        }),
    }
}

/// `the weekend`, `the start of the month`, `the end of January`, `the day before`.
fn definite(tokens: &Tokens, at: usize, linked: bool) -> Option<(Time, usize)> {
    let (first, second) = (tokens.word(at + 1), tokens.word(at + 2));
    // `the 29th of April`, `the 3rd May`
    if first.ends_with(|c: char| c.is_ascii_alphabetic()) && day_of_month(first).is_some() {
        return numeric(tokens, at + 1, linked)
            .filter(|(time, _)| matches!(time, Time::Day { .. }));
    }
    match (first, second) {
        ("weekend", _) => return Some((Time::Weekend, at + 2)),
        ("day", "before" | "earlier") => return Some((Time::Anaphoric { days: -1 }, at + 3)),
        ("day", "after") => return Some((Time::Anaphoric { days: 1 }, at + 3)),
        ("same", "day") => return Some((Time::Anaphoric { days: 0 }, at + 3)),
        _ => {}
    }
    let edge = match first {
        "start" | "beginning" => Edge::Start,
        "end" | "close" => Edge::End,
        _ => return None,
    };
    if second != "of" || !linked {
        return None;
    }
    if tokens.word(at + 3) == "the" {
        let unit = unit(tokens.word(at + 4))?;
        return Some((
            Time::Current {
                unit,
                shift: 0,
                edge,
            },
            at + 5,
        ));
    }
    let (time, end) = bare(tokens, at + 3, true)?;
    Some((with_edge(time, edge), end))
}

/// `four months ago`, `two days later`, `a day earlier`, `in two days`.
fn counted(tokens: &Tokens, at: usize) -> Option<(Time, usize)> {
    let (count, end) = match tokens.word(at) {
        "a" | "an" => (1, at + 1),
        _ => {
            let found = quantity::cardinal(tokens, at)?;
            (i32::try_from(found.0).ok().filter(|n| *n < 1_000)?, found.1)
        }
    };
    let (unit, count) = match tokens.word(end) {
        "decade" | "decades" => (Unit::Year, count * 10),
        word => (unit(word)?, count),
    };
    let days = match unit {
        Unit::Day => count,
        Unit::Week => count * 7,
        Unit::Month => count * 30,
        Unit::Year => count * 365,
    };
    match tokens.word(end + 1) {
        "ago" => Some((
            Time::Distance {
                unit,
                count: -count,
            },
            end + 2,
        )),
        "earlier" | "before" => Some((Time::Anaphoric { days: -days }, end + 2)),
        "later" => Some((Time::Anaphoric { days }, end + 2)),
        _ if at > 0 && tokens.word(at - 1) == "in" && unit != Unit::Year => {
            Some((Time::Distance { unit, count }, end + 1))
        }
        _ => None,
    }
}

/// `February`, `February 2`, `Feb. 2, 2022`, `April 2022`.
fn dated(tokens: &Tokens, at: usize, month: u32, linked: bool) -> Option<(Time, usize)> {
    let mut next = at + 1;
    if tokens.word(next) == "." && !tokens[next].spaced {
        next += 1;
    }
    if let Some(day) = day_of_month(tokens.word(next)) {
        let comma = usize::from(tokens.word(next + 1) == ",");
        let year = year(tokens.word(next + 1 + comma));
        let end = if year.is_some() {
            next + 2 + comma
        } else {
            next + 1
        };
        return Some((Time::Day { year, month, day }, end));
    }
    if let Some(year) = year(tokens.word(next)) {
        return Some((
            Time::Month {
                year: Some(year),
                month,
                edge: Edge::Whole,
            },
            next + 1,
        ));
    }
    // `may` and `march` at the head of a sentence are no months.
    let certain = linked || !matches!(tokens.word(at), "may" | "march");
    certain.then_some((
        Time::Month {
            year: None,
            month,
            edge: Edge::Whole,
        },
        at + 1,
    ))
}

/// `2 February`, `2022-02-02`, `2017`.
fn numeric(tokens: &Tokens, at: usize, linked: bool) -> Option<(Time, usize)> {
    let word = tokens.word(at);
    if word.len() == 10
        && let Ok(date) = word.parse::<chrono::NaiveDate>()
    {
        use chrono::Datelike;
        let time = Time::Day {
            year: Some(date.year()),
            month: date.month(),
            day: date.day(),
        };
        return Some((time, at + 1));
    }
    if let Some(day) = day_of_month(word) {
        let of = usize::from(tokens.word(at + 1) == "of");
        if tokens.get(at + 1 + of).is_some_and(|token| token.capital)
            && let Some(month) = month(tokens.word(at + 1 + of))
        {
            let year = year(tokens.word(at + 2 + of));
            let end = at + 2 + of + usize::from(year.is_some());
            return Some((Time::Day { year, month, day }, end));
        }
    }
    if linked
        && let Some(year) = year(word)
        && quantity::counts_nothing(tokens, at + 1)
    {
        return Some((Time::Year(year), at + 1));
    }
    counted(tokens, at)
}

fn skip_part_of_day(tokens: &Tokens, at: usize) -> usize {
    match tokens.word(at) {
        "morning" | "evening" | "night" | "afternoon" => at + 1,
        _ => at,
    }
}

fn day_of_month(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    let day = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    matches!(suffix, "" | "st" | "nd" | "rd" | "th").then_some(day)
}

fn year(word: &str) -> Option<i32> {
    word.parse()
        .ok()
        .filter(|year| word.len() == 4 && (1900..2100).contains(year))
}

fn unit(word: &str) -> Option<Unit> {
    Some(match word {
        "day" | "days" => Unit::Day,
        "week" | "weeks" => Unit::Week,
        "month" | "months" => Unit::Month,
        "year" | "years" => Unit::Year,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Anchor;

    /// Published on Wednesday, 2 February 2022.
    fn check(text: &str, future: bool, expect: &str) {
        let tokens = Tokens::of(text);
        let published = "2022-02-02".parse().unwrap();
        let previous = "2022-01-20".parse().ok();
        let anchor = Anchor {
            published,
            future,
            previous,
        };
        let got = (0..tokens.len())
            .find_map(|at| find(&tokens, at))
            .and_then(|found| {
                let from = found.time.resolve(anchor)?;
                let to = found
                    .until
                    .map_or(Some(from), |until| until.resolve(anchor))?;
                Some(format!("{:?} {} {}", found.link, from.from, to.to))
            })
            .unwrap_or_default();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn times() {
        check("on Wednesday", false, "At 2022-02-02 2022-02-02");
        check("on Thursday", false, "At 2022-01-27 2022-01-27");
        check("on Thursday", true, "At 2022-02-03 2022-02-03");
        check("last Wednesday", false, "At 2022-01-26 2022-01-26");
        check("in April", true, "At 2022-04-01 2022-04-30");
        check("in January", true, "At 2023-01-01 2023-01-31");
        check("in November", false, "At 2021-11-01 2021-11-30");
        check("on November 3", false, "At 2021-11-03 2021-11-03");
        check("on Feb. 10", true, "At 2022-02-10 2022-02-10");
        check("from February 10 to 20", true, "From 2022-02-10 2022-02-20");
        check("on 20 February", true, "At 2022-02-20 2022-02-20");
        check("since December", false, "Since 2021-12-01 2021-12-31");
        check("since 2017", false, "Since 2017-01-01 2017-12-31");
        check("four months ago", false, "At 2021-10-02 2021-10-02");
        check("earlier this month", false, "At 2022-02-01 2022-02-02");
        check("early next month", true, "At 2022-03-01 2022-03-31");
        check("last week", false, "At 2022-01-24 2022-01-30");
        check(
            "at the start of the month",
            false,
            "At 2022-02-01 2022-02-01",
        );
        check("by the end of the year", true, "By 2022-12-31 2022-12-31");
        check("by mid-August", true, "By 2022-08-01 2022-08-31");
        check("by mid-January 2023", true, "By 2023-01-01 2023-01-31");
        check("two days later", false, "At 2022-01-22 2022-01-22");
        check("in two days", true, "At 2022-02-04 2022-02-04");
        check("on the 29th of January", false, "At 2022-01-29 2022-01-29");
        check("the 29th division", false, "");
        check("at the weekend", false, "At 2022-01-29 2022-01-30");
        check("by 6 a.m. today", false, "By 2022-02-02 2022-02-02");
        check(
            "between 6 a.m. Saturday and 6 a.m. Sunday",
            false,
            "At 2022-01-29 2022-01-30",
        );
        check("around 10:40 a.m. local time", false, "");
        check("2,017 men", false, "");
        check("in 2017 men", false, "");
    }
}
