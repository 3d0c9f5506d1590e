//! Drills, war games, exercises: who, where, with what.

use std::ops::Range;

use events::{Actor, Force, Place, Relation};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::gazetteer::{Entry, VerbClass};
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::Reading;
use crate::time::TimeExpression;

use super::Findings;
use super::clause::{Bundle, Clause, add};

const RULE: &str = "exercise";

/// Verbs whose subject takes part, or whose object the exercise is.
const HOLDING: &[&str] = &[
    "hold",
    "conduct",
    "stage",
    "begin",
    "start",
    "open",
    "launch",
    "run",
    "carry out",
    "join",
    "take",
    "participate",
    "practise",
    "practice",
    "train",
    "host",
    "complete",
    "finish",
    "end",
    "plan",
    "lead",
    "organise",
    "organize",
    "kick off",
    "undertake",
    "mount",
    "attend",
    "rehearse",
    "engage",
    "close",
    "take part",
];

/// Reads the exercises that a sentence names.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
) {
    for at in 0..spine.chunks.len() {
        if let Some(draft) = one(reading, spine, sentence, at) {
            findings.drafts.push(draft);
        }
    }
}

/// What an exercise's noun phrase and the clause around it tell.
#[derive(Default)]
struct Found {
    actors: Vec<Actor>,
    forces: Vec<Force>,
    places: Vec<Place>,
    times: Vec<TimeExpression>,
}

impl Found {
    fn join(&mut self, actor: Actor) {
        if !self.actors.contains(&actor) {
            self.actors.push(actor);
        }
    }

    /// Takes places, times and partners.
    fn take(&mut self, bundles: &[Bundle], partners: &[&str]) {
        for bundle in bundles {
            add(&mut self.places, bundle.there.clone());
            self.times.extend(bundle.times.iter().cloned());
            for (word, actor) in &bundle.parties {
                if partners.contains(&word.as_str()) {
                    self.join(actor.clone());
                }
            }
        }
    }
}

fn one(reading: &Reading<'_, '_>, spine: &Spine<'_>, sentence: usize, at: usize) -> Option<Draft> {
    let doc = reading.doc;
    let chunk = spine.chunks[at];
    let group = chunk.noun()?;
    let known = known_name(reading, chunk.tokens.clone());
    let noun = is_exercise(reading, group.head.end - 1);
    let named_by_noun = chunk
        .tokens
        .clone()
        .any(|token| is_exercise(reading, token))
        && doc.tokens[group.head.end - 1].capital;
    if known.is_none() && !noun && !named_by_noun || group.negative() {
        return None;
    }
    // `last year's Zapad`, `since the exercise`: what it is measured against.
    let measured = at > 0
        && spine.chunks[at - 1].time().is_some()
        && doc.tokens[spine.chunks[at - 1].tokens.end].kind == crate::token::TokenKind::Possessive;
    if measured
        || group
            .possessor
            .as_ref()
            .is_some_and(|possessor| doc.word(possessor.end - 1) == "year")
    {
        return None;
    }
    let mut found = Found::default();
    collect(reading, chunk.tokens.clone(), &mut found);
    let mut end = of_phrases(reading, spine, at, &mut found);
    let mut name = known.map_or_else(
        || name_beside(reading, spine, at),
        |span| doc.slice(span).to_owned(),
    );
    // `Foal Eagle, the annual exercise of the United States and South Korea`
    if let Some(other) = apposition(reading, spine, at) {
        collect(reading, spine.chunks[other].tokens.clone(), &mut found);
        end = end.max(of_phrases(reading, spine, other, &mut found));
        let phrase = Clause::of_noun_phrase(reading, spine, sentence, other);
        found.take(
            &phrase.bundles,
            &["with", "between", "involving", "alongside"],
        );
        if name.is_empty() {
            name = name_beside(reading, spine, other);
        }
    } else if is_apposition(reading, spine, at) {
        return None;
    }
    let phrase = Clause::of_noun_phrase(reading, spine, sentence, at);
    found.take(
        &phrase.bundles,
        &["with", "between", "involving", "alongside", "by"],
    );
    end = end.max(phrase.tokens.end);
    let mut start = chunk.tokens.start;
    let told_by = clause_around(reading, spine, sentence, at);
    let mut joined = false;
    if let Some((clause, as_subject)) = &told_by {
        if clause.group.negated {
            return None;
        }
        found.take(&clause.bundles, &["with", "by", "alongside"]);
        if !as_subject {
            let before = found.actors.len();
            participants(reading, clause, &mut found);
            joined = found.actors.len() > before || !found.forces.is_empty();
        }
        if !clause.subject.relative {
            start = start.min(clause.tokens.start);
            end = end.max(clause.tokens.end);
        }
    }
    let military = joined
        || !name.is_empty()
        || !found.forces.is_empty()
        || chunk
            .tokens
            .clone()
            .any(|token| is_military(doc.word(token)))
        || found.actors.len() > 1;
    if found.actors.is_empty() && military && reading.is_told(sentence) {
        found
            .actors
            .extend(reading.carried_owner(sentence, chunk.tokens.start));
    }
    if found.places.is_empty()
        && let Some(last) = reading
            .last_draft
            .as_ref()
            .filter(|draft| draft.sentence == sentence && matches!(draft.kind, Kind::Deployment(_)))
    {
        found.places.clone_from(&last.destination);
    }
    let purpose = at > 0
        && spine.chunks[at - 1].is_preposition()
        && doc.word(spine.chunks[at - 1].tokens.start) == "for";
    if purpose
        && let Some(owner) = reading
            .last_draft
            .as_ref()
            .filter(|draft| draft.sentence == sentence)
            .and_then(|draft| draft.owner.clone())
    {
        found.join(owner);
    }
    if found
        .places
        .iter()
        .all(|place| place.relation == Relation::In)
    {
        found.places.retain(|place| place.relation == Relation::In);
    }
    found.places.retain(|place| place.relation == Relation::In);
    let future = told_by.as_ref().is_some_and(|(clause, _)| {
        clause.group.modal.is_some()
            || clause.group.infinitive
            || !clause.group.chain.is_empty() && !clause.group.past
    });
    let period = found
        .times
        .iter()
        .find_map(|time| reading.period(time, future));
    if found.actors.is_empty() || !military || super::movement::is_background(reading, period) {
        return None;
    }
    let owner = found.actors.remove(0);
    Some(Draft {
        rule: RULE,
        kind: Kind::Exercise {
            others: found.actors,
            name,
            status: None,
        },
        owner: Some(owner),
        forces: found.forces,
        origin: Vec::new(),
        destination: found.places,
        effective: period,
        dated: period.is_some(),
        temporary: false,
        by: None,
        evidence: vec![start..end],
        paragraph: reading.sentences[sentence].paragraph,
        sentence,
        anaphoric: false,
    })
}

