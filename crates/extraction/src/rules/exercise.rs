//! Drills, war games, exercises: who, where, with what.

use events::{Actor, Force, Place, Relation};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::gazetteer::Entry;
use crate::grammar::Finite;
use crate::grammar::clause::Spine;
use crate::reading::Reading;

use super::Findings;
use super::clause::{Clause, add};

const RULE: &str = "exercise";

/// Reads the exercises that a sentence names.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
) {
    let doc = reading.doc;
    for at in 0..spine.chunks.len() {
        let chunk = spine.chunks[at];
        let Some(group) = chunk.noun() else { continue };
        let named = chunk.tokens.clone().find_map(|token| {
            match doc
                .mark_from(token)
                .map(|mark| (&mark.known, mark.tokens.clone()))
            {
                Some((Known::Name(Entry::Exercise { .. }), span)) => Some(span),
                _ => None,
            }
        });
        let head = doc.word(group.head.end - 1);
        let noun = chunk
            .tokens
            .clone()
            .any(|token| is_exercise(doc.word(token)));
        let named_by_noun = noun && doc.tokens[group.head.end - 1].capital;
        if named.is_none() && !is_exercise(head) && !named_by_noun {
            continue;
        }
        let military = named.is_some()
            || named_by_noun
            || chunk.tokens.clone().any(|token| {
                matches!(
                    doc.word(token),
                    "military"
                        | "joint"
                        | "naval"
                        | "air"
                        | "war"
                        | "live-fire"
                        | "army"
                        | "annual"
                        | "combat"
                        | "amphibious"
                        | "nuclear"
                        | "maritime"
                        | "manoeuvres"
                        | "maneuvers"
                )
            });
        if group.negative() {
            continue;
        }
        one(reading, spine, sentence, at, named, military, findings);
    }
}

fn is_exercise(word: &str) -> bool {
    matches!(
        word,
        "exercise"
            | "exercises"
            | "drill"
            | "drills"
            | "manoeuvres"
            | "maneuvers"
            | "wargames"
            | "games"
            | "manoeuvre"
            | "maneuver"
    )
}

fn one(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    named: Option<std::ops::Range<usize>>,
    military: bool,
    findings: &mut Findings,
) {
    let doc = reading.doc;
    let chunk = spine.chunks[at];
    let group = chunk.noun().expect("the caller found a noun");
    if doc.word(group.head.end - 1) == "games"
        && doc.word(group.head.end.saturating_sub(2)) != "war"
    {
        return;
    }
    let mut actors: Vec<Actor> = Vec::new();
    let mut join = |actor: Actor| {
        if !actors.contains(&actor) {
            actors.push(actor);
        }
    };
    collect(reading, chunk.tokens.clone(), &mut join);
    for of in spine.of_nouns(doc, at) {
        collect(reading, spine.chunks[of].tokens.clone(), &mut join);
        let mut next = spine.over_of(doc, of);
        while spine.get(next).is_some_and(|chunk| {
            matches!(
                chunk.kind,
                crate::grammar::ChunkKind::And | crate::grammar::ChunkKind::Comma
            )
        }) && spine
            .get(next + 1)
            .is_some_and(|chunk| chunk.noun().is_some())
            && !spine.heads_clause(next + 1)
        {
            collect(reading, spine.chunks[next + 1].tokens.clone(), &mut join);
            next += 2;
        }
    }
    // An apposition: `Foal Eagle, the annual exercise of ...`, `Allied Resolve, the Russian exercise`.
    let apposed = spine
        .get(at + 1)
        .filter(|c| matches!(c.kind, crate::grammar::ChunkKind::Comma))
        .and_then(|_| spine.get(at + 2))
        .filter(|c| {
            c.noun()
                .is_some_and(|noun| is_exercise(doc.word(noun.head.end - 1)))
        });
    if apposed.is_some() && named.is_some() {
        // The apposition is read as an exercise of its own and merged by its name below.
        return;
    }
    let mut name = named
        .as_ref()
        .map_or(String::new(), |span| doc.slice(span.clone()).to_owned());
    if name.is_empty() {
        name = name_beside(reading, spine, at);
    }
    let verb = governing(reading, spine, at);
    let mut forces: Vec<Force> = Vec::new();
    let mut there: Vec<Place> = Vec::new();
    let mut times = Vec::new();
    let mut end = spine.chunks[spine.over_of(doc, at) - 1].tokens.end;
    let mut start = chunk.tokens.start;
    if let Some(verb) = verb {
        let clause = Clause::of_verb(reading, spine, sentence, verb);
        if clause.group.negated {
            return;
        }
        for head in &clause.subject.heads {
            if *head != at {
                if let Some(term) = reading.term(spine, *head) {
                    for owner in &term.owners {
                        join(owner.clone());
                    }
                    let mut force = term.force.clone();
                    force.extent = None;
                    forces.push(force);
                } else if let Some(actor) = reading.actor(spine, *head) {
                    let saying = clause.is(crate::gazetteer::VerbClass::Saying);
                    if !saying {
                        join(actor);
                    }
                }
            }
        }
        for bundle in &clause.bundles {
            add(&mut there, bundle.there.clone());
            times.extend(bundle.times.clone());
            for (word, actor) in &bundle.parties {
                if matches!(word.as_str(), "with" | "by" | "alongside") {
                    join(actor.clone());
                }
            }
        }
        if clause.subject.heads.contains(&at) || !clause.subject.relative {
            start = start.min(clause.tokens.start);
        }
        end = end.max(clause.tokens.end);
    } else {
        let arguments = Clause::of_noun_phrase(reading, spine, sentence, at);
        for bundle in &arguments.bundles {
            add(&mut there, bundle.there.clone());
            times.extend(bundle.times.clone());
            for (word, actor) in &bundle.parties {
                if matches!(
                    word.as_str(),
                    "with" | "by" | "alongside" | "between" | "involving"
                ) {
                    join(actor.clone());
                }
            }
        }
        end = end.max(arguments.tokens.end);
    }
    if actors.is_empty() {
        actors.extend(
            reading
                .carried_owner(sentence, chunk.tokens.start)
                .filter(|_| military),
        );
    }
    if actors.is_empty() || !military && forces.is_empty() {
        return;
    }
    there.retain(|place| place.relation == Relation::In);
    let period = times.iter().find_map(|time| reading.period(time, false));
    if super::deployment::is_background(reading, period) {
        return;
    }
    let owner = actors.remove(0);
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::Exercise {
            others: actors,
            name,
            status: None,
        },
        owner: Some(owner),
        forces,
        origin: Vec::new(),
        destination: there,
        effective: period,
        dated: period.is_some(),
        temporary: false,
        by: None,
        evidence: vec![start..end],
        paragraph: reading.sentences[sentence].paragraph,
        sentence,
    });
}

