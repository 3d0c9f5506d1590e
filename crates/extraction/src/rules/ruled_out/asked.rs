//! What is asked for in vain: `rejected a request by the UN to send more troops`, `dropped plans to send
//! 500 soldiers`, `turned down an appeal for peacekeepers`, `would not take part in the mission`.

use events::{Actor, Category, Force, Place};

use crate::gazetteer::VerbClass;
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite, VerbGroup};
use crate::reading::Reading;
use crate::rules::clause::Clause;

/// Nouns for what somebody else asks.
const REQUESTS: &[&str] = &[
    "request",
    "requests",
    "call",
    "calls",
    "appeal",
    "appeals",
    "plea",
    "pleas",
    "demand",
    "demands",
    "invitation",
    "suggestion",
    "suggestions",
    "proposal",
    "proposals",
    "idea",
    "motion",
    "pressure",
    "offer",
];

/// Nouns for what somebody meant to do.
const PLANS: &[&str] = &[
    "plan",
    "plans",
    "decision",
    "pledge",
    "promise",
    "intention",
];

/// Verbs that give up what was meant.
const DROPPING: &[&str] = &[
    "drop",
    "scrap",
    "shelve",
    "abandon",
    "cancel",
    "reverse",
    "ditch",
    "freeze",
    "suspend",
    "rescind",
    "revoke",
    "renege on",
];

/// Whether a verb turns down what is asked.
fn turns_down(group: &VerbGroup) -> bool {
    let lemma = group.main.lemma();
    !group.negated
        && (group.main.is(VerbClass::Refusing) && lemma != "deny"
            || matches!(
                lemma,
                "reject"
                    | "rebuff"
                    | "dismiss"
                    | "resist"
                    | "veto"
                    | "spurn"
                    | "vote down"
                    | "ignore"
            ))
}

/// The verb that refuses what an infinitive or a noun at a position is asked for: that of `rejected` at
/// `to send` in `rejected a request by the UN to send troops`.
pub(in crate::rules) fn refusal_over(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
) -> Option<usize> {
    let noun = (at.saturating_sub(7)..at).rev().find(|n| {
        spine.chunks[*n].noun().is_some_and(|group| {
            let word = reading.doc.word(group.head.end - 1);
            REQUESTS.contains(&word) || PLANS.contains(&word)
        })
    })?;
    let clear = (noun + 1..at).all(|n| {
        matches!(
            spine.chunks[n].kind,
            ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::Time(_) | ChunkKind::And
        )
    });
    let verb = noun.checked_sub(1)?;
    let group = spine.verb(verb).filter(|_| clear)?;
    let word = reading.doc.word(spine.chunks[noun].noun()?.head.end - 1);
    let refuses = turns_down(group)
        || PLANS.contains(&word) && !group.negated && DROPPING.contains(&group.main.lemma());
    let real = group.finite != Finite::No || !group.chain.is_empty();
    (refuses && real && !group.passive).then_some(verb)
}

/// Forces that are asked for in vain, and where they were to go.
pub(super) struct Asked {
    /// Whose they are.
    pub(super) owner: Option<Actor>,
    /// Which.
    pub(super) force: Force,
    /// Where to.
    pub(super) there: Vec<Place>,
}

