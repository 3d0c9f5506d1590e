//! Proto3 JSON of domain values: lowerCamelCase names, enums by name, fields at their default
//! left out, 64-bit numbers as strings, bytes in base64.
//!
//! Where an answer holds such a value beside others, build it from the messages of [`v1`], which
//! serialise themselves in the order of the contract.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{InvalidField, v1};

/// Why a JSON text cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// It is no JSON of that message: a syntax error, an unknown field or enum value.
    #[error("the text is no such JSON")]
    Json(#[from] serde_json::Error),
    /// A field breaks the contract.
    #[error(transparent)]
    Field(#[from] InvalidField),
}

macro_rules! written {
    ($($(#[$doc:meta])* $name:ident: $domain:ty => $wire:ty;)+) => {
        $($(#[$doc])* pub fn $name(value: &$domain) -> Value {
            write(&<$wire>::from(value))
        })+
    };
}

macro_rules! read {
    ($($(#[$doc:meta])* $name:ident: $wire:ty => $domain:ty;)+) => {
        $($(#[$doc])* pub fn $name(text: &str) -> Result<$domain, JsonError> {
            read::<$wire, _>(text)
        })+
    };
}

written! {
    /// A fact with its provenance.
    event_json: events::Event => v1::Event;
    /// A fact alone: an object with one field, named as the fact's type.
    fact_json: events::Fact => v1::Fact;
    /// The end of an extraction.
    marker_json: events::ExtractionMarker => v1::ExtractionMarker;
    /// An analyst's correction.
    curation_json: events::Curation => v1::Curation;
    /// An article.
    article_json: events::Article => v1::Article;
    /// An actor.
    actor_json: events::Actor => v1::Actor;
    /// A place.
    place_json: events::Place => v1::Place;
    /// Forces of one kind.
    force_json: events::Force => v1::Force;
}

read! {
    /// Reads a fact with its provenance.
    event_from_json: v1::Event => events::Event;
    /// Reads a fact alone.
    fact_from_json: v1::Fact => events::Fact;
    /// Reads an analyst's correction.
    curation_from_json: v1::Curation => events::Curation;
    /// Reads an article. Its revision must be that of its contents.
    article_from_json: v1::Article => events::Article;
}

fn write(message: &impl Serialize) -> Value {
    serde_json::to_value(message)
        .expect("a message made of a domain value has known enum values and possible instants")
}

fn read<W, D>(text: &str) -> Result<D, JsonError>
where
    W: DeserializeOwned,
    D: TryFrom<W, Error = InvalidField>,
{
    let message: W = serde_json::from_str(text)?;
    Ok(D::try_from(message)?)
}
