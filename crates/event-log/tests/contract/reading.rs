//! Reading what is there, and following what comes.

use std::collections::BTreeMap;

use events::{Position, SubjectFilter};
use futures::StreamExt;
use tokio::task::JoinSet;

use crate::bed::{
    Bed, append, batch, filter, nothing_comes, payload, positions, read, record, soon, subject,
    take,
};

pub(crate) async fn wildcards_choose_subjects(bed: &Bed) {
    let logs = bed.open().await;
    let subjects = [
        "article.f.x.USA",
        "article.f.y.USA",
        "article.f.x.POL",
        "article.e.1.rules",
        "article.f.x",
    ];
    let records = subjects.map(|name| record(name, name));
    append(&logs.articles, records.to_vec()).await;

    let check = async |wanted: &str, expect: &[u64]| {
        let found = read(&logs.articles, wanted).await;
        assert_eq!(positions(&found), expect, "{wanted}");
        let mut followed = logs.articles.follow(Position::ZERO, filter(wanted));
        let found = take(&mut followed, expect.len()).await;
        assert_eq!(positions(&found), expect, "{wanted}");
    };
    check(">", &[1, 2, 3, 4, 5]).await;
    check("article.f.>", &[1, 2, 3, 5]).await;
    check("article.f.*", &[5]).await;
    check("article.f.*.USA", &[1, 2]).await;
    check("article.*.x.>", &[1, 3]).await;
    check("article.e.1.rules", &[4]).await;
    check("article.g.>", &[]).await;
}

pub(crate) async fn a_read_ends_where_the_log_ended_when_it_began(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 3)).await;
    let mut reading = logs.articles.read(Position(2), SubjectFilter::all());
    let mut found = take(&mut reading, 1).await;
    append(&logs.articles, batch("article.a", 3)).await;
    found.extend(reading.map(Result::unwrap).collect::<Vec<_>>().await);
    assert_eq!(positions(&found), [2, 3]);
    let behind = logs.articles.read(Position(7), SubjectFilter::all());
    assert_eq!(behind.count().await, 0);
}

pub(crate) async fn a_follower_sees_every_record_once_while_others_append(bed: &Bed) {
    const WRITERS: usize = 4;
    const BATCHES: usize = 60;
    const BATCH: usize = 7;
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 1_000)).await;
    let mut writers = JoinSet::new();
    for _ in 0..WRITERS {
        let log = logs.articles.clone();
        writers.spawn(async move {
            for _ in 0..BATCHES {
                append(&log, batch("article.a", BATCH)).await;
            }
        });
    }
    let last = 1_000 + WRITERS * BATCHES * BATCH;
    let mut followers = JoinSet::new();
    for from in [1, 500, 1_000, 1_001, 1_500] {
        let mut records = logs.articles.follow(Position(from), SubjectFilter::all());
        followers.spawn(async move {
            let count = last - from as usize + 1;
            let found = take(&mut records, count).await;
            let expect: Vec<_> = (from..=last as u64).collect();
            assert_eq!(positions(&found), expect);
        });
    }
    while let Some(ended) = followers.join_next().await {
        ended.unwrap();
    }
    writers.join_all().await;
    assert_eq!(logs.articles.last_position().await.unwrap().0, last as u64);
}

/// Facts and their marker are one batch: whoever has seen a fact finds the marker, at once and by
/// every way of reading.
pub(crate) async fn a_follower_never_waits_inside_a_batch(bed: &Bed) {
    const BATCHES: usize = 100;
    let logs = bed.open().await;
    let writer = tokio::spawn({
        let log = logs.articles.clone();
        async move {
            for number in 0..BATCHES {
                let mut batch: Vec<_> = (0..number % 5)
                    .map(|_| record("article.fact", number.to_string()))
                    .collect();
                batch.push(record("article.marker", number.to_string()));
                append(&log, batch).await;
            }
        }
    });
    let mut records = logs.articles.follow(Position::ZERO, SubjectFilter::all());
    let mut facts = BTreeMap::<String, usize>::new();
    let mut markers = 0;
    while markers < BATCHES {
        let found = take(&mut records, 1).await.remove(0);
        let number = payload(&found).to_owned();
        if found.subject == subject("article.marker") {
            let told = facts.remove(&number).unwrap_or(0);
            assert_eq!(told, number.parse::<usize>().unwrap() % 5);
            markers += 1;
            continue;
        }
        *facts.entry(number.clone()).or_default() += 1;
        let marker = logs
            .articles
            .last_on(&subject("article.marker"))
            .await
            .unwrap()
            .unwrap();
        assert!(payload(&marker).parse::<usize>().unwrap() >= number.parse().unwrap());
        assert!(marker.position > found.position);
        let later = read(&logs.articles, "article.marker").await;
        assert!(later.iter().any(|marker| payload(marker) == number));
    }
    writer.await.unwrap();
    assert!(facts.is_empty());
}

pub(crate) async fn a_follower_waits_for_what_is_to_come(bed: &Bed) {
    let logs = bed.open().await;
    let mut records = logs.articles.follow(Position(3), filter("article.b"));
    nothing_comes(records.next()).await;
    append(&logs.articles, batch("article.b", 2)).await;
    append(&logs.articles, batch("article.a", 2)).await;
    nothing_comes(records.next()).await;
    append(&logs.articles, batch("article.b", 1)).await;
    let found = soon(records.next()).await.unwrap().unwrap();
    assert_eq!(found.position, Position(5));
}

pub(crate) async fn last_on_is_the_newest_record_of_a_subject(bed: &Bed) {
    let logs = bed.open().await;
    append(
        &logs.articles,
        vec![
            record("article.a", "1"),
            record("article.b", "2"),
            record("article.a", "3"),
        ],
    )
    .await;
    append(&logs.events, vec![record("a", "elsewhere")]).await;
    let check = async |name: &str, expect: Option<(u64, &str)>| {
        let found = logs.articles.last_on(&subject(name)).await.unwrap();
        let found = found
            .as_ref()
            .map(|found| (found.position.0, payload(found)));
        assert_eq!(found, expect, "{name}");
    };
    check("article.a", Some((3, "3"))).await;
    check("article.b", Some((2, "2"))).await;
    check("article.c", None).await;
    check("a", None).await;
    append(&logs.articles, vec![record("article.b", "4")]).await;
    check("article.b", Some((4, "4"))).await;
}

pub(crate) async fn a_position_holds_one_record_or_none(bed: &Bed) {
    let logs = bed.open().await;
    append(&logs.articles, batch("article.a", 2)).await;
    let written = read(&logs.articles, ">").await;
    for (position, expect) in [
        (0, None),
        (1, Some(0)),
        (2, Some(1)),
        (3, None),
        (u64::MAX, None),
    ] {
        let found = logs.articles.get(Position(position)).await.unwrap();
        assert_eq!(found.as_ref(), expect.map(|at: usize| &written[at]));
    }
}
