//! Turns of a transcript: `COLONEL HALVORSEN:` before a paragraph.

use std::ops::Range;

use events::fact::Speaker;

use crate::document::{Document, Known};
use crate::gazetteer;

use super::people::{office_in, surname};
use super::speaker::Speakers;
use super::subject::sentence_at;

/// The first sentence of a turn that says something: not `Good morning.` or `No.`
pub(super) fn opening_of_turn(doc: &Document<'_>, number: usize) -> Range<usize> {
    let paragraph = doc.sentences[number].paragraph;
    let turn = doc.sentences[number..]
        .iter()
        .take_while(|sentence| sentence.paragraph == paragraph);
    let mut full = turn.filter(|sentence| sentence.tokens.len() > 3);
    full.next().unwrap_or(&doc.sentences[number]).tokens.clone()
}

/// Whether a lead is a speaker's name, as `COLONEL HALVORSEN:` before a paragraph; `NEW DELHI:` is a
/// dateline.
pub(super) fn is_turn(doc: &Document<'_>, lead: &Range<usize>) -> bool {
    let place = |at: usize| matches!(doc.mark(at).map(|mark| &mark.known), Some(Known::Name(entry)) if entry.place().is_some());
    !lead.is_empty() && doc.word(lead.end - 1) == ":" && !lead.clone().any(place)
}

impl Speakers<'_, '_> {
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
        let leads = |at: usize| {
            sentence_at(doc, at).is_some_and(|number| doc.sentences[number].lead.contains(&at))
        };
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
