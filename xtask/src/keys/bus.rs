//! The configuration of a node, rendered from the pages in `deploy/nats`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, ensure};

use crate::tools;

/// The files of a node: their names and texts. `nats-server.conf` includes the others.
pub(crate) fn configuration(
    node: &str,
    nodes: &[String],
    public_keys: &BTreeMap<&str, String>,
) -> anyhow::Result<[(&'static str, String); 3]> {
    let page = if nodes.len() > 1 { "cluster" } else { "single" };
    let routes: Vec<_> = nodes
        .iter()
        .map(|node| format!("\"nats-route://{node}:6222\""))
        .collect();
    let mut values = public_keys.clone();
    values.insert("node", node.to_owned());
    values.insert("routes", routes.join(", "));
    Ok([
        ("nats-server.conf", rendered(page, &values)?),
        ("bus.conf", rendered("bus", &values)?),
        ("users.conf", rendered("users", &values)?),
    ])
}

fn rendered(page: &str, values: &BTreeMap<&str, String>) -> anyhow::Result<String> {
    let file = tools::root().join(format!("deploy/nats/{page}.conf"));
    let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
    let text = values.iter().fold(text, |text, (name, value)| {
        text.replace(&format!("{{{{{name}}}}}"), value)
    });
    ensure!(
        !text.contains("{{"),
        "{} names a value that nobody gives",
        file.display()
    );
    Ok(text)
}
