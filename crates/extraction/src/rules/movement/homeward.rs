//! Forces taken out or home by a word that stands after them.

use crate::reading::Reading;
use crate::rules::clause::Clause;
use crate::token::TokenKind;

/// `is to have all its troops out of the country by May`.
pub(super) fn has_out(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    super::ending::ended_by(clause).is_some()
        || super::ending::goes_back(reading, clause)
        || matches!(
            clause.lemma(),
            "have" | "get" | "want" | "move" | "take" | "transport" | "fly" | "airlift" | "ferry"
        ) && (clause.group.modal.is_some()
            || !clause.group.chain.is_empty()
            || clause.group.infinitive
            || clause.lemma() != "have")
            && (!clause.bundles[0].origin.is_empty() || clause.lemma() == "pull")
            && clause.bundles[0].there.is_empty()
            && clause.bundles[0].direct > 0
            && clause.has_word(reading, &["out"])
}

/// `will bring its 350 soldiers home by June`: where they go is told after them.
pub(super) fn takes_home(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let home = |at: usize| {
        let next = reading.doc.closed(at + 1).is_some()
            || reading.doc.tells_time(at + 1)
            || reading
                .doc
                .tokens
                .get(at + 1)
                .is_none_or(|token| token.kind != TokenKind::Word);
        reading.doc.word(at) == "home"
            && next
            && at > clause.group.main.tokens.end
            && reading.doc.closed(at - 1).is_none()
    };
    !clause.noun
        && !clause.group.passive
        && matches!(
            clause.lemma(),
            "bring" | "take" | "send" | "fly" | "get" | "have" | "order" | "call" | "pull" | "ship"
        )
        && !clause.bundles[0].directed
        && clause.bundles[0].direct > 0
        && clause.tokens.clone().any(home)
}
