//! What the log refuses to stand on, and what its users may not do.

use std::collections::BTreeSet;
use std::time::Duration;

use async_nats::jetstream::stream::Config;
use async_nats::{Client, ConnectOptions, Event, HeaderMap};
use event_log::{
    AppendError, BusError, JetStreamConfig, Logs, PurgeError, ReadError, Risk, StreamName,
    Unavailable, WorkError, bus,
};
use events::{Position, SubjectFilter};
use futures::StreamExt;
use serde_json::{Value, json};
use test_bus::{Server, Settings};
use tokio::sync::mpsc;

use crate::bed::{
    Bed, append, batch, config, genesis, init, next, payload, read, record, soon, subject,
};
use crate::nats::{config_at, config_of};

async fn client(server: &Server, user: &str) -> Client {
    let options = ConnectOptions::with_user_and_password(user.into(), user.into());
    options.connect(server.address().to_string()).await.unwrap()
}

async fn ask(client: &Client, what: &str, body: Value) -> Value {
    let subject = format!("$JS.API.{what}");
    let answer = client
        .request(subject, body.to_string().into())
        .await
        .unwrap();
    let answer: Value = serde_json::from_slice(&answer.payload).unwrap();
    assert_eq!(answer.get("error"), None);
    answer
}

type Change = fn(&mut Config);

/// Changes a stream's settings as an administrator could.
async fn change(admin: &Client, stream: &str, change: impl FnOnce(&mut Config)) {
    let info = ask(admin, &format!("STREAM.INFO.{stream}"), Value::Null).await;
    let mut config: Config = serde_json::from_value(info["config"].clone()).unwrap();
    change(&mut config);
    ask(admin, &format!("STREAM.UPDATE.{stream}"), json!(config)).await;
}

/// Why a log is not opened.
async fn risks(config: &JetStreamConfig) -> Vec<Risk> {
    match Logs::open_jetstream(config).await {
        Ok(_) => Vec::new(),
        Err(BusError::Unsafe(findings)) => findings.iter().map(|finding| finding.risk).collect(),
        Err(other) => panic!("{other:?}"),
    }
}

