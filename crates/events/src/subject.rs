//! The names of messages on the bus.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ActorCode, ArticleId, FactType};

/// What services write to, and only they may see.
pub const LOG_PREFIX: &str = "vedette.log.v1.";
/// What subscribers read: the stored messages, republished.
pub const PUBLIC_PREFIX: &str = "vedette.v1.";

/// The subject that a message is stored under, such as `vedette.log.v1.fact.deploymentAnnounced.USA`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject(String);

impl Subject {
    /// An article's revisions.
    pub fn article(id: ArticleId) -> Self {
        Self(format!("{LOG_PREFIX}article.{id}"))
    }

    /// A fact; `_` where it has no owner.
    pub fn fact(fact: FactType, owner: Option<&ActorCode>) -> Self {
        let owner = owner.map_or("_", ActorCode::as_str);
        Self(format!("{LOG_PREFIX}fact.{}.{owner}", fact.as_str()))
    }

    /// The markers of one extractor's readings of one article.
    pub fn extraction(article: ArticleId, extractor: &str) -> Self {
        Self(format!("{LOG_PREFIX}extraction.{article}.{extractor}"))
    }

    /// Analysts' corrections of one kind.
    pub fn curation(kind: &str) -> Self {
        Self(format!("{LOG_PREFIX}curation.{kind}"))
    }

    /// The first event of a log.
    pub fn genesis() -> Self {
        Self(format!("{LOG_PREFIX}genesis"))
    }

    /// A subject as a backend stored it.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The subject as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name under which subscribers see it.
    pub fn public(&self) -> String {
        match self.0.strip_prefix(LOG_PREFIX) {
            Some(tail) => format!("{PUBLIC_PREFIX}{tail}"),
            None => self.0.clone(),
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which subjects a reader wants, in the wildcards of NATS: `*` is any one token, `>` one or more
/// at the end (<https://docs.nats.io/nats-concepts/subjects>).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFilter {
    text: String,
}

/// A text that is no subject filter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no subject filter: tokens are joined by '.', '*' stands for one token, '>' for all at the end, as in vedette.v1.fact.*.USA"
)]
pub struct InvalidSubjectFilter(String);

impl SubjectFilter {
    /// Everything.
    pub fn all() -> Self {
        Self {
            text: ">".to_owned(),
        }
    }

    /// Exactly one subject.
    pub fn exactly(subject: &Subject) -> Self {
        Self {
            text: subject.0.clone(),
        }
    }

    /// The filter as text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether a subject is wanted.
    pub fn matches(&self, subject: &str) -> bool {
        let mut tokens = subject.split('.');
        for wanted in self.text.split('.') {
            match (wanted, tokens.next()) {
                (">", Some(_)) => return true,
                ("*", Some(_)) => {}
                (wanted, Some(token)) if wanted == token => {}
                _ => return false,
            }
        }
        tokens.next().is_none()
    }
}

/// Reads a filter; the public prefix `vedette.v1.` stands for the log's own.
impl std::str::FromStr for SubjectFilter {
    type Err = InvalidSubjectFilter;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidSubjectFilter(text.chars().take(80).collect());
        let tokens: Vec<_> = text.split('.').collect();
        let last = tokens.len() - 1;
        let well_formed = tokens.iter().enumerate().all(|(at, token)| {
            let plain = !token.is_empty() && !token.contains(['*', '>', ' ', '\t', '\r', '\n']);
            plain || *token == "*" || (*token == ">" && at == last)
        });
        if !well_formed || text.len() > 256 {
            return Err(invalid());
        }
        let text = match text.strip_prefix(PUBLIC_PREFIX) {
            Some(tail) => format!("{LOG_PREFIX}{tail}"),
            None => text.to_owned(),
        };
        Ok(Self { text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(filter: &str, subject: &str, expect: bool) {
        let parsed: SubjectFilter = filter.parse().unwrap();
        assert_eq!(parsed.matches(subject), expect, "{filter} {subject}");
    }

    #[test]
    fn wildcards_are_those_of_nats() {
        check("a.b", "a.b", true);
        check("a.b", "a.b.c", false);
        check("a.b.c", "a.b", false);
        check("a.*", "a.b", true);
        check("a.*", "a.b.c", false);
        check("*.b", "a.b", true);
        check("a.>", "a.b.c", true);
        check("a.>", "a", false);
        check(">", "a", true);
        check("a.*.>", "a.b", false);
        check("a.*.c", "a.b.c", true);
    }

    #[test]
    fn malformed_filters_are_refused() {
        for bad in ["", ".", "a..b", "a.>.b", "a.b*", "a. b", "a.>x"] {
            assert!(bad.parse::<SubjectFilter>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn subscribers_see_the_public_name() {
        let usa: ActorCode = "USA".parse().unwrap();
        let subject = Subject::fact(FactType::DeploymentAnnounced, Some(&usa));
        assert_eq!(
            subject.as_str(),
            "vedette.log.v1.fact.deploymentAnnounced.USA"
        );
        assert_eq!(subject.public(), "vedette.v1.fact.deploymentAnnounced.USA");
        let filter: SubjectFilter = "vedette.v1.fact.*.USA".parse().unwrap();
        assert!(filter.matches(subject.as_str()));
    }
}
