//! How long it takes from the `POST` of an article to the posture that it changes, at a steady rate:
//! over the bus with each service a process of its own, and by `vedette up`.
//!
//! An article is seen when the read models from which postures are answered know its extraction; its
//! time begins before its request is sent. Articles are the labelled dispatches in rotation, under
//! addresses of their own. Both stand beside what the disk takes to write and sync as many bytes, at
//! the same rate in the same run. `cargo bench -p integration-tests --bench latency` prints a table,
//! with `-- --json` one object; the services are those of `cargo build --release -p vedette`.

use std::fs::File;
use std::io::Write;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use integration_tests::{Deployment, Service, Up, dispatches};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use test_bus::{Server, Settings};
use tokio::runtime::Runtime;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{interval, sleep};

/// Articles a second.
const RATE: u32 = 100;
/// For so many seconds.
const SECONDS: u32 = 20;
/// Articles before that, which are not measured.
const WARM_UP: u32 = 100;
/// How often the read models are asked for an article that is not there yet.
const POLL: Duration = Duration::from_millis(1);
/// Bytes of the writes to the bare disk: an article and its facts.
const WRITTEN: usize = 8 << 10;

/// Times of one kind, in milliseconds.
struct Measured {
    name: &'static str,
    sorted: Vec<f64>,
}

impl Measured {
    fn of(name: &'static str, times: impl IntoIterator<Item = Duration>) -> Self {
        let milliseconds = times.into_iter().map(|time| time.as_secs_f64() * 1e3);
        let mut sorted: Vec<_> = milliseconds.collect();
        sorted.sort_by(f64::total_cmp);
        Self { name, sorted }
    }

    /// The time within which so many of a hundred are.
    fn percentile(&self, percent: usize) -> f64 {
        let last = self.sorted.len() - 1;
        self.sorted[(self.sorted.len() * percent / 100).min(last)]
    }
}

fn main() -> anyhow::Result<()> {
    let runtime = Runtime::new()?;
    let measured = runtime.block_on(run())?;
    if std::env::args().any(|argument| argument == "--json") {
        let rows = measured.iter().map(|one| {
            let told = json!({ "p50": one.percentile(50), "p99": one.percentile(99) });
            (one.name.to_owned(), told)
        });
        println!("{}", Value::Object(rows.collect()));
        return Ok(());
    }
    let title = format!("milliseconds, at {RATE} articles a second");
    println!("{title:<44} {:>9} {:>9} {:>9}", "p50", "p99", "max");
    for one in measured {
        let (p50, p99, max) = (one.percentile(50), one.percentile(99), one.percentile(100));
        println!("{:<44} {p50:>9.1} {p99:>9.1} {max:>9.1}", one.name);
    }
    Ok(())
}

async fn run() -> anyhow::Result<Vec<Measured>> {
    let mut measured = vec![bare_disk().await?];

    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 2).await?;
    let (acknowledged, seen) = drive(&up, &up).await?;
    measured.push(Measured::of(
        "vedette up: POST to acknowledgement",
        acknowledged,
    ));
    measured.push(Measured::of("vedette up: POST to posture", seen));
    up.kill().await?;

    let bus = Server::start(Settings::default());
    let on = Deployment::start(&bus.url(), 1).await?;
    let (ingest, query) = (on.process(Service::Ingest), on.process(Service::Query));
    let (acknowledged, seen) = drive(ingest, query).await?;
    measured.push(Measured::of(
        "over the bus: POST to acknowledgement",
        acknowledged,
    ));
    measured.push(Measured::of("over the bus: POST to posture", seen));
    Ok(measured)
}

/// Writes and syncs as a log must at least, and nothing else.
async fn bare_disk() -> anyhow::Result<Measured> {
    let folder = tempfile::tempdir()?;
    let mut file = File::create(folder.path().join("written"))?;
    let mut tick = interval(Duration::from_secs(1) / RATE);
    let mut times = Vec::new();
    for _ in 0..RATE * SECONDS / 4 {
        tick.tick().await;
        let began = Instant::now();
        file.write_all(&[7; WRITTEN])?;
        file.sync_data()?;
        times.push(began.elapsed());
    }
    Ok(Measured::of("bare disk: 8 KiB written and synced", times))
}

/// Sends articles at the rate, however slow the answers are; how long each took to be acknowledged,
/// and to be seen.
async fn drive(ingest: &Up, query: &Up) -> anyhow::Result<(Vec<Duration>, Vec<Duration>)> {
    let articles = dispatches()?;
    let (sender, stored) = unbounded_channel();
    let (client, url) = query.client();
    let watching = tokio::spawn(watch(client, url, stored));
    let mut tick = interval(Duration::from_secs(1) / RATE);
    let mut sending = JoinSet::new();
    for number in 0..WARM_UP + RATE * SECONDS {
        tick.tick().await;
        let mut article = articles[number as usize % articles.len()].json.clone();
        article["url"] = format!("https://example.org/{number}").into();
        let (client, url) = ingest.client();
        sending.spawn(post(client, url, article, sender.clone()));
    }
    drop(sender);
    let mut acknowledged = Vec::new();
    while let Some(sent) = sending.join_next().await {
        acknowledged.push(sent??);
    }
    let seen = watching.await??;
    let postures = query.get("/v1/postures").await?;
    ensure!(
        postures.as_array().is_some_and(|cells| !cells.is_empty()),
        "there is no posture"
    );
    let measured = |times: Vec<Duration>| times[WARM_UP as usize..].to_vec();
    Ok((measured(acknowledged), measured(seen)))
}

/// An article that is acknowledged.
struct Stored {
    id: String,
    began: Instant,
}

async fn post(
    client: Client,
    url: String,
    article: Value,
    stored: UnboundedSender<Stored>,
) -> anyhow::Result<Duration> {
    let began = Instant::now();
    let request = client.post(format!("{url}/v1/articles")).json(&article);
    let answer: Value = request.send().await?.error_for_status()?.json().await?;
    let took = began.elapsed();
    let id = answer["articleId"].as_str().context("it has an id")?;
    let id = id.to_owned();
    stored.send(Stored { id, began })?;
    Ok(took)
}

/// Looks for one article after the other; one that is seen before its turn counts as seen in it.
async fn watch(
    client: Client,
    url: String,
    mut stored: UnboundedReceiver<Stored>,
) -> anyhow::Result<Vec<Duration>> {
    let mut seen = Vec::new();
    while let Some(Stored { id, began }) = stored.recv().await {
        let address = format!("{url}/v1/articles/{id}");
        while client.get(&address).send().await?.status() != StatusCode::OK {
            sleep(POLL).await;
        }
        seen.push(began.elapsed());
    }
    Ok(seen)
}
