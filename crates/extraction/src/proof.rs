//! Every number of a fact stands in its evidence: where the words that a fact rests on leave one out,
//! those that tell it are evidence too.

use std::ops::Range;

use crate::document::Document;
use crate::draft::Draft;

/// Adds to the evidence of a draft the numbers that it does not hold yet: from its sentence, else from
/// where they were told last before it.
pub(crate) fn complete(doc: &Document<'_>, draft: &mut Draft) {
    let texts: Vec<String> = draft
        .forces
        .iter()
        .flat_map(|force| [&force.quantity, &force.part_of])
        .flatten()
        .map(|quantity| quantity.text.clone())
        .filter(|text| !text.is_empty())
        .collect();
    for text in texts {
        let held = draft
            .evidence
            .iter()
            .any(|span| doc.slice(span.clone()).contains(&text));
        if !held && let Some(span) = told(doc, draft, &text) {
            draft.evidence.push(span);
        }
    }
}

/// Where a draft's number is told.
fn told(doc: &Document<'_>, draft: &Draft, text: &str) -> Option<Range<usize>> {
    let sentence = doc.sentences.get(draft.sentence)?.tokens.clone();
    let at = |token: usize| {
        let start = doc.tokens[token].bytes.start;
        if !doc.text[start..].starts_with(text) {
            return None;
        }
        let last = doc.tokens.at_byte(start + text.len() - 1);
        // Some words more, so that it is seen what is counted.
        let number = doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let end = doc.sentences.get(number)?.tokens.end;
        Some(token..(last + 4).min(end).max(last + 1))
    };
    sentence
        .clone()
        .find_map(at)
        .or_else(|| (0..sentence.start).rev().take(LOOK_BACK).find_map(at))
}

/// How many tokens back a number is looked for.
const LOOK_BACK: usize = 3_000;

#[cfg(test)]
mod tests {
    use events::{Article, Fact};

    #[test]
    fn the_whole_of_a_part_is_evidence_too() {
        let text = "Canada will send 300 soldiers to Latvia. Of these 100 have arrived at Adazi.";
        let article = Article::new("", "", None, None, text);
        for event in crate::extract(&article).events {
            let Fact::DeploymentAnnounced(told) = &event.fact else {
                continue;
            };
            for force in &told.forces {
                for quantity in [&force.quantity, &force.part_of].into_iter().flatten() {
                    let held = event
                        .provenance
                        .evidence
                        .iter()
                        .any(|evidence| evidence.text.contains(&quantity.text));
                    assert!(
                        held,
                        "{:?} of {:?}",
                        quantity.text, event.provenance.evidence
                    );
                }
            }
        }
    }
}
