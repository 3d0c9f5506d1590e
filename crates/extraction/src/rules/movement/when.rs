//! When a movement takes place, where the clause itself does not tell.

use events::Period;

use crate::grammar::ChunkKind;
use crate::reading::Reading;
use crate::rules::clause::Clause;
use crate::time::TimeExpression;

/// Of an action noun that is a subject, the time of its verb: `their withdrawal will begin in two days`.
pub(super) fn noun_time(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<TimeExpression> {
    if !clause.noun {
        return None;
    }
    let spine = clause.spine;
    let verb = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine.verb(*at).is_some() && spine.subject(reading.doc, *at).heads.contains(&clause.at)
    })?;
    (verb + 1..(verb + 8).min(spine.chunks.len()))
        .take_while(|at| spine.verb(*at).is_none())
        .find_map(|at| spine.chunks[at].time().cloned())
}

/// `when the exercise ends on April 28`: the time of the clause after this one.
pub(super) fn when_time(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<TimeExpression> {
    let spine = clause.spine;
    let when = (clause.at + 1..spine.chunks.len())
        .find(|at| spine.chunks[*at].tokens.start >= clause.tokens.end)?;
    let opens = (when..when + 3).find(|at| {
        spine.get(*at).is_some_and(|chunk| {
            matches!(chunk.kind, ChunkKind::Subordinator)
                && matches!(reading.doc.word(chunk.tokens.start), "when" | "once")
        })
    })?;
    (opens..(opens + 6).min(spine.chunks.len())).find_map(|at| spine.chunks[at].time().cloned())
}

/// Older than a month or two: history.
pub(in crate::rules) fn is_background(reading: &Reading<'_, '_>, period: Option<Period>) -> bool {
    const DAYS: i64 = 75;
    match (reading.doc.published, period) {
        (Some(published), Some(period)) => (published - period.to).num_days() > DAYS,
        _ => false,
    }
}
