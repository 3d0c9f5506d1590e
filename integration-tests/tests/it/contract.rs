//! The decisions of the contract, each by name, on the log that services run on.

use std::sync::Arc;

use event_log::{AppendError, Expectation, Logs, PurgeError};
use events::{Article, ArticleId, LogId, Position, Subject, SubjectFilter, Tombstone};
use extract::commit::commit_one;
use extract::reading::read;
use futures::TryStreamExt;
use ingest::{AcceptError, Outcome, accept, take_down};
use query::ProjectError;
use query::projector::project;
use read_models::{AsKnown, ReadModels};
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::precedence::{open, reader, revision, whole_text};

#[tokio::test]
async fn position_1_is_the_genesis_event_that_carries_the_logs_id() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let genesis = logs
        .events
        .get(Position::GENESIS)
        .await?
        .expect("a log begins with it");
    assert_eq!(genesis.subject, Subject::genesis());
    assert_eq!(genesis.id, logs.log_id().0);
    assert_eq!(
        logs.articles.last_position().await?,
        Position::ZERO,
        "articles have none"
    );
    let id = logs.log_id();
    logs.close().await;
    assert_eq!(
        open(dir.path()).await?.log_id(),
        id,
        "opened again, it is the same log"
    );
    Ok(())
}

#[tokio::test]
async fn an_article_is_known_by_id_and_revision() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let rows = [
        ("one", Outcome::New, 1),
        ("one", Outcome::Unchanged, 1),
        ("two", Outcome::Revised, 2),
        ("two", Outcome::Unchanged, 2),
        ("one", Outcome::Revised, 3),
    ];
    for (text, outcome, position) in rows {
        let receipt = accept(&logs.articles, revision(text)).await?;
        assert_eq!(
            (receipt.outcome, receipt.position),
            (outcome, Position(position)),
            "{text}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn facts_and_then_the_marker_are_one_atomic_batch() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let receipt = accept(&logs.articles, revision("one")).await?;
    let record = logs
        .articles
        .get(receipt.position)
        .await?
        .expect("it was just stored");
    let reading = read(&record, &reader("1.0.0", whole_text))?.expect("it is no tombstone");
    let (marker, facts) = reading
        .batch
        .split_last()
        .expect("a batch ends with its marker");
    assert_eq!(marker.subject, reading.subject);
    assert!(
        facts
            .iter()
            .all(|fact| fact.subject.as_str().starts_with("vedette.log.v1.fact."))
    );

    let outdated = Expectation {
        subject: reading.subject.clone(),
        last: Position(7),
    };
    let refused = logs
        .events
        .append(reading.batch.clone(), vec![outdated])
        .await;
    assert!(matches!(refused, Err(AppendError::Conflict { .. })));
    assert_eq!(
        logs.events.last_position().await?,
        Position::GENESIS,
        "not even its facts"
    );
    commit_one(&logs.events, &reading).await?;
    let stored: Vec<_> = logs
        .events
        .read(Position(2), SubjectFilter::all())
        .try_collect()
        .await?;
    let subjects: Vec<_> = stored.iter().map(|record| &record.subject).collect();
    assert_eq!(
        subjects,
        reading
            .batch
            .iter()
            .map(|record| &record.subject)
            .collect::<Vec<_>>()
    );
    Ok(())
}

#[tokio::test]
async fn a_checkpoint_names_log_position_and_hash() -> anyhow::Result<()> {
    let (one, two) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let (logs, other) = (open(one.path()).await?, open(two.path()).await?);
    let hash = |record: Option<event_log::Record>| record.expect("genesis is there").hash();
    let (here, there) = (
        logs.events.get(Position(1)).await?,
        other.events.get(Position(1)).await?,
    );
    // The test gives both logs one id: their recording times alone tell the records apart.
    assert_ne!(hash(here.clone()), hash(there));
    logs.close().await;
    let again = open(one.path()).await?;
    assert_eq!(
        hash(again.events.get(Position(1)).await?),
        hash(here),
        "a copy keeps it"
    );
    Ok(())
}

#[tokio::test]
async fn a_take_down_leaves_a_tombstone_that_ingest_honours() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    accept(&logs.articles, revision("one")).await?;
    let receipt = accept(&logs.articles, revision("two")).await?;
    let other = accept(
        &logs.articles,
        Article::new("", "Outlet", None, None, "another"),
    )
    .await?;
    let tombstone = Tombstone {
        article: receipt.article,
        reason: "court order 7".to_owned(),
        author: "desk".to_owned(),
    };
    assert_eq!(
        take_down(&logs.articles, &tombstone).await?,
        2,
        "both revisions"
    );
    let left: Vec<_> = logs
        .articles
        .read(Position(1), SubjectFilter::all())
        .try_collect()
        .await?;
    let left: Vec<_> = left.iter().map(|record| record.position).collect();
    assert_eq!(
        left,
        [other.position, Position(4)],
        "the others keep their positions"
    );
    for text in ["one", "two", "three"] {
        let refused = accept(&logs.articles, revision(text)).await;
        assert!(matches!(refused, Err(AcceptError::TakenDown(_))), "{text}");
    }
    let never = logs
        .events
        .purge_subject(&Subject::genesis(), Position(9))
        .await;
    assert!(
        matches!(never, Err(PurgeError::Refused(_))),
        "EVENTS never shrinks"
    );
    let unknown = Tombstone {
        article: ArticleId::of_text("x", "y"),
        ..tombstone
    };
    assert!(take_down(&logs.articles, &unknown).await.is_err());
    Ok(())
}

