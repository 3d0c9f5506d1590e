//! How two readings of one article differ. Pure.

use std::collections::BTreeMap;

use events::{Event, Fact, FactType};

/// What the newer of two readings tells otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Facts that it tells besides.
    pub added: Vec<Fact>,
    /// Facts that it no longer tells.
    pub removed: Vec<Fact>,
    /// Facts that it tells otherwise of the same words: before and after.
    pub changed: Vec<(Fact, Fact)>,
}

/// How many facts of one type differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Told besides.
    pub added: u64,
    /// No longer told.
    pub removed: u64,
    /// Told otherwise.
    pub changed: u64,
}

impl Difference {
    /// Compares what was read with what is read now. A fact is the same when it says the same and
    /// rests on the same words; ids and rules do not matter.
    pub fn between(old: &[Event], new: &[Event]) -> Self {
        let mut old: Vec<&Event> = old.iter().collect();
        let mut new: Vec<&Event> = new.iter().collect();
        pairs(&mut old, &mut new, says_the_same);
        let changed = pairs(&mut old, &mut new, tells_of_the_same_words);
        let fact = |event: &Event| event.fact.clone();
        Self {
            added: new.into_iter().map(fact).collect(),
            removed: old.into_iter().map(fact).collect(),
            changed: changed
                .into_iter()
                .map(|(old, new)| (fact(old), fact(new)))
                .collect(),
        }
    }

    /// Whether the two tell the same.
    pub fn is_none(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// Adds to the counts by type.
    pub fn count(&self, counts: &mut BTreeMap<FactType, Counts>) {
        let mut of = |fact: &Fact, count: fn(&mut Counts)| {
            count(counts.entry(fact.fact_type()).or_default());
        };
        self.added
            .iter()
            .for_each(|fact| of(fact, |c| c.added += 1));
        self.removed
            .iter()
            .for_each(|fact| of(fact, |c| c.removed += 1));
        self.changed
            .iter()
            .for_each(|(_, fact)| of(fact, |c| c.changed += 1));
    }
}

/// Takes the pairs out of both lists, the first fit for each of the old.
fn pairs<'a>(
    old: &mut Vec<&'a Event>,
    new: &mut Vec<&'a Event>,
    fit: fn(&Event, &Event) -> bool,
) -> Vec<(&'a Event, &'a Event)> {
    let mut found = Vec::new();
    old.retain(|one| match new.iter().position(|other| fit(one, other)) {
        Some(at) => {
            found.push((*one, new.remove(at)));
            false
        }
        None => true,
    });
    found
}

fn says_the_same(old: &Event, new: &Event) -> bool {
    old.fact == new.fact && old.provenance.evidence == new.provenance.evidence
}

fn tells_of_the_same_words(old: &Event, new: &Event) -> bool {
    let mut words = old.provenance.evidence.iter();
    let overlap = words.any(|one| {
        let mut others = new.provenance.evidence.iter();
        others.any(|other| one.start < other.end && other.start < one.end)
    });
    overlap && old.fact.fact_type() == new.fact.fact_type()
}

#[cfg(test)]
mod tests {
    use events::{Article, Published, PublishedBasis};

    use super::*;

    /// The facts of a text, as the rules read it.
    fn told(text: &str) -> Vec<Event> {
        let published = Published {
            at: "2031-03-01".parse().unwrap(),
            basis: PublishedBasis::Stated,
        };
        extraction::extract(&Article::new("", "Outlet", None, Some(published), text)).events
    }

    fn check(old: &str, new: &str, expect: [usize; 3]) {
        let difference = Difference::between(&told(old), &told(new));
        let found = [
            difference.added.len(),
            difference.removed.len(),
            difference.changed.len(),
        ];
        assert_eq!(found, expect, "{difference:#?}");
        assert_eq!(difference.is_none(), expect == [0; 3]);
        let mut counts = BTreeMap::new();
        difference.count(&mut counts);
        let total = |of: fn(&Counts) -> u64| counts.values().map(of).sum::<u64>();
        let counted = [
            total(|c| c.added),
            total(|c| c.removed),
            total(|c| c.changed),
        ];
        assert_eq!(counted, expect.map(|n| n as u64));
    }

    #[test]
    fn facts_are_the_same_added_removed_or_changed() {
        let poland = "Spain has 400 troops in Poland.";
        let latvia = "Spain has 900 troops in Latvia.";
        check(poland, poland, [0, 0, 0]);
        check(poland, "", [0, 1, 0]);
        check("", poland, [1, 0, 0]);
        check(poland, "Spain has 500 troops in Poland.", [0, 0, 1]);
        check(poland, &format!("{poland} {latvia}"), [1, 0, 0]);
        check(&format!("{poland} {latvia}"), poland, [0, 1, 0]);
        check("", "", [0, 0, 0]);
    }
}
