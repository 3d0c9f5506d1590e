//! One clause as the rules see it: a verb or an action noun, its subject, and bundles of forces,
//! places and times. A bundle more than the first is an elided repetition: `four jets to Bulgaria
//! and three ships to the Black Sea`, `Chad 2,000`.

use std::ops::Range;

use events::{Actor, Place, Relation};

use crate::gazetteer::{Verb, VerbClass, VerbForm};
use crate::grammar::clause::{Argument, Spine, Subject};
use crate::grammar::{Article, ChunkKind, Finite, Plain, VerbGroup, VerbWord};
use crate::reading::{Reading, Role, Term};
use crate::time::TimeExpression;

/// Forces, places and times that belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bundle {
    /// The elided subject, where the bundle names its own.
    pub(crate) subject: Option<Actor>,
    /// The forces.
    pub(crate) terms: Vec<Term>,
    /// Where from.
    pub(crate) origin: Vec<Place>,
    /// Where to, or where.
    pub(crate) there: Vec<Place>,
    /// Whether a preposition of motion (`to`, `into`) named a place.
    pub(crate) directed: bool,
    /// The words of prepositions that named places.
    pub(crate) placed: bool,
    /// When.
    pub(crate) times: Vec<TimeExpression>,
    /// `by X`, in the passive.
    pub(crate) agent: Option<Actor>,
    /// Nouns that are neither forces, places nor times, with the preposition before them (empty for an
    /// object).
    pub(crate) others: Vec<(String, usize)>,
    /// Actors named as objects (`supplying Ukraine with`), or after `to` and `for`.
    pub(crate) parties: Vec<(String, Actor)>,
    /// How many of the forces are objects, told before any phrase.
    pub(crate) direct: usize,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
}

/// A clause.
#[derive(Debug)]
pub(crate) struct Clause<'s, 'c> {
    /// The sentence's spine.
    pub(crate) spine: &'s Spine<'c>,
    /// The sentence's number.
    pub(crate) sentence: usize,
    /// The position of the verb or action noun.
    pub(crate) at: usize,
    /// The verb group, with the auxiliaries it shares; made up for an action noun.
    pub(crate) group: VerbGroup,
    /// It is an action noun.
    pub(crate) noun: bool,
    /// The subject.
    pub(crate) subject: Subject,
    /// The noun that the clause modifies as its object: `soldiers whom Washington is moving`.
    pub(crate) object_of: Option<usize>,
    /// What follows, in bundles; at least one.
    pub(crate) bundles: Vec<Bundle>,
    /// The clause's tokens.
    pub(crate) tokens: Range<usize>,
}

impl<'s, 'c> Clause<'s, 'c> {
    /// The clause of the verb at a position.
    pub(crate) fn of_verb(
        reading: &Reading<'_, '_>,
        spine: &'s Spine<'c>,
        sentence: usize,
        at: usize,
    ) -> Self {
        let mut group = spine.verb(at).expect("the caller found a verb").clone();
        let subject = spine.subject(reading.doc, at);
        if let Some(earlier) = subject.shared_with.and_then(|earlier| spine.verb(earlier)) {
            share(&mut group, earlier);
        }
        let object_of = object_relative(reading, spine, &subject);
        let arguments = spine.arguments(reading.doc, at);
        let owner = subject
            .heads
            .first()
            .and_then(|head| reading.actor(spine, *head));
        let (mut bundles, end) = bundles(reading, spine, at, &arguments, owner.as_ref());
        before_subject(reading, spine, &subject, at, &mut bundles, owner.as_ref());
        let first = if subject.relative || subject.shared_with.is_some() {
            None
        } else {
            subject.heads.first()
        };
        let start = first.map_or(spine.chunks[at].tokens.start, |head| {
            spine.chunks[*head]
                .tokens
                .start
                .min(spine.chunks[at].tokens.start)
        });
        let start = if subject.relative {
            subject
                .heads
                .first()
                .map_or(start, |head| spine.chunks[*head].tokens.start.min(start))
        } else {
            start
        };
        let start = object_of.map_or(start, |object| spine.chunks[object].tokens.start.min(start));
        let tokens = start..end.max(spine.chunks[at].tokens.end);
        Self {
            spine,
            sentence,
            at,
            group,
            noun: false,
            subject,
            object_of,
            bundles,
            tokens,
        }
    }

