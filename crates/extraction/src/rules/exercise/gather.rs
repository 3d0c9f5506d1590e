//! Who drills, with what, where and when, in the words after an exercise's noun or its verb.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Force, Place, PlaceKind, Relation};

use crate::document::Known;
use crate::gazetteer::{Entry, ExerciseRole, exercise_role};
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, Role, Term};
use crate::rules::add_places;
use crate::time::TimeExpression;

use super::who::{actors_in, pair};

/// What the words around an exercise tell of it.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) actors: Vec<Actor>,
    pub(super) forces: Vec<Force>,
    pub(super) places: Vec<Place>,
    pub(super) times: Vec<TimeExpression>,
    /// How many of the actors are told as where forces come from.
    homes: usize,
    /// Soldiers drill, however many.
    people: bool,
}

/// What the last word that leads makes of the nouns after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// They drill.
    Who,
    /// They are the place, or what lies near it.
    Where(Relation),
    /// They are neither.
    Neither,
}

impl Found {
    /// `Soldiers of the CSTO with 4,200 people from Russia and Tajikistan`: the states, not the alliance.
    pub(super) fn settle(&mut self) {
        if self.homes > 1 {
            self.actors.retain(|actor| actor.kind == ActorKind::State);
        }
        self.forces
            .retain(|force| force.category != Category::Headquarters);
        self.forces = crate::rules::parts::join_unnumbered(std::mem::take(&mut self.forces));
        if self.people && self.forces.is_empty() {
            self.forces.push(Force {
                category: Category::Troops,
                quantity: None,
                designation: String::new(),
                extent: None,
                part_of: None,
            });
        }
    }

    /// Takes one more actor.
    pub(super) fn join(&mut self, actor: Actor) {
        if !self.actors.contains(&actor) {
            self.actors.push(actor);
        }
    }

    /// Takes a force, once.
    fn add(&mut self, force: Force) {
        let force = Force {
            extent: None,
            part_of: None,
            ..force
        };
        if !self.forces.contains(&force) {
            self.forces.push(force);
        }
    }

    /// Takes what stands between two positions, the first words led by `lead`; tells where it ends.
    pub(super) fn gather(
        &mut self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        range: Range<usize>,
        lead: Lead,
    ) -> usize {
        let doc = reading.doc;
        let mut lead = lead;
        let mut after_force = false;
        // After `in answer to a torpedo`, what follows with `on` hangs on the torpedo.
        let mut astray = false;
        let mut home = false;
        let mut company = false;
        // `in strategic waters, including the Persian Gulf`
        let mut there = None;
        let mut at = range.start;
        while at < range.end {
            let chunk = spine.chunks[at];
            match &chunk.kind {
                ChunkKind::Noun(group) => {
                    let after_break = at > range.start
                        && matches!(spine.chunks[at - 1].kind, ChunkKind::Comma | ChunkKind::And);
                    if after_break && range.end == spine.chunks.len() && spine.heads_clause(at) {
                        return at;
                    }
                    let next = spine.over_of(doc, at);
                    match lead {
                        Lead::Who => {
                            let before = self.actors.len();
                            after_force = self.participant(reading, spine, at, company);
                            // `with the involvement of 13,000 troops`
                            if is_taking_part(doc.word(group.head.end - 1)) {
                                for of in spine.of_nouns(doc, at) {
                                    after_force |= self.participant(reading, spine, of, company);
                                }
                            }
                            if home {
                                self.homes += self.actors.len() - before;
                            }
                        }
                        Lead::Where(relation) if !group.pronoun => {
                            there = Some(relation);
                            if !astray || self.places.is_empty() {
                                self.place(reading, spine, at, relation);
                            }
                        }
                        Lead::Where(_) => {}
                        Lead::Neither => astray = at > range.start,
                    }
                    let edge = matches!(lead, Lead::Where(_)) && is_border(reading, spine, at);
                    if matches!(lead, Lead::Where(_)) && !is_join(spine, next) {
                        lead = Lead::Neither;
                    }
                    // `on its border with Colombia` is one place.
                    let across = edge
                        && spine
                            .get(next)
                            .is_some_and(|chunk| doc.word(chunk.tokens.start) == "with");
                    at = if across { next + 2 } else { next };
                    continue;
                }
                ChunkKind::Preposition => {
                    let word = doc.word(chunk.tokens.start);
                    company = matches!(word, "with" | "including" | "plus" | "of" | "and")
                        && (company || word != "of");
                    lead = match word {
                        "including" if there.is_some() && is_area(reading, spine, at + 1) => {
                            Lead::Where(there.expect("it was asked"))
                        }
                        "with" | "between" | "alongside" | "along" | "together" | "including"
                        | "by" | "plus" | "like" | "such" | "among" | "besides" => Lead::Who,
                        "from" if after_force => {
                            home = true;
                            Lead::Who
                        }
                        "of" => lead,
                        "for" | "to" | "from" | "up" | "into" | "over"
                            if !is_area(reading, spine, at + 1) =>
                        {
                            Lead::Neither
                        }
                        "from" | "to" | "for" => Lead::Neither,
                        _ => match reading.role(chunk.tokens.clone()) {
                            (Role::There, relation) => Lead::Where(relation),
                            _ => Lead::Neither,
                        },
                    };
                }
                ChunkKind::Verb(group) => {
                    if group.finite == Finite::Yes {
                        return at;
                    }
                    let lemma = group.main.lemma();
                    let by = spine
                        .get(at + 1)
                        .is_some_and(|chunk| doc.word(chunk.tokens.start) == "by");
                    lead = match exercise_role(lemma) {
                        Some(ExerciseRole::Gathers | ExerciseRole::Sends) if !group.infinitive => {
                            company = true;
                            Lead::Who
                        }
                        Some(_) if by => Lead::Neither,
                        _ if matches!(lemma, "include" | "join" | "lead" | "represent") => {
                            Lead::Who
                        }
                        _ => Lead::Neither,
                    };
                }
                ChunkKind::Time(time) => self.times.push(time.clone()),
                ChunkKind::Comma => {
                    astray = false;
                    if !matches!(
                        spine.get(at + 1).map(|chunk| &chunk.kind),
                        Some(ChunkKind::Noun(_) | ChunkKind::And)
                    ) {
                        after_force = false;
                    }
                }
                ChunkKind::Relative | ChunkKind::Subordinator | ChunkKind::Stop => return at,
                ChunkKind::And | ChunkKind::Adverb | ChunkKind::Quote => {}
            }
            at += 1;
        }
        at
    }

