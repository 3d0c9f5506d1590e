//! How far a movement told by a noun has come: `the arrival of`, `plans for a withdrawal`.

use events::fact::Status;

use crate::gazetteer::VerbClass;
use crate::grammar::{Finite, Modal};
use crate::reading::Reading;
use crate::reading::status::Stage;
use crate::rules::clause::Clause;

use super::theme::Theme;

/// Verbs that make a movement, told by a noun, a wish or an argument.
const ARGUED: &[&str] = &[
    "call for", "call", "demand", "urge", "want", "see", "debate", "need", "favour", "favor",
    "support", "back", "advocate", "oppose",
];

/// Verbs of waiting for what has not come yet.
const AWAITED: &[&str] = &[
    "await",
    "expect",
    "anticipate",
    "wait",
    "wait for",
    "prepare",
    "prepare for",
    "plan",
];

/// What an action noun tells; nothing where it only speaks of a movement that is told elsewhere: `the
/// deployment of soldiers is a matter for parliament`.
pub(super) fn stage(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    theme: &Theme,
) -> Option<Stage> {
    let doc = reading.doc;
    let word = doc.word(clause.group.main.tokens.end - 1);
    let done = matches!(
        word,
        "arrival" | "arrivals" | "landing" | "passage" | "sortie" | "entry" | "transit"
    );
    if done {
        return Some(Stage::Is(arrived(reading, clause)));
    }
    // `just wrapped up their deployment to Norway`: it is over.
    let start = clause.spine.chunks[clause.at].tokens.start;
    if start >= 2 && doc.word(start - 1) == "up" && doc.word(start - 2).starts_with("wrap") {
        return None;
    }
    if let Some(verb) = super::ending::ended_by(clause) {
        return Some(super::ending::stage(reading, clause, verb));
    }
    let described = described(reading, clause);
    if let Some(stage) = governed(reading, clause) {
        let open = matches!(stage, Stage::Is(Status::Announced));
        return Some(match described {
            Some(status) if open => Stage::Is(status),
            _ => stage,
        });
    }
    let terms = theme
        .terms
        .iter()
        .chain(clause.bundles.iter().flat_map(|bundle| &bundle.terms));
    let (mut owned, mut numbered) = (clause.bundles[0].subject.is_some(), false);
    for term in terms {
        owned |= !term.owners.is_empty();
        numbered |= term.force.quantity.is_some();
    }
    let directed = clause.bundles.iter().any(|bundle| bundle.directed);
    let withdrawing = clause.is(VerbClass::Withdrawing);
    let origin = clause
        .bundles
        .iter()
        .any(|bundle| !bundle.origin.is_empty());
    let tells = if withdrawing {
        owned || numbered && origin
    } else {
        (owned || numbered) && (directed || described.is_some())
    };
    let weighed = (0..clause.at)
        .rev()
        .find_map(|at| clause.spine.verb(at))
        .is_some_and(|verb| matches!(verb.modal, Some(Modal::May | Modal::Should)));
    let status = led(reading, clause)
        .or(described)
        .or(weighed.then_some(Status::Considered));
    tells.then(|| Stage::Is(status.unwrap_or(Status::Announced)))
}

