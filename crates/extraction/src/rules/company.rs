//! A movement told on: who goes with the forces told before, and how many they are.
//!
//! `The aircraft will be accompanied by 100 personnel` adds to them; `the contingent numbers 300` says
//! how many people a contingent is.

use events::fact::Status;
use events::{Category, Force, Place, PlaceCode};

use crate::draft::{Draft, Kind};
use crate::reading::{Reading, Term};

use super::Findings;
use super::clause::Clause;

/// How many sentences back the movement stands at most.
const BACK: usize = 3;

/// Verbs that tell of what a body consists.
const CONSISTING: &[&str] = &[
    "comprise", "consist", "number", "include", "involve", "total",
];

/// Nouns for the body that goes, whatever was said of it.
const BODIES: &[&str] = &[
    "company",
    "contingent",
    "contribution",
    "deployment",
    "detachment",
    "force",
    "group",
    "party",
    "team",
    "unit",
];

/// Reads a clause that tells more of the movement told last.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if clause.noun || clause.group.negated {
        return false;
    }
    if let Some(told) = contents(reading, clause, findings) {
        return told;
    }
    let (terms, counted) = if let Some(terms) = joining(reading, clause) {
        (terms, false)
    } else if let Some(term) = headcount(reading, clause) {
        (vec![term], true)
    } else {
        return false;
    };
    let told = |term: &Term| term.force.quantity.is_some() && !term.bare && !term.negative;
    if terms.is_empty() || !terms.iter().all(told) {
        return false;
    }
    let Some(draft) = movement(reading, clause, findings) else {
        return false;
    };
    // `Four howitzers go with them to Estonia`: a movement of its own.
    let codes = |places: &[Place]| -> Vec<PlaceCode> {
        places
            .iter()
            .map(|place| place.posture_code().clone())
            .collect()
    };
    let there = clause.bundles.iter().flat_map(|bundle| &bundle.there);
    let there: Vec<Place> = there.cloned().collect();
    if !there.is_empty() && codes(&there) != codes(&draft.destination) {
        return false;
    }
    if counted {
        return count(draft, &terms[0], clause);
    }
    let new = |term: &Term| {
        draft
            .forces
            .iter()
            .all(|force| force.category != term.force.category || force.quantity.is_none())
    };
    if !terms.iter().all(new) || terms.iter().any(|term| is_others(term, draft)) {
        return false;
    }
    for term in terms {
        draft
            .forces
            .retain(|force| force.category != term.force.category);
        draft.forces.push(Force {
            extent: None,
            ..term.force
        });
    }
    draft.evidence.push(clause.tokens.clone());
    true
}

/// Whether a term's owner is another than the movement's.
fn is_others(term: &Term, draft: &Draft) -> bool {
    !term.owners.is_empty()
        && !term
            .owners
            .iter()
            .any(|owner| Some(owner) == draft.owner.as_ref())
}

/// The movement told last, not long before.
fn movement<'f>(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &'f mut Findings,
) -> Option<&'f mut Draft> {
    let paragraph = reading.sentences[clause.sentence].paragraph;
    let draft = findings.drafts.last_mut()?;
    let moves = matches!(draft.kind, Kind::Deployment(status) if status != Status::Considered);
    let near = draft.paragraph + 1 >= paragraph
        && clause.sentence > draft.sentence
        && clause.sentence - draft.sentence <= BACK;
    (moves && near).then_some(draft)
}

