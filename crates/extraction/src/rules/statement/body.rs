//! Speakers without a name: states and their metonyms, ministries, armies, organisations, armed
//! groups, unnamed office holders.

use std::ops::Range;

use events::Actor;
use events::fact::Speaker;

use crate::document::Known;
use crate::gazetteer::{self, Entry, OfficeKind};
use crate::grammar::words::Closed;

use super::people::{actor_in, office_in};
use super::speaker::Speakers;

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

impl Speakers<'_, '_> {
    /// A state, its metonym, an office without a name, a body.
    pub(super) fn body(&self, head: &Range<usize>, apposition: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let start = head
            .clone()
            .find(|at| !matches!(doc.closed(*at), Some(Closed::Determiner | Closed::Owning)))?;
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
        let site = SITES.contains(&doc.word(last)) && doc.tokens[last].capital;
        let actor = match known {
            Some(Known::Name(
                Entry::State { actor, .. }
                | Entry::Capital { actor, .. }
                | Entry::Metonym { actor, .. }
                | Entry::Body { actor, .. }
                | Entry::Demonym {
                    actor,
                    people: true,
                }
                | Entry::Actor(actor),
            )) => Some(actor.clone()),
            Some(Known::Office(office)) => match office.kind {
                OfficeKind::Honorific => None,
                _ if office.name == "Official" => told.or_else(|| self.of_officials(start..end)),
                _ => told.or_else(|| self.setting_of_body(last)),
            },
            Some(Known::Force(..)) if doc.word(last) == "navy" => {
                told.or_else(|| self.setting(last))
            }
            Some(Known::Force(..))
                if FORCES.contains(&doc.word(last)) || doc.tokens[last].capital =>
            {
                told
            }
            Some(Known::Formation(_)) => told.or_else(|| self.setting(last)),
            _ if site => told.or_else(|| self.setting(last)),
            _ if paper && office_in(doc, head).is_some() => told.or_else(|| self.setting(last)),
            _ if paper || BODIES.contains(&doc.word(last)) => told,
            _ => None,
        }?;
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

    /// Whose `a senior defence official` is; `officials` alone are nobody's.
    fn of_officials(&self, words: Range<usize>) -> Option<Actor> {
        const PUBLIC: [&str; 7] = [
            "administration",
            "defence",
            "defense",
            "government",
            "intelligence",
            "military",
            "security",
        ];
        let last = words.end - 1;
        let public = words
            .into_iter()
            .any(|at| PUBLIC.contains(&self.doc.word(at)));
        public.then(|| self.setting(last))?
    }
}

/// Whether the words for a speaker without a name tell an office, and no body.
pub(super) fn is_office(words: &str) -> bool {
    let offices = gazetteer::find_offices(&gazetteer::Words::of(words));
    let held = |found: &&gazetteer::OfficeMention| {
        !matches!(found.office.kind, OfficeKind::Body | OfficeKind::Honorific)
    };
    offices
        .iter()
        .rfind(held)
        .is_some_and(|held| !offices.iter().any(|other| other.start > held.start))
}
