//! The contingents that a subject is told to hold: `a force of 1,000, including 120 Germans and 300 French`,
//! `300 soldiers, 200 of them Danish`, `the unit, made up of 450 Dutch soldiers and 130 Danes`.

use events::{Actor, ActorKind, Category, Extent};

use crate::grammar::ChunkKind;
use crate::reading::{Reading, Term};

use super::Clause;

/// Verbs that tell of what a body consists.
const CONSISTING: &[&str] = &["comprise", "compose", "consist", "form", "make", "make up"];

/// People of a state, counted.
fn is_contingent(term: &Term) -> bool {
    let state = term
        .owners
        .first()
        .is_some_and(|owner| owner.kind == ActorKind::State);
    state
        && !term.negative
        && term.force.quantity.is_some()
        && term.force.category == Category::Troops
}

impl Clause<'_, '_> {
    /// Adds the contingents that the subject holds; where nobody says whose the whole is, they stand for
    /// it.
    pub(super) fn add_contingents(&self, reading: &Reading<'_, '_>, terms: &mut Vec<Term>) {
        if terms.is_empty() {
            return;
        }
        let contingents = self.contingents(reading);
        if !contingents.is_empty() && terms.iter().all(|term| term.owners.is_empty()) {
            terms.clear();
        }
        terms.extend(contingents);
    }

    /// The contingents between the subject and its verb, by nation.
    fn contingents(&self, reading: &Reading<'_, '_>) -> Vec<Term> {
        let Some(head) = self.subject.heads.last().filter(|head| **head < self.at) else {
            return Vec::new();
        };
        let from = self.spine.over_of(reading.doc, *head);
        for at in from..self.at {
            let chunk = self.spine.chunks[at];
            let word = reading.doc.word(chunk.tokens.start);
            let consists = chunk.verb().is_some_and(|verb| {
                verb.finite != crate::grammar::Finite::Yes
                    && CONSISTING.contains(&verb.main.lemma())
            });
            let list = if chunk.is_preposition() && word == "including" {
                self.nations(reading, at + 1, Some(Extent::Part))
            } else if consists {
                let of = (at + 1..at + 4)
                    .find(|at| {
                        self.spine
                            .get(*at)
                            .is_some_and(|chunk| reading.doc.word(chunk.tokens.start) == "of")
                    })
                    .unwrap_or(at);
                self.nations(reading, of + 1, None)
            } else {
                self.of_them(reading, at).into_iter().collect()
            };
            if !list.is_empty() {
                return list;
            }
        }
        Vec::new()
    }

    /// `120 Germans and 300 French`: the list that begins at a position.
    fn nations(
        &self,
        reading: &Reading<'_, '_>,
        start: usize,
        extent: Option<Extent>,
    ) -> Vec<Term> {
        let mut found = Vec::new();
        let mut at = start;
        while at < self.at {
            let Some(term) = reading.term(self.spine, at).filter(is_contingent) else {
                break;
            };
            found.push(counted(term, extent));
            at = self.spine.over_of(reading.doc, at);
            while at < self.at
                && matches!(
                    self.spine.chunks[at].kind,
                    ChunkKind::And | ChunkKind::Comma
                )
            {
                at += 1;
            }
        }
        found
    }

    /// `200 of them Danish`, `200 of whom from Denmark`.
    fn of_them(&self, reading: &Reading<'_, '_>, at: usize) -> Option<Term> {
        let term = reading.term(self.spine, at)?;
        let whom = self.spine.get(at + 2)?;
        let pronoun = matches!(
            reading.doc.word(whom.tokens.start),
            "them" | "whom" | "which" | "these"
        );
        if !pronoun || term.force.quantity.is_none() {
            return None;
        }
        let mut next = at + 3;
        if reading.doc.word(self.spine.get(next)?.tokens.start) == "from" {
            next += 1;
        }
        let owner = (next < self.at)
            .then(|| self.nation(reading, next))
            .flatten()?;
        let mut term = counted(term, Some(Extent::Part));
        term.force.category = Category::Troops;
        term.owners = vec![owner];
        Some(term)
    }

    /// A state named alone, by its name, its adjective or its people.
    fn nation(&self, reading: &Reading<'_, '_>, at: usize) -> Option<Actor> {
        let tokens = self.spine.get(at)?.tokens.clone();
        let mark = reading.doc.mark(tokens.end - 1)?;
        let alone = tokens.len() - mark.tokens.len() <= 1;
        reading
            .named_actor(tokens)
            .filter(|actor| alone && actor.kind == ActorKind::State)
    }
}

fn counted(term: Term, extent: Option<Extent>) -> Term {
    let mut term = term;
    term.bare = false;
    term.vague = false;
    term.force.extent = term.force.extent.or(extent);
    term
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn contingents_by_nation() {
        check(
            "The unit, made up of about 450 Dutch soldiers and 130 Danes, started arriving in Kosovo on Wednesday.",
            &[
                "deploy NLD 450 TROOPS to XKX under way",
                "deploy DNK 130 TROOPS to XKX under way",
            ],
        );
        check(
            "A contingent of 300 soldiers, 200 of them Danish, has arrived in Mali.",
            &["deploy DNK 200 TROOPS to MLI completed"],
        );
        check(
            "More than 1,000 peacekeepers, including 120 Germans and 300 Italians, are in Mali.",
            &[
                "posture DEU 120 TROOPS in MLI",
                "posture ITA 300 TROOPS in MLI",
            ],
        );
        check(
            "The crowd, including 120 Germans and 300 Italians, left the stadium in Mali.",
            &[],
        );
    }
}
