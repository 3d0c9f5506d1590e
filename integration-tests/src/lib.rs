//! Real processes for the tests: `vedette up` on a port of its own, and one-off commands.

mod command;
mod dispatches;
mod nats;
mod up;

pub use command::{Finished, vedette};
pub use dispatches::{Dispatch, dispatches, shuffled};
pub use nats::Nats;
pub use up::Up;
