//! The project's own chores, with nothing to install by hand: `cargo xtask --help`.

mod deploy;
mod fuzz;
mod keys;
mod lint;
mod nats;
mod pypi;
mod tools;

use std::process::Command;

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};

/// The project's chores.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// All tests: unit, contract and integration (cargo-nextest where it is installed), then doc tests
    Test {
        /// Passed on to the test runner, such as part of a test's name
        #[arg(trailing_var_arg = true)]
        filter: Vec<String>,
    },
    /// Formatting, clippy, the contract (buf), dependencies (cargo-deny) and what is in deploy/
    Lint,
    /// Print the path of the nats-server that tests run against, fetched if need be; without
    /// `cargo xtask test`, a test finds it in the variable `NATS_SERVER`
    NatsServer,
    /// How well the extractor reads the labelled dispatches of a folder (`eval DIR --help` for more)
    Eval {
        /// The folder, then options of the evaluation such as --verbose
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        args: Vec<String>,
    },
    /// Make the CA, certificates, nkeys and configuration of a bus, for a test or a first install
    Keys(keys::Keys),
    /// The benchmarks, each beside the limit that it is measured against in the same run
    Bench {
        /// The length of the log that is projected into read models; 100,000 without it
        #[arg(long)]
        events: Option<u64>,
    },
    /// The long proofs: texts of a megabyte of every kind, hundreds of kills at random moments, pauses,
    /// lost replies and failures of a cluster, and a search for texts that the extractor fails on
    Soak {
        /// How many kills of each kind
        #[arg(long, default_value_t = 300)]
        rounds: u32,
        /// How many minutes to search
        #[arg(long, default_value_t = 20)]
        minutes: u32,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Test { filter } => test(&filter),
        Task::Lint => lint::run_all(),
        Task::NatsServer => {
            println!("{}", nats::server()?.display());
            Ok(())
        }
        Task::Eval { args } => evaluate(&args),
        Task::Keys(asked) => keys::make(&asked),
        Task::Bench { events } => bench(events),
        Task::Soak { rounds, minutes } => soak(rounds, minutes),
    }
}

fn test(filter: &[String]) -> anyhow::Result<()> {
    // The integration tests run the real binary.
    run(cargo().args(["build", "--package", "vedette"]))?;
    let nats_server = nats::server()?;
    if tools::has_nextest() {
        run(cargo()
            .args(["nextest", "run", "--workspace"])
            .args(filter)
            .env("NATS_SERVER", &nats_server))?;
    } else {
        println!("cargo-nextest is not installed: running cargo test, which is slower");
        run(cargo()
            .args(["test", "--workspace", "--lib", "--bins", "--tests"])
            .args(filter)
            .env("NATS_SERVER", &nats_server))?;
    }
    if filter.is_empty() {
        run(cargo().args(["test", "--workspace", "--doc"]))?;
    }
    Ok(())
}

fn evaluate(args: &[String]) -> anyhow::Result<()> {
    let program = ["run", "--release", "--quiet", "--package", "evaluation"];
    run(cargo().args(program).arg("--").args(args))
}

fn bench(events: Option<u64>) -> anyhow::Result<()> {
    // One of them drives the services as processes.
    run(cargo().args(["build", "--release", "--package", "vedette"]))?;
    let nats_server = nats::server()?;
    for (package, bench) in [
        ("event-log", "append"),
        ("event-log", "bus"),
        ("read-models", "apply"),
        ("extraction", "throughput"),
        ("integration-tests", "latency"),
    ] {
        println!("\n{package}: {bench}");
        let mut bench_of_package = cargo();
        bench_of_package
            .args(["bench", "--quiet", "--package", package, "--bench", bench])
            .env("NATS_SERVER", &nats_server);
        if let Some(events) = events {
            bench_of_package.env("VEDETTE_BENCH_EVENTS", events.to_string());
        }
        run(&mut bench_of_package)?;
    }
    Ok(())
}

/// What the names of the tests hold that have a long form.
const LONG_PROOFS: [&str; 2] = ["kill", "chaos::"];

fn soak(rounds: u32, minutes: u32) -> anyhow::Result<()> {
    let long_texts = ["--package", "extraction", "--bench", "long_texts"];
    run(cargo().args(["bench", "--quiet"]).args(long_texts))?;
    run(cargo().args(["build", "--release", "--package", "vedette"]))?;
    let tests = ["--package", "event-log", "--package", "integration-tests"];
    let mut runner = cargo();
    if tools::has_nextest() {
        runner
            .args(["nextest", "run", "--release", "--profile", "soak"])
            .args(tests)
            .args(LONG_PROOFS);
    } else {
        runner.args(["test", "--release"]).args(tests);
        runner.arg("--").args(LONG_PROOFS);
    }
    runner.env("NATS_SERVER", nats::server()?);
    run(runner.env("VEDETTE_ROUNDS", rounds.to_string()))?;
    fuzz::articles(minutes)
}

fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command in the workspace's root; its output is the terminal's.
fn run(command: &mut Command) -> anyhow::Result<()> {
    let line = format!("{command:?}");
    let status = command
        .current_dir(tools::root())
        .status()
        .with_context(|| format!("{line} could not be started"))?;
    if !status.success() {
        bail!("{line} failed: {status}");
    }
    Ok(())
}
