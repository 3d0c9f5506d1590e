//! The systemd units: read by systemd, and held to a level of exposure.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};

use crate::tools;

/// `systemd-analyze security` goes from 0 (confined) to 100 (as root without bounds).
const EXPOSURE_MAX: &str = "15";
/// Settings that came with systemd 254; older ones ignore them, and complain.
const NEWER: [&str; 2] = ["RestartSteps=", "RestartMaxDelaySec="];

/// Checks each unit where systemd is there.
pub(crate) fn check() -> anyhow::Result<()> {
    let Some(version) = version() else {
        println!("systemd-analyze is not there: the units in deploy/systemd are not checked");
        return Ok(());
    };
    let known = |line: &&str| version >= 254 || !NEWER.iter().any(|newer| line.starts_with(newer));
    let folder = tempfile::tempdir()?;
    for unit in fs::read_dir(tools::root().join("deploy/systemd"))? {
        let unit = unit?.path();
        let name = unit.file_name().context("a file has a name")?;
        let copy = folder.path().join(name);
        // What it starts is not installed here, and is not what is checked.
        let text = fs::read_to_string(&unit)?;
        let text = ["vedette", "nats-server"]
            .iter()
            .fold(text, |text, program| {
                text.replace(&format!("=/usr/local/bin/{program} "), "=/bin/true ")
            });
        let lines: Vec<_> = text.lines().filter(known).collect();
        fs::write(&copy, lines.join("\n"))?;
    }
    for unit in fs::read_dir(folder.path())? {
        let unit = unit?.path();
        analyze(&["verify", "--man=no", "--recursive-errors=no"], &unit)?;
        analyze(
            &[
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold",
                EXPOSURE_MAX,
            ],
            &unit,
        )?;
    }
    Ok(())
}

/// Out of `systemd 252 (252.38-1)`; none where there is no systemd.
fn version() -> Option<u32> {
    let output = Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().nth(1)?.parse().ok()
}

fn analyze(arguments: &[&str], unit: &Path) -> anyhow::Result<()> {
    let analyzed = Command::new("systemd-analyze")
        .args(arguments)
        .arg(unit)
        .output()?;
    let said = String::from_utf8_lossy(&analyzed.stderr);
    ensure!(
        analyzed.status.success() && said.is_empty(),
        "{}: systemd-analyze {}: {said}",
        unit.display(),
        arguments.join(" ")
    );
    Ok(())
}
