//! Storing an article: once for each revision, whoever sends it and however often.

use bytes::Bytes;
use event_log::{AppendError, EventLog, Expectation, NewRecord, ReadError, TraceParent};
use events::{Article, ArticleId, Position, Revision, Subject, Tombstone};
use proto::codec::ArticleMessage;
use uuid::Uuid;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was not known before.
    New,
    /// It was known, and said something else.
    Revised,
    /// It was known as it is.
    Unchanged,
}

impl Outcome {
    /// The name that clients see.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "NEW",
            Self::Revised => "REVISED",
            Self::Unchanged => "UNCHANGED",
        }
    }
}

/// Proof that an article is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The article.
    pub article: ArticleId,
    /// Its revision.
    pub revision: Revision,
    /// Where the revision stands in `ARTICLES`.
    pub position: Position,
    /// What became of it.
    pub outcome: Outcome,
}

/// Why an article was not stored.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// It was taken down, and stays so.
    #[error("article {} was taken down ({}) and is not taken in again", .0.article, .0.reason)]
    TakenDown(Tombstone),
    /// The log could not be read.
    #[error("the log of articles could not be read")]
    Read(#[from] ReadError),
    /// What stands under this article's name is no article.
    #[error("what is stored of article {article} cannot be decoded")]
    Decode {
        /// The article.
        article: ArticleId,
        /// Why.
        source: proto::DecodeError,
    },
    /// The log refused it.
    #[error("the log of articles could not be written")]
    Append(#[from] AppendError),
}

/// Stores an article outside any trace; see [`accept_traced`].
///
/// # Errors
/// When the article was taken down, or the log fails.
pub async fn accept(articles: &EventLog, article: Article) -> Result<Receipt, AcceptError> {
    accept_traced(articles, article, None).await
}

/// Stores an article unless its newest revision says the same already.
///
/// Of several senders of one article at the same moment one appends; the others read what it
/// stored and look again.
///
/// # Errors
/// When the article was taken down, or the log fails.
pub async fn accept_traced(
    articles: &EventLog,
    article: Article,
    trace: Option<TraceParent>,
) -> Result<Receipt, AcceptError> {
    let subject = Subject::article(article.id);
    let payload = Bytes::from(proto::codec::encode_article_message(
        &ArticleMessage::Article(Box::new(article.clone())),
    ));
    loop {
        let last = articles.last_on(&subject).await?;
        let receipt = |position, outcome| Receipt {
            article: article.id,
            revision: article.revision,
            position,
            outcome,
        };
        let (expected, outcome) = match &last {
            None => (Position::ZERO, Outcome::New),
            Some(record) => {
                let stored = proto::codec::decode_article_message(&record.payload);
                match stored.map_err(|source| AcceptError::Decode {
                    article: article.id,
                    source,
                })? {
                    ArticleMessage::TakenDown(tombstone) => {
                        return Err(AcceptError::TakenDown(tombstone));
                    }
                    ArticleMessage::Article(stored) if stored.revision == article.revision => {
                        return Ok(receipt(record.position, Outcome::Unchanged));
                    }
                    ArticleMessage::Article(_) => (record.position, Outcome::Revised),
                }
            }
        };
        let record = NewRecord {
            subject: subject.clone(),
            id: revision_message_id(&article),
            payload: payload.clone(),
            trace: trace.clone(),
        };
        let expectation = Expectation {
            subject: subject.clone(),
            last: expected,
        };
        match articles.append(vec![record], vec![expectation]).await {
            Ok(appended) => return Ok(receipt(appended.last, outcome)),
            Err(AppendError::Conflict { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// The id that a revision's message travels under.
fn revision_message_id(article: &Article) -> Uuid {
    Uuid::new_v5(&article.id.0, &article.revision.0)
}
