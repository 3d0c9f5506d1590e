//! What must hold whatever fails: services and servers that are killed, paused, cut off, or out of
//! room.
//!
//! [`load`] posts articles and notes what was acknowledged; [`subscriber`] and [`reader`] watch from
//! outside, and an [`intruder`] leaves batches that come to nothing. [`ledger`] reads the whole record
//! at the end and holds it against what they saw. Each proof has a short form; `cargo xtask soak` runs
//! the long ones, with `VEDETTE_ROUNDS`, and `VEDETTE_SEED` makes the same choices again.

mod cluster;
mod full_disk;
mod intruder;
mod kill;
mod ledger;
mod load;
mod lost_reply;
mod pause;
mod reader;
mod subscriber;
mod watch;
