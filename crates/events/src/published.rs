//! When an article was published: from the article itself, never the wall clock.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

/// The day or the instant of publication, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Published {
    /// When.
    pub at: PublishedAt,
    /// How that is known.
    pub basis: PublishedBasis,
}

/// A calendar day, or an instant in UTC where the outlet tells one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PublishedAt {
    /// A day, as the outlet dates it.
    Date(NaiveDate),
    /// An instant.
    Instant(DateTime<Utc>),
}

/// How a time of publication is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PublishedBasis {
    /// Whoever submitted the article stated it.
    Stated,
    /// The text itself begins with it.
    Text,
    /// The page's metadata tell it.
    Metadata,
}

impl PublishedAt {
    /// The calendar day (of an instant, in UTC).
    pub fn date(self) -> NaiveDate {
        match self {
            Self::Date(date) => date,
            Self::Instant(instant) => instant.date_naive(),
        }
    }

    fn key(self) -> (NaiveDate, Option<DateTime<Utc>>) {
        match self {
            Self::Date(date) => (date, None),
            Self::Instant(instant) => (instant.date_naive(), Some(instant)),
        }
    }
}

/// By day, and within a day those that tell no hour first.
impl Ord for PublishedAt {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for PublishedAt {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// `2022-02-02`, or RFC 3339 in UTC.
impl fmt::Display for PublishedAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Instant(instant) => {
                f.write_str(&instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
            }
        }
    }
}

/// A time of publication that is no date of the form `2022-02-02` and no RFC 3339 instant, or lies
/// outside the years 1000 to 9999.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no publication date: write 2022-02-02 or 2022-02-02T17:30:00Z, in the years 1000 to 9999"
)]
pub struct InvalidPublishedAt(String);

impl FromStr for PublishedAt {
    type Err = InvalidPublishedAt;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidPublishedAt(text.chars().take(80).collect());
        let trimmed = text.trim();
        let at = if let Ok(date) = NaiveDate::parse_from_str(trimmed, "%Y-%m-%d") {
            Self::Date(date)
        } else {
            let instant = DateTime::parse_from_rfc3339(trimmed).map_err(|_| invalid())?;
            Self::Instant(instant.with_timezone(&Utc))
        };
        if (1000..=9999).contains(&at.date().year()) {
            Ok(at)
        } else {
            Err(invalid())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let got = text.parse::<PublishedAt>().ok().map(|at| at.to_string());
        assert_eq!(got.as_deref(), expect, "{text}");
    }

    #[test]
    fn reads_dates_and_instants() {
        check("2022-02-02", Some("2022-02-02"));
        check(" 2022-02-02 ", Some("2022-02-02"));
        check("2022-02-02T17:30:00Z", Some("2022-02-02T17:30:00Z"));
        check("2022-02-02T17:30:00+02:00", Some("2022-02-02T15:30:00Z"));
        check("2022-02-02T17:30:00.25Z", Some("2022-02-02T17:30:00.250Z"));
        check("300000-01-01", None);
        check("+300000-01-01", None);
        check("0033-01-01", None);
        check("2022-02-30", None);
        check("yesterday", None);
        check("", None);
    }

    #[test]
    fn a_day_without_an_hour_comes_first() {
        let day: PublishedAt = "2022-02-02".parse().unwrap();
        let hour: PublishedAt = "2022-02-02T00:00:00Z".parse().unwrap();
        let next: PublishedAt = "2022-02-03".parse().unwrap();
        assert!(day < hour && hour < next);
    }
}
