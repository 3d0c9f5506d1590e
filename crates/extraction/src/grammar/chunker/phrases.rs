//! Words that are read together before any group: fixed phrases, sums of money.

use crate::document::Known;
use crate::opening::Openings;
use crate::quantity;
use crate::token::TokenKind;

use super::super::chunk::{Article, ChunkKind};
use super::super::verb_group;
use super::super::words::Closed;
use super::Chunker;

impl Chunker<'_, '_> {
    /// `Greece and Turkey each began`: a word for each of the subject between it and its verb.
    pub(super) fn floats(&self, at: usize) -> bool {
        // `both host tens of thousands of`: a noun would end there.
        let object = || {
            self.doc
                .verb_from(at + 1)
                .is_some_and(|verb| verb.form == crate::gazetteer::VerbForm::Base)
                && (self.doc.counts(at + 2) || self.closed(at + 2) == Some(Closed::Determiner))
        };
        self.out.last().is_some_and(|last| last.noun().is_some())
            && (verb_group::may_begin(self.doc, at + 1, self.start, self.limit, false) || object())
    }

    /// `on alert following the attack`: no verb, as it is in `is following the talks`.
    pub(super) fn means_after(&self, at: usize) -> bool {
        let being = (at.saturating_sub(2)..at)
            .any(|before| before >= self.start && self.closed(before) == Some(Closed::Be));
        let led = self.out.last().is_none_or(|last| !last.is_preposition());
        !being
            && led
            && !matches!(
                self.word(at + 1),
                "suit" | "in" | "up" | "them" | "him" | "it"
            )
    }

    /// Phrases of several words that stand for one.
    pub(super) fn fixed_phrase(&self, at: usize) -> Option<(usize, ChunkKind)> {
        if !self.doc.tokens.may_open(at, Openings::PHRASE) {
            return None;
        }
        let word = |n: usize| self.word(at + n);
        Some(match (word(0), word(1), word(2)) {
            ("as", "many", "as") if matches!(word(3), "half" | "all" | "most") => {
                (at + 3, ChunkKind::Adverb)
            }
            ("as", "soon", "as") if word(3) == "possible" => (at + 4, ChunkKind::Adverb),
            ("as", "well", "as") => (at + 3, ChunkKind::And),
            ("as", "well", _) => (at + 2, ChunkKind::Adverb),
            ("along" | "together", "with", _) => (at + 2, ChunkKind::Preposition),
            ("close" | "next", "to", _)
                if crate::quantity::find(&self.doc.tokens, at).is_none() =>
            {
                (at + 2, ChunkKind::Preposition)
            }
            ("out" | "ahead" | "outside" | "inside", "of", _) => (at + 2, ChunkKind::Preposition),
            ("along", "the", "length" | "whole") if matches!(word(3), "of" | "length") => (
                at + if word(3) == "of" { 4 } else { 5 },
                ChunkKind::Preposition,
            ),
            ("such", "as", _) => (at + 2, ChunkKind::Preposition),
            ("because" | "instead" | "regardless", "of", _) | ("due" | "according", "to", _) => {
                (at + 2, ChunkKind::Preposition)
            }
            ("in", "addition", "to") | ("on", "top", "of") | ("in", "front", "of") => {
                (at + 3, ChunkKind::Preposition)
            }
            ("for", "example" | "instance", _)
            | ("of", "course", _)
            | ("at", "once" | "last", _) => (at + 2, ChunkKind::Adverb),
            ("closer" | "nearer", "to", _) => (at + 2, ChunkKind::Preposition),
            // `Fifty soldiers headed for Darfur`: what they did, where no verb has been told.
            ("headed", "for", _)
                if self.out.iter().all(|chunk| chunk.verb().is_none())
                    && self.out.last().is_some_and(|chunk| chunk.noun().is_some()) =>
            {
                return None;
            }
            ("bound" | "destined" | "headed", "for", _) => (at + 2, ChunkKind::Preposition),
            ("all", "told", _) if matches!(word(2), "," | ";") => (at + 2, ChunkKind::Adverb),
            // `the 300 soldiers present in the country`, `are present in`
            ("present", "in" | "at" | "on" | "there", _)
                if at > self.start && self.doc.closed(at - 1) != Some(Closed::Determiner) =>
            {
                (at + 1, ChunkKind::Adverb)
            }
            // `will withdraw about half of its troops`
            ("about" | "around", "half" | "two-thirds" | "one-third", _) => {
                (at + 1, ChunkKind::Adverb)
            }
            // `came ashore west of Port-au-Prince`
            (
                "west" | "east" | "north" | "south" | "northwest" | "northeast" | "southwest"
                | "southeast",
                "of",
                _,
            ) if at + 2 < self.limit
                && self.doc.tokens[at + 2].capital
                && !matches!(self.word(at.saturating_sub(1)), "the" | "in") =>
            {
                (at + 2, ChunkKind::Preposition)
            }
            ("to", "date", _) => (at + 2, ChunkKind::Adverb),
            ("as", "part", "of") => (at + 3, ChunkKind::Preposition),
            ("at", "the", "same") if word(3) == "time" => (at + 4, ChunkKind::Adverb),
            ("at", "present" | "home", _) => (at + 2, ChunkKind::Adverb),
            ("for", "the", "first") if word(3) == "time" => (at + 4, ChunkKind::Adverb),
            ("so", "far", _) | ("as", "yet", _) => (at + 2, ChunkKind::Adverb),
            _ => return None,
        })
    }

