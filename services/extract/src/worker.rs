use std::time::{Duration, Instant};

use event_log::{Delivery, Record, WorkConfig};
use events::SubjectFilter;
use futures::future::try_join_all;
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;
use tracing::Span;

use crate::commit::commit;
use crate::reading::{Reader, Reading, Unreadable, read};
use crate::{CONSUMER, Config, ExtractError};

/// Articles that one worker holds at a time.
const ARTICLES_MAX: usize = 32;
/// How long a worker waits for more articles to commit with those it has.
const LINGER: Duration = Duration::from_millis(2);
/// How long an article may be held before another worker gets it, unless the operator says otherwise.
pub const ACK_WAIT: Duration = Duration::from_secs(30);
/// How often an article is delivered before it is a dead letter. A panic is caught at once; only an
/// article that takes the whole process down with it is tried this often, and then alone.
const DELIVERIES_MAX: u32 = 10;

pub(crate) async fn work(config: Config, shutdown: CancellationToken) -> Result<(), ExtractError> {
    let work = WorkConfig {
        ack_wait: config.ack_wait,
        deliveries_max: DELIVERIES_MAX,
    };
    // Known from the start, so that the first of them is a change that can be seen.
    metrics::counter!("vedette_redeliveries_total").increment(0);
    metrics::counter!("vedette_dead_letters_total").increment(0);
    let mut worker = config
        .articles
        .work(CONSUMER, SubjectFilter::all(), work)
        .await?;
    loop {
        let deliveries = tokio::select! {
            biased;
            () = shutdown.cancelled() => return Ok(()),
            deliveries = worker.next_up_to(ARTICLES_MAX, LINGER) => deliveries?,
        };
        if deliveries.is_empty() {
            return Ok(()); // the log was closed
        }
        settle(&config, deliveries).await?;
    }
}

/// Reads what was delivered, commits it, and only then acknowledges it.
async fn settle(config: &Config, deliveries: Vec<Delivery>) -> Result<(), ExtractError> {
    let again = deliveries
        .iter()
        .filter(|delivery| delivery.deliveries > 1)
        .count() as u64;
    metrics::counter!("vedette_redeliveries_total").increment(again);
    let reader = config.reader.clone();
    let articles: Vec<_> = deliveries
        .iter()
        .map(|delivery| (delivery.record.clone(), span(&delivery.record)))
        .collect();
    // Each lasts until its article is settled.
    let spans: Vec<_> = articles.iter().map(|(_, span)| span.clone()).collect();
    let outcomes: Vec<Result<Option<Reading>, Unreadable>> = spawn_blocking(move || {
        let articles = articles.iter();
        articles
            .map(|(record, span)| read_traced(record, span, &reader))
            .collect()
    })
    .await
    .expect("reading catches the panics of its reader, and has none of its own");
    let mut readings = Vec::new();
    let mut read = Vec::new();
    for (delivery, outcome) in deliveries.into_iter().zip(outcomes) {
        match outcome {
            Ok(reading) => {
                readings.extend(reading);
                read.push(delivery);
            }
            Err(unreadable) => {
                let position = delivery.record.position.0;
                metrics::counter!("vedette_dead_letters_total").increment(1);
                tracing::warn!(position, reason = %unreadable, "an article goes to the dead letters");
                delivery.dead_letter(&unreadable.to_string()).await?;
            }
        }
    }
    let began = Instant::now();
    let committing: Vec<_> = spans.iter().map(commit_span).collect();
    commit(&config.events, &readings).await?;
    drop(committing);
    metrics::histogram!("vedette_commit_seconds").record(began.elapsed());
    metrics::counter!("vedette_extracted_articles_total").increment(readings.len() as u64);
    try_join_all(read.into_iter().map(Delivery::ack)).await?;
    Ok(())
}

/// The span of an article's extraction, in the trace of whoever sent the article.
fn span(article: &Record) -> Span {
    let position = article.position.0;
    let span = tracing::info_span!(parent: None, "extract", otel.kind = "consumer", position);
    if let Some(trace) = &article.trace {
        telemetry::continue_from(&span, trace.as_str());
    }
    span
}

/// Articles are committed together, and each has the time of it in its own trace.
fn commit_span(span: &Span) -> Span {
    tracing::info_span!(parent: span, "commit", otel.kind = "producer")
}

/// Reads an article within its span; the facts carry that one's context.
fn read_traced(
    article: &Record,
    span: &Span,
    reader: &Reader,
) -> Result<Option<Reading>, Unreadable> {
    let reading = span.in_scope(|| read(article, reader))?;
    let trace = telemetry::current(span).and_then(|text| text.parse().ok());
    let trace = trace.as_ref().or(article.trace.as_ref());
    Ok(reading.map(|reading| reading.traced(trace)))
}
