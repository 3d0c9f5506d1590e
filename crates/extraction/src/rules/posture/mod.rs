//! Stocks: forces that are somewhere at a time. `has 900 soldiers in`, `are stationed in`, `has
//! massed 100,000 near`, `there are`, `is host to`.

mod bound;
mod means;
mod over;
mod place;
mod shapes;
mod sighting;
#[cfg(test)]
mod standing_tests;
mod stationing;
mod strength;
#[cfg(test)]
mod tests;
mod told;
mod verbs;

use crate::gazetteer::{VerbClass, VerbForm};
use crate::grammar::{Finite, Modal};
use crate::reading::{Reading, Term};

use super::Findings;
use super::clause::Clause;

use means::with_means;

pub(super) use place::holders;

use bound::{has_body, of_object, of_subject, respective};
use over::{flies_from, is_over};
use place::{
    abroad, already, asked, at_sea, being, camped, conducts, denied, existential, has_left,
    moves_on, reduced, relative_where, stands, stays_on, unlisted, walked,
};
pub(super) use shapes::provided;
use shapes::{commanded, host_to, hosting, massing_noun, numbering, surrounding};
use sighting::{home_told, is_sighting, of_seen, seen_doing};
use stationing::{near_number, serves_with, stationing_noun};
use told::push;
use verbs::{ACTING, BEING, HAVING, PLACING};

const RULE: &str = "posture";

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
    // `will continue to be stationed in`: they are there already.
    let keeps = group.passive
        && group.modal == Some(Modal::Will)
        && PLACING.contains(&lemma)
        && group
            .chain
            .first()
            .is_some_and(|word| word.lemma() == "continue");
    // `has previously been deployed in Mali`
    let before = group.perfect && clause.has_word(reading, &["previously", "formerly"]);
    // `asked that the headquarters be in Tirana`, `proposed that guards be stationed along the border`
    let subjunctive = reading
        .doc
        .word(clause.spine.chunks[clause.at].tokens.start)
        == "be"
        && group.modal.is_none()
        && group.chain.is_empty()
        && !group.infinitive;
    let wished = subjunctive && (group.passive || lemma == "be");
    if drill
        || wished
        || before
        || group.negated
        || group.modal.is_some() && !(estimate || keeps)
        || asked(reading, clause)
        || group.infinitive && !clause.noun
    {
        return false;
    }
    let reported = |word: &crate::grammar::VerbWord| {
        let promised = matches!(
            word.lemma(),
            "pledge" | "promise" | "vow" | "threaten" | "offer" | "propose" | "announce"
        );
        word.is(VerbClass::Saying) && !promised
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
    // `where 1,500 French and 5,200 African soldiers are already trying to stop the killing`
    let scene = relative_where(reading, clause);
    let engaged = scene.is_some()
        && group.finite == Finite::Yes
        && (group.progressive || group.chain.iter().any(|word| word.form == VerbForm::Gerund))
        && !clause.is(VerbClass::Going)
        && !clause.is(VerbClass::Withdrawing)
        && !clause.is(VerbClass::Sending)
        && !clause.is(VerbClass::Drilling);
    if engaged && of_subject(reading, clause, findings, scene) {
        return true;
    }
    if !group.chain.iter().all(reported) {
        return false;
    }
    if denied(reading, clause) {
        return false;
    }
    if is_over(reading, clause) {
        return BEING.contains(&lemma) || PLACING.contains(&lemma) || HAVING.contains(&lemma);
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
    ) || lemma == "be" && strength::told(reading, clause)
        || near_number(reading, clause))
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
    if in_place && let Some(seen) = seen_doing(clause) {
        return of_seen(reading, clause, findings, seen);
    }
    if let Some(there) = home_told(reading, clause) {
        let terms = clause.subject_terms(reading);
        return push(
            reading,
            clause,
            findings,
            &clause.bundles[0],
            &terms,
            None,
            &there,
        );
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
    // `25,000 troops have amassed on the border`
    let massed = matches!(
        lemma,
        "mass" | "amass" | "gather" | "assemble" | "concentrate"
    ) && !group.passive
        && group.finite != Finite::No
        && clause.bundles[0].direct == 0
        && in_place;
    if massed {
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
        && clause.bundles[0].direct == 0
        && (in_place || here || unlisted(reading, clause) || stands(reading, clause).is_some())
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
    if remains && PLACING.contains(&lemma) {
        let told = in_place && of_subject(reading, clause, findings, where_place);
        return told || !clause.bundles[0].directed;
    }
    // `a carrier positioned in the area`: standing somewhere is no movement, and no place is known.
    if participle
        && clause.group.finite == Finite::Perhaps
        && matches!(
            lemma,
            "position" | "station" | "base" | "locate" | "situate"
        )
        && clause
            .bundles
            .iter()
            .all(|bundle| !bundle.directed && bundle.there.is_empty())
        && clause.bundles[0].direct == 0
    {
        return true;
    }
    // `Scarborough Shoal saw 16 Chinese vessels`
    if lemma == "see" && !group.passive && clause.bundles[0].direct > 0 {
        let there = clause.places_of_subject(reading);
        let seen = &clause.bundles[0].terms;
        if !there.is_empty() && seen.iter().all(|term| term.owners.len() == 1 && !term.bare) {
            return push(
                reading,
                clause,
                findings,
                &clause.bundles[0],
                seen,
                None,
                &there,
            );
        }
    }
    // `fly from Djibouti`, `are operating from the base in Sigonella`
    let from = flies_from(clause);
    if !from.is_empty() && of_subject(reading, clause, findings, from.first().cloned()) {
        return true;
    }
    let walked = walked(reading, clause);
    if !group.passive && clause.subject_terms(reading).is_empty() && !walked.is_empty() {
        return with_means(reading, clause, findings, &walked);
    }
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
        && (in_place
            || where_place.is_some()
            || at_sea(reading, clause)
            || serves_with(reading, clause))
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
        // `left the capital, leaving 200 soldiers at the base`: of those who left.
        let same = clause
            .subject_terms(reading)
            .first()
            .filter(|_| lemma == "leave" && group.finite == Finite::No)
            .map(|term| term.owners.clone())
            .unwrap_or_default();
        let seen: Vec<Term> = clause.bundles[0]
            .terms
            .iter()
            .map(|term| Term {
                owners: if term.owners.is_empty() {
                    same.clone()
                } else {
                    term.owners.clone()
                },
                ..term.clone()
            })
            .filter(|term| !term.owners.is_empty())
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
    // `Italy, which had the second-largest contingent there`: how it compares, and not how many.
    let compared = lemma == "have"
        && clause.bundles[0].terms.iter().all(|term| {
            term.force.quantity.is_none()
                && term.tokens.clone().any(|at| {
                    let word = reading.doc.word(at);
                    word.ends_with("largest") || word.ends_with("biggest")
                })
        });
    let drills = lemma == "hold" && clause.bundles[0].direct == 0 || compared;
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
        if owner.is_empty() && has_body(reading, clause) {
            return of_object(reading, clause, findings, where_place.as_ref(), None);
        }
        let mut any = false;
        if respective(reading, clause, findings, &owner) {
            return true;
        }
        // `The force in Lebanon has 320 troops from the Philippines`
        let theirs = clause.bundles[0].direct > 0
            && clause.bundles[0]
                .terms
                .iter()
                .all(|term| !term.owners.is_empty());
        if owner.is_empty() && theirs {
            let scene = clause.subject_places(reading).into_iter().next();
            return of_object(reading, clause, findings, scene.as_ref(), None);
        }
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
