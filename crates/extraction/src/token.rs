//! Words, numbers and punctuation, with their place in the stored text.
//!
//! The stored text is never altered. Every token knows its bytes and its code points in it, and has
//! a normal form beside it: lower case, straight quotation marks, plain hyphens.

use std::ops::Range;

use crate::grammar::words::Closed;
use crate::listed::Listed;
use crate::opening::Openings;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, perhaps with digits, hyphens and apostrophes inside (`F-16s`, `U.S.`, `N'Djamena`).
    Word,
    /// Begins with a digit (`3,000`, `82nd`, `2,000-strong`, `19:50`).
    Number,
    /// `'s`, or the apostrophe after a plural.
    Possessive,
    /// An opening double quotation mark.
    Open,
    /// A closing double quotation mark.
    Close,
    /// One other character.
    Punctuation,
}

/// One token.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    /// Its bytes in the text.
    pub(crate) bytes: Range<usize>,
    /// Its code points in the text.
    pub(crate) points: Range<u32>,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// Whether its first letter is a capital.
    pub(crate) capital: bool,
    /// Whether all its letters are capitals, and there are at least two.
    pub(crate) shouted: bool,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
    /// How many line breaks stand before it; two or more begin a paragraph.
    pub(crate) breaks: u32,
    /// The closed class of its word.
    pub(crate) closed: Option<Closed>,
    normal: Range<usize>,
    openings: Openings,
}

/// All tokens of a text.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    list: Vec<Token>,
    normal: String,
}

impl Tokens {
    /// Splits a text.
    pub(crate) fn of(text: &str) -> Self {
        Splitter::new(text).run()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at an index.
    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// The normal form of a token; empty beyond the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.list
            .get(at)
            .map_or("", |token| &self.normal[token.normal.clone()])
    }

    /// Whether one of these may begin with a token; nothing begins beyond the end.
    pub(crate) fn may_open(&self, at: usize, openings: Openings) -> bool {
        self.list
            .get(at)
            .is_some_and(|token| token.openings.has(openings))
    }

    /// The first token that ends after a byte of the text.
    pub(crate) fn at_byte(&self, byte: usize) -> usize {
        self.list.partition_point(|token| token.bytes.end <= byte)
    }
}

impl std::ops::Index<usize> for Tokens {
    type Output = Token;

    fn index(&self, at: usize) -> &Token {
        &self.list[at]
    }
}

/// The adjective of a people has at most this many letters.
const PEOPLE_MAX: usize = 32;

