//! `vedette events`: the record, in its order.

use eventsource_stream::Eventsource;
use futures::TryStreamExt;
use query::Entry;
use reqwest::Method;
use serde::Deserialize;

use super::curate::what;
use crate::api::Api;
use crate::cli::Events;
use crate::describe::describe;

/// A page of the log.
#[derive(Deserialize)]
struct Page {
    events: Vec<Entry>,
    next: Option<u64>,
}

/// Prints the record.
pub(crate) async fn run(args: Events) -> anyhow::Result<()> {
    let api = Api::of(&args.source).await?;
    if args.follow {
        follow(&api, &args).await?;
    } else {
        let mut from = Some(args.from);
        while let Some(at) = from {
            let query = [
                ("from", at.to_string()),
                ("filter", args.filter.as_str().to_owned()),
            ];
            let page: Page = api.get("/v1/events", &query).await?;
            for entry in &page.events {
                print(entry, args.json)?;
            }
            from = page.next;
        }
    }
    api.close().await
}

async fn follow(api: &Api, args: &Events) -> anyhow::Result<()> {
    let query = [
        ("from", args.from.to_string()),
        ("filter", args.filter.as_str().to_owned()),
    ];
    let stream = api
        .open(Method::GET, "/v1/events/stream", &query, None)
        .await?;
    let mut events = stream.eventsource();
    while let Some(event) = events.try_next().await? {
        print(&serde_json::from_str(&event.data)?, args.json)?;
    }
    Ok(())
}

fn print(entry: &Entry, json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string(entry)?);
        return Ok(());
    }
    let kind = entry
        .subject
        .strip_prefix("vedette.v1.")
        .unwrap_or(&entry.subject);
    let content = entry.content.to_string();
    let said = if kind.starts_with("fact.") {
        describe(&proto::json::event_from_json(&content)?.fact)
    } else if kind.starts_with("curation.") {
        let curation = proto::json::curation_from_json(&content)?;
        let what = what(&curation.action).replace('\n', " · ");
        format!("{what} · {}: {}", curation.author, curation.reason)
    } else {
        String::new()
    };
    println!(
        "{:>8}  {}  {kind}  {said}",
        entry.position, entry.recorded_at
    );
    Ok(())
}
