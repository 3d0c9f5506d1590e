//! The log that is the record: what was read and what was told, in order, for good.
//!
//! A log has two streams: `ARTICLES` holds the texts, `EVENTS` the facts, the markers of extractions
//! and the corrections. A record is opaque here: a subject, an id and bytes. The log gives it a
//! position (counted from 1, without gaps) and a recording time.
//!
//! - A batch is atomic, and on disk when it is acknowledged; [`Expectation`]s make it conditional.
//! - Whoever follows sees every record once and in order, and never waits inside a batch.
//! - Competing workers get each record until one of them acknowledges it, or it is a dead letter.
//! - What is read is what was written: a record that is damaged or gone is an error, not a gap.
//!
//! [`Logs`] opens a log, [`EventLog`] is one of its streams. In the source, read in this order:
//! `record`, `trace` and `stream` (what a log holds), `append`, `read`, `work`, `dead_letter`, `purge` and
//! `backup` (what can be done, and how it fails), `event_log`, `logs` and `health` (where it is done),
//! [`bus`] (the log on NATS servers), `migrate` (from one to the other). The backends are `embedded` and `jetstream`.

mod append;
mod backup;
pub mod bus;
mod dead_letter;
mod embedded;
mod event_log;
mod health;
mod jetstream;
mod logs;
mod measured;
mod migrate;
mod purge;
mod read;
mod record;
mod stream;
mod trace;
mod work;

pub use append::{
    AppendError, BATCH_BYTES_MAX, BATCH_RECORDS_MAX, RECORD_BYTES_MAX, SUBJECT_BYTES_MAX,
};
pub use backup::{BackupError, BackupReport};
pub use bus::{BusError, ConnectError};
pub use dead_letter::{DeadLetter, REASON_BYTES_MAX};
pub use event_log::EventLog;
pub use health::Health;
pub use jetstream::{Credentials, Finding, JetStreamConfig, Risk, UnknownRisk};
pub use logs::{Logs, OpenError};
pub use migrate::{MigrateError, MigrationReport, MigrationTarget, migrate};
pub use purge::PurgeError;
pub use read::{ReadError, Records};
pub use record::{Appended, Expectation, NewRecord, Record};
pub use stream::{Cause, StreamName, Unavailable};
pub use trace::{InvalidTraceParent, TraceParent};
pub use work::{Delivery, WorkConfig, WorkError, Worker};
