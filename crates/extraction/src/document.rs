//! A text as the rules see it: tokens, sentences, names, quotations, with the way back to the
//! stored text.

mod halves;

use std::ops::Range;

use chrono::NaiveDate;
use events::{Article, Evidence};

use crate::gazetteer::{
    self, Designation, Entry, ForceNoun, Formation, Office, Verb, VerbForm, Words,
};
use crate::grammar::words::Closed;
use crate::quantity;
use crate::sentence::{self, Sentence};
use crate::time;
use crate::token::{TokenKind, Tokens};

/// What a run of tokens is known as.
#[derive(Clone, Debug)]
pub(crate) enum Known {
    /// A unit with a number or a name: `82nd Airborne Division`.
    Formation(Formation),
    /// A type or a ship: `F-16s`, `HMS Diamond`.
    Designation(Designation),
    /// A name of the gazetteer.
    Name(&'static Entry),
    /// A common noun for forces, and whether it is plural.
    Force(&'static ForceNoun, bool),
    /// An office or a body.
    Office(&'static Office),
}

/// A run of tokens that is known.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it is.
    pub(crate) known: Known,
}

/// A known verb.
#[derive(Clone, Debug)]
pub(crate) struct VerbMark {
    /// Its tokens, the particle with them.
    pub(crate) tokens: Range<usize>,
    /// Which.
    pub(crate) verb: &'static Verb,
    /// In which form.
    pub(crate) form: VerbForm,
}

/// A text, taken apart.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    /// The stored text.
    pub(crate) text: &'a str,
    /// The day of publication.
    pub(crate) published: Option<NaiveDate>,
    /// Its tokens.
    pub(crate) tokens: Tokens,
    /// Its sentences, in order.
    pub(crate) sentences: Vec<Sentence>,
    /// Whether a token stands inside double quotation marks.
    pub(crate) quoted: Vec<bool>,
    /// What is known in it, in order, without overlaps.
    pub(crate) marks: Vec<Mark>,
    /// Whether it names NATO, whose "allies" they then are.
    pub(crate) nato: bool,
    /// Whether it speaks of Korea, so that `the North` and `the South` are its states.
    pub(crate) korea: bool,
    /// Whether the marines it speaks of are those of the United States.
    pub(crate) us_marines: bool,
    /// The outlet's name; empty when not told.
    pub(crate) publisher: &'a str,
    counts: Vec<bool>,
    times: Vec<bool>,
    verbs: Vec<VerbMark>,
    mark_at: Vec<Option<u32>>,
    verb_at: Vec<Option<u32>>,
}

impl<'a> Document<'a> {
    /// Takes an article apart.
    pub(crate) fn of(article: &'a Article) -> Self {
        let published = article.published.map(|published| published.at.date());
        Self {
            publisher: &article.publisher,
            ..Self::of_text(&article.text, published)
        }
    }

    /// Takes a text apart.
    pub(crate) fn of_text(text: &'a str, published: Option<NaiveDate>) -> Self {
        let tokens = Tokens::of(text);
        let sentences = sentence::sentences(&tokens);
        let words = Words::of(text);
        let marks = halves::named(marks(&words, &tokens), &tokens, text);
        let verbs = verbs(&words, &tokens);
        let mark_at = index(tokens.len(), marks.iter().map(|mark| mark.tokens.clone()));
        let verb_at = index(tokens.len(), verbs.iter().map(|verb| verb.tokens.clone()));
        let counts = (0..tokens.len())
            .map(|at| quantity::find(&tokens, at).is_some())
            .collect();
        let times = (0..tokens.len())
            .map(|at| time::find(&tokens, at).is_some())
            .collect();
        let quoted = quoted(&tokens, &sentences);
        let corps = |mark: &Mark| {
            matches!(&mark.known, Known::Name(crate::gazetteer::Entry::Body { name, .. })
                if matches!(name.as_str(), "Marine Corps" | "US Marine Corps"))
        };
        let told = text.contains("arines") || text.contains("orps");
        let candidates = || (1..tokens.len()).filter(|_| told);
        let royal =
            candidates().any(|at| tokens.word(at) == "marines" && tokens.word(at - 1) == "royal");
        let american = candidates().any(|at| {
            let before = tokens.word(at - 1);
            match tokens.word(at) {
                "marines" => matches!(before, "us" | "u.s." | "american"),
                "corps" => tokens[at].capital && matches!(before, "marine" | "the"),
                _ => false,
            }
        });
        let us_marines = !royal && (american || marks.iter().any(corps));
        let nato = marks.iter().any(|mark| match &mark.known {
            Known::Name(entry) => entry
                .actor()
                .is_some_and(|actor| actor.code.as_str() == "NATO"),
            _ => false,
        });
        let korea = marks.iter().any(|mark| match &mark.known {
            Known::Name(entry) => entry
                .actor()
                .is_some_and(|actor| actor.code.as_str() == "PRK"),
            _ => false,
        });
        Self {
            text,
            published,
            tokens,
            sentences,
            quoted,
            marks,
            nato,
            korea,
            us_marines,
            publisher: "",
            counts,
            times,
            verbs,
            mark_at,
            verb_at,
        }
    }

