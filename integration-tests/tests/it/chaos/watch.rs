//! All who look on while something fails, and the verdict at the end.

use integration_tests::{Deployment, Random, Service, vedette};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::intruder::{Nothing, intrude};
use super::ledger::Ledger;
use super::load::Acknowledged;
use super::reader::{Answers, poll};
use super::subscriber::{Seen, subscribe};
use crate::kill::answers;

/// A subscriber, a reader, and an intruder whose batches come to nothing.
pub(crate) struct Watch {
    bus: String,
    replicas: usize,
    stop: CancellationToken,
    subscriber: JoinHandle<anyhow::Result<Seen>>,
    reader: JoinHandle<Answers>,
    intruder: JoinHandle<anyhow::Result<Nothing>>,
}

impl Watch {
    /// Begins to look on.
    pub(crate) fn begin(
        bus: &str,
        replicas: usize,
        deployment: &Deployment,
        random: &mut Random,
    ) -> Self {
        let query = deployment.url(Service::Query);
        let stop = CancellationToken::new();
        let (at, told) = (bus.to_owned(), stop.clone());
        Self {
            subscriber: tokio::spawn(subscribe(
                at.clone(),
                query.clone(),
                random.fork(),
                told.clone(),
            )),
            reader: tokio::spawn(poll(query, random.fork(), told.clone())),
            intruder: tokio::spawn(intrude(at, told)),
            bus: bus.to_owned(),
            replicas,
            stop,
        }
    }

    /// Waits until all services have caught up, and holds what is stored against what was
    /// acknowledged and seen; the read models against those that the log gives when it is read anew.
    pub(crate) async fn verdict(
        self,
        deployment: &Deployment,
        acknowledged: &[Acknowledged],
    ) -> anyhow::Result<()> {
        deployment.settled().await?;
        let live = deployment.process(Service::Query);
        let status = live.get("/v1/status").await?;
        assert_eq!(status["articles"]["deadLetters"], 0, "{status}");
        self.stop.cancel();
        let nothing = self.intruder.await??;
        assert!(nothing.refused > 0 && nothing.abandoned > 0, "{nothing:?}");
        let seen = self.subscriber.await??;
        let asked = self.reader.await?;

        let ledger = Ledger::read(&self.bus, self.replicas).await?;
        ledger.check(acknowledged);
        assert!(seen.facts == ledger.facts, "the subscriber saw other facts");
        // Of a few posts, all may have come while it was away.
        let few = acknowledged.len() < 50;
        assert!(few || seen.delivered > 0, "nothing was ever delivered");
        println!(
            "a subscriber saw each of {} facts once: {} delivered, {} fetched after a break, \
             {} delivered and forgotten; {} connections; {} batches refused and {} abandoned meanwhile",
            seen.facts.len(),
            seen.delivered - seen.forgotten,
            seen.facts.len() as u64 + seen.forgotten - seen.delivered,
            seen.forgotten,
            seen.connections,
            nothing.refused,
            nothing.abandoned,
        );

        let empty = tempfile::tempdir()?;
        let rebuilt = deployment.fresh_query(empty.path().into()).await?;
        rebuilt.settled().await?;
        assert!(
            answers(&rebuilt).await? == answers(live).await?,
            "read models built from the log alone are others"
        );
        asked.check(&ledger, &rebuilt).await?;
        let last = status["events"]["last"].to_string();
        let server = deployment.url(Service::Query);
        vedette(&["replay", "--to", &last, "--server", &server]).ok();
        Ok(())
    }
}
