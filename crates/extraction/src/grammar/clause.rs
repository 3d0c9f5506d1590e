//! Clauses: for each verb its subject and what follows it, inside one clause.
//!
//! Works on the spine of a sentence: its chunks without adverbs, quotation marks and attributions
//! (`, the ministry said on Monday,`).

#![allow(clippy::match_same_arms)] // tables, read row by row

use std::ops::Range;

use crate::document::{Document, Known};
use crate::gazetteer::{Entry, VerbClass};

use super::chunk::{Chunk, ChunkKind, Finite, VerbGroup};

/// A sentence ready for rules.
#[derive(Debug)]
pub(crate) struct Spine<'c> {
    /// The chunks that count, in order.
    pub(crate) chunks: Vec<&'c Chunk>,
}

/// The subject of a verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Subject {
    /// The heads of the joined noun phrases; empty when there is none.
    pub(crate) heads: Vec<usize>,
    /// The verb stands in a relative or participial clause on the noun before it.
    pub(crate) relative: bool,
    /// The verb whose auxiliaries and subject this verb shares (`is sending ... and shifting`).
    pub(crate) shared_with: Option<usize>,
}

/// A piece after a verb or an action noun, inside its clause. Positions are those of the spine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// A noun phrase: its head.
    Noun(usize),
    /// A preposition, or two joined (`in and near`), with the joined nouns after it.
    Phrase {
        prepositions: Vec<usize>,
        nouns: Vec<usize>,
        nested: bool,
    },
    /// An expression of time.
    Time(usize),
    /// `and`, `or`.
    And,
    /// A comma or a dash.
    Comma,
}

