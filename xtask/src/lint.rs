//! What must hold before a test is run.

use std::process::Command;

use crate::{cargo, deploy, run, tools};

pub(crate) fn run_all() -> anyhow::Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "--deny",
        "warnings",
    ]))?;
    let buf = tools::fetched("buf")?;
    run(Command::new(&buf).args(["lint", "proto"]))?;
    run(Command::new(&buf).args(["format", "--diff", "--exit-code", "proto"]))?;
    let deny = tools::cargo_deny()?;
    run(Command::new(deny).args(["check", "licenses", "bans", "sources"]))?;
    deploy::check()
}
