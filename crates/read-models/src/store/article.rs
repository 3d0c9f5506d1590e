//! Articles: the markers of their extractions, and the articles by day of publication.

use chrono::NaiveDate;
use events::{ArticleId, ExtractionMarker, Position};

use super::key::{Family, KeyReader, KeyWriter};
use super::{ReadError, Row, corrupt, decode, encode};

pub(crate) fn row(position: Position, marker: &ExtractionMarker) -> Row {
    (key(marker.article, position), encode(marker))
}

pub(crate) fn day_row(position: Position, marker: &ExtractionMarker) -> Row {
    let day = marker.published.map(|published| published.at.date());
    (day_key(day, marker.article, position), Vec::new())
}

fn key(article: ArticleId, position: Position) -> Vec<u8> {
    KeyWriter::new(Family::Article)
        .uuid(article.0)
        .position(position)
        .finish()
}

fn parse(key: &[u8]) -> Option<(ArticleId, Position)> {
    let mut reader = KeyReader::new(Family::Article, key)?;
    let read = (ArticleId(reader.uuid()?), reader.position()?);
    reader.end()?;
    Some(read)
}

pub(crate) fn day_key(day: Option<NaiveDate>, article: ArticleId, position: Position) -> Vec<u8> {
    KeyWriter::new(Family::ArticleDay)
        .day(day)
        .uuid(article.0)
        .position(position)
        .finish()
}

pub(crate) fn parse_day(key: &[u8]) -> Option<(Option<NaiveDate>, ArticleId, Position)> {
    let mut reader = KeyReader::new(Family::ArticleDay, key)?;
    let read = (reader.day()?, ArticleId(reader.uuid()?), reader.position()?);
    reader.end()?;
    Some(read)
}

/// The extractions of an article up to a position, in the log's order.
pub(crate) fn extractions(
    db: &sled::Db,
    article: ArticleId,
    known: Position,
) -> Result<Vec<(Position, ExtractionMarker)>, ReadError> {
    db.range(key(article, Position::ZERO)..=key(article, known))
        .map(|row| {
            let (key, value) = row?;
            let (_, position) = parse(&key).ok_or_else(|| corrupt(Family::Article))?;
            Ok((position, decode(Family::Article, &value)?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::key::arbitrary;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_read_as_written(day in arbitrary::day(), article in arbitrary::uuid(), position in arbitrary::position()) {
            let article = ArticleId(article);
            prop_assert_eq!(parse(&key(article, position)), Some((article, position)));
            prop_assert_eq!(parse_day(&day_key(day, article, position)), Some((day, article, position)));
        }
    }

    #[test]
    fn a_marker_is_read_as_written() {
        let marker = crate::fixture::marker();
        let read: ExtractionMarker = decode(Family::Article, &encode(&marker)).unwrap();
        assert_eq!(read, marker);
    }
}
