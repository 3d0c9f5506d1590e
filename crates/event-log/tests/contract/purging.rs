//! Take-downs.

use std::time::Duration;

use event_log::{Expectation, PurgeError, StreamName};
use events::{Position, SubjectFilter};

use crate::bed::{
    Bed, SHORT, append, batch, next, nothing_comes, payload, positions, read, record, subject,
    take, worker,
};

pub(crate) async fn a_purge_leaves_the_tombstone_and_the_others(bed: &Bed) {
    let mut logs = bed.open().await;
    for name in [
        "article.a",
        "article.b",
        "article.a",
        "article.b",
        "article.a",
    ] {
        append(&logs.articles, vec![record(name, name)]).await;
    }
    let tombstone = append(&logs.articles, vec![record("article.a", "tombstone")]).await;
    let purged = logs
        .articles
        .purge_subject(&subject("article.a"), tombstone)
        .await;
    assert_eq!(purged.unwrap(), 3);
    let again = logs
        .articles
        .purge_subject(&subject("article.a"), tombstone)
        .await;
    assert_eq!(again.unwrap(), 0);

    for _ in 0..2 {
        let log = &logs.articles;
        assert_eq!(positions(&read(log, ">").await), [2, 4, 6]);
        let mut followed = log.follow(Position::ZERO, SubjectFilter::all());
        assert_eq!(positions(&take(&mut followed, 3).await), [2, 4, 6]);
        assert_eq!(log.get(Position(1)).await.unwrap(), None);
        let last = log.last_on(&subject("article.a")).await.unwrap().unwrap();
        assert_eq!((last.position, payload(&last)), (tombstone, "tombstone"));
        assert_eq!(log.last_position().await.unwrap(), tombstone);
        logs.close().await;
        logs = bed.open().await;
    }
    let expectation = Expectation {
        subject: subject("article.a"),
        last: tombstone,
    };
    let next = logs
        .articles
        .append(batch("article.a", 1), vec![expectation])
        .await;
    assert_eq!(next.unwrap().first, Position(7));
    // A later take-down of the same subject meets what the first one left.
    let purged = logs
        .articles
        .purge_subject(&subject("article.a"), Position(7))
        .await;
    assert_eq!(purged.unwrap(), 1);
    assert_eq!(positions(&read(&logs.articles, ">").await), [2, 4, 7]);
}

pub(crate) async fn a_purge_needs_a_tombstone(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 2)).await;
    append(&logs.articles, batch("article.b", 1)).await;
    let check = async |name: &str, before, last| {
        let refused = logs
            .articles
            .purge_subject(&subject(name), Position(before))
            .await;
        let Err(PurgeError::NoTombstone { last: found, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(found, Position(last));
    };
    check("article.a", 3, 2).await;
    check("article.none", 1, 0).await;
    assert_eq!(positions(&read(&logs.articles, ">").await), [1, 2, 3]);
    let nothing = logs
        .articles
        .purge_subject(&subject("article.a"), Position(1))
        .await;
    assert_eq!(nothing.unwrap(), 0);
}

pub(crate) async fn the_events_are_never_purged(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.events, batch("a", 2)).await;
    let refused = logs.events.purge_subject(&subject("a"), Position(3)).await;
    assert!(matches!(
        refused,
        Err(PurgeError::Refused(StreamName::Events))
    ));
    assert_eq!(positions(&read(&logs.events, ">").await), [1, 2, 3]);
}

pub(crate) async fn a_purged_record_is_not_worked_off(bed: &Bed) {
    let logs = bed.open().await;
    let log = &logs.articles;
    append(log, batch("article.a", 3)).await;
    let mut worker = worker(log, SHORT, 9).await;
    next(&mut worker).await.dead_letter("no").await.unwrap();
    let forgotten = next(&mut worker).await;
    assert_eq!(forgotten.record.position, Position(2));
    assert_eq!(
        log.purge_subject(&subject("article.a"), Position(3))
            .await
            .unwrap(),
        2
    );

    let dead = log
        .dead_letters("consumer", Position::ZERO, 9)
        .await
        .unwrap();
    assert_eq!(dead, []);
    assert!(
        !log.retry_dead_letter("consumer", Position(1))
            .await
            .unwrap()
    );
    loop {
        let delivery = next(&mut worker).await;
        assert_eq!(delivery.record.position, Position(3));
        if log.settled("consumer").await.unwrap() == Position(2) {
            delivery.ack().await.unwrap();
            break;
        }
    }
    assert_eq!(log.settled("consumer").await.unwrap(), Position(3));
    forgotten.nak(Duration::ZERO).await.unwrap();
    nothing_comes(worker.next()).await;
}
