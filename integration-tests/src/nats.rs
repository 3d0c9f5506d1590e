//! A real nats-server that syncs every write.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// A nats-server on a port of its own, with an account for the log. Dropped, it is killed.
pub struct Nats {
    directory: TempDir,
    port: u16,
    process: Child,
}

impl Nats {
    /// Starts a server and waits until it takes connections.
    pub async fn start() -> anyhow::Result<Self> {
        let directory = tempfile::tempdir()?;
        let mut process = spawn(directory.path(), None)?;
        let port = port(directory.path(), &mut process).await?;
        Ok(Self {
            directory,
            port,
            process,
        })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Kills it, as a crash would, and starts it again on the same port and store.
    pub async fn kill_and_restart(&mut self) -> anyhow::Result<()> {
        self.process.kill().await?;
        let ports = self.directory.path().join("ports");
        std::fs::remove_dir_all(&ports)?;
        self.process = spawn(self.directory.path(), Some(self.port))?;
        port(self.directory.path(), &mut self.process).await?;
        Ok(())
    }
}

fn spawn(directory: &Path, port: Option<u16>) -> anyhow::Result<Child> {
    let ports = directory.join("ports");
    std::fs::create_dir_all(&ports)?;
    let listen = port.map_or("-1".to_owned(), |port| port.to_string());
    let (path, ports) = (directory.display(), ports.display());
    let configuration = format!(
        r#"
        listen: "127.0.0.1:{listen}"
        ports_file_dir: "{ports}"
        log_file: "{path}/log"
        max_payload: 9MB
        jetstream {{ store_dir: "{path}/store", sync_interval: always }}
        system_account: SYS
        no_auth_user: log
        accounts {{
          SYS {{
            users: [{{ user: sys, password: sys }}]
            exports: [{{ service: "$SYS.REQ.SERVER.PING.JSZ", response: stream, accounts: [VEDETTE] }}]
          }}
          VEDETTE {{
            jetstream: enabled
            users: [{{ user: log, password: log }}]
            imports: [{{ service: {{ account: SYS, subject: "$SYS.REQ.SERVER.PING.JSZ" }}, to: "vedette.bus.jsz" }}]
          }}
        }}
        "#
    );
    let file = directory.join("nats.conf");
    std::fs::write(&file, configuration)?;
    let server = Command::new(binary())
        .arg("-c")
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn();
    server.context("nats-server could not be started: `cargo xtask test` brings it")
}

/// `cargo xtask test` names the server that it brings.
fn binary() -> PathBuf {
    std::env::var_os("NATS_SERVER").map_or_else(|| "nats-server".into(), PathBuf::from)
}

/// The port that the server writes down when it listens.
async fn port(directory: &Path, process: &mut Child) -> anyhow::Result<u16> {
    let mut look = tokio::time::interval(Duration::from_millis(5));
    loop {
        look.tick().await;
        let ended = process.try_wait()?;
        ensure!(
            ended.is_none(),
            "nats-server ended: {}",
            std::fs::read_to_string(directory.join("log")).unwrap_or_default()
        );
        let written = std::fs::read_dir(directory.join("ports"))?.next();
        let Some(written) = written.transpose()? else {
            continue;
        };
        let text = std::fs::read_to_string(written.path())?;
        let port = text
            .split_once("nats://127.0.0.1:")
            .and_then(|(_, rest)| rest.split('"').next()?.parse().ok());
        if let Some(port) = port {
            return Ok(port);
        }
    }
}
