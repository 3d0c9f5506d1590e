//! Clients that post articles, and post again what was not acknowledged.

use std::sync::Arc;
use std::time::Duration;

use integration_tests::{Random, dispatches};
use serde_json::{Value, json};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

/// How many clients post at a time.
const CLIENTS: u64 = 3;
/// How long a client waits before it asks again where nobody answers.
const AGAIN: Duration = Duration::from_millis(20);

/// What a client was told of an article.
#[derive(Clone, Debug)]
pub(crate) struct Acknowledged {
    pub(crate) article: String,
    pub(crate) revision: String,
    pub(crate) position: u64,
}

/// Clients at work: each posts an article when one is asked for.
pub(crate) struct Load {
    asked: Arc<Semaphore>,
    acknowledged: watch::Sender<u64>,
    clients: JoinSet<anyhow::Result<Vec<Acknowledged>>>,
}

impl Load {
    /// Clients of an ingest service.
    pub(crate) fn on(url: &str, random: &mut Random) -> anyhow::Result<Self> {
        let asked = Arc::new(Semaphore::new(0));
        let acknowledged = watch::Sender::new(0);
        let texts: Arc<[Value]> = dispatches()?
            .into_iter()
            .map(|dispatch| dispatch.json)
            .collect();
        let mut clients = JoinSet::new();
        for number in 0..CLIENTS {
            let client = Client {
                number,
                url: format!("{url}/v1/articles"),
                http: reqwest::Client::new(),
                texts: Arc::clone(&texts),
                random: random.fork(),
            };
            clients.spawn(client.work(Arc::clone(&asked), acknowledged.clone()));
        }
        Ok(Self {
            asked,
            acknowledged,
            clients,
        })
    }

    /// Asks for more articles.
    pub(crate) fn post(&self, articles: usize) {
        self.asked.add_permits(articles);
    }

    /// Waits until so many posts were acknowledged.
    pub(crate) async fn acknowledged(&self, posts: u64) {
        let mut count = self.acknowledged.subscribe();
        let enough = count.wait_for(|count| *count >= posts);
        timeout(Duration::from_mins(2), enough)
            .await
            .expect("what is asked for is acknowledged within two minutes")
            .expect("the sender is ours");
    }

    /// How many posts were acknowledged.
    pub(crate) fn count(&self) -> u64 {
        *self.acknowledged.borrow()
    }

    /// All that was acknowledged, when all that was asked for is.
    pub(crate) async fn finish(mut self) -> anyhow::Result<Vec<Acknowledged>> {
        let nothing_left = async {
            let mut count = self.acknowledged.subscribe();
            while self.asked.available_permits() > 0 {
                count.changed().await.expect("the sender is ours");
            }
        };
        nothing_left.await;
        self.asked.close();
        let mut all = Vec::new();
        while let Some(ended) = self.clients.join_next().await {
            all.extend(ended??);
        }
        Ok(all)
    }
}

struct Client {
    number: u64,
    url: String,
    http: reqwest::Client,
    texts: Arc<[Value]>,
    random: Random,
}

impl Client {
    async fn work(
        mut self,
        asked: Arc<Semaphore>,
        count: watch::Sender<u64>,
    ) -> anyhow::Result<Vec<Acknowledged>> {
        let mut acknowledged = Vec::new();
        while let Ok(one) = asked.acquire().await {
            one.forget();
            let article = self.article(acknowledged.len() as u64);
            acknowledged.push(self.post(&article).await?);
            count.send_modify(|count| *count += 1);
        }
        Ok(acknowledged)
    }

    /// An article of its own; one in four is a new revision of an earlier one.
    fn article(&mut self, number: u64) -> Value {
        let mut article = self.random.choose(&self.texts).clone();
        let revised = number > 0 && self.random.below(4) == 0;
        let name = if revised {
            self.random.below(number)
        } else {
            number
        };
        article["url"] = json!(format!("https://example.org/{}/{name}", self.number));
        article["title"] = json!(format!("Number {number} of client {}", self.number));
        article
    }

    /// Posts it until it is acknowledged, as whoever must not lose it does.
    async fn post(&self, article: &Value) -> anyhow::Result<Acknowledged> {
        let mut again = tokio::time::interval(AGAIN);
        loop {
            again.tick().await;
            let Ok(answer) = self.http.post(&self.url).json(article).send().await else {
                continue; // nobody answers
            };
            let status = answer.status();
            let Ok(receipt) = answer.json::<Value>().await else {
                continue; // cut off in the middle
            };
            if status.is_server_error() {
                continue;
            }
            anyhow::ensure!(status.is_success(), "{status}: {receipt}");
            let text = |field: &str| receipt[field].as_str().unwrap_or_default().to_owned();
            return Ok(Acknowledged {
                article: text("articleId"),
                revision: text("revision"),
                position: receipt["position"].as_u64().unwrap_or_default(),
            });
        }
    }
}
