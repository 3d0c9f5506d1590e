//! Competing workers, acknowledgements and dead letters.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use event_log::{EventLog, REASON_BYTES_MAX, WorkError};
use events::{Position, SubjectFilter};
use futures::FutureExt;
use tokio::task::JoinSet;

use crate::bed::{
    Bed, LONG, SHORT, append, batch, config, filter, next, nothing_comes, positions, read, record,
    soon, worker,
};

async fn settled(log: &EventLog) -> u64 {
    log.settled("consumer").await.unwrap().0
}

pub(crate) async fn an_acknowledged_record_is_not_delivered_again(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 3)).await;
    let mut worker = worker(&logs.articles, SHORT, 9).await;
    for position in 1..=3 {
        let delivery = next(&mut worker).await;
        assert_eq!(
            (delivery.record.position.0, delivery.deliveries),
            (position, 1)
        );
        delivery.ack().await.unwrap();
        assert_eq!(settled(&logs.articles).await, position);
    }
    append(&logs.articles, batch("article.a", 1)).await;
    assert_eq!(next(&mut worker).await.record.position, Position(4));
}

pub(crate) async fn a_refused_record_is_delivered_again(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 2)).await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let first = next(&mut worker).await;
    let second = next(&mut worker).await;
    second.nak(Duration::ZERO).await.unwrap();
    let again = next(&mut worker).await;
    assert_eq!((again.record.position, again.deliveries), (Position(2), 2));
    let asked = Instant::now();
    first.nak(SHORT).await.unwrap();
    let again = next(&mut worker).await;
    assert_eq!((again.record.position, again.deliveries), (Position(1), 2));
    assert!(asked.elapsed() >= SHORT);
}

pub(crate) async fn a_forgotten_record_is_delivered_again(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 1)).await;
    let mut worker = worker(&logs.articles, SHORT, 9).await;
    for deliveries in 1..=3 {
        let delivery = next(&mut worker).await;
        assert_eq!(delivery.deliveries, deliveries);
        drop(delivery);
    }
    assert_eq!(settled(&logs.articles).await, 0);
}

pub(crate) async fn work_in_progress_keeps_its_record(bed: &Bed) {
    let wait = SHORT * 10;
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 1)).await;
    let mut worker = worker(&logs.articles, wait, 9).await;
    let delivery = next(&mut worker).await;
    // Some of the time passes: each of these waits for the disk.
    for _ in 0..5 {
        append(&logs.events, batch("b", 1)).await;
    }
    let asked = Instant::now();
    delivery.in_progress().await.unwrap();
    let again = next(&mut worker).await;
    assert!(asked.elapsed() >= wait);
    assert_eq!(again.deliveries, 2);
}

pub(crate) async fn a_late_worker_may_acknowledge_but_not_refuse(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 1)).await;
    let mut slow = worker(&logs.articles, SHORT * 10, 9).await;
    let mut other = worker(&logs.articles, SHORT * 10, 9).await;
    let first = next(&mut slow).await;
    let second = next(&mut slow).await;
    assert_eq!(second.deliveries, 2);
    let third = next(&mut other).await;
    assert_eq!(third.deliveries, 3);
    first.nak(Duration::ZERO).await.unwrap();
    nothing_comes(other.next()).await;
    second.ack().await.unwrap();
    assert_eq!(settled(&logs.articles).await, 1);
    // The record is settled: what the newest worker says changes nothing.
    third.dead_letter("too late").await.unwrap();
    let dead = logs.articles.dead_letter("consumer", Position(1)).await;
    assert_eq!(dead.unwrap(), None);
}

