//! A cluster of three servers: the leader of `EVENTS` is killed, and then cut off from the others,
//! while articles stream in.
//!
//! The one that is cut off still has its clients, ingest among them, and does not know for a while that
//! it leads nobody.

use std::time::Duration;

use async_nats::jetstream::consumer::pull;
use async_nats::jetstream::{self, stream};
use async_nats::{Client, ConnectOptions};
use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt, TryStreamExt};
use integration_tests::{Deployment, Random, Service, rounds};
use serde_json::Value;
use test_bus::{Cluster, Settings};
use tokio::time::{Instant, interval, timeout};

use super::load::Load;
use super::watch::Watch;

const STREAMS: [&str; 2] = ["ARTICLES", "EVENTS"];
/// A failure of the cluster takes as long as so many kills.
const KILLS: u64 = 30;
/// How often an article is posted.
const POSTS: Duration = Duration::from_millis(100);
/// Posts that are acknowledged before and after each failure.
const AROUND: u64 = 20;
/// How long a cluster may take to store again, and to be whole again.
const WAIT_MAX: Duration = Duration::from_mins(2);
/// How often the cluster is looked at.
const LOOK: Duration = Duration::from_millis(50);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cluster_survives_its_leader() -> anyhow::Result<()> {
    let mut random = Random::seeded();
    let mut cluster = Cluster::start(&Settings::default()).await;
    let bus = cluster.url();
    let deployment = Deployment::start(&bus, 3).await?;
    let load = Load::on(&deployment.url(Service::Ingest), &mut random)?;
    let watch = Watch::begin(&bus, 3, &deployment, &mut random);
    let rounds = (rounds(KILLS) / KILLS).max(1);
    let tried = async {
        for round in 0..rounds {
            load.acknowledged(load.count() + AROUND).await;
            let kill = round % 2 == 0;
            if !kill {
                lead(&cluster, server_of(&cluster, "vedette ingest").await?).await?;
            }
            let leader = leader(&cluster).await?;
            let others: Vec<_> = (0..3).filter(|at| *at != leader).collect();
            let before = last(&cluster, others[0]).await?;
            println!(
                "round {round}: nats-{leader}, which leads EVENTS, is {}",
                if kill { "killed" } else { "cut off" }
            );
            if kill {
                cluster.servers[leader].kill();
            } else {
                cluster.cut_off(leader);
            }
            let since = Instant::now();
            load.acknowledged(load.count() + AROUND).await;
            while last(&cluster, others[0]).await? == before {
                anyhow::ensure!(since.elapsed() < WAIT_MAX, "EVENTS does not go on");
            }
            if kill {
                tokio::task::block_in_place(|| cluster.servers[leader].run());
            } else {
                cluster.rejoin(leader);
            }
            whole(&cluster).await?;
        }
        anyhow::Ok(())
    };
    let post = async {
        let mut pace = interval(POSTS);
        loop {
            pace.tick().await;
            load.post(1);
        }
    };
    tokio::select! {
        tried = tried => tried?,
        () = post => {}
    }
    let acknowledged = load.finish().await?;
    watch.verdict(&deployment, &acknowledged).await?;
    for name in STREAMS {
        let pauses = pauses(&cluster, name, rounds).await?;
        println!("{name}: the longest times without a write: {pauses:?}");
    }
    Ok(())
}

async fn client(cluster: &Cluster, at: usize) -> anyhow::Result<Client> {
    Ok(async_nats::connect(cluster.servers[at].url()).await?)
}

