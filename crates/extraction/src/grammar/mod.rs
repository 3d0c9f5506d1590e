//! From tokens to clauses: closed word classes, verb groups, noun groups, chunks, and the clauses
//! that bind them.

pub(crate) mod chunk;
pub(crate) mod chunker;
pub(crate) mod clause;
pub(crate) mod verb_group;
pub(crate) mod words;

pub(crate) use chunk::{Article, ChunkKind, Finite, Modal, NounGroup, Plain, VerbGroup, VerbWord};
