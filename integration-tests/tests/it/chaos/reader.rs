//! A reader who asks at random moments, and must never be answered with half an extraction.
//!
//! A page of the record must end where an extraction does. What an article is said to tell must be
//! one of its extractions, all of it. Postures must be those of a position where an extraction ends:
//! they are kept with their position, and asked for again of a replica that was built from the log.

use std::collections::BTreeSet;
use std::time::Duration;

use integration_tests::{Random, Up};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use super::ledger::Ledger;

/// How long it waits between two questions.
const PAUSE: Duration = Duration::from_millis(15);
/// How many answers about postures it keeps.
const POSTURES_MAX: usize = 12;

/// What it was answered.
#[derive(Debug, Default)]
pub(crate) struct Answers {
    /// Of articles: the ids of their events.
    extractions: Vec<(String, BTreeSet<String>)>,
    /// Of positions: the postures then.
    postures: Vec<(u64, Value)>,
    /// How many pages of the record were whole.
    pages: u64,
    /// The newest position that it knows of.
    last: u64,
    /// An article that it knows of.
    article: Option<String>,
}

/// Asks until it is told to stop. A service that is down does not answer, which is no fault.
pub(crate) async fn poll(query: String, mut random: Random, stop: CancellationToken) -> Answers {
    let mut answers = Answers::default();
    let mut pause = tokio::time::interval(PAUSE);
    while !stop.is_cancelled() {
        pause.tick().await;
        let asked = answers.ask(&query, &mut random);
        stop.run_until_cancelled(asked).await;
    }
    answers
}

impl Answers {
    async fn ask(&mut self, query: &str, random: &mut Random) -> Option<()> {
        match random.below(8) {
            0 => self.postures(query).await,
            1..=3 => self.page(query, random).await,
            _ => self.events(query).await,
        }
    }

    async fn page(&mut self, query: &str, random: &mut Random) -> Option<()> {
        let from = 1 + random.below(self.last + 1);
        let limit = 1 + random.below(40);
        let page = ask(query, &format!("/v1/events?from={from}&limit={limit}")).await?;
        let mut facts = BTreeSet::new();
        for entry in page["events"].as_array()? {
            let position = entry["position"].as_u64()?;
            self.last = self.last.max(position);
            if let Some(told) = entry["content"]["facts"].as_u64() {
                // It may begin amid an extraction, but not end there.
                let whole = position - told > from;
                assert!(!whole || facts.len() as u64 == told, "{page}");
                facts.clear();
                self.article = entry["content"]["articleId"].as_str().map(str::to_owned);
            } else if entry["subject"].as_str()?.starts_with("vedette.v1.fact.") {
                facts.insert(position);
            }
        }
        assert_eq!(facts.len(), 0, "a page ends amid an extraction: {page}");
        self.pages += 1;
        Some(())
    }

    async fn events(&mut self, query: &str) -> Option<()> {
        let article = self.article.clone()?;
        let events = ask(query, &format!("/v1/articles/{article}/events")).await?;
        let ids = events.as_array()?.iter();
        let ids = ids.filter_map(|event| Some(event["event"]["id"].as_str()?.to_owned()));
        self.extractions.push((article, ids.collect()));
        Some(())
    }

    async fn postures(&mut self, query: &str) -> Option<()> {
        if self.postures.len() >= POSTURES_MAX {
            return None;
        }
        let before = ask(query, "/v1/position").await?["position"].as_u64()?;
        let postures = ask(query, "/v1/postures").await?;
        let after = ask(query, "/v1/position").await?["position"].as_u64()?;
        if before == after && before > 0 {
            self.postures.push((before, postures));
        }
        Some(())
    }

    /// Holds all of it against what is stored, and against a replica that was built from that.
    pub(crate) async fn check(&self, ledger: &Ledger, rebuilt: &Up) -> anyhow::Result<()> {
        assert!(self.pages > 0 && !self.extractions.is_empty());
        for (article, events) in &self.extractions {
            let whole = events.is_empty() || ledger.is_extraction(article, events);
            assert!(whole, "{article} was said to tell {events:?}");
        }
        for (position, postures) in &self.postures {
            assert!(ledger.takes_effect(*position), "{position}");
            let path = format!("/v1/postures?asKnown={position}");
            assert_eq!(rebuilt.get(&path).await?, *postures, "at {position}");
        }
        println!(
            "a reader was answered {} pages, {} articles and {} postures: none by half",
            self.pages,
            self.extractions.len(),
            self.postures.len()
        );
        Ok(())
    }
}

async fn ask(query: &str, path: &str) -> Option<Value> {
    let answer = reqwest::get(format!("{query}{path}")).await.ok()?;
    answer.error_for_status().ok()?.json().await.ok()
}
