//! What every HTTP service shares: [`Problem`], the form of every error; [`serve`], which runs a
//! router within limits until it is told to stop; and [`operations`], what operators ask.

mod catalogue;
mod operations;
mod problem;
mod serve;

pub use operations::{Readiness, ReadinessProbe, count, operations};
pub use problem::{Fault, Problem};
pub use serve::{CONCURRENT_REQUESTS_MAX, serve};
