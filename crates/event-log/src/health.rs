//! Whether a log answers at this moment.

use std::time::Instant;

use crate::{Cause, Unavailable};

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
    /// Its servers are there, and store nothing: they have no room, or do not answer. What was to be
    /// appended waits, and is tried again and again; what is stored can be read.
    Stalled {
        /// Since when.
        since: Instant,
        /// Why, and what to do about it.
        why: Cause,
    },
    /// It never will again.
    Ended(Unavailable),
}

impl Health {
    /// What is wrong and what to do about it, in a sentence; nothing, where nothing is.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Connected => None,
            Self::Reconnecting { since } => Some(format!(
                "the log's servers have been away for {} s; they are tried again and again",
                since.elapsed().as_secs()
            )),
            Self::Stalled { since, why } => Some(format!(
                "the log's servers have stored nothing for {} s: {why}",
                since.elapsed().as_secs()
            )),
            Self::Ended(why) => Some(why.to_string()),
        }
    }
}
