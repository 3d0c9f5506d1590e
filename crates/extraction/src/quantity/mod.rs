//! How many: the contract's table of numbers and their bounds.

#![allow(clippy::match_same_arms)] // tables, read row by row

mod cardinal;
mod money;

pub(crate) use cardinal::{cardinal, whole};
pub(crate) use money::money;

use std::ops::Range;

use events::{Extent, Quantity};

use crate::opening::Openings;
use crate::token::{TokenKind, Tokens};

/// A number as told, without what it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    /// Its tokens, qualifiers with them.
    pub(crate) tokens: Range<usize>,
    /// At least.
    pub(crate) low: u32,
    /// At most; absent when open.
    pub(crate) high: Option<u32>,
    /// Whether the text qualifies it.
    pub(crate) approximate: bool,
    /// What the words at the number say of its relation to others.
    pub(crate) extent: Option<Extent>,
}

impl Count {
    /// The contract's quantity, with the words of the text.
    pub(crate) fn quantity(&self, words: &str) -> Quantity {
        Quantity {
            low: self.low,
            high: self.high,
            approximate: self.approximate,
            text: words.to_owned(),
        }
    }
}

/// What a qualifier does to the number after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    About,
    AtLeast,
    AtMost,
}

/// A word that qualifies the number after it, and how many tokens it takes.
fn qualifier(tokens: &Tokens, at: usize) -> Option<(usize, Bound)> {
    use Bound::{About, AtLeast, AtMost};
    let word = |n: usize| tokens.word(at + n);
    Some(match word(0) {
        "as" if word(1) == "many" && word(2) == "as" => (3, AtMost),
        "as" if word(1) == "few" && word(2) == "as" => (3, About),
        "in" | "on"
            if word(1) == "the" && matches!(word(2), "order" | "region") && word(3) == "of" =>
        {
            (4, About)
        }
        "no" | "not" if word(1) == "more" && word(2) == "than" => (3, AtMost),
        "no" if matches!(word(1), "fewer" | "less") && word(2) == "than" => (3, AtLeast),
        "not" if word(1) == "less" && word(2) == "than" => (3, AtLeast),
        "a" if word(1) == "maximum" && word(2) == "of" => (3, AtMost),
        "a" if word(1) == "minimum" && word(2) == "of" => (3, AtLeast),
        "a" if word(1) == "reported" => (2, About),
        "in" if word(1) == "excess" && word(2) == "of" => (3, AtLeast),
        "upwards" | "upward" if word(1) == "of" => (2, AtLeast),
        "more" if word(1) == "than" => (2, AtLeast),
        "fewer" | "less" if word(1) == "than" => (2, AtMost),
        "at" if word(1) == "least" => (2, AtLeast),
        "at" if word(1) == "most" => (2, AtMost),
        "up" if word(1) == "to" => (2, AtMost),
        "close" if word(1) == "to" => (2, About),
        "just" if word(1) == "under" => (2, About),
        "just" if word(1) == "over" => (2, AtLeast),
        "an" if word(1) == "estimated" => (2, About),
        "over" | "above" | "exceeding" => (1, AtLeast),
        "under" | "below" => (1, AtMost),
        "estimated" | "about" | "around" | "some" | "roughly" | "nearly" | "almost"
        | "approximately" | "perhaps" => (1, About),
        _ => return None,
    })
}

/// A word before a number that says how it stands to others, and how many tokens it takes.
fn standing(tokens: &Tokens, at: usize) -> Option<(usize, Option<Extent>)> {
    let next = || tokens.word(at + 1);
    Some(match tokens.word(at) {
        "an" if matches!(next(), "additional" | "extra") => (2, Some(Extent::Additional)),
        "a" if next() == "further" => (2, Some(Extent::Additional)),
        "another" | "additional" | "further" => (1, Some(Extent::Additional)),
        "a" if next() == "total" && tokens.word(at + 2) == "of" => (3, Some(Extent::Total)),
        "a" if next() == "combined" => (2, Some(Extent::Total)),
        "in" if next() == "all" => (2, Some(Extent::Total)),
        "all" | "altogether" => (1, Some(Extent::Total)),
        "the" if matches!(next(), "other" | "remaining" | "first") => (2, Some(Extent::Part)),
        "the" | "its" | "their"
            if matches!(
                next(),
                "last"
                    | "current"
                    | "present"
                    | "existing"
                    | "original"
                    | "initial"
                    | "previous"
                    | "planned"
                    | "promised"
            ) =>
        {
            (2, None)
        }
        "well" | "just" | "only" | "the" | "those" | "these" | "its" | "their" | "his" | "our"
        | "last" => (1, None),
        _ => return None,
    })
}

