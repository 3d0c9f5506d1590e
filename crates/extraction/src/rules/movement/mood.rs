//! Clauses that tell no movement of their own: what might be, what is denied, what is done often.

use events::fact::Status;

use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::Reading;
use crate::reading::status::Stage;
use crate::rules::clause::Clause;

use super::whence::is_of_those_taken;

/// Clauses that tell what has to happen first, or might: `until every soldier has left`, `if`.
pub(super) fn hypothetical(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let first = clause
        .subject
        .heads
        .first()
        .copied()
        .unwrap_or(clause.at)
        .min(clause.at);
    (first.saturating_sub(2)..=first).any(|at| {
        clause.spine.get(at).is_some_and(|chunk| {
            matches!(chunk.kind, ChunkKind::Subordinator)
                && matches!(
                    reading.doc.word(chunk.tokens.start),
                    "until" | "till" | "if" | "unless" | "before" | "whether" | "how" | "lest"
                )
                || reading.doc.word(chunk.tokens.start) == "why"
                    && !chunk.tokens.start.checked_sub(1).is_some_and(|at| {
                        matches!(reading.doc.word(at), "'s" | "is" | "was" | "’s")
                    })
        })
    })
}

/// `has often moved troops in and out`: no movement of its own.
pub(super) fn habitual(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    // `It is not the first time Italian soldiers are sent there`
    let first = clause.subject.heads.first().copied().unwrap_or(clause.at);
    let counted = first
        .min(clause.at)
        .checked_sub(1)
        .and_then(|before| clause.spine.get(before))
        .is_some_and(|chunk| {
            reading.doc.word(chunk.tokens.end - 1) == "time"
                && reading.doc.word(chunk.tokens.end.wrapping_sub(2)) != "same"
        });
    let verb = clause.spine.chunks[clause.at].tokens.clone();
    counted
        || verb.clone().any(|at| {
            matches!(
                reading.doc.word(at),
                "often"
                    | "regularly"
                    | "frequently"
                    | "routinely"
                    | "usually"
                    | "repeatedly"
                    | "always"
                    | "sometimes"
            )
        })
}

/// `warned against any moves to withdraw`: what somebody is against is none.
pub(super) fn opposed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let against = |before: usize| {
        (0..before)
            .rev()
            .take(4)
            .take_while(|at| clause.spine.verb(*at).is_none())
            .any(|at| {
                let chunk = clause.spine.chunks[at];
                chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "against"
            })
    };
    // `moves to withdraw` may read as a verb of its own.
    let moves = clause.group.chain.first().is_some_and(|word| {
        word.lemma() == "move" && word.form == crate::gazetteer::VerbForm::Third
    });
    (clause.noun || clause.group.infinitive || moves) && against(clause.at)
}

/// A participle or relative on the subject of another movement: `soldiers leaving Syria would be moved
/// to Iraq`, `the reinforcements it had sent` that have been pulled back.
pub(super) fn moves_again(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let telling = |verb: usize| {
        spine.verb(verb).is_some_and(|group| {
            group.finite == Finite::Yes
                && ([VerbClass::Sending, VerbClass::Going, VerbClass::Withdrawing]
                    .iter()
                    .any(|class| group.main.is(*class))
                    || group.main.lemma() == "be" && {
                        let end = group.main.tokens.end;
                        reading.doc.word(end) == "on" && reading.doc.word(end + 2) == "way"
                    })
        })
    };
    if let Some(object) = clause.object_of {
        return object > 0 && telling(object - 1);
    }
    // `helicopters in Erbil ferrying troops and equipment`: what they do there.
    let busy = clause.subject.relative
        && clause.group.finite == Finite::No
        && !clause.group.infinitive
        && clause.is(VerbClass::Sending)
        && clause.bundles.iter().all(|bundle| !bundle.directed)
        && clause
            .bundles
            .iter()
            .flat_map(|bundle| &bundle.terms)
            .all(|term| term.force.quantity.is_none());
    if busy
        && !clause.noun
        && spine
            .get(clause.at + 1)
            .is_some_and(|chunk| chunk.noun().is_some())
        || is_of_those_taken(reading, clause)
    {
        return true;
    }
    let Some(head) = clause
        .subject
        .heads
        .first()
        .copied()
        .filter(|_| clause.subject.relative && !clause.noun)
    else {
        return false;
    };
    let participle = clause.group.finite != Finite::Yes;
    participle
        && (clause.at + 1..spine.chunks.len())
            .any(|verb| telling(verb) && spine.subject(reading.doc, verb).heads.contains(&head))
}

