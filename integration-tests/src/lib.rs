//! Real processes for the tests: `vedette up` on a port of its own, the services of a deployment, and
//! one-off commands; and the labelled dispatches, as texts, as facts and as a log in memory.

mod command;
mod deployment;
mod dispatches;
pub mod labels;
mod random;
pub mod record;
mod secured;
mod up;

pub use command::{Finished, vedette};
pub use deployment::{Deployment, Service};
pub use dispatches::{Dispatch, dispatches, folder, shuffled};
pub use random::{Random, rounds};
pub use secured::{Keys, SecuredBus};
pub use up::{ACK_WAIT, Up};
