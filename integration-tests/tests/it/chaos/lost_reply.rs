//! The connection breaks after the server has stored, and before it can say so.

use std::time::Duration;

use integration_tests::{Deployment, Random, Service, rounds};
use test_bus::{Proxy, Server, Settings};
use tokio::time::timeout;

use super::load::Load;
use super::watch::Watch;

/// How long a commit, and so a lost reply to one, may take.
const COMMIT_WAIT: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_whose_reply_is_lost_is_there_once() -> anyhow::Result<()> {
    let mut random = Random::seeded();
    let server = Server::start(Settings::default());
    let bus = server.url();
    let mut deployment = Deployment::start(&bus, 1).await?;
    // Everything that writes does so through a proxy that swallows what the server answers.
    let writers = [
        Proxy::to(server.address()).await,
        Proxy::to(server.address()).await,
    ];
    let [articles, events] = &writers;
    deployment.kill(Service::OtherExtract).await?;
    for (service, proxy) in [(Service::Ingest, articles), (Service::Extract, events)] {
        deployment.kill(service).await?;
        deployment.run_on(service, &proxy.url()).await?;
    }
    let load = Load::on(&deployment.url(Service::Ingest), &mut random)?;
    let watch = Watch::begin(&bus, 1, &deployment, &mut random);
    let rounds = rounds(6);
    for round in 1..=rounds {
        articles.lose_next_reply_with(r#""stream":"ARTICLES""#);
        events.lose_next_reply_with(r#""stream":"EVENTS""#);
        load.post(1 + random.below(5) as usize);
        for proxy in &writers {
            let mut cuts = proxy.cuts();
            let cut = timeout(COMMIT_WAIT, cuts.wait_for(|cuts| *cuts == round)).await;
            cut.expect("what is posted is committed")?;
        }
    }
    println!("{rounds} replies lost to each of ingest and extract");
    let acknowledged = load.finish().await?;
    watch.verdict(&deployment, &acknowledged).await
}
