//! Where a clause of being tells its forces to be.

use events::{Actor, Category, Place, Relation};

use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

use super::stationing::in_a_state;

/// `the alliance's battlegroup, in which 1,200 soldiers serve`: whose body it is.
pub(super) fn body_of_relative(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<Actor> {
    let first = clause.subject.heads.first().copied()?;
    let relative = first
        .checked_sub(1)
        .filter(|at| matches!(clause.spine.chunks[*at].kind, ChunkKind::Relative))?;
    (0..relative).rev().take(6).find_map(|at| {
        let term = reading.term(clause.spine, at)?;
        term.owners.first().cloned()
    })
}

/// `the United States has 28,500 troops stationed in Korea`: who has what the participle is told of.
pub(in crate::rules) fn holders(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Actor> {
    let verb = clause
        .subject
        .heads
        .first()
        .filter(|_| clause.subject.relative)
        .and_then(|head| head.checked_sub(1));
    let Some(verb) = verb else {
        return Vec::new();
    };
    let has = clause.spine.verb(verb).is_some_and(|group| {
        !group.negated
            && group.modal.is_none()
            && matches!(
                group.main.lemma(),
                "have" | "keep" | "maintain" | "retain" | "get" | "leave"
            )
    });
    if !has {
        return Vec::new();
    }
    let mut found: Vec<Actor> = Vec::new();
    for head in clause.spine.subject(reading.doc, verb).heads {
        let Some(actor) = reading.actor(clause.spine, head) else {
            continue;
        };
        if !found.contains(&actor) {
            found.push(actor);
        }
    }
    found
}

/// `where`, `in which`: the place before it.
pub(super) fn relative_where(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Place> {
    let first = clause
        .subject
        .heads
        .first()
        .copied()
        .unwrap_or(clause.at)
        .min(clause.at);
    let relative = (0..first)
        .rev()
        .take(4)
        .find(|at| matches!(clause.spine.chunks[*at].kind, ChunkKind::Relative))?;
    if (relative..first).any(|at| clause.spine.verb(at).is_some()) {
        return None;
    }
    let word = reading.doc.word(clause.spine.chunks[relative].tokens.start);
    let inside = word == "which"
        && relative > 0
        && matches!(
            reading
                .doc
                .word(clause.spine.chunks[relative - 1].tokens.start),
            "in" | "at" | "on"
        );
    if word != "where" && !inside {
        return None;
    }
    let mut before = relative;
    while before > 0 && clause.spine.chunks[before].noun().is_none() {
        before -= 1;
    }
    let told = reading
        .places(clause.spine, before, Relation::In, None)
        .into_iter()
        .next();
    let token = clause.spine.chunks[relative].tokens.start;
    told.or_else(|| reading.last_place(token, &|_| true))
}

pub(super) fn at_sea(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let at = clause.group.main.tokens.end;
    reading.doc.word(at) == "at" && reading.doc.word(at + 1) == "sea"
}

/// `are in Poland`, `is on patrol in`, `are already there`; not `are a threat in`.
pub(super) fn is_where(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let next = clause.spine.get(clause.at + 1);
    let leads = next.is_none_or(|chunk| match &chunk.kind {
        ChunkKind::Preposition | ChunkKind::Time(_) => true,
        ChunkKind::Noun(noun) => {
            noun.pronoun
                || matches!(
                    reading.doc.word(chunk.tokens.start),
                    "present" | "active" | "ashore"
                )
        }
        _ => false,
    });
    let after = reading.doc.word(clause.group.main.tokens.end);
    let other = in_a_state(reading, clause)
        || matches!(
            after,
            "bound" | "destined" | "headed" | "ready" | "due" | "expected"
        )
        || clause.has_word(reading, &["alert", "standby"]);
    let under_way =
        clause.has_word(reading, &["way"]) && clause.has_word(reading, &["their", "its", "the"]);
    leads && !other && !under_way
}

/// Whether forces that a clause names by owner do something in another country.
pub(super) fn abroad(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let terms = clause.subject_terms(reading);
    let owner = terms.iter().find_map(|term| term.owners.first());
    owner.is_some_and(|owner| {
        clause.bundles[0].terms.len() <= 1
            && clause.bundles[0]
                .there
                .iter()
                .all(|place| place.posture_code().as_str() != owner.code.as_str())
    })
}

/// The land of who accuses the subject of a gerund.
pub(super) fn accuser(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Place> {
    let head = *clause.subject.heads.first()?;
    let verb = head.checked_sub(1)?;
    let accuses = clause
        .spine
        .verb(verb)
        .is_some_and(|group| matches!(group.main.lemma(), "accuse" | "suspect"));
    let of = clause
        .at
        .checked_sub(1)
        .is_some_and(|before| clause.spine.chunks[before].is_preposition());
    if !accuses || !of {
        return None;
    }
    let who = *clause.spine.subject(reading.doc, verb).heads.first()?;
    let actor = reading.actor(clause.spine, who)?;
    reading.place_of(&actor)
}

/// `denied that 20,000 of its soldiers were in`: no stock, in the words of who denies it.
pub(super) fn denied(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let first = clause.subject.heads.first().copied().unwrap_or(clause.at);
    let first = first.min(clause.at);
    let Some(verb) = (0..first)
        .rev()
        .take(3)
        .find(|at| clause.spine.verb(*at).is_some())
    else {
        return false;
    };
    let between = (verb + 1..first).all(|at| {
        let word = reading.doc.word(clause.spine.chunks[at].tokens.start);
        matches!(
            word,
            "that" | "reports" | "claims" | "accusations" | "allegations" | "having"
        )
    });
    between
        && clause.spine.verb(verb).is_some_and(|group| {
            !group.negated && matches!(group.main.lemma(), "deny" | "refute" | "reject" | "dismiss")
        })
}

/// `Eight hundred marines left Okinawa for Guam. 18,000 remain on the island`: where the others left.
pub(super) fn left_behind(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    there: &[Place],
) -> Option<Vec<Place>> {
    if !matches!(clause.lemma(), "remain" | "stay") {
        return None;
    }
    let named = clause.bundles[0].tokens.clone().any(|at| {
        reading
            .doc
            .mark(at)
            .is_some_and(|mark| matches!(mark.known, crate::document::Known::Name(_)))
    });
    let (paragraph, origin) = reading.last_origin.as_ref()?;
    let here = reading.sentences[clause.sentence].paragraph == *paragraph;
    let there = there.iter().all(|place| {
        origin
            .iter()
            .all(|from| from.posture_code() != place.posture_code())
    });
    (!named && here && there).then(|| origin.clone())
}

/// `Portuguese troops stationed in Mali have left`: they are there no more.
pub(super) fn has_left(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let head = clause.subject.heads.first().copied();
    clause.subject.relative
        && (clause.at + 1..spine.chunks.len()).any(|at| {
            spine.verb(at).is_some_and(|verb| {
                verb.main.is(VerbClass::Withdrawing)
                    && (verb.past
                        || verb.perfect
                        || verb.progressive
                        || verb.finite == Finite::Perhaps)
                    && verb.modal.is_none()
                    && head.is_some_and(|head| spine.subject(reading.doc, at).heads.contains(&head))
            })
        })
}

/// `to join 400 officers already deployed`: where the text told the others to go.
pub(super) fn already(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let start = clause.group.main.tokens.start;
    let before = (start.saturating_sub(1)..start).any(|at| {
        matches!(
            reading.doc.word(at),
            "already" | "currently" | "still" | "now"
        )
    });
    before
        && clause.group.finite == crate::grammar::Finite::Perhaps
        && clause.bundles[0].there.is_empty()
        && clause.bundles[0].origin.is_empty()
        && clause.bundles[0].direct == 0
}

/// `12,000 soldiers, including 200 Swedes, are in Mali`: those of the subject whose owner is another.
pub(super) fn included(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let spine = clause.spine;
    let head = *clause.subject.heads.first()?;
    let including = (head + 1..clause.at).find(|at| {
        let chunk = spine.chunks[*at];
        chunk.is_preposition() && reading.doc.word(chunk.tokens.start) == "including"
    })?;
    let mut term = reading.term(spine, including + 1)?;
    if term.owners.is_empty() || term.bare || term.force.quantity.is_none() {
        return None;
    }
    term.force.extent = term.force.extent.or(Some(events::Extent::Part));
    Some(term)
}

/// `are patrolling the streets of Kabul`: the place that is the object of a verb of being somewhere.
pub(super) fn walked(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Place> {
    let patrols = matches!(clause.lemma(), "patrol" | "swarm")
        || matches!(
            clause.lemma(),
            "guard" | "occupy" | "protect" | "secure" | "hold" | "control"
        ) && clause.group.progressive;
    let object = clause.at + 1;
    let noun = clause.spine.get(object).and_then(|chunk| chunk.noun());
    if !patrols
        || noun.is_none_or(|noun| noun.pronoun)
        || reading.term(clause.spine, object).is_some()
    {
        return Vec::new();
    }
    reading.places(clause.spine, object, Relation::In, None)
}

/// `around 13,000 soldiers remain to help train the army`: where the text told them to be.
pub(super) fn stays_on(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let stays = |word: &crate::grammar::VerbWord| matches!(word.lemma(), "remain" | "stay");
    let group = &clause.group;
    let token = group.main.tokens.start;
    let now = !group.past || group.perfect || reading.speaker_at(clause.sentence, token).is_some();
    let alone = now
        && stays(&group.main)
        && group.chain.is_empty()
        && !group.infinitive
        && clause.bundles[0].there.is_empty();
    let chained = group.chain.first().is_some_and(stays) && !group.infinitive;
    (alone || chained)
        && clause.subject_terms(reading).iter().any(|term| {
            term.force
                .quantity
                .as_ref()
                .is_some_and(|quantity| quantity.low >= 20)
        })
}

/// `the 6,000-strong force, half of which has been deployed`: of how many nobody says.
pub(super) fn half_of_which(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let start = clause.spine.chunks[clause.at].tokens.start;
    clause.subject.relative
        && (start.saturating_sub(3)..start).any(|at| {
            matches!(reading.doc.word(at), "which" | "whom")
                && at >= 2
                && reading.doc.word(at - 1) == "of"
                && matches!(
                    reading.doc.word(at - 2),
                    "half" | "most" | "some" | "many" | "part" | "majority" | "third" | "bulk"
                )
        })
}

/// `is conducting routine operations in the Philippine Sea`: a ship that is there.
pub(super) fn conducts(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
        .map_or("", |noun| reading.doc.word(noun.head.end - 1));
    let ships = || {
        clause.subject_terms(reading).iter().any(|term| {
            matches!(
                term.force.category,
                Category::Warship | Category::Submarine | Category::SupportAircraft
            )
        })
    };
    matches!(
        clause.lemma(),
        "conduct" | "perform" | "carry out" | "commence"
    ) && matches!(object, "operations" | "patrols" | "patrol")
        && ships()
}

/// A question tells no stock.
pub(super) fn asked(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let tokens = reading.sentences[clause.sentence].tokens.clone();
    tokens.end > tokens.start && reading.doc.word(tokens.end - 1) == "?"
}

/// `6,000 servicemen based in Saudi Arabia`: a verb that needs an object and has none is said of the
/// noun before it.
pub(super) fn reduced(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let counted = clause.at.checked_sub(1).is_some_and(|before| {
        reading
            .term(clause.spine, before)
            .is_some_and(|term| term.force.quantity.is_some())
    });
    counted
        && matches!(
            clause.lemma(),
            "base" | "station" | "garrison" | "locate" | "house" | "situate"
        )
        && clause.group.finite == crate::grammar::Finite::Perhaps
        && !clause.group.passive
        && clause.bundles[0].direct == 0
}

/// `relocating 4,500 of the 28,500 troops stationed in Korea to Guam`: where they stand, and not where they
/// are to go.
pub(super) fn stands(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Place> {
    if !clause.bundles[0].directed || !reduced(reading, clause) {
        return None;
    }
    let preposition = clause.spine.get(clause.at + 1)?;
    let (role, relation) = reading.role(preposition.tokens.clone());
    (preposition.is_preposition() && role == crate::reading::Role::There)
        .then(|| reading.places(clause.spine, clause.at + 2, relation, None))?
        .into_iter()
        .next()
}

/// `have pitched their tents in`, `have set up camp near`.
pub(super) fn camped(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
        .map_or("", |noun| reading.doc.word(noun.head.end - 1));
    // `took up key positions in`
    let settled = matches!(object, "positions" | "position" | "station")
        && matches!(
            clause.lemma(),
            "take" | "take up" | "occupy" | "hold" | "man"
        );
    settled
        || matches!(object, "tents" | "camp" | "tent")
            && matches!(clause.lemma(), "" | "pitch" | "set up" | "make" | "strike")
            && clause.group.finite == crate::grammar::Finite::Yes
}

/// `100 paratroopers based in Italy will arrive in Slovakia`: where they were tells where from.
pub(super) fn moves_on(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let based = matches!(
        clause.lemma(),
        "base" | "station" | "garrison" | "post" | "deploy" | "house"
    );
    if !based {
        return false;
    }
    (clause.at + 1..spine.chunks.len())
        .find(|at| {
            spine
                .verb(*at)
                .is_some_and(|verb| verb.finite == crate::grammar::Finite::Yes)
        })
        .is_some_and(|at| {
            let verb = spine.verb(at).expect("a verb was found there");
            let goes = verb.main.is(VerbClass::Going) || verb.main.is(VerbClass::Withdrawing);
            !verb.negated
                && (goes || verb.passive && verb.main.is(VerbClass::Sending))
                && spine.subject(reading.doc, at).heads == clause.subject.heads
        })
}

pub(super) fn existential(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause
        .subject
        .heads
        .iter()
        .any(|head| reading.doc.word(clause.spine.chunks[*head].tokens.start) == "there")
}

pub(super) fn being(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let at = clause.group.main.tokens.start;
    (at.saturating_sub(3)..at).any(|token| reading.doc.word(token) == "being")
}

/// `left in Nassiriyah`: a town that nobody lists, which the text around has to place.
pub(super) fn unlisted(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let Some(preposition) = spine
        .get(clause.at + 1)
        .filter(|chunk| chunk.is_preposition())
    else {
        return false;
    };
    let word = reading.doc.word(preposition.tokens.start);
    let head = spine
        .get(clause.at + 2)
        .and_then(|chunk| chunk.noun())
        .map(|noun| noun.head.start);
    matches!(word, "in" | "at" | "near")
        && head.is_some_and(|at| reading.doc.tokens[at].capital && reading.doc.mark(at).is_none())
}
