//! Stocks told in passing, by a noun phrase alone: `the roughly 9,000 American troops in Germany`,
//! `Italy, the main contributor with 1,100 soldiers`, `the peacekeepers in Kosovo, 3,800 in all`.

mod apposed;
mod beside_states;
mod place;
mod spread;

use std::ops::Range;

use events::{Actor, Category, Place};

use crate::draft::{Draft, Kind};
use crate::gazetteer::{self, VerbClass};
use crate::grammar::clause::Spine;
use crate::grammar::{Article, Finite, VerbGroup};
use crate::reading::{Reading, Term};

use super::Findings;

use place::Where;

pub(super) use beside_states::shares;

const RULE: &str = "presence";

/// Fewer than this many, told without an article, are people that something happened to.
const FEW: u32 = 20;

/// A stock told before is looked for among this many drafts.
const WINDOW: usize = 50;

/// Verbs of what befalls single people: who they befall are no stock.
const BEFALLING: &[&str] = &[
    "kill", "wound", "injure", "die", "capture", "attack", "hit", "detain", "arrest", "abduct",
    "kidnap", "visit", "meet", "address", "lose", "hurt", "strike", "ambush", "train", "recruit",
];

/// A stock before it is a draft.
struct Stock {
    owner: Actor,
    terms: Vec<Term>,
    there: Where,
}

/// Reads what the sentence tells in passing: of its noun phrases those that no fact rests on yet.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
    first: usize,
) {
    // `The contributors are Germany (3,100) and Italy (2,800)` names no forces, but numbers.
    let mut tokens = reading.sentences[sentence].tokens.clone();
    if spine.terms.iter().all(Option::is_none) && !tokens.any(|at| reading.doc.counts(at)) {
        return;
    }
    // `The force, currently 10,000 strong, was sent there in 1990`: what holds today beside what is past.
    let past = reading.tells_past_year(sentence) || at_a_height(reading, sentence);
    let mut words = reading.sentences[sentence].tokens.clone();
    if past && !words.any(|at| matches!(reading.doc.word(at), "now" | "currently")) {
        return;
    }
    let mut told: Vec<Range<usize>> = findings.drafts[first.min(findings.drafts.len())..]
        .iter()
        .flat_map(|draft| draft.evidence.iter().cloned())
        .collect();
    let mut beside = beside_states::read(reading, spine, sentence);
    if !past {
        beside.extend(spread::read(reading, spine, sentence));
    }
    for stock in beside {
        let tokens = stock.terms[0].tokens.clone();
        if told
            .iter()
            .any(|span| span.start < tokens.end && tokens.start < span.end)
        {
            continue;
        }
        told.push(tokens);
        findings.drafts.extend(draft(reading, sentence, stock));
    }
    for at in 0..spine.chunks.len() {
        let Some(term) = &spine.terms[at] else {
            continue;
        };
        if !is_joined(spine, at)
            && told
                .iter()
                .any(|span| span.start < term.tokens.end && term.tokens.start < span.end)
        {
            continue;
        }
        let found = apposed::read(reading, spine, sentence, at, term)
            .or_else(|| plain(reading, spine, sentence, at, term).filter(|_| !past));
        let Some(stock) = found else { continue };
        told.extend(stock.terms.iter().map(|term| term.tokens.clone()));
        let Some(draft) = draft(reading, sentence, stock) else {
            continue;
        };
        let window = findings.drafts.len().saturating_sub(WINDOW);
        if !findings.drafts[window..]
            .iter()
            .any(|other| tells(other, &draft))
        {
            findings.drafts.push(draft);
        }
    }
}

