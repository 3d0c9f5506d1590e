//! Nouns of doing: `the arrival of`, `a buildup`.

use crate::gazetteer::{Verb, VerbClass};
use crate::grammar::clause::{Argument, Spine};
use crate::reading::Reading;

/// For an action noun its `of` phrase is its object, wherever it stands.
pub(super) fn action_arguments(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
) -> Vec<Argument> {
    let mut out = Vec::new();
    for of in spine.of_nouns(reading.doc, at) {
        out.push(Argument::Noun(of));
    }
    let end = spine.over_of(reading.doc, at);
    for argument in spine.arguments(reading.doc, end - 1) {
        match argument {
            Argument::Phrase {
                prepositions,
                nouns,
                ..
            } if reading.doc.word(spine.chunks[prepositions[0]].tokens.start) == "of" => {
                out.extend(nouns.into_iter().map(Argument::Noun));
            }
            other => out.push(other),
        }
    }
    out
}

/// Nouns of doing and the verb that they stand for.
pub(super) fn action(word: &str) -> Option<(&'static str, VerbClass)> {
    Some(match word {
        "arrival" | "arrivals" => ("arrive", VerbClass::Going),
        "deployment" | "deployments" | "dispatch" | "relocation" | "redeployment" | "transfer"
        | "movement" | "despatch" => ("deploy", VerbClass::Sending),
        "passage" | "transit" | "sortie" | "entry" => ("transit", VerbClass::Going),
        "withdrawal" | "withdrawals" | "pullout" | "pull-out" | "pullback" | "pull-back"
        | "drawdown" | "departure" | "evacuation" => ("withdraw", VerbClass::Withdrawing),
        "buildup" | "build-up" | "build-ups" | "concentration" | "massing" => {
            ("mass", VerbClass::Massing)
        }
        "delivery" | "sale" | "supply" | "donation" | "gift" | "shipment" | "deliveries"
        | "shipments" | "sales" => ("supply", VerbClass::Giving),
        _ => return None,
    })
}

/// A verb of the data files by its base form.
pub(super) fn known_verb(lemma: &'static str) -> Option<&'static Verb> {
    crate::gazetteer::find_verbs(lemma)
        .first()
        .map(|found| found.verb)
}
