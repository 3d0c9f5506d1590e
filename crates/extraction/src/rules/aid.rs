//! Arms, equipment and money for them, given or sold to another.

use events::fact::{Money, Status};
use events::{Actor, ActorKind, Category, Force};

use crate::draft::{Draft, Kind};
use crate::gazetteer::VerbClass;
use crate::grammar::Finite;
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::token::TokenKind;

use super::Findings;
use super::clause::Clause;

const RULE: &str = "aid";

/// Reads a clause in which arms change hands.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let giving = clause.is(VerbClass::Giving);
    let moving = clause.is(VerbClass::Sending) || clause.is(VerbClass::Going);
    if !giving && !moving {
        return false;
    }
    let lemma = clause.lemma();
    let taking = matches!(lemma, "receive" | "get" | "buy" | "purchase" | "acquire");
    let mut terms: Vec<Term> = clause
        .bundles
        .iter()
        .flat_map(|bundle| bundle.terms.iter().cloned())
        .collect();
    let subject_terms = clause.subject_terms(reading);
    let of_subject = !clause.noun
        && (clause.group.passive || clause.is(VerbClass::Going))
        && !subject_terms.is_empty();
    if of_subject {
        terms = subject_terms;
    } else if terms.is_empty() && clause.object_of.is_some() {
        terms.extend(
            clause
                .object_of
                .and_then(|object| reading.term(clause.spine, object)),
        );
    }
    terms.retain(|term| {
        term.force.category != Category::Troops && term.force.category != Category::Forces
    });
    let present = gift_from(reading, clause).is_some();
    let given = |term: &Term| giving && lemma != "contribute" || is_gift(&term.force) || present;
    if terms.is_empty() || !terms.iter().all(given) {
        return false;
    }
    let actors = if clause.noun {
        clause.bundles[0].subject.clone().into_iter().collect()
    } else {
        clause.subject_actors(reading)
    };
    let told = terms.iter().find_map(|term| term.owners.first().cloned());
    let present = gift_from(reading, clause);
    let mut supplier = if of_subject {
        clause.bundles[0]
            .agent
            .clone()
            .or_else(|| present.clone())
            .or_else(|| told.clone())
    } else {
        actors.first().cloned()
    };
    let from = clause
        .bundles
        .iter()
        .find_map(|bundle| party(bundle, &["from"]));
    let mut recipient = clause
        .bundles
        .iter()
        .find_map(|bundle| party(bundle, &[""]).or_else(|| party(bundle, &["to", "for"])));
    if recipient.is_none() {
        let place = clause
            .bundles
            .iter()
            .find_map(|bundle| bundle.there.first().cloned());
        recipient = place.and_then(|place| state(&place));
    }
    if recipient.is_none() {
        recipient = reached(reading, clause);
    }
    let ditransitive = matches!(
        lemma,
        "give"
            | "send"
            | "supply"
            | "provide"
            | "grant"
            | "lend"
            | "sell"
            | "offer"
            | "donate"
            | "gift"
            | "hand over"
            | "equip"
            | "arm"
    );
    if recipient.is_none() && ditransitive && !of_subject {
        recipient = told.clone().filter(|told| Some(told) != supplier.as_ref());
    }
    if taking {
        recipient = actors.first().cloned();
        supplier.clone_from(&from);
    }
    supplier = supplier
        .or(from)
        .or_else(|| governor(reading, clause))
        .or_else(|| gift_from(reading, clause));
    if supplier.is_none() && (of_subject || clause.noun) {
        supplier = reading.carried_owner(clause.sentence, clause.tokens.start);
    }
    let (Some(supplier), Some(recipient)) = (supplier, recipient) else {
        return false;
    };
    if supplier.code == recipient.code {
        return false;
    }
    let stage = if clause.noun {
        noun_stage(reading, clause)
    } else {
        stage(reading.doc, &clause.group, of_subject)
    };
    let Stage::Is(status) = stage else {
        return true;
    };
    if terms.iter().any(|term| term.negative) || clause.subject_negative() {
        return true;
    }
    let forces: Vec<Force> = terms.iter().map(|term| term.force.clone()).collect();
    let future = matches!(status, Status::Announced | Status::Considered);
    let period = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.times)
        .find_map(|time| reading.period(time, future));
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::Aid {
            recipient,
            value: money(reading, clause),
            status,
        },
        owner: Some(supplier),
        forces,
        origin: Vec::new(),
        destination: Vec::new(),
        effective: period,
        dated: period.is_some(),
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![
            clause.tokens.start.min(terms[0].tokens.start)
                ..clause
                    .tokens
                    .end
                    .max(terms.last().map_or(0, |term| term.tokens.end)),
        ],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
    true
}

