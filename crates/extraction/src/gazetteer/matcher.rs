//! Finds many patterns in a text at once, at word boundaries, leftmost and longest.

use aho_corasick::AhoCorasick;

/// Patterns with what each stands for.
pub(super) struct Matcher<T> {
    automaton: AhoCorasick,
    value_of: Vec<usize>,
    values: Vec<T>,
}

/// A pattern found.
pub(super) struct Found<'m, T> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: &'m T,
}

impl<T> Matcher<T> {
    /// Of two values with the same pattern the first given counts.
    pub(super) fn new(named: Vec<(Vec<String>, T)>) -> Self {
        Self::build(named, false)
    }

    /// Finds ASCII letters in either case.
    pub(super) fn ignoring_case(named: Vec<(Vec<String>, T)>) -> Self {
        Self::build(named, true)
    }

    fn build(named: Vec<(Vec<String>, T)>, ignore_case: bool) -> Self {
        let mut pairs = Vec::new();
        let mut values = Vec::with_capacity(named.len());
        for (index, (patterns, value)) in named.into_iter().enumerate() {
            pairs.extend(patterns.into_iter().map(|pattern| (pattern, index)));
            values.push(value);
        }
        pairs.sort();
        pairs.dedup_by(|later, earlier| later.0 == earlier.0);
        let patterns: Vec<&str> = pairs.iter().map(|(pattern, _)| pattern.as_str()).collect();
        Self {
            automaton: AhoCorasick::builder()
                .ascii_case_insensitive(ignore_case)
                .build(&patterns)
                .expect("the data files fit an automaton"),
            value_of: pairs.iter().map(|&(_, index)| index).collect(),
            values,
        }
    }

    /// The patterns in the text, in order, without overlaps.
    ///
    /// All matches are collected and then thinned: a longest match that ends inside a word
    /// (`Niger` in `Nigeria`) must not hide a shorter or later one that does not.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'_, T>> {
        let mut spans: Vec<(usize, usize, usize)> = self
            .automaton
            .find_overlapping_iter(text)
            .filter(|found| at_boundaries(text, found.start(), found.end()))
            .map(|found| (found.start(), found.end(), found.pattern().as_usize()))
            .collect();
        spans.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut free_from = 0;
        let mut kept = Vec::new();
        for (start, end, pattern) in spans {
            if start >= free_from {
                free_from = end;
                kept.push(Found {
                    start,
                    end,
                    value: &self.values[self.value_of[pattern]],
                });
            }
        }
        kept
    }
}

/// Whether a span begins and ends where words do.
fn at_boundaries(text: &str, start: usize, end: usize) -> bool {
    let inside = |c: char| c.is_alphanumeric();
    !text[..start].chars().next_back().is_some_and(inside)
        && !text[end..].chars().next().is_some_and(inside)
}
