//! The clauses around the noun of an exercise: what their verbs make of subject and object.

use crate::gazetteer::{ExerciseRole, VerbClass, exercise_role};
use crate::grammar::clause::{Argument, Spine};
use crate::grammar::{Article, ChunkKind, Finite, VerbGroup};
use crate::reading::Reading;

use events::Place;

use super::gather::{Found, Lead};
use super::mention::{self, Mention};
use super::who::actors_in;

/// A verb around a mention.
pub(super) struct Around<'c> {
    /// Its position.
    pub(super) verb: usize,
    /// The verb.
    pub(super) group: &'c VerbGroup,
    /// What it makes of an exercise.
    pub(super) role: Option<ExerciseRole>,
    /// The exercise is its subject.
    pub(super) subject: bool,
    /// The preposition that the exercise follows.
    led: Option<String>,
}

/// The verbs that a mention is subject or object of: one, or a participle and the verb before it.
pub(super) fn arounds<'c>(
    reading: &Reading<'_, '_>,
    spine: &Spine<'c>,
    mention: &Mention,
) -> Vec<Around<'c>> {
    let own = subject_of(reading, spine, mention);
    let alone = own
        .as_ref()
        .is_some_and(|own| own.group.finite == Finite::Yes);
    let governing = if alone {
        None
    } else {
        object_of(reading, spine, mention)
    };
    own.into_iter().chain(governing).collect()
}

fn of<'c>(
    spine: &Spine<'c>,
    verb: usize,
    subject: bool,
    led: Option<String>,
) -> Option<Around<'c>> {
    let group = spine.verb(verb)?;
    Some(Around {
        verb,
        group,
        role: role_of(group),
        subject,
        led,
    })
}

fn subject_of<'c>(
    reading: &Reading<'_, '_>,
    spine: &Spine<'c>,
    mention: &Mention,
) -> Option<Around<'c>> {
    let verb = (mention.end..spine.chunks.len()).find(|verb| {
        spine
            .verb(*verb)
            .is_some_and(|group| group.finite != Finite::No && !mention::is_naming(group))
            && {
                let subject = spine.subject(reading.doc, *verb);
                !subject.relative
                    && (subject.heads.contains(&mention.top) || subject.heads.contains(&mention.at))
            }
    })?;
    of(spine, verb, true, None)
}

fn object_of<'c>(
    reading: &Reading<'_, '_>,
    spine: &Spine<'c>,
    mention: &Mention,
) -> Option<Around<'c>> {
    let doc = reading.doc;
    let word = |at: usize| doc.word(spine.chunks[at].tokens.start).to_owned();
    let leads = |at: usize| {
        spine.chunks[at].is_preposition() || matches!(word(at).as_str(), "after" | "before")
    };
    let verb = (0..mention.top).rev().find(|at| {
        spine.verb(*at).is_some() || matches!(spine.chunks[*at].kind, ChunkKind::Stop)
    })?;
    spine.verb(verb)?;
    let argument = spine
        .arguments(doc, verb)
        .into_iter()
        .find_map(|argument| match argument {
            Argument::Noun(noun) => (noun == mention.top).then_some(None),
            Argument::Phrase {
                prepositions,
                nouns,
                ..
            } => nouns
                .contains(&mention.top)
                .then(|| Some(word(prepositions[0]))),
            _ => None,
        });
    let led = argument.unwrap_or_else(|| {
        (mention.top > verb + 1 && leads(mention.top - 1)).then(|| word(mention.top - 1))
    });
    // `dropped paratroopers in what both called an exercise`
    let what = (verb.saturating_sub(2)..verb)
        .rev()
        .find(|at| word(*at) == "what");
    if let Some(what) = what
        && let Some(outer) = (0..what).rev().find(|at| spine.verb(*at).is_some())
    {
        return of(spine, outer, false, Some("in".to_owned()));
    }
    of(spine, verb, false, led)
}

/// What the verb of a group makes of an exercise; the verbs that it is chained to may drop it.
fn role_of(group: &VerbGroup) -> Option<ExerciseRole> {
    let drops = group
        .chain
        .iter()
        .any(|word| exercise_role(word.lemma()) == Some(ExerciseRole::Drops));
    if drops {
        return Some(ExerciseRole::Drops);
    }
    exercise_role(group.main.lemma()).or_else(|| {
        group
            .main
            .is(VerbClass::Drilling)
            .then_some(ExerciseRole::Joins)
    })
}

/// Verbs that say of an exercise only that it is.
const BEING: &[&str] = &[
    "take place",
    "be",
    "last",
    "get under way",
    "get underway",
    "come",
    "occur",
    "join",
    "culminate",
    "unfold",
    "end up",
];

