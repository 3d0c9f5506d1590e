//! One clause as the rules see it: a verb or an action noun, its subject, and bundles of forces,
//! places and times. A bundle more than the first is an elided repetition: `four jets to Bulgaria
//! and three ships to the Black Sea`, `Chad 2,000`.

mod action;
mod bundles;
mod contingents;
mod homes;
mod opening;
mod parts;
mod places;
mod sharing;
mod subject;

use std::ops::Range;

use events::{Actor, Place};

use crate::gazetteer::{self, VerbClass, VerbForm};
use crate::grammar::clause::{Spine, Subject};
use crate::grammar::{Article, ChunkKind, Finite, Plain, VerbGroup, VerbWord};
use crate::reading::{Reading, Term};
use crate::time::TimeExpression;

pub(crate) use homes::homes;
pub(crate) use places::add;

use action::action_arguments;
use bundles::bundles;
use opening::before_subject;

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
    /// The places so far are only on the way: `through the canal`.
    pub(crate) way: bool,
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
        // `had been clear that the United States would`: only what can be moved is an object.
        let object_of = object_relative(reading, spine, &subject).filter(|object| {
            reading.term(spine, *object).is_some()
                || !matches!(
                    spine.get(at + 1).map(|chunk| &chunk.kind),
                    Some(ChunkKind::Noun(_))
                )
        });
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
        let verb = gazetteer::action(reading.doc.word(noun.head.end - 1))?;
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

    /// `Norway wants marines to train on its soil`: the places are read again with `its` for Norway.
    /// None where nobody is told to wish it.
    pub(crate) fn with_wisher(&self, reading: &Reading<'_, '_>) -> Option<Self> {
        if !self.group.infinitive || self.noun {
            return None;
        }
        let wish = (0..self.at)
            .rev()
            .find(|at| self.spine.verb(*at).is_some())?;
        let wisher = *self.spine.subject(reading.doc, wish).heads.first()?;
        let owner = reading.actor(self.spine, wisher)?;
        let arguments = self.spine.arguments(reading.doc, self.at);
        let (bundles, _) = bundles(reading, self.spine, self.at, &arguments, Some(&owner));
        Some(Self {
            spine: self.spine,
            sentence: self.sentence,
            at: self.at,
            group: self.group.clone(),
            noun: self.noun,
            subject: self.subject.clone(),
            object_of: self.object_of,
            bundles,
            tokens: self.tokens.clone(),
        })
    }

    /// Whether the verb can tell this.
    pub(crate) fn is(&self, class: VerbClass) -> bool {
        self.group.main.is(class)
    }

    /// The base form of the verb.
    pub(crate) fn lemma(&self) -> &'static str {
        self.group.main.lemma()
    }

    /// Whether a word stands in the clause.
    pub(crate) fn has_word(&self, reading: &Reading<'_, '_>, wanted: &[&str]) -> bool {
        self.tokens
            .clone()
            .any(|at| wanted.contains(&reading.doc.word(at)))
    }
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
    // `is due to arrive on Friday and remain there`
    if group.main.form == VerbForm::Base && earlier.modal.is_none() && !earlier.chain.is_empty() {
        group.chain.clone_from(&earlier.chain);
        group.perfect = earlier.perfect;
        group.past = earlier.past;
        group.negated |= earlier.negated;
        return;
    }
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