/// The actors named in some tokens.
fn collect(reading: &Reading<'_, '_>, tokens: std::ops::Range<usize>, join: &mut dyn FnMut(Actor)) {
    for at in tokens.clone() {
        if let Some(mark) = reading.doc.mark_from(at)
            && let Known::Name(entry) = &mark.known
            && let Some(actor) = entry.actor()
        {
            join(actor.clone());
        }
    }
}

/// `called Allied Resolve`, `exercise Union Resolve 2022`, `the Balikatan exercise`: capitals beside
/// the noun.
fn name_beside(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> String {
    let doc = reading.doc;
    let chunk = spine.chunks[at];
    let plain = |token: usize| {
        doc.tokens[token].capital
            && doc.mark(token).is_none()
            && !is_exercise(doc.word(token))
            && crate::grammar::words::closed(doc.word(token)).is_none()
    };
    let mut first = None;
    let mut last = 0;
    for token in chunk.tokens.clone() {
        let number = first.is_some() && doc.tokens[token].kind == crate::token::TokenKind::Number;
        if plain(token) || number {
            first.get_or_insert(token);
            last = token + 1;
        } else if first.is_some() {
            break;
        }
    }
    if let Some(first) = first {
        return doc.slice(first..last).to_owned();
    }
    let mut next = at + 1;
    while spine
        .get(next)
        .is_some_and(|chunk| matches!(chunk.kind, crate::grammar::ChunkKind::Comma))
    {
        next += 1;
    }
    let called = spine
        .verb(next)
        .is_some_and(|verb| matches!(verb.main.lemma(), "call" | "name" | "dub" | "codename"));
    if called && let Some(name) = spine.get(next + 1).filter(|chunk| chunk.noun().is_some()) {
        return doc.slice(name.tokens.clone()).to_owned();
    }
    String::new()
}

/// The finite verb that the exercise is subject or object of.
fn governing(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Option<usize> {
    let after = (at + 1..spine.chunks.len()).find(|verb| {
        spine
            .verb(*verb)
            .is_some_and(|group| group.finite != Finite::No)
            && spine.subject(reading.doc, *verb).heads.contains(&at)
    });
    after.or_else(|| {
        let mut before = at.checked_sub(1)?;
        // Over `part in`, `to join`.
        for _ in 0..4 {
            if spine.verb(before).is_some() {
                return Some(before);
            }
            before = before.checked_sub(1)?;
        }
        None
    })
}
