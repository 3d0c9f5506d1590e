//! Numbers and brackets inside noun groups.

use crate::document::{Document, Known};
use crate::gazetteer::Entry;
use crate::quantity::{self, Count};
use crate::token::TokenKind;

use super::Chunker;

impl Chunker<'_, '_> {
    /// The number that begins at a token, unless that begins a name.
    pub(super) fn count(&self, at: usize) -> Option<Count> {
        let doc = self.doc;
        if !doc.counts(at) || doc.mark_from(at).is_some() {
            return None;
        }
        quantity::find(&doc.tokens, at)
            .filter(|count| count.tokens.end <= self.limit && !self.is_year_of(count))
    }

    /// `the 2014 rotation`: the year of what happens, and no number of it.
    fn is_year_of(&self, count: &Count) -> bool {
        let year = self.word(count.tokens.end - 1);
        let digits = year.len() == 4 && (1950..2050).contains(&count.low);
        digits
            && year.bytes().all(|b| b.is_ascii_digit())
            && matches!(
                self.word(count.tokens.end),
                "rotation"
                    | "deployment"
                    | "edition"
                    | "iteration"
                    | "exercise"
                    | "exercises"
                    | "drill"
                    | "drills"
                    | "agreement"
                    | "deal"
                    | "treaty"
                    | "pact"
                    | "accord"
                    | "withdrawal"
                    | "pullout"
                    | "invasion"
                    | "war"
                    | "surge"
                    | "mission"
                    | "annexation"
                    | "ceasefire"
                    | "truce"
                    | "uprising"
                    | "coup"
                    | "conflict"
                    | "summit"
                    | "election"
                    | "budget"
                    | "season"
            )
    }

    /// Where the noun goes on after a bracket that spells out what stands before it.
    pub(super) fn over_expansion(&self, at: usize) -> Option<usize> {
        const LONGEST: usize = 10;
        if self.word(at) != "(" {
            return None;
        }
        let limit = self.limit.min(at + LONGEST);
        let close = (at + 1..limit).find(|at| self.doc.word(*at) == ")")?;
        let noun = self.doc.mark_from(close + 1)?;
        let force = matches!(noun.known, Known::Force(..)) && !self.doc.tokens[close + 1].capital;
        (force && noun.tokens.end <= self.limit).then_some(close + 1)
    }
}

/// A number that belongs to the name before it: `Union Resolve 2022`.
pub(super) fn is_name_number(doc: &Document<'_>, at: usize) -> bool {
    let token = &doc.tokens[at];
    let named = |at: usize| {
        doc.mark(at)
            .is_none_or(|mark| matches!(mark.known, Known::Name(Entry::Exercise { .. })))
    };
    token.kind == TokenKind::Number
        && token.bytes.len() <= 4
        && at > 0
        && doc.tokens[at - 1].capital
        && named(at - 1)
        && !doc.word(at).contains(',')
        && doc.closed(at - 1).is_none()
}
