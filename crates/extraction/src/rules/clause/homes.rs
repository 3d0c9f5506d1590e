//! The states that forces come from: `troops from Kenya, Togo and Ghana`.

use events::Actor;

use crate::grammar::ChunkKind;
use crate::grammar::clause::Spine;
use crate::reading::Reading;

/// The states that a noun phrase says its forces come from, up to the verb at a position.
pub(crate) fn homes(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    head: usize,
    verb: usize,
) -> Vec<Actor> {
    let is = |at: usize, wanted: fn(&ChunkKind) -> bool| {
        spine.get(at).is_some_and(|chunk| wanted(&chunk.kind))
    };
    let mut at = spine.over_of(reading.doc, head);
    let from = spine.get(at).is_some_and(|chunk| {
        chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "from"
    });
    let mut found = Vec::new();
    while from && at + 1 < verb && spine.chunks[at + 1].noun().is_some() {
        let chunk = spine.chunks[at + 1];
        let name = chunk
            .noun()
            .map_or(chunk.tokens.start, |noun| noun.head.start);
        let state = reading.doc.mark(name).is_some_and(|mark| {
            matches!(
                mark.known,
                crate::document::Known::Name(crate::gazetteer::Entry::State { .. })
            ) && chunk.tokens.len() <= mark.tokens.len() + 1
        });
        if !state {
            break;
        }
        found.extend(reading.named_actor(chunk.tokens.clone()));
        at += 2;
        // `from Tanzania, Malawi, and Ghana`
        let comma = is(at, |kind| matches!(kind, ChunkKind::Comma));
        at += usize::from(comma && is(at + 1, |kind| matches!(kind, ChunkKind::And)));
    }
    // `from Ghana, Togo and other states`: one force of many, which is their alliance's where one is told.
    let others = found.len() > 1
        && is(at, |kind| matches!(kind, ChunkKind::And))
        && spine.get(at + 1).is_some_and(|chunk| {
            matches!(reading.doc.word(chunk.tokens.start), "other" | "others")
        });
    if others {
        let token = spine.chunks[head].tokens.start;
        let body = reading.nearest(token, &|actor| {
            actor.kind == events::ActorKind::Organisation
        });
        return body.map_or(found, |body| vec![body]);
    }
    found
}
