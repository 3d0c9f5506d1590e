//! Which of two extractions counts, whoever finishes last.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use event_log::{Logs, NewRecord, Record};
use events::fact::{Manner, Speaker, StatementMade};
use events::{
    Article, Event, EventId, Evidence, ExtractionId, Extractor, ExtractorKind, Fact, Genesis,
    LogEvent, LogId, Position, Provenance, Published, PublishedBasis,
};
use extract::Reader;
use extract::commit::{Commit, commit, commit_one};
use extract::reading::{Reading, message_of, read};
use extraction::Extraction;

pub(crate) async fn open(dir: &std::path::Path) -> anyhow::Result<Logs> {
    let genesis = |created_at: DateTime<Utc>| -> NewRecord {
        let log = LogId(
            "8a3d3c35-2f70-4f0e-9f3e-6c1de8a1c001"
                .parse()
                .expect("it is a UUID"),
        );
        message_of(&LogEvent::Genesis(Genesis { log, created_at }))
    };
    Ok(Logs::open_embedded(dir, genesis).await?)
}

/// The same address, so that another text is another revision.
pub(crate) fn revision(text: &str) -> Article {
    let published = Published {
        at: "2031-03-01".parse().expect("it is a date"),
        basis: PublishedBasis::Stated,
    };
    let url = "https://example.org/one".parse().expect("it is an address");
    Article::new("Title", "Outlet", Some(url), Some(published), text)
}

pub(crate) fn reader(version: &str, read: fn(&Article) -> Extraction) -> Reader {
    Reader {
        extractor: Extractor {
            name: "test".to_owned(),
            version: version.parse().expect("it is a version"),
        },
        kind: ExtractorKind::Rules,
        read,
    }
}

/// One statement: the text itself.
pub(crate) fn whole_text(article: &Article) -> Extraction {
    let version = semver::Version::new(1, 0, 0);
    let extraction = ExtractionId::of(article.id, article.revision, "test", &version);
    let event = Event {
        id: EventId::of(extraction, 0),
        recorded_at: None,
        provenance: Provenance {
            article: article.id,
            revision: article.revision,
            url: article.url.clone(),
            publisher: article.publisher.clone(),
            published: article.published,
            extractor: Extractor {
                name: "test".to_owned(),
                version,
            },
            rule: "whole-text".to_owned(),
            evidence: vec![Evidence {
                start: 0,
                end: article.text.chars().count() as u32,
                text: article.text.clone(),
            }],
        },
        fact: Fact::StatementMade(StatementMade {
            speaker: Speaker {
                name: "N. N.".to_owned(),
                office: String::new(),
                actor: None,
            },
            manner: Manner::Paraphrased,
            channel: String::new(),
            text: article.text.clone(),
            about: Vec::new(),
        }),
    };
    Extraction {
        events: vec![event],
        abstained: Vec::new(),
        language: String::new(),
    }
}

async fn stored(logs: &Logs, text: &str) -> anyhow::Result<Record> {
    let receipt = ingest::accept(&logs.articles, revision(text)).await?;
    Ok(logs
        .articles
        .get(receipt.position)
        .await?
        .expect("it was just stored"))
}

fn reading(record: &Record, version: &str) -> Reading {
    let read = read(record, &reader(version, whole_text));
    read.expect("it can be read").expect("it is no tombstone")
}

/// The text that stands: what the newest marker's fact says.
async fn stands(logs: &Logs) -> anyhow::Result<String> {
    let last = logs.events.last_position().await?;
    let fact = logs
        .events
        .get(Position(last.0 - 1))
        .await?
        .expect("the fact stands before its marker");
    let fact = proto::codec::decode(fact.subject.as_str(), &fact.payload, None)?;
    match fact {
        LogEvent::Fact(event) => Ok(event.provenance.evidence[0].text.clone()),
        other => anyhow::bail!("{other:?} is no fact"),
    }
}

#[tokio::test]
async fn a_newer_revision_stands_though_the_older_finishes_last() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let (first, second) = (
        stored(&logs, "revision one").await?,
        stored(&logs, "revision two").await?,
    );
    let (slow, fast) = (reading(&first, "1.0.0"), reading(&second, "1.0.0"));
    assert_eq!(commit_one(&logs.events, &fast).await?, Commit::Committed);
    assert_eq!(commit_one(&logs.events, &slow).await?, Commit::Superseded);
    assert_eq!(stands(&logs).await?, "revision two");
    Ok(())
}

#[tokio::test]
async fn an_older_extractor_does_not_turn_time_back() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let article = stored(&logs, "one text").await?;
    let (old, new) = (reading(&article, "1.9.0"), reading(&article, "1.10.0"));
    assert_eq!(commit_one(&logs.events, &new).await?, Commit::Committed);
    assert_eq!(commit_one(&logs.events, &old).await?, Commit::Superseded);
    assert_eq!(
        commit_one(&logs.events, &new).await?,
        Commit::Superseded,
        "delivered again, it is acknowledged"
    );
    assert_eq!(
        logs.events.last_position().await?,
        Position(3),
        "genesis, fact, marker"
    );
    Ok(())
}

#[tokio::test]
async fn a_newer_extractor_reads_again_and_an_older_revision_by_it_does_not() -> anyhow::Result<()>
{
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let (first, second) = (
        stored(&logs, "revision one").await?,
        stored(&logs, "revision two").await?,
    );
    for (record, version, expect) in [
        (&first, "1.0.0", Commit::Committed),
        (&second, "1.0.0", Commit::Committed),
        (&first, "2.0.0", Commit::Superseded),
        (&second, "2.0.0", Commit::Committed),
        (&second, "1.0.0", Commit::Superseded),
    ] {
        assert_eq!(
            commit_one(&logs.events, &reading(record, version)).await?,
            expect,
            "{version}"
        );
    }
    assert_eq!(stands(&logs).await?, "revision two");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_racing_workers_one_commits() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = Arc::new(open(dir.path()).await?);
    for round in 0..20 {
        let article = stored(&logs, &format!("text {round}")).await?;
        let reading = reading(&article, "1.0.0");
        let race = (0..8).map(|_| {
            let (logs, reading) = (logs.clone(), reading.clone());
            tokio::spawn(async move { commit_one(&logs.events, &reading).await })
        });
        let mut committed = 0;
        for raced in futures::future::join_all(race).await {
            committed += usize::from(raced?? == Commit::Committed);
        }
        assert_eq!(committed, 1, "round {round}");
    }
    assert_eq!(logs.events.last_position().await?, Position(1 + 2 * 20));
    Ok(())
}

#[tokio::test]
async fn several_articles_are_one_batch_and_a_refused_one_does_not_hold_up_the_others()
-> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let mut readings = Vec::new();
    for number in 0..5 {
        let url = format!("https://example.org/{number}").parse()?;
        let article = Article::new("", "Outlet", Some(url), None, format!("text {number}"));
        let receipt = ingest::accept(&logs.articles, article).await?;
        let record = logs
            .articles
            .get(receipt.position)
            .await?
            .expect("it was just stored");
        readings.push(reading(&record, "1.0.0"));
    }
    commit_one(&logs.events, &readings[2]).await?;
    commit(&logs.events, &readings).await?;
    commit(&logs.events, &readings).await?;
    assert_eq!(
        logs.events.last_position().await?,
        Position(1 + 2 * 5),
        "each once"
    );
    Ok(())
}
