//! `vedette deadletters`: articles that could not be read.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::Api;
use crate::cli::{Deadletters, Place};
use crate::table;

/// The user of the bus that may see to them.
const USER: &str = "deadletters";

#[derive(Deserialize)]
struct Letter {
    position: u64,
    subject: String,
    deliveries: u32,
    at: String,
    reason: String,
    /// Absent in lists, and where the record is no article.
    article: Option<Value>,
    /// The record as it stands in the log, in base64; absent in lists.
    payload: Option<String>,
}

/// Lists dead letters, shows or settles one.
pub(crate) async fn run(command: Deadletters) -> anyhow::Result<()> {
    let (place, position, action) = match command {
        Deadletters::List { place, json } => return list(&place, json).await,
        Deadletters::Show {
            position,
            place,
            json,
        } => return show(position, &place, json).await,
        Deadletters::Retry { position, place } => (place, position, "retry"),
        Deadletters::Drop { position, place } => (place, position, "drop"),
    };
    let api = Api::of_place(&place, USER).await?;
    let path = format!("/v1/deadletters/{position}/{action}");
    let done: anyhow::Result<Value> = api.post(&path, &json!({})).await;
    api.close().await?;
    done.map(drop)
}

async fn list(place: &Place, json: bool) -> anyhow::Result<()> {
    let letters = ask(place, "/v1/deadletters").await?;
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

async fn show(position: u64, place: &Place, json: bool) -> anyhow::Result<()> {
    let letter = ask(place, &format!("/v1/deadletters/{position}")).await?;
    if json {
        println!("{letter:#}");
        return Ok(());
    }
    let letter: Letter = serde_json::from_value(letter)?;
    println!("Position   {}", letter.position);
    println!("Subject    {}", letter.subject);
    println!("Reason     {}", letter.reason);
    println!("Deliveries {}", letter.deliveries);
    println!("Since      {}", letter.at);
    match (letter.article, letter.payload) {
        (Some(article), _) => article_lines(&article),
        (None, Some(payload)) => println!("\nIt is no article. In base64:\n{payload}"),
        (None, None) => {}
    }
    Ok(())
}

fn article_lines(article: &Value) {
    for (name, field) in [
        ("Title", "title"),
        ("Publisher", "publisher"),
        ("Address", "url"),
    ] {
        if let Some(text) = article[field].as_str() {
            println!("{name:10} {text}");
        }
    }
    println!("\n{}", article["text"].as_str().unwrap_or_default());
}

async fn ask(place: &Place, path: &str) -> anyhow::Result<Value> {
    let api = Api::of_place(place, USER).await?;
    let answer = api.get(path, &[]).await;
    api.close().await?;
    answer
}
