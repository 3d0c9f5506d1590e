//! smoke
use bytes::Bytes;
use event_log::*;
use events::*;
use futures::StreamExt;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn smoke() {
    let dir = tempfile::tempdir().unwrap();
    let rec = |s: &str, p: &'static str| NewRecord {
        subject: Subject::stored(s),
        id: Uuid::nil(),
        payload: Bytes::from_static(p.as_bytes()),
    };
    for round in 0..3u64 {
        let logs = Logs::open_embedded(dir.path(), |_| rec("g", "g"))
            .await
            .unwrap();
        let a = logs
            .events
            .append(vec![rec("a.b", "1"), rec("a.c", "2")], vec![])
            .await
            .unwrap();
        assert_eq!(a.first, Position(2 + round * 2));
        let got: Vec<_> = logs
            .events
            .read(Position(1), SubjectFilter::all())
            .collect()
            .await;
        assert_eq!(got.len() as u64, 3 + round * 2);
        let last = logs
            .events
            .last_on(&Subject::stored("a.c"))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(last.position, a.last);
        let mut w = logs
            .events
            .work(
                "x",
                "a.>".parse().unwrap(),
                WorkConfig {
                    ack_wait: std::time::Duration::from_secs(5),
                    deliveries_max: 3,
                },
            )
            .await
            .unwrap();
        let d = w.next().await.unwrap().unwrap();
        assert_eq!(d.record.position, a.first);
        d.ack().await.unwrap();
        let d = w.next().await.unwrap().unwrap();
        assert_eq!(d.record.position, a.last);
        d.ack().await.unwrap();
        assert_eq!(logs.events.settled("x").await.unwrap(), a.last);
        let mut f = logs.events.follow(a.last, SubjectFilter::all());
        assert_eq!(f.next().await.unwrap().unwrap().position, a.last);
        let other = Logs::open_embedded(dir.path(), |_| unreachable!()).await;
        assert!(matches!(other, Err(OpenError::Locked(_))));
        logs.close().await;
        assert!(f.next().await.is_none());
    }
}
