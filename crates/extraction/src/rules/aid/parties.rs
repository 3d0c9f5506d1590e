//! Who supplies arms and to whom they go.

use events::{Actor, ActorKind, Place, Relation};

use crate::draft::{Draft, Kind};
use crate::gazetteer::{AidRole, aid_role};
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause};

/// How many paragraphs back arms may be told to go to the same.
const CARRY_PARAGRAPHS: usize = 3;

/// Nouns for an agreement on arms.
pub(super) const DEALS: &[&str] = &[
    "contract",
    "deal",
    "agreement",
    "order",
    "memorandum",
    "accord",
    "letter",
    "arrangement",
];

/// Verbs whose object is helped by what is given: `to support Ukraine`.
const HELPING: &[&str] = &[
    "support",
    "help",
    "assist",
    "protect",
    "defend",
    "arm",
    "equip",
    "bolster",
    "strengthen",
    "shield",
    "back",
];

/// The actor of a bundle after one of these prepositions; none stands for an object.
pub(super) fn party(bundle: &Bundle, prepositions: &[&str]) -> Option<Actor> {
    bundle
        .parties
        .iter()
        .find(|(word, _)| prepositions.contains(&word.as_str()))
        .map(|(_, actor)| actor.clone())
}

/// The state that a place lies in.
pub(super) fn state(place: &Place) -> Option<Actor> {
    let country = place.country.as_ref()?;
    Some(Actor {
        code: country.as_str().parse().ok()?,
        name: place.name.clone(),
        kind: ActorKind::State,
    })
}

/// To whom the words of the clause say that arms go.
pub(super) fn recipient(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    bundle: &Bundle,
) -> Option<Actor> {
    let transfer = bundle.others.iter().any(|(word, noun)| {
        let end = clause.spine.chunks[*noun].tokens.end;
        word.is_empty() && super::arms::TRANSFERS.contains(&reading.doc.word(end - 1))
    });
    party(bundle, &[""])
        .filter(|_| !transfer)
        .or_else(|| party(bundle, &["to", "for"]))
        .or_else(|| {
            clause
                .bundles
                .iter()
                .find_map(|bundle| party(bundle, &["to", "for"]))
        })
        .or_else(|| bundle.there.first().and_then(state))
        .or_else(|| reached(reading, clause))
        .or_else(|| helped(reading, clause))
}

/// `for Mozambique's army`: it goes to armed forces, whatever it is.
pub(super) fn to_forces(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    bundle: &Bundle,
) -> bool {
    bundle.others.iter().any(|(word, noun)| {
        let end = clause.spine.chunks[*noun].tokens.end;
        matches!(word.as_str(), "to" | "for")
            && matches!(
                reading.doc.word(end - 1),
                "army" | "navy" | "military" | "forces" | "soldiers" | "troops"
            )
    })
}

/// `reached the Ukrainians`, `reached Odessa`.
fn reached(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    let noun = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.others)
        .find(|(kind, _)| kind.is_empty() || kind == "place")?
        .1;
    reading.actor(clause.spine, noun).or_else(|| {
        reading
            .places(clause.spine, noun, Relation::In, None)
            .first()
            .and_then(state)
    })
}

/// `to support Ukraine`, `to protect a large Ukrainian city`: whom the arms are to help.
fn helped(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    let spine = clause.spine;
    let verb = (clause.at + 1..spine.chunks.len())
        .take_while(|at| !matches!(spine.chunks[*at].kind, ChunkKind::Stop))
        .find(|at| spine.verb(*at).is_some_and(|verb| verb.infinitive))?;
    let helps = HELPING.contains(&spine.verb(verb)?.main.lemma());
    let noun = spine.get(verb + 1).filter(|_| helps)?.noun()?;
    if noun.pronoun {
        return None;
    }
    reading.actor(spine, verb + 1)
}

/// To whom arms were told to go shortly before: who takes most of them, and of several the last.
pub(super) fn carried(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    drafts: &[Draft],
) -> Option<Actor> {
    let paragraph = reading.sentences[clause.sentence].paragraph;
    let near = |draft: &&Draft| draft.paragraph + CARRY_PARAGRAPHS >= paragraph;
    let to = |draft: &Draft| match &draft.kind {
        Kind::Aid { recipient, .. } => Some(recipient.clone()),
        _ => None,
    };
    let recent: Vec<Actor> = drafts
        .iter()
        .rev()
        .take_while(near)
        .filter_map(to)
        .collect();
    let count = |actor: &Actor| {
        recent
            .iter()
            .filter(|other| other.code == actor.code)
            .count()
    };
    let most = recent.iter().map(count).max()?;
    recent.iter().find(|actor| count(actor) == most).cloned()
}

