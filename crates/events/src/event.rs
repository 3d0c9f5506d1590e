//! A fact with its provenance.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::{ArticleId, EventId, Extractor, Fact, Published, Revision};

/// A fact that an article tells, and where it stands written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// UUIDv5 of (extraction, ordinal).
    pub id: EventId,
    /// When Vedette recorded it. The log's own stamp: absent until the event is on a log.
    pub recorded_at: Option<DateTime<Utc>>,
    /// What it rests on.
    pub provenance: Provenance,
    /// What it says.
    pub fact: Fact,
}

/// Which article says so, who read it there, and in which words it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// The article.
    pub article: ArticleId,
    /// Its revision.
    pub revision: Revision,
    /// Its address.
    pub url: Option<Url>,
    /// Its outlet; empty when not known.
    pub publisher: String,
    /// When it was published.
    pub published: Option<Published>,
    /// Who read it.
    pub extractor: Extractor,
    /// The rule that found the fact.
    pub rule: String,
    /// The words it rests on, at least one span.
    pub evidence: Vec<Evidence>,
}

/// A verbatim slice of the article's stored text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    /// Its first code point.
    pub start: u32,
    /// The code point after its last.
    pub end: u32,
    /// The slice itself, at most [`Evidence::MAX_CHARS`] characters.
    pub text: String,
}

impl Evidence {
    /// Characters an evidence may have at most.
    pub const MAX_CHARS: usize = 400;

    /// Whether this is the text's own slice, and no longer than allowed.
    pub fn holds_in(&self, text: &str) -> bool {
        let length = self.end.saturating_sub(self.start) as usize;
        self.start < self.end
            && length <= Self::MAX_CHARS
            && self.text.chars().count() == length
            && text
                .chars()
                .skip(self.start as usize)
                .take(length)
                .eq(self.text.chars())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, start: u32, end: u32, slice: &str, expect: bool) {
        let evidence = Evidence {
            start,
            end,
            text: slice.to_owned(),
        };
        assert_eq!(evidence.holds_in(text), expect, "{slice} at {start}..{end}");
    }

    #[test]
    fn evidence_is_the_texts_own_slice_in_code_points() {
        check("Łódź: 300 troops", 6, 16, "300 troops", true);
        check("Łódź: 300 troops", 0, 4, "Łódź", true);
        check("Łódź: 300 troops", 7, 17, "300 troops", false);
        check("Łódź: 300 troops", 6, 16, "400 troops", false);
        check("Łódź", 0, 5, "Łódź", false);
        check("Łódź", 2, 2, "", false);
        check(&"a".repeat(500), 0, 401, &"a".repeat(401), false);
    }
}
