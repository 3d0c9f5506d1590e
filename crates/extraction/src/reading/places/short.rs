//! Places by pronoun and short form: `there`, `the country`, `its territory`, `the border`.

use std::collections::BTreeMap;

use events::{Actor, Place, PlaceKind, Relation};

use crate::grammar::clause::{Spine, is_place_noun};
use crate::grammar::words::Closed;
use crate::reading::Reading;

use super::{near, whole_country};

impl Reading<'_, '_> {
    /// `there`, `here`, `it`: the place told last in the paragraph.
    pub(super) fn pronoun_place(
        &self,
        word: &str,
        token: usize,
        relation: Relation,
        owner: Option<&Actor>,
    ) -> Vec<Place> {
        if !matches!(word, "there" | "here" | "it" | "them") {
            return Vec::new();
        }
        let foreign = |place: &Place| {
            owner.is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
        };
        let place = match word {
            "here" => self.home(),
            "them" | "it" => self
                .places
                .iter()
                .filter(|seen| seen.token < token && foreign(&seen.what))
                .max_by_key(|seen| seen.token)
                .map(|seen| seen.what.clone()),
            _ => self.last_place(token, &|_| true),
        };
        place
            .map(|place| {
                if relation == Relation::Near {
                    near(place)
                } else {
                    place
                }
            })
            .into_iter()
            .collect()
    }

