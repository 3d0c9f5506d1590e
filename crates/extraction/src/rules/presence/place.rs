//! Where the forces of a noun phrase are: by the phrase of place after them, or by the text before.

use std::ops::Range;

use events::{Actor, Category, Period, Place, Relation};

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::gazetteer::VerbClass;
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, Role, Term};
use crate::rules::clause::add;

/// Where forces are, the words that tell it, and the time told beside them.
pub(super) struct Where {
    pub(super) places: Vec<Place>,
    pub(super) tokens: Range<usize>,
    pub(super) told: Option<Period>,
}

/// The places in the phrase after a noun phrase, over the members of a list: `the 1,500 French and
/// 4,000 American soldiers in Djibouti`.
pub(super) fn after(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
    owner: &Actor,
) -> Option<Where> {
    let doc = reading.doc;
    let mut next = spine.over_of(doc, at);
    while spine
        .get(next)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And | ChunkKind::Comma))
        && reading
            .term(spine, next + 1)
            .is_some_and(|term| term.force.quantity.is_some() && !term.owners.is_empty())
    {
        next = spine.over_of(doc, next + 1);
    }
    // `the 7,000 American forces already there`
    let here = spine.get(next).filter(|chunk| {
        chunk.noun().is_some_and(|noun| noun.pronoun)
            && doc.word(chunk.tokens.start) == "there"
            && doc.word(chunk.tokens.start - 1) == "already"
    });
    // `The Emirati force joins 900 Saudi troops`: where those go whom they join.
    let joined = at > 0
        && spine
            .verb(at - 1)
            .is_some_and(|verb| verb.main.lemma() == "join" && !verb.passive && !verb.infinitive)
        && spine
            .get(next)
            .is_none_or(|chunk| matches!(chunk.kind, ChunkKind::Stop | ChunkKind::Comma));
    let here = here.or_else(|| spine.get(at).filter(|_| joined));
    if let Some(here) = here {
        let place = reading
            .last_goal
            .clone()
            .filter(|goal| goal.posture_code().as_str() != owner.code.as_str())?;
        return Some(Where {
            places: vec![place],
            tokens: spine.chunks[at].tokens.start..here.tokens.end,
            told: None,
        });
    }
    next = over_doing(reading, spine, next);
    let preposition = spine.get(next).filter(|chunk| chunk.is_preposition())?;
    let there = matches!(
        doc.word(preposition.tokens.start),
        "in" | "at"
            | "on"
            | "near"
            | "along"
            | "across"
            | "around"
            | "off"
            | "inside"
            | "throughout"
    );
    let (role, relation) = reading.role(preposition.tokens.clone());
    if !there || role != Role::There {
        return None;
    }
    let mut places = reading.places(spine, next + 1, relation, Some(owner));
    let end = spine.over_of(doc, next + 1);
    let mut more = end;
    while spine
        .get(more)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And))
        && spine.place_like(doc, more + 1)
        && !spine.heads_clause(more + 1)
    {
        add(
            &mut places,
            reading.places(spine, more + 1, relation, Some(owner)),
        );
        more = spine.over_of(doc, more + 1);
    }
    let named = spine.get(next + 1)?.tokens.clone().any(|at| {
        doc.mark(at).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(Entry::State { .. } | Entry::Capital { .. } | Entry::Place(_))
            )
        })
    });
    if places.is_empty() || !named && !spine.place_like(doc, next + 1) {
        return None;
    }
    let told = spine
        .get(more)
        .and_then(|chunk| chunk.time())
        .and_then(|time| reading.period(time, false));
    Some(Where {
        places,
        tokens: spine.chunks[at].tokens.start..spine.chunks[more - 1].tokens.end,
        told,
    })
}

