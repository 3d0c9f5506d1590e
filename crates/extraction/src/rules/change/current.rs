//! The level that a change starts from: `will cut its force in Bosnia from 60,000 to 20,000` says that
//! 60,000 are there now.

use events::{Actor, Category, Force};

use crate::draft::{Draft, Kind};
use crate::grammar::Modal;
use crate::quantity;
use crate::reading::Reading;
use crate::rules::Findings;
use crate::rules::clause::{Clause, add};

/// How many people a level has at least.
const FEW: u32 = 20;

/// Tells the stock that a change to come starts from.
pub(super) fn current(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) {
    let group = &clause.group;
    let to_come = group
        .modal
        .is_some_and(|modal| matches!(modal, Modal::Will | Modal::Would | Modal::Should))
        || group.infinitive
        || !group.chain.is_empty() && !group.perfect;
    if !to_come || group.negated {
        return;
    }
    let doc = reading.doc;
    let start = group.main.tokens.end;
    let limit = reading.sentences[clause.sentence].tokens.end;
    let Some((at, count)) = (start..limit.min(start + REACH)).find_map(|at| {
        let count = quantity::find(&doc.tokens, over_level(doc, at + 1))
            .filter(|_| doc.word(at) == "from")?;
        Some((at, count))
    }) else {
        return;
    };
    // Only `from` one number `to` another tells a level.
    let end = count.tokens.end;
    let ranged = count.high.is_some_and(|high| high != count.low);
    let goes_on = (end..limit.min(end + 6)).any(|at| doc.word(at) == "to")
        || (start..at)
            .any(|to| doc.word(to) == "to" && quantity::find(&doc.tokens, to + 1).is_some());
    if count.low < FEW || !(ranged || goes_on) {
        return;
    }
    let mut quantity = count.quantity(doc.slice(count.tokens.clone()));
    if ranged {
        quantity.high = Some(quantity.low);
    }
    let object = clause.at + 1;
    let terms = clause.subject_terms(reading);
    let held = reading.term(clause.spine, object).filter(|term| !term.bare);
    let Some(counted) = held.or_else(|| terms.first().cloned()) else {
        return;
    };
    let people = matches!(
        counted.force.category,
        Category::Troops | Category::Forces | Category::LandUnit
    );
    let owner: Option<Actor> = counted
        .owners
        .first()
        .cloned()
        .or_else(|| clause.subject_actors(reading).into_iter().next())
        .or_else(|| reading.last_owner.clone());
    let Some(owner) = owner.filter(|_| people) else {
        return;
    };
    let mut places = clause.subject_places(reading);
    for bundle in &clause.bundles {
        add(&mut places, bundle.there.clone());
        add(&mut places, bundle.origin.clone());
    }
    if places.is_empty() {
        places.extend(
            reading
                .last_goal
                .clone()
                .or_else(|| reading.topic(Some(&owner))),
        );
    }
    places.retain(|place| place.posture_code().as_str() != owner.code.as_str());
    if places.is_empty() {
        return;
    }
    findings.drafts.push(Draft {
        rule: "current-level",
        kind: Kind::Posture,
        owner: Some(owner),
        forces: vec![Force {
            category: Category::Troops,
            quantity: Some(quantity),
            designation: String::new(),
            extent: None,
            part_of: None,
        }],
        origin: Vec::new(),
        destination: places,
        effective: reading.publication(),
        dated: false,
        temporary: false,
        by: reading.speaker_at(clause.sentence, group.main.tokens.start),
        evidence: vec![at..count.tokens.end],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: false,
    });
}

/// Over `the current level of` and the like.
fn over_level(doc: &crate::document::Document<'_>, start: usize) -> usize {
    let told = |at: &usize| doc.word(*at) == "of";
    let of = (start..start + 5)
        .take_while(|at| *at < doc.tokens.len())
        .find(told);
    match of {
        Some(of) if is_level(doc.word(of - 1)) => of + 1,
        _ => start,
    }
}

/// Nouns for how many there are.
fn is_level(word: &str) -> bool {
    matches!(
        word,
        "level" | "levels" | "strength" | "total" | "number" | "figure" | "size" | "contingent"
    )
}

/// How many words after the verb the level stands at most.
const REACH: usize = 24;

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn levels_that_a_change_starts_from() {
        check(
            "NATO will reduce its peacekeeping force in Bosnia from 60,000 to about 20,000.",
            &[
                "withdraw NATO FORCES from BIH announced",
                "posture NATO 60000 TROOPS in BIH",
            ],
        );
        check(
            "The bank will cut its staff in Bosnia from 600 to 200.",
            &[],
        );
    }

    #[test]
    fn levels_told_by_a_noun() {
        check(
            "The plan will cut American personnel in Japan to 40,000 from the current level of 55,000.",
            &[
                "withdraw USA TROOPS from JPN announced",
                "posture USA 55000 TROOPS in JPN",
            ],
        );
        check(
            "France is reducing by 300 to 1,100 its troop contribution to the mission in Chad.",
            &["withdraw FRA 300 TROOPS from TCD announced"],
        );
        check(
            "Britain will cut its force in Cyprus by 20%.",
            &["withdraw GBR FORCES from CYP announced"],
        );
    }
}
