//! `vedette import posture`: a table of stocks, checked whole, then recorded.

use std::fs::File;

use anyhow::{Context, bail};
use curate::draft::correction;
use events::Curation;
use indicatif::{ProgressBar, ProgressStyle};

use super::curate::record;
use crate::api::Api;
use crate::cli::ImportPosture;
use crate::stock_table::{self, FAULTS_MAX};

/// Rows that are recorded at a time: one atomic batch.
const ROWS_AT_A_TIME: usize = 500;

/// Takes a table in.
pub(crate) async fn run(args: ImportPosture) -> anyhow::Result<()> {
    let curations = read(&args)?;
    let api = match args.corrected.place.bus(Api::CURATOR) {
        None => Api::of_directory_or_new(&args.corrected.place.data.data).await?,
        Some(_) => Api::correcting(&args.corrected).await?,
    };
    let stored = store(&api, &curations).await;
    api.close().await?;
    let new = stored.with_context(|| {
        format!(
            "{} was not taken in to its end: import it again, and what is recorded already stays as it is",
            args.file.display()
        )
    })?;
    println!(
        "{new} stocks are recorded, {} known already; `vedette curate list` shows them.",
        curations.len() - new
    );
    Ok(())
}

fn read(args: &ImportPosture) -> anyhow::Result<Vec<Curation>> {
    let name = args.file.display();
    let file = File::open(&args.file).with_context(|| name.to_string())?;
    let actions = match stock_table::read(file, &args.counted_by) {
        Ok(actions) => actions,
        Err(faults) => {
            let shown: Vec<_> = faults
                .iter()
                .map(|fault| format!("{name}, {fault}"))
                .collect();
            let more = if faults.len() == FAULTS_MAX {
                "\nperhaps more"
            } else {
                ""
            };
            bail!("nothing was taken in:\n{}{more}", shown.join("\n"));
        }
    };
    if actions.is_empty() {
        bail!("{name} has no rows below its header");
    }
    let curation = |action| Ok(correction(&args.author, &args.reason, action)?);
    actions.into_iter().map(curation).collect()
}

/// Records the rows, and says how many are new.
async fn store(api: &Api, curations: &[Curation]) -> anyhow::Result<usize> {
    let progress = ProgressBar::new(curations.len() as u64).with_style(
        ProgressStyle::with_template("{bar:40} {pos} of {len} rows")?,
    );
    let mut new = 0;
    for rows in curations.chunks(ROWS_AT_A_TIME) {
        let receipts = record(api, rows).await?;
        new += receipts
            .iter()
            .filter(|receipt| receipt.outcome == "NEW")
            .count();
        progress.inc(rows.len() as u64);
    }
    progress.finish_and_clear();
    Ok(new)
}
