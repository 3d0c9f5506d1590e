//! How far a delivery has come.

use events::fact::Status;

use crate::gazetteer::{AidRole, VerbClass, aid_role};
use crate::grammar::{Finite, Modal};
use crate::reading::Reading;
use crate::reading::status::{Stage, stage};
use crate::rules::clause::Clause;

/// Verbs of somebody else's wish before `to send`: `urged Washington to send`.
const DEMANDING: &[&str] = &[
    "urge",
    "ask",
    "call on",
    "press",
    "demand",
    "request",
    "beg",
    "appeal",
    "want",
    "encourage",
    "advise",
    "lobby",
    "implore",
    "push",
    "invite",
    "expect",
];

/// Verbs of deciding that leave it open.
const OPEN: &[&str] = &[
    "consider", "mull", "weigh", "discuss", "propose", "think", "offer",
];

/// Verbs in a chain that show a buyer's wish.
const WISHING: &[&str] = &[
    "plan", "intend", "want", "seek", "hope", "wish", "consider", "aim", "expect", "look",
    "propose", "like",
];

/// The stage of a clause of aid.
pub(super) fn of(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    role: AidRole,
    of_subject: bool,
) -> Stage {
    if clause.noun {
        return of_noun(reading, clause);
    }
    let Stage::Is(told) = stage(reading.doc, &clause.group, of_subject) else {
        return Stage::Not;
    };
    if demanded(clause) {
        return Stage::Is(Status::Considered);
    }
    let wished = clause
        .group
        .chain
        .iter()
        .any(|word| WISHING.contains(&word.lemma()));
    let lemma = clause.lemma();
    Stage::Is(match role {
        AidRole::Asks => Status::Considered,
        AidRole::Buys if wished || clause.group.modal == Some(Modal::May) => Status::Considered,
        AidRole::Buys => Status::Announced,
        AidRole::Decides if OPEN.contains(&lemma) => Status::Considered,
        AidRole::Decides | AidRole::Pays if told != Status::Considered => Status::Announced,
        AidRole::Gives if clause.lemma() == "sign" && wished => Status::Considered,
        AidRole::Gives if aid_role(clause.lemma()).is_none() => Status::Announced,
        _ => told,
    })
}

/// Whether somebody else wants it: `urged Washington to send`.
fn demanded(clause: &Clause<'_, '_>) -> bool {
    let first = clause.subject.heads.first().copied();
    let before = first
        .filter(|_| clause.group.infinitive)
        .and_then(|head| head.checked_sub(1))
        .and_then(|at| clause.spine.verb(at));
    before.is_some_and(|verb| DEMANDING.contains(&verb.main.lemma()))
}

/// The stage of `the delivery of`, `a sale of`: by the verb whose subject or object it is.
fn of_noun(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Stage {
    let spine = clause.spine;
    let own = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine
            .verb(*at)
            .is_some_and(|verb| verb.finite == Finite::Yes)
            && {
                let subject = spine.subject(reading.doc, *at);
                !subject.relative && subject.heads.contains(&clause.at)
            }
    });
    if let Some(verb) = own.and_then(|at| spine.verb(at)) {
        if verb.negated || verb.main.is(VerbClass::Refusing) {
            return Stage::Not;
        }
        let lemma = verb.main.lemma();
        let past = verb.past || verb.perfect;
        if past
            && matches!(
                lemma,
                "begin" | "start" | "commence" | "get under way" | "continue"
            )
        {
            return Stage::Is(Status::UnderWay);
        }
        if past && matches!(lemma, "complete" | "finish" | "conclude" | "arrive" | "end") {
            return Stage::Is(Status::Completed);
        }
        if verb.modal == Some(Modal::May) || verb.main.is(VerbClass::Considering) {
            return Stage::Is(Status::Considered);
        }
        return Stage::Is(Status::Announced);
    }
    let possible = spine.chunks[clause.at]
        .tokens
        .clone()
        .any(|at| matches!(reading.doc.word(at), "possible" | "potential" | "proposed"));
    if possible {
        return Stage::Is(Status::Considered);
    }
    let verb = (0..clause.at).rev().find_map(|at| spine.verb(at));
    let Some(verb) = verb else {
        return Stage::Is(Status::Announced);
    };
    let lemma = verb.main.lemma();
    let wished = verb
        .chain
        .iter()
        .any(|word| WISHING.contains(&word.lemma()));
    Stage::Is(match () {
        () if verb.main.is(VerbClass::Refusing) || verb.negated => return Stage::Not,
        () if wished
            && !verb
                .chain
                .iter()
                .any(|word| word.lemma() == "plan" && lemma != "sign") =>
        {
            Status::Considered
        }
        () if verb.main.is(VerbClass::Considering) && !verb.main.is(VerbClass::Saying) => {
            Status::Considered
        }
        () if matches!(lemma, "take" | "receive" | "complete" | "get" | "accept")
            && (verb.past || verb.perfect) =>
        {
            Status::Completed
        }
        () if matches!(lemma, "begin" | "start") && (verb.past || verb.perfect) => Status::UnderWay,
        () => Status::Announced,
    })
}

/// `An additional 12 tanks will also be provided`: more of what was told before.
pub(super) fn told_on(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let start = reading.sentences[clause.sentence].tokens.start;
    (start..clause.tokens.end).any(|at| {
        matches!(
            reading.doc.word(at),
            "also" | "additional" | "addition" | "further" | "additionally"
        )
    })
}
