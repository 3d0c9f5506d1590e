//! What this version of the extractor reads, pinned: other output is another version.

use semver::Version;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::corpus::{Corpus, Dispatch};

/// The output of one version of the extractor over a corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// The extractor's version.
    pub version: Version,
    /// How many events it reads.
    pub events: usize,
    /// The SHA-256 of the output, one line of JSON a dispatch.
    pub sha256: String,
}

/// How an extractor differs from its snapshot.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Changed {
    /// The output changed and the version did not.
    #[error(
        "the extractor reads something else ({before} events, now {now}) and still calls itself {version}: raise extraction::version(), then write the snapshot"
    )]
    Output {
        /// The version of both.
        version: Version,
        /// Events before.
        before: usize,
        /// Events now.
        now: usize,
    },
    /// The version changed.
    #[error("the snapshot is of version {before} and the extractor is {now}: write the snapshot")]
    Version {
        /// The snapshot's.
        before: Version,
        /// The extractor's.
        now: Version,
    },
}

impl Snapshot {
    /// What the extractor reads now.
    pub fn take(corpus: &Corpus) -> Self {
        let mut hash = Sha256::new();
        let mut events = 0;
        for dispatch in &corpus.dispatches {
            let line = line(dispatch);
            events += line.events;
            hash.update(line.json.as_bytes());
            hash.update(b"\n");
        }
        let sha256 = hash
            .finalize()
            .into_iter()
            .map(|byte| format!("{byte:02x}"));
        Self {
            version: extraction::version(),
            events,
            sha256: sha256.collect(),
        }
    }

    /// Holds what is read now to this.
    ///
    /// # Errors
    /// When the two are not the same.
    pub fn hold(&self, now: &Self) -> Result<(), Changed> {
        if self == now {
            return Ok(());
        }
        if self.version == now.version {
            return Err(Changed::Output {
                version: now.version.clone(),
                before: self.events,
                now: now.events,
            });
        }
        Err(Changed::Version {
            before: self.version.clone(),
            now: now.version.clone(),
        })
    }
}

/// The output of one dispatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How many events it holds.
    pub events: usize,
    /// Everything that was read, as JSON.
    pub json: String,
}

/// Reads one dispatch.
pub fn line(dispatch: &Dispatch) -> Line {
    let extraction = extraction::extract(&dispatch.article);
    let events: Vec<_> = extraction
        .events
        .iter()
        .map(proto::json::event_json)
        .collect();
    let json = serde_json::json!({
        "id": dispatch.id,
        "language": extraction.language,
        "events": events,
        "abstained": extraction.abstained,
    });
    Line {
        events: extraction.events.len(),
        json: json.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(version: &str, sha256: &str) -> Snapshot {
        Snapshot {
            version: version.parse().unwrap(),
            events: 7,
            sha256: sha256.to_owned(),
        }
    }

    #[track_caller]
    fn check(before: (&str, &str), now: (&str, &str), expect: Option<&str>) {
        let held = snapshot(before.0, before.1).hold(&snapshot(now.0, now.1));
        let said = held.err().map(|changed| changed.to_string());
        assert_eq!(said.is_some(), expect.is_some(), "{said:?}");
        let expect = expect.unwrap_or_default();
        assert!(
            said.clone().unwrap_or_default().contains(expect),
            "{said:?}"
        );
    }

    #[test]
    fn other_output_is_another_version() {
        check(("1.0.0", "aa"), ("1.0.0", "aa"), None);
        check(
            ("1.0.0", "aa"),
            ("1.0.0", "bb"),
            Some("raise extraction::version()"),
        );
        check(("1.0.0", "aa"), ("1.1.0", "bb"), Some("write the snapshot"));
        check(("1.0.0", "aa"), ("1.1.0", "aa"), Some("write the snapshot"));
    }
}