pub(crate) async fn a_record_runs_out_of_deliveries(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 2)).await;
    let mut worker = worker(&logs.articles, LONG, 3).await;
    for deliveries in 1..=3 {
        let delivery = next(&mut worker).await;
        assert_eq!(
            (delivery.record.position.0, delivery.deliveries),
            (1, deliveries)
        );
        delivery.nak(Duration::ZERO).await.unwrap();
    }
    assert_eq!(next(&mut worker).await.record.position, Position(2));
    assert_eq!(settled(&logs.articles).await, 1);

    let dead = logs
        .articles
        .dead_letters("consumer", Position::ZERO, 10)
        .await
        .unwrap();
    assert_eq!(dead.len(), 1);
    assert_eq!(dead[0].record, read(&logs.articles, ">").await[0]);
    assert_eq!((&*dead[0].consumer, dead[0].deliveries), ("consumer", 3));
    assert_eq!(dead[0].reason, "not acknowledged after 3 deliveries");
    assert!(dead[0].at >= dead[0].record.recorded_at);
}

pub(crate) async fn a_worker_gives_a_record_up(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 3)).await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let too_long = "é".repeat(REASON_BYTES_MAX);
    for reason in ["not a text", "", &too_long] {
        next(&mut worker).await.dead_letter(reason).await.unwrap();
    }
    assert_eq!(settled(&logs.articles).await, 3);
    let reasons = async |after, max| {
        let found = logs.articles.dead_letters("consumer", Position(after), max);
        let found = found.await.unwrap().into_iter();
        found
            .map(|dead| (dead.record.position.0, dead.reason))
            .collect::<Vec<_>>()
    };
    let kept = "é".repeat(REASON_BYTES_MAX / 2);
    let expect = [(1, "not a text".to_owned()), (2, String::new()), (3, kept)];
    assert_eq!(reasons(0, 9).await, expect);
    assert_eq!(reasons(0, 2).await, expect[..2]);
    assert_eq!(reasons(1, 9).await, expect[1..]);
    assert_eq!(
        logs.articles
            .dead_letters("other", Position::ZERO, 9)
            .await
            .unwrap(),
        []
    );
    assert_eq!(
        logs.events
            .dead_letters("consumer", Position::ZERO, 9)
            .await
            .unwrap(),
        []
    );
}

pub(crate) async fn a_dead_letter_can_be_retried_or_dropped(bed: &Bed) {
    let logs = bed.open().await;
    let log = &logs.articles;
    append(log, batch("article.a", 3)).await;
    let mut worker = worker(log, LONG, 9).await;
    for _ in 0..3 {
        next(&mut worker).await.dead_letter("no").await.unwrap();
    }
    assert!(
        log.retry_dead_letter("consumer", Position(2))
            .await
            .unwrap()
    );
    assert!(
        !log.retry_dead_letter("consumer", Position(2))
            .await
            .unwrap()
    );
    assert_eq!(settled(log).await, 1);
    let again = next(&mut worker).await;
    assert_eq!((again.record.position, again.deliveries), (Position(2), 1));
    again.dead_letter("no again").await.unwrap();
    let dead = log.dead_letter("consumer", Position(2)).await.unwrap();
    assert_eq!(dead.unwrap().reason, "no again");
    assert_eq!(settled(log).await, 3);
    let count = log.count_dead_letters("consumer", 9).await.unwrap();
    assert_eq!(count, 3);
    let counted = log.count_dead_letters("consumer", 2).await.unwrap();
    assert_eq!(counted, 2, "no further than asked for");

    assert!(
        log.retry_dead_letter("consumer", Position(2))
            .await
            .unwrap()
    );
    let again = next(&mut worker).await;
    assert_eq!((again.record.position, again.deliveries), (Position(2), 1));
    again.ack().await.unwrap();
    assert_eq!(settled(log).await, 3);

    assert!(log.drop_dead_letter("consumer", Position(1)).await.unwrap());
    assert!(!log.drop_dead_letter("consumer", Position(1)).await.unwrap());
    assert!(!log.drop_dead_letter("other", Position(3)).await.unwrap());
    assert_eq!(
        log.dead_letter("consumer", Position(1)).await.unwrap(),
        None
    );
    let left = log
        .dead_letters("consumer", Position::ZERO, 9)
        .await
        .unwrap();
    assert_eq!(left.len(), 1);
    drop(worker);

    // Retried while no worker is there, it waits for one.
    logs.close().await;
    let logs = bed.open().await;
    let log = &logs.articles;
    assert!(
        log.retry_dead_letter("consumer", Position(3))
            .await
            .unwrap()
    );
    assert_eq!(settled(log).await, 2);
    let mut worker = crate::bed::worker(log, LONG, 9).await;
    let again = next(&mut worker).await;
    assert_eq!((again.record.position, again.deliveries), (Position(3), 1));
}

