//! A nats-server of a test's own: on a free port, with its own directory, syncing every write.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use event_log::{Credentials, JetStreamConfig};
use tempfile::TempDir;

pub(crate) struct Server {
    pub(crate) directory: TempDir,
    port: u16,
    settings: Settings,
    child: Option<Child>,
}

/// What a test wants otherwise.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) sync_interval: &'static str,
    pub(crate) max_payload: &'static str,
    /// Whether the log's account sees the servers' settings.
    pub(crate) shown: bool,
    /// Further users of the log's account, in the server's own syntax.
    pub(crate) users: &'static str,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sync_interval: "always",
            max_payload: "9MB",
            shown: true,
            users: "",
        }
    }
}

impl Server {
    pub(crate) fn start(settings: Settings) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let mut server = Self {
            directory,
            port: 0,
            settings,
            child: None,
        };
        server.run();
        server
    }

    /// The administrator's way in.
    pub(crate) fn config(&self) -> JetStreamConfig {
        self.config_of("admin")
    }

    /// The way in of a user; the passwords are the names.
    pub(crate) fn config_of(&self, user: &str) -> JetStreamConfig {
        config_at(user, self.address())
    }

    pub(crate) fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.port).into()
    }

    /// Kills the server as a crash would (SIGKILL).
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Starts it, again on the port that it had.
    pub(crate) fn run(&mut self) {
        let path = self.directory.path();
        let ports = path.join("ports");
        fs::create_dir_all(&ports).unwrap();
        for old in fs::read_dir(&ports).unwrap() {
            fs::remove_file(old.unwrap().path()).unwrap();
        }
        let file = path.join("nats.conf");
        fs::write(&file, self.configuration(path, &ports)).unwrap();
        let child = Command::new(binary())
            .arg("-c")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(child.expect("nats-server starts"));
        self.port = self.wait_for_port(&ports);
        while TcpStream::connect(self.address()).is_err() {
            std::thread::yield_now();
        }
    }

    fn wait_for_port(&mut self, ports: &Path) -> u16 {
        let since = Instant::now();
        loop {
            let written = fs::read_dir(ports).unwrap().next();
            let text = written.map(|file| fs::read_to_string(file.unwrap().path()).unwrap());
            let port = text.and_then(|text| {
                let (_, rest) = text.split_once("nats://")?;
                let (_, port) = rest.split_once(':')?;
                port.split('"').next()?.parse().ok()
            });
            if let Some(port) = port {
                return port;
            }
            let ended = self.child.as_mut().unwrap().try_wait().unwrap();
            let log = fs::read_to_string(self.directory.path().join("log")).unwrap_or_default();
            assert!(ended.is_none(), "nats-server ended: {log}");
            assert!(since.elapsed() < Duration::from_mins(1), "no port: {log}");
            std::thread::yield_now();
        }
    }

    fn configuration(&self, path: &Path, ports: &Path) -> String {
        let Settings {
            sync_interval,
            max_payload,
            shown,
            users,
        } = &self.settings;
        let port = if self.port == 0 {
            -1
        } else {
            i32::from(self.port)
        };
        let (path, ports) = (path.display(), ports.display());
        let imports = match shown {
            true => {
                r#"imports: [{ service: { account: SYS, subject: "$SYS.REQ.SERVER.PING.JSZ" }, to: "vedette.bus.jsz" }]"#
            }
            false => "",
        };
        format!(
            r#"
            listen: "127.0.0.1:{port}"
            ports_file_dir: "{ports}"
            log_file: "{path}/log"
            max_payload: {max_payload}
            jetstream {{ store_dir: "{path}/store", sync_interval: {sync_interval} }}
            system_account: SYS
            accounts {{
              SYS {{
                users: [{{ user: sys, password: sys }}]
                exports: [{{ service: "$SYS.REQ.SERVER.PING.JSZ", response: stream, accounts: [VEDETTE] }}]
              }}
              VEDETTE {{
                jetstream: enabled
                users: [{{ user: admin, password: admin }} {users}]
                {imports}
              }}
            }}
            "#
        )
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The way in of a user at an address.
pub(crate) fn config_at(user: &str, address: SocketAddr) -> JetStreamConfig {
    JetStreamConfig {
        servers: vec![format!("nats://{address}")],
        credentials: Credentials::Password {
            user: user.to_owned(),
            password: user.to_owned(),
        },
        ca_file: None,
        replicas: 1,
        inbox_prefix: None,
        accepted: BTreeSet::new(),
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
