//! Counts between bounds, and how two tellings of a count stand to each other.

use events::Quantity;

use crate::posture::Bounds;

/// How far from a round figure an approximate count may lie, in per cent.
const APPROXIMATE_PER_CENT: i64 = 10;

/// A round figure stands for at most one in so many parts more or less.
const SPREAD_PARTS: i64 = 40;

/// A count, or a change of one. An open number ("more than 92,000") counts as its low and is
/// remembered as open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) low: i64,
    pub(crate) high: i64,
    pub(crate) open: bool,
}

impl Range {
    pub(crate) const ZERO: Self = Self {
        low: 0,
        high: 0,
        open: false,
    };

    /// Anything from none to all of it.
    pub(crate) fn some_of(self) -> Self {
        Self {
            low: 0,
            high: self.high.max(0),
            open: self.open,
        }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
            open: self.open || other.open,
        }
    }

    pub(crate) fn negated(self) -> Self {
        Self {
            low: -self.high,
            high: -self.low,
            open: self.open,
        }
    }

    /// What is left of it when `part` is taken out; never less than nothing.
    pub(crate) fn without(self, part: Self) -> Self {
        let low = self.low.saturating_sub(part.high).max(0);
        let high = self.high.saturating_sub(part.low).max(low);
        Self {
            low,
            high,
            open: self.open,
        }
    }

    /// From the lower low to the higher high.
    pub(crate) fn span(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
            open: self.open || other.open,
        }
    }

    /// At least `low`.
    pub(crate) fn at_least(self, low: i64) -> Self {
        Self {
            low: self.low.max(low),
            high: self.high.max(low),
            open: self.open,
        }
    }

    /// As an answer shows it: never below nothing, and open where only an open number tells.
    pub(crate) fn bounds(self) -> Bounds {
        let low = self.low.max(0);
        let high = self.high.max(low);
        Bounds {
            low: low.cast_unsigned(),
            high: (!self.open || high > low).then_some(high.cast_unsigned()),
        }
    }
}

/// A count as told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number {
    pub(crate) range: Range,
    pub(crate) approximate: bool,
}

impl Number {
    pub(crate) fn of(quantity: &Quantity) -> Self {
        let low = i64::from(quantity.low);
        Self {
            range: Range {
                low,
                high: quantity.high.map_or(low, i64::from).max(low),
                open: quantity.high.is_none(),
            },
            approximate: quantity.approximate,
        }
    }

    /// What a round figure may stand for when a movement is added up; a count is answered as told: half of its last told digit either way, and a
    /// fortieth at most. "About 1,450" is 1,445 to 1,455, "about 20,000" is 19,500 to 20,500.
    pub(crate) fn spread(self) -> Range {
        let Range { low, high, open } = self.range;
        if !self.approximate || low != high || open {
            return self.range;
        }
        let mut digit = 1;
        while low > 0 && low % (digit * 10) == 0 {
            digit *= 10;
        }
        let half = (digit / 2).min(low / SPREAD_PARTS);
        Range {
            low: low - half,
            high: high + half,
            open,
        }
    }

    /// The figures that the words allow: about 2,000 is also 2,150, up to 350 also 350.
    fn allows(self) -> (i64, i64) {
        let slack = |n: i64| {
            if self.approximate && self.range.low == self.range.high {
                n.saturating_mul(APPROXIMATE_PER_CENT) / 100
            } else {
                0
            }
        };
        let high = if self.range.open {
            // "More than 90,000" is told of 94,300 and of 99,000, not of 150,000.
            self.range.high.saturating_mul(3) / 2
        } else {
            self.range.high.saturating_add(slack(self.range.high))
        };
        (self.range.low - slack(self.range.low), high)
    }

    /// Whether both may be the same figure: what the one's words allow meets what the other's do.
    ///
    /// "Up to 350" is told of 350 and of 300, and no longer of a tenth of it.
    pub(crate) fn agrees(self, other: Self) -> bool {
        let near_limit = |number: Self| {
            let (low, high) = number.allows();
            let limit = number.range.low == 0 && number.range.high > 0;
            (if limit { high / 2 } else { low }, high)
        };
        let (a, b) = (near_limit(self), near_limit(other));
        a.0 <= b.1 && b.0 <= a.1
    }

    /// Whether the two differ by no more than half of the smaller.
    pub(crate) fn is_near(self, other: Self) -> bool {
        let (low, high) = if self.range.high <= other.range.high {
            (self.range, other.range)
        } else {
            (other.range, self.range)
        };
        low.low > 0 && high.high.saturating_mul(2) <= low.high.saturating_mul(3)
    }

    /// Whether this says the same as `other`, less exactly.
    pub(crate) fn less_exact_than(self, other: Self) -> bool {
        let (low, high) = self.allows();
        let inside = low <= other.range.low && other.range.high <= high;
        inside && self.vagueness() > other.vagueness()
    }

    fn vagueness(self) -> (i64, bool, bool) {
        let width = self.range.high - self.range.low;
        (width, self.range.open, self.approximate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        let approximate = text.starts_with('~');
        let open = text.ends_with('+');
        let plain = text.trim_matches(['~', '+']);
        let (low, high) = plain.split_once("..").unwrap_or((plain, plain));
        let (low, high) = (low.parse().unwrap(), high.parse().unwrap());
        Number {
            range: Range { low, high, open },
            approximate,
        }
    }

    fn check_less_exact(vague: &str, exact: &str, expect: bool) {
        let got = number(vague).less_exact_than(number(exact));
        assert_eq!(got, expect, "{vague} beside {exact}");
    }

    #[test]
    fn a_vague_figure_says_the_same_less_exactly() {
        check_less_exact("~3000..9000", "~4500", true);
        check_less_exact("~4500", "4500", true);
        check_less_exact("4500", "~4500", false);
        check_less_exact("100000+", "127000", true);
        check_less_exact("100000+", "190000", false);
        check_less_exact("~100000", "127000+", false);
        check_less_exact("0..200", "150", true);
        check_less_exact("150000+", "169000..190000", false);
        check_less_exact("500", "500", false);
    }

    fn check_spread(told: &str, low: i64, high: i64) {
        assert_eq!(number(told).spread(), exactly(low, high), "{told}");
    }

    #[test]
    fn a_round_figure_stands_for_its_neighbours() {
        check_spread("~1450", 1445, 1455);
        check_spread("~20000", 19500, 20500);
        check_spread("~420", 415, 425);
        check_spread("~900", 878, 922);
        check_spread("~4", 4, 4);
        check_spread("1400", 1400, 1400);
        check_spread("~300..900", 300, 900);
    }

    fn exactly(low: i64, high: i64) -> Range {
        Range {
            low,
            high,
            open: false,
        }
    }

    fn check_bounds(range: Range, low: u64, high: Option<u64>) {
        assert_eq!(range.bounds(), Bounds { low, high });
    }

    #[test]
    fn bounds_are_open_where_only_an_open_number_tells() {
        let open = number("92000+").range;
        check_bounds(open, 92_000, None);
        check_bounds(open.span(exactly(70_000, 70_000)), 70_000, Some(92_000));
        check_bounds(open.plus(exactly(0, 500)), 92_000, Some(92_500));
        check_bounds(exactly(-5, 3), 0, Some(3));
        check_bounds(exactly(-5, -3), 0, Some(0));
    }
}
