//! Postures: the claims that bear on a question are gathered here and resolved without the store.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use events::{ActorCode, Category, PlaceCode, Relation};

use super::{Cell, CellFilter, EventRecord, View};
use crate::claim::ClaimRef;
use crate::posture::Posture;
use crate::resolution::{self, Asked, geography};
use crate::store::ReadError;
use crate::store::placed::{self, NOWHERE, category_bit};

/// Postures that one answer may hold.
pub const POSTURES_MAX: usize = 1_000;

/// What is asked; every filter that is not set lets all pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostureQuestion {
    /// Whose forces.
    pub owner: Option<ActorCode>,
    /// Where.
    pub place: Option<PlaceCode>,
    /// In the place or near it; both where it is not set.
    pub relation: Option<Relation>,
    /// What is counted.
    pub category: Option<Category>,
    /// The day on which it should hold; without one, the newest that is told.
    pub on: Option<NaiveDate>,
    /// The day by whose end it was published; articles without a day of publication then take no
    /// part. Without one, all do.
    pub as_published: Option<NaiveDate>,
}

impl View {
    /// The postures, sorted by (owner, place, relation, category), at most [`POSTURES_MAX`]. A
    /// question that names owner, place and category is always answered, by a posture without
    /// bounds where nothing is known; otherwise only postures with bounds are listed.
    pub fn postures(&self, question: &PostureQuestion) -> Result<Vec<Posture>, ReadError> {
        if let (Some(owner), Some(place), Some(category)) =
            (&question.owner, &question.place, question.category)
        {
            let relations = match question.relation {
                Some(relation) => vec![relation],
                None => vec![Relation::In, Relation::Near],
            };
            let mut found = Vec::new();
            for relation in relations {
                let cell = Cell {
                    owner: owner.clone(),
                    place: place.clone(),
                    relation,
                    category,
                };
                let posture = self.posture(&cell, question)?;
                let asked_for = question.relation.is_some() || relation == Relation::In;
                if asked_for || posture.in_place.is_some() {
                    found.push(posture);
                }
            }
            return Ok(found);
        }
        let cells = self.cells(&CellFilter {
            owner: question.owner.clone(),
            place: question.place.clone(),
            relation: question.relation,
            category: question.category,
        })?;
        let mut found = Vec::new();
        for cell in cells {
            let posture = self.posture(&cell, question)?;
            if posture.in_place.is_some() {
                found.push(posture);
            }
            if found.len() == POSTURES_MAX {
                break;
            }
        }
        Ok(found)
    }

    fn posture(&self, cell: &Cell, question: &PostureQuestion) -> Result<Posture, ReadError> {
        let asked = Asked {
            owner: cell.owner.clone(),
            place: cell.place.clone(),
            relation: cell.relation,
            category: cell.category,
            on: question.on,
        };
        let claims = self.bearing_on(cell, question.as_published)?;
        Ok(resolution::resolve(&asked, claims, self.position))
    }

    /// The claims of the owner in the category that tell of the place, of places inside it or
    /// around it, of no place, and of the places that such claims name besides.
    fn bearing_on(
        &self,
        cell: &Cell,
        as_published: Option<NaiveDate>,
    ) -> Result<Vec<EventRecord>, ReadError> {
        let records = self.records();
        let wanted = category_bit(cell.category);
        let mut claims: BTreeMap<ClaimRef, EventRecord> = BTreeMap::new();
        let mut read: BTreeSet<String> = BTreeSet::new();
        let place = cell.place.as_str();
        let mut places: BTreeSet<String> = BTreeSet::from([place.to_owned(), NOWHERE.to_owned()]);
        places.extend(geography::inside(place).map(str::to_owned));
        places.extend(geography::around(place).map(str::to_owned));
        for _round in 0..2 {
            let mut named = BTreeSet::new();
            for place in places.difference(&read) {
                for at in placed::claims(&self.db, &cell.owner, place, wanted, self.position)? {
                    if claims.contains_key(&at) {
                        continue;
                    }
                    let Some(record) = records.counting(at)? else {
                        continue;
                    };
                    let published = record.claim.event.provenance.published;
                    let by_then = as_published.is_none_or(|day| {
                        published.is_some_and(|published| published.at.date() <= day)
                    });
                    if by_then {
                        let cells = placed::cells(&record.claim.event.fact);
                        named.extend(cells.into_keys().map(|cell| cell.place));
                        claims.insert(at, record);
                    }
                }
            }
            read = std::mem::take(&mut places);
            places = named.union(&read).cloned().collect();
        }
        Ok(claims.into_values().collect())
    }
}
