//! Numbers by place after forces of one owner: `600 South Korean troops, including 150 in Jordan and 330 in
//! Lebanon`, `130,000 American troops in Iraq and 62,000 in Afghanistan`.

use events::{Category, Force};

use crate::grammar::ChunkKind;
use crate::grammar::clause::Spine;
use crate::reading::{Reading, Term};

use super::Stock;
use super::place;

/// How many people stand somewhere at least.
const FEW: u32 = 10;

/// Reads the numbers of a sentence that tell no movement.
pub(super) fn read(reading: &Reading<'_, '_>, spine: &Spine<'_>, sentence: usize) -> Vec<Stock> {
    let doc = reading.doc;
    let other = reading.sentences[sentence].tokens.clone().any(|at| {
        matches!(
            doc.word(at),
            "killed"
                | "wounded"
                | "dead"
                | "died"
                | "deaths"
                | "injured"
                | "casualties"
                | "sent"
                | "send"
                | "deploy"
                | "withdraw"
                | "arrested"
                | "attacks"
        )
    });
    if other {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut whole: Option<&Term> = None;
    for at in 0..spine.chunks.len() {
        let Some(term) = &spine.terms[at] else {
            continue;
        };
        if !term.bare {
            whole = Some(term).filter(|term| {
                term.owners.len() == 1
                    && term.force.category == Category::Troops
                    && term.force.quantity.is_some()
            });
            continue;
        }
        let Some(whole) = whole.filter(|_| listed(reading, spine, at)) else {
            continue;
        };
        found.extend(stock(reading, spine, at, term, whole));
    }
    found
}

/// Whether a number alone stands in a list, or is told to be included.
fn listed(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|before| spine.get(before))
        .is_some_and(|chunk| {
            matches!(chunk.kind, ChunkKind::And | ChunkKind::Comma)
                || reading.doc.word(chunk.tokens.start) == "including"
        })
}

fn stock(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
    number: &Term,
    whole: &Term,
) -> Option<Stock> {
    let owner = whole.owners.first()?.clone();
    let quantity = number.force.quantity.clone().filter(|q| q.low >= FEW)?;
    let there = place::after(reading, spine, at, &owner)?;
    let force = Force {
        quantity: Some(quantity),
        extent: number.force.extent,
        part_of: None,
        ..whole.force.clone()
    };
    Some(Stock {
        owner,
        terms: vec![Term {
            force,
            bare: false,
            owners: whole.owners.clone(),
            ..number.clone()
        }],
        there,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn numbers_by_place() {
        check(
            "Some 600 South Korean troops, including 150 in Jordan and 330 in Lebanon, are serving overseas.",
            &[
                "posture KOR 150 TROOPS in JOR",
                "posture KOR 330 TROOPS in LBN",
            ],
        );
        check(
            "Some 600 South Korean troops, including 15 in Jordan and 33 in Lebanon, were killed.",
            &[],
        );
    }

    #[test]
    fn bodies_and_how_many_they_are() {
        check(
            "The Netherlands is part of a NATO battle group in Lithuania composed of 1,500 soldiers.",
            &["posture NATO 1500 TROOPS in LTU"],
        );
    }
}
