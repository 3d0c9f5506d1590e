//! The published contract of Vedette as Rust: messages, their conversions to and from the domain
//! types of [`events`], the payloads of the bus, and proto3 JSON.
//!
//! Read in this order: [`v1`] (generated from `vedette/v1/*.proto`, which carry the definitions),
//! [`field`] (why a message is refused), the private `convert` (one file a family of types),
//! [`codec`] (what stands on the bus) and [`json`].
//!
//! Writing never fails: `v1::X::from(&x)`. Reading checks everything, so that what has become a
//! domain value keeps its promises: `events::X::try_from(message)` names the field it refuses.
//!
//! ```
//! use proto::{codec, v1};
//! # let log = events::LogId("018f6d2e-7f3c-7bd0-9a43-2f5a5a0c1d7e".parse().unwrap());
//! let genesis = events::Genesis { log, created_at: "2022-02-02T17:30:00Z".parse().unwrap() };
//! let wire = v1::Genesis::from(&genesis);
//! assert_eq!(events::Genesis::try_from(wire).unwrap(), genesis);
//!
//! let event = events::LogEvent::Genesis(genesis);
//! let payload = codec::encode(&event);
//! assert_eq!(codec::decode("vedette.v1.genesis", &payload, None).unwrap(), event);
//! ```

pub mod v1;

pub mod field;

mod convert;

pub mod codec;
pub mod json;

pub use codec::{ArticleMessage, DecodeError};
pub use field::InvalidField;
