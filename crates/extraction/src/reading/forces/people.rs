//! Forces told without a noun for forces: `300 Belgians`, `the Royal Marines`.

use std::ops::Range;

use events::{Actor, ActorKind, Category, Force};

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::clause::Spine;
use crate::grammar::{Article, NounGroup};
use crate::reading::Reading;

use super::Term;

/// No force of people is larger; a larger bare number counts money or inhabitants.
const MOST_PEOPLE: u32 = 3_000_000;

impl Reading<'_, '_> {
    /// People who are no force by their noun: a number alone, `300 Belgians`, `900 people`.
    pub(super) fn plain_people(
        &self,
        tokens: Range<usize>,
        group: &NounGroup,
        word: &str,
    ) -> Option<Term> {
        let doc = self.doc;
        if let Some(body) = self.headcount(&tokens, group, word) {
            return Some(body);
        }
        let count = group.count.as_ref()?;
        // `respecting one another`
        if doc.word(tokens.start) == "one" && doc.word(tokens.end) == "another" {
            return None;
        }
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
            "people"
                | "persons"
                | "men"
                | "women"
                | "countrymen"
                | "compatriots"
                | "others"
                | "ones"
        );
        let demonyms = rest.clone().all(|at| {
            doc.mark(at)
                .is_some_and(|mark| matches!(mark.known, Known::Name(Entry::Demonym { .. })))
        });
        let told = count.quantity(doc.slice(count.tokens.clone()));
        if told.low > MOST_PEOPLE {
            return None;
        }
        let strong = word == "strong" && rest.len() == 1;
        let bare =
            rest.is_empty() || strong || after_possessor && words_left == 0 && rest.is_empty();
        // `116,000 people` are civilians, unless forces were told before.
        let civilians = matches!(word, "people" | "persons" | "women") && self.last_force.is_none();
        if civilians || !(bare || people || demonyms && !rest.is_empty()) {
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
                quantity: Some(told),
                designation: String::new(),
                extent: count.extent,
                part_of: None,
            },
            owners,
            base: None,
            negative: false,
            bare: !(people || plural_people) || word == "others",
            vague: people || plural_people,
            tokens,
        })
    }

    /// `the 5,200-strong British deployment`: a body whose noun alone names no forces.
    fn headcount(&self, tokens: &Range<usize>, group: &NounGroup, word: &str) -> Option<Term> {
        let body = matches!(
            word,
            "deployment"
                | "presence"
                | "operation"
                | "garrison"
                | "detachment"
                | "command"
                | "party"
                | "team"
        );
        let strong = tokens
            .clone()
            .find(|at| body && self.doc.word(*at).ends_with("-strong"))?;
        let count = crate::quantity::find(&self.doc.tokens, strong)?;
        Some(Term {
            force: Force {
                category: Category::Troops,
                quantity: Some(count.quantity(self.doc.slice(count.tokens.clone()))),
                designation: String::new(),
                extent: None,
                part_of: None,
            },
            owners: self.owners(group, tokens),
            base: None,
            negative: false,
            bare: false,
            vague: false,
            tokens: tokens.clone(),
        })
    }

    /// A service as a force: `the Royal Marines`, `his army`.
    pub(super) fn service(&self, tokens: Range<usize>, group: &NounGroup) -> Option<Term> {
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
            Known::Office(_)
                if matches!(
                    word,
                    "army" | "navy" | "military" | "forces" | "force" | "guard"
                ) =>
            {
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
    pub(super) fn armed_with(&self, spine: &Spine<'_>, at: usize, term: &mut Term) {
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

    /// Whether `Marines` stands with a capital inside a sentence.
    pub(super) fn is_corps(&self, token: usize) -> bool {
        let before = token.checked_sub(1).map_or("", |at| self.doc.word(at));
        self.doc.tokens[token].capital
            && !self.doc.tokens[token].shouted
            && before.starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    /// `has 320 troops from the Philippines`, `alongside soldiers from Nigeria and Ghana`: the states that
    /// they come from, where no verb of going makes these the place they leave.
    pub(super) fn contributors(&self, spine: &Spine<'_>, at: usize) -> Vec<Actor> {
        let Some(before) = at.checked_sub(1).and_then(|before| spine.get(before)) else {
            return Vec::new();
        };
        let stays = match &before.kind {
            crate::grammar::ChunkKind::Verb(verb) => {
                matches!(
                    verb.main.lemma(),
                    "have"
                        | "join"
                        | "include"
                        | "comprise"
                        | "host"
                        | "number"
                        | "replace"
                        | "relieve"
                )
            }
            crate::grammar::ChunkKind::Preposition => matches!(
                self.doc.word(before.tokens.end - 1),
                "with" | "alongside" | "including" | "by" | "besides"
            ),
            // `320 from the Philippines and 180 from India`
            crate::grammar::ChunkKind::And | crate::grammar::ChunkKind::Comma => {
                at >= 4
                    && spine.place_like(self.doc, at - 2)
                    && self.doc.word(spine.chunks[at - 3].tokens.start) == "from"
                    && spine.chunks[at - 4]
                        .noun()
                        .is_some_and(|noun| noun.count.is_some())
            }
            _ => false,
        };
        if !stays {
            return Vec::new();
        }
        crate::rules::homes(self, spine, at, spine.chunks.len())
    }

    /// `four F-16s from the Turkish air force`, `troops from the African Union`: whose they are.
    pub(crate) fn sender(&self, spine: &Spine<'_>, at: usize) -> Option<Actor> {
        let from = spine.over_of(self.doc, at);
        let preposition = spine.get(from).filter(|chunk| chunk.is_preposition())?;
        if self.doc.word(preposition.tokens.start) != "from" {
            return None;
        }
        // `is withdrawing 220 soldiers from the UN mission`: where they leave.
        let leaves = at
            .checked_sub(1)
            .and_then(|before| spine.verb(before))
            .is_some_and(|verb| verb.main.is(crate::gazetteer::VerbClass::Withdrawing));
        if leaves {
            return None;
        }
        let chunk = spine.get(from + 1)?;
        let group = chunk.noun()?;
        let service = matches!(
            self.doc.word(group.head.end - 1),
            "army"
                | "navy"
                | "force"
                | "forces"
                | "military"
                | "guard"
                | "marines"
                | "corps"
                | "fleet"
                | "brigade"
                | "division"
                | "regiment"
                | "battalion"
                | "squadron"
                | "wing"
                | "contingent"
                | "unit"
                | "company"
                | "regiments"
        );
        let body = self.doc.mark(group.head.start).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(Entry::Actor(_) | Entry::Body { .. })
            )
        });
        (service || body).then(|| self.named_actor(chunk.tokens.clone()))?
    }

    /// Whether `fighters` are people: those of an armed group, or more than any air force sends.
    pub(super) fn fight_on_foot(
        &self,
        tokens: &Range<usize>,
        group: &NounGroup,
        owners: &[Actor],
    ) -> bool {
        const MOST_AIRCRAFT: u32 = 149;
        let armed = owners
            .iter()
            .any(|owner| owner.kind == ActorKind::ArmedGroup);
        let many = group
            .count
            .as_ref()
            .map(|count| count.quantity(self.doc.slice(count.tokens.clone())))
            .is_some_and(|quantity| quantity.high.unwrap_or(quantity.low) > MOST_AIRCRAFT);
        let irregular = tokens.clone().any(|at| {
            matches!(
                self.doc.word(at),
                "rebel"
                    | "militia"
                    | "militant"
                    | "jihadist"
                    | "operations"
                    | "islamist"
                    | "insurgent"
                    | "tribal"
                    | "kurdish"
                    | "syrian"
                    | "libyan"
                    | "iraqi"
                    | "afghan"
                    | "yemeni"
                    | "somali"
                    | "chechen"
                    | "palestinian"
                    | "allied"
                    | "foreign"
                    | "pro-government"
                    | "paramilitary"
                    | "mercenary"
                    | "resistance"
                    | "volunteer"
            )
        });
        armed || many || irregular
    }
}
