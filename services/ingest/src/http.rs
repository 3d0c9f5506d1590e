//! `POST /v1/articles`.

use std::time::{Duration, Instant};

use axum::Json;
use axum::Router;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use axum::routing::post;
use event_log::{EventLog, Health, TraceParent};
use events::Article;
use futures::StreamExt;
use http_service::Problem;
use serde::{Deserialize, Serialize};
use tokio::time::timeout;
use tracing::Instrument;

use crate::dispatch::{DISPATCH_BYTES_MAX, Dispatch, InvalidDispatch, Scripts, decode};
use crate::{AcceptError, Outcome, Receipt, accept_traced};

/// Bytes beyond the limit that are read and thrown away, so that a sender who sends all before it
/// listens hears why it was refused.
const DISCARDED_BYTES_MAX: usize = 64 << 20;

/// How long a sender waits while the log does not store what it sent.
const ACCEPT_WAIT: Duration = Duration::from_secs(10);

/// The routes of the service.
pub fn routes(articles: EventLog) -> Router {
    Router::new()
        .route("/v1/articles", post(submit))
        .with_state(articles)
}

/// What plain text and HTML cannot say of themselves, in the query string.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct About {
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published_at: Option<String>,
    #[serde(default)]
    scripts: Scripts,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Acknowledgement {
    article_id: String,
    revision: String,
    position: u64,
    outcome: &'static str,
}

impl From<Receipt> for Acknowledgement {
    fn from(receipt: Receipt) -> Self {
        Self {
            article_id: receipt.article.to_string(),
            revision: receipt.revision.to_string(),
            position: receipt.position.0,
            outcome: receipt.outcome.as_str(),
        }
    }
}

/// Takes an article in, as a part of the trace that the request's `traceparent` names.
async fn submit(
    State(articles): State<EventLog>,
    about: Result<Query<About>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<Acknowledgement>), Problem> {
    let span = tracing::info_span!(
        "POST /v1/articles",
        otel.kind = "server",
        article = tracing::field::Empty,
        outcome = tracing::field::Empty,
    );
    let sent = headers.get("traceparent");
    let sent: Option<TraceParent> = sent.and_then(|text| text.to_str().ok()?.parse().ok());
    if let Some(sent) = &sent {
        telemetry::continue_from(&span, sent.as_str());
    }
    // Where no spans are sent, the sender's own context is passed on.
    let trace = telemetry::current(&span).and_then(|text| text.parse().ok());
    let taken = take(&articles, about, &headers, body, trace.or(sent));
    taken.instrument(span).await
}

async fn take(
    articles: &EventLog,
    about: Result<Query<About>, QueryRejection>,
    headers: &HeaderMap,
    body: Body,
    trace: Option<TraceParent>,
) -> Result<(StatusCode, Json<Acknowledgement>), Problem> {
    let Query(about) =
        about.map_err(|refused| Problem::new(StatusCode::BAD_REQUEST, refused.body_text()))?;
    let body = received(body).await?;
    let content_type = headers
        .get(CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or_default());
    let article = read(content_type.unwrap_or_default(), &about, &body)?;
    let began = Instant::now();
    let accepted = accept_traced(articles, article, trace);
    let receipt = match timeout(ACCEPT_WAIT, accepted).await {
        Ok(accepted) => accepted.map_err(refused)?,
        Err(_) => return Err(not_now(&articles.health())),
    };
    let span = tracing::Span::current();
    span.record("article", tracing::field::display(receipt.article));
    span.record("outcome", receipt.outcome.as_str());
    metrics::histogram!("vedette_accept_seconds").record(began.elapsed());
    metrics::counter!("vedette_articles_total", "outcome" => receipt.outcome.as_str()).increment(1);
    let status = match receipt.outcome {
        Outcome::Unchanged => StatusCode::OK,
        Outcome::New | Outcome::Revised => StatusCode::CREATED,
    };
    Ok((status, Json(receipt.into())))
}

/// The body, as far as it may go.
async fn received(body: Body) -> Result<Vec<u8>, Problem> {
    let mut chunks = body.into_data_stream();
    let (mut bytes, mut discarded) = (Vec::new(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| Problem::new(StatusCode::BAD_REQUEST, error))?;
        if discarded == 0 && bytes.len() + chunk.len() <= DISPATCH_BYTES_MAX {
            bytes.extend_from_slice(&chunk);
            continue;
        }
        bytes = Vec::new();
        discarded += chunk.len();
        if discarded > DISCARDED_BYTES_MAX {
            break;
        }
    }
    if discarded > 0 {
        return Err(invalid(&InvalidDispatch::TooLarge));
    }
    Ok(bytes)
}

fn read(content_type: &str, about: &About, body: &[u8]) -> Result<Article, Problem> {
    let mut parts = content_type.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts
        .find_map(|part| part.strip_prefix("charset="))
        .map(|name| name.trim_matches('"'));
    let dispatch = |text| Dispatch {
        source_id: None,
        title: about.title.clone(),
        publisher: about.publisher.clone(),
        url: about.url.clone(),
        published_at: about.published_at.clone(),
        text,
    };
    let article = match media.as_str() {
        "application/json" => Dispatch::from_json(body).and_then(Dispatch::into_article),
        "text/plain" => decode(body, charset).and_then(|text| dispatch(text).into_article()),
        "text/html" => decode(body, charset)
            .and_then(|html| dispatch(String::new()).with_page(&html, about.scripts)),
        _ => {
            let detail = format!(
                "Content-Type {media:?} is not taken in: send application/json, text/plain or text/html"
            );
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail));
        }
    };
    article.map_err(|error| invalid(&error))
}

fn invalid(error: &InvalidDispatch) -> Problem {
    let status = match error {
        InvalidDispatch::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        InvalidDispatch::Empty
        | InvalidDispatch::Encoding { .. }
        | InvalidDispatch::UnknownCharset(_)
        | InvalidDispatch::Json(_) => StatusCode::BAD_REQUEST,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Problem::new(status, error)
}

/// It may still be stored. To send it again is safe: a revision is stored once.
fn not_now(health: &Health) -> Problem {
    let why = health.trouble();
    let detail = format!(
        "not acknowledged within {} s: {}; send it again later",
        ACCEPT_WAIT.as_secs(),
        why.as_deref().unwrap_or("the log is slow to store it"),
    );
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, detail)
}

fn refused(error: AcceptError) -> Problem {
    match error {
        AcceptError::TakenDown(_) => Problem::new(StatusCode::GONE, &error),
        error => Problem::internal(&error),
    }
}
