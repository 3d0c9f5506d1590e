//! Where: the places that phrases name, in them or near them.

#![allow(clippy::match_same_arms)] // tables, read row by row

mod named;
mod short;
mod zones;

pub(crate) use zones::is_edge;

use std::ops::Range;

use events::{Actor, Place, PlaceKind, Relation};

use crate::document::Known;
use crate::gazetteer::{self, Entry, Words};
use crate::grammar::clause::{Spine, is_place_noun};

use super::Reading;

use zones::is_post;

/// What a preposition makes of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Where something goes or is.
    There,
    /// Where it comes from.
    From,
    /// None of these.
    Other,
}

impl Reading<'_, '_> {
    /// What a preposition makes of a place, and whether forces are then near it.
    pub(crate) fn role(&self, preposition: Range<usize>) -> (Role, Relation) {
        let word = self.doc.word(preposition.start);
        match word {
            "to" | "into" | "onto" | "in" | "at" | "on" | "for" | "inside" | "across" | "over"
            | "through" | "throughout" | "towards" | "toward" | "aboard" | "past" | "beyond"
            | "within" | "via" | "up" => (Role::There, Relation::In),
            "bound" | "destined" | "headed" => (Role::There, Relation::In),
            "near" | "closer" | "nearer" | "along" | "around" | "close" | "off" | "opposite"
            | "bordering" | "next" | "facing" | "surrounding" => (Role::There, Relation::Near),
            // `camped outside Bamako`; but `outside the country`
            "outside" | "west" | "east" | "north" | "south" | "northwest" | "northeast"
            | "southwest" | "southeast"
                if self.leads_town(preposition.end) =>
            {
                (Role::There, Relation::Near)
            }
            "from" | "out" => (Role::From, Relation::In),
            // `flew out of Niamey`
            "of" if preposition.start > 0 && self.doc.word(preposition.start - 1) == "out" => {
                (Role::From, Relation::In)
            }
            _ => (Role::Other, Relation::In),
        }
    }

    /// Whether the name of a town or base begins at a token.
    fn leads_town(&self, token: usize) -> bool {
        self.doc
            .mark_from(token)
            .is_some_and(|mark| match &mark.known {
                Known::Name(Entry::Capital { .. }) => true,
                Known::Name(Entry::Place(place)) => {
                    matches!(place.kind, PlaceKind::City | PlaceKind::Base)
                }
                _ => false,
            })
    }

