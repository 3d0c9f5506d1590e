//! Which of the two streams, and why one may not answer.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// One of the two streams of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StreamName {
    /// The texts, one record a revision; a take-down may purge a subject.
    Articles,
    /// Facts, extraction markers and corrections; it never shrinks.
    Events,
}

impl StreamName {
    /// Both, in their order on disk.
    pub(crate) const ALL: [Self; 2] = [Self::Articles, Self::Events];
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Articles => "ARTICLES",
            Self::Events => "EVENTS",
        })
    }
}

/// What went wrong below this crate. Shared, because one failure answers many callers.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// Why a log answers nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unavailable {
    /// It met an I/O error while writing. What is on disk is known again only after a restart, so
    /// it refuses everything until then; an append that was under way may or may not be there.
    #[error("the log halted after an I/O error while writing; restart to recover it")]
    Halted(#[source] Cause),
    /// It was closed.
    #[error("the log is closed")]
    Closed,
    /// Its server refuses this: the user may not do it, or the server does not know how.
    #[error("the log's server refuses")]
    Refused(#[source] Cause),
}
