//! Where the log's servers are, and who asks.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::Risk;

/// How to reach a log that NATS servers keep.
#[derive(Clone, Debug)]
pub struct JetStreamConfig {
    /// The servers, as `nats://host:port` or `tls://host:port`; those of one cluster.
    pub servers: Vec<String>,
    /// Who asks.
    pub credentials: Credentials,
    /// A file of PEM certificates to trust beside the system's: the private authority.
    pub ca_file: Option<PathBuf>,
    /// How many replicas the streams must have at least: 1 on a single server, 3 on a cluster.
    pub replicas: usize,
    /// The prefix of the subjects for answers, where the user may not subscribe to `_INBOX.>`.
    pub inbox_prefix: Option<String>,
    /// Checks that may fail: each is logged instead.
    pub accepted: BTreeSet<Risk>,
}

/// Who asks.
#[derive(Clone)]
pub enum Credentials {
    /// Nobody in particular: for tests on the own machine.
    Anonymous,
    /// A user and a password.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: String,
    },
    /// A file with an nkey seed.
    Nkey(PathBuf),
    /// A credentials file: a user's token and seed, as `nsc` writes it.
    File(PathBuf),
}

impl std::fmt::Debug for Credentials {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Anonymous => f.write_str("Anonymous"),
            Self::Password { user, .. } => write!(f, "Password {{ user: {user:?}, .. }}"),
            Self::Nkey(path) => f.debug_tuple("Nkey").field(path).finish(),
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
        }
    }
}
