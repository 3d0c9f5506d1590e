//! Real processes for the tests: `vedette up` on a port of its own, the services of a deployment, and
//! one-off commands.

mod command;
mod deployment;
mod dispatches;
mod random;
mod up;

pub use command::{Finished, vedette};
pub use deployment::{Deployment, Service};
pub use dispatches::{Dispatch, dispatches, shuffled};
pub use random::{Random, rounds};
pub use up::{ACK_WAIT, Up};
