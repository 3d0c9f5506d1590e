//! A subscriber on `vedette.v1.fact.>`, as somebody outside writes one.
//!
//! The servers deliver a stored fact to whoever is connected, once, and keep nothing for whoever is
//! not. So "sees each fact exactly once" is three things:
//!
//! 1. On one connection, each message is a fact that is stored, where its header `Nats-Sequence` says,
//!    and the sequences rise: nothing comes twice, and nothing of a batch that was refused or abandoned.
//! 2. What passed while there was no connection is fetched: subscribe first, then read the pages of
//!    `/v1/events`. `Nats-Last-Sequence`, the fact before on the same subject, tells of a gap.
//! 3. The last batch before a break may be forgotten: a server that dies while it stores one may have
//!    delivered a part, and the sequences then go to other facts. So whoever connects again reads the
//!    last batch once more; `Vedette-Batch: 3/11` tells where it begins.
//!
//! Together they give every fact once. This subscriber holds all that it was delivered against what
//! is stored, and counts what was forgotten.

use std::collections::BTreeMap;
use std::time::Duration;

use async_nats::{Client, ConnectOptions, Event, Message, Subscriber};
use futures::{FutureExt, StreamExt};
use integration_tests::Random;
use serde_json::Value;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// How long it waits before it tries again where nobody answers.
const AGAIN: Duration = Duration::from_millis(20);

/// It leaves by itself after fewer messages than this,
const MESSAGES_MAX: u64 = 100;
/// and stays away for less than this.
const AWAY_MILLISECONDS: u64 = 300;
/// For as long as a test lasts.
const NEVER: Duration = Duration::from_hours(24);

/// What a fact is known by: its id and its subject.
pub(crate) type Fact = (String, String);

/// What it saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// By position; none twice.
    pub(crate) facts: BTreeMap<u64, Fact>,
    /// How many of them came by themselves.
    pub(crate) delivered: u64,
    /// How many were delivered, and forgotten by a server that died.
    pub(crate) forgotten: u64,
    /// How often it connected.
    pub(crate) connections: u64,
    /// Up to here what it saw is what is stored.
    checked: u64,
    /// Where the last batch began that was delivered.
    last_batch: u64,
    /// The last fact that was delivered.
    last: u64,
}

/// Listens until it is told to stop and has seen what is stored up to then.
pub(crate) async fn subscribe(
    bus: String,
    query: String,
    mut random: Random,
    stop: CancellationToken,
) -> anyhow::Result<Seen> {
    let mut seen = Seen::default();
    while !stop.is_cancelled() {
        let Some(mut connection) = stop.run_until_cancelled(Connection::open(&bus)).await else {
            break;
        };
        seen.connections += 1;
        seen.catch_up(&query).await?;
        seen.last = seen.checked;
        for _ in 0..random.below(MESSAGES_MAX) {
            let message = stop.run_until_cancelled(connection.next()).await.flatten();
            let Some(message) = message else { break };
            let whole = seen.take(&message)?;
            if !whole {
                break;
            }
        }
        drop(connection);
        // Time passes on purpose: what is published meanwhile must be fetched.
        let away = Duration::from_millis(random.below(AWAY_MILLISECONDS));
        stop.run_until_cancelled(tokio::time::sleep(away)).await;
    }
    seen.catch_up(&query).await?;
    Ok(seen)
}

/// One connection, which does not come back by itself.
struct Connection {
    messages: Subscriber,
    broken: watch::Receiver<bool>,
    _client: Client,
}

impl Connection {
    /// Tries until it is there; the server then knows the subscription.
    async fn open(bus: &str) -> Self {
        let mut again = tokio::time::interval(AGAIN);
        loop {
            again.tick().await;
            if let Ok(connection) = Self::try_open(bus).await {
                return connection;
            }
        }
    }

