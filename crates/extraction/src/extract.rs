//! The whole reading of an article.

use events::{Article, Event, Evidence};
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::document::Document;

/// The extractor's version: a change of what it reads is a change of version.
pub fn version() -> Version {
    Version::new(0, 1, 0)
}

/// What an article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The facts, in the order of the text. They are not recorded yet.
    pub events: Vec<Event>,
    /// What triggered a rule and was not asserted.
    pub abstained: Vec<Abstained>,
    /// ISO 639-3; empty when the text is too short to tell.
    pub language: String,
}

/// A passage that triggered a rule and gave no fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abstained {
    /// The rule.
    pub rule: String,
    /// Why nothing is asserted.
    pub reason: Reason,
    /// The passage.
    pub evidence: Evidence,
}

/// Why a rule asserted nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// The text does not tell whose forces they are.
    UnknownOwner,
    /// No forces are named.
    NoForces,
    /// No place is named where one is needed.
    NoPlace,
    /// Told as history.
    Background,
    /// Told as a mere possibility by the outlet itself.
    Counterfactual,
    /// The words are used of something that is no military force.
    NotMilitary,
    /// The text is not in English.
    Language,
}

/// Texts with fewer letters are taken for English: too few to tell.
const LANGUAGE_LETTERS_MIN: usize = 120;
/// How much of a text is enough to tell its language.
const LANGUAGE_BYTES: usize = 4_000;

/// Reads an article.
pub fn extract(article: &Article) -> Extraction {
    let language = language(&article.text);
    let _document = Document::of(article);
    Extraction {
        events: Vec::new(),
        abstained: Vec::new(),
        language: language.unwrap_or_default(),
    }
}

/// The language of a text; absent when it is too short or too mixed to tell.
fn language(text: &str) -> Option<String> {
    let mut end = text.len().min(LANGUAGE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    if head.chars().filter(|c| c.is_alphabetic()).count() < LANGUAGE_LETTERS_MIN {
        return None;
    }
    let info = whatlang::detect(head)?;
    info.is_reliable().then(|| info.lang().code().to_owned())
}
