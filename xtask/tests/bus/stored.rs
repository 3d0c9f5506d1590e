//! What passes through: a fact is stored, acknowledged and seen outside; the settings can be checked.

use std::time::Duration;

use async_nats::HeaderMap;
use async_nats::jetstream::{self, stream};
use futures::StreamExt;
use tokio::time::timeout;

use crate::server::{Keys, Server};
use crate::user::User;

const WAIT_MAX: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_stored_fact_is_seen_outside_once() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let admin = User::connect(&keys, &server, "admin").await;
    jetstream::new(admin.client.clone())
        .create_stream(stream::Config {
            name: "EVENTS".to_owned(),
            subjects: vec!["vedette.log.v1.fact.>".to_owned()],
            republish: Some(stream::Republish {
                source: "vedette.log.v1.>".to_owned(),
                destination: "vedette.v1.>".to_owned(),
                headers_only: false,
            }),
            ..stream::Config::default()
        })
        .await
        .unwrap();

    let subscriber = User::connect(&keys, &server, "subscriber").await;
    let mut facts = subscriber
        .client
        .subscribe("vedette.v1.fact.>")
        .await
        .unwrap();
    subscriber.client.flush().await.unwrap();

    let extract = User::connect(&keys, &server, "extract").await;
    let mut headers = HeaderMap::new();
    headers.insert("ce-type", "vedette.v1.deploymentAnnounced");
    let extract = jetstream::new(extract.client);
    let stored = extract
        .publish_with_headers(
            "vedette.log.v1.fact.deploymentAnnounced.USA",
            headers,
            "fact".into(),
        )
        .await
        .unwrap();
    let sequence = stored.await.unwrap().sequence;

    let seen = timeout(WAIT_MAX, facts.next()).await.unwrap().unwrap();
    assert_eq!(
        seen.subject.as_str(),
        "vedette.v1.fact.deploymentAnnounced.USA"
    );
    assert_eq!(&seen.payload[..], b"fact");
    let headers = seen.headers.unwrap();
    assert_eq!(
        headers.get("ce-type").unwrap().as_str(),
        "vedette.v1.deploymentAnnounced"
    );
    assert_eq!(
        headers.get("Nats-Sequence").unwrap().as_str(),
        sequence.to_string()
    );
}

#[tokio::test]
async fn a_service_sees_how_the_server_syncs() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let query = User::connect(&keys, &server, "query").await;
    let asked = query
        .client
        .request("vedette.bus.jsz", r#"{"config":true}"#.into());
    let answer = timeout(WAIT_MAX, asked).await.unwrap().unwrap();
    let text = String::from_utf8(answer.payload.to_vec()).unwrap();
    assert!(text.contains(r#""sync_always":true"#), "{text}");
}
