//! Whether what the log stands on is safe.

use std::fmt;
use std::str::FromStr;

use async_nats::jetstream::stream::{Config, PersistenceMode, RetentionPolicy, StorageType};
use futures::StreamExt;
use serde::Deserialize;
use tokio::time::{Duration, Instant, timeout_at};

use super::connection::Connection;
use super::layout;
use crate::append::RECORD_BYTES_MAX;
use crate::{StreamName, Unavailable};

/// How long the servers have to show their settings.
const SETTINGS_WAIT: Duration = Duration::from_secs(2);
/// How many bytes the headers of a record have at most.
const HEADER_BYTES_MAX: usize = 4 << 10;

/// Something that a log should not stand on. Its name never changes: `--accept-risk` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// The server is older than what was tried.
    ServerVersion,
    /// The server takes no message as large as the largest record.
    MaxPayload,
    /// What is acknowledged is not on disk, or cannot be seen to be.
    SyncInterval,
    /// A stream is kept in memory.
    FileStorage,
    /// A stream acknowledges before it stores.
    PersistMode,
    /// A stream has fewer replicas than configured.
    Replicas,
    /// A stream's limits, retention or rollups could drop records.
    Limits,
    /// Single records can be deleted.
    DenyDelete,
    /// `EVENTS` can be purged.
    DenyPurge,
    /// Batches are not taken.
    AtomicPublish,
    /// Records cannot be looked up.
    DirectGet,
    /// A stream takes other subjects than it should.
    Subjects,
    /// Subscribers see other messages than what `EVENTS` has stored.
    Republish,
}

impl Risk {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::ServerVersion,
        Self::MaxPayload,
        Self::SyncInterval,
        Self::FileStorage,
        Self::PersistMode,
        Self::Replicas,
        Self::Limits,
        Self::DenyDelete,
        Self::DenyPurge,
        Self::AtomicPublish,
        Self::DirectGet,
        Self::Subjects,
        Self::Republish,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::ServerVersion => "server-version",
            Self::MaxPayload => "max-payload",
            Self::SyncInterval => "sync-interval",
            Self::FileStorage => "file-storage",
            Self::PersistMode => "persist-mode",
            Self::Replicas => "replicas",
            Self::Limits => "limits",
            Self::DenyDelete => "deny-delete",
            Self::DenyPurge => "deny-purge",
            Self::AtomicPublish => "atomic-publish",
            Self::DirectGet => "direct-get",
            Self::Subjects => "subjects",
            Self::Republish => "republish",
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::ServerVersion => "install nats-server 2.12 or newer",
            Self::MaxPayload => "set `max_payload: 9MB` in the server's configuration",
            Self::SyncInterval => {
                "set `sync_interval: always` under `jetstream` in every server's configuration, and let \
                 the log's account see it: export `$SYS.REQ.SERVER.PING.JSZ` and import it as \
                 `vedette.bus.jsz`"
            }
            Self::FileStorage => {
                "the stream must be made anew with file storage: copy the log with `vedette log migrate`"
            }
            _ => "run `vedette bus init` with an administrator's credential",
        }
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no risk.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is no risk; they are {names}", names = Risk::ALL.map(Risk::name).join(", "))]
pub struct UnknownRisk(String);

impl FromStr for Risk {
    type Err = UnknownRisk;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |risk: &Self| risk.name() == text;
        let found = Self::ALL.into_iter().find(named);
        found.ok_or_else(|| UnknownRisk(text.chars().take(80).collect()))
    }
}

/// A check that failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{setting} is {found}, and must be {wanted}: {} (or accept the risk `{risk}`)", .risk.remedy())]
pub struct Finding {
    /// What could go wrong.
    pub risk: Risk,
    /// The setting, and where it is.
    pub setting: String,
    /// What it is.
    pub found: String,
    /// What it must be.
    pub wanted: String,
}

