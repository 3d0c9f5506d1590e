//! Terms beside one another that count together: `65 soldiers and police`, `a second warship, the
//! destroyer Diamond`.

use events::{Category, Force};

use crate::reading::Reading;

use super::Term;

impl Reading<'_, '_> {
    /// Takes one more term into those before it, where it is a name of the last one or counted with it.
    /// Gives it back where it stands for itself.
    pub(crate) fn absorb(&self, terms: &mut [Term], term: Term) -> Option<Term> {
        if self.tells_of(terms, &term) {
            return None;
        }
        let Some(last) = terms.last_mut() else {
            return Some(term);
        };
        // `another division, about 6,000 men,`: told with it.
        if term.tokens.start < last.tokens.end && term.force.quantity == last.force.quantity {
            return None;
        }
        let between = last.tokens.end..term.tokens.start;
        if between.len() != 1 {
            return Some(term);
        }
        let link = self.doc.word(between.start);
        if link == "and" && counted_with(last, &term) {
            last.tokens.end = term.tokens.end;
            return None;
        }
        if link == "," && self.is_one_of(last, &term) {
            last.tokens.end = term.tokens.end;
            return None;
        }
        if link == "," && self.renames(last, &term) {
            if !term.force.designation.is_empty() {
                last.force.designation = term.force.designation;
            }
            if last.owners.is_empty() {
                last.owners = term.owners;
            }
            last.tokens.end = term.tokens.end;
            return None;
        }
        Some(term)
    }

    /// Whether a term tells of forces named before it and names no more.
    pub(crate) fn tells_of(&self, terms: &[Term], term: &Term) -> bool {
        self.is_counted_in(terms, term) || self.is_their_work(terms, term)
    }

    /// `138,000 troops, including 17 brigades`: units of people who were counted, ships of ships.
    fn is_counted_in(&self, terms: &[Term], term: &Term) -> bool {
        let start = term.tokens.start;
        let before = |back: usize| start.checked_sub(back).map_or("", |at| self.doc.word(at));
        let part = before(1) == "including"
            || before(1) == "them" && before(2) == "among"
            || before(1) == "which" && before(2) == "of";
        part && terms.iter().any(|whole| {
            let counted = whole.force.quantity.is_some();
            let people = whole.force.category == Category::Troops
                && matches!(
                    term.force.category,
                    Category::LandUnit | Category::Headquarters
                );
            let ships = whole.force.category == Category::Warship
                && term.force.category == Category::Warship;
            counted && (people || ships)
        })
    }

    /// `19,000 troops in Congo, its largest peacekeeping mission`: what the forces do there.
    fn is_their_work(&self, terms: &[Term], term: &Term) -> bool {
        let start = term.tokens.start;
        let apposed = start > 0 && self.doc.word(start - 1) == ",";
        let ends = !matches!(self.doc.word(term.tokens.end), "and" | ",");
        term.vague
            && term.force.category == Category::Forces
            && term.force.quantity.is_none()
            && apposed
            && ends
            && terms.iter().any(|other| !other.vague)
    }

    /// `HMS Diamond, one of its six destroyers`: what kind of thing it is.
    fn is_one_of(&self, last: &Term, term: &Term) -> bool {
        let start = term.tokens.start;
        last.force.category == term.force.category
            && last
                .force
                .quantity
                .as_ref()
                .is_some_and(|quantity| quantity.high == Some(1))
            && self.doc.word(start) == "one"
            && self.doc.word(start + 1) == "of"
    }

    /// `a second warship, the destroyer Diamond`: one thing told twice, the second time by name.
    fn renames(&self, last: &Term, term: &Term) -> bool {
        let one = |force: &Force| {
            force
                .quantity
                .as_ref()
                .is_some_and(|quantity| quantity.low == 1 && quantity.high == Some(1))
        };
        let first = term.tokens.start;
        // `the Forbin, a destroyer`
        let ship = last
            .force
            .designation
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
            && matches!(last.force.category, Category::Warship | Category::Submarine);
        let definite = self.doc.word(first) == "the"
            || self.doc.tokens[first].capital
            || ship && matches!(self.doc.word(first), "a" | "an");
        let goes_on = matches!(self.doc.word(term.tokens.end), "and" | "or")
            || self.doc.word(term.tokens.end) == ","
                && matches!(self.doc.word(term.tokens.end + 1), "and" | "a" | "an");
        one(&last.force)
            && one(&term.force)
            && last.force.category == term.force.category
            && definite
            && !goes_on
            && term.force.designation != last.force.designation
    }
}

/// `65 soldiers and police`: people of a second kind, without a number of their own.
fn counted_with(last: &Term, term: &Term) -> bool {
    // `65 soldiers and police`, `30 tanks and armoured personnel carriers`
    matches!(last.force.category, Category::Troops | Category::Armor)
        && term.force.category == last.force.category
        && last.force.quantity.is_some()
        && term.force.quantity.is_none()
        && (term.owners.is_empty() || term.owners == last.owners)
        && !term.negative
        && !term.bare
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn what_was_counted_is_not_told_twice() {
        check(
            "Canada has 2,000 soldiers in Latvia, including three companies.",
            &["posture CAN 2000 TROOPS in LVA"],
        );
        check(
            "Italy has six warships in the Red Sea, including a destroyer.",
            &["posture ITA 6 WARSHIP in red-sea"],
        );
        check(
            "Chile sent 900 soldiers, 600 navy and 40 air force personnel to Haiti.",
            &["deploy CHL 900 TROOPS, 600 TROOPS, 40 TROOPS to HTI completed"],
        );
        check(
            "The French carrier Charles de Gaulle, with three escorts, is in the Red Sea.",
            &["posture FRA 1 WARSHIP, 3 WARSHIP in red-sea"],
        );
        check(
            "About 700 Royal Marines are aboard ships in the Norwegian Sea.",
            &["posture GBR 700 TROOPS in norwegian-sea"],
        );
        check(
            "The United Nations has 14,000 troops in Mali, its most dangerous peacekeeping mission.",
            &["posture UN 14000 TROOPS in MLI"],
        );
    }
}