impl Around<'_> {
    /// Where the clause begins.
    pub(super) fn start(&self, reading: &Reading<'_, '_>, spine: &Spine<'_>) -> usize {
        let subject = spine.subject(reading.doc, self.verb);
        let first = subject.heads.first().copied().unwrap_or(self.verb);
        if subject.shared_with.is_some() || first > self.verb {
            self.verb
        } else {
            first
        }
    }

    /// Whether forces or a service hold the exercise: `the Belarusian army was holding drills`.
    pub(super) fn armed(&self, reading: &Reading<'_, '_>, spine: &Spine<'_>) -> bool {
        let holds = matches!(
            self.role,
            Some(ExerciseRole::Holds | ExerciseRole::Joins | ExerciseRole::Sends)
        );
        holds
            && spine
                .subject(reading.doc, self.verb)
                .heads
                .iter()
                .any(|head| {
                    let chunk = spine.chunks[*head];
                    let service = matches!(
                        reading.doc.word(chunk.tokens.end - 1),
                        "army" | "navy" | "military" | "forces" | "fleet" | "marines" | "troops"
                    );
                    let named = !actors_in(reading, chunk.tokens.clone()).is_empty();
                    service && named || reading.term(spine, *head).is_some_and(|term| !term.vague)
                })
    }

    /// `Poland will host the exercise`: where it is held.
    pub(super) fn hosted(&self, reading: &Reading<'_, '_>, spine: &Spine<'_>) -> Option<Place> {
        if self.subject || self.group.passive || self.group.main.lemma() != "host" {
            return None;
        }
        let head = *spine.subject(reading.doc, self.verb).heads.first()?;
        let host = reading.actor(spine, head)?;
        reading.place_of(&host)
    }

    /// Takes from the clause who drills and where; tells whether it does say something of the exercise.
    pub(super) fn take(
        &self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        mention: &Mention,
        found: &mut Found,
        last: &mut usize,
    ) -> bool {
        if self.subject {
            self.take_told(reading, spine, mention, found, last)
        } else {
            self.take_doers(reading, spine, mention, found)
        }
    }

    /// The exercise is the subject: what follows its verb.
    fn take_told(
        &self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        mention: &Mention,
        found: &mut Found,
        last: &mut usize,
    ) -> bool {
        let lead = match self.role {
            Some(ExerciseRole::Gathers) => Lead::Who,
            Some(ExerciseRole::Holds) => Lead::Neither,
            Some(_) => return true,
            None if BEING.contains(&self.group.main.lemma()) => Lead::Neither,
            None => return false,
        };
        let end = found.gather(reading, spine, self.verb + 1..spine.chunks.len(), lead);
        *last = end.max(*last);
        before_clause(reading, spine, mention.top, found);
        true
    }

    /// The subject; of `flew to Osan to join the drill` that of the verb before.
    fn doers(&self, reading: &Reading<'_, '_>, spine: &Spine<'_>) -> Vec<usize> {
        let mut heads = spine.subject(reading.doc, self.verb).heads;
        // `Singapore and Australia armed forces`: the first of the two names stands alone.
        let pair = heads
            .first()
            .and_then(|head| head.checked_sub(1))
            .filter(|before| {
                let chunk = spine.chunks[*before];
                chunk.noun().is_some() && reading.doc.word(chunk.tokens.end - 1) == "and"
            });
        if let Some(before) = pair {
            heads.insert(0, before);
        }
        let hangs = heads
            .first()
            .and_then(|head| head.checked_sub(1))
            .is_some_and(|before| spine.chunks[before].is_preposition());
        if !(self.group.infinitive && (hangs || heads.is_empty())) {
            return heads;
        }
        (0..self.verb)
            .rev()
            .find(|at| {
                spine
                    .verb(*at)
                    .is_some_and(|verb| verb.finite != Finite::No)
            })
            .map_or(heads, |main| spine.subject(reading.doc, main).heads)
    }

    /// `Germany is sending 500 marines to take part in`: who sends those who drill.
    fn sender(
        &self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        heads: &[usize],
    ) -> Option<events::Actor> {
        let head = *heads.first().filter(|_| self.group.infinitive)?;
        let term = reading.term(spine, head)?;
        let verb = (0..head).rev().find(|at| spine.verb(*at).is_some())?;
        let main = &spine.verb(verb)?.main;
        // `will join forces with its neighbours to carry out drills`
        let joins = main.lemma() == "join" && term.force.category == events::Category::Forces;
        let sends = main.is(VerbClass::Sending);
        let subject = *spine.subject(reading.doc, verb).heads.first()?;
        if !(sends || joins) || !term.owners.is_empty() || subject >= verb {
            return None;
        }
        reading.actor(spine, subject)
    }

    /// The exercise is the object: who stands as the subject, with what is sent.
    fn take_doers(
        &self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        mention: &Mention,
        found: &mut Found,
    ) -> bool {
        let verb = self.verb;
        let led = self.led.as_deref();
        let beside = matches!(
            led,
            Some("during" | "in" | "as" | "at" | "for" | "of" | "after")
        );
        let takes = match self.role {
            Some(ExerciseRole::Holds) => led.is_none() || self.group.main.is(VerbClass::Drilling),
            Some(ExerciseRole::Joins | ExerciseRole::Sends) => true,
            Some(ExerciseRole::Gathers) => {
                self.group.passive || self.group.main.lemma() == "see" && led.is_none()
            }
            _ => beside && is_doing(self.group),
        };
        if !takes {
            return false;
        }
        let sends = self.role == Some(ExerciseRole::Sends) || self.role.is_none();
        let heads = self.doers(reading, spine);
        if let Some(sender) = self.sender(reading, spine, &heads) {
            found.join(sender);
        }
        let before = found.forces.len();
        for (number, head) in heads.iter().copied().enumerate() {
            let forces = reading.term(spine, head).is_some();
            if head < verb && (!self.group.passive || forces) || head > verb && forces {
                let next = heads.get(number + 1).copied().unwrap_or(spine.chunks.len());
                let end = own_verb(reading, spine, head).min(next);
                found.gather(reading, spine, head..end.max(head + 1), Lead::Who);
            }
        }
        if self.role.is_none()
            && heads.iter().any(|head| {
                spine.chunks[*head]
                    .noun()
                    .is_some_and(|group| group.article == Article::Indefinite)
            })
        {
            // A picture's caption: `A tank fires during drills`.
            found.forces.truncate(before);
        }
        if verb + 1 < mention.top {
            // `will join Jordan in the exercise`
            let joins = self.group.main.lemma() == "join" && led == Some("in");
            let lead = if sends || joins {
                Lead::Who
            } else {
                Lead::Neither
            };
            let mut object = Found::default();
            object.gather(reading, spine, verb + 1..mention.top, lead);
            if sends
                && object.forces.is_empty()
                && let Some(term) = reading.term(spine, verb + 1)
                && !term.vague
                && term.force.category != events::Category::Forces
            {
                object.forces.push(term.force);
            }
            if led != Some("for") {
                found.forces.extend(object.forces);
            }
            if joins {
                for actor in object.actors {
                    found.join(actor);
                }
            }
            crate::rules::add_places(&mut found.places, object.places);
            found.times.extend(object.times);
        }
        let first = heads.first().copied().unwrap_or(verb).min(verb);
        before_clause(reading, spine, first, found);
        true
    }
}