/// `the first paratroopers to land`: it has happened.
pub(super) fn first_to(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.subject.heads.first().is_some_and(|head| {
        clause.spine.chunks[*head]
            .tokens
            .clone()
            .any(|at| matches!(reading.doc.word(at), "first" | "last" | "latest"))
    })
}

/// `wants 700 marines to train`, `expects the contingent to grow`, `asked Poland to send`.
pub(super) fn wished(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    proposed(reading, clause)
        || (0..clause.at)
            .rev()
            .find_map(|at| clause.spine.verb(at))
            .is_some_and(|verb| {
                let urged = matches!(
                    verb.main.lemma(),
                    "urge" | "press" | "call on" | "demand" | "push" | "lobby" | "appeal" | "plead"
                );
                urged || verb.main.is(VerbClass::Considering) && !verb.main.is(VerbClass::Deciding)
            })
}

/// `Israel's proposal to withdraw its troops`, `the idea to send some`.
fn proposed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let before = clause.at.checked_sub(1).and_then(|at| clause.spine.get(at));
    before.and_then(|chunk| chunk.noun()).is_some_and(|noun| {
        matches!(
            reading.doc.word(noun.head.end - 1),
            "proposal"
                | "proposals"
                | "idea"
                | "suggestion"
                | "option"
                | "request"
                | "willingness"
                | "readiness"
                | "desire"
                | "wish"
        )
    })
}

/// What a gerund that no verb is chained to makes of its movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gerund {
    /// It is none such.
    Other,
    /// It tells nothing (`of sending`, `sending troops would be a mistake`).
    Nothing,
    /// It tells this.
    Tells(Stage),
}

/// What a gerund at the head of a clause or after a preposition tells: `sending troops was not on the
/// table`, `talked of sending`.
pub(super) fn gerund_stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Gerund {
    let group = &clause.group;
    let plain =
        group.finite == Finite::No && !group.infinitive && clause.subject.shared_with.is_none();
    if !plain || clause.subject.relative {
        return Gerund::Other;
    }
    let spine = clause.spine;
    let before = clause.at.checked_sub(1).and_then(|at| spine.get(at));
    let after_preposition = before.is_some_and(crate::grammar::chunk::Chunk::is_preposition);
    if after_preposition {
        let word = before.map_or("", |chunk| reading.doc.word(chunk.tokens.start));
        let verb = (0..clause.at).rev().find_map(|at| spine.verb(at));
        let status = verb.and_then(|verb| {
            // `has escalated its presence in the Gulf by deploying jets`
            let grows = crate::rules::strengthens(verb.main.lemma());
            if word == "by" && grows && !verb.negated && verb.modal.is_none() {
                let done = verb.perfect || verb.past;
                return Some(Stage::Is(if done {
                    Status::Completed
                } else {
                    Status::Announced
                }));
            }
            // `has committed itself to deploying`
            let bound = matches!(verb.main.lemma(), "commit" | "pledge" | "agree")
                || verb.main.is(VerbClass::Deciding);
            if word == "to" && bound && !verb.negated {
                return Some(Stage::Is(Status::Announced));
            }
            // `has supported the fight by sending 6,500 men`
            if word == "by" && clause.is(VerbClass::Sending) && !verb.negated {
                return match crate::reading::status::stage(reading.doc, verb, false) {
                    told @ Stage::Is(_) => Some(told),
                    Stage::Not => None,
                };
            }
            // `sailed past the island before heading to the Pacific`
            if word == "before" && verb.past && verb.main.is(VerbClass::Going) && !verb.negated {
                return Some(Stage::Is(Status::Completed));
            }
            if word == "against" && matches!(verb.main.lemma(), "decide" | "vote" | "opt") {
                return Some(Stage::Not);
            }
            if verb.main.is(VerbClass::Refusing)
                || verb.negated
                || matches!(word, "without" | "against" | "instead")
            {
                None
            } else if verb.main.is(VerbClass::Considering)
                || matches!(verb.main.lemma(), "talk" | "speak" | "think" | "accuse")
            {
                Some(Stage::Is(Status::Considered))
            } else {
                None
            }
        });
        return status.map_or(Gerund::Nothing, Gerund::Tells);
    }
    // At the head of a clause: its predicate decides.
    let head = before.is_none_or(|chunk| {
        !matches!(chunk.kind, ChunkKind::Comma | ChunkKind::And) && chunk.noun().is_none()
    });
    if !head {
        return Gerund::Other;
    }
    let predicate = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine
            .verb(*at)
            .is_some_and(|verb| verb.finite == Finite::Yes)
    });
    let Some(verb) = predicate.and_then(|at| spine.verb(at)) else {
        return Gerund::Other;
    };
    let tail: Vec<&str> = (verb.main.tokens.start..verb.main.tokens.end + 7)
        .map(|at| reading.doc.word(at))
        .collect();
    let off = tail
        .windows(3)
        .any(|w| w == ["out", "of", "the"] || w[0] == "off" && w[1] == "the");
    let on = [
        "table",
        "option",
        "considered",
        "planned",
        "discussed",
        "cards",
        "agenda",
        "consideration",
        "discussion",
        "possibility",
        "envisaged",
        "foreseen",
        "contemplated",
    ]
    .iter()
    .any(|word| tail.contains(word));
    let refused = off
        || verb.main.is(VerbClass::Refusing) && verb.passive
        || verb.negated && (on || verb.main.lemma() == "be")
        || tail.first() == Some(&"not")
        || verb.main.lemma() == "be" && tail.contains(&"not") && on;
    if refused {
        Gerund::Tells(Stage::Not)
    } else if on {
        Gerund::Tells(Stage::Is(Status::Considered))
    } else {
        Gerund::Nothing
    }
}

