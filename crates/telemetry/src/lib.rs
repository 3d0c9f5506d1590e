//! Traces that follow an article from its `POST` to its posture, through the processes that handle
//! it, sent to an OpenTelemetry collector.
//!
//! [`export`] sends the spans of this process; [`context`] ties them to those of the process before
//! it, by the W3C trace context that travels in HTTP headers and with the messages of the bus.
//! Nothing is sent unless the environment names a collector.

pub mod context;
pub mod export;

pub use context::{continue_from, current};
pub use export::{Exporter, StartError, start};
