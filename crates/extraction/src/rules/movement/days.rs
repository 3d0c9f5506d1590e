//! Numbers told day by day: `200 soldiers arrived on Monday, 600 others on Tuesday and another 300 on
//! Friday`.

use events::fact::Status;
use events::{Extent, Force};

use crate::draft::Kind;
use crate::grammar::ChunkKind;
use crate::reading::Reading;
use crate::rules::Findings;
use crate::rules::clause::Clause;

/// Tells of each later number and its day what the clause told of the first.
pub(super) fn days(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    before: usize,
) {
    let [told] = &findings.drafts[before.min(findings.drafts.len())..] else {
        return;
    };
    let [force] = told.forces.as_slice() else {
        return;
    };
    let (Kind::Deployment(status) | Kind::Withdrawal(status)) = told.kind else {
        return;
    };
    if force.quantity.is_none() || told.effective.is_none() {
        return;
    }
    let told = told.clone();
    let force = force.clone();
    let spine = clause.spine;
    for at in clause.at + 1..spine.chunks.len() {
        let listed = matches!(
            spine.chunks[at - 1].kind,
            ChunkKind::And | ChunkKind::Comma | ChunkKind::Stop
        );
        let Some(time) = spine.get(at + 1).and_then(|chunk| chunk.time()) else {
            continue;
        };
        let Some(term) = reading.term(spine, at).filter(|term| {
            let others = reading.doc.word(term.tokens.end - 1) == "others";
            listed && (term.bare || others) && term.owners.is_empty()
        }) else {
            continue;
        };
        let Some(period) = reading.period(time, false) else {
            continue;
        };
        let later = reading.doc.published.is_some_and(|day| period.from > day);
        let status = if later { Status::Announced } else { status };
        let Some(quantity) = term.force.quantity.clone() else {
            continue;
        };
        findings.drafts.push(crate::draft::Draft {
            kind: match told.kind {
                Kind::Withdrawal(_) => Kind::Withdrawal(status),
                _ => Kind::Deployment(status),
            },
            forces: vec![Force {
                quantity: Some(quantity),
                extent: Some(Extent::Additional),
                part_of: None,
                ..force.clone()
            }],
            effective: Some(period),
            dated: true,
            evidence: vec![term.tokens.start..time.tokens.end],
            ..told.clone()
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn numbers_day_by_day() {
        check(
            "Some 200 British soldiers arrived in Pristina on Monday, 600 others on Tuesday and another 300 on Wednesday.",
            &[
                "deploy GBR 200 TROOPS to XKX completed",
                "deploy GBR 600 TROOPS to XKX completed",
                "deploy GBR 300 TROOPS to XKX completed",
            ],
        );
    }
}
