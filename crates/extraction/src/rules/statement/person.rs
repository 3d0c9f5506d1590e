//! Persons as speakers: by name, or by an office that somebody told before holds.

use std::ops::Range;

use events::ActorKind;
use events::fact::Speaker;

use crate::document::Known;
use crate::gazetteer::{Entry, OfficeKind};
use crate::token::TokenKind;

use super::people::{Person, actor_in, explains, name_in, office_in, spoken_for, surname};
use super::speaker::Speakers;
use super::subject::sentence_at;

impl Speakers<'_, '_> {
    /// A person by name, or by an office that a person told earlier holds.
    pub(super) fn person(&self, head: &Range<usize>, apposition: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        // `Guterres' spokesperson, Stephane Dujarric`: a possessor is not the one who speaks.
        let owner = |name: &Range<usize>| {
            name.end < head.end && doc.tokens[name.end].kind == TokenKind::Possessive
        };
        let own = name_in(doc, head).filter(|name| !owner(name));
        let holds = || office_in(doc, head).is_some_and(|(_, kind)| kind != OfficeKind::Body);
        let name = own.or_else(|| name_in(doc, apposition).filter(|_| holds()));
        let Some(name) = name else {
            return self.by_office(head, apposition);
        };
        let words: Vec<&str> = doc.slice(name.clone()).split_whitespace().collect();
        let written = words.join(" ");
        let last = surname(&written);
        let known = self
            .people
            .iter()
            .find(|person| surname(&person.name) == last)
            .or_else(|| self.by_first_name(&words, name.start));
        let leader = doc
            .mark_from(name.start)
            .and_then(|mark| match &mark.known {
                Known::Name(Entry::Leader {
                    name,
                    office,
                    actor,
                }) => Some((name, office, actor)),
                _ => None,
            });
        // `Two officials said`: a lone capital names somebody only after an office, or when known.
        let after_office = name.start > head.start
            && matches!(
                doc.mark(name.start - 1).map(|mark| &mark.known),
                Some(Known::Office(_))
            );
        // `Soelistyo, head of the rescue agency,`
        let apposed = name == *head
            && office_in(doc, apposition).is_some_and(|(_, kind)| kind != OfficeKind::Body);
        if words.len() < 2 && known.is_none() && leader.is_none() && !after_office && !apposed {
            return self.by_office(head, apposition);
        }
        let here = office_in(doc, &(head.start..name.start.max(head.start)))
            .or_else(|| office_in(doc, apposition))
            .or_else(|| office_in(doc, head));
        let group = self.speaks_for_group(name.end, head.end);
        let told_before = || {
            let of_group = |person: &&Person| {
                let actor = person.actor.as_ref();
                !person.office.is_empty()
                    || actor.is_some_and(|actor| actor.kind != ActorKind::State)
            };
            known.filter(of_group).map(|person| person.office.clone())
        };
        // `a deputy minister said. Erik Lund told a radio station`: the name of the one before.
        let unnamed = self.unnamed_before(name.start).filter(|_| words.len() > 1);
        let office = here
            .map(|(span, _)| doc.slice(span).to_owned())
            .or_else(told_before)
            .or_else(|| leader.map(|(_, office, _)| office.clone()))
            .or_else(|| unnamed.map(|speaker| speaker.office.clone()))
            .or_else(|| group.then(String::new))?;
        let before = head.start..name.start.max(head.start);
        let actor = actor_in(doc, &before)
            .and_then(|_| spoken_for(doc, &before, apposition))
            .or_else(|| actor_in(doc, &(name.end.min(head.end)..head.end)))
            .or_else(|| {
                // `Browne, whose country is an ally of the United States`
                let whose = doc.word(apposition.start) == "whose";
                actor_in(doc, apposition).filter(|_| !whose && explains(doc, apposition))
            })
            .or_else(|| known.and_then(|person| person.actor.clone()))
            .or_else(|| unnamed.and_then(|speaker| speaker.actor.clone()))
            .or_else(|| leader.map(|(_, _, actor)| actor.clone()))
            .or_else(|| self.setting(name.start).filter(|_| is_public(&office)))?;
        let full = match (known, leader) {
            (Some(person), _) if person.name.contains(' ') => person.name.clone(),
            (_, Some((full, _, _))) if words.len() < 2 => full.clone(),
            _ => written,
        };
        Some(Speaker {
            name: full,
            office,
            actor: Some(actor),
        })
    }

