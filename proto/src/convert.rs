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

/// A message whose fields are those of the domain's type, each in one of the forms below; `as`
/// gives the JSON name where it is another.
macro_rules! message {
    ($domain:ident {
        $($field:ident $(as $json:literal)?: $form:ident $(($wire:ty))?),+ $(,)?
    }) => {
        impl From<&$domain> for v1::$domain {
            fn from(domain: &$domain) -> Self {
                Self { $($field: message!(@write $form $(($wire))? domain.$field)),+ }
            }
        }

        impl TryFrom<v1::$domain> for $domain {
            type Error = crate::InvalidField;

            fn try_from(wire: v1::$domain) -> Result<Self, Self::Error> {
                Ok(Self {
                    $($field: message!(
                        @read $form $(($wire))? wire.$field, message!(@json $field $($json)?)
                    )),+
                })
            }
        }
    };

    (@json $field:ident) => { stringify!($field) };
    (@json $field:ident $json:literal) => { $json };

    (@write plain $value:expr) => { Clone::clone(&$value) };
    (@write required $value:expr) => { Some((&$value).into()) };
    (@write optional $value:expr) => { $value.as_ref().map(Into::into) };
    (@write repeated $value:expr) => { super::list(&$value) };
    (@write enumerated($wire:ty) $value:expr) => { <$wire>::from($value).into() };
    (@write enumerated_or_unset($wire:ty) $value:expr) => { super::number::<_, $wire>($value) };

    (@read plain $value:expr, $json:expr) => { $value };
    (@read enumerated($wire:ty) $value:expr, $json:expr) => {
        crate::field::enumerated::<$wire, _>($json, $value)?
    };
    (@read enumerated_or_unset($wire:ty) $value:expr, $json:expr) => {
        crate::field::enumerated_or_unset::<$wire, _>($json, $value)?
    };
    (@read $form:ident $value:expr, $json:expr) => { crate::field::$form($json, $value)? };
}
use message;

/// A list of the domain as a list of messages.
fn list<'a, D, W: From<&'a D>>(values: &'a [D]) -> Vec<W> {
    values.iter().map(W::from).collect()
}

/// The number of an enumeration's value, 0 where there is none.
fn number<D, W: From<D> + Into<i32>>(value: Option<D>) -> i32 {
    value.map_or(0, |value| W::from(value).into())
}
