//! `vedette log migrate`: the log, copied verbatim from one backend to the other.

use anyhow::Context;
use event_log::{Logs, MigrationTarget, migrate};

use super::bus::ADMIN;
use crate::cli::{Direction, Log};
use crate::engine::{log_directory, open_log};

/// Copies a log.
pub(crate) async fn run(command: Log) -> anyhow::Result<()> {
    let Log::Migrate {
        direction,
        data,
        bus,
    } = command;
    let config = bus.config(ADMIN);
    let directory = log_directory(&data);
    let (from, to) = match direction {
        Direction::ToBus => {
            anyhow::ensure!(
                directory.is_dir(),
                "{} is no data directory",
                data.display()
            );
            let from = open_log(&data).await;
            let from = from.with_context(|| format!("the log in {}", data.display()))?;
            let replicas = bus.login.replicas;
            let config = &config;
            (from, MigrationTarget::Servers { config, replicas })
        }
        Direction::ToDirectory => {
            std::fs::create_dir_all(&data).with_context(|| data.display().to_string())?;
            let from = Logs::open_jetstream(&config).await?;
            (from, MigrationTarget::Directory(&directory))
        }
    };
    let report = migrate(&from, to).await?;
    from.close().await;
    println!(
        "{} positions of articles ({} of them taken down) and {} events copied and compared",
        report.articles, report.purged, report.events
    );
    if direction == Direction::ToBus {
        println!("`vedette bus init` makes the consumers that workers need.");
    }
    Ok(())
}
