//! `as` before a clause of its own: `seeks 2,500 troops as Egyptian forces pull back`, unlike that of
//! `serving as peacekeepers`.

use crate::document::Document;

use super::super::Finite;
use super::super::chunk::{Article, Chunk, ChunkKind};

/// How many chunks the subject of the clause has at most before its verb.
const SUBJECT: usize = 12;

/// Makes a subordinator of every `as` that a noun and its finite verb follow.
pub(super) fn part(doc: &Document<'_>, chunks: &mut [Chunk]) {
    for at in 0..chunks.len() {
        let tokens = &chunks[at].tokens;
        let alone = matches!(chunks[at].kind, ChunkKind::Preposition)
            && tokens.len() == 1
            && doc.word(tokens.start) == "as";
        if !alone {
            continue;
        }
        let after_verb = at > 0 && chunks[at - 1].verb().is_some();
        if !after_verb && heads_clause(doc, &chunks[at + 1..]) {
            chunks[at].kind = ChunkKind::Subordinator;
        }
    }
}

/// Whether chunks begin with a noun, what hangs on it, and a finite verb.
fn heads_clause(doc: &Document<'_>, chunks: &[Chunk]) -> bool {
    let Some(first) = chunks.first().and_then(Chunk::noun) else {
        return false;
    };
    let role = matches!(
        doc.word(first.head.end - 1),
        "part" | "whole" | "result" | "members" | "peacekeepers" | "observers"
    );
    if role {
        return false;
    }
    let mut after_noun = true;
    for chunk in chunks.iter().skip(1).take(SUBJECT) {
        match &chunk.kind {
            ChunkKind::Verb(group) if after_noun => {
                return match group.finite {
                    Finite::Yes => true,
                    Finite::Perhaps => first.article != Article::Indefinite,
                    Finite::No => false,
                };
            }
            ChunkKind::Noun(_) => after_noun = true,
            ChunkKind::Preposition | ChunkKind::And => after_noun = false,
            ChunkKind::Time(_) | ChunkKind::Adverb | ChunkKind::Quote => {}
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn a_clause_that_begins_with_as() {
        check(
            "The mission is seeking 2,500 troops within a week as Ghanaian forces pull out of Liberia.",
            &["withdraw GHA FORCES from LBR announced"],
        );
        check(
            "Norway announced the deployment of a frigate and an air defence battery to the Red Sea as \
             tensions with Iran ramp up.",
            &["deploy NOR 1 WARSHIP, 1 AIR_DEFENSE to red-sea announced"],
        );
        check(
            "Kenyan soldiers serving as peacekeepers have left South Sudan.",
            &["withdraw KEN TROOPS from SSD completed"],
        );
    }
}
