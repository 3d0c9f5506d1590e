//! What stands on the bus: the payload, the subject and the id of every message.
//!
//! | stream | subject, under `vedette.log.v1.` and, republished, `vedette.v1.` | payload |
//! |---|---|---|
//! | `EVENTS` | `genesis` | [`v1::Genesis`] |
//! | `EVENTS` | `fact.<fact type>.<owner>` | [`v1::Event`], without `recordedAt` |
//! | `EVENTS` | `extraction.<article id>.<extractor>` | [`v1::ExtractionMarker`] |
//! | `EVENTS` | `curation.<kind>` | [`v1::Curation`] |
//! | `ARTICLES` | `article.<article id>` | [`v1::ArticleMessage`] |

use chrono::{DateTime, Utc};
use events::subject::{LOG_PREFIX, PUBLIC_PREFIX};
use events::{CurationAction, CurationId, LogEvent, Subject};
use prost::Message as _;
use uuid::Uuid;

use crate::v1::article_message::Message as ArticleWire;
use crate::{InvalidField, v1};

/// Why a message of the bus cannot be read.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DecodeError {
    /// A subject that no message of the event log has.
    #[error("{0:?} is no subject of the event log")]
    UnknownSubject(String),
    /// The contents belong under another subject.
    #[error("the message stands under {found:?}, and its contents belong under {expected:?}")]
    WrongSubject {
        /// Where it stands.
        found: String,
        /// Where it belongs, under the log's own prefix.
        expected: Subject,
    },
    /// The payload is no protobuf of the type that the subject tells.
    #[error("the payload is no such message")]
    Payload(#[from] prost::DecodeError),
    /// A field breaks the contract.
    #[error(transparent)]
    Field(#[from] InvalidField),
}

/// The payload of one message on `EVENTS`. The same event always gives the same bytes.
///
/// A fact goes without its time of recording, which the log stamps. Of a value that breaks the
/// contract (an evidence of 500 characters, say) the bytes are such that [`decode`] refuses them.
pub fn encode(event: &LogEvent) -> Vec<u8> {
    match event {
        LogEvent::Genesis(genesis) => v1::Genesis::from(genesis).encode_to_vec(),
        LogEvent::Fact(event) => v1::Event {
            recorded_at: None,
            ..v1::Event::from(event.as_ref())
        }
        .encode_to_vec(),
        LogEvent::Extraction(marker) => v1::ExtractionMarker::from(marker.as_ref()).encode_to_vec(),
        LogEvent::Curation(curation) => v1::Curation::from(curation.as_ref()).encode_to_vec(),
    }
}

/// The subject that a message on `EVENTS` is stored under.
pub fn subject(event: &LogEvent) -> Subject {
    match event {
        LogEvent::Genesis(_) => Subject::genesis(),
        LogEvent::Fact(event) => Subject::fact(
            event.fact.fact_type(),
            event.fact.owner().map(|owner| &owner.code),
        ),
        LogEvent::Extraction(marker) => Subject::extraction(marker.article, &marker.extractor.name),
        LogEvent::Curation(curation) => Subject::curation(curation.action.kind()),
    }
}

/// The id of what a message on `EVENTS` holds: of the event, the extraction, the correction or
/// the log.
pub fn message_id(event: &LogEvent) -> Uuid {
    match event {
        LogEvent::Genesis(genesis) => genesis.log.0,
        LogEvent::Fact(event) => event.id.0,
        LogEvent::Extraction(marker) => marker.extraction.0,
        LogEvent::Curation(curation) => curation.id.0,
    }
}

/// Reads one message of `EVENTS`, under the log's own subject or the republished one. The subject
/// tells its type; `recorded_at` is the log's stamp, which a fact takes over.
pub fn decode(
    subject: &str,
    payload: &[u8],
    recorded_at: Option<DateTime<Utc>>,
) -> Result<LogEvent, DecodeError> {
    let unknown = || DecodeError::UnknownSubject(subject.to_owned());
    let tail = subject
        .strip_prefix(LOG_PREFIX)
        .or_else(|| subject.strip_prefix(PUBLIC_PREFIX))
        .ok_or_else(unknown)?;
    let event = match tail.split_once('.').map_or(tail, |(kind, _)| kind) {
        "genesis" => LogEvent::Genesis(v1::Genesis::decode(payload)?.try_into()?),
        "fact" => {
            let mut event = events::Event::try_from(v1::Event::decode(payload)?)?;
            event.recorded_at = recorded_at;
            LogEvent::Fact(Box::new(event))
        }
        "extraction" => {
            LogEvent::Extraction(Box::new(v1::ExtractionMarker::decode(payload)?.try_into()?))
        }
        "curation" => LogEvent::Curation(Box::new(v1::Curation::decode(payload)?.try_into()?)),
        _ => return Err(unknown()),
    };
    let expected = self::subject(&event);
    if expected.as_str().strip_prefix(LOG_PREFIX) == Some(tail) {
        Ok(event)
    } else {
        Err(DecodeError::WrongSubject {
            found: subject.to_owned(),
            expected,
        })
    }
}

/// The id of a correction, from its canonical content: its own payload without an id.
pub fn curation_id(author: &str, reason: &str, action: &CurationAction) -> CurationId {
    let content = v1::Curation {
        id: String::new(),
        author: author.to_owned(),
        reason: reason.to_owned(),
        action: Some(action.into()),
    };
    CurationId::of(&content.encode_to_vec())
}

/// What one message of `ARTICLES` holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArticleMessage {
    /// A revision of an article.
    Article(Box<events::Article>),
    /// The article was taken down.
    TakenDown(events::Tombstone),
}

/// The payload of one message on `ARTICLES`.
pub fn encode_article_message(message: &ArticleMessage) -> Vec<u8> {
    let message = match message {
        ArticleMessage::Article(article) => ArticleWire::Article(article.as_ref().into()),
        ArticleMessage::TakenDown(tombstone) => ArticleWire::Tombstone(tombstone.into()),
    };
    v1::ArticleMessage {
        message: Some(message),
    }
    .encode_to_vec()
}

/// Reads one message of `ARTICLES`. An article whose revision is not that of its contents is
/// refused.
pub fn decode_article_message(payload: &[u8]) -> Result<ArticleMessage, DecodeError> {
    let within = |field| move |error: InvalidField| error.within(field);
    match v1::ArticleMessage::decode(payload)?.message {
        Some(ArticleWire::Article(article)) => {
            let article = article.try_into().map_err(within("article"))?;
            Ok(ArticleMessage::Article(Box::new(article)))
        }
        Some(ArticleWire::Tombstone(tombstone)) => {
            let tombstone = tombstone.try_into().map_err(within("tombstone"))?;
            Ok(ArticleMessage::TakenDown(tombstone))
        }
        None => Err(InvalidField::new("message", crate::field::Problem::Missing).into()),
    }
}