    /// Takes a noun phrase as one that drills: the actors that it names, its forces. Tells whether it is
    /// forces whose home may follow.
    pub(super) fn participant(
        &mut self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        at: usize,
        company: bool,
    ) -> bool {
        let doc = reading.doc;
        let chunk = spine.chunks[at];
        let term = reading.term(spine, at);
        let mut named = actors_in(reading, chunk.tokens.clone());
        for of in spine.of_nouns(doc, at) {
            if named.is_empty() {
                named = actors_in(reading, spine.chunks[of].tokens.clone());
            }
        }
        let watches = chunk
            .tokens
            .clone()
            .any(|token| doc.word(token).starts_with("observer"));
        if watches {
            return false;
        }
        // `20 ships from 15 navies`
        let bodies = matches!(
            doc.word(chunk.tokens.end - 1),
            "navies" | "armies" | "militaries" | "fleets"
        );
        let term = term.filter(|_| !bodies);
        if named.is_empty() {
            named = match &term {
                Some(term) => term.owners.clone(),
                None => pair(reading, spine, at)
                    .or_else(|| self.pointed_to(reading, spine, at))
                    .unwrap_or_default(),
            };
        }
        for actor in named {
            self.join(actor);
        }
        let Some(term) = term else {
            let people = bodies || is_people(doc.word(chunk.tokens.end - 1));
            let count = chunk.noun().and_then(|group| group.count.as_ref());
            if let Some(count) = count
                && matches!(
                    doc.word(chunk.tokens.end - 1),
                    "people" | "participants" | "members"
                )
            {
                self.add(Force {
                    category: Category::Troops,
                    quantity: Some(count.quantity(doc.slice(count.tokens.clone()))),
                    designation: String::new(),
                    extent: None,
                    part_of: None,
                });
            }
            return people;
        };
        self.people |= term.force.category == Category::Troops
            && matches!(
                doc.word(
                    chunk
                        .noun()
                        .map_or(chunk.tokens.end, |group| group.head.end)
                        - 1
                ),
                "troops" | "soldiers" | "servicemen" | "marines" | "paratroopers"
            )
            && !term.owners.is_empty();
        let kinds = company && is_kind(doc, chunk.tokens.clone(), &term);
        if !term.negative && (kinds || is_told(reading, chunk.tokens.clone(), &term)) {
            self.add(term.force);
        }
        true
    }