fn is_exercise(reading: &Reading<'_, '_>, token: usize) -> bool {
    let doc = reading.doc;
    match doc.word(token) {
        "exercise" | "exercises" | "drill" | "drills" | "manoeuvres" | "maneuvers" | "wargames"
        | "manoeuvre" | "maneuver" => true,
        "games" => token > 0 && doc.word(token - 1) == "war",
        _ => false,
    }
}

fn is_military(word: &str) -> bool {
    matches!(
        word,
        "military"
            | "joint"
            | "naval"
            | "live-fire"
            | "army"
            | "combat"
            | "amphibious"
            | "nuclear"
            | "maritime"
            | "airborne"
            | "manoeuvres"
            | "maneuvers"
            | "wargames"
            | "war"
            | "anti-submarine"
            | "multinational"
            | "command-post"
            | "trilateral"
            | "bilateral"
    )
}

fn known_name(reading: &Reading<'_, '_>, tokens: Range<usize>) -> Option<Range<usize>> {
    tokens.clone().find_map(|token| {
        let mark = reading.doc.mark_from(token)?;
        matches!(mark.known, Known::Name(Entry::Exercise { .. })).then(|| mark.tokens.clone())
    })
}

/// The actors named in some tokens.
fn collect(reading: &Reading<'_, '_>, tokens: Range<usize>, found: &mut Found) {
    for at in tokens.clone() {
        if let Some(mark) = reading
            .doc
            .mark_from(at)
            .filter(|mark| mark.tokens.end <= tokens.end)
            && let Known::Name(entry) = &mark.known
            && let Some(actor) = entry.actor()
        {
            found.join(actor.clone());
        }
    }
}

/// `the exercise of the United States and South Korea`: the actors after `of`, and where it ends.
fn of_phrases(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize, found: &mut Found) -> usize {
    let mut end = spine.chunks[at].tokens.end;
    for of in spine.of_nouns(reading.doc, at) {
        collect(reading, spine.chunks[of].tokens.clone(), found);
        end = spine.chunks[of].tokens.end;
        let mut next = spine.over_of(reading.doc, of);
        while joins(spine, next)
            && spine
                .get(next + 1)
                .is_some_and(|chunk| chunk.noun().is_some())
            && !spine.heads_clause(next + 1)
        {
            collect(reading, spine.chunks[next + 1].tokens.clone(), found);
            end = spine.chunks[next + 1].tokens.end;
            next += 2;
        }
    }
    end
}

