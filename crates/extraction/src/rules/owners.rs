//! Owners told at the forces part them: `Russian police and Syrian guards`.

use events::Actor;

use crate::reading::{Reading, Term};

/// The terms of each owner; those whose words tell none go with the ones before them.
pub(super) fn by_owner(terms: &[Term]) -> Vec<(Option<Actor>, Vec<&Term>)> {
    let mut groups: Vec<(Option<Actor>, Vec<&Term>)> = Vec::new();
    for term in terms {
        if term.owners.is_empty() {
            match groups.last_mut() {
                Some(group) => group.1.push(term),
                None => groups.push((None, vec![term])),
            }
            continue;
        }
        for owner in &term.owners {
            let same = |group: &&mut (Option<Actor>, Vec<&Term>)| {
                group.0.as_ref() == Some(owner) || group.0.is_none()
            };
            match groups.iter_mut().find(same) {
                Some(group) => {
                    group.0 = Some(owner.clone());
                    group.1.push(term);
                }
                None => groups.push((Some(owner.clone()), vec![term])),
            }
        }
    }
    groups
}

/// `its soldiers` of a clause with an agent are the agent's, whoever else the words could mean.
pub(super) fn yield_to_agent(reading: &Reading<'_, '_>, terms: &mut [Term]) {
    for term in terms {
        if matches!(reading.doc.word(term.tokens.start), "its" | "their") {
            term.owners.clear();
        }
    }
}
