//! `POST /v1/curations`: corrections, all of them or none. For the owner of a data directory alone:
//! mount it where nobody else can ask.

use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use http_service::Problem;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::curator::{CurateError, Curator, Outcome};
use crate::draft;

/// Bytes of one request.
pub const REQUEST_BYTES_MAX: usize = 16 << 20;

/// The route of the service.
pub fn routes(curator: Curator) -> Router {
    Router::new()
        .route("/v1/curations", post(record))
        .layer(DefaultBodyLimit::max(REQUEST_BYTES_MAX))
        .with_state(curator)
}

#[derive(Deserialize)]
struct Request {
    curations: Vec<Value>,
}

async fn record(
    State(curator): State<Curator>,
    request: Result<Json<Request>, JsonRejection>,
) -> Result<Json<Value>, Problem> {
    let Json(request) =
        request.map_err(|refused| Problem::new(refused.status(), refused.body_text()))?;
    let drafts = request.curations.into_iter().enumerate();
    let curations = drafts
        .map(|(at, told)| {
            draft::read(told).map_err(|refused| {
                let detail = format!("correction {}: {refused}", at + 1);
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail)
            })
        })
        .collect::<Result<_, _>>()?;
    let recorded = curator
        .record(curations)
        .await
        .map_err(|error| problem(&error))?;
    let recorded: Vec<_> = recorded
        .iter()
        .map(|one| {
            let outcome = match one.outcome {
                Outcome::New => "NEW",
                Outcome::Known => "KNOWN",
            };
            json!({ "id": one.id.to_string(), "position": one.position.0, "outcome": outcome })
        })
        .collect();
    Ok(Json(json!({ "curations": recorded })))
}

fn problem(error: &CurateError) -> Problem {
    let status = match error {
        CurateError::UnknownEvent(_) | CurateError::UnknownCuration(_) => StatusCode::NOT_FOUND,
        CurateError::Superseded { .. } | CurateError::Revoked { .. } => StatusCode::CONFLICT,
        CurateError::TooMany(_) => StatusCode::PAYLOAD_TOO_LARGE,
        CurateError::Stopping | CurateError::Behind { .. } => StatusCode::SERVICE_UNAVAILABLE,
        CurateError::Service(_) => StatusCode::BAD_GATEWAY,
        CurateError::View(_) | CurateError::Read(_) | CurateError::Append(_) => {
            return Problem::internal(error);
        }
    };
    Problem::new(status, error)
}
