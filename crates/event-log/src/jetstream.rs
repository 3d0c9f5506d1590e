//! The JetStream backend: both streams on NATS servers, each record a message at the sequence that
//! is its position.
//!
//! From the wire up: the [`connection`] and what servers answer with a [`refusal`], the [`layout`] of the streams, [`wire`] (a record as a
//! message); what handles share ([`shared`]) and the [`stream`] they stand for; [`append`],
//! [`lookup`], [`pull`] and [`read`]; what a [`delivered`] message tells;
//! the [`worker`] with its [`receipt`]s and [`dead_letters`];
//! [`purge`]; at last what is [`check`]ed when a log is [`open`]ed, and the [`import`] of another.

mod append;
mod check;
mod config;
mod connection;
mod dead_letters;
mod delivered;
mod import;
mod layout;
mod lookup;
mod open;
mod pull;
mod purge;
mod read;
mod receipt;
mod refusal;
mod shared;
mod stream;
mod wire;
mod worker;

pub use check::{Finding, Risk, UnknownRisk};
pub use config::{Credentials, JetStreamConfig};
pub use open::{check, init};

pub(crate) use import::import;
pub(crate) use open::Running;
pub(crate) use receipt::Receipt;
pub(crate) use shared::Shared;
pub(crate) use stream::Stream;
pub(crate) use worker::Worker;
