//! Processes that stop for a while and then go on as if nothing had been.

use std::time::Duration;

use integration_tests::{ACK_WAIT, Deployment, Random, Service, rounds};
use rustix::process::{Pid, Signal, kill_process};
use test_bus::{Server, Settings};
use tokio::time::{Instant, sleep, sleep_until};

use super::load::Load;
use super::watch::Watch;

/// Articles that are posted before and during a pause.
const ARTICLES: u64 = 8;

/// Longer than a worker may hold an article, and than anybody waits for a reply; `cargo xtask soak`
/// takes 40 s.
fn period() -> Duration {
    let short = Duration::from_secs(6);
    let ack_wait = Duration::from_secs(ACK_WAIT.parse().expect("it is a number"));
    assert!(ack_wait < short);
    if rounds(1) == 1 {
        short
    } else {
        Duration::from_secs(40)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_was_paused_neither_loses_nor_doubles() -> anyhow::Result<()> {
    let mut random = Random::seeded();
    let server = Server::start(Settings::default());
    let bus = server.url();
    let deployment = Deployment::start(&bus, 1).await?;
    let load = Load::on(&deployment.url(Service::Ingest), &mut random)?;
    let watch = Watch::begin(&bus, 1, &deployment, &mut random);

    // A worker that holds articles: another one takes them over, and the first comes too late.
    load.post(ARTICLES as usize);
    load.acknowledged(1).await;
    let worker = deployment.process(Service::Extract).pid();
    let ends = Instant::now() + period();
    signal(worker, Signal::STOP)?;
    load.acknowledged(ARTICLES).await;
    deployment.settled().await?;
    println!("all was read while one of two workers was paused");
    // Time passes on purpose: it is the pause that is tried.
    sleep_until(ends).await;
    signal(worker, Signal::CONT)?;

    // The server, in the middle of everything.
    load.post(ARTICLES as usize);
    load.acknowledged(ARTICLES + 1).await;
    let server = server.pid().expect("it runs");
    signal(server, Signal::STOP)?;
    sleep(period()).await;
    signal(server, Signal::CONT)?;
    load.acknowledged(2 * ARTICLES).await;
    println!(
        "a worker and the server were paused for {:?} each",
        period()
    );

    let acknowledged = load.finish().await?;
    watch.verdict(&deployment, &acknowledged).await
}

fn signal(pid: u32, signal: Signal) -> anyhow::Result<()> {
    let pid = Pid::from_raw(pid.cast_signed()).expect("no process has the id 0");
    Ok(kill_process(pid, signal)?)
}
