//! Levels: `has grown to 5,000`, `is to be cut by 3,000`, `up from 750 on Tuesday`.

use events::fact::Status;
use events::{Actor, Category, Extent, Force, Place, Quantity, Relation};

use crate::draft::{Draft, Kind};
use crate::grammar::{Finite, Modal};
use crate::quantity;
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Role, Term};
use crate::rules::clause::{Clause, add};
use crate::rules::{Findings, parts};
use crate::time;

use super::{Told, push};

/// Verbs of a level that rises or falls.
pub(super) const LEVELS: &[&str] = &[
    "grow", "rise", "swell", "increase", "double", "triple", "climb", "fall", "drop", "shrink",
    "halve", "expand", "bring", "raise", "cut", "reduce", "reach", "lower", "take", "dip", "slip",
    "top", "exceed", "surpass",
];

/// How many people a force has at least.
const FEW: u32 = 20;

/// The number after `to` or `at` in the clause.
pub(super) fn number_after(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    words: &[&str],
) -> Option<(Term, usize)> {
    let spine = clause.spine;
    let end = (clause.at + 12).min(spine.chunks.len());
    (clause.at + 1..end)
        .take_while(|at| {
            // `the number of soldiers deployed in Iraq to 460`
            spine.verb(*at).is_none_or(|verb| {
                verb.finite == Finite::Perhaps && spine.chunks[at - 1].noun().is_some()
            })
        })
        .find_map(|at| {
            let fits = spine.chunks[at].is_preposition()
                && words.contains(&reading.doc.word(spine.chunks[at].tokens.start));
            let term = reading
                .term(spine, at + 1)
                .filter(|term| fits && term.force.quantity.is_some())
                .filter(|term| reading.doc.word(term.tokens.end) != "%")?;
            Some((term, at + 1))
        })
}

/// `had raised the number of troops from 700 to 1,500`: the level that it ends at.
fn ranged(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<(Term, usize)> {
    let spine = clause.spine;
    (clause.at + 1..(clause.at + 9).min(spine.chunks.len()))
        .take_while(|at| spine.verb(*at).is_none())
        .find_map(|at| {
            let from = reading.doc.word(spine.chunks[at].tokens.start) == "from";
            let mut term = reading.term(spine, at).filter(|term| from && term.bare)?;
            let quantity = term.force.quantity.as_mut()?;
            quantity.low = quantity.high.filter(|high| *high > quantity.low)?;
            Some((term, at))
        })
}

/// `Britain has doubled its force in Estonia, to about 1,700`; of what is to come, a movement.
pub(super) fn level(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let to = number_after(reading, clause, &["to"])
        .or_else(|| ranged(reading, clause))
        .or_else(|| passed(reading, clause));
    let Some((number, at)) = to else {
        return false;
    };
    // `taking the total French force to 1,400`, unlike `taking 300 soldiers to`
    let sum = clause.spine.get(clause.at + 1).is_some_and(|chunk| {
        chunk.tokens.clone().any(|at| {
            matches!(
                reading.doc.word(at),
                "total" | "number" | "numbers" | "strength" | "tally" | "size"
            )
        })
    });
    if clause.lemma() == "take" && !sum {
        return false;
    }
    let victims = [
        "killed",
        "wounded",
        "dead",
        "deaths",
        "injured",
        "casualties",
    ];
    if clause.has_word(reading, &victims) {
        return false;
    }
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
        places.extend(
            reading
                .last_goal
                .clone()
                .or_else(|| reading.topic(Some(&owner))),
        );
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
        // `now exceed 150,000`
        Stage::Is(_)
            if matches!(clause.lemma(), "exceed" | "surpass" | "top")
                && clause.group.modal.is_none()
                && clause.group.chain.is_empty() =>
        {
            Kind::Posture
        }
        Stage::Is(_) if matches!(clause.lemma(), "cut" | "reduce" | "shrink" | "halve") => {
            return false;
        }
        Stage::Is(_)
            if clause.group.modal == Some(Modal::Will)
                || clause.group.modal == Some(Modal::Would)
                || matches!(
                    clause.lemma(),
                    "cut" | "reduce" | "shrink" | "fall" | "drop"
                ) =>
        {
            return false;
        }
        Stage::Is(_) if places.is_empty() => return false,
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

/// `has dipped below 50,000`, `exceeds 10,000`: a level by its bound.
fn passed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<(Term, usize)> {
    let at = clause.at + 1;
    let term = reading.term(clause.spine, at)?;
    let bounded = matches!(
        reading.doc.word(term.tokens.start),
        "below" | "under" | "above" | "over" | "more" | "beyond"
    ) || matches!(clause.lemma(), "top" | "exceed" | "surpass");
    let large = term
        .force
        .quantity
        .as_ref()
        .is_some_and(|q| q.high.unwrap_or(q.low) >= FEW);
    (bounded && large && term.bare).then_some((term, at))
}

/// `is to be cut by 3,000 soldiers`.
pub(super) fn reduced(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let Some((number, _)) = number_after(reading, clause, &["by"]) else {
        return false;
    };
    let object = reading.term(clause.spine, clause.at + 1);
    let subject = object
        .or_else(|| clause.subject_terms(reading).into_iter().next())
        .filter(|term| !term.negative);
    let mut owner = number.owners.first().cloned().or_else(|| {
        subject
            .as_ref()
            .and_then(|term| term.owners.first().cloned())
    });
    owner = owner.or_else(|| clause.subject_actors(reading).into_iter().next());
    let Some(owner) = owner else { return false };
    let mut force = number.force;
    if let Some(subject) = subject.filter(|_| number.bare) {
        force.category = parts::counted_as(&subject.force, force.quantity.as_ref());
    }
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    let mut origin = clause.subject_places(reading);
    for bundle in &clause.bundles {
        add(&mut origin, bundle.there.clone());
    }
    stands(reading, clause, findings, &owner, &origin);
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "reduction",
            kind: Kind::Withdrawal(status),
            owner,
            forces: vec![force],
            origin,
            destination: Vec::new(),
        },
    )
}

