//! `vedette ingest`: stores articles, in order, and waits until they are in the read models.

use anyhow::ensure;
use events::{Article, PublishedBasis};
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use super::input::{Input, articles};
use crate::api::Api;
use crate::cli::Ingest;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Acknowledgement {
    article_id: String,
    revision: String,
    pub(super) position: u64,
    outcome: String,
}

/// Stores articles.
pub(crate) async fn run(args: Ingest) -> anyhow::Result<()> {
    let api = match &args.source.data {
        Some(data) => Api::of_directory_or_new(data).await?,
        None => Api::of(&args.source).await?,
    };
    let outcome = store(&api, &args).await;
    let closed = api.close().await;
    outcome.and(closed)
}

async fn store(api: &Api, args: &Ingest) -> anyhow::Result<()> {
    let before = api.status().await?;
    let progress = ProgressBar::no_length().with_style(ProgressStyle::with_template(
        "{spinner} {pos} articles, {per_sec}",
    )?);
    let (mut stored, mut failed, mut through) = ([0_u64; 3], 0_u64, 0);
    for Input { source_id, article } in articles(&args.articles) {
        let sent = match article {
            Ok(article) => send(api, &article)
                .await
                .map_err(|error| error.context(source_id.clone())),
            Err(error) => Err(error),
        };
        match sent {
            Ok(acknowledged) => {
                stored[["NEW", "REVISED"]
                    .iter()
                    .position(|o| *o == acknowledged.outcome)
                    .unwrap_or(2)] += 1;
                through = through.max(acknowledged.position);
                if args.json {
                    progress.suspend(|| println!("{}", line(&source_id, &acknowledged)));
                }
            }
            Err(error) => {
                failed += 1;
                progress.suspend(|| eprintln!("vedette: {error:#}"));
            }
        }
        progress.inc(1);
    }
    progress.set_message("reading");
    api.read_through(through).await?;
    progress.finish_and_clear();
    let after = api.status().await?;
    if !args.json {
        let [new, revised, unchanged] = stored;
        let events = after.events.last - before.events.last;
        println!(
            "{new} new articles, {revised} revised, {unchanged} known already; {events} new records in the event log"
        );
    }
    let unread = after
        .articles
        .dead_letters
        .saturating_sub(before.articles.dead_letters);
    ensure!(
        unread == 0,
        "{unread} articles are stored and could not be read: `vedette deadletters list` tells why"
    );
    ensure!(
        failed == 0,
        "{failed} articles were not taken in; the others are stored"
    );
    Ok(())
}

pub(super) async fn send(api: &Api, article: &Article) -> anyhow::Result<Acknowledgement> {
    // A date that the text itself begins with is read from there again.
    let stated = article
        .published
        .filter(|published| published.basis != PublishedBasis::Text);
    let dispatch = json!({
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "publishedAt": stated.map(|published| published.at.to_string()),
        "text": article.text,
    });
    api.call(
        Method::POST,
        "/v1/articles",
        &[],
        Some(dispatch.to_string()),
    )
    .await
}

fn line(source_id: &str, acknowledged: &Acknowledgement) -> Value {
    json!({
        "sourceId": source_id,
        "articleId": acknowledged.article_id,
        "revision": acknowledged.revision,
        "position": acknowledged.position,
        "outcome": acknowledged.outcome,
    })
}