    /// `the country`, `the region`, `his country`, `the border`, `its territory`.
    pub(super) fn short_place(
        &self,
        spine: &Spine<'_>,
        at: usize,
        owner: Option<&Actor>,
        edge: bool,
    ) -> Option<Place> {
        let chunk = spine.get(at)?;
        let group = chunk.noun()?;
        let word = self.doc.word(group.head.end - 1);
        if !is_place_noun(word) {
            return None;
        }
        let token = chunk.tokens.start;
        // `in waters off Taiwan`: the next phrase tells which.
        let told_next = matches!(
            self.doc.word(chunk.tokens.end),
            "off"
                | "near"
                | "around"
                | "surrounding"
                | "between"
                | "east"
                | "west"
                | "north"
                | "south"
        );
        if matches!(word, "waters" | "sea" | "airspace") && told_next {
            return None;
        }
        if matches!(word, "neighbour" | "neighbor" | "neighbours" | "neighbors") {
            let owned = owner.map(|owner| owner.code.as_str().to_owned());
            return self.edge_target(token, owned.as_deref());
        }
        if let Some(possessor) = &group.possessor
            && self.doc.closed(possessor.start) == Some(Closed::Owning)
        {
            // `their home port`
            let home = chunk.tokens.clone().any(|at| self.doc.word(at) == "home");
            if home && matches!(word, "aerodrome" | "airfield" | "airport" | "base" | "port") {
                return owner.and_then(|owner| self.place_of(owner));
            }
            // Forces that go to their own barracks go home.
            if matches!(
                word,
                "barracks" | "garrison" | "garrisons" | "bases" | "base"
            ) {
                return None;
            }
            let whose = self.doc.word(possessor.start);
            if whose == "our" && !self.doc.quoted[possessor.start] {
                return self.home();
            }
            let actor = match whose {
                "its" | "their" if let Some(accuser) = self.accuser(token, owner) => Some(accuser),
                "its" | "their" if !edge || possessor.len() > 1 => {
                    owner.cloned().or_else(|| self.pronoun(whose, token))
                }
                "its" | "their" => None,
                _ => self.pronoun(whose, token),
            };
            let actor = actor.map(|actor| self.whose_guard(actor, word, token, owner));
            if let Some(actor) = actor {
                return self.place_of(&actor);
            }
        }
        let country = |place: &Place| place.posture_code().is_country();
        match word {
            "vicinity" if self.last_goal.is_some() => self.last_goal.clone(),
            _ if edge => {
                let owned = owner.map(|owner| owner.code.as_str().to_owned());
                self.edge_target(token, owned.as_deref())
            }
            "districts" | "provinces" | "regions" | "territories" | "areas"
                if chunk.tokens.clone().any(|at| {
                    let word = self.doc.word(at);
                    ["separatist", "rebel", "occupied", "breakaway", "annexed"]
                        .iter()
                        .any(|kind| word.starts_with(kind))
                }) =>
            {
                let owned = owner.map(|owner| owner.code.as_str().to_owned());
                self.edge_target(token, owned.as_deref())
            }
            "neighbour" | "neighbor" | "neighbours" | "neighbors" => {
                let owned = owner.map(|owner| owner.code.as_str().to_owned());
                self.edge_target(token, owned.as_deref())
            }
            "country" | "nation" | "republic"
                if self.last_goal.as_ref().is_some_and(|goal| {
                    self.last_paragraph == self.places.last().map(|seen| seen.paragraph)
                        && country(goal)
                        && owner
                            .is_none_or(|owner| owner.code.as_str() != goal.posture_code().as_str())
                }) =>
            {
                self.last_goal.clone()
            }
            "ground" => self.last_goal.clone(),
            "banks" | "bank" => self.last_place(token, &|place| place.kind == PlaceKind::Sea),
            "republic" => self.last_place(token, &country),
            // `Portugal has 60 instructors in the country`: not in its own.
            "country" | "nation" | "territory"
                if self.last_place(token, &country).is_some_and(|place| {
                    owner.is_some_and(|owner| place.posture_code().as_str() == owner.code.as_str())
                }) =>
            {
                self.last_goal
                    .clone()
                    .filter(|goal| {
                        country(goal)
                            && owner.is_some_and(|owner| {
                                owner.code.as_str() != goal.posture_code().as_str()
                            })
                    })
                    .or_else(|| self.topic(owner))
                    .or_else(|| self.most_named(token, owner))
                    .or_else(|| self.last_place(token, &country))
            }
            "country" | "nation" | "territory" | "soil" => self
                .last_place(token, &country)
                .and_then(|place| whole_country(&place)),
            "capital" | "city" | "town" | "north" | "south" | "east" | "west" | "south-east"
            | "south-west" | "north-east" | "north-west" | "airspace" => {
                self.last_place(token, &country)
            }
            "area" => self
                .last_goal
                .clone()
                .or_else(|| self.last_place(token, &|place| !place.code.is_country())),
            "shoal" | "reef" | "atoll" | "elevation" | "feature" | "sandbank" => {
                self.last_place(token, &|place| place.kind == PlaceKind::Island)
            }
            "location" | "site" => self.last_place(token, &|_| true),
            // Chinese ships near `the island` are near Taiwan, whatever else was named.
            "island" => self.last_place(token, &|place| {
                is_island(place)
                    && owner
                        .is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
            }),
            "zone" | "zones" | "adiz" | "eez" => self.last_place(token, &|place| {
                country(place)
                    && owner
                        .is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
            }),
            // `the region` is one sooner than a sea.
            "region" => self
                .last_goal
                .clone()
                .filter(|goal| goal.kind == PlaceKind::Region)
                .or_else(|| self.last_place(token, &|place| place.kind == PlaceKind::Region))
                .or_else(|| self.last_place(token, &|place| fits(place.kind, word))),
            "waters" | "sea" | "strait" | "flank" | "gulf" | "peninsula" | "province" | "base"
            | "airport" | "port" => self.last_place(token, &|place| fits(place.kind, word)),
            _ => None,
        }
    }

    /// The country abroad that has been named most, in it or by itself; of equals the last.
    fn most_named(&self, token: usize, owner: Option<&Actor>) -> Option<Place> {
        let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for (rank, seen) in self.places.iter().enumerate() {
            let code = seen.what.posture_code();
            let home = owner.is_some_and(|owner| owner.code.as_str() == code.as_str());
            if seen.token < token && code.is_country() && !home {
                let count = counts.entry(code.as_str()).or_default();
                *count = (count.0 + 1, rank);
            }
        }
        let (_, rank) = counts.values().max()?;
        whole_country(&self.places[*rank].what)
    }

