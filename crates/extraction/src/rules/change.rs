//! Levels that change: `has grown to 5,000`, `up from 750 on Tuesday`, `put the force at 149,000`,
//! `will reinforce its presence in`, `would not stay`, `will be gone`.

use events::fact::Status;
use events::{Actor, Category, Extent, Force, Place, Quantity, Relation};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::{Finite, Modal};
use crate::quantity;
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::time;

use super::Findings;
use super::clause::{Clause, add};

/// Verbs of a level that rises or falls.
const LEVELS: &[&str] = &[
    "grow", "rise", "swell", "increase", "double", "triple", "climb", "fall", "drop", "shrink",
    "halve", "expand", "bring", "raise", "cut", "reduce", "reach",
];
/// Verbs of making forces somewhere stronger.
const STRENGTHENING: &[&str] = &[
    "reinforce",
    "strengthen",
    "bolster",
    "boost",
    "beef up",
    "increase",
    "expand",
    "step up",
    "augment",
];

/// Reads a clause that tells a change of level. True when it told something.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if clause.noun {
        return false;
    }
    let lemma = clause.lemma();
    if received(reading, clause, findings) {
        return true;
    }
    if leaves(reading, clause, findings)
        || refuses_to_host(reading, clause, findings)
        || accompanies(reading, clause, findings)
    {
        return true;
    }
    if lemma == "put" || lemma == "estimate" || lemma == "number" || lemma == "place" {
        return estimated(reading, clause, findings);
    }
    if matches!(
        lemma,
        "cut" | "reduce" | "trim" | "slash" | "scale back" | "draw down" | "shrink"
    ) && reduced(reading, clause, findings)
    {
        return true;
    }
    if LEVELS.contains(&lemma) && level(reading, clause, findings) {
        return true;
    }
    let weighed =
        clause.is(VerbClass::Considering) || clause.is(VerbClass::Deciding) || lemma == "announce";
    let growth = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
        .is_some_and(|noun| {
            matches!(
                reading.doc.word(noun.head.end - 1),
                "increase" | "expansion" | "strengthening" | "reinforcement" | "boost"
            )
        });
    (STRENGTHENING.contains(&lemma) || weighed && growth) && strengthened(reading, clause, findings)
}

struct Told {
    rule: &'static str,
    kind: Kind,
    owner: Actor,
    forces: Vec<Force>,
    origin: Vec<Place>,
    destination: Vec<Place>,
}

fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    told: Told,
) -> bool {
    let posture = told.kind == Kind::Posture;
    let period = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.times)
        .find_map(|time| reading.period(time, !posture && !clause.group.past));
    let compared = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.others)
        .any(|(word, noun)| word == "from" && reading.term(clause.spine, *noun).is_some());
    let period = period.filter(|_| !(posture && compared));
    let effective = if posture {
        period.or_else(|| reading.publication())
    } else {
        period
    };
    findings.drafts.push(Draft {
        rule: told.rule,
        kind: told.kind,
        owner: Some(told.owner),
        forces: told.forces,
        origin: told.origin,
        destination: told.destination,
        effective,
        dated: period.is_some(),
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![clause.tokens.clone()],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
    true
}

fn unnumbered(category: Category) -> Force {
    Force {
        category,
        quantity: None,
        designation: String::new(),
        extent: None,
        part_of: None,
    }
}

/// The number after `to` or `at` in the clause.
fn number_after(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    words: &[&str],
) -> Option<(Term, usize)> {
    let spine = clause.spine;
    let end = (clause.at + 12).min(spine.chunks.len());
    (clause.at + 1..end)
        .take_while(|at| spine.verb(*at).is_none())
        .find_map(|at| {
            let fits = spine.chunks[at].is_preposition()
                && words.contains(&reading.doc.word(spine.chunks[at].tokens.start));
            let term = reading
                .term(spine, at + 1)
                .filter(|term| fits && term.force.quantity.is_some())?;
            Some((term, at + 1))
        })
}

/// `Britain has doubled its force in Estonia, to about 1,700`; of what is to come, a movement.
fn level(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let Some((number, at)) = number_after(reading, clause, &["to"]) else {
        return false;
    };
    let subject_terms = clause.subject_terms(reading);
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
        .map(|_| clause.at + 1);
    let object_term = object
        .filter(|object| *object != at)
        .and_then(|object| reading.term(clause.spine, object));
    let subject = subject_terms.first().or(object_term.as_ref());
    if subject.is_none() && number.bare {
        return false;
    }
    let mut owners: Vec<Actor> = number.owners.clone();
    if owners.is_empty() {
        owners.extend(subject.and_then(|term| term.owners.first().cloned()));
    }
    if owners.is_empty() && subject_terms.is_empty() {
        owners.extend(clause.subject_actors(reading));
    }
    if owners.is_empty() {
        owners.extend(reading.last_owner.clone());
    }
    let Some(owner) = owners.into_iter().next() else {
        return false;
    };
    let mut places = Vec::new();
    for bundle in &clause.bundles {
        add(&mut places, bundle.there.clone());
    }
    add(&mut places, clause.subject_places(reading));
    if places.is_empty() {
        places.extend(reading.last_goal.clone());
    }
    let mut force = Force {
        extent: Some(Extent::Total),
        ..number.force
    };
    if number.bare
        && let Some(subject) = subject
    {
        let category = if subject.force.category == Category::Forces {
            Category::Troops
        } else {
            subject.force.category
        };
        force.category = if category == Category::LandUnit {
            Category::Troops
        } else {
            category
        };
    }
    let mut forces = vec![force];
    for term in clause.bundles.iter().flat_map(|bundle| &bundle.terms) {
        if !term.bare
            && Some(&term.force.quantity) != forces.first().map(|force| &force.quantity)
            && term.tokens.start > number.tokens.start
        {
            forces.push(term.force.clone());
        }
    }
    let mut stage = stage(reading.doc, &clause.group, true);
    if clause.group.finite == Finite::No && !clause.group.infinitive {
        // `has sent 1,000 soldiers, doubling its contingent to 2,000`
        let main = (0..clause.at).rev().find_map(|at| {
            clause
                .spine
                .verb(at)
                .filter(|verb| verb.finite != Finite::No)
        });
        match main {
            Some(main) if (main.perfect || main.past) && main.modal.is_none() => {
                stage = Stage::Is(Status::Completed);
            }
            _ => return false,
        }
    }
    let kind = match stage {
        Stage::Not => return false,
        Stage::Is(Status::Completed) => Kind::Posture,
        Stage::Is(_)
            if clause.group.modal == Some(Modal::Will)
                || clause.group.modal == Some(Modal::Would) =>
        {
            return false;
        }
        Stage::Is(_) => Kind::Deployment(Status::Considered),
    };
    let rule = "level";
    push(
        reading,
        clause,
        findings,
        Told {
            rule,
            kind,
            owner,
            forces,
            origin: Vec::new(),
            destination: places,
        },
    )
}

/// `is to be cut by 3,000 soldiers`.
fn reduced(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let Some((number, _)) = number_after(reading, clause, &["by"]) else {
        return false;
    };
    let subject = clause.subject_terms(reading).into_iter().next();
    let mut owner = number.owners.first().cloned().or_else(|| {
        subject
            .as_ref()
            .and_then(|term| term.owners.first().cloned())
    });
    owner = owner.or_else(|| clause.subject_actors(reading).into_iter().next());
    let Some(owner) = owner else { return false };
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let mut origin = clause.subject_places(reading);
    for bundle in &clause.bundles {
        add(&mut origin, bundle.there.clone());
    }
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "reduction",
            kind: Kind::Withdrawal(status),
            owner,
            forces: vec![number.force],
            origin,
            destination: Vec::new(),
        },
    )
}

/// `would have to reinforce NATO's eastern members`, `is strengthening its presence in the Gulf`.
fn strengthened(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let Some(object) = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun())
    else {
        return false;
    };
    let mut head = reading.doc.word(object.head.end - 1);
    if matches!(
        head,
        "increase" | "expansion" | "strengthening" | "reinforcement" | "boost"
    ) && let Some(of) = clause.spine.of_nouns(reading.doc, clause.at + 1).first()
        && let Some(noun) = clause.spine.chunks[*of].noun()
    {
        head = reading.doc.word(noun.head.end - 1);
    }
    let presence = matches!(
        head,
        "presence"
            | "forces"
            | "force"
            | "footprint"
            | "posture"
            | "defences"
            | "defenses"
            | "contingent"
            | "deployment"
            | "troops"
            | "garrison"
            | "flank"
    );
    let owner = clause.subject_actors(reading).into_iter().next();
    let Some(owner) =
        owner.filter(|_| !clause.group.passive && clause.subject_terms(reading).is_empty())
    else {
        return false;
    };
    let mut places = clause.bundles[0].there.clone();
    if places.is_empty() {
        places = reading.places(clause.spine, clause.at + 1, Relation::In, Some(&owner));
        if !presence && places.is_empty() {
            return false;
        }
    } else if !presence {
        return false;
    }
    places.retain(|place| place.posture_code().as_str() != owner.code.as_str());
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    if places.is_empty()
        || !clause.bundles[0]
            .terms
            .iter()
            .all(|term| term.force.quantity.is_none())
    {
        return false;
    }
    let kind = Kind::Deployment(status);
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "reinforcement",
            kind,
            owner,
            forces: vec![unnumbered(Category::Forces)],
            origin: Vec::new(),
            destination: places,
        },
    )
}

