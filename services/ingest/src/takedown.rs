//! Taking an article down: its text goes for good, a tombstone stays.

use bytes::Bytes;
use event_log::{AppendError, EventLog, Expectation, NewRecord, PurgeError, ReadError};
use events::{ArticleId, Position, Subject, Tombstone};
use proto::codec::{ArticleMessage, decode_article_message, encode_article_message};
use uuid::Uuid;

/// Why an article was not taken down.
#[derive(Debug, thiserror::Error)]
pub enum TakedownError {
    /// Nobody ever sent it.
    #[error(
        "no article {0} is stored: `vedette events --filter 'vedette.v1.extraction.>'` lists their ids"
    )]
    Unknown(ArticleId),
    /// The log could not be read.
    #[error("the log of articles could not be read")]
    Read(#[from] ReadError),
    /// The log could not be written.
    #[error("the tombstone could not be written")]
    Append(#[from] AppendError),
    /// The text could not be removed; the tombstone stands, so try again.
    #[error("the tombstone stands, and the text could not be removed; try again")]
    Purge(#[from] PurgeError),
}

/// Writes the tombstone, then removes the text of every revision. Done twice, it is done once; cut
/// off between the two, it is finished by doing it again.
///
/// What was recorded of the article in `EVENTS`, the quoted evidence included, stays: that log
/// never shrinks.
///
/// # Errors
/// When the article was never stored, or the log fails.
pub async fn take_down(articles: &EventLog, tombstone: &Tombstone) -> Result<u64, TakedownError> {
    let subject = Subject::article(tombstone.article);
    let stands = loop {
        let last = articles.last_on(&subject).await?;
        let last = last.ok_or(TakedownError::Unknown(tombstone.article))?;
        if matches!(
            decode_article_message(&last.payload),
            Ok(ArticleMessage::TakenDown(_))
        ) {
            break last.position;
        }
        match append(articles, &subject, tombstone, last.position).await {
            Ok(position) => break position,
            Err(AppendError::Conflict { .. }) => {} // a revision came between
            Err(error) => return Err(error.into()),
        }
    };
    Ok(articles.purge_subject(&subject, stands).await?)
}

async fn append(
    articles: &EventLog,
    subject: &Subject,
    tombstone: &Tombstone,
    last: Position,
) -> Result<Position, AppendError> {
    let message = ArticleMessage::TakenDown(tombstone.clone());
    let record = NewRecord {
        subject: subject.clone(),
        id: Uuid::new_v5(&tombstone.article.0, b"tombstone"),
        payload: Bytes::from(encode_article_message(&message)),
        trace: None,
    };
    let expectation = Expectation {
        subject: subject.clone(),
        last,
    };
    let appended = articles.append(vec![record], vec![expectation]).await?;
    Ok(appended.last)
}
