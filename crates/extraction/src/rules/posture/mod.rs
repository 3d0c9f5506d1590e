//! Stocks: forces that are somewhere at a time. `has 900 soldiers in`, `are stationed in`, `has
//! massed 100,000 near`, `there are`, `is host to`.

mod place;
mod shapes;
mod sighting;
mod strength;
#[cfg(test)]
mod tests;
mod told;

use events::{Actor, Place};

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::grammar::{Finite, Modal};
use crate::reading::{Reading, Term};

use super::Findings;
use super::clause::Clause;

pub(super) use place::holders;
use place::{
    abroad, accuser, already, asked, at_sea, being, body_of_relative, camped, conducts, denied,
    existential, half_of_which, has_left, is_where, left_behind, moves_on, reduced, relative_where,
    stays_on, unlisted, walked,
};
use shapes::{commanded, host_to, hosting, massing_noun, numbering, stationing_noun, surrounding};
use sighting::{is_sighting, seen_doing};
use told::push;

const RULE: &str = "posture";

/// Verbs that place forces: in the passive, with `in` or `near`, they tell where those are.
const PLACING: &[&str] = &[
    "deploy",
    "position",
    "place",
    "station",
    "base",
    "garrison",
    "assemble",
    "mass",
    "amass",
    "gather",
    "concentrate",
    "post",
    "locate",
    "situate",
    "park",
    "house",
    "quarter",
    "preposition",
    "stockpile",
    "encamp",
    "keep",
    "assign",
    "dock",
    "anchor",
    "see",
    "spot",
    "detect",
    "observe",
    "track",
    "sight",
    "identify",
    "record",
    "register",
    "monitor",
];
/// Verbs whose subject is somewhere.
const BEING: &[&str] = &[
    "be", "operate", "patrol", "serve", "remain", "stand", "stay", "sit", "sail", "assemble",
    "cruise", "work", "camp", "reside", "live", "train", "fight", "rotate",
];
/// Verbs of what forces go on doing where they are: `are advising Iraqi units in`.
const ACTING: &[&str] = &[
    "advise", "assist", "help", "support", "guard", "protect", "secure", "train", "mentor",
    "monitor", "escort", "search",
];
/// Verbs whose object is somewhere.
const HAVING: &[&str] = &[
    "have",
    "keep",
    "maintain",
    "station",
    "base",
    "mass",
    "amass",
    "gather",
    "host",
    "house",
    "concentrate",
    "assemble",
    "retain",
    "hold",
    "count",
    "field",
    "garrison",
    "build up",
    "line up",
    "pile up",
    "stockpile",
    "accumulate",
];