pub(crate) async fn workers_share_the_records(bed: &Bed) {
    const RECORDS: usize = 300;
    let logs = bed.open().await;
    let mut workers = JoinSet::new();
    for _ in 0..4 {
        let mut worker = worker(&logs.articles, LONG, 9).await;
        let log = logs.articles.clone();
        workers.spawn(async move {
            let mut got = Vec::new();
            while settled(&log).await < RECORDS as u64 {
                let wait = worker.next_up_to(5, Duration::from_millis(1));
                let Ok(deliveries) = tokio::time::timeout(SHORT, wait).await else {
                    continue;
                };
                for delivery in deliveries.unwrap() {
                    assert_eq!(delivery.deliveries, 1);
                    got.push(delivery.record.position.0);
                    delivery.ack().await.unwrap();
                }
            }
            got
        });
    }
    for _ in 0..3 {
        append(&logs.articles, batch("article.a", RECORDS / 3)).await;
    }
    let mut got = soon(workers.join_all()).await.concat();
    got.sort_unstable();
    let expect: Vec<_> = (1..=RECORDS as u64).collect();
    assert_eq!(got, expect);
}

pub(crate) async fn several_records_are_taken_at_once(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 5)).await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let mut check = async |max, wait, expect: &[u64]| {
        let taken = soon(worker.next_up_to(max, wait)).await.unwrap();
        let taken: Vec<_> = taken.into_iter().map(|taken| taken.record).collect();
        assert_eq!(positions(&taken), expect);
    };
    check(2, LONG, &[1, 2]).await;
    check(9, SHORT, &[3, 4, 5]).await;
    append(&logs.articles, batch("article.a", 1)).await;
    let (log, other) = (logs.articles.clone(), batch("article.a", 1));
    let later = tokio::spawn(async move { append(&log, other).await });
    check(2, LONG, &[6, 7]).await;
    later.await.unwrap();
    check(0, LONG, &[]).await;
}

pub(crate) async fn giving_up_the_wait_loses_nothing(bed: &Bed) {
    let logs = bed.open().await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let mut got = Vec::new();
    for round in 0..50 {
        append(&logs.articles, batch("article.a", 1)).await;
        // Given up after as many steps as the round has.
        for _ in 0..round % 7 {
            tokio::task::yield_now().await;
            if let Some(delivery) = worker.next().now_or_never() {
                got.push(delivery.unwrap().unwrap());
            }
        }
    }
    while got.len() < 50 {
        got.push(next(&mut worker).await);
    }
    let positions: Vec<_> = got
        .iter()
        .map(|delivery| delivery.record.position.0)
        .collect();
    assert_eq!(positions, (1..=50).collect::<Vec<_>>());
    assert!(got.iter().all(|delivery| delivery.deliveries == 1));
}

pub(crate) async fn open_records_are_bounded(bed: &Bed) {
    const OPEN_MAX: usize = 1_024;
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 1_000)).await;
    append(&logs.articles, batch("article.a", 100)).await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let mut open = soon(worker.next_up_to(2_000, SHORT * 20)).await.unwrap();
    assert_eq!(open.len(), OPEN_MAX);
    open.pop().unwrap().ack().await.unwrap();
    let freed = soon(worker.next_up_to(2_000, SHORT)).await.unwrap();
    assert_eq!(freed.len(), 1);
    assert_eq!(freed[0].record.position, Position(OPEN_MAX as u64 + 1));
}