/// Of a noun that tells an end: it has come, is coming, or is awaited.
fn arrived(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Status {
    let verb = clause
        .at
        .checked_sub(1)
        .and_then(|at| clause.spine.verb(at));
    if verb.is_some_and(|verb| AWAITED.contains(&verb.main.lemma())) {
        return Status::Announced;
    }
    if verb.is_some_and(|verb| verb.progressive) {
        return Status::UnderWay;
    }
    led(reading, clause)
        .filter(|status| *status == Status::Announced)
        .unwrap_or(Status::Completed)
}

/// What the adjectives before the noun say: `the planned deployment`.
fn described(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Status> {
    clause.spine.chunks[clause.at]
        .tokens
        .clone()
        .find_map(|at| {
            Some(match reading.doc.word(at) {
                "recent" | "completed" | "latest" | "previous" | "earlier" | "initial" => {
                    Status::Completed
                }
                "proposed" | "possible" | "potential" | "eventual" | "likely" | "suggested" => {
                    Status::Considered
                }
                "planned" | "imminent" | "forthcoming" | "upcoming" | "future" | "scheduled"
                | "promised" | "announced" => Status::Announced,
                "ongoing" | "continuing" => Status::UnderWay,
                _ => return None,
            })
        })
}

/// What the words before the noun make of it: `after the dispatch of`, `a proposal for the transfer of`.
fn led(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Status> {
    let (doc, spine) = (reading.doc, clause.spine);
    let before = clause.at.checked_sub(1)?;
    let chunk = spine.chunks[before];
    match doc.word(chunk.tokens.start) {
        "after" | "following" | "since" => return Some(Status::Completed),
        "before" | "until" | "pending" => return Some(Status::Announced),
        _ => {}
    }
    if !chunk.is_preposition() {
        return None;
    }
    let noun = before.checked_sub(1)?;
    let head = doc.word(spine.chunks[noun].noun()?.head.end - 1);
    Some(match head {
        "proposal" | "proposals" | "possibility" | "prospect" | "idea" | "question" | "call"
        | "calls" | "demand" | "demands" | "talks" | "request" | "discussion" | "debate"
        | "suggestion" | "option" | "options" | "need" | "necessity" | "importance" => {
            Status::Considered
        }
        _ => return None,
    })
}

/// The stage that the verb gives whose subject or object the noun is.
fn governed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Stage> {
    let (doc, spine) = (reading.doc, clause.spine);
    let governs = |verb: usize| {
        let group = spine.verb(verb)?;
        let weighs = |word: &crate::grammar::VerbWord| {
            word.is(VerbClass::Considering) || matches!(word.lemma(), "need" | "have")
        };
        let status = match group.main.lemma() {
            _ if group.main.is(VerbClass::Refusing) => return Some(Stage::Not),
            _ if group.negated
                && (group.main.is(VerbClass::Deciding)
                    || group.main.is(VerbClass::Considering)) =>
            {
                return Some(Stage::Not);
            }
            _ if group.chain.iter().any(weighs) => Status::Considered,
            // `plans to complete the withdrawal`
            "begin" | "start" | "continue" | "resume" | "complete" | "finish"
                if !group.chain.is_empty() || group.infinitive =>
            {
                return Some(crate::reading::status::stage(doc, group, true));
            }
            "begin" | "start" if super::ending::is_future(reading, clause, verb) => {
                Status::Announced
            }
            "begin" | "start" | "continue" | "initiate" | "commence" if group.modal.is_none() => {
                Status::UnderWay
            }
            "complete" | "finish" | "end" if group.modal.is_none() => Status::Completed,
            // `said that the withdrawal was complete`
            "be" if group.modal.is_none()
                && !group.negated
                && matches!(
                    doc.word(group.main.tokens.end),
                    "complete" | "over" | "finished"
                ) =>
            {
                Status::Completed
            }
            lemma if ARGUED.contains(&lemma) => Status::Considered,
            _ if group.main.is(VerbClass::Considering)
                || matches!(group.modal, Some(Modal::May | Modal::Should)) =>
            {
                Status::Considered
            }
            _ if group.main.is(VerbClass::Deciding) || group.main.is(VerbClass::Saying) => {
                Status::Announced
            }
            _ => return None,
        };
        Some(Stage::Is(status))
    };
    let subject_of = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine
            .verb(*at)
            .is_some_and(|verb| verb.finite == Finite::Yes)
            && spine.subject(doc, *at).heads.contains(&clause.at)
    });
    if let Some(stage) = subject_of.and_then(governs) {
        return Some(stage);
    }
    // `ruled out on Tuesday the withdrawal`
    let object_of = (0..clause.at)
        .rev()
        .find(|at| {
            let chunk = &spine.chunks[*at];
            chunk.time().is_none() && !chunk.is_preposition()
        })
        .filter(|at| spine.verb(*at).is_some());
    object_of.and_then(governs)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn nouns_that_tell_a_movement() {
        check(
            "Parliament approved the dispatch of 150 Slovak soldiers to Latvia.",
            &["deploy SVK 150 TROOPS to LVA announced"],
        );
        check(
            "Warsaw welcomed the arrival of 200 Canadian soldiers in Poland on Monday.",
            &["deploy CAN 200 TROOPS to POL completed"],
        );
        check(
            "Port workers are awaiting the arrival of the Dutch frigate Tromp in Cyprus.",
            &["deploy NLD 1 WARSHIP to CYP announced"],
        );
        check(
            "ATMIS plans to complete the withdrawal of 900 soldiers from Somalia.",
            &["withdraw AU 900 TROOPS from SOM announced"],
        );
        check(
            "The recent deployment of 60 Croatian soldiers to Kosovo went unnoticed.",
            &["deploy HRV 60 TROOPS to XKX completed"],
        );
        check(
            "Residents were told of the planned transfer of 24 American helicopters to Okinawa.",
            &["deploy USA 24 HELICOPTER to JPN announced"],
        );
    }

    #[test]
    fn nouns_that_only_speak_of_one() {
        check(
            "The deployment of soldiers and other equipment takes weeks, the Danish minister said.",
            &[],
        );
        check(
            "Lawmakers debated for hours whether a withdrawal or a reinforcement would cost more.",
            &[],
        );
        check(
            "The Bundestag extended the deployment of 1,300 German soldiers in Mali.",
            &["posture DEU 1300 TROOPS in MLI"],
        );
        check(
            "The ministers spoke about the withdrawal of all forces from a strip along the border.",
            &[],
        );
    }
}
