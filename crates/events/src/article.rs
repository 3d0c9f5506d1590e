//! What comes in: a news article, press release or communique.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{ArticleId, Published, Revision};

/// One revision of one dispatch, as it is stored in `ARTICLES`.
///
/// The text is stored as it came: evidence is counted in its code points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Of the canonical address, else of publisher and text.
    pub id: ArticleId,
    /// Of what the article says: another title, text, publisher or date is another revision.
    pub revision: Revision,
    /// The headline; empty when it has none.
    pub title: String,
    /// The outlet; empty when it is not known.
    pub publisher: String,
    /// The address as it was given.
    pub url: Option<Url>,
    /// Absent: relative dates stay unresolved, and the article takes no part in answers that ask
    /// for a publication date.
    pub published: Option<Published>,
    /// The body.
    pub text: String,
}

impl Article {
    /// An article with its id and revision worked out.
    pub fn new(
        title: impl Into<String>,
        publisher: impl Into<String>,
        url: Option<Url>,
        published: Option<Published>,
        text: impl Into<String>,
    ) -> Self {
        let (title, publisher, text) = (title.into(), publisher.into(), text.into());
        let id = url
            .as_ref()
            .map_or_else(|| ArticleId::of_text(&publisher, &text), ArticleId::of_url);
        let published_at = published.map_or_else(String::new, |published| published.at.to_string());
        let revision = Revision::of(&title, &text, &publisher, &published_at);
        Self {
            id,
            revision,
            title,
            publisher,
            url,
            published,
            text,
        }
    }
}

/// What a take-down leaves in place of an article's text: ingest refuses the article from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The article taken down.
    pub article: ArticleId,
    /// Why: an order, a right, a request.
    pub reason: String,
    /// Who ordered it.
    pub author: String,
}

/// Query parameters that tell how a reader came, not what is read.
const TRACKING: [&str; 8] = [
    "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid",
];

/// The address by which an article is known: no fragment, no credentials, no tracking parameters;
/// scheme, host and port as the URL Standard writes them. The order of the other parameters stays,
/// since a server may tell them apart by it.
pub fn canonical_url(url: &Url) -> Url {
    let mut canonical = url.clone();
    canonical.set_fragment(None);
    // These two fail only for addresses that cannot have credentials, which then have none.
    let _ = canonical.set_username("");
    let _ = canonical.set_password(None);
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| !key.starts_with("utm_") && !TRACKING.contains(&key.as_ref()))
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    if kept.is_empty() {
        canonical.set_query(None);
    } else {
        canonical.query_pairs_mut().clear().extend_pairs(kept);
    }
    canonical
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expect: &str) {
        assert_eq!(
            canonical_url(&url.parse().unwrap()).as_str(),
            expect,
            "{url}"
        );
    }

    #[test]
    fn canonical_addresses() {
        check("HTTPS://Example.ORG:443/A/b", "https://example.org/A/b");
        check(
            "https://example.org/a?utm_source=x",
            "https://example.org/a",
        );
        check(
            "https://example.org/a?fbclid=1&b=2&a=1",
            "https://example.org/a?b=2&a=1",
        );
        check("https://u:p@example.org/a#top", "https://example.org/a");
        check("urn:isbn:1", "urn:isbn:1");
    }

    #[test]
    fn an_article_without_an_address_is_known_by_publisher_and_text() {
        let article = |publisher, title| Article::new(title, publisher, None, None, "Text");
        assert_eq!(article("A", "x").id, article("A", "y").id);
        assert_ne!(article("A", "x").revision, article("A", "y").revision);
        assert_ne!(article("A", "x").id, article("B", "x").id);
    }
}
