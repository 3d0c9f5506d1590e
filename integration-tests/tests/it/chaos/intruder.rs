//! A client of the bus whose atomic batches come to nothing: some are refused, some abandoned.

use std::time::Duration;

use async_nats::{Client, HeaderMap};
use tokio_util::sync::CancellationToken;

/// Where the facts of its batches would stand.
pub(crate) const SUBJECT: &str = "vedette.log.v1.fact.deploymentAnnounced.INTRUDER";
/// Its batches are fewer than the 50 that a server allows to be open, and are dropped after ten
/// seconds.
const PAUSE: Duration = Duration::from_millis(400);
/// How long it waits for an answer.
const WAIT: Duration = Duration::from_secs(2);

/// What came of its batches.
#[derive(Debug, Default)]
pub(crate) struct Nothing {
    pub(crate) refused: u64,
    pub(crate) abandoned: u64,
}

/// Sends batches until it is told to stop; those that a dying server left unanswered do not count.
pub(crate) async fn intrude(bus: String, stop: CancellationToken) -> anyhow::Result<Nothing> {
    let client = async_nats::ConnectOptions::new()
        .request_timeout(Some(WAIT))
        .connect(&bus.split(',').collect::<Vec<_>>()[..])
        .await?;
    let mut nothing = Nothing::default();
    let mut pause = tokio::time::interval(PAUSE);
    for number in 0_u64.. {
        tokio::select! {
            () = stop.cancelled() => break,
            _ = pause.tick() => {}
        }
        if number % 2 == 0 {
            nothing.abandoned += u64::from(begin(&client, number).await.is_ok());
        } else {
            nothing.refused += u64::from(refused(&client, number).await?);
        }
    }
    Ok(nothing)
}

/// Three facts of a batch that never ends. The first is answered, so the batch is known to be open.
async fn begin(client: &Client, number: u64) -> anyhow::Result<()> {
    let first = headers(number, 1);
    client
        .request_with_headers(SUBJECT, first, "intruder".into())
        .await?;
    for sequence in 2..4 {
        let headers = headers(number, sequence);
        client
            .publish_with_headers(SUBJECT, headers, "intruder".into())
            .await?;
    }
    Ok(())
}

/// A batch that expects what is not so.
async fn refused(client: &Client, number: u64) -> anyhow::Result<bool> {
    let mut first = headers(number, 1);
    first.insert("Nats-Expected-Last-Subject-Sequence", "999999999");
    client
        .publish_with_headers(SUBJECT, first, "intruder".into())
        .await?;
    let mut last = headers(number, 2);
    last.insert("Nats-Batch-Commit", "1");
    let Ok(answer) = client
        .request_with_headers(SUBJECT, last, "intruder".into())
        .await
    else {
        return Ok(false);
    };
    let answer: serde_json::Value = serde_json::from_slice(&answer.payload)?;
    anyhow::ensure!(answer["error"].is_object(), "it was stored: {answer}");
    Ok(true)
}

fn headers(batch: u64, sequence: u64) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert("Nats-Batch-Id", format!("intruder-{batch}"));
    headers.insert("Nats-Batch-Sequence", sequence.to_string());
    headers
}
