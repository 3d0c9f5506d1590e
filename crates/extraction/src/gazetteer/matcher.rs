//! Finds many patterns in a text at once, at word boundaries, leftmost and longest.

use aho_corasick::Anchored;
use aho_corasick::automaton::Automaton;
use aho_corasick::nfa::contiguous::NFA;

use super::words::{Words, char_at};

/// Patterns with what each stands for.
pub(super) struct Matcher<T> {
    /// Walked from the beginnings of words only, where it is a trie.
    automaton: NFA,
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
        let begin = |pattern: &str| pattern.starts_with(char::is_alphanumeric);
        assert!(
            pairs.iter().all(|(pattern, _)| begin(pattern)),
            "names begin with a letter or a digit"
        );
        pairs.sort();
        pairs.dedup_by(|later, earlier| later.0 == earlier.0);
        let patterns: Vec<&str> = pairs.iter().map(|(pattern, _)| pattern.as_str()).collect();
        Self {
            automaton: NFA::builder()
                .ascii_case_insensitive(ignore_case)
                .dense_depth(4)
                .build(&patterns)
                .expect("the data files fit an automaton"),
            value_of: pairs.iter().map(|&(_, index)| index).collect(),
            values,
        }
    }

    /// The patterns in the text, in order, without overlaps.
    ///
    /// A longest match that ends inside a word (`Niger` in `Nigeria`) must not hide a shorter one or
    /// a later one that does not.
    pub(super) fn find(&self, words: &Words<'_>) -> Vec<Found<'_, T>> {
        let mut kept = Vec::new();
        let mut free = 0;
        for &start in &words.starts {
            if start >= free
                && let Some((end, pattern)) = self.longest(words.text, start)
            {
                free = end;
                kept.push(Found {
                    start,
                    end,
                    value: &self.values[self.value_of[pattern]],
                });
            }
        }
        kept
    }

    /// The end of the longest pattern that begins at a byte and ends where a word does.
    fn longest(&self, text: &str, start: usize) -> Option<(usize, usize)> {
        let automaton = &self.automaton;
        let mut state = automaton.start_state(Anchored::Yes).ok()?;
        let mut longest = None;
        for (offset, byte) in text.as_bytes()[start..].iter().enumerate() {
            state = automaton.next_state(Anchored::Yes, state, *byte);
            if !automaton.is_special(state) {
                continue;
            }
            if automaton.is_dead(state) {
                break;
            }
            let end = start + offset + 1;
            if automaton.is_match(state) && !char_at(text, end).is_some_and(|(inside, _)| inside) {
                // Among a state's patterns are those that end here and began later.
                longest = (0..automaton.match_len(state))
                    .map(|index| automaton.match_pattern(state, index))
                    .find(|pattern| automaton.pattern_len(*pattern) == offset + 1)
                    .map(|pattern| (end, pattern.as_usize()))
                    .or(longest);
            }
        }
        longest
    }
}
