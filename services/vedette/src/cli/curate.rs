//! How corrections are named on the command line.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use events::{CurationId, EventId, PublishedAt};

use super::{Place, Source};

/// The log that is corrected.
#[derive(Args, Debug, Clone)]
pub(crate) struct Corrected {
    #[command(flatten)]
    pub place: Place,
    /// With --bus: the query service that tells what is known, and shows what was corrected
    #[arg(
        long,
        value_name = "URL",
        env = "VEDETTE_SERVER",
        default_value = "http://127.0.0.1:7080"
    )]
    pub server: String,
}

/// Who corrects, why, and where.
#[derive(Args, Debug, Clone)]
pub(crate) struct Signed {
    /// Who makes the correction
    #[arg(long, value_name = "NAME")]
    pub author: String,
    /// Why, for those who read it later
    #[arg(long)]
    pub reason: String,
    /// Print the receipt for machines
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub corrected: Corrected,
}

/// A fact in the JSON of the contract.
#[derive(Args, Debug, Clone)]
pub(crate) struct Fact {
    /// A file with the fact as JSON, or - for standard input: {"postureReported": {...}}, as `vedette
    /// curate show EVENT` prints it
    #[arg(long, value_name = "FILE")]
    pub fact: PathBuf,
}

/// `vedette curate`.
#[derive(Debug, Subcommand)]
pub(crate) enum Curate {
    /// These events no longer count
    Retract {
        /// The events' ids, as `vedette posture --explain` shows them
        #[arg(value_name = "EVENT", required = true)]
        events: Vec<EventId>,
        #[command(flatten)]
        signed: Signed,
    },
    /// Another fact stands in the event's place
    Amend {
        /// The event's id
        #[arg(value_name = "EVENT")]
        event: EventId,
        #[command(flatten)]
        fact: Fact,
        #[command(flatten)]
        signed: Signed,
    },
    /// These events tell one and the same movement or stock
    Merge {
        /// The events' ids, two or more
        #[arg(value_name = "EVENT", num_args = 2.., required = true)]
        events: Vec<EventId>,
        #[command(flatten)]
        signed: Signed,
    },
    /// These events tell different movements or stocks, however alike they look
    Split {
        /// The events' ids, two or more
        #[arg(value_name = "EVENT", num_args = 2.., required = true)]
        events: Vec<EventId>,
        #[command(flatten)]
        signed: Signed,
    },
    /// A remark that readers see beside the event
    Note {
        /// The event's id
        #[arg(value_name = "EVENT")]
        event: EventId,
        /// The remark
        #[arg(long)]
        text: String,
        #[command(flatten)]
        signed: Signed,
    },
    /// A fact that no article tells
    Assert {
        #[command(flatten)]
        fact: Fact,
        /// Where it comes from; it counts as the outlet
        #[arg(long, value_name = "NAME")]
        source: String,
        /// When that was published; without it, questions with --as-published leave the fact out
        #[arg(long, value_name = "DATE")]
        published: Option<PublishedAt>,
        #[command(flatten)]
        signed: Signed,
    },
    /// An earlier correction no longer counts
    Revoke {
        /// The correction's id, as `vedette curate list` shows it
        #[arg(value_name = "CURATION")]
        curation: CurationId,
        #[command(flatten)]
        signed: Signed,
    },
    /// The fact of an event as JSON, to be amended
    Show {
        /// The event's id
        #[arg(value_name = "EVENT")]
        event: EventId,
        #[command(flatten)]
        source: Source,
    },
    /// Every correction, in the order in which they were made
    List {
        /// Print an array for machines
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        source: Source,
    },
}

/// `vedette import`.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A table of stocks: owner,place,category,low,high,date and, where wanted, source,published
    ///
    /// One row a stock. `place` is POL, black-sea or near:UKR; an empty `high` is "at least"; `date`
    /// is the day that the count is of, and the day of its publication unless the column
    /// `published` tells another. Every row is checked before the first is written; a table taken
    /// in twice counts once.
    Posture(ImportPosture),
}

/// `vedette import posture`.
#[derive(Args, Debug)]
pub(crate) struct ImportPosture {
    /// The table, as comma-separated values with a header
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Who takes it in
    #[arg(long, value_name = "NAME")]
    pub author: String,
    /// Who counted, for rows that do not name their own source
    #[arg(long = "source", value_name = "NAME")]
    pub counted_by: String,
    /// Why, for those who read it later
    #[arg(long, default_value = "a published table of stocks")]
    pub reason: String,
    #[command(flatten)]
    pub corrected: Corrected,
}
