//! The subject of a verb.

use crate::document::{Document, Known};
use crate::gazetteer::VerbClass;

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
                        && self.chunks[before]
                            .noun()
                            .is_some_and(|noun| noun.possessor.is_some());
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

    /// Whether a participle is told of the object before it: `has 28,500 troops stationed in`, `with
    /// 150,000 troops massed near`. Such a noun is no subject of what follows.
    fn is_object_participle(&self, doc: &Document<'_>, verb: usize) -> bool {
        let participle = self
            .verb(verb)
            .is_some_and(|group| group.finite != Finite::Yes && !group.infinitive);
        let Some(before) = verb.checked_sub(2).filter(|_| participle) else {
            return false;
        };
        match &self.chunks[before].kind {
            ChunkKind::Verb(group) => {
                matches!(
                    group.main.lemma(),
                    "have" | "keep" | "maintain" | "retain" | "get" | "host" | "see"
                ) || group.finite == Finite::Yes && !group.passive && self.is_now(doc, verb)
            }
            ChunkKind::Preposition => {
                let alone = before == 0
                    || !matches!(
                        self.chunks[before - 1].kind,
                        ChunkKind::Noun(_) | ChunkKind::Verb(_)
                    );
                alone && doc.word(self.chunks[before].tokens.start) == "with"
                    || self.is_now(doc, verb)
            }
            _ => false,
        }
    }

    /// `would join the 8,400 troops now deployed in`
    fn is_now(&self, doc: &Document<'_>, verb: usize) -> bool {
        let start = self.chunks[verb].tokens.start;
        let inside = self.chunks[verb]
            .tokens
            .clone()
            .any(|at| is_now(doc.word(at)));
        inside || start > 0 && is_now(doc.word(start - 1))
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
        (fits && self.is_noun(open - 1)).then_some(open - 1)
    }

    /// The heads of the joined noun phrases that end with a noun.
    fn heads_before(&self, doc: &Document<'_>, last: usize) -> Vec<usize> {
        let mut heads: Vec<usize> = Vec::new();
        // Those after the last comma, before which another phrase or clause may end.
        let mut sure: Option<Vec<usize>> = None;
        let (mut lone, mut outer) = (None, None);
        let mut inside = false;
        let mut at = last;
        loop {
            let member = at;
            at = self.head_over_phrases(doc, at);
            if heads
                .last()
                .is_some_and(|beside| self.is_inside_phrase(doc, member, at, *beside))
            {
                // What was joined so far, should the phrase belong to another clause.
                (outer, sure, inside) = (Some(std::mem::take(&mut heads)), None, true);
            }
            heads.push(at);
            lone.get_or_insert(at);
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            let but = doc.word(self.chunks[before].tokens.start) == "but";
            let joined = heads.len() > 1 || inside;
            let comma = joined && self.is_comma(doc, before);
            let and = self.is_and(before) && !but;
            if (and || comma) && before > 0 && self.is_noun(before - 1) {
                if comma {
                    sure.get_or_insert_with(|| heads.clone());
                }
                at = before - 1;
            } else if (and || comma)
                && before > 1
                && self.is_comma(doc, before - 1)
                && self.is_noun(before - 2)
            {
                sure.get_or_insert_with(|| heads.clone());
                at = before - 2;
            } else {
                // A list whose first member belongs to another verb or preposition is none.
                if self.is_led(doc, before, sure.is_some()) && (inside || joined) {
                    let outer = outer.filter(|_| heads.len() == 1);
                    heads = outer.or(sure).unwrap_or_else(|| lone.into_iter().collect());
                }
                break;
            }
        }
        heads.reverse();
        heads
    }

    /// Whether a preposition or a verb stands before a noun phrase, over times, and governs it.
    fn is_led(&self, doc: &Document<'_>, before: usize, loose: bool) -> bool {
        let mut outer = before;
        while outer > 0 && matches!(self.chunks[outer].kind, ChunkKind::Time(_)) {
            outer -= 1;
        }
        match &self.chunks[outer].kind {
            ChunkKind::Preposition => true,
            // `after Jordan, troops from Ghana and Nepal will leave`
            ChunkKind::Subordinator => {
                loose
                    && matches!(
                        doc.word(self.chunks[outer].tokens.start),
                        "after" | "before" | "since" | "until"
                    )
            }
            ChunkKind::Verb(group) => {
                loose || !group.main.is(VerbClass::Saying) && !group.main.is(VerbClass::Considering)
            }
            _ => false,
        }
    }

    /// `troops from Kenya and Ghana`, `soldiers armed with rifles and grenades`: whether what is joined
    /// to a member of a phrase is in the phrase with it, and no subject beside its head.
    fn is_inside_phrase(
        &self,
        doc: &Document<'_>,
        member: usize,
        head: usize,
        beside: usize,
    ) -> bool {
        if head == member {
            return false;
        }
        // `a ship carrying 180 soldiers and 90 vehicles`
        if self
            .verb(member - 1)
            .is_some_and(|verb| verb.finite == Finite::No && !verb.infinitive)
        {
            return true;
        }
        if !self.is_preposition(member - 1) {
            return false;
        }
        let of = doc.word(self.chunks[member - 1].tokens.start) == "of";
        let (first, second) = (self.place_like(doc, member), self.place_like(doc, beside));
        let counted = |at: usize| {
            self.chunks[at]
                .noun()
                .is_some_and(|noun| noun.count.is_some())
        };
        let whose = |at: usize| doc.word(self.chunks[at].tokens.start) == "its";
        if first && second {
            return counted(member) == counted(beside);
        }
        !first && !second && !of && !counted(beside) && !whose(beside)
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
                        ChunkKind::Verb(_) => match self
                            .noun_of_modifier(doc, owner)
                            .or_else(|| self.noun_with_purpose(doc, owner))
                        {
                            Some(noun) => at = noun,
                            None => return at,
                        },
                        _ => return at,
                    }
                }
                // A participle with an object is none: `said the troops would`.
                ChunkKind::Verb(group) if group.finite == Finite::Perhaps => return at,
                ChunkKind::Verb(_) => match self
                    .noun_of_modifier(doc, link)
                    .or_else(|| self.noun_with_purpose(doc, link))
                {
                    Some(noun) => at = noun,
                    None => return at,
                },
                _ => return at,
            }
        }
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

fn is_now(word: &str) -> bool {
    matches!(
        word,
        "now" | "already" | "currently" | "still" | "presently"
    )
}
