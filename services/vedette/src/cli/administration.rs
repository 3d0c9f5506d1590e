//! What an administrator does to a data directory, or to a deployment over its bus.

use clap::{Args, Subcommand};
use event_log::JetStreamConfig;
use events::ArticleId;

use super::DataDir;
use super::bus::Login;

/// Where it is done: in a data directory, whether a service runs on it or not; or with --bus, on
/// the log that NATS servers keep.
#[derive(Args, Debug, Clone)]
pub(crate) struct Place {
    #[command(flatten)]
    pub data: DataDir,
    /// Not in a data directory, but on the log that these servers keep: nats://host:port
    #[arg(
        long = "bus",
        value_name = "URL,...",
        env = "VEDETTE_BUS",
        value_delimiter = ',',
        conflicts_with = "data"
    )]
    servers: Vec<String>,
    #[command(flatten)]
    login: Login,
}

impl Place {
    /// How to reach the bus as one of its users; nothing when it is done in a data directory.
    pub(crate) fn bus(&self, user: &str) -> Option<JetStreamConfig> {
        (!self.servers.is_empty()).then(|| self.login.config(&self.servers, user))
    }
}

/// `vedette takedown`.
#[derive(Args, Debug)]
pub(crate) struct Takedown {
    /// The article's id
    #[arg(value_name = "ARTICLE")]
    pub article: ArticleId,
    /// Why: an order, a right, a request
    #[arg(long)]
    pub reason: String,
    /// Who ordered it
    #[arg(long)]
    pub author: String,
    #[command(flatten)]
    pub place: Place,
}

/// `vedette deadletters`.
#[derive(Debug, Subcommand)]
pub(crate) enum Deadletters {
    /// One line each
    List {
        #[command(flatten)]
        place: Place,
        /// Print an array for machines
        #[arg(long)]
        json: bool,
    },
    /// One with its article's text
    Show {
        /// The article's position, as `list` shows it
        position: u64,
        #[command(flatten)]
        place: Place,
        /// Print an object for machines
        #[arg(long)]
        json: bool,
    },
    /// Deliver one again
    Retry {
        /// The article's position, as `list` shows it
        position: u64,
        #[command(flatten)]
        place: Place,
    },
    /// Forget one
    Drop {
        /// The article's position, as `list` shows it
        position: u64,
        #[command(flatten)]
        place: Place,
    },
}
