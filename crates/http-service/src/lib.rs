//! What every HTTP service shares: [`Problem`], the form of every error, and [`serve`], which runs
//! a router within limits until it is told to stop.

mod problem;
mod serve;

pub use problem::Problem;
pub use serve::{CONCURRENT_REQUESTS_MAX, serve};
