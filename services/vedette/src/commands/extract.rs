//! `vedette extract`: offline; articles in, one JSON line an article out, in order.

use std::io::{BufWriter, Write};

use events::Article;
use extraction::{Extraction, Reason, extract};
use serde_json::{Value, json};

use super::input::{Input, articles};
use super::pretty;
use crate::cli::Extract;

/// Reads articles and prints what they tell.
pub(crate) fn run(args: &Extract) -> anyhow::Result<()> {
    let mut out = BufWriter::new(anstream::stdout().lock());
    let mut failed = 0_usize;
    for Input { source_id, article } in articles(&args.articles) {
        match article {
            Ok(article) if args.pretty => {
                pretty::write(&mut out, &source_id, &article, &extract(&article))?;
            }
            Ok(article) => writeln!(out, "{}", line(&source_id, &article))?,
            Err(error) => {
                failed += 1;
                eprintln!("vedette: {error:#}");
                // Whoever reads lines finds as many as it sent.
                if !args.pretty {
                    let error = format!("{error:#}");
                    writeln!(
                        out,
                        "{}",
                        json!({ "sourceId": source_id, "events": [], "abstained": [], "error": error })
                    )?;
                }
            }
        }
        out.flush()?;
    }
    anyhow::ensure!(
        failed == 0,
        "{failed} of the articles could not be read; the others are above"
    );
    Ok(())
}

fn line(source_id: &str, article: &Article) -> Value {
    let Extraction {
        events,
        abstained,
        language,
    } = extract(article);
    let events: Vec<Value> = events.iter().map(proto::json::event_json).collect();
    let abstained: Vec<Value> = abstained
        .iter()
        .map(|abstained| {
            json!({
                "rule": abstained.rule,
                "reason": reason(abstained.reason),
                "evidence": {
                    "start": abstained.evidence.start,
                    "end": abstained.evidence.end,
                    "text": abstained.evidence.text,
                },
            })
        })
        .collect();
    json!({ "sourceId": source_id, "language": language, "events": events, "abstained": abstained })
}

/// A reason by its name.
pub(super) fn reason(reason: Reason) -> String {
    format!("{reason:?}")
}
