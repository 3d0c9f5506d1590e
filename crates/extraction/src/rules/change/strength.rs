//! Making forces somewhere stronger: `will reinforce its presence in`.

use crate::gazetteer::VerbClass;
use events::{Category, Force, Relation};

use crate::draft::Kind;
use crate::reading::Reading;
use crate::reading::status::{Stage, stage};
use crate::rules::Findings;
use crate::rules::clause::{Clause, add};

use super::level::number_after;
use super::{Told, push};

/// Verbs of making forces somewhere stronger.
pub(super) const STRENGTHENING: &[&str] = &[
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

/// Whether a verb tells that a presence grows.
pub(crate) fn strengthens(lemma: &str) -> bool {
    STRENGTHENING.contains(&lemma)
        || matches!(lemma, "escalate" | "intensify" | "enhance" | "raise")
}

/// `has arrived in Latvia to strengthen the alliance's flank`: what those are for who have moved.
fn is_purpose(clause: &Clause<'_, '_>) -> bool {
    let bare = clause.group.infinitive && clause.group.chain.is_empty();
    let before = (0..clause.at).rev().find_map(|at| clause.spine.verb(at));
    bare && before.is_some_and(|verb| {
        let moves = [VerbClass::Sending, VerbClass::Going]
            .iter()
            .any(|class| verb.main.is(*class));
        moves || matches!(verb.main.lemma(), "station" | "base" | "serve")
    })
}

/// `would have to reinforce NATO's eastern members`, `is strengthening its presence in the Gulf`.
pub(super) fn strengthened(
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
    if is_purpose(clause) {
        return false;
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
    let named = presence
        || crate::grammar::clause::is_place_noun(head)
        || crate::reading::is_edge(head)
        || reading.doc.tokens[object.head.end - 1].capital;
    if !named {
        return false;
    }
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

/// `3,000 US troops are going to reinforce the 600 at the embassy in Kabul`, `ordered the navy to
/// increase its presence near the Gulf`: the subject goes where the others are.
pub(super) fn reinforcing(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let subject = clause.subject_terms(reading);
    let Some(owner) = subject.iter().find_map(|term| term.owners.first().cloned()) else {
        return false;
    };
    let told = subject.iter().all(|term| !term.bare && !term.negative);
    let mut places = clause.bundles[0].there.clone();
    if places.is_empty() && reading.term(clause.spine, clause.at + 1).is_some() {
        let paragraph = reading.sentences[clause.sentence].paragraph;
        let setting = reading.setting(paragraph, Some(&owner), true);
        places.extend(setting.or_else(|| reading.topic(Some(&owner))));
    }
    let abroad = places
        .iter()
        .any(|place| place.posture_code().as_str() != owner.code.as_str());
    let ordered = clause
        .at
        .checked_sub(2)
        .and_then(|at| clause.spine.verb(at));
    let led = !clause.group.infinitive
        || ordered.is_some_and(|verb| matches!(verb.main.lemma(), "order" | "direct" | "tell"));
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun());
    let others = reading.term(clause.spine, clause.at + 1).is_some()
        || object.is_some_and(|noun| {
            matches!(
                reading.doc.word(noun.head.end - 1),
                "presence" | "garrison" | "contingent" | "mission"
            )
        });
    let stands = clause.group.passive || clause.subject.relative || !told || !abroad;
    if stands || !led || !others {
        return false;
    }
    let Stage::Is(status) = stage(reading.doc, &clause.group, false) else {
        return false;
    };
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "reinforcement",
            kind: Kind::Deployment(status),
            owner,
            forces: subject.into_iter().map(|term| term.force).collect(),
            origin: Vec::new(),
            destination: places,
        },
    )
}

pub(super) fn unnumbered(category: Category) -> Force {
    Force {
        category,
        quantity: None,
        designation: String::new(),
        extent: None,
        part_of: None,
    }
}

/// `reinforced the border with 1,500 soldiers`, `increase the force in South Sudan by 4,000`.
pub(super) fn reinforced(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let Some((number, _)) = number_after(reading, clause, &["with", "by"]) else {
        return false;
    };
    if number.vague {
        return false;
    }
    let doc = reading.doc;
    let people = number.bare && number.force.quantity.is_some();
    // `the rebels, bolstered by 4,000 Rwandan soldiers, hold Goma`: those are with them.
    let helped = clause.group.finite == crate::grammar::Finite::Perhaps
        && doc.word(number.tokens.start - 1) == "by"
        && !number.owners.is_empty();
    if doc.word(number.tokens.end) == "per" || doc.word(number.tokens.end) == "%" {
        return false;
    }
    let object = clause.at + 1;
    let held = reading.term(clause.spine, object);
    let subject = clause.subject_terms(reading);
    let owner = number
        .owners
        .first()
        .cloned()
        .or_else(|| {
            held.iter()
                .chain(&subject)
                .find_map(|term| term.owners.first().cloned())
        })
        .or_else(|| clause.subject_actors(reading).into_iter().next());
    let Some(owner) = owner else { return false };
    let Stage::Is(status) = stage(doc, &clause.group, false) else {
        return false;
    };
    let mut places = Vec::new();
    for bundle in &clause.bundles {
        add(&mut places, bundle.there.clone());
    }
    add(&mut places, clause.subject_places(reading));
    if places.is_empty() && held.is_none() {
        places = reading.places(clause.spine, object, Relation::In, Some(&owner));
    }
    if places.is_empty() || people && held.is_none() && subject.is_empty() {
        return false;
    }
    // A shop takes on staff too.
    if number.vague && held.is_none() && subject.is_empty() {
        return false;
    }
    let mut force = Force {
        extent: Some(events::Extent::Additional),
        ..number.force
    };
    if number.bare {
        force.category = Category::Troops;
    }
    if helped {
        force.extent = None;
    }
    push(
        reading,
        clause,
        findings,
        Told {
            rule: "reinforcement",
            kind: if helped {
                Kind::Posture
            } else {
                Kind::Deployment(status)
            },
            owner,
            forces: vec![force],
            origin: Vec::new(),
            destination: places,
        },
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn numbers_that_strengthen() {
        check(
            "Norway reinforced its border with Russia with 200 conscripts.",
            &["deploy NOR 200 TROOPS to near:RUS completed"],
        );
        check(
            "The United Nations will increase its force in South Sudan by 4,000 soldiers.",
            &["deploy UN 4000 TROOPS to SSD announced"],
        );
        check("The bank raised its rate by half a point.", &[]);
    }

    #[test]
    fn forces_that_reinforce_others_go_to_them() {
        check(
            "Some 400 British troops are going to reinforce the garrison at the airport in Kabul.",
            &["deploy GBR 400 TROOPS to AFG announced"],
        );
        check(
            "The president ordered the U.S. Navy to increase its presence in the Red Sea.",
            &["deploy USA WARSHIP to red-sea announced"],
        );
        check(
            "Serbian gunners stepped up attacks on villages near Pristina.",
            &[],
        );
    }
}