/// Reads a clause that tells a stock.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let lemma = clause.lemma();
    let group = &clause.group;
    // `could have as many as 4,000 fighters in`: an estimate of what is there.
    let estimate = lemma == "have"
        && group.modal == Some(Modal::May)
        && clause.bundles[0].terms.iter().any(|term| {
            term.force.quantity.as_ref().is_some_and(|quantity| {
                quantity.low == 0 && quantity.text.to_lowercase().starts_with("as many as")
            })
        });
    // `the exercise in Chile includes 240 soldiers`: they drill.
    let drill = clause.subject.heads.first().is_some_and(|head| {
        clause.spine.chunks[*head].noun().is_some_and(|noun| {
            matches!(
                reading.doc.word(noun.head.end - 1),
                "exercise" | "exercises" | "drill" | "drills" | "manoeuvres" | "maneuvers"
            )
        })
    });
    // `has previously been deployed in Mali`
    let before = group.perfect && clause.has_word(reading, &["previously", "formerly"]);
    if drill
        || before
        || group.negated
        || group.modal.is_some() && !estimate
        || asked(reading, clause)
        || group.infinitive && !clause.noun
    {
        return false;
    }
    let reported = |word: &crate::grammar::VerbWord| {
        word.is(VerbClass::Saying)
            || matches!(
                word.lemma(),
                "believe"
                    | "think"
                    | "know"
                    | "understand"
                    | "estimate"
                    | "continue"
                    | "begin"
                    | "start"
            )
    };
    if stays_on(reading, clause) {
        return of_subject(reading, clause, findings, None);
    }
    if !group.chain.iter().all(reported) {
        return false;
    }
    if denied(reading, clause) {
        return false;
    }
    if clause.noun {
        return lemma == "mass" && massing_noun(reading, clause, findings)
            || stationing_noun(reading, clause, findings);
    }
    if lemma == "be"
        && let Some(owner) = commanded(reading, clause)
    {
        let terms = clause.subject_terms(reading);
        let there = clause.subject_places(reading);
        return !terms.is_empty()
            && !there.is_empty()
            && push(
                reading,
                clause,
                findings,
                &clause.bundles[0],
                &terms,
                Some(&owner),
                &there,
            );
    }
    if lemma == "be"
        && let Some(found) = host_to(reading, clause, findings)
    {
        return found;
    }
    if (matches!(
        lemma,
        "number" | "comprise" | "total" | "include" | "consist" | "count" | "stand at"
    ) || lemma == "be" && strength::told(reading, clause))
        && !group.passive
        && numbering(reading, clause, findings)
    {
        return true;
    }
    if matches!(lemma, "surround" | "encircle")
        && !group.passive
        && surrounding(reading, clause, findings)
    {
        return true;
    }
    let in_place =
        clause.bundles.iter().any(|bundle| !bundle.there.is_empty()) && !clause.bundles[0].directed;
    let where_place = relative_where(reading, clause);
    if in_place && seen_doing(clause) {
        return of_subject(reading, clause, findings, where_place);
    }
    // `ten aircraft around the island were detected`
    if group.passive
        && is_sighting(lemma)
        && !in_place
        && !being(reading, clause)
        && !clause.subject_places(reading).is_empty()
    {
        return of_subject(reading, clause, findings, where_place);
    }
    // `a hundred are left in the country`
    if group.passive
        && (PLACING.contains(&lemma) || lemma == "leave")
        && (in_place || where_place.is_some())
        && !being(reading, clause)
    {
        return of_subject(reading, clause, findings, where_place);
    }
    let here = already(reading, clause);
    let participle = group.finite != Finite::Yes
        && (clause.subject.relative || here || reduced(reading, clause));
    let left = lemma == "leave" && participle && !holders(reading, clause).is_empty();
    if participle
        && !has_left(reading, clause)
        && (PLACING.contains(&lemma) || left)
        && group.main.form != crate::gazetteer::VerbForm::Gerund
        && (in_place || here || unlisted(reading, clause))
        && !moves_on(reading, clause)
    {
        return of_subject(reading, clause, findings, where_place);
    }
    // `remain deployed in`
    let remains = clause.at.checked_sub(1).is_some_and(|before| {
        clause.spine.verb(before).is_some_and(|verb| {
            !verb.negated && verb.modal.is_none() && matches!(verb.main.lemma(), "remain" | "stay")
        })
    });
    if remains && PLACING.contains(&lemma) && in_place {
        return of_subject(reading, clause, findings, where_place);
    }
    let walked = walked(reading, clause);
    let in_place = in_place || !walked.is_empty();
    let going_on = group.progressive || group.chain.iter().any(|word| word.lemma() == "continue");
    let passing = matches!(lemma, "sail" | "fight") && !going_on
        || matches!(lemma, "train" | "fight") && clause.bundles[0].direct > 0
        || ACTING.contains(&lemma) && !(going_on && abroad(reading, clause));
    if (BEING.contains(&lemma)
        || ACTING.contains(&lemma)
        || camped(reading, clause)
        || conducts(reading, clause))
        && !group.passive
        && !passing
        && (in_place || where_place.is_some() || at_sea(reading, clause))
    {
        if existential(reading, clause) {
            if clause.bundles[0].direct == 0 {
                return false;
            }
            return of_object(reading, clause, findings, where_place.as_ref(), None);
        }
        let there = walked.first().cloned().or(where_place.clone());
        if of_subject(reading, clause, findings, there) {
            return true;
        }
    }
    let sighted = is_sighting(lemma) || lemma == "leave" && !casualties(reading, clause);
    if sighted && !group.passive && in_place {
        let seen: Vec<Term> = clause.bundles[0]
            .terms
            .iter()
            .filter(|term| !term.owners.is_empty())
            .cloned()
            .collect();
        let there = &clause.bundles[0].there;
        if !seen.is_empty()
            && push(
                reading,
                clause,
                findings,
                &clause.bundles[0],
                &seen,
                None,
                there,
            )
        {
            return true;
        }
    }
    // `was holding drills with 1,000 servicemen`
    let drills = lemma == "hold" && clause.bundles[0].direct == 0;
    if HAVING.contains(&lemma) && !group.passive && !drills {
        if matches!(lemma, "host" | "house") && hosting(reading, clause, findings) {
            return true;
        }
        let owner = clause.subject_actors(reading);
        if let (Some(owner), Some(object)) = (owner.first(), clause.object_of) {
            let Some(term) = reading.term(clause.spine, object) else {
                return false;
            };
            let bundle = &clause.bundles[0];
            return push(
                reading,
                clause,
                findings,
                bundle,
                &[term],
                Some(owner),
                &bundle.there,
            );
        }
        let mut any = false;
        for owner in &owner {
            any |= of_object(reading, clause, findings, where_place.as_ref(), Some(owner));
        }
        return any;
    }
    false
}

/// `left 12 soldiers dead in`.
fn casualties(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.tokens.clone().any(|at| {
        matches!(
            reading.doc.word(at),
            "dead" | "wounded" | "injured" | "stranded" | "behind" | "homeless"
        )
    })
}

/// `2,500 soldiers are stationed in Iraq and 900 in Syria`: what the later numbers count.
fn more_elsewhere(
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

/// Verbs whose other forces are those that something is done with: `patrols with Afghan police`.
fn done_with(lemma: &str) -> bool {
    ACTING.contains(&lemma) || matches!(lemma, "patrol" | "fight" | "work" | "train" | "operate")
}

fn of_subject(
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
    terms.extend(
        clause.bundles[0]
            .terms
            .iter()
            .filter(|term| !term.bare && !done_with(clause.lemma()))
            .cloned(),
    );
    if clause.subject_terms(reading).is_empty() {
        return false;
    }
    // `Twelve of the 18 aircraft seen around the island crossed`: the 18 were seen there.
    let modifies = clause.group.finite != Finite::Yes
        && (clause.subject.relative || clause.at > 0 && clause.spine.verb(clause.at - 1).is_some());
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
    let bundle = &clause.bundles[0];
    let mut there = bundle.there.clone();
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

fn of_object(
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
        let owner = bundle.subject.as_ref().or(owner).or(shared);
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
