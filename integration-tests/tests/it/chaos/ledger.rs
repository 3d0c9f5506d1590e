//! The whole record, as it stands on the servers.

use std::collections::{BTreeMap, BTreeSet};

use event_log::{Credentials, JetStreamConfig, Logs, Record};
use events::{LogEvent, Position, Precedence, Subject, SubjectFilter};
use futures::TryStreamExt;
use proto::codec::{ArticleMessage, decode, decode_article_message};

use super::load::Acknowledged;
use super::subscriber::Fact;

/// What stands on the log.
pub(crate) struct Ledger {
    /// All facts, by position.
    pub(crate) facts: BTreeMap<u64, Fact>,
    /// By position in `ARTICLES`: article and revision.
    articles: BTreeMap<u64, (String, String)>,
    /// The revision that was read last, by article.
    read: BTreeMap<String, String>,
    /// The ids of each extraction's events, by article.
    extractions: BTreeMap<String, Vec<BTreeSet<String>>>,
    /// Where extractions end.
    ends: BTreeSet<u64>,
}

impl Ledger {
    /// Reads the log on servers. Every batch must be whole, no event be there twice, and no
    /// extraction stand behind one that takes precedence.
    pub(crate) async fn read(bus: &str, replicas: usize) -> anyhow::Result<Self> {
        let logs = Logs::open_jetstream(&JetStreamConfig {
            servers: bus.split(',').map(str::to_owned).collect(),
            credentials: Credentials::Anonymous,
            ca_file: None,
            replicas,
            inbox_prefix: None,
            accepted: BTreeSet::new(),
        })
        .await?;
        let everything = || SubjectFilter::all();
        let articles = logs.articles.read(Position::ZERO, everything());
        let events = logs.events.read(Position::ZERO, everything());
        let articles: Vec<Record> = articles.try_collect().await?;
        let events: Vec<Record> = events.try_collect().await?;
        logs.close().await;
        let mut this = Self {
            facts: BTreeMap::new(),
            articles: articles.iter().filter_map(revision).collect(),
            read: BTreeMap::new(),
            extractions: BTreeMap::new(),
            ends: BTreeSet::new(),
        };
        this.take(&events)?;
        Ok(this)
    }

    fn take(&mut self, events: &[Record]) -> anyhow::Result<()> {
        let mut ids = BTreeSet::new();
        let mut standing: BTreeMap<Subject, Precedence> = BTreeMap::new();
        let mut begun: BTreeSet<String> = BTreeSet::new();
        for (record, expected) in events.iter().zip(1..) {
            let position = record.position.0;
            assert_eq!(position, expected, "positions have no gap");
            assert!(ids.insert(record.id), "{} is there twice", record.id);
            let time = Some(record.recorded_at);
            match decode(record.subject.as_str(), &record.payload, time)? {
                LogEvent::Fact(event) => {
                    assert_eq!(event.id.0, record.id);
                    let fact = (event.id.to_string(), record.subject.public());
                    begun.insert(fact.0.clone());
                    self.facts.insert(position, fact);
                }
                LogEvent::Extraction(marker) => {
                    let article = marker.article.to_string();
                    assert_eq!(begun.len() as u64, u64::from(marker.facts), "at {position}");
                    let last = standing.insert(record.subject.clone(), marker.precedence());
                    assert!(last < Some(marker.precedence()), "at {position}");
                    self.read
                        .insert(article.clone(), marker.revision.to_string());
                    let extractions = self.extractions.entry(article).or_default();
                    extractions.push(std::mem::take(&mut begun));
                    self.ends.insert(position);
                }
                LogEvent::Genesis(_) | LogEvent::Curation(_) => {
                    self.ends.insert(position);
                }
            }
        }
        assert_eq!(begun.len(), 0, "the log ends amid an extraction");
        Ok(())
    }

    /// Every acknowledged revision stands where it was acknowledged, and each article was read in
    /// the newest that was.
    pub(crate) fn check(&self, acknowledged: &[Acknowledged]) {
        assert!(!acknowledged.is_empty(), "nothing was ever acknowledged");
        let mut newest: BTreeMap<&str, &Acknowledged> = BTreeMap::new();
        for told in acknowledged {
            let stored = self.articles.get(&told.position);
            let expect = (told.article.clone(), told.revision.clone());
            assert_eq!(stored, Some(&expect), "{told:?} was acknowledged");
            let newest = newest.entry(&told.article).or_insert(told);
            if told.position > newest.position {
                *newest = told;
            }
        }
        for (article, told) in newest {
            assert_eq!(self.read.get(article), Some(&told.revision), "{told:?}");
        }
        println!(
            "{} posts acknowledged, {} revisions of {} articles stored, {} facts: all there, none twice",
            acknowledged.len(),
            self.articles.len(),
            self.read.len(),
            self.facts.len()
        );
    }

    /// Whether these are the events of one extraction of the article, all of them.
    pub(crate) fn is_extraction(&self, article: &str, events: &BTreeSet<String>) -> bool {
        let of_article = self.extractions.get(article);
        of_article.is_some_and(|extractions| extractions.contains(events))
    }

    /// Whether readers may stop at this position.
    pub(crate) fn takes_effect(&self, position: u64) -> bool {
        self.ends.contains(&position)
    }
}

fn revision(record: &Record) -> Option<(u64, (String, String))> {
    let message = decode_article_message(&record.payload);
    match message.expect("what is stored can be decoded") {
        ArticleMessage::Article(article) => {
            let names = (article.id.to_string(), article.revision.to_string());
            Some((record.position.0, names))
        }
        ArticleMessage::TakenDown(_) => None,
    }
}
