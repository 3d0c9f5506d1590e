//! The extractor over whole corpora.

mod determinism;
mod gate;
mod scorer;
mod version;

use std::path::{Path, PathBuf};

use evaluation::Corpus;

/// The folder of the project's own labelled dispatches.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../integration-tests/dispatches")
}

fn dispatches() -> Corpus {
    Corpus::read(&folder()).expect("the labels are in order")
}