    /// `Faik Nerweyi of the Kurdistan Democratic Party`: an organisation or armed group right after a
    /// name is whom its bearer speaks for.
    fn speaks_for_group(&self, name_end: usize, head_end: usize) -> bool {
        let of = name_end < head_end && matches!(self.doc.word(name_end), "of" | "from");
        let actor = actor_in(self.doc, &(name_end + 1..head_end.min(name_end + 4)));
        of && actor.is_some_and(|actor| actor.kind != ActorKind::State)
    }

    /// `Wang` for Wang Yi: a lone name that is the first of one person's told before, and of no other's.
    fn by_first_name(&self, words: &[&str], token: usize) -> Option<&Person> {
        let [word] = words else {
            return None;
        };
        let mut fitting = self.people.iter().filter(|person| {
            person.token < token
                && person.name.contains(' ')
                && person.name.split(' ').next() == Some(word)
        });
        let first = fitting.next()?;
        fitting
            .all(|other| other.name == first.name)
            .then_some(first)
    }

    /// The holder of an office without a name who spoke in the sentence or two before.
    fn unnamed_before(&self, token: usize) -> Option<&Speaker> {
        let number = sentence_at(self.doc, token)?;
        let (speaker, at) = self.unnamed.as_ref()?;
        let before = sentence_at(self.doc, *at)?;
        (before < number && number - before <= 2).then_some(speaker)
    }

    /// `the minister`, `the spokesman`: the person told earlier who holds it.
    fn by_office(&self, head: &Range<usize>, apposition: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let definite = matches!(doc.word(head.start), "the" | "his" | "its");
        let (span, kind) = office_in(doc, head)?;
        if !definite
            || kind == OfficeKind::Body
            || matches!(doc.word(span.end - 1), "official" | "officials")
            || !apposition.is_empty()
            || head.len() > 4
        {
            return None;
        }
        let told = actor_in(doc, head);
        let words = doc.slice(span).to_lowercase();
        let last = words.rsplit(' ').next().unwrap_or(&words).to_owned();
        let before = || {
            let told = told.clone();
            let fits = move |person: &&Person| told.is_none() || person.actor == told;
            self.people
                .iter()
                .rev()
                .filter(|person| person.token < head.start)
                .filter(fits)
        };
        let chief = told.is_some() && matches!(last.as_str(), "chief" | "leader" | "head");
        let of_a_kind = matches!(
            kind,
            OfficeKind::Head
                | OfficeKind::Minister
                | OfficeKind::Spokesperson
                | OfficeKind::Diplomat
        );
        let person = before()
            .find(|person| person.office.to_lowercase().contains(&last))
            .or_else(|| before().find(|person| person.kind == Some(kind) && of_a_kind || chief));
        let unnamed = || {
            let mut heard = self.offices.iter().rev();
            heard
                .find(|office| told.is_none() && office.office.to_lowercase().ends_with(&last))
                .cloned()
        };
        person
            .map(|person| self.speaker_of(person, head.clone()))
            .or_else(unnamed)
    }

    pub(super) fn speaker_of(&self, person: &Person, at: Range<usize>) -> Speaker {
        let actor = person.actor.clone().or_else(|| self.setting(at.start));
        Speaker {
            name: person.name.clone(),
            office: person.office.clone(),
            actor,
        }
    }
}

/// Whether an office is a state's by itself: every firm has a director, a chairman and a head.
pub(super) fn is_public(office: &str) -> bool {
    let last = office.rsplit(' ').next().unwrap_or(office).to_lowercase();
    !matches!(
        last.as_str(),
        "director"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "chair"
            | "head"
            | "chief"
            | "co-founder"
    )
}