fn joins(spine: &Spine<'_>, at: usize) -> bool {
    spine
        .get(at)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And | ChunkKind::Comma))
}

/// The exercise's noun after a comma: `Trident Juncture, a NATO exercise`.
fn apposition(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> Option<usize> {
    let comma = spine.over_of(reading.doc, at);
    let is_comma = spine
        .get(comma)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
    let noun = spine.get(comma + 1)?.noun()?;
    (is_comma && is_exercise(reading, noun.head.end - 1)).then_some(comma + 1)
}

/// Whether the exercise is only the apposition of a named one before it.
fn is_apposition(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    let comma = at
        .checked_sub(1)
        .is_some_and(|before| matches!(spine.chunks[before].kind, ChunkKind::Comma));
    let named = at >= 2
        && spine.chunks[at - 2].noun().is_some()
        && known_name(reading, spine.chunks[at - 2].tokens.clone()).is_some();
    comma && named
}

/// The clause that the exercise is subject or object of, and whether it is its subject.
fn clause_around<'s, 'c>(
    reading: &Reading<'_, '_>,
    spine: &'s Spine<'c>,
    sentence: usize,
    at: usize,
) -> Option<(Clause<'s, 'c>, bool)> {
    let holds = |verb: usize| {
        spine.verb(verb).is_some_and(|group| {
            HOLDING.contains(&group.main.lemma()) || group.main.is(VerbClass::Drilling)
        })
    };
    let subject_of = (at + 1..spine.chunks.len()).find(|verb| {
        spine
            .verb(*verb)
            .is_some_and(|group| group.finite != Finite::No)
            && spine.subject(reading.doc, *verb).heads.contains(&at)
    });
    if let Some(verb) = subject_of {
        return Some((Clause::of_verb(reading, spine, sentence, verb), true));
    }
    let verb = (at.saturating_sub(5)..at)
        .rev()
        .find(|verb| spine.verb(*verb).is_some())?;
    holds(verb).then(|| (Clause::of_verb(reading, spine, sentence, verb), false))
}

/// Who takes part by the subject of the clause, with which forces.
fn participants(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, found: &mut Found) {
    let mut terms = clause.subject_terms(reading);
    if terms.is_empty() && clause.group.infinitive {
        // `jets flew to Osan to join Foal Eagle`
        let main = (0..clause.at).rev().find(|at| {
            clause
                .spine
                .verb(*at)
                .is_some_and(|verb| verb.finite == Finite::Yes || verb.finite == Finite::Perhaps)
        });
        if let Some(main) = main {
            terms.extend(
                clause
                    .spine
                    .subject(reading.doc, main)
                    .heads
                    .iter()
                    .filter_map(|head| reading.term(clause.spine, *head)),
            );
        }
        for term in &terms {
            found.forces.push(Force {
                extent: None,
                ..term.force.clone()
            });
        }
        return;
    }
    for term in &terms {
        for owner in &term.owners {
            found.join(owner.clone());
        }
        let mut force = term.force.clone();
        force.extent = None;
        found.forces.push(force);
    }
    if terms.is_empty() && !clause.is(VerbClass::Saying) {
        for actor in clause.subject_actors(reading) {
            found.join(actor);
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
            && !is_exercise(reading, token)
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
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma))
    {
        next += 1;
    }
    let called = spine
        .verb(next)
        .is_some_and(|verb| matches!(verb.main.lemma(), "call" | "name" | "dub" | "codename"));
    let named = spine
        .get(next + 1)
        .filter(|chunk| called && chunk.noun().is_some());
    let name = named.map_or(String::new(), |name| {
        doc.slice(name.tokens.clone()).to_owned()
    });
    let exercise_next =
        spine.get(at + 1).and_then(|chunk| chunk.noun()).is_some() && name.is_empty();
    if exercise_next {
        let beside = spine.chunks[at + 1].tokens.clone();
        if beside.clone().all(|token| doc.tokens[token].capital) {
            return doc.slice(beside).to_owned();
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn exercises() {
        check(
            "India and France ended a two-week naval exercise in the Arabian Sea on Friday.",
            &["exercise IND+FRA in arabian-sea"],
        );
    }
}
