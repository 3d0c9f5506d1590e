//! What has been named so far.

use events::{Actor, Place, Relation};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::gazetteer::Entry;
use crate::grammar::chunk::ChunkKind;
use crate::grammar::clause::Spine;
use crate::token::TokenKind;

use super::{Reading, Role, Seen};

impl Reading<'_, '_> {
    /// Takes note of the actors and places that a sentence names.
    pub(crate) fn enter(&mut self, number: usize) {
        let parsed = std::mem::take(&mut self.sentences[number].chunks);
        let paragraph = self.sentences[number].paragraph;
        forget(&mut self.actors);
        forget(&mut self.places);
        let lead = self.doc.sentences[number].lead.clone();
        for place in self.named_places(lead.clone(), false) {
            self.places.push(Seen {
                token: lead.start,
                what: place,
                paragraph,
                salient: false,
                subject: false,
            });
        }
        let spine = Spine::of(&parsed, &[]);
        let mut subjects: Vec<usize> = Vec::new();
        for at in 0..spine.chunks.len() {
            let Some(verb) = spine.verb(at) else { continue };
            if verb.finite == crate::grammar::Finite::No && !verb.infinitive {
                continue;
            }
            let heads = spine.subject(self.doc, at).heads;
            // `called for Russia to remove its forces`: an infinitive with a subject of its own.
            let own = verb.infinitive && heads.as_slice() == [at.wrapping_sub(1)];
            if own || verb.finite != crate::grammar::Finite::No {
                subjects.extend(heads);
            }
        }
        let mut terms = std::mem::take(&mut self.entered);
        terms.clear();
        for at in 0..spine.chunks.len() {
            let chunk = spine.chunks[at];
            terms.push(self.term(&spine, at));
            let ChunkKind::Noun(group) = &chunk.kind else {
                continue;
            };
            if group.pronoun {
                continue;
            }
            let before = at.checked_sub(1).map(|before| spine.chunks[before]);
            let role = before
                .filter(|chunk| chunk.is_preposition())
                .map_or(Role::Other, |chunk| self.role(chunk.tokens.clone()).0);
            let place_word = at.checked_sub(1).is_some_and(|before| {
                self.leads_place(&spine, before) || {
                    // `from Cyprus and Greece`
                    matches!(spine.chunks[before].kind, ChunkKind::And)
                        && before >= 2
                        && !subjects.contains(&at)
                        && spine.place_like(self.doc, at)
                        && spine.place_like(self.doc, before - 1)
                        && self.leads_place(&spine, before - 2)
                }
            });
            let token = chunk.tokens.start;
            self.note_mission(&spine, at);
            let term = &terms[at];
            let force = term.is_some();
            if let Some(term) = term {
                self.note_arms(term);
            }
            let named = self.named_actor(chunk.tokens.clone());
            let nameless = named.is_none();
            if !place_word && let Some(actor) = named {
                self.actors.push(Seen {
                    token,
                    what: actor,
                    paragraph,
                    salient: subjects.contains(&at) && !force,
                    subject: subjects.contains(&at),
                });
            }
            if super::places::is_edge(self.doc.word(group.head.end - 1))
                && let Some(edge) = self.told_edge(&spine, at)
            {
                self.last_edge = Some(edge);
            }
            if let Some(term) = &term {
                self.note_named(term);
            }
            if let Some(term) = term.as_ref().filter(|term| {
                let people = term.force.category == events::Category::Troops;
                !term.bare && (!term.vague || people && !term.owners.is_empty())
            }) {
                let relative = spine
                    .get(at + 1)
                    .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Relative))
                    && spine
                        .get(at + 2)
                        .is_some_and(|chunk| chunk.noun().is_some());
                if !term.owners.is_empty() {
                    self.last_named = Some(term.clone());
                } else if relative && let Some(owner) = self.actor(&spine, at + 2) {
                    let mut term = term.clone();
                    term.owners.push(owner);
                    self.last_named = Some(term);
                }
            }
            if subjects.contains(&at)
                && nameless
                && !force
                && let Some(actor) = self.actor(&spine, at)
            {
                self.actors.push(Seen {
                    token,
                    what: actor,
                    paragraph,
                    salient: true,
                    subject: true,
                });
            }
            let adjectives =
                crate::grammar::clause::is_place_noun(self.doc.word(group.head.end - 1));
            for place in self.named_places(chunk.tokens.clone(), adjectives) {
                let metonym = self.doc.mark(group.head.start).is_some_and(|mark| {
                    matches!(
                        mark.known,
                        Known::Name(Entry::Capital { .. } | Entry::State { .. })
                    )
                }) && role == Role::Other;
                self.places.push(Seen {
                    token,
                    what: place,
                    paragraph,
                    salient: !metonym && role != Role::Other,
                    subject: false,
                });
            }
        }
        self.entered = terms;
        self.sentences[number].chunks = parsed;
    }

    /// Whether a preposition makes a place of the state that it leads, not somebody who acts.
    fn leads_place(&self, spine: &Spine<'_>, preposition: usize) -> bool {
        let chunk = spine.chunks[preposition];
        if !chunk.is_preposition() {
            return false;
        }
        match self.doc.word(chunk.tokens.start) {
            "in" | "at" | "near" | "from" | "into" | "toward" | "towards" | "off" | "inside"
            | "across" | "throughout" | "around" => true,
            // `off the coast of Lebanon`
            "of" => preposition
                .checked_sub(1)
                .and_then(|noun| spine.get(noun)?.noun())
                .is_some_and(|noun| {
                    let word = self.doc.word(noun.head.end - 1);
                    super::places::is_edge(word) || crate::grammar::clause::is_place_noun(word)
                }),
            _ => false,
        }
    }

    /// Whether a sentence tells a year before that of publication.
    pub(crate) fn tells_past_year(&self, number: usize) -> bool {
        use chrono::Datelike;
        let Some(published) = self.doc.published else {
            return false;
        };
        self.sentences[number].tokens.clone().any(|at| {
            let word = self.doc.word(at);
            self.doc.tokens[at].kind == TokenKind::Number
                && word.len() == 4
                && word
                    .parse::<i32>()
                    .is_ok_and(|year| (1500..published.year()).contains(&year))
                && crate::quantity::counts_nothing(&self.doc.tokens, at + 1)
                    | matches!(self.doc.word(at.saturating_sub(1)), "in" | "of" | "since")
        })
    }

    /// The forces named or told last: what a bare number counts.
    pub(crate) fn newest_force(&self) -> Option<&events::Force> {
        let told = self
            .last_draft
            .as_ref()
            .and_then(|draft| draft.evidence.first())
            .map_or(0, |span| span.end);
        let named = self.last_named.as_ref().filter(|term| {
            term.tokens.start > told && term.force.category == events::Category::Troops
        });
        named.map(|term| &term.force).or(self.last_force.as_ref())
    }

    /// Takes note of a fact told.
    pub(crate) fn note(&mut self, draft: &Draft) {
        if matches!(draft.kind, Kind::Exercise { .. } | Kind::Corrected { .. }) {
            return;
        }
        self.last_owner.clone_from(&draft.owner);
        self.last_paragraph = Some(draft.paragraph);
        self.last_force = draft
            .forces
            .first()
            .cloned()
            .or_else(|| self.last_force.take());
        if let (Some(owner), Some(force)) = (&draft.owner, draft.forces.first()) {
            self.forces_of.retain(|(code, _, _)| *code != owner.code);
            if self.forces_of.len() == OWNERS {
                self.forces_of.remove(0);
            }
            let goal = match draft.kind {
                Kind::Deployment(_) | Kind::Posture => draft.destination.first().cloned(),
                Kind::Withdrawal(_) => draft.origin.first().cloned(),
                _ => None,
            };
            self.forces_of
                .push((owner.code.clone(), force.clone(), goal));
        }
        if let Some(period) = draft.effective.filter(|_| draft.dated) {
            self.last_time = Some(period.from);
        }
        let wide = self.goes_wide(draft);
        self.last_draft = Some(draft.clone());
        self.post(draft);
        self.note_bound(draft);
        if let Some(place) = self.aided(draft) {
            self.last_goal = Some(place);
        }
        if matches!(draft.kind, Kind::Withdrawal(_))
            && draft.destination.is_empty()
            && let Some(origin) = draft.origin.first()
        {
            self.last_goal = Some(origin.clone());
        }
        if let Some(goal) = draft.destination.first().filter(|_| !wide) {
            self.last_goal = Some(goal.clone());
        }
        if !draft.origin.is_empty() {
            self.last_origin = Some((draft.paragraph, draft.origin.clone()));
        }
        for goal in &draft.destination {
            self.count_goal(goal);
        }
        let token = draft.evidence.first().map_or(0, |span| span.end);
        for place in &draft.destination {
            self.places.push(Seen {
                token,
                what: place.clone(),
                paragraph: draft.paragraph,
                salient: true,
                subject: false,
            });
        }
        if draft
            .destination
            .iter()
            .any(|place| place.relation == Relation::Near)
        {
            self.last_edge = draft
                .destination
                .iter()
                .find(|place| place.relation == Relation::Near)
                .cloned();
        }
    }

    /// Takes note of where an owner's forces are abroad, or go.
    fn post(&mut self, draft: &Draft) {
        let told = matches!(draft.kind, Kind::Posture | Kind::Deployment(_));
        let (Some(owner), [place]) = (&draft.owner, draft.destination.as_slice()) else {
            return;
        };
        if !told || owner.code.as_str() == place.posture_code().as_str() {
            return;
        }
        self.posted.retain(|(other, _)| other != owner);
        if self.posted.len() < GOALS {
            self.posted.push((owner.clone(), place.clone()));
        }
    }

    /// Where an owner's forces were told to go or to be last, abroad.
    pub(crate) fn post_of(&self, owner: Option<&Actor>) -> Option<Place> {
        self.posted
            .iter()
            .find(|(other, _)| Some(other) == owner)
            .map(|(_, place)| place.clone())
    }

    /// Whose forces were told last to go abroad or to be there, but not of a country that receives them.
    pub(crate) fn posted_last(&self, there: &[Place]) -> Option<Actor> {
        let receives = |owner: &Actor| {
            there
                .iter()
                .any(|place| place.posture_code().as_str() == owner.code.as_str())
        };
        let mut posted = self.posted.iter().rev().map(|(owner, _)| owner);
        posted.find(|owner| !receives(owner)).cloned()
    }

    fn count_goal(&mut self, goal: &Place) {
        let same = |other: &Place| {
            other.posture_code() == goal.posture_code() && other.relation == goal.relation
        };
        if let Some((_, count)) = self.goals.iter_mut().find(|(place, _)| same(place)) {
            *count += 1;
        } else if self.goals.len() < GOALS {
            self.goals.push((goal.clone(), 1));
        }
    }

    /// Where forces go whose clause names no place: where the paragraph, or the one before it, told
    /// forces to go or to be last; failing that, where most of those told so far go.
    /// A paragraph further back counts only for what is sure (`firm`).
    pub(crate) fn setting(
        &self,
        paragraph: usize,
        owner: Option<&Actor>,
        firm: bool,
    ) -> Option<Place> {
        let foreign = |place: &&Place| {
            owner.is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
                || place.relation == Relation::Near
        };
        let near = self
            .last_paragraph
            .is_some_and(|last| last == paragraph || firm && last + 1 == paragraph);
        if let Some(goal) = self.last_goal.as_ref().filter(foreign).filter(|_| near) {
            return Some(goal.clone());
        }
        let all: usize = self.goals.iter().map(|(_, count)| count).sum();
        self.goals
            .iter()
            .find(|(place, count)| 2 * count > all && *count > 1 && foreign(&place))
            .map(|(place, _)| place.clone())
    }

    /// The country that arms go to.
    fn aided(&self, draft: &Draft) -> Option<events::Place> {
        match &draft.kind {
            Kind::Aid { recipient, .. } => self.place_of(recipient),
            _ => None,
        }
    }

    pub(super) fn paragraph_of(&self, token: usize) -> Option<usize> {
        let at = self
            .sentences
            .partition_point(|parsed| parsed.tokens.end <= token);
        self.sentences
            .get(at)
            .filter(|parsed| parsed.tokens.contains(&token))
            .map(|parsed| parsed.paragraph)
    }

    /// Whether the paragraph of a sentence has told of forces before.
    pub(crate) fn is_told(&self, number: usize) -> bool {
        let here = self.sentences[number].paragraph;
        self.last_owner.is_some()
            && self
                .last_paragraph()
                .is_some_and(|last| last == here || last + 1 == here)
    }

    fn last_paragraph(&self) -> Option<usize> {
        self.last_paragraph
    }
}

/// How many names are remembered at least: further back nothing points.
const REMEMBERED: usize = 400;
/// Of how many owners the forces told last are remembered.
const OWNERS: usize = 32;
/// How many places that forces go to are counted.
const GOALS: usize = 64;

/// Forgets what was named long ago, so that a look back takes bounded time.
fn forget<T>(seen: &mut Vec<Seen<T>>) {
    if seen.len() > 2 * REMEMBERED {
        seen.drain(..seen.len() - REMEMBERED);
    }
}
