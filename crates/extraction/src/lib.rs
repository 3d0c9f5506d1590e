//! Reads force-posture facts out of English dispatches.
//!
//! Pure and synchronous: no clock, no randomness, no input or output, no hash order. The same text
//! gives the same events for ever; a change of behaviour is a change of [`version`].
//!
//! A cascade in the tradition of FASTUS (Hobbs et al., 1997), read here in its order: [`token`] and
//! [`sentence`], names by the [`gazetteer`], [`quantity`] and [`time`]; [`document`] puts these
//! together.

mod document;
mod draft;
pub mod gazetteer;
mod grammar;
mod language;
mod lexicon;
mod listed;
mod merge;
mod numbers;
mod opening;
mod proof;
mod quantity;
mod reading;
mod rules;
mod sentence;
mod time;
mod token;

mod extract;
mod outline;

pub use extract::{Abstained, Extraction, Reason, extract, version};
pub use numbers::numbers;
pub use outline::outline;

/// The extractor's name on the bus.
pub const NAME: &str = "rules";
