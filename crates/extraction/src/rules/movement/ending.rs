//! Deployments that end, and forces that redeploy to nowhere told: both go home.

use events::Place;
use events::fact::Status;

use crate::gazetteer::VerbClass;
use crate::grammar::Modal;
use crate::reading::Reading;
use crate::reading::status::{self, Stage};
use crate::rules::clause::Clause;

/// The verb that ends a deployment: `will end the deployment of two batteries in Slovakia`.
pub(super) fn ended_by(clause: &Clause<'_, '_>) -> Option<usize> {
    let placed =
        clause.bundles.iter().any(|bundle| !bundle.terms.is_empty()) && !clause.bundles[0].directed;
    let verb = clause
        .at
        .checked_sub(1)
        .filter(|_| clause.noun && placed && clause.is(VerbClass::Sending))?;
    let group = clause.spine.verb(verb)?;
    let ends = matches!(
        group.main.lemma(),
        "end" | "terminate" | "conclude" | "discontinue" | "cease"
    );
    (ends && !group.passive).then_some(verb)
}

/// How far the end of a deployment has come.
pub(super) fn stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, verb: usize) -> Stage {
    clause
        .spine
        .verb(verb)
        .map_or(Stage::Is(Status::Announced), |group| {
            status::stage(reading.doc, group, false)
        })
}

/// `begin redeployment next week`, with no place told: they leave where they are.
pub(super) fn goes_back(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let noun = clause.noun
        && matches!(
            reading.doc.word(clause.group.main.tokens.end - 1),
            "redeployment" | "re-deployment"
        );
    noun && clause
        .bundles
        .iter()
        .all(|bundle| bundle.there.is_empty() && !bundle.directed)
}

/// Where the forces of a deployment that ends were.
pub(super) fn left(clause: &Clause<'_, '_>, there: &mut Vec<Place>, origin: &mut Vec<Place>) {
    if ended_by(clause).is_some() && origin.is_empty() {
        origin.append(there);
    }
}

/// Whether a verb joined to another is told with its `will` or `would`: `would end on Friday and begin`.
pub(super) fn is_future(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, verb: usize) -> bool {
    let spine = clause.spine;
    let shared = spine.subject(reading.doc, verb).shared_with;
    let to_come = |at: usize| {
        spine
            .verb(at)
            .is_some_and(|group| matches!(group.modal, Some(Modal::Will | Modal::Would)))
    };
    to_come(verb) || shared.is_some_and(to_come)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn deployments_that_end() {
        check(
            "Spain will end the deployment of two Patriot batteries in Turkey, the ministry said.",
            &["withdraw ESP 2 AIR_DEFENSE from TUR announced"],
        );
        check(
            "Denmark wants to end the deployment of 90 Danish soldiers in Mali by June.",
            &["withdraw DNK 90 TROOPS from MLI considered"],
        );
        check(
            "Chile ended its deployment of 300 soldiers in Haiti on Monday.",
            &["withdraw CHL 300 TROOPS from HTI completed"],
        );
        check(
            "India ended the deployment of its new telephone network in Nepal.",
            &[],
        );
    }

    #[test]
    fn redeployments_to_nowhere_told() {
        check(
            "Italy has 200 soldiers in Niger. The Italian soldiers would begin redeployment next week.",
            &[
                "posture ITA 200 TROOPS in NER",
                "withdraw ITA TROOPS from NER announced",
            ],
        );
    }
}
