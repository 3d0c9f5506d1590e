//! Whom a noun phrase names as a speaker: a person with an office, an office, a body, a state.

use std::ops::Range;

use events::Actor;
use events::fact::Speaker;

use crate::document::{Document, Known};
use crate::grammar::words::Closed;

use super::Statement;
use super::antecedent::is_pronoun;
use super::body::is_office;
use super::people::{Person, name_in, people};
use super::private::is_private;
use super::setting::{setting, setting_of_body};
use super::subject::Named;

/// Who has been named and has spoken so far.
#[derive(Debug)]
pub(super) struct Speakers<'d, 'a> {
    pub(super) doc: &'d Document<'a>,
    pub(super) people: Vec<Person>,
    pub(super) last_person: Option<Speaker>,
    /// Somebody who speaks for nobody spoke last: `he` is no speaker then.
    pub(super) private_last: bool,
    pub(super) last_body: Option<Speaker>,
    /// The token at which a body spoke last.
    pub(super) last_body_at: usize,
    /// Offices that were named without a name: `the NATO Secretary General`.
    pub(super) offices: Vec<Speaker>,
    /// Who spoke last, when told by an office alone, and at which token.
    pub(super) unnamed: Option<(Speaker, usize)>,
}

/// How many tokens back a surname alone is looked for.
const NAMED_BEFORE: usize = 1_000;

impl<'d, 'a> Speakers<'d, 'a> {
    /// Nobody has spoken yet.
    pub(super) fn of(doc: &'d Document<'a>) -> Self {
        let mut people = people(doc);
        for person in &mut people {
            if person.actor.is_none() && !person.office.is_empty() {
                person.actor = setting(doc, person.token, None);
            }
        }
        Self {
            doc,
            people,
            last_person: None,
            private_last: false,
            last_body: None,
            last_body_at: 0,
            offices: Vec::new(),
            unnamed: None,
        }
    }

    /// Takes note of who spoke, and where.
    pub(super) fn note(&mut self, speaker: &Speaker, at: usize) {
        self.private_last = false;
        if !speaker.name.is_empty() {
            self.last_person = Some(speaker.clone());
            let told = self
                .people
                .iter_mut()
                .find(|person| person.name == speaker.name && person.office.is_empty());
            if let Some(person) = told {
                person.office.clone_from(&speaker.office);
                person.actor.clone_from(&speaker.actor);
            }
            self.unnamed = None;
            return;
        }
        self.unnamed = None;
        if is_office(&speaker.office) {
            self.unnamed = Some((speaker.clone(), at));
            self.last_person = Some(speaker.clone());
            self.offices.push(speaker.clone());
        } else {
            self.last_body = Some(speaker.clone());
            self.last_body_at = at;
        }
    }

    /// `Lithuania's president said ... President Grybauskaite told`: the name that follows within a few
    /// sentences is the speaker's.
    pub(super) fn name_later(&self, statement: &mut Statement) {
        const SENTENCES: usize = 5;
        let speaker = &mut statement.speaker;
        if !speaker.name.is_empty() || !is_office(&speaker.office) {
            return;
        }
        let last = |office: &str| office.rsplit(' ').next().unwrap_or("").to_lowercase();
        let own = last(&speaker.office);
        if matches!(
            own.as_str(),
            "official" | "officials" | "officer" | "adviser" | "member" | "diplomat"
        ) {
            return;
        }
        let start = self.doc.sentences[statement.sentence].tokens.start;
        let end = self
            .doc
            .sentences
            .get(statement.sentence + SENTENCES)
            .map_or(usize::MAX, |sentence| sentence.tokens.start);
        let mut fitting = self.people.iter().filter(|person| {
            (start..end).contains(&person.token)
                && person.name.contains(' ')
                && last(&person.office) == own
                && person.actor == speaker.actor
        });
        if let Some(person) = fitting.next() {
            speaker.name.clone_from(&person.name);
        }
    }

    /// Takes note that somebody spoke who speaks for nobody.
    pub(super) fn note_private(&mut self, named: &Named) {
        let Some(name) = name_in(self.doc, &named.head) else {
            return;
        };
        // `, Interfax writes`: one word that stood nowhere before is an outlet rather than a person.
        let doc = self.doc;
        let word = doc.word(name.start);
        let known = || {
            let before = name.start.saturating_sub(NAMED_BEFORE)..name.start;
            before.into_iter().any(|at| doc.word(at) == word)
        };
        self.private_last |= name.len() > 1 || named.head.len() > 1 || known();
    }

    /// Whom a phrase names; nobody, when it speaks for no state, organisation or armed group.
    pub(super) fn resolve(&self, named: &Named) -> Option<Speaker> {
        let doc = self.doc;
        if is_private(doc, named.head.clone()) || is_private(doc, named.apposition.clone()) {
            return None;
        }
        if named.head.len() == 1 && is_pronoun(doc.word(named.head.start)) {
            return self.pronoun(named.head.start);
        }
        let head = self.without_opening(&named.head);
        self.person(&head, &named.apposition)
            .or_else(|| self.body(&head, &named.apposition))
    }

    /// Drops `In Moscow`, `On Friday` and the like before the phrase: what stands before its last
    /// determiner-less break is no part of it.
    pub(super) fn without_opening(&self, head: &Range<usize>) -> Range<usize> {
        let doc = self.doc;
        let adverbs = head.clone().take_while(|at| {
            matches!(
                doc.closed(*at),
                Some(Closed::And | Closed::Adverb | Closed::Subordinator)
            )
        });
        let head = &(head.start + adverbs.count()..head.end);
        if head.is_empty() || !matches!(doc.closed(head.start), Some(Closed::Preposition)) {
            return head.clone();
        }
        let start = head
            .clone()
            .skip(2)
            .find(|at| {
                let known = doc.mark_from(*at).map(|mark| &mark.known);
                let begins = matches!(known, Some(Known::Office(_) | Known::Name(_)))
                    || matches!(doc.closed(*at), Some(Closed::Determiner | Closed::Owning));
                begins
                    && !matches!(
                        doc.closed(at - 1),
                        Some(Closed::Preposition | Closed::Determiner | Closed::Owning)
                    )
            })
            .unwrap_or(head.start);
        start..head.end
    }

    /// Whose an office at a token is that is named without its state.
    pub(super) fn setting(&self, at: usize) -> Option<Actor> {
        setting(
            self.doc,
            at,
            self.last_body.as_ref().and_then(|body| body.actor.as_ref()),
        )
    }

    /// Whose a body at a token is that is named without its state.
    pub(super) fn setting_of_body(&self, at: usize) -> Option<Actor> {
        setting_of_body(
            self.doc,
            at,
            self.last_body.as_ref().and_then(|body| body.actor.as_ref()),
        )
    }
}
