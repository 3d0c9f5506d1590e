//! What the subject of a clause names: forces, places, actors.

use events::{Actor, Category, Place, Relation};

use crate::grammar::{Article, ChunkKind, Finite};
use crate::reading::{Reading, Term};

use super::Clause;
use super::homes::homes;
use super::places::{add, refine};

impl Clause<'_, '_> {
    /// `Troops from Chad and Cameroon`: the states that the subject comes from.
    pub(crate) fn homes(&self, reading: &Reading<'_, '_>) -> Vec<Actor> {
        let head = self.subject.heads.last();
        head.map_or_else(Vec::new, |head| homes(reading, self.spine, *head, self.at))
    }

    /// Whose the ship is that the subject is aboard: `4,400 sailors aboard the USS Enterprise`.
    fn shipmates(&self, reading: &Reading<'_, '_>) -> Vec<Actor> {
        let Some(head) = self.subject.heads.last() else {
            return Vec::new();
        };
        let at = self.spine.over_of(reading.doc, *head);
        // `sailors serving in the Enterprise Carrier Strike Group`, `assigned to`
        let serving = self.spine.verb(at).is_some_and(|verb| {
            matches!(verb.main.lemma(), "serve" | "assign" | "attach" | "embark")
        });
        let at = at + usize::from(serving);
        let aboard = at + 1 < self.at
            && (serving
                || matches!(
                    reading.doc.word(self.spine.chunks[at].tokens.start),
                    "aboard" | "onboard" | "on"
                ));
        reading
            .term(self.spine, at + 1)
            .filter(|ship| {
                aboard
                    && (matches!(ship.force.category, Category::Warship | Category::Submarine)
                        || serving && ship.force.category == Category::LandUnit)
            })
            .map_or_else(Vec::new, |ship| ship.owners)
    }

