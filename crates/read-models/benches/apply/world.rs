//! A world of operations: owners that move forces to and from a few theatres each, day by day.

use chrono::{Days, NaiveDate};
use events::fact::Status;
use events::{ActorCode, Category, PlaceCode};

use crate::chance::Chance;

/// Articles published on one day: a longer log is a longer time.
pub(crate) const ARTICLES_A_DAY: u64 = 80;
/// Movements that begin on one day; each is told about four times.
const OPERATIONS_A_DAY: u64 = 40;
/// Outlets tell of a movement for so many days.
const NEWS: u64 = 10;
/// Places in which one owner has forces.
const THEATRES: usize = 14;

const OWNERS: [&str; 60] = [
    "USA", "RUS", "CHN", "GBR", "FRA", "UKR", "ISR", "IRN", "TUR", "DEU", "POL", "NATO", "IND",
    "PAK", "PRK", "KOR", "JPN", "SAU", "ARE", "EGY", "CAN", "ITA", "ESP", "AUS", "NLD", "NOR",
    "SWE", "FIN", "DNK", "EST", "LVA", "LTU", "ROU", "BGR", "GRC", "HUN", "CZE", "SVK", "BEL",
    "PRT", "BRA", "COL", "VEN", "MEX", "ZAF", "NGA", "ETH", "KEN", "TCD", "MLI", "UGA", "RWA",
    "VNM", "PHL", "IDN", "MYS", "THA", "TWN", "AZE", "ARM",
];

const PLACES: [&str; 64] = [
    "POL",
    "UKR",
    "DEU",
    "ROU",
    "LTU",
    "LVA",
    "EST",
    "BLR",
    "SYR",
    "IRQ",
    "MLI",
    "KOR",
    "JPN",
    "PHL",
    "DJI",
    "NOR",
    "black-sea",
    "baltic-sea",
    "red-sea",
    "south-china-sea",
    "KWT",
    "QAT",
    "BHR",
    "SAU",
    "JOR",
    "TUR",
    "GRC",
    "ITA",
    "ESP",
    "GBR",
    "ISL",
    "FIN",
    "SWE",
    "MDA",
    "GEO",
    "ARM",
    "AZE",
    "KAZ",
    "TJK",
    "AFG",
    "PAK",
    "IND",
    "LKA",
    "MMR",
    "THA",
    "VNM",
    "AUS",
    "GUM",
    "TWN",
    "SOM",
    "KEN",
    "NER",
    "TCD",
    "CAF",
    "COD",
    "MOZ",
    "LBY",
    "EGY",
    "LBN",
    "ISR",
    "baltics",
    "eastern-flank",
    "europe",
    "persian-gulf",
];

/// What is told most often stands most often.
const CATEGORIES: [Category; 20] = [
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::Troops,
    Category::CombatAircraft,
    Category::CombatAircraft,
    Category::Warship,
    Category::Warship,
    Category::LandUnit,
    Category::Armor,
    Category::AirDefense,
    Category::Artillery,
    Category::Helicopter,
    Category::Uav,
    Category::Forces,
];

/// Forces of an owner in a category at a place: what is moved, counted and asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Theatre {
    pub(crate) owner: usize,
    pub(crate) place: usize,
    pub(crate) category: Category,
}

impl Theatre {
    /// One of those in the news, the more often the more it is told of.
    pub(crate) fn any(chance: &mut Chance) -> Self {
        let owner = chance.rank(OWNERS.len());
        Self {
            owner,
            place: place_of(owner, chance.rank(THEATRES)),
            category: chance.one(&CATEGORIES),
        }
    }

    pub(crate) fn owner(self) -> ActorCode {
        OWNERS[self.owner].parse().expect("an actor")
    }

    pub(crate) fn place(self) -> PlaceCode {
        place(self.place)
    }

    /// About how many are usually there.
    pub(crate) fn usual(self) -> u32 {
        let number = (self.owner * 64 + self.place) as u64;
        size(self.category, &mut Chance::of(1, number))
    }
}

pub(crate) fn place(at: usize) -> PlaceCode {
    PLACES[at].parse().expect("a place")
}

/// The places of an owner: each has some, and they overlap with the others'.
fn place_of(owner: usize, rank: usize) -> usize {
    (owner * 5 + rank * rank * 3 + rank) % PLACES.len()
}

/// Troops by the hundred to ten thousand, everything else by the piece.
fn size(category: Category, chance: &mut Chance) -> u32 {
    let magnitude = chance.below(7) as u32;
    if category == Category::Troops {
        (100 + chance.below(100) as u32) << magnitude
    } else {
        1 + magnitude * chance.below(7) as u32
    }
}

/// A movement that outlets tell of.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) number: u64,
    pub(crate) theatre: Theatre,
    /// Further places that share its number.
    pub(crate) joint: Option<usize>,
    pub(crate) away: bool,
    pub(crate) size: u32,
    /// The unit as some name it; empty where none does.
    pub(crate) unit: String,
    pub(crate) began: u64,
    announced_first: bool,
}

impl Operation {
    pub(crate) fn of(number: u64) -> Self {
        let chance = &mut Chance::of(2, number);
        let theatre = Theatre::any(chance);
        let joint = chance.once_in(10);
        Self {
            number,
            theatre,
            joint: joint.then(|| place_of(theatre.owner, chance.rank(THEATRES))),
            away: chance.below(10) < 3,
            size: size(theatre.category, chance),
            unit: unit(theatre, chance),
            began: number / OPERATIONS_A_DAY,
            announced_first: chance.below(5) < 2,
        }
    }

    /// One that is in the news on a day.
    pub(crate) fn in_the_news(day: u64, chance: &mut Chance) -> Self {
        let first = day.saturating_sub(NEWS) * OPERATIONS_A_DAY;
        let end = (day + 1) * OPERATIONS_A_DAY;
        Self::of(first + chance.below(end - first))
    }

    pub(crate) fn status(&self, day: u64) -> Status {
        match day - self.began {
            0..=3 if self.announced_first => Status::Announced,
            4..=6 if self.announced_first => Status::UnderWay,
            _ => Status::Completed,
        }
    }
}

fn unit(theatre: Theatre, chance: &mut Chance) -> String {
    let number = chance.below(90) + 1;
    match theatre.category {
        Category::Troops if chance.once_in(6) => {
            let kind = chance.one(&["Airborne Division", "Infantry Brigade", "Engineer Regiment"]);
            format!("{number}th {kind}")
        }
        Category::Troops if chance.once_in(6) => chance
            .one(&["paratroopers", "marines", "trainers"])
            .to_owned(),
        Category::CombatAircraft => chance.one(&["F-16", "Su-35", "Typhoon", ""]).to_owned(),
        Category::AirDefense => chance.one(&["Patriot battery", "S-400", ""]).to_owned(),
        Category::Warship => chance.one(&["frigate", "destroyer", "corvette"]).to_owned(),
        _ => String::new(),
    }
}

pub(crate) fn date(day: u64) -> NaiveDate {
    let first: NaiveDate = "2022-01-01".parse().expect("a date");
    first.checked_add_days(Days::new(day)).expect("a date")
}
