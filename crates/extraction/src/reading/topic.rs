//! The country that a text as a whole is about: where things happen in it.

use events::{Actor, Place};

use crate::document::{Document, Known};
use crate::gazetteer::Entry;

use super::Reading;

/// How often a country is told as a place at least, before the text is about it.
const TIMES: usize = 3;
/// How many countries are counted.
const COUNTRIES: usize = 64;
/// How many names are looked through.
const NAMES_MAX: usize = 400;

/// Countries that things are told to happen in or go to, each with how often, the first told first.
pub(super) fn scenes(doc: &Document<'_>) -> Vec<(Place, usize)> {
    let mut counts: Vec<(Place, usize)> = Vec::new();
    for mark in doc.marks.iter().take(NAMES_MAX) {
        let Known::Name(entry @ (Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))) =
            &mark.known
        else {
            continue;
        };
        let Some(country) = entry
            .place()
            .map(|place| place.posture_code().clone())
            .filter(events::PlaceCode::is_country)
        else {
            continue;
        };
        let there = (1..=3).any(|back| {
            mark.tokens.start.checked_sub(back).is_some_and(|at| {
                matches!(
                    doc.word(at),
                    "in" | "into" | "to" | "inside" | "across" | "throughout"
                )
            })
        });
        if !there {
            continue;
        }
        if let Some((_, count)) = counts.iter_mut().find(|(place, _)| place.code == country) {
            *count += 1;
        } else if counts.len() < COUNTRIES {
            let name = entry.place().map_or("", |place| place.name.as_str());
            let place = super::places::country(country.as_str(), name);
            counts.extend(place.map(|place| (place, 1)));
        }
    }
    counts
}

impl Reading<'_, '_> {
    /// `arrived in Latvia as part of a brigade for the eastern flank`: the country stays the goal.
    pub(super) fn goes_wide(&self, draft: &crate::draft::Draft) -> bool {
        let country = |place: &Place| place.posture_code().is_country();
        draft
            .destination
            .first()
            .is_some_and(|goal| goal.kind == events::PlaceKind::Region && !country(goal))
            && self.last_draft.as_ref().is_some_and(|last| {
                last.sentence == draft.sentence
                    && last.owner == draft.owner
                    && last.destination.iter().any(country)
            })
    }

    /// The country that most of what is told happens in, abroad for an owner.
    pub(crate) fn topic(&self, owner: Option<&Actor>) -> Option<Place> {
        let abroad =
            |place: &Place| owner.is_none_or(|owner| owner.code.as_str() != place.code.as_str());
        let all: usize = self
            .scenes
            .iter()
            .filter(|(place, _)| abroad(place))
            .map(|(_, count)| count)
            .sum();
        self.scenes
            .iter()
            .filter(|(place, _)| abroad(place))
            .find(|(_, count)| *count >= TIMES && 2 * count > all)
            .map(|(place, _)| place.clone())
    }
}