/// Projects the log into read models until everything on it is applied.
async fn project_all(logs: &Logs, models: &Arc<ReadModels>) -> Result<(), ProjectError> {
    let shutdown = CancellationToken::new();
    let (sender, mut applied) = watch::channel(Position::ZERO);
    let last = logs.events.last_position().await?;
    let all = async {
        let reached = applied.wait_for(|position| *position >= last).await.is_ok();
        if reached {
            shutdown.cancel();
        }
    };
    let events = logs.events.clone();
    let project = project(
        logs.log_id(),
        events,
        models.clone(),
        sender,
        shutdown.clone(),
    );
    tokio::join!(project, all).0
}

#[tokio::test]
async fn a_checkpoint_of_another_log_or_beyond_its_end_halts_its_reader() -> anyhow::Result<()> {
    let (one, two, sled) = (
        tempfile::tempdir()?,
        tempfile::tempdir()?,
        tempfile::tempdir()?,
    );
    let logs = open(one.path()).await?;
    commit_text(&logs, "one").await?;
    let models = Arc::new(ReadModels::open(sled.path())?.models);
    project_all(&logs, &models).await?;
    project_all(&logs, &models).await?; // its own log, again: nothing to do

    // The same id and a shorter record: what a restored, older copy looks like.
    let shorter = open(two.path()).await?;
    let halted = project_all(&shorter, &models).await;
    assert!(
        matches!(halted, Err(ProjectError::CutShort(_))),
        "{halted:?}"
    );

    let another = LogId("0f2b7a52-6f0d-4f43-8a55-0d1c5a1b0002".parse()?);
    let (sender, _applied) = watch::channel(Position::ZERO);
    let events = logs.events.clone();
    let halted = project(another, events, models, sender, CancellationToken::new()).await;
    let message = halted.expect_err("it is another log").to_string();
    assert!(
        message.contains("delete it to have it rebuilt"),
        "{message}"
    );
    Ok(())
}

/// Stores a text as the newest revision of the one article and commits its reading.
async fn commit_text(logs: &Logs, text: &str) -> anyhow::Result<Position> {
    let receipt = accept(&logs.articles, revision(text)).await?;
    let record = logs.articles.get(receipt.position).await?;
    let record = record.expect("it was just stored");
    let reading = read(&record, &reader("1.0.0", whole_text))?.expect("it is no tombstone");
    commit_one(&logs.events, &reading).await?;
    Ok(logs.events.last_position().await?)
}

#[tokio::test]
async fn a_newer_extraction_supersedes_the_older_from_its_marker_on() -> anyhow::Result<()> {
    let (dir, sled) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let logs = open(dir.path()).await?;
    let first = commit_text(&logs, "revision one").await?;
    let second = commit_text(&logs, "revision two").await?;
    let models = Arc::new(ReadModels::open(sled.path())?.models);
    project_all(&logs, &models).await?;
    let article = revision("revision one").id;
    let rows = [
        (AsKnown::Position(Position::GENESIS), None),
        (AsKnown::Position(Position(first.0 - 1)), None), // the fact without its marker
        (AsKnown::Position(first), Some("revision one")),
        (
            AsKnown::Position(Position(second.0 - 1)),
            Some("revision one"),
        ),
        (AsKnown::Position(second), Some("revision two")),
        (AsKnown::Now, Some("revision two")),
    ];
    for (known, expect) in rows {
        let told = models.view(known)?.events_of_article(article)?;
        let texts: Vec<_> = told
            .iter()
            .map(|record| record.claim.event.provenance.evidence[0].text.as_str())
            .collect();
        assert_eq!(texts, expect.into_iter().collect::<Vec<_>>(), "{known:?}");
    }
    Ok(())
}

#[tokio::test]
async fn published_and_recorded_are_two_times() -> anyhow::Result<()> {
    let (dir, sled) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let logs = open(dir.path()).await?;
    let position = commit_text(&logs, "told long ago").await?;
    let models = Arc::new(ReadModels::open(sled.path())?.models);
    project_all(&logs, &models).await?;
    let view = models.view(AsKnown::Now)?;
    let told = view.events_of_article(revision("told long ago").id)?;
    let event = &told[0].claim.event;
    let published = event.provenance.published.expect("it was stated").at;
    assert_eq!(published.to_string(), "2031-03-01", "the article's own");
    let marker = logs.events.get(position).await?.expect("it was committed");
    assert_eq!(
        event.recorded_at,
        Some(marker.recorded_at),
        "the log's stamp, one batch"
    );
    let today = AsKnown::Date(marker.recorded_at.date_naive());
    assert_eq!(models.view(today)?.position(), position);
    let yesterday = marker
        .recorded_at
        .date_naive()
        .pred_opt()
        .expect("there was a day before");
    assert_eq!(
        models.view(AsKnown::Date(yesterday))?.position(),
        Position::ZERO
    );
    Ok(())
}
