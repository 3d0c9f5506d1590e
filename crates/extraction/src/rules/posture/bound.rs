//! A stock by the subject of its verb, or by its objects.

use events::{Actor, Place};

use crate::draft::Kind;
use crate::grammar::Finite;
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::means::{done_with, means_of};
use super::place::{
    accuser, body_of_relative, existential, half_of_which, holders, included, is_where,
    left_behind, stands,
};
use super::told::push;

/// `2,500 soldiers are stationed in Iraq and 900 in Syria`: what the later numbers count.
pub(super) fn more_elsewhere(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    first: &[Term],
) -> bool {
    let Some(first) = first.first() else {
        return false;
    };
    let mut any = false;
    for bundle in clause.bundles.iter().skip(1) {
        let [number] = bundle.terms.as_slice() else {
            continue;
        };
        if !number.bare || bundle.there.is_empty() || !number.owners.is_empty() {
            continue;
        }
        let term = Term {
            force: events::Force {
                category: first.force.category,
                designation: first.force.designation.clone(),
                ..number.force.clone()
            },
            bare: false,
            ..number.clone()
        };
        let owner = bundle.subject.as_ref().or(first.owners.first());
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &[term],
            owner,
            &bundle.there,
        );
    }
    any
}

pub(super) fn of_subject(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    place: Option<Place>,
) -> bool {
    let mut terms = clause.subject_terms(reading);
    // `Some 40,000 Poles live in Norway`: no soldiers, by the verb.
    if matches!(clause.lemma(), "live" | "reside") && terms.iter().all(|term| term.vague) {
        return false;
    }
    means_of(clause, &mut terms);
    terms.extend(
        clause.bundles[0]
            .terms
            .iter()
            .filter(|term| !term.bare && !done_with(clause.lemma()))
            .filter(|term| term.force.designation != "patrol")
            .cloned(),
    );
    if clause.subject_terms(reading).is_empty() {
        return false;
    }
    // `Twelve of the 18 aircraft seen around the island crossed`: the 18 were seen there.
    let modifies = clause.group.finite != Finite::Yes;
    for term in terms.iter_mut().filter(|_| modifies) {
        if let Some(whole) = term.force.part_of.take_if(|whole| whole.low > 1) {
            term.force.quantity = Some(whole);
            term.force.extent = None;
        }
    }
    let holders = holders(reading, clause);
    if let Some(owner) = clause
        .apposed_owner(reading)
        .or_else(|| body_of_relative(reading, clause))
        .filter(|_| holders.len() < 2)
    {
        for term in terms.iter_mut().filter(|term| term.owners.is_empty()) {
            term.owners.push(owner.clone());
        }
    }
    if half_of_which(reading, clause) {
        return false;
    }
    // `1,500 French and 5,200 African troops`: the others are of several states.
    if terms.iter().any(|term| !term.owners.is_empty()) {
        terms.retain(|term| {
            let several = term.tokens.clone().any(|at| {
                matches!(
                    reading.doc.word(at),
                    "african" | "european" | "arab" | "foreign" | "regional" | "international"
                )
            });
            !(term.owners.is_empty() && several)
        });
    }
    // `11,000 soldiers and 1,500 UN police officers`
    if let Some(owner) = terms.iter().find_map(|term| term.owners.first().cloned()) {
        for term in terms
            .iter_mut()
            .take_while(|term| term.owners.is_empty())
            .filter(|term| !term.bare)
        {
            term.owners.push(owner.clone());
        }
    }
    let bundle = &clause.bundles[0];
    let mut there = bundle.there.clone();
    if let Some(stands) = stands(reading, clause) {
        there = vec![stands];
    }
    if there.is_empty() {
        there.extend(place);
    }
    if there.is_empty() {
        there = clause.subject_places(reading);
    }
    if let Some(left) = left_behind(reading, clause, &there) {
        there = left;
    }
    if clause.lemma() == "be" && !is_where(reading, clause) {
        return false;
    }
    if holders.is_empty() || terms.iter().any(|term| !term.owners.is_empty()) {
        let agent = bundle.agent.as_ref();
        let told = push(reading, clause, findings, bundle, &terms, agent, &there);
        if let Some(part) = included(reading, clause).filter(|_| told) {
            push(reading, clause, findings, bundle, &[part], None, &there);
        }
        return more_elsewhere(reading, clause, findings, &terms) || told;
    }
    let mut any = false;
    for owner in &holders {
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &terms,
            Some(owner),
            &there,
        );
    }
    any
}

