//! Whose the forces of a noun group are, and where they are based.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Place};

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::NounGroup;
use crate::grammar::clause::Spine;
use crate::grammar::words::Closed;
use crate::reading::Reading;

use super::Term;

impl Reading<'_, '_> {
    /// `US and allied forces`, `British and other troops`: of whom one is named, that one's.
    pub(super) fn first_of_partners(&self, spine: &Spine<'_>, at: usize) -> Option<Actor> {
        let chunk = spine.get(at)?;
        let partners = matches!(
            self.doc.word(chunk.tokens.start),
            "other" | "allied" | "coalition" | "international" | "partner" | "foreign"
        );
        let joined = at >= 2
            && partners
            && matches!(spine.chunks[at - 1].kind, crate::grammar::ChunkKind::And);
        let named = spine.get(at.checked_sub(2)?)?.tokens.clone();
        (joined && named.len() <= 2)
            .then(|| self.named_actor(named))
            .flatten()
            .filter(|actor| actor.kind == events::ActorKind::State)
    }

    /// Whose forces: the adjective of a state, a state's or an alliance's name, or a possessor.
    pub(super) fn owners(&self, group: &NounGroup, inner: &Range<usize>) -> Vec<Actor> {
        let mut found: Vec<Actor> = Vec::new();
        for at in inner.clone() {
            if let Some(body) = led_by(self.doc.word(at)) {
                found.push(body);
                continue;
            }
            let Some(mark) = self
                .doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= inner.end)
            else {
                continue;
            };
            let joined = self.doc.word(mark.tokens.end - 1);
            // `a NATO-led force` is the alliance's, `a French-led coalition` is not France's.
            let led = joined.ends_with("-led")
                && !matches!(&mark.known, Known::Name(entry) if entry
                    .actor()
                    .is_some_and(|actor| actor.kind == ActorKind::Organisation));
            let based = joined.ends_with("-based") || led;
            match &mark.known {
                // Many states have one.
                Known::Name(Entry::Body { name, .. }) if name == "National Guard" => {}
                Known::Name(
                    Entry::Demonym { actor, .. }
                    | Entry::State { actor, .. }
                    | Entry::Body { actor, .. }
                    | Entry::Actor(actor)
                    | Entry::Metonym { actor, .. },
                ) if !based && !found.contains(actor) => {
                    found.push(actor.clone());
                }
                Known::Force(noun, _)
                    if matches!(noun.category, Category::Warship | Category::Submarine) =>
                {
                    break;
                }
                _ => {}
            }
        }
        if inner
            .clone()
            .any(|at| matches!(self.doc.word(at), "allied" | "multinational"))
            && self.doc.nato
            && found.is_empty()
        {
            found.extend(crate::reading::actors::nato());
        }
        if found.len() > 1 && !inner.clone().any(|at| self.doc.word(at) == "and") {
            // `NATO's German troops`, `US European Command forces`: a state before its alliance.
            let state = found
                .iter()
                .find(|actor| actor.kind == ActorKind::State)
                .cloned();
            return state.map_or(found, |state| vec![state]);
        }
        if !found.is_empty() {
            return found;
        }
        if let Some(possessor) = &group.possessor {
            let word = self.doc.word(possessor.start);
            if self.doc.closed(possessor.start) == Some(Closed::Owning) {
                return self.pronoun(word, possessor.start).into_iter().collect();
            }
            // `the 101st Airborne Division's 2nd Brigade`
            let unit = || {
                let words = self.doc.slice(possessor.clone());
                let name = words.trim_start_matches("the ").trim_start_matches("The ");
                crate::gazetteer::sole_operator(name).cloned()
            };
            return self
                .named_actor(possessor.clone())
                .or_else(unit)
                .or_else(|| self.short_owner(possessor.clone()))
                .or_else(|| self.owner_of_forces(possessor.clone()))
                .into_iter()
                .collect();
        }
        Vec::new()
    }

    /// The ship that a possessor names: `the USS Antietam's`, `Ralph Johnson's`.
    pub(crate) fn ship_of(&self, possessor: Range<usize>) -> Option<Term> {
        let (name, owner, category) = possessor.clone().find_map(|at| {
            let mark = self.doc.mark_from(at)?;
            match &mark.known {
                Known::Designation(found)
                    if matches!(found.category, Category::Warship | Category::Submarine) =>
                {
                    Some((found.name.clone(), found.owner.clone()?, found.category))
                }
                _ => None,
            }
        })?;
        let mut term = Term::uncounted(actor_by_code(&owner), category, name, possessor.clone());
        term.force.quantity = Some(events::Quantity {
            low: 1,
            high: Some(1),
            approximate: false,
            text: self.doc.slice(possessor).to_owned(),
        });
        Some(term)
    }

    /// `the marines' aircraft`: whose those forces were, as told last.
    fn owner_of_forces(&self, possessor: Range<usize>) -> Option<Actor> {
        let forces = possessor.into_iter().any(|at| {
            self.doc
                .mark(at)
                .is_some_and(|mark| matches!(&mark.known, Known::Force(noun, _) if !noun.vague))
        });
        forces.then(|| self.last_owner.clone())?
    }

    /// `US-based`: the place before the hyphen.
    pub(super) fn base(&self, tokens: &Range<usize>) -> Option<Place> {
        tokens.clone().find_map(|at| {
            let mark = self.doc.mark_from(at)?;
            let based = self.doc.word(mark.tokens.end - 1).ends_with("-based");
            match &mark.known {
                Known::Name(entry) if based => entry
                    .place()
                    .cloned()
                    .or_else(|| entry.actor().and_then(|actor| self.place_of(actor))),
                _ => None,
            }
        })
    }
}

/// `NATO-led`: the alliance whose force it is, whoever leads it.
fn led_by(word: &str) -> Option<Actor> {
    let body = word.strip_suffix("-led")?;
    matches!(body, "nato" | "un" | "eu" | "au")
        .then(|| crate::gazetteer::actor(&body.to_uppercase()).cloned())?
}

/// The state of a ship's prefix.
pub(super) fn actor_by_code(code: &events::ActorCode) -> Actor {
    crate::gazetteer::actor(code.as_str())
        .cloned()
        .unwrap_or_else(|| Actor {
            code: code.clone(),
            name: code.as_str().to_owned(),
            kind: ActorKind::State,
        })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn arms_of_forces_told_before_are_their_states() {
        check(
            "Italy has 300 soldiers in Niger. France said the soldiers' helicopters would be flown to Chad.",
            &[
                "posture ITA 300 TROOPS in NER",
                "deploy ITA HELICOPTER to TCD announced",
            ],
        );
    }

    #[test]
    fn it_is_the_subject_of_the_sentence_before() {
        check(
            "Eritrea's army has mobilised, the minister in Asmara told a Kenyan newspaper. It has moved two brigades to Assab.",
            &[
                "ready ERI FORCES heightened",
                "deploy ERI 2 LAND_UNIT to ERI completed",
            ],
        );
    }
}
