//! Whom a noun group stands for: by name, by office, by pronoun and short form.

use std::ops::Range;

use events::{Actor, ActorKind, Place};

use crate::document::Known;
use crate::gazetteer::{Entry, OfficeKind};
use crate::grammar::chunk::Chunk;
use crate::grammar::clause::Spine;

use super::Reading;

impl Reading<'_, '_> {
    /// The state, organisation or group that a noun group stands for as somebody who acts or speaks.
    pub(crate) fn actor(&self, spine: &Spine<'_>, at: usize) -> Option<Actor> {
        let chunk = spine.get(at)?;
        let group = chunk.noun()?;
        let doc = self.doc;
        if group.pronoun {
            return self.pronoun(doc.word(group.head.start), chunk.tokens.start);
        }
        if let Some(actor) = self.named_actor(chunk.tokens.clone()) {
            return Some(actor);
        }
        for of in spine.of_nouns(doc, at) {
            let tokens = spine.chunks[of].tokens.clone();
            if let Some(actor) = self.named_actor(tokens) {
                return Some(actor);
            }
        }
        if let Some(possessor) = &group.possessor {
            let word = doc.word(possessor.start);
            if possessor.len() == 1 && doc.closed(possessor.start).is_some() {
                return self.pronoun(word, possessor.start);
            }
        }
        self.seat(spine, at).or_else(|| self.short_form(chunk))
    }

    /// `the Defence Ministry in Tokyo`: the state whose capital a body sits in.
    fn seat(&self, spine: &Spine<'_>, at: usize) -> Option<Actor> {
        let group = spine.get(at)?.noun()?;
        let doc = self.doc;
        let office = matches!(
            doc.mark(group.head.start).map(|mark| &mark.known),
            Some(Known::Office(_))
        );
        let led = spine
            .get(at + 1)
            .is_some_and(|chunk| chunk.is_preposition() && doc.word(chunk.tokens.start) == "in");
        if !office || !led {
            return None;
        }
        match &doc.mark(spine.get(at + 2)?.tokens.start)?.known {
            Known::Name(entry @ Entry::Capital { .. }) => entry.actor().cloned(),
            _ => None,
        }
    }

    /// `the North`, `the South's` in a text about Korea.
    pub(crate) fn half_of_korea(&self, tokens: Range<usize>) -> Option<Actor> {
        if !self.doc.korea {
            return None;
        }
        let code = tokens.clone().find_map(|at| {
            let token = &self.doc.tokens[at];
            let alone = at > 0
                && self.doc.word(at - 1) == "the"
                && token.capital
                && self
                    .doc
                    .tokens
                    .get(at + 1)
                    .is_none_or(|next| !next.capital && self.doc.word(at + 1) != "of");
            match self.doc.word(at) {
                "north" if alone => Some("PRK"),
                "south" if alone => Some("KOR"),
                _ => None,
            }
        })?;
        crate::gazetteer::actor(code).cloned()
    }

    /// The actor named inside some tokens: a leader or body rather than the state beside it.
    pub(crate) fn named_actor(&self, tokens: Range<usize>) -> Option<Actor> {
        if let Some(member) = self.member_of(tokens.clone()) {
            return Some(member);
        }
        // `several US allies` are other states than the United States.
        let others = matches!(
            self.doc.word(tokens.end.saturating_sub(1)),
            "allies" | "partners" | "adversaries" | "rivals" | "foes" | "proxies"
        );
        self.actor_inside(tokens)
            .filter(|actor| !others || actor.kind != ActorKind::State)
    }

    /// `the EU member state`, `the NATO country`: the state named before, not the alliance.
    fn member_of(&self, tokens: Range<usize>) -> Option<Actor> {
        let last = tokens.end.checked_sub(1)?;
        let member = matches!(
            self.doc.word(last),
            "member" | "country" | "nation" | "state" | "ally" | "newcomer"
        );
        let alliance = || {
            tokens
                .clone()
                .any(|at| matches!(self.doc.word(at), "eu" | "nato" | "european"))
        };
        let definite = tokens.len() < 5 && self.doc.word(tokens.start) == "the";
        (member && definite && alliance())
            .then(|| self.nearest(tokens.start, &|actor| actor.kind == ActorKind::State))?
    }

