//! Stocks: forces that are somewhere at a time. `has 900 soldiers in`, `are stationed in`, `has
//! massed 100,000 near`, `there are`, `is host to`.

use events::{Actor, Force, Period, Place, Relation};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite, Modal};
use crate::reading::{Reading, Term};
use crate::time::Link;

use super::Findings;
use super::clause::{Bundle, Clause, add};

const RULE: &str = "posture";

/// Verbs that place forces: in the passive, with `in` or `near`, they tell where those are.
const PLACING: &[&str] = &[
    "deploy",
    "position",
    "place",
    "station",
    "base",
    "garrison",
    "assemble",
    "mass",
    "amass",
    "gather",
    "concentrate",
    "post",
    "locate",
    "situate",
    "park",
    "house",
    "quarter",
    "preposition",
    "stockpile",
    "encamp",
    "keep",
    "assign",
    "dock",
    "anchor",
    "see",
    "spot",
    "detect",
    "observe",
    "track",
    "sight",
];
/// Verbs whose subject is somewhere.
const BEING: &[&str] = &[
    "be", "operate", "patrol", "serve", "remain", "stand", "stay", "sit", "sail", "assemble",
    "cruise", "work", "camp", "reside", "live", "train", "fight",
];
/// Verbs whose object is somewhere.
const HAVING: &[&str] = &[
    "have",
    "keep",
    "maintain",
    "station",
    "base",
    "mass",
    "amass",
    "gather",
    "host",
    "house",
    "concentrate",
    "assemble",
    "retain",
    "hold",
    "count",
    "field",
    "garrison",
    "build up",
    "line up",
    "pile up",
    "stockpile",
    "accumulate",
];

/// Reads a clause that tells a stock.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let lemma = clause.lemma();
    let group = &clause.group;
    if group.negated
        || group.modal.is_some_and(|modal| modal != Modal::Will) && !group.perfect
        || group.modal.is_some()
        || group.infinitive && !clause.noun
    {
        return false;
    }
    let reported = |word: &crate::grammar::VerbWord| {
        word.is(VerbClass::Saying)
            || matches!(
                word.lemma(),
                "believe"
                    | "think"
                    | "know"
                    | "understand"
                    | "estimate"
                    | "continue"
                    | "begin"
                    | "start"
            )
    };
    if !group.chain.iter().all(reported) {
        return false;
    }
    if clause.noun {
        return lemma == "mass" && massing_noun(reading, clause, findings);
    }
    if lemma == "be"
        && let Some(owner) = commanded(reading, clause)
    {
        let terms = clause.subject_terms(reading);
        let there = clause.subject_places(reading);
        return !terms.is_empty()
            && !there.is_empty()
            && push(
                reading,
                clause,
                findings,
                &clause.bundles[0],
                &terms,
                Some(&owner),
                &there,
            );
    }
    if lemma == "be"
        && let Some(found) = host_to(reading, clause, findings)
    {
        return found;
    }
    if matches!(
        lemma,
        "number" | "comprise" | "total" | "include" | "consist" | "count"
    ) && !group.passive
        && numbering(reading, clause, findings)
    {
        return true;
    }
    if matches!(lemma, "surround" | "encircle")
        && !group.passive
        && surrounding(reading, clause, findings)
    {
        return true;
    }
    let in_place =
        clause.bundles.iter().any(|bundle| !bundle.there.is_empty()) && !clause.bundles[0].directed;
    let where_place = relative_where(reading, clause);
    if group.passive
        && PLACING.contains(&lemma)
        && (in_place || where_place.is_some())
        && !being(reading, clause)
    {
        return of_subject(reading, clause, findings, where_place);
    }
    let participle = group.finite != Finite::Yes && clause.subject.relative;
    if participle
        && PLACING.contains(&lemma)
        && group.main.form != crate::gazetteer::VerbForm::Gerund
        && in_place
    {
        return of_subject(reading, clause, findings, where_place);
    }
    let passing = lemma == "sail" && !group.progressive
        || matches!(lemma, "train" | "fight") && clause.bundles[0].direct > 0;
    if BEING.contains(&lemma)
        && !group.passive
        && !passing
        && (in_place || where_place.is_some() || at_sea(reading, clause))
    {
        if existential(reading, clause) {
            return of_object(reading, clause, findings, where_place.as_ref(), None);
        }
        if of_subject(reading, clause, findings, where_place.clone()) {
            return true;
        }
    }
    if HAVING.contains(&lemma) && !group.passive {
        let owner = clause.subject_actors(reading);
        if let (Some(owner), Some(object)) = (owner.first(), clause.object_of) {
            let Some(term) = reading.term(clause.spine, object) else {
                return false;
            };
            let bundle = &clause.bundles[0];
            return push(
                reading,
                clause,
                findings,
                bundle,
                &[term],
                Some(owner),
                &bundle.there,
            );
        }
        if let Some(owner) = owner.first() {
            return of_object(reading, clause, findings, where_place.as_ref(), Some(owner));
        }
    }
    false
}

