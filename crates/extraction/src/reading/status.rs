//! How far a movement has come: from tense, aspect, mood, voice and the chain of verbs.

use events::fact::Status;

use crate::document::Document;
use crate::gazetteer::VerbClass;
use crate::grammar::{Modal, VerbGroup};

/// What the verb group says of its action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is, will be or may be.
    Is(Status),
    /// It will not be, or has not been.
    Not,
}

/// Words in a chain that leave it open.
const OPEN: &[&str] = &[
    "ready",
    "prepared",
    "willing",
    "able",
    "likely",
    "free",
    "reluctant",
    "keen",
    "eager",
    "expected",
    "supposed",
    "permitted",
    "allowed",
    "offer",
    "request",
    "readiness",
    "willingness",
    "think",
    "talk",
    "support",
    "suggest",
    "advocate",
    "favour",
    "favor",
    "back",
    "urge",
    "oppose",
];
/// Words in a chain that say that it has begun.
const BEGUN: &[&str] = &[
    "begin", "start", "commence", "continue", "keep", "go on", "resume",
];
/// Words in a chain that decide it.
const DECIDED: &[&str] = &[
    "set",
    "due",
    "poised",
    "about",
    "bound",
    "scheduled",
    "slated",
    "plans",
    "plan",
    "intention",
    "decision",
    "orders",
    "order",
    "determined",
    "promise",
    "pledge",
    "commitment",
    "agreement",
    "approval",
    "authorisation",
    "authorization",
];

/// The stage of a verb group. `motion` says that its subject is what moves.
pub(crate) fn stage(doc: &Document<'_>, group: &VerbGroup, motion: bool) -> Stage {
    let outer = group.chain.first();
    let mut open = false;
    let mut begun = false;
    let mut decided = false;
    let mut refused = false;
    for word in &group.chain {
        let lemma = if word.lemma().is_empty() {
            doc.word(word.tokens.end - 1)
        } else {
            word.lemma()
        };
        refused |= word.is(VerbClass::Refusing)
            || matches!(lemma, "unable" | "unwilling" | "unlikely" | "fail")
            || matches!(
                lemma,
                "drop" | "scrap" | "shelve" | "abandon" | "cancel" | "ditch" | "call off"
            );
        begun |= BEGUN.contains(&lemma);
        // `is preparing to send`, unlike `is prepared to`, is decided.
        let prepares = word.lemma() == "prepare";
        open |= OPEN.contains(&lemma)
            || word.is(VerbClass::Considering) && !word.is(VerbClass::Deciding) && !prepares;
        decided |= DECIDED.contains(&lemma)
            || word.is(VerbClass::Deciding)
            || word.is(VerbClass::Readying);
    }
    // `tentatively plans to`
    let first = outer.unwrap_or(&group.main).tokens.start;
    open |= (first.saturating_sub(1)..group.main.tokens.end)
        .any(|at| matches!(doc.word(at), "tentatively" | "provisionally"));
    refused |= group.main.is(VerbClass::Refusing) && !group.main.is(VerbClass::Saying);
    let main = group.main.lemma();
    let moves = [
        VerbClass::Sending,
        VerbClass::Going,
        VerbClass::Withdrawing,
        VerbClass::Giving,
    ]
    .iter()
    .any(|class| group.main.is(*class));
    open |= !moves && group.main.is(VerbClass::Considering) && !group.main.is(VerbClass::Deciding)
        || matches!(main, "offer" | "ask" | "request");
    decided |= !moves && group.main.is(VerbClass::Deciding)
        || matches!(main, "pledge" | "promise" | "commit" | "order");
    // `would have to reinforce`
    open |= group.modal.is_some() && group.chain.iter().any(|word| word.lemma() == "have");
    // `could not rule out sending` leaves it open.
    let left_open = group.negated
        && group
            .chain
            .iter()
            .any(|word| matches!(word.lemma(), "rule out" | "exclude" | "preclude"));
    if left_open {
        return Stage::Is(Status::Considered);
    }
    // `is about to`, but `is not about to` refuses.
    if group.negated || refused {
        return Stage::Not;
    }
    let status = match group.modal {
        _ if open => Status::Considered,
        Some(Modal::May | Modal::Should) => Status::Considered,
        Some(Modal::Will | Modal::Would) if !(group.perfect && outer.is_none()) => {
            Status::Announced
        }
        _ if begun && !decided => Status::UnderWay,
        _ if decided => Status::Announced,
        _ if group.infinitive => Status::Announced,
        _ if outer.is_some_and(|word| word.lemma() == "go") => Status::Announced,
        _ if outer.is_some_and(|word| word.lemma() == "be") => Status::Announced,
        _ if group.progressive && group.finite == crate::grammar::Finite::No && motion => {
            Status::UnderWay
        }
        // `were reported to be heading to`
        _ if group.main.form == crate::gazetteer::VerbForm::Gerund
            && outer.is_some_and(|word| word.is(VerbClass::Saying)) =>
        {
            Status::UnderWay
        }
        _ if group.progressive && !group.perfect => {
            if (motion || UNDER_WAY.contains(&group.main.lemma()))
                && !FUTURATE.contains(&group.main.lemma())
            {
                Status::UnderWay
            } else {
                Status::Announced
            }
        }
        // `has been redeploying troops`
        _ if group.progressive && group.perfect && moves => Status::UnderWay,
        _ if group.main.lemma() == "start back" => Status::UnderWay,
        // `ordered that they be withdrawn`
        _ if group.passive && doc.word(group.main.tokens.start.saturating_sub(1)) == "be" => {
            Status::Announced
        }
        // `were being dispatched`
        _ if group.passive && group.past && is_being(doc, group) => Status::Announced,
        _ if group.perfect || group.past => Status::Completed,
        // `is deployed`, `is being deployed`, `goes to`
        _ if group.passive => {
            if is_being(doc, group) {
                let carried = matches!(
                    main,
                    "carry" | "ferry" | "transport" | "airlift" | "haul" | "truck" | "ship" | "fly"
                );
                if carried {
                    Status::UnderWay
                } else {
                    Status::Announced
                }
            } else {
                Status::Completed
            }
        }
        _ => Status::Announced,
    };
    Stage::Is(status)
}

/// Verbs whose progressive is the doing itself, not a decision (`is moving`, `is pulling out`).
const UNDER_WAY: &[&str] = &[
    "move",
    "pull out",
    "pull back",
    "withdraw",
    "bring home",
    "fly",
    "ship",
    "airlift",
    "pour",
    "rush",
    "supply",
    "deliver",
    "provide",
    "step up",
    "beef up",
    "mass",
    "build up",
    "reinforce",
    "bolster",
    "strengthen",
];

/// Verbs whose progressive mostly speaks of what is to come (`is coming`, `are leaving next week`).
const FUTURATE: &[&str] = &["come", "go", "arrive", "leave", "join", "deploy", "depart"];

fn is_being(doc: &Document<'_>, group: &VerbGroup) -> bool {
    let at = group.main.tokens.start;
    (at.saturating_sub(3)..at).any(|token| doc.word(token) == "being")
}