    /// `the African Union (AU) mission`: where the short name in brackets ends that a noun follows.
    pub(super) fn short_name(&self, at: usize) -> Option<usize> {
        if self.word(at) != "(" {
            return None;
        }
        let close = (at + 2..at + 5).find(|n| self.word(*n) == ")")?;
        let capital = (at + 1..close).all(|n| self.doc.tokens[n].capital);
        let next = self.doc.tokens.get(close + 1)?;
        let noun = close + 1 < self.limit
            && next.kind == TokenKind::Word
            && self.closed(close + 1).is_none()
            && (self.doc.verb_from(close + 1).is_none()
                || self
                    .doc
                    .mark(close + 1)
                    .is_some_and(|mark| matches!(mark.known, Known::Force(..))));
        (capital && noun).then_some(close + 1)
    }

    /// Where a sum of money before what it buys ends: `up to $400 million worth of`, `$1bn in military`.
    pub(super) fn sum(&self, at: usize) -> Option<usize> {
        let openings = Openings::AMOUNT.with(Openings::SUM);
        if !self.doc.tokens.may_open(at, openings) {
            return None;
        }
        let word = |n: usize| self.word(at + n);
        let skip = match (word(0), word(1), word(2)) {
            ("as", "much", "as") => 3,
            ("up", "to", _)
            | ("more" | "less", "than", _)
            | ("at", "least", _)
            | ("a", "further" | "total" | "record", _)
            | ("an", "additional" | "extra" | "estimated", _) => 2,
            (
                "over" | "about" | "around" | "some" | "nearly" | "almost" | "roughly" | "another"
                | "additional" | "approximately",
                _,
                _,
            ) => 1,
            _ => 0,
        };
        let sum = quantity::money(&self.doc.tokens, at + skip)
            .filter(|sum| sum.tokens.end <= self.limit)?;
        let mut end = sum.tokens.end;
        if self.word(end) == "-" {
            end += 1;
        }
        if self.word(end) == "worth" && self.word(end + 1) == "of" {
            return Some(end + 2);
        }
        let bought = |at: usize| {
            (at..at + 3).any(|at| {
                self.doc.mark_from(at).is_some_and(
                    |mark| matches!(mark.known, Known::Force(noun, _) if noun.category == events::Category::Materiel),
                )
            })
        };
        let led = matches!(self.word(end), "in" | "of") && bought(end + 1);
        Some(if led { end + 1 } else { end })
    }
}

/// The article that a determiner is.
pub(super) fn article_of(word: &str) -> Article {
    match word {
        "a" | "an" | "another" => Article::Indefinite,
        "no" | "neither" => Article::Negative,
        _ => Article::Definite,
    }
}

/// Whether a pronoun denies: `nobody`.
pub(super) fn negative(word: &str) -> Article {
    if matches!(word, "none" | "nobody" | "nothing") {
        Article::Negative
    } else {
        Article::None
    }
}
