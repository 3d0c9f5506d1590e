//! A bus as it is deployed: `cargo xtask keys` renders its configuration, certificates and nkeys.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, ensure};
use tempfile::TempDir;
use tokio::process::{Child, Command};

use crate::command::{Finished, binary, vedette};
use crate::up::Up;

/// What `cargo xtask keys` made.
pub struct Keys {
    folder: TempDir,
}

impl Keys {
    /// Makes them, with arguments such as `--days`.
    pub fn make(arguments: &[&str]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let made = std::process::Command::new(xtask()?)
            .args(["keys", "--out"])
            .arg(folder.path().join("keys"))
            .args(arguments)
            .output()?;
        ensure!(made.status.success(), "{made:?}");
        Ok(Self { folder })
    }

    /// The file with a user's seed.
    pub fn seed(&self, user: &str) -> PathBuf {
        self.path(&format!("services/{user}.nk"))
    }

    /// The certificate of the authority.
    pub fn ca(&self) -> PathBuf {
        self.path("services/ca.pem")
    }

    fn path(&self, within: &str) -> PathBuf {
        self.folder.path().join("keys").join(within)
    }
}

/// xtask is built by whoever runs `cargo xtask test`, if not for this profile.
fn xtask() -> anyhow::Result<PathBuf> {
    let here = binary();
    let profile = here.parent().context("the binary is in a folder")?;
    let beside = [profile.join("xtask"), profile.join("../debug/xtask")];
    let found = beside.into_iter().find(|xtask| xtask.exists());
    found.context("xtask is not built: run `cargo xtask test`")
}

/// A nats-server on those keys. Dropped, it is killed.
pub struct SecuredBus {
    keys: Keys,
    store: TempDir,
    port: u16,
    _process: Child,
}

impl SecuredBus {
    /// Starts a server and waits until it takes connections.
    pub async fn start(keys: Keys) -> anyhow::Result<Self> {
        let store = tempfile::tempdir()?;
        let log = File::create(store.path().join("log"))?;
        let server = std::env::var_os("NATS_SERVER").unwrap_or_else(|| "nats-server".into());
        let process = Command::new(server)
            .current_dir(keys.path("nats/nats"))
            .args(["--config", "nats-server.conf"])
            .args(["--addr", "127.0.0.1", "--port", "-1", "--http_port", "-1"])
            .env("BUS_STORE", store.path())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .context("nats-server could not be started: `cargo xtask test` brings it")?;
        let mut this = Self {
            keys,
            store,
            port: 0,
            _process: process,
        };
        let listening = "Listening for client connections on 127.0.0.1:";
        let line = this.logged(listening).await?;
        let (_, port) = line.rsplit_once(':').context("an address has a port")?;
        this.port = port.parse()?;
        this.logged("Server is ready").await?;
        Ok(this)
    }

    /// As [`SecuredBus::start`], with the streams made.
    pub async fn made() -> anyhow::Result<Self> {
        let bus = Self::start(Keys::make(&[])?).await?;
        bus.run("admin", &["bus", "init"]).ok();
        Ok(bus)
    }

    /// The keys.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// The first line of its log that contains a text, waited for.
    pub async fn logged(&self, text: &str) -> anyhow::Result<String> {
        let mut look = tokio::time::interval(Duration::from_millis(10));
        let deadline = tokio::time::Instant::now() + Duration::from_secs(30);
        loop {
            look.tick().await;
            let log = std::fs::read_to_string(self.store.path().join("log"))?;
            if let Some(line) = log.lines().find(|line| line.contains(text)) {
                return Ok(line.to_owned());
            }
            let waiting = tokio::time::Instant::now() < deadline;
            ensure!(waiting, "{text:?} is not in the server's log:\n{log}");
        }
    }

    /// Runs a command as a user of the bus.
    pub fn run(&self, user: &str, command: &[&str]) -> Finished {
        let login = self.login(user);
        let login = login.iter().map(String::as_str);
        let command: Vec<_> = command.iter().copied().chain(login).collect();
        vedette(&command)
    }

    /// Starts a service as its own user, with further arguments and variables, and waits until it
    /// answers.
    pub async fn serve(
        &self,
        role: &str,
        data: &Path,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> anyhow::Result<Up> {
        let mut command = Command::new(binary());
        command
            .args(["serve", role, "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(self.login(role))
            .args(arguments)
            .envs(variables.iter().copied())
            .stderr(Stdio::inherit());
        Up::of(command).await
    }

    fn login(&self, user: &str) -> [String; 6] {
        let text = |path: PathBuf| path.to_string_lossy().into_owned();
        let (seed, ca) = (text(self.keys.seed(user)), text(self.keys.ca()));
        ["--bus", &self.url(), "--nkey", &seed, "--ca", &ca].map(str::to_owned)
    }
}
