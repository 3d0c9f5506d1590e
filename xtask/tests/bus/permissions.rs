//! Each user may do its own work, and nothing else.

use std::collections::BTreeMap;

use crate::server::{Keys, Server};
use crate::user::User;

const USERS: [&str; 9] = [
    "admin",
    "audit",
    "curate",
    "deadletters",
    "extract",
    "ingest",
    "query",
    "subscriber",
    "takedown",
];

/// What is published to, and by whom alone.
const PUBLISHED: &[(&str, &[&str])] = &[
    // Records.
    ("vedette.log.v1.article.a", &["admin", "ingest", "takedown"]),
    (
        "vedette.log.v1.fact.deploymentAnnounced.USA",
        &["admin", "extract"],
    ),
    ("vedette.log.v1.extraction.a.rules", &["admin", "extract"]),
    ("vedette.log.v1.curation.retraction", &["admin", "curate"]),
    ("vedette.log.v1.genesis", &["admin"]),
    ("vedette.dead.v1.ARTICLES.extract.1", &["extract"]),
    ("vedette.retry.v1.ARTICLES.extract.1", &["deadletters"]),
    // What only the server republishes.
    ("vedette.v1.fact.deploymentAnnounced.USA", &[]),
    // Streams: made and changed by the administrator, emptied by nobody but for its own chore.
    ("$JS.API.STREAM.CREATE.EVENTS", &["admin"]),
    ("$JS.API.STREAM.CREATE.OTHER", &["admin"]),
    ("$JS.API.STREAM.UPDATE.EVENTS", &["admin"]),
    ("$JS.API.STREAM.UPDATE.ARTICLES", &["admin"]),
    ("$JS.API.STREAM.DELETE.EVENTS", &[]),
    ("$JS.API.STREAM.DELETE.ARTICLES", &[]),
    ("$JS.API.STREAM.PURGE.EVENTS", &[]),
    ("$JS.API.STREAM.PURGE.ARTICLES", &["takedown"]),
    ("$JS.API.STREAM.PURGE.DEADLETTERS", &["deadletters"]),
    ("$JS.API.STREAM.MSG.DELETE.EVENTS", &[]),
    ("$JS.API.STREAM.MSG.DELETE.ARTICLES", &[]),
    ("$JS.API.STREAM.RESTORE.EVENTS", &["admin"]),
    ("$JS.API.STREAM.SNAPSHOT.EVENTS", &["admin"]),
    // Consumers: workers share one that the administrator made, readers make their own.
    ("$JS.API.CONSUMER.CREATE.ARTICLES.extract", &["admin"]),
    (
        "$JS.API.CONSUMER.DURABLE.CREATE.ARTICLES.extract",
        &["admin"],
    ),
    ("$JS.API.CONSUMER.DELETE.ARTICLES.extract", &["admin"]),
    (
        "$JS.API.CONSUMER.MSG.NEXT.ARTICLES.extract",
        &["admin", "extract"],
    ),
    ("$JS.ACK.ARTICLES.extract.1.1.1.1.0", &["admin", "extract"]),
    (
        "$JS.API.CONSUMER.MSG.NEXT.RETRIES.ARTICLES-extract",
        &["admin", "extract"],
    ),
    (
        "$JS.ACK.RETRIES.ARTICLES-extract.1.1.1.1.0",
        &["admin", "extract"],
    ),
    (
        "$JS.API.CONSUMER.CREATE.EVENTS.reader-1",
        &["admin", "audit", "query"],
    ),
    (
        "$JS.API.CONSUMER.CREATE.EVENTS.reader-1.vedette.log.v1.fact.>",
        &["admin", "audit", "query"],
    ),
    (
        "$JS.API.CONSUMER.MSG.NEXT.EVENTS.reader-1",
        &["admin", "audit", "query"],
    ),
    (
        "$JS.API.CONSUMER.DELETE.EVENTS.reader-1",
        &["admin", "audit", "query"],
    ),
    ("$JS.API.CONSUMER.CREATE.DEADLETTERS.x", &["admin"]),
    // Texts.
    (
        "$JS.API.DIRECT.GET.ARTICLES.vedette.log.v1.article.a",
        &["admin", "extract", "ingest", "takedown"],
    ),
    (
        "$JS.API.DIRECT.GET.ARTICLES",
        &["admin", "deadletters", "extract", "ingest", "takedown"],
    ),
    // Dead letters: whoever tells how many there are need not see what they hold.
    (
        "$JS.API.STREAM.INFO.DEADLETTERS",
        &["admin", "deadletters", "query"],
    ),
    (
        "$JS.API.DIRECT.GET.DEADLETTERS.vedette.dead.v1.ARTICLES.extract.1",
        &["admin", "deadletters"],
    ),
    // The servers themselves.
    ("$JS.API.SERVER.REMOVE", &["admin"]),
    ("$SYS.REQ.SERVER.PING", &[]),
    ("$SYS.REQ.ACCOUNT.VEDETTE.CONNZ", &[]),
];