/// The number that begins at a token, with its qualifiers before and after it.
pub(crate) fn find(tokens: &Tokens, start: usize) -> Option<Count> {
    let none_from = |at: usize| !tokens.may_open(at, Openings::COUNT);
    if none_from(start) {
        return None;
    }
    let mut at = start;
    let mut extent = None;
    while let Some((length, standing)) = standing(tokens, at) {
        at += length;
        extent = extent.or(standing);
        if at - start > 6 || none_from(at) {
            return None;
        }
    }
    let mut bound = None;
    while let Some((length, qualifier)) = qualifier(tokens, at) {
        at += length;
        bound = Some(qualifier);
        if at - start > 10 || none_from(at) {
            return None;
        }
    }
    let (mut low, mut high, mut approximate, mut end) = bounds(tokens, at)?;
    match bound {
        Some(Bound::About) => approximate = true,
        Some(Bound::AtLeast) => high = None,
        Some(Bound::AtMost) => low = 0,
        None => {}
    }
    if tokens.word(end) == "or" && tokens.word(end + 1) == "so" {
        (approximate, end) = (true, end + 2);
    }
    if tokens.word(end) == "or" && tokens.word(end + 1) == "more" {
        (high, end) = (None, end + 2);
    }
    if matches!(tokens.word(end), "more" | "extra" | "others") && tokens.word(end + 1) != "than" {
        extent = extent.or(Some(Extent::Additional));
        end += 1;
    }
    Some(Count {
        tokens: start..end,
        low,
        high,
        approximate,
        extent,
    })
}

/// `reducing by 900 to 3,500`: so much more than what it falls by is the level it falls to.
const STEP: u64 = 3;

type Bounds = (u32, Option<u32>, bool, usize);

/// A number, a range or an indefinite number.
fn bounds(tokens: &Tokens, at: usize) -> Option<Bounds> {
    if let Some(found) = indefinite(tokens, at) {
        return Some(found);
    }
    if tokens.word(at) == "between" || tokens.word(at) == "from" {
        let between = tokens.word(at) == "between";
        let (low, end) = cardinal(tokens, at + 1)?;
        let joint = tokens.word(end) == "to" || between && tokens.word(end) == "and";
        let (high, end) = joint.then(|| cardinal(tokens, end + 1))??;
        return range(low, high, end);
    }
    let word = tokens.word(at);
    if let Some(plain) = word.strip_suffix("-plus") {
        return Some((
            cardinal::digits(plain)?.try_into().ok()?,
            None,
            false,
            at + 1,
        ));
    }
    let (low, end) = cardinal(tokens, at)?;
    let joined = matches!(tokens.word(end), "to" | "-" | "or");
    if joined
        && let Some((high, after)) = cardinal(tokens, end + 1)
        && high > low
        && (tokens.word(end) != "or" || high - low <= low.max(1))
        && !tokens.word(end + 1).contains('-')
        && !(at > 0 && tokens.word(at - 1) == "by" && high / low.max(1) >= STEP)
    {
        let low = shared_unit(low, high, tokens.word(after - 1));
        return range(low, high, after);
    }
    let exact = u32::try_from(low).ok()?;
    Some((exact, Some(exact), false, end))
}

/// `20 to 30 thousand`: the unit is told once.
fn shared_unit(low: u64, high: u64, last: &str) -> u64 {
    match last {
        "thousand" if low < 1_000 && high >= 1_000 => low * 1_000,
        "million" if low < 1_000_000 && high >= 1_000_000 => low * 1_000_000,
        _ => low,
    }
}

fn range(low: u64, high: u64, end: usize) -> Option<Bounds> {
    let (low, high) = (u32::try_from(low).ok()?, u32::try_from(high).ok()?);
    (low <= high).then_some((low, Some(high), false, end))
}

