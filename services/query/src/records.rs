//! Statements, articles and events, as the read models hold them.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use chrono::NaiveDate;
use events::{ArticleId, EventId, Position};
use http_service::Problem;
use read_models::{ArticleRecord, EventRecord, Life, StatementFilter};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::postures::{parse, unread};
use crate::service::{Service, as_known};

/// Entries of a page, when the question names no number.
const PAGE_DEFAULT: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct StatementParameters {
    speaker: Option<String>,
    about: Option<String>,
    published_from: Option<NaiveDate>,
    as_published: Option<NaiveDate>,
    as_known: Option<String>,
    after: Option<String>,
    limit: Option<usize>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct PageParameters {
    as_known: Option<String>,
    after: Option<String>,
    limit: Option<usize>,
}

pub(crate) async fn statements(
    State(service): State<Service>,
    parameters: Result<Query<StatementParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let filter = StatementFilter {
        speaker: parse(asked.speaker.as_deref())?,
        about: parse(asked.about.as_deref())?,
        published_from: asked.published_from,
        published_to: asked.as_published,
    };
    let after: Option<EventId> = parse(asked.after.as_deref())?;
    let limit = asked.limit.unwrap_or(PAGE_DEFAULT);
    let known = as_known(asked.as_known.as_deref())?;
    let page = service
        .ask(known, move |view| view.statements(&filter, after, limit))
        .await?;
    let statements: Vec<_> = page.statements.iter().map(event_record).collect();
    Ok(Json(json!({
        "statements": statements,
        "next": page.next.map(|next| next.to_string()),
    })))
}

pub(crate) async fn articles(
    State(service): State<Service>,
    parameters: Result<Query<PageParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let after: Option<ArticleId> = parse(asked.after.as_deref())?;
    let limit = asked.limit.unwrap_or(PAGE_DEFAULT);
    let known = as_known(asked.as_known.as_deref())?;
    let page = service
        .ask(known, move |view| view.articles(after, limit))
        .await?;
    let articles: Vec<_> = page.articles.iter().map(article_record).collect();
    Ok(Json(json!({
        "articles": articles,
        "next": page.next.map(|next| next.to_string()),
    })))
}

pub(crate) async fn article(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Result<Query<PageParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let id = article_id(&id)?;
    let known = as_known(asked.as_known.as_deref())?;
    let found = service.ask(known, move |view| view.article(id)).await?;
    let found = found.ok_or_else(|| absent("article", &id))?;
    Ok(Json(article_record(&found)))
}

pub(crate) async fn events_of_article(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Result<Query<PageParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let id = article_id(&id)?;
    let known = as_known(asked.as_known.as_deref())?;
    let found = service
        .ask(known, move |view| view.events_of_article(id))
        .await?;
    Ok(Json(found.iter().map(event_record).collect()))
}

pub(crate) async fn event(
    State(service): State<Service>,
    Path(id): Path<String>,
    parameters: Result<Query<PageParameters>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(asked) = parameters.map_err(|refused| unread(&refused))?;
    let id: EventId = id.parse().map_err(|_| {
        let detail =
            format!("{id:?} is no event's id: it is a UUID, as /v1/articles/ID/events shows it");
        Problem::new(StatusCode::BAD_REQUEST, detail)
    })?;
    let known = as_known(asked.as_known.as_deref())?;
    let found = service.ask(known, move |view| view.event(id)).await?;
    let found = found.ok_or_else(|| absent("event", &id))?;
    Ok(Json(event_record(&found)))
}

fn article_id(text: &str) -> Result<ArticleId, Problem> {
    text.parse().map_err(|_| {
        let detail = format!("{text:?} is no article's id: it is a UUID, as /v1/articles shows it");
        Problem::new(StatusCode::BAD_REQUEST, detail)
    })
}

fn absent(what: &str, id: &dyn std::fmt::Display) -> Problem {
    let detail = format!(
        "no {what} {id} is known: it may not have been read yet (see /v1/status), or not by then"
    );
    Problem::new(StatusCode::NOT_FOUND, detail)
}

/// An event, with the article it is told by and how it stands.
fn event_record(record: &EventRecord) -> Value {
    let remarks: Vec<_> = record
        .remarks
        .iter()
        .map(|remark| {
            json!({
                "curation": remark.curation.to_string(),
                "author": remark.author,
                "text": remark.text,
            })
        })
        .collect();
    json!({
        "event": proto::json::event_json(&record.claim.event),
        "title": record.claim.title,
        "position": record.position.0,
        "counts": record.counts(),
        "supersededBy": superseded_by(record).map(|by| by.0),
        "amended": record.amended,
        "retracted": record.retracted,
        "remarks": remarks,
    })
}

/// The marker of the newer reading that took the event's place.
fn superseded_by(record: &EventRecord) -> Option<Position> {
    match record.life {
        Life::Superseded { by } => Some(by),
        Life::Counts | Life::Outranked { .. } => None,
    }
}

fn article_record(record: &ArticleRecord) -> Value {
    json!({
        "extraction": proto::json::marker_json(&record.marker),
        "position": record.position.0,
    })
}