pub(crate) async fn a_consumer_gets_only_what_it_wants(bed: &Bed) {
    let logs = bed.open().await;
    for name in ["article.a.x", "article.b.x", "article.a.y", "article.b.y"] {
        append(&logs.articles, vec![record(name, name)]).await;
    }
    let wanted = logs
        .articles
        .work("consumer", filter("article.a.*"), config(LONG, 9));
    let mut worker = wanted.await.unwrap();
    for (position, before) in [(1, 0), (3, 2)] {
        let delivery = next(&mut worker).await;
        assert_eq!(delivery.record.position.0, position);
        // It may lag behind over what is not wanted.
        assert!((before.max(1) - 1..=before).contains(&settled(&logs.articles).await));
        delivery.ack().await.unwrap();
        assert!((position..=position + 1).contains(&settled(&logs.articles).await));
    }
    // Settled goes on over what is not wanted while a worker asks for more.
    nothing_comes(worker.next()).await;
    assert_eq!(settled(&logs.articles).await, 4);
}

pub(crate) async fn a_consumer_that_makes_no_sense_is_refused(bed: &Bed) {
    let logs = bed.open().await;
    let work = |name: &'static str, wanted, config| {
        let log = logs.articles.clone();
        async move { log.work(name, filter(wanted), config).await.err() }
    };
    for name in ["", "Upper", "a.b", "a b", "é"] {
        let refused = work(name, ">", config(LONG, 1)).await;
        assert!(matches!(refused, Some(WorkError::InvalidName(_))), "{name}");
    }
    let refused = work("consumer", ">", config(LONG, 0)).await;
    assert!(matches!(refused, Some(WorkError::NoDeliveries)));
    assert!(
        work("consumer", "article.a.>", config(LONG, 1))
            .await
            .is_none()
    );
    let refused = work("consumer", "article.b.>", config(LONG, 1)).await;
    assert!(matches!(refused, Some(WorkError::OtherFilter { .. })));
    assert!(
        work("other", "article.b.>", config(LONG, 1))
            .await
            .is_none()
    );
}

pub(crate) async fn settled_stops_before_the_first_open_record(bed: &Bed) {
    let logs = bed.open().await;
    assert_eq!(settled(&logs.articles).await, 0);
    append(&logs.articles, batch("article.a", 4)).await;
    let mut worker = worker(&logs.articles, LONG, 9).await;
    let mut open = soon(worker.next_up_to(4, LONG)).await.unwrap();
    // The deliveries at 3, 1, 4 and 2 are answered in this order.
    for (at, expect) in [(2, 0), (0, 1), (1, 1), (0, 4)] {
        open.remove(at).ack().await.unwrap();
        assert_eq!(settled(&logs.articles).await, expect);
    }
}

pub(crate) async fn a_consumer_goes_on_where_it_stood(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 6)).await;
    let mut first = worker(&logs.articles, LONG, 9).await;
    let mut open = soon(first.next_up_to(4, LONG)).await.unwrap();
    open.remove(2).ack().await.unwrap();
    open.remove(0).ack().await.unwrap();
    next(&mut first).await.dead_letter("no").await.unwrap();
    logs.close().await;

    let logs = bed.open().await;
    assert_eq!(settled(&logs.articles).await, 1);
    let work = logs
        .articles
        .work("consumer", SubjectFilter::all(), config(LONG, 9));
    let mut second = work.await.unwrap();
    let mut got = BTreeSet::new();
    for _ in 0..3 {
        let delivery = next(&mut second).await;
        got.insert((delivery.record.position.0, delivery.deliveries));
        delivery.ack().await.unwrap();
    }
    assert_eq!(got, BTreeSet::from([(2, 2), (4, 2), (6, 1)]));
    assert_eq!(settled(&logs.articles).await, 6);
    let dead = logs
        .articles
        .dead_letters("consumer", Position::ZERO, 9)
        .await
        .unwrap();
    assert_eq!(dead[0].record.position, Position(5));
}
