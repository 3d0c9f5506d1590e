//! `cargo xtask eval DIR`: how well the extractor reads labelled dispatches.

use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, bail};
use clap::Parser;
use evaluation::{Baseline, Corpus, Figures, Snapshot, reading, report};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Scores the extractor against labelled dispatches.
#[derive(Parser)]
#[command(name = "cargo xtask eval")]
struct Cli {
    /// The folder of the dispatches: <id>.txt beside <id>.json
    folder: PathBuf,
    /// Print the figures as JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Show what was missed, what is not exact and what was made up
    #[arg(long)]
    verbose: bool,
    /// Show a line for each dispatch
    #[arg(long)]
    by_article: bool,
    /// Raise the folder's baseline.json to what is reached now; what fell keeps its old figure
    #[arg(long)]
    write_baseline: bool,
    /// Pin the output of this version of the extractor in the folder's snapshot.json
    #[arg(long)]
    write_snapshot: bool,
    /// Write the baseline even where it falls, the snapshot even under the same version
    #[arg(long)]
    force: bool,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let corpus = Corpus::read(&cli.folder)?;
    let started = Instant::now();
    let readings = reading::read(&corpus);
    let took = started.elapsed();
    let figures = reading::figures(&readings);
    let mut out = String::new();
    if cli.verbose {
        out += &report::faults(&readings);
        out += "\n";
    }
    if cli.by_article {
        out += &report::by_article(&readings);
        out += "\n";
    }
    out += &if cli.json {
        serde_json::to_string_pretty(&figures.json())? + "\n"
    } else {
        report::table(&figures, took)
    };
    match std::io::stdout().write_all(out.as_bytes()) {
        // Whoever reads it has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => {}
        written => written?,
    }
    if cli.write_baseline {
        write_baseline(&cli.folder.join("baseline.json"), &figures, cli.force)?;
    }
    if cli.write_snapshot {
        write_snapshot(&cli.folder.join("snapshot.json"), &corpus, cli.force)?;
    }
    Ok(())
}

fn write_baseline(path: &Path, figures: &Figures, force: bool) -> anyhow::Result<()> {
    let now = Baseline::of(figures);
    let reached: Option<Baseline> = read(path)?;
    let reached = reached.filter(|_| !force).unwrap_or_default();
    for fall in reached.falls(&now) {
        eprintln!("kept as it was (--force writes it down): {fall}");
    }
    write(path, &reached.raised(&now))
}

fn write_snapshot(path: &Path, corpus: &Corpus, force: bool) -> anyhow::Result<()> {
    let now = Snapshot::take(corpus);
    let before: Option<Snapshot> = read(path)?;
    let same_version = before.is_some_and(|before| before.version == now.version && before != now);
    if same_version && !force {
        bail!(
            "the output changed under version {}: raise extraction::version() first, or write it over with --force while that version is unreleased",
            now.version
        );
    }
    write(path, &now)
}

fn read<T: DeserializeOwned>(path: &Path) -> anyhow::Result<Option<T>> {
    let name = path.display();
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))?;
    serde_json::from_str(&text).with_context(|| format!("{name} cannot be read"))
}

fn write(path: &Path, value: &impl Serialize) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(value)? + "\n";
    let name = path.display();
    std::fs::write(path, text).with_context(|| format!("{name} cannot be written"))?;
    eprintln!("wrote {name}");
    Ok(())
}
