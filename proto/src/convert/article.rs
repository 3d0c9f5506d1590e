use events::{ArticleId, Revision};

use super::published;
use crate::field::{id, parsed, parsed_or_empty};
use crate::{InvalidField, v1};

impl From<&events::Article> for v1::Article {
    fn from(article: &events::Article) -> Self {
        Self {
            id: article.id.to_string(),
            revision: article.revision.to_string(),
            title: article.title.clone(),
            publisher: article.publisher.clone(),
            url: article
                .url
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
            published_at: published::at(article.published),
            published_basis: published::basis(article.published),
            text: article.text.clone(),
        }
    }
}

/// The revision must be that of the contents; the id is taken as it stands, since an article
/// keeps its id whatever rule a later version gives new ones by.
impl TryFrom<v1::Article> for events::Article {
    type Error = InvalidField;

    fn try_from(wire: v1::Article) -> Result<Self, Self::Error> {
        let published = published::read(&wire.published_at, wire.published_basis)?;
        let told: Revision = parsed("revision", &wire.revision)?;
        let found = Revision::of(
            &wire.title,
            &wire.text,
            &wire.publisher,
            &published::at(published),
        );
        if told != found {
            return Err(InvalidField::malformed(
                "revision",
                format!("{told} is not that of the contents, {found}"),
            ));
        }
        Ok(Self {
            id: id("id", &wire.id).map(ArticleId)?,
            revision: told,
            title: wire.title,
            publisher: wire.publisher,
            url: parsed_or_empty("url", &wire.url)?,
            published,
            text: wire.text,
        })
    }
}

impl From<&events::Tombstone> for v1::Tombstone {
    fn from(tombstone: &events::Tombstone) -> Self {
        Self {
            article_id: tombstone.article.to_string(),
            reason: tombstone.reason.clone(),
            author: tombstone.author.clone(),
        }
    }
}

impl TryFrom<v1::Tombstone> for events::Tombstone {
    type Error = InvalidField;

    fn try_from(wire: v1::Tombstone) -> Result<Self, Self::Error> {
        Ok(Self {
            article: id("articleId", &wire.article_id).map(ArticleId)?,
            reason: wire.reason,
            author: wire.author,
        })
    }
}
