//! Stocks told by a noun: `the stationing of 300 soldiers in`, `are continuing their deployment in`.

use crate::gazetteer::VerbClass;
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::Clause;

use super::told::push;

/// `NATO ships are continuing their scheduled deployment in the Black Sea`: there they are.
fn deployed_still(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let there = &clause.bundles[0].there;
    let Some(verb) = clause.at.checked_sub(1).filter(|_| !there.is_empty()) else {
        return false;
    };
    let goes_on = clause.spine.verb(verb).is_some_and(|group| {
        !group.negated
            && group.modal.is_none()
            && matches!(
                group.main.lemma(),
                "continue" | "extend" | "resume" | "conduct"
            )
    });
    let heads = clause.spine.subject(reading.doc, verb).heads;
    let terms: Vec<Term> = heads
        .iter()
        .filter_map(|head| reading.term(clause.spine, *head))
        .collect();
    goes_on
        && !terms.is_empty()
        && push(
            reading,
            clause,
            findings,
            &clause.bundles[0],
            &terms,
            None,
            there,
        )
}

/// `the deployment of around 2,800 German soldiers in Afghanistan`: where they are, unless a verb
/// tells that they go there. True when nothing else can be told of it.
pub(super) fn stationing_noun(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let bundle = &clause.bundles[0];
    let noun = reading.doc.word(clause.group.main.tokens.end - 1);
    let stays = matches!(
        noun,
        "deployment" | "deployments" | "stationing" | "basing" | "positioning"
    );
    if noun == "deployment" && bundle.terms.is_empty() && !bundle.directed {
        return deployed_still(reading, clause, findings);
    }
    if !stays || bundle.terms.is_empty() || bundle.there.is_empty() || bundle.directed {
        return false;
    }
    // `extended the deployment of 2,800 soldiers in`: those are there.
    let goes_on = |verb: &crate::grammar::VerbGroup| {
        matches!(
            verb.main.lemma(),
            "extend" | "prolong" | "renew" | "criticise" | "criticize" | "defend" | "question"
        )
    };
    let governed = clause.at > 0
        && clause
            .spine
            .verb(clause.at - 1)
            .is_some_and(|verb| !goes_on(verb))
        || (clause.at + 1..clause.spine.chunks.len()).any(|at| {
            clause.spine.verb(at).is_some_and(|verb| {
                verb.finite != crate::grammar::Finite::No
                    && (verb.modal.is_some()
                        || verb.passive
                        || verb.main.is(VerbClass::Deciding)
                        || matches!(
                            verb.main.lemma(),
                            "begin" | "start" | "take place" | "follow"
                        ))
            }) && clause
                .spine
                .subject(reading.doc, at)
                .heads
                .contains(&clause.at)
        });
    if governed {
        return false;
    }
    // `opposed to the deployment of a missile battery in`: a plan as soon as a stock.
    let many = |term: &Term| {
        term.force
            .quantity
            .as_ref()
            .is_some_and(|quantity| quantity.low > 1 || quantity.high != Some(1))
    };
    if !bundle.terms.iter().any(many) || doubted(reading, clause) {
        return true;
    }
    let owner = bundle.subject.clone();
    push(
        reading,
        clause,
        findings,
        bundle,
        &bundle.terms,
        owner.as_ref(),
        &bundle.there,
    );
    true
}

/// `About 1,500 Italians now serve with the force`: where that one is.
pub(super) fn serves_with(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let body = |noun: &usize| {
        let end = clause.spine.chunks[*noun].tokens.end;
        matches!(
            reading.doc.word(end - 1),
            "force" | "mission" | "contingent" | "peacekeepers" | "operation"
        )
    };
    clause.lemma() == "serve"
        && clause.bundles[0]
            .others
            .iter()
            .any(|(word, noun)| matches!(word.as_str(), "with" | "with-force" | "in") && body(noun))
}

/// `American forces in Europe remain near 100,000`: how many they are.
pub(super) fn near_number(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let level = matches!(clause.lemma(), "remain" | "stay" | "hover" | "stand");
    let led = level
        && clause.spine.get(clause.at + 1).is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.start),
                "near" | "around" | "at" | "above" | "below"
            )
        });
    led && reading
        .term(clause.spine, clause.at + 2)
        .is_some_and(|term| term.bare && term.force.quantity.is_some_and(|count| count.low >= MANY))
}

/// How many people a level has at least.
const MANY: u32 = 100;

/// `are in control of the corridor`, `are in contact with`: no place.
pub(super) fn in_a_state(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let led = spine
        .get(clause.at + 1)
        .is_some_and(crate::grammar::chunk::Chunk::is_preposition);
    let noun = spine.get(clause.at + 2).and_then(|chunk| chunk.noun());
    led && noun.is_some_and(|noun| {
        matches!(
            reading.doc.word(noun.head.end - 1),
            "control" | "command" | "charge" | "talks" | "danger" | "contact" | "line"
        )
    })
}

/// `no information about the deployment of`, `the alleged stationing of`, `plans for the basing of`.
fn doubted(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let start = clause.spine.chunks[clause.at].tokens.start;
    let own = clause.spine.chunks[clause.at].tokens.clone().any(|at| {
        matches!(
            reading.doc.word(at),
            "alleged" | "possible" | "planned" | "proposed" | "potential" | "future"
        )
    });
    let led = (start.saturating_sub(6)..start).any(|at| {
        matches!(
            reading.doc.word(at),
            "no" | "plan"
                | "plans"
                | "opposition"
                | "opposed"
                | "oppose"
                | "opposes"
                | "against"
                | "proposal"
                | "request"
                | "denied"
                | "call"
                | "calls"
        )
    });
    own || led
}
