//! Batches, positions and expectations.

use event_log::{AppendError, Expectation, NewRecord, RECORD_BYTES_MAX};
use events::{LogId, Position};
use tokio::task::JoinSet;

use crate::bed::{Bed, LOG, append, batch, payload, positions, read, record, subject};

pub(crate) async fn a_new_log_begins_with_its_genesis(bed: &Bed) {
    let logs = bed.open().await;
    assert_eq!(logs.log_id(), LogId(LOG));
    let events = read(&logs.events, ">").await;
    assert_eq!(positions(&events), [Position::GENESIS.0]);
    assert_eq!((events[0].id, payload(&events[0])), (LOG, "genesis"));
    assert_eq!(read(&logs.articles, ">").await, []);
    assert_eq!(
        append(&logs.articles, batch("article.a", 1)).await,
        Position(1)
    );
    assert_eq!(append(&logs.events, batch("a", 1)).await, Position(2));
}

pub(crate) async fn positions_have_no_gaps(bed: &Bed) {
    let logs = bed.open().await;
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let log = logs.events.clone();
        writers.spawn(async move {
            let mut taken = Vec::new();
            for count in 1..=20 {
                let batch = batch(&format!("a.{writer}.{count}"), count);
                let appended = log.append(batch, Vec::new()).await.unwrap();
                taken.push((appended.first.0, appended.last.0, writer, count));
            }
            taken
        });
    }
    let mut taken = writers.join_all().await.concat();
    taken.sort_unstable();
    let records = read(&logs.events, ">").await;
    let mut next = 2;
    for (first, last, writer, count) in taken {
        assert_eq!((first, last), (next, next + count as u64 - 1));
        for at in 0..count {
            let record = &records[first as usize - 1 + at];
            assert_eq!(record.subject, subject(&format!("a.{writer}.{count}")));
            assert_eq!(payload(record), at.to_string());
        }
        next = last + 1;
    }
    let expect: Vec<_> = (1..next).collect();
    assert_eq!(positions(&records), expect);
}

pub(crate) async fn a_refused_batch_leaves_nothing(bed: &Bed) {
    let logs = bed.open().await;
    let expects = |last| {
        vec![Expectation {
            subject: subject("a"),
            last: Position(last),
        }]
    };
    let conflict = logs.events.append(batch("a", 3), expects(9)).await;
    assert!(matches!(conflict, Err(AppendError::Conflict { .. })));
    let empty = logs.events.append(Vec::new(), Vec::new()).await;
    assert!(matches!(empty, Err(AppendError::Empty)));
    let mut large = batch("a", 2);
    large[1].payload = vec![0; RECORD_BYTES_MAX + 1].into();
    let large = logs.events.append(large, Vec::new()).await;
    assert!(matches!(large, Err(AppendError::TooLarge { .. })));
    let wildcard = logs.events.append(batch("a.*", 1), Vec::new()).await;
    assert!(matches!(wildcard, Err(AppendError::InvalidSubject(_))));

    assert_eq!(read(&logs.events, "a").await, []);
    assert_eq!(logs.events.last_on(&subject("a")).await.unwrap(), None);
    assert_eq!(append(&logs.events, batch("a", 1)).await, Position(2));
}

pub(crate) async fn an_expectation_is_the_last_position_on_its_subject(bed: &Bed) {
    let logs = bed.open().await;
    append(
        &logs.events,
        vec![record("a", "2"), record("b", "3"), record("a", "4")],
    )
    .await;
    append(&logs.articles, batch("article.a", 1)).await;

    let check = async |expected: &[(&str, u64)], conflict: Option<(&str, u64)>| {
        let expectations = expected.iter().map(|(name, last)| Expectation {
            subject: subject(name),
            last: Position(*last),
        });
        let result = logs
            .events
            .append(batch("c", expected.len()), expectations.collect())
            .await;
        let found = match result {
            Ok(_) => None,
            Err(AppendError::Conflict {
                subject, actual, ..
            }) => Some((subject, actual.0)),
            Err(other) => panic!("{other}"),
        };
        let expect = conflict.map(|(name, actual)| (subject(name), actual));
        assert_eq!(found, expect, "{expected:?}");
    };
    check(&[("a", 4)], None).await;
    check(&[("a", 2)], Some(("a", 4))).await;
    check(&[("a", 0)], Some(("a", 4))).await;
    check(&[("a", 1)], Some(("a", 4))).await;
    check(&[("none", 0)], None).await;
    check(&[("none", 1)], Some(("none", 0))).await;
    check(&[("a", 4), ("b", 3), ("c", 6)], None).await;
    check(&[("a", 4), ("b", 2), ("c", 0)], Some(("b", 3))).await;
}

/// Each of two writers has read the same last record; again and again.
pub(crate) async fn of_two_racing_writers_exactly_one_wins(bed: &Bed) {
    let logs = bed.open().await;
    let mut last = Position::ZERO;
    for round in 0..60 {
        let mut writers = JoinSet::new();
        for writer in 0..2 {
            let log = logs.events.clone();
            let expectation = Expectation {
                subject: subject("a"),
                last,
            };
            writers.spawn(async move {
                let batch = vec![record("a", format!("{round}.{writer}"))];
                log.append(batch, vec![expectation]).await
            });
        }
        let (won, lost): (Vec<_>, Vec<_>) = writers
            .join_all()
            .await
            .into_iter()
            .partition(Result::is_ok);
        let [Ok(won)] = &won[..] else {
            panic!("round {round}: {won:?}");
        };
        let [Err(AppendError::Conflict { actual, .. })] = &lost[..] else {
            panic!("round {round}: {lost:?}");
        };
        assert_eq!(*actual, won.last, "round {round}");
        last = won.last;
    }
    assert_eq!(read(&logs.events, "a").await.len(), 60);
}

pub(crate) async fn the_largest_record_comes_back_as_it_was(bed: &Bed) {
    let logs = bed.open().await;
    let bytes = (0..RECORD_BYTES_MAX).map(|at| (at * 31 % 251) as u8);
    let large = NewRecord {
        payload: bytes.collect(),
        ..record("article.a", "large")
    };
    append(
        &logs.articles,
        vec![large.clone(), record("article.b", "small")],
    )
    .await;
    let records = read(&logs.articles, ">").await;
    assert!(records[0].payload == large.payload);
    assert_eq!(positions(&records), [1, 2]);
}

pub(crate) async fn recording_times_never_go_back(bed: &Bed) {
    let logs = bed.open().await;
    for _ in 0..5 {
        append(&logs.events, batch("a", 3)).await;
    }
    let times: Vec<_> = read(&logs.events, ">").await;
    assert!(times.is_sorted_by_key(|record| record.recorded_at));
    for record in &times {
        assert_eq!(record.recorded_at.timestamp_subsec_nanos() % 1_000, 0);
    }
}
