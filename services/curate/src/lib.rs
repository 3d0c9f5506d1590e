//! Takes in analysts' corrections and records them as events.
//!
//! A correction is checked before it is written, for the log is never edited: who and why are told,
//! the events that it names are known and may still count, what it asserts can be read back. It is
//! written once: its id is that of its content, and it is appended only where no correction of its
//! kind came between the look and the write.
//!
//! Read in this order: [`draft`] (a correction as it is sent, and its bounds), [`curator`] (the
//! look and the write), `known` (what it looks at: read models, or a [`service`] that has them),
//! [`http`] (the route).

pub mod curator;
pub mod draft;
pub mod http;
mod known;
pub mod service;

pub use curator::{CurateError, Curator, Outcome, Recorded};
pub use draft::InvalidDraft;
pub use http::routes;
pub use service::{QueryService, ServiceError};
