use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::thread;

use tempfile::TempDir;

use crate::port;
use crate::settings::Settings;

/// What the server says when it takes connections and has its streams.
const READY: &str = "Server is ready";

/// A nats-server of a test's own. Dropped, it is killed.
pub struct Server {
    /// Its files, and a place for those of the test.
    pub directory: TempDir,
    /// What it is started with.
    pub settings: Settings,
    port: u16,
    child: Option<Child>,
}

impl Server {
    /// Starts a server, and waits until it is ready.
    pub fn start(settings: Settings) -> Self {
        let mut server = Self::stopped(settings);
        server.run();
        server
    }

    /// A server that does not run yet.
    pub(crate) fn stopped(settings: Settings) -> Self {
        Self {
            directory: tempfile::tempdir().expect("there is room for temporary files"),
            port: port::free(),
            settings,
            child: None,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// Where it listens, as clients name it.
    pub fn url(&self) -> String {
        format!("nats://{}", self.address())
    }

    /// Its process; none while it is down.
    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// Kills it as a crash would (SIGKILL).
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().expect("it is our own child");
            child.wait().expect("it is our own child");
        }
    }

    /// Starts it, again on the port and the files that it had, and waits until it is ready.
    pub fn run(&mut self) {
        let errors = self.spawn();
        self.wait_until_ready(errors);
    }

    /// Starts it without waiting.
    pub(crate) fn spawn(&mut self) -> ChildStderr {
        assert!(self.child.is_none(), "it runs");
        let path = self.directory.path();
        let file = path.join("nats.conf");
        let configuration = self.settings.configuration(path, self.port);
        fs::write(&file, configuration).expect("the directory is ours");
        let child = Command::new(binary())
            .arg("-c")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.expect("nats-server starts");
        let errors = child.stderr.take().expect("it is piped");
        self.child = Some(child);
        errors
    }

    /// Reads the log up to where the server is ready; whatever follows goes to the file `log`.
    pub(crate) fn wait_until_ready(&self, errors: ChildStderr) {
        let path = self.directory.path().join("log");
        let log = File::options().append(true).create(true).open(&path);
        let mut log = log.expect("the directory is ours");
        let mut lines = BufReader::new(errors).lines().map_while(Result::ok);
        loop {
            let Some(line) = lines.next() else {
                let said = fs::read_to_string(&path).unwrap_or_default();
                panic!("nats-server ended:\n{said}");
            };
            writeln!(log, "{line}").expect("the directory is ours");
            if line.contains(READY) {
                break;
            }
        }
        thread::spawn(move || {
            for line in lines {
                if writeln!(log, "{line}").is_err() {
                    break;
                }
            }
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// `cargo xtask test` fetches nats-server and names it; else it is looked for where it may be.
fn binary() -> PathBuf {
    if let Some(path) = env::var_os("NATS_SERVER") {
        return path.into();
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&folders).map(|folder| folder.join("nats-server"));
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools");
    on_path
        .chain(found_below(&tools))
        .find(|path| path.is_file())
        .expect("there is no nats-server: `cargo xtask test` brings it")
}

fn found_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(found_below(&path));
        } else if path.file_name().is_some_and(|name| name == "nats-server") {
            found.push(path);
        }
    }
    found
}
