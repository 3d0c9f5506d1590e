//! Each service as its own user over TLS; and who is refused what, and reads why.

use std::path::Path;
use std::time::Duration;

use async_nats::ConnectOptions;
use bytes::Bytes;
use event_log::bus::{Plan, init};
use event_log::{Credentials, JetStreamConfig, Logs, NewRecord};
use events::{LogEvent, Position, Subject};
use futures::StreamExt;
use integration_tests::{Keys, SecuredBus, vedette};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::precedence::revision;

const WAIT_MAX: Duration = Duration::from_secs(30);

fn dispatch() -> Value {
    json!({
        "url": "https://example.org/secured",
        "publisher": "Outlet",
        "publishedAt": "2031-03-03",
        "text": "The United States has sent 1,500 soldiers to Poland, the Pentagon said on Monday.",
    })
}

/// How an outsider connects, with what every client of NATS has.
async fn connect(bus: &SecuredBus, user: &str) -> anyhow::Result<async_nats::Client> {
    let seed = std::fs::read_to_string(bus.keys().seed(user))?;
    let options = ConnectOptions::with_nkey(seed.trim().to_owned())
        .add_root_certificates(bus.keys().ca())
        .require_tls(true)
        .custom_inbox_prefix(format!("_INBOX.{user}"));
    Ok(options.connect(bus.url()).await?)
}