    async fn try_open(bus: &str) -> anyhow::Result<Self> {
        let (breaks, broken) = watch::channel(false);
        let breaks_once = breaks.clone();
        let client = ConnectOptions::new()
            .event_callback(move |event| {
                if matches!(event, Event::Disconnected) {
                    breaks.send_replace(true);
                }
                std::future::ready(())
            })
            .reconnect_delay_callback(move |_| {
                if *breaks_once.borrow() {
                    NEVER
                } else {
                    Duration::ZERO
                }
            })
            .connect(&bus.split(',').collect::<Vec<_>>()[..])
            .await?;
        let messages = client.subscribe("vedette.v1.fact.>").await?;
        client.flush().await?;
        Ok(Self {
            messages,
            broken,
            _client: client,
        })
    }

    /// The next message; none when the connection is broken and all that had come is taken.
    async fn next(&mut self) -> Option<Message> {
        tokio::select! {
            biased;
            message = self.messages.next() => return message,
            _ = self.broken.wait_for(|broken| *broken) => {}
        }
        self.messages.next().now_or_never().flatten()
    }
}

impl Seen {
    /// Whether nothing is missing before it.
    fn take(&mut self, message: &Message) -> anyhow::Result<bool> {
        let header = |name: &str| {
            let headers = message.headers.as_ref()?;
            Some(headers.get(name)?.as_str().to_owned())
        };
        let number = |name: &str| header(name).unwrap_or_default().parse::<u64>();
        let subject = message.subject.to_string();
        anyhow::ensure!(!subject.ends_with("INTRUDER"), "{message:?} is not stored");
        let position = number("Nats-Sequence")?;
        let fact = (header("ce-id").unwrap_or_default(), subject);
        if position <= self.checked {
            // It was on its way while it was fetched.
            let known = self.facts.get(&position);
            anyhow::ensure!(known == Some(&fact), "{position}: {known:?}, then {fact:?}");
            return Ok(true);
        }
        anyhow::ensure!(position > self.last, "{position} after {}", self.last);
        let before = number("Nats-Last-Sequence")?;
        let on_subject = |(_, known): &(&u64, &Fact)| known.1 == fact.1;
        let known = self.facts.iter().rfind(on_subject).map_or(0, |(at, _)| *at);
        if known != before {
            return Ok(false);
        }
        let part = header("Vedette-Batch").unwrap_or("1/1".to_owned());
        let part: u64 = part.split('/').next().unwrap_or_default().parse()?;
        (self.last, self.last_batch) = (position, position + 1 - part);
        self.facts.insert(position, fact);
        self.delivered += 1;
        Ok(true)
    }

    /// Reads what is stored behind all that was held against it before.
    async fn catch_up(&mut self, query: &str) -> anyhow::Result<()> {
        let end = ask(query, "/v1/status").await["events"]["last"].as_u64();
        let end = end.unwrap_or_default();
        let mut delivered = self.facts.split_off(&(self.checked + 1));
        while self.checked < end {
            let page = ask(query, &format!("/v1/events?from={}", self.checked + 1)).await;
            for entry in page["events"].as_array().into_iter().flatten() {
                let text = |field: &str| entry[field].as_str().unwrap_or_default().to_owned();
                let position = entry["position"].as_u64().unwrap_or_default();
                self.checked = position;
                if !text("subject").starts_with("vedette.v1.fact.") {
                    continue;
                }
                let fact = (text("id"), text("subject"));
                if delivered.get(&position) == Some(&fact) {
                    delivered.remove(&position);
                }
                self.facts.insert(position, fact);
            }
        }
        for (position, fact) in delivered {
            anyhow::ensure!(
                position >= self.last_batch,
                "{fact:?} was delivered at {position}, and is not stored"
            );
            self.forgotten += 1;
        }
        Ok(())
    }
}

/// Asks until there is an answer.
async fn ask(query: &str, path: &str) -> Value {
    let mut again = tokio::time::interval(AGAIN);
    loop {
        again.tick().await;
        let answer = reqwest::get(format!("{query}{path}")).await;
        let Ok(answer) = answer.and_then(reqwest::Response::error_for_status) else {
            continue;
        };
        if let Ok(answer) = answer.json().await {
            return answer;
        }
    }
}
