//! The level that a clause leads to: `on alert`, `at 48 hours' notice`, `off the highest alert`.

use events::fact::Level;

use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::Reading;
use crate::rules::clause::Clause;

/// The level that the clause leads to.
pub(super) fn level(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Level> {
    let lemma = clause.lemma();
    match lemma {
        "call up" | "mobilise" | "mobilize" | "activate" | "alert" | "draft" | "conscript"
        | "put on alert" | "place on alert" | "call to arms" | "remobilise" | "remobilize" => {
            return Some(Level::Heightened);
        }
        "put on standby" | "place on standby" => return Some(Level::Standby),
        "stand down" | "demobilise" | "demobilize" | "muster out" => return Some(Level::Lowered),
        _ => {}
    }
    // `have been activated to protect property`, not `after being activated`
    let activated = clause.group.chain.iter().any(|word| {
        let being = word.tokens.start > 0 && reading.doc.word(word.tokens.start - 1) == "being";
        !being
            && matches!(
                word.lemma(),
                "activate" | "mobilise" | "mobilize" | "call up"
            )
    });
    if activated && clause.group.finite == Finite::Yes {
        return Some(Level::Heightened);
    }
    if is_off(reading, clause) {
        return Some(Level::Lowered);
    }
    let doc = reading.doc;
    let chained =
        clause.group.chain.iter().any(|word| {
            word.is(VerbClass::Deciding) || matches!(word.lemma(), "tell" | "instruct")
        });
    if chained && matches!(lemma, "prepare" | "ready") {
        return Some(Level::Standby);
    }
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun());
    let raised = object.is_some_and(|noun| {
        matches!(doc.word(noun.head.end - 1), "alert" | "readiness")
            || matches!(doc.word(noun.head.end - 1), "level" | "status" | "posture")
                && noun.head.start > 0
                && matches!(doc.word(noun.head.start - 1), "alert" | "readiness")
    });
    // `declared a state of maximum alert for its army`
    let state = object.is_some_and(|noun| doc.word(noun.head.end - 1) == "state")
        && clause.spine.of_nouns(doc, clause.at + 1).iter().any(|of| {
            let end = clause.spine.chunks[*of].tokens.end;
            matches!(doc.word(end - 1), "alert" | "readiness")
        });
    if state
        && matches!(
            lemma,
            "declare" | "order" | "announce" | "impose" | "introduce" | "proclaim"
        )
    {
        return Some(Level::Heightened);
    }
    if raised
        && matches!(
            lemma,
            "raise"
                | "heighten"
                | "increase"
                | "step up"
                | "elevate"
                | "enhance"
                | "boost"
                | "tighten"
        )
        && (clause.group.finite != Finite::No || by_measures(reading, clause))
    {
        return Some(Level::Heightened);
    }
    if raised && matches!(lemma, "lower" | "reduce" | "relax") {
        return Some(Level::Lowered);
    }
    let placing = matches!(
        lemma,
        "put"
            | "place"
            | "be"
            | "bring"
            | "go"
            | "remain"
            | "keep"
            | "stay"
            | "stand"
            | "set"
            | "raise"
            | "move"
            | "return"
            | "take"
            | "receive"
            | "give"
            | "issue"
            | "get"
            | "transfer"
            | "switch"
            | "shift"
            | "hold"
            | "order"
            | "direct"
            | "call"
    );
    if !placing || matches!(lemma, "order" | "direct") && !led_to_alert(reading, clause) {
        return None;
    }
    // The phrase stands after the verb, inside the clause.
    // `moved two brigades and placed a third on standby`: the first verb readies nobody.
    let joined = (clause.at + 1..clause.spine.chunks.len()).find(|at| {
        clause.spine.verb(*at).is_some()
            && matches!(clause.spine.chunks[at - 1].kind, ChunkKind::And)
    });
    let joined = joined.map_or(usize::MAX, |at| clause.spine.chunks[at].tokens.start);
    let end = (clause.group.main.tokens.end + 24)
        .min(reading.sentences[clause.sentence].tokens.end)
        .min(joined);
    let mut at = clause.group.main.tokens.end;
    while at < end {
        let word = doc.word(at);
        if matches!(word, ";" | "who" | "which" | "where" | "because" | "while") {
            return None;
        }
        let led = |back: usize| {
            (at.saturating_sub(back)..at).any(|n| matches!(doc.word(n), "on" | "at" | "to" | "in"))
        };
        match word {
            "alert" | "readiness" | "preparedness" if led(9) => {
                let normal = (at.saturating_sub(3)..at)
                    .any(|n| matches!(doc.word(n), "normal" | "peacetime" | "lower" | "regular"));
                return Some(if normal {
                    Level::Lowered
                } else {
                    Level::Heightened
                });
            }
            "duty" if led(3) && at > 0 && doc.word(at - 1) == "active" => {
                return Some(Level::Heightened);
            }
            "standby" | "stand-by" if led(3) => return Some(Level::Standby),
            // `have been put on notice`
            "notice" if matches!(lemma, "put" | "place") && at > 0 && doc.word(at - 1) == "on" => {
                return Some(Level::Standby);
            }
            "prepare-to-deploy" => return Some(Level::Standby),
            "notice"
                if led(5)
                    && (at.saturating_sub(5)..at).any(|n| {
                        doc.word(n) == "hours"
                            || doc.word(n).ends_with("-hour")
                            || doc.word(n) == "short"
                    })
                    && (lemma != "be" || doc.word(at + 1) == "to") =>
            {
                return Some(Level::Standby);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// `ordered his forces on high alert`: the phrase stands right after those who are ordered.
fn led_to_alert(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let mut at = clause.at + 1;
    while spine.get(at).is_some_and(|chunk| chunk.noun().is_some()) {
        at = spine.over_of(reading.doc, at);
    }
    let leads = |at: usize| {
        spine.get(at).is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.start),
                "on" | "onto" | "to" | "at" | "into"
            )
        })
    };
    let alert = |at: usize| {
        spine.get(at).is_some_and(|chunk| {
            chunk.noun().is_some()
                && matches!(
                    reading.doc.word(chunk.tokens.end - 1),
                    "alert" | "readiness" | "standby" | "stand-by"
                )
        })
    };
    // `to their barracks and on alert`
    let second = leads(at)
        && spine
            .get(at + 2)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And))
        && leads(at + 3)
        && alert(at + 4);
    at > clause.at + 1 && (leads(at) && alert(at + 1) || second)
}

/// `is taking its western command off the highest alert`, `came off alert`.
fn is_off(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    if !matches!(
        clause.lemma(),
        "take" | "come" | "go" | "stand" | "be" | "bring"
    ) {
        return false;
    }
    let spine = clause.spine;
    (clause.at + 1..spine.chunks.len())
        .take_while(|at| spine.verb(*at).is_none())
        .any(|at| {
            let chunk = spine.chunks[at];
            chunk.is_preposition()
                && reading.doc.word(chunk.tokens.end - 1) == "off"
                && spine.get(at + 1).is_some_and(|noun| {
                    matches!(
                        reading.doc.word(noun.tokens.end - 1),
                        "alert" | "standby" | "stand-by"
                    )
                })
        })
}

/// `started measures to enhance combat readiness`: what is done, and no mere purpose.
fn by_measures(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.at.checked_sub(1).is_some_and(|before| {
        matches!(
            reading.doc.word(clause.spine.chunks[before].tokens.end - 1),
            "measures" | "steps" | "work"
        )
    })
}
