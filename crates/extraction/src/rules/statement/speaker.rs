//! Whom a noun phrase names as a speaker: a person with an office, an office, a body, a state.

use std::ops::Range;

use events::Actor;
use events::fact::Speaker;

use crate::document::{Document, Known};
use crate::gazetteer::{self, Entry, OfficeKind};
use crate::grammar::words::{Closed, closed};

use super::people::{Person, actor_in, explains, name_in, office_in, people, surname};
use super::setting::{setting, setting_of_body};
use super::subject::{Named, opening_subject};

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
    offices: Vec<Speaker>,
}

/// Whether the words for a speaker without a name tell an office, and no body.
pub(super) fn is_office(words: &str) -> bool {
    let offices = gazetteer::find_offices(words);
    let held = |found: &&gazetteer::OfficeMention| {
        !matches!(found.office.kind, OfficeKind::Body | OfficeKind::Honorific)
    };
    offices
        .iter()
        .rfind(held)
        .is_some_and(|held| !offices.iter().any(|other| other.start > held.start))
}

/// Words that show a speaker to speak for no state, organisation or armed group.
const PRIVATE: [&str; 66] = [
    "activist",
    "airline",
    "analyst",
    "analysts",
    "anchor",
    "author",
    "bloggers",
    "blogger",
    "broadcaster",
    "ceo",
    "channel",
    "coach",
    "columnist",
    "company",
    "correspondent",
    "critic",
    "critics",
    "customer",
    "daily",
    "economist",
    "editor",
    "employee",
    "executive",
    "expert",
    "experts",
    "farmer",
    "fellow",
    "firm",
    "historian",
    "journalist",
    "lawyer",
    "lecturer",
    "magazine",
    "manufacturer",
    "newspaper",
    "pensioner",
    "poll",
    "professor",
    "researcher",
    "resident",
    "residents",
    "retired",
    "scholar",
    "shopkeeper",
    "source",
    "sources",
    "student",
    "tabloid",
    "teacher",
    "tourist",
    "witnesses",
    "trawler",
    "ferry",
    "driver",
    "bus",
    "club",
    "choir",
    "hotel",
    "farm",
    "shop",
    "bank",
    "charity",
    "institute",
    "university",
    "museum",
    "agency's",
];

/// Nouns for forces that speak as a body.
const FORCES: [&str; 8] = [
    "forces",
    "troops",
    "armed forces",
    "mission",
    "headquarters",
    "force",
    "contingent",
    "command",
];

/// Nouns for bodies that the gazetteer does not know by name.
const BODIES: [&str; 14] = [
    "agency",
    "authority",
    "base",
    "bureau",
    "center",
    "centre",
    "committee",
    "council",
    "department",
    "directorate",
    "office",
    "service",
    "staff",
    "wing",
];

/// Military bodies that may be named without their state: `the 12th Air Base`.
const SITES: [&str; 5] = ["base", "wing", "headquarters", "directorate", "staff"];

/// Nouns for what a body publishes: it speaks through them.
const PAPERS: [&str; 9] = [
    "statement",
    "communique",
    "communiqué",
    "announcement",
    "letter",
    "declaration",
    "document",
    "paper",
    "readout",
];

