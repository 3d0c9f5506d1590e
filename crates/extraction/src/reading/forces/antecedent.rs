//! Plain nouns for arms told by their kind before: `a Patriot battery ... the second battery`, `four
//! F-35s ... the aircraft`.

use events::{Actor, Category, Extent, Force};

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::Reading;

use super::{Term, is_batch};

/// Arms named by their kind, with the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arms {
    token: usize,
    category: Category,
}

/// How many tokens back a plain noun can point.
const REACH: usize = 400;
/// How many of the arms named last are remembered.
const REMEMBERED: usize = 64;

/// What a plain noun can stand for, once a kind of it has been named.
fn kinds(designation: &str) -> &'static [Category] {
    use Category::{
        AirDefense, Armor, Artillery, CombatAircraft, Helicopter, Materiel, Missile,
        SupportAircraft,
    };
    match designation {
        "battery" | "missile battery" | "launcher" | "missile launcher" => {
            &[AirDefense, Artillery, Missile]
        }
        "missile" | "missile system" => &[AirDefense, Missile, Materiel],
        "aircraft" | "plane" | "airplane" | "military aircraft" | "military plane" => {
            &[CombatAircraft, SupportAircraft, Helicopter]
        }
        "vehicle" | "combat vehicle" | "military vehicle" => &[Armor, Materiel, Artillery],
        _ => &[],
    }
}

impl Reading<'_, '_> {
    /// Takes note of arms that a term names by their kind.
    pub(in crate::reading) fn note_arms(&mut self, term: &Term) {
        let plain = term.bare || !kinds(&term.force.designation).is_empty();
        if plain || term.force.category == Category::Troops {
            return;
        }
        if self.arms.len() >= 2 * REMEMBERED {
            self.arms.drain(..REMEMBERED);
        }
        self.arms.push(Arms {
            token: term.tokens.start,
            category: term.force.category,
        });
    }

    /// `The second group will leave on Monday`, `the rest will follow`: soldiers of those told just before.
    pub(super) fn batch(&self, spine: &Spine<'_>, at: usize, word: &str) -> Option<Term> {
        let chunk = spine.get(at)?;
        let (tokens, group) = (chunk.tokens.clone(), chunk.noun()?);
        let moves = spine
            .verb(at + 1)
            .is_some_and(|verb| verb.finite == Finite::Yes);
        let ordinal = |at: usize| {
            matches!(
                self.doc.word(at),
                "second" | "third" | "fourth" | "fifth" | "next" | "another"
            )
        };
        let people = self.last_force.as_ref().is_some_and(|force| {
            matches!(
                force.category,
                Category::Troops | Category::LandUnit | Category::Forces
            )
        });
        let here = self.paragraph_of(tokens.start)?;
        let near = self.last_paragraph.is_some_and(|last| last + 2 >= here);
        let rest = matches!(word, "rest" | "remainder");
        if !is_batch(word)
            || !moves
            || group.possessor.is_some()
            || !people
            || !near
            || !(tokens.clone().any(ordinal) || rest && self.doc.word(tokens.start) == "the")
            || tokens.len() > 3
            || tokens.start > 0 && self.doc.word(tokens.start - 1) == "of"
        {
            return None;
        }
        Some(Term {
            force: Force {
                category: Category::Troops,
                quantity: None,
                designation: String::new(),
                extent: Some(Extent::Part),
                part_of: None,
            },
            owners: Vec::new(),
            base: None,
            negative: false,
            bare: false,
            vague: false,
            tokens,
        })
    }

    /// Gives a plain noun the kind that was named before it.
    pub(super) fn by_antecedent(&self, term: &mut Term) {
        let can_be = kinds(&term.force.designation);
        if can_be.is_empty() {
            return;
        }
        let first = term.tokens.start;
        let points = matches!(
            self.doc.word(first),
            "the" | "these" | "those" | "its" | "their" | "all" | "both"
        );
        let battery = term.force.designation.ends_with("battery");
        if !points && !battery {
            return;
        }
        let near = self
            .arms
            .iter()
            .rev()
            .skip_while(|arms| arms.token >= first)
            .take_while(|arms| arms.token + REACH > first)
            .find(|arms| can_be.contains(&arms.category));
        if let Some(arms) = near {
            term.force.category = arms.category;
        }
    }

    /// `600 of them Americans`, `300 of whom are Germans`, `440 of them from Australia`: whose they are.
    fn home_of_part(&self, spine: &Spine<'_>, next: usize) -> Option<Actor> {
        let is = spine
            .verb(next)
            .is_some_and(|verb| verb.main.lemma() == "be");
        let at = next + usize::from(is);
        let from = spine
            .get(at)
            .is_some_and(|chunk| self.doc.word(chunk.tokens.start) == "from");
        let chunk = spine.get(at + usize::from(from))?;
        let known = &self.doc.mark(chunk.tokens.end - 1)?.known;
        let named = match known {
            Known::Name(Entry::Demonym { people, .. }) => *people && !from,
            Known::Name(Entry::State { .. }) => from,
            _ => false,
        };
        chunk.noun().filter(|_| named)?;
        self.named_actor(chunk.tokens.clone())
    }

    /// `71 planes, 45 of which crossed`, `33 jets, ten of them`: of the forces before it in the sentence.
    pub(super) fn part_of_those(&self, spine: &Spine<'_>, at: usize, term: &mut Term, depth: u32) {
        let (Some(of), Some(those)) = (spine.get(at + 1), spine.get(at + 2)) else {
            return;
        };
        let word = self.doc.word(those.tokens.start);
        let points = match those.kind {
            ChunkKind::Relative => matches!(word, "which" | "whom"),
            ChunkKind::Noun(_) => matches!(word, "them" | "these" | "those"),
            _ => false,
        };
        if !term.bare || !points || depth > 0 || self.doc.word(of.tokens.start) != "of" {
            return;
        }
        let Some(own) = term.force.quantity.as_ref().map(|own| own.low) else {
            return;
        };
        let whole = (0..at)
            .rev()
            .take_while(|before| at - before < 16)
            .filter(|before| spine.chunks[*before].noun().is_some())
            .filter_map(|before| self.term_at(spine, before, 1))
            .find(|whole| {
                let counted = whole.force.quantity.as_ref();
                !whole.bare && counted.is_some_and(|number| number.high.is_none_or(|n| n >= own))
            });
        if let Some(whole) = whole {
            term.force.category = whole.force.category;
            term.force.designation = whole.force.designation;
            term.force.extent = Some(Extent::Part);
            term.force.part_of = whole.force.quantity;
            if term.owners.is_empty() {
                let home = self.home_of_part(spine, at + 3);
                term.owners = home.map_or(whole.owners, |home| vec![home]);
            }
            (term.bare, term.vague) = (false, whole.vague);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn plain_nouns_are_of_the_kind_told_before() {
        check(
            "The Netherlands sent two Patriot batteries to Turkey. The batteries have since left Turkey.",
            &[
                "deploy NLD 2 AIR_DEFENSE to TUR completed",
                "withdraw NLD AIR_DEFENSE from TUR completed",
            ],
        );
        check(
            "Poland will send six MiG-29 fighters to Iceland. The six aircraft will be based at Keflavik.",
            &["deploy POL 6 COMBAT_AIRCRAFT to ISL announced"],
        );
        check(
            "Spain is sending a transport aircraft to Niger.",
            &["deploy ESP 1 SUPPORT_AIRCRAFT to NER announced"],
        );
    }
}