/// Who goes along: `accompanied by 100 personnel`, `about 90 technicians will go with them`.
fn joining(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Vec<Term>> {
    let doc = reading.doc;
    let backed = matches!(clause.lemma(), "back" | "support" | "escort") && clause.group.passive;
    if backed || clause.group.main.lemma() == "accompany" {
        if clause.group.passive {
            let subject = *clause.subject.heads.first()?;
            points_back(reading, clause, subject).then_some(())?;
            return Some(clause.bundles[0].terms.clone());
        }
        points_back(reading, clause, clause.at + 1).then_some(())?;
        return Some(clause.subject_terms(reading));
    }
    let goes = matches!(
        clause.lemma(),
        "go" | "travel" | "deploy" | "fly" | "come" | "move" | "arrive"
    );
    let with = clause.bundles[0].others.iter().any(|(word, noun)| {
        word == "with" && points_back(reading, clause, *noun)
            || word == "with-force"
                && matches!(
                    doc.word(clause.spine.chunks[*noun].tokens.start),
                    "the" | "these" | "those"
                )
    }) || (clause.at + 1..clause.spine.chunks.len().min(clause.at + 6)).any(|at| {
        doc.word(clause.spine.chunks[at].tokens.start) == "with"
            && points_back(reading, clause, at + 1)
    });
    (goes && with).then(|| clause.subject_terms(reading))
}

/// Whether a noun phrase stands for forces told before: `them`, `the aircraft`.
fn points_back(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, at: usize) -> bool {
    let Some(chunk) = clause.spine.get(at) else {
        return false;
    };
    let first = reading.doc.word(chunk.tokens.start);
    let Some(group) = chunk.noun() else {
        return false;
    };
    group.pronoun && matches!(first, "them" | "they" | "it")
        || matches!(first, "the" | "these" | "those")
            && group.count.is_none()
            && reading.term(clause.spine, at).is_some()
}

/// `The contingent will include eight helicopters and a medical unit`: what the body told before is made
/// of. Of a group of ships nothing is counted twice. None where the clause is no such.
fn contents(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> Option<bool> {
    let subject = clause.spine.get(*clause.subject.heads.first()?)?;
    let noun = subject.noun()?;
    let definite = noun.possessor.is_some()
        || matches!(
            reading.doc.word(subject.tokens.start),
            "the" | "its" | "their" | "this"
        );
    if !CONSISTING.contains(&clause.lemma()) || clause.subject.relative || !definite {
        return None;
    }
    let ships = clause.subject_terms(reading).first().is_some_and(|term| {
        term.force.category == Category::Warship && term.force.designation.ends_with("group")
    });
    if ships {
        return Some(true);
    }
    let body = BODIES.contains(&reading.doc.word(noun.head.end - 1));
    let told: Vec<&Term> = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.terms)
        .collect();
    let kinds = told
        .iter()
        .any(|term| !matches!(term.force.category, Category::Troops | Category::Forces));
    if !body || !kinds || told.iter().any(|term| term.bare || term.negative) {
        return None;
    }
    let draft = movement(reading, clause, findings)?;
    if told.iter().any(|term| is_others(term, draft)) {
        return None;
    }
    for term in told {
        let same = |force: &Force| force.category == term.force.category;
        if draft
            .forces
            .iter()
            .any(|force| same(force) && force.quantity.is_some())
        {
            continue;
        }
        draft.forces.retain(|force| {
            let plain = matches!(force.category, Category::Forces | Category::LandUnit);
            !(same(force) || plain && force.quantity.is_none())
        });
        draft.forces.push(Force {
            extent: None,
            ..term.force.clone()
        });
    }
    draft.evidence.push(clause.tokens.clone());
    Some(true)
}

/// How many they are: `the contingent numbers 300`, `the unit comprises up to 140 people`.
fn headcount(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let doc = reading.doc;
    // `The contingent is made up of 1,200 soldiers`
    let made = clause.lemma() == "make"
        && clause.group.passive
        && doc.word(clause.group.main.tokens.end) == "up";
    if !(made || CONSISTING.contains(&clause.lemma())) || clause.group.modal.is_some() {
        return None;
    }
    let subject = clause.spine.get(*clause.subject.heads.first()?)?;
    let noun = doc.word(subject.noun()?.head.end - 1);
    let definite = matches!(
        doc.word(subject.tokens.start),
        "the" | "its" | "their" | "this"
    );
    if !definite || !BODIES.contains(&noun) {
        return None;
    }
    let people = |term: &&Term| term.force.category == Category::Troops;
    let after = |at: usize| reading.term(clause.spine, at).filter(|_| made);
    let term = clause.bundles[0]
        .terms
        .iter()
        .find(people)
        .cloned()
        .or_else(|| (clause.at + 1..clause.at + 5).find_map(after))
        .filter(|term| people(&term))?;
    Some(Term {
        bare: false,
        ..term
    })
}

/// Gives people who were told without a number theirs, and arms the people who go with them.
fn count(draft: &mut Draft, term: &Term, clause: &Clause<'_, '_>) -> bool {
    let people = |force: &Force| {
        matches!(
            force.category,
            Category::Troops | Category::LandUnit | Category::Forces
        )
    };
    let one = |force: &Force| {
        force
            .quantity
            .as_ref()
            .is_none_or(|quantity| quantity.low == 1 && quantity.high == Some(1))
    };
    if let Some(force) = draft.forces.iter_mut().find(|force| people(force)) {
        if !one(force) {
            return false;
        }
        force.category = Category::Troops;
        force.quantity.clone_from(&term.force.quantity);
    } else {
        draft.forces.push(Force {
            extent: None,
            ..term.force.clone()
        });
    }
    draft.evidence.push(clause.tokens.clone());
    true
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn who_goes_along_belongs_to_the_movement() {
        check(
            "Canada will send six CF-18 jets to Romania. Up to 135 personnel will accompany the aircraft.",
            &["deploy CAN 6 COMBAT_AIRCRAFT, 0..135 TROOPS to ROU announced"],
        );
        check(
            "Spain is sending a frigate to Cyprus. It will be accompanied by 40 marines.",
            &["deploy ESP 1 WARSHIP, 40 TROOPS to CYP announced"],
        );
        check(
            "Italy will send two Patriot batteries to Slovakia. About 90 technicians will go with them.",
            &["deploy ITA 2 AIR_DEFENSE, 90 TROOPS to SVK announced"],
        );
    }

    #[test]
    fn who_goes_along_elsewhere_moves_alone() {
        check(
            "France will send 300 soldiers to Latvia. Four howitzers go with them to Estonia.",
            &[
                "deploy FRA 300 TROOPS to LVA announced",
                "deploy FRA 4 ARTILLERY to EST announced",
            ],
        );
    }

    #[test]
    fn a_body_is_counted_after_it_moved() {
        check(
            "A Ghanaian contingent arrived in Liberia on Monday. The contingent numbers 150 soldiers.",
            &["deploy GHA 150 TROOPS to LBR completed"],
        );
        check(
            "Japan has sent a medical team to Nepal. The team comprises 45 soldiers.",
            &["deploy JPN 45 TROOPS to NPL completed"],
        );
    }
}
