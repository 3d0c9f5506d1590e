//! Clauses of forces that are somewhere no more, and of aircraft that are where they fly from.

use events::Place;

use crate::gazetteer::VerbClass;
use crate::grammar::Finite;
use crate::reading::Reading;
use crate::rules::clause::Clause;

/// `left after serving there for a year`, `at the start of the war 500 were deployed in`: told of a time
/// that is over.
pub(super) fn is_over(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let group = &clause.group;
    let led = clause.spine.chunks[clause.at]
        .tokens
        .start
        .checked_sub(1)
        .map_or("", |at| reading.doc.word(at));
    let gerund = group.finite == Finite::No
        && !group.infinitive
        && matches!(led, "after" | "since" | "following" | "without");
    let tokens = reading.sentences[clause.sentence].tokens.clone();
    let once = group.past
        && !group.perfect
        && tokens.clone().any(|at| {
            let word = reading.doc.word(at);
            matches!(word, "originally" | "initially" | "formerly")
                || matches!(word, "height" | "peak" | "start" | "beginning" | "outset")
                    && reading.doc.word(at.saturating_sub(1)) == "the"
                    && reading.doc.word(at + 1) == "of"
                    && (at + 2..at + 6).any(|at| is_undertaking(reading.doc.word(at)))
        });
    // `have left Iraq and are in Kuwait`: on their way home.
    let left = clause
        .subject
        .shared_with
        .and_then(|verb| clause.spine.verb(verb))
        .is_some_and(|verb| verb.main.is(VerbClass::Withdrawing) && verb.modal.is_none());
    gerund || once || left && clause.lemma() == "be"
}

/// Nouns for what begins, has a height and is over.
fn is_undertaking(word: &str) -> bool {
    matches!(
        word,
        "war"
            | "mission"
            | "operation"
            | "operations"
            | "conflict"
            | "invasion"
            | "occupation"
            | "campaign"
            | "intervention"
            | "surge"
            | "insurgency"
            | "fighting"
            | "deployment"
    )
}

/// `which fly from Djibouti`, `are operating from Bahrain`: where they have their base.
pub(super) fn flies_from(clause: &Clause<'_, '_>) -> Vec<Place> {
    let (group, bundle) = (&clause.group, &clause.bundles[0]);
    let now = group.progressive
        || !group.past && !group.perfect && group.finite == Finite::Yes && group.chain.is_empty();
    let flies = matches!(clause.lemma(), "fly" | "operate") && group.modal.is_none();
    if flies && now && !group.passive && !group.infinitive && bundle.there.is_empty() {
        bundle.origin.clone()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn what_is_over_is_no_stock() {
        check(
            "At the start of the war some 500 Hungarian soldiers were deployed in Kosovo.",
            &[],
        );
        check(
            "Our soldiers have left Iraq and are in Kuwait, the Hungarian minister said.",
            &["withdraw HUN TROOPS from IRQ completed"],
        );
    }

    #[test]
    fn where_aircraft_fly_from() {
        check(
            "Two Spanish patrol aircraft, which fly from Djibouti, are part of the mission.",
            &["posture ESP 2 SUPPORT_AIRCRAFT in DJI"],
        );
    }

    #[test]
    fn a_place_that_saw_ships() {
        check(
            "Scarborough Shoal saw 16 Chinese coast guard vessels last week.",
            &["posture CHN 16 WARSHIP in south-china-sea"],
        );
        check("Oslo saw 300 visitors last week.", &[]);
    }
}
