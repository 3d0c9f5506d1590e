//! The bus as it is deployed: what `cargo xtask keys` renders, on real nats-servers.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod cluster;
mod identity;
mod permissions;
mod server;
mod stored;
mod user;