/// What everybody inside asks before it trusts the bus.
const CHECKS: &[&str] = &[
    "vedette.bus.jsz",
    "$JS.API.STREAM.INFO.ARTICLES",
    "$JS.API.STREAM.INFO.EVENTS",
    "$JS.API.DIRECT.GET.EVENTS",
    "$JS.API.DIRECT.GET.EVENTS.vedette.log.v1.genesis",
    "$JS.API.STREAM.MSG.GET.EVENTS",
];

/// What is subscribed to, and by whom alone.
const SUBSCRIBED: &[(&str, &[&str])] = &[
    ("vedette.v1.fact.>", &["subscriber"]),
    ("vedette.v1.fact.deploymentAnnounced.USA", &["subscriber"]),
    ("vedette.v1.>", &[]),
    ("vedette.v1.extraction.>", &[]),
    ("vedette.log.v1.>", &[]),
    ("vedette.log.v1.fact.>", &[]),
    ("vedette.log.v1.article.*", &[]),
    ("_INBOX.>", &[]),
    ("_INBOX.query.>", &["query"]),
    ("_INBOX.ingest.>", &["ingest"]),
    ("$JS.EVENT.>", &[]),
    ("$SYS.>", &[]),
    (">", &[]),
];

#[tokio::test]
async fn users_do_their_own_work_alone() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let inside: Vec<_> = USERS
        .into_iter()
        .filter(|user| *user != "subscriber")
        .collect();
    let mut users = BTreeMap::new();
    for user in USERS {
        users.insert(user, User::connect(&keys, &server, user).await);
    }
    let checks = CHECKS.iter().map(|subject| (*subject, &inside[..]));
    for (subject, expect) in PUBLISHED.iter().copied().chain(checks) {
        let mut allowed = Vec::new();
        for (name, user) in &mut users {
            if user.may_publish(subject).await {
                allowed.push(*name);
            }
        }
        assert_eq!(allowed, expect, "publish to {subject}");
    }
    for (subject, expect) in SUBSCRIBED {
        let mut allowed = Vec::new();
        for (name, user) in &mut users {
            if user.may_subscribe(subject).await {
                allowed.push(*name);
            }
        }
        assert_eq!(allowed, *expect, "subscribe to {subject}");
    }
}

#[tokio::test]
async fn the_log_names_who_was_refused_what() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let mut query = User::connect(&keys, &server, "query").await;
    assert!(!query.may_publish("$JS.API.STREAM.PURGE.EVENTS").await);
    let line = server.wait_for("Publish Violation");
    assert!(line.contains("$JS.API.STREAM.PURGE.EVENTS"), "{line}");
    let users = std::fs::read_to_string(keys.path("nats/nats/users.conf")).unwrap();
    let (_, nkey) = line.split_once("nkey:").unwrap();
    let (nkey, _) = nkey.split_once('"').unwrap();
    let named = users
        .split("nkey: ")
        .find(|user| user.starts_with(nkey))
        .unwrap();
    assert!(named.contains("_INBOX.query.>"), "{line}");
}
