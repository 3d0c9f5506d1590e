//! SIGKILL while articles stream in: nothing acknowledged is lost, nothing counts twice, and the
//! read models are those that the log gives when it is read anew.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use integration_tests::{Up, dispatches, shuffled};
use serde_json::{Value, json};

/// Kills, unless `VEDETTE_ROUNDS` says otherwise.
const ROUNDS: u64 = 50;

#[tokio::test]
async fn kill_at_any_moment_loses_nothing_and_counts_nothing_twice() -> anyhow::Result<()> {
    let rounds = std::env::var("VEDETTE_ROUNDS").map_or(Ok(ROUNDS), |rounds| rounds.parse())?;
    let data = tempfile::tempdir()?;
    let templates = dispatches()?;
    let mut acknowledged: BTreeMap<String, String> = BTreeMap::new();
    let mut number = 0_u64;
    for seed in 0..rounds {
        let up = Up::start(data.path(), 2).await?;
        // From the first answers to well into extraction and projection.
        let moment = Duration::from_micros(500 + (seed * 7_919) % 120_000);
        let mut articles = shuffled(templates.clone(), seed).into_iter().cycle();
        let posting = async {
            loop {
                let dispatch = articles.next().expect("a cycle does not end");
                number += 1;
                let mut json = dispatch.json;
                json["url"] = json!(format!("https://example.org/kill/{number}"));
                let Ok(answer) = up.post(&json).await else {
                    return;
                };
                let Ok(receipt) = answer.json::<Value>().await else {
                    return;
                };
                let id = |field: &str| receipt[field].as_str().map(str::to_owned);
                if let (Some(article), Some(revision)) = (id("articleId"), id("revision")) {
                    acknowledged.insert(article, revision);
                }
            }
        };
        // Time passes on purpose: the moment of the kill is what is tried.
        let _ = tokio::time::timeout(moment, posting).await;
        up.kill().await?;
    }
    println!(
        "{rounds} kills (seeds 0..{rounds}), {} acknowledged articles",
        acknowledged.len()
    );
    assert!(
        !acknowledged.is_empty(),
        "no article was ever acknowledged before the kill"
    );

    let up = Up::start(data.path(), 2).await?;
    up.settled().await?;
    let status = up.get("/v1/status").await?;
    assert_eq!(status["articles"]["deadLetters"], 0, "{status}");
    check_record(&up, &acknowledged).await?;
    let live = answers(&up).await?;
    up.kill().await?;
    std::fs::remove_dir_all(data.path().join("read-models"))?;
    let up = Up::start(data.path(), 2).await?;
    up.settled().await?;
    assert_eq!(
        answers(&up).await?,
        live,
        "read models built from the log alone are the same"
    );
    Ok(())
}

/// Every acknowledged article was read once, in the revision that was acknowledged, and each of its
/// facts stands on the log once.
async fn check_record(up: &Up, acknowledged: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let mut events = BTreeSet::new();
    let mut read: BTreeMap<String, (String, u64)> = BTreeMap::new();
    let mut facts: BTreeMap<String, u64> = BTreeMap::new();
    for entry in record(up).await? {
        let subject = entry["subject"].as_str().unwrap_or_default();
        let content = &entry["content"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        if subject.starts_with("vedette.v1.fact.") {
            assert!(
                events.insert(text(&entry["id"])),
                "twice on the log: {entry}"
            );
            *facts
                .entry(text(&content["provenance"]["articleId"]))
                .or_default() += 1;
        } else if subject.starts_with("vedette.v1.extraction.") {
            let told = content["facts"].as_u64().unwrap_or_default();
            let marker = (text(&content["revision"]), told);
            assert!(
                read.insert(text(&content["articleId"]), marker).is_none(),
                "read twice: {entry}"
            );
        }
    }
    for (article, revision) in acknowledged {
        let (stored, told) = read
            .get(article)
            .unwrap_or_else(|| panic!("{article} is lost"));
        assert_eq!(stored, revision, "{article}");
        assert_eq!(
            facts.get(article).copied().unwrap_or_default(),
            *told,
            "{article}"
        );
    }
    Ok(())
}

/// The whole record.
pub(crate) async fn record(up: &Up) -> anyhow::Result<Vec<Value>> {
    let (mut entries, mut from) = (Vec::new(), Some(1));
    while let Some(at) = from {
        let page = up.get(&format!("/v1/events?from={at}&limit=5000")).await?;
        entries.extend(page["events"].as_array().cloned().unwrap_or_default());
        from = page["next"].as_u64();
    }
    Ok(entries)
}

/// All that the read models answer.
pub(crate) async fn answers(up: &Up) -> anyhow::Result<Vec<Value>> {
    let mut answers = vec![up.get("/v1/postures").await?];
    for list in ["statements", "articles"] {
        let (mut entries, mut after) = (Vec::new(), String::new());
        loop {
            let page = up.get(&format!("/v1/{list}?limit=1000{after}")).await?;
            entries.extend(page[list].as_array().cloned().unwrap_or_default());
            match page["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => break,
            }
        }
        answers.push(Value::Array(entries));
    }
    Ok(answers)
}
