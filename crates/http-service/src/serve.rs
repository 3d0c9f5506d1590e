use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::http::{StatusCode, Uri};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::limit::GlobalConcurrencyLimitLayer;

use crate::Problem;

/// Requests answered at a time; further ones wait for a place. Bounds what request bodies can hold
/// of memory. An open event stream has had its answer and takes no place.
pub const CONCURRENT_REQUESTS_MAX: usize = 64;

/// Serves a router, which learns the address of each peer, until `shutdown`, then finishes the requests under way.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: CancellationToken,
) -> io::Result<()> {
    let router = router
        .fallback(unknown_path)
        .layer(GlobalConcurrencyLimitLayer::new(CONCURRENT_REQUESTS_MAX));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(shutdown.cancelled_owned())
        .await
}

async fn unknown_path(uri: Uri) -> Problem {
    let detail = format!("there is nothing at {}; the API begins at /v1", uri.path());
    Problem::new(StatusCode::NOT_FOUND, detail)
}
