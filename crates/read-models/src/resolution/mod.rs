//! From claims to a posture: a pure function of the claims that count and the question.
//!
//! Read in this order: [`telling`](self) (what each claim says about the question), `reach` (how its
//! places stand to the one asked), `number` and `designation` (what can be the same), `correction`,
//! `stock`, `matching` and `movement` (which tellings are of one movement), `part` (what lies inside
//! what), `balance` (what adds up), and `findings` (what became of each claim, and by which rule).

mod balance;
mod correction;
mod designation;
mod findings;
pub(crate) mod geography;
mod matching;
mod movement;
mod number;
mod part;
mod reach;
mod stock;
mod telling;

use chrono::NaiveDate;
use events::{ActorCode, Category, Fact, PlaceCode, Position, Relation};

use crate::posture::{Baseline, Posture};
use crate::view::EventRecord;
use balance::Ledger;
use findings::Findings;

/// One question of the analyst: a single owner, place and category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose forces.
    pub owner: ActorCode,
    /// Where.
    pub place: PlaceCode,
    /// In it or near it.
    pub relation: Relation,
    /// What is counted.
    pub category: Category,
    /// The day on which it holds; without one, the newest that the claims tell of.
    pub on: Option<NaiveDate>,
}

/// The posture that claims add up to, for a view at `position`. The order of `claims` does not
/// matter.
pub fn resolve(asked: &Asked, mut claims: Vec<EventRecord>, position: Position) -> Posture {
    claims.sort_by_cached_key(|record| {
        let provenance = &record.claim.event.provenance;
        (
            provenance.published.map(|published| published.at),
            provenance.article,
            record.claim.ordinal,
            record.claim.event.id,
        )
    });
    let tellings = telling::tellings(asked, &claims);
    let newest = tellings.iter().map(telling::Telling::due).max();
    let on = asked.on.or(newest).unwrap_or(NaiveDate::MAX);
    let mut findings = Findings::default();
    correction::withdraw(&tellings, &mut findings);
    let stocks = stock::stocks(on, &tellings, &mut findings);
    let mut movements = movement::movements(on, &tellings, &mut findings);
    part::nest(on, &tellings, &mut movements);
    let ledger = Ledger {
        on,
        all: &tellings,
        movements: &movements,
        base: stocks.base.as_ref(),
    };
    let net = ledger.balance(&stocks, &mut findings);
    Posture {
        owner: asked.owner.clone(),
        owner_name: owner_name(asked, &claims),
        place: asked.place.clone(),
        place_name: place_name(asked, &claims),
        relation: asked.relation,
        category: asked.category,
        in_place: net.map(|net| net.in_place.bounds()),
        committed: net.map(|net| net.committed.bounds()),
        baseline: if stocks.base.is_some() || !stocks.units.is_empty() {
            Baseline::Stock
        } else {
            Baseline::None
        },
        position,
        sources: findings.sources(&tellings, &claims),
        claims: findings.into_uses(&tellings, &claims),
    }
}

fn owner_name(asked: &Asked, claims: &[EventRecord]) -> String {
    let told = claims
        .iter()
        .filter_map(|record| record.claim.event.fact.owner())
        .find(|owner| owner.code == asked.owner);
    told.map_or_else(|| asked.owner.to_string(), |owner| owner.name.clone())
}

fn place_name(asked: &Asked, claims: &[EventRecord]) -> String {
    let places = claims
        .iter()
        .flat_map(|record| match &record.claim.event.fact {
            Fact::DeploymentAnnounced(fact) => [&fact.destination[..], &fact.origin[..]],
            Fact::WithdrawalAnnounced(fact) => [&fact.origin[..], &fact.destination[..]],
            Fact::DeploymentRuledOut(fact) => [&fact.destination[..], &[]],
            Fact::PostureReported(fact) => [&fact.location[..], &[]],
            Fact::ReportCorrected(fact) => [&fact.location[..], &[]],
            _ => [&[][..], &[]],
        });
    let told = places.flatten().find(|place| place.code == asked.place);
    told.map_or_else(|| asked.place.to_string(), |place| place.name.clone())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fixture;

    /// A question in short: `asked("USA", "near:UKR", "TROOPS", "2022-02-02")`.
    pub(crate) fn asked(owner: &str, place: &str, category: &str, on: &str) -> Asked {
        let place = fixture::place(place);
        Asked {
            owner: owner.parse().expect("an actor"),
            place: place.code,
            relation: place.relation,
            category: category.parse().expect("a category"),
            on: Some(fixture::day(on)),
        }
    }
}