/// What is wrong with a stream.
pub(crate) fn stream_findings(name: StreamName, found: &Config, replicas: usize) -> Vec<Finding> {
    let wanted = layout::stream(name, replicas);
    let mut findings = Vec::new();
    let mut check = |holds: bool, risk, setting: &str, found: String, wanted: String| {
        if !holds {
            let setting = format!("`{setting}` of the stream {name}");
            findings.push(Finding {
                risk,
                setting,
                found,
                wanted,
            });
        }
    };
    let is_file = found.storage == StorageType::File;
    check(
        is_file,
        Risk::FileStorage,
        "storage",
        "memory".into(),
        "file".into(),
    );
    let at_once = !matches!(found.persist_mode, Some(PersistenceMode::Async));
    check(
        at_once,
        Risk::PersistMode,
        "persist_mode",
        "async".into(),
        "default".into(),
    );
    let (has, needs) = (found.num_replicas, replicas);
    check(
        has >= needs,
        Risk::Replicas,
        "num_replicas",
        has.to_string(),
        format!("at least {needs}"),
    );
    for (setting, limit) in [
        ("max_msgs", found.max_messages),
        ("max_bytes", found.max_bytes),
        ("max_msgs_per_subject", found.max_messages_per_subject),
        ("max_msg_size", i64::from(found.max_message_size)),
        ("max_age", found.max_age.as_nanos() as i64),
    ] {
        check(
            limit <= 0,
            Risk::Limits,
            setting,
            limit.to_string(),
            "unlimited".into(),
        );
    }
    let keeps = found.retention == RetentionPolicy::Limits;
    check(
        keeps,
        Risk::Limits,
        "retention",
        format!("{:?}", found.retention),
        "limits".into(),
    );
    for (setting, set) in [
        ("allow_rollup_hdrs", found.allow_rollup),
        ("allow_msg_ttl", found.allow_message_ttl),
        ("no_ack", found.no_ack),
        ("sealed", found.sealed),
        ("mirror", found.mirror.is_some()),
        (
            "sources",
            found
                .sources
                .as_ref()
                .is_some_and(|sources| !sources.is_empty()),
        ),
    ] {
        check(!set, Risk::Limits, setting, "set".into(), "unset".into());
    }
    for (risk, setting, found, wanted) in [
        (
            Risk::DenyDelete,
            "deny_delete",
            found.deny_delete,
            wanted.deny_delete,
        ),
        (
            Risk::DenyPurge,
            "deny_purge",
            found.deny_purge,
            wanted.deny_purge,
        ),
        (
            Risk::AtomicPublish,
            "allow_atomic",
            found.allow_atomic_publish,
            true,
        ),
        (Risk::DirectGet, "allow_direct", found.allow_direct, true),
    ] {
        check(
            found == wanted,
            risk,
            setting,
            found.to_string(),
            wanted.to_string(),
        );
    }
    let mut subjects = [found.subjects.clone(), wanted.subjects];
    for subjects in &mut subjects {
        subjects.sort();
    }
    let [has, needs] = subjects.map(|subjects| subjects.join(", "));
    let same = has == needs && found.subject_transform.is_none();
    check(same, Risk::Subjects, "subjects", has, needs);
    let told = |config: &Config| match &config.republish {
        None => "nothing".to_owned(),
        Some(told) => format!("{} to {}", told.source, told.destination),
    };
    let whole = found
        .republish
        .as_ref()
        .is_none_or(|told| !told.headers_only);
    let (has, needs) = (told(found), told(&layout::stream(name, replicas)));
    check(
        has == needs && whole,
        Risk::Republish,
        "republish",
        has,
        needs,
    );
    findings
}

/// What is wrong with the servers.
pub(crate) async fn servers_findings(connection: &Connection) -> Result<Vec<Finding>, Unavailable> {
    let mut findings = Vec::new();
    let info = connection.client.server_info();
    if !connection.client.is_server_compatible(2, 12, 0) {
        findings.push(Finding {
            risk: Risk::ServerVersion,
            setting: "the version of nats-server".into(),
            found: info.version.clone(),
            wanted: "2.12 or newer".into(),
        });
    }
    let needed = RECORD_BYTES_MAX + HEADER_BYTES_MAX;
    if info.max_payload < needed {
        findings.push(Finding {
            risk: Risk::MaxPayload,
            setting: "`max_payload` of the server".into(),
            found: format!("{} bytes", info.max_payload),
            wanted: format!("at least {needed}"),
        });
    }
    if let Some(found) = unsynced(connection, info.connect_urls.len()).await? {
        findings.push(Finding {
            risk: Risk::SyncInterval,
            setting: "`sync_interval` of the servers".into(),
            found,
            wanted: "`always`".into(),
        });
    }
    Ok(findings)
}

#[derive(Deserialize)]
struct Shown {
    server: Server,
    data: Data,
}

#[derive(Deserialize)]
struct Server {
    name: String,
}

#[derive(Deserialize)]
struct Data {
    config: Option<Settings>,
}

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    sync_always: bool,
}