/// The verb of the clause that a noun is subject of, over what modifies it.
fn own_verb(reading: &Reading<'_, '_>, spine: &Spine<'_>, head: usize) -> usize {
    (head + 1..spine.chunks.len())
        .find(|at| {
            spine
                .verb(*at)
                .is_some_and(|group| group.finite != Finite::No)
                && {
                    let subject = spine.subject(reading.doc, *at);
                    !subject.relative && subject.heads.contains(&head)
                }
        })
        .unwrap_or(spine.chunks.len())
}

/// Verbs of doing that a drill consists of: moving, firing, testing.
fn is_doing(group: &VerbGroup) -> bool {
    let moves = [
        VerbClass::Sending,
        VerbClass::Going,
        VerbClass::Drilling,
        VerbClass::Withdrawing,
    ]
    .iter()
    .any(|class| group.main.is(*class));
    moves
        || matches!(
            group.main.lemma(),
            "fire"
                | "drop"
                | "launch"
                | "test"
                | "test-fire"
                | "parachute"
                | "bomb"
                | "strike"
                | "sink"
                | "shoot"
                | "simulate"
                | "storm"
                | "seize"
                | "gather"
                | "assemble"
                | "jump"
                | "practise"
                | "practice"
                | "rehearse"
        )
}

/// What stands before the subject: `On Monday, ships from`, `In Belarus, the exercise began`.
fn before_clause(reading: &Reading<'_, '_>, spine: &Spine<'_>, first: usize, found: &mut Found) {
    let plain = |at: usize| {
        matches!(
            spine.chunks[at].kind,
            ChunkKind::Time(_) | ChunkKind::Comma | ChunkKind::Preposition | ChunkKind::Noun(_)
        )
    };
    let begin = (0..first).rev().take_while(|at| plain(*at)).last();
    let Some(mut begin) = begin else {
        return;
    };
    while begin < first && spine.chunks[begin].noun().is_some() {
        begin += 1;
    }
    let mut before = Found::default();
    before.gather(reading, spine, begin..first, Lead::Neither);
    if found.places.is_empty() {
        found.places = before.places;
    }
    found.times.extend(before.times);
}
