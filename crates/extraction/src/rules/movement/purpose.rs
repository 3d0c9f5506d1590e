//! Where forces go by what they are to do there: `to fight in Nigeria`, `to patrol the Red Sea`.

use events::Place;

use crate::grammar::{ChunkKind, Finite};
use crate::reading::Reading;
use crate::rules::clause::Clause;

/// `not going to Europe to fight in Ukraine`: where they will not fight is where they will not go.
pub(super) fn fight_place(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<Vec<Place>> {
    let spine = clause.spine;
    let fight = (clause.at + 1..(clause.at + 8).min(spine.chunks.len())).find(|at| {
        spine.verb(*at).is_some_and(|verb| {
            verb.infinitive && matches!(verb.main.lemma(), "fight" | "engage" | "die")
        })
    })?;
    let preposition = spine
        .get(fight + 1)
        .filter(|chunk| chunk.is_preposition())?;
    let (_, relation) = reading.role(preposition.tokens.clone());
    let places = reading.places(spine, fight + 2, relation, None);
    (!places.is_empty()).then_some(places)
}

/// `sent 2,000 troops to fight Boko Haram in Nigeria`: where they are to do it.
pub(super) fn purpose_place(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Place> {
    let spine = clause.spine;
    let verb = (clause.at + 1..(clause.at + 11).min(spine.chunks.len()))
        .take_while(|at| {
            spine
                .verb(*at)
                .is_none_or(|verb| verb.finite != Finite::Yes)
        })
        .find(|at| {
            // `for supplying stores to`
            let led = *at > 0
                && spine.chunks[at - 1].is_preposition()
                && reading.doc.word(spine.chunks[at - 1].tokens.start) == "for";
            spine
                .verb(*at)
                .is_some_and(|verb| verb.infinitive || led && verb.finite == Finite::No)
        });
    let Some(verb) = verb else { return Vec::new() };
    // `sent ships to be repaired`, `flew home to vote` tell no place of theirs.
    let Some(group) = spine.verb(verb).filter(|group| !group.passive) else {
        return Vec::new();
    };
    let hostile = matches!(
        group.main.lemma(),
        "fight"
            | "attack"
            | "strike"
            | "bomb"
            | "deter"
            | "counter"
            | "combat"
            | "confront"
            | "threaten"
            | "pressure"
            | "warn"
            | "punish"
            | "watch"
            | "monitor"
            | "invade"
            | "discuss"
            | "attend"
            | "leave"
            | "return"
    );
    let owner = clause
        .subject_terms(reading)
        .iter()
        .chain(clause.bundles.iter().flat_map(|bundle| &bundle.terms))
        .find_map(|term| term.owners.first().cloned())
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    let owner = owner.as_ref();
    for at in verb + 1..(verb + 10).min(spine.chunks.len()) {
        let chunk = spine.chunks[at];
        match &chunk.kind {
            // `to join 60 soldiers deployed in Darfur`
            ChunkKind::Verb(group) if group.finite == Finite::Perhaps => {}
            ChunkKind::Verb(_) | ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Relative => break,
            ChunkKind::Preposition
                if matches!(
                    reading.doc.word(chunk.tokens.start),
                    "in" | "on" | "along" | "near" | "off" | "across"
                ) =>
            {
                let (_, relation) = reading.role(chunk.tokens.clone());
                let places = reading.places(spine, at + 1, relation, owner);
                if !places.is_empty() {
                    return places;
                }
            }
            // `to patrol the Red Sea`, `to stabilise Haiti`, `to aid Chad's search`
            ChunkKind::Noun(group) if at == verb + 1 => {
                let whose = group
                    .possessor
                    .clone()
                    .and_then(|possessor| reading.named_actor(possessor))
                    .and_then(|actor| reading.place_of(&actor));
                if let Some(place) = whose {
                    return vec![place];
                }
                let actors = clause.subject_actors(reading);
                let mut found = reading.places(spine, at, events::Relation::In, None);
                found.retain(|place| {
                    place.kind == events::PlaceKind::Sea
                        || place.code.is_country()
                            && !hostile
                            && spine.place_like(reading.doc, at)
                            && actors
                                .iter()
                                .all(|actor| actor.code.as_str() != place.code.as_str())
                });
                if !found.is_empty() {
                    return found;
                }
            }
            _ => {}
        }
    }
    Vec::new()
}
