//! The numbers that a text tells, whatever they count.

use std::collections::BTreeSet;

use crate::quantity;
use crate::token::{TokenKind, Tokens};

/// Every number that a text tells: in digits with or without separators, in words, and the bounds
/// of the contract's indefinite numbers (`several hundred` tells 300 and 900).
///
/// ```
/// let told = extraction::numbers("some 3,000 troops and two dozen jets");
/// assert!(told.contains(&3_000) && told.contains(&24));
/// ```
pub fn numbers(text: &str) -> BTreeSet<u64> {
    let tokens = Tokens::of(text);
    let mut told = BTreeSet::new();
    let mut free = 0;
    for at in 0..tokens.len() {
        if at < free {
            continue; // inside an expression of several words
        }
        if let Some(count) = quantity::find(&tokens, at) {
            let bounds = [Some(count.low), count.high];
            told.extend(bounds.into_iter().flatten().map(u64::from));
            free = count.tokens.end;
        } else if let Some((number, end)) = quantity::cardinal(&tokens, at) {
            told.insert(number);
            free = end;
        } else if tokens[at].kind == TokenKind::Number {
            told.extend(abbreviated(tokens.word(at)));
        }
    }
    // "Up to 3,000" begins at zero, and tells no zero.
    if !text.to_lowercase().contains("zero") {
        told.remove(&0);
    }
    told
}

/// `2.5bn`, `60m`, `3k`.
fn abbreviated(word: &str) -> Option<u64> {
    let (number, scale) = [("bn", 1e9), ("m", 1e6), ("k", 1e3)]
        .into_iter()
        .find_map(|(unit, scale)| Some((word.strip_suffix(unit)?, scale)))?;
    let scaled = number.replace(',', "").parse::<f64>().ok()? * scale;
    (0.0..1e15)
        .contains(&scaled)
        .then(|| quantity::whole(scaled))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[u64]) {
        let told: Vec<_> = numbers(text).into_iter().collect();
        assert_eq!(told, expect, "{text}");
    }

    #[test]
    fn every_number_is_told() {
        check("3,000 troops", &[3_000]);
        check("3000 troops and 12 jets", &[12, 3_000]);
        check("one hundred and twenty men", &[120]);
        check("two dozen jets", &[24]);
        check("75,000 to 80,000 men", &[75_000, 80_000]);
        check("more than 100,000", &[100_000]);
        check("up to 3,000", &[3_000]);
        check("a 2,000-strong force", &[2_000]);
        check("$60 million", &[60_000_000]);
        check("$2.5bn", &[2_500_000_000]);
        check("4.5 million", &[4_500_000]);
        check("zero", &[0]);
        check("F-16s of the 82nd Airborne Division", &[]);
        check("troops", &[]);
    }

    #[test]
    fn so_are_the_bounds_of_indefinite_numbers() {
        check("several hundred men", &[300, 900]);
        check("dozens of tanks", &[24, 99]);
        check("a few ships", &[3, 5]);
        check("half a dozen jets", &[6]);
        check("from 36,000 to 24,000 men", &[24_000, 36_000]);
    }
}