/// Which server a service talks to.
async fn server_of(cluster: &Cluster, service: &str) -> anyhow::Result<usize> {
    let system = ConnectOptions::with_user_and_password("sys".into(), "sys".into());
    let system = system.connect(cluster.servers[0].url()).await?;
    let inbox = system.new_inbox();
    let answers = system.subscribe(inbox.clone()).await?;
    let (asked, auth) = ("$SYS.REQ.SERVER.PING.CONNZ", r#"{"auth":false}"#);
    system.publish_with_reply(asked, inbox, auth.into()).await?;
    let answers: Vec<_> = answers.take(cluster.servers.len()).collect().await;
    for answer in answers {
        let told: Value = serde_json::from_slice(&answer.payload)?;
        let connections = told["data"]["connections"].as_array().into_iter().flatten();
        if connections.into_iter().any(|one| one["name"] == service) {
            return number(told["server"]["name"].as_str().unwrap_or_default());
        }
    }
    anyhow::bail!("{service} talks to nobody")
}

/// Makes a server the leader of `EVENTS`.
async fn lead(cluster: &Cluster, at: usize) -> anyhow::Result<()> {
    let client = client(cluster, at).await?;
    let wanted = format!(r#"{{"placement":{{"preferred":"nats-{at}"}}}}"#);
    let step_down = "$JS.API.STREAM.LEADER.STEPDOWN.EVENTS";
    let mut look = interval(LOOK);
    while leader(cluster).await? != at {
        client.request(step_down, wanted.clone().into()).await?;
        look.tick().await;
    }
    Ok(())
}

fn number(server: &str) -> anyhow::Result<usize> {
    Ok(server.strip_prefix("nats-").unwrap_or_default().parse()?)
}

/// What a server knows of a stream; nothing while it knows no leader.
async fn info(client: &Client, name: &str) -> Option<stream::Info> {
    let stream = jetstream::new(client.clone()).get_stream(name).await.ok()?;
    Some(stream.cached_info().clone())
}

/// Which server leads `EVENTS`.
async fn leader(cluster: &Cluster) -> anyhow::Result<usize> {
    let client = client(cluster, 0).await?;
    let asked = async {
        let mut look = interval(LOOK);
        loop {
            look.tick().await;
            let info = info(&client, "EVENTS").await;
            if let Some(leader) = info.and_then(|info| info.cluster?.leader) {
                return leader;
            }
        }
    };
    number(&timeout(WAIT_MAX, asked).await?)
}

/// Where `EVENTS` ends, as a server learns from the leader; 0 while there is none.
async fn last(cluster: &Cluster, at: usize) -> anyhow::Result<u64> {
    let info = info(&client(cluster, at).await?, "EVENTS").await;
    Ok(info.map_or(0, |info| info.state.last_sequence))
}

/// Waits until every stream has three replicas that are up to date.
async fn whole(cluster: &Cluster) -> anyhow::Result<()> {
    let client = client(cluster, 0).await?;
    let whole = async {
        let mut look = interval(LOOK);
        for name in STREAMS {
            loop {
                look.tick().await;
                let told = info(&client, name).await.and_then(|info| info.cluster);
                let current = told.is_some_and(|told| {
                    let current = |peer: &stream::PeerInfo| peer.current && !peer.offline;
                    told.leader.is_some()
                        && told.replicas.iter().filter(|peer| current(peer)).count() == 2
                });
                if current {
                    break;
                }
            }
        }
    };
    Ok(timeout(WAIT_MAX, whole).await?)
}

/// The longest times between one stored message and the next, by the servers' own stamps.
async fn pauses(cluster: &Cluster, name: &str, count: u64) -> anyhow::Result<Vec<Duration>> {
    let context = jetstream::new(client(cluster, 0).await?);
    let stream = context.get_stream(name).await?;
    let end = stream.cached_info().state.messages;
    let consumer = stream
        .create_consumer(pull::OrderedConfig::default())
        .await?;
    let times: Vec<DateTime<Utc>> = consumer
        .messages()
        .await?
        .take(usize::try_from(end)?)
        .map_err(anyhow::Error::from)
        .and_then(async |message| {
            let info = message.info().map_err(anyhow::Error::from_boxed)?;
            let nanoseconds = i64::try_from(info.published.unix_timestamp_nanos())?;
            Ok(DateTime::from_timestamp_nanos(nanoseconds))
        })
        .try_collect()
        .await?;
    let mut pauses: Vec<TimeDelta> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    pauses.sort_unstable();
    let longest = pauses.into_iter().rev().take(usize::try_from(count)?);
    Ok(longest
        .map(|pause| pause.to_std().unwrap_or_default())
        .collect())
}