    /// The normal form of a token; empty beyond the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }

    /// The closed class of a token's word; none beyond the end.
    pub(crate) fn closed(&self, at: usize) -> Option<Closed> {
        self.tokens.get(at)?.closed
    }

    /// Whether a number begins with a token, its qualifiers with it.
    pub(crate) fn counts(&self, at: usize) -> bool {
        self.counts.get(at).copied().unwrap_or(false)
    }

    /// Whether an expression of time begins with a token.
    pub(crate) fn tells_time(&self, at: usize) -> bool {
        self.times.get(at).copied().unwrap_or(false)
    }

    /// What a token belongs to.
    pub(crate) fn mark(&self, at: usize) -> Option<&Mark> {
        let index = (*self.mark_at.get(at)?)?;
        self.marks.get(index as usize)
    }

    /// What begins with a token.
    pub(crate) fn mark_from(&self, at: usize) -> Option<&Mark> {
        self.mark(at).filter(|mark| mark.tokens.start == at)
    }

    /// The verb that begins with a token, if it can be one.
    pub(crate) fn verb_from(&self, at: usize) -> Option<&VerbMark> {
        let index = (*self.verb_at.get(at)?)?;
        self.verbs
            .get(index as usize)
            .filter(|verb| verb.tokens.start == at)
    }

    /// The stored words of some tokens.
    pub(crate) fn slice(&self, tokens: Range<usize>) -> &'a str {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1)) {
            (Some(first), Some(last)) if last >= tokens.start && last < self.tokens.len() => {
                &self.text[first.bytes.start..self.tokens[last].bytes.end]
            }
            _ => "",
        }
    }

    /// The words of some tokens as evidence, cut at the end to the length allowed.
    pub(crate) fn evidence(&self, tokens: Range<usize>) -> Option<Evidence> {
        let last = tokens
            .end
            .checked_sub(1)?
            .min(self.tokens.len().checked_sub(1)?);
        let start = self.tokens.get(tokens.start)?.points.start;
        let limit = start + Evidence::MAX_CHARS as u32;
        let begin = self.tokens[tokens.start].bytes.start;
        let fits = (tokens.start..=last)
            .rev()
            .find(|at| self.tokens[*at].points.end <= limit);
        match fits {
            Some(at) => {
                let end = &self.tokens[at];
                let text = self.text[begin..end.bytes.end].to_owned();
                Some(Evidence {
                    start,
                    end: end.points.end,
                    text,
                })
            }
            // A single token longer than all that is allowed.
            None if last >= tokens.start => {
                let text: String = self.text[begin..]
                    .chars()
                    .take(Evidence::MAX_CHARS)
                    .collect();
                Some(Evidence {
                    start,
                    end: limit,
                    text,
                })
            }
            None => None,
        }
    }
}