impl<'c> Spine<'c> {
    /// The spine of some chunks; `skipped` are runs of tokens left out.
    pub(crate) fn of(chunks: &'c [Chunk], skipped: &[Range<usize>]) -> Self {
        let kept = chunks.iter().filter(|chunk| {
            let out = skipped
                .iter()
                .any(|span| span.start <= chunk.tokens.start && chunk.tokens.end <= span.end);
            !out && !matches!(chunk.kind, ChunkKind::Adverb | ChunkKind::Quote)
        });
        let mut chunks: Vec<&Chunk> = Vec::new();
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
        Self { chunks }
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

    /// The subject of the verb at a position.
    pub(crate) fn subject(&self, doc: &Document<'_>, verb: usize) -> Subject {
        let Some(group) = self.verb(verb) else {
            return Subject::default();
        };
        let mut at = verb;
        loop {
            let Some(before) = at.checked_sub(1) else {
                return self.main_subject(doc, verb);
            };
            match &self.chunks[before].kind {
                ChunkKind::Time(_) => at = before,
                ChunkKind::Relative => {
                    return Subject {
                        heads: self.antecedent(doc, before),
                        relative: true,
                        shared_with: None,
                    };
                }
                ChunkKind::And => return self.shared_subject(doc, verb),
                ChunkKind::Comma | ChunkKind::Stop if group.finite != Finite::No => {
                    match self.before_parenthesis(doc, before) {
                        Some(noun) => at = noun + 1,
                        None => return self.shared_subject(doc, verb),
                    }
                }
                ChunkKind::Noun(_) => {
                    let heads = self.heads_before(doc, before);
                    let participle = at == verb && group.finite != Finite::Yes && !group.infinitive;
                    let relative =
                        participle && (group.finite == Finite::No || self.goes_on_finite(verb));
                    return Subject {
                        heads,
                        relative,
                        shared_with: None,
                    };
                }
                ChunkKind::Preposition if self.accused(verb).is_some() => {
                    return Subject {
                        heads: self.accused(verb).into_iter().collect(),
                        relative: false,
                        shared_with: None,
                    };
                }
                _ => return self.main_subject(doc, verb),
            }
        }
    }

    /// Whether a finite verb follows that needs this verb's noun as its subject: `troops promised to
    /// Poland have arrived`.
    fn goes_on_finite(&self, verb: usize) -> bool {
        let mut at = verb + 1;
        let mut needs_subject = true;
        while let Some(chunk) = self.get(at) {
            match &chunk.kind {
                ChunkKind::Verb(group) if group.finite == Finite::Yes && needs_subject => {
                    return true;
                }
                ChunkKind::Verb(_)
                | ChunkKind::Comma
                | ChunkKind::Stop
                | ChunkKind::Relative
                | ChunkKind::Subordinator
                | ChunkKind::And => return false,
                ChunkKind::Noun(_) => needs_subject = self.is_preposition(at - 1),
                _ => {}
            }
            at += 1;
        }
        false
    }

    /// The noun that a relative word stands for: the head before it, over its own phrases.
    fn antecedent(&self, doc: &Document<'_>, relative: usize) -> Vec<usize> {
        let Some(mut at) = relative.checked_sub(1) else {
            return Vec::new();
        };
        // `of whom`, `in which`, `from where`
        if self.is_preposition(at) {
            let Some(before) = at.checked_sub(1) else {
                return Vec::new();
            };
            at = before;
        }
        if self.is_comma(doc, at) {
            let Some(before) = at.checked_sub(1) else {
                return Vec::new();
            };
            at = before;
        }
        if !self.is_noun(at) {
            return Vec::new();
        }
        // The nearest noun, but over `of`: `soldiers of the 82nd who`.
        while at >= 2
            && self.is_preposition(at - 1)
            && doc.word(self.chunks[at - 1].tokens.start) == "of"
            && self.is_noun(at - 2)
        {
            at -= 2;
        }
        vec![at]
    }

    /// The noun before the comma that opens the parenthesis closed by this one.
    fn before_parenthesis(&self, doc: &Document<'_>, close: usize) -> Option<usize> {
        let opens = |at: &usize| {
            let modifier = matches!(
                self.get(at + 1).map(|chunk| &chunk.kind),
                Some(ChunkKind::Relative)
            ) || self
                .verb(at + 1)
                .is_some_and(|verb| verb.finite != Finite::Yes);
            self.is_comma(doc, *at) && self.is_noun(at - 1) && modifier
        };
        let nearest = (1..close).rev().find(|at| self.is_comma(doc, *at))?;
        let modified = (1..close).rev().find(opens).filter(|open| {
            let finite = (*open + 2..close)
                .any(|at| self.verb(at).is_some_and(|verb| verb.finite == Finite::Yes));
            finite == self.is_relative(open + 1)
        });
        let open = modified.unwrap_or(nearest);
        let inside = &self.chunks[open + 1].kind;
        let fits = matches!(
            inside,
            ChunkKind::Relative | ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::Verb(_)
        );
        (fits && self.is_noun(open - 1)).then_some(open - 1)
    }

    /// The heads of the joined noun phrases that end with a noun.
    fn heads_before(&self, doc: &Document<'_>, last: usize) -> Vec<usize> {
        let mut heads = Vec::new();
        let mut at = last;
        let (mut joined, mut loosely) = (false, false);
        let mut lone = None;
        loop {
            at = self.head_over_phrases(doc, at);
            heads.push(at);
            lone.get_or_insert(at);
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            let list = self.is_and(before) || joined && self.is_comma(doc, before);
            if list && before > 0 && self.is_noun(before - 1) {
                joined = true;
                at = before - 1;
            } else if list
                && before > 1
                && self.is_comma(doc, before - 1)
                && self.is_noun(before - 2)
            {
                joined = true;
                loosely = true;
                at = before - 2;
            } else {
                // A list whose first member belongs to another verb or preposition is none.
                let mut outer = before;
                while outer > 0 && matches!(self.chunks[outer].kind, ChunkKind::Time(_)) {
                    outer -= 1;
                }
                let foreign = self.get(outer).is_some_and(|chunk| match &chunk.kind {
                    ChunkKind::Preposition => true,
                    ChunkKind::Verb(group) => {
                        loosely
                            || !group.main.is(VerbClass::Saying)
                                && !group.main.is(VerbClass::Considering)
                    }
                    _ => false,
                });
                if foreign && heads.len() > 1 {
                    return lone.into_iter().collect();
                }
                break;
            }
        }
        heads.reverse();
        heads
    }

    /// From a noun back over the prepositions, participles and relatives that hang on an earlier one.
    fn head_over_phrases(&self, doc: &Document<'_>, last: usize) -> usize {
        let mut at = last;
        loop {
            let mut before = at;
            while before > 0 && matches!(self.chunks[before - 1].kind, ChunkKind::Time(_)) {
                before -= 1;
            }
            let Some(link) = before.checked_sub(1) else {
                return at;
            };
            let adverbial = self.chunks[at].noun().is_some_and(|noun| noun.pronoun)
                && matches!(doc.word(self.chunks[at].tokens.start), "there" | "here");
            match &self.chunks[link].kind {
                ChunkKind::Noun(_) if adverbial => at = link,
                ChunkKind::Preposition => {
                    let mut owner = link;
                    while owner > 0 && matches!(self.chunks[owner - 1].kind, ChunkKind::Time(_)) {
                        owner -= 1;
                    }
                    let Some(owner) = owner.checked_sub(1) else {
                        return at;
                    };
                    match &self.chunks[owner].kind {
                        ChunkKind::Noun(_) => at = owner,
                        ChunkKind::Verb(_) => match self.noun_of_modifier(doc, owner) {
                            Some(noun) => at = noun,
                            None => return at,
                        },
                        _ => return at,
                    }
                }
                // A participle with an object is none: `said the troops would`.
                ChunkKind::Verb(group) if group.finite == Finite::Perhaps => return at,
                ChunkKind::Verb(_) => match self.noun_of_modifier(doc, link) {
                    Some(noun) => at = noun,
                    None => return at,
                },
                _ => return at,
            }
        }
    }

    /// The noun that a verb modifies, when it stands in a relative or participial clause on it.
    fn noun_of_modifier(&self, doc: &Document<'_>, verb: usize) -> Option<usize> {
        let group = self.verb(verb)?;
        let before = verb.checked_sub(1)?;
        if self.is_relative(before) {
            return self.antecedent(doc, before).first().copied();
        }
        (group.finite != Finite::Yes && !group.infinitive && self.is_noun(before)).then_some(before)
    }

    /// The subject that a verb shares with an earlier one, and that one's auxiliaries.
    fn shared_subject(&self, doc: &Document<'_>, verb: usize) -> Subject {
        let group = self.verb(verb).expect("asked of a verb only");
        let fits = |other: &VerbGroup| {
            if group.infinitive {
                other.infinitive || other.finite == Finite::Yes
            } else if group.finite == Finite::No {
                other.progressive || other.finite == Finite::Yes
            } else {
                other.finite != Finite::No
            }
        };
        let earlier = (0..verb).rev().find(|at| {
            self.verb(*at)
                .is_some_and(|other| fits(other) && !self.is_closed_off(doc, *at, verb))
        });
        match earlier {
            Some(earlier) => {
                let mut subject = self.subject(doc, earlier);
                subject.shared_with = Some(earlier);
                subject
            }
            None => Subject::default(),
        }
    }

    /// Whether an earlier verb stands in a relative clause that has ended before a later verb.
    fn is_closed_off(&self, doc: &Document<'_>, earlier: usize, later: usize) -> bool {
        let relative = earlier > 0 && self.is_relative(earlier - 1);
        relative && (earlier..later).any(|at| self.is_comma(doc, at))
    }

    /// Of `accused Belgrade of massing` the noun before the preposition.
    fn accused(&self, verb: usize) -> Option<usize> {
        let noun = verb.checked_sub(2)?;
        let accuser = noun.checked_sub(1)?;
        let accuses = self.verb(accuser)?.main.lemma();
        (self.is_preposition(verb - 1)
            && self.is_noun(noun)
            && matches!(accuses, "accuse" | "suspect" | "stop" | "prevent" | "keep"))
        .then_some(noun)
    }

    /// The subject of the sentence's main verb, for participles and infinitives that hang on it.
    fn main_subject(&self, doc: &Document<'_>, verb: usize) -> Subject {
        let earlier = (0..verb).rev().find(|at| {
            self.verb(*at)
                .is_some_and(|other| other.finite != Finite::No)
        });
        earlier.map_or_else(Subject::default, |earlier| Subject {
            shared_with: None,
            ..self.subject(doc, earlier)
        })
    }

    /// Whether a noun begins a clause of its own: a finite verb follows it.
    pub(crate) fn heads_clause(&self, noun: usize) -> bool {
        let mut at = noun + 1;
        let mut perhaps = false;
        while let Some(chunk) = self.get(at) {
            match &chunk.kind {
                ChunkKind::Verb(group) => match group.finite {
                    Finite::Yes => return true,
                    Finite::Perhaps => {
                        perhaps = true;
                        at += 1;
                        continue;
                    }
                    Finite::No => return perhaps,
                },
                ChunkKind::Time(_) => {}
                ChunkKind::Preposition if self.is_noun(at + 1) => at += 1,
                ChunkKind::And if self.is_noun(at + 1) => at += 1,
                _ => break,
            }
            at += 1;
        }
        perhaps
    }

    /// What follows a verb or an action noun inside its clause.
    pub(crate) fn arguments(&self, doc: &Document<'_>, trigger: usize) -> Vec<Argument> {
        let mut out = Vec::new();
        let mut nested = false;
        // Of an action noun that is a subject, all up to its verb is its own.
        let own_verb = if self.verb(trigger).is_some() {
            0
        } else {
            (trigger + 1..self.chunks.len())
                .find(|at| {
                    self.verb(*at).is_some_and(|verb| verb.finite != Finite::No)
                        && self.subject(doc, *at).heads.contains(&trigger)
                })
                .unwrap_or(0)
        };
        let mut at = trigger + 1;
        while let Some(chunk) = self.get(at) {
            match &chunk.kind {
                ChunkKind::Noun(_) => {
                    let after_break = matches!(out.last(), Some(Argument::Comma | Argument::And));
                    let clause = self
                        .verb(at + 1)
                        .is_some_and(|verb| verb.finite == Finite::Yes);
                    if (after_break || clause)
                        && at >= own_verb
                        && self.heads_clause(at)
                        && !self.is_saying(trigger)
                    {
                        break;
                    }
                    if after_break {
                        nested = false;
                    }
                    out.push(Argument::Noun(at));
                    at = self.over_of(doc, at);
                }
                ChunkKind::Time(_) => {
                    out.push(Argument::Time(at));
                    at += 1;
                }
                ChunkKind::Preposition => match self.phrase(doc, at, nested) {
                    Some((phrase, end)) => {
                        out.push(phrase);
                        at = end;
                    }
                    None if self.verb(at + 1).is_some() => break,
                    None => at += 1,
                },
                ChunkKind::And => {
                    if !self.is_noun(at + 1)
                        && !self.is_preposition(at + 1)
                        && !matches!(self.get(at + 1).map(|c| &c.kind), Some(ChunkKind::Time(_)))
                    {
                        break;
                    }
                    out.push(Argument::And);
                    at += 1;
                }
                ChunkKind::Comma | ChunkKind::Stop if self.is_comma(doc, at) => {
                    match self.after_comma(doc, at) {
                        Some(next) => {
                            out.push(Argument::Comma);
                            at = next;
                        }
                        None => break,
                    }
                }
                ChunkKind::Verb(group)
                    if group.finite != Finite::Yes
                        && !group.infinitive
                        && matches!(
                            out.last(),
                            Some(Argument::Noun(_) | Argument::Phrase { .. })
                        )
                        && at > 0
                        && self.is_noun(at - 1) =>
                {
                    nested = true;
                    at += 1;
                }
                _ => break,
            }
        }
        while matches!(out.last(), Some(Argument::Comma | Argument::And)) {
            out.pop();
        }
        out
    }

    fn is_saying(&self, at: usize) -> bool {
        self.verb(at)
            .is_some_and(|verb| verb.main.is(VerbClass::Saying))
    }

    /// Where a clause goes on after a comma, if it does: not before another clause; after a relative.
    fn after_comma(&self, doc: &Document<'_>, comma: usize) -> Option<usize> {
        let next = comma + 1;
        if self.get(next).is_some_and(|chunk| {
            matches!(
                doc.word(chunk.tokens.start),
                "up" | "down" | "compared" | "against"
            )
        }) {
            return None;
        }
        match &self.get(next)?.kind {
            ChunkKind::Relative => {
                let close = (next..self.chunks.len()).find(|at| self.is_comma(doc, *at))?;
                self.after_comma(doc, close)
            }
            ChunkKind::Noun(_) if self.heads_clause(next) => None,
            ChunkKind::Noun(_) | ChunkKind::Time(_) => Some(next),
            ChunkKind::Verb(group)
                if group.finite == Finite::Perhaps
                    && COMPANY.contains(&group.main.lemma())
                    && self.is_preposition(next + 1) =>
            {
                Some(next + 1)
            }
            ChunkKind::Preposition => self.verb(next + 1).is_none().then_some(next),
            ChunkKind::And => {
                let goes_on = self.is_noun(next + 1) && !self.heads_clause(next + 1)
                    || self.is_preposition(next + 1);
                goes_on.then_some(next)
            }
            _ => None,
        }
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

    /// A preposition with its joined nouns.
    fn phrase(&self, doc: &Document<'_>, start: usize, nested: bool) -> Option<(Argument, usize)> {
        let mut prepositions = vec![start];
        let mut at = start + 1;
        while self.is_and(at) && self.is_preposition(at + 1) || self.is_preposition(at) {
            let next = if self.is_and(at) { at + 1 } else { at };
            // `over from`, `up to`: the last tells.
            if next == at {
                prepositions.clear();
            }
            prepositions.push(next);
            at = next + 1;
        }
        if !self.is_noun(at) {
            return None;
        }
        let mut nouns = vec![at];
        let first = at;
        at = self.over_of(doc, at);
        if !self.place_like(doc, first)
            && !self
                .of_nouns(doc, first)
                .iter()
                .any(|noun| self.place_like(doc, *noun))
        {
            return Some((
                Argument::Phrase {
                    prepositions,
                    nouns,
                    nested,
                },
                at,
            ));
        }
        loop {
            let comma = self.is_comma(doc, at);
            if self
                .get(at)
                .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Stop))
            {
                break;
            }
            let mut next = at;
            while self.is_comma(doc, next) || self.is_and(next) {
                next += 1;
            }
            let listed = next > at
                && next - at <= 2
                && self.is_noun(next)
                && self.place_like(doc, next)
                && !self.is_counted(next + 1)
                && (!self.heads_clause(next) || self.list_goes_on(doc, next));
            let clause_after = next - at == 2 && self.heads_clause(next);
            if clause_after || !listed || comma && next - at == 1 && !self.list_goes_on(doc, next) {
                break;
            }
            nouns.push(next);
            at = self.over_of(doc, next);
        }
        Some((
            Argument::Phrase {
                prepositions,
                nouns,
                nested,
            },
            at,
        ))
    }

