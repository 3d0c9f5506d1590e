//! Hours of the day, which tell no day by themselves: `6 a.m.`, `10:40 p.m. local time`.

use crate::opening::Openings;
use crate::token::{TokenKind, Tokens};

use super::find::bare;
use super::{Time, Unit};

/// Where an hour that begins at a token ends: `6 a.m.`, `around 10:40 a.m. local time`, `0600 GMT`.
pub(super) fn hour(tokens: &Tokens, at: usize) -> Option<usize> {
    let qualified = matches!(
        tokens.word(at),
        "around" | "about" | "approximately" | "shortly" | "just" | "roughly"
    );
    let before = matches!(tokens.word(at + 1), "after" | "before") && qualified;
    let number = at + usize::from(qualified) + usize::from(before);
    let told = tokens
        .get(number)
        .is_some_and(|token| token.kind == TokenKind::Number && token.bytes.len() <= 6);
    let word = tokens.word(number);
    if !told {
        return None;
    }
    // `6am`
    let digits = word.trim_end_matches("am").trim_end_matches("pm");
    let joined = digits.len() < word.len();
    if !digits
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
    {
        return None;
    }
    let mut end = number + 1;
    let half = joined || matches!(tokens.word(end), "a.m." | "p.m." | "am" | "pm");
    if half && !joined {
        end += 1;
    }
    // `6 a.m. (UTC+8)`
    if half && tokens.word(end) == "(" {
        let close = (end + 1..end + 6).find(|at| tokens.word(*at) == ")");
        end = close.map_or(end, |close| close + 1);
    }
    let zone = match (tokens.word(end), tokens.word(end + 1)) {
        ("local", "time") => 2,
        ("gmt" | "utc" | "est" | "edt" | "jst" | "kst" | "cet" | "bst" | "et", _) => 1,
        _ => 0,
    };
    (half || zone > 0).then_some(end + zone)
}

/// The day told after an hour (`6 a.m. on Friday`, `6 a.m. today`), and where it ends.
pub(super) fn day_of_hour(tokens: &Tokens, end: usize) -> (Time, usize) {
    let skip = usize::from(matches!(tokens.word(end), "on" | ","));
    let day = tokens
        .may_open(end + skip, Openings::TIME)
        .then(|| bare(tokens, end + skip, true))
        .flatten()
        .filter(|(time, _)| {
            matches!(
                time,
                Time::Weekday { .. }
                    | Time::Day { .. }
                    | Time::Current {
                        unit: Unit::Day,
                        ..
                    }
            )
        });
    day.unwrap_or((Time::Hour, end))
}
