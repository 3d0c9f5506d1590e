//! `vedette deadletters`: articles that could not be read.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::Api;
use crate::cli::Deadletters;
use crate::table;

#[derive(Deserialize)]
struct Letter {
    position: u64,
    subject: String,
    deliveries: u32,
    at: String,
    reason: String,
}

/// Lists dead letters, or settles one.
pub(crate) async fn run(command: Deadletters) -> anyhow::Result<()> {
    let (data, position, action) = match command {
        Deadletters::List { data, json } => return list(&data.data, json).await,
        Deadletters::Retry { position, data } => (data, position, "retry"),
        Deadletters::Drop { position, data } => (data, position, "drop"),
    };
    let api = Api::of_directory(&data.data).await?;
    let path = format!("/v1/deadletters/{position}/{action}");
    let _: Value = api.post(&path, &json!({})).await?;
    api.close().await
}

async fn list(data: &std::path::Path, json: bool) -> anyhow::Result<()> {
    let api = Api::of_directory(data).await?;
    let letters: Value = api.get("/v1/deadletters", &[]).await?;
    api.close().await?;
    if json {
        println!("{letters:#}");
        return Ok(());
    }
    let letters: Vec<Letter> = serde_json::from_value(letters)?;
    let rows = letters.into_iter().map(|letter| {
        vec![
            letter.position.to_string(),
            letter.subject,
            letter.deliveries.to_string(),
            letter.at,
            letter.reason,
        ]
    });
    table::print(
        &["Position", "Article", "Deliveries", "Since", "Reason"],
        rows,
    );
    Ok(())
}
