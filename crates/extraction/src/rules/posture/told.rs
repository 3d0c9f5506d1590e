//! From a stock to a draft: whose, where, when.

use events::{Actor, Force, Period, Place, Relation};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause, add};
use crate::rules::owners::{by_owner, yield_to_agent};
use crate::rules::{Findings, parts};
use crate::time::Link;

use super::RULE;
use super::place::{already, at_sea, stays_on, unlisted};

/// Gives a stock for each owner that the terms name, or for the one told beside them.
pub(super) fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    bundle: &Bundle,
    terms: &[Term],
    owner: Option<&Actor>,
    there: &[Place],
) -> bool {
    let mut any = false;
    let mut terms = terms.to_vec();
    if let Some(owner) = owner {
        yield_to_agent(reading, &mut terms);
        // `NATO has 4,000 troops, including 600 Americans`: the others are the holder's.
        let several = terms.iter().any(|term| !term.owners.is_empty());
        for term in terms
            .iter_mut()
            .filter(|term| several && term.owners.is_empty() && !term.vague)
        {
            term.owners.push(owner.clone());
        }
    }
    for (told, terms) in by_owner(&terms) {
        let terms: Vec<Term> = terms
            .into_iter()
            .map(|term| Term {
                owners: told.iter().cloned().collect(),
                ..term.clone()
            })
            .collect();
        any |= push_one(reading, clause, findings, bundle, &terms, owner, there);
    }
    any
}

