//! A query service that is asked over HTTP what is known.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use events::{CurationId, EventId, LogId, Position};
use reqwest::{Client, StatusCode, Url};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};

use crate::curator::CurateError;
use crate::known::{Standing, Superseded};

/// How long the service has to apply what it must know.
const APPLY_WAIT: Duration = Duration::from_secs(30);
/// How often it is asked how far it is.
const POLL: Duration = Duration::from_millis(20);
/// Corrections of a page.
const PAGE: usize = 1_000;

/// A query service.
#[derive(Clone, Debug)]
pub struct QueryService {
    client: Client,
    address: Url,
}

/// Why a query service did not tell what is known.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The address is none.
    #[error("{0:?} is no address of a query service: write http://host:port (--server)")]
    Address(String),
    /// It does not answer, or with something else.
    #[error(
        "the query service at {address} does not tell what is known: name the one that follows this log (--server)"
    )]
    Answer {
        /// Its address.
        address: Url,
        /// How it failed.
        source: reqwest::Error,
    },
    /// It follows another log.
    #[error(
        "the query service at {address} follows log {follows}, and the bus keeps log {log}: name the one that follows it (--server)"
    )]
    AnotherLog {
        /// Its address.
        address: Url,
        /// The log that it follows.
        follows: LogId,
        /// The log at hand.
        log: LogId,
    },
}

#[derive(Deserialize)]
struct Status {
    log: LogId,
    events: Events,
}

#[derive(Deserialize)]
struct Events {
    applied: u64,
}

#[derive(Deserialize)]
struct Page {
    curations: Vec<Recorded>,
    next: Option<u64>,
}

#[derive(Deserialize)]
struct Recorded {
    curation: Identified,
    position: u64,
    revoked: bool,
}

#[derive(Deserialize)]
struct Identified {
    id: CurationId,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    superseded_by: Option<u64>,
}

impl QueryService {
    /// The service at an address such as `http://127.0.0.1:7080`.
    ///
    /// # Errors
    /// When it is no address.
    pub fn at(address: &str) -> Result<Self, ServiceError> {
        let parsed: Option<Url> = address.parse().ok();
        let parsed = parsed.filter(Url::has_host);
        Ok(Self {
            client: Client::new(),
            address: parsed.ok_or_else(|| ServiceError::Address(address.to_owned()))?,
        })
    }

    /// Sees that it follows a log.
    pub(crate) async fn follows(&self, log: LogId) -> Result<(), ServiceError> {
        let follows = self.status().await?.log;
        if follows == log {
            return Ok(());
        }
        let address = self.address.clone();
        Err(ServiceError::AnotherLog {
            address,
            follows,
            log,
        })
    }

    pub(crate) async fn applied_to(&self, position: Position) -> Result<(), CurateError> {
        let end = Instant::now() + APPLY_WAIT;
        loop {
            let applied = Position(self.status().await?.events.applied);
            if applied >= position {
                return Ok(());
            }
            if Instant::now() >= end {
                return Err(CurateError::Behind { position, applied });
            }
            sleep(POLL).await;
        }
    }

    pub(crate) async fn standing(
        &self,
        wanted: &BTreeSet<CurationId>,
    ) -> Result<BTreeMap<CurationId, Standing>, ServiceError> {
        let mut found = BTreeMap::new();
        let mut after = Some(0);
        while let Some(at) = after {
            let path = format!("/v1/curations?after={at}&limit={PAGE}");
            let Some(page) = self.get::<Page>(&path).await? else {
                break;
            };
            for recorded in page.curations {
                let standing = Standing {
                    position: Position(recorded.position),
                    revoked: recorded.revoked,
                };
                if wanted.contains(&recorded.curation.id) {
                    found.insert(recorded.curation.id, standing);
                }
            }
            after = page.next;
        }
        Ok(found)
    }

    pub(crate) async fn events(
        &self,
        wanted: &BTreeSet<EventId>,
    ) -> Result<BTreeMap<EventId, Superseded>, ServiceError> {
        let mut found = BTreeMap::new();
        for event in wanted {
            let told = self.get::<Event>(&format!("/v1/events/{event}")).await?;
            if let Some(told) = told {
                found.insert(*event, told.superseded_by.map(Position));
            }
        }
        Ok(found)
    }

    async fn status(&self) -> Result<Status, ServiceError> {
        self.required("/v1/status").await
    }

    async fn required<T: DeserializeOwned>(&self, path: &str) -> Result<T, ServiceError> {
        let answer = self
            .ask(path)
            .await
            .and_then(reqwest::Response::error_for_status);
        let read = match answer {
            Ok(answer) => answer.json().await,
            Err(error) => Err(error),
        };
        read.map_err(|error| self.failed(error))
    }

    /// What stands at a path; nothing where there is no such thing.
    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, ServiceError> {
        let answer = self.ask(path).await.map_err(|error| self.failed(error))?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        let read = match answer.error_for_status() {
            Ok(answer) => answer.json().await,
            Err(error) => Err(error),
        };
        read.map(Some).map_err(|error| self.failed(error))
    }

    async fn ask(&self, path: &str) -> Result<reqwest::Response, reqwest::Error> {
        let address = self.address.join(path).expect("a path of our own joins");
        self.client.get(address).send().await
    }

    fn failed(&self, source: reqwest::Error) -> ServiceError {
        let address = self.address.clone();
        ServiceError::Answer { address, source }
    }
}