/// `will join the 2,400 French who are part of KFOR`: where the mission stands that they belong to.
pub(super) fn of_mission(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Option<Where> {
    let start = spine.chunks[at].tokens.start;
    let last = spine.chunks.len().min(at + MISSION) - 1;
    let tokens = start..spine.chunks[last].tokens.end;
    Some(Where {
        places: vec![reading.mission_place(tokens.clone())?],
        tokens: start..spine.chunks[at].tokens.end,
        told: None,
    })
}

/// How many chunks after those who belong to it a mission is named at most.
const MISSION: usize = 6;

/// Over what forces do where they are: `troops keeping the peace in Kosovo`, `soldiers taking part in the
/// mission in Mali`.
fn over_doing(reading: &Reading<'_, '_>, spine: &Spine<'_>, from: usize) -> usize {
    let doing = spine.verb(from).is_some_and(|verb| {
        verb.finite == Finite::No
            && !verb.infinitive
            && !verb.negated
            && ![
                VerbClass::Sending,
                VerbClass::Going,
                VerbClass::Withdrawing,
                VerbClass::Giving,
                VerbClass::Drilling,
                VerbClass::Considering,
            ]
            .iter()
            .any(|class| verb.main.is(*class))
    });
    if !doing {
        return from;
    }
    let mut at = from + 1;
    while at < (from + 7).min(spine.chunks.len()) {
        let chunk = spine.chunks[at];
        let word = reading.doc.word(chunk.tokens.start);
        match &chunk.kind {
            ChunkKind::Preposition if matches!(word, "in" | "at" | "on" | "near" | "across") => {
                let (_, relation) = reading.role(chunk.tokens.clone());
                if !reading.places(spine, at + 1, relation, None).is_empty() {
                    return at;
                }
            }
            ChunkKind::Noun(_) | ChunkKind::Preposition | ChunkKind::And | ChunkKind::Time(_) => {}
            _ => return from,
        }
        at += 1;
    }
    from
}

/// `The force, 3,000 strong, was sent to Haiti in 2024`: where those were sent whom a number apposed to
/// them counts today.
pub(super) fn sent_to(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    from: usize,
    owner: &Actor,
    tokens: Range<usize>,
) -> Option<Where> {
    let verb = from + usize::from(matches!(spine.get(from)?.kind, ChunkKind::Comma));
    let group = spine.verb(verb)?;
    let sent = group.passive
        && group.past
        && group.modal.is_none()
        && !group.negated
        && matches!(group.main.lemma(), "send" | "deploy" | "dispatch");
    let led = spine.get(verb + 1).is_some_and(|chunk| {
        matches!(
            reading.doc.word(chunk.tokens.start),
            "to" | "in" | "into" | "on"
        )
    });
    let places = reading.places(spine, verb + 2, Relation::In, Some(owner));
    (sent && led && !places.is_empty()).then_some(Where {
        places,
        tokens,
        told: None,
    })
}

/// The places in the phrases between a noun and what follows it: `the main contributor to the force in
/// Lebanon with`.
pub(super) fn within(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    chunks: Range<usize>,
    owner: &Actor,
    tokens: Range<usize>,
) -> Option<Where> {
    let mut places = Vec::new();
    for at in chunks {
        let chunk = spine.get(at)?;
        let (role, relation) = reading.role(chunk.tokens.clone());
        let there = chunk.is_preposition()
            && role == Role::There
            && matches!(
                reading.doc.word(chunk.tokens.start),
                "in" | "at" | "on" | "near" | "off"
            );
        if there {
            add(
                &mut places,
                reading.places(spine, at + 1, relation, Some(owner)),
            );
        }
    }
    (!places.is_empty()).then_some(Where {
        places,
        tokens,
        told: None,
    })
}

/// Where the text has told an owner's forces to be, or a mission by its name.
pub(super) fn before(
    reading: &Reading<'_, '_>,
    sentence: usize,
    owner: &Actor,
    named: Range<usize>,
    tokens: Range<usize>,
) -> Option<Where> {
    let place = reading
        .mission_place(named)
        .or_else(|| {
            let paragraph = reading.sentences[sentence].paragraph;
            reading.setting(paragraph, Some(owner), true)
        })
        .or_else(|| reading.topic(Some(owner)))?;
    Some(Where {
        places: vec![place],
        tokens,
        told: None,
    })
}

/// `its 250 soldiers`, `Germany's 110 soldiers at the air terminal`: where the text told forces to be.
pub(super) fn of_possessed(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
    owner: &Actor,
) -> Option<Where> {
    let group = spine.get(at)?.noun()?;
    let possessed =
        group.possessor.is_some() && group.count.is_some() || strong(reading, at, spine);
    let waits = (at + 1..spine.chunks.len())
        .find_map(|verb| spine.verb(verb))
        .is_some_and(|verb| {
            matches!(
                verb.main.lemma(),
                "wait" | "prepare" | "train" | "await" | "expect" | "need"
            )
        });
    let possessed = possessed && !waits;
    if !possessed || term.force.category != Category::Troops {
        return None;
    }
    let named = reading.sentences[sentence].tokens.clone();
    before(reading, sentence, owner, named, term.tokens.clone())
}

/// `the 11,000-strong force`: a body told by its number.
pub(super) fn strong(reading: &Reading<'_, '_>, at: usize, spine: &Spine<'_>) -> bool {
    spine.get(at).is_some_and(|chunk| {
        chunk
            .tokens
            .clone()
            .any(|at| reading.doc.word(at).ends_with("-strong"))
    })
}
