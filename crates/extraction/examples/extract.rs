//! Reads articles as JSON Lines on standard input and writes one line of events for each:
//! `cargo run --release -p extraction --example extract < articles.jsonl`.

use std::io::{BufRead, Write};

use events::{Article, Published, PublishedBasis};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        let published = text("publishedAt").parse().ok().map(|at| Published {
            at,
            basis: PublishedBasis::Stated,
        });
        let article = Article::new(
            text("title"),
            text("publisher"),
            text("url").parse().ok(),
            published,
            text("text"),
        );
        let extraction = extraction::extract(&article);
        let events: Vec<Value> = extraction
            .events
            .iter()
            .map(proto::json::event_json)
            .collect();
        let line = json!({
            "sourceId": value["sourceId"],
            "language": extraction.language,
            "events": events,
            "abstained": extraction.abstained,
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}
