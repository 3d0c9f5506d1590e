//! A connection between a client and a server that can be cut at a chosen moment.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

pub(crate) struct Proxy {
    pub(crate) address: SocketAddr,
    cuts: Arc<Cuts>,
    _accepting: JoinSet<()>,
}

/// Each is undone by the cut that it makes.
#[derive(Default)]
struct Cuts {
    /// The next thing that the server says is swallowed, and the connection ends.
    reply: AtomicBool,
    /// The next thing that the client says is.
    request: AtomicBool,
}

impl Proxy {
    pub(crate) async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let cuts = Arc::new(Cuts::default());
        let mut accepting = JoinSet::new();
        let shared = Arc::clone(&cuts);
        accepting.spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(server).await else {
                    continue;
                };
                let cuts = Arc::clone(&shared);
                connections.spawn(async move {
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    // The first direction that ends takes the other with it.
                    tokio::select! {
                        () = copy(from_client, to_server, &cuts.request) => {}
                        () = copy(from_server, to_client, &cuts.reply) => {}
                    }
                });
            }
        });
        Self {
            address,
            cuts,
            _accepting: accepting,
        }
    }

    pub(crate) fn lose_next_reply(&self) {
        self.cuts.reply.store(true, Ordering::SeqCst);
    }

    pub(crate) fn lose_next_request(&self) {
        self.cuts.request.store(true, Ordering::SeqCst);
    }
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, cut: &AtomicBool) {
    let mut bytes = vec![0; 64 << 10];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if cut.swap(false, Ordering::SeqCst) || to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