pub(super) fn of_object(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    place: Option<&Place>,
    owner: Option<&Actor>,
) -> bool {
    let mut any = false;
    let accuser = accuser(reading, clause);
    for bundle in &clause.bundles {
        if bundle.terms.is_empty() {
            continue;
        }
        let mut there = bundle.there.clone();
        // `Congo accuses Uganda of having 3,000 soldiers on its territory`
        if let Some(land) = &accuser
            && there.iter().all(|place| {
                owner.is_some_and(|owner| place.posture_code().as_str() == owner.code.as_str())
            })
            && clause.has_word(reading, &["its", "their"])
        {
            there = vec![land.clone()];
        }
        if there.is_empty() {
            there.extend(place.cloned());
        }
        let same = reading
            .last_draft
            .as_ref()
            .filter(|draft| draft.kind == Kind::Posture && draft.sentence == clause.sentence);
        if there.is_empty()
            && let Some(last) = same
        {
            there.clone_from(&last.destination);
        }
        // `there are 5,000 Emirati soldiers in Eritrea and 300 in Somalia`
        let bare = bundle.terms.iter().all(|term| term.owners.is_empty());
        let first = clause.bundles[0]
            .terms
            .first()
            .and_then(|term| term.owners.first());
        let shared = first.filter(|_| bare && owner.is_none());
        let told_before = reading
            .last_owner
            .as_ref()
            .filter(|_| bare && existential(reading, clause))
            .filter(|last| {
                reading.last_paragraph == Some(reading.sentences[clause.sentence].paragraph)
                    && there
                        .iter()
                        .all(|place| place.posture_code().as_str() != last.code.as_str())
            });
        let owner = bundle.subject.as_ref().or(owner).or(shared).or(told_before);
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &bundle.terms,
            owner,
            &there,
        );
    }
    any
}

/// `Fiji and Ireland, which have 290 and 130 soldiers there`: the one has the one, the other the other.
pub(super) fn respective(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    owners: &[Actor],
) -> bool {
    let [bundle] = clause.bundles.as_slice() else {
        return false;
    };
    let numbered = bundle
        .terms
        .iter()
        .all(|term| term.owners.is_empty() && term.force.quantity.is_some());
    let Some(last) = bundle.terms.last() else {
        return false;
    };
    if owners.len() < 2 || bundle.terms.len() != owners.len() || !numbered || last.bare {
        return false;
    }
    let first_bare = bundle.terms[..owners.len() - 1]
        .iter()
        .all(|term| term.bare);
    if !first_bare {
        return false;
    }
    let mut any = false;
    for (owner, number) in owners.iter().zip(&bundle.terms) {
        let term = Term {
            force: events::Force {
                category: last.force.category,
                designation: last.force.designation.clone(),
                ..number.force.clone()
            },
            bare: false,
            ..number.clone()
        };
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &[term],
            Some(owner),
            &bundle.there,
        );
    }
    any
}

/// `the mission 'Toro' has a total of 1,250 men`: a body whose owner the text has told.
pub(super) fn has_body(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.subject.heads.first().is_some_and(|head| {
        clause.spine.chunks[*head].tokens.clone().any(|at| {
            matches!(
                reading.doc.word(at),
                "mission" | "force" | "contingent" | "operation" | "battlegroup" | "brigade"
            )
        })
    }) && clause.lemma() == "have"
        && !clause.has_word(reading, &["from"])
}