fn push_one(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    bundle: &Bundle,
    terms: &[Term],
    owner: Option<&Actor>,
    there: &[Place],
) -> bool {
    let sentence = reading.sentences[clause.sentence].tokens.clone();
    if (sentence.start..sentence.end).any(|at| {
        let pair = (reading.doc.word(at), reading.doc.word(at + 1));
        matches!(
            pair,
            ("ever", "since") | ("cold", "war") | ("soviet", "union")
        ) && (pair.0 == "ever" || clause.group.past && !clause.group.perfect)
    }) {
        return false;
    }
    if terms.iter().any(|term| term.negative) || clause.subject_negative() {
        return false;
    }
    let counted = terms.iter().any(|term| term.force.quantity.is_some());
    if replaces(reading, clause) {
        return false;
    }
    let was = clause.subject.relative
        && clause.group.finite == crate::grammar::Finite::Yes
        && clause.group.past
        && !clause.group.perfect
        && !matches!(clause.lemma(), "stay" | "remain")
        || had(reading, clause);
    if !counted && (reading.tells_past_year(clause.sentence) || leaving(reading, clause) || was) {
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
    // `5,200 African troops`: of several states, and of none told before.
    let foreign = terms.iter().flat_map(|term| term.tokens.clone()).any(|at| {
        matches!(
            reading.doc.word(at),
            "african" | "european" | "arab" | "western" | "foreign" | "regional" | "international"
        )
    });
    let owner = told.or(owner).or_else(|| {
        if forces_told && !foreign && !of_several(reading, clause) {
            let counted: Vec<&Term> = terms.iter().collect();
            reading
                .carried_owner(clause.sentence, clause.tokens.start)
                .or_else(|| {
                    reading.sole_state(clause.sentence, clause.tokens.start, &counted, there)
                })
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
        .and_then(|head| reading.mission_place(clause.spine.chunks[*head].tokens.clone()));
    let there: &[Place] = match &mission {
        Some(place) if there.is_empty() => std::slice::from_ref(place),
        _ => there,
    };
    let body = clause.has_word(
        reading,
        &["force", "mission", "operation", "contingent", "coalition"],
    );
    // `has 340 soldiers with the force`: where that one stands.
    let common = body
        .then(|| reading.last_paragraph_mission(clause.sentence))
        .flatten();
    let there: &[Place] = match &common {
        Some(place) if there.is_empty() => std::slice::from_ref(place),
        _ => there,
    };
    let setting = reading
        .setting(
            reading.sentences[clause.sentence].paragraph,
            Some(&owner),
            true,
        )
        .filter(|_| {
            (body
                || already(reading, clause)
                || unlisted(reading, clause)
                || stays_on(reading, clause)
                || engaged(reading, clause))
                && there.is_empty()
        });
    let there: &[Place] = match &setting {
        Some(place) => std::slice::from_ref(place),
        None => there,
    };
    let placeless = there.is_empty() && !at_sea(reading, clause);
    if placeless && terms.iter().all(|term| term.force.quantity.is_none()) {
        findings.abstain(reading, RULE, Reason::NoPlace, evidence);
        return false;
    }
    let forces: Vec<Force> = terms
        .iter()
        .map(|term| {
            let mut force = term.force.clone();
            let before = clause
                .bundles
                .iter()
                .flat_map(|bundle| &bundle.terms)
                .rfind(|other| !other.bare && other.tokens.start < term.tokens.start)
                .map(|other| &other.force);
            if term.bare
                && let Some(last) = before.or(reading.last_force.as_ref())
            {
                force.category = parts::counted_as(last, force.quantity.as_ref());
            }
            force
        })
        .collect();
    let mut forces = parts::without_bodies(parts::join_unnumbered(parts::whole_by_parts(forces)));
    // `19,000 troops in Congo, its largest mission`
    if forces.iter().any(|force| force.quantity.is_some()) {
        forces.retain(|force| {
            force.quantity.is_some()
                || force.category != events::Category::Forces
                || force.extent.is_some()
        });
    }
    let taught = matches!(clause.lemma(), "train" | "study" | "graduate");
    if is_trifle(&forces, &owner, there, taught) {
        findings.abstain(reading, RULE, Reason::NotMilitary, evidence);
        return true;
    }
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
    if crate::rules::movement::is_background(reading, told)
        && !bundle.times.iter().any(|time| is_near(&time.time))
    {
        findings.abstain(reading, RULE, Reason::Background, evidence);
        return true;
    }
    let effective = told
        .or_else(|| former(reading, clause))
        .or_else(|| reading.publication());
    let mut all = Vec::new();
    add(&mut all, there);
    // `in the area of a town, in Kasai`: forces abroad are not at home as well.
    let home = |place: &Place| {
        place.relation == Relation::In && place.posture_code().as_str() == owner.code.as_str()
    };
    if all.iter().any(|place| !home(place)) {
        all.retain(|place| !home(place));
    }
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
    let draft = Draft {
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
    };
    if placeless {
        findings.placeless.push(draft);
        return false;
    }
    findings.drafts.push(draft);
    true
}

/// `were stationed there before`, `were serving there before the airlift began`: what held until the
/// news, so on the day before it at the latest.
fn former(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Period> {
    let past = clause.group.past && !clause.group.perfect;
    let before = clause.has_word(reading, &["before", "beforehand", "previously", "hitherto"])
        || reading.doc.word(clause.tokens.end) == "before";
    let day = reading.doc.published?.pred_opt()?;
    (past && before).then(|| Period::day(day))
}

/// `both had troops serving in Iraq`: once.
fn had(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let head = clause.subject.heads.first();
    let verb = head
        .and_then(|head| head.checked_sub(1))
        .and_then(|at| clause.spine.verb(at))
        .filter(|_| clause.subject.relative);
    verb.is_some_and(|verb| {
        verb.main.lemma() == "have"
            && reading.doc.word(verb.main.tokens.start) == "had"
            && !verb.perfect
    })
}

/// `the withdrawal of Russian troops stationed in Latvia`: told of those who leave.
fn leaving(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let head =
        clause.subject.heads.first().filter(|_| {
            clause.subject.relative || clause.group.finite != crate::grammar::Finite::Yes
        });
    head.and_then(|head| head.checked_sub(2))
        .and_then(|noun| clause.spine.get(noun))
        .is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.end - 1),
                "withdrawal" | "pullout" | "pull-out" | "removal" | "departure" | "exit"
            )
        })
}

/// `The allied force, known as Operation X`: that of states which nobody names here.
fn of_several(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.subject.heads.iter().any(|head| {
        clause.spine.chunks[*head].tokens.clone().any(|at| {
            matches!(
                reading.doc.word(at),
                "allied" | "coalition" | "multinational" | "combined" | "international" | "foreign"
            )
        })
    })
}

/// `will replace the ship as the first carrier based in Japan`: what it is going to be.
fn replaces(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let Some(lead) = clause.at.checked_sub(2) else {
        return false;
    };
    let led = reading.doc.word(clause.spine.chunks[lead].tokens.start) == "as";
    led && (0..lead)
        .rev()
        .find_map(|at| clause.spine.verb(at))
        .is_some_and(|verb| verb.modal.is_some())
}

/// Fewer people than this at home are a patrol or bystanders.
const FEW: u32 = 20;

/// `two soldiers patrolling at Orly`, `weapons in the embassy`, `two cadets training in Texas`: nothing
/// that tells where an owner's forces stand.
fn is_trifle(forces: &[Force], owner: &Actor, there: &[Place], taught: bool) -> bool {
    let home = !there.is_empty()
        && there.iter().all(|place| {
            place.relation == Relation::In && place.posture_code().as_str() == owner.code.as_str()
        });
    let few = forces.iter().all(|force| {
        force.category == events::Category::Troops
            && force
                .quantity
                .as_ref()
                .is_some_and(|quantity| quantity.high.is_some_and(|high| high < FEW))
    });
    let things = forces
        .iter()
        .all(|force| force.category == events::Category::Materiel && force.quantity.is_none());
    (home || taught) && few || things
}

/// `four months ago`, but not `ten years ago`.
fn is_near(time: &crate::time::Time) -> bool {
    match time {
        crate::time::Time::Distance { unit, count } => {
            *unit != crate::time::Unit::Year || count.abs() <= 2
        }
        _ => false,
    }
}

/// `has six warships engaged in the anti-piracy operations`: where the text told of them.
fn engaged(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let verb = (clause.at + 1..(clause.at + 4).min(clause.spine.chunks.len()))
        .find_map(|at| clause.spine.verb(at));
    clause.lemma() == "have"
        && verb.is_some_and(|verb| {
            matches!(
                reading.doc.word(verb.main.tokens.start),
                "engaged" | "deployed" | "involved" | "participating" | "patrolling" | "serving"
            )
        })
}

/// The time of a stock: when it is told to hold.
pub(super) fn stock_period(
    reading: &Reading<'_, '_>,
    time: &crate::time::TimeExpression,
) -> Option<Period> {
    match time.link {
        Link::By | Link::Until | Link::After | Link::Before => None,
        _ => reading.period(time, false),
    }
}
