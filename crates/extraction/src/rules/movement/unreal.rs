//! Movements that a clause only speaks of: hoped for, rumoured, within somebody's powers, told of a time
//! before the news.

use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite, Modal};
use crate::reading::Reading;
use crate::rules::clause::Clause;

/// Nouns whose `that` clause nobody asserts.
const IMAGINED: &[&str] = &[
    "hope",
    "hopes",
    "fear",
    "fears",
    "rumour",
    "rumours",
    "rumor",
    "rumors",
    "speculation",
    "suggestion",
    "suggestions",
    "idea",
    "possibility",
    "prospect",
    "feeling",
    "impression",
    "condition",
    "dream",
    "scenario",
];

/// Nouns whose `that` clause somebody asserts, so that a sentence can give it the lie.
const ASSERTED: &[&str] = &[
    "report",
    "reports",
    "claim",
    "claims",
    "allegation",
    "allegations",
    "accusation",
    "accusations",
    "story",
    "stories",
    "article",
    "rumour",
    "information",
    "suggestions",
];

/// Words that give a report the lie.
const FALSE: &[&str] = &[
    "wrong",
    "false",
    "untrue",
    "baseless",
    "groundless",
    "unfounded",
    "fake",
    "nonsense",
    "incorrect",
    "mistaken",
    "denied",
    "denies",
    "dismissed",
    "dismisses",
    "rejected",
    "rejects",
    "refuted",
    "refutes",
];

/// Whether the clause tells no movement that is asserted.
pub(super) fn unreal(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    was_planned(clause)
        || imagined(reading, clause)
        || able(reading, clause)
        || before_the_news(reading, clause)
}

/// `soldiers who were to be stationed at the base`: as it had been planned.
fn was_planned(clause: &Clause<'_, '_>) -> bool {
    let group = &clause.group;
    let to_be = group
        .chain
        .first()
        .is_some_and(|word| word.verb.is_none() || word.lemma() == "be");
    clause.subject.relative && group.past && group.modal.is_none() && group.passive && to_be
}

/// `without hope that Iraq would withdraw`, `a report that a carrier would come was wrong`.
fn imagined(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let (doc, spine) = (reading.doc, clause.spine);
    let first = clause.subject.heads.first().copied().unwrap_or(clause.at);
    let Some(that) = first.min(clause.at).checked_sub(1) else {
        return false;
    };
    if doc.word(spine.chunks[that].tokens.start) != "that" {
        return false;
    }
    // `a report in a newspaper that`
    let noun = (0..that)
        .rev()
        .take(5)
        .take_while(|at| spine.verb(*at).is_none())
        .filter_map(|at| Some(doc.word(spine.chunks[at].noun()?.head.end - 1)))
        .find(|word| IMAGINED.contains(word) || ASSERTED.contains(word));
    let Some(noun) = noun else { return false };
    IMAGINED.contains(&noun)
        || reading.sentences[clause.sentence]
            .tokens
            .clone()
            .any(|at| FALSE.contains(&doc.word(at)))
}

/// `half of whom can march within a day`, `its ability to operate carriers`: what they are able to do.
fn able(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let power = clause.at.checked_sub(1).and_then(|at| clause.spine.get(at));
    let power = power.and_then(|chunk| chunk.noun()).is_some_and(|noun| {
        matches!(
            reading.doc.word(noun.head.end - 1),
            "ability" | "abilities" | "capability" | "capabilities" | "capacity" | "right"
        )
    });
    if power && clause.group.infinitive {
        return true;
    }
    clause.group.modal == Some(Modal::May)
        && clause.spine.chunks[clause.at]
            .tokens
            .clone()
            .any(|at| reading.doc.word(at) == "can")
}

/// `which had been bound for the Mediterranean`, `units that had come by train`: a relative clause in
/// the past perfect tells what was before.
fn before_the_news(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let group = &clause.group;
    let relative = clause.subject.relative || clause.object_of.is_some();
    if !relative || clause.noun {
        return false;
    }
    let had = clause.spine.chunks[clause.at]
        .tokens
        .clone()
        .any(|at| reading.doc.word(at) == "had");
    if group.perfect && had {
        return true;
    }
    // `the 600 that London has promised`: told before.
    let promised = clause.object_of.is_some()
        && (group.perfect || group.past)
        && !group.main.is(VerbClass::Sending)
        && (group.main.is(VerbClass::Deciding) || group.main.is(VerbClass::Considering));
    promised
        && clause.object_of.is_some_and(|head| {
            let tokens = clause.spine.chunks[head].tokens.clone();
            let numbered = reading
                .term(clause.spine, head)
                .is_some_and(|term| term.force.quantity.is_some());
            !numbered && matches!(reading.doc.word(tokens.start), "the" | "those" | "these")
        })
}

/// `is weighing whether to send`: the infinitive that a question hangs on is weighed, where a verb of
/// weighing or asking leads it.
pub(super) fn asked_whether(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let Some(before) = clause.at.checked_sub(1) else {
        return false;
    };
    let chunk = clause.spine.chunks[before];
    clause.group.infinitive
        && matches!(chunk.kind, ChunkKind::Subordinator)
        && reading.doc.word(chunk.tokens.start) == "whether"
        && (0..before)
            .rev()
            .find_map(|at| clause.spine.verb(at))
            .is_some_and(|verb| {
                let weighs = verb.main.is(VerbClass::Considering)
                    || matches!(verb.main.lemma(), "decide" | "debate" | "ask" | "examine");
                weighs && verb.finite != Finite::No && !verb.negated
            })
}

/// `ordered the 900 soldiers in Iraq be withdrawn`: what is ordered stands in a clause of its own.
pub(super) fn subjunctive(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    (clause.at + 1..(clause.at + 7).min(spine.chunks.len()))
        .find(|at| spine.verb(*at).is_some())
        .is_some_and(|at| reading.doc.word(spine.chunks[at].tokens.start) == "be")
}

/// `support the safe passage of ships through the strait`: of nobody's.
pub(super) fn is_shipping(clause: &Clause<'_, '_>) -> bool {
    clause.noun
        && clause.lemma() == "transit"
        && clause.bundles[0]
            .terms
            .first()
            .is_some_and(|term| term.vague && term.owners.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn what_is_not_asserted() {
        check(
            "The envoy saw little hope that Eritrea would pull its troops out of Ethiopia.",
            &[],
        );
        check(
            "A report in a Manila daily that Japan had sent 300 soldiers to Luzon was false, the embassy said.",
            &[],
        );
        check(
            "Chile keeps a brigade of 900 soldiers, half of whom can deploy to Peru.",
            &[],
        );
        check(
            "The Spanish frigate Reina Sofia, which had been bound for Lebanon, broke down.",
            &[],
        );
    }

    #[test]
    fn what_somebody_is_able_to_do() {
        check(
            "The cruise showed Japan's ability to operate two destroyers in the Arabian Sea.",
            &[],
        );
        check("Oman has the capacity to send 900 soldiers to Yemen.", &[]);
    }

    #[test]
    fn what_is_weighed() {
        check(
            "Italy is considering whether to move its destroyer from the Gulf of Aden to the Red Sea.",
            &["deploy ITA 1 WARSHIP from gulf-of-aden to red-sea considered"],
        );
        check(
            "Norway has not said whether it will send soldiers to Mali.",
            &[],
        );
    }
}
