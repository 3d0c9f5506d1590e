//! Forces where somebody watches them: `were detected near`, `spotted moored at`.

use events::Place;

use crate::draft::Kind;
use crate::grammar::Finite;
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::BEING;
use super::bound::more_elsewhere;
use super::told::push;

/// `were spotted moored at`, `were seen operating near`: what those do who are seen somewhere, and
/// the verb of seeing.
pub(super) fn seen_doing(clause: &Clause<'_, '_>) -> Option<usize> {
    let stays = BEING.contains(&clause.lemma())
        || matches!(
            clause.lemma(),
            "moor" | "dock" | "berth" | "anchor" | "loiter" | "swarm" | "fly" | "shadow"
        );
    // `were spotted by the coast guard anchored in`
    let seen = (0..clause.at)
        .rev()
        .take(4)
        .find(|at| clause.spine.verb(*at).is_some())?;
    let verb = clause.spine.verb(seen)?;
    let watched = verb.passive && !verb.negated && is_sighting(verb.main.lemma());
    (stays && clause.group.finite != Finite::Yes && watched).then_some(seen)
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

/// Gives the stock of those who are seen: the subject of the verb of seeing.
pub(super) fn of_seen(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    seen: usize,
) -> bool {
    let heads = clause.spine.subject(reading.doc, seen).heads;
    let terms: Vec<Term> = heads
        .iter()
        .filter_map(|head| reading.term(clause.spine, *head))
        .collect();
    let bundle = &clause.bundles[0];
    !terms.is_empty()
        && push(
            reading,
            clause,
            findings,
            bundle,
            &terms,
            None,
            &bundle.there,
        ) | more_elsewhere(reading, clause, findings, &terms)
}

/// `has 520 personnel in Dili, 440 of whom are from Australia`: where the whole is, for a part whose home is
/// told.
pub(super) fn home_told(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Vec<Place>> {
    let head = *clause.subject.heads.first()?;
    let term = reading.term(clause.spine, head)?;
    let part = term.force.part_of.is_some() && !term.owners.is_empty();
    let told = reading
        .last_draft
        .as_ref()
        .filter(|last| last.kind == Kind::Posture && last.sentence == clause.sentence)
        .map(|last| last.destination.clone());
    let abroad = |place: &Place| {
        place.code.is_country()
            && (term.owners.iter()).all(|owner| owner.code.as_str() != place.code.as_str())
    };
    let there = told.or_else(|| {
        let paragraph = reading.sentences[clause.sentence].paragraph;
        let place = reading
            .setting(paragraph, term.owners.first(), true)
            .or_else(|| reading.topic(term.owners.first()))
            .or_else(|| reading.last_place(clause.tokens.start, &abroad))?;
        Some(vec![place])
    })?;
    (clause.lemma() == "be"
        && clause.subject.relative
        && part
        && clause.bundles[0].there.is_empty())
    .then_some(there)
}