/// `put the Russian grouping around the country at about 149,000`.
fn estimated(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let Some((number, _)) = number_after(reading, clause, &["at"]) else {
        return false;
    };
    let spine = clause.spine;
    let Some(object) = spine
        .get(clause.at + 1)
        .filter(|chunk| chunk.noun().is_some())
    else {
        return false;
    };
    let mut owner = reading.named_actor(object.tokens.clone());
    for of in spine.of_nouns(reading.doc, clause.at + 1) {
        let tokens = spine.chunks[of].tokens.clone();
        owner = owner.or_else(|| reading.named_actor(tokens));
    }
    let Some(owner) = owner else { return false };
    let mut places = Vec::new();
    for bundle in &clause.bundles {
        add(&mut places, bundle.there.clone());
    }
    if places.is_empty() {
        places.extend(reading.last_edge.clone().map(|place| Place {
            relation: Relation::Near,
            ..place
        }));
    }
    if places.is_empty() {
        return false;
    }
    let by = clause.subject_actors(reading).into_iter().next();
    let told = Told {
        rule: "estimate",
        kind: Kind::Posture,
        owner,
        forces: vec![number.force],
        origin: Vec::new(),
        destination: places,
    };
    push(reading, clause, findings, told);
    if let Some(draft) = findings.drafts.last_mut() {
        draft.by = by;
    }
    true
}

/// `not one soldier would stay in his country`, `the first units were back in their garrisons`, `the
/// last 80 will be gone by September`.
fn leaves(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    let terms = clause.subject_terms(reading);
    if terms.is_empty() || clause.group.passive && clause.lemma() != "go" {
        return false;
    }
    let negative = clause.group.negated || terms.iter().any(|term| term.negative);
    let stays = matches!(clause.lemma(), "stay" | "remain") && negative;
    let after = reading.doc.word(clause.group.main.tokens.end);
    let left = clause.lemma() == "go" && clause.group.passive && !negative;
    let gone = left
        || clause.lemma() == "be"
            && !negative
            && (after == "gone"
                || after == "out"
                || matches!(after, "back" | "home")
                    && !matches!(reading.doc.word(clause.group.main.tokens.end + 1), "on"));
    if !stays && !gone {
        return false;
    }
    let owner = terms
        .iter()
        .find_map(|term| term.owners.first().cloned())
        .or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
    let Some(owner) = owner else { return false };
    let status = match clause.group.modal {
        Some(Modal::May | Modal::Should) => Status::Considered,
        Some(_) => Status::Announced,
        None if stays => Status::Announced,
        None => Status::Completed,
    };
    let mut origin = if stays {
        clause.bundles[0].there.clone()
    } else {
        Vec::new()
    };
    if origin.is_empty() && (left || after == "gone") {
        origin.extend(reading.last_goal.clone());
    }
    let forces = terms
        .iter()
        .map(|term| {
            let quantity = term.force.quantity.clone().filter(|_| !negative);
            let mut force = Force {
                quantity,
                ..term.force.clone()
            };
            if term.bare
                && let Some(last) = &reading.last_force
            {
                force.category = last.category;
            }
            force
        })
        .collect();
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "leaving",
            kind: Kind::Withdrawal(status),
            owner,
            forces,
            origin,
            destination: Vec::new(),
        },
    )
}

/// `Lithuania received the first 150 soldiers of a German brigade`.
fn received(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) -> bool {
    if !matches!(clause.lemma(), "receive" | "welcome" | "greet")
        || clause.group.passive
        || clause.group.negated
    {
        return false;
    }
    let Some(host) = clause.subject_actors(reading).into_iter().next() else {
        return false;
    };
    let Some(place) = reading.place_of(&host) else {
        return false;
    };
    let Some(term) = clause.bundles[0].terms.first() else {
        return false;
    };
    let people = matches!(
        term.force.category,
        Category::Troops | Category::LandUnit | Category::Forces
    );
    let Some(owner) = term
        .owners
        .first()
        .filter(|owner| **owner != host && people)
        .cloned()
    else {
        return false;
    };
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let forces = vec![term.force.clone()];
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "arrival",
            kind: Kind::Deployment(status),
            owner,
            forces,
            origin: Vec::new(),
            destination: vec![place],
        },
    )
}

