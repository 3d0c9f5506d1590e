//! Reopening, locking, closing and backing up.

use event_log::{AppendError, BackupError, OpenError, ReadError, Unavailable};
use events::{LogId, Position, SubjectFilter};
use futures::StreamExt;

use crate::bed::{
    Bed, LOG, LONG, append, batch, next, open, positions, read, record, soon, subject, take, worker,
};

pub(crate) async fn a_reopened_log_holds_everything(bed: &Bed) {
    let logs = bed.open().await;
    let mut written = read(&logs.events, ">").await;
    drop(logs);
    for round in 0..4 {
        let logs = bed.open().await;
        assert_eq!(logs.log_id(), LogId(LOG));
        assert_eq!(read(&logs.events, ">").await, written);
        let last = append(&logs.events, batch("a", 5)).await;
        assert_eq!(last, Position(1 + 5 * (round + 1)));
        let newest = logs.events.last_on(&subject("a")).await.unwrap().unwrap();
        assert_eq!(newest.position, last);
        written = read(&logs.events, ">").await;
        // Once by closing, once by dropping.
        match round % 2 {
            0 => logs.close().await,
            _ => drop(logs),
        }
    }
    assert_eq!(written.len(), 21);
}

pub(crate) async fn a_second_opener_is_refused(bed: &Bed) {
    let logs = bed.open().await;
    for _ in 0..2 {
        let refused = bed.try_open().await.err();
        let Some(OpenError::Locked(directory)) = refused else {
            panic!("{refused:?}");
        };
        assert!(directory.ends_with("data"));
    }
    append(&logs.events, batch("a", 1)).await;
    logs.close().await;
    bed.open().await;
}

pub(crate) async fn handles_of_a_closed_log_say_so(bed: &Bed) {
    let logs = bed.open().await;
    let (articles, events) = (logs.articles.clone(), logs.events.clone());
    let mut worker = worker(&articles, LONG, 9).await;
    append(&articles, batch("article.a", 1)).await;
    let delivery = next(&mut worker).await;
    logs.close().await;

    let closed = |error| matches!(error, Some(ReadError::Unavailable(Unavailable::Closed)));
    let appended = events.append(batch("a", 1), Vec::new()).await;
    assert!(matches!(
        appended,
        Err(AppendError::Unavailable(Unavailable::Closed))
    ));
    assert!(closed(events.get(Position(1)).await.err()));
    assert!(closed(events.last_on(&subject("a")).await.err()));
    assert!(closed(events.last_position().await.err()));
    assert!(closed(events.settled("consumer").await.err()));
    let mut reading = events.read(Position(1), SubjectFilter::all());
    assert!(closed(reading.next().await.unwrap().err()));
    assert!(matches!(delivery.ack().await, Err(Unavailable::Closed)));
    assert!(worker.next().await.unwrap().is_none());
    // The handles hold nothing up.
    bed.open().await;
}

pub(crate) async fn closing_ends_followers_and_workers(bed: &Bed) {
    let logs = bed.open().await;
    let mut records = logs.events.follow(Position(1), SubjectFilter::all());
    take(&mut records, 1).await;
    let following = tokio::spawn(async move { records.next().await.is_none() });
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let working = tokio::spawn(async move { worker.next().await.unwrap().is_none() });
    // Whatever was asked before is answered.
    let log = logs.articles.clone();
    let appending =
        tokio::spawn(async move { log.append(batch("article.a", 1), Vec::new()).await });
    tokio::task::yield_now().await;
    logs.close().await;
    assert!(soon(following).await.unwrap());
    let appended = soon(appending).await.unwrap().is_ok();
    // The worker may have got the record before it heard of the end.
    assert!(soon(working).await.unwrap() || appended);
    let logs = bed.open().await;
    assert_eq!(read(&logs.articles, ">").await.len(), usize::from(appended));
}

pub(crate) async fn a_backup_under_load_is_a_prefix(bed: &Bed) {
    const BATCH: usize = 11;
    let logs = bed.open().await;
    let writers = [&logs.events, &logs.articles].map(|log| {
        let log = log.clone();
        tokio::spawn(async move {
            for number in 0..150 {
                let mut batch = batch("fact", BATCH - 1);
                batch.push(record("marker", number.to_string()));
                append(&log, batch).await;
            }
        })
    });
    let mut reports = Vec::new();
    for number in 0..4 {
        let mut records = logs.events.follow(Position::ZERO, SubjectFilter::all());
        take(&mut records, 2 + number * 30 * BATCH).await;
        let report = logs
            .backup(&bed.beside(&format!("{number}")))
            .await
            .unwrap();
        assert!(report.events.0 > (number * 30 * BATCH) as u64);
        reports.push(report);
    }
    for writer in writers {
        writer.await.unwrap();
    }
    for (number, report) in reports.into_iter().enumerate() {
        let copy = open(&bed.beside(&format!("{number}"))).await.unwrap();
        assert_eq!(copy.log_id(), logs.log_id());
        for (log, copy, last) in [
            (&logs.events, &copy.events, report.events),
            (&logs.articles, &copy.articles, report.articles),
        ] {
            let (all, copied) = (read(log, ">").await, read(copy, ">").await);
            assert_eq!(copied.len() as u64, last.0);
            assert!(all.starts_with(&copied));
            let marker = copy.last_on(&subject("marker")).await.unwrap();
            let whole = marker.is_none_or(|marker| marker.position == last);
            assert!(whole, "no batch is cut");
        }
    }
}

pub(crate) async fn a_backup_goes_on_as_a_log_of_its_own(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("a", 3)).await;
    let mut first = worker(&logs.articles, LONG, 9).await;
    next(&mut first).await.ack().await.unwrap();
    next(&mut first).await.dead_letter("no").await.unwrap();
    logs.backup(&bed.beside("copy")).await.unwrap();

    let copy = open(&bed.beside("copy")).await.unwrap();
    assert_eq!(append(&copy.articles, batch("a", 1)).await, Position(4));
    assert_eq!(append(&copy.events, batch("a", 1)).await, Position(2));
    assert_eq!(
        copy.articles.settled("consumer").await.unwrap(),
        Position(2)
    );
    let dead = copy
        .articles
        .dead_letters("consumer", Position::ZERO, 9)
        .await
        .unwrap();
    assert_eq!(dead.len(), 1);
    let mut second = worker(&copy.articles, LONG, 9).await;
    assert_eq!(next(&mut second).await.record.position, Position(3));
    assert_eq!(positions(&read(&logs.articles, ">").await), [1, 2, 3]);
}

pub(crate) async fn a_backup_overwrites_nothing(bed: &Bed) {
    let logs = bed.open().await;
    std::fs::create_dir(bed.beside("empty")).unwrap();
    logs.backup(&bed.beside("empty")).await.unwrap();
    for taken in ["empty", "data"] {
        let refused = logs.backup(&bed.beside(taken)).await;
        assert!(matches!(refused, Err(BackupError::NotEmpty(_))), "{taken}");
    }
    std::fs::write(bed.beside("file"), "").unwrap();
    let refused = logs.backup(&bed.beside("file")).await;
    assert!(
        matches!(refused, Err(BackupError::Directory(_))),
        "{refused:?}"
    );
    open(&bed.beside("empty")).await.unwrap();
}
