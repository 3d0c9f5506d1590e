//! What operators and orchestrators ask of every service: is it alive, is it ready, how is it doing.

use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::{Problem, catalogue};

/// Whether a service may be sent work; if not, why not.
pub type Readiness = Result<(), String>;

/// How a service finds out whether it is ready; asked anew each time.
pub type ReadinessProbe =
    Arc<dyn Fn() -> Pin<Box<dyn Future<Output = Readiness> + Send>> + Send + Sync>;

/// Upper bounds, in seconds, of the histograms of latencies: from a tenth of a millisecond, below
/// which no disk syncs, to ten seconds.
const LATENCY_BUCKETS: [f64; 16] = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5,
    5.0, 10.0,
];

/// `GET /livez` (the process answers), `GET /readyz` (it may be sent work, else 503 and why) and
/// `GET /metrics` (Prometheus text format 0.0.4).
pub fn operations(ready: ReadinessProbe) -> Router {
    Router::new()
        .route("/livez", get(|| async { "alive\n" }))
        .route("/readyz", get(readiness))
        .route("/metrics", get(metrics))
        .with_state(ready)
}

/// Begins to count. Whatever is counted before this is not; called twice, it does nothing more.
pub fn count() -> &'static PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE.get_or_init(|| {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &LATENCY_BUCKETS)
            .expect("there are buckets");
        let handle = builder
            .install_recorder()
            .expect("nobody else installs a recorder");
        catalogue::describe();
        handle
    })
}

async fn readiness(State(ready): State<ReadinessProbe>) -> Response {
    match ready().await {
        Ok(()) => "ready\n".into_response(),
        Err(why) => Problem::new(StatusCode::SERVICE_UNAVAILABLE, why).into_response(),
    }
}

/// Asks whether it is ready, too: a probe measures what only shows when looked at, such as lag.
async fn metrics(State(ready): State<ReadinessProbe>) -> impl IntoResponse {
    let is_ready = ready().await.is_ok();
    metrics::gauge!("vedette_ready").set(if is_ready { 1.0 } else { 0.0 });
    count().run_upkeep();
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4")],
        count().render(),
    )
}