pub(crate) fn config(bus: &SecuredBus, user: &str, replicas: usize) -> JetStreamConfig {
    JetStreamConfig {
        servers: vec![bus.url()],
        credentials: Credentials::Nkey(bus.keys().seed(user)),
        ca_file: Some(bus.keys().ca()),
        replicas,
        inbox_prefix: Some(format!("_INBOX.{user}")),
        accepted: std::collections::BTreeSet::new(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_service_works_as_its_own_user_and_outsiders_see_facts() -> anyhow::Result<()> {
    let bus = SecuredBus::made().await?;
    assert!(
        bus.run("admin", &["bus", "check"])
            .ok()
            .contains("as they must be")
    );
    let data = tempfile::tempdir()?;
    let ingest = bus.serve("ingest", data.path(), &[], &[]).await?;
    let extract = bus.serve("extract", data.path(), &[], &[]).await?;
    let query = bus.serve("query", data.path(), &[], &[]).await?;

    let subscriber = connect(&bus, "subscriber").await?;
    let subject = "vedette.v1.fact.deploymentAnnounced.USA";
    let mut facts = subscriber.subscribe(subject).await?;
    subscriber.flush().await?;

    let receipt = ingest.post(&dispatch()).await?.error_for_status()?;
    let receipt: Value = receipt.json().await?;
    let fact = tokio::time::timeout(WAIT_MAX, facts.next()).await?;
    let fact = fact.expect("the subscription stands");
    let headers = fact.headers.as_ref().expect("a fact has headers");
    let header = |name: &str| headers.get(name).map(|value| value.as_str().to_owned());
    assert_eq!(header("ce-specversion").as_deref(), Some("1.0"));
    assert_eq!(
        header("ce-type").as_deref(),
        Some("vedette.v1.deploymentAnnounced")
    );
    assert_eq!(
        header("content-type").as_deref(),
        Some("application/protobuf")
    );
    let LogEvent::Fact(event) = proto::codec::decode(&fact.subject, &fact.payload, None)? else {
        panic!("{fact:?}");
    };
    assert_eq!(header("ce-id"), Some(event.id.to_string()));
    assert!(event.provenance.evidence[0].text.contains("1,500 soldiers"));

    // Somebody else's reading of it is the extractors' to commit.
    let id = receipt["articleId"].as_str().unwrap_or_default();
    let model = json!({ "name": "some-model", "version": "1.0.0" });
    let reading = json!({ "extractor": model, "kind": "MODEL", "facts": [] });
    let (client, url) = extract.client();
    let request = client.post(format!("{url}/v1/articles/{id}/extractions"));
    let answer = request.json(&reading).send().await?;
    assert_eq!(answer.status().as_u16(), 201, "{}", answer.text().await?);

    query.settled().await?;
    let postures = query
        .get("/v1/postures?owner=USA&place=POL&category=TROOPS")
        .await?;
    assert_eq!(postures[0]["inPlace"]["low"], 1_500, "{postures}");
    assert_eq!(query.get("/v1/status").await?["articles"]["deadLetters"], 0);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_let_in_reads_what_to_do() -> anyhow::Result<()> {
    let bus = SecuredBus::made().await?;
    let stranger = Keys::make(&[])?;
    let check = |seed: Option<&Path>, ca: &Path, expect: &[&str]| {
        let (url, ca) = (bus.url(), ca.to_string_lossy());
        let mut command = vec!["serve", "ingest", "--listen", "127.0.0.1:0", "--bus", &url];
        command.extend(["--ca", &ca]);
        let seed = seed.map(Path::to_string_lossy);
        if let Some(seed) = &seed {
            command.extend(["--nkey", seed]);
        }
        let said = vedette(&command).refused();
        for expect in expect {
            assert!(said.contains(expect), "{expect:?} is not in {said}");
        }
    };
    let (seed, ca) = (bus.keys().seed("ingest"), bus.keys().ca());
    let unknown = ["authorization violation", "--nkey", "users.conf"];
    check(Some(&stranger.seed("ingest")), &ca, &unknown);
    bus.logged("authentication error").await?;
    check(None, &ca, &unknown);
    check(
        Some(&seed),
        &stranger.ca(),
        &["invalid peer certificate", "--ca"],
    );
    check(Some(Path::new("nowhere.nk")), &ca, &["nowhere.nk"]);
    // Answers to another user's inbox never come; the message names both.
    let other = bus.keys().seed("query");
    check(Some(&other), &ca, &["_INBOX.ingest.", "--nkey"]);
    bus.logged("Subscription Violation").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate_is_not_trusted() -> anyhow::Result<()> {
    let keys = Keys::make(&["--from", "2020-01-01", "--days", "30"])?;
    let bus = SecuredBus::start(keys).await?;
    let said = bus.run("admin", &["bus", "init"]).refused();
    for expect in ["expired", "cargo xtask keys --renew"] {
        assert!(said.contains(expect), "{said}");
    }
    bus.logged("TLS handshake error").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_that_goes_beyond_its_own_work_is_refused_and_both_logs_say_so() -> anyhow::Result<()>
{
    let bus = SecuredBus::start(Keys::make(&[])?).await?;
    let genesis = |_| -> NewRecord { unreachable!("nobody gets that far") };
    let plan = |replicas| Plan {
        replicas,
        consumers: Vec::new(),
    };

    // Makes a stream; and, where they are made, changes one.
    let making = init(&config(&bus, "ingest", 1), &plan(1), genesis).await;
    refused(
        &bus,
        "STREAM.CREATE.ARTICLES",
        &making.expect_err("it may not"),
    )
    .await?;
    bus.run("admin", &["bus", "init"]).ok();
    let changing = init(&config(&bus, "deadletters", 3), &plan(3), genesis).await;
    refused(
        &bus,
        "STREAM.UPDATE.ARTICLES",
        &changing.expect_err("it may not"),
    )
    .await?;

    // Writes what is another's, and takes away what is on record.
    let ingest = Logs::open_jetstream(&config(&bus, "ingest", 1)).await?;
    let fact = NewRecord {
        subject: Subject::stored("vedette.log.v1.fact.deploymentAnnounced.USA"),
        id: Uuid::from_u128(1),
        payload: Bytes::new(),
        trace: None,
    };
    let written = ingest.events.append(vec![fact], vec![]).await;
    let subject = "vedette.log.v1.fact.deploymentAnnounced.USA";
    refused(&bus, subject, &written.expect_err("it may not")).await?;
    let receipt = ingest::accept(&ingest.articles, revision("one")).await?;
    let subject = Subject::article(receipt.article);
    let purged = ingest.articles.purge_subject(&subject, Position(1)).await;
    refused(
        &bus,
        "STREAM.PURGE.ARTICLES",
        &purged.expect_err("it may not"),
    )
    .await?;

    // Not even the administrator deletes a stream.
    let admin = connect(&bus, "admin").await?;
    admin
        .publish("$JS.API.STREAM.DELETE.EVENTS", "".into())
        .await?;
    bus.logged("$JS.API.STREAM.DELETE.EVENTS").await?;
    let query = Logs::open_jetstream(&config(&bus, "query", 1)).await?;
    assert_eq!(query.events.last_position().await?, Position::GENESIS);
    assert_eq!(query.articles.last_position().await?, Position(1));
    Ok(())
}

/// Says what was refused, and what to do; so does the server's log, with the user.
async fn refused(
    bus: &SecuredBus,
    subject: &str,
    error: &(dyn std::error::Error + 'static),
) -> anyhow::Result<()> {
    let causes: Vec<_> = std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect();
    let said = causes.join(": ");
    for expect in [subject, "--nkey", "users.conf"] {
        assert!(said.contains(expect), "{expect:?} is not in {said}");
    }
    let line = bus.logged(&format!("{subject}\"")).await?;
    assert!(
        line.contains("Publish Violation") && line.contains("nkey:"),
        "{line}"
    );
    Ok(())
}
