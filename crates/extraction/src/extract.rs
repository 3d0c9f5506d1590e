//! The whole reading of an article.

use std::fmt;

use events::{Article, Event, EventId, Evidence, ExtractionId, Extractor, Fact, Provenance};
use semver::Version;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::language;
use crate::merge;
use crate::proof;
use crate::reading::{Reading, Spoken};
use crate::rules;

/// The extractor's version: a change of what it reads is a change of version.
pub fn version() -> Version {
    Version::new(0, 4, 0)
}

/// What an article tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extraction {
    /// The facts, in the order of the text. They are not recorded yet.
    pub events: Vec<Event>,
    /// What triggered a rule and was not asserted.
    pub abstained: Vec<Abstained>,
    /// ISO 639-3; `und` when it is some language that is not English, empty when the text is too
    /// short to tell.
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
    /// Nobody speaks who speaks for a state, an organisation or an armed group.
    NoSpeaker,
    /// No place is named where one is needed.
    NoPlace,
    /// Forces are named, and no rule tells what of them.
    Unbound,
    /// Told as history.
    Background,
    /// Told as a mere possibility by the outlet itself.
    Counterfactual,
    /// The words are used of something that is no military force.
    NotMilitary,
    /// The text is not in English.
    Language,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownOwner => "the text does not tell whose forces they are",
            Self::NoForces => "no forces are named",
            Self::NoSpeaker => "nobody speaks for a state, an organisation or an armed group",
            Self::NoPlace => "no known place is named",
            Self::Unbound => "forces are named, and no rule tells what of them",
            Self::Background => "told as history",
            Self::Counterfactual => "told as a mere possibility",
            Self::NotMilitary => "no military force is meant",
            Self::Language => "the text is not in English",
        })
    }
}

/// Reads an article.
pub fn extract(article: &Article) -> Extraction {
    let language = language::of(&article.text);
    let other = language.as_deref().is_some_and(|code| code != "eng");
    let (facts, abstained) = if other {
        (Vec::new(), unread(&article.text).into_iter().collect())
    } else {
        read(article)
    };
    let version = version();
    let extraction = ExtractionId::of(article.id, article.revision, crate::NAME, &version);
    let extractor = Extractor {
        name: crate::NAME.to_owned(),
        version,
    };
    let events = facts
        .into_iter()
        .enumerate()
        .map(|(ordinal, (rule, fact, evidence))| Event {
            id: EventId::of(extraction, ordinal as u32),
            recorded_at: None,
            provenance: Provenance {
                article: article.id,
                revision: article.revision,
                url: article.url.clone(),
                publisher: article.publisher.clone(),
                published: article.published,
                extractor: extractor.clone(),
                rule: rule.to_owned(),
                evidence,
            },
            fact,
        })
        .collect();
    Extraction {
        events,
        abstained,
        language: language.unwrap_or_default(),
    }
}

type Read = (&'static str, Fact, Vec<Evidence>);

fn read(article: &Article) -> (Vec<Read>, Vec<Abstained>) {
    let document = Document::of(article);
    let mut reading = Reading::of(&document);
    let (statements, unspoken) = rules::statement::read(&document);
    reading.spoken = statements
        .iter()
        .map(|statement| Spoken {
            sentence: statement.sentence,
            content: statement.content.clone(),
            actor: statement.speaker.actor.clone(),
        })
        .collect();
    let findings = rules::read(&mut reading);
    let told = statements.into_iter().filter_map(|statement| {
        let evidence = statement.evidence(&document);
        let fact = Fact::StatementMade(statement.fact(&document));
        (!evidence.is_empty()).then_some((rules::statement::RULE, fact, evidence))
    });
    let mut facts: Vec<Read> = merge::merge(findings.drafts)
        .into_iter()
        .filter_map(|mut draft| {
            proof::complete(&document, &mut draft);
            let evidence: Vec<_> = draft
                .evidence
                .iter()
                .filter_map(|span| document.evidence(span.clone()))
                .collect();
            let rule = draft.rule;
            let fact = draft.into_fact()?;
            (!evidence.is_empty()).then_some((rule, fact, evidence))
        })
        .chain(told)
        .collect();
    facts.sort_by_key(|(_, _, evidence)| evidence.first().map(|first| first.start));
    let mut abstained = findings.abstained;
    abstained.extend(unspoken);
    abstained.sort_by_key(|abstained| abstained.evidence.start);
    (facts, abstained)
}

/// The head of a text in another language, which is not read.
fn unread(text: &str) -> Option<Abstained> {
    let start = text.chars().take_while(|c| c.is_whitespace()).count();
    let head: String = text.chars().skip(start).take(Evidence::MAX_CHARS).collect();
    let evidence = Evidence {
        start: start as u32,
        end: (start + head.chars().count()) as u32,
        text: head,
    };
    (evidence.start < evidence.end).then(|| Abstained {
        rule: "language".to_owned(),
        reason: Reason::Language,
        evidence,
    })
}
