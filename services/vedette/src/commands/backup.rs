//! `vedette backup`: a copy of the log, while it is in use.

use serde_json::{Value, json};

use crate::api::Api;
use crate::cli::Backup;

/// Copies the log.
pub(crate) async fn run(args: Backup) -> anyhow::Result<()> {
    let api = Api::of_directory(&args.data.data).await?;
    let to = std::path::absolute(&args.to)?;
    let report: Value = api.post("/v1/backup", &json!({ "to": to })).await?;
    println!(
        "{} articles and {} events in {}; `vedette up --data {}` opens it",
        report["articles"],
        report["events"],
        to.display(),
        to.display()
    );
    api.close().await
}
