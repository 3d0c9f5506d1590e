//! What each claim says about the question: one telling for each force of the category asked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use events::fact::Status;
use events::{ArticleId, EventId, Extent, Fact, Force, Period, Place, PlaceKind, Relation};

use super::Asked;
use super::designation::Designation;
use super::geography::is_inside;
use super::number::Number;
use super::reach::{Reach, reach};
use super::unit;
use super::wording::Wording;
use crate::unit_name;
use crate::view::EventRecord;

/// What a telling is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Stock,
    Arrival,
    Departure,
    RuledOut,
    Correction,
}

/// A place as a telling names it: postures are kept by country, and a site in one is remembered.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) code: String,
    pub(crate) relation: Relation,
    pub(crate) site: Option<String>,
}

/// One force of one claim, as it bears on the question.
#[derive(Clone, Debug)]
pub(crate) struct Telling<'a> {
    /// Which of the sorted claims.
    pub(crate) claim: usize,
    pub(crate) event: EventId,
    pub(crate) article: ArticleId,
    pub(crate) publisher: &'a str,
    pub(crate) kind: Kind,
    pub(crate) status: Status,
    pub(crate) number: Option<Number>,
    pub(crate) designation: Arc<Designation>,
    /// The units that it is, by name.
    pub(crate) names: Arc<BTreeSet<String>>,
    /// The types of ship that it tells, where ships are asked for.
    pub(crate) ship_types: BTreeSet<&'static str>,
    pub(crate) extent: Option<Extent>,
    pub(crate) part_of: Option<Number>,
    /// Where a stock is, an arrival goes, a departure leaves from.
    pub(crate) places: Arc<BTreeSet<Spot>>,
    /// Where an arrival comes from, a departure goes to.
    pub(crate) other_end: Arc<BTreeSet<Spot>>,
    /// How `places` stand to the place asked.
    pub(crate) reach: Reach,
    /// How `other_end` stands to it.
    pub(crate) other_reach: Reach,
    /// The day of publication; the earliest day there is where it is not known.
    pub(crate) published: NaiveDate,
    /// When it holds, if the text tells.
    pub(crate) effective: Option<Period>,
    /// Who counts: the body named, else the outlets that print the text.
    pub(crate) counters: Arc<BTreeSet<String>>,
    /// It is told of all that are there: "the last soldiers", "all troops".
    pub(crate) is_of_all: bool,
    /// What its words say of the number.
    pub(crate) wording: Wording,
    /// Analysts' links to other events.
    pub(crate) same_as: &'a [EventId],
    pub(crate) apart_from: &'a [EventId],
}

impl Telling<'_> {
    /// The day on which it holds: the last of its period, else the day of publication.
    pub(crate) fn date(&self) -> NaiveDate {
        self.effective.map_or(self.published, |period| period.to)
    }

    /// The first day on which it holds.
    pub(crate) fn begins(&self) -> NaiveDate {
        self.effective.map_or(self.published, |period| period.from)
    }

    /// The day up to which an open movement is still to be waited for.
    pub(crate) fn due(&self) -> NaiveDate {
        self.date().max(self.published)
    }

    pub(crate) fn is_part(&self) -> bool {
        self.extent == Some(Extent::Part)
    }

    pub(crate) fn is_additional(&self) -> bool {
        self.extent == Some(Extent::Additional)
    }

    /// Whether it speaks of a unit, a kind of troops, a type of equipment or a single site, rather
    /// than of all there is of the category.
    pub(crate) fn is_of_a_unit(&self) -> bool {
        !self.names.is_empty()
            || self.designation.is_named()
            || self.places.iter().any(|spot| spot.site.is_some())
    }
}

/// The places that a fact names, where its forces are or go before where they come from.
pub(crate) fn places(fact: &Fact) -> impl Iterator<Item = &Place> {
    let none: &[Place] = &[];
    let (first, then): (&[Place], &[Place]) = match fact {
        Fact::DeploymentAnnounced(told) => (&told.destination, &told.origin),
        Fact::WithdrawalAnnounced(told) => (&told.origin, &told.destination),
        Fact::DeploymentRuledOut(told) => (&told.destination, none),
        Fact::PostureReported(told) => (&told.location, none),
        Fact::ReportCorrected(told) => (&told.location, none),
        _ => (none, none),
    };
    first.iter().chain(then)
}

/// The tellings of the sorted claims that bear on the question.
pub(crate) fn tellings<'a>(asked: &Asked, claims: &'a [EventRecord]) -> Vec<Telling<'a>> {
    let mut found = Vec::new();
    for (at, record) in claims.iter().enumerate() {
        for one in of_claim(asked, at, record) {
            found.extend(one);
        }
    }
    let voices = voices(claims);
    for telling in found
        .iter_mut()
        .filter(|telling| telling.counters.is_empty())
    {
        let source = &claims[telling.claim].claim.source;
        telling.counters.clone_from(&voices[source]);
    }
    found
}

