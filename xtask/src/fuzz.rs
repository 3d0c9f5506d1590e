//! Texts by the million, made by libFuzzer from the labelled dispatches, against the extractor.

use crate::{cargo, run, tools};

/// Longer texts find nothing that shorter ones do not, and slow the search.
const BYTES_MAX: u32 = 4_096;
/// One text that takes so many seconds ends the search.
const SECONDS_MAX: u32 = 20;

/// Searches for so many minutes for a text that the extractor fails on. What is found stays in
/// `crates/extraction/fuzz/artifacts`.
pub(crate) fn articles(minutes: u32) -> anyhow::Result<()> {
    let folder = tools::root().join("crates/extraction");
    let corpus = folder.join("fuzz/corpus/article");
    std::fs::create_dir_all(&corpus)?;
    // Sanitizers look for what safe code cannot do; without them the project's own toolchain is enough.
    run(std::process::Command::new(tools::cargo_fuzz()?)
        .args(["fuzz", "run", "--sanitizer", "none", "--fuzz-dir"])
        .arg(folder.join("fuzz"))
        .arg("article")
        .arg(corpus)
        .arg(tools::root().join("integration-tests/dispatches"))
        .arg("--")
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-max_len={BYTES_MAX}"))
        .arg(format!("-timeout={SECONDS_MAX}"))
        .arg("-print_final_stats=1")
        .env("CARGO", cargo().get_program())
        .env("RUSTC_BOOTSTRAP", "1"))
}
