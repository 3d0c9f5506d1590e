//! Server-sent events: from any position, resumed by `Last-Event-ID`, never half an extraction.

use eventsource_stream::{Event, Eventsource};
use futures::StreamExt;
use integration_tests::{Up, dispatches};
use serde_json::Value;

/// The next `count` events of a stream.
async fn take(
    up: &Up,
    query: &str,
    last_id: Option<&str>,
    count: usize,
) -> anyhow::Result<Vec<Event>> {
    let (client, url) = up.client();
    let mut request = client.get(format!("{url}/v1/events/stream?{query}"));
    if let Some(id) = last_id {
        request = request.header("last-event-id", id);
    }
    let answer = request.send().await?;
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let mut events = answer.bytes_stream().eventsource();
    let mut taken = Vec::new();
    while taken.len() < count {
        taken.push(events.next().await.expect("the stream goes on")?);
    }
    Ok(taken)
}

fn position(event: &Event) -> u64 {
    let entry: Value = serde_json::from_str(&event.data).expect("it is JSON");
    entry["position"].as_u64().expect("it has a position")
}

#[tokio::test]
async fn a_stream_resumes_where_it_was_cut_off() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 2).await?;
    for dispatch in dispatches()?.iter().take(10) {
        up.post(&dispatch.json).await?.error_for_status()?;
    }
    up.settled().await?;
    let last = up.get("/v1/status").await?["events"]["last"]
        .as_u64()
        .expect("it is a number");
    let whole = take(&up, "from=1", None, usize::try_from(last)?).await?;
    assert_eq!(
        whole.iter().map(position).collect::<Vec<_>>(),
        (1..=last).collect::<Vec<_>>()
    );

    for cut in 1..whole.len() {
        // What a client holds whose connection broke after `cut` events.
        let seen = whole[..cut]
            .iter()
            .rev()
            .find(|event| !event.id.is_empty())
            .expect("genesis has an id");
        let rest = take(&up, "", Some(&seen.id), 1).await?;
        assert_eq!(
            position(&rest[0]),
            seen.id.parse::<u64>()? + 1,
            "cut after {cut}"
        );
        assert!(
            position(&rest[0]) <= position(&whole[cut]),
            "nothing is left out after {cut}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_resume_amid_an_extraction_begins_it_anew() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 1).await?;
    let rich = dispatches()?
        .into_iter()
        .max_by_key(|dispatch| dispatch.labels["events"].as_array().map(Vec::len));
    up.post(&rich.expect("there are dispatches").json)
        .await?
        .error_for_status()?;
    up.settled().await?;
    let last = up.get("/v1/status").await?["events"]["last"]
        .as_u64()
        .expect("it is a number");
    assert!(last > 3, "the article tells several facts");
    for amid in 2..last {
        let rest = take(&up, "", Some(&amid.to_string()), 1).await?;
        assert_eq!(position(&rest[0]), 2, "resumed after {amid}");
    }
    Ok(())
}

#[tokio::test]
async fn a_follower_gets_what_it_asked_for_as_it_comes() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 2).await?;
    let articles = dispatches()?;
    let filter = "filter=vedette.v1.extraction.*.rules";
    let post = async {
        for dispatch in articles.iter().take(5) {
            up.post(&dispatch.json).await?.error_for_status()?;
        }
        anyhow::Ok(())
    };
    let (followed, posted) = tokio::join!(take(&up, filter, None, 5), post);
    posted?;
    for event in followed? {
        assert_eq!(event.event, "extraction");
        assert!(!event.id.is_empty());
    }
    Ok(())
}
