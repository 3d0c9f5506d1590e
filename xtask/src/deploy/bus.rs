//! The configuration of the bus: rendered as for an installation, and read by a nats-server.

use std::fs;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::keys::{self, Keys};
use crate::nats;

/// Checks the single server and each node of a cluster.
pub(crate) fn check() -> anyhow::Result<()> {
    let server = nats::server()?;
    let folder = tempfile::tempdir()?;
    for nodes in [&["nats"][..], &["nats-1", "nats-2", "nats-3"]] {
        let out = folder.path().join(nodes.len().to_string());
        keys::make(&Keys {
            out: out.clone(),
            nodes: nodes.iter().map(|&node| node.to_owned()).collect(),
            renew: None,
            from: None,
            days: 1,
        })?;
        for node in fs::read_dir(out.join("nats"))? {
            let checked = Command::new(&server)
                .args(["--config", "nats-server.conf", "-t"])
                .env("BUS_STORE", folder.path())
                .current_dir(node?.path())
                .output()
                .context("nats-server could not be started")?;
            let said = String::from_utf8_lossy(&checked.stderr);
            ensure!(checked.status.success(), "deploy/nats: {said}");
        }
    }
    Ok(())
}