/// The log is refused for this risk alone, and opened when it is accepted by name.
async fn check_refused(config: &JetStreamConfig, risk: Risk) {
    assert_eq!(risks(config).await, [risk]);
    let findings = bus::check(config).await.unwrap();
    assert_eq!(findings[0].risk, risk);
    let mut config = config.clone();
    config.accepted = BTreeSet::from([risk.name().parse().unwrap()]);
    assert_eq!(risks(&config).await, []);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_unsafe_setting_of_a_stream_is_refused_and_mended() {
    let server = Server::start(Settings::default());
    let made = init(&config_of(&server)).await.changed;
    assert_eq!(
        made,
        [
            "stream ARTICLES",
            "stream EVENTS",
            "stream DEADLETTERS",
            "stream RETRIES",
            "genesis"
        ]
    );
    let admin = client(&server, "admin").await;
    let changes: [(&str, Change, Risk); 7] = [
        ("EVENTS", |c| c.max_messages = 100_000, Risk::Limits),
        (
            "ARTICLES",
            |c| c.max_age = Duration::from_hours(1),
            Risk::Limits,
        ),
        (
            "EVENTS",
            |c| c.allow_atomic_publish = false,
            Risk::AtomicPublish,
        ),
        ("ARTICLES", |c| c.allow_direct = false, Risk::DirectGet),
        (
            "EVENTS",
            |c| c.subjects.push("other".into()),
            Risk::Subjects,
        ),
        ("EVENTS", |c| c.republish = None, Risk::Republish),
        ("ARTICLES", |c| c.max_messages_per_subject = 1, Risk::Limits),
    ];
    for (stream, made_so, risk) in changes {
        change(&admin, stream, made_so).await;
        check_refused(&config_of(&server), risk).await;
        assert_eq!(
            init(&config_of(&server)).await.changed,
            [format!("stream {stream}")]
        );
        assert_eq!(risks(&config_of(&server)).await, []);
        assert_eq!(init(&config_of(&server)).await.changed, [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn unsafe_servers_are_refused() {
    let check = async |settings: Settings, replicas: usize, expect: &[Risk]| {
        let server = Server::start(settings);
        init(&config_of(&server)).await;
        let mut config = config_of(&server);
        config.replicas = replicas;
        assert_eq!(risks(&config).await, expect);
        config.accepted = expect.iter().copied().collect();
        assert_eq!(risks(&config).await, []);
    };
    let settings = Settings::default;
    check(settings(), 1, &[]).await;
    let interval = Settings {
        sync_interval: "2m",
        ..settings()
    };
    check(interval, 1, &[Risk::SyncInterval]).await;
    let unseen = Settings {
        shown: false,
        ..settings()
    };
    check(unseen, 1, &[Risk::SyncInterval]).await;
    let small = Settings {
        max_payload: "1MB",
        ..settings()
    };
    check(small, 1, &[Risk::MaxPayload]).await;
    check(settings(), 3, &[Risk::Replicas, Risk::Replicas]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_is_not_there_is_not_opened() {
    let server = Server::start(Settings::default());
    let refused = Logs::open_jetstream(&config_of(&server)).await.err();
    assert!(
        matches!(refused, Some(BusError::NoStream(_))),
        "{refused:?}"
    );
    let refused = Logs::open_jetstream(&config_at("nobody", server.url()))
        .await
        .err();
    assert!(matches!(refused, Some(BusError::Connect(_))), "{refused:?}");
    let first = init(&config_of(&server)).await;
    assert_eq!(first.log, init(&config_of(&server)).await.log);
}

/// What the user of the service `extract` may publish.
const EXTRACT: &str = r#", { user: extract, password: extract, permissions: {
    subscribe: ["_INBOX.>"]
    publish: [
        "vedette.bus.jsz", "$JS.API.STREAM.INFO.ARTICLES", "$JS.API.STREAM.INFO.EVENTS",
        "$JS.API.DIRECT.GET.EVENTS", "$JS.API.DIRECT.GET.EVENTS.>", "$JS.API.STREAM.MSG.GET.EVENTS",
        "vedette.log.v1.fact.>", "vedette.log.v1.extraction.>", "vedette.dead.v1.ARTICLES.extract.*",
        "$JS.API.CONSUMER.INFO.ARTICLES.extract", "$JS.API.CONSUMER.MSG.NEXT.ARTICLES.extract",
        "$JS.API.CONSUMER.INFO.RETRIES.ARTICLES-extract",
        "$JS.API.CONSUMER.MSG.NEXT.RETRIES.ARTICLES-extract",
        "$JS.ACK.ARTICLES.extract.>", "$JS.ACK.RETRIES.ARTICLES-extract.>",
        "$JS.API.DIRECT.GET.ARTICLES"
    ] } }
    { user: outside, password: outside, permissions: {
        subscribe: ["vedette.v1.fact.>"], publish: { deny: ">" } } }"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_works_with_its_own_rights_and_no_others() {
    let server = Server::start(Settings {
        users: EXTRACT,
        ..Settings::default()
    });
    let ack_wait = Duration::from_secs(30);
    let plan = bus::Plan {
        replicas: 1,
        consumers: vec![bus::PlannedConsumer {
            stream: StreamName::Articles,
            name: "extract".into(),
            filter: SubjectFilter::all(),
            ack_wait,
        }],
    };
    bus::init(&config_of(&server), &plan, genesis)
        .await
        .unwrap();
    let admin = Logs::open_jetstream(&config_of(&server)).await.unwrap();
    append(&admin.articles, batch("article.a", 3)).await;

    let logs = Logs::open_jetstream(&config_at("extract", server.url()))
        .await
        .unwrap();
    let work = |name: &'static str| {
        let articles = logs.articles.clone();
        async move {
            articles
                .work(name, SubjectFilter::all(), config(ack_wait, 3))
                .await
        }
    };
    let mut worker = work("extract").await.unwrap();
    next(&mut worker).await.ack().await.unwrap();
    append(&logs.events, batch("a", 3)).await;
    next(&mut worker).await.dead_letter("no").await.unwrap();
    assert!(
        admin
            .articles
            .retry_dead_letter("extract", Position(2))
            .await
            .unwrap()
    );
    let mut got = Vec::new();
    for _ in 0..2 {
        let delivery = next(&mut worker).await;
        got.push(delivery.record.position.0);
        delivery.ack().await.unwrap();
    }
    got.sort_unstable();
    assert_eq!(got, [2, 3]);
    assert_eq!(
        admin.articles.settled("extract").await.unwrap(),
        Position(3)
    );

    let refused = |error: &Unavailable| matches!(error, Unavailable::Refused(_));
    let foreign = logs
        .articles
        .append(batch("article.a", 1), Vec::new())
        .await;
    assert!(matches!(&foreign, Err(AppendError::Unavailable(error)) if refused(error)));
    let many = logs
        .articles
        .append(batch("article.a", 4), Vec::new())
        .await;
    assert!(matches!(&many, Err(AppendError::Unavailable(error)) if refused(error)));
    let other = work("other").await.err().unwrap();
    let WorkError::Read(ReadError::Unavailable(other)) = other else {
        panic!("{other:?}");
    };
    assert!(refused(&other));
    let purged = logs
        .articles
        .purge_subject(&subject("article.a"), Position(3))
        .await;
    assert!(
        matches!(&purged, Err(PurgeError::Read(ReadError::Unavailable(error))) if refused(error))
    );

    for user in ["extract", "outside"] {
        let (tell, mut told) = mpsc::unbounded_channel();
        let options = ConnectOptions::with_user_and_password(user.into(), user.into());
        let options = options.event_callback(move |event| {
            tell.send(event).ok();
            std::future::ready(())
        });
        let client = options.connect(server.address().to_string()).await.unwrap();
        for what in [
            "STREAM.UPDATE.EVENTS",
            "STREAM.DELETE.EVENTS",
            "STREAM.PURGE.ARTICLES",
            "STREAM.CREATE.X",
        ] {
            client
                .publish(format!("$JS.API.{what}"), "{}".into())
                .await
                .unwrap();
            let said = loop {
                if let Event::ServerError(error) = soon(told.recv()).await.unwrap() {
                    break error.to_string();
                }
            };
            assert!(
                said.contains("Permissions Violation") && said.contains(what),
                "{said}"
            );
        }
    }
    assert_eq!(read(&admin.articles, ">").await.len(), 3);
}

/// A plain subscriber sees what was stored, once: nothing of batches that were refused or abandoned.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subscriber_sees_each_fact_once() {
    let bed = Bed::with(Settings {
        users: EXTRACT,
        ..Settings::default()
    })
    .await;
    let logs = bed.open().await;
    let Bed::JetStream(server) = &bed else {
        panic!("there is no server");
    };
    let admin = client(server, "admin").await;
    let outside = client(server, "outside").await;
    let mut seen = outside.subscribe("vedette.v1.fact.>").await.unwrap();
    outside.flush().await.unwrap();
    change(&admin, "EVENTS", |config| {
        config.duplicate_window = Duration::from_secs(1);
    })
    .await;
    let logs_after = bed.open().await;
    let mut expect = Vec::new();
    let mut last = Position::ZERO;
    for round in 0..5 {
        let told = |text: &str| {
            let mut batch: Vec<_> = (0..3)
                .map(|at| record("x.USA", format!("{text} {round} {at}")))
                .collect();
            batch.push(record("marker", format!("{text} {round}")));
            batch
        };
        let expects = |last| {
            vec![event_log::Expectation {
                subject: subject("marker"),
                last,
            }]
        };
        for _ in 0..3 {
            let refused = logs
                .events
                .append(told("refused"), expects(Position(9_999)))
                .await;
            assert!(matches!(refused, Err(AppendError::Conflict { .. })));
        }
        // Begun, and never committed.
        let mut headers = HeaderMap::new();
        headers.insert("Nats-Batch-Id", format!("abandoned-{round}"));
        headers.insert("Nats-Batch-Sequence", "1");
        let to = subject("x.USA").to_string();
        admin
            .publish_with_headers(to, headers, "abandoned".into())
            .await
            .unwrap();
        // The same ids again and again: no window forgets or refuses them.
        let batch = told("told");
        expect.extend(batch.iter().map(|record| record.payload.clone()));
        last = logs_after
            .events
            .append(batch, expects(last))
            .await
            .unwrap()
            .last;
    }
    for payload in expect {
        let message = soon(seen.next()).await.unwrap();
        assert_eq!(message.payload, payload);
        let headers = message.headers.unwrap();
        assert_eq!(headers.get("ce-specversion").unwrap().as_str(), "1.0");
        assert!(headers.get("Nats-Msg-Id").is_none());
    }
    append(&logs.events, vec![record("end", "end")]).await;
    assert_eq!(soon(seen.next()).await.unwrap().payload, "end");
    assert_eq!(payload(&read(&logs.events, "end").await[0]), "end");
}
