//! The read models from outside: a log in, answers out.

mod labels;
mod log;
mod storyline;
