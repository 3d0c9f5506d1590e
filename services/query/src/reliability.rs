//! How reliable publishers are, by the Admiralty code as NATO's AJP-2.1 gives it: from A to F, told by
//! whoever runs the service, in a small TOML file:
//!
//! ```toml
//! "Example Wire" = "B"
//! "Pravda of the North" = "E"
//! ```
//!
//! A publisher that the file does not name is F: it cannot be judged. Names are compared without
//! regard to case.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::service::Service;

/// The file's name in a data directory.
pub const FILE: &str = "reliability.toml";

/// How reliable a source is (AJP-2.1, source reliability).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Grade {
    const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// A text that is no grade.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no reliability: write A (completely reliable) to E (unreliable), or F (cannot be judged)"
)]
pub struct InvalidGrade(String);

impl FromStr for Grade {
    type Err = InvalidGrade;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = |grade: &Self| grade.to_string().eq_ignore_ascii_case(text);
        let found = Self::ALL.into_iter().find(named);
        found.ok_or_else(|| InvalidGrade(text.chars().take(80).collect()))
    }
}

/// The grades of the publishers that are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliability {
    /// By the name in lower case: the name as written, and the grade.
    publishers: BTreeMap<String, (String, Grade)>,
}

/// Why a file of grades cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidReliability {
    /// It cannot be read.
    #[error("{} cannot be read", path.display())]
    Unread {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no TOML of names and grades.
    #[error("it is no table of publishers, such as \"Example Wire\" = \"B\": {0}")]
    Toml(#[from] toml::de::Error),
    /// A grade is none.
    #[error("{publisher:?}: {problem}")]
    Grade {
        /// Whose.
        publisher: String,
        /// What is wrong with it.
        problem: InvalidGrade,
    },
    /// A publisher stands there twice.
    #[error("{0:?} stands there twice")]
    Twice(String),
}

impl Reliability {
    /// The grades of a file; none where there is no such file.
    ///
    /// # Errors
    /// When it is there and cannot be used.
    pub fn of_file(path: &Path) -> Result<Self, InvalidReliability> {
        match std::fs::read_to_string(path) {
            Ok(text) => text.parse(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(InvalidReliability::Unread {
                path: path.to_owned(),
                source,
            }),
        }
    }

    /// The publishers that are at least so reliable, in lower case; absent where all are, since F is
    /// every publisher.
    pub fn at_least(&self, least: Grade) -> Option<BTreeSet<String>> {
        if least == Grade::F {
            return None;
        }
        let named = self.publishers.iter();
        let wanted = named.filter(|(_, (_, grade))| *grade <= least);
        Some(wanted.map(|(name, _)| name.clone()).collect())
    }
}

impl FromStr for Reliability {
    type Err = InvalidReliability;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let table: BTreeMap<String, String> = toml::from_str(text)?;
        let mut publishers = BTreeMap::new();
        for (publisher, grade) in table {
            let grade = match grade.parse() {
                Ok(grade) => grade,
                Err(problem) => return Err(InvalidReliability::Grade { publisher, problem }),
            };
            let publisher = publisher.trim().to_owned();
            let key = publisher.to_lowercase();
            if publishers.insert(key, (publisher.clone(), grade)).is_some() {
                return Err(InvalidReliability::Twice(publisher));
            }
        }
        Ok(Self { publishers })
    }
}

/// `GET /v1/reliability`: the grades by publisher; every other publisher is F.
pub(crate) async fn reliability(State(service): State<Service>) -> Json<Value> {
    let grades: BTreeMap<&str, String> = service
        .reliability
        .publishers
        .values()
        .map(|(name, grade)| (name.as_str(), grade.to_string()))
        .collect();
    Json(json!({ "publishers": grades, "others": Grade::F.to_string() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\"Example Wire\" = \"B\"\nHalyard = \"a\"\n\"The Rumour\" = \"E\"\n";

    #[test]
    fn the_least_reliability_lets_the_better_pass() {
        let reliability: Reliability = FILE.parse().unwrap();
        let check = |least: Grade, expect: Option<&[&str]>| {
            let expect = expect.map(|names| names.iter().map(ToString::to_string).collect());
            assert_eq!(reliability.at_least(least), expect, "{least}");
        };
        check(Grade::A, Some(&["halyard"]));
        check(Grade::B, Some(&["example wire", "halyard"]));
        check(Grade::D, Some(&["example wire", "halyard"]));
        check(Grade::E, Some(&["example wire", "halyard", "the rumour"]));
        check(Grade::F, None);
    }

    #[test]
    fn a_bad_file_is_refused_by_the_key_at_fault() {
        let check = |text: &str, says: &str| {
            let refused = text.parse::<Reliability>().unwrap_err().to_string();
            assert!(refused.contains(says), "{refused}");
        };
        check(
            "\"Example Wire\" = \"G\"",
            "\"Example Wire\": \"G\" is no reliability",
        );
        check("\"Example Wire\" = 3", "no table of publishers");
        check("Wire = \"A\"\nwire = \"B\"", "stands there twice");
        assert_eq!("".parse::<Reliability>().unwrap(), Reliability::default());
    }
}
