use crate::port;
use crate::proxy::Proxy;
use crate::server::Server;
use crate::settings::{Node, Settings};

/// How many servers a cluster has.
const NODES: usize = 3;

/// Three servers that keep replicas for each other. Each reaches each other one through a proxy, so
/// that any of them can be cut off.
pub struct Cluster {
    /// The servers.
    pub servers: Vec<Server>,
    /// From whom, to whom, and through what.
    links: Vec<(usize, usize, Proxy)>,
}

impl Cluster {
    /// Starts three servers, and waits until each is ready.
    pub async fn start(settings: &Settings) -> Self {
        let ports: Vec<_> = (0..NODES).map(|_| port::free()).collect();
        let mut links = Vec::new();
        for from in 0..NODES {
            for to in (0..NODES).filter(|to| *to != from) {
                let listens = ([127, 0, 0, 1], ports[to]).into();
                links.push((from, to, Proxy::to(listens).await));
            }
        }
        let routes_of = |at: usize| {
            let own = links.iter().filter(|(from, ..)| *from == at);
            own.map(|(_, _, proxy)| proxy.address.to_string()).collect()
        };
        let mut servers: Vec<_> = (0..NODES)
            .map(|at| {
                let node = Node {
                    name: format!("nats-{at}"),
                    route_port: ports[at],
                    routes: routes_of(at),
                };
                Server::stopped(Settings {
                    node: Some(node),
                    ..settings.clone()
                })
            })
            .collect();
        // None is ready before another one is there.
        let logs: Vec<_> = servers.iter_mut().map(Server::spawn).collect();
        tokio::task::block_in_place(|| {
            for (server, log) in servers.iter().zip(logs) {
                server.wait_until_ready(log);
            }
        });
        Self { servers, links }
    }

    /// Where the servers listen, as clients name them.
    pub fn url(&self) -> String {
        let urls: Vec<_> = self.servers.iter().map(Server::url).collect();
        urls.join(",")
    }

    /// Cuts a server off from the others: nothing passes any more, and nobody is told.
    pub fn cut_off(&self, at: usize) {
        self.links_of(at).for_each(Proxy::block);
    }

    /// Ends that; connections that hung are broken.
    pub fn rejoin(&self, at: usize) {
        self.links_of(at).for_each(Proxy::unblock);
    }

    fn links_of(&self, at: usize) -> impl Iterator<Item = &Proxy> {
        let own = move |(from, to, _): &&(usize, usize, Proxy)| *from == at || *to == at;
        self.links.iter().filter(own).map(|(_, _, proxy)| proxy)
    }
}
