//! Extractions of others: a model's or a person's reading of a stored article, held to the same
//! contract as our own. No I/O.
//!
//! A submission is taken whole or refused whole, and a refusal names every fault and its place:
//! [`body`] is what is sent, [`evidence`] must be the article's own words, [`fact`] holds each fact
//! to them.

mod body;
mod evidence;
mod fact;
mod parts;

use events::{
    Article, Event, EventId, ExtractionId, Extractor, ExtractorKind, Position, Provenance, Revision,
};

use crate::reading::{Marker, Reading, Unreadable, assemble};
use body::{Body, FactBody, Kind};

/// A fault of a submission, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The place in what was sent, such as `facts[2].evidence[0]`.
    pub place: String,
    /// What is wrong there.
    pub problem: String,
}

impl Refusal {
    fn new(place: impl Into<String>, problem: impl std::fmt::Display) -> Self {
        Self {
            place: place.into(),
            problem: problem.to_string(),
        }
    }

    fn within(self, place: &str) -> Self {
        let place = match self.place.as_str() {
            "" => place.to_owned(),
            inner => format!("{place}.{inner}"),
        };
        Self { place, ..self }
    }
}

/// Why a submission is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// It is no JSON.
    #[error("the body is no JSON: {0}")]
    Json(serde_json::Error),
    /// It reads another revision than the one that is stored.
    #[error(
        "the submission reads revision {read}, and {stored} is stored: read the article anew and submit that"
    )]
    Stale {
        /// The revision that was read.
        read: Revision,
        /// The newest one.
        stored: Revision,
    },
    /// Its contents break the contract or do not stand in the article.
    #[error("{} of the submission's parts cannot be taken", .0.len())]
    Invalid(Vec<Refusal>),
}

/// A submission in its shape, not held against its article yet.
pub struct Submission(Body);

impl Submission {
    /// Reads what was sent.
    ///
    /// # Errors
    /// When it does not have the shape of a submission.
    pub fn parse(body: &[u8]) -> Result<Self, SubmissionError> {
        let value = serde_json::from_slice(body).map_err(SubmissionError::Json)?;
        let body = body::shaped(value).map_err(|refusal| invalid(vec![refusal]))?;
        Ok(Self(body))
    }

    /// Who read.
    pub fn kind(&self) -> ExtractorKind {
        match self.0.kind {
            Kind::Model => ExtractorKind::Model,
            Kind::Human => ExtractorKind::Human,
        }
    }

    /// Holds it against the article, which is stored at a position.
    ///
    /// # Errors
    /// When any of it cannot be taken; with every fault, where there are several.
    pub fn held_to(
        self,
        article: &Article,
        position: Position,
    ) -> Result<Reading, SubmissionError> {
        let kind = self.kind();
        let Self(body) = self;
        let mut refusals = Vec::new();
        if let Some(read) = revision(&body, &mut refusals)
            && read != article.revision
        {
            let stored = article.revision;
            return Err(SubmissionError::Stale { read, stored });
        }
        let extractor = extractor(&body, &mut refusals);
        let facts: Vec<_> = body
            .facts
            .into_iter()
            .enumerate()
            .filter_map(|(at, fact)| take(fact, at, &article.text, &mut refusals))
            .collect();
        let Some(extractor) = extractor.filter(|_| refusals.is_empty()) else {
            return Err(invalid(refusals));
        };
        let events = events(article, &extractor, facts);
        let marker = Marker {
            article,
            position,
            extractor: &extractor,
            kind,
            abstained: 0,
            language: "",
        };
        assemble(marker, events).map_err(|unreadable| {
            let problem = match unreadable {
                Unreadable::Contract(source) => source.to_string(),
                other => other.to_string(),
            };
            invalid(vec![Refusal::new("facts", problem)])
        })
    }
}

fn invalid(refusals: Vec<Refusal>) -> SubmissionError {
    SubmissionError::Invalid(refusals)
}

fn revision(body: &Body, refusals: &mut Vec<Refusal>) -> Option<Revision> {
    match body.revision.as_deref()?.parse() {
        Ok(revision) => Some(revision),
        Err(error) => {
            refusals.push(Refusal::new("revision", error));
            None
        }
    }
}

fn extractor(body: &Body, refusals: &mut Vec<Refusal>) -> Option<Extractor> {
    let name = &body.extractor.name;
    let before = refusals.len();
    if !Extractor::valid_name(name) {
        let problem = "an extractor's name is 1 to 64 lower-case letters, digits and hyphens";
        refusals.push(Refusal::new("extractor.name", problem));
    } else if name == extraction::NAME {
        let problem = format!("{name:?} is the name of this service's own rules: take another");
        refusals.push(Refusal::new("extractor.name", problem));
    }
    let version = body.extractor.version.parse();
    if let Err(error) = &version {
        let problem = format!("a version is that of Semantic Versioning, such as 1.0.0: {error}");
        refusals.push(Refusal::new("extractor.version", problem));
    }
    let version = version.ok().filter(|_| refusals.len() == before)?;
    Some(Extractor {
        name: name.clone(),
        version,
    })
}

/// A fact with what it rests on.
struct Taken {
    rule: String,
    evidence: Vec<events::Evidence>,
    fact: events::Fact,
}

/// One fact, or what is wrong with it.
fn take(fact: FactBody, at: usize, text: &str, refusals: &mut Vec<Refusal>) -> Option<Taken> {
    let place = format!("facts[{at}]");
    let before = refusals.len();
    let mut refuse = |refusal: Refusal| refusals.push(refusal.within(&place));
    let evidence = evidence::find(&fact.evidence, text, &mut refuse);
    let read = fact::read(fact.fact).map_err(&mut refuse).ok();
    if let Some(fact) = &read {
        fact::check_codes(fact, &mut refuse);
        fact::check_words(fact, evidence.as_deref(), text, &mut refuse);
    }
    if fact.rule.chars().count() > RULE_CHARS_MAX {
        let problem = format!("is longer than {RULE_CHARS_MAX} characters");
        refuse(Refusal::new("rule", problem));
    }
    let (evidence, read) = evidence.zip(read).filter(|_| refusals.len() == before)?;
    Some(Taken {
        rule: fact.rule,
        evidence,
        fact: read,
    })
}

/// A rule is a name, not an essay.
const RULE_CHARS_MAX: usize = 100;

fn events(article: &Article, extractor: &Extractor, facts: Vec<Taken>) -> Vec<Event> {
    let Extractor { name, version } = extractor;
    let extraction = ExtractionId::of(article.id, article.revision, name, version);
    let numbered = facts.into_iter().enumerate();
    numbered
        .map(|(ordinal, taken)| Event {
            id: EventId::of(extraction, ordinal as u32),
            recorded_at: None,
            provenance: Provenance {
                article: article.id,
                revision: article.revision,
                url: article.url.clone(),
                publisher: article.publisher.clone(),
                published: article.published,
                extractor: extractor.clone(),
                rule: taken.rule,
                evidence: taken.evidence,
            },
            fact: taken.fact,
        })
        .collect()
}

#[cfg(test)]
mod tests;
