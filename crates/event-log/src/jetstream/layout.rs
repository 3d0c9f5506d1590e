//! The streams on the servers: their names, subjects and settings.

use std::time::Duration;

use async_nats::jetstream::consumer::{self, AckPolicy, DeliverPolicy};
use async_nats::jetstream::stream::{
    Config, DiscardPolicy, Republish, RetentionPolicy, StorageType,
};
use events::subject::{LOG_PREFIX, PUBLIC_PREFIX};
use events::{Position, Subject, SubjectFilter};

use crate::{Cause, StreamName};

/// Records that consumers gave up on: the newest of each consumer and position.
pub(crate) const DEAD_LETTERS: &str = "DEADLETTERS";
/// Dead letters that are to be delivered again; each goes when it is acknowledged.
pub(crate) const RETRIES: &str = "RETRIES";
/// Every server's own settings, as the system account shows them to the log's account.
pub(crate) const SETTINGS_SUBJECT: &str = "vedette.bus.jsz";
/// How many records of a consumer may be open at a time; further ones wait.
pub(crate) const OPEN_MAX: i64 = 1_024;

const DEAD_PREFIX: &str = "vedette.dead.v1.";
const RETRY_PREFIX: &str = "vedette.retry.v1.";
/// How long a reader's consumer outlives its last question.
const READER_IDLE: Duration = Duration::from_mins(5);

/// What a stream's subjects are.
pub(crate) fn subjects(stream: StreamName) -> Vec<String> {
    let tails: &[&str] = match stream {
        StreamName::Articles => &["article.>"],
        StreamName::Events => &["genesis", "fact.>", "extraction.>", "curation.>"],
    };
    tails
        .iter()
        .map(|tail| format!("{LOG_PREFIX}{tail}"))
        .collect()
}

/// Whether a stream takes records of this subject.
pub(crate) fn takes(stream: StreamName, subject: &Subject) -> bool {
    let Some(tail) = subject.as_str().strip_prefix(LOG_PREFIX) else {
        return false;
    };
    let (first, rest) = tail.split_once('.').unwrap_or((tail, ""));
    match (stream, first) {
        (StreamName::Events, "genesis") => rest.is_empty(),
        (StreamName::Articles, "article")
        | (StreamName::Events, "fact" | "extraction" | "curation") => !rest.is_empty(),
        _ => false,
    }
}

/// A stream of the log as it must be.
pub(crate) fn stream(stream: StreamName, replicas: usize) -> Config {
    let events = stream == StreamName::Events;
    Config {
        subjects: subjects(stream),
        // A take-down purges articles; nothing else is ever removed.
        deny_purge: events,
        deny_delete: true,
        allow_atomic_publish: true,
        republish: events.then(|| Republish {
            source: format!("{LOG_PREFIX}>"),
            destination: format!("{PUBLIC_PREFIX}>"),
            headers_only: false,
        }),
        ..plain(&stream.to_string(), replicas)
    }
}

pub(crate) fn dead_letters(replicas: usize) -> Config {
    Config {
        subjects: vec![format!("{DEAD_PREFIX}>")],
        max_messages_per_subject: 1,
        ..plain(DEAD_LETTERS, replicas)
    }
}

pub(crate) fn retries(replicas: usize) -> Config {
    Config {
        subjects: vec![format!("{RETRY_PREFIX}>")],
        retention: RetentionPolicy::WorkQueue,
        ..plain(RETRIES, replicas)
    }
}

/// A stream without limits, in files. (`-1` is how the servers write "no limit".)
fn plain(name: &str, replicas: usize) -> Config {
    Config {
        name: name.to_owned(),
        max_messages: -1,
        max_bytes: -1,
        max_messages_per_subject: -1,
        max_message_size: -1,
        max_consumers: -1,
        discard: DiscardPolicy::Old,
        retention: RetentionPolicy::Limits,
        storage: StorageType::File,
        num_replicas: replicas,
        allow_direct: true,
        ..Config::default()
    }
}