/// The subject of the verb that governs an action noun, and that verb's base form: `Germany announced
/// the delivery of`, `Ethiopia took delivery of`.
pub(super) fn governor(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<(Actor, &'static str)> {
    let spine = clause.spine;
    let verb = (0..clause.at).rev().find(|at| {
        spine.verb(*at).is_some_and(|verb| {
            verb.finite != Finite::No && !spine.subject(reading.doc, *at).relative
        })
    })?;
    let subject = spine.subject(reading.doc, verb);
    let actor = subject
        .heads
        .first()
        .filter(|head| **head < clause.at)
        .and_then(|head| reading.actor(spine, *head))?;
    Some((actor, spine.verb(verb)?.main.lemma()))
}

/// `a gift from Washington` beside the materiel.
pub(super) fn gift_from(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    (0..clause.at).find_map(|at| {
        let gift = matches!(
            reading.doc.word(clause.spine.chunks[at].tokens.end - 1),
            "gift" | "donation" | "package" | "present"
        );
        let from = gift
            && clause
                .spine
                .get(at + 1)
                .is_some_and(|chunk| reading.doc.word(chunk.tokens.start) == "from");
        if from {
            reading.actor(clause.spine, at + 2)
        } else {
            None
        }
    })
}

/// `Turkish-made drones`: the maker, who supplies them where nobody else is told to.
pub(super) fn maker(reading: &Reading<'_, '_>, terms: &[Term]) -> Option<Actor> {
    let doc = reading.doc;
    terms.iter().find_map(|term| {
        term.tokens.clone().find_map(|at| {
            let word = doc.word(at);
            let made = ["-made", "-built", "-supplied", "-donated", "-produced"]
                .iter()
                .find(|end| word.ends_with(**end))?;
            let name = doc.slice(at..at + 1);
            let name = &name[..name.len().checked_sub(made.len())?];
            crate::gazetteer::find(&crate::gazetteer::Words::of(name))
                .first()
                .and_then(|found| found.entry.actor().cloned())
        })
    })
}

/// `the first of ten boats given by Japan`, `tanks ordered from France`: the participle after the arms.
pub(super) fn after(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
) -> Option<Actor> {
    let end = terms.last()?.tokens.end;
    let spine = clause.spine;
    let verb =
        (clause.at + 1..spine.chunks.len()).find(|at| spine.chunks[*at].tokens.start >= end)?;
    let role = aid_role(spine.verb(verb)?.main.lemma())?;
    let word = reading.doc.word(spine.get(verb + 1)?.tokens.start);
    let fits = match role {
        AidRole::Gives | AidRole::Moves | AidRole::Pays | AidRole::Decides => word == "by",
        AidRole::Buys | AidRole::Takes => word == "from",
        AidRole::Asks | AidRole::Holds => false,
    };
    fits.then(|| reading.actor(spine, verb + 2))?
}

/// All the actors that the noun phrases of the subject name, each once: joint suppliers are one event each.
pub(super) fn suppliers(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Actor> {
    let mut found = clause.subject_actors(reading);
    let deal = clause.subject.heads.iter().any(|head| {
        let end = clause.spine.chunks[*head].tokens.end;
        DEALS.contains(&reading.doc.word(end - 1))
    });
    if deal || found.is_empty() && clause.group.infinitive {
        // `South Korea signed a deal to sell`
        let outer = clause.subject.heads.first().copied().unwrap_or(clause.at);
        let verb = (0..outer).rev().find(|at| {
            clause
                .spine
                .verb(*at)
                .is_some_and(|verb| verb.finite != Finite::No)
        });
        let heads = verb.map_or(Vec::new(), |verb| {
            clause.spine.subject(reading.doc, verb).heads
        });
        found = heads
            .iter()
            .filter_map(|head| reading.actor(clause.spine, *head))
            .collect();
    }
    found
}

/// `soldiers armed with tanks`: what they bring.
pub(super) fn is_theirs(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let comma = |at: usize| {
        matches!(
            clause.spine.chunks[at].kind,
            crate::grammar::ChunkKind::Comma
        )
    };
    let people = |at: usize| {
        let at = if comma(at) { at.saturating_sub(1) } else { at };
        reading
            .term(clause.spine, at)
            .is_some_and(|term| term.force.category == events::Category::Troops)
    };
    matches!(clause.lemma(), "arm" | "equip")
        && (clause.group.passive && !clause.subject_terms(reading).is_empty()
            || clause.group.finite == crate::grammar::Finite::Perhaps
                && clause.at.checked_sub(1).is_some_and(people))
}
