//! Numbers in digits and in words.

use crate::opening::Openings;
use crate::token::{TokenKind, Tokens};

/// The number that begins at a token, and the token after it. Numbers in words may be several
/// tokens (`one hundred and twenty`), as may `4.5 million`.
pub(crate) fn cardinal(tokens: &Tokens, at: usize) -> Option<(u64, usize)> {
    let token = tokens.get(at)?;
    if !tokens.may_open(at, Openings::NUMBER) {
        return None;
    }
    let word = tokens.word(at);
    if token.kind == TokenKind::Number {
        let (number, tail) = word
            .split_once('-')
            .map_or((word, ""), |(n, tail)| (n, tail));
        if !matches!(
            tail,
            "" | "odd" | "strong" | "man" | "member" | "person" | "troop" | "soldier" | "ship"
        ) {
            return None;
        }
        let scale = scale(tokens.word(at + 1)).filter(|_| tail.is_empty());
        if let Some(spaced) = spaced_thousands(tokens, at).filter(|_| tail.is_empty()) {
            return Some(spaced);
        }
        let Some(scale) = scale else {
            return digits(number).map(|n| (n, at + 1));
        };
        let scaled = number.replace(',', "").parse::<f64>().ok()? * scale as f64;
        return (0.0..1e12)
            .contains(&scaled)
            .then(|| (whole(scaled), at + 2));
    }
    let strong = word.strip_suffix("-strong").unwrap_or(word);
    in_words(tokens, at, strong)
}

/// `4 146 soldiers`: thousands set apart by a space.
fn spaced_thousands(tokens: &Tokens, at: usize) -> Option<(u64, usize)> {
    let (first, second) = (tokens.word(at), tokens.word(at + 1));
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let form = first.len() <= 3 && second.len() == 3 && plain(first) && plain(second);
    // `on June 30 250 men`
    let dated = at > 0 && tokens[at - 1].capital;
    let noun = tokens
        .get(at + 2)
        .is_none_or(|next| next.kind != TokenKind::Number);
    let joined = || -> Option<u64> {
        Some(first.parse::<u64>().ok()? * 1_000 + second.parse::<u64>().ok()?)
    };
    (form && !dated && noun && !first.starts_with('0'))
        .then(joined)?
        .map(|number| (number, at + 2))
}

/// Whole numbers, with or without separators; `3.000` is a decimal.
pub(super) fn digits(word: &str) -> Option<u64> {
    let grouped = word.split(',').skip(1).all(|group| group.len() == 3);
    if !grouped || word.starts_with(',') {
        return None;
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let all = !plain.is_empty() && plain.len() <= 12 && plain.bytes().all(|b| b.is_ascii_digit());
    all.then(|| plain.parse().ok())?
}

fn in_words(tokens: &Tokens, start: usize, first: &str) -> Option<(u64, usize)> {
    let (mut total, mut part) = (0_u64, 0_u64);
    let mut at = start;
    let mut any = false;
    loop {
        let word = if at == start { first } else { tokens.word(at) };
        if let Some(n) = small(word) {
            if any && part % 10 != 0 || any && part % 100 >= 20 && n >= 10 {
                break;
            }
            part += n;
        } else if word == "a"
            && !any
            && matches!(tokens.word(at + 1), "hundred" | "thousand" | "million")
        {
            part = 1;
        } else if word == "hundred" && any && part < 100 {
            part *= 100;
        } else if word == "dozen" && any && part < 100 {
            return Some((part * 12, at + 1));
        } else if let Some(scale) = scale(word).filter(|_| any && part > 0) {
            total += part * scale;
            part = 0;
        } else if word == "and"
            && any
            && part >= 100
            && small(tokens.word(at + 1)).is_some()
            && part % 100 == 0
        {
        } else {
            break;
        }
        any = true;
        at += 1;
        if at - start > 12 || total > 1_000_000_000_000 {
            return None;
        }
    }
    any.then_some((total + part, at))
}

/// `seven`, `twenty`, `twenty-four`.
fn small(word: &str) -> Option<u64> {
    if let Some(n) = below_twenty(word).or_else(|| tens(word)) {
        return Some(n);
    }
    // The shortest is `forty-one`.
    if word.len() < 9 || !word.starts_with(['t', 'f', 's', 'e', 'n']) {
        return None;
    }
    let (ten, unit) = word.split_once('-')?;
    let unit = below_twenty(unit).filter(|n| (1..10).contains(n))?;
    Some(tens(ten)? + unit)
}

fn below_twenty(word: &str) -> Option<u64> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => return None,
    })
}

fn tens(word: &str) -> Option<u64> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

fn scale(word: &str) -> Option<u64> {
    match word {
        "thousand" => Some(1_000),
        "million" | "m" => Some(1_000_000),
        "billion" | "bn" => Some(1_000_000_000),
        _ => None,
    }
}

/// A count that has no sign, to the nearest whole number.
#[expect(
    clippy::cast_sign_loss,
    reason = "the caller has bounded it from below by zero"
)]
pub(crate) fn whole(scaled: f64) -> u64 {
    scaled.round() as u64
}