/// Forces with a number and an owner, and a phrase of place after them; or those that somebody is
/// said to have there, in so many words: `its 250 soldiers`.
fn plain(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Stock> {
    let term = &listed(reading, spine, at, term);
    let (last, beside) = beside(reading, spine, at);
    let now = matches!(
        reading.doc.word(spine.chunks[last].tokens.end),
        "now" | "currently" | "already" | "presently"
    );
    let stands = now || stands(reading, spine, at, term);
    if !counted(term) || !stands || civilians(reading, sentence, term) {
        return None;
    }
    let owner = term
        .owners
        .first()
        .cloned()
        .or_else(|| apposed::body(reading, spine, at, term))?;
    let there = place::after(reading, spine, last, &owner)
        .or_else(|| place::of_possessed(reading, spine, sentence, at, term, &owner))
        .or_else(|| place::of_mission(reading, spine, at).filter(|_| is_joined(spine, at)))?;
    let mut terms = vec![term.clone()];
    terms.extend(beside.filter(|_| now));
    Some(Stock {
        owner,
        terms,
        there,
    })
}

/// `three US Navy destroyers and two frigates now in the Gulf`: where the list of them ends, and the
/// other that it counts.
fn beside(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> (usize, Option<Term>) {
    let joined = spine
        .get(at + 1)
        .is_some_and(|chunk| matches!(chunk.kind, crate::grammar::ChunkKind::And));
    let other = reading
        .term(spine, at + 2)
        .filter(|other| joined && counted(other) && other.owners.is_empty());
    let now = spine
        .get(at + 2)
        .is_some_and(|chunk| matches!(reading.doc.word(chunk.tokens.end), "now" | "currently"));
    match other.filter(|_| now) {
        Some(other) => (at + 2, Some(other)),
        None => (at, None),
    }
}

/// `the 1,500 French and 4,000 American soldiers`: the first number counts what the last names.
fn listed(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize, term: &Term) -> Term {
    let mut term = term.clone();
    let and = spine.over_of(reading.doc, at);
    let joined = spine.get(and).is_some_and(|chunk| {
        matches!(
            chunk.kind,
            crate::grammar::ChunkKind::And | crate::grammar::ChunkKind::Comma
        )
    });
    if term.bare
        && !term.owners.is_empty()
        && joined
        && let Some(next) = reading
            .term(spine, and + 1)
            .filter(|next| counted(next) && !next.owners.is_empty())
    {
        term.force.category = next.force.category;
        term.force.designation = next.force.designation;
        term.bare = false;
    }
    term
}

/// People or things with a number and an owner.
fn counted(term: &Term) -> bool {
    let number = term.force.quantity.as_ref();
    let many = number.is_some_and(|number| number.low > 1 || number.high != Some(1));
    let vague = term.vague && term.owners.is_empty();
    many && !vague
        && !term.negative
        && !term.bare
        && !matches!(
            term.force.category,
            Category::Materiel | Category::Missile | Category::Headquarters
        )
}

/// `the 2,500 Americans` of a text about hostages, tourists or those who flee.
fn civilians(reading: &Reading<'_, '_>, sentence: usize, term: &Term) -> bool {
    let before = sentence.saturating_sub(1);
    term.vague
        && !matches!(
            term.force.designation.as_str(),
            "contingent" | "peacekeeping mission"
        )
        && (!reading.is_told(sentence)
            || (reading.sentences[before].tokens.start..reading.sentences[sentence].tokens.end)
                .any(|at| is_civil(reading.doc.word(at))))
}

/// Words of texts about people who are no soldiers.
fn is_civil(word: &str) -> bool {
    matches!(
        word,
        "hostage"
            | "hostages"
            | "foreigners"
            | "westerners"
            | "nationals"
            | "citizens"
            | "civilians"
            | "tourists"
            | "residents"
            | "embassy"
            | "evacuated"
            | "stranded"
            | "refugees"
    )
}

/// Whether a noun phrase is the object of joining: those are there already.
fn is_joined(spine: &Spine<'_>, at: usize) -> bool {
    at.checked_sub(1)
        .and_then(|verb| spine.verb(verb))
        .is_some_and(|verb| verb.main.lemma() == "join" && !verb.passive && !verb.negated)
}

/// Whether the phrase tells forces that are there: nothing moves them, befalls them or makes them up.
fn stands(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize, term: &Term) -> bool {
    let doc = reading.doc;
    let Some(group) = spine.get(at).and_then(|chunk| chunk.noun()) else {
        return false;
    };
    let definite = group.article == Article::Definite || group.possessor.is_some();
    let few = term
        .force
        .quantity
        .as_ref()
        .is_some_and(|quantity| quantity.low < FEW);
    if few && !definite && term.force.category == Category::Troops {
        return false;
    }
    // `transfer command of the 11,000-strong force`: that is there.
    let commanded = at
        .checked_sub(2)
        .and_then(|noun| spine.get(noun))
        .is_some_and(|chunk| {
            matches!(
                doc.word(chunk.tokens.end - 1),
                "command" | "control" | "commander" | "leadership" | "charge"
            )
        });
    // `will join the 300 soldiers already in Niger`: those are there.
    if at
        .checked_sub(1)
        .and_then(|verb| spine.verb(verb))
        .is_some_and(|verb| matches!(verb.main.lemma(), "join" | "reinforce") && !verb.passive)
    {
        return true;
    }
    // `766 have left, out of an estimated 950 forces in the country`
    let out_of = at.checked_sub(1).is_some_and(|before| {
        let led = spine.chunks[before].tokens.clone();
        led.len() == 2 && doc.word(led.start) == "out"
    });
    let commanded = commanded || out_of;
    let befalls = |verb: &VerbGroup| BEFALLING.contains(&verb.main.lemma());
    let led = at.checked_sub(1).and_then(|before| spine.get(before));
    if let Some(preposition) = led.filter(|chunk| chunk.is_preposition()) {
        let word = doc.word(preposition.tokens.start);
        if matches!(
            word,
            "to" | "into" | "for" | "against" | "than" | "like" | "as" | "from"
        ) {
            return false;
        }
        let acted = at
            .checked_sub(2)
            .and_then(|noun| spine.get(noun))
            .is_some_and(|chunk| {
                word == "of"
                    && chunk.noun().is_some_and(|noun| {
                        gazetteer::action(doc.word(noun.head.end - 1)).is_some()
                    })
            });
        if acted {
            return false;
        }
    }
    let before = (0..at).rev().find_map(|verb| spine.verb(verb));
    // `are joining a 700-strong contingent already in Kosovo`: that is there.
    let governed = !commanded
        && !is_joined(spine, at)
        && before.is_some_and(|verb| {
            befalls(verb)
                || verb.negated
                || !definite && (verb.modal.is_some() || verb.infinitive)
                || [
                    VerbClass::Sending,
                    VerbClass::Going,
                    VerbClass::Withdrawing,
                    VerbClass::Giving,
                    VerbClass::Considering,
                    VerbClass::Refusing,
                    VerbClass::Drilling,
                ]
                .iter()
                .any(|class| verb.main.is(*class) && !verb.main.is(VerbClass::Saying))
        });
    // `told the 1,500 soldiers in the country to go`
    let sent = (at + 1..spine.chunks.len())
        .find_map(|verb| spine.verb(verb))
        .is_some_and(|verb| {
            verb.infinitive
                && (matches!(verb.main.lemma(), "go" | "leave" | "depart")
                    || verb.main.is(VerbClass::Withdrawing)
                    || verb.main.is(VerbClass::Going))
        });
    if sent {
        return false;
    }
    let after = (at + 1..spine.chunks.len()).find(|verb| {
        spine
            .verb(*verb)
            .is_some_and(|group| group.finite != Finite::No)
            && spine.subject(doc, *verb).heads.contains(&at)
    });
    let predicate = after.and_then(|verb| spine.verb(verb));
    let done = predicate.is_some_and(|verb| {
        befalls(verb) || verb.main.is(VerbClass::Drilling) || !definite && verb.modal.is_some()
    });
    // What the verb before governs ends where a clause of its own begins.
    !(done || governed && after.is_none())
}

/// `At the height of the campaign there were almost 1,600`: told of what is over.
fn at_a_height(reading: &Reading<'_, '_>, sentence: usize) -> bool {
    let doc = reading.doc;
    reading.sentences[sentence].tokens.clone().any(|at| {
        matches!(doc.word(at), "height" | "peak")
            && matches!(doc.word(at.saturating_sub(1)), "the" | "its")
    })
}

/// Whether a stock, or a movement of as many, has told what a phrase says in passing.
fn tells(other: &Draft, draft: &Draft) -> bool {
    other.owner == draft.owner
        && !matches!(other.kind, Kind::Exercise { .. } | Kind::Aid { .. })
        && (other.kind == Kind::Posture || other.sentence == draft.sentence)
        && draft.forces.iter().all(|force| {
            other.forces.iter().any(|told| {
                told.category == force.category
                    && told.quantity.as_ref().map(|q| (q.low, q.high))
                        == force.quantity.as_ref().map(|q| (q.low, q.high))
            })
        })
}

/// The draft of a stock; none of forces at home or of long ago.
fn draft(reading: &Reading<'_, '_>, sentence: usize, stock: Stock) -> Option<Draft> {
    let Stock {
        owner,
        terms,
        there,
    } = stock;
    let home = |place: &Place| place.posture_code().as_str() == owner.code.as_str();
    if there.places.is_empty() || there.places.iter().all(home) {
        return None;
    }
    if super::movement::is_background(reading, there.told) {
        return None;
    }
    let first = terms.iter().map(|term| term.tokens.start).min()?;
    Some(Draft {
        rule: RULE,
        kind: Kind::Posture,
        owner: Some(owner),
        forces: terms.into_iter().map(|term| term.force).collect(),
        origin: Vec::new(),
        destination: there.places,
        effective: there.told.or_else(|| reading.publication()),
        dated: there.told.is_some(),
        temporary: false,
        by: reading.speaker_at(sentence, first),
        evidence: vec![first.min(there.tokens.start)..there.tokens.end],
        paragraph: reading.sentences[sentence].paragraph,
        sentence,
        anaphoric: false,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn stocks_told_in_passing() {
        check(
            "The minister thanked the 1,200 Belgian soldiers in Romania for their patience.",
            &["posture BEL 1200 TROOPS in ROU"],
        );
        check(
            "Merchant ships could be escorted by two British frigates and three minehunters now in the Gulf of Aden.",
            &["posture GBR 2 WARSHIP, 3 WARSHIP in gulf-of-aden"],
        );
        check(
            "A spokesman spoke of roughly 9,000 Ugandan troops in Somalia.",
            &["posture UGA 9000 TROOPS in SOM"],
        );
        check(
            "Three Chadian soldiers in Niger were killed on Monday.",
            &[],
        );
        check("Peru may send 300 Peruvian soldiers in May.", &[]);
    }

    #[test]
    fn stocks_of_a_place_told_before() {
        check(
            "UNIFIL ordered its 10,000 peacekeepers into shelters. Ireland, which has 340 soldiers with the force, has no plan to withdraw them.",
            &[
                "posture UN 10000 TROOPS in LBN",
                "posture IRL 340 TROOPS in LBN",
            ],
        );
        check(
            "The 350 Danish and 200 Norwegian troops in Estonia have been told to stay inside.",
            &[
                "posture DNK 350 TROOPS in EST",
                "posture NOR 200 TROOPS in EST",
            ],
        );
        check(
            "The guide led the 40 American tourists in Egypt back to their hotel.",
            &[],
        );
    }
}
