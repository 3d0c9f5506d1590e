//! Reading: what a reader gets, and why it does not.

use events::Position;
use futures::stream::BoxStream;

use crate::{Cause, Record, StreamName, Unavailable};

/// Records in the order of their positions. After an error there is nothing more.
pub type Records = BoxStream<'static, Result<Record, ReadError>>;

/// Why records cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ReadError {
    /// What is stored is not what was written.
    #[error("the record at {position} of {stream} is corrupt")]
    Corrupt {
        /// The stream.
        stream: StreamName,
        /// Where the record stands.
        position: Position,
        /// What is wrong with it.
        #[source]
        defect: Cause,
    },
    /// A record that must be there is not.
    #[error("the record at {position} of {stream} is missing")]
    Missing {
        /// The stream.
        stream: StreamName,
        /// Where the record should stand.
        position: Position,
    },
    /// The storage failed.
    #[error("{stream} cannot be read")]
    Storage {
        /// The stream.
        stream: StreamName,
        /// How it failed.
        #[source]
        cause: Cause,
    },
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}
