//! The connection to the servers: asking, being refused, losing an answer, going away and coming back.

use std::fs;
use std::future::Ready;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_nats::client::RequestErrorKind;
use async_nats::jetstream::response::Response;
use async_nats::{
    Client, ConnectOptions, Event, HeaderMap, Message, ReconnectToServer, Request, Server,
    ServerInfo,
};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::{broadcast, watch};
use tokio::time::{Instant, sleep};

use super::config::{Credentials, JetStreamConfig};
use super::refusal;
use crate::{Cause, ConnectError, Health, Unavailable};

/// How long an answer may take before it counts as lost.
const REPLY_WAIT: Duration = Duration::from_secs(5);
/// How long a connection may take.
const CONNECT_WAIT: Duration = Duration::from_secs(5);
/// The longest pause between two attempts.
const PAUSE_MAX: Duration = Duration::from_secs(2);
/// How often another server is looked for.
const MOVE_WAIT: Duration = Duration::from_secs(5);
/// How often a server may say that it cannot answer before another one is looked for: ten seconds.
const EXCUSES_MAX: usize = 12;
/// How often it may say nothing.
const SILENCES_MAX: u32 = 3;
/// How many refusals may wait for those who asked.
const REFUSALS_MAX: usize = 64;
/// How many messages may wait for a reader; more than it ever asks for at once.
const SUBSCRIPTION_MESSAGES_MAX: usize = 16_384;

pub(crate) struct Connection {
    pub(crate) client: Client,
    /// The prefix of the subjects to which answers come.
    inbox: String,
    link: watch::Receiver<Link>,
    /// What the server said when it refused something.
    refusals: broadcast::Sender<String>,
    /// Since when nothing is stored, and why.
    stalled: Mutex<Option<(Instant, Cause)>>,
    /// How often nothing was heard, since a leader was: each server answers some questions itself.
    silences: AtomicU32,
    /// When another server was looked for last; none, where there is no other.
    moved: Option<Mutex<Instant>>,
    closed: watch::Sender<bool>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Link {
    up: bool,
    since: Instant,
    /// How often it was lost.
    pub(crate) losses: u64,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The connection was lost before it came: what was asked may or may not have been done.
    Lost(Cause),
    /// It does not come though there is a connection: what was asked may or may not have been done.
    Silent(Cause),
    /// Nobody was there to hear the question: a stream without a leader. Nothing was done.
    Unheard(Cause),
    /// There will be none.
    Ended(Unavailable),
}

impl Connection {
    pub(crate) async fn open(config: &JetStreamConfig) -> Result<Self, ConnectError> {
        let (up, link) = watch::channel(Link {
            up: true,
            since: Instant::now(),
            losses: 0,
        });
        let (refusals, _) = broadcast::channel(REFUSALS_MAX);
        let told = refusals.clone();
        let options = options(config)?
            .event_callback(move |event| {
                on_event(&event, &up, &told);
                std::future::ready(())
            })
            .connection_timeout(CONNECT_WAIT)
            .request_timeout(Some(REPLY_WAIT))
            .subscription_capacity(SUBSCRIPTION_MESSAGES_MAX)
            .reconnect_delay_callback(pause)
            .reconnect_to_server_callback(in_turn())
            .max_reconnects(None);
        let connected = options.connect(&config.servers[..]).await;
        let client = connected.map_err(|error| ConnectError::Server {
            servers: config.servers.join(", "),
            remedy: refusal::remedy(&error),
            cause: cause(&error.to_string()), // it tells its own causes
        })?;
        let inbox = config.inbox_prefix.clone();
        Ok(Self {
            client,
            inbox: inbox.unwrap_or_else(|| "_INBOX".to_owned()),
            link,
            refusals,
            stalled: Mutex::default(),
            silences: AtomicU32::new(0),
            moved: (config.servers.len() > 1).then(|| Mutex::new(Instant::now())),
            closed: watch::Sender::new(false),
        })
    }

    pub(crate) fn health(&self) -> Health {
        let link = *self.link.borrow();
        match link.up {
            _ if *self.closed.borrow() => Health::Ended(Unavailable::Closed),
            true => match &*self.stalled() {
                None => Health::Connected,
                Some((since, why)) => Health::Stalled {
                    since: since.into_std(),
                    why: Arc::clone(why),
                },
            },
            false => Health::Reconnecting {
                since: link.since.into_std(),
            },
        }
    }

    /// Nothing is stored at present.
    pub(crate) fn stall(&self, why: &str) {
        let mut stalled = self.stalled();
        let since = stalled
            .as_ref()
            .map_or_else(Instant::now, |(since, _)| *since);
        *stalled = Some((since, cause(why)));
    }

    /// The leader of a stream or a consumer was heard.
    pub(crate) fn heard(&self) {
        self.silences.store(0, Ordering::Relaxed);
    }

    /// Something was stored, or refused for what it is.
    pub(crate) fn flow(&self) {
        self.heard();
        *self.stalled() = None;
    }

