//! How well the extractor reads: its events against the labels of a corpus.
//!
//! An event is *found* when its fact and its owner agree with a label's, it shares a category of
//! forces with it, and its places do not contradict the label's; it is *exact* when every place,
//! category, bound and status agrees too. A statement is found when its evidence overlaps the
//! label's and its speaker agrees; it is exact when the actor spoken for agrees too. Labels marked
//! optional count neither way.
//!
//! Read in this order: [`claim`] (what is compared), [`label`] and [`corpus`] (what is expected),
//! [`agreement`] (how well two agree), [`judgement`] (which event answers which label), [`figures`]
//! (what that adds up to), [`reading`] (the extractor's part), [`report`] (how it is shown); then
//! what holds the extractor to it:
//! [`baseline`] and [`snapshot`].

pub mod claim;

pub mod label;

pub mod corpus;

pub mod agreement;

pub mod judgement;

pub mod figures;

pub mod reading;

pub mod report;

pub mod baseline;

pub mod snapshot;

pub use baseline::Baseline;
pub use claim::Claim;
pub use corpus::{Corpus, CorpusError, Dispatch};
pub use figures::Figures;
pub use judgement::{Judgement, judge};
pub use label::Label;
pub use reading::Reading;
pub use snapshot::Snapshot;