    /// Whom a pronoun or a short form stands for: `with them`, `with its navy`; not `with its rhetoric`.
    fn pointed_to(
        &self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        at: usize,
    ) -> Option<Vec<Actor>> {
        let doc = reading.doc;
        let chunk = spine.chunks[at];
        let group = chunk.noun()?;
        if doc.word(chunk.tokens.start) == "them" {
            // `Belarus hosts Russian soldiers and drilled with them`
            let named = reading
                .last_named
                .as_ref()
                .filter(|term| term.tokens.start < chunk.tokens.start)?;
            let others = named
                .owners
                .iter()
                .filter(|owner| !self.actors.contains(owner));
            return Some(others.cloned().collect());
        }
        let owning = group
            .possessor
            .as_ref()
            .is_some_and(|possessor| doc.closed(possessor.start).is_some());
        let armed = matches!(
            doc.word(group.head.end - 1),
            "navy"
                | "army"
                | "force"
                | "forces"
                | "military"
                | "militaries"
                | "fleet"
                | "guard"
                | "marines"
                | "counterparts"
                | "counterpart"
                | "ally"
                | "allies"
                | "neighbour"
                | "neighbor"
                | "partner"
        );
        if owning && !armed {
            return None;
        }
        reading.actor(spine, at).map(|actor| vec![actor])
    }

    /// Takes a noun phrase as where they drill.
    fn place(
        &mut self,
        reading: &Reading<'_, '_>,
        spine: &Spine<'_>,
        at: usize,
        relation: Relation,
    ) {
        let owner = self.actors.first().cloned();
        let edge = spine.chunks[at]
            .noun()
            .is_some_and(|group| crate::reading::is_edge(reading.doc.word(group.head.end - 1)));
        let mut places = reading.places(spine, at, relation, owner.as_ref());
        // `in the Grodno region, next to the Suwalki corridor`
        if relation == Relation::Near && !self.places.is_empty() {
            return;
        }
        if relation == Relation::Near && !edge {
            let preposition = reading.doc.word(spine.chunks[at].tokens.start - 1);
            for place in &mut places {
                // Near a town is in its country; off a country is not.
                let town = !matches!(
                    place.kind,
                    PlaceKind::Country | PlaceKind::Sea | PlaceKind::Region
                );
                if town && preposition != "off" || matches!(preposition, "around" | "across") {
                    place.relation = Relation::In;
                }
            }
        }
        add_places(&mut self.places, places);
    }
}

/// Whether forces are worth telling as a part of an exercise: those with a number and those of a named
/// type, not `warships`, `the navy`, `the Northern Fleet`.
fn is_told(reading: &Reading<'_, '_>, tokens: Range<usize>, term: &Term) -> bool {
    let doc = reading.doc;
    let mut typed = false;
    let mut formation = false;
    for at in tokens {
        match doc.mark_from(at).map(|mark| &mark.known) {
            Some(Known::Designation(_) | Known::Name(Entry::Equipment { .. })) => typed = true,
            Some(Known::Formation(_)) => formation = true,
            _ => {}
        }
    }
    // `the two armed forces` are those who drill.
    let sides = term.force.category == Category::Forces
        && term
            .force
            .quantity
            .as_ref()
            .is_some_and(|q| q.high.unwrap_or(q.low) <= 3);
    typed || term.force.quantity.is_some() && !formation && !sides
}

/// `with tanks and drones`: kinds of equipment in the plural, without a number.
fn is_kind(doc: &crate::document::Document<'_>, tokens: Range<usize>, term: &Term) -> bool {
    let things = matches!(
        term.force.category,
        Category::Armor
            | Category::Artillery
            | Category::AirDefense
            | Category::CombatAircraft
            | Category::SupportAircraft
            | Category::Helicopter
            | Category::Uav
            | Category::Warship
            | Category::Submarine
    );
    let word = doc.word(tokens.end - 1);
    things && term.force.quantity.is_none() && (word.ends_with('s') || word == "aircraft")
}

/// Nouns for taking part, whose `of` phrase tells who does.
fn is_taking_part(word: &str) -> bool {
    matches!(
        word,
        "involvement" | "participation" | "attendance" | "presence" | "contingents" | "total"
    )
}

/// Whether a noun phrase is a border.
fn is_border(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    spine.chunks[at]
        .noun()
        .is_some_and(|group| crate::reading::is_edge(reading.doc.word(group.head.end - 1)))
}

/// Whether a list goes on.
fn is_join(spine: &Spine<'_>, at: usize) -> bool {
    spine
        .get(at)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And | ChunkKind::Comma))
}

/// Whether a noun phrase names a place.
fn is_area(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    spine.get(at).is_some_and(|chunk| chunk.noun().is_some())
        && !reading.places(spine, at, Relation::In, None).is_empty()
}

fn is_people(word: &str) -> bool {
    matches!(
        word,
        "people"
            | "participants"
            | "members"
            | "representatives"
            | "delegations"
            | "contingents"
            | "vehicles"
            | "ships"
            | "units"
            | "vessels"
            | "planes"
            | "teams"
    )
}