/// The durable consumer of a stream's records.
pub(crate) fn worker(name: &str, filter: &SubjectFilter, ack_wait: Duration) -> consumer::Config {
    consumer::Config {
        durable_name: Some(name.to_owned()),
        name: Some(name.to_owned()),
        filter_subject: filter_subject(filter),
        ack_policy: AckPolicy::Explicit,
        ack_wait,
        // The workers count, because they write the dead letters.
        max_deliver: -1,
        max_ack_pending: OPEN_MAX,
        deliver_policy: DeliverPolicy::All,
        ..consumer::Config::default()
    }
}

/// The durable consumer of the dead letters of a consumer that are to be delivered again.
pub(crate) fn retry_worker(stream: StreamName, name: &str, ack_wait: Duration) -> consumer::Config {
    let retries: SubjectFilter = retry_subject(stream, name, None)
        .parse()
        .expect("it is a filter");
    worker(&retry_worker_name(stream, name), &retries, ack_wait)
}

pub(crate) fn retry_worker_name(stream: StreamName, name: &str) -> String {
    format!("{stream}-{name}")
}

/// A reader's consumer: it lives in memory, is never acknowledged, and is made anew when it is lost.
pub(crate) fn reader(name: &str, filter: &SubjectFilter, from: Position) -> consumer::Config {
    consumer::Config {
        name: Some(name.to_owned()),
        filter_subject: filter_subject(filter),
        ack_policy: AckPolicy::None,
        deliver_policy: DeliverPolicy::ByStartSequence {
            start_sequence: from.0,
        },
        max_deliver: 1,
        num_replicas: 1,
        memory_storage: true,
        inactive_threshold: READER_IDLE,
        ..consumer::Config::default()
    }
}

/// Everything is no filter: the servers then do not look at subjects.
fn filter_subject(filter: &SubjectFilter) -> String {
    match filter.as_str() {
        ">" => String::new(),
        wanted => wanted.to_owned(),
    }
}

/// The subject of a dead letter; `at` is a position; none is any.
pub(crate) fn dead_subject(stream: StreamName, consumer: &str, at: Option<Position>) -> String {
    format!("{DEAD_PREFIX}{stream}.{consumer}.{}", token(at))
}

/// The subject of a dead letter to be delivered again; `at` is a position; none is any.
pub(crate) fn retry_subject(stream: StreamName, consumer: &str, at: Option<Position>) -> String {
    format!("{RETRY_PREFIX}{stream}.{consumer}.{}", token(at))
}

fn token(at: Option<Position>) -> String {
    at.map_or("*".to_owned(), |at| at.to_string())
}

/// The position that ends a subject of a dead letter.
pub(crate) fn position_of(subject: &str) -> Result<Position, Cause> {
    let last = subject.rsplit('.').next().unwrap_or_default();
    last.parse()
        .map_err(|error| -> Cause { std::sync::Arc::new(error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stream_takes_its_own_subjects() {
        let check = |subject: &str, expect: Option<StreamName>| {
            let subject = Subject::stored(subject);
            for stream in [StreamName::Articles, StreamName::Events] {
                assert_eq!(takes(stream, &subject), expect == Some(stream), "{subject}");
                let listed = subjects(stream).iter().any(|listed| {
                    let listed: SubjectFilter = listed.parse().unwrap();
                    listed.matches(subject.as_str())
                });
                assert_eq!(listed, expect == Some(stream), "{subject}");
            }
        };
        check("vedette.log.v1.article.7", Some(StreamName::Articles));
        check("vedette.log.v1.genesis", Some(StreamName::Events));
        check("vedette.log.v1.fact.x.USA", Some(StreamName::Events));
        check(
            "vedette.log.v1.extraction.7.rules",
            Some(StreamName::Events),
        );
        check("vedette.log.v1.curation.merge", Some(StreamName::Events));
        check("vedette.log.v1.genesis.x", None);
        check("vedette.log.v1.article", None);
        check("vedette.v1.fact.x.USA", None);
        check("a", None);
    }
}
