//! Which forces a noun phrase names: how many of what, whose, in which relation to others.

mod antecedent;
mod complement;
mod head;
mod joined;
mod own;
mod people;
mod whose;

use std::ops::Range;

use events::{Actor, Category, Force, Place};

use crate::grammar::clause::Spine;

use super::Reading;

pub(crate) use antecedent::Arms;

/// The forces of one noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// What and how many.
    pub(crate) force: Force,
    /// Whose, where the phrase says so; several for `Russian and Belarusian soldiers`.
    pub(crate) owners: Vec<Actor>,
    /// Where they are based, from `US-based`.
    pub(crate) base: Option<Place>,
    /// Inside `no troops`, `neither a ship`.
    pub(crate) negative: bool,
    /// Only a number: it counts what was told before.
    pub(crate) bare: bool,
    /// The words speak of forces only beside an owner: `ships`, `team`.
    pub(crate) vague: bool,
    /// The noun phrase's tokens.
    pub(crate) tokens: Range<usize>,
}

impl Term {
    /// An owner's forces of some kind that nobody counts.
    pub(crate) fn uncounted(
        owner: Actor,
        category: Category,
        designation: String,
        tokens: Range<usize>,
    ) -> Self {
        Self {
            force: Force {
                category,
                quantity: None,
                designation,
                extent: None,
                part_of: None,
            },
            owners: vec![owner],
            base: None,
            negative: false,
            bare: false,
            vague: false,
            tokens,
        }
    }
}

/// Nouns for a part of what follows `of`.
const PARTS: &[&str] = &[
    "vanguard",
    "first",
    "part",
    "parts",
    "most",
    "half",
    "some",
    "majority",
    "bulk",
    "rest",
    "remainder",
    "elements",
    "element",
    "portion",
    "share",
    "third",
    "quarter",
    "all",
    "many",
    "fraction",
    "batch",
    "wave",
    "tranche",
    "group",
    "number",
    "numbers",
    "consignment",
    "shipment",
    "members",
    "member",
    "people",
    "pieces",
    "piece",
    "units",
    "items",
    "ones",
    "column",
    "columns",
    "convoy",
    "convoys",
    "train",
    "trains",
    "trainload",
    "trainloads",
    "echelon",
    "echelons",
    "planeload",
    "planeloads",
    "busload",
    "busloads",
    "flight",
    "flights",
    "second",
    "last",
    "latest",
    "one",
    "each",
    "both",
    "none",
    "any",
    "nobody",
    "neither",
    "sorties",
    "rotation",
    "rotations",
    "high",
    "peak",
    "low",
    "maximum",
    "minimum",
];

/// Nouns for a body of people whose number follows `of`, too plain to be its designation.
const PLAIN_BODIES: &[&str] = &[
    "force",
    "forces",
    "contingent",
    "group",
    "team",
    "detachment",
    "total",
    "mission",
    "unit",
    "presence",
    "deployment",
    "garrison",
    "number",
    "reinforcement",
];

/// Nouns for a part of forces told before, which itself names none.
fn is_batch(word: &str) -> bool {
    matches!(
        word,
        "group" | "batch" | "wave" | "tranche" | "rest" | "remainder" | "rotation"
    )
}

impl Reading<'_, '_> {
    /// The forces that the noun phrase at a position names.
    pub(crate) fn term(&self, spine: &Spine<'_>, at: usize) -> Option<Term> {
        match spine.terms.get(at) {
            Some(known) => known.clone(),
            None => self.term_at(spine, at, 0),
        }
    }

    /// Reads the forces of all chunks, so that the rules need not read them again and again. What
    /// pronouns stand for must not change until the spine is left.
    pub(crate) fn know_terms(&mut self, spine: &mut Spine<'_>, number: usize) {
        // Where nobody speaks they are those read on entering.
        let attribution = &self.sentences[number].attribution;
        if attribution.spans.is_empty() && attribution.scopes.is_empty() {
            spine.terms = std::mem::take(&mut self.entered);
            return;
        }
        spine.terms = (0..spine.chunks.len())
            .map(|at| self.term_at(spine, at, 0))
            .collect();
    }

    fn term_at(&self, spine: &Spine<'_>, at: usize, depth: u32) -> Option<Term> {
        let chunk = spine.get(at)?;
        let group = chunk.noun()?;
        let after = spine.over_of(self.doc, at);
        let of = (after > at + 1).then_some(at + 2);
        // Most groups hold no number and nothing that is known: no forces.
        let plain = of.is_none() && group.count.is_none();
        let word = self.doc.word(group.head.end - 1);
        if plain && !is_batch(word) && chunk.tokens.clone().all(|at| self.doc.mark(at).is_none()) {
            return None;
        }
        let asked = chunk
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(self.doc.word(before), "how" | "what" | "whatever"));
        // `, about 800 strong`: said of the forces before it.
        let strength = chunk
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.doc.word(before) == ",")
            && group
                .count
                .as_ref()
                .is_some_and(|count| self.doc.word(count.tokens.end) == "strong");
        if depth > 3 || asked || strength {
            return None;
        }
        let last = spine.chunks[after - 1].tokens.end;
        let tokens = chunk.tokens.start..last;
        let own = self.own_term(chunk.tokens.clone(), group);
        let mut term = match (own, of) {
            (Some(own), Some(of)) => self.with_complement(spine, own, of, depth),
            (Some(own), None) => own,
            (None, Some(of)) => self.through_part(spine, group, word, of, depth)?,
            (None, None) => self
                .plain_people(chunk.tokens.clone(), group, word)
                .or_else(|| self.service(chunk.tokens.clone(), group))
                .or_else(|| self.batch(spine, at, word))?,
        };
        term.tokens = tokens;
        if term.owners.is_empty() {
            term.owners.extend(self.sender(spine, at));
        }
        if term.owners.is_empty() {
            term.owners.extend(self.first_of_partners(spine, at));
        }
        if term.owners.is_empty() && term.force.category != Category::Materiel {
            term.owners.extend(self.contributors(spine, at));
        }
        // `About 600 Marines have deployed`, in a text about the US Marine Corps.
        if term.owners.is_empty() && self.doc.us_marines && word == "marines" {
            term.owners.extend(crate::gazetteer::actor("USA").cloned());
        }
        // `some 8,000 Russian military will arrive`
        let force = &mut term.force;
        let several = force.quantity.as_ref().is_some_and(|count| count.low > 1);
        if several && force.category == Category::Forces && force.designation == "military" {
            force.category = Category::Troops;
            force.designation.clear();
        }
        self.armed_with(spine, at, &mut term);
        self.apposed_strength(&mut term);
        self.by_antecedent(&mut term);
        self.part_of_those(spine, at, &mut term, depth);
        Some(term)
    }
}
