//! Whether a log answers at this moment.

use std::time::Instant;

use crate::Unavailable;

/// Whether a log answers.
#[derive(Clone, Debug)]
pub enum Health {
    /// It does.
    Connected,
    /// Its servers are away, and are tried again and again. Whatever is asked of it waits.
    Reconnecting {
        /// Since when.
        since: Instant,
    },
    /// It never will again.
    Ended(Unavailable),
}