/// The forces of the request that a verb turns down.
pub(super) fn asked(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Asked> {
    let (doc, spine) = (reading.doc, clause.spine);
    let object = clause.at + 1;
    let noun = spine.get(object)?.noun()?;
    let word = doc.word(noun.head.end - 1);
    let request = REQUESTS.contains(&word);
    if !(request && turns_down(&clause.group)
        || PLANS.contains(&word)
            && !clause.group.negated
            && (DROPPING.contains(&clause.lemma()) || turns_down(&clause.group)))
    {
        return None;
    }
    let limit = (object + 9).min(spine.chunks.len());
    let end = (object + 1..limit)
        .find(|at| {
            matches!(
                spine.chunks[*at].kind,
                ChunkKind::Stop | ChunkKind::Relative
            ) || spine
                .verb(*at)
                .is_some_and(|verb| verb.finite == Finite::Yes)
        })
        .unwrap_or(limit);
    let things = matches!(
        word,
        "request"
            | "requests"
            | "appeal"
            | "appeals"
            | "call"
            | "calls"
            | "plea"
            | "pleas"
            | "demand"
            | "demands"
            | "offer"
    );
    let carries = |at: &usize| {
        let led = things
            && spine.chunks[at - 1].is_preposition()
            && matches!(doc.word(spine.chunks[at - 1].tokens.start), "for" | "of");
        let moved = spine.verb(at - 1).is_some_and(moves);
        led || moved
    };
    let term = (object + 1..end)
        .filter(carries)
        .find_map(|at| reading.term(spine, at));
    let joined = (object + 1..end).find(|at| {
        spine.verb(*at).is_some_and(|verb| {
            matches!(
                verb.main.lemma(),
                "join" | "take part" | "participate" | "contribute"
            )
        })
    });
    let (force, from) = match (term, joined) {
        (Some(term), _) if !term.bare => {
            let at =
                (object..end).find(|at| spine.chunks[*at].tokens.start >= term.tokens.start)?;
            (term.force, at)
        }
        (_, Some(joined)) => {
            let beside = || {
                let forces = reading.term(spine, joined + 1)?.force.category == Category::Forces;
                forces.then(|| people(Category::Troops))
            };
            (mission(reading, clause, joined).or_else(beside)?, joined)
        }
        _ => return None,
    };
    let own = noun
        .possessor
        .as_ref()
        .and_then(|_| reading.actor(spine, object));
    let owner = if request { None } else { own }
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    Some(Asked {
        owner,
        force,
        there: places(reading, spine, from..(end + 3).min(spine.chunks.len())),
    })
}

/// The forces of `will not take part in the naval mission in the strait`.
pub(super) fn stays_out(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Asked> {
    let group = &clause.group;
    let refused = group.negated && (group.modal.is_some() || group.progressive)
        || group
            .chain
            .iter()
            .any(|word| word.is(VerbClass::Refusing) && word.lemma() != "deny");
    if !refused || !matches!(clause.lemma(), "take part" | "participate" | "join") {
        return None;
    }
    let force = mission(reading, clause, clause.at)?;
    let end = (clause.at + 8).min(clause.spine.chunks.len());
    Some(Asked {
        owner: clause.subject_actors(reading).into_iter().next(),
        force,
        there: places(reading, clause.spine, clause.at + 1..end),
    })
}

/// What one sends to a mission that it names: ships to a naval one, else soldiers.
fn mission(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, from: usize) -> Option<Force> {
    let (doc, spine) = (reading.doc, clause.spine);
    let at = (from + 1..(from + 6).min(spine.chunks.len())).find(|at| {
        spine.chunks[*at].noun().is_some_and(|noun| {
            matches!(
                doc.word(noun.head.end - 1),
                "mission" | "operation" | "operations" | "coalition" | "force" | "campaign"
            )
        })
    })?;
    let words = || spine.chunks[at].tokens.clone().map(|token| doc.word(token));
    let civil = words().any(|word| {
        matches!(
            word,
            "election"
                | "electoral"
                | "ruling"
                | "political"
                | "governing"
                | "rescue"
                | "police"
                | "government"
        )
    });
    let naval = words().any(|word| matches!(word, "naval" | "maritime" | "escort" | "navy"));
    let military = naval
        || words().any(|word| {
            matches!(
                word,
                "military"
                    | "peacekeeping"
                    | "multinational"
                    | "combat"
                    | "ground"
                    | "international"
                    | "stabilisation"
                    | "stabilization"
            ) || word == "led"
                || word.ends_with("-led")
        });
    (military && !civil).then(|| {
        people(if naval {
            Category::Warship
        } else {
            Category::Troops
        })
    })
}

/// Forces of a kind, however many.
fn people(category: Category) -> Force {
    Force {
        category,
        quantity: None,
        designation: String::new(),
        extent: None,
        part_of: None,
    }
}

fn moves(verb: &VerbGroup) -> bool {
    [VerbClass::Sending, VerbClass::Giving]
        .iter()
        .any(|class| verb.main.is(*class))
        || matches!(
            verb.main.lemma(),
            "contribute" | "provide" | "commit" | "add" | "put" | "increase" | "station" | "host"
        )
}

/// The places that prepositions name in a stretch.
fn places(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    range: std::ops::Range<usize>,
) -> Vec<Place> {
    let mut found = Vec::new();
    for at in range {
        let chunk = spine.chunks[at];
        if matches!(chunk.kind, ChunkKind::Stop | ChunkKind::Comma) {
            break;
        }
        let led = chunk.is_preposition()
            && matches!(
                reading.doc.word(chunk.tokens.start),
                "to" | "in" | "into" | "for" | "off" | "on"
            );
        if !led || at + 1 >= spine.chunks.len() {
            continue;
        }
        let (_, relation) = reading.role(chunk.tokens.clone());
        let head = spine.chunks[at + 1]
            .noun()
            .map_or("", |noun| reading.doc.word(noun.head.end - 1));
        if matches!(
            head,
            "mission" | "operation" | "coalition" | "force" | "campaign"
        ) {
            continue;
        }
        let named = reading.places(spine, at + 1, relation, None);
        if !named.is_empty() {
            crate::rules::add_places(&mut found, named);
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn requests_turned_down() {
        check(
            "Brazil has rejected a request by the United Nations to send more troops to Haiti.",
            &["rule out BRA TROOPS to HTI"],
        );
        check(
            "Hungary turned down an appeal from Kabul for more soldiers in Afghanistan.",
            &["rule out HUN TROOPS to AFG"],
        );
        check(
            "Ghana dropped plans to send 500 soldiers to Ivory Coast.",
            &["rule out GHA TROOPS to CIV"],
        );
        check(
            "Spain has rejected outright a French request to join its forces on the ground in Mali.",
            &["rule out ESP TROOPS to MLI"],
        );
        check(
            "The union rejected a request to send more inspectors to Haiti.",
            &[],
        );
    }

    #[test]
    fn missions_without_them() {
        check(
            "Japan said it would not take part in a US-led naval mission in the Strait of Hormuz.",
            &["rule out JPN WARSHIP to strait-of-hormuz"],
        );
        check(
            "Chile will not join the multinational force in Haiti.",
            &["rule out CHL TROOPS to HTI"],
        );
        check(
            "Poland would not join the fighting, the minister said.",
            &[],
        );
        check(
            "The party will not join the ruling coalition in Nepal.",
            &[],
        );
    }
}
