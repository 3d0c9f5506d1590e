//! All services as processes of their own, on one bus.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context;
use tempfile::TempDir;
use test_bus::free_port;

use crate::command::vedette;
use crate::up::{ACK_WAIT, Up};

/// One of the processes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Takes articles in.
    Ingest,
    /// Reads them.
    Extract,
    /// Reads them, too.
    OtherExtract,
    /// Answers.
    Query,
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Ingest, Self::Extract, Self::OtherExtract, Self::Query];

    fn role(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Extract | Self::OtherExtract => "extract",
            Self::Query => "query",
        }
    }
}

/// The services, each on an address that it keeps when it is killed and started again.
pub struct Deployment {
    bus: String,
    replicas: usize,
    data: TempDir,
    addresses: [SocketAddr; 4],
    processes: [Option<Up>; 4],
}

impl Deployment {
    /// Makes the streams, and starts all services.
    pub async fn start(bus: &str, replicas: usize) -> anyhow::Result<Self> {
        let replicas_told = replicas.to_string();
        let init = ["bus", "init", "--bus", bus, "--ack-wait", ACK_WAIT];
        vedette(&[&init[..], &["--replicas", &replicas_told]].concat()).ok();
        let mut this = Self {
            bus: bus.to_owned(),
            replicas,
            data: tempfile::tempdir()?,
            addresses: [(); 4].map(|()| ([127, 0, 0, 1], free_port()).into()),
            processes: [const { None }; 4],
        };
        for service in Service::ALL {
            this.run(service).await?;
        }
        Ok(this)
    }

    /// Starts a service that is down, on the bus that it had, and waits until it answers.
    pub async fn run(&mut self, service: Service) -> anyhow::Result<()> {
        let bus = self.bus.clone();
        self.run_on(service, &bus).await
    }

    /// Starts a service that is down on its way to the bus, such as through a proxy.
    pub async fn run_on(&mut self, service: Service, bus: &str) -> anyhow::Result<()> {
        let at = service as usize;
        let up = self.spawn(service, bus, &self.addresses[at], self.data.path().into());
        self.processes[at] = Some(up.await?);
        Ok(())
    }

    /// A replica of query with no read models yet.
    pub async fn fresh_query(&self, data: PathBuf) -> anyhow::Result<Up> {
        let anywhere = ([127, 0, 0, 1], 0).into();
        self.spawn(Service::Query, &self.bus, &anywhere, data).await
    }

    async fn spawn(
        &self,
        service: Service,
        bus: &str,
        listen: &SocketAddr,
        data: PathBuf,
    ) -> anyhow::Result<Up> {
        let up = Up::serve_at(service.role(), bus, self.replicas, &data, *listen).await;
        up.with_context(|| format!("{service:?} does not start"))
    }

    /// Kills a service, as the kernel or the power would.
    pub async fn kill(&mut self, service: Service) -> anyhow::Result<()> {
        let process = self.processes[service as usize].take();
        process.context("it runs")?.kill().await
    }

    /// The process of a service.
    pub fn process(&self, service: Service) -> &Up {
        let process = self.processes[service as usize].as_ref();
        process.expect("it runs")
    }

    /// Where a service answers, while it runs.
    pub fn url(&self, service: Service) -> String {
        format!("http://{}", self.addresses[service as usize])
    }

    /// Waits until everything stored is in the read models.
    pub async fn settled(&self) -> anyhow::Result<()> {
        self.process(Service::Query).settled().await
    }
}
