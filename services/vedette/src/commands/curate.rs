//! `vedette curate`: corrections, made and listed.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, anyhow};
use curate::draft::correction;
use events::{CurationAction, Published, PublishedBasis};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::Api;
use crate::cli::{Curate, Fact, Signed, Source};
use crate::describe::describe;
use crate::table;

/// A correction on record.
#[derive(Debug, Deserialize)]
pub(super) struct Receipt {
    id: String,
    position: u64,
    pub(super) outcome: String,
}

/// Makes a correction, or shows those that were made.
pub(crate) async fn run(command: Curate) -> anyhow::Result<()> {
    let (signed, action) = match command {
        Curate::List { json, source } => return list(&source, json).await,
        Curate::Show { event, source } => return show(&event.to_string(), &source).await,
        Curate::Retract { events, signed } => (signed, CurationAction::Retract { events }),
        Curate::Merge { events, signed } => (signed, CurationAction::Merge { events }),
        Curate::Split { events, signed } => (signed, CurationAction::Split { events }),
        Curate::Note {
            event,
            text,
            signed,
        } => (signed, CurationAction::Note { event, text }),
        Curate::Revoke { curation, signed } => (signed, CurationAction::Revoke { curation }),
        Curate::Amend {
            event,
            fact: told,
            signed,
        } => {
            let fact = Box::new(fact(&told)?);
            (signed, CurationAction::Amend { event, fact })
        }
        Curate::Assert {
            fact: told,
            source,
            published,
            signed,
        } => {
            let published = published.map(|at| Published {
                at,
                basis: PublishedBasis::Stated,
            });
            let fact = Box::new(fact(&told)?);
            let action = CurationAction::Assert {
                fact,
                source,
                published,
            };
            (signed, action)
        }
    };
    make(&signed, action).await
}

async fn make(signed: &Signed, action: CurationAction) -> anyhow::Result<()> {
    let kind = action.kind();
    let curation = correction(&signed.author, &signed.reason, action)?;
    let api = Api::correcting(&signed.corrected).await?;
    let recorded = record(&api, &[curation]).await;
    api.close().await?;
    let recorded = recorded?;
    let receipt = recorded.first().context("the service gave no receipt")?;
    if signed.json {
        let Receipt {
            id,
            position,
            outcome,
        } = receipt;
        println!(
            "{}",
            json!({ "id": id, "position": position, "outcome": outcome })
        );
    } else if receipt.outcome == "NEW" {
        println!(
            "{kind}: correction {} is recorded at position {}; `vedette curate revoke {}` takes it back.",
            receipt.id, receipt.position, receipt.id
        );
    } else {
        println!(
            "{kind}: the same correction, {}, stands already at position {}.",
            receipt.id, receipt.position
        );
    }
    Ok(())
}

/// Sends corrections to the service: all of them are recorded, or none.
pub(super) async fn record(
    api: &Api,
    curations: &[events::Curation],
) -> anyhow::Result<Vec<Receipt>> {
    #[derive(Deserialize)]
    struct Recorded {
        curations: Vec<Receipt>,
    }
    let drafts: Vec<_> = curations.iter().map(proto::json::curation_json).collect();
    let recorded: Recorded = api
        .post("/v1/curations", &json!({ "curations": drafts }))
        .await?;
    Ok(recorded.curations)
}

fn fact(told: &Fact) -> anyhow::Result<events::Fact> {
    let name = told.fact.display();
    let text = read(&told.fact).with_context(|| format!("the fact in {name}"))?;
    proto::json::fact_from_json(&text)
        .map_err(|error| anyhow!(causes(&error)))
        .with_context(|| {
            format!(
                "{name} holds no fact: write one as `vedette curate show EVENT` prints it, such as {{\"postureReported\": {{...}}}}"
            )
        })
}

fn read(path: &Path) -> std::io::Result<String> {
    if path.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path)
}

fn causes(error: &dyn std::error::Error) -> String {
    let causes: Vec<_> = std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect();
    causes.join(": ")
}

/// Prints the fact of an event, as it stands after the corrections made so far.
async fn show(event: &str, source: &Source) -> anyhow::Result<()> {
    let api = Api::of(source).await?;
    let told: anyhow::Result<Value> = api.get(&format!("/v1/events/{event}"), &[]).await;
    api.close().await?;
    let event = proto::json::event_from_json(&told?["event"].to_string())?;
    println!("{:#}", proto::json::fact_json(&event.fact));
    Ok(())
}

#[derive(Deserialize)]
struct Page {
    curations: Vec<Value>,
    next: Option<u64>,
}

async fn list(source: &Source, json: bool) -> anyhow::Result<()> {
    let api = Api::of(source).await?;
    let curations = all(&api).await;
    api.close().await?;
    let curations = curations?;
    if json {
        println!("{:#}", Value::Array(curations));
        return Ok(());
    }
    let rows = curations
        .iter()
        .map(row)
        .collect::<anyhow::Result<Vec<_>>>()?;
    if rows.is_empty() {
        println!("No correction was ever made.");
    } else {
        table::print(
            &["Position", "Kind", "What", "Author", "Reason", "Correction"],
            rows,
        );
    }
    Ok(())
}

async fn all(api: &Api) -> anyhow::Result<Vec<Value>> {
    let mut curations = Vec::new();
    let mut after = Some(0);
    while let Some(at) = after {
        let query = [("after", at.to_string()), ("limit", "1000".to_owned())];
        let page: Page = api.get("/v1/curations", &query).await?;
        curations.extend(page.curations);
        after = page.next;
    }
    Ok(curations)
}

fn row(record: &Value) -> anyhow::Result<Vec<String>> {
    let curation = proto::json::curation_from_json(&record["curation"].to_string())?;
    let revoked = match record["revoked"].as_bool() {
        Some(true) => " (revoked)",
        _ => "",
    };
    Ok(vec![
        record["position"].to_string(),
        format!("{}{revoked}", curation.action.kind()),
        what(&curation.action),
        curation.author,
        curation.reason,
        curation.id.to_string(),
    ])
}

/// What a correction is about, a line each.
pub(super) fn what(action: &CurationAction) -> String {
    match action {
        CurationAction::Retract { events }
        | CurationAction::Merge { events }
        | CurationAction::Split { events } => {
            let ids: Vec<_> = events.iter().map(ToString::to_string).collect();
            ids.join("\n")
        }
        CurationAction::Amend { event, fact } => format!("{event}\n{}", describe(fact)),
        CurationAction::Note { event, text } => format!("{event}\n{text}"),
        CurationAction::Assert { fact, source, .. } => format!("{} ({source})", describe(fact)),
        CurationAction::Revoke { curation } => curation.to_string(),
    }
}
