//! Real NATS servers for tests.
//!
//! A [`Server`] has a directory and ports of its own and syncs every write; [`Settings`] say what a
//! test wants otherwise. A [`Cluster`] is three of them. A [`Proxy`] stands between a client and a
//! server, or between two servers, and loses what a test wants lost.
//!
//! Whatever cannot be had fails the test: there is nothing that it could do about it.

mod cluster;
mod port;
mod proxy;
mod server;
mod settings;

pub use cluster::Cluster;
pub use port::free as free_port;
pub use proxy::Proxy;
pub use server::Server;
pub use settings::{Node, Settings};
