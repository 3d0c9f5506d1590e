//! What can be checked of `deploy/` without deploying it.

mod bus;
mod compose;
mod units;

use std::process::Command;

use crate::{run, tools};

/// Checks all of it.
pub(crate) fn check() -> anyhow::Result<()> {
    bus::check()?;
    compose::check()?;
    units::check()?;
    let hadolint = tools::fetched("hadolint")?;
    run(Command::new(hadolint).arg("deploy/Containerfile"))?;
    let shellcheck = tools::fetched("shellcheck")?;
    run(Command::new(shellcheck).arg(".ci/run"))
}