/// Whether words show that somebody speaks for nobody.
pub(super) fn is_private(doc: &Document<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| {
        PRIVATE.contains(&doc.word(at)) || doc.word(at) == "news" && doc.word(at + 1) == "agency"
    })
}

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
        }
    }

    /// Takes note of who spoke, and where.
    pub(super) fn note(&mut self, speaker: &Speaker, at: usize) {
        self.private_last = false;
        if !speaker.name.is_empty() {
            self.last_person = Some(speaker.clone());
            return;
        }
        if is_office(&speaker.office) {
            self.last_person = Some(speaker.clone());
            self.offices.push(speaker.clone());
        } else {
            self.last_body = Some(speaker.clone());
            self.last_body_at = at;
        }
    }

    /// Takes note that somebody spoke who speaks for nobody.
    pub(super) fn note_private(&mut self, named: &Named) {
        self.private_last |= name_in(self.doc, &named.head).is_some();
    }

    /// Whom a phrase names; nobody, when it speaks for no state, organisation or armed group.
    pub(super) fn resolve(&self, named: &Named, sentence: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        if is_private(doc, named.head.clone()) || is_private(doc, named.apposition.clone()) {
            return None;
        }
        if named.head.len() == 1
            && let Some(speaker) = self.pronoun(named.head.start)
        {
            return speaker;
        }
        let head = self.without_opening(&named.head);
        self.person(&head, &named.apposition, sentence)
            .or_else(|| self.body(&head, &named.apposition, sentence))
    }

    /// Drops `In Moscow`, `On Friday` and the like before the phrase: what stands before its last
    /// determiner-less break is no part of it.
    pub(super) fn without_opening(&self, head: &Range<usize>) -> Range<usize> {
        let doc = self.doc;
        let adverbs = head.clone().take_while(|at| {
            matches!(
                closed(doc.word(*at)),
                Some(Closed::And | Closed::Adverb | Closed::Subordinator)
            )
        });
        let head = &(head.start + adverbs.count()..head.end);
        if head.is_empty() || !matches!(closed(doc.word(head.start)), Some(Closed::Preposition)) {
            return head.clone();
        }
        let start = head
            .clone()
            .skip(2)
            .find(|at| {
                let known = doc.mark_from(*at).map(|mark| &mark.known);
                let begins = matches!(known, Some(Known::Office(_) | Known::Name(_)))
                    || matches!(
                        closed(doc.word(*at)),
                        Some(Closed::Determiner | Closed::Owning)
                    );
                begins
                    && !matches!(
                        closed(doc.word(at - 1)),
                        Some(Closed::Preposition | Closed::Determiner | Closed::Owning)
                    )
            })
            .unwrap_or(head.start);
        start..head.end
    }

    /// A person by name, or by an office that a person told earlier holds.
    pub(super) fn person(
        &self,
        head: &Range<usize>,
        apposition: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Speaker> {
        let doc = self.doc;
        let name = name_in(doc, head).or_else(|| {
            name_in(doc, apposition)
                .filter(|_| office_in(doc, head).is_some_and(|(_, kind)| kind != OfficeKind::Body))
        });
        let Some(name) = name else {
            return self.by_office(head, apposition);
        };
        let words: Vec<&str> = doc.slice(name.clone()).split_whitespace().collect();
        let written = words.join(" ");
        let last = surname(&written);
        let known = self
            .people
            .iter()
            .find(|person| surname(&person.name) == last);
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
        let here = office_in(doc, &(head.start..name.start.max(head.start)))
            .or_else(|| office_in(doc, apposition))
            .or_else(|| office_in(doc, head));
        let office = here
            .as_ref()
            .map(|(span, _)| doc.slice(span.clone()).to_owned());
        let office = office
            .or_else(|| {
                known
                    .map(|person| person.office.clone())
                    .filter(|office| !office.is_empty())
            })
            .or_else(|| leader.map(|(_, office, _)| office.clone()));
        let told = actor_in(doc, &(head.start..name.start.max(head.start)))
            .or_else(|| actor_in(doc, &(name.end.min(head.end)..head.end)))
            .or_else(|| actor_in(doc, apposition).filter(|_| explains(doc, apposition)));
        let actor = told
            .or_else(|| known.and_then(|person| person.actor.clone()))
            .or_else(|| leader.map(|(_, _, actor)| actor.clone()))
            .or_else(|| office.as_ref().and_then(|_| self.setting(name.start)))?;
        office.as_ref()?;
        let full = match (known, leader) {
            (Some(person), _) if person.name.contains(' ') => person.name.clone(),
            (_, Some((full, _, _))) if words.len() < 2 => full.clone(),
            _ => written,
        };
        Some(Speaker {
            name: full,
            office: office.unwrap_or_default(),
            actor: Some(actor),
        })
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

    /// A state, its metonym, an office without a name, a body.
    pub(super) fn body(
        &self,
        head: &Range<usize>,
        apposition: &Range<usize>,
        sentence: &Range<usize>,
    ) -> Option<Speaker> {
        let doc = self.doc;
        let start = head.clone().find(|at| {
            !matches!(
                closed(doc.word(*at)),
                Some(Closed::Determiner | Closed::Owning)
            )
        })?;
        // `the chief of the general staff`: the phrase's own noun stands before the preposition.
        let end = (start..head.end)
            .find(|at| {
                matches!(
                    doc.word(*at),
                    "of" | "for" | "in" | "at" | "with" | "from" | "to" | "on" | "who"
                )
            })
            .unwrap_or(head.end);
        let last = end.checked_sub(1).filter(|at| *at >= start)?;
        let owned =
            start > head.start && matches!(doc.word(head.start), "its" | "their" | "his" | "her");
        let told = actor_in(doc, &(start..head.end))
            .or_else(|| actor_in(doc, apposition))
            .or_else(|| owned.then(|| self.owner(head.start))?);
        let paper = PAPERS.contains(&doc.word(last));
        let known = doc.mark(last).map(|mark| &mark.known);
        let own = match known {
            Some(Known::Name(
                Entry::State { actor, .. }
                | Entry::Capital { actor, .. }
                | Entry::Metonym { actor, .. }
                | Entry::Body { actor, .. }
                | Entry::Actor(actor),
            )) => Some(actor.clone()),
            Some(Known::Name(Entry::Demonym {
                actor,
                people: true,
            })) => Some(actor.clone()),
            Some(Known::Office(office)) if matches!(office.kind, OfficeKind::Honorific) => None,
            Some(Known::Office(_)) => told.or_else(|| self.setting_of_body(last)),
            Some(Known::Force(..)) if doc.word(last) == "navy" => {
                told.or_else(|| self.setting(last))
            }
            Some(Known::Force(..))
                if FORCES.contains(&doc.word(last)) || doc.tokens[last].capital =>
            {
                told
            }
            Some(Known::Formation(_)) => told.or_else(|| self.setting(last)),
            _ if SITES.contains(&doc.word(last)) && doc.tokens[last].capital => {
                told.or_else(|| self.setting(last))
            }
            _ if paper || BODIES.contains(&doc.word(last)) => told,
            _ => None,
        };
        let actor = own?;
        let official = matches!(known, Some(Known::Office(office)) if office.name == "Official");
        let of_state = [
            "defence",
            "defense",
            "government",
            "military",
            "administration",
            "security",
            "intelligence",
        ];
        if official
            && actor_in(doc, head).is_none()
            && !(start..end).any(|at| of_state.contains(&doc.word(at)))
        {
            return None;
        }
        let words = doc
            .slice(start..head.end)
            .split_whitespace()
            .collect::<Vec<_>>();
        Some(Speaker {
            name: String::new(),
            office: words.join(" "),
            actor: Some(actor),
        })
    }

    /// Whose an office at a token is that is named without its state.
    fn setting(&self, at: usize) -> Option<Actor> {
        setting(
            self.doc,
            at,
            self.last_body.as_ref().and_then(|body| body.actor.as_ref()),
        )
    }

    /// Whose a body at a token is that is named without its state.
    fn setting_of_body(&self, at: usize) -> Option<Actor> {
        setting_of_body(
            self.doc,
            at,
            self.last_body.as_ref().and_then(|body| body.actor.as_ref()),
        )
    }

    /// The speaker of a turn of a transcript: `COLONEL HALVORSEN:`.
    pub(super) fn of_turn(&self, lead: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let words = doc.slice(lead.start..lead.end.saturating_sub(1));
        let first = words.to_lowercase();
        if matches!(
            first.as_str(),
            "question" | "q" | "reporter" | "moderator" | "interviewer" | "journalist" | "host"
        ) || words.is_empty()
        {
            return None;
        }
        let name: Vec<String> = words.split_whitespace().map(title_case).collect();
        let name = name.join(" ");
        let known = self
            .people
            .iter()
            .find(|person| surname(&person.name) == surname(&name));
        if let Some(person) = known {
            return Some(self.speaker_of(person, lead.clone()));
        }
        let (span, _) = office_in(doc, lead)?;
        let office = doc
            .slice(span)
            .split_whitespace()
            .map(title_case)
            .collect::<Vec<_>>()
            .join(" ");
        let leads = |at: usize| doc.sentences.iter().any(|s| s.lead.contains(&at));
        let actor = doc
            .marks
            .iter()
            .filter(|mark| !leads(mark.tokens.start))
            .find_map(|mark| match &mark.known {
                Known::Name(entry) => {
                    let country = || entry.place()?.country.as_ref();
                    entry
                        .actor()
                        .or_else(|| gazetteer::actor(country()?.as_str()))
                }
                _ => None,
            });
        Some(Speaker {
            name,
            office,
            actor: actor.cloned(),
        })
    }
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first
            .to_uppercase()
            .chain(chars.flat_map(char::to_lowercase))
            .collect()
    })
}
