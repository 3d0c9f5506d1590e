//! A text as the rules see it: tokens, sentences, names, quotations, with the way back to the
//! stored text.

use std::ops::Range;

use chrono::NaiveDate;
use events::{Article, Evidence};

use crate::gazetteer::{self, Entry};
use crate::sentence::{self, Sentence};
use crate::token::{TokenKind, Tokens};

/// A name in terms of tokens.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it stands for.
    pub(crate) entry: &'static Entry,
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
    /// The names in it, in order, without overlaps.
    pub(crate) names: Vec<Name>,
    /// For each token, the name that it belongs to.
    name_at: Vec<Option<u32>>,
    /// Whether a token stands inside double quotation marks.
    pub(crate) quoted: Vec<bool>,
}

impl<'a> Document<'a> {
    /// Takes an article apart.
    pub(crate) fn of(article: &'a Article) -> Self {
        let published = article.published.map(|published| published.at.date());
        Self::of_text(&article.text, published)
    }

    /// Takes a text apart.
    pub(crate) fn of_text(text: &'a str, published: Option<NaiveDate>) -> Self {
        let tokens = Tokens::of(text);
        let sentences = sentence::sentences(&tokens);
        let mut names = Vec::new();
        let mut name_at = vec![None; tokens.len()];
        for mention in gazetteer::find(text) {
            let first = tokens.at_byte(mention.start);
            let last = tokens.at_byte(mention.end.saturating_sub(1));
            let whole = last < tokens.len()
                && tokens[first].bytes.start == mention.start
                && (tokens[last].bytes.end == mention.end
                    || closes_name(&tokens, last, mention.end));
            if !whole || name_at[first].is_some() {
                continue;
            }
            for slot in &mut name_at[first..=last] {
                *slot = Some(names.len() as u32);
            }
            names.push(Name {
                tokens: first..last + 1,
                entry: mention.entry,
            });
        }
        let quoted = quoted(&tokens, &sentences);
        Self {
            text,
            published,
            tokens,
            sentences,
            names,
            name_at,
            quoted,
        }
    }

    /// The normal form of a token; empty beyond the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.tokens.word(at)
    }

    /// The name that a token belongs to.
    pub(crate) fn name(&self, at: usize) -> Option<&Name> {
        let index = (*self.name_at.get(at)?)?;
        self.names.get(index as usize)
    }

    /// The name that begins with a token.
    pub(crate) fn name_from(&self, at: usize) -> Option<&Name> {
        self.name(at).filter(|name| name.tokens.start == at)
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
        let fits = (tokens.start..=last)
            .rev()
            .find(|at| self.tokens[*at].points.end <= limit);
        let begin = self.tokens[tokens.start].bytes.start;
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

/// Whether a name ends with a token but for the stop or the hyphen joined to it: `U.S`, `US-based`.
fn closes_name(tokens: &Tokens, last: usize, end: usize) -> bool {
    let token = &tokens[last];
    end > token.bytes.start
        && end < token.bytes.end
        && tokens
            .word(last)
            .get(end - token.bytes.start..)
            .is_some_and(|tail| tail == "." || tail.starts_with('-'))
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
