//! The contract held to its word: what is written is read back, what breaks it is refused by
//! name, and what was once published is read for ever.

mod golden;
mod golden_coverage;
mod hostile;
mod refused;
mod round_trip;
mod strategies;
mod subjects;
