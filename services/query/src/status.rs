//! `GET /v1/status`: how far the services are with what is stored.

use std::convert::Infallible;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use event_log::ReadError;
use http_service::Problem;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::postures::unread;
use crate::service::{Service, as_known};

/// Dead letters are counted up to here.
const DEAD_LETTERS_MAX: usize = 1_000;

/// How far the services are.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Status {
    log: String,
    articles: Articles,
    events: Events,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Articles {
    /// The last position of `ARTICLES`.
    last: u64,
    /// Up to here every article was read, or is a dead letter.
    settled: u64,
    dead_letters: u64,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Events {
    /// The last position of `EVENTS`.
    last: u64,
    /// The read models answer for everything up to here.
    applied: u64,
}

impl Service {
    /// Whether answers lag behind the log by at most `lag_max` records; if not, by how many. Sets
    /// the gauges of checkpoints and dead letters, too.
    ///
    /// # Errors
    /// When they lag further behind, or the log cannot be read: the reason in a sentence.
    pub async fn readiness(&self, lag_max: u64) -> Result<(), String> {
        let status = read(self).await.map_err(|error| error.to_string())?;
        self.lags
            .extraction
            .tell(status.articles.last, status.articles.settled);
        self.lags
            .projection
            .tell(status.events.last, status.events.applied);
        let unapplied = status.events.last.saturating_sub(status.events.applied);
        metrics::gauge!("vedette_dead_letters").set(status.articles.dead_letters as f64);
        if unapplied > lag_max {
            return Err(format!(
                "answers lag {unapplied} records behind the log, and {lag_max} are allowed: wait until it has caught up"
            ));
        }
        Ok(())
    }
}

pub(crate) async fn status(State(service): State<Service>) -> Result<Json<Status>, Problem> {
    let status = read(&service).await;
    status.map(Json).map_err(|error| Problem::internal(&error))
}

/// In this order: what is settled was committed before, so `events.last` covers it.
async fn read(service: &Service) -> Result<Status, ReadError> {
    let letters = service
        .articles
        .count_dead_letters(service.extractor, DEAD_LETTERS_MAX);
    let dead_letters = letters.await? as u64;
    let articles = Articles {
        last: service.articles.last_position().await?.0,
        settled: service.articles.settled(service.extractor).await?.0,
        dead_letters,
    };
    let events = Events {
        last: service.events.last_position().await?.0,
        applied: service.applied.borrow().0,
    };
    Ok(Status {
        log: service.log.to_string(),
        articles,
        events,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Moment {
    as_known: Option<String>,
}

/// `GET /v1/position`: which position of the event log a moment is.
pub(crate) async fn position(
    State(service): State<Service>,
    moment: Result<Query<Moment>, QueryRejection>,
) -> Result<Json<Value>, Problem> {
    let Query(moment) = moment.map_err(|refused| unread(&refused))?;
    let known = as_known(moment.as_known.as_deref())?;
    let position = service
        .ask(known, |view| Ok::<_, Infallible>(view.position()))
        .await?;
    Ok(Json(json!({ "position": position.0 })))
}
