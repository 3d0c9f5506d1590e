use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// A connection to a server that can be cut at a chosen moment.
pub struct Proxy {
    /// Where it listens.
    pub address: SocketAddr,
    shared: Arc<Shared>,
    _accepting: JoinSet<()>,
}

struct Shared {
    /// What ends the connection that says it; each cut is made once.
    requests: Mutex<Option<Cut>>,
    replies: Mutex<Option<Cut>>,
    made: watch::Sender<u64>,
    blocked: watch::Sender<bool>,
}

/// What is to be lost, with the connection.
enum Cut {
    /// Whatever is said next.
    Anything,
    /// What says this.
    Text(&'static str),
}

impl Proxy {
    /// A proxy before a server.
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port is free");
        let address = listener.local_addr().expect("it listens");
        let shared = Arc::new(Shared {
            requests: Mutex::default(),
            replies: Mutex::default(),
            made: watch::Sender::new(0),
            blocked: watch::Sender::new(false),
        });
        let mut accepting = JoinSet::new();
        accepting.spawn(accept(listener, server, Arc::clone(&shared)));
        Self {
            address,
            shared,
            _accepting: accepting,
        }
    }

    /// Where it listens, as clients name it.
    pub fn url(&self) -> String {
        format!("nats://{}", self.address)
    }

    /// The next thing that the server says is swallowed, and the connection ends.
    pub fn lose_next_reply(&self) {
        set(&self.shared.replies, Cut::Anything);
    }

    /// The next thing that the client says is.
    pub fn lose_next_request(&self) {
        set(&self.shared.requests, Cut::Anything);
    }

    /// The next thing of the server that says `text` is.
    pub fn lose_next_reply_with(&self, text: &'static str) {
        set(&self.shared.replies, Cut::Text(text));
    }

    /// How many connections were cut.
    pub fn cuts(&self) -> watch::Receiver<u64> {
        self.shared.made.subscribe()
    }

    /// From now on nothing passes, and nobody is told.
    pub fn block(&self) {
        self.shared.blocked.send_replace(true);
    }

    /// Ends that; the connections that hung are broken.
    pub fn unblock(&self) {
        self.shared.blocked.send_replace(false);
    }
}

impl Shared {
    /// Ends when a connection that hung is to be broken.
    async fn hung(&self) {
        let mut blocked = self.blocked.subscribe();
        // The sender is `self`, so it cannot be gone.
        blocked.wait_for(|blocked| *blocked).await.ok();
        blocked.wait_for(|blocked| !*blocked).await.ok();
    }

    /// Ends when things may pass.
    async fn open(&self) {
        let mut blocked = self.blocked.subscribe();
        blocked.wait_for(|blocked| !*blocked).await.ok();
    }

    /// Whether what was said last ends the connection.
    fn is_cut(&self, cut: &Mutex<Option<Cut>>, said: &[u8]) -> bool {
        let mut cut = cut.lock().unwrap_or_else(PoisonError::into_inner);
        let now = match *cut {
            None => false,
            Some(Cut::Anything) => true,
            Some(Cut::Text(text)) => said.windows(text.len()).any(|part| part == text.as_bytes()),
        };
        if now {
            *cut = None;
            self.made.send_modify(|made| *made += 1);
        }
        now
    }
}

async fn accept(listener: TcpListener, server: SocketAddr, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            shared.open().await;
            let Ok(server) = TcpStream::connect(server).await else {
                return;
            };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            // The first direction that ends takes the other with it.
            tokio::select! {
                () = copy(from_client, to_server, &shared, &shared.requests) => {}
                () = copy(from_server, to_client, &shared, &shared.replies) => {}
                () = shared.hung() => {}
            }
        });
        while connections.try_join_next().is_some() {}
    }
}

async fn copy(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    shared: &Shared,
    cut: &Mutex<Option<Cut>>,
) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        shared.open().await;
        if shared.is_cut(cut, &bytes[..count]) || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

fn set(cut: &Mutex<Option<Cut>>, wanted: Cut) {
    *cut.lock().unwrap_or_else(PoisonError::into_inner) = Some(wanted);
}
