//! What the services count, as Prometheus scrapes it.

use std::collections::BTreeMap;
use std::time::Duration;

use bytes::Bytes;
use event_log::{Logs, NewRecord};
use events::Subject;
use integration_tests::{SecuredBus, Up};
use serde_json::json;
use tokio::time::{Instant, interval};
use uuid::Uuid;

use crate::security::config;

/// The figures by name and labels; every one of them has been explained.
async fn scrape(up: &Up) -> anyhow::Result<BTreeMap<String, f64>> {
    let (client, url) = up.client();
    let answer = client.get(format!("{url}/metrics")).send().await?;
    let text = answer.error_for_status()?.text().await?;
    let mut figures = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            continue;
        }
        let (name, value) = line.rsplit_once(' ').expect("a figure has a value");
        let family = name.split('{').next().unwrap_or(name);
        let family = ["_bucket", "_sum", "_count"]
            .iter()
            .find_map(|part| family.strip_suffix(part))
            .unwrap_or(family);
        assert!(text.contains(&format!("# HELP {family} ")), "{line}");
        figures.insert(name.to_owned(), value.parse()?);
    }
    Ok(figures)
}

#[track_caller]
fn check(figures: &BTreeMap<String, f64>, expected: &[(&str, f64)]) {
    for (name, expect) in expected {
        assert_eq!(figures.get(*name), Some(expect), "{name} in {figures:#?}");
    }
}

async fn tell(ingest: &Up, text: &str) -> anyhow::Result<()> {
    let article = json!({ "publisher": "Outlet", "publishedAt": "2031-03-03", "text": text });
    ingest.post(&article).await?.error_for_status()?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_service_counts_its_work() -> anyhow::Result<()> {
    let bus = SecuredBus::made().await?;
    let data = tempfile::tempdir()?;
    let ingest = bus.serve("ingest", data.path(), &[], &[]).await?;
    let extract = bus.serve("extract", data.path(), &[], &[]).await?;
    let query = bus.serve("query", data.path(), &[], &[]).await?;
    tell(&ingest, "Norway has 120 soldiers in Latvia.").await?;
    tell(&ingest, "Norway has 120 soldiers in Latvia.").await?;
    tell(&ingest, "Norway has 12 tanks in Latvia.").await?;
    let garbage = NewRecord {
        subject: Subject::article("7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d".parse()?),
        id: Uuid::from_u128(1),
        payload: Bytes::from_static(b"\xff\xff"),
        trace: None,
    };
    let logs = Logs::open_jetstream(&config(&bus, "ingest", 1)).await?;
    logs.articles.append(vec![garbage], vec![]).await?;
    query.settled().await?;

    let counted = scrape(&ingest).await?;
    let taken_in = [
        (r#"vedette_articles_total{outcome="NEW"}"#, 2.0),
        (r#"vedette_articles_total{outcome="UNCHANGED"}"#, 1.0),
        (r#"vedette_batches_total{stream="ARTICLES"}"#, 2.0),
        (r#"vedette_append_seconds_count{stream="ARTICLES"}"#, 2.0),
        ("vedette_accept_seconds_count", 3.0),
        ("vedette_ready", 1.0),
    ];
    check(&counted, &taken_in);

    let counted = scrape(&extract).await?;
    let read = [
        ("vedette_extracted_articles_total", 2.0),
        (r#"vedette_events_total{type="postureReported"}"#, 2.0),
        (r#"vedette_events_total{type="extraction"}"#, 2.0),
        ("vedette_dead_letters_total", 1.0),
        ("vedette_redeliveries_total", 0.0),
    ];
    check(&counted, &read);
    let batches = counted[r#"vedette_batches_total{stream="EVENTS"}"#];
    assert!((1.0..=2.0).contains(&batches), "{batches}");
    let appends = r#"vedette_append_seconds_count{stream="EVENTS"}"#;
    check(&counted, &[(appends, batches)]);

    let counted = scrape(&query).await?;
    let applied = [
        ("vedette_applied_records_total", 5.0),
        ("vedette_dead_letters", 1.0),
        (r#"vedette_checkpoint_position{consumer="query"}"#, 5.0),
        (r#"vedette_checkpoint_position{consumer="extract"}"#, 3.0),
        (r#"vedette_checkpoint_age_seconds{consumer="query"}"#, 0.0),
        (r#"vedette_checkpoint_age_seconds{consumer="extract"}"#, 0.0),
        (r#"vedette_lag_records{consumer="query"}"#, 0.0),
        (r#"vedette_lag_records{consumer="extract"}"#, 0.0),
    ];
    check(&counted, &applied);
    assert!(counted["vedette_apply_seconds_count"] >= 1.0);

    // Nobody reads any more: extraction falls behind, and its checkpoint ages.
    extract.kill().await?;
    tell(&ingest, "Norway has 12 frigates in Latvia.").await?;
    let (deadline, mut look) = (
        Instant::now() + Duration::from_secs(30),
        interval(Duration::from_millis(20)),
    );
    loop {
        look.tick().await;
        let counted = scrape(&query).await?;
        if counted[r#"vedette_checkpoint_age_seconds{consumer="extract"}"#] > 0.0 {
            check(
                &counted,
                &[(r#"vedette_lag_records{consumer="extract"}"#, 1.0)],
            );
            return Ok(());
        }
        assert!(Instant::now() < deadline, "{counted:#?}");
    }
}