    /// The clause of an action noun: `the arrival of 300 paratroopers`, `Russia's buildup of troops`.
    pub(crate) fn of_action_noun(
        reading: &Reading<'_, '_>,
        spine: &'s Spine<'c>,
        sentence: usize,
        at: usize,
    ) -> Option<Self> {
        let noun = spine.get(at)?.noun()?;
        let (lemma, class) = action(reading.doc.word(noun.head.end - 1))?;
        let verb = known_verb(lemma)?;
        let _ = class;
        let arguments = action_arguments(reading, spine, at);
        let owner = noun
            .possessor
            .as_ref()
            .and_then(|_| reading.actor(spine, at))
            .or_else(|| reading.named_actor(spine.chunks[at].tokens.clone()));
        let (mut bundles, end) = bundles(reading, spine, at, &arguments, owner.as_ref());
        bundles[0].subject = owner;
        let word = VerbWord {
            tokens: noun.head.clone(),
            verb: Some(verb),
            form: VerbForm::Base,
            plain: Plain::Listed,
        };
        let group = VerbGroup {
            main: word,
            chain: Vec::new(),
            modal: None,
            negated: noun.article == Article::Negative,
            finite: Finite::No,
            passive: false,
            perfect: false,
            progressive: false,
            past: false,
            infinitive: false,
        };
        let start = spine.chunks[at].tokens.start;
        let tokens = start..end.max(spine.chunks[at].tokens.end);
        Some(Self {
            spine,
            sentence,
            at,
            group,
            noun: true,
            subject: Subject::default(),
            object_of: None,
            bundles,
            tokens,
        })
    }

    /// The phrase of a noun that no verb governs, with what hangs on it.
    pub(crate) fn of_noun_phrase(
        reading: &Reading<'_, '_>,
        spine: &'s Spine<'c>,
        sentence: usize,
        at: usize,
    ) -> NounPhrase {
        let arguments = action_arguments(reading, spine, at);
        let (bundles, end) = bundles(reading, spine, at, &arguments, None);
        let _ = sentence;
        let start = spine.chunks[at].tokens.start;
        NounPhrase {
            bundles,
            tokens: start..end,
        }
    }

    /// `Norway wants marines to train on its soil`: the places are read again with `its` for Norway.
    pub(crate) fn with_wisher(&self, reading: &Reading<'_, '_>) -> Self
    where
        's: 's,
    {
        let mut clause = Self {
            spine: self.spine,
            sentence: self.sentence,
            at: self.at,
            group: self.group.clone(),
            noun: self.noun,
            subject: self.subject.clone(),
            object_of: self.object_of,
            bundles: self.bundles.clone(),
            tokens: self.tokens.clone(),
        };
        let wisher = (0..self.at)
            .rev()
            .find(|at| self.spine.verb(*at).is_some())
            .filter(|_| self.group.infinitive && !self.noun);
        let wisher =
            wisher.and_then(|verb| self.spine.subject(reading.doc, verb).heads.first().copied());
        if let Some(owner) = wisher.and_then(|head| reading.actor(self.spine, head)) {
            let arguments = self.spine.arguments(reading.doc, self.at);
            let (bundles, _) = bundles(reading, self.spine, self.at, &arguments, Some(&owner));
            clause.bundles = bundles;
        }
        clause
    }

    /// Whether the verb can tell this.
    pub(crate) fn is(&self, class: VerbClass) -> bool {
        self.group.main.is(class)
    }

