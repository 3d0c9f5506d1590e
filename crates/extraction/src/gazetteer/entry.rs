//! What a name can stand for.

use events::{Actor, Category, Place};

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A state by its name: `Poland`, `the UK`, `U.S.`. It is a place too.
    State {
        /// The state.
        actor: Actor,
        /// Its territory.
        place: Place,
    },
    /// A state by its adjective or its people: `Polish`, `Poles`, `Kyiv's` is none.
    Demonym {
        /// The state.
        actor: Actor,
        /// The word is a plural noun and can only mean the people (`Poles`, `Russians`).
        people: bool,
    },
    /// A seat of government: the state in `Moscow said`, the city in `in Moscow`.
    Capital {
        /// Whom it speaks for: the state, but `Brussels` speaks for the EU.
        actor: Actor,
        /// The city.
        city: Place,
    },
    /// A government by its building or address: the Kremlin, the Pentagon, Downing Street.
    Metonym {
        /// Whom it speaks for.
        actor: Actor,
        /// Its customary name.
        name: String,
    },
    /// A body or service of one state that is named without it: the State Department, Bundeswehr.
    Body {
        /// Whose it is.
        actor: Actor,
        /// Its customary name.
        name: String,
    },
    /// An alliance, organisation, mission or armed group. A mission's actor is its owner.
    Actor(Actor),
    /// A head of state, government or organisation by name.
    Leader {
        /// The full name, without diacritics.
        name: String,
        /// What the leader is or was: `President`, `Prime Minister`, `Secretary-General`.
        office: String,
        /// For whom the leader speaks.
        actor: Actor,
    },
    /// A city, base, province, island, sea or region.
    Place(Place),
    /// An exercise that is known by its name: Zapad, Balikatan.
    Exercise {
        /// Its customary name, without the year.
        name: String,
    },
    /// A weapon system or type that has a name of its own: Patriot, Leopard, Iskander.
    Equipment {
        /// What it counts as.
        category: Category,
        /// Its customary name, in the singular.
        name: String,
    },
}

impl Entry {
    /// The actor that the name stands for, where it stands for one. For a capital that is the
    /// government, if the context speaks of it.
    pub fn actor(&self) -> Option<&Actor> {
        match self {
            Self::State { actor, .. }
            | Self::Demonym { actor, .. }
            | Self::Capital { actor, .. }
            | Self::Metonym { actor, .. }
            | Self::Body { actor, .. }
            | Self::Leader { actor, .. }
            | Self::Actor(actor) => Some(actor),
            Self::Place(_) | Self::Exercise { .. } | Self::Equipment { .. } => None,
        }
    }

    /// The place that the name stands for, where it stands for one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::State { place, .. } | Self::Capital { city: place, .. } | Self::Place(place) => {
                Some(place)
            }
            _ => None,
        }
    }
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it stands for.
    pub entry: &'static Entry,
}