/// Materiel that moves to another country without men is given: ammunition, anti-tank weapons.
fn is_gift(force: &Force) -> bool {
    let own = [
        "equipment",
        "hardware",
        "military hardware",
        "military equipment",
        "military vehicle",
        "truck",
        "gear",
        "military kit",
        "vehicle",
        "humvee",
    ];
    let missile = force.category == Category::Missile
        && ["Tomahawk", "ATACMS", "Storm Shadow", "Taurus", "SCALP"]
            .contains(&force.designation.as_str());
    missile
        || force.category == Category::Materiel && !own.contains(&force.designation.as_str())
        || force.designation == "Stinger"
}

fn party(bundle: &super::clause::Bundle, prepositions: &[&str]) -> Option<Actor> {
    bundle
        .parties
        .iter()
        .find(|(word, _)| prepositions.contains(&word.as_str()))
        .map(|(_, actor)| actor.clone())
}

/// The state that a place lies in.
fn state(place: &events::Place) -> Option<Actor> {
    let country = place.country.as_ref()?;
    Some(Actor {
        code: country.as_str().parse().ok()?,
        name: place.name.clone(),
        kind: ActorKind::State,
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
            .places(clause.spine, noun, events::Relation::In, None)
            .first()
            .and_then(state)
    })
}

/// `Germany announced the delivery of`: the subject of the verb that governs an action noun.
fn governor(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    if !clause.noun {
        return None;
    }
    let verb = (0..clause.at).rev().find(|at| {
        clause
            .spine
            .verb(*at)
            .is_some_and(|verb| verb.finite != Finite::No)
    })?;
    let subject = clause.spine.subject(reading.doc, verb);
    subject
        .heads
        .first()
        .and_then(|head| reading.actor(clause.spine, *head))
}

/// `a gift from Washington` beside the materiel.
fn gift_from(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
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

fn noun_stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Stage {
    let verb = (0..clause.at).rev().find_map(|at| clause.spine.verb(at));
    match verb {
        Some(verb) if verb.main.is(VerbClass::Refusing) || verb.negated => Stage::Not,
        Some(verb) if verb.main.is(VerbClass::Considering) && !verb.main.is(VerbClass::Saying) => {
            Stage::Is(Status::Considered)
        }
        _ => {
            let _ = reading;
            Stage::Is(Status::Announced)
        }
    }
}

/// `$200 million`, `100 million euros`, in the clause.
fn money(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Money> {
    let doc = reading.doc;
    clause.tokens.clone().find_map(|at| {
        let sign = match doc.word(at) {
            "$" => Some("USD"),
            "€" => Some("EUR"),
            "£" => Some("GBP"),
            _ => None,
        };
        if let Some(currency) = sign {
            let (amount, _) = crate::quantity::cardinal(&doc.tokens, at + 1)?;
            return Some(Money {
                amount,
                currency: currency.to_owned(),
            });
        }
        if doc.tokens[at].kind != TokenKind::Number {
            return None;
        }
        let (amount, end) = crate::quantity::cardinal(&doc.tokens, at)?;
        let currency = match doc.word(end) {
            "dollars" => "USD",
            "euros" | "euro" => "EUR",
            "pounds" => "GBP",
            "yen" => "JPY",
            _ => return None,
        };
        Some(Money {
            amount,
            currency: currency.to_owned(),
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn aid() {
        check(
            "Germany agreed to deliver 18 Leopard 2 tanks to Ukraine.",
            &["aid DEU 18 ARMOR to UKR announced"],
        );
        check(
            "Mali's junta said it had received four helicopters from Russia.",
            &["aid RUS 4 HELICOPTER to MLI completed"],
        );
        check(
            "The United States is supplying Ukraine with weapons.",
            &["aid USA MATERIEL to UKR under way"],
        );
    }
}
