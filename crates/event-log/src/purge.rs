//! Taking down: the one way in which a stream shrinks.

use events::{Position, Subject};

use crate::{ReadError, StreamName, Unavailable};

/// Why a subject was not purged.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PurgeError {
    /// The stream never shrinks.
    #[error("{0} never shrinks: nothing of it can be purged")]
    Refused(StreamName),
    /// Nothing would be left on the subject to say that it was taken down.
    #[error("the last record on {subject} stands at {last}: it stays, so purge at most before it")]
    NoTombstone {
        /// The subject.
        subject: Subject,
        /// Where its last record stands; [`Position::ZERO`] when there is none.
        last: Position,
    },
    /// The subject's records cannot be read.
    #[error("the records of the subject cannot be read")]
    Read(#[from] ReadError),
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}
