//! Cuts a sentence into chunks.

#![allow(clippy::match_same_arms)] // tables, read row by row

mod counts;
mod phrases;
mod subordinate;

use std::ops::Range;

use crate::document::{Document, Known};
use crate::gazetteer::Entry;
use crate::time;
use crate::token::TokenKind;

use super::chunk::{Article, Chunk, ChunkKind, NounGroup};
use super::verb_group;
use super::words::Closed;
use crate::gazetteer::VerbClass;
use phrases::{article_of, negative};

use counts::is_name_number;

/// The chunks of a run of tokens.
pub(crate) fn chunks(doc: &Document<'_>, tokens: Range<usize>) -> Vec<Chunk> {
    let mut chunker = Chunker {
        doc,
        start: tokens.start,
        limit: tokens.end,
        out: Vec::with_capacity(tokens.len() * 3 / 4 + 1),
    };
    let mut at = tokens.start;
    while at < tokens.end {
        let end = chunker.next(at);
        at = end.max(at + 1);
    }
    subordinate::part(doc, &mut chunker.out);
    chunker.out
}

struct Chunker<'d, 'a> {
    doc: &'d Document<'a>,
    start: usize,
    limit: usize,
    out: Vec<Chunk>,
}

impl Chunker<'_, '_> {
    fn closed(&self, at: usize) -> Option<Closed> {
        self.doc.closed(at).filter(|_| at < self.limit)
    }

    fn word(&self, at: usize) -> &str {
        if at < self.limit {
            self.doc.word(at)
        } else {
            ""
        }
    }

    fn push(&mut self, tokens: Range<usize>, kind: ChunkKind) -> usize {
        let end = tokens.end;
        self.out.push(Chunk { tokens, kind });
        end
    }

    /// Reads the chunk at a token and returns where it ends.
    fn next(&mut self, at: usize) -> usize {
        let doc = self.doc;
        let word = self.word(at);
        if self.sum(at).is_some() {
            return self.noun(at);
        }
        match doc.tokens[at].kind {
            TokenKind::Open | TokenKind::Close => return self.push(at..at + 1, ChunkKind::Quote),
            TokenKind::Possessive => return at + 1,
            TokenKind::Punctuation => {
                return match word {
                    "," => self.push(at..at + 1, ChunkKind::Comma),
                    "(" | "[" => self.after_bracket(at),
                    "." | "!" | "?" | "…" | "'" | "$" | "€" | "£" | "%" => at + 1,
                    "/" => self.push(at..at + 1, ChunkKind::And),
                    "-" if !doc.tokens[at].spaced => self.push(at..at + 1, ChunkKind::And),
                    _ => self.push(at..at + 1, ChunkKind::Stop),
                };
            }
            TokenKind::Word | TokenKind::Number => {}
        }
        let known = doc
            .mark_from(at)
            .filter(|mark| mark.tokens.end <= self.limit);
        if known.is_none()
            && doc.tells_time(at)
            && let Some(found) =
                time::find(&doc.tokens, at).filter(|found| found.tokens.end <= self.limit)
        {
            return self.push(found.tokens.clone(), ChunkKind::Time(found));
        }
        if let Some((end, kind)) = self.fixed_phrase(at) {
            return self.push(at..end, kind);
        }
        if known.is_none() && doc.counts(at) {
            return self.noun(at);
        }
        if word == "following" && self.means_after(at) {
            return self.push(at..at + 1, ChunkKind::Subordinator);
        }
        let after_verb = self.out.last().is_some_and(|last| {
            last.tokens.end == at
                && last
                    .verb()
                    .is_some_and(|verb| verb.finite == super::Finite::Yes || verb.infinitive)
        });
        let noun_after_verb = after_verb && verb_group::is_object_here(doc, at, self.limit);
        if !noun_after_verb
            && verb_group::may_begin(doc, at, self.start, self.limit, false)
            && let Some(group) = verb_group::parse(doc, at, self.limit)
        {
            let end = verb_group::end(&group).max(at + 1);
            return self.push(at..end, ChunkKind::Verb(group));
        }
        if matches!(word, "each" | "both" | "all") && self.floats(at) {
            return self.push(at..at + 1, ChunkKind::Adverb);
        }
        let class = if known.is_some() {
            None
        } else {
            doc.closed(at)
        };
        match class {
            Some(Closed::Preposition) => self.push(at..at + 1, ChunkKind::Preposition),
            Some(Closed::And) => self.push(at..at + 1, ChunkKind::And),
            Some(Closed::Relative) => self.push(at..at + 1, ChunkKind::Relative),
            Some(Closed::Subordinator) if word == "that" => self.that(at),
            Some(Closed::Subordinator) => self.push(at..at + 1, ChunkKind::Subordinator),
            Some(Closed::Adverb | Closed::Not) if known.is_none() => {
                self.push(at..at + 1, ChunkKind::Adverb)
            }
            Some(Closed::Pronoun)
                if word.ends_with("self") | word.ends_with("selves")
                    && self.out.last().is_some_and(|last| last.noun().is_some()) =>
            {
                self.push(at..at + 1, ChunkKind::Adverb)
            }
            _ if matches!(word, "all" | "both" | "each")
                && self
                    .out
                    .last()
                    .is_some_and(|last| matches!(last.kind, ChunkKind::Relative))
                && verb_group::may_begin(doc, at + 1, self.start, self.limit, false) =>
            {
                self.push(at..at + 1, ChunkKind::Adverb)
            }
            Some(Closed::Pronoun) => {
                let group = NounGroup {
                    article: negative(word),
                    count: None,
                    possessor: None,
                    head: at..at + 1,
                    pronoun: true,
                };
                self.push(at..at + 1, ChunkKind::Noun(group))
            }
            _ => self.noun(at),
        }
    }

