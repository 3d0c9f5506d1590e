//! How a text was cut into chunks, in one line a sentence: for those who write rules.

use std::fmt::Write as _;

use crate::document::Document;
use crate::grammar::chunk::ChunkKind;
use crate::grammar::clause::Spine;
use crate::reading::Reading;

/// The chunks of every sentence: `N` nouns with their forces and actors, `V` verbs, `T` times, and
/// the words between them.
pub fn outline(text: &str) -> String {
    let document = Document::of_text(text, "2024-03-15".parse().ok());
    let mut reading = Reading::of(&document);
    let mut out = String::new();
    for number in 0..reading.sentences.len() {
        reading.enter(number);
        reading.attribute(number);
        let parsed = &reading.sentences[number];
        let spine = Spine::of(&parsed.chunks, &parsed.attribution.spans);
        for (at, chunk) in spine.chunks.iter().enumerate() {
            let words = document.slice(chunk.tokens.clone());
            let _ = match &chunk.kind {
                ChunkKind::Noun(_) => {
                    let term = reading.term(&spine, at).map_or(String::new(), |term| {
                        let count = term
                            .force
                            .quantity
                            .map_or(String::new(), |q| format!(" {}..{:?}", q.low, q.high));
                        format!("={}{count}", term.force.category)
                    });
                    let actor = reading
                        .actor(&spine, at)
                        .map_or(String::new(), |actor| format!("@{}", actor.code));
                    write!(out, "[{at}N {words}{term}{actor}] ")
                }
                ChunkKind::Verb(group) => {
                    let subject = spine.subject(&document, at);
                    let chain: Vec<_> = group
                        .chain
                        .iter()
                        .map(super::grammar::chunk::VerbWord::lemma)
                        .collect();
                    write!(
                        out,
                        "[{at}V {words}: {chain:?}{} {:?}{}{}{} <-{:?}{}] ",
                        group.main.lemma(),
                        group.finite,
                        if group.passive { " passive" } else { "" },
                        if group.negated { " not" } else { "" },
                        if group.infinitive { " to" } else { "" },
                        subject.heads,
                        if subject.relative { " rel" } else { "" },
                    )
                }
                ChunkKind::Time(_) => write!(out, "[{at}T {words}] "),
                ChunkKind::Preposition => write!(out, "<{words}> "),
                ChunkKind::Relative => write!(out, "{{{words}}} "),
                ChunkKind::Subordinator => write!(out, "/{words}/ "),
                _ => write!(out, "{words} "),
            };
        }
        for (span, speaker) in &parsed.attribution.scopes {
            let _ = write!(
                out,
                " | {:?} says {}..{}",
                speaker.as_ref().map(|a| a.code.to_string()),
                span.start,
                span.end
            );
        }
        out.push('\n');
    }
    out
}
