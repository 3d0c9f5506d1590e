//! `vedette replay`: the read model built once more from the log alone, up to a moment, and held
//! against what the service answers for that moment.

use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use event_log::Record;
use events::{Position, Subject};
use query::entry::hexadecimal;
use query::{Entry, applied_of};
use read_models::{AsKnown, PostureQuestion, ReadModels};
use serde::Deserialize;
use serde_json::Value;

use super::posture::{self, Asked};
use crate::api::Api;
use crate::asked;
use crate::cli::{Replay, Times};

#[derive(Deserialize)]
struct Page {
    events: Vec<Entry>,
    next: Option<u64>,
}

/// Rebuilds and compares.
pub(crate) async fn run(args: Replay) -> anyhow::Result<()> {
    let api = Api::of(&args.source).await?;
    let compared = compare(&api, &args).await;
    api.close().await?;
    compared
}

async fn compare(api: &Api, args: &Replay) -> anyhow::Result<()> {
    let directory = tempfile::Builder::new()
        .prefix("vedette-replay-")
        .tempdir()?;
    let models = Arc::new(ReadModels::open(directory.path())?.models);
    let replayed = rebuild(api, &models, args.to).await?;
    let rebuilt = models
        .view(AsKnown::Now)?
        .postures(&PostureQuestion::default())?;
    let rebuilt = serde_json::to_value(rebuilt)?;
    let asked = Asked {
        times: Times {
            as_known: Some(args.to),
            ..Times::default()
        },
        ..Asked::default()
    };
    let served = posture::ask(api, &asked).await?;
    if args.json {
        println!("{rebuilt:#}");
    } else {
        let postures: Vec<posture::Posture> = serde_json::from_value(rebuilt.clone())?;
        posture::print_table(&postures);
        let position = models
            .checkpoint()
            .map_or(0, |checkpoint| checkpoint.position.0);
        println!("{replayed} records replayed, each against its hash, up to position {position}.");
    }
    ensure!(
        rebuilt == served,
        "the service answers otherwise for {}: {}; delete its read models to have them rebuilt",
        args.to,
        difference(&rebuilt, &served)
    );
    if !args.json {
        println!("The service answers the same for that moment.");
    }
    Ok(())
}

/// Applies the log to empty read models, page by page.
async fn rebuild(api: &Api, models: &Arc<ReadModels>, to: asked::AsKnown) -> anyhow::Result<u64> {
    let end = end(api, to).await?;
    let (mut from, mut replayed) = (Some(1), 0);
    while let Some(at) = from.filter(|at| *at <= end) {
        let page: Page = api.get("/v1/events", &[("from", at.to_string())]).await?;
        let wanted = page.events.iter().filter(|entry| entry.position <= end);
        let group: Vec<_> = wanted
            .map(|entry| Ok(applied_of(&record(entry)?)?))
            .collect::<anyhow::Result<_>>()?;
        replayed += group.len() as u64;
        let models = models.clone();
        tokio::task::spawn_blocking(move || models.apply(&group)).await??;
        from = page.next;
    }
    Ok(replayed)
}

/// The last position that belongs to the moment.
async fn end(api: &Api, to: asked::AsKnown) -> anyhow::Result<u64> {
    match to {
        asked::AsKnown::Position(position) => {
            let last = api.status().await?.events.applied;
            if position > last {
                bail!("the log ends at position {last}, before {position}");
            }
            Ok(position)
        }
        asked::AsKnown::Date(_) => {
            let known: Value = api
                .get("/v1/position", &[("asKnown", to.to_string())])
                .await?;
            known["position"]
                .as_u64()
                .context("the service names no position")
        }
    }
}

/// The record behind an entry, held against the hash that was served with it.
fn record(entry: &Entry) -> anyhow::Result<Record> {
    let tail = entry
        .subject
        .strip_prefix(events::subject::PUBLIC_PREFIX)
        .unwrap_or(&entry.subject);
    let record = Record {
        position: Position(entry.position),
        subject: Subject::stored(format!("{}{tail}", events::subject::LOG_PREFIX)),
        id: entry.id.parse()?,
        recorded_at: entry.recorded_at.parse()?,
        payload: BASE64_STANDARD.decode(&entry.payload)?.into(),
        trace: None,
    };
    let hash = hexadecimal(&record.hash());
    ensure!(
        hash == entry.hash,
        "the record at position {} does not have the hash that is served with it",
        entry.position
    );
    Ok(record)
}

/// Where two lists of postures differ first.
fn difference(rebuilt: &Value, served: &Value) -> String {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let (rebuilt, served) = (list(rebuilt), list(served));
    let at = rebuilt.iter().zip(&served).position(|(a, b)| a != b);
    match at {
        Some(at) => format!(
            "posture {at} is {} when rebuilt, and {} as served",
            rebuilt[at], served[at]
        ),
        None => format!(
            "{} postures when rebuilt, and {} as served",
            rebuilt.len(),
            served.len()
        ),
    }
}