    /// `that` after a noun and before a verb is a relative; after a verb of saying, or at the head of
    /// a clause, it is none.
    fn that(&mut self, at: usize) -> usize {
        let after_noun = self.out.last().is_some_and(|chunk| chunk.noun().is_some());
        let after_preposition = self.out.last().is_some_and(Chunk::is_preposition);
        // `That exercise will be`: at the head of a sentence it points to a noun.
        let points = at == self.start
            && self.closed(at + 1).is_none()
            && !self.doc.tokens.get(at + 1).is_some_and(|t| t.capital);
        if after_preposition || points {
            return self.noun(at);
        }
        let verb_next = verb_group::may_begin(self.doc, at + 1, self.start, self.limit, false);
        let saying = self
            .out
            .iter()
            .rev()
            .find_map(Chunk::verb)
            .is_some_and(|verb| {
                verb.main.is(VerbClass::Saying) || verb.main.is(VerbClass::Refusing)
            });
        let kind = if after_noun && (verb_next || !saying) {
            ChunkKind::Relative
        } else {
            ChunkKind::Subordinator
        };
        self.push(at..at + 1, kind)
    }

    /// Leaves out what stands in brackets.
    fn after_bracket(&self, at: usize) -> usize {
        let close = (at + 1..self.limit).find(|n| matches!(self.doc.word(*n), ")" | "]"));
        close.map_or(at + 1, |close| close + 1)
    }

