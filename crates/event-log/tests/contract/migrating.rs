//! A log is copied from one backend to the other and back, as it is.

use event_log::{Logs, MigrateError, MigrationReport, MigrationTarget, migrate};
use events::{Position, Subject};
use test_bus::{Server, Settings};

use crate::bed::{Bed, append, batch, open, read, record, subject};
use crate::nats::config_of;

/// A log with a purged article, more records than one batch, and one larger than most.
async fn fill(logs: &Logs) {
    append(
        &logs.articles,
        vec![record("article.a", "1"), record("article.b", "2")],
    )
    .await;
    let tombstone = append(&logs.articles, vec![record("article.a", "gone")]).await;
    let purged = logs
        .articles
        .purge_subject(&subject("article.a"), tombstone)
        .await;
    assert_eq!(purged.unwrap(), 1);
    append(
        &logs.articles,
        vec![record("article.c", "x".repeat(100_000))],
    )
    .await;
    append(&logs.events, batch("a", 1_000)).await;
    append(&logs.events, batch("b", 700)).await;
}

const REPORT: MigrationReport = MigrationReport {
    articles: Position(4),
    events: Position(1_701),
    purged: 1,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_moves_to_servers_and_back() {
    let bed = Bed::embedded();
    let logs = bed.open().await;
    fill(&logs).await;
    let server = Server::start(Settings::default());
    let config = config_of(&server);
    let servers = MigrationTarget::Servers {
        config: &config,
        replicas: 1,
    };
    assert_eq!(migrate(&logs, servers).await.unwrap(), REPORT);
    let again = migrate(&logs, servers).await;
    assert!(matches!(again, Err(MigrateError::NotEmpty(_))), "{again:?}");

    let moved = Logs::open_jetstream(&config).await.unwrap();
    let back = bed.beside("back");
    let directory = MigrationTarget::Directory(&back);
    assert_eq!(migrate(&moved, directory).await.unwrap(), REPORT);
    let again = migrate(&moved, directory).await;
    assert!(
        matches!(again, Err(MigrateError::Directory(_))),
        "{again:?}"
    );

    let back = open(&back).await.unwrap();
    for copy in [&moved, &back] {
        assert_eq!(copy.log_id(), logs.log_id());
        assert!(read(&copy.articles, ">").await == read(&logs.articles, ">").await);
        assert!(read(&copy.events, ">").await == read(&logs.events, ">").await);
        assert_eq!(copy.articles.get(Position(1)).await.unwrap(), None);
        // It goes on as a log, and a later take-down meets what the first one left.
        assert_eq!(append(&copy.events, batch("b", 1)).await, Position(1_702));
        let next = append(&copy.articles, vec![record("article.a", "again")]).await;
        assert_eq!(next, Position(5));
        let purged = copy
            .articles
            .purge_subject(&subject("article.a"), next)
            .await;
        assert_eq!(purged.unwrap(), 1);
    }
    let genesis = moved.events.get(Position::GENESIS).await.unwrap().unwrap();
    assert_eq!(genesis.subject, Subject::genesis());
}
