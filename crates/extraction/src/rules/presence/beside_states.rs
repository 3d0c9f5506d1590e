//! Numbers told beside the states whose soldiers they count: `Spain (1,100 troops)`, `140 from Burkina Faso,
//! 320 from Nigeria`.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Force};

use crate::document::Known;
use crate::grammar::ChunkKind;
use crate::grammar::clause::Spine;
use crate::quantity::{self, Count};
use crate::reading::{Reading, Term};

use super::Stock;
use super::place::{self, Where};

/// How many people a contingent has at least.
const FEW: u32 = 10;

/// Reads the numbers of a sentence.
pub(super) fn read(reading: &Reading<'_, '_>, spine: &Spine<'_>, sentence: usize) -> Vec<Stock> {
    let mut found = bracketed(reading, spine, sentence);
    let first = (0..spine.chunks.len()).find(|at| shares(reading, spine, *at));
    for at in first
        .into_iter()
        .flat_map(|first| first..spine.chunks.len())
    {
        let Some((owner, count)) = share(reading, spine, at) else {
            continue;
        };
        let tokens = spine.chunks[at].tokens.start..spine.chunks[at + 2].tokens.end;
        found.extend(stock(reading, spine, sentence, owner, &count, tokens));
    }
    found
}

/// Whether a list of such numbers begins at a position.
pub(in crate::rules) fn shares(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    let joined = |at: usize| {
        spine
            .get(at)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And | ChunkKind::Comma))
    };
    let next = at + 3 + usize::from(joined(at + 3) && joined(at + 4));
    share(reading, spine, at).is_some()
        && joined(at + 3)
        && share(reading, spine, next + usize::from(next == at + 3)).is_some()
}

/// `320 from Nigeria`: a number alone, and the state it is from.
fn share(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Option<(Actor, Count)> {
    let doc = reading.doc;
    let count = spine.get(at)?.noun()?.count.clone()?;
    let alone = spine.terms.get(at)?.as_ref()?.bare && count.low >= FEW;
    let from = spine.get(at + 1)?;
    let state = spine.get(at + 2)?;
    let named = alone && from.is_preposition() && doc.word(from.tokens.start) == "from";
    let actor = named.then(|| reading.named_actor(state.tokens.clone()))??;
    (actor.kind == ActorKind::State && spine.place_like(doc, at + 2)).then_some((actor, count))
}

/// `The Netherlands (about 1,400 troops) and Denmark (700)`.
fn bracketed(reading: &Reading<'_, '_>, spine: &Spine<'_>, sentence: usize) -> Vec<Stock> {
    let doc = reading.doc;
    let tokens = reading.sentences[sentence].tokens.clone();
    let military = || {
        tokens.clone().any(|at| {
            let word = doc.word(at);
            matches!(word, "troops" | "soldiers" | "peacekeepers") || word.contains("contribut")
        })
    };
    let mut found = Vec::new();
    for open in tokens.clone().filter(|at| doc.word(*at) == "(") {
        let Some(count) = quantity::find(&doc.tokens, open + 1).filter(|count| count.low >= FEW)
        else {
            continue;
        };
        let end = count.tokens.end;
        let people = doc.mark_from(end).filter(|mark| {
            matches!(&mark.known, Known::Force(noun, _) if noun.category == Category::Troops)
        });
        let close = people.map_or(end, |mark| mark.tokens.end);
        let told = people.is_some() || military();
        let Some(name) = (0..spine.chunks.len()).find(|at| spine.chunks[*at].tokens.end == open)
        else {
            continue;
        };
        if doc.word(close) != ")" || !told || !stands_alone(spine, name) {
            continue;
        }
        let owner = reading
            .named_actor(spine.chunks[name].tokens.clone())
            .filter(|actor| actor.kind == ActorKind::State && spine.place_like(doc, name));
        let span = spine.chunks[name].tokens.start..close;
        found.extend(owner.and_then(|owner| stock(reading, spine, sentence, owner, &count, span)));
    }
    found
}

/// Whether a name is no place that something is in: `in Germany (35,000)`.
fn stands_alone(spine: &Spine<'_>, name: usize) -> bool {
    let mut at = name;
    while at >= 2 && matches!(spine.chunks[at - 1].kind, ChunkKind::Comma | ChunkKind::And) {
        at -= 2;
    }
    at.checked_sub(1)
        .is_none_or(|before| !spine.chunks[before].is_preposition())
}

fn stock(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    owner: Actor,
    count: &Count,
    tokens: Range<usize>,
) -> Option<Stock> {
    let inside = place::within(
        reading,
        spine,
        0..spine.chunks.len(),
        &owner,
        tokens.clone(),
    );
    let foreign = |there: &Where| {
        there
            .places
            .iter()
            .all(|place| place.posture_code().as_str() != owner.code.as_str())
    };
    let there = inside
        .filter(foreign)
        .or_else(|| place::before(reading, sentence, &owner, tokens.clone(), tokens.clone()))?;
    let force = Force {
        category: Category::Troops,
        quantity: Some(count.quantity(reading.doc.slice(count.tokens.clone()))),
        designation: String::new(),
        extent: None,
        part_of: None,
    };
    let term = Term {
        force,
        owners: vec![owner.clone()],
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens,
    };
    Some(Stock {
        owner,
        terms: vec![term],
        there,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn numbers_from_states() {
        check(
            "The ECOWAS troops in Guinea-Bissau comprised 140 from Burkina Faso, 320 from Nigeria and 152 from Senegal.",
            &[
                "posture BFA 140 TROOPS in GNB",
                "posture NGA 320 TROOPS in GNB",
                "posture SEN 152 TROOPS in GNB",
            ],
        );
        check("The guests were 140 from Norway and 20 from Chile.", &[]);
    }

    #[test]
    fn numbers_in_brackets() {
        check(
            "NATO has 14,000 soldiers in Kosovo. The main contributors are Germany (3,100), Italy (2,800) and France (2,400 soldiers).",
            &[
                "posture NATO 14000 TROOPS in XKX",
                "posture DEU 3100 TROOPS in XKX",
                "posture ITA 2800 TROOPS in XKX",
                "posture FRA 2400 TROOPS in XKX",
            ],
        );
        check("Norway (42 points) beat Chile (30).", &[]);
    }
}
