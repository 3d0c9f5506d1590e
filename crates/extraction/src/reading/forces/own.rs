//! The forces that a noun group names by itself: `two F-16 fighters`, `the 82nd Airborne Division`.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Extent, Force, Quantity};

use crate::document::Known;
use crate::gazetteer::{Counts, Entry, Words};
use crate::grammar::{Article, NounGroup};
use crate::reading::Reading;

use super::{PLAIN_BODIES, Term};

/// People who bear arms against a state, or for nobody: its adjective tells where they are from.
const IRREGULARS: &[&str] = &[
    "combatant",
    "gunman",
    "insurgent",
    "mercenary",
    "militant",
    "militiaman",
    "rebel",
];

/// Words for soldiers and bombers that are no force any more, or never were.
const OUT_OF_ACTION: &[&str] = &[
    "abducted",
    "captive",
    "captured",
    "child",
    "dead",
    "fallen",
    "freed",
    "injured",
    "kidnapped",
    "killed",
    "off-duty",
    "slain",
    "suicide",
    "wounded",
];

impl Reading<'_, '_> {
    /// The force that a group names by itself.
    pub(super) fn own_term(&self, tokens: Range<usize>, group: &NounGroup) -> Option<Term> {
        let doc = self.doc;
        let inner = group
            .possessor
            .as_ref()
            .map_or(tokens.start, |possessor| possessor.end)..tokens.end;
        let mut noun: Option<(Range<usize>, &crate::gazetteer::ForceNoun, bool)> = None;
        let mut named: Option<(Range<usize>, Category, String, bool)> = None;
        let mut formation: Option<(Range<usize>, Category, String)> = None;
        let mut named_end = None;
        let mut owner_code = None;
        for at in inner.clone() {
            let Some(mark) = doc
                .mark_from(at)
                .filter(|mark| mark.tokens.end <= inner.end)
            else {
                continue;
            };
            match &mark.known {
                Known::Force(found, plural) => {
                    // `stealth fighter planes`: the kind was told.
                    let kind = noun
                        .take()
                        .filter(|(_, kind, _)| {
                            found.name == "aircraft" && kind.category == Category::CombatAircraft
                        })
                        .map_or(*found, |(_, kind, _)| kind);
                    noun = Some((mark.tokens.clone(), kind, *plural));
                }
                Known::Name(Entry::Equipment { category, name }) => {
                    let plural =
                        doc.word(mark.tokens.end - 1).ends_with('s') && !name.ends_with('s');
                    named_end = Some(mark.tokens.end);
                    let first =
                        named.get_or_insert((mark.tokens.clone(), *category, name.clone(), plural));
                    first.3 |= plural;
                }
                Known::Designation(found) => {
                    owner_code.clone_from(&found.owner);
                    named_end = Some(mark.tokens.end);
                    // `Burke-class destroyers USS Shoup`: the ship, not its class.
                    let class = |(_, _, name, _): &(_, _, String, bool)| name.contains("-class");
                    if found.owner.is_some() && named.as_ref().is_some_and(class) {
                        named = None;
                    }
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
            named_end,
            formation.as_ref().map(|f| f.0.end),
        ]
        .into_iter()
        .flatten()
        .max()?;
        if !self.heads(last_known, inner.end, noun.as_ref().map(|n| n.1.category)) {
            return None;
        }
        // `embassy staff`, `civilian contractors`
        let civil = inner.clone().any(|at| {
            matches!(
                self.doc.word(at),
                "embassy"
                    | "diplomatic"
                    | "civilian"
                    | "non-essential"
                    | "hospital"
                    | "airline"
                    | "cruise"
                    | "humanitarian"
                    | "private"
                    | "former"
                    | "retired"
                    | "ex"
            )
        });
        if civil && noun.as_ref().is_none_or(|noun| noun.1.vague) {
            return None;
        }
        if inner
            .clone()
            .any(|at| OUT_OF_ACTION.contains(&self.doc.word(at)))
        {
            return None;
        }
        let owners = self.owners(group, &inner);
        // `US-backed local forces` are nobody's that is told.
        let backed = inner.clone().any(|at| {
            [
                "-backed",
                "-trained",
                "-supported",
                "-funded",
                "-sponsored",
                "-allied",
                "-aligned",
            ]
            .iter()
            .any(|tail| self.doc.word(at).ends_with(tail))
        });
        if backed && owners.is_empty() {
            return None;
        }
        let owners = if owners.is_empty()
            && let Some((_, _, name)) = &formation
        {
            crate::gazetteer::find(&Words::of(name))
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
                .map(|code| super::whose::actor_by_code(&code))
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
                    || matches!(
                        found.category,
                        Category::Warship | Category::Submarine | Category::Helicopter
                    ) {
                    found.category
                } else {
                    *other
                };
                // `a Challenger patrol aircraft`: no tank.
                let flies = matches!(
                    found.category,
                    Category::SupportAircraft | Category::CombatAircraft | Category::Helicopter
                );
                if flies && matches!(other, Category::Armor | Category::Artillery) {
                    category = found.category;
                }
                if found.counts == Counts::Nothing && matches!(found.category, Category::Materiel) {
                    category = *other;
                }
                designation = if people {
                    found.name.clone()
                } else {
                    joined_name(name, found)
                };
                // `the frigates Essen and Makarov`: each name is one ship.
                let ship = matches!(category, Category::Warship | Category::Submarine)
                    && !name.contains("-class")
                    && !name.contains(|c: char| c.is_ascii_digit());
                (counts, plural, vague) = (found.counts, *many && !ship, false);
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
        let naval = inner
            .clone()
            .any(|at| matches!(self.doc.word(at), "navy" | "naval" | "carrier" | "maritime"));
        if naval
            && category == Category::LandUnit
            && matches!(
                designation.as_str(),
                "battlegroup" | "task force" | "task group" | "battle group"
            )
        {
            category = Category::Warship;
        }
        let owners = if owners.is_empty() {
            crate::gazetteer::sole_operator(&designation)
                .or_else(|| self.proper_group(noun.as_ref().map(|noun| noun.0.clone())))
                .cloned()
                .into_iter()
                .collect()
        } else {
            owners
        };
        if designation == "fighter" && self.fight_on_foot(&tokens, group, &owners) {
            category = Category::Troops;
        }
        let mut owners = owners;
        // `Some 1,800 Marines came ashore`: with a capital, the Corps.
        if owners.is_empty() && designation == "marine" && self.is_corps(last_known - 1) {
            owners.extend(crate::gazetteer::actor("USA").cloned());
        }
        let fighters = designation == "fighter" && category == Category::Troops;
        if fighters || IRREGULARS.contains(&designation.as_str()) {
            // `Syrian rebels` are no forces of Syria.
            owners.retain(|owner| owner.kind != ActorKind::State);
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
        let strong = tokens.clone().find(|at| {
            [
                "-strong", "-member", "-man", "-person", "-troop", "-soldier",
            ]
            .iter()
            .any(|end| doc.word(*at).ends_with(end))
        });
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
        let mass = counts == Counts::Nothing && category == Category::LandUnit;
        if mass && quantity.is_some() {
            // `dozens of ground forces`
            category = Category::Troops;
            designation.clear();
        }
        if quantity
            .as_ref()
            .is_some_and(|q| q.low >= 100 || q.low == 0 && q.high.is_some_and(|high| high >= 100))
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
            let both = doc.word(last_known - 1).ends_with("craft");
            // `US destroyer enters Black Sea`
            let ship = matches!(category, Category::Warship | Category::Submarine);
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
                    && (!ship || owners.is_empty())
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
        // `1,000 navy and 500 air force personnel`: no navy has so many of its own.
        let crew = |quantity: &Quantity| quantity.low >= 50;
        if designation == "navy" && quantity.as_ref().is_some_and(crew) {
            category = Category::Troops;
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

    /// `the Nimitz Carrier Strike Group`: a group of ships with a proper name of this form is American.
    fn proper_group(&self, noun: Option<Range<usize>>) -> Option<&'static Actor> {
        let noun = noun?;
        let form = self.doc.word(noun.end - 1) == "group"
            && noun
                .clone()
                .any(|at| matches!(self.doc.word(at), "strike" | "ready"))
            && noun.clone().all(|at| self.doc.tokens[at].capital);
        form.then(|| crate::gazetteer::actor("USA"))?
    }

    pub(super) fn negated_inside(&self, tokens: &Range<usize>) -> bool {
        let before = tokens
            .start
            .checked_sub(1)
            .map_or("", |at| self.doc.word(at));
        matches!(before, "nor" | "neither")
            || before == "not" && matches!(self.doc.word(tokens.start), "one" | "a" | "a-")
    }

    /// `additional`, `more`, `a second`, `the first`, `the remaining`.
    pub(super) fn extent(
        &self,
        tokens: &Range<usize>,
        group: &NounGroup,
        plural: bool,
    ) -> Option<Extent> {
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
