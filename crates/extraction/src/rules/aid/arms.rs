//! What is given: arms, equipment, packages of them.

use events::{Category, Force};

use crate::gazetteer::AidRole;
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause};

use super::parties::party;

/// Nouns whose `of` phrase is what is given or bought.
pub(super) const TRANSFERS: &[&str] = &[
    "purchase",
    "procurement",
    "production",
    "acquisition",
    "delivery",
    "sale",
    "supply",
    "transfer",
    "export",
    "donation",
    "handover",
    "provision",
];

/// The arms that a bundle tells of.
pub(super) fn arms(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    role: AidRole,
    bundle: &Bundle,
) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for (word, noun) in &bundle.others {
        let chunk = clause.spine.chunks[*noun];
        let led = match role {
            AidRole::Asks | AidRole::Buys | AidRole::Pays => word == "for",
            AidRole::Decides => word == "about",
            _ => false,
        };
        let transfer = TRANSFERS.contains(&reading.doc.word(chunk.tokens.end - 1));
        if led {
            terms.extend(reading.term(clause.spine, *noun));
        }
        if transfer && !clause.noun {
            let of = clause.spine.of_nouns(reading.doc, *noun);
            terms.extend(of.into_iter().find_map(|of| reading.term(clause.spine, of)));
        }
    }
    terms.extend(bundle.terms.iter().cloned());
    terms
}

/// `the first three of 50 vehicles that it is giving`: what is given is the whole.
pub(super) fn whole(term: Term) -> Term {
    let mut term = term;
    if let Some(whole) = term.force.part_of.take() {
        term.force.quantity = Some(whole);
        term.force.extent = None;
    }
    term
}

/// `a package`, `military aid`, `weapons`: no kind of arms.
pub(crate) fn is_generic(force: &Force) -> bool {
    force.category == Category::Materiel
        && force.quantity.is_none()
        && [
            "package",
            "aid",
            "support",
            "supplies",
            "weapon",
            "arms",
            "assistance",
        ]
        .iter()
        .any(|word| force.designation.contains(word))
}

/// Things that are handed over, not men.
pub(super) fn is_arms(category: Category) -> bool {
    !matches!(
        category,
        Category::Troops | Category::Forces | Category::LandUnit | Category::Headquarters
    )
}

/// Kinds that an army hands over to another without crew more often than it sends them with its own.
pub(super) fn is_handed(category: Category) -> bool {
    matches!(
        category,
        Category::Armor
            | Category::Artillery
            | Category::Uav
            | Category::Missile
            | Category::Materiel
    )
}

/// Materiel that moves to another country without men is given: ammunition, anti-tank weapons.
pub(super) fn is_gift(force: &Force) -> bool {
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

/// Whether arms are military by their noun or the words at it: not `relief aid`, `vehicles`.
pub(super) fn is_military(reading: &Reading<'_, '_>, term: &Term) -> bool {
    let words = || term.tokens.clone().map(|at| reading.doc.word(at));
    if words().any(|word| {
        matches!(
            word,
            "humanitarian"
                | "relief"
                | "food"
                | "medical"
                | "economic"
                | "development"
                | "financial"
        )
    }) {
        return false;
    }
    !term.vague
        || words().any(|word| {
            matches!(
                word,
                "military"
                    | "defence"
                    | "defense"
                    | "security"
                    | "lethal"
                    | "non-lethal"
                    | "weapons"
                    | "arms"
            )
        })
}

/// `delivered to Algeria S-400 systems`: arms that seem to be those of whom they are given to.
pub(super) fn after_recipient(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    bundle: &Bundle,
) -> Option<Term> {
    let to = party(bundle, &["to"])?;
    let (_, noun) = bundle.others.iter().find(|(word, _)| word == "to")?;
    let mut term = reading.term(clause.spine, *noun)?;
    let first = clause.spine.chunks[*noun].tokens.start;
    let named = reading
        .doc
        .mark_from(first)
        .is_some_and(|mark| matches!(mark.known, crate::document::Known::Name(_)));
    if !named || term.owners != [to] {
        return None;
    }
    term.owners.clear();
    Some(term)
}