    /// The server says that it cannot; said so often, another one may.
    pub(crate) async fn excused(&self, attempts: &Attempts) {
        if attempts.count() >= EXCUSES_MAX {
            self.move_on().await;
        }
    }

    /// Goes to another server of the cluster: this one may be cut off from the others, and still talk
    /// to its clients.
    pub(crate) async fn move_on(&self) {
        let Some(moved) = &self.moved else { return };
        {
            let mut moved = moved.lock().unwrap_or_else(PoisonError::into_inner);
            if moved.elapsed() < MOVE_WAIT {
                return;
            }
            *moved = Instant::now();
        }
        self.heard();
        tracing::warn!("the server does not answer: going to another one");
        // The client is gone when the log is closed.
        self.client.force_reconnect().await.ok();
    }

    fn stalled(&self) -> MutexGuard<'_, Option<(Instant, Cause)>> {
        // Each change is one step, so a panic elsewhere leaves the value whole.
        self.stalled.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn link(&self) -> watch::Receiver<Link> {
        self.link.clone()
    }

    pub(crate) fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    /// Everything that waits ends.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits until the log is closed.
    pub(crate) async fn closed(&self) {
        // The sender is `self`, so it cannot be gone.
        self.closed
            .subscribe()
            .wait_for(|closed| *closed)
            .await
            .ok();
    }

    /// Waits until a server is there.
    pub(crate) async fn up(&self) -> Result<u64, Unavailable> {
        let mut link = self.link();
        tokio::select! {
            biased;
            () = self.closed() => Err(Unavailable::Closed),
            link = link.wait_for(|link| link.up) => match link {
                Ok(link) => Ok(link.losses),
                Err(_) => Err(Unavailable::Closed),
            },
        }
    }

    /// Waits for what `asked` gives, or learns that it never comes. `concerns` tells from the text
    /// of a refusal whether it is about this.
    pub(crate) async fn answer<T>(
        &self,
        asked: impl Future<Output = Result<T, async_nats::RequestError>>,
        concerns: impl Fn(&str) -> bool,
    ) -> Result<T, Failure> {
        let losses = self.up().await.map_err(Failure::Ended)?;
        let mut link = self.link();
        let mut refusals = self.refusals.subscribe();
        let refused = async {
            loop {
                match refusals.recv().await {
                    Ok(text) if concerns(&text) => return text,
                    Ok(text) if refusal::is_of_inbox(&text, &self.inbox) => return text,
                    Ok(_) | Err(broadcast::error::RecvError::Lagged(_)) => {}
                    Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                }
            }
        };
        let answer = tokio::select! {
            biased;
            answer = asked => answer.map_err(failure),
            text = refused => Err(Failure::Ended(Unavailable::Refused(refusal::refused(&text)))),
            _ = link.wait_for(|link| link.losses != losses) => {
                Err(Failure::Lost(cause("the connection was lost")))
            }
            () = self.closed() => Err(Failure::Ended(Unavailable::Closed)),
        };
        if let Err(Failure::Silent(_)) = answer
            && self.silences.fetch_add(1, Ordering::Relaxed) + 1 >= SILENCES_MAX
        {
            self.move_on().await;
        }
        answer
    }

    /// Asks once.
    pub(crate) async fn request(
        &self,
        subject: &str,
        headers: HeaderMap,
        payload: Bytes,
    ) -> Result<Message, Failure> {
        let mut request = Request::new().payload(payload);
        if !headers.is_empty() {
            request = request.headers(headers);
        }
        let asked = self.client.send_request(subject.to_owned(), request);
        let quoted = format!("\"{subject}\"");
        self.answer(asked, |text| text.contains(&quoted)).await
    }

    /// Asks what can be asked again, until there is an answer.
    pub(crate) async fn ask(&self, subject: &str, payload: Bytes) -> Result<Message, Unavailable> {
        let mut attempts = Attempts::default();
        loop {
            match self
                .request(subject, HeaderMap::new(), payload.clone())
                .await
            {
                Ok(message) => return Ok(message),
                Err(Failure::Ended(ended)) => return Err(ended),
                Err(Failure::Lost(cause) | Failure::Silent(cause) | Failure::Unheard(cause)) => {
                    tracing::warn!(subject, %cause, "no answer: asking again");
                    self.excused(&attempts).await;
                    attempts.pause(self).await?;
                }
            }
        }
    }

