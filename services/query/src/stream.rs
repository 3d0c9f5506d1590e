//! `GET /v1/events`: the record in pages. `GET /v1/events/stream`: the record as server-sent
//! events, from any position, resumed by `Last-Event-ID`
//! (<https://html.spec.whatwg.org/multipage/server-sent-events.html>).

use std::convert::Infallible;
use std::time::Duration;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use events::subject::PUBLIC_PREFIX;
use events::{Position, SubjectFilter};
use futures::{Stream, StreamExt};
use http_service::Problem;
use serde::{Deserialize, Serialize};

use crate::entry::Entry;
use crate::service::Service;
use crate::whole::{Whole, resume_after, whole};

/// Entries of a page, when the question names no number, and at most.
pub const PAGE_DEFAULT: usize = 1_000;
/// Entries of a page at most.
pub const PAGE_MAX: usize = 10_000;
/// How often a silent stream says that it is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// What is wanted of the record.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Wanted {
    from: Option<u64>,
    filter: Option<String>,
    limit: Option<usize>,
}

impl Wanted {
    fn filter(&self) -> Result<SubjectFilter, Problem> {
        match &self.filter {
            None => Ok(SubjectFilter::all()),
            Some(filter) => filter
                .parse()
                .map_err(|error| Problem::new(StatusCode::BAD_REQUEST, error)),
        }
    }
}

/// A page of the record, in whole extractions.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Page {
    events: Vec<Entry>,
    /// From where the next page goes on; absent at the end.
    next: Option<u64>,
}

pub(crate) async fn page(
    State(service): State<Service>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page>, Problem> {
    let from = Position(wanted.from.unwrap_or(1).max(1));
    let limit = wanted.limit.unwrap_or(PAGE_DEFAULT).clamp(1, PAGE_MAX);
    let records = service.events.read(from, SubjectFilter::all());
    let mut wholes = std::pin::pin!(whole(records, wanted.filter()?));
    let (mut events, mut next) = (Vec::new(), None);
    while let Some(whole) = wholes.next().await {
        let whole = whole.map_err(|error| Problem::internal(&error))?;
        events.extend(entries(&whole)?);
        if events.len() >= limit {
            next = Some(whole.position.next().0);
            break;
        }
    }
    Ok(Json(Page { events, next }))
}

pub(crate) async fn follow(
    State(service): State<Service>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Problem> {
    let filter = wanted.filter()?;
    let from = match headers.get("last-event-id") {
        None => Position(wanted.from.unwrap_or(1).max(1)),
        Some(id) => {
            let seen = id.to_str().ok().and_then(|id| id.parse().ok());
            let seen = seen.ok_or_else(|| {
                let detail = "Last-Event-ID is no position of the log: send the id of an event of this stream";
                Problem::new(StatusCode::BAD_REQUEST, detail)
            })?;
            let resumed = resume_after(&service.events, seen).await;
            resumed.map_err(|error| Problem::internal(&error))?
        }
    };
    let wholes = whole(service.events.follow(from, SubjectFilter::all()), filter);
    let events = wholes
        .take_while(|whole| std::future::ready(whole.is_ok()))
        .filter_map(|whole| std::future::ready(whole.ok()))
        .flat_map(|whole| futures::stream::iter(sent(&whole)))
        .take_until(service.shutdown.cancelled_owned())
        .map(Ok);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

fn entries(whole: &Whole) -> Result<Vec<Entry>, Problem> {
    let entries = whole.records.iter().map(Entry::of);
    entries
        .collect::<Result<_, _>>()
        .map_err(|error| Problem::internal(&error))
}

/// The events of a whole extraction. Only the last carries an id, the position where all take
/// effect: a client that was cut off amid them is sent all of them again.
fn sent(whole: &Whole) -> Vec<Event> {
    let last = whole.records.len().saturating_sub(1);
    let mut events = Vec::new();
    for (at, record) in whole.records.iter().enumerate() {
        let Ok(entry) = Entry::of(record) else {
            continue; // the projector halts on it, and says so
        };
        let kind = entry
            .subject
            .strip_prefix(PUBLIC_PREFIX)
            .unwrap_or_default();
        let kind = kind.split('.').take(2).collect::<Vec<_>>();
        let name = match kind.as_slice() {
            ["fact", fact] => *fact,
            [kind, ..] => *kind,
            [] => "event",
        };
        let data = serde_json::to_string(&entry).expect("an entry is strings, numbers and JSON");
        let event = Event::default().event(name).data(data);
        events.push(if at == last {
            event.id(whole.position.to_string())
        } else {
            event
        });
    }
    events
}
