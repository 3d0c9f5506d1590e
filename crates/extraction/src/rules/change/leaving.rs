//! `would not stay`, `will be gone`, `will go with them`.

use events::Force;
use events::fact::Status;

use crate::draft::Kind;
use crate::grammar::Modal;
use crate::reading::Reading;
use crate::reading::status::{Stage, stage};
use crate::rules::Findings;
use crate::rules::clause::{Clause, add};

use super::{Told, push};

/// `not one soldier would stay in his country`, `the first units were back in their garrisons`, `the
/// last 80 will be gone by September`.
pub(super) fn leaves(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if !matches!(clause.lemma(), "stay" | "remain" | "go" | "be") {
        return false;
    }
    let terms = clause.subject_terms(reading);
    if terms.is_empty() || clause.group.passive && clause.lemma() != "go" {
        return false;
    }
    let negative = clause.group.negated || terms.iter().any(|term| term.negative);
    let stays = matches!(clause.lemma(), "stay" | "remain") && negative;
    let after = reading.doc.word(clause.group.main.tokens.end);
    let left = clause.lemma() == "go" && clause.group.passive && !negative;
    let gone = left
        || clause.lemma() == "be"
            && !negative
            && (after == "gone"
                || after == "out"
                || matches!(after, "back" | "home")
                    && !matches!(reading.doc.word(clause.group.main.tokens.end + 1), "on"));
    let due = clause.lemma() == "be"
        && !negative
        && after == "due"
        && reading.doc.word(clause.group.main.tokens.end + 1) == "home";
    if !stays && !gone && !due {
        return false;
    }
    let owner = terms
        .iter()
        .find_map(|term| term.owners.first().cloned())
        .or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
    let Some(owner) = owner else { return false };
    let status = match clause.group.modal {
        Some(Modal::May | Modal::Should) => Status::Considered,
        Some(_) => Status::Announced,
        None if stays || due => Status::Announced,
        None => Status::Completed,
    };
    let mut origin = if stays {
        clause.bundles[0].there.clone()
    } else {
        Vec::new()
    };
    if origin.is_empty() && after != "back" && after != "home" {
        origin.clone_from(&clause.bundles[0].origin);
        add(&mut origin, clause.subject_places(reading));
    }
    if origin.is_empty() && (left || after == "gone") {
        origin.extend(reading.last_goal.clone());
    }
    let forces = terms
        .iter()
        .map(|term| {
            let quantity = term.force.quantity.clone().filter(|_| !negative);
            let mut force = Force {
                quantity,
                ..term.force.clone()
            };
            if term.bare
                && let Some(last) = &reading.last_force
            {
                force.category = last.category;
            }
            force
        })
        .collect();
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "leaving",
            kind: Kind::Withdrawal(status),
            owner,
            forces,
            origin,
            destination: Vec::new(),
        },
    )
}

/// `NATO forces will go with them`: what was told last, of other forces.
pub(super) fn accompanies(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let lemma = clause.lemma();
    let joins = matches!(
        lemma,
        "go" | "leave" | "follow" | "join" | "come" | "travel"
    );
    let tail = clause.group.main.tokens.end..clause.group.main.tokens.end + 3;
    let with = tail
        .clone()
        .any(|at| matches!(reading.doc.word(at), "them" | "it" | "suit" | "too"));
    let ends = clause.group.passive || lemma == "follow" && clause.bundles[0].terms.is_empty();
    if !joins || !(with || ends) || clause.group.negated {
        return false;
    }
    // `The marines will be followed by 3,600 soldiers`
    let behind = matches!(lemma, "follow" | "join") && clause.group.passive;
    let terms = if behind {
        clause.bundles[0].terms.clone()
    } else {
        clause.subject_terms(reading)
    };
    let Some(last) = reading.last_draft.as_ref().filter(|_| !terms.is_empty()) else {
        return false;
    };
    let near = last.paragraph == reading.sentences[clause.sentence].paragraph;
    if !near || clause.bundles.iter().any(|bundle| bundle.placed) {
        return false;
    }
    let Stage::Is(status) = stage(reading.doc, &clause.group, true) else {
        return false;
    };
    let owner = terms.iter().find_map(|term| term.owners.first().cloned());
    let owner = owner.or_else(|| last.owner.clone().filter(|_| behind));
    let Some(owner) = owner else { return false };
    let kind = match &last.kind {
        Kind::Withdrawal(_) => Kind::Withdrawal(status),
        _ => Kind::Deployment(status),
    };
    let mut destination = last.destination.clone();
    if destination.is_empty() && !matches!(kind, Kind::Withdrawal(_)) {
        destination.extend(reading.last_goal.clone());
    }
    let forces = terms.into_iter().map(|term| term.force).collect();
    let origin = if matches!(kind, Kind::Withdrawal(_)) {
        last.origin.clone()
    } else {
        Vec::new()
    };
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "company",
            kind,
            owner,
            forces,
            origin,
            destination,
        },
    )
}