/// Everything known in a text; where two overlap, the one that begins first, then the longer, then
/// the one earlier in [`Known`].
fn marks(words: &Words<'_>, tokens: &Tokens) -> Vec<Mark> {
    let mut all: Vec<(Range<usize>, u8, Known)> = Vec::new();
    let mut add = |start: usize, end: usize, rank: u8, known: Known| {
        if let Some(span) = whole_tokens(tokens, start, end) {
            all.push((span, rank, known));
        }
    };
    for found in gazetteer::find_formations(words) {
        add(found.start, found.end, 0, Known::Formation(found));
    }
    for found in gazetteer::find_designations(words) {
        add(found.start, found.end, 1, Known::Designation(found));
    }
    for found in gazetteer::find(words) {
        add(found.start, found.end, 2, Known::Name(found.entry));
    }
    for found in gazetteer::find_force_nouns(words) {
        add(
            found.start,
            found.end,
            3,
            Known::Force(found.noun, found.plural),
        );
    }
    for found in gazetteer::find_offices(words) {
        add(found.start, found.end, 4, Known::Office(found.office));
    }
    all.sort_by_key(|(span, rank, _)| (span.start, std::cmp::Reverse(span.end), *rank));
    let mut free = 0;
    let mut out = Vec::new();
    for (mut span, _, known) in all {
        // `six Royal Navy vessels`: the name ends inside `navy vessels`, which says what they are.
        if matches!(known, Known::Force(..)) && span.start < free && free < span.end {
            span.start = free;
        }
        if span.start >= free {
            free = span.end;
            out.push(Mark {
                tokens: span,
                known,
            });
        }
    }
    out
}

fn verbs(words: &Words<'_>, tokens: &Tokens) -> Vec<VerbMark> {
    gazetteer::find_verbs(words)
        .into_iter()
        .filter_map(|found| {
            let span = whole_tokens(tokens, found.start, found.end)?;
            let (mut verb, mut form) = (found.verb, found.form);
            let mut held = span.clone();
            // `will be sent in March`: the time's own word is no particle.
            let last = span.end - 1;
            if span.len() == 2 && tokens.word(last) == "in" && time::find(tokens, last).is_some() {
                let alone = Words::of(tokens.word(span.start));
                let plain = gazetteer::find_verbs(&alone).into_iter().next()?;
                (verb, form) = (plain.verb, plain.form);
                held = span.start..last;
            }
            Some(VerbMark {
                tokens: held,
                verb,
                form,
            })
        })
        .collect()
}

/// The tokens that a span of bytes covers, if it begins and ends with tokens. A stop or a hyphen
/// joined to the last may stay outside: `U.S` of `U.S.`, `US` of `US-based`.
fn whole_tokens(tokens: &Tokens, start: usize, end: usize) -> Option<Range<usize>> {
    let first = tokens.at_byte(start);
    let head = tokens.get(first).filter(|head| head.bytes.start == start)?;
    let mut last = first;
    let mut tail = head;
    while tail.bytes.end < end {
        last += 1;
        tail = tokens.get(last)?;
    }
    let rest = tail.bytes.end - end;
    let closes = rest == 0
        || rest == 1 && tokens.word(last).ends_with('.')
        || tokens.word(last).ends_with("-based")
        || tokens.word(last).ends_with("-led");
    closes.then_some(first..last + 1)
}

fn index(length: usize, spans: impl Iterator<Item = Range<usize>>) -> Vec<Option<u32>> {
    let mut at = vec![None; length];
    for (number, span) in spans.enumerate() {
        at[span].fill(Some(number as u32));
    }
    at
}

/// Which tokens stand inside double quotation marks; a quotation ends with its paragraph.
fn quoted(tokens: &Tokens, sentences: &[Sentence]) -> Vec<bool> {
    let mut inside = vec![false; tokens.len()];
    let (mut open, mut paragraph) = (false, usize::MAX);
    for sentence in sentences {
        if sentence.paragraph != paragraph {
            (open, paragraph) = (false, sentence.paragraph);
        }
        for at in sentence.tokens.clone() {
            match tokens[at].kind {
                TokenKind::Open => open = true,
                TokenKind::Close => open = false,
                _ => inside[at] = open,
            }
        }
    }
    inside
}
