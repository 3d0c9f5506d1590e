//! Corrections: an outlet takes back what it reported, and nothing else of the article.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::reach::Reach;
use super::telling::{Kind, Telling};
use crate::posture::Usage;

/// Withdraws the claims that an outlet's corrections match.
pub(crate) fn withdraw(tellings: &[Telling<'_>], findings: &mut Findings) {
    let is_correction = |telling: &Telling<'_>| telling.kind == Kind::Correction;
    if !tellings.iter().any(is_correction) {
        return;
    }
    let mut of_outlet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        of_outlet.entry(telling.publisher).or_default().push(at);
    }
    for (at, correction) in tellings.iter().enumerate() {
        if !is_correction(correction) {
            continue;
        }
        for other in &of_outlet[correction.publisher] {
            if takes_back(correction, &tellings[*other]) {
                findings.decide(
                    *other,
                    Usage::Corrected(correction.event),
                    "correction",
                    "the outlet has since said that this was wrong",
                );
            }
        }
        if correction.reach != Reach::Elsewhere {
            findings.decide(
                at,
                Usage::Correction,
                "correction",
                "the outlet takes back an earlier report",
            );
        }
    }
}

fn takes_back(correction: &Telling<'_>, telling: &Telling<'_>) -> bool {
    let told = matches!(telling.kind, Kind::Stock | Kind::Arrival | Kind::Departure);
    let same_figure = match (correction.number, telling.number) {
        (Some(wrong), Some(told)) => wrong.range == told.range,
        (None, _) => true,
        (Some(_), None) => false,
    };
    let same_extent = correction.extent.is_none()
        || telling.extent.is_none()
        || correction.extent == telling.extent;
    let at_one_place = correction.places.is_empty()
        || correction
            .places
            .iter()
            .any(|spot| telling.places.contains(spot) || telling.other_end.contains(spot));
    let that_day = correction
        .effective
        .is_none_or(|day| day.from == telling.published);
    told && telling.publisher == correction.publisher
        && telling.article != correction.article
        && telling.published <= correction.published
        && same_figure
        && same_extent
        && at_one_place
        && that_day
}
