//! Which of the words known in a noun group heads it.

use std::ops::Range;

use events::Category;

use crate::document::Known;
use crate::reading::Reading;

impl Reading<'_, '_> {
    /// A singular noun without an article that still is one thing: `Spanish frigate Blas de Lezo`.
    pub(super) fn is_named_one(&self, inner: &Range<usize>) -> bool {
        self.doc.tokens[inner.end - 1].capital
            || inner.clone().any(|at| {
                self.doc
                    .mark(at)
                    .is_some_and(|mark| matches!(mark.known, Known::Designation(_)))
            })
    }

    /// Whether what is known last heads the group: nothing follows it but a ship's name, a number of
    /// a type, or a noun that adds nothing.
    pub(super) fn heads(&self, known_end: usize, end: usize, category: Option<Category>) -> bool {
        let ship = matches!(category, Some(Category::Warship | Category::Submarine));
        (known_end..end).all(|at| {
            let token = &self.doc.tokens[at];
            let word = self.doc.word(at);
            token.capital && (ship || self.doc.mark(at).is_none())
                || matches!(
                    token.kind,
                    crate::token::TokenKind::Open
                        | crate::token::TokenKind::Close
                        | crate::token::TokenKind::Possessive
                )
                || ship && (self.doc.mark(at).is_some() || is_name_link(word))
                || matches!(
                    word,
                    "." | "launcher"
                        | "launchers"
                        | "system"
                        | "systems"
                        | "missiles"
                        | "batteries"
                        | "rockets"
                        | "themselves"
                        | "alone"
                        | "fleet"
                        | "variants"
                        | "type"
                        | "types"
                        | "strong"
                        | "planes"
                        | "aircraft"
                )
        })
    }
}

/// A word inside a ship's name: `Jeanne d'Arc`, `Blas de Lezo`.
fn is_name_link(word: &str) -> bool {
    word.starts_with("d'")
        || matches!(
            word,
            "de" | "del" | "della" | "di" | "da" | "la" | "le" | "du" | "von" | "van" | "el" | "of"
        )
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn ships_of_several_words() {
        check(
            "France has dispatched the helicopter carrier Jeanne d'Arc and the frigate Georges-Leygues to Sri Lanka.",
            &["deploy FRA 1 WARSHIP, 1 WARSHIP to LKA completed"],
        );
        check(
            "Spain sent the destroyer Blas de Lezo to Lebanon.",
            &["deploy ESP 1 WARSHIP to LBN completed"],
        );
    }
}
