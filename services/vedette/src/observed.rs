//! What operators see of a process: its log on standard error and, where the environment names a
//! collector, its traces.

use telemetry::{Exporter, StartError};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// The crates whose spans are sent: those that an article passes through.
const TRACED: [&str; 3] = ["ingest", "extract", "query"];

/// What sends traces, if anything does.
pub(crate) struct Observed(Option<Exporter>);

/// Begins to log; and to send traces, for a process that is a service.
pub(crate) fn start(service: Option<&str>) -> Result<Observed, StartError> {
    let filter = EnvFilter::try_from_env("VEDETTE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_filter(filter);
    let subscriber = tracing_subscriber::registry().with(log);
    let traced = match service {
        Some(service) => telemetry::start(service)?,
        None => None,
    };
    let Some((exporter, spans)) = traced else {
        subscriber.init();
        return Ok(Observed(None));
    };
    let targets = TRACED.map(|name| (name, LevelFilter::INFO));
    let targets: Targets = targets.into_iter().collect();
    subscriber.with(spans.with_filter(targets)).init();
    Ok(Observed(Some(exporter)))
}

impl Observed {
    /// Sends what is left of the traces.
    pub(crate) async fn finish(self) {
        let Some(exporter) = self.0 else { return };
        let finished = tokio::task::spawn_blocking(|| exporter.finish()).await;
        if let Ok(Err(error)) = finished {
            tracing::warn!(%error, "the last spans were not sent");
        }
    }
}
