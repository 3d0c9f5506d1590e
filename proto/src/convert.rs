//! Domain to wire and back, one file a family of types.

mod actor;
mod article;
mod curation;
mod event;
mod extraction;
mod fact;
mod force;
mod genesis;
mod movement;
mod period;
mod place;
mod published;
mod report;

/// An enumeration of the domain beside that of the contract. The contract's unspecified value is
/// no value of the domain's.
macro_rules! enumeration {
    ($domain:ty = $wire:ty { $($name:ident),+ $(,)? }) => {
        impl From<$domain> for $wire {
            fn from(value: $domain) -> Self {
                match value { $(<$domain>::$name => Self::$name),+ }
            }
        }

        impl TryFrom<$wire> for $domain {
            type Error = crate::field::Problem;

            fn try_from(value: $wire) -> Result<Self, Self::Error> {
                match value {
                    <$wire>::Unspecified => Err(crate::field::Problem::Missing),
                    $(<$wire>::$name => Ok(Self::$name)),+
                }
            }
        }
    };
}
use enumeration;

/// A list of the domain as a list of messages.
fn list<'a, D, W: From<&'a D>>(values: &'a [D]) -> Vec<W> {
    values.iter().map(W::from).collect()
}

/// The number of an enumeration's value, 0 where there is none.
fn number<D, W: From<D> + Into<i32>>(value: Option<D>) -> i32 {
    value.map_or(0, |value| W::from(value).into())
}
