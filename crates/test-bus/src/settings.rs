use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What a test wants otherwise.
#[derive(Clone)]
pub struct Settings {
    /// When writes are synced.
    pub sync_interval: &'static str,
    /// The largest message.
    pub max_payload: &'static str,
    /// Whether the log's account sees the servers' settings.
    pub shown: bool,
    /// Further users of the log's account, in the server's own syntax.
    pub users: &'static str,
    /// Where streams are kept, if not in the server's own directory.
    pub store: Option<PathBuf>,
    /// How much the streams may hold, in the server's own syntax.
    pub max_file_store: Option<&'static str>,
    /// As what it stands in a cluster.
    pub node: Option<Node>,
}

/// One server of a cluster.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// Where it listens for the others.
    pub route_port: u16,
    /// Where it finds the others.
    pub routes: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sync_interval: "always",
            max_payload: "9MB",
            shown: true,
            users: "",
            store: None,
            max_file_store: None,
            node: None,
        }
    }
}

impl Settings {
    /// The configuration of a server on a port, with its files in a directory.
    pub(crate) fn configuration(&self, directory: &Path, port: u16) -> String {
        let Self {
            sync_interval,
            max_payload,
            users,
            ..
        } = self;
        let store = match &self.store {
            Some(store) => store.clone(),
            None => directory.join("store"),
        };
        let quota = self
            .max_file_store
            .map_or(String::new(), |most| format!(", max_file_store: {most}"));
        let imports = if self.shown {
            r#"imports: [{ service: { account: SYS, subject: "$SYS.REQ.SERVER.PING.JSZ" }, to: "vedette.bus.jsz" }]"#
        } else {
            ""
        };
        let mut text = format!(
            r#"
            listen: "127.0.0.1:{port}"
            max_payload: {max_payload}
            jetstream {{ store_dir: "{}", sync_interval: {sync_interval}{quota} }}
            system_account: SYS
            no_auth_user: admin
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
            "#,
            store.display()
        );
        if let Some(node) = &self.node {
            node.write(&mut text);
        }
        text
    }
}

impl Node {
    fn write(&self, text: &mut String) {
        let routes: Vec<_> = self
            .routes
            .iter()
            .map(|route| format!("\"nats-route://{route}\""))
            .collect();
        // Told of an address where nobody is, the others know this node by its routes alone.
        let written = write!(
            text,
            r#"
            server_name: {}
            ping_interval: "20s"
            ping_max: 2
            cluster {{
              name: vedette
              listen: "127.0.0.1:{}"
              advertise: "127.0.0.1:1"
              no_advertise: true
              routes: [{}]
            }}
            "#,
            self.name,
            self.route_port,
            routes.join(", ")
        );
        written.expect("a string takes everything");
    }
}
