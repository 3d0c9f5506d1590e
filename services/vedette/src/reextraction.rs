//! `POST /v1/reextract`: all stored articles read again; progress and report as lines of JSON. For
//! the owner of a data directory alone.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use event_log::EventLog;
use events::Fact;
use extract::{Difference, Reader, Report, Step, reextract};
use futures::StreamExt;
use http_service::Problem;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

/// What reading again needs.
#[derive(Clone)]
pub(crate) struct Reextraction {
    /// The stream of articles.
    pub articles: EventLog,
    /// The stream of events.
    pub events: EventLog,
    /// Ends it early; what is left is done when it is asked for again.
    pub shutdown: CancellationToken,
}

/// The route.
pub(crate) fn routes(reextraction: Reextraction) -> Router {
    Router::new()
        .route("/v1/reextract", post(run))
        .with_state(reextraction)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wanted {
    dry_run: bool,
}

async fn run(
    State(on): State<Reextraction>,
    wanted: Result<Json<Wanted>, JsonRejection>,
) -> Result<Response, Problem> {
    let Json(wanted) =
        wanted.map_err(|refused| Problem::new(refused.status(), refused.body_text()))?;
    let steps = reextract(on.articles, on.events, Reader::rules(), !wanted.dry_run);
    let lines = steps.map(|step| {
        let line = match &step {
            Ok(step) => shown(step),
            Err(error) => {
                let causes: Vec<_> =
                    std::iter::successors(Some(error as &dyn std::error::Error), |e| e.source())
                        .map(ToString::to_string)
                        .collect();
                json!({ "error": causes.join(": ") })
            }
        };
        Ok::<_, std::convert::Infallible>(Bytes::from(format!("{line}\n")))
    });
    let lines = lines.take_until(on.shutdown.cancelled_owned());
    let content_type = [(CONTENT_TYPE, "application/jsonl")];
    Ok((content_type, Body::from_stream(lines)).into_response())
}

fn shown(step: &Step) -> Value {
    match step {
        Step::Looked { done, total } => json!({ "looked": { "done": done, "total": total } }),
        Step::Found(found) => json!({ "report": report(found) }),
        Step::Committed { done, total } => json!({ "committed": { "done": done, "total": total } }),
    }
}

fn report(found: &Report) -> Value {
    let facts: serde_json::Map<_, _> = found
        .facts
        .iter()
        .map(|(kind, counts)| {
            let counts = json!({
                "added": counts.added,
                "removed": counts.removed,
                "changed": counts.changed,
            });
            (kind.as_str().to_owned(), counts)
        })
        .collect();
    let sample: Vec<_> = found
        .sample
        .iter()
        .map(|(title, difference)| sample(title, difference))
        .collect();
    json!({
        "extractor": found.extractor.name,
        "version": found.extractor.version.to_string(),
        "current": found.current,
        "same": found.same,
        "differ": found.differ,
        "corrected": found.corrected,
        "unreadable": found.unreadable,
        "takenDown": found.taken_down,
        "facts": facts,
        "sample": sample,
    })
}

fn sample(title: &str, difference: &Difference) -> Value {
    let all = |facts: &[Fact]| facts.iter().map(proto::json::fact_json).collect::<Vec<_>>();
    let changed: Vec<_> = difference
        .changed
        .iter()
        .map(|(old, new)| {
            json!({ "from": proto::json::fact_json(old), "to": proto::json::fact_json(new) })
        })
        .collect();
    json!({
        "article": title,
        "added": all(&difference.added),
        "removed": all(&difference.removed),
        "changed": changed,
    })
}
