//! The forces of a noun with `of`: `a battalion of 900`, `most of the 300 soldiers`.

use events::{Category, Extent, Force, Quantity};

use crate::document::Known;
use crate::gazetteer::Entry;
use crate::grammar::clause::Spine;
use crate::grammar::{Article, NounGroup};
use crate::reading::Reading;

/// How many words brackets with a strength hold at most.
const BRACKETED: usize = 12;
/// How many people a strength in brackets counts at least; below it may be a year of age or a note.
const MANY: u32 = 20;

use super::{PARTS, PLAIN_BODIES, Term};

impl Reading<'_, '_> {
    /// A group with a complement: `4,700 soldiers of the 82nd Airborne Division`, `a battalion of 900`.
    pub(super) fn with_complement(
        &self,
        spine: &Spine<'_>,
        mut own: Term,
        of: usize,
        depth: u32,
    ) -> Term {
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
            own.vague &= other.bare || other.vague;
            own.bare = false;
            return own;
        }
        // `a second contingent of French troops`: people, however many.
        if own.force.designation == "contingent"
            && other.force.category == Category::Troops
            && own_one
        {
            own.force.category = Category::Troops;
            own.force.quantity = None;
            own.force.designation = other.force.designation;
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
        // `three divisions of S-300 systems`
        let of_arms = matches!(
            other.force.category,
            Category::AirDefense | Category::Missile | Category::Artillery
        ) && matches!(own.force.designation.as_str(), "division" | "brigade");
        if of_arms
            || matches!(
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
                    | "convoy"
                    | "military convoy"
                    | "military column"
            ) && !matches!(
                other.force.category,
                Category::Troops | Category::LandUnit | Category::Forces
            )
        {
            // `a squadron of F-16s`, `a battery of guns`, `a fleet of 12 ships`
            let counted = other.force.quantity.is_some() && own_one;
            let plain = matches!(
                own.force.designation.as_str(),
                "fleet" | "group" | "force" | "contingent" | "team" | "formation" | "unit"
            ) || own.force.designation.starts_with("military ")
                || own.force.designation == "convoy";
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

    /// `a battalion of peacekeepers, about 800 strong`: the headcount after the comma.
    pub(super) fn apposed_strength(&self, term: &mut Term) {
        let mut comma = term.tokens.end;
        // `The force in Mali, 290 strong,`
        if self.doc.word(comma) == "in"
            && let Some(place) = self.doc.mark_from(comma + 1)
        {
            comma = place.tokens.end;
        }
        let body = matches!(
            term.force.category,
            Category::Troops | Category::LandUnit | Category::Forces
        );
        if body && term.force.quantity.is_none() {
            self.bracketed_strength(term);
        }
        if !body || self.doc.word(comma) != "," {
            return;
        }
        // `, numbering about 760`
        let numbering = usize::from(matches!(
            self.doc.word(comma + 1),
            "numbering" | "totalling" | "totaling"
        ));
        let Some(count) = crate::quantity::find(&self.doc.tokens, comma + 1 + numbering) else {
            return;
        };
        // `another division, about 6,000 men, into`
        let people = term.force.category == Category::LandUnit
            && matches!(
                self.doc.word(count.tokens.end),
                "men" | "troops" | "soldiers" | "personnel"
            )
            && matches!(self.doc.word(count.tokens.end + 1), "," | "." | "");
        if people {
            term.tokens.end = count.tokens.end + 1;
        }
        if self.doc.word(count.tokens.end) == "strong" || numbering == 1 || people {
            term.force.category = Category::Troops;
            term.force.quantity = Some(count.quantity(self.doc.slice(count.tokens.clone())));
        }
    }

    /// `a group of soldiers (about 1,700)`, `troops (a battalion, more than 350 people)`.
    fn bracketed_strength(&self, term: &mut Term) {
        let open = term.tokens.end;
        if self.doc.word(open) != "(" {
            return;
        }
        let limit = self.doc.tokens.len().min(open + BRACKETED);
        let Some(close) = (open + 1..limit).find(|at| self.doc.word(*at) == ")") else {
            return;
        };
        let Some(count) =
            (open + 1..close).find_map(|at| crate::quantity::find(&self.doc.tokens, at))
        else {
            return;
        };
        let end = count.tokens.end;
        let people = end + 1 == close
            && matches!(
                self.doc.word(end),
                "people" | "men" | "soldiers" | "troops" | "personnel" | "servicemen"
            );
        if (end == close || people) && count.low >= MANY {
            term.force.category = Category::Troops;
            term.force.quantity = Some(count.quantity(self.doc.slice(count.tokens.clone())));
        }
    }

    pub(super) fn body_name(&self, spine: &Spine<'_>, of: usize) -> String {
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
    pub(super) fn through_part(
        &self,
        spine: &Spine<'_>,
        group: &NounGroup,
        word: &str,
        of: usize,
        depth: u32,
    ) -> Option<Term> {
        // `more than 30% of its bombers`, `40 percent of the troops`
        let percent = matches!(word, "percent" | "cent")
            || group
                .count
                .as_ref()
                .is_some_and(|count| self.doc.word(count.tokens.end) == "%");
        let counted = group.count.is_some() && !percent;
        let only_count = group
            .count
            .as_ref()
            .is_some_and(|count| count.tokens.end >= group.head.end);
        // `a second deployment of 500 officers is due`: those who are deployed.
        let batch = matches!(
            word,
            "deployment" | "rotation" | "influx" | "draft" | "intake"
        ) && group.article == Article::Indefinite;
        let part = PARTS.contains(&word) || only_count || batch || percent;
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
                && !is_civil(self.doc.word(tokens.end - 1))
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
            if matches!(word, "members" | "member" | "people")
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
            // `another batch of 90 soldiers` are those 90, `the first batch of the 500` are not.
            let definite = doc.word(tokens.start) == "the";
            let batch = matches!(
                word,
                "batch" | "wave" | "tranche" | "shipment" | "consignment"
            );
            if batch && !definite && whole.is_some() && term.force.category == Category::Troops {
                let told = spine.chunks[of - 2].tokens.clone();
                let told = told.into_iter().find_map(|at| match doc.word(at) {
                    "another" | "further" | "additional" | "second" | "third" => {
                        Some(Extent::Additional)
                    }
                    "first" => Some(Extent::Part),
                    _ => None,
                });
                term.force.extent = told.or(term.force.extent);
                return Some(term);
            }
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
                    | "second"
                    | "last"
                    | "latest"
                    | "one"
                    | "many"
                    | "consignment"
                    | "shipment"
                    | "batch"
                    | "wave"
                    | "tranche"
            ) || percent;
            let thing = matches!(word, "consignment" | "shipment");
            if share {
                term.force.extent = Some(Extent::Part);
                term.force.part_of = whole.filter(|q| q.low != 1 || q.high != Some(1));
            }
            if word == "all" {
                term.force.extent = Some(Extent::Total);
            } else if share || matches!(word, "number" | "numbers") || thing {
                term.force.quantity = None;
                let lone = matches!(word, "first" | "second" | "last" | "latest")
                    && term.force.category != Category::Troops;
                if word == "one" || lone {
                    term.force.quantity = Some(Quantity {
                        low: 1,
                        high: Some(1),
                        approximate: false,
                        text: word.to_owned(),
                    });
                }
            }
        } else {
            term.force.quantity = term.force.quantity.filter(|_| word != "members");
        }
        Some(term)
    }
}

/// Bodies whose members are no forces.
fn is_civil(body: &str) -> bool {
    matches!(
        body,
        "government"
            | "parliament"
            | "cabinet"
            | "party"
            | "council"
            | "congress"
            | "senate"
            | "commission"
            | "committee"
            | "family"
            | "public"
            | "union"
            | "community"
            | "press"
            | "opposition"
            | "delegation"
            | "administration"
            | "group"
            | "team"
            | "assembly"
            | "house"
    )
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn strength_told_after_a_comma() {
        check(
            "Ghana will send a battalion of peacekeepers, about 850 strong, to Lebanon in June.",
            &["deploy GHA 850 TROOPS to LBN announced"],
        );
        check(
            "Dozens of Ethiopian ground forces have arrived in Somalia.",
            &["deploy ETH 24..99 TROOPS to SOM completed"],
        );
    }
}