/// Whose voices a text is in: all the outlets that print it.
fn voices(claims: &[EventRecord]) -> BTreeMap<[u8; 32], Arc<BTreeSet<String>>> {
    let mut voices: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
    for record in claims {
        let provenance = &record.claim.event.provenance;
        let outlet = if provenance.publisher.is_empty() {
            provenance.article.to_string()
        } else {
            format!("outlet {}", provenance.publisher)
        };
        voices
            .entry(record.claim.source)
            .or_default()
            .insert(outlet);
    }
    let shared = |(source, outlets)| (source, Arc::new(outlets));
    voices.into_iter().map(shared).collect()
}

fn of_claim<'a>(asked: &Asked, claim: usize, record: &'a EventRecord) -> Vec<Vec<Telling<'a>>> {
    let none: &[Place] = &[];
    let told =
        |kind, status, forces: &'a [Force], places: &'a [Place], other: &'a [Place], effective| {
            forces
                .iter()
                .filter(|force| force.category == asked.category)
                .map(|force| {
                    telling(
                        asked,
                        claim,
                        record,
                        kind,
                        status,
                        force,
                        (places, other),
                        effective,
                    )
                })
                .collect::<Vec<_>>()
        };
    match &record.claim.event.fact {
        Fact::DeploymentAnnounced(fact) if fact.owner.code == asked.owner => vec![
            told(
                Kind::Arrival,
                fact.status,
                &fact.forces,
                &fact.destination,
                &fact.origin,
                fact.effective,
            ),
            if fact.origin.is_empty() {
                Vec::new()
            } else {
                told(
                    Kind::Departure,
                    fact.status,
                    &fact.forces,
                    &fact.origin,
                    &fact.destination,
                    fact.effective,
                )
            },
        ],
        Fact::WithdrawalAnnounced(fact) if fact.owner.code == asked.owner => {
            vec![told(
                Kind::Departure,
                fact.status,
                &fact.forces,
                &fact.origin,
                &fact.destination,
                fact.effective,
            )]
        }
        Fact::DeploymentRuledOut(fact) if fact.owner.code == asked.owner => {
            vec![told(
                Kind::RuledOut,
                Status::Considered,
                &fact.forces,
                &fact.destination,
                none,
                None,
            )]
        }
        Fact::PostureReported(fact) if fact.owner.code == asked.owner => {
            let mut stocks = told(
                Kind::Stock,
                Status::Completed,
                &fact.forces,
                &fact.location,
                none,
                fact.effective,
            );
            if let Some(counter) = &fact.reported_by {
                for stock in &mut stocks {
                    stock.counters = Arc::new(BTreeSet::from([counter.code.as_str().to_owned()]));
                }
            }
            vec![stocks]
        }
        Fact::ReportCorrected(fact) if fact.owner.code == asked.owner => {
            let on = fact.reported_on.map(Period::day);
            vec![told(
                Kind::Correction,
                Status::Completed,
                &fact.forces,
                &fact.location,
                none,
                on,
            )]
        }
        _ => Vec::new(),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one call site, over the slots of the facts"
)]
fn telling<'a>(
    asked: &Asked,
    claim: usize,
    record: &'a EventRecord,
    kind: Kind,
    status: Status,
    force: &'a Force,
    (places, other): (&[Place], &[Place]),
    effective: Option<Period>,
) -> Telling<'a> {
    let provenance = &record.claim.event.provenance;
    let published = provenance
        .published
        .map_or(NaiveDate::MIN, |published| published.at.date());
    let mut places = spots(places);
    if kind == Kind::Stock {
        leave_out_inner(&mut places);
    }
    let other_end = spots(other);
    let slices = provenance.evidence.iter();
    let wording = Wording::of(slices.map(|slice| slice.text.as_str()));
    Telling {
        claim,
        event: record.claim.event.id,
        article: provenance.article,
        publisher: &provenance.publisher,
        kind,
        status,
        number: force.quantity.as_ref().map(Number::of),
        designation: Arc::new(Designation::new(&force.designation)),
        names: Arc::new(unit_name::names(
            &provenance.evidence,
            unit_name::forces(&record.claim.event.fact),
            force,
        )),
        ship_types: if unit::is_indivisible(asked.category) {
            unit_name::ship_types(&provenance.evidence, &force.designation)
        } else {
            BTreeSet::new()
        },
        extent: force.extent,
        part_of: force.part_of.as_ref().map(Number::of),
        reach: reach(asked, &places),
        other_reach: reach(asked, &other_end),
        places: Arc::new(places),
        other_end: Arc::new(other_end),
        published,
        effective,
        counters: Arc::default(),
        is_of_all: force.extent == Some(Extent::Total) || wording.is_of_the_last,
        wording,
        same_as: &record.same_as,
        apart_from: &record.apart_from,
    }
}

/// A number for Europe that names Finland besides is Europe's.
fn leave_out_inner(spots: &mut BTreeSet<Spot>) {
    let all = spots.clone();
    spots.retain(|spot| {
        !all.iter()
            .any(|wider| wider.relation == spot.relation && is_inside(&spot.code, &wider.code))
    });
}

fn spots(places: &[Place]) -> BTreeSet<Spot> {
    places
        .iter()
        .map(|place| {
            let code = place.posture_code();
            let site = *code != place.code
                && !matches!(place.kind, PlaceKind::Country | PlaceKind::Province);
            Spot {
                code: code.as_str().to_owned(),
                relation: place.relation,
                site: site.then(|| place.code.as_str().to_owned()),
            }
        })
        .collect()
}
