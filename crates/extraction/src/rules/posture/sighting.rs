//! Forces where somebody watches them: `were detected near`, `spotted moored at`.

use crate::grammar::Finite;
use crate::rules::clause::Clause;

use super::BEING;

/// `were spotted moored at`, `were seen operating near`: what those do who are seen somewhere.
pub(super) fn seen_doing(clause: &Clause<'_, '_>) -> bool {
    let stays = BEING.contains(&clause.lemma())
        || matches!(
            clause.lemma(),
            "moor" | "dock" | "berth" | "anchor" | "loiter" | "swarm" | "fly" | "shadow"
        );
    let seen = clause
        .at
        .checked_sub(1)
        .and_then(|at| clause.spine.verb(at));
    stays
        && clause.group.finite != Finite::Yes
        && seen.is_some_and(|verb| verb.passive && !verb.negated && is_sighting(verb.main.lemma()))
}

/// Verbs of those who watch: their object is where it is seen.
pub(super) fn is_sighting(lemma: &str) -> bool {
    matches!(
        lemma,
        "detect"
            | "spot"
            | "sight"
            | "track"
            | "observe"
            | "monitor"
            | "count"
            | "identify"
            | "record"
            | "register"
            | "see"
    )
}
