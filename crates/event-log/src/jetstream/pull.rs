//! Pulling messages from a consumer.

use std::sync::Arc;
use std::time::Duration;

use async_nats::status::StatusCode;
use async_nats::{Message, Subscriber};
use futures::{FutureExt, StreamExt};
use serde_json::json;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use super::connection::Link;
use super::shared::Shared;
use crate::Unavailable;

/// How long a server keeps a question.
const EXPIRES: Duration = Duration::from_secs(30);
/// How often it says that it still has one.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// Questions to a consumer, and what comes.
pub(crate) struct Pull {
    shared: Arc<Shared>,
    /// Where to ask.
    subject: String,
    inbox: String,
    subscriber: Subscriber,
    link: watch::Receiver<Link>,
    /// The loss of the connection up to which the questions counted.
    losses: u64,
    /// How many messages were asked for and have not come.
    asked: usize,
    heard: Instant,
    /// How many bytes one question asks for at most.
    bytes_max: Option<usize>,
}

pub(crate) enum Pulled {
    Message(Box<Message>),
    /// The questions ran out: ask again.
    Nothing,
    /// What was asked may be forgotten: the server went, or the consumer did.
    Lost(String),
}

impl Pull {
    pub(crate) async fn open(
        shared: &Arc<Shared>,
        stream: &str,
        consumer: &str,
        bytes_max: Option<usize>,
    ) -> Result<Self, Unavailable> {
        let connection = &shared.connection;
        let losses = connection.up().await?;
        let inbox = connection.client.new_inbox();
        let subscribed = connection.client.subscribe(inbox.clone()).await;
        Ok(Self {
            shared: Arc::clone(shared),
            subject: format!("$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}"),
            inbox,
            subscriber: subscribed.map_err(|_| Unavailable::Closed)?,
            link: connection.link(),
            losses,
            asked: 0,
            heard: Instant::now(),
            bytes_max,
        })
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked
    }

    /// Asks for more messages.
    pub(crate) async fn ask(&mut self, count: usize) -> Result<(), Unavailable> {
        let mut question = json!({
            "batch": count,
            "expires": EXPIRES.as_nanos() as u64,
            "idle_heartbeat": HEARTBEAT.as_nanos() as u64,
        });
        if let Some(bytes) = self.bytes_max {
            question["max_bytes"] = bytes.into();
        }
        let (subject, inbox) = (self.subject.clone(), self.inbox.clone());
        let client = &self.shared.connection.client;
        let sent = client
            .publish_with_reply(subject, inbox, question.to_string().into())
            .await;
        sent.map_err(|_| Unavailable::Closed)?;
        self.asked += count;
        self.heard = Instant::now();
        Ok(())
    }

    /// Waits until a server is there again, and forgets what was asked.
    pub(crate) async fn again(&mut self) -> Result<(), Unavailable> {
        self.losses = self.shared.connection.up().await?;
        self.asked = 0;
        Ok(())
    }

    /// Waits for what comes. Giving up the wait loses nothing.
    pub(crate) async fn next(&mut self) -> Result<Pulled, Unavailable> {
        loop {
            let come = self.subscriber.next().now_or_never();
            let message = if let Some(message) = come {
                Some(message)
            } else {
                tokio::select! {
                    biased;
                    () = self.shared.connection.closed() => return Err(Unavailable::Closed),
                    message = self.subscriber.next() => Some(message),
                    _ = self.link.wait_for(|link| link.losses != self.losses) => {
                        return Ok(Pulled::Lost("the connection was lost".to_owned()));
                    }
                    () = sleep_until(self.heard + 2 * HEARTBEAT), if self.asked > 0 => None,
                }
            };
            let Some(message) = message else {
                self.shared.connection.move_on().await;
                return Ok(Pulled::Lost("the server's heartbeats stopped".to_owned()));
            };
            self.heard = Instant::now();
            let Some(message) = message else {
                return Err(Unavailable::Closed);
            };
            match message.status {
                None | Some(StatusCode::OK) => {
                    self.shared.connection.heard();
                    self.asked = self.asked.saturating_sub(1);
                    return Ok(Pulled::Message(Box::new(message)));
                }
                Some(StatusCode::IDLE_HEARTBEAT) => {}
                Some(StatusCode::NOT_FOUND | StatusCode::TIMEOUT) => self.forget(&message),
                Some(StatusCode::REQUEST_TERMINATED) if !went(&message) => self.forget(&message),
                Some(status) => {
                    let text = message.description.unwrap_or_default();
                    return Ok(Pulled::Lost(format!("the server says {status} {text}")));
                }
            }
            if self.asked == 0 {
                return Ok(Pulled::Nothing);
            }
        }
    }

    /// A question ended; the message tells how much of it was not answered.
    fn forget(&mut self, message: &Message) {
        let headers = message.headers.as_ref();
        let left = headers.and_then(|headers| headers.get("Nats-Pending-Messages"));
        let left = left.and_then(|left| left.as_str().parse().ok());
        self.asked = self.asked.saturating_sub(left.unwrap_or(self.asked));
    }
}

/// Whether the consumer, or the server's leadership of it, is gone.
fn went(message: &Message) -> bool {
    let text = message.description.as_deref().unwrap_or_default();
    text.contains("Deleted") || text.contains("Leadership") || text.contains("Shutdown")
}