    fn actor_inside(&self, tokens: Range<usize>) -> Option<Actor> {
        let mut first = None;
        for at in tokens.clone() {
            let Some(mark) = self
                .doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= tokens.end)
            else {
                continue;
            };
            // `the Singapore Armed Forces (SAF)`: short for what was named.
            let short = at > tokens.start && self.doc.word(at - 1) == "(";
            match &mark.known {
                Known::Name(_) if short && first.is_some() => {}
                Known::Name(Entry::Leader { actor, .. } | Entry::Body { actor, .. }) => {
                    return Some(actor.clone());
                }
                Known::Name(Entry::Capital { .. })
                    if mark.tokens.end < tokens.end
                        && matches!(
                            self.doc.word(tokens.end - 1),
                            "agreement"
                                | "agreements"
                                | "accord"
                                | "accords"
                                | "deal"
                                | "treaty"
                                | "summit"
                                | "talks"
                                | "conference"
                                | "protocol"
                                | "memorandum"
                                | "declaration"
                                | "process"
                        ) => {}
                // `Russia's mercenary group Wagner`, `the Lebanese Hezbollah`
                Known::Name(Entry::Actor(group))
                    if group.kind == ActorKind::ArmedGroup
                        && first
                            .as_ref()
                            .is_some_and(|first: &Actor| first.kind == ActorKind::State) =>
                {
                    first = Some(group.clone());
                }
                Known::Name(entry) if first.is_none() => {
                    first = entry.actor().cloned();
                }
                _ => {}
            }
        }
        first.or_else(|| self.half_of_korea(tokens))
    }

    /// `the alliance`, `the country`, `the ministry`, `the government`: what was named before.
    fn short_form(&self, chunk: &Chunk) -> Option<Actor> {
        let group = chunk.noun()?;
        let doc = self.doc;
        let word = doc.word(group.head.end - 1);
        let before = |wanted: &dyn Fn(&Actor) -> bool| self.nearest(chunk.tokens.start, wanted);
        match word {
            "allies" => return self.doc.nato.then(nato).flatten(),
            "alliance" => {
                return before(&|actor| {
                    actor.kind == ActorKind::Organisation
                        && !matches!(actor.code.as_str(), "EU" | "UN")
                })
                .or_else(nato);
            }
            "mission" | "coalition" | "force" | "battlegroup" => {
                return before(&|actor| actor.kind == ActorKind::Organisation);
            }
            "bloc" | "organisation" | "organization" | "union" => {
                return before(&|actor| actor.kind == ActorKind::Organisation);
            }
            "kingdom" => {
                return before(&|actor| is_kingdom(actor.code.as_str()));
            }
            "country" | "government" | "nation" | "republic" => {
                return before(&|actor| actor.kind == ActorKind::State);
            }
            "militia" | "group" | "movement" | "militants" => {
                return before(&|actor| actor.kind == ActorKind::ArmedGroup);
            }
            _ => {}
        }
        let office = doc
            .mark(group.head.start)
            .and_then(|mark| match &mark.known {
                Known::Office(office) => Some(office),
                _ => None,
            });
        let inside =
            chunk
                .tokens
                .clone()
                .find_map(|at| match doc.mark_from(at).map(|mark| &mark.known) {
                    Some(Known::Office(office)) => Some(*office),
                    _ => None,
                });
        let office = office.copied().or(inside)?;
        if office.kind == OfficeKind::Honorific {
            return None;
        }
        before(&|_| true)
            .or_else(|| self.last_speaker.clone())
            .or_else(|| self.dated_from())
    }

    /// `LONDON - The Ministry of Defence`: the state of the capital that the text is dated from.
    fn dated_from(&self) -> Option<Actor> {
        let lead = self.doc.sentences.first()?.lead.clone();
        let capital = |at: usize| match &self.doc.mark_from(at)?.known {
            Known::Name(Entry::Capital { city, .. })
                if !matches!(city.code.as_str(), "brussels" | "vienna") =>
            {
                crate::gazetteer::actor(city.country.as_ref()?.as_str()).cloned()
            }
            _ => None,
        };
        lead.into_iter().find_map(capital)
    }

    /// Whose forces `the kingdom's air force`, `the country's army` are.
    pub(crate) fn short_owner(&self, possessor: Range<usize>) -> Option<Actor> {
        let word = self.doc.word(possessor.end - 1);
        let token = possessor.start;
        match word {
            // `a drill off Changi with the host's navy`
            "host" | "hosts" => {
                let place = self.places.iter().rev().find(|seen| seen.token < token)?;
                crate::gazetteer::actor(place.what.posture_code().as_str()).cloned()
            }
            "kingdom" => self.nearest(token, &|actor| is_kingdom(actor.code.as_str())),
            "country" | "nation" if self.state_before(token).is_some() => self.state_before(token),
            "country" | "nation" | "government" | "republic" | "junta" => {
                self.nearest(token, &|actor| actor.kind == ActorKind::State)
            }
            _ => None,
        }
    }

    /// Whom a pronoun stands for.
    pub(crate) fn pronoun(&self, word: &str, token: usize) -> Option<Actor> {
        match word {
            // `a French announcement that it would withdraw`
            "it" if let Some(announcer) = self.announcer(token) => Some(announcer),
            "we" | "our" | "us" | "he" | "she" | "his" | "her" | "i" | "my" => self
                .last_speaker
                .clone()
                .or_else(|| self.nearest(token, &|_| true)),
            "its" | "their" if self.subject_before(token).is_some() => self.subject_before(token),
            "its" | "their" if self.only_before(token).is_some() => self.only_before(token),
            "it" | "its" | "they" | "their"
                if let Some(subject) = self.subject_of_sentence_before(token) =>
            {
                Some(subject)
            }
            "it" | "its" | "they" | "their" | "them" => self
                .actors
                .iter()
                .rev()
                .find(|seen| seen.token < token && seen.salient)
                .or_else(|| self.actors.iter().rev().find(|seen| seen.token < token))
                .map(|seen| seen.what.clone()),
            _ => None,
        }
    }

    /// Who announced or decided what follows `that`, by the adjective of a state before the noun.
    fn announcer(&self, token: usize) -> Option<Actor> {
        let noun = token.checked_sub(2)?;
        let told = self.doc.word(token - 1) == "that"
            && matches!(
                self.doc.word(noun),
                "announcement"
                    | "decision"
                    | "statement"
                    | "pledge"
                    | "promise"
                    | "claim"
                    | "warning"
                    | "admission"
                    | "assurance"
                    | "assurances"
            );
        let adjective = noun.checked_sub(1).filter(|_| told)?;
        match &self.doc.mark(adjective)?.known {
            Known::Name(Entry::Demonym { actor, .. } | Entry::State { actor, .. }) => {
                Some(actor.clone())
            }
            _ => None,
        }
    }

    /// The one armed group that this sentence and the one before it in the paragraph name, where they
    /// name nobody else: whose `its` speaks of.
    fn only_before(&self, token: usize) -> Option<Actor> {
        let at = self
            .doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let here = self.doc.sentences.get(at)?;
        let before = at
            .checked_sub(1)
            .map(|before| &self.doc.sentences[before])
            .filter(|before| before.paragraph == here.paragraph);
        let start = before.map_or(here.tokens.start, |before| before.tokens.start);
        let mut seen = self
            .actors
            .iter()
            .rev()
            .skip_while(|seen| seen.token >= token)
            .take_while(|seen| seen.token >= start);
        let one = &seen.next()?.what;
        (one.kind == ActorKind::ArmedGroup && seen.all(|seen| seen.what == *one))
            .then(|| one.clone())
    }

    /// The actor in the first subject of the sentence before, in the same paragraph: a pronoun at the
    /// beginning of a sentence speaks of it, not of who was told to say so at its end.
    fn subject_of_sentence_before(&self, token: usize) -> Option<Actor> {
        let at = self
            .doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let here = self.doc.sentences.get(at)?;
        let before = self.doc.sentences.get(at.checked_sub(1)?)?;
        if here.paragraph != before.paragraph || token > here.tokens.start + 1 {
            return None;
        }
        let first = self
            .actors
            .partition_point(|seen| seen.token < before.tokens.start);
        self.actors[first..]
            .iter()
            .take_while(|seen| seen.token < before.tokens.end)
            .find(|seen| seen.subject)
            .map(|seen| seen.what.clone())
    }

    /// The actor in the nearest subject before a token of the same sentence: whose `its` and `their`
    /// speak of.
    fn subject_before(&self, token: usize) -> Option<Actor> {
        let at = self
            .doc
            .sentences
            .partition_point(|sentence| sentence.tokens.end <= token);
        let start = self.doc.sentences.get(at)?.tokens.start;
        self.actors
            .iter()
            .rev()
            .skip_while(|seen| seen.token >= token)
            .take_while(|seen| seen.token >= start)
            .find(|seen| seen.subject)
            .map(|seen| seen.what.clone())
    }

    /// The state that is the subject before a token of the same sentence: `the Chinese navy said the
    /// country's carrier`.
    fn state_before(&self, token: usize) -> Option<Actor> {
        self.subject_before(token)
            .filter(|actor| actor.kind == ActorKind::State)
    }

    /// The actor named last before a token, that fits.
    pub(crate) fn nearest(&self, token: usize, wanted: &dyn Fn(&Actor) -> bool) -> Option<Actor> {
        let fits = |seen: &&super::Seen<Actor>| seen.token < token && wanted(&seen.what);
        let salient = self
            .actors
            .iter()
            .rev()
            .filter(|seen| seen.salient)
            .find(fits);
        salient
            .or_else(|| self.actors.iter().rev().find(fits))
            .map(|seen| seen.what.clone())
    }

    /// The place of a state.
    #[expect(
        clippy::unused_self,
        reason = "asked of a reading like all that a name stands for"
    )]
    pub(crate) fn place_of(&self, actor: &Actor) -> Option<Place> {
        (actor.kind == ActorKind::State)
            .then(|| super::places::country(actor.code.as_str(), &actor.name))?
    }
}

/// States with a king or a queen.
fn is_kingdom(code: &str) -> bool {
    matches!(
        code,
        "SAU"
            | "JOR"
            | "BHR"
            | "MAR"
            | "GBR"
            | "NLD"
            | "BEL"
            | "ESP"
            | "NOR"
            | "SWE"
            | "DNK"
            | "THA"
            | "KHM"
            | "BTN"
            | "SWZ"
            | "LSO"
            | "TON"
    )
}

pub(super) fn nato() -> Option<Actor> {
    Some(Actor {
        code: "NATO".parse().ok()?,
        name: "NATO".to_owned(),
        kind: ActorKind::Organisation,
    })
}
