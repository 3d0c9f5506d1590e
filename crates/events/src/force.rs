//! What and how many: forces by category, with bounds.

use serde::{Deserialize, Serialize};

/// Forces of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Force {
    /// What is counted.
    pub category: Category,
    /// How many; absent when the text tells no number.
    pub quantity: Option<Quantity>,
    /// The equipment or the unit as named (`F-35`, `82nd Airborne Division`); empty when unnamed.
    pub designation: String,
    /// How the number stands to others.
    pub extent: Option<Extent>,
    /// With [`Extent::Part`]: the quantity of the whole, where it is told.
    pub part_of: Option<Quantity>,
}

/// A count as told, both bounds inclusive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Quantity {
    /// At least.
    pub low: u32,
    /// At most; absent when open-ended ("more than 100,000").
    pub high: Option<u32>,
    /// The text says about, some, nearly.
    pub approximate: bool,
    /// The words of the text.
    pub text: String,
}

/// How a number stands to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Extent {
    /// Another 1,000; 1,000 more.
    Additional,
    /// In all; bringing the total to.
    Total,
    /// The vanguard of; the first of; a hundred of the 1,000.
    Part,
}

macro_rules! categories {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// What a force counts. The names are the contract's and appear in JSON as they are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Category { $($(#[$doc])* $name),+ }

        impl Category {
            /// Every category, in the contract's order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The contract's name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }
        }
    };
}

categories! {
    /// People: troops, soldiers, marines, personnel, advisers, trainers, peacekeepers.
    Troops = "TROOPS",
    /// Formations with no headcount told: company to division, ground forces.
    LandUnit = "LAND_UNIT",
    /// Tanks and armoured vehicles.
    Armor = "ARMOR",
    /// Guns, howitzers, rocket artillery.
    Artillery = "ARTILLERY",
    /// Surface-to-air and missile-defence systems.
    AirDefense = "AIR_DEFENSE",
    /// Offensive missiles and launchers.
    Missile = "MISSILE",
    /// Fighters, bombers, attack aircraft, warplanes.
    CombatAircraft = "COMBAT_AIRCRAFT",
    /// Tankers, transports, early warning, patrol and reconnaissance; aircraft unspecified.
    SupportAircraft = "SUPPORT_AIRCRAFT",
    /// Helicopters.
    Helicopter = "HELICOPTER",
    /// Uncrewed aircraft.
    Uav = "UAV",
    /// Surface ships of any kind, carriers and carrier strike groups.
    Warship = "WARSHIP",
    /// Submarines.
    Submarine = "SUBMARINE",
    /// Command elements.
    Headquarters = "HEADQUARTERS",
    /// Forces, military assets, reinforcements with no kind told.
    Forces = "FORCES",
    /// Weapons, ammunition and equipment other than the above.
    Materiel = "MATERIEL",
}

impl std::fmt::Display for Category {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text that names no category.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is no category: write one of {}", known())]
pub struct InvalidCategory {
    given: String,
}

fn known() -> String {
    let names: Vec<_> = Category::ALL.iter().map(|c| c.as_str()).collect();
    names.join(", ")
}

impl std::str::FromStr for Category {
    type Err = InvalidCategory;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|category| category.as_str().eq_ignore_ascii_case(text))
            .ok_or_else(|| InvalidCategory {
                given: text.chars().take(80).collect(),
            })
    }
}
