//! A submission as it is sent.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Refusal;

/// The whole.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Body {
    pub(super) extractor: ExtractorBody,
    pub(super) kind: Kind,
    /// The revision that was read; the newest one when absent.
    pub(super) revision: Option<String>,
    pub(super) facts: Vec<FactBody>,
}

/// Who read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExtractorBody {
    pub(super) name: String,
    pub(super) version: String,
}

/// What may submit.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Kind {
    Model,
    Human,
}

/// One fact: proto3 JSON of the fact beside what it rests on.
#[derive(Debug, Deserialize)]
pub(super) struct FactBody {
    /// What found it, in the extractor's own terms.
    #[serde(default)]
    pub(super) rule: String,
    pub(super) evidence: Vec<EvidenceBody>,
    #[serde(flatten)]
    pub(super) fact: Map<String, Value>,
}

/// Words of the article: with their place, or alone when they stand in it once.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EvidenceBody {
    pub(super) start: Option<u32>,
    pub(super) end: Option<u32>,
    pub(super) text: String,
}

/// A value in the shape of a type, or where it has another.
pub(super) fn shaped<T: DeserializeOwned>(value: Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let place = error.path().to_string();
        let place = if place == "." { String::new() } else { place };
        Refusal::new(place, error.into_inner())
    })
}
