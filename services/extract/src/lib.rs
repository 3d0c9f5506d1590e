//! Reads stored articles, as competing workers, and commits the facts they tell.
//!
//! An article's extraction is one atomic batch: its facts, and last the marker with their count.
//! [`reading`] makes the batch, without I/O; [`commit`] appends it only where its marker takes
//! precedence over the one that stands. So no second worker, redelivery, crash or slow worker can
//! commit twice or turn time back. What cannot be read goes to the dead letters with its reason and
//! stops nobody.
//!
//! [`mod@reextract`] reads all that is stored once more, by the present version: [`difference`] tells
//! what that changes, and what analysts have `corrected` is left as it is.
//!
//! Others may read an article too: [`submission`] holds a model's or a person's reading to the same
//! contract, [`admission`] says who may send it, and [`http`] takes it in.

pub mod admission;
pub mod commit;
mod corrected;
pub mod difference;
pub mod http;
pub mod reading;
pub mod reextract;
mod standing;
pub mod submission;
mod worker;

use std::time::Duration;

use event_log::{EventLog, ReadError, Unavailable, WorkError};
use tokio::task::{JoinSet, spawn_blocking};
use tokio_util::sync::CancellationToken;

pub use admission::{Admission, Token, TokenError};
pub use commit::CommitError;
pub use difference::{Counts, Difference};
pub use http::routes;
pub use reading::Reader;
pub use reextract::{ReextractError, Report, Step, reextract};
pub use worker::ACK_WAIT;

/// The durable consumer that all workers share.
pub const CONSUMER: &str = "extract";

/// What the service needs to run.
#[derive(Clone)]
pub struct Config {
    /// The stream of articles.
    pub articles: EventLog,
    /// The stream of events.
    pub events: EventLog,
    /// Who reads the articles.
    pub reader: Reader,
    /// How many workers compete.
    pub workers: usize,
    /// How long a worker may hold an article before another one gets it.
    pub ack_wait: Duration,
}

/// Why the service stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExtractError {
    /// The consumer could not be opened.
    #[error("the consumer {CONSUMER} could not be opened")]
    Open(#[from] WorkError),
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[from] ReadError),
    /// An extraction could not be committed.
    #[error("an extraction could not be committed")]
    Commit(#[from] CommitError),
    /// An article that was read could not be settled; it is delivered again.
    #[error("an article could not be acknowledged")]
    Settle(#[from] Unavailable),
}

/// Runs the workers until `shutdown`; each finishes the articles it holds.
///
/// # Errors
/// When the log fails; no article is lost by it, each is delivered again.
pub async fn run(config: Config, shutdown: CancellationToken) -> Result<(), ExtractError> {
    let reader = config.reader.clone();
    spawn_blocking(move || reader.warm_up())
        .await
        .expect("warming up catches the reader's panics");
    let mut workers = JoinSet::new();
    for _ in 0..config.workers.max(1) {
        workers.spawn(worker::work(config.clone(), shutdown.clone()));
    }
    let mut outcome = Ok(());
    while let Some(ended) = workers.join_next().await {
        let ended =
            ended.expect("a worker catches the panics of its reader, and has none of its own");
        if ended.is_err() && outcome.is_ok() {
            shutdown.cancel();
            outcome = ended;
        }
    }
    outcome
}