/// `plans to reduce its force of 4,600 in Iraq by 800`: how many are there before.
pub(super) fn stands(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    owner: &Actor,
    there: &[Place],
) {
    let group = &clause.group;
    let to_come =
        group.modal.is_some() || group.infinitive || group.progressive || !group.chain.is_empty();
    let counted = |term: &Term| term.force.quantity.as_ref().is_some_and(|q| q.low >= FEW);
    let whole = reading
        .term(clause.spine, clause.at + 1)
        .or_else(|| clause.subject_terms(reading).into_iter().next())
        .filter(|term| to_come && !term.bare && counted(term));
    let Some(whole) = whole.filter(|_| !there.is_empty() && !group.negated) else {
        return;
    };
    let told = Told {
        rule: "current-level",
        kind: Kind::Posture,
        owner: owner.clone(),
        forces: vec![whole.force],
        origin: Vec::new(),
        destination: there.to_vec(),
    };
    push(reading, clause, findings, told);
    if let Some(draft) = findings.drafts.last_mut() {
        draft.effective = reading.publication();
        draft.dated = false;
        draft.evidence = vec![whole.tokens];
    }
}

/// `put the Russian grouping around the country at about 149,000`.
pub(super) fn estimated(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let Some((number, _)) = number_after(reading, clause, &["at"]) else {
        return false;
    };
    let spine = clause.spine;
    if clause.group.passive {
        return estimated_subject(reading, clause, findings, number);
    }
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
    // `around the country` is whose forces' neighbour, not who counts them.
    let mut places = Vec::new();
    let next = spine.over_of(reading.doc, clause.at + 1);
    if let Some(chunk) = spine.get(next).filter(|chunk| chunk.is_preposition())
        && let (Role::There, relation) = reading.role(chunk.tokens.clone())
    {
        places = reading.places(spine, next + 1, relation, Some(&owner));
    }
    if places.is_empty() {
        for bundle in &clause.bundles {
            add(&mut places, bundle.there.clone());
        }
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

/// `The number of UNIFIL troops is currently estimated at 2,900`, `Ugandan strength in Somalia is put at
/// 4,500`.
fn estimated_subject(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    number: Term,
) -> bool {
    let Some(term) = clause
        .subject_terms(reading)
        .into_iter()
        .find(|term| !term.owners.is_empty())
    else {
        return false;
    };
    let owner = term.owners[0].clone();
    let mut places = clause.subject_places(reading);
    if places.is_empty() {
        places.extend(reading.mission_place(term.tokens.clone()));
    }
    if places.is_empty() {
        let paragraph = reading.sentences[clause.sentence].paragraph;
        places.extend(reading.setting(paragraph, Some(&owner), true));
    }
    let people = matches!(
        term.force.category,
        Category::Troops | Category::Forces | Category::LandUnit
    );
    if places.is_empty() || clause.group.negated || clause.group.modal.is_some() || !number.bare {
        return false;
    }
    let force = Force {
        category: if people {
            Category::Troops
        } else {
            term.force.category
        },
        ..number.force
    };
    let told = Told {
        rule: "estimate",
        kind: Kind::Posture,
        owner,
        forces: vec![force],
        origin: Vec::new(),
        destination: places,
    };
    push(reading, clause, findings, told)
}

/// After a stock, the level before it: `up from 750 on Tuesday`, `compared with 100,000 in January`.
/// Only where its time is told.
pub(in crate::rules) fn earlier_level(reading: &Reading<'_, '_>, draft: &Draft) -> Option<Draft> {
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
        .map(|start| (start, start + 2, 3))
        .or_else(|| bare().map(|start| (start, start + 1, 1)))?;
    // `from 1,450 to 1,200 in July` dates the change, `from 750 on Tuesday to 1,200` the older level.
    let (start, number, reach) = start;
    let count = quantity::find(&doc.tokens, number)?;
    let after = count.tokens.end;
    let expression =
        (after..(after + reach).min(limit)).find_map(|at| time::find(&doc.tokens, at))?;
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

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn levels_told_by_a_bound() {
        check(
            "The number of American troops in Iraq has dipped below 50,000.",
            &["posture USA 0..50000 TROOPS in IRQ"],
        );
        check(
            "Russian troop numbers in Belarus now exceed 9,000.",
            &["posture RUS 9000 TROOPS in BLR"],
        );
        check("The price of the frigate now exceeds 9,000 crowns.", &[]);
    }
}
