//! One file a command.

pub mod backup;
pub mod bus;
pub mod completions;
pub mod curate;
pub mod deadletters;
pub mod demo;
pub mod diff;
pub mod events;
pub mod extract;
mod history;
pub mod import;
pub mod ingest;
mod input;
pub mod migrate;
pub mod posture;
mod pretty;
pub mod reextract;
pub mod replay;
pub mod serve;
pub mod statements;
pub mod takedown;
pub mod up;
