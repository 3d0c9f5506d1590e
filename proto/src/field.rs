//! Why a message is refused, and where in it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use pbjson_types::Timestamp;
use uuid::Uuid;

/// A field whose content the contract does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct InvalidField {
    /// The field by its JSON names, such as `deploymentAnnounced.forces[2].category`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The contract requires it.
    #[error("is missing")]
    Missing,
    /// A value of an enumeration that this version does not know.
    #[error("{0} is no value of this enumeration")]
    UnknownValue(i32),
    /// A text that does not have the field's form, or a number outside its bounds.
    #[error("{0}")]
    Malformed(String),
}

impl InvalidField {
    /// A refusal of one field.
    pub(crate) fn new(field: &str, problem: Problem) -> Self {
        Self {
            path: field.to_owned(),
            problem,
        }
    }

    /// A refusal for a reason in words.
    pub(crate) fn malformed(field: &str, problem: impl fmt::Display) -> Self {
        Self::new(field, Problem::Malformed(problem.to_string()))
    }

    /// The same refusal, seen from the message that holds this one as `field`.
    pub(crate) fn within(mut self, field: &str) -> Self {
        self.path = format!("{field}.{}", self.path);
        self
    }
}

/// A message that the contract requires.
pub(crate) fn required<W, D>(field: &str, wire: Option<W>) -> Result<D, InvalidField>
where
    D: TryFrom<W, Error = InvalidField>,
{
    optional(field, wire)?.ok_or_else(|| InvalidField::new(field, Problem::Missing))
}

/// A message that may be absent.
pub(crate) fn optional<W, D>(field: &str, wire: Option<W>) -> Result<Option<D>, InvalidField>
where
    D: TryFrom<W, Error = InvalidField>,
{
    wire.map(|wire| D::try_from(wire).map_err(|error| error.within(field)))
        .transpose()
}

/// A list of messages.
pub(crate) fn repeated<W, D>(field: &str, wire: Vec<W>) -> Result<Vec<D>, InvalidField>
where
    D: TryFrom<W, Error = InvalidField>,
{
    wire.into_iter()
        .enumerate()
        .map(|(at, wire)| {
            D::try_from(wire).map_err(|error| error.within(&format!("{field}[{at}]")))
        })
        .collect()
}

/// A value of an enumeration that the contract requires.
pub(crate) fn enumerated<W, D>(field: &str, wire: i32) -> Result<D, InvalidField>
where
    W: TryFrom<i32>,
    D: TryFrom<W, Error = Problem>,
{
    W::try_from(wire)
        .map_err(|_| Problem::UnknownValue(wire))
        .and_then(D::try_from)
        .map_err(|problem| InvalidField::new(field, problem))
}

/// A value of an enumeration that may be left unspecified.
pub(crate) fn enumerated_or_unset<W, D>(field: &str, wire: i32) -> Result<Option<D>, InvalidField>
where
    W: TryFrom<i32>,
    D: TryFrom<W, Error = Problem>,
{
    if wire == 0 {
        return Ok(None);
    }
    enumerated(field, wire).map(Some)
}

/// A text with a form of its own.
pub(crate) fn parsed<T>(field: &str, text: &str) -> Result<T, InvalidField>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    if text.is_empty() {
        return Err(InvalidField::new(field, Problem::Missing));
    }
    text.parse()
        .map_err(|error| InvalidField::malformed(field, error))
}

/// A text with a form of its own, or none.
pub(crate) fn parsed_or_empty<T>(field: &str, text: &str) -> Result<Option<T>, InvalidField>
where
    T: FromStr,
    T::Err: fmt::Display,
{
    if text.is_empty() {
        return Ok(None);
    }
    parsed(field, text).map(Some)
}

/// A UUID with its hyphens: of the forms that parse, the only one of 36 characters.
pub(crate) fn id(field: &str, text: &str) -> Result<Uuid, InvalidField> {
    match text.parse() {
        Ok(id) if text.len() == 36 => Ok(id),
        _ if text.is_empty() => Err(InvalidField::new(field, Problem::Missing)),
        _ => Err(InvalidField::malformed(
            field,
            "a UUID is 32 hexadecimal digits with hyphens, and nothing around it",
        )),
    }
}

/// A calendar day as the domain writes it. Any day it can hold is read back; other spellings of
/// the same day are refused.
pub(crate) fn date(field: &str, text: &str) -> Result<NaiveDate, InvalidField> {
    let date: NaiveDate = parsed(field, text)?;
    if date.to_string() == text {
        Ok(date)
    } else {
        Err(InvalidField::malformed(
            field,
            "a day is written YYYY-MM-DD",
        ))
    }
}

/// An instant, where one is told. Its nanoseconds are below one second: a
/// `Timestamp` has no leap seconds.
pub(crate) fn instant(
    field: &str,
    wire: Option<Timestamp>,
) -> Result<Option<DateTime<Utc>>, InvalidField> {
    let Some(wire) = wire else { return Ok(None) };
    let instant = u32::try_from(wire.nanos)
        .ok()
        .filter(|nanos| *nanos < NANOS_PER_SECOND)
        .and_then(|nanos| DateTime::from_timestamp(wire.seconds, nanos));
    match instant {
        Some(instant) => Ok(Some(instant)),
        None => Err(InvalidField::malformed(
            field,
            format!("{} s and {} ns are no instant", wire.seconds, wire.nanos),
        )),
    }
}

/// A `Timestamp`; a leap second becomes the last instant of the second before it.
pub(crate) fn timestamp(instant: DateTime<Utc>) -> Timestamp {
    let nanos = instant.timestamp_subsec_nanos().min(NANOS_PER_SECOND - 1);
    Timestamp {
        seconds: instant.timestamp(),
        nanos: i32::try_from(nanos).expect("below a thousand million"),
    }
}

const NANOS_PER_SECOND: u32 = 1_000_000_000;