    /// The base form of the verb.
    pub(crate) fn lemma(&self) -> &'static str {
        self.group.main.lemma()
    }

    /// `Troops from Chad and Cameroon`: the states that the subject comes from.
    pub(crate) fn homes(&self, reading: &Reading<'_, '_>) -> Vec<Actor> {
        let Some(head) = self.subject.heads.last() else {
            return Vec::new();
        };
        let mut at = self.spine.over_of(reading.doc, *head);
        let from = self.spine.get(at).is_some_and(|chunk| {
            chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "from"
        });
        let mut found = Vec::new();
        while from && at + 1 < self.at && self.spine.chunks[at + 1].noun().is_some() {
            let chunk = self.spine.chunks[at + 1];
            let state = reading.doc.mark(chunk.tokens.start).is_some_and(|mark| {
                matches!(
                    mark.known,
                    crate::document::Known::Name(crate::gazetteer::Entry::State { .. })
                )
            });
            if !state || chunk.tokens.len() > 2 {
                break;
            }
            found.extend(reading.named_actor(chunk.tokens.clone()));
            at += 2;
        }
        found
    }

    /// The forces before a relative clause whose nearest noun is none: `HIMARS launchers and a Patriot
    /// battery to the Philippines, which will return`.
    fn earlier_terms(&self, reading: &Reading<'_, '_>) -> Vec<Term> {
        let Some(head) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|_| self.subject.relative)
        else {
            return Vec::new();
        };
        let mut terms = Vec::new();
        let mut at = head;
        while let Some(before) = at.checked_sub(1) {
            if self.spine.verb(before).is_some() {
                break;
            }
            let object = before == 0 || !self.spine.chunks[before - 1].is_preposition();
            if object && let Some(term) = reading.term(self.spine, before) {
                terms.insert(0, term);
            }
            at = before;
        }
        terms
    }

    /// The forces that the subject names.
    pub(crate) fn subject_terms(&self, reading: &Reading<'_, '_>) -> Vec<Term> {
        let mut terms: Vec<Term> = self
            .subject
            .heads
            .iter()
            .filter_map(|head| reading.term(self.spine, *head))
            .collect();
        if let [term] = terms.as_mut_slice()
            && term.owners.is_empty()
            && term.force.category == events::Category::Troops
        {
            term.owners = self.homes(reading);
        }
        if terms.is_empty() {
            terms = self.earlier_terms(reading);
        }
        if terms.is_empty()
            && let Some(head) = self.subject.heads.last()
        {
            // `a Polish convoy with ammunition`
            let next = self.spine.over_of(reading.doc, *head);
            let with = self
                .spine
                .get(next)
                .is_some_and(|chunk| reading.doc.word(chunk.tokens.start) == "with")
                && next + 1 < self.at;
            if with
                && let Some(mut term) = reading.term(self.spine, next + 1).filter(|term| !term.bare)
            {
                term.owners
                    .extend(reading.named_actor(self.spine.chunks[*head].tokens.clone()));
                terms.push(term);
            }
        }
        if terms.is_empty()
            && let Some(last) = self.subject.heads.last()
        {
            // `Another part of that number, the 300 members of a headquarters, landed`
            let at = self.spine.over_of(reading.doc, *last);
            let comma = self
                .spine
                .get(at)
                .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
            if comma && at + 1 < self.at {
                terms.extend(reading.term(self.spine, at + 1).filter(|term| !term.bare));
            }
        }
        // `tanks, along with howitzers, are`
        if let Some(last) = self.subject.heads.last().filter(|_| !terms.is_empty()) {
            let mut at = self.spine.over_of(reading.doc, *last);
            if self
                .spine
                .get(at)
                .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma))
            {
                at += 1;
            }
            if self.spine.get(at).is_some_and(|chunk| {
                reading.doc.word(chunk.tokens.start) == "the"
                    && reading.doc.word(chunk.tokens.start + 1) == "latter"
            }) {
                at += 1;
            }
            let company = self.spine.get(at).is_some_and(|chunk| {
                chunk.is_preposition()
                    && matches!(
                        reading.doc.word(chunk.tokens.start),
                        "along" | "together" | "with" | "alongside" | "plus"
                    )
            });
            if company && at + 1 < self.at {
                terms.extend(reading.term(self.spine, at + 1).filter(|term| !term.bare));
            }
        }
        terms
    }

    /// The places that hang on the subject: `the 2,500 soldiers in Afghanistan`.
    pub(crate) fn subject_places(&self, reading: &Reading<'_, '_>) -> Vec<Place> {
        let mut found = Vec::new();
        let Some(first) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|first| *first < self.at)
        else {
            return found;
        };
        for at in first + 1..self.at {
            let chunk = self.spine.chunks[at];
            let word = reading.doc.word(chunk.tokens.start);
            if chunk.is_preposition()
                && matches!(
                    word,
                    "in" | "at" | "on" | "near" | "around" | "along" | "off" | "across"
                )
            {
                let (_, relation) = reading.role(chunk.tokens.clone());
                let owner = self
                    .subject_terms(reading)
                    .first()
                    .and_then(|term| term.owners.first().cloned());
                let places = reading.places(self.spine, at + 1, relation, owner.as_ref());
                if word == "in" && !found.is_empty() {
                    refine(&mut found, places);
                } else {
                    add(&mut found, places);
                }
            } else if chunk.verb().is_some() {
                break;
            }
        }
        found
    }

    /// Whose the subject is by the words between commas after it (`the frigate X, the other half of
    /// Copenhagen's contribution,`) or by the verb whose object it is (`France keeps the frigate, which`).
    pub(crate) fn apposed_owner(&self, reading: &Reading<'_, '_>) -> Option<Actor> {
        let head = *self.subject.heads.last()?;
        if self.subject.relative {
            let verb = head
                .checked_sub(1)
                .filter(|at| self.spine.verb(*at).is_some())?;
            let agent = *self.spine.subject(reading.doc, verb).heads.first()?;
            let relative_place = reading.term(self.spine, head).is_some();
            return relative_place.then(|| reading.actor(self.spine, agent))?;
        }
        let comma = self.spine.over_of(reading.doc, head);
        let opens = self
            .spine
            .get(comma)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
        if !opens {
            return None;
        }
        (comma + 1..self.at)
            .take_while(|at| self.spine.verb(*at).is_none())
            .filter(|at| self.spine.chunks[*at].noun().is_some())
            .find_map(|at| reading.named_actor(self.spine.chunks[at].tokens.clone()))
    }

    /// Where the subject is told to be bound: `promised to Poland`, `bound for the coast`, `leaving Syria`
    /// gives where from.
    pub(crate) fn subject_course(&self, reading: &Reading<'_, '_>) -> (Vec<Place>, Vec<Place>) {
        let (mut goal, mut origin) = (Vec::new(), Vec::new());
        let Some(first) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|first| *first < self.at)
        else {
            return (goal, origin);
        };
        for at in first + 1..self.at {
            let chunk = self.spine.chunks[at];
            let word = reading.doc.word(chunk.tokens.start);
            if chunk.is_preposition()
                && matches!(
                    word,
                    "to" | "for" | "into" | "bound" | "destined" | "headed"
                )
            {
                add(
                    &mut goal,
                    reading.places(self.spine, at + 1, Relation::In, None),
                );
            } else if chunk.is_preposition() && word == "from" && self.homes(reading).is_empty()
                || chunk
                    .verb()
                    .is_some_and(|verb| matches!(verb.main.lemma(), "leave" | "depart" | "quit"))
            {
                add(
                    &mut origin,
                    reading.places(self.spine, at + 1, Relation::In, None),
                );
            }
        }
        (goal, origin)
    }

    /// The actors that the subject names, each once.
    pub(crate) fn subject_actors(&self, reading: &Reading<'_, '_>) -> Vec<Actor> {
        let mut found: Vec<Actor> = Vec::new();
        for head in &self.subject.heads {
            if let Some(actor) = reading.actor(self.spine, *head)
                && !found.contains(&actor)
            {
                found.push(actor);
            }
        }
        found
    }

    /// Whether the subject is `none of`, `nobody`, `neither A nor B`, `no country`.
    pub(crate) fn subject_negative(&self) -> bool {
        self.subject.heads.iter().any(|head| {
            self.spine.chunks[*head]
                .noun()
                .is_some_and(|noun| noun.article == Article::Negative)
        })
    }

    /// Whether a word stands in the clause.
    pub(crate) fn has_word(&self, reading: &Reading<'_, '_>, wanted: &[&str]) -> bool {
        self.tokens
            .clone()
            .any(|at| wanted.contains(&reading.doc.word(at)))
    }
}

