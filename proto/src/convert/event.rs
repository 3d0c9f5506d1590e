use events::{ArticleId, EventId, Extractor};

use super::{list, published};
use crate::field::{Problem, id, instant, parsed, parsed_or_empty, repeated, required, timestamp};
use crate::{InvalidField, v1};

impl From<&events::Event> for v1::Event {
    fn from(event: &events::Event) -> Self {
        Self {
            id: event.id.to_string(),
            recorded_at: event.recorded_at.map(timestamp),
            provenance: Some((&event.provenance).into()),
            fact: Some((&event.fact).into()),
        }
    }
}

impl TryFrom<v1::Event> for events::Event {
    type Error = InvalidField;

    fn try_from(wire: v1::Event) -> Result<Self, Self::Error> {
        Ok(Self {
            id: id("id", &wire.id).map(EventId)?,
            recorded_at: instant("recordedAt", wire.recorded_at)?,
            provenance: required("provenance", wire.provenance)?,
            fact: wire
                .fact
                .ok_or_else(|| InvalidField::new("fact", Problem::Missing))?
                .try_into()?,
        })
    }
}

impl From<&events::Provenance> for v1::Provenance {
    fn from(provenance: &events::Provenance) -> Self {
        Self {
            article_id: provenance.article.to_string(),
            revision: provenance.revision.to_string(),
            url: provenance
                .url
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            publisher: provenance.publisher.clone(),
            published_at: published::at(provenance.published),
            published_basis: published::basis(provenance.published),
            extractor: Some((&provenance.extractor).into()),
            rule: provenance.rule.clone(),
            evidence: list(&provenance.evidence),
        }
    }
}

impl TryFrom<v1::Provenance> for events::Provenance {
    type Error = InvalidField;

    fn try_from(wire: v1::Provenance) -> Result<Self, Self::Error> {
        if wire.evidence.is_empty() {
            return Err(InvalidField::new("evidence", Problem::Missing));
        }
        Ok(Self {
            article: id("articleId", &wire.article_id).map(ArticleId)?,
            revision: parsed("revision", &wire.revision)?,
            url: parsed_or_empty("url", &wire.url)?,
            publisher: wire.publisher,
            published: published::read(&wire.published_at, wire.published_basis)?,
            extractor: required("extractor", wire.extractor)?,
            rule: wire.rule,
            evidence: repeated("evidence", wire.evidence)?,
        })
    }
}

impl From<&Extractor> for v1::Extractor {
    fn from(extractor: &Extractor) -> Self {
        Self {
            name: extractor.name.clone(),
            version: extractor.version.to_string(),
        }
    }
}

impl TryFrom<v1::Extractor> for Extractor {
    type Error = InvalidField;

    fn try_from(wire: v1::Extractor) -> Result<Self, Self::Error> {
        if !Self::valid_name(&wire.name) {
            return Err(InvalidField::malformed(
                "name",
                "an extractor's name is 1 to 64 lower-case letters, digits and hyphens",
            ));
        }
        Ok(Self {
            version: parsed("version", &wire.version)?,
            name: wire.name,
        })
    }
}

impl From<&events::Evidence> for v1::Evidence {
    fn from(evidence: &events::Evidence) -> Self {
        Self {
            start: evidence.start,
            end: evidence.end,
            text: evidence.text.clone(),
        }
    }
}

impl TryFrom<v1::Evidence> for events::Evidence {
    type Error = InvalidField;

    fn try_from(wire: v1::Evidence) -> Result<Self, Self::Error> {
        let length = wire.end.saturating_sub(wire.start) as usize;
        if length == 0 {
            return Err(InvalidField::malformed("end", "is not after start"));
        }
        if length > Self::MAX_CHARS {
            return Err(InvalidField::malformed(
                "end",
                format!("lies more than {} characters after start", Self::MAX_CHARS),
            ));
        }
        if wire.text.chars().count() != length {
            return Err(InvalidField::malformed(
                "text",
                format!("has not the {length} characters from start to end"),
            ));
        }
        Ok(Self {
            start: wire.start,
            end: wire.end,
            text: wire.text,
        })
    }
}
