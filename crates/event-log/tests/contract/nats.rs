//! The ways into a log on a test's own nats-server.

use std::collections::BTreeSet;

use event_log::{Credentials, JetStreamConfig};
use test_bus::Server;

/// The administrator's way in.
pub(crate) fn config_of(server: &Server) -> JetStreamConfig {
    config_at("admin", server.url())
}

/// The way in of a user at an address; the passwords are the names.
pub(crate) fn config_at(user: &str, server: String) -> JetStreamConfig {
    JetStreamConfig {
        servers: vec![server],
        credentials: Credentials::Password {
            user: user.to_owned(),
            password: user.to_owned(),
        },
        ca_file: None,
        replicas: 1,
        inbox_prefix: None,
        accepted: BTreeSet::new(),
    }
}
