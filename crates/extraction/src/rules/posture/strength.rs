//! Who a number of strength counts: `the British strength is now 1,800`, `they number 160,000`.

use events::{Category, Force};

use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// Nouns for how many forces there are.
fn is_strength(word: &str) -> bool {
    matches!(
        word,
        "strength"
            | "number"
            | "numbers"
            | "size"
            | "headcount"
            | "levels"
            | "level"
            | "presence"
            | "garrison"
            | "contingent"
            | "force"
            | "mission"
            | "deployment"
    )
}

/// Whether `be` tells a strength: a bare number is said of forces that a noun counts.
pub(super) fn told(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let Some(number) = clause
        .spine
        .get(clause.at + 1)
        .and_then(|_| reading.term(clause.spine, clause.at + 1))
    else {
        return false;
    };
    if !number.bare || number.force.quantity.as_ref().is_none_or(|q| q.low < 20) {
        return false;
    }
    let Some(head) = clause.subject.heads.first() else {
        return false;
    };
    let word = clause.spine.chunks[*head]
        .noun()
        .map_or("", |noun| reading.doc.word(noun.head.end - 1));
    is_strength(word) && !counted(reading, clause).is_empty()
}

/// The forces that the subject counts: those it names, those that `they` stands for, or those of whose
/// `strength` it speaks.
pub(super) fn counted(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Term> {
    let terms = clause.subject_terms(reading);
    let Some(head) = clause.subject.heads.first().filter(|_| terms.is_empty()) else {
        return terms;
    };
    let chunk = clause.spine.chunks[*head];
    let Some(noun) = chunk.noun() else {
        return terms;
    };
    let doc = reading.doc;
    if noun.pronoun {
        // `they numbered 100,000` once; `said that they numbered` now.
        let token = clause.group.main.tokens.start;
        let now = !clause.group.past || reading.speaker_at(clause.sentence, token).is_some();
        let they = doc.word(chunk.tokens.start) == "they" && now;
        return reading
            .last_named
            .iter()
            .filter(|_| they && reading.is_told(clause.sentence))
            .map(|term| Term {
                force: Force {
                    quantity: None,
                    extent: None,
                    part_of: None,
                    ..term.force.clone()
                },
                ..term.clone()
            })
            .collect();
    }
    // `KFOR as a whole now numbers 4,600`
    let mission = reading.mission_place(chunk.tokens.clone()).is_some();
    if !mission && !is_strength(doc.word(noun.head.end - 1)) {
        return terms;
    }
    let military = mission
        || (chunk.tokens.start..clause.group.main.tokens.start).any(|at| {
            matches!(
                doc.word(at),
                "troop" | "force" | "military" | "garrison" | "manpower"
            )
        });
    let owner = reading.actor(clause.spine, *head).or_else(|| {
        reading
            .carried_owner(clause.sentence, chunk.tokens.start)
            .filter(|_| military)
    });
    // `the Dutch number is 300`: of forces where the text has told of them.
    if !military && !reading.is_told(clause.sentence) {
        return terms;
    }
    owner
        .into_iter()
        .map(|owner| Term::uncounted(owner, Category::Troops, String::new(), chunk.tokens.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn strengths() {
        check(
            "The number of American troops in Syria stands at 900.",
            &["posture USA 900 TROOPS in SYR"],
        );
        check(
            "The Russian garrison in Transnistria is 1,500 strong.",
            &["posture RUS 1500 TROOPS in MDA"],
        );
        check(
            "US troop strength in Iraq is now 2,500.",
            &["posture USA 2500 TROOPS in IRQ"],
        );
        check("The number of visitors to Vienna is 17,000.", &[]);
        check("The number of US soldiers killed in Iraq is 121.", &[]);
    }
}
