//! What is carried from sentence to sentence: whose forces a phrase without an owner speaks of, and
//! where those are bound that were told to go.

use events::fact::Status;
use events::{Actor, Category, Place, Relation};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::gazetteer::Entry;
use crate::grammar::words::Closed;

use super::{Reading, Term};

/// How many tokens back a definite phrase points to forces named with their owner.
const REACH: usize = 250;
/// How many of the forces named last are remembered.
const NAMED: usize = 64;
/// Of how many owners it is remembered where their forces are bound.
const BOUND: usize = 32;

/// Forces named with their owner.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    token: usize,
    category: Category,
    owner: Actor,
}

/// Whether forces of two categories may be one: people and their units are.
fn alike(one: Category, other: Category) -> bool {
    let people = |category| {
        matches!(
            category,
            Category::Troops | Category::LandUnit | Category::Forces
        )
    };
    one == other || people(one) && people(other)
}

impl Reading<'_, '_> {
    /// Takes note of forces named with their owner.
    pub(super) fn note_named(&mut self, term: &Term) {
        let Some(owner) = term.owners.first().filter(|_| !term.negative) else {
            return;
        };
        if self.named.len() >= 2 * NAMED {
            self.named.drain(..NAMED);
        }
        self.named.push(Named {
            token: term.tokens.start,
            category: term.force.category,
            owner: owner.clone(),
        });
    }

    /// Takes note of where an owner's forces are told to go, until they are told to be there.
    pub(super) fn note_bound(&mut self, draft: &Draft) {
        let Some(owner) = &draft.owner else { return };
        self.bound.retain(|(other, _)| other != owner);
        let going = matches!(
            draft.kind,
            Kind::Deployment(Status::Announced | Status::UnderWay | Status::Considered)
        );
        if let [place] = draft.destination.as_slice()
            && going
            && place.posture_code().as_str() != owner.code.as_str()
            && self.bound.len() < BOUND
        {
            self.bound.push((owner.clone(), place.clone()));
        }
    }

    /// Where an owner's forces were told to go, and have not been told to be since.
    pub(crate) fn bound_for(&self, owner: &Actor) -> Option<Place> {
        self.bound
            .iter()
            .find(|(other, _)| other == owner)
            .map(|(_, place)| place.clone())
    }

    /// `the carrier strike group`, `the vessels`: the owner of the forces of that kind named last, if
    /// they were named after the fact told last, or that told of another kind.
    fn named_before(&self, token: usize, fits: &dyn Fn(&Actor) -> bool) -> Option<Actor> {
        let mut phrase = (token + 1..token + 6)
            .take_while(|at| self.doc.closed(*at) != Some(Closed::Preposition));
        let category = phrase.find_map(|at| match self.doc.mark(at)?.known {
            Known::Force(noun, _) => Some(noun.category),
            _ => None,
        })?;
        let told = self.last_draft.as_ref();
        let end = told
            .and_then(|draft| draft.evidence.first())
            .map_or(0, |span| span.end);
        let same = told.is_some_and(|draft| {
            draft
                .forces
                .iter()
                .any(|force| alike(force.category, category))
        });
        self.named
            .iter()
            .rev()
            .skip_while(|named| named.token >= token)
            .take_while(|named| named.token + REACH > token)
            .find(|named| alike(named.category, category) && fits(&named.owner))
            .filter(|named| named.token > end || !same)
            .map(|named| named.owner.clone())
    }

    /// Whose forces, where the words beside them do not say: who speaks of them, or whose were told
    /// last.
    pub(crate) fn carried_owner(&self, number: usize, token: usize) -> Option<Actor> {
        self.owner_abroad(number, token, &[])
    }

    /// The same for forces that come to places: a country that receives forces does not send them.
    pub(crate) fn owner_abroad(
        &self,
        number: usize,
        token: usize,
        there: &[Place],
    ) -> Option<Actor> {
        let paragraph = self.sentences[number].paragraph;
        let fits = |actor: &Actor| {
            there.is_empty()
                || there.iter().any(|place| {
                    place.code.as_str() != actor.code.as_str() || place.relation == Relation::Near
                })
        };
        let named = self.last_named.as_ref().filter(|term| {
            term.tokens.start < token
                && self.last_draft.as_ref().is_none_or(|draft| {
                    draft
                        .evidence
                        .iter()
                        .all(|span| span.end <= term.tokens.start)
                })
                && self.paragraph_of(term.tokens.start) == Some(paragraph)
        });
        let last = || self.last_owner.clone().filter(fits);
        if let Some(owner) = named
            .and_then(|term| term.owners.first().cloned())
            .filter(fits)
        {
            return Some(owner);
        }
        if self.anaphoric(token)
            && let Some(owner) = self.named_before(token, &fits).or_else(last)
        {
            return Some(owner);
        }
        if self.doc.word(token) == "the"
            && self.names_ship(token)
            && let Some(state) = self.subject_of(paragraph, token).filter(fits)
        {
            return Some(state);
        }
        let speaker = || self.speaker_at(number, token).filter(fits);
        let fresh = self.last_owner.is_none() || self.last_paragraph != Some(paragraph);
        speaker()
            .filter(|_| fresh)
            .or_else(last)
            .or_else(speaker)
            .or_else(|| self.beside(number).filter(fits))
    }

    /// Whether a noun phrase points back: `the soldiers`, `the new contingent`.
    fn anaphoric(&self, token: usize) -> bool {
        // `14 of the aircraft`
        let part = crate::quantity::find(&self.doc.tokens, token).is_some_and(|count| {
            let of = count.tokens.end;
            self.doc.word(of) == "of"
                && matches!(self.doc.word(of + 1), "the" | "these" | "those" | "them")
        });
        part || matches!(self.doc.word(token), "the" | "these" | "those")
            && crate::quantity::find(&self.doc.tokens, token).is_none()
            && !self.names_ship(token)
    }

    /// `the destroyer Nanning`: one told by its name, which points back to nothing.
    fn names_ship(&self, token: usize) -> bool {
        let ship = self.doc.mark(token + 1).filter(|mark| {
            matches!(mark.known, Known::Force(noun, _)
                if matches!(noun.category, events::Category::Warship | events::Category::Submarine))
        });
        ship.is_some_and(|mark| {
            self.doc
                .tokens
                .get(mark.tokens.end)
                .is_some_and(|next| next.capital)
        })
    }

    /// The state that the paragraph of a token is about so far: the one that is its subject.
    fn subject_of(&self, paragraph: usize, token: usize) -> Option<Actor> {
        self.actors
            .iter()
            .rev()
            .take_while(|seen| seen.paragraph == paragraph)
            .filter(|seen| seen.token < token && seen.salient)
            .find(|seen| seen.what.kind == events::ActorKind::State)
            .map(|seen| seen.what.clone())
    }

    /// The state whose military somebody speaks of in the sentence: `an American build-up`.
    fn beside(&self, number: usize) -> Option<Actor> {
        let tokens = self.sentences[number].tokens.clone();
        tokens.clone().find_map(|at| {
            let military = matches!(
                self.doc.word(at),
                "military"
                    | "build-up"
                    | "buildup"
                    | "army"
                    | "navy"
                    | "forces"
                    | "troops"
                    | "presence"
                    | "deployment"
            );
            if !military {
                return None;
            }
            let before = at.checked_sub(1)?;
            match self.doc.mark(before).map(|mark| &mark.known) {
                Some(Known::Name(entry @ (Entry::Demonym { .. } | Entry::State { .. }))) => {
                    entry.actor().cloned()
                }
                _ => None,
            }
        })
    }
}
