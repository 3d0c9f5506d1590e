//! Which forces a noun phrase names: how many of what, whose, in which relation to others.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Extent, Force, Place, Quantity};

use crate::document::Known;
use crate::gazetteer::{Counts, Entry};
use crate::grammar::clause::Spine;
use crate::grammar::words::{Closed, closed};
use crate::grammar::{Article, NounGroup};

use super::Reading;

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

/// Nouns for a part of what follows `of`.
const PARTS: &[&str] = &[
    "vanguard",
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
    "one",
    "each",
    "both",
    "none",
    "any",
    "nobody",
    "neither",
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

impl Reading<'_, '_> {
    /// The forces that the noun phrase at a position names.
    pub(crate) fn term(&self, spine: &Spine<'_>, at: usize) -> Option<Term> {
        self.term_at(spine, at, 0)
    }

    fn term_at(&self, spine: &Spine<'_>, at: usize, depth: u32) -> Option<Term> {
        let chunk = spine.get(at)?;
        let group = chunk.noun()?;
        let asked = chunk
            .tokens
            .start
            .checked_sub(1)
            .is_some_and(|before| self.doc.word(before) == "how");
        if depth > 3 || asked {
            return None;
        }
        let of = (spine.over_of(self.doc, at) > at + 1).then_some(at + 2);
        let last = of.map_or(chunk.tokens.end, |_| {
            spine.chunks[spine.over_of(self.doc, at) - 1].tokens.end
        });
        let tokens = chunk.tokens.start..last;
        let own = self.own_term(chunk.tokens.clone(), group);
        let word = self.doc.word(group.head.end - 1);
        let mut term = match (own, of) {
            (Some(own), Some(of)) => self.with_complement(spine, own, of, depth),
            (Some(own), None) => own,
            (None, Some(of)) => self.through_part(spine, group, word, of, depth)?,
            (None, None) => self
                .plain_people(chunk.tokens.clone(), group, word)
                .or_else(|| self.service(chunk.tokens.clone(), group))?,
        };
        term.tokens = tokens;
        self.armed_with(spine, at, &mut term);
        Some(term)
    }

    /// The force that a group names by itself.
    fn own_term(&self, tokens: Range<usize>, group: &NounGroup) -> Option<Term> {
        let doc = self.doc;
        let inner = group
            .possessor
            .as_ref()
            .map_or(tokens.start, |possessor| possessor.end)..tokens.end;
        let mut noun: Option<(Range<usize>, &crate::gazetteer::ForceNoun, bool)> = None;
        let mut named: Option<(Range<usize>, Category, String, bool)> = None;
        let mut formation: Option<(Range<usize>, Category, String)> = None;
        let mut owner_code = None;
        for at in inner.clone() {
            let Some(mark) = doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= inner.end)
            else {
                continue;
            };
            match &mark.known {
                Known::Force(found, plural) => noun = Some((mark.tokens.clone(), *found, *plural)),
                Known::Name(Entry::Equipment { category, name }) => {
                    let plural =
                        doc.word(mark.tokens.end - 1).ends_with('s') && !name.ends_with('s');
                    named.get_or_insert((mark.tokens.clone(), *category, name.clone(), plural));
                }
                Known::Designation(found) => {
                    owner_code.clone_from(&found.owner);
                    named.get_or_insert((
                        mark.tokens.clone(),
                        found.category,
                        found.name.clone(),
                        found.plural,
                    ));
                }
                Known::Formation(found) => {
                    formation.get_or_insert((
                        mark.tokens.clone(),
                        found.category,
                        found.name.clone(),
                    ));
                }
                _ => {}
            }
        }
        let last_known = [
            noun.as_ref().map(|n| n.0.end),
            named.as_ref().map(|n| n.0.end),
            formation.as_ref().map(|f| f.0.end),
        ]
        .into_iter()
        .flatten()
        .max()?;
        if !self.heads(last_known, inner.end, noun.as_ref().map(|n| n.1.category)) {
            return None;
        }
        let owners = self.owners(group, &inner);
        let owners = if owners.is_empty()
            && let Some((_, _, name)) = &formation
        {
            crate::gazetteer::find(name)
                .into_iter()
                .filter_map(|found| found.entry.actor().cloned())
                .take(1)
                .collect()
        } else {
            owners
        };
        let owner_of_ship = owner_code.clone();
        let owners = if owners.is_empty() {
            owner_code
                .map(|code| actor_by_code(&code))
                .into_iter()
                .collect()
        } else {
            owners
        };
        let (mut category, mut designation, counts, plural, vague);
        match (&noun, &named, &formation) {
            (Some((_, found, many)), Some((_, other, name, _)), _) => {
                let people = found.counts == Counts::People;
                category = if people
                    || (found.category == Category::Warship
                        || found.category == Category::Submarine)
                {
                    found.category
                } else {
                    *other
                };
                if found.counts == Counts::Nothing && matches!(found.category, Category::Materiel) {
                    category = *other;
                }
                designation = if people {
                    found.name.clone()
                } else {
                    joined_name(name, found)
                };
                (counts, plural, vague) = (found.counts, *many, false);
            }
            (Some((_, found, many)), None, Some((_, _, name))) => {
                category = found.category;
                designation = name.clone();
                (counts, plural, vague) = (found.counts, *many, false);
            }
            (Some((_, found, many)), None, None) => {
                category = found.category;
                designation = found.name.clone();
                (counts, plural, vague) = (found.counts, *many, found.vague);
            }
            (None, Some((_, other, name, many)), _) => {
                category = *other;
                designation = name.clone();
                (counts, plural, vague) = (Counts::Things, *many, false);
            }
            (None, None, Some((_, other, name))) => {
                category = *other;
                designation = name.clone();
                (counts, plural, vague) = (Counts::Units, false, false);
            }
            (None, None, None) => return None,
        }
        if category == Category::Troops
            && matches!(
                designation.as_str(),
                "troops"
                    | "soldier"
                    | "serviceman"
                    | "service member"
                    | "personnel"
                    | "men"
                    | "combat troops"
                    | "trooper"
            )
        {
            designation.clear();
        }
        if category == Category::Forces && matches!(designation.as_str(), "forces" | "force") {
            designation.clear();
        }
        let negative = group.article == Article::Negative || self.negated_inside(&tokens);
        let strong = tokens.clone().find(|at| doc.word(*at).ends_with("-strong"));
        let mut quantity = group
            .count
            .as_ref()
            .map(|count| count.quantity(doc.slice(count.tokens.clone())));
        if let Some(at) = strong.filter(|_| quantity.is_none())
            && let Some(count) = crate::quantity::find(&doc.tokens, at)
        {
            quantity = Some(count.quantity(doc.slice(count.tokens.clone())));
        }
        let headcount = strong.is_some() && matches!(counts, Counts::Units | Counts::Groups);
        if headcount {
            category = Category::Troops;
        }
        let plain = PLAIN_BODIES.contains(&designation.as_str());
        // `a 1,000-member contingent` aside, a number before `forces` counts people.
        if quantity.as_ref().is_some_and(|q| q.low >= 100)
            && (category == Category::Forces || plain && category == Category::LandUnit)
        {
            category = Category::Troops;
            designation.clear();
        }
        if quantity.is_none()
            && !plural
            && !negative
            && !plain
            && matches!(counts, Counts::Things | Counts::Units | Counts::Groups)
            && category != Category::Forces
            && !is_mass(&designation)
        {
            let indefinite = matches!(group.article, Article::Indefinite);
            let both = doc.word(last_known - 1) == "aircraft"
                || doc.word(last_known - 1).ends_with("craft");
            let nameless = noun.is_none()
                && formation.is_none()
                && group.article == Article::None
                && owner_of_ship.is_none();
            let named_one = matches!(group.article, Article::Definite | Article::None)
                && counts != Counts::Nothing
                && !both
                && !nameless
                && !(group.article == Article::None
                    && noun.is_some()
                    && !self.is_named_one(&inner));
            if indefinite || named_one {
                let words = doc.slice(tokens.clone());
                quantity = Some(Quantity {
                    low: 1,
                    high: Some(1),
                    approximate: false,
                    text: words.to_owned(),
                });
            }
        }
        if negative {
            quantity = None;
        }
        Some(Term {
            force: Force {
                category,
                quantity,
                designation,
                extent: self.extent(&tokens, group, plural),
                part_of: None,
            },
            owners,
            base: self.base(&tokens),
            negative,
            bare: false,
            vague,
            tokens,
        })
    }

    /// A singular noun without an article that still is one thing: `Spanish frigate Blas de Lezo`.
    fn is_named_one(&self, inner: &Range<usize>) -> bool {
        self.doc.tokens[inner.end - 1].capital
            || inner.clone().any(|at| {
                self.doc
                    .mark(at)
                    .is_some_and(|mark| matches!(mark.known, Known::Designation(_)))
            })
    }

    /// Whether what is known last heads the group: nothing follows it but a ship's name, a number of
    /// a type, or a noun that adds nothing.
    fn heads(&self, known_end: usize, end: usize, category: Option<Category>) -> bool {
        let ship = matches!(category, Some(Category::Warship | Category::Submarine));
        (known_end..end).all(|at| {
            let token = &self.doc.tokens[at];
            let word = self.doc.word(at);
            token.capital && (ship || self.doc.mark(at).is_none())
                || matches!(
                    token.kind,
                    crate::token::TokenKind::Open
                        | crate::token::TokenKind::Close
                        | crate::token::TokenKind::Possessive
                )
                || ship && self.doc.mark(at).is_some()
                || matches!(
                    word,
                    "." | "launcher"
                        | "launchers"
                        | "system"
                        | "systems"
                        | "missiles"
                        | "batteries"
                        | "rockets"
                        | "themselves"
                        | "alone"
                        | "fleet"
                        | "variants"
                        | "type"
                        | "types"
                        | "strong"
                        | "planes"
                        | "aircraft"
                )
        })
    }

    /// Whose forces: the adjective of a state, a state's or an alliance's name, or a possessor.
    fn owners(&self, group: &NounGroup, inner: &Range<usize>) -> Vec<Actor> {
        let mut found: Vec<Actor> = Vec::new();
        for at in inner.clone() {
            let Some(mark) = self
                .doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= inner.end)
            else {
                continue;
            };
            let based = self.doc.word(mark.tokens.end - 1).ends_with("-based");
            match &mark.known {
                Known::Name(
                    Entry::Demonym { actor, .. }
                    | Entry::State { actor, .. }
                    | Entry::Body { actor, .. }
                    | Entry::Actor(actor)
                    | Entry::Metonym { actor, .. },
                ) if !based && !found.contains(actor) => {
                    found.push(actor.clone());
                }
                Known::Force(noun, _)
                    if matches!(noun.category, Category::Warship | Category::Submarine) =>
                {
                    break;
                }
                _ => {}
            }
        }
        if inner
            .clone()
            .any(|at| matches!(self.doc.word(at), "allied" | "multinational"))
            && self.doc.nato
            && found.is_empty()
        {
            found.extend(super::actors::nato());
        }
        if found.len() > 1 && !inner.clone().any(|at| self.doc.word(at) == "and") {
            // `NATO's German troops`, `US European Command forces`: a state before its alliance.
            let state = found
                .iter()
                .find(|actor| actor.kind == ActorKind::State)
                .cloned();
            return state.map_or(found, |state| vec![state]);
        }
        if !found.is_empty() {
            return found;
        }
        if let Some(possessor) = &group.possessor {
            let word = self.doc.word(possessor.start);
            if closed(word) == Some(Closed::Owning) {
                return self.pronoun(word, possessor.start).into_iter().collect();
            }
            return self.named_actor(possessor.clone()).into_iter().collect();
        }
        Vec::new()
    }

    /// `US-based`: the place before the hyphen.
    fn base(&self, tokens: &Range<usize>) -> Option<Place> {
        tokens.clone().find_map(|at| {
            let mark = self.doc.mark_from(at)?;
            let based = self.doc.word(mark.tokens.end - 1).ends_with("-based");
            match &mark.known {
                Known::Name(entry) if based => entry
                    .place()
                    .cloned()
                    .or_else(|| entry.actor().and_then(|actor| self.place_of(actor))),
                _ => None,
            }
        })
    }

    fn negated_inside(&self, tokens: &Range<usize>) -> bool {
        let before = tokens
            .start
            .checked_sub(1)
            .map_or("", |at| self.doc.word(at));
        matches!(before, "nor" | "neither")
            || before == "not" && matches!(self.doc.word(tokens.start), "one" | "a" | "a-")
    }

    /// `additional`, `more`, `a second`, `the first`, `the remaining`.
    fn extent(&self, tokens: &Range<usize>, group: &NounGroup, plural: bool) -> Option<Extent> {
        if let Some(extent) = group.count.as_ref().and_then(|count| count.extent) {
            return Some(extent);
        }
        tokens.clone().find_map(|at| match self.doc.word(at) {
            "additional" | "extra" | "further" | "another" => Some(Extent::Additional),
            "more"
                if self.doc.word(at + 1) != "than"
                    && (at == tokens.start || group.count.is_some()) =>
            {
                Some(Extent::Additional)
            }
            "second" | "third" if group.article == Article::Indefinite => Some(Extent::Additional),
            "first" if plural => Some(Extent::Part),
            "remaining" if group.count.is_some() => Some(Extent::Part),
            _ => None,
        })
    }

    /// A group with a complement: `4,700 soldiers of the 82nd Airborne Division`, `a battalion of 900`.
    fn with_complement(&self, spine: &Spine<'_>, mut own: Term, of: usize, depth: u32) -> Term {
        let complement = self.term_at(spine, of, depth + 1);
        let Some(other) = complement else {
            // `soldiers of the Bundeswehr`, `units of Russia's southern district`
            if own.owners.is_empty() {
                let tokens = spine.chunks[of].tokens.clone();
                own.owners.extend(self.named_actor(tokens));
            }
            if own.force.category == Category::Troops && own.force.designation.is_empty() {
                own.force.designation = self.body_name(spine, of);
            }
            return own;
        };
        if own.owners.is_empty() {
            own.owners.clone_from(&other.owners);
        }
        own.base = own.base.or(other.base.clone());
        let people = other.force.category == Category::Troops || other.bare;
        let body = matches!(
            own.force.category,
            Category::LandUnit
                | Category::Forces
                | Category::CombatAircraft
                | Category::Warship
                | Category::Artillery
                | Category::Armor
                | Category::Troops
        );
        let own_one = own
            .force
            .quantity
            .as_ref()
            .is_none_or(|q| q.high == Some(1) && q.low == 1);
        if body
            && own_one
            && people
            && other.force.quantity.is_some()
            && own.force.category != Category::Troops
        {
            let designation = if PLAIN_BODIES.contains(&own.force.designation.as_str()) {
                String::new()
            } else {
                own.force.designation.clone()
            };
            let designation = if other.force.designation.is_empty() {
                designation
            } else {
                other.force.designation.clone()
            };
            own.force = Force {
                category: Category::Troops,
                designation,
                extent: own.force.extent.or(other.force.extent),
                ..other.force
            };
            own.bare = false;
            return own;
        }
        if own.force.category == Category::Troops
            && own.force.quantity.is_none()
            && other.force.quantity.is_some()
            && people
        {
            own.force.quantity = other.force.quantity;
            return own;
        }
        if own.force.category == Category::Troops {
            // Members of a unit.
            own.force.designation = other.force.designation;
            return own;
        }
        if matches!(
            own.force.designation.as_str(),
            "squadron"
                | "battery"
                | "fleet"
                | "wing"
                | "group"
                | "flotilla"
                | "company"
                | "battalion"
                | "unit"
                | "team"
                | "regiment"
                | "contingent"
                | "force"
                | "formation"
        ) && other.force.category != Category::Troops
            && other.force.category != Category::LandUnit
        {
            // `a squadron of F-16s`, `a battery of guns`, `a fleet of 12 ships`
            let counted = other.force.quantity.is_some() && own_one;
            let plain = matches!(
                own.force.designation.as_str(),
                "fleet" | "group" | "force" | "contingent" | "team" | "formation" | "unit"
            );
            own.force.category = other.force.category;
            let implicit = other
                .force
                .quantity
                .as_ref()
                .is_some_and(|q| q.low == 1 && q.high == Some(1));
            if own_one && (counted || plain) && !implicit {
                own.force.quantity = other.force.quantity;
            }
            own.force.designation = other.force.designation;
            own.vague &= other.vague;
        }
        own
    }

    fn body_name(&self, spine: &Spine<'_>, of: usize) -> String {
        let tokens = spine.chunks[of].tokens.clone();
        let unit = tokens.clone().any(|at| {
            self.doc.mark(at).is_some_and(|mark| {
                matches!(
                    mark.known,
                    Known::Name(Entry::Body { .. }) | Known::Formation(_) | Known::Office(_)
                )
            })
        });
        if unit {
            self.doc.slice(tokens).trim_start_matches("the ").to_owned()
        } else {
            String::new()
        }
    }

    /// A part, a number or a container of what follows `of`.
    fn through_part(
        &self,
        spine: &Spine<'_>,
        group: &NounGroup,
        word: &str,
        of: usize,
        depth: u32,
    ) -> Option<Term> {
        let counted = group.count.is_some();
        let only_count = group
            .count
            .as_ref()
            .is_some_and(|count| count.tokens.end >= group.head.end);
        let part = PARTS.contains(&word) || only_count;
        if !part {
            // `a total of`, `the headquarters of`: nothing of forces, unless it is one of the body words.
            return None;
        }
        let doc = self.doc;
        let tokens = spine.chunks[of].tokens.clone();
        let pronoun = spine.chunks[of].noun().is_some_and(|noun| noun.pronoun);
        let mut term = match self.term_at(spine, of, depth + 1) {
            Some(term) => term,
            None if counted
                && (pronoun
                    || matches!(word, "members" | "member")
                    || self.doc.word(tokens.end - 1) == "countrymen") =>
            {
                Term {
                    force: Force {
                        category: Category::Troops,
                        quantity: None,
                        designation: self.body_name(spine, of),
                        extent: None,
                        part_of: None,
                    },
                    owners: self.named_actor(tokens.clone()).into_iter().collect(),
                    base: None,
                    negative: false,
                    bare: pronoun,
                    vague: false,
                    tokens: tokens.clone(),
                }
            }
            None => return None,
        };
        let whole = term
            .force
            .quantity
            .clone()
            .filter(|_| !term.bare || !pronoun);
        let members = matches!(
            word,
            "members"
                | "member"
                | "people"
                | "pieces"
                | "piece"
                | "items"
                | "column"
                | "columns"
                | "convoy"
                | "convoys"
        );
        term.negative |= group.article == Article::Negative;
        if counted {
            let count = group.count.as_ref().expect("it is counted");
            term.force.quantity = Some(count.quantity(doc.slice(count.tokens.clone())));
            term.force.extent = count.extent;
            if members
                && matches!(
                    term.force.category,
                    Category::LandUnit | Category::Headquarters | Category::Forces
                )
            {
                term.force.category = Category::Troops;
            }
            if only_count && whole.is_some() {
                term.force.extent = Some(Extent::Part);
                term.force.part_of = whole;
            }
        } else if !members {
            let share = matches!(
                word,
                "most"
                    | "half"
                    | "some"
                    | "majority"
                    | "bulk"
                    | "part"
                    | "parts"
                    | "vanguard"
                    | "elements"
                    | "rest"
                    | "remainder"
                    | "third"
                    | "quarter"
                    | "portion"
                    | "first"
                    | "one"
                    | "many"
                    | "consignment"
                    | "shipment"
                    | "batch"
                    | "wave"
                    | "tranche"
            );
            let thing = matches!(word, "consignment" | "shipment");
            if share {
                term.force.extent = Some(Extent::Part);
                term.force.part_of = whole.filter(|q| q.low != 1 || q.high != Some(1));
            }
            if word == "all" {
                term.force.extent = Some(Extent::Total);
            } else if share || word == "number" || thing {
                term.force.quantity = None;
                if word == "one" {
                    term.force.quantity = Some(Quantity {
                        low: 1,
                        high: Some(1),
                        approximate: false,
                        text: "one".to_owned(),
                    });
                }
            }
        } else {
            term.force.quantity = term.force.quantity.filter(|_| word != "members");
        }
        Some(term)
    }

    /// People who are no force by their noun: a number alone, `300 Belgians`, `900 people`.
    fn plain_people(&self, tokens: Range<usize>, group: &NounGroup, word: &str) -> Option<Term> {
        let doc = self.doc;
        let count = group.count.as_ref()?;
        let rest = count.tokens.end..tokens.end;
        let mut owners = self.owners(group, &tokens);
        let after_possessor = group.possessor.is_some();
        let words_left = rest
            .clone()
            .filter(|at| {
                !doc.tokens[*at].capital
                    && !matches!(doc.tokens[*at].kind, crate::token::TokenKind::Possessive)
            })
            .count();
        let people = matches!(
            word,
            "people" | "men" | "women" | "countrymen" | "compatriots" | "others" | "ones"
        );
        let demonyms = rest.clone().all(|at| {
            doc.mark(at)
                .is_some_and(|mark| matches!(mark.known, Known::Name(Entry::Demonym { .. })))
        });
        let bare = rest.is_empty() || after_possessor && words_left == 0 && rest.is_empty();
        if !(bare || people || demonyms && !rest.is_empty()) {
            return None;
        }
        owners.truncate(2);
        let plural_people = demonyms
            && rest.clone().any(|at| {
                doc.mark(at).is_some_and(|mark| {
                    matches!(mark.known, Known::Name(Entry::Demonym { people: true, .. }))
                })
            });
        Some(Term {
            force: Force {
                category: Category::Troops,
                quantity: Some(count.quantity(doc.slice(count.tokens.clone()))),
                designation: String::new(),
                extent: count.extent,
                part_of: None,
            },
            owners,
            base: None,
            negative: false,
            bare: !(people || plural_people),
            vague: people,
            tokens,
        })
    }

    /// A service as a force: `the Royal Marines`, `his army`.
    fn service(&self, tokens: Range<usize>, group: &NounGroup) -> Option<Term> {
        let mark = self.doc.mark(group.head.start)?;
        if mark.tokens.end != group.head.end {
            return None;
        }
        let word = self.doc.word(group.head.end - 1);
        let (category, owner) = match &mark.known {
            Known::Name(Entry::Body { actor, name }) => {
                let men = ["Marines", "Guard", "Legion", "Rangers", "Gurkhas"]
                    .iter()
                    .any(|end| name.ends_with(end));
                (men.then_some(Category::Troops)?, Some(actor.clone()))
            }
            Known::Office(_) if matches!(word, "army" | "navy" | "military" | "forces") => {
                (Category::Forces, None)
            }
            _ => return None,
        };
        let mut owners = self.owners(group, &tokens);
        if owners.is_empty() {
            owners.extend(owner);
        }
        if owners.is_empty() {
            return None;
        }
        Some(Term {
            force: Force {
                category,
                quantity: group
                    .count
                    .as_ref()
                    .map(|count| count.quantity(self.doc.slice(count.tokens.clone()))),
                designation: self.doc.slice(group.head.clone()).to_owned(),
                extent: None,
                part_of: None,
            },
            owners,
            base: None,
            negative: group.article == Article::Negative,
            bare: false,
            vague: true,
            tokens,
        })
    }

    /// `two battalions armed with S-400 systems` count as what they are armed with.
    fn armed_with(&self, spine: &Spine<'_>, at: usize, term: &mut Term) {
        let end = spine.over_of(self.doc, at);
        let armed = spine
            .verb(end)
            .is_some_and(|verb| matches!(verb.main.lemma(), "arm" | "equip"));
        let with = spine
            .get(end + 1)
            .is_some_and(|chunk| self.doc.word(chunk.tokens.start) == "with");
        if armed
            && with
            && matches!(
                term.force.category,
                Category::LandUnit | Category::Artillery | Category::CombatAircraft
            )
            && let Some(other) = self.term_at(spine, end + 2, 2)
        {
            term.force.category = other.force.category;
            term.force.designation = other.force.designation;
        }
    }
}

/// `Patriot battery`, but `F-16` for `F-16 fighters`.
fn joined_name(name: &str, noun: &crate::gazetteer::ForceNoun) -> String {
    if noun.counts == Counts::Groups || noun.counts == Counts::Units {
        format!("{name} {}", noun.name)
    } else {
        name.to_owned()
    }
}

/// Nouns of things that are not counted.
fn is_mass(designation: &str) -> bool {
    matches!(designation, "equipment" | "hardware" | "ammunition")
}

/// The state of a ship's prefix.
fn actor_by_code(code: &events::ActorCode) -> Actor {
    Actor {
        code: code.clone(),
        name: code.as_str().to_owned(),
        kind: ActorKind::State,
    }
}
