//! SIGKILL of services and of nats-server, at random moments.

use std::time::Duration;

use async_nats::jetstream;
use integration_tests::{Deployment, Random, Service, rounds};
use test_bus::{Server, Settings};

use super::load::Load;
use super::watch::Watch;

/// Articles that are posted in a round.
const ARTICLES: u64 = 8;
/// A round's kill comes within this time of the first post: from the first append to well into
/// extraction and projection.
const MOMENT_MICROSECONDS: u64 = 400_000;
/// The window that the servers have when nobody sets one.
const WINDOW: Duration = Duration::from_mins(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_of_any_process_at_any_moment_loses_nothing_and_doubles_nothing() -> anyhow::Result<()>
{
    kill(rounds(8), WINDOW).await
}

/// Exactly once does not lean on the servers' memory of message ids.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_of_any_process_with_a_short_memory_of_duplicates() -> anyhow::Result<()> {
    kill(rounds(4), Duration::from_secs(1)).await
}

/// Who is killed; a server may go together with a service.
#[derive(Clone, Copy, Debug)]
enum Victim {
    Service(Service),
    Server,
    Both(Service),
}

async fn kill(rounds: u64, window: Duration) -> anyhow::Result<()> {
    let mut random = Random::seeded();
    let mut server = Server::start(Settings::default());
    let bus = server.url();
    let mut deployment = Deployment::start(&bus, 1).await?;
    remember(&bus, window).await?;
    let load = Load::on(&deployment.url(Service::Ingest), &mut random)?;
    let watch = Watch::begin(&bus, 1, &deployment, &mut random);
    for round in 0..rounds {
        let service = *random.choose(&Service::ALL);
        // The first rounds show each kind once.
        let victim = match if round < 3 { round } else { random.below(6) } {
            0 => Victim::Server,
            1 => Victim::Both(service),
            _ => Victim::Service(service),
        };
        let moment = Duration::from_micros(random.below(MOMENT_MICROSECONDS));
        println!("round {round}: {victim:?} after {moment:?}");
        load.post(ARTICLES as usize);
        // Time passes on purpose: the moment of the kill is what is tried.
        tokio::time::sleep(moment).await;
        if let Victim::Server | Victim::Both(_) = victim {
            server.kill();
        }
        if let Victim::Service(service) | Victim::Both(service) = victim {
            deployment.kill(service).await?;
        }
        if let Victim::Server | Victim::Both(_) = victim {
            tokio::task::block_in_place(|| server.run());
        }
        if let Victim::Service(service) | Victim::Both(service) = victim {
            deployment.run(service).await?;
        }
        load.acknowledged(ARTICLES * (round + 1)).await;
    }
    let acknowledged = load.finish().await?;
    watch.verdict(&deployment, &acknowledged).await
}

/// Sets for how long the servers remember message ids.
async fn remember(bus: &str, window: Duration) -> anyhow::Result<()> {
    let client = async_nats::connect(bus).await?;
    let context = jetstream::new(client);
    for name in ["ARTICLES", "EVENTS"] {
        let mut config = context.get_stream(name).await?.cached_info().config.clone();
        config.duplicate_window = window;
        context.update_stream(config).await?;
    }
    Ok(())
}