/// `several hundred`, `dozens of`, `a couple of`, `half a dozen`.
fn indefinite(tokens: &Tokens, at: usize) -> Option<Bounds> {
    let word = |n: usize| tokens.word(at + n);
    let of = |n: usize| at + n + usize::from(word(n) == "of");
    let unit = |n: usize| match word(n) {
        "dozen" => Some(12),
        "hundred" => Some(100),
        "thousand" => Some(1_000),
        "million" => Some(1_000_000),
        _ => None,
    };
    Some(match (word(0), word(1), word(2)) {
        ("several" | "multiple", _, _) => match unit(1) {
            Some(unit) => (3 * unit, Some(9 * unit), true, of(2)),
            None => (3, Some(9), true, of(1)),
        },
        ("a", "few" | "handful", _) => match unit(2) {
            Some(unit) => (3 * unit, Some(5 * unit), true, of(3)),
            None => (3, Some(5), true, of(2)),
        },
        ("a", "couple", _) => (2, Some(2), true, of(2)),
        ("a", "pair", "of") => (2, Some(2), false, at + 3),
        ("a", "dozen", _) => (12, Some(12), false, of(2)),
        ("half", "a", "dozen") => (6, Some(6), false, of(3)),
        ("a", "half", "dozen") => (6, Some(6), false, of(3)),
        ("half-a-dozen", _, _) => (6, Some(6), false, of(1)),
        ("dozens", _, _) => (24, Some(99), true, of(1)),
        ("scores", "of", _) => (40, Some(99), true, at + 2),
        ("hundreds", "of", "thousands") => (200_000, Some(999_999), true, of(3)),
        ("tens", "of", "thousands") => (20_000, Some(99_999), true, of(3)),
        ("hundreds", _, _) => (200, Some(999), true, of(1)),
        ("thousands", _, _) => (2_000, Some(9_999), true, of(1)),
        _ => return None,
    })
}

/// Whether what follows a number is nothing that it could count: the number is a year.
pub(crate) fn counts_nothing(tokens: &Tokens, at: usize) -> bool {
    match tokens.get(at) {
        None => true,
        Some(token) if token.kind == TokenKind::Punctuation || token.kind == TokenKind::Close => {
            true
        }
        Some(token) => {
            token.breaks > 0
                || matches!(
                    tokens.word(at),
                    "and"
                        | "or"
                        | "to"
                        | "until"
                        | "when"
                        | "after"
                        | "but"
                        | "because"
                        | "as"
                        | "in"
                        | "that"
                        | "by"
                        | "with"
                        | "for"
                        | "at"
                        | "on"
                        | "from"
                        | "has"
                        | "have"
                        | "had"
                        | "is"
                        | "was"
                        | "were"
                        | "are"
                        | "it"
                        | "he"
                        | "the"
                        | "an"
                        | "a"
                        | "annexed"
                        | "said"
                        | "while"
                )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let tokens = Tokens::of(text);
        let got = find(&tokens, 0).map_or(String::new(), |count| {
            let high = count
                .high
                .map_or("open".to_owned(), |high| high.to_string());
            let about = if count.approximate { " about" } else { "" };
            let extent = count
                .extent
                .map_or(String::new(), |extent| format!(" {extent:?}"));
            format!("{} {high}{about}{extent}", count.low)
        });
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn the_contracts_table() {
        check("2,000 troops", "2000 2000");
        check("two ships", "2 2");
        check("about 2,000 troops", "2000 2000 about");
        check("an estimated 2,000 troops", "2000 2000 about");
        check("close to 5,000", "5000 5000 about");
        check("between 75,000 and 80,000 troops", "75000 80000");
        check("between 3,000 to 4,000 troops", "3000 4000");
        check("75,000 to 80,000 troops", "75000 80000");
        check("75,000-80,000 troops", "75000 80000");
        check("75,000–80,000 troops", "75000 80000");
        check("more than 100,000", "100000 open");
        check("well over 100,000", "100000 open");
        check("100,000-plus", "100000 open");
        check("up to 3,000", "0 3000");
        check("as many as 3,000", "0 3000");
        check("fewer than 200", "0 200");
        check("several ships", "3 9 about");
        check("several hundred", "300 900 about");
        check("dozens of tanks", "24 99 about");
        check("hundreds of tanks", "200 999 about");
        check("thousands", "2000 9999 about");
        check("tens of thousands of men", "20000 99999 about");
        check("hundreds of thousands", "200000 999999 about");
        check("a couple of jets", "2 2 about");
        check("a few ships", "3 5 about");
        check("a handful of ships", "3 5 about");
        check("a dozen jets", "12 12");
        check("half a dozen jets", "6 6");
        check("two dozen jets", "24 24");
        check("4.5 million men", "4500000 4500000");
        check("two or three ships", "2 3");
        check("twenty-four jets", "24 24");
        check("one hundred and twenty men", "120 120");
        check("20 to 30 thousand men", "20000 30000");
        check("a hundred men", "100 100");
        check("2,000-strong force", "2000 2000");
        check("troops", "");
    }

    #[test]
    fn how_a_number_stands_to_others() {
        check("another 3,000", "3000 3000 Additional");
        check("350 more troops", "350 350 Additional");
        check("up to 460 more troops", "0 460 Additional");
        check("a further 1,000", "1000 1000 Additional");
        check("all 2,500 soldiers", "2500 2500 Total");
        check("a total of 103 jets", "103 103 Total");
        check("in all some 1,700", "1700 1700 about Total");
        check("the other 300", "300 300 Part");
    }
}
