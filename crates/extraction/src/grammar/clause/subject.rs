//! The subject of a verb.

use crate::document::{Document, Known};

use super::super::chunk::{ChunkKind, Finite, VerbGroup};
use super::Spine;

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

impl Spine<'_> {
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
                // `the carrier, currently operating in the Red Sea,`
                _ if before > 0
                    && group.finite == Finite::No
                    && !group.infinitive
                    && self.is_comma(doc, before)
                    && self.is_noun(before - 1)
                    && self.is_now(doc, verb) =>
                {
                    return Subject {
                        heads: vec![before - 1],
                        relative: true,
                        shared_with: None,
                    };
                }
                ChunkKind::Comma | ChunkKind::Stop if group.finite != Finite::No => {
                    if let Some(noun) = self.before_parenthesis(doc, before) {
                        at = noun + 1;
                        continue;
                    }
                    if at == verb && self.is_stationed_after_comma(doc, verb) {
                        return Subject {
                            heads: vec![before - 1],
                            relative: true,
                            shared_with: None,
                        };
                    }
                    let shared = self.shared_subject(doc, verb);
                    // `The contingent of 800 troops, is due`: a comma too many.
                    let stray = shared.heads.is_empty()
                        && group.finite == Finite::Yes
                        && before > 0
                        && self.is_noun(before - 1)
                        && self.is_comma(doc, before);
                    if !stray {
                        return shared;
                    }
                    at = before;
                }
                ChunkKind::Comma if group.finite == Finite::No && !group.infinitive => {
                    let subject = self.main_subject(doc, verb);
                    // `Five ships, currently patrolling in the Black Sea, will visit`
                    let aside = subject.heads.is_empty()
                        && before > 0
                        && self.is_noun(before - 1)
                        && (verb + 1..self.chunks.len()).any(|close| self.is_comma(doc, close));
                    return if aside {
                        Subject {
                            heads: self.heads_before(doc, before - 1),
                            relative: true,
                            shared_with: None,
                        }
                    } else {
                        subject
                    };
                }
                // `has been asked by Britain to send`
                ChunkKind::Noun(_)
                    if at == verb
                        && group.infinitive
                        && let Some(asked) = self.asked_by(doc, before) =>
                {
                    return Subject {
                        shared_with: None,
                        ..self.subject(doc, asked)
                    };
                }
                ChunkKind::Noun(_) => {
                    if at == verb && self.is_object_participle(doc, verb) {
                        return Subject {
                            heads: vec![before],
                            relative: true,
                            shared_with: None,
                        };
                    }
                    // `met leaders on Israel's proposal to withdraw`: whose the proposal is.
                    let own = at == verb
                        && group.infinitive
                        && self.chunks[before].noun().is_some_and(|noun| {
                            noun.possessor.is_some() || self.is_plan(doc, before)
                        });
                    let heads = if own || at == verb && self.is_bidden(doc, verb) {
                        vec![before]
                    } else {
                        self.heads_before(doc, before)
                    };
                    // `it wanted to`: no participle is said of a pronoun.
                    let pronoun = self.chunks[before].noun().is_some_and(|noun| {
                        noun.pronoun
                            && matches!(
                                doc.word(noun.head.start),
                                "it" | "he" | "she" | "they" | "we" | "i"
                            )
                    });
                    let participle = at == verb
                        && group.finite != Finite::Yes
                        && !group.infinitive
                        && !(pronoun && group.finite == Finite::Perhaps);
                    let relative =
                        participle && (group.finite == Finite::No || self.goes_on_finite(verb));
                    return Subject {
                        heads,
                        relative,
                        shared_with: None,
                    };
                }
                // `Troops returning home are to be sent to`
                ChunkKind::Verb(modifier)
                    if at == verb
                        && group.finite == Finite::Yes
                        && modifier.finite != Finite::Yes
                        && let Some(noun) = self
                            .noun_of_modifier(doc, before)
                            .or_else(|| self.noun_with_purpose(doc, before)) =>
                {
                    return Subject {
                        heads: self.heads_before(doc, noun),
                        relative: false,
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

    /// `called for Russia to remove`, `called on Paris to send`: who is to do what an infinitive tells.
    fn is_bidden(&self, doc: &Document<'_>, verb: usize) -> bool {
        let infinitive = self.verb(verb).is_some_and(|group| group.infinitive);
        let Some(preposition) = verb.checked_sub(2).filter(|_| infinitive) else {
            return false;
        };
        let named = doc
            .mark(self.chunks[verb - 1].tokens.end - 1)
            .is_some_and(|mark| matches!(mark.known, Known::Name(_) | Known::Force(..)));
        if !self.is_preposition(preposition) || !named {
            return false;
        }
        match doc.word(self.chunks[preposition].tokens.start) {
            "for" => true,
            "on" | "upon" => preposition
                .checked_sub(1)
                .and_then(|caller| self.verb(caller))
                .is_some_and(|caller| caller.main.lemma().starts_with("call")),
            _ => false,
        }
    }

    /// The noun before the comma that opens the parenthesis closed by this one.
    fn before_parenthesis(&self, doc: &Document<'_>, close: usize) -> Option<usize> {
        let opens = |at: &usize| {
            let modifier = matches!(
                self.get(at + 1).map(|chunk| &chunk.kind),
                Some(ChunkKind::Relative)
            ) || self
                .get(at + 1)
                .is_some_and(|chunk| doc.word(chunk.tokens.start) == "including")
                || self
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
        // `soldiers from the 2nd Brigade, Fort Hood, Texas, arrived`
        let listed = open >= 4
            && close == open + 2
            && self.is_comma(doc, open - 2)
            && self.is_noun(open - 3)
            && self.is_preposition(open - 4);
        let noun = if listed { open - 3 } else { open - 1 };
        (fits && self.is_noun(noun)).then_some(noun)
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
}
