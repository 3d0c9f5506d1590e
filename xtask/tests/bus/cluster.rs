//! Three nodes: they find each other by their certificates, and let nobody else in.

use std::net::TcpListener;

use async_nats::jetstream::{self, stream};

use crate::server::{Keys, Server};
use crate::user::User;

const NODES: [&str; 3] = ["nats-1", "nats-2", "nats-3"];

#[tokio::test]
async fn three_nodes_keep_three_replicas() {
    let keys = Keys::make(&["--node", "nats-1", "--node", "nats-2", "--node", "nats-3"]);
    let routes = free_routes();
    let nodes: Vec<_> = (0..3).map(|at| node(&keys, at, &routes)).collect();
    for node in &nodes {
        node.wait_for(" metadata leader");
    }
    let admin = User::connect(&keys, &nodes[0], "admin").await;
    let mut events = jetstream::new(admin.client)
        .create_stream(stream::Config {
            name: "EVENTS".to_owned(),
            subjects: vec!["vedette.log.v1.fact.>".to_owned()],
            num_replicas: 3,
            ..stream::Config::default()
        })
        .await
        .unwrap();
    let info = events.info().await.unwrap();
    assert_eq!(info.cluster.as_ref().unwrap().replicas.len(), 2);
}

#[tokio::test]
async fn a_node_of_another_authority_is_not_let_in() {
    let arguments = ["--node", "nats-1", "--node", "nats-2", "--node", "nats-3"];
    let (keys, stranger) = (Keys::make(&arguments), Keys::make(&arguments));
    let routes = free_routes();
    let ours = node(&keys, 0, &routes);
    let theirs = node(&stranger, 1, &routes);
    let refusal =
        "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    theirs.wait_for(refusal);
    drop(ours);
}

/// Addresses on this machine that were free a moment ago.
fn free_routes() -> [String; 3] {
    let held = NODES.map(|_| TcpListener::bind("127.0.0.1:0").unwrap());
    held.map(|held| format!("nats-route://{}", held.local_addr().unwrap()))
}

fn node(keys: &Keys, at: usize, routes: &[String; 3]) -> Server {
    let folder = keys.path(&format!("nats/{}", NODES[at]));
    Server::start(
        &folder,
        &["--cluster", &routes[at], "--routes", &routes.join(",")],
    )
}
