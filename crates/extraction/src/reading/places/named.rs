//! The places that are named inside some tokens.

use std::ops::Range;

use events::Place;

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::clause::is_place_noun;
use crate::reading::Reading;

use super::is_edge;

impl Reading<'_, '_> {
    /// Places named inside some tokens; an adjective of a state counts beside a noun for a place.
    pub(crate) fn named_places(&self, tokens: Range<usize>, adjectives: bool) -> Vec<Place> {
        let mut found: Vec<Place> = Vec::new();
        let mut ship = false;
        for at in tokens.clone() {
            let Some(mark) = self
                .doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= tokens.end)
            else {
                continue;
            };
            let place = match &mark.known {
                // `the Tarawa Amphibious Ready Group`: a ship's name.
                Known::Name(Entry::Place(_))
                    if self.doc.mark_from(mark.tokens.end).is_some_and(|next| {
                        matches!(&next.known, Known::Force(noun, _)
                            if noun.category == events::Category::Warship
                                && noun.counts == crate::gazetteer::Counts::Groups)
                    }) =>
                {
                    None
                }
                // `the U.S. 5th Fleet area of operations`
                Known::Name(Entry::State { .. } | Entry::Demonym { .. })
                    if self.doc.mark_from(mark.tokens.end).is_some_and(|next| {
                        next.tokens.end < tokens.end && matches!(next.known, Known::Formation(_))
                    }) =>
                {
                    None
                }
                // `the U.S. 5th Fleet`: a state before a noun that is no place is whose, not where.
                Known::Name(Entry::State { .. })
                    if mark.tokens.end < tokens.end
                        && self.doc.word(mark.tokens.end - 1).len() <= 4
                        && !is_place_noun(self.doc.word(tokens.end - 1))
                        && !is_edge(self.doc.word(tokens.end - 1))
                        && self.doc.tokens[mark.tokens.end].kind
                            == crate::token::TokenKind::Word =>
                {
                    None
                }
                Known::Force(noun, _) => {
                    ship = matches!(
                        noun.category,
                        events::Category::Warship | events::Category::Submarine
                    );
                    None
                }
                _ if ship => None,
                Known::Name(
                    entry @ (Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_)),
                ) => entry.place().cloned(),
                Known::Name(Entry::Demonym { actor, .. }) if adjectives => self.place_of(actor),
                _ => None,
            };
            if let Some(place) = place {
                // `Yelnya in Russia` is one place; so is `Poland's Lask base`.
                found.retain(|other| other.code.as_str() != place.posture_code().as_str());
                found.push(place);
            }
        }
        if found.len() > 1
            && !tokens
                .clone()
                .any(|at| matches!(self.doc.word(at), "and" | "or"))
        {
            found.drain(..found.len() - 1);
        }
        found
    }
}
