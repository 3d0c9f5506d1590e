//! Who is let in, and whom services trust.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use async_nats::ConnectOptions;

use crate::server::{Keys, Server, xtask};
use crate::user::{User, options};

#[tokio::test]
async fn nobody_is_let_in_without_a_key_that_the_server_knows() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let ca = keys.path("services/ca.pem");

    let anonymous = ConnectOptions::new()
        .add_root_certificates(ca.clone())
        .require_tls(true);
    let refused = anonymous.connect(&server.address).await.unwrap_err();
    assert!(
        refused.to_string().contains("authorization violation"),
        "{refused}"
    );

    let stranger = Keys::make(&[]);
    let seed = stranger.path("services/query.nk");
    let refused = options(&seed, &ca, "query")
        .connect(&server.address)
        .await
        .unwrap_err();
    assert!(
        refused.to_string().contains("authorization violation"),
        "{refused}"
    );
    server.wait_for("authentication error");
}

#[tokio::test]
async fn a_server_of_another_authority_is_not_trusted() {
    let keys = Keys::make(&[]);
    let server = Server::single(&keys);
    let stranger = Keys::make(&[]);
    let seed = keys.path("services/query.nk");
    let other_ca = stranger.path("services/ca.pem");
    let refused = options(&seed, &other_ca, "query")
        .connect(&server.address)
        .await
        .unwrap_err();
    assert!(
        chain(&refused).contains("InvalidCertificate"),
        "{}",
        chain(&refused)
    );
}

#[tokio::test]
async fn an_expired_certificate_is_not_trusted() {
    let keys = Keys::make(&["--from", "2020-01-01", "--days", "30"]);
    let server = Server::single(&keys);
    let refused = User::try_connect(&keys, &server, "query")
        .await
        .err()
        .unwrap();
    assert!(chain(&refused).contains("Expired"), "{}", chain(&refused));
}

#[tokio::test]
async fn a_renewal_keeps_what_is_there_and_makes_what_is_missing() {
    let old = Keys::make(&["--from", "2020-01-01", "--days", "30"]);
    fs::remove_file(old.path("services/audit.nk")).unwrap();
    let renewed = Keys::make(&["--renew", old.path("").to_str().unwrap()]);
    let server = Server::single(&renewed);
    // The old key and the old CA still serve, on a certificate that has not expired.
    User::connect(&old, &server, "query").await;
    User::connect(&renewed, &server, "audit").await;
}

#[test]
fn secrets_are_their_owners_and_nothing_is_overwritten() {
    let keys = Keys::make(&[]);
    for secret in ["ca/ca.key", "nats/nats/node.key", "services/query.nk"] {
        let mode = fs::metadata(keys.path(secret))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{secret}");
    }
    let seed = fs::read_to_string(keys.path("services/query.nk")).unwrap();
    let again = xtask(&["keys", "--out", keys.path("").to_str().unwrap()])
        .output()
        .unwrap();
    assert!(!again.status.success());
    let said = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(said.contains("nothing is overwritten"), "{said}");
    assert_eq!(
        fs::read_to_string(keys.path("services/query.nk")).unwrap(),
        seed
    );
}

/// An error with all its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = format!("{error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause:?}");
        source = cause.source();
    }
    text
}
