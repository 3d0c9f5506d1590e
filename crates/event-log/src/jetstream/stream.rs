//! One stream on the servers.

use std::sync::Arc;

use super::connection::ApiError;
use super::shared::Shared;
use crate::{ReadError, StreamName, Unavailable};

/// What the handles of a stream do their work with.
#[derive(Clone)]
pub(crate) struct Stream {
    pub(crate) name: StreamName,
    pub(crate) shared: Arc<Shared>,
}

impl Stream {
    /// A read of this stream that failed.
    pub(crate) fn failed(&self, error: ApiError) -> ReadError {
        match error {
            ApiError::Unavailable(ended) => ended.into(),
            error => ReadError::Storage {
                stream: self.name,
                cause: Arc::new(error),
            },
        }
    }

    pub(crate) fn is_open(&self) -> Result<(), Unavailable> {
        if self.shared.connection.is_closed() {
            return Err(Unavailable::Closed);
        }
        Ok(())
    }
}