/// Walks a text by its bytes; of every place that it looks at a character begins.
struct Splitter<'a> {
    text: &'a str,
    /// The code points before the place that it stands at.
    points: u32,
    out: Tokens,
    quoted: bool,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            points: 0,
            out: Tokens {
                list: Vec::with_capacity(text.len() / 5),
                normal: String::with_capacity(text.len()),
            },
            quoted: false,
        }
    }

    /// The character at a byte; a blank beyond the end.
    fn char(&self, at: usize) -> char {
        match self.text.as_bytes().get(at) {
            None => ' ',
            Some(byte) if byte.is_ascii() => char::from(*byte),
            Some(_) => self.text[at..].chars().next().unwrap_or(' '),
        }
    }

    fn run(mut self) -> Tokens {
        let mut at = 0;
        let (mut spaced, mut breaks) = (true, 2);
        while at < self.text.len() {
            let c = self.char(at);
            if c.is_whitespace() || !c.is_ascii() && is_invisible(c) {
                spaced = true;
                breaks += u32::from(c == '\n');
                at += c.len_utf8();
                self.points += 1;
                continue;
            }
            if breaks >= 2 {
                self.quoted = false;
            }
            let (end, kind) = self.token_at(at, spaced);
            self.push(at, end, kind, spaced, breaks);
            at = end;
            (spaced, breaks) = (false, 0);
        }
        self.out
    }

    /// Where the token that begins here ends, and what it is.
    fn token_at(&mut self, at: usize, spaced: bool) -> (usize, TokenKind) {
        let c = self.char(at);
        if c.is_ascii_digit() {
            return (self.number_end(at), TokenKind::Number);
        }
        if c.is_alphanumeric() {
            return (self.word_end(at), TokenKind::Word);
        }
        let next = at + c.len_utf8();
        // The quotation marks of typesetters, which old wires keep: ``so'' he said.
        if self.text.as_bytes()[at..].starts_with(b"``") {
            self.quoted = true;
            return (at + 2, TokenKind::Open);
        }
        if self.quoted && self.text.as_bytes()[at..].starts_with(b"''") {
            self.quoted = false;
            return (at + 2, TokenKind::Close);
        }
        if is_apostrophe(c) && !spaced && at > 0 {
            if self.is_lone_s(next) {
                return (next + 1, TokenKind::Possessive);
            }
            let plural = matches!(self.text.as_bytes()[at - 1], b's' | b'S');
            if plural && !self.char(next).is_alphanumeric() {
                return (next, TokenKind::Possessive);
            }
        }
        match c {
            '“' | '„' | '«' => {
                self.quoted = true;
                (next, TokenKind::Open)
            }
            '”' | '»' => {
                self.quoted = false;
                (next, TokenKind::Close)
            }
            '"' => {
                // A mark before a word opens, though the one before it was never closed: a paragraph
                // break stood between them once.
                self.quoted = !self.quoted || spaced && self.char(next).is_alphanumeric();
                let kind = if self.quoted {
                    TokenKind::Open
                } else {
                    TokenKind::Close
                };
                (next, kind)
            }
            _ => (next, TokenKind::Punctuation),
        }
    }

    /// Whether an `s` stands here that ends its word.
    fn is_lone_s(&self, at: usize) -> bool {
        matches!(self.char(at), 's' | 'S') && !self.char(at + 1).is_alphanumeric()
    }

    /// `3,000`, `4.5`, `19:50`, then letters joined to it (`82nd`, `2,000-strong`), but of
    /// `75,000-80,000` only the first number.
    fn number_end(&self, mut at: usize) -> usize {
        loop {
            let c = self.char(at);
            let joins = matches!(c, ',' | '.' | ':') && self.char(at + 1).is_ascii_digit();
            if c.is_ascii_digit() || joins {
                at += 1;
            } else {
                break;
            }
        }
        let mut c = self.char(at);
        while c.is_alphanumeric() {
            at += c.len_utf8();
            c = self.char(at);
        }
        let next = at + c.len_utf8();
        if is_hyphen(c) && self.char(next).is_alphabetic() {
            self.word_end(next)
        } else if c == '-' && self.is_iso_date(at) {
            at + 6
        } else {
            at
        }
    }

    /// Whether `-MM-DD` follows a year.
    fn is_iso_date(&self, at: usize) -> bool {
        let digit = |n: usize| self.char(at + n).is_ascii_digit();
        digit(1) && digit(2) && self.char(at + 3) == '-' && digit(4) && digit(5) && !digit(6)
    }

    fn word_end(&self, start: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let c = self.char(at);
            let next = at + c.len_utf8();
            if c == '.' {
                if !self.is_initial(start, at) {
                    return at;
                }
            } else if is_hyphen(c) || is_apostrophe(c) {
                let parts = !self.char(next).is_alphanumeric()
                    || is_apostrophe(c) && self.is_lone_s(next)
                    || is_hyphen(c) && self.joins_peoples(start, at, next);
                if parts {
                    return at;
                }
            } else if c.is_ascii() || !c.is_alphanumeric() && !is_mark(c) {
                return at;
            }
            at = next;
        }
    }

    /// Whether a hyphen joins two adjectives of peoples, each a word of its own: `Russian-Belarusian`.
    fn joins_peoples(&self, start: usize, hyphen: usize, next: usize) -> bool {
        let before = &self.text[start..hyphen];
        // A character has four bytes at most: what is longer is no adjective, and is not looked through.
        let short = before.len() <= 4 * PEOPLE_MAX && before.chars().count() <= PEOPLE_MAX;
        if !short || !is_people(before) && !is_state(before) {
            return false;
        }
        let rest = &self.text[next..];
        let letters = rest
            .chars()
            .take(PEOPLE_MAX)
            .take_while(|c| c.is_alphabetic());
        let after = &rest[..letters.map(char::len_utf8).sum()];
        let two_words =
            matches!(after, "South" | "North") && rest[after.len()..].starts_with(" Korea");
        is_people(after) || two_words || is_state(before) && is_state(after)
    }

    /// Whether the full stop at `at` belongs to letters such as `U.S.`: single letters, each with
    /// its stop.
    fn is_initial(&self, start: usize, at: usize) -> bool {
        let lone = |n: usize| n == start || self.text.as_bytes()[n - 1] == b'.';
        let Some(letter) = self.text[start..at].chars().next_back() else {
            return false;
        };
        let before = at - letter.len_utf8();
        let clock = matches!(letter, 'a' | 'p') && self.text.as_bytes()[at..].starts_with(b".m.");
        if !letter.is_alphabetic()
            || !lone(before)
            || !letter.is_uppercase() && before == start && !clock
        {
            return false;
        }
        let next = self.char(at + 1);
        let more = next.is_alphabetic() && self.char(at + 1 + next.len_utf8()) == '.';
        more || before > start
    }

    fn push(&mut self, begin: usize, end: usize, kind: TokenKind, spaced: bool, breaks: u32) {
        let word = &self.text[begin..end];
        let normal = self.out.normal.len();
        let (mut letters, mut capitals) = (0, 0);
        let points = if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.out.normal.push_str(word);
            word.len() as u32
        } else if word.is_ascii() {
            for byte in word.bytes() {
                letters += u32::from(byte.is_ascii_alphabetic());
                capitals += u32::from(byte.is_ascii_uppercase());
            }
            self.out.normal.push_str(word);
            self.out.normal[normal..].make_ascii_lowercase();
            word.len() as u32
        } else {
            let mut points = 0;
            for c in word.chars() {
                points += 1;
                if c.is_alphabetic() {
                    letters += 1;
                    capitals += u32::from(c.is_uppercase());
                }
                self.push_normal(c);
            }
            points
        };
        let capital = self.char(begin).is_uppercase();
        let normal = normal..self.out.normal.len();
        let word = &self.out.normal[normal.clone()];
        let listed = Listed::of(word);
        self.out.list.push(Token {
            bytes: begin..end,
            points: self.points..self.points + points,
            kind,
            capital,
            shouted: letters >= 2 && letters == capitals,
            spaced,
            breaks,
            closed: listed.closed(word),
            openings: listed.openings.of_token(word, kind, capital),
            normal,
        });
        self.points += points;
    }

    fn push_normal(&mut self, c: char) {
        match c {
            _ if c.is_ascii() => self.out.normal.push(c.to_ascii_lowercase()),
            _ if is_apostrophe(c) => self.out.normal.push('\''),
            '“' | '”' | '„' | '«' | '»' => self.out.normal.push('"'),
            '–' | '—' | '―' | '−' | '‑' | '‐' => self.out.normal.push('-'),
            _ => self
                .out
                .normal
                .extend(c.to_lowercase().filter(|c| !is_mark(*c))),
        }
    }
}

