//! Clauses: for each verb its subject and what follows it, inside one clause.
//!
//! Works on the spine of a sentence: its chunks without adverbs, quotation marks and attributions
//! (`, the ministry said on Monday,`).

#![allow(clippy::match_same_arms)] // tables, read row by row

mod antecedent;
mod arguments;
mod heads;
mod participle;
mod places;
mod subject;

pub(crate) use arguments::{Argument, COMPANY};
pub(crate) use places::is_place_noun;
pub(crate) use subject::Subject;

use std::ops::Range;

use crate::document::Document;
use crate::reading::Term;

use super::chunk::{Chunk, ChunkKind, Finite, VerbGroup};

/// A sentence ready for rules.
#[derive(Debug)]
pub(crate) struct Spine<'c> {
    /// The chunks that count, in order.
    pub(crate) chunks: Vec<&'c Chunk>,
    /// The forces that each chunk names, once the reading knows them; empty before.
    pub(crate) terms: Vec<Option<Term>>,
}

impl<'c> Spine<'c> {
    /// The spine of some chunks; `skipped` are runs of tokens left out.
    pub(crate) fn of(chunks: &'c [Chunk], skipped: &[Range<usize>]) -> Self {
        let most = chunks.len();
        let kept = chunks.iter().filter(|chunk| {
            let out = skipped
                .iter()
                .any(|span| span.start <= chunk.tokens.start && chunk.tokens.end <= span.end);
            !out && !matches!(chunk.kind, ChunkKind::Adverb | ChunkKind::Quote)
        });
        let mut chunks: Vec<&Chunk> = Vec::with_capacity(most);
        for chunk in kept {
            // Commas around something left out part nothing.
            let pair = matches!(chunk.kind, ChunkKind::Comma)
                && chunks
                    .last()
                    .is_some_and(|last| matches!(last.kind, ChunkKind::Comma));
            if pair {
                chunks.pop();
            } else {
                chunks.push(chunk);
            }
        }
        Self {
            chunks,
            terms: Vec::new(),
        }
    }

    /// The chunk at a position.
    pub(crate) fn get(&self, at: usize) -> Option<&'c Chunk> {
        self.chunks.get(at).copied()
    }

    /// The verb group at a position.
    pub(crate) fn verb(&self, at: usize) -> Option<&'c VerbGroup> {
        self.get(at)?.verb()
    }

    fn is_noun(&self, at: usize) -> bool {
        self.get(at).is_some_and(|chunk| chunk.noun().is_some())
    }

    fn is_preposition(&self, at: usize) -> bool {
        self.get(at).is_some_and(Chunk::is_preposition)
    }

    fn is_comma(&self, doc: &Document<'_>, at: usize) -> bool {
        self.get(at).is_some_and(|chunk| match chunk.kind {
            ChunkKind::Comma => true,
            ChunkKind::Stop => doc.word(chunk.tokens.start) == "-",
            _ => false,
        })
    }

    fn is_and(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And))
    }

    fn is_relative(&self, at: usize) -> bool {
        self.get(at)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Relative))
    }

    /// Whether a noun begins a clause of its own: a finite verb follows it.
    pub(crate) fn heads_clause(&self, noun: usize) -> bool {
        let mut at = noun + 1;
        let mut perhaps = false;
        while let Some(chunk) = self.get(at) {
            match &chunk.kind {
                ChunkKind::Verb(group) => match group.finite {
                    Finite::Yes => return true,
                    // `44 police in the mission known as`: a participle and nothing else.
                    Finite::Perhaps
                        if matches!(
                            group.main.lemma(),
                            "know"
                                | "base"
                                | "station"
                                | "locate"
                                | "situate"
                                | "call"
                                | "dub"
                                | "name"
                        ) => {}
                    Finite::Perhaps => {
                        perhaps = true;
                        at += 1;
                        continue;
                    }
                    Finite::No => return perhaps,
                },
                ChunkKind::Time(_) => {}
                // `, ten of which crossed`
                ChunkKind::Preposition
                    if self.is_noun(at + 1) || at == noun + 1 && self.is_relative(at + 1) =>
                {
                    at += 1;
                }
                ChunkKind::And if self.is_noun(at + 1) => at += 1,
                _ => break,
            }
            at += 1;
        }
        perhaps
    }

    /// The position after a noun and the `of` phrases on it.
    pub(crate) fn over_of(&self, doc: &Document<'_>, noun: usize) -> usize {
        let mut at = noun + 1;
        while self.is_preposition(at)
            && doc.word(self.chunks[at].tokens.start) == "of"
            && self.chunks[at].tokens.len() == 1
            && self.is_noun(at + 1)
        {
            at += 2;
        }
        at
    }

    /// The nouns that hang on a noun by `of`, nearest first.
    pub(crate) fn of_nouns(&self, doc: &Document<'_>, noun: usize) -> Vec<usize> {
        let end = self.over_of(doc, noun);
        (noun + 2..end).step_by(2).collect()
    }
}