    /// A noun group.
    fn noun(&mut self, start: usize) -> usize {
        let doc = self.doc;
        let mut article = Article::None;
        let mut at = start;
        if let Some(class @ (Closed::Determiner | Closed::Owning)) = self.closed(at) {
            article = if class == Closed::Owning {
                Article::Definite
            } else {
                article_of(self.word(at))
            };
        }
        let mut possessor = matches!(self.closed(at), Some(Closed::Owning)).then_some(at..at + 1);
        let count = self.count(at);
        let sum = self.sum(at);
        let count = count.filter(|_| sum.is_none());
        if let Some(end) = sum {
            at = end;
        } else if let Some(count) = &count {
            at = count.tokens.end;
        } else if matches!(self.closed(at), Some(Closed::Determiner | Closed::Owning))
            || self.word(at) == "that"
        {
            at += 1;
            if self.word(at - 1) == "not" {
                at += 1;
            }
        }
        let mut count = count;
        let mut head = at.saturating_sub(1).max(start)..at.max(start + 1);
        let mut nouns = 0;
        while at < self.limit {
            let token = &doc.tokens[at];
            if at > start
                && !matches!(token.kind, TokenKind::Possessive)
                && nouns == 0
                && let Some(end) = self.sum(at)
            {
                // `a new $400 million package`
                at = end;
                continue;
            }
            if token.kind == TokenKind::Possessive {
                // Everything so far possesses what follows.
                if nouns == 0 || !self.goes_on(at + 1) {
                    at += 1;
                    break;
                }
                possessor = Some(start..at);
                article = Article::Definite;
                at += 1;
                count = self.count(at);
                if let Some(count) = &count {
                    at = count.tokens.end;
                    head = count.tokens.clone();
                }
                continue;
            }
            if matches!(token.kind, TokenKind::Open | TokenKind::Close) {
                // A quoted word inside the group.
                if nouns == 0 && token.kind == TokenKind::Open {
                    at += 1;
                    continue;
                }
                // `the Russian cruiser "Varyag"`
                let name = doc.mark_from(at + 1).filter(|mark| {
                    token.kind == TokenKind::Open && matches!(mark.known, Known::Designation(_))
                });
                if let Some(name) = name {
                    head = name.tokens.clone();
                    at = name.tokens.end;
                    let close = at < self.limit && doc.tokens[at].kind == TokenKind::Close;
                    at += usize::from(close);
                    continue;
                }
                break;
            }
            if let Some(end) = self.joined_adjectives(at, &head) {
                at = end;
                continue;
            }
            // `John F. Kennedy`
            let initial = nouns > 0
                && self.word(at) == "."
                && self.word(at - 1).len() == 1
                && doc.tokens[at - 1].capital
                && at + 1 < self.limit
                && doc.tokens[at + 1].capital
                && doc.mark_from(at + 1).is_none();
            if initial {
                head = at + 1..at + 2;
                at += 2;
                continue;
            }
            // `31 PLA (People's Liberation Army) aircraft`
            if nouns > 0
                && let Some(end) = self.short_name(at).or_else(|| self.over_expansion(at))
            {
                at = end;
                continue;
            }
            if token.kind == TokenKind::Punctuation
                || token.breaks > 0 && nouns > 0 && token.breaks > 1
            {
                break;
            }
            if let Some(mark) = doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= self.limit)
            {
                let verb = nouns > 0
                    && matches!(mark.known, Known::Force(..) | Known::Office(_))
                    && verb_group::may_begin(doc, at, self.start, self.limit, true);
                // `US-South Korean drills`: the hyphen joins them.
                let joined = at > start && self.word(at - 1) == "-";
                if verb || nouns > 0 && !joined && self.breaks_before(&mark.known, &head) {
                    break;
                }
                head = mark.tokens.clone();
                at = mark.tokens.end;
                nouns += 1;
                continue;
            }
            if let Some(end) = self.joined_adjectives(at, &head) {
                at = end;
                continue;
            }
            match doc.closed(at) {
                // `the first ever joint exercise`
                Some(Closed::Adverb)
                    if self.word(at) == "ever" && matches!(self.word(at - 1), "first" | "only") =>
                {
                    at += 1;
                    continue;
                }
                Some(Closed::Adverb) if nouns == 0 && self.adverb_inside(at) => {
                    at += 1;
                    continue;
                }
                Some(_) => break,
                None => {}
            }
            // `by 1,000 early next year`
            let after_number = count.is_some()
                && matches!(self.word(at), "early" | "late" | "next" | "this" | "last");
            let counts = nouns > 0 && doc.counts(at);
            if (counts || (nouns > 0 || after_number) && doc.tells_time(at))
                && !is_name_number(doc, at)
            {
                break;
            }
            if (nouns > 0 || count.is_some() || article != Article::None)
                && verb_group::may_begin(doc, at, self.start, self.limit, true)
            {
                break;
            }
            head = at..at + 1;
            at += 1;
            nouns += 1;
        }
        let end = at.max(start + 1);
        if head.end > end || head.is_empty() {
            head = end - 1..end;
        }
        // A possessive may close the group: `the allies'`.
        let group = NounGroup {
            article,
            count,
            possessor,
            head,
            pronoun: false,
        };
        self.push(start..end, ChunkKind::Noun(group))
    }

    /// Whether a noun follows a possessive.
    fn goes_on(&self, at: usize) -> bool {
        at < self.limit
            && matches!(
                self.doc.tokens[at].kind,
                TokenKind::Word | TokenKind::Number | TokenKind::Open
            )
            && self.closed(at).is_none_or(|class| class == Closed::Adverb)
    }

    /// `Russian and Belarusian` inside a group: adjectives of states joined before a noun.
    fn joined_adjectives(&self, at: usize, head: &Range<usize>) -> Option<usize> {
        let adjective = |at: usize| {
            self.doc.mark(at).is_some_and(|mark| {
                matches!(
                    mark.known,
                    Known::Name(Entry::Demonym { people: false, .. } | Entry::State { .. })
                )
            })
        };
        // `Indian and US soldiers`, but not `American and the UK`.
        let demonym = |at: usize| {
            self.doc.mark(at).is_some_and(|mark| match mark.known {
                Known::Name(Entry::Demonym { people: false, .. }) => true,
                Known::Name(Entry::State { .. } | Entry::Actor(_)) => self
                    .doc
                    .mark(mark.tokens.end)
                    .is_some_and(|next| matches!(next.known, Known::Force(..))),
                _ => false,
            })
        };
        let joined =
            matches!(self.word(at), "and" | "-") && adjective(head.start) && demonym(at + 1);
        let noun_after = self
            .doc
            .mark(at + 1)
            .map(|mark| mark.tokens.end)
            .is_some_and(|end| {
                end < self.limit
                    && self.closed(end).is_none()
                    && self.doc.tokens[end].kind == TokenKind::Word
            });
        (joined && noun_after).then(|| at + 1)
    }

    /// An adverb before an adjective or a participle: `the newly announced deployment`.
    fn adverb_inside(&self, at: usize) -> bool {
        // `the roughly 8,400 now deployed in`: the participle is no adjective.
        let reduced = matches!(self.word(at), "now" | "already" | "currently" | "still")
            && self
                .doc
                .verb_from(at + 1)
                .is_some_and(|verb| self.closed(verb.tokens.end) == Some(Closed::Preposition));
        !reduced
            && at + 1 < self.limit
            && self.closed(at + 1).is_none()
            && self.doc.tokens[at + 1].kind == TokenKind::Word
    }

    /// Whether a mark begins a new group: a person after a place, a state after a force noun.
    fn breaks_before(&self, known: &Known, head: &Range<usize>) -> bool {
        let before = self
            .doc
            .mark(head.start)
            .filter(|mark| mark.tokens.end == head.end)
            .map(|mark| &mark.known);
        let place = |known: &Known| {
            matches!(
                known,
                Known::Name(Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))
            )
        };
        let ship = matches!(before, Some(Known::Force(noun, _)) if matches!(noun.category, events::Category::Warship | events::Category::Submarine));
        match (before, known) {
            _ if ship => false,
            // `In Lithuania Germany has`
            (
                Some(Known::Name(Entry::State { .. } | Entry::Capital { .. })),
                Known::Name(Entry::State { .. }),
            ) => true,
            (Some(before), Known::Name(Entry::Demonym { people: false, .. })) if place(before) => {
                true
            }
            (
                Some(Known::Force(..)),
                Known::Name(
                    Entry::State { .. }
                    | Entry::Metonym { .. }
                    | Entry::Capital { .. }
                    | Entry::Demonym { .. },
                ),
            ) => true,
            _ => false,
        }
    }
}
