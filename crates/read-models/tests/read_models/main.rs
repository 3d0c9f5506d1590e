//! The read models from outside: a log in, answers out.

mod history;
mod labels;
mod log;
mod recovery;
mod refusal;
mod sample;
mod series;
mod storyline;
