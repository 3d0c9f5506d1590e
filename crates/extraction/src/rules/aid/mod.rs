//! Arms, equipment and money for them, given or sold to another.
//!
//! Read in this order: [`arms`] (what is given), [`parties`] (who gives and who takes), [`stage`] (how far it has come), then the
//! shapes: a clause of giving, taking, asking, deciding; a contract; what a package holds.

mod arms;
mod package;
mod parties;
mod stage;

use events::fact::{Money, Status};
use events::{Actor, Category, Force};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::{AidRole, VerbClass, aid_role};
use crate::reading::status::Stage;
use crate::reading::{Reading, Term};

use super::Findings;
use super::clause::{Bundle, Clause};
pub(crate) use arms::is_generic;

use arms::{arms, is_arms, is_gift, is_handed, is_military, whole};
use package::holds;
use parties::{
    DEALS, after, carried, gift_from, governor, is_theirs, maker, party, recipient, suppliers,
};

const RULE: &str = "aid";

/// Reads a clause in which arms change hands.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let Some(role) = role(reading, clause) else {
        return false;
    };
    if is_theirs(reading, clause) {
        return false;
    }
    if role == AidRole::Holds {
        return holds(reading, clause, findings);
    }
    let mut told = false;
    for number in 0..clause.bundles.len() {
        told |= bundle(reading, clause, role, number, findings);
    }
    told
}

