//! How far a movement has come, where more than the tense of its verb tells it.

use events::fact::Status;

use crate::gazetteer::VerbClass;
use crate::grammar::{Finite, Modal};
use crate::reading::Reading;
use crate::reading::status::Stage;
use crate::rules::clause::Clause;

/// `will operate from Bulgaria`, `will be based in`, `US Marines to train on its soil`: to be
/// somewhere in future is to go there.
pub(super) fn settles(clause: &Clause<'_, '_>) -> bool {
    let stays = matches!(
        clause.lemma(),
        "operate"
            | "base"
            | "station"
            | "serve"
            | "train"
            | "patrol"
            | "garrison"
            | "fly"
            | "host"
            | "house"
            | "post"
            | "rotate"
    );
    let chained = clause.group.chain.iter().any(|word| {
        word.is(VerbClass::Deciding)
            || word.is(VerbClass::Considering)
            || matches!(word.lemma(), "be" | "go" | "prepare")
    });
    let future = matches!(
        clause.group.modal,
        Some(Modal::Will | Modal::Would | Modal::May)
    ) || clause.group.infinitive
        || chained;
    stays && future && clause.lemma() != "host"
}

/// `are on their way to`, `is en route to`, `is bound for`, `are headed for`, `is under way`.
pub(super) fn on_the_way(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Status> {
    let headed = clause.lemma() == "head" && clause.group.passive && !clause.group.negated;
    if headed && clause.group.modal.is_none() {
        return Some(Status::UnderWay);
    }
    if clause.lemma() != "be" {
        return None;
    }
    let doc = reading.doc;
    let start = clause.group.main.tokens.end;
    let words: Vec<&str> = (start..start + 5).map(|at| doc.word(at)).collect();
    let bound = words[0] == "bound" && words[1] == "for"
        || words[0] == "en" && words[1] == "route"
        || words.windows(3).any(|w| w[0] == "on" && w[2] == "way")
        || words.windows(2).any(|w| w[0] == "under" && w[1] == "way");
    let due = words.iter().take(3).any(|word| *word == "due")
        && (clause.bundles.iter().any(|bundle| !bundle.there.is_empty())
            || !clause.subject_course(reading).0.is_empty());
    if clause.group.negated && !(due && words.contains(&"before")) {
        return None;
    }
    if due {
        Some(Status::Announced)
    } else {
        bound.then_some(Status::UnderWay)
    }
}

/// The stage of an action noun, from the verb that governs it and from its own kind.
pub(super) fn noun_stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Stage {
    let doc = reading.doc;
    let spine = clause.spine;
    let word = doc.word(clause.group.main.tokens.end - 1);
    let done = matches!(
        word,
        "arrival" | "arrivals" | "passage" | "sortie" | "entry" | "transit"
    );
    if done {
        let doing = clause.at > 0
            && spine
                .verb(clause.at - 1)
                .is_some_and(|verb| verb.progressive);
        return Stage::Is(if doing {
            Status::UnderWay
        } else {
            Status::Completed
        });
    }
    let governs = |verb: usize| {
        let group = spine.verb(verb)?;
        let status = match group.main.lemma() {
            _ if group.main.is(VerbClass::Refusing) => return Some(Stage::Not),
            "begin" | "start" | "continue" if group.modal.is_none() => Status::UnderWay,
            "complete" | "finish" | "end" if group.modal.is_none() => Status::Completed,
            "call for" | "call" | "demand" | "urge" | "want" | "see" | "debate" | "need"
            | "favour" | "favor" | "support" | "back" | "advocate" | "oppose" => Status::Considered,
            _ if group.chain.iter().any(|word| {
                word.is(VerbClass::Considering) || matches!(word.lemma(), "need" | "have")
            }) =>
            {
                Status::Considered
            }
            _ if group.main.is(VerbClass::Considering)
                || matches!(group.modal, Some(Modal::May | Modal::Should)) =>
            {
                Status::Considered
            }
            _ => Status::Announced,
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
        return stage;
    }
    // `ruled out on Tuesday the withdrawal`
    let object_of = (0..clause.at)
        .rev()
        .find(|at| {
            let chunk = &spine.chunks[*at];
            chunk.time().is_none() && !chunk.is_preposition()
        })
        .filter(|at| spine.verb(*at).is_some());
    // `should set out a strategy, including the withdrawal of`
    let weighed = (0..clause.at)
        .rev()
        .find_map(|at| spine.verb(at))
        .is_some_and(|verb| matches!(verb.modal, Some(Modal::May | Modal::Should)));
    object_of.and_then(governs).unwrap_or(Stage::Is(if weighed {
        Status::Considered
    } else {
        Status::Announced
    }))
}