/// A noun with what hangs on it.
#[derive(Debug)]
pub(crate) struct NounPhrase {
    /// What hangs on it.
    pub(crate) bundles: Vec<Bundle>,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
}

/// Takes over the auxiliaries of a verb that this one is joined to.
fn share(group: &mut VerbGroup, earlier: &VerbGroup) {
    let has_own = group.finite == Finite::Yes
        && (group.modal.is_some() || group.perfect || group.passive || group.progressive);
    if has_own || group.infinitive {
        return;
    }
    let gerund = group.main.form == VerbForm::Gerund && earlier.progressive;
    let participle = matches!(group.main.form, VerbForm::Past | VerbForm::Participle)
        && (earlier.perfect || earlier.passive);
    let base = group.main.form == VerbForm::Base && earlier.modal.is_some();
    if gerund || participle || base {
        group.modal = earlier.modal;
        group.perfect = earlier.perfect;
        group.passive = earlier.passive;
        group.progressive = earlier.progressive;
        group.past = earlier.past;
        group.negated |= earlier.negated;
        group.finite = Finite::Yes;
    }
}

/// The noun that `whom`, `which` or `that` before the subject stands for.
fn object_relative(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    subject: &Subject,
) -> Option<usize> {
    let head = *subject.heads.first()?;
    if subject.relative {
        return None;
    }
    let before = head.checked_sub(1)?;
    let chunk = spine.get(before)?;
    let relative = matches!(chunk.kind, ChunkKind::Relative)
        && !matches!(reading.doc.word(chunk.tokens.start), "where" | "whose");
    let direct = chunk.noun().is_some() && !chunk.noun().is_some_and(|noun| noun.pronoun);
    if direct {
        // `the reinforcements it had sent`
        let pronoun = spine.chunks[head].noun().is_some_and(|noun| noun.pronoun);
        return (pronoun && reading.term(spine, before).is_some()).then_some(before);
    }
    if !relative {
        return None;
    }
    let mut noun = before.checked_sub(1)?;
    if matches!(
        spine.chunks[noun].kind,
        ChunkKind::Comma | ChunkKind::Preposition
    ) {
        noun = noun.checked_sub(1)?;
    }
    while noun >= 2 && reading.doc.word(spine.chunks[noun - 1].tokens.start) == "of" {
        noun -= 2;
    }
    spine.chunks[noun].noun().map(|_| noun)
}