/// `denied that it had sent soldiers`.
pub(super) fn denied(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let first = clause
        .subject
        .heads
        .first()
        .copied()
        .unwrap_or(clause.at)
        .min(clause.at);
    let that = first
        .checked_sub(1)
        .filter(|at| reading.doc.word(spine.chunks[*at].tokens.start) == "that");
    // `denied on Tuesday that its troops had crossed`
    let verb = (0..that.unwrap_or(first))
        .rev()
        .find(|at| spine.chunks[*at].time().is_none())
        .and_then(|at| spine.verb(at));
    verb.is_some_and(|verb| {
        matches!(verb.main.lemma(), "deny" | "refute" | "rule out") && !verb.negated
    })
}

/// An infinitive that tells a movement of its own: on the noun before it, or told to somebody.
pub(super) fn is_bound(clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let before = clause.at.checked_sub(1).and_then(|at| spine.get(at));
    // `agreed in April to withdraw`
    let later = clause.at >= 2
        && before.is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Time(_)))
        && match &spine.chunks[clause.at - 2].kind {
            // `signed an order on Tuesday to send`
            ChunkKind::Noun(_) => true,
            ChunkKind::Verb(verb) => {
                verb.main.is(VerbClass::Deciding) || verb.main.lemma() == "agree"
            }
            _ => false,
        };
    (later || before.is_some_and(|chunk| chunk.noun().is_some()))
        && clause.subject.shared_with.is_none()
}

/// `the 120 who came in September`: which of those known already, and no news of them. Told after a
/// comma, or of what is told first, it is.
pub(super) fn restricts(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let head = if clause.subject.relative {
        clause.subject.heads.first().copied()
    } else {
        clause.object_of
    };
    let Some(head) = head.filter(|_| !clause.noun) else {
        return false;
    };
    let tokens = clause.spine.chunks[head].tokens.clone();
    let definite = matches!(
        reading.doc.word(tokens.start),
        "the" | "those" | "these" | "all" | "every"
    );
    // `the French frigate Auvergne that has entered`: a ship by its name, which is news.
    let ship = reading.doc.tokens[tokens.end - 1].capital
        && reading.term(clause.spine, head).is_some_and(|term| {
            matches!(
                term.force.category,
                events::Category::Warship | events::Category::Submarine
            )
        });
    let newly = ship
        || tokens
            .clone()
            .any(|at| matches!(reading.doc.word(at), "first" | "latest" | "last" | "new"));
    let end = clause.spine.over_of(reading.doc, head);
    let comma = clause
        .spine
        .get(end)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
    definite && !newly && !comma && end <= clause.at
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn offers_and_proposals_are_considered() {
        check(
            "Japan has offered destroyers to escort Korean tankers in the Red Sea.",
            &["deploy JPN WARSHIP to red-sea considered"],
        );
        check(
            "Ethiopia's proposal to withdraw its 900 troops from Somalia was rejected.",
            &["withdraw ETH 900 TROOPS from SOM considered"],
        );
        check(
            "About 5,000 Indian troops have fanned across the border into Myanmar.",
            &["deploy IND 5000 TROOPS to MMR completed"],
        );
        check(
            "The frigate embarked 60 British marines in the Black Sea.",
            &[],
        );
        check(
            "Two hundred Danish soldiers left Esbjerg for Kosovo. Another 350 men will embark later.",
            &[
                "deploy DNK 200 TROOPS from DNK to XKX under way",
                "deploy DNK 350 TROOPS from DNK to XKX announced",
            ],
        );
        check(
            "Pakistan has deployed four missiles near the Strait of Hormuz which increase the threat to shipping in the Gulf.",
            &["deploy PAK 4 MISSILE to near:strait-of-hormuz completed"],
        );
    }
}