/// How the servers are not known to sync every write; `None` when all that answer do.
///
/// No message of the log's own account says it. The system account's JSZ does, so the log's account
/// imports that: every server answers with its settings. A server that keeps no streams has none.
async fn unsynced(connection: &Connection, servers: usize) -> Result<Option<String>, Unavailable> {
    let inbox = connection.client.new_inbox();
    let subscribed = connection.client.subscribe(inbox.clone()).await;
    let mut answers = subscribed.map_err(|_| Unavailable::Closed)?;
    let asked = layout::SETTINGS_SUBJECT;
    let body = r#"{"config":true}"#.into();
    let sent = connection
        .client
        .publish_with_reply(asked, inbox, body)
        .await;
    sent.map_err(|_| Unavailable::Closed)?;
    let until = Instant::now() + SETTINGS_WAIT;
    let mut heard = 0;
    // A single server names no others; those of a cluster name each other.
    while heard < servers.max(1) {
        let Ok(Some(answer)) = timeout_at(until, answers.next()).await else {
            break;
        };
        let Ok(shown) = serde_json::from_slice::<Shown>(&answer.payload) else {
            break;
        };
        heard += 1;
        if shown
            .data
            .config
            .is_some_and(|settings| !settings.sync_always)
        {
            return Ok(Some(format!("an interval on {}", shown.server.name)));
        }
    }
    Ok((heard == 0).then(|| "not known: no server shows it".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use StreamName::{Articles, Events};

    #[test]
    fn each_setting_of_a_stream_is_checked() {
        let check = |name, change: fn(&mut Config), expect: &[Risk]| {
            let mut config = layout::stream(name, 1);
            change(&mut config);
            let found: Vec<_> = stream_findings(name, &config, 1)
                .iter()
                .map(|found| found.risk)
                .collect();
            assert_eq!(found, expect);
        };
        check(Articles, |_| {}, &[]);
        check(Events, |_| {}, &[]);
        check(Events, |c| c.num_replicas = 3, &[]);
        check(Events, |c| c.num_replicas = 0, &[Risk::Replicas]);
        check(
            Events,
            |c| c.storage = StorageType::Memory,
            &[Risk::FileStorage],
        );
        check(
            Events,
            |c| c.persist_mode = Some(PersistenceMode::Async),
            &[Risk::PersistMode],
        );
        check(Events, |c| c.max_messages = 10, &[Risk::Limits]);
        check(Events, |c| c.max_bytes = 10, &[Risk::Limits]);
        check(Events, |c| c.max_messages_per_subject = 1, &[Risk::Limits]);
        check(
            Events,
            |c| c.max_age = Duration::from_hours(1),
            &[Risk::Limits],
        );
        check(
            Events,
            |c| c.retention = RetentionPolicy::Interest,
            &[Risk::Limits],
        );
        check(Articles, |c| c.allow_rollup = true, &[Risk::Limits]);
        check(Articles, |c| c.allow_message_ttl = true, &[Risk::Limits]);
        check(Events, |c| c.deny_delete = false, &[Risk::DenyDelete]);
        check(Events, |c| c.deny_purge = false, &[Risk::DenyPurge]);
        check(
            Events,
            |c| c.allow_atomic_publish = false,
            &[Risk::AtomicPublish],
        );
        check(Events, |c| c.allow_direct = false, &[Risk::DirectGet]);
        check(Events, |c| c.subjects.push("x".into()), &[Risk::Subjects]);
        check(Events, |c| c.republish = None, &[Risk::Republish]);
        check(
            Articles,
            |c| c.republish = layout::stream(Events, 1).republish,
            &[Risk::Republish],
        );
    }

    #[test]
    fn a_risk_is_read_by_its_name() {
        for risk in Risk::ALL {
            assert_eq!(risk.to_string().parse::<Risk>().unwrap(), risk);
        }
        assert!("none".parse::<Risk>().is_err());
    }

    #[test]
    fn a_finding_names_the_setting_and_the_remedy() {
        let mut config = layout::stream(StreamName::Events, 1);
        config.max_messages = 10;
        let found = stream_findings(StreamName::Events, &config, 1).remove(0);
        assert_eq!(
            found.to_string(),
            "`max_msgs` of the stream EVENTS is 10, and must be unlimited: run `vedette bus init` \
             with an administrator's credential (or accept the risk `limits`)"
        );
    }
}