    /// Whether `A, B` goes on to an `and`, so that B is a member of a list and no apposition.
    fn list_goes_on(&self, doc: &Document<'_>, from: usize) -> bool {
        let mut at = from;
        while self.is_noun(at) && self.place_like(doc, at) {
            at = self.over_of(doc, at);
            if self.is_and(at) || self.is_comma(doc, at) && self.is_and(at + 1) {
                return true;
            }
            if !self.is_comma(doc, at) {
                return false;
            }
            at += 1;
        }
        false
    }

    fn is_counted(&self, at: usize) -> bool {
        self.get(at)
            .and_then(|chunk| chunk.noun())
            .is_some_and(|noun| noun.count.is_some() || noun.article == super::Article::Indefinite)
    }

    /// Whether a noun group names a place, by name or by a noun such as `border`.
    pub(crate) fn place_like(&self, doc: &Document<'_>, at: usize) -> bool {
        let Some(noun) = self.get(at).and_then(|chunk| chunk.noun()) else {
            return false;
        };
        let named = doc.mark(noun.head.start).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))
            )
        });
        let word = doc.word(noun.head.end - 1);
        named && noun.count.is_none() || is_place_noun(word)
    }
}

/// Participles after which `by` and `with` name what goes along.
pub(crate) const COMPANY: &[&str] = &[
    "back",
    "support",
    "accompany",
    "escort",
    "lead",
    "join",
    "follow",
];