/// What the verb, or the contract that is its object, makes of arms.
fn role(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<AidRole> {
    let lemma = clause.lemma();
    if clause.noun {
        return clause.is(VerbClass::Giving).then_some(AidRole::Gives);
    }
    if matches!(
        lemma,
        "sign"
            | "conclude"
            | "reach"
            | "finalise"
            | "finalize"
            | "ink"
            | "close"
            | "win"
            | "award"
            | "agree on"
    ) && let Some(deal) = deal(reading, clause)
    {
        return deals(reading, clause, deal);
    }
    if lemma == "pay" || lemma == "think" {
        let led = if lemma == "pay" { "for" } else { "about" };
        let beside = clause.bundles[0].others.iter().any(|(word, _)| word == led);
        return aid_role(lemma).filter(|_| beside);
    }
    aid_role(lemma).or_else(|| {
        let moves = clause.is(VerbClass::Sending) || clause.is(VerbClass::Going);
        moves.then_some(AidRole::Moves)
    })
}

/// The contract that is the object.
fn deal(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<usize> {
    let noun = clause.at + 1;
    let chunk = clause.spine.get(noun)?;
    chunk.noun()?;
    DEALS
        .contains(&reading.doc.word(chunk.tokens.end - 1))
        .then_some(noun)
}

/// Whether the subject of a contract buys or sells: `for 200 missiles from`, `on the delivery of`.
fn deals(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, deal: usize) -> Option<AidRole> {
    let doc = reading.doc;
    let beside = |word: &str| {
        clause.bundles[0]
            .others
            .iter()
            .filter(|(kind, _)| kind == word)
            .map(|(_, noun)| doc.word(clause.spine.chunks[*noun].tokens.end - 1))
            .next()
    };
    let about = beside("on").or_else(|| beside("for"));
    let selling = about.is_some_and(|noun| {
        matches!(
            noun,
            "delivery" | "sale" | "supply" | "export" | "provision" | "deliveries"
        )
    });
    // What follows as `to sell` is a clause of its own.
    let verb_next = clause
        .spine
        .verb(deal + 1)
        .is_some_and(|verb| verb.infinitive);
    if verb_next {
        return None;
    }
    Some(if selling {
        AidRole::Gives
    } else {
        AidRole::Buys
    })
}

/// Reads one bundle of the clause; tells whether it is of arms that change hands.
fn bundle(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    role: AidRole,
    number: usize,
    findings: &mut Findings,
) -> bool {
    let bundle = &clause.bundles[number];
    let mut terms = arms(reading, clause, role, bundle);
    let passes = clause.group.passive || role == AidRole::Moves && clause.is(VerbClass::Going);
    let subject_terms = if number == 0 && !clause.noun && passes {
        clause.subject_terms(reading)
    } else {
        Vec::new()
    };
    let of_subject = !subject_terms.is_empty();
    if of_subject {
        terms = subject_terms;
    } else if terms.is_empty()
        && let Some(object) = clause.object_of
    {
        terms.extend(reading.term(clause.spine, object).map(whole));
    }
    if terms.is_empty() && matches!(role, AidRole::Gives | AidRole::Moves) {
        terms.extend(arms::after_recipient(reading, clause, bundle));
    }
    terms.retain(|term| is_arms(term.force.category) && !term.bare);
    // `at least one shell landed near the town`: it was fired.
    if matches!(clause.lemma(), "land" | "fall" | "crash") {
        let fired = |word: &str| {
            matches!(
                word,
                "shell"
                    | "shells"
                    | "rocket"
                    | "rockets"
                    | "missile"
                    | "missiles"
                    | "mortar"
                    | "mortars"
                    | "bomb"
                    | "bombs"
                    | "projectile"
                    | "projectiles"
                    | "rounds"
            )
        };
        terms.retain(|term| !fired(reading.doc.word(term.tokens.end - 1)));
    }
    if terms.is_empty() {
        return false;
    }
    let told = terms.iter().find_map(|term| term.owners.first().cloned());
    let present = gift_from(reading, clause);
    let direct = direct(reading, clause, number);
    let to = recipient(reading, clause, bundle)
        .or_else(|| direct.clone().filter(|_| role == AidRole::Gives));
    let known = match &to {
        Some(to) => is_aided(findings, to),
        None => !bundle.placed && carried(reading, clause, &findings.drafts).is_some(),
    };
    let given = |term: &Term| {
        is_gift(&term.force)
            || present.is_some()
            || match role {
                AidRole::Gives | AidRole::Pays | AidRole::Takes | AidRole::Buys | AidRole::Asks => {
                    true
                }
                AidRole::Decides => direct.is_some() || known || is_handed(term.force.category),
                AidRole::Moves => {
                    let shipped = clause.lemma() == "ship"
                        && matches!(term.force.category, Category::Missile | Category::Materiel);
                    direct.is_some() && clause.lemma() == "send"
                        || shipped && to.is_some()
                        || known
                            && (is_handed(term.force.category)
                                || term.force.category == Category::AirDefense)
                }
                AidRole::Holds => false,
            }
    };
    // `will send armoured vehicles and 2,000 rifles`: what goes with small arms is given like them.
    let lot = terms.len() > 1
        && to.is_some()
        && terms.iter().any(|term| is_gift(&term.force))
        && terms.iter().all(|term| {
            is_gift(&term.force)
                || is_handed(term.force.category)
                || term.force.category == Category::AirDefense
        });
    if !(lot || terms.iter().all(given))
        || !terms.iter().any(|term| is_military(reading, term))
            && !known
            && !parties::to_forces(reading, clause, bundle)
    {
        return false;
    }
    if clause.lemma() == "equip" && to.is_none() {
        return false;
    }
    let mut suppliers = if of_subject {
        Vec::new()
    } else if clause.noun {
        clause.bundles[0].subject.clone().into_iter().collect()
    } else if let Some(own) = &bundle.subject {
        vec![own.clone()]
    } else {
        suppliers(reading, clause)
    };
    let from = clause
        .bundles
        .iter()
        .find_map(|bundle| party(bundle, &["from"]));
    let governor = if clause.noun {
        governor(reading, clause)
    } else {
        None
    };
    let taken = governor.as_ref().is_some_and(|(_, lemma)| {
        matches!(
            *lemma,
            "take" | "receive" | "await" | "get" | "accept" | "want" | "request" | "seek"
        )
    });
    let mut to = to;
    let taking = matches!(role, AidRole::Takes | AidRole::Buys) || taken;
    if taking && !of_subject {
        to = if taken {
            governor.map(|(actor, _)| actor)
        } else {
            suppliers.first().cloned()
        };
        let other = from
            .or_else(|| party(bundle, &["with"]))
            .or_else(|| told.clone().filter(|told| Some(told) != to.as_ref()))
            .or_else(|| bundle.agent.clone())
            .or_else(|| after(reading, clause, &terms))
            .or_else(|| maker(reading, &terms));
        suppliers = other.into_iter().collect();
    } else if role == AidRole::Asks {
        to = suppliers.first().cloned();
        suppliers = direct.clone().or(from).into_iter().collect();
    } else {
        if role == AidRole::Gives && to.is_none() {
            to = party(bundle, &["with"]);
        }
        if suppliers.is_empty() {
            suppliers = bundle
                .agent
                .clone()
                .or(present)
                .or_else(|| told.clone())
                .or(from)
                .or_else(|| governor.map(|(actor, _)| actor))
                .or_else(|| maker(reading, &terms))
                .into_iter()
                .collect();
        }
        if to.is_none() && role == AidRole::Gives && !of_subject {
            to = told.clone().filter(|told| !suppliers.contains(told));
        }
    }
    if suppliers.is_empty() && !taking && package::is_subject(reading, clause) {
        // `The shipment provides the army with 48 vehicles`
        let last = findings
            .drafts
            .iter()
            .rev()
            .find(|draft| matches!(draft.kind, Kind::Aid { .. }));
        suppliers.extend(last.and_then(|draft| draft.owner.clone()));
    }
    if suppliers.is_empty() && (of_subject || clause.noun) && !taking {
        suppliers.extend(reading.carried_owner(clause.sentence, clause.tokens.start));
    }
    let to = to
        .filter(|to| !suppliers.contains(to))
        .or_else(|| {
            carried(reading, clause, &findings.drafts).filter(|_| !taking && role != AidRole::Moves)
        })
        .or_else(|| {
            let goal = reading.last_goal.as_ref().and_then(parties::state);
            goal.filter(|_| role == AidRole::Gives && !clause.noun && !clause.group.passive)
        });
    tell(
        reading, clause, role, bundle, &suppliers, to, &terms, of_subject, findings,
    )
}

/// `sent Ukraine four launchers`: the actor right after the verb.
fn direct(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, number: usize) -> Option<Actor> {
    let noun = clause.at + 1;
    let object = number == 0 && !clause.noun && clause.spine.get(noun)?.noun().is_some();
    // `is giving the Haitian police rifles`
    let people = |force: &Force| {
        matches!(
            force.category,
            Category::Troops | Category::Forces | Category::LandUnit
        ) && force.quantity.is_none()
    };
    let given_more = clause.spine.get(noun + 1).is_some_and(|chunk| {
        chunk.noun().is_some() || reading.doc.word(chunk.tokens.start) == "with"
    });
    if !object {
        return None;
    }
    match reading.term(clause.spine, noun) {
        Some(term) if given_more && people(&term.force) => term.owners.first().cloned(),
        Some(_) => None,
        None => reading.actor(clause.spine, noun),
    }
}

/// Adds an event for each supplier.
#[expect(clippy::too_many_arguments, reason = "what one delivery is made of")]
fn tell(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    role: AidRole,
    bundle: &Bundle,
    suppliers: &[Actor],
    to: Option<Actor>,
    terms: &[Term],
    of_subject: bool,
    findings: &mut Findings,
) -> bool {
    let suppliers: Vec<&Actor> = suppliers
        .iter()
        .filter(|supplier| to.as_ref().is_none_or(|to| to.code != supplier.code))
        .collect();
    let (Some(to), false) = (to, suppliers.is_empty()) else {
        if matches!(role, AidRole::Gives | AidRole::Takes | AidRole::Buys) {
            findings.abstain(reading, RULE, Reason::UnknownOwner, clause.tokens.clone());
        }
        return false;
    };
    let negative = terms.iter().any(|term| term.negative) || clause.subject_negative();
    let Stage::Is(status) = stage::of(reading, clause, role, of_subject) else {
        return true;
    };
    if negative {
        return true;
    }
    let future = matches!(status, Status::Announced | Status::Considered);
    let mut times = bundle
        .times
        .iter()
        .chain(clause.bundles.iter().flat_map(|bundle| &bundle.times));
    let period = times.find_map(|time| reading.period(time, future));
    let tokens = clause.tokens.start.min(terms[0].tokens.start)
        ..clause
            .tokens
            .end
            .max(terms.last().map_or(0, |term| term.tokens.end));
    if super::movement::is_background(reading, period)
        || period.is_none() && reading.tells_past_year(clause.sentence)
    {
        findings.abstain(reading, RULE, Reason::Background, tokens);
        return true;
    }
    let mut forces: Vec<Force> = terms.iter().map(|term| term.force.clone()).collect();
    if forces.iter().any(|force| !is_generic(force)) {
        forces.retain(|force| !is_generic(force));
    }
    for supplier in suppliers {
        findings.drafts.push(Draft {
            rule: RULE,
            kind: Kind::Aid {
                recipient: to.clone(),
                value: money(reading, tokens.clone()),
                status,
            },
            owner: Some(supplier.clone()),
            forces: super::parts::join_unnumbered(forces.clone()),
            origin: Vec::new(),
            destination: Vec::new(),
            effective: period,
            dated: period.is_some(),
            temporary: false,
            by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
            evidence: vec![tokens.clone()],
            paragraph: reading.sentences[clause.sentence].paragraph,
            sentence: clause.sentence,
            anaphoric: stage::told_on(reading, clause),
        });
    }
    true
}

/// Whether arms were told to go to somebody.
fn is_aided(findings: &Findings, to: &Actor) -> bool {
    findings.drafts.iter().any(
        |draft| matches!(&draft.kind, Kind::Aid { recipient, .. } if recipient.code == to.code),
    )
}

/// The first sum of money among some tokens.
fn money(reading: &Reading<'_, '_>, tokens: std::ops::Range<usize>) -> Option<Money> {
    tokens.clone().find_map(|at| {
        crate::quantity::money(&reading.doc.tokens, at).map(|sum| Money {
            amount: sum.amount,
            currency: sum.currency.to_owned(),
        })
    })
}

#[cfg(test)]
mod tests;
