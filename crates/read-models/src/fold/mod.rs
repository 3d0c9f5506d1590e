//! What a record changes: pure functions from a record, and what was known before it, to rows.
//!
//! Nothing here reads or writes the store. What was known is looked up at the position before the
//! record's, so that a record applied again after a crash gives the same rows, whatever later rows
//! are there already.

mod correction;
mod extraction;
mod index;

pub(crate) use correction::correct;
pub(crate) use extraction::{Reading, extract};