    /// The forces before a relative clause whose nearest noun is none: `HIMARS launchers and a Patriot
    /// battery to the Philippines, which will return`.
    pub(super) fn earlier_terms(&self, reading: &Reading<'_, '_>) -> Vec<Term> {
        let Some(head) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|_| self.subject.relative)
        else {
            return Vec::new();
        };
        let mut terms = Vec::new();
        let mut at = head;
        while let Some(before) = at.checked_sub(1) {
            if self.spine.verb(before).is_some() {
                break;
            }
            let object = before == 0 || !self.spine.chunks[before - 1].is_preposition();
            if object && let Some(term) = reading.term(self.spine, before) {
                terms.insert(0, term);
            }
            at = before;
        }
        terms
    }

    /// The forces that the subject names.
    pub(crate) fn subject_terms(&self, reading: &Reading<'_, '_>) -> Vec<Term> {
        let mut terms: Vec<Term> = Vec::new();
        // `a force of 400 comprising 280 airmen and 120 soldiers would go`: the 400.
        let whole = self.subject.heads.first().copied().filter(|first| {
            let verb = self.spine.over_of(reading.doc, *first);
            verb < self.at
                && reading
                    .term(self.spine, *first)
                    .is_some_and(|term| term.force.quantity.is_some())
                && self.spine.verb(verb).is_some_and(|group| {
                    matches!(group.main.lemma(), "comprise" | "include" | "consist")
                })
        });
        let heads = match whole {
            Some(_) => &self.subject.heads[..1],
            None => &self.subject.heads[..],
        };
        for head in heads {
            if let Some(term) = reading.term(self.spine, *head) {
                let alone = reading.absorb(&mut terms, term);
                terms.extend(alone);
            }
        }
        if let [term] = terms.as_mut_slice()
            && term.owners.is_empty()
            && term.force.category != Category::Materiel
        {
            term.owners = self.homes(reading);
            if term.owners.is_empty() {
                term.owners = self.shipmates(reading);
            }
        }
        // `Two destroyers, USS Carney and USS Porter,`: theirs who have the ships named.
        if let [term] = terms.as_mut_slice()
            && term.owners.is_empty()
            && let Some(last) = self.subject.heads.last()
        {
            let comma = self.spine.over_of(reading.doc, *last);
            let opens = comma + 1 < self.at
                && self
                    .spine
                    .get(comma)
                    .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
            let named = reading
                .term(self.spine, comma + 1)
                .filter(|named| opens && named.force.category == term.force.category);
            term.owners = named.map_or_else(Vec::new, |named| named.owners);
        }
        if terms.is_empty() {
            terms = self.earlier_terms(reading);
        }
        if terms.is_empty()
            && let Some(head) = self.subject.heads.last()
        {
            // `a Polish convoy with ammunition`
            let next = self.spine.over_of(reading.doc, *head);
            let with = self
                .spine
                .get(next)
                .is_some_and(|chunk| reading.doc.word(chunk.tokens.start) == "with")
                && next + 1 < self.at;
            if with
                && let Some(mut term) = reading.term(self.spine, next + 1).filter(|term| !term.bare)
            {
                term.owners
                    .extend(reading.named_actor(self.spine.chunks[*head].tokens.clone()));
                terms.push(term);
            }
        }
        if terms.is_empty()
            && let Some(last) = self.subject.heads.last()
        {
            // `Another part of that number, the 300 members of a headquarters, landed`
            let at = self.spine.over_of(reading.doc, *last);
            let comma = self
                .spine
                .get(at)
                .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
            if comma && at + 1 < self.at {
                terms.extend(reading.term(self.spine, at + 1).filter(|term| !term.bare));
            }
        }
        self.apposed_ship(reading, &mut terms);
        self.carried_along(reading, &mut terms);
        self.add_contingents(reading, &mut terms);
        self.add_as_well(reading, &mut terms);
        // `tanks, along with howitzers, are`
        if let Some(last) = self.subject.heads.last().filter(|_| !terms.is_empty()) {
            let mut at = self.spine.over_of(reading.doc, *last);
            if self
                .spine
                .get(at)
                .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma))
            {
                at += 1;
            }
            if self.spine.get(at).is_some_and(|chunk| {
                reading.doc.word(chunk.tokens.start) == "the"
                    && reading.doc.word(chunk.tokens.start + 1) == "latter"
            }) {
                at += 1;
            }
            let company = self.spine.get(at).is_some_and(|chunk| {
                chunk.is_preposition()
                    && matches!(
                        reading.doc.word(chunk.tokens.start),
                        "along" | "together" | "with" | "alongside" | "plus"
                    )
            });
            if company && at + 1 < self.at {
                terms.extend(reading.term(self.spine, at + 1).filter(|term| !term.bare));
            }
        }
        terms
    }

    /// `Another carrier, the USS Abraham Lincoln, entered`: by its name whose it is.
    fn apposed_ship(&self, reading: &Reading<'_, '_>, terms: &mut [Term]) {
        let [term] = terms else { return };
        let Some(head) = self.subject.heads.last() else {
            return;
        };
        let comma = self.spine.over_of(reading.doc, *head);
        let opens = self
            .spine
            .get(comma)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
        if !opens || comma + 1 >= self.at || !term.owners.is_empty() {
            return;
        }
        let ship = reading.term(self.spine, comma + 1).filter(|ship| {
            ship.force.category == term.force.category
                && ship.force.category == events::Category::Warship
                && !ship.owners.is_empty()
        });
        if let Some(ship) = ship {
            term.owners = ship.owners;
            term.force.designation = ship.force.designation;
            term.vague = false;
        }
    }

    /// `11 trucks carrying 64 soldiers`: those who are carried come too, and of lorries and planes it is
    /// they who count.
    fn carried_along(&self, reading: &Reading<'_, '_>, terms: &mut Vec<Term>) {
        let Some(head) = self.subject.heads.first() else {
            return;
        };
        let end = self.spine.over_of(reading.doc, *head);
        let comma = self
            .spine
            .get(end)
            .is_some_and(|chunk| matches!(chunk.kind, crate::grammar::ChunkKind::Comma));
        let verb = end + usize::from(comma);
        let carries = verb + 1 < self.at
            && self.spine.verb(verb).is_some_and(|group| {
                group.main.form == crate::gazetteer::VerbForm::Gerund
                    && group.finite != crate::grammar::Finite::Yes
                    && matches!(
                        group.main.lemma(),
                        "carry" | "transport" | "bring" | "bear" | "ferry" | "convey"
                    )
            });
        let loads: Vec<Term> = (verb + 1..self.at)
            .filter(|at| carries && !self.spine.chunks[at - 1].is_preposition())
            .filter_map(|at| reading.term(self.spine, at))
            .filter(|load| !load.bare)
            .collect();
        if !loads
            .iter()
            .any(|load| load.force.category == Category::Troops)
        {
            return;
        }
        let owner = terms
            .iter()
            .chain(&loads)
            .find_map(|term| term.owners.first().cloned());
        terms.retain(|term| {
            let carrier = matches!(
                term.force.category,
                Category::Materiel | Category::SupportAircraft
            );
            !carrier && !loads.contains(term)
        });
        terms.extend(loads);
        for term in terms.iter_mut().filter(|term| term.owners.is_empty()) {
            term.owners.extend(owner.clone());
        }
    }

    /// `jets, including Rafales, as well as warships, are being sent`
    fn add_as_well(&self, reading: &Reading<'_, '_>, terms: &mut Vec<Term>) {
        let Some(last) = self.subject.heads.last().filter(|_| !terms.is_empty()) else {
            return;
        };
        let from = self.spine.over_of(reading.doc, *last);
        for at in from..self.at.saturating_sub(1) {
            let chunk = self.spine.chunks[at];
            let joins = matches!(chunk.kind, ChunkKind::And)
                && reading.doc.word(chunk.tokens.start) == "as"
                && reading.doc.word(chunk.tokens.start + 1) == "well";
            if joins && let Some(term) = reading.term(self.spine, at + 1) {
                terms.push(term);
            }
        }
    }

    /// The places that hang on the subject: `the 2,500 soldiers in Afghanistan`.
    pub(crate) fn subject_places(&self, reading: &Reading<'_, '_>) -> Vec<Place> {
        let mut found = Vec::new();
        let Some(first) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|first| *first < self.at)
        else {
            return found;
        };
        for at in first + 1..self.at {
            let chunk = self.spine.chunks[at];
            let word = reading.doc.word(chunk.tokens.start);
            if chunk.is_preposition()
                && matches!(
                    word,
                    "in" | "at" | "on" | "near" | "around" | "along" | "off" | "across"
                )
            {
                let (_, relation) = reading.role(chunk.tokens.clone());
                let owner = self
                    .subject_terms(reading)
                    .first()
                    .and_then(|term| term.owners.first().cloned());
                let places = reading.places(self.spine, at + 1, relation, owner.as_ref());
                if word == "in" && !found.is_empty() {
                    refine(&mut found, places);
                } else {
                    add(&mut found, places);
                }
            } else if chunk.verb().is_some_and(|verb| {
                // `troops deployed as part of the mission in Congo`
                verb.finite != crate::grammar::Finite::Perhaps
                    || self.spine.chunks[at - 1].noun().is_none()
                    || at + 1 == self.at
            }) {
                break;
            }
        }
        found
    }

    /// The place that the subject itself is, unless it is a state: `The shoal saw 16 ships`.
    pub(crate) fn places_of_subject(&self, reading: &Reading<'_, '_>) -> Vec<Place> {
        let [head] = self.subject.heads.as_slice() else {
            return Vec::new();
        };
        let mut places = reading.places(self.spine, *head, Relation::In, None);
        places.retain(|place| place.kind != events::PlaceKind::Country);
        if self.subject.relative || reading.actor(self.spine, *head).is_some() {
            places.clear();
        }
        places
    }

    /// The places told between the subject and its verb, also by clauses on it: `the marines who landed in
    /// Darwin will be joined by`.
    pub(crate) fn places_before(&self, reading: &Reading<'_, '_>) -> Vec<Place> {
        let first = self.subject.heads.first().copied().unwrap_or(self.at);
        let mut found = Vec::new();
        for at in first + 1..self.at {
            let chunk = self.spine.chunks[at];
            let (role, relation) = reading.role(chunk.tokens.clone());
            if chunk.is_preposition() && role == crate::reading::Role::There {
                let places = reading.places(self.spine, at + 1, relation, None);
                add(&mut found, places);
            }
        }
        found
    }

    /// Whose the subject is by the words between commas after it (`the frigate X, the other half of
    /// Copenhagen's contribution,`) or by the verb whose object it is (`France keeps the frigate, which`).
    pub(crate) fn apposed_owner(&self, reading: &Reading<'_, '_>) -> Option<Actor> {
        let head = *self.subject.heads.last()?;
        if self.subject.relative {
            let verb = head
                .checked_sub(1)
                .filter(|at| self.spine.verb(*at).is_some())?;
            let agent = *self.spine.subject(reading.doc, verb).heads.first()?;
            let relative_place = reading.term(self.spine, head).is_some();
            return relative_place.then(|| reading.actor(self.spine, agent))?;
        }
        let comma = self.spine.over_of(reading.doc, head);
        let opens = self
            .spine
            .get(comma)
            .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
        // `12,000 soldiers, including 200 Swedes, are`: of whom some are theirs.
        let part = self.spine.get(comma + 1).is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.start),
                "including" | "among" | "mostly" | "mainly" | "most"
            )
        });
        if !opens || part {
            return None;
        }
        (comma + 1..self.at)
            .take_while(|at| self.spine.verb(*at).is_none())
            .filter(|at| self.spine.chunks[*at].noun().is_some())
            .find_map(|at| reading.named_actor(self.spine.chunks[at].tokens.clone()))
    }

    /// Where the subject is told to be bound: `promised to Poland`, `bound for the coast`, `leaving Syria`
    /// gives where from.
    pub(crate) fn subject_course(&self, reading: &Reading<'_, '_>) -> (Vec<Place>, Vec<Place>) {
        let (mut goal, mut origin) = (Vec::new(), Vec::new());
        let Some(first) = self
            .subject
            .heads
            .first()
            .copied()
            .filter(|first| *first < self.at)
        else {
            return (goal, origin);
        };
        for at in first + 1..self.at {
            let chunk = self.spine.chunks[at];
            let word = reading.doc.word(chunk.tokens.start);
            if chunk.is_preposition()
                && matches!(
                    word,
                    "to" | "for" | "into" | "bound" | "destined" | "headed"
                )
            {
                add(
                    &mut goal,
                    reading.places(self.spine, at + 1, Relation::In, None),
                );
            } else if chunk.is_preposition()
                && word == "from"
                && self.homes(reading).is_empty()
                && reading.sender(self.spine, first).is_none()
                || chunk
                    .verb()
                    .is_some_and(|verb| matches!(verb.main.lemma(), "leave" | "depart" | "quit"))
            {
                add(
                    &mut origin,
                    reading.places(self.spine, at + 1, Relation::In, None),
                );
            }
        }
        (goal, origin)
    }

    /// Where the subject is told to be based as it moves: `paratroopers based in Italy will arrive`.
    pub(crate) fn subject_base(&self, reading: &Reading<'_, '_>) -> Vec<Place> {
        let Some(first) = self.subject.heads.first().copied() else {
            return Vec::new();
        };
        let based = (first + 1..self.at).find(|at| {
            self.spine.verb(*at).is_some_and(|verb| {
                verb.finite != Finite::Yes
                    && matches!(
                        verb.main.lemma(),
                        "base" | "station" | "garrison" | "headquarter" | "post"
                    )
            })
        });
        let led = based.map(|at| at + 1).filter(|at| {
            self.spine.get(*at).is_some_and(|chunk| {
                matches!(reading.doc.word(chunk.tokens.start), "in" | "at" | "on")
            })
        });
        led.map_or_else(Vec::new, |at| {
            reading.places(self.spine, at + 1, Relation::In, None)
        })
    }

    /// The actors that the subject names, each once.
    pub(crate) fn subject_actors(&self, reading: &Reading<'_, '_>) -> Vec<Actor> {
        let mut found: Vec<Actor> = Vec::new();
        for head in &self.subject.heads {
            if let Some(actor) = reading.actor(self.spine, *head)
                && !found.contains(&actor)
            {
                found.push(actor);
            }
        }
        found
    }

    /// Whether the subject is `none of`, `nobody`, `neither A nor B`, `no country`.
    pub(crate) fn subject_negative(&self) -> bool {
        self.subject.heads.iter().any(|head| {
            self.spine.chunks[*head]
                .noun()
                .is_some_and(|noun| noun.article == Article::Negative)
        })
    }
}
