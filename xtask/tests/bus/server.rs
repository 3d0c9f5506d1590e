//! A nats-server on a rendered configuration, on this machine alone.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

const WAIT_MAX: Duration = Duration::from_secs(30);

/// What `cargo xtask keys` made, with arguments of the test's own.
pub(crate) struct Keys {
    folder: TempDir,
}

impl Keys {
    pub(crate) fn make(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("keys");
        let made = xtask(&["keys", "--out", out.to_str().unwrap()])
            .args(arguments)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        Self { folder }
    }

    pub(crate) fn path(&self, within: &str) -> PathBuf {
        self.folder.path().join("keys").join(within)
    }
}

/// xtask itself.
pub(crate) fn xtask(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments);
    command
}

/// A running server; killed when it is dropped.
pub(crate) struct Server {
    process: Child,
    log: Receiver<String>,
    pub(crate) address: String,
    _store: TempDir,
}

impl Server {
    /// The single server of these keys.
    pub(crate) fn single(keys: &Keys) -> Self {
        Self::start(&keys.path("nats/nats"), &[])
    }

    /// A node in its own folder; `arguments` win over its configuration.
    pub(crate) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let store = tempfile::tempdir().unwrap();
        let mut process = Command::new(nats_server())
            .current_dir(folder)
            .args(["--config", "nats-server.conf"])
            .args(["--addr", "127.0.0.1", "--port", "-1", "--http_port", "-1"])
            .env("BUS_STORE", store.path())
            .args(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let (write, log) = channel();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = write.send(line); // nobody may be listening any more
            }
        });
        let mut server = Self {
            process,
            log,
            address: String::new(),
            _store: store,
        };
        let listening = server.wait_for("Listening for client connections on ");
        server.address = listening.rsplit(' ').next().unwrap().into();
        server.wait_for("Server is ready");
        server
    }

    /// The next line of its log that contains the text.
    pub(crate) fn wait_for(&self, text: &str) -> String {
        let mut seen = Vec::new();
        while let Ok(line) = self.log.recv_timeout(WAIT_MAX) {
            if line.contains(text) {
                return line;
            }
            seen.push(line);
        }
        panic!("{text:?} is not in the log:\n{}", seen.join("\n"));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill(); // it may have ended by itself
        let _ = self.process.wait();
    }
}

fn nats_server() -> PathBuf {
    let printed = xtask(&["nats-server"]).output().unwrap();
    assert!(printed.status.success(), "{printed:?}");
    String::from_utf8(printed.stdout).unwrap().trim().into()
}
