//! `GET /v1/curations`: analysts' corrections, in the order in which they were made.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use events::Position;
use http_service::Problem;
use read_models::{CURATIONS_MAX, CurationRecord};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::postures::unread;
use crate::service::{Service, as_known};

/// Corrections of a page, when the question names no number.
const PAGE_DEFAULT: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CurationParameters {
    as_known: Option<String>,
    /// The position of the last correction of the page before.
    after: Option<u64>,
    limit: Option<usize>,
}

pub(crate) async fn curations(
    State(service): State<Service>,
    parameters: Result<Query<CurationParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let after = Position(asked.after.unwrap_or(0));
    let limit = asked.limit.unwrap_or(PAGE_DEFAULT).clamp(1, CURATIONS_MAX);
    let known = as_known(asked.as_known.as_deref())?;
    let page = service
        .ask(known, move |view| view.curations(after, limit))
        .await?;
    let next = page.last().filter(|_| page.len() == limit);
    Ok(Json(json!({
        "curations": page.iter().map(curation).collect::<Vec<_>>(),
        "next": next.map(|last| last.position.0),
    })))
}

fn curation(record: &CurationRecord) -> Value {
    json!({
        "curation": proto::json::curation_json(&record.curation),
        "kind": record.curation.action.kind(),
        "position": record.position.0,
        "revoked": record.revoked,
    })
}