/// Nouns that stand for a place beside a name.
pub(crate) fn is_place_noun(word: &str) -> bool {
    matches!(
        word,
        "border"
            | "borders"
            | "frontier"
            | "frontiers"
            | "coast"
            | "coasts"
            | "boundary"
            | "shore"
            | "shores"
            | "region"
            | "regions"
            | "territory"
            | "territories"
            | "country"
            | "countries"
            | "area"
            | "areas"
            | "base"
            | "bases"
            | "airport"
            | "port"
            | "airfield"
            | "airfields"
            | "sea"
            | "strait"
            | "waters"
            | "island"
            | "islands"
            | "flank"
            | "soil"
            | "line"
            | "zone"
            | "province"
            | "provinces"
            | "capital"
            | "city"
            | "town"
            | "garrison"
            | "members"
            | "part"
            | "parts"
            | "side"
            | "neighbour"
            | "neighbor"
            | "neighbours"
            | "neighbors"
            | "nation"
            | "states"
            | "airspace"
            | "peninsula"
            | "districts"
            | "north"
            | "south"
            | "east"
            | "west"
            | "gulf"
            | "ranges"
            | "barracks"
            | "republic"
            | "ground"
            | "banks"
            | "bank"
            | "south-east"
            | "south-west"
            | "north-east"
            | "north-west"
    )
}