/// `are under direct NATO command`: whose.
fn commanded(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    let under = clause
        .spine
        .get(clause.at + 1)
        .filter(|chunk| reading.doc.word(chunk.tokens.start) == "under")?;
    let _ = under;
    let noun = clause.spine.get(clause.at + 2)?;
    let command = matches!(reading.doc.word(noun.tokens.end - 1), "command" | "control");
    command.then(|| reading.named_actor(noun.tokens.clone()))?
}

/// `Romania is host to a NATO missile defence system`, `is home to`.
fn host_to(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> Option<bool> {
    let word = clause
        .spine
        .get(clause.at + 1)
        .map(|chunk| reading.doc.word(chunk.tokens.end - 1))?;
    if !matches!(word, "host" | "home")
        && (reading.doc.word(clause.group.main.tokens.end) != "home")
    {
        return None;
    }
    let host = *clause.subject.heads.first()?;
    let place = reading
        .places(clause.spine, host, Relation::In, None)
        .into_iter()
        .next()?;
    let mut terms = Vec::new();
    for at in clause.at + 1..(clause.at + 6).min(clause.spine.chunks.len()) {
        if clause.spine.verb(at).is_some() {
            break;
        }
        if let Some(term) = reading.term(clause.spine, at) {
            terms.push(term);
            break;
        }
    }
    if terms.is_empty() {
        return Some(false);
    }
    Some(push(
        reading,
        clause,
        findings,
        &clause.bundles[0],
        &terms,
        None,
        &[place],
    ))
}

/// `the contingent in Kazakhstan comprises 2,030 men`, `the paratroopers at X now number 5,000`.
fn numbering(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let bundle = &clause.bundles[0];
    if bundle.terms.is_empty() {
        return false;
    }
    let subject = clause.subject_terms(reading);
    let mut there = clause.subject_places(reading);
    add(&mut there, bundle.there.clone());
    if there.is_empty() && subject.is_empty() {
        return false;
    }
    if there.is_empty() {
        there.extend(reading.last_goal.clone());
    }
    let mut terms = bundle.terms.clone();
    let whole = matches!(clause.lemma(), "number" | "comprise" | "total" | "consist");
    for term in &mut terms {
        if term.owners.is_empty() {
            term.owners = subject.first().map_or_else(
                || clause.subject_actors(reading),
                |subject| subject.owners.clone(),
            );
        }
        if term.bare
            && let Some(subject) = subject.first()
        {
            let quantity = term.force.quantity.clone();
            term.force = Force {
                quantity,
                extent: term.force.extent,
                ..subject.force.clone()
            };
            term.bare = false;
        }
        let body = subject.iter().any(|subject| {
            matches!(
                subject.force.designation.as_str(),
                "contingent" | "force" | "mission"
            )
        });
        if whole && body {
            term.force.extent = term.force.extent.or(Some(events::Extent::Total));
            if term.force.category == events::Category::LandUnit {
                term.force.category = events::Category::Troops;
            }
        }
    }
    let told = push(reading, clause, findings, bundle, &terms, None, &there);
    let coming = subject
        .iter()
        .any(|subject| subject.force.designation == "reinforcement");
    if let Some(draft) = findings.drafts.last_mut().filter(|_| told && coming) {
        // What a reinforcement numbers is on its way, and is no stock.
        draft.kind = Kind::Deployment(events::fact::Status::Announced);
        (draft.effective, draft.dated) = (None, false);
        for force in &mut draft.forces {
            force.category = events::Category::Troops;
            force.designation.clear();
        }
    }
    told
}

/// `Russian troops surround Ukraine`: near what they surround.
fn surrounding(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let terms = clause.subject_terms(reading);
    let object = clause.bundles[0]
        .others
        .iter()
        .find(|(kind, _)| kind.is_empty() || kind == "place");
    let Some((_, noun)) = object.filter(|_| !terms.is_empty()) else {
        return false;
    };
    let mut there = reading.places(clause.spine, *noun, Relation::Near, None);
    add(&mut there, clause.bundles[0].there.clone());
    push(
        reading,
        clause,
        findings,
        &clause.bundles[0],
        &terms,
        None,
        &there,
    )
}

fn being(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let at = clause.group.main.tokens.start;
    (at.saturating_sub(3)..at).any(|token| reading.doc.word(token) == "being")
}

/// `the alliance's battlegroup, in which 1,200 soldiers serve`: whose body it is.
fn body_of_relative(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    let first = clause.subject.heads.first().copied()?;
    let relative = first
        .checked_sub(1)
        .filter(|at| matches!(clause.spine.chunks[*at].kind, ChunkKind::Relative))?;
    (0..relative).rev().take(6).find_map(|at| {
        let term = reading.term(clause.spine, at)?;
        term.owners.first().cloned()
    })
}

/// `where`, `in which`: the place before it.
fn relative_where(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Place> {
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

fn at_sea(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let at = clause.group.main.tokens.end;
    reading.doc.word(at) == "at" && reading.doc.word(at + 1) == "sea"
}

fn existential(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause
        .subject
        .heads
        .iter()
        .any(|head| reading.doc.word(clause.spine.chunks[*head].tokens.start) == "there")
}

/// `Russia's buildup of 100,000 troops along Ukraine's borders`.
fn massing_noun(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let bundle = &clause.bundles[0];
    if bundle.terms.is_empty() || bundle.there.is_empty() {
        return false;
    }
    let owner = bundle.subject.clone();
    push(
        reading,
        clause,
        findings,
        bundle,
        &bundle.terms,
        owner.as_ref(),
        &bundle.there,
    )
}

fn of_subject(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    place: Option<Place>,
) -> bool {
    let mut terms = clause.subject_terms(reading);
    terms.extend(
        clause.bundles[0]
            .terms
            .iter()
            .filter(|term| !term.bare)
            .cloned(),
    );
    if clause.subject_terms(reading).is_empty() {
        return false;
    }
    if let Some(owner) = clause
        .apposed_owner(reading)
        .or_else(|| body_of_relative(reading, clause))
    {
        for term in terms.iter_mut().filter(|term| term.owners.is_empty()) {
            term.owners.push(owner.clone());
        }
    }
    let bundle = &clause.bundles[0];
    let mut there = bundle.there.clone();
    if there.is_empty() {
        there.extend(place);
    }
    if there.is_empty() {
        there = clause.subject_places(reading);
    }
    if clause.lemma() == "be" && !is_where(reading, clause) {
        return false;
    }
    push(reading, clause, findings, bundle, &terms, None, &there)
}

/// `are in Poland`, `is on patrol in`, `are already there`; not `are a threat in`.
fn is_where(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let next = clause.spine.get(clause.at + 1);
    let leads = next.is_none_or(|chunk| match &chunk.kind {
        ChunkKind::Preposition | ChunkKind::Time(_) => true,
        ChunkKind::Noun(noun) => noun.pronoun,
        _ => false,
    });
    let after = reading.doc.word(clause.group.main.tokens.end);
    let other = matches!(
        after,
        "bound" | "destined" | "headed" | "ready" | "due" | "expected"
    ) || clause.has_word(reading, &["alert", "standby"]);
    let under_way =
        clause.has_word(reading, &["way"]) && clause.has_word(reading, &["their", "its", "the"]);
    leads && !other && !under_way
}

fn of_object(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    place: Option<&Place>,
    owner: Option<&Actor>,
) -> bool {
    let mut any = false;
    for bundle in &clause.bundles {
        if bundle.terms.is_empty() {
            continue;
        }
        let mut there = bundle.there.clone();
        if there.is_empty() {
            there.extend(place.cloned());
        }
        let same = reading
            .last_draft
            .as_ref()
            .filter(|draft| draft.kind == Kind::Posture && draft.sentence == clause.sentence);
        if there.is_empty()
            && let Some(last) = same
        {
            there.clone_from(&last.destination);
        }
        let owner = bundle.subject.as_ref().or(owner);
        any |= push(
            reading,
            clause,
            findings,
            bundle,
            &bundle.terms,
            owner,
            &there,
        );
    }
    any
}

fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    bundle: &Bundle,
    terms: &[Term],
    owner: Option<&Actor>,
    there: &[Place],
) -> bool {
    let sentence = reading.sentences[clause.sentence].tokens.clone();
    if (sentence.start..sentence.end)
        .any(|at| reading.doc.word(at) == "ever" && reading.doc.word(at + 1) == "since")
    {
        return false;
    }
    if terms.iter().any(|term| term.negative) || clause.subject_negative() {
        return false;
    }
    let told = terms.iter().find_map(|term| term.owners.first().cloned());
    let vague = terms.iter().all(|term| term.vague);
    let forces_told = !vague || reading.is_told(clause.sentence);
    // `the captain had stationed five men`: who is no force by name has no forces by a vague noun.
    let named = || {
        clause.subject.heads.iter().any(|head| {
            let tokens = clause.spine.chunks[*head].tokens.clone();
            reading.named_actor(tokens).is_some()
        })
    };
    let owner = owner.filter(|_| forces_told || named()).cloned();
    let owner = told.or(owner).or_else(|| {
        if forces_told {
            reading.carried_owner(clause.sentence, clause.tokens.start)
        } else {
            None
        }
    });
    let evidence = clause.tokens.start.min(terms[0].tokens.start)
        ..bundle
            .tokens
            .end
            .max(terms.last().map_or(0, |term| term.tokens.end))
            .max(clause.group.main.tokens.end);
    let Some(owner) = owner else {
        findings.abstain(reading, RULE, Reason::UnknownOwner, evidence);
        return true;
    };
    let mission = clause
        .subject
        .heads
        .first()
        .and_then(|head| mission_place(reading, clause.spine.chunks[*head].tokens.clone()));
    let there: &[Place] = match &mission {
        Some(place) if there.is_empty() => std::slice::from_ref(place),
        _ => there,
    };
    if there.is_empty() && !at_sea(reading, clause) {
        findings.abstain(reading, RULE, Reason::NoPlace, evidence);
        return false;
    }
    let forces: Vec<Force> = terms
        .iter()
        .map(|term| {
            let mut force = term.force.clone();
            if term.bare
                && let Some(last) = &reading.last_force
            {
                force.category = last.category;
            }
            force
        })
        .collect();
    let mut forces = super::parts::join_unnumbered(forces);
    let total = forces
        .first()
        .is_some_and(|force| force.extent == Some(events::Extent::Total))
        || clause.has_word(reading, &["altogether"])
        || clause.tokens.clone().any(|at| {
            reading.doc.word(at) == "as"
                && reading.doc.word(at + 1) == "a"
                && reading.doc.word(at + 2) == "whole"
        });
    for force in forces
        .iter_mut()
        .filter(|force| total && force.extent.is_none() && force.quantity.is_some())
    {
        force.extent = Some(events::Extent::Total);
    }
    let mut there = there.to_vec();
    if matches!(
        clause.lemma(),
        "mass" | "amass" | "gather" | "build up" | "surround" | "encircle"
    ) {
        there = there.into_iter().collect();
    }
    for place in &mut there {
        // Near a town of one's own is at home.
        if place.relation == Relation::Near && place.posture_code().as_str() == owner.code.as_str()
        {
            place.relation = Relation::In;
        }
    }
    let told = bundle
        .times
        .iter()
        .find_map(|time| stock_period(reading, time));
    if super::movement::is_background(reading, told)
        && !bundle
            .times
            .iter()
            .any(|time| matches!(time.time, crate::time::Time::Distance { .. }))
    {
        findings.abstain(reading, RULE, Reason::Background, evidence);
        return true;
    }
    let effective = told.or_else(|| reading.publication());
    let mut all = Vec::new();
    add(&mut all, there);
    let inside: Vec<_> = all
        .iter()
        .filter(|place| place.relation == Relation::In)
        .map(|place| place.posture_code().clone())
        .collect();
    if all
        .iter()
        .filter(|place| place.relation == Relation::Near)
        .count()
        > 1
    {
        all.retain(|place| {
            place.relation == Relation::In || !inside.contains(place.posture_code())
        });
    }
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::Posture,
        owner: Some(owner),
        forces,
        origin: Vec::new(),
        destination: all,
        effective,
        dated: told.is_some(),
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![evidence],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
    true
}

/// Where a mission known by its name stands.
fn mission_place(reading: &Reading<'_, '_>, tokens: std::ops::Range<usize>) -> Option<Place> {
    let state = tokens.clone().find_map(|at| {
        Some(match reading.doc.word(at) {
            "kfor" => "Kosovo",
            "unifil" => "Lebanon",
            "monusco" => "DR Congo",
            "minusma" => "Mali",
            "amisom" | "atmis" | "aussom" => "Somalia",
            "minusca" => "Central African Republic",
            "unmiss" => "South Sudan",
            "eufor" => "Bosnia",
            _ => return None,
        })
    })?;
    crate::gazetteer::find(state)
        .first()?
        .entry
        .place()
        .cloned()
}

/// The time of a stock: when it is told to hold.
fn stock_period(reading: &Reading<'_, '_>, time: &crate::time::TimeExpression) -> Option<Period> {
    match time.link {
        Link::By | Link::Until | Link::After | Link::Before => None,
        _ => reading.period(time, false),
    }
}
