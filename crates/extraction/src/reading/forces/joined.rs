//! Terms beside one another that count together: `65 soldiers and police`, `a second warship, the
//! destroyer Diamond`.

use events::{Category, Force};

use crate::reading::Reading;

use super::Term;

impl Reading<'_, '_> {
    /// Takes one more term into those before it, where it is a name of the last one or counted with it.
    /// Gives it back where it stands for itself.
    pub(crate) fn absorb(&self, terms: &mut [Term], term: Term) -> Option<Term> {
        let Some(last) = terms.last_mut() else {
            return Some(term);
        };
        let between = last.tokens.end..term.tokens.start;
        if between.len() != 1 {
            return Some(term);
        }
        let link = self.doc.word(between.start);
        if link == "and" && counted_with(last, &term) {
            last.tokens.end = term.tokens.end;
            return None;
        }
        if link == "," && self.renames(last, &term) {
            if !term.force.designation.is_empty() {
                last.force.designation = term.force.designation;
            }
            if last.owners.is_empty() {
                last.owners = term.owners;
            }
            last.tokens.end = term.tokens.end;
            return None;
        }
        Some(term)
    }

    /// `a second warship, the destroyer Diamond`: one thing told twice, the second time by name.
    fn renames(&self, last: &Term, term: &Term) -> bool {
        let one = |force: &Force| {
            force
                .quantity
                .as_ref()
                .is_some_and(|quantity| quantity.low == 1 && quantity.high == Some(1))
        };
        let first = term.tokens.start;
        let definite = self.doc.word(first) == "the" || self.doc.tokens[first].capital;
        let goes_on = matches!(self.doc.word(term.tokens.end), "and" | "or")
            || self.doc.word(term.tokens.end) == ","
                && matches!(self.doc.word(term.tokens.end + 1), "and" | "a" | "an");
        one(&last.force)
            && one(&term.force)
            && last.force.category == term.force.category
            && definite
            && !goes_on
            && term.force.designation != last.force.designation
    }
}

/// `65 soldiers and police`: people of a second kind, without a number of their own.
fn counted_with(last: &Term, term: &Term) -> bool {
    last.force.category == Category::Troops
        && term.force.category == Category::Troops
        && last.force.quantity.is_some()
        && term.force.quantity.is_none()
        && term.owners.is_empty()
        && !term.negative
        && !term.bare
}
