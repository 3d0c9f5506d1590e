//! Takes in dispatches - JSON, plain text or HTML - and stores each revision of each article once.
//!
//! [`dispatch`] turns what came into an [`events::Article`] or says what is wrong with it, without
//! any I/O; [`accept`] stores an article, idempotent by id and revision; [`http`] is
//! `POST /v1/articles`. An article that is acknowledged is on disk.

pub mod accept;
mod dateline;
pub mod dispatch;
mod html;
pub mod http;
mod takedown;

use std::io;

use event_log::EventLog;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

pub use accept::{AcceptError, Outcome, Receipt, accept, accept_traced};
pub use dispatch::{Dispatch, InvalidDispatch};
pub use http::routes;
pub use takedown::{TakedownError, take_down};

/// What the service needs to run.
pub struct Config {
    /// Where it listens.
    pub listener: TcpListener,
    /// The stream of articles.
    pub articles: EventLog,
}

/// Serves `POST /v1/articles` until `shutdown`.
///
/// # Errors
/// When the listener fails.
pub async fn run(config: Config, shutdown: CancellationToken) -> io::Result<()> {
    http_service::serve(config.listener, routes(config.articles), shutdown).await
}
