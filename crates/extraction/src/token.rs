//! Words, numbers and punctuation, with their place in the stored text.
//!
//! The stored text is never altered. Every token knows its bytes and its code points in it, and has
//! a normal form beside it: lower case, straight quotation marks, plain hyphens.

use std::ops::Range;

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
    normal: Range<usize>,
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

struct Splitter<'a> {
    text: &'a str,
    /// Each character with its byte; half as large with 32 bits, and no text is that long.
    chars: Vec<(u32, char)>,
    out: Tokens,
    quoted: bool,
}

impl<'a> Splitter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            chars: text.char_indices().map(|(at, c)| (at as u32, c)).collect(),
            out: Tokens {
                list: Vec::with_capacity(text.len() / 5),
                normal: String::with_capacity(text.len()),
            },
            quoted: false,
        }
    }

    fn char(&self, at: usize) -> char {
        self.chars.get(at).map_or(' ', |pair| pair.1)
    }

    fn run(mut self) -> Tokens {
        let mut at = 0;
        let (mut spaced, mut breaks) = (true, 2);
        while at < self.chars.len() {
            let c = self.char(at);
            if c.is_whitespace() || is_invisible(c) {
                spaced = true;
                breaks += u32::from(c == '\n');
                at += 1;
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
        if is_apostrophe(c) && !spaced && at > 0 {
            let s = matches!(self.char(at + 1), 's' | 'S') && !self.char(at + 2).is_alphanumeric();
            if s {
                return (at + 2, TokenKind::Possessive);
            }
            if matches!(self.char(at - 1), 's' | 'S') && !self.char(at + 1).is_alphanumeric() {
                return (at + 1, TokenKind::Possessive);
            }
        }
        match c {
            '“' | '„' | '«' => {
                self.quoted = true;
                (at + 1, TokenKind::Open)
            }
            '”' | '»' => {
                self.quoted = false;
                (at + 1, TokenKind::Close)
            }
            '"' => {
                self.quoted = !self.quoted;
                let kind = if self.quoted {
                    TokenKind::Open
                } else {
                    TokenKind::Close
                };
                (at + 1, kind)
            }
            _ => (at + 1, TokenKind::Punctuation),
        }
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
        while self.char(at).is_alphanumeric() {
            at += 1;
        }
        if is_hyphen(self.char(at)) && self.char(at + 1).is_alphabetic() {
            self.word_end(at + 1)
        } else if self.char(at) == '-' && self.is_iso_date(at) {
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
        let mut at = start;
        loop {
            let (c, next) = (self.char(at), self.char(at + 1));
            if c.is_alphanumeric() || is_mark(c) {
                at += 1;
            } else if (is_hyphen(c) || is_apostrophe(c)) && next.is_alphanumeric() {
                let possessive = is_apostrophe(c)
                    && matches!(next, 's' | 'S')
                    && !self.char(at + 2).is_alphanumeric();
                if possessive || is_hyphen(c) && self.joins_peoples(start, at) {
                    return at;
                }
                at += 1;
            } else if c == '.' && self.is_initial(start, at) {
                at += 1;
            } else {
                return at;
            }
        }
    }

    /// Whether a hyphen joins two adjectives of peoples, each a word of its own: `Russian-Belarusian`.
    fn joins_peoples(&self, start: usize, hyphen: usize) -> bool {
        let mut end = hyphen + 1;
        while self.char(end).is_alphabetic() && end - hyphen <= PEOPLE_MAX {
            end += 1;
        }
        let people = |from: usize, to: usize| {
            if to - from > PEOPLE_MAX {
                return false;
            }
            let word: String = (from..to).map(|at| self.char(at)).collect();
            word.len() > 4
                && word.starts_with(char::is_uppercase)
                && ["an", "ish", "ese", "ch", "ian"]
                    .iter()
                    .any(|tail| word.ends_with(tail))
        };
        people(start, hyphen) && people(hyphen + 1, end)
    }

    /// Whether the full stop at `at` belongs to letters such as `U.S.`: single letters, each with
    /// its stop.
    fn is_initial(&self, start: usize, at: usize) -> bool {
        let lone =
            |n: usize| self.char(n).is_alphabetic() && (n == start || self.char(n - 1) == '.');
        if !lone(at - 1) || !self.char(at - 1).is_uppercase() && at - 1 == start {
            return false;
        }
        let more = self.char(at + 1).is_alphabetic() && self.char(at + 2) == '.';
        more || at - 1 > start
    }

    fn push(&mut self, from: usize, to: usize, kind: TokenKind, spaced: bool, breaks: u32) {
        let begin = self.chars[from].0 as usize;
        let end = self
            .chars
            .get(to)
            .map_or(self.text.len(), |pair| pair.0 as usize);
        let normal = self.out.normal.len();
        let (mut letters, mut capitals) = (0, 0);
        let word = &self.text[begin..end];
        if word.is_ascii() {
            for byte in word.bytes() {
                letters += u32::from(byte.is_ascii_alphabetic());
                capitals += u32::from(byte.is_ascii_uppercase());
            }
            self.out.normal.push_str(word);
            self.out.normal[normal..].make_ascii_lowercase();
        } else {
            for index in from..to {
                let c = self.chars[index].1;
                if c.is_alphabetic() {
                    letters += 1;
                    capitals += u32::from(c.is_uppercase());
                }
                self.push_normal(c);
            }
        }
        self.out.list.push(Token {
            bytes: begin..end,
            points: from as u32..to as u32,
            kind,
            capital: self.chars[from].1.is_uppercase(),
            shouted: letters >= 2 && letters == capitals,
            spaced,
            breaks,
            normal: normal..self.out.normal.len(),
        });
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
