//! Typed ids. Mixed-up ids do not compile, and none is random but a log's own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The UUIDv5 namespace of everything Vedette names (RFC 9562, section 5.5).
/// Frozen: another value would give every article and event another id.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x7ed0_77e5_0a11_5f0c_8e2d_90a4_d1c8_be35);

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id! {
    /// An article: one dispatch of one outlet, over all its revisions.
    ArticleId
}
uuid_id! {
    /// One reading of one revision of an article by one version of an extractor.
    ExtractionId
}
uuid_id! {
    /// One fact told by one article.
    EventId
}
uuid_id! {
    /// One analyst's correction.
    CurationId
}
uuid_id! {
    /// A log, for as long as it lives and wherever it is copied to.
    LogId
}

impl ArticleId {
    /// The id of an article that has an address.
    ///
    /// ```
    /// use events::ArticleId;
    /// let plain = ArticleId::of_url(&"https://example.org/a?id=7".parse().unwrap());
    /// let shared = ArticleId::of_url(&"https://EXAMPLE.org:443/a?utm_source=x&id=7#top".parse().unwrap());
    /// assert_eq!(plain, shared);
    /// ```
    pub fn of_url(url: &url::Url) -> Self {
        let canonical = crate::article::canonical_url(url);
        Self(Uuid::new_v5(
            &NAMESPACE,
            &tagged(b"article-url", &[canonical.as_str().as_bytes()]),
        ))
    }

    /// The id of an article without an address: its publisher and the SHA-256 of its text.
    pub fn of_text(publisher: &str, text: &str) -> Self {
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        Self(Uuid::new_v5(
            &NAMESPACE,
            &tagged(b"article-text", &[publisher.as_bytes(), &hash]),
        ))
    }
}

impl ExtractionId {
    /// The id of the reading of `revision` of `article` by an extractor's `version`.
    pub fn of(
        article: ArticleId,
        revision: Revision,
        extractor: &str,
        version: &semver::Version,
    ) -> Self {
        let version = version.to_string();
        Self(Uuid::new_v5(
            &NAMESPACE,
            &tagged(
                b"extraction",
                &[
                    article.0.as_bytes(),
                    &revision.0,
                    extractor.as_bytes(),
                    version.as_bytes(),
                ],
            ),
        ))
    }
}

impl EventId {
    /// The id of the `ordinal`-th fact (from 0) of an extraction.
    pub fn of(extraction: ExtractionId, ordinal: u32) -> Self {
        Self(Uuid::new_v5(&extraction.0, &ordinal.to_be_bytes()))
    }
}

impl CurationId {
    /// The id of a correction with this canonical content.
    pub fn of(content: &[u8]) -> Self {
        Self(Uuid::new_v5(&NAMESPACE, &tagged(b"curation", &[content])))
    }
}

/// The SHA-256 of (title, text, publisher, publishedAt): a changed article is another revision.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Revision(pub [u8; 32]);

impl Revision {
    /// The revision of an article with these contents; `published_at` in its canonical text form,
    /// empty when it is not known.
    pub fn of(title: &str, text: &str, publisher: &str, published_at: &str) -> Self {
        let parts = [title, text, publisher, published_at].map(str::as_bytes);
        Self(Sha256::digest(tagged(b"revision", &parts)).into())
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Revision({self})")
    }
}

/// A text that is not 64 hexadecimal digits.
#[derive(Debug, thiserror::Error)]
#[error("a revision is 64 hexadecimal digits, not {0:?}")]
pub struct InvalidRevision(String);

impl FromStr for Revision {
    type Err = InvalidRevision;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidRevision(text.chars().take(80).collect());
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| invalid())?;
        }
        Ok(Self(bytes))
    }
}

/// A place in a log, counted from 1. The one clock of the record: checkpoints, resume tokens and
/// `--as-known` name positions.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Position(pub u64);

impl Position {
    /// Before the first record.
    pub const ZERO: Self = Self(0);
    /// Where the genesis event stands.
    pub const GENESIS: Self = Self(1);

    /// The position after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Position {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// `tag` and `parts`, each with its length before it, so that no two inputs give the same bytes.
fn tagged(tag: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in std::iter::once(&tag).chain(parts) {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids are frozen: a released log names them for ever.
    #[test]
    fn ids_never_change() {
        let article = ArticleId::of_url(&"https://example.org/a".parse().unwrap());
        let revision = Revision::of("Title", "Text", "Outlet", "2022-02-02");
        let extraction =
            ExtractionId::of(article, revision, "rules", &semver::Version::new(1, 0, 0));
        let event = EventId::of(extraction, 0);
        let by_text = ArticleId::of_text("Outlet", "Text");
        assert_eq!(
            [article.0, extraction.0, event.0, by_text.0].map(|id| id.to_string()),
            FROZEN,
        );
        assert_eq!(revision.to_string(), FROZEN_REVISION);
    }

    const FROZEN: [&str; 4] = [
        "57a39f6d-f5e9-5c23-9664-abecfa4cd4b3",
        "cba369bf-86da-5d8a-b792-581c0e8096a7",
        "5c848205-0003-562f-8bc6-1be1c36a04d6",
        "48cfd233-70db-5d47-95b9-371b6323ed93",
    ];
    const FROZEN_REVISION: &str =
        "d58d538815cacfb424262264550ccd750d3a2bc15e7f1784b119a7c20f82ff8b";

    #[test]
    fn parts_do_not_run_into_one_another() {
        assert_ne!(ArticleId::of_text("ab", "c"), ArticleId::of_text("a", "bc"));
        assert_ne!(
            Revision::of("ab", "c", "", ""),
            Revision::of("a", "bc", "", "")
        );
    }

    #[test]
    fn revision_reads_what_it_writes() {
        let revision = Revision::of("a", "b", "c", "d");
        assert_eq!(revision.to_string().parse::<Revision>().unwrap(), revision);
        assert!("xyz".parse::<Revision>().is_err());
        assert!("é".repeat(32).parse::<Revision>().is_err());
    }
}
