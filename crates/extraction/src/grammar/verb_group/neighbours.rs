//! What stands before and after a word that may be a verb.

use crate::document::{Document, Known};
use crate::token::TokenKind;

use super::super::words::Closed;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Start,
    Determiner,
    Adjective,
    Noun,
    Pronoun,
    Relative,
    Preposition,
    And,
    Verb,
}

impl Before {
    pub(super) fn of(doc: &Document<'_>, at: usize, start: usize) -> Self {
        let mut before = at;
        loop {
            if before <= start {
                return Self::Start;
            }
            before -= 1;
            let word = doc.word(before);
            let token = &doc.tokens[before];
            match token.kind {
                TokenKind::Possessive => return Self::Determiner,
                TokenKind::Open | TokenKind::Close => continue,
                TokenKind::Number => {
                    return if doc.mark(before).is_some() {
                        Self::Noun
                    } else {
                        Self::Determiner
                    };
                }
                // `the African Union (AU) plan to`
                TokenKind::Punctuation if word == ")" => {
                    while before > start && doc.word(before) != "(" {
                        before -= 1;
                    }
                    continue;
                }
                TokenKind::Punctuation => return Self::Start,
                TokenKind::Word => {}
            }
            let class = match doc.mark(before) {
                Some(mark) if !matches!(mark.known, Known::Office(_)) => None,
                _ => doc.closed(before),
            };
            return match class {
                Some(Closed::Adverb) => continue,
                Some(Closed::Determiner | Closed::Owning) => Self::Determiner,
                Some(Closed::Pronoun) => Self::Pronoun,
                Some(Closed::Relative) => Self::Relative,
                Some(Closed::Subordinator) if word == "that" => Self::Relative,
                Some(Closed::Preposition) => Self::Preposition,
                Some(Closed::And) => Self::And,
                Some(Closed::Be | Closed::Have | Closed::Do | Closed::Modal | Closed::Not) => {
                    Self::Verb
                }
                Some(Closed::Subordinator) => Self::Start,
                None => match doc.mark(before).map(|mark| &mark.known) {
                    Some(Known::Name(crate::gazetteer::Entry::Demonym {
                        people: false, ..
                    })) => Self::Adjective,
                    Some(Known::Office(_)) if word == "military" && is_head(doc, before, start) => {
                        Self::Noun
                    }
                    Some(Known::Office(_)) if is_adjective(word) => Self::Adjective,
                    Some(_) => Self::Noun,
                    None if crate::quantity::cardinal(&doc.tokens, before).is_some()
                        || matches!(word, "hundred" | "thousand" | "million") =>
                    {
                        Self::Determiner
                    }
                    // `the US military sent jets`
                    None if word == "military" && is_head(doc, before, start) => Self::Noun,
                    None if is_adjective(word) => Self::Adjective,
                    None => Self::Noun,
                },
            };
        }
    }
}

/// Whether `military` is a noun after what stands before it: `the military`, `China's military`, `the US
/// military`.
fn is_head(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= start) else {
        return false;
    };
    doc.tokens[before].kind == TokenKind::Possessive
        || matches!(doc.word(before), "the" | "its" | "his" | "their")
        || doc.mark(before).is_some_and(|mark| {
            matches!(
                mark.known,
                Known::Name(
                    crate::gazetteer::Entry::Demonym { people: false, .. }
                        | crate::gazetteer::Entry::State { .. }
                )
            ) && mark.tokens.start > start
                && matches!(doc.word(mark.tokens.start - 1), "the" | "," | "that")
        })
}

/// Common adjectives before nouns, by list and by ending.
fn is_adjective(word: &str) -> bool {
    const LIST: &[&str] = &[
        "new",
        "more",
        "most",
        "other",
        "many",
        "several",
        "few",
        "first",
        "second",
        "third",
        "last",
        "next",
        "own",
        "main",
        "large",
        "larger",
        "largest",
        "big",
        "bigger",
        "small",
        "smaller",
        "additional",
        "further",
        "extra",
        "joint",
        "naval",
        "military",
        "armed",
        "armoured",
        "armored",
        "air",
        "early",
        "late",
        "recent",
        "latest",
        "possible",
        "high",
        "higher",
        "heavy",
        "light",
        "long",
        "short",
        "local",
        "foreign",
        "senior",
        "top",
        "former",
        "same",
        "planned",
        "fresh",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "direct",
        "full",
        "rapid",
        "combat",
        "live",
        "annual",
        "spring",
    ];
    LIST.contains(&word)
        || ["ous", "ive", "ful", "ical", "ional", "able", "ible", "less"]
            .iter()
            .any(|end| word.len() > 5 && word.ends_with(end))
}

pub(super) fn plural_before(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at - 1);
    let listed = match doc.mark(at - 1).map(|mark| &mark.known) {
        Some(Known::Force(noun, plural)) => *plural || noun.name.ends_with("forces"),
        Some(Known::Designation(designation)) => designation.plural,
        Some(Known::Name(crate::gazetteer::Entry::Demonym { people, .. })) => *people,
        Some(Known::Name(_)) => false,
        _ => word.ends_with('s') && !word.ends_with("ss"),
    };
    listed
        || matches!(
            word,
            "people" | "men" | "women" | "police" | "troops" | "media"
        )
        || doc.closed(at - 1) == Some(Closed::Adverb)
}

/// Whether an object or a complement follows: a determiner, a number, a preposition, a pronoun.
pub(super) fn object_like(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    if at >= limit {
        return false;
    }
    let number = doc.counts(at);
    number
        || matches!(
            doc.closed(at),
            Some(
                Closed::Determiner
                    | Closed::Owning
                    | Closed::Pronoun
                    | Closed::Preposition
                    | Closed::Subordinator
            )
        )
        || doc
            .mark(at)
            .is_some_and(|mark| matches!(mark.known, Known::Name(_)))
}

/// Whether a noun follows, so that a participle before it is an adjective.
pub(super) fn noun_like(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    if at >= limit {
        return false;
    }
    let Some(token) = doc.tokens.get(at) else {
        return false;
    };
    token.kind == TokenKind::Word
        && doc.closed(at).is_none()
        && !doc.counts(at)
        && !doc.tells_time(at)
}

/// Whether a name that is joined to another stands before: `Kenya and Uganda begin`.
pub(super) fn joined_before(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let Some(mark) = at.checked_sub(1).and_then(|before| doc.mark(before)) else {
        return false;
    };
    let first = mark.tokens.start;
    let named = matches!(mark.known, Known::Name(_));
    let the = usize::from(first > start && matches!(doc.word(first - 1), "the"));
    named && first > start + the && doc.closed(first - the - 1) == Some(Closed::And)
}
