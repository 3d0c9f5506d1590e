//! A user of the bus, who hears what is refused.

use std::fs;
use std::path::Path;
use std::time::Duration;

use async_nats::{Client, ConnectError, ConnectOptions, Event};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::time::timeout;

use crate::server::{Keys, Server};

/// Nobody may publish here.
const SENTINEL: &str = "nobody.may.publish.here";

pub(crate) struct User {
    pub(crate) client: Client,
    refusals: UnboundedReceiver<String>,
}

/// How a service connects.
pub(crate) fn options(seed: &Path, ca: &Path, name: &str) -> ConnectOptions {
    ConnectOptions::with_nkey(fs::read_to_string(seed).unwrap().trim().to_owned())
        .add_root_certificates(ca.to_owned())
        .require_tls(true)
        .custom_inbox_prefix(format!("_INBOX.{name}"))
}

impl User {
    pub(crate) async fn connect(keys: &Keys, server: &Server, name: &str) -> Self {
        Self::try_connect(keys, server, name).await.unwrap()
    }

    pub(crate) async fn try_connect(
        keys: &Keys,
        server: &Server,
        name: &str,
    ) -> Result<Self, ConnectError> {
        let (told, refusals) = unbounded_channel();
        let seed = keys.path(&format!("services/{name}.nk"));
        let client = options(&seed, &keys.path("services/ca.pem"), name)
            .event_callback(move |event| {
                if let Event::ServerError(error) = event {
                    let _ = told.send(error.to_string()); // the test may be over
                }
                std::future::ready(())
            })
            .connect(&server.address)
            .await?;
        Ok(Self { client, refusals })
    }

    /// Whether the server lets it publish there.
    pub(crate) async fn may_publish(&mut self, subject: &str) -> bool {
        let sent = self.client.publish(subject.to_owned(), "".into()).await;
        sent.unwrap();
        self.passed(subject).await
    }

    /// Whether the server lets it subscribe to that.
    pub(crate) async fn may_subscribe(&mut self, subject: &str) -> bool {
        let _subscription = self.client.subscribe(subject.to_owned()).await.unwrap();
        self.passed(subject).await
    }

    /// The server answers in order: what it has not refused before the sentinel, it has let pass.
    async fn passed(&mut self, subject: &str) -> bool {
        let sent = self.client.publish(SENTINEL, "".into()).await;
        sent.unwrap();
        let mut passed = true;
        loop {
            let refusal = timeout(Duration::from_secs(10), self.refusals.recv()).await;
            let refusal = refusal.expect("the sentinel is refused").unwrap();
            if refusal.to_lowercase().contains(SENTINEL) {
                return passed;
            }
            passed &= !refusal.to_lowercase().contains(&subject.to_lowercase());
        }
    }
}
