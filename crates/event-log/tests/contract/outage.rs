//! Replies that are lost, and servers that die.

use std::collections::BTreeMap;

use event_log::{AppendError, EventLog, Expectation, Health, Logs, NewRecord};
use events::{Position, SubjectFilter};
use test_bus::{Proxy, Server, Settings};
use tokio::task::JoinSet;

use crate::bed::{
    Bed, LONG, append, batch, next, payload, positions, read, record, soon, subject, take, worker,
};
use crate::crash::{Random, rounds};
use crate::nats::config_at;

/// A log behind a proxy.
async fn behind_proxy() -> (Bed, Proxy, Logs) {
    let bed = Bed::jetstream().await;
    let proxy = Proxy::to(server(&bed).address()).await;
    let logs = Logs::open_jetstream(&config_at("admin", proxy.url())).await;
    (bed, proxy, logs.unwrap())
}

fn server(bed: &Bed) -> &Server {
    match bed {
        Bed::JetStream(server) => server,
        Bed::Embedded(_) => panic!("there is no server"),
    }
}

/// Facts and their marker, and that the marker is still at `last`.
fn extraction(
    marker: &str,
    number: u64,
    facts: usize,
    last: Position,
) -> (Vec<NewRecord>, Expectation) {
    let mut batch: Vec<_> = (0..facts)
        .map(|at| record("fact", format!("{marker} {number} {at}")))
        .collect();
    batch.push(record(marker, format!("{marker} {number} {facts}")));
    let expectation = Expectation {
        subject: subject(marker),
        last,
    };
    (batch, expectation)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_whose_reply_is_lost_is_there_once() {
    let (_bed, proxy, logs) = behind_proxy().await;
    let mut last = Position::ZERO;
    let mut end = Position::GENESIS;
    for number in 0..12_u64 {
        let facts = number as usize % 4;
        let (batch, expectation) = extraction("marker", number, facts, last);
        if number % 3 == 2 {
            proxy.lose_next_request();
        } else {
            proxy.lose_next_reply();
        }
        let appended = soon(logs.events.append(batch, vec![expectation]))
            .await
            .unwrap();
        assert_eq!(appended.first, end.next(), "{number}");
        assert_eq!(appended.last.0, end.0 + facts as u64 + 1, "{number}");
        end = appended.last;
        last = appended.last;
    }
    assert_eq!(read(&logs.events, "marker").await.len(), 12);
    assert_eq!(logs.events.last_position().await.unwrap(), end);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_reply_is_no_excuse_for_the_one_that_was_outrun() {
    let (bed, proxy, logs) = behind_proxy().await;
    let other = bed.open().await;
    let (theirs, expectation) = extraction("marker", 1, 3, Position::ZERO);
    let won = other
        .events
        .append(theirs, vec![expectation])
        .await
        .unwrap();
    let (ours, expectation) = extraction("marker", 2, 3, Position::ZERO);
    proxy.lose_next_reply();
    let lost = soon(logs.events.append(ours, vec![expectation])).await;
    let Err(AppendError::Conflict { actual, .. }) = lost else {
        panic!("{lost:?}");
    };
    assert_eq!(actual, won.last);
}

/// Without an expectation nothing forbids a batch to come late, so it is not sent again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unconditional_append_is_found_or_not_known() {
    let (_bed, proxy, logs) = behind_proxy().await;
    append(&logs.events, batch("a", 3)).await;
    proxy.lose_next_reply();
    let found = soon(logs.events.append(batch("a", 2), Vec::new()))
        .await
        .unwrap();
    assert_eq!((found.first, found.last), (Position(5), Position(6)));
    proxy.lose_next_request();
    let unknown = soon(logs.events.append(batch("a", 2), Vec::new())).await;
    assert!(
        matches!(unknown, Err(AppendError::Unconfirmed(_))),
        "{unknown:?}"
    );
    assert_eq!(read(&logs.events, "a").await.len(), 5);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_and_workers_survive_a_broken_connection() {
    let (_bed, proxy, logs) = behind_proxy().await;
    let mut followed = logs.articles.follow(Position::ZERO, SubjectFilter::all());
    let mut worker = worker(&logs.articles, LONG, 9).await;
    for number in 0..10 {
        let last = append(&logs.articles, batch("article.a", 3)).await;
        let found = take(&mut followed, 3).await;
        assert_eq!(found[2].position, last);
        let delivery = next(&mut worker).await;
        assert_eq!(
            (delivery.record.position.0, delivery.deliveries),
            (number + 1, 1)
        );
        // Whatever is said next is lost: a question for records, or the acknowledgement.
        proxy.lose_next_request();
        soon(delivery.ack()).await.unwrap();
    }
    assert_eq!(
        logs.articles.settled("consumer").await.unwrap(),
        Position(10)
    );
}

/// Appends until it is told to stop; gives which batches were acknowledged, and where.
async fn write(log: EventLog, marker: String, count: u64) -> BTreeMap<(String, u64), Position> {
    let mut acknowledged = BTreeMap::new();
    let mut last = Position::ZERO;
    for number in 0..count {
        let (batch, expectation) = extraction(&marker, number, number as usize % 7, last);
        last = log.append(batch, vec![expectation]).await.unwrap().last;
        acknowledged.insert((marker.clone(), number), last);
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_is_killed_loses_nothing_acknowledged() {
    const WRITERS: u64 = 3;
    const BATCHES: u64 = 60;
    let mut random = Random::seeded();
    let bed = Bed::jetstream().await;
    let logs = bed.open().await;
    let Bed::JetStream(mut server) = bed else {
        panic!("there is no server");
    };
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(
            logs.events.clone(),
            format!("marker.{writer}"),
            BATCHES,
        ));
    }
    let mut followed = logs.events.follow(Position::ZERO, SubjectFilter::all());
    let mut seen = take(&mut followed, 1).await;
    for _ in 0..rounds(4) {
        let more = random.below(60) as usize;
        seen.extend(take(&mut followed, more).await);
        tokio::task::block_in_place(|| server.kill());
        while matches!(logs.health(), Health::Connected) {
            tokio::task::yield_now().await;
        }
        assert!(matches!(logs.health(), Health::Reconnecting { .. }));
        tokio::task::block_in_place(|| server.run());
    }
    let acknowledged: BTreeMap<_, _> = soon(writers.join_all())
        .await
        .into_iter()
        .flatten()
        .collect();
    assert_eq!(acknowledged.len() as u64, WRITERS * BATCHES);
    assert!(matches!(logs.health(), Health::Connected));

    let written = read(&logs.events, ">").await;
    let expect: Vec<_> = (1..=written.len() as u64).collect();
    assert_eq!(positions(&written), expect);
    seen.extend(take(&mut followed, written.len() - seen.len()).await);
    assert!(
        seen == written,
        "the follower saw what is there, once and in order"
    );

    // Every batch is whole and there once, where its writer was told.
    let mut markers = BTreeMap::new();
    for (at, marker) in written.iter().enumerate().skip(1) {
        if marker.subject == subject("fact") {
            continue;
        }
        let mut words = payload(marker).split(' ');
        let name = words.next().unwrap().to_owned();
        let [number, facts] = [(); 2].map(|()| words.next().unwrap().parse::<u64>().unwrap());
        for (fact, told) in written[at - facts as usize..at].iter().enumerate() {
            assert_eq!(payload(told), format!("{name} {number} {fact}"));
        }
        assert_eq!(markers.insert((name, number), marker.position), None);
    }
    assert_eq!(markers, acknowledged);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_waits_until_there_is_room() {
    let bed = Bed::with(Settings {
        max_file_store: Some("1MB"),
        ..Settings::default()
    })
    .await;
    let logs = bed.open().await;
    let log = logs.articles.clone();
    let appending = tokio::spawn(async move {
        for number in 0..6 {
            let large = record("article.a", number.to_string().repeat(300_000));
            let expectation = Expectation {
                subject: large.subject.clone(),
                last: Position(number),
            };
            log.append(vec![large], vec![expectation]).await.unwrap();
        }
    });
    let trouble = soon(async {
        loop {
            match logs.health().trouble() {
                Some(trouble) => return trouble,
                None => tokio::task::yield_now().await,
            }
        }
    });
    let trouble = trouble.await;
    assert!(trouble.contains("raise `max_file_store`"), "{trouble}");
    let Bed::JetStream(mut server) = bed else {
        panic!("there is no server");
    };
    server.settings.max_file_store = Some("1GB");
    tokio::task::block_in_place(|| {
        server.kill();
        server.run();
    });
    soon(appending).await.unwrap();
    assert!(matches!(logs.health(), Health::Connected));
    assert_eq!(read(&logs.articles, ">").await.len(), 6);
}