/// For an action noun its `of` phrase is its object, wherever it stands.
fn action_arguments(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Vec<Argument> {
    let mut out = Vec::new();
    for of in spine.of_nouns(reading.doc, at) {
        out.push(Argument::Noun(of));
    }
    let end = spine.over_of(reading.doc, at);
    for argument in spine.arguments(reading.doc, end - 1) {
        match argument {
            Argument::Phrase {
                prepositions,
                nouns,
                ..
            } if reading.doc.word(spine.chunks[prepositions[0]].tokens.start) == "of" => {
                out.extend(nouns.into_iter().map(Argument::Noun));
            }
            other => out.push(other),
        }
    }
    out
}

/// Groups arguments into bundles, and tells where the clause ends.
fn bundles(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
    arguments: &[Argument],
    owner: Option<&Actor>,
) -> (Vec<Bundle>, usize) {
    let doc = reading.doc;
    let start = spine.chunks[at].tokens.start;
    let mut all = vec![Bundle {
        tokens: start..spine.chunks[at].tokens.end,
        ..Bundle::default()
    }];
    let mut end = spine.chunks[at].tokens.end;
    let mut last_role = Role::Other;
    let mut pending: Option<Actor> = None;
    // After a phrase that is no place, what follows with `in` hangs on it: `for talks in Geneva`.
    let mut shadow = false;
    for (number, argument) in arguments.iter().enumerate() {
        let bundle = all.last_mut().expect("there is one always");
        match argument {
            Argument::Noun(noun) => {
                let chunk_end = spine.chunks[spine.over_of(doc, *noun) - 1].tokens.end;
                if let Some(term) = reading.term(spine, *noun) {
                    let full = !bundle.terms.is_empty() && (bundle.placed || pending.is_some())
                        || pending.is_some() && bundle.placed;
                    let fresh = full
                        || bundle.placed
                            && number > 0
                            && matches!(arguments[number - 1], Argument::And | Argument::Comma);
                    if fresh && bundle.placed || pending.is_some() && number > 1 {
                        let begin = spine.chunks[*noun].tokens.start;
                        all.push(Bundle {
                            subject: pending.take(),
                            terms: vec![term],
                            tokens: begin..chunk_end,
                            ..Bundle::default()
                        });
                    } else if is_aside(reading, spine, *noun, &term) && bundle.placed {
                        // `, most of them from an armoured brigade`
                    } else {
                        let company = bundle.others.iter().any(|(kind, _)| kind == "with-force");
                        bundle.direct += usize::from(
                            !company && !bundle.placed && number < 3
                                || bundle.direct > 0 && !company,
                        );
                        bundle.terms.push(term);
                        bundle.tokens.end = chunk_end;
                    }
                    end = chunk_end;
                    last_role = Role::Other;
                } else if let Some(actor) = other_actor(reading, spine, *noun, owner) {
                    let gap = matches!(arguments.get(number + 1), Some(Argument::Noun(next)) if reading.term(spine, *next).is_some());
                    let listed = number > 0
                        && matches!(arguments[number - 1], Argument::And | Argument::Comma);
                    if gap && (listed || number > 0) {
                        pending = Some(actor);
                    } else if number == 0 || listed {
                        bundle.parties.push((String::new(), actor));
                        let places = reading.places(spine, *noun, Relation::In, owner);
                        if matches!(last_role, Role::There) && listed {
                            let region = bundle
                                .there
                                .last()
                                .is_some_and(|last| last.kind == events::PlaceKind::Region);
                            if region && places.iter().any(|place| place.code.is_country()) {
                                bundle.there.pop();
                            }
                            bundle.placed |= !places.is_empty();
                            add(&mut bundle.there, places);
                        } else if number == 0 {
                            if !places.is_empty() {
                                bundle.others.push(("place".to_owned(), *noun));
                            }
                            bundle.others.push((String::new(), *noun));
                        }
                        end = chunk_end;
                    }
                } else if spine.chunks[*noun]
                    .noun()
                    .is_some_and(|group| group.pronoun)
                    && matches!(doc.word(spine.chunks[*noun].tokens.start), "there" | "here")
                {
                    let places = reading.places(spine, *noun, Relation::In, owner);
                    add(&mut bundle.there, places);
                    bundle.placed = true;
                    bundle.tokens.end = chunk_end;
                    end = chunk_end;
                } else {
                    bundle.others.push((String::new(), *noun));
                    let direct = reading.places(spine, *noun, Relation::In, owner);
                    if number == 0 && !direct.is_empty() {
                        bundle.others.push(("place".to_owned(), *noun));
                        end = chunk_end;
                    }
                }
            }
            Argument::Phrase {
                prepositions,
                nouns,
                nested,
            } => {
                let words: Vec<&str> = prepositions
                    .iter()
                    .map(|p| doc.word(spine.chunks[*p].tokens.start))
                    .collect();
                let chunk_end = spine.chunks
                    [spine.over_of(doc, *nouns.last().expect("a phrase has nouns")) - 1]
                    .tokens
                    .end;
                let mut placed = false;
                for preposition in prepositions {
                    let word = doc.word(spine.chunks[*preposition].tokens.start);
                    let (role, relation) = reading.role(spine.chunks[*preposition].tokens.clone());
                    let hangs = *nested || shadow;
                    if role == Role::Other || hangs && !matches!(word, "to" | "into" | "from") {
                        continue;
                    }
                    let adjacent =
                        number > 0 && matches!(arguments[number - 1], Argument::Phrase { .. });
                    let inner = adjacent
                        && prepositions.len() == 1
                        && matches!(word, "in" | "at" | "on")
                        && !matches!(last_role, Role::Other);
                    let role = if inner { last_role } else { role };
                    let crossing = matches!(word, "across" | "over");
                    let mut places = Vec::new();
                    for (rank, noun) in nouns.iter().enumerate() {
                        let direction = role == Role::From
                            && matches!(
                                doc.word(spine.chunks[*noun].tokens.end - 1),
                                "north" | "south" | "east" | "west"
                            );
                        let loose = direction
                            || rank > 0
                                && matches!(
                                    doc.word(spine.chunks[*noun].tokens.end - 1),
                                    "region" | "area" | "areas" | "neighbourhood"
                                );
                        if loose
                            || reading
                                .term(spine, *noun)
                                .is_some_and(|term| !term.bare && !term.vague)
                        {
                            continue;
                        }
                        add(&mut places, reading.places(spine, *noun, relation, owner));
                    }
                    if places.is_empty() {
                        continue;
                    }
                    if crossing {
                        for place in &mut places {
                            place.relation = Relation::In;
                        }
                    }
                    placed = true;
                    if word == "for" && bundle.placed {
                        continue;
                    }
                    let slot = if role == Role::From {
                        &mut bundle.origin
                    } else {
                        &mut bundle.there
                    };
                    if inner {
                        refine(slot, places);
                    } else {
                        add(slot, places);
                    }
                    bundle.directed |=
                        matches!(word, "to" | "into" | "onto" | "towards" | "toward" | "for");
                    last_role = role;
                    bundle.placed = true;
                }
                for noun in nouns {
                    if !placed
                        && matches!(
                            words[0],
                            "with"
                                | "alongside"
                                | "along"
                                | "together"
                                | "including"
                                | "aboard"
                                | "plus"
                                | "besides"
                                | "by"
                        )
                        && let Some(term) = reading.term(spine, *noun)
                        && (words[0] != "by" || company(spine, prepositions[0]))
                    {
                        bundle.terms.push(Term { ..term });
                        placed = true;
                        bundle.others.push(("with-force".to_owned(), *noun));
                        continue;
                    }
                    if let Some(actor) = reading.actor(spine, *noun) {
                        if words[0] == "by" {
                            bundle.agent = bundle.agent.take().or(Some(actor.clone()));
                        }
                        bundle.parties.push((words[0].to_owned(), actor));
                    }
                    bundle.others.push((words.join(" "), *noun));
                }
                if placed {
                    bundle.tokens.end = chunk_end;
                    end = chunk_end;
                } else {
                    let unknown = nouns.last().is_some_and(|noun| {
                        let group = spine.chunks[*noun].noun().expect("phrases hold nouns");
                        doc.tokens[group.head.start].capital
                            || crate::grammar::clause::is_place_noun(doc.word(group.head.end - 1))
                    });
                    let (role, _) = reading.role(spine.chunks[prepositions[0]].tokens.clone());
                    let unit = role == Role::From
                        && nouns
                            .iter()
                            .any(|noun| reading.term(spine, *noun).is_some());
                    last_role = if unknown || unit { role } else { Role::Other };
                    shadow |= !unknown
                        && matches!(
                            words[0],
                            "as" | "for"
                                | "with"
                                | "against"
                                | "about"
                                | "over"
                                | "after"
                                | "amid"
                                | "despite"
                                | "during"
                        );
                }
            }
            Argument::Time(time) => {
                if let Some(time) = spine.chunks[*time].time() {
                    bundle.times.push(time.clone());
                    bundle.tokens.end = time.tokens.end;
                    end = end.max(time.tokens.end);
                }
            }
            Argument::And | Argument::Comma => shadow = false,
        }
    }
    let (there, origin, directed) = (all[0].there.clone(), all[0].origin.clone(), all[0].directed);
    for bundle in all.iter_mut().skip(1) {
        if bundle.subject.is_some() && !bundle.placed {
            bundle.there.clone_from(&there);
            bundle.origin.clone_from(&origin);
            (bundle.directed, bundle.placed) = (directed, true);
        }
    }
    // Forces told after the places without places of their own go to the same ones.
    for bundle in &mut all {
        let inside: Vec<_> = bundle
            .there
            .iter()
            .filter(|place| place.relation == Relation::In)
            .map(|place| place.posture_code().clone())
            .collect();
        let nears = bundle
            .there
            .iter()
            .filter(|place| place.relation == Relation::Near)
            .count();
        if nears > 1 {
            bundle.there.retain(|place| {
                place.relation == Relation::In || !inside.contains(place.posture_code())
            });
        }
    }
    let mut index = 1;
    while index < all.len() {
        let lone = !all[index].placed
            && all[index].subject.is_none()
            && !all[index].terms.iter().all(|term| term.bare);
        if lone {
            let bundle = all.remove(index);
            let before = &mut all[index - 1];
            before.terms.extend(bundle.terms);
            before.times.extend(bundle.times);
        } else {
            index += 1;
        }
    }
    (all, end)
}

/// Times and places that stand before the subject: `In Bulgaria four jets landed`, `From April two
/// jets will operate`.
fn before_subject(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    subject: &Subject,
    verb: usize,
    bundles: &mut [Bundle],
    owner: Option<&Actor>,
) {
    let first = subject.heads.first().copied().unwrap_or(verb);
    if subject.relative
        || subject.shared_with.is_some()
        || first >= verb && subject.heads.is_empty()
    {
        // Between a participle's noun and the verb nothing stands.
        if subject.relative {
            return;
        }
    }
    let bundle = &mut bundles[0];
    // Inside the subject: `The arrival on Tuesday of`, `the 4,500 in Poland are`.
    for at in first..verb {
        if let Some(time) = spine.chunks[at].time() {
            bundle.times.push(time.clone());
        }
    }
    let mut at = first;
    while at > 0 {
        let before = at - 1;
        match &spine.chunks[before].kind {
            ChunkKind::Time(time) => bundle.times.push(time.clone()),
            ChunkKind::Comma => {}
            ChunkKind::Noun(_) if before > 0 && spine.chunks[before - 1].is_preposition() => {
                let (role, relation) = reading.role(spine.chunks[before - 1].tokens.clone());
                let opens = before == 1
                    || !matches!(
                        spine.chunks[before - 2].kind,
                        ChunkKind::Noun(_) | ChunkKind::Verb(_)
                    );
                if !opens {
                    return;
                }
                if role == Role::There
                    && matches!(
                        reading.doc.word(spine.chunks[before - 1].tokens.start),
                        "in" | "at" | "on" | "near" | "across" | "off" | "along" | "around"
                    )
                {
                    let places = reading.places(spine, before, relation, owner);
                    if !bundle.placed || bundle.there.is_empty() {
                        add(&mut bundle.there, places);
                    }
                }
                at = before - 1;
                continue;
            }
            ChunkKind::And if at == first => {}
            _ => return,
        }
        at = before;
    }
}

/// Whom a noun stands for as an object: a pronoun never for the subject.
fn other_actor(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    noun: usize,
    subject: Option<&Actor>,
) -> Option<Actor> {
    let actor = reading.actor(spine, noun)?;
    let pronoun = spine.chunks[noun].noun().is_some_and(|group| group.pronoun);
    if pronoun && Some(&actor) == subject {
        return reading.nearest(spine.chunks[noun].tokens.start, &|other| {
            Some(other) != subject
        });
    }
    Some(actor)
}

/// `most of them`, `some of which`: a part of what was just told, with no number of its own.
fn is_aside(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize, term: &Term) -> bool {
    let pronoun = spine
        .of_nouns(reading.doc, noun)
        .iter()
        .any(|of| spine.chunks[*of].noun().is_some_and(|noun| noun.pronoun));
    pronoun && term.force.quantity.is_none()
}

/// Whether `by` follows `backed`, `supported`, `accompanied`.
fn company(spine: &Spine<'_>, preposition: usize) -> bool {
    preposition
        .checked_sub(1)
        .and_then(|before| spine.verb(before))
        .is_some_and(|verb| crate::grammar::clause::COMPANY.contains(&verb.main.lemma()))
}

/// Adds places that are not there yet; two names of one country are one place.
pub(crate) fn add(slot: &mut Vec<Place>, places: Vec<Place>) {
    for place in places {
        let same = |other: &Place| {
            other.posture_code() == place.posture_code() && other.relation == place.relation
        };
        if !slot.iter().any(same) {
            slot.push(place);
        }
    }
}

/// `Vilseck in Germany`: the wider place tells the country of the narrower one.
fn refine(slot: &mut Vec<Place>, places: Vec<Place>) {
    for place in places {
        let last = slot.last();
        let sea = last.is_some_and(|last| last.kind == events::PlaceKind::Sea);
        let members = last.is_some_and(|last| last.kind == events::PlaceKind::Region)
            && place.code.is_country();
        let inside_sea = last.is_some_and(|last| last.country.is_none() && !sea)
            && place.kind == events::PlaceKind::Sea;
        if members || inside_sea {
            slot.pop();
            slot.push(place);
            continue;
        }
        let known = slot.iter().any(|other| {
            other.posture_code() == place.posture_code() && other.relation == place.relation
        });
        if !known && !sea {
            let region_inside =
                slot.last().is_some_and(|last| last.country.is_none()) && !slot.is_empty();
            if region_inside && place.country.is_none() {
                continue;
            }
            slot.push(place);
        }
    }
}

/// Nouns of doing and the verb that they stand for.
fn action(word: &str) -> Option<(&'static str, VerbClass)> {
    Some(match word {
        "arrival" | "arrivals" => ("arrive", VerbClass::Going),
        "deployment" | "deployments" | "dispatch" | "relocation" | "redeployment" | "transfer"
        | "movement" | "despatch" => ("deploy", VerbClass::Sending),
        "passage" | "transit" | "sortie" | "entry" => ("transit", VerbClass::Going),
        "withdrawal" | "withdrawals" | "pullout" | "pull-out" | "pullback" | "pull-back"
        | "drawdown" | "departure" | "evacuation" => ("withdraw", VerbClass::Withdrawing),
        "buildup" | "build-up" | "build-ups" | "concentration" | "massing" => {
            ("mass", VerbClass::Massing)
        }
        "delivery" | "sale" | "supply" | "donation" | "gift" | "shipment" | "deliveries"
        | "shipments" | "sales" => ("supply", VerbClass::Giving),
        _ => return None,
    })
}

/// A verb of the data files by its base form.
fn known_verb(lemma: &'static str) -> Option<&'static Verb> {
    crate::gazetteer::find_verbs(lemma)
        .first()
        .map(|found| found.verb)
}