/// Names of states that stand beside another's before a drill or a pact: `US-South Korean`.
fn is_state(word: &str) -> bool {
    matches!(
        word,
        "US" | "U.S."
            | "UK"
            | "ROK"
            | "Japan"
            | "India"
            | "China"
            | "Russia"
            | "Korea"
            | "Australia"
            | "Philippine"
            | "Philippines"
            | "Thai"
            | "France"
            | "Pakistan"
    )
}

fn is_people(word: &str) -> bool {
    word.len() > 4
        && word.starts_with(char::is_uppercase)
        && ["an", "ish", "ese", "ch", "ian"]
            .iter()
            .any(|tail| word.ends_with(tail))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// Hyphens that join; the dashes that part clauses are no such.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Characters that take no room: byte order marks, soft hyphens, zero-width spaces and joiners,
/// directional marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let tokens = Tokens::of(text);
        let words: Vec<_> = (0..tokens.len()).map(|at| tokens.word(at)).collect();
        assert_eq!(words.join(" "), expect, "{text}");
        for token in &tokens.list {
            let slice: String = text
                .chars()
                .skip(token.points.start as usize)
                .take(token.points.len())
                .collect();
            assert_eq!(slice, text[token.bytes.clone()]);
        }
    }

    #[test]
    fn tokens() {
        check(
            "The U.S. sent 3,000 troops.",
            "the u.s. sent 3,000 troops .",
        );
        check("two F-16s, Su-35S jets", "two f-16s , su-35s jets");
        check(
            "75,000-80,000 or 75,000–80,000",
            "75,000 - 80,000 or 75,000 - 80,000",
        );
        check("a 2,000-strong force", "a 2,000-strong force");
        check(
            "Ukraine’s and the troops’ own",
            "ukraine 's and the troops ' own",
        );
        check("N'Djamena won't", "n'djamena won't");
        check("“A,” he said", "\" a , \" he said");
        check(
            "the 82nd at 19:50 on 2022-02-02",
            "the 82nd at 19:50 on 2022-02-02",
        );
        check("land-based flank — Estonia", "land-based flank - estonia");
        check("Łódź: 4.5 million", "łódź : 4.5 million");
        check("plan A. Then", "plan a . then");
        check("John S. McCain", "john s . mccain");
    }
}
