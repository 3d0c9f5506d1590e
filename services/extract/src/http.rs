//! `POST /v1/articles/{id}/extractions`.

use std::net::SocketAddr;

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::routing::post;
use event_log::{EventLog, ReadError, Record};
use events::{Article, ArticleId, ExtractorKind, Position, Subject};
use http_service::{Fault, Problem};
use proto::{ArticleMessage, DecodeError};
use serde::Serialize;
use tokio::task::spawn_blocking;

use crate::CommitError;
use crate::admission::Admission;
use crate::commit::{Commit, commit_one};
use crate::reading::Reading;
use crate::standing::{Standing, instead_of};
use crate::submission::{Refusal, Submission, SubmissionError};

/// Bytes that a submission may have at most.
pub const SUBMISSION_BYTES_MAX: usize = 1 << 20;
/// Faults that a problem's detail tells; its `errors` tell all.
const DETAIL_FAULTS_MAX: usize = 5;

/// The routes of the service, open to whom `admission` says. Where that asks for the peer's
/// address, serve them with it ([`http_service::serve`] does).
pub fn routes(articles: EventLog, events: EventLog, admission: Admission) -> Router {
    Router::new()
        .route("/v1/articles/{id}/extractions", post(submit))
        .layer(DefaultBodyLimit::max(SUBMISSION_BYTES_MAX))
        .with_state(Desk {
            articles,
            events,
            admission,
        })
}

#[derive(Clone)]
struct Desk {
    articles: EventLog,
    events: EventLog,
    admission: Admission,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledgement {
    article_id: String,
    revision: String,
    extraction_id: String,
    facts: usize,
    outcome: &'static str,
}

/// Why an article cannot be read by others either.
#[derive(Debug, thiserror::Error)]
enum StoredError {
    #[error("the stored article could not be read")]
    Read(#[from] ReadError),
    #[error("the stored article cannot be decoded")]
    Decode(#[from] DecodeError),
}

async fn submit(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<(StatusCode, Json<Acknowledgement>), Problem> {
    let id: ArticleId = id.parse().map_err(|_| {
        let detail = format!("{id:?} is no article's id: it is a UUID, as /v1/articles shows it");
        Problem::new(StatusCode::BAD_REQUEST, detail)
    })?;
    let body = body.map_err(|refused| Problem::new(refused.status(), refused.body_text()))?;
    let submission = Submission::parse(&body).map_err(refused)?;
    let is_person = submission.kind() != ExtractorKind::Model;
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    let admitted = desk
        .admission
        .check(is_person, peer.map(|peer| peer.0), &headers);
    admitted.map_err(|refused| Problem::new(StatusCode::FORBIDDEN, refused))?;
    let (article, position) = stored(&desk.articles, id).await?;
    let revision = article.revision;
    let reading = spawn_blocking(move || submission.held_to(&article, position))
        .await
        .expect("reading a submission does not panic")
        .map_err(refused)?;
    let status = record(&desk.events, &reading).await?;
    let extraction = reading.batch.last().expect("a batch ends with its marker");
    let acknowledgement = Acknowledgement {
        article_id: id.to_string(),
        revision: revision.to_string(),
        extraction_id: extraction.id.to_string(),
        facts: reading.batch.len() - 1,
        outcome: match status {
            StatusCode::CREATED => "COMMITTED",
            _ => "UNCHANGED",
        },
    };
    Ok((status, Json(acknowledgement)))
}

/// The newest revision of an article, and where it stands.
async fn stored(articles: &EventLog, id: ArticleId) -> Result<(Article, Position), Problem> {
    let internal = |error: StoredError| Problem::internal(&error);
    let last = articles.last_on(&Subject::article(id)).await;
    let Some(Record {
        payload, position, ..
    }) = last.map_err(|error| internal(error.into()))?
    else {
        let detail = format!("no article {id} is stored: submit its text to /v1/articles first");
        return Err(Problem::new(StatusCode::NOT_FOUND, detail));
    };
    let message = proto::codec::decode_article_message(&payload);
    match message.map_err(|error| internal(error.into()))? {
        ArticleMessage::Article(article) => Ok((*article, position)),
        ArticleMessage::TakenDown(tombstone) => {
            let detail = format!("article {id} was taken down: {}", tombstone.reason);
            Err(Problem::new(StatusCode::GONE, detail))
        }
    }
}

/// Commits the extraction; the status tells whether it is new.
async fn record(events: &EventLog, reading: &Reading) -> Result<StatusCode, Problem> {
    let internal = |error: CommitError| match error {
        CommitError::Outranked { .. } => Problem::new(StatusCode::CONFLICT, error),
        error => Problem::internal(&error),
    };
    if commit_one(events, reading).await.map_err(internal)? == Commit::Committed {
        return Ok(StatusCode::CREATED);
    }
    let version = &reading.precedence.version;
    let detail = match instead_of(reading, events).await.map_err(internal)? {
        None | Some(Standing::Same) => return Ok(StatusCode::OK),
        Some(Standing::Other) => format!(
            "version {version} of this extractor has read this revision with another result: raise the version"
        ),
        Some(Standing::Newer(newer)) if newer.version > *version => format!(
            "version {} of this extractor has read this article, which version {version} does not undo",
            newer.version
        ),
        Some(Standing::Newer(_)) => {
            "this extractor has read a newer revision of the article meanwhile".to_owned()
        }
    };
    Err(Problem::new(StatusCode::CONFLICT, detail))
}

fn refused(error: SubmissionError) -> Problem {
    match error {
        SubmissionError::Json(_) => Problem::new(StatusCode::BAD_REQUEST, error),
        SubmissionError::Stale { .. } => Problem::new(StatusCode::CONFLICT, error),
        SubmissionError::Invalid(refusals) => {
            let faults: Vec<_> = refusals.into_iter().map(fault).collect();
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail(&faults)).with_faults(faults)
        }
    }
}

fn fault(refusal: Refusal) -> Fault {
    Fault {
        place: refusal.place,
        detail: refusal.problem,
    }
}

fn detail(faults: &[Fault]) -> String {
    let told = faults.iter().take(DETAIL_FAULTS_MAX);
    let told: Vec<_> = told
        .map(|fault| match fault.place.as_str() {
            "" => fault.detail.clone(),
            place => format!("{place}: {}", fault.detail),
        })
        .collect();
    let more = match faults.len().saturating_sub(DETAIL_FAULTS_MAX) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!("{}{more}", told.join("; "))
}