/// `Budapest neither needed extra NATO troops nor would accept them`.
fn refuses_to_host(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let hosts = matches!(
        clause.lemma(),
        "accept"
            | "host"
            | "need"
            | "take"
            | "allow"
            | "permit"
            | "want"
            | "receive"
            | "house"
            | "admit"
    );
    let refused = clause.group.negated
        || clause
            .group
            .chain
            .iter()
            .any(|word| word.is(VerbClass::Refusing));
    if !hosts || !refused || clause.group.passive {
        return false;
    }
    let Some(host) = clause.subject_actors(reading).into_iter().next() else {
        return false;
    };
    let Some(place) = reading.place_of(&host) else {
        return false;
    };
    let Some(term) = clause.bundles[0].terms.first() else {
        return false;
    };
    let Some(owner) = term.owners.first().filter(|owner| **owner != host).cloned() else {
        return false;
    };
    let force = Force {
        quantity: None,
        ..term.force.clone()
    };
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "ruled-out",
            kind: Kind::RuledOut,
            owner,
            forces: vec![force],
            origin: Vec::new(),
            destination: vec![place],
        },
    )
}

/// `NATO forces will go with them`: what was told last, of other forces.
fn accompanies(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let lemma = clause.lemma();
    let joins = matches!(
        lemma,
        "go" | "leave" | "follow" | "join" | "come" | "travel"
    );
    let tail = clause.group.main.tokens.end..clause.group.main.tokens.end + 3;
    let with = tail
        .clone()
        .any(|at| matches!(reading.doc.word(at), "them" | "it" | "suit" | "too"));
    let ends = lemma == "follow" && clause.bundles[0].terms.is_empty();
    let terms = clause.subject_terms(reading);
    let Some(last) = reading
        .last_draft
        .as_ref()
        .filter(|_| joins && (with || ends) && !terms.is_empty() && !clause.group.negated)
    else {
        return false;
    };
    let near = last.paragraph == reading.sentences[clause.sentence].paragraph;
    if !near || clause.bundles.iter().any(|bundle| bundle.placed) {
        return false;
    }
    let Stage::Is(status) = stage(reading.doc, &clause.group, true) else {
        return false;
    };
    let owner = terms.iter().find_map(|term| term.owners.first().cloned());
    let Some(owner) = owner else { return false };
    let kind = match &last.kind {
        Kind::Withdrawal(_) => Kind::Withdrawal(status),
        _ => Kind::Deployment(status),
    };
    let mut destination = last.destination.clone();
    if destination.is_empty() && !matches!(kind, Kind::Withdrawal(_)) {
        destination.extend(reading.last_goal.clone());
    }
    let forces = terms.into_iter().map(|term| term.force).collect();
    let origin = if matches!(kind, Kind::Withdrawal(_)) {
        last.origin.clone()
    } else {
        Vec::new()
    };
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "company",
            kind,
            owner,
            forces,
            origin,
            destination,
        },
    )
}

/// After a stock, the level before it: `up from 750 on Tuesday`, `compared with 100,000 in January`.
/// Only where its time is told.
pub(super) fn earlier_level(reading: &Reading<'_, '_>, draft: &Draft) -> Option<Draft> {
    let doc = reading.doc;
    let limit = reading.sentences[draft.sentence].tokens.end;
    let end = draft.evidence.first()?.end;
    let start = (end.saturating_sub(4)..(end + 6).min(limit)).find(|at| {
        let pair = (doc.word(*at), doc.word(at + 1));
        matches!(pair, ("up" | "down", "from") | ("compared", "with" | "to"))
    });
    let bare = || {
        let span = draft.evidence.first()?.clone();
        let found = span
            .clone()
            .find(|at| doc.word(*at) == "from" && quantity::find(&doc.tokens, at + 1).is_some());
        found.filter(|_| draft.rule == "level")
    };
    let start = start
        .map(|start| (start, start + 2))
        .or_else(|| bare().map(|start| (start, start + 1)))?;
    let (start, number) = start;
    let count = quantity::find(&doc.tokens, number)?;
    let after = count.tokens.end;
    let expression = (after..(after + 3).min(limit)).find_map(|at| time::find(&doc.tokens, at))?;
    let period = reading.period(&expression, false)?;
    let force = draft.forces.first()?;
    let quantity: Quantity = count.quantity(doc.slice(count.tokens.clone()));
    let forces = vec![Force {
        quantity: Some(quantity),
        extent: None,
        part_of: None,
        ..force.clone()
    }];
    Some(Draft {
        rule: "earlier-level",
        forces,
        effective: Some(period),
        dated: true,
        evidence: vec![start..expression.tokens.end],
        ..draft.clone()
    })
}
