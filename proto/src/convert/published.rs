//! The pair `publishedAt` and `publishedBasis` of several messages.

use events::{Published, PublishedBasis};

use super::enumeration;
use crate::field::{enumerated, parsed_or_empty};
use crate::{InvalidField, v1};

enumeration!(
    PublishedBasis = v1::PublishedBasis {
        Stated,
        Text,
        Metadata
    }
);

/// When, as text, empty when it is not known.
pub(super) fn at(published: Option<Published>) -> String {
    published.map_or_else(String::new, |published| published.at.to_string())
}

/// How that is known, as a number.
pub(super) fn basis(published: Option<Published>) -> i32 {
    super::number::<_, v1::PublishedBasis>(published.map(|published| published.basis))
}

/// Both or neither: a time without its basis is refused, and so is a basis of nothing.
pub(super) fn read(at: &str, basis: i32) -> Result<Option<Published>, InvalidField> {
    match parsed_or_empty("publishedAt", at)? {
        Some(at) => {
            let basis = enumerated::<v1::PublishedBasis, _>("publishedBasis", basis)?;
            Ok(Some(Published { at, basis }))
        }
        None if basis == 0 => Ok(None),
        None => Err(InvalidField::malformed(
            "publishedBasis",
            "tells how a time is known that publishedAt does not tell",
        )),
    }
}
