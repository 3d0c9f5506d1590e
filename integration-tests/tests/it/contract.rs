//! The decisions of the contract, each by name, on the log that services run on.

use event_log::{AppendError, Expectation, PurgeError};
use events::{Article, ArticleId, Position, Subject, SubjectFilter, Tombstone};
use extract::commit::commit_one;
use extract::reading::read;
use futures::TryStreamExt;
use ingest::{AcceptError, Outcome, accept, take_down};

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
