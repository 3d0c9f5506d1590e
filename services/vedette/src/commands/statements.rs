//! `vedette statements`: who said what.

use serde::Deserialize;
use serde_json::Value;

use crate::api::Api;
use crate::cli::Statements;
use crate::table;

/// Asks and prints.
pub(crate) async fn run(args: Statements) -> anyhow::Result<()> {
    let api = Api::of(&args.source).await?;
    let query = [
        ("speaker", args.speaker.map(|code| code.to_string())),
        ("asPublished", args.as_published.map(|day| day.to_string())),
        ("asKnown", args.as_known.map(|moment| moment.to_string())),
    ];
    let query: Vec<_> = query
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    let statements = newest(&api, &query, args.limit).await?;
    api.close().await?;
    if args.json {
        println!("{:#}", Value::Array(statements));
        return Ok(());
    }
    let rows = statements.iter().map(|statement| {
        let told = &statement["event"]["statementMade"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let speaker = &told["speaker"];
        let name = [&speaker["name"], &speaker["office"]]
            .map(text)
            .into_iter()
            .find(|name| !name.is_empty());
        vec![
            text(&statement["event"]["provenance"]["publishedAt"]),
            name.unwrap_or_default(),
            text(&speaker["actor"]["code"]),
            text(&told["text"]),
            text(&statement["event"]["provenance"]["publisher"]),
        ]
    });
    table::print(
        &["Published", "Speaker", "For", "Statement", "Outlet"],
        rows,
    );
    Ok(())
}

/// A page, oldest first.
#[derive(Deserialize)]
struct Page {
    statements: Vec<Value>,
    next: Option<String>,
}

/// The newest statements, in the order of their publication.
async fn newest(api: &Api, query: &[(&str, String)], limit: usize) -> anyhow::Result<Vec<Value>> {
    let mut statements = Vec::new();
    let mut after = None;
    loop {
        let mut query = query.to_vec();
        query.push(("limit", "1000".to_owned()));
        query.extend(after.map(|after| ("after", after)));
        let page: Page = api.get("/v1/statements", &query).await?;
        statements.extend(page.statements);
        let surplus = statements.len().saturating_sub(limit);
        statements.drain(..surplus);
        after = page.next;
        if after.is_none() {
            return Ok(statements);
        }
    }
}
