//! A sentence as chunks: noun groups, verb groups, and the words between them.

use std::ops::Range;

use crate::gazetteer::{Verb, VerbClass, VerbForm};
use crate::quantity::Count;
use crate::time::TimeExpression;

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it is.
    pub(crate) kind: ChunkKind,
}

/// What a chunk is.
#[derive(Clone, Debug)]
pub(crate) enum ChunkKind {
    /// A noun group without its prepositional phrases.
    Noun(NounGroup),
    /// A verb group with its auxiliaries and the verbs that it is chained to.
    Verb(VerbGroup),
    /// An expression of time.
    Time(TimeExpression),
    /// A preposition.
    Preposition,
    /// `and`, `or`, `but`, `nor`.
    And,
    /// A comma.
    Comma,
    /// `who`, `which`, `that`, `where`, `whose`.
    Relative,
    /// `because`, `while`, `after`, `that`.
    Subordinator,
    /// An adverb.
    Adverb,
    /// A quotation mark.
    Quote,
    /// A semicolon, colon, dash or parenthesis.
    Stop,
}

/// What stands before a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Article {
    /// Nothing, or nothing that tells.
    None,
    /// `a`, `an`, `another`, `one`.
    Indefinite,
    /// `the`, `this`, `those`, a possessor.
    Definite,
    /// `no`, `not one`, `neither`.
    Negative,
}

/// A noun group.
#[derive(Clone, Debug)]
pub(crate) struct NounGroup {
    /// What stands before it.
    pub(crate) article: Article,
    /// The number at its head.
    pub(crate) count: Option<Count>,
    /// The possessor's tokens: `Russia` of `Russia's buildup`, `its` of `its troops`.
    pub(crate) possessor: Option<Range<usize>>,
    /// The last noun's tokens.
    pub(crate) head: Range<usize>,
    /// It is a pronoun.
    pub(crate) pronoun: bool,
}

/// A verb group.
#[derive(Clone, Debug)]
pub(crate) struct VerbGroup {
    /// The verb that tells what is done.
    pub(crate) main: VerbWord,
    /// The verbs before it, outermost first: `plans`, `begun`, `ordered`.
    pub(crate) chain: Vec<VerbWord>,
    /// `will`, `could`.
    pub(crate) modal: Option<Modal>,
    /// `not`, `never`.
    pub(crate) negated: bool,
    /// It has an auxiliary or a form that shows its tense.
    pub(crate) finite: Finite,
    /// `is sent`, `been sent`.
    pub(crate) passive: bool,
    /// `has sent`.
    pub(crate) perfect: bool,
    /// `is sending`.
    pub(crate) progressive: bool,
    /// The outermost verb is in the past.
    pub(crate) past: bool,
    /// It begins with `to`.
    pub(crate) infinitive: bool,
}

/// How sure it is that a verb group heads a clause of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finite {
    /// It does: it has an auxiliary, or a form that nothing else has.
    Yes,
    /// A past or a participle: `troops deployed`.
    Perhaps,
    /// It does not: a gerund or an infinitive.
    No,
}

/// A verb of a group.
#[derive(Clone, Debug)]
pub(crate) struct VerbWord {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The verb; absent for `be` and `have` as main verbs, and for unknown ones.
    pub(crate) verb: Option<&'static Verb>,
    /// Its form.
    pub(crate) form: VerbForm,
    /// `be` or `have` as a main verb, or an unknown word's own form.
    pub(crate) plain: Plain,
}

/// Main verbs that no data file lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plain {
    /// A verb of the data files.
    Listed,
    /// `be`
    Be,
    /// `have`
    Have,
    /// `do`
    Do,
    /// Anything else.
    Unknown,
}

/// Modal verbs by what they tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Modal {
    /// `will`, `shall`
    Will,
    /// `would`
    Would,
    /// `may`, `might`, `could`, `can`
    May,
    /// `should`, `must`, `ought to`
    Should,
}

impl VerbWord {
    /// Whether the verb can tell this.
    pub(crate) fn is(&self, class: VerbClass) -> bool {
        self.verb.is_some_and(|verb| verb.is(class))
    }

    /// The base form with its particle; empty for a verb of no list.
    pub(crate) fn lemma(&self) -> &'static str {
        match self.plain {
            Plain::Be => "be",
            Plain::Have => "have",
            Plain::Do => "do",
            Plain::Unknown => "",
            Plain::Listed => self.verb.map_or("", |verb| verb.lemma.as_str()),
        }
    }
}

impl Chunk {
    /// The noun group, if it is one.
    pub(crate) fn noun(&self) -> Option<&NounGroup> {
        match &self.kind {
            ChunkKind::Noun(group) => Some(group),
            _ => None,
        }
    }

    /// The verb group, if it is one.
    pub(crate) fn verb(&self) -> Option<&VerbGroup> {
        match &self.kind {
            ChunkKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    /// The expression of time, if it is one.
    pub(crate) fn time(&self) -> Option<&TimeExpression> {
        match &self.kind {
            ChunkKind::Time(time) => Some(time),
            _ => None,
        }
    }

    /// Whether it is a preposition.
    pub(crate) fn is_preposition(&self) -> bool {
        matches!(self.kind, ChunkKind::Preposition)
    }
}

impl NounGroup {
    /// Whether it says `no`, `none`.
    pub(crate) fn negative(&self) -> bool {
        self.article == Article::Negative
    }
}