    /// Asks the servers' interface for streams and consumers.
    pub(crate) async fn api<T: DeserializeOwned>(
        &self,
        what: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let body = serde_json::to_vec(body).expect("what is asked is plain data");
        let body = Bytes::from(if body == b"null" { Vec::new() } else { body });
        let mut attempts = Attempts::default();
        loop {
            let answer = self.ask(&format!("$JS.API.{what}"), body.clone()).await?;
            let parsed = serde_json::from_slice(&answer.payload);
            match parsed.map_err(|error| ApiError::Garbled(Arc::new(error)))? {
                Response::Ok(answer) => {
                    self.heard();
                    return Ok(answer);
                }
                // No leader yet, or too busy.
                Response::Err { error } if error.code() == 503 => {
                    tracing::warn!(what, %error, "the server cannot answer: asking again");
                    self.excused(&attempts).await;
                    attempts.pause(self).await?;
                }
                Response::Err { error } => return Err(ApiError::Server(error)),
            }
        }
    }
}

/// Why the servers' interface gave nothing.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum ApiError {
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
    #[error("the server answered: {0}")]
    Server(async_nats::jetstream::Error),
    #[error("the server's answer cannot be read")]
    Garbled(#[source] Cause),
}

impl ApiError {
    /// Whether what was asked for is not there.
    pub(crate) fn is_not_found(&self) -> bool {
        matches!(self, Self::Server(error) if error.code() == 404)
    }

    /// None of it, where there is no such thing.
    pub(crate) fn absent<T>(result: Result<T, Self>) -> Result<Option<T>, Self> {
        match result {
            Ok(found) => Ok(Some(found)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Attempts, with a longer pause after each.
#[derive(Default)]
pub(crate) struct Attempts(usize);

impl Attempts {
    pub(crate) async fn pause(&mut self, connection: &Connection) -> Result<(), Unavailable> {
        self.0 += 1;
        tokio::select! {
            biased;
            () = connection.closed() => Err(Unavailable::Closed),
            () = sleep(pause(self.0)) => Ok(()),
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0
    }
}

/// 10 ms, and twice as long each time.
fn pause(attempt: usize) -> Duration {
    let exponent = attempt.saturating_sub(1).min(16) as u32;
    (Duration::from_millis(10) * 2_u32.pow(exponent)).min(PAUSE_MAX)
}

pub(crate) fn cause(text: &str) -> Cause {
    Arc::from(Box::<dyn std::error::Error + Send + Sync>::from(text))
}

fn failure(error: async_nats::RequestError) -> Failure {
    match error.kind() {
        RequestErrorKind::InvalidSubject | RequestErrorKind::MaxPayloadExceeded => {
            Failure::Ended(Unavailable::Refused(Arc::new(error)))
        }
        RequestErrorKind::NoResponders => Failure::Unheard(Arc::new(error)),
        RequestErrorKind::TimedOut => Failure::Silent(Arc::new(error)),
        RequestErrorKind::Other => Failure::Lost(Arc::new(error)),
    }
}

fn on_event(event: &Event, link: &watch::Sender<Link>, refusals: &broadcast::Sender<String>) {
    match event {
        Event::Connected => {
            link.send_modify(|link| {
                link.up = true;
                link.since = Instant::now();
            });
            tracing::info!("connected to the log's server");
        }
        Event::Disconnected | Event::Closed => {
            link.send_modify(|link| {
                link.up = false;
                link.since = Instant::now();
                link.losses += 1;
            });
            tracing::warn!("the connection to the log's server was lost");
        }
        Event::ServerError(error) => {
            tracing::error!(%error, "the log's server refuses");
            // Nobody may be waiting for it.
            refusals.send(error.to_string()).ok();
        }
        other => tracing::warn!(event = %other, "the connection to the log's server"),
    }
}

/// Each server of a cluster in turn; the first is any that is there.
fn in_turn() -> impl Fn(Vec<Server>, ServerInfo) -> Ready<Option<ReconnectToServer>> {
    let turn = AtomicUsize::new(0);
    move |servers, last| {
        let at = turn.fetch_add(1, Ordering::Relaxed) % servers.len().max(1);
        let next = servers
            .into_iter()
            .nth(at)
            .filter(|_| !last.server_id.is_empty());
        std::future::ready(next.map(|server| ReconnectToServer {
            addr: server.addr,
            delay: None,
        }))
    }
}

fn options(config: &JetStreamConfig) -> Result<ConnectOptions, ConnectError> {
    let read = |path: &std::path::Path| {
        fs::read_to_string(path).map_err(|source| ConnectError::File {
            path: path.to_owned(),
            source,
        })
    };
    let user = config.inbox_prefix.as_deref().unwrap_or_default();
    let user = user.strip_prefix("_INBOX.").unwrap_or("log");
    let mut options = ConnectOptions::new().name(format!("vedette {user}"));
    options = match &config.credentials {
        Credentials::Anonymous => options,
        Credentials::Password { user, password } => {
            options.user_and_password(user.clone(), password.clone())
        }
        Credentials::Nkey(path) => options.nkey(read(path)?.trim().to_owned()),
        Credentials::File(path) => {
            let text = read(path)?;
            options
                .credentials(&text)
                .map_err(|source| ConnectError::File {
                    path: path.clone(),
                    source,
                })?
        }
    };
    if let Some(path) = &config.ca_file {
        read(path)?;
        options = options
            .add_root_certificates(path.clone())
            .require_tls(true);
    }
    if let Some(prefix) = &config.inbox_prefix {
        options = options.custom_inbox_prefix(prefix);
    }
    Ok(options)
}