    /// The places that a noun phrase names. `owner` is whose forces stand there.
    pub(crate) fn places(
        &self,
        spine: &Spine<'_>,
        at: usize,
        relation: Relation,
        owner: Option<&Actor>,
    ) -> Vec<Place> {
        let Some(chunk) = spine.get(at) else {
            return Vec::new();
        };
        let Some(group) = chunk.noun() else {
            return Vec::new();
        };
        let doc = self.doc;
        let head = doc.word(group.head.end - 1);
        if let Some(half) = self.korean_half(chunk.tokens.clone(), head, relation) {
            return vec![half];
        }
        let edge = is_edge(head)
            && doc
                .mark(group.head.start)
                .is_none_or(|mark| mark.tokens.len() == 1 && !matches!(mark.known, Known::Name(_)));
        let zone = self.is_zone(chunk.tokens.clone());
        let relation = if edge || zone {
            Relation::Near
        } else {
            relation
        };
        if group.pronoun {
            return self.pronoun_place(head, chunk.tokens.start, relation, owner);
        }
        if head == "side"
            && self.named_places(chunk.tokens.clone(), true).is_empty()
            && let Some(of) = spine.of_nouns(doc, at).first()
            && spine
                .get(*of)
                .and_then(|chunk| chunk.noun())
                .is_some_and(|noun| is_edge(doc.word(noun.head.end - 1)))
        {
            return self.places(spine, *of, Relation::Near, owner);
        }
        if head == "vicinity"
            && let Some(of) = spine.of_nouns(doc, at).first()
        {
            return self.places(spine, *of, Relation::Near, owner);
        }
        if self.outpost_at_sea(spine, at) {
            return Vec::new();
        }
        if let Some(strait) = self.median_line(chunk.tokens.clone()) {
            return vec![strait];
        }
        if edge && let Some(place) = self.across(spine, at) {
            return vec![near(place)];
        }
        if let Some(flank) = self.flank(spine, at) {
            return vec![flank];
        }
        if relation == Relation::Near
            && matches!(head, "country" | "nation")
            && group.possessor.is_none()
        {
            let owned = owner.map(|owner| owner.code.as_str().to_owned());
            return self
                .edge_target(chunk.tokens.start, owned.as_deref())
                .map(near)
                .into_iter()
                .collect();
        }
        // `the Horn of Africa nation`, `the Balkan country`: one of a region, told before.
        if matches!(
            head,
            "country" | "nation" | "state" | "republic" | "kingdom"
        ) && let [
            Place {
                kind: PlaceKind::Region,
                ..
            },
        ] = self.named_places(chunk.tokens.clone(), true).as_slice()
        {
            return self
                .member_state(chunk.tokens.start, owner)
                .into_iter()
                .collect();
        }
        if head == "sea" && chunk.tokens.len() == 1 {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut tokens = vec![chunk.tokens.clone()];
        tokens.extend(
            spine
                .of_nouns(doc, at)
                .into_iter()
                .map(|of| spine.chunks[of].tokens.clone()),
        );
        // `the Persian Gulf state of Kuwait`: which of them it is.
        let one_of = matches!(
            head,
            "state" | "country" | "nation" | "emirate" | "kingdom" | "sultanate" | "republic"
        );
        if one_of && tokens.len() > 1 {
            tokens.swap(0, 1);
        }
        for (number, span) in tokens.into_iter().enumerate() {
            let noun = self.doc.word(span.end - 1);
            let adjectives = if number > 0 || one_of {
                is_place_noun(noun)
            } else {
                is_place_noun(head) || edge
            };
            let named = self.named_places(span, adjectives);
            if !named.is_empty() {
                found = named;
                // `the town of X`, but `the coast of X`: the first that names one.
                break;
            }
        }
        // `a U.S. air base in Qatar`: whose it is, and where.
        if is_post(head) && found.iter().all(|place| place.kind == PlaceKind::Country) {
            let inside = spine.get(spine.over_of(doc, at)).is_some_and(|next| {
                next.is_preposition() && matches!(doc.word(next.tokens.start), "in" | "on" | "near")
            });
            let elsewhere = || {
                !self
                    .places(spine, spine.over_of(doc, at) + 1, Relation::In, owner)
                    .is_empty()
            };
            if !found.is_empty() && inside && self.names_owner(chunk.tokens.clone()) && elsewhere()
            {
                return Vec::new();
            }
            // `a helicopter base it has set up in Kobani`
            let next = spine.over_of(doc, at);
            let made = found.is_empty()
                && group.article == crate::grammar::Article::Indefinite
                && spine
                    .get(next)
                    .and_then(|chunk| chunk.noun())
                    .is_some_and(|noun| noun.pronoun)
                && spine.verb(next + 1).is_some()
                && spine
                    .get(next + 2)
                    .is_some_and(crate::grammar::chunk::Chunk::is_preposition);
            if made {
                return self.places(spine, next + 3, Relation::In, owner);
            }
        }
        let named = !found.is_empty();
        if !named {
            found = self
                .short_place(spine, at, owner, edge)
                .into_iter()
                .collect();
        }
        if found.is_empty() {
            found.extend(self.mission_place(chunk.tokens.clone()));
        }
        let measure = matches!(
            head,
            "kilometres" | "kilometers" | "km" | "miles" | "metres" | "hours" | "drive"
        );
        if found.is_empty()
            && (measure
                || matches!(
                    head,
                    "parts"
                        | "part"
                        | "side"
                        | "vicinity"
                        | "edge"
                        | "reach"
                        | "south"
                        | "north"
                        | "east"
                        | "west"
                ))
            && let Some(of) = spine.of_nouns(doc, at).first()
        {
            let relation = if measure { Relation::Near } else { relation };
            return self.places(spine, *of, relation, owner);
        }
        if relation == Relation::Near {
            let beside = if named && !edge { beside } else { near };
            found = found.into_iter().map(beside).collect();
        }
        found
    }

    /// Whether the states named in some words say whose something is: `a US base`, `an Iraqi camp`; `a new
    /// Syria base` is in Syria.
    fn names_owner(&self, tokens: Range<usize>) -> bool {
        tokens.into_iter().all(|at| {
            self.doc.mark_from(at).is_none_or(|mark| match mark.known {
                Known::Name(Entry::State { .. }) => {
                    let name = self.doc.slice(mark.tokens.clone());
                    name.chars().all(|c| c.is_ascii_uppercase() || c == '.')
                }
                _ => true,
            })
        })
    }

    /// The country at whose edge a noun phrase says something is, where it names one.
    pub(super) fn told_edge(&self, spine: &Spine<'_>, at: usize) -> Option<Place> {
        let across = self.across(spine, at);
        let own = || {
            let mut tokens = vec![spine.chunks[at].tokens.clone()];
            tokens.extend(
                spine
                    .of_nouns(self.doc, at)
                    .into_iter()
                    .map(|of| spine.chunks[of].tokens.clone()),
            );
            tokens
                .into_iter()
                .find_map(|span| self.named_places(span, true).into_iter().next())
        };
        across.or_else(own)
    }

    /// `the eastern part of the alliance`, `NATO's eastern members`: its eastern flank.
    fn flank(&self, spine: &Spine<'_>, at: usize) -> Option<Place> {
        let chunk = spine.get(at)?;
        let head = self.doc.word(chunk.noun()?.head.end - 1);
        let eastern = chunk
            .tokens
            .clone()
            .any(|at| matches!(self.doc.word(at), "eastern" | "easternmost"));
        if !eastern
            || !matches!(
                head,
                "part"
                    | "members"
                    | "allies"
                    | "states"
                    | "side"
                    | "edge"
                    | "countries"
                    | "borders"
                    | "border"
                    | "flank"
            )
        {
            return None;
        }
        let mut tokens = vec![chunk.tokens.clone()];
        tokens.extend(
            spine
                .of_nouns(self.doc, at)
                .into_iter()
                .map(|of| spine.chunks[of].tokens.clone()),
        );
        let alliance = tokens.into_iter().any(|span| {
            span.clone().any(|at| self.doc.word(at) == "alliance")
                || self
                    .named_actor(span)
                    .is_some_and(|actor| actor.code.as_str() == "NATO")
        });
        let found = gazetteer::find(&Words::of("Eastern Flank"));
        alliance.then(|| found.first()?.entry.place().cloned())?
    }

    /// The first place of the dateline.
    pub(crate) fn dateline(&self) -> Option<Place> {
        let first = self.doc.sentences.first()?;
        // `HONIARA.` may stand as a sentence of its own.
        let alone = first.tokens.len() <= 4
            && first
                .tokens
                .clone()
                .all(|at| self.doc.tokens[at].shouted || self.doc.word(at).len() < 2);
        let lead = if alone {
            first.tokens.clone()
        } else {
            first.lead.clone()
        };
        self.named_places(lead, false).into_iter().next()
    }

    /// Where the outlet writes from: the first place of its dateline.
    fn home(&self) -> Option<Place> {
        let lead = self.doc.sentences.first()?.lead.clone();
        self.named_places(lead, false)
            .into_iter()
            .next()
            .or_else(|| {
                let token = self.doc.sentences.first()?.tokens.start;
                self.places
                    .iter()
                    .find(|seen| seen.token >= token)
                    .map(|seen| seen.what.clone())
            })
    }

    /// The country that forces stand at the edge of, where only `the border` is told: the edge told
    /// last, the country that something was told to happen in or near last, the one named most.
    fn edge_target(&self, token: usize, owner: Option<&str>) -> Option<Place> {
        let foreign = |place: &Place| {
            place.posture_code().is_country() && Some(place.posture_code().as_str()) != owner
        };
        if let Some(edge) = self.last_edge.clone().filter(|place| foreign(place)) {
            return Some(edge);
        }
        // The dateline tells where the outlet writes, not what it writes of.
        let body = self
            .doc
            .sentences
            .first()
            .map_or(0, |sentence| sentence.tokens.start);
        let told = || {
            self.places
                .iter()
                .filter(|seen| (body..token).contains(&seen.token) && foreign(&seen.what))
        };
        // A town stands for its country only where no country is told.
        let town = !told().any(|seen| seen.what.kind == PlaceKind::Country);
        let seen = || told().filter(|seen| town || seen.what.kind == PlaceKind::Country);
        if let Some(place) = seen().rfind(|seen| seen.salient) {
            return whole_country(&place.what);
        }
        let count = |place: &Place| {
            seen()
                .filter(|other| other.what.posture_code() == place.posture_code())
                .count()
        };
        seen()
            .max_by_key(|seen| count(&seen.what))
            .and_then(|seen| whole_country(&seen.what))
    }

    /// `its border with Belarus`, `the border between A and B`: the land on the other side.
    fn across(&self, spine: &Spine<'_>, at: usize) -> Option<Place> {
        let next = spine.get(at + 1)?;
        if self.doc.word(next.tokens.start) != "with" {
            return None;
        }
        let tokens = spine.get(at + 2)?.tokens.clone();
        self.named_places(tokens, true).into_iter().next()
    }
}

/// A place as one that forces are beside: near a town they are still in its country.
fn beside(place: Place) -> Place {
    if matches!(place.kind, PlaceKind::City | PlaceKind::Base) {
        place
    } else if place.kind == PlaceKind::Sea && place.name.contains("Strait") {
        // What is near a strait may stand on its shore.
        Place {
            relation: Relation::Near,
            ..place
        }
    } else {
        near(place)
    }
}

/// A place as one that forces are near to.
pub(super) fn near(place: Place) -> Place {
    let wide = matches!(place.kind, PlaceKind::Sea | PlaceKind::Region)
        || place.code.as_str().ends_with("-sea");
    Place {
        relation: if wide { Relation::In } else { Relation::Near },
        ..place
    }
}

/// The country that a place lies in, where `the country` or `its neighbour` is told after it.
pub(super) fn whole_country(place: &Place) -> Option<Place> {
    let code = place.posture_code();
    let name = gazetteer::actor(code.as_str()).map_or(place.name.as_str(), |actor| &actor.name);
    country(code.as_str(), name)
}

/// A country as a place.
pub(super) fn country(code: &str, name: &str) -> Option<Place> {
    let code: events::PlaceCode = code.parse().ok()?;
    code.is_country().then(|| Place {
        code: code.clone(),
        name: name.to_owned(),
        kind: PlaceKind::Country,
        country: Some(code),
        relation: Relation::In,
        coordinates: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn near_a_town_is_in_its_country() {
        check(
            "A Spanish battalion is stationed near Adazi.",
            &["posture ESP 1 LAND_UNIT in LVA"],
        );
        check(
            "Uzbekistan has moved tanks to the Tajik border near Panjakent.",
            &["deploy UZB ARMOR to near:TJK completed"],
        );
    }
}
