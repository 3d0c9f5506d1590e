//! `vedette bus`: the streams on NATS servers.

use std::time::Duration;

use anyhow::bail;
use event_log::bus::{Plan, PlannedConsumer, check, init};
use event_log::{Finding, StreamName};
use events::SubjectFilter;
use serde_json::{Value, json};

use crate::cli::{Bus, BusArgs};
use crate::engine::genesis;
use crate::table;

/// The administrator's user on the bus.
pub(crate) const ADMIN: &str = "admin";

/// Makes or checks the streams.
pub(crate) async fn run(command: Bus) -> anyhow::Result<()> {
    match command {
        Bus::Init { bus, ack_wait } => make(&bus, ack_wait.duration()).await,
        Bus::Check { bus, json } => look(&bus, json).await,
    }
}

async fn make(bus: &BusArgs, ack_wait: Duration) -> anyhow::Result<()> {
    let plan = Plan {
        replicas: bus.login.replicas,
        consumers: vec![PlannedConsumer {
            stream: StreamName::Articles,
            name: extract::CONSUMER.to_owned(),
            filter: SubjectFilter::all(),
            ack_wait,
        }],
    };
    let made = init(&bus.config(ADMIN), &plan, genesis).await?;
    println!("log {}", made.log);
    for changed in &made.changed {
        println!("made or changed: {changed}");
    }
    if made.changed.is_empty() {
        println!("everything was there already");
    }
    Ok(())
}

async fn look(bus: &BusArgs, json: bool) -> anyhow::Result<()> {
    let findings = check(&bus.config(ADMIN)).await?;
    if json {
        println!("{:#}", findings.iter().map(told).collect::<Value>());
    } else if findings.is_empty() {
        println!("The streams and servers are as they must be.");
    } else {
        let rows = findings.iter().map(|finding| {
            vec![
                finding.risk.name().to_owned(),
                finding.setting.clone(),
                finding.found.clone(),
                finding.wanted.clone(),
            ]
        });
        table::print(&["Risk", "Setting", "Found", "Must be"], rows);
    }
    if !findings.is_empty() {
        bail!(
            "{} settings put the log at risk; `vedette bus init` mends those of streams",
            findings.len()
        );
    }
    Ok(())
}

fn told(finding: &Finding) -> Value {
    json!({
        "risk": finding.risk.name(),
        "setting": finding.setting,
        "found": finding.found,
        "wanted": finding.wanted,
    })
}
