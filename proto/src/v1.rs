//! The messages of `vedette.v1`, generated from `vedette/v1/*.proto`.
//!
//! Their `Serialize` and `Deserialize` are proto3 JSON: lowerCamelCase names, enums by name,
//! fields at their default left out.
#![allow(clippy::all, clippy::pedantic, clippy::disallowed_types, missing_docs)]

include!(concat!(env!("OUT_DIR"), "/vedette.v1.rs"));
include!(concat!(env!("OUT_DIR"), "/vedette.v1.serde.rs"));
