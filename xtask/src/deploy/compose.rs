//! The compose files: read by compose itself, and held to what every container must have.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::{Value, json};

use crate::tools;

const FILES: [&str; 2] = ["single.yaml", "cluster.yaml"];

/// Checks each file.
pub(crate) fn check() -> anyhow::Result<()> {
    let compose = tools::fetched("docker-compose")?;
    for file in FILES {
        let file = tools::root().join("deploy/compose").join(file);
        let resolved = resolve(&compose, &file)?;
        let services = resolved["services"].as_object().context("no services")?;
        for (name, service) in services {
            let lacks = lacks(service);
            ensure!(
                lacks.is_empty(),
                "{}: {name}: {}",
                file.display(),
                lacks.join(", ")
            );
        }
    }
    Ok(())
}

/// The file with its anchors and defaults filled in; no engine is asked.
fn resolve(compose: &Path, file: &Path) -> anyhow::Result<Value> {
    let resolved = Command::new(compose)
        .arg("--file")
        .arg(file)
        .args(["--profile", "*", "config", "--format", "json"])
        .output()
        .context("docker-compose could not be started")?;
    let said = String::from_utf8_lossy(&resolved.stderr);
    ensure!(
        resolved.status.success() && said.is_empty(),
        "{}: {said}",
        file.display()
    );
    Ok(serde_json::from_slice(&resolved.stdout)?)
}

/// What a container must have and has not.
fn lacks(service: &Value) -> Vec<&'static str> {
    let has = |key: &str, wanted: Value| service[key] == wanted;
    let user = service["user"].as_str().unwrap_or("root");
    let rules = [
        (
            has("read_only", json!(true)),
            "a read-only root file system",
        ),
        (has("cap_drop", json!(["ALL"])), "no capabilities"),
        (
            has("security_opt", json!(["no-new-privileges:true"])),
            "no new privileges",
        ),
        (
            !user.starts_with('0') && user.starts_with(|first: char| first.is_ascii_digit()),
            "a numeric user that is not root",
        ),
        (!service["mem_limit"].is_null(), "a limit of memory"),
        (!service["cpus"].is_null(), "a limit of CPUs"),
        (!service["pids_limit"].is_null(), "a limit of processes"),
        (!service["restart"].is_null(), "a restart policy"),
        (service["privileged"].is_null(), "no privileges"),
    ];
    let missing = rules.into_iter().filter(|(held, _)| !held);
    missing.map(|(_, rule)| rule).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_container_is_held_to_the_rules() {
        let confined = json!({
            "read_only": true, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"],
            "user": "10001:10001", "mem_limit": "1", "cpus": 1, "pids_limit": 1, "restart": "no",
        });
        assert!(lacks(&confined).is_empty());
        let mut root = confined.clone();
        root["user"] = json!("0:0");
        assert_eq!(lacks(&root), ["a numeric user that is not root"]);
        let mut writable = confined;
        writable["read_only"] = json!(false);
        assert_eq!(lacks(&writable), ["a read-only root file system"]);
        assert_eq!(lacks(&json!({})).len(), 8);
    }
}
