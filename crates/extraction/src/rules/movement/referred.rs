//! Parts of the forces told before that no word for forces names: `the rest will follow`, `a second
//! group leaves on Friday`, `50 of those arrived`.

use events::{Category, Extent, Force};

use crate::document::Known;
use crate::grammar::NounGroup;
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

use super::theme::moves;

/// Nouns for some of those who were told of, whoever they are.
const SOME: &[&str] = &[
    "batch",
    "batches",
    "detachment",
    "element",
    "elements",
    "flight",
    "group",
    "groups",
    "half",
    "majority",
    "party",
    "rotation",
    "team",
    "tranche",
    "vanguard",
    "wave",
];

/// Nouns for those who were not told of yet.
const REST: &[&str] = &["balance", "bulk", "remainder", "rest"];

/// Words that set such a group apart from others of the same forces.
const APART: &[&str] = &[
    "additional",
    "advance",
    "another",
    "final",
    "first",
    "fourth",
    "initial",
    "its",
    "larger",
    "last",
    "latest",
    "main",
    "new",
    "next",
    "other",
    "remaining",
    "second",
    "smaller",
    "their",
    "third",
];

/// The part of the forces told last that the subject names.
pub(super) fn part_of_told(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let last = reading.last_draft.as_ref().filter(|last| moves(last))?;
    let here = reading.sentences[clause.sentence].paragraph;
    if last.paragraph + 1 < here {
        return None;
    }
    let head = *clause.subject.heads.first()?;
    let chunk = clause.spine.chunks[head];
    let group = chunk.noun().filter(|group| !group.pronoun)?;
    let word = reading.doc.word(group.head.end - 1);
    let of_those = of_those(reading, clause, head);
    let points_back = of_those == Some(true);
    let rest = REST.contains(&word) && (of_those.is_none() || points_back);
    let some = SOME.contains(&word) && of_those.is_none() && is_apart(reading, group, head, clause);
    let number = group.count.is_some() && points_back && group.head.len() == 1;
    if !(rest || some || number) {
        return None;
    }
    let told = last.forces.first()?;
    let people = matches!(
        told.category,
        Category::Troops | Category::Forces | Category::LandUnit
    );
    let category = if people {
        Category::Troops
    } else {
        told.category
    };
    Some(Term {
        force: Force {
            category,
            quantity: group
                .count
                .as_ref()
                .map(|count| count.quantity(reading.doc.slice(count.tokens.clone()))),
            designation: told.designation.clone(),
            extent: Some(Extent::Part),
            part_of: None,
        },
        owners: last.owner.iter().cloned().collect(),
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens: chunk.tokens.clone(),
    })
}

/// Whether the `of` phrase on the subject points back to those told of (`of them`, `of those`, `of the
/// 400`); absent where there is none.
fn of_those(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, head: usize) -> Option<bool> {
    let end = clause.spine.over_of(reading.doc, head);
    let of = (end > head + 1).then(|| clause.spine.chunks[head + 2])?;
    let word = reading.doc.word(of.tokens.start);
    let number = of
        .noun()
        .and_then(|group| group.count.as_ref())
        .is_some_and(|count| count.tokens.end == of.tokens.end);
    Some(matches!(word, "them" | "those" | "these") && of.tokens.len() == 1 || number)
}

/// `a second group`, `their vanguard`, `another team`.
fn is_apart(
    reading: &Reading<'_, '_>,
    group: &NounGroup,
    head: usize,
    clause: &Clause<'_, '_>,
) -> bool {
    let tokens = clause.spine.chunks[head].tokens.start..group.head.end;
    // Some other group, by its name or adjective, is none of those told of.
    let plain = tokens.clone().all(|at| {
        let mark = reading.doc.mark(at);
        mark.is_none_or(|mark| !matches!(mark.known, Known::Name(_)))
    });
    plain
        && tokens
            .into_iter()
            .any(|at| APART.contains(&reading.doc.word(at)))
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn parts_of_those_told_before() {
        let told = "deploy BRA 400 TROOPS to LBN announced";
        check(
            "Brazil will send 400 marines to Lebanon. The rest will follow in May. A medical team will stay.",
            &[told, "deploy BRA TROOPS to LBN announced"],
        );
        check(
            "Brazil will send 400 marines to Lebanon. The first group landed on Friday.",
            &[told, "deploy BRA TROOPS to LBN completed"],
        );
        check(
            "Brazil will send 400 marines to Lebanon. The remainder of the 400 will deploy on Thursday.",
            &[told, "deploy BRA TROOPS to LBN announced"],
        );
        check(
            "Brazil will send 400 marines to Lebanon. Fifty of those arrived on Friday.",
            &[told, "deploy BRA 50 TROOPS to LBN completed"],
        );
        check(
            "Brazil has sent 200 marines to Lebanon. They will be withdrawn in April.",
            &[
                "deploy BRA 200 TROOPS to LBN completed",
                "withdraw BRA 200 TROOPS from LBN announced",
            ],
        );
        check(
            "Brazil will send 400 marines to Lebanon. A group of tourists arrived on Friday.",
            &[told],
        );
    }
}
