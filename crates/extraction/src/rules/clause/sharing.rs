//! What the bundles of one clause share: a goal told once, an origin in one country.

use events::{Actor, Relation};

use crate::grammar::clause::Spine;
use crate::reading::Reading;

use super::Bundle;

/// `Italy will send 2,000, France 1,000 and Romania 400 to Albania`: the goal of the last is that of all.
pub(super) fn share_goal(all: &mut [Bundle]) {
    let Some((last, earlier)) = all.split_last_mut() else {
        return;
    };
    let listed = last.directed
        && last.subject.is_some()
        && earlier
            .iter()
            .all(|bundle| bundle.there.is_empty() && !bundle.terms.is_empty());
    if listed {
        for bundle in earlier {
            bundle.there.clone_from(&last.there);
            bundle.directed = true;
            bundle.placed = true;
        }
    }
}

/// `two helicopters to Honiara, with 40 men from Oakey in Queensland, as well as 20 from Townsville`:
/// more forces of the same movement, from elsewhere in the same country.
pub(super) fn gather_origins(all: &mut Vec<Bundle>) {
    let codes = |bundle: &Bundle| -> Vec<_> {
        let origin = bundle.origin.iter();
        origin.map(|place| place.posture_code().clone()).collect()
    };
    let mut index = 1;
    while index < all.len() {
        let bundle = &all[index];
        let same = bundle.subject.is_none()
            && bundle.there.is_empty()
            && !all[0].there.is_empty()
            && !bundle.origin.is_empty()
            && codes(bundle) == codes(&all[0]);
        if same {
            let more = all.remove(index);
            all[0].terms.extend(more.terms);
            all[0].tokens.end = all[0].tokens.end.max(more.tokens.end);
        } else {
            index += 1;
        }
    }
}

/// Whom a noun stands for as an object: a pronoun never for the subject.
pub(super) fn other_actor(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    noun: usize,
    subject: Option<&Actor>,
) -> Option<Actor> {
    let actor = reading.actor(spine, noun)?;
    let pronoun = spine.chunks[noun].noun().is_some_and(|group| group.pronoun);
    if pronoun && Some(&actor) == subject {
        return reading.nearest(spine.chunks[noun].tokens.start, &|other| {
            Some(other) != subject
        });
    }
    Some(actor)
}

/// Of several places that forces are near, those that they are in besides tell nothing more.
pub(super) fn drop_inside_near(all: &mut [Bundle]) {
    for bundle in all {
        let inside: Vec<_> = bundle
            .there
            .iter()
            .filter(|place| place.relation == Relation::In)
            .map(|place| place.posture_code().clone())
            .collect();
        let nears = bundle
            .there
            .iter()
            .filter(|place| place.relation == Relation::Near)
            .count();
        if nears > 1 {
            bundle.there.retain(|place| {
                place.relation == Relation::In || !inside.contains(place.posture_code())
            });
        }
    }
}
