//! `vedette reextract`: all stored articles read again by the present version.

use anyhow::{Context, bail};
use axum::body::Bytes;
use futures::TryStreamExt;
use indicatif::{ProgressBar, ProgressStyle};
use reqwest::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::api::Api;
use crate::cli::Reextract;
use crate::describe::describe;
use crate::table;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Line {
    Looked(Progress),
    Report(Value),
    Committed(Progress),
    Error(String),
}

#[derive(Clone, Copy, Default, Deserialize)]
struct Progress {
    done: u64,
    total: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Report {
    extractor: String,
    version: String,
    current: u64,
    same: u64,
    differ: u64,
    corrected: u64,
    unreadable: u64,
    taken_down: u64,
    facts: Map<String, Value>,
    sample: Vec<Sample>,
}

#[derive(Deserialize)]
struct Sample {
    article: String,
    added: Vec<Value>,
    removed: Vec<Value>,
    changed: Vec<Changed>,
}

#[derive(Deserialize)]
struct Changed {
    from: Value,
    to: Value,
}

/// Reads all again, shows what differs, and commits it unless this is a dry run.
pub(crate) async fn run(args: Reextract) -> anyhow::Result<()> {
    let api = Api::of_directory(&args.data.data).await?;
    let outcome = follow(&api, &args).await;
    let settled = match &outcome {
        Ok(_) => api.settled().await,
        Err(_) => Ok(()),
    };
    api.close().await?;
    let committed = outcome?;
    settled?;
    if !args.json {
        match committed {
            _ if args.dry_run => println!("Nothing was written: this was a dry run."),
            0 => println!("Nothing to do."),
            committed => println!("{committed} articles stand as they are read now."),
        }
    }
    Ok(())
}

/// Follows the service's lines to their end, and says how many readings were committed.
async fn follow(api: &Api, args: &Reextract) -> anyhow::Result<u64> {
    let body = json!({ "dryRun": args.dry_run }).to_string();
    let mut answer = api
        .open(Method::POST, "/v1/reextract", &[], Some(body))
        .await?;
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(
        "{msg} {bar:40} {pos} of {len} articles",
    )?);
    let (mut lines, mut committed, mut wanted) = (Lines::default(), 0, None);
    while let Some(chunk) = answer.try_next().await? {
        for line in lines.whole(&chunk) {
            match serde_json::from_slice(&line).context("the service's answer is cut off")? {
                Line::Looked(progress) => show(&bar, "reading", progress),
                Line::Committed(progress) => {
                    committed = progress.done;
                    show(&bar, "committing", progress);
                }
                Line::Report(report) => {
                    wanted = report["differ"].as_u64();
                    bar.suspend(|| tell(report, args.json))?;
                }
                Line::Error(error) => bail!("{error}"),
            }
        }
    }
    bar.finish_and_clear();
    match wanted {
        Some(wanted) if args.dry_run || committed == wanted => Ok(committed),
        _ => bail!("it was stopped before its end: run it again, and it goes on where it stopped"),
    }
}

fn show(bar: &ProgressBar, doing: &'static str, progress: Progress) {
    bar.set_message(doing);
    bar.set_length(progress.total);
    bar.set_position(progress.done);
}

/// Puts lines together that come in pieces.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn whole(&mut self, chunk: &Bytes) -> Vec<Vec<u8>> {
        self.0.extend_from_slice(chunk);
        let mut whole: Vec<Vec<u8>> = self
            .0
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        self.0 = whole.pop().unwrap_or_default();
        whole
    }
}

fn tell(report: Value, json: bool) -> anyhow::Result<()> {
    if json {
        println!("{report:#}");
        return Ok(());
    }
    let report: Report = serde_json::from_value(report)?;
    println!(
        "{} {}: {} articles differ, {} tell the same, {} were read by this version already.",
        report.extractor, report.version, report.differ, report.same, report.current
    );
    let left = [
        (
            report.corrected,
            "differ and are left as analysts corrected them",
        ),
        (
            report.unreadable,
            "cannot be read by this version and are left as they are",
        ),
        (report.taken_down, "were taken down"),
    ];
    for (count, what) in left.into_iter().filter(|(count, _)| *count > 0) {
        println!("{count} {what}.");
    }
    if report.facts.is_empty() {
        return Ok(());
    }
    let rows = report.facts.iter().map(|(kind, counts)| {
        let count = |name: &str| counts[name].to_string();
        vec![
            kind.clone(),
            count("added"),
            count("removed"),
            count("changed"),
        ]
    });
    table::print(&["Fact", "Added", "Removed", "Changed"], rows);
    for sample in &report.sample {
        println!("{}", sample.article);
        for fact in &sample.added {
            println!("  + {}", line(fact)?);
        }
        for fact in &sample.removed {
            println!("  - {}", line(fact)?);
        }
        for Changed { from, to } in &sample.changed {
            println!("  ~ {}\n    {}", line(from)?, line(to)?);
        }
    }
    Ok(())
}

fn line(fact: &Value) -> anyhow::Result<String> {
    Ok(describe(&proto::json::fact_from_json(&fact.to_string())?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_whole_however_they_come() {
        let mut lines = Lines::default();
        let mut check = |chunk: &'static str, expect: &[&str]| {
            let whole = lines.whole(&Bytes::from_static(chunk.as_bytes()));
            assert_eq!(
                whole,
                expect
                    .iter()
                    .map(|line| line.as_bytes().to_vec())
                    .collect::<Vec<_>>()
            );
        };
        check("{\"a\"", &[]);
        check(":1}\n{}\n{", &["{\"a\":1}", "{}"]);
        check("}\n", &["{}"]);
    }
}
