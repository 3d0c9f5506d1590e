//! What cannot be read goes to the dead letters with its reason, and stops nobody.

use bytes::Bytes;
use event_log::{Logs, NewRecord};
use events::{Article, EventId, Position, Subject};
use extract::CONSUMER;
use extraction::Extraction;
use integration_tests::vedette;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::precedence::{open, reader, whole_text};

/// Reads as told by the text itself.
fn moody(article: &Article) -> Extraction {
    match article.text.as_str() {
        "panic" => panic!("no idea what this means"),
        "too much" => {
            let one = whole_text(article);
            let extraction = one.events[0].id;
            let event = |ordinal| events::Event {
                id: EventId::of(events::ExtractionId(extraction.0), ordinal),
                ..one.events[0].clone()
            };
            Extraction {
                events: (0..1_000).map(event).collect(),
                ..one
            }
        }
        _ => whole_text(article),
    }
}

async fn send(logs: &Logs, text: &str) -> anyhow::Result<Position> {
    let article = Article::new("", "Outlet", None, None, text);
    Ok(ingest::accept(&logs.articles, article).await?.position)
}

/// Runs the workers until everything stored is settled.
async fn work_off(logs: &Logs) -> anyhow::Result<()> {
    let shutdown = CancellationToken::new();
    let service = tokio::spawn(extract::run(
        extract::Config {
            articles: logs.articles.clone(),
            events: logs.events.clone(),
            reader: reader("1.0.0", moody),
            workers: 2,
            ack_wait: extract::ACK_WAIT,
        },
        shutdown.clone(),
    ));
    let last = logs.articles.last_position().await?;
    while logs.articles.settled(CONSUMER).await? < last {
        tokio::task::yield_now().await;
    }
    shutdown.cancel();
    Ok(service.await??)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_stops_nobody() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    send(&logs, "one").await?;
    let panic = send(&logs, "panic").await?;
    let too_much = send(&logs, "too much").await?;
    let garbage = NewRecord {
        subject: Subject::article("7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d".parse()?),
        id: Uuid::from_u128(1),
        payload: Bytes::from_static(b"\xff\xff"),
        trace: None,
    };
    let garbage = logs.articles.append(vec![garbage], vec![]).await?.last;
    send(&logs, "two").await?;
    work_off(&logs).await?;

    let letters = logs
        .articles
        .dead_letters(CONSUMER, Position::ZERO, 10)
        .await?;
    let told: Vec<_> = letters
        .iter()
        .map(|letter| (letter.record.position, letter.reason.as_str()))
        .collect();
    let expected = [
        (panic, "test 1.0.0 panicked: no idea what this means"),
        (
            too_much,
            "1000 facts are more than the 999 that one atomic batch holds beside its marker",
        ),
        (garbage, "the message cannot be decoded"),
    ];
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for ((position, reason), (expected, begins)) in told.iter().zip(expected) {
        assert_eq!(*position, expected);
        assert!(reason.starts_with(begins), "{reason}");
    }
    assert_eq!(
        logs.events.last_position().await?,
        Position(1 + 2 * 2),
        "the two others were read"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_can_be_retried_and_dropped() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(dir.path()).await?;
    let panic = send(&logs, "panic").await?;
    for _ in 0..2 {
        work_off(&logs).await?;
        assert_eq!(
            logs.articles
                .dead_letters(CONSUMER, Position::ZERO, 10)
                .await?
                .len(),
            1
        );
        assert!(logs.articles.retry_dead_letter(CONSUMER, panic).await?);
        assert!(
            logs.articles
                .dead_letters(CONSUMER, Position::ZERO, 10)
                .await?
                .is_empty()
        );
    }
    work_off(&logs).await?;
    assert!(logs.articles.drop_dead_letter(CONSUMER, panic).await?);
    assert!(!logs.articles.drop_dead_letter(CONSUMER, panic).await?);
    assert_eq!(logs.events.last_position().await?, Position::GENESIS);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dead_letter_is_shown_with_its_text() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let logs = open(&dir.path().join("log")).await?;
    let panic = send(&logs, "panic").await?.to_string();
    work_off(&logs).await?;
    logs.close().await;
    let data = dir.path().to_string_lossy();
    let show = ["deadletters", "show", &panic, "--data", &data];
    let shown = vedette(&show).ok();
    for expect in [
        "Outlet",
        "test 1.0.0 panicked: no idea what this means",
        "\npanic\n",
    ] {
        assert!(shown.contains(expect), "{shown}");
    }
    let told = vedette(&[&show[..], &["--json"]].concat()).json();
    assert_eq!(told["article"]["text"], "panic", "{told}");
    Ok(())
}