    /// The country told last that is not the owner's own.
    pub(super) fn member_state(&self, token: usize, owner: Option<&Actor>) -> Option<Place> {
        let foreign = |place: &Place| {
            place.posture_code().is_country()
                && owner.is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
        };
        self.last_place(token, &foreign)
            .and_then(|place| whole_country(&place))
    }

    /// `Taiwan said Chinese aircraft had entered its zone`: nobody enters their own.
    fn whose_guard(&self, told: Actor, word: &str, token: usize, owner: Option<&Actor>) -> Actor {
        let guarded = matches!(
            word,
            "zone" | "zones" | "adiz" | "eez" | "airspace" | "waters"
        );
        if !guarded || Some(&told) != owner {
            return told;
        }
        let at = self
            .doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let start = self
            .doc
            .sentences
            .get(at)
            .map_or(token, |sentence| sentence.tokens.start);
        let first = self.actors.partition_point(|seen| seen.token < start);
        self.actors[first..]
            .iter()
            .take_while(|seen| seen.token < token)
            .find(|seen| {
                seen.subject && seen.what.kind == events::ActorKind::State && seen.what != told
            })
            .map_or(told.clone(), |seen| seen.what.clone())
    }

    /// `Congo accuses Rwanda of having troops on its soil`: the one whose soil it is.
    fn accuser(&self, token: usize, owner: Option<&Actor>) -> Option<Actor> {
        let at = self
            .doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let start = self.doc.sentences.get(at)?.tokens.start;
        let accuses = (start..token).rev().find(|at| {
            matches!(
                self.doc.word(*at),
                "accuses" | "accused" | "accuse" | "accusing" | "suspects" | "suspected"
            )
        })?;
        self.actors
            .iter()
            .rev()
            .skip_while(|seen| seen.token >= accuses)
            .take_while(|seen| seen.token >= start)
            .find(|seen| seen.subject && owner.is_some_and(|owner| *owner != seen.what))
            .map(|seen| seen.what.clone())
    }

    /// The place named last before a token, in this paragraph or, failing that, before it.
    pub(crate) fn last_place(
        &self,
        token: usize,
        wanted: &dyn Fn(&Place) -> bool,
    ) -> Option<Place> {
        let fits = |seen: &&crate::reading::Seen<Place>| seen.token < token && wanted(&seen.what);
        let last = self.places.iter().rev().find(fits)?;
        let salient = self
            .places
            .iter()
            .rev()
            .take_while(|seen| seen.paragraph == last.paragraph)
            .filter(|seen| seen.salient)
            .find(fits);
        Some(salient.unwrap_or(last).what.clone())
    }
}

fn fits(kind: PlaceKind, word: &str) -> bool {
    match word {
        "sea" | "strait" | "waters" | "gulf" => kind == PlaceKind::Sea,
        "region" | "area" => matches!(kind, PlaceKind::Region | PlaceKind::Sea),
        "flank" => kind == PlaceKind::Region,
        _ => true,
    }
}

/// An island, or a state that is one.
fn is_island(place: &Place) -> bool {
    const STATES: &[&str] = &[
        "TWN", "LKA", "CYP", "HTI", "MLT", "SGP", "BHR", "MDG", "TLS", "ISL", "IRL", "CUB", "JAM",
        "GRL", "FJI", "SLB", "VUT", "TON", "GUM", "PRI", "MUS", "MDV", "COM", "JPN", "GRD",
    ];
    place.kind == PlaceKind::Island || STATES.contains(&place.code.as_str())
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn whose_country_it_is() {
        check(
            "Burundi accuses Rwanda of keeping 800 soldiers on its territory.",
            &["posture RWA 800 TROOPS in BDI by BDI"],
        );
        check(
            "Kenya leads the force in Haiti. Jamaica has 24 soldiers in the country.",
            &["posture JAM 24 TROOPS in HTI"],
        );
    }
}
