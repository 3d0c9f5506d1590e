//! What only the owner of a log may do: copy it, take an article down, see to the dead letters.
//! Served on a socket in the data directory, which nobody else can open; over the bus the command
//! answers itself, with a credential of its own. So answers tell all causes.

use std::path::PathBuf;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use event_log::{DeadLetter, Logs};
use events::{Position, Tombstone};
use http_service::Problem;
use proto::ArticleMessage;
use proto::codec::decode_article_message;
use serde::Deserialize;
use serde_json::{Value, json};

/// The routes of the control socket, beside those of the API.
pub(crate) fn routes(logs: Arc<Logs>) -> Router {
    Router::new()
        .route("/v1/backup", post(backup))
        .route("/v1/takedown", post(take_down))
        .route("/v1/deadletters", get(dead_letters))
        .route("/v1/deadletters/{position}", get(dead_letter))
        .route("/v1/deadletters/{position}/retry", post(retry))
        .route("/v1/deadletters/{position}/drop", post(forget))
        .with_state(logs)
}

/// Dead letters that one answer lists, the oldest.
const DEAD_LETTERS_MAX: usize = 1_000;

#[derive(Deserialize)]
struct BackupTo {
    to: PathBuf,
}

async fn backup(
    State(logs): State<Arc<Logs>>,
    Json(BackupTo { to }): Json<BackupTo>,
) -> Result<Json<Value>, Problem> {
    let report = logs.backup(&to.join("log")).await;
    let report = report.map_err(|error| Problem::new(StatusCode::CONFLICT, causes(&error)))?;
    Ok(Json(json!({
        "articles": report.articles.0,
        "events": report.events.0,
        "bytes": report.bytes,
    })))
}

#[derive(Deserialize)]
struct Order {
    article: String,
    reason: String,
    author: String,
}

async fn take_down(
    State(logs): State<Arc<Logs>>,
    Json(order): Json<Order>,
) -> Result<Json<Value>, Problem> {
    let article = order.article.parse();
    let article = article.map_err(|error| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, error))?;
    let tombstone = Tombstone {
        article,
        reason: order.reason,
        author: order.author,
    };
    match ingest::take_down(&logs.articles, &tombstone).await {
        Ok(revisions) => Ok(Json(json!({ "revisions": revisions }))),
        Err(error @ ingest::TakedownError::Unknown(_)) => {
            Err(Problem::new(StatusCode::NOT_FOUND, error))
        }
        Err(error) => Err(failed(&error)),
    }
}

async fn dead_letters(State(logs): State<Arc<Logs>>) -> Result<Json<Value>, Problem> {
    let letters = logs
        .articles
        .dead_letters(extract::CONSUMER, Position::ZERO, DEAD_LETTERS_MAX)
        .await;
    let letters = letters.map_err(|error| failed(&error))?;
    Ok(Json(letters.iter().map(told).collect()))
}

async fn dead_letter(
    State(logs): State<Arc<Logs>>,
    Path(position): Path<u64>,
) -> Result<Json<Value>, Problem> {
    let letter = logs
        .articles
        .dead_letter(extract::CONSUMER, Position(position))
        .await;
    let letter = letter.map_err(|error| failed(&error))?;
    let letter = letter.ok_or_else(|| absent(position))?;
    let payload = &letter.record.payload;
    let mut answer = told(&letter);
    answer["payload"] = BASE64_STANDARD.encode(payload).into();
    if let Ok(ArticleMessage::Article(article)) = decode_article_message(payload) {
        answer["article"] = proto::json::article_json(&article);
    }
    Ok(Json(answer))
}

fn told(letter: &DeadLetter) -> Value {
    json!({
        "position": letter.record.position.0,
        "subject": letter.record.subject.public(),
        "reason": letter.reason,
        "deliveries": letter.deliveries,
        "at": letter.at,
    })
}

async fn retry(
    State(logs): State<Arc<Logs>>,
    Path(position): Path<u64>,
) -> Result<Json<Value>, Problem> {
    let found = logs
        .articles
        .retry_dead_letter(extract::CONSUMER, Position(position))
        .await;
    answer(found.map_err(|error| failed(&error))?, position)
}

async fn forget(
    State(logs): State<Arc<Logs>>,
    Path(position): Path<u64>,
) -> Result<Json<Value>, Problem> {
    let found = logs
        .articles
        .drop_dead_letter(extract::CONSUMER, Position(position))
        .await;
    answer(found.map_err(|error| failed(&error))?, position)
}

fn answer(found: bool, position: u64) -> Result<Json<Value>, Problem> {
    if found {
        return Ok(Json(json!({})));
    }
    Err(absent(position))
}

fn absent(position: u64) -> Problem {
    let detail =
        format!("no dead letter stands at {position}: `vedette deadletters list` shows them");
    Problem::new(StatusCode::NOT_FOUND, detail)
}

fn failed(error: &dyn std::error::Error) -> Problem {
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, causes(error))
}

fn causes(error: &dyn std::error::Error) -> String {
    let causes: Vec<_> = std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect();
    causes.join(": ")
}
