//! What follows a verb or an action noun inside its clause.

use crate::document::Document;
use crate::gazetteer::VerbClass;

use super::super::chunk::{Article, ChunkKind, Finite};
use super::Spine;

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

impl Spine<'_> {
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
                    // `500 will go home, 270 of whom are back`
                    let of_whom = after_break
                        && self.is_preposition(at + 1)
                        && self.is_relative(at + 2)
                        && doc.word(self.chunks[at + 1].tokens.start) == "of";
                    // `the departure of 250 soldiers, and the handover of equipment to the army`
                    let another_deed = after_break
                        && self.verb(trigger).is_none()
                        && self.chunks[at].noun().is_some_and(|noun| {
                            noun.article == Article::Definite
                                && crate::gazetteer::action(doc.word(noun.head.end - 1)).is_some()
                        });
                    if of_whom || another_deed {
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
                // `Uruguay, 680; Argentina, 450 and Chile, 470`
                ChunkKind::And
                    if matches!(out.last(), Some(Argument::Noun(_)))
                        && self.is_gapped(doc, at + 1) =>
                {
                    out.extend([
                        Argument::Comma,
                        Argument::Noun(at + 1),
                        Argument::Noun(at + 3),
                    ]);
                    at += 4;
                }
                ChunkKind::And => {
                    if !self.is_noun(at + 1)
                        && !self.is_preposition(at + 1)
                        && !matches!(self.get(at + 1).map(|c| &c.kind), Some(ChunkKind::Time(_)))
                        || self.opens_clause(doc, at + 1)
                    {
                        break;
                    }
                    out.push(Argument::And);
                    at += 1;
                }
                // `Greece promised 700 troops; Turkey, 500; Romania, 400`
                ChunkKind::Comma | ChunkKind::Stop
                    if !out.is_empty() && self.is_gapped(doc, at + 1) =>
                {
                    out.extend([
                        Argument::Comma,
                        Argument::Noun(at + 1),
                        Argument::Noun(at + 3),
                    ]);
                    at += 4;
                }
                // `its troops, which were massed on the border, to Ukraine`
                ChunkKind::Comma
                    if trigger > 1
                        && self.is_relative(trigger - 1)
                        && self.is_comma(doc, trigger - 2)
                        && self.is_preposition(at + 1) =>
                {
                    break;
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
                // `soldiers armed with tanks`: what they bring.
                ChunkKind::Verb(group)
                    if matches!(group.main.lemma(), "arm" | "equip")
                        && group.finite == Finite::Perhaps
                        && self.is_noun(at - 1)
                        && self.is_preposition(at + 1)
                        && self.is_noun(at + 2) =>
                {
                    at = self.over_of(doc, at + 2);
                    while self.is_and(at) && self.is_noun(at + 1) && !self.is_counted(at + 1) {
                        at = self.over_of(doc, at + 1);
                    }
                }
                // `with Italy expected to contribute 3,000 soldiers, France 2,000`
                ChunkKind::Verb(group) if !group.chain.is_empty() && self.is_noun(at + 1) => break,
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
                    // `helicopters in Erbil ferrying troops and equipment`: what else they do.
                    let busy = group.main.form == crate::gazetteer::VerbForm::Gerund;
                    while busy && self.is_uncounted(at) {
                        at = self.over_of(doc, at);
                        at += usize::from(self.is_and(at) && self.is_uncounted(at + 1));
                    }
                }
                _ => match self.including_later(doc, at) {
                    Some(list) if !out.is_empty() => {
                        out.push(Argument::Comma);
                        nested = false;
                        at = list;
                    }
                    _ => break,
                },
            }
        }
        while matches!(out.last(), Some(Argument::Comma | Argument::And)) {
            out.pop();
        }
        out
    }

    /// `and in Georgia there are 3,000`: a phrase, and then the subject of another verb.
    fn opens_clause(&self, doc: &Document<'_>, phrase: usize) -> bool {
        let after = phrase + 2 + usize::from(self.is_comma(doc, phrase + 2));
        self.is_preposition(phrase)
            && self.is_noun(phrase + 1)
            && self.is_noun(after)
            && self
                .verb(after + 1)
                .is_some_and(|verb| verb.finite == Finite::Yes)
    }

    /// `will send more forces to the Gulf to deter Iran, including two batteries`: where the list of what
    /// is sent goes on after its purpose.
    fn including_later(&self, doc: &Document<'_>, purpose: usize) -> Option<usize> {
        if !self.verb(purpose)?.infinitive {
            return None;
        }
        let comma = (purpose + 1..self.chunks.len())
            .take_while(|at| {
                let stands_alone = match &self.chunks[*at].kind {
                    ChunkKind::Verb(group) => group.finite != Finite::No,
                    ChunkKind::Stop | ChunkKind::Relative | ChunkKind::Subordinator => true,
                    _ => false,
                };
                let forces = self.terms.get(*at).is_some_and(Option::is_some);
                !stands_alone && !forces
            })
            .find(|at| {
                self.is_comma(doc, *at)
                    && self.is_preposition(at + 1)
                    && doc.word(self.chunks[at + 1].tokens.start) == "including"
            })?;
        Some(comma + 1)
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
            // `120 soldiers, equipped with heavy weapons, to the outskirts of Mosul`
            ChunkKind::Verb(group)
                if group.finite == Finite::Perhaps && self.is_preposition(next + 1) =>
            {
                let close = (next..self.chunks.len()).find(|at| self.is_comma(doc, *at))?;
                self.is_preposition(close + 1)
                    .then(|| self.after_comma(doc, close))?
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

    /// Whether somebody, a comma and a bare number stand at a position: `Turkey, 500`.
    fn is_gapped(&self, doc: &Document<'_>, at: usize) -> bool {
        let number = self.get(at + 3).is_none_or(|chunk| {
            matches!(
                chunk.kind,
                ChunkKind::Stop | ChunkKind::Comma | ChunkKind::And
            )
        });
        let bare = self.get(at + 2).and_then(|chunk| {
            let count = chunk.noun()?.count.as_ref()?;
            (count.tokens.end == chunk.tokens.end).then_some(())
        });
        let name = self
            .get(at)
            .and_then(|chunk| chunk.noun())
            .is_some_and(|noun| noun.count.is_none() && doc.tokens[noun.head.start].capital);
        number && bare.is_some() && name && self.is_comma(doc, at + 1)
    }

    fn is_uncounted(&self, at: usize) -> bool {
        self.get(at)
            .and_then(|chunk| chunk.noun())
            .is_some_and(|noun| noun.count.is_none() && noun.article != Article::Indefinite)
    }

    fn is_counted(&self, at: usize) -> bool {
        self.get(at)
            .and_then(|chunk| chunk.noun())
            .is_some_and(|noun| noun.count.is_some() || noun.article == Article::Indefinite)
    }
}
