//! What happens: 300 movements and withdrawals of 40 owners over 60 places in two years.

use chrono::{Days, NaiveDate};
use integration_tests::Random;

use super::{TELLING_TAKES, days_before};

const OWNERS: [&str; 40] = [
    "USA", "GBR", "FRA", "DEU", "ITA", "ESP", "NLD", "BEL", "DNK", "NOR", "SWE", "FIN", "POL",
    "CZE", "SVK", "HUN", "ROU", "BGR", "GRC", "TUR", "PRT", "CAN", "AUS", "NZL", "JPN", "KOR",
    "IND", "PAK", "BGD", "NPL", "CHN", "RUS", "UKR", "KEN", "UGA", "RWA", "ETH", "GHA", "SEN",
    "BRA",
];
const PLACES: [&str; 60] = [
    "EST", "LVA", "LTU", "ISL", "IRL", "AUT", "CHE", "SVN", "HRV", "BIH", "SRB", "MNE", "ALB",
    "MKD", "XKX", "MDA", "BLR", "GEO", "ARM", "AZE", "CYP", "LBN", "SYR", "IRQ", "JOR", "ISR",
    "KWT", "BHR", "QAT", "ARE", "OMN", "YEM", "SAU", "EGY", "LBY", "TUN", "DZA", "MAR", "MLI",
    "NER", "TCD", "BFA", "CIV", "NGA", "CMR", "CAF", "COD", "SSD", "SDN", "SOM", "DJI", "MOZ",
    "AFG", "KAZ", "KGZ", "TJK", "UZB", "PHL", "THA", "VNM",
];
const MOVEMENTS: usize = 300;
/// Cells in which something happens.
const CELLS: usize = 120;
const DAYS: u64 = 730;

/// The places of one movement that is told as one number, each with its part.
pub(super) type Shares = Vec<(usize, u64)>;

/// One movement or withdrawal.
pub(super) struct Happened {
    pub(super) day: NaiveDate,
    pub(super) leaves: bool,
    /// The cells, by their places in the list, each with its part.
    pub(super) shares: Shares,
    /// The day on which it was announced, if it was.
    pub(super) announced: Option<NaiveDate>,
}

impl Happened {
    pub(super) fn number(&self) -> u64 {
        self.shares.iter().map(|(_, share)| share).sum()
    }
}

/// An owner's forces at a place over time.
pub(super) struct CellTruth {
    pub(super) owner: &'static str,
    pub(super) place: &'static str,
    /// Whether counters tell how many are there, every month.
    pub(super) counted: bool,
    initial: u64,
    /// What came and went, by day.
    changes: Vec<(NaiveDate, i64)>,
}

impl CellTruth {
    /// How many are there at the end of a day.
    pub(super) fn on(&self, day: NaiveDate) -> u64 {
        let changed: i64 = self
            .changes
            .iter()
            .filter(|(at, _)| *at <= day)
            .map(|(_, change)| change)
            .sum();
        self.initial
            .checked_add_signed(changed)
            .expect("never less than none")
    }

    /// Whether nothing happened so lately that it is still being told.
    pub(super) fn settled_by(&self, day: NaiveDate) -> bool {
        let lately = days_before(day, TELLING_TAKES + 1);
        !self
            .changes
            .iter()
            .any(|(at, _)| lately < *at && *at <= day)
    }

    /// The smallest change up to a day.
    pub(super) fn smallest(&self, day: NaiveDate) -> Option<u64> {
        let until = self.changes.iter().filter(|(at, _)| *at <= day);
        until.map(|(_, change)| change.unsigned_abs()).min()
    }
}

/// All that is true.
pub(super) struct World {
    pub(super) cells: Vec<CellTruth>,
    pub(super) happened: Vec<Happened>,
}

impl World {
    pub(super) fn generate(random: &mut Random) -> Self {
        let mut world = Self {
            cells: cells(random),
            happened: Vec::new(),
        };
        let mut days: Vec<u64> = (0..MOVEMENTS)
            .map(|_| 20 + random.below(DAYS - 40))
            .collect();
        days.sort_unstable();
        for day in days {
            let happened = world.next(first_day() + Days::new(day), random);
            for (cell, share) in &happened.shares {
                let share = share.cast_signed();
                let change = if happened.leaves { -share } else { share };
                world.cells[*cell].changes.push((happened.day, change));
            }
            world.happened.push(happened);
        }
        world
    }

    fn next(&self, day: NaiveDate, random: &mut Random) -> Happened {
        let cell = below(random, self.cells.len());
        let there = self.cells[cell].on(day);
        let leaves = there > 200 && random.below(5) < 2;
        let number = if leaves {
            50 + random.below(there - 100)
        } else {
            50 + random.below(300) * (1 + random.below(15))
        };
        let joint = !leaves && random.below(10) == 0;
        let shares = if joint {
            self.shared_with(cell, number, random)
        } else {
            vec![(cell, number)]
        };
        let announced = (random.below(5) == 0).then(|| days_before(day, 15 + random.below(25)));
        Happened {
            day,
            leaves,
            shares,
            announced,
        }
    }

    /// One number over two or three places of the same owner.
    fn shared_with(&self, cell: usize, number: u64, random: &mut Random) -> Shares {
        let mut of_owner: Vec<usize> = (0..self.cells.len())
            .filter(|other| *other != cell && self.cells[*other].owner == self.cells[cell].owner)
            .collect();
        of_owner.truncate(1 + below(random, 2));
        let mut shares = vec![(cell, number)];
        for other in of_owner {
            let share = random.below(shares[0].1);
            shares[0].1 -= share;
            if share > 0 {
                shares.push((other, share));
            }
        }
        shares
    }
}

fn cells(random: &mut Random) -> Vec<CellTruth> {
    let mut cells: Vec<CellTruth> = Vec::new();
    for at in 0..CELLS {
        // Every owner and every place has its turn.
        let owner = OWNERS[at % OWNERS.len()];
        let mut place = PLACES[(at * 7 + at / OWNERS.len()) % PLACES.len()];
        while cells
            .iter()
            .any(|cell| cell.owner == owner && cell.place == place)
        {
            place = *random.choose(&PLACES);
        }
        let counted = random.below(3) == 0;
        cells.push(CellTruth {
            owner,
            place,
            counted,
            initial: if counted { random.below(5_000) } else { 0 },
            changes: Vec::new(),
        });
    }
    cells
}

pub(super) fn below(random: &mut Random, bound: usize) -> usize {
    usize::try_from(random.below(bound as u64)).expect("below a bound")
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2030, 1, 1).expect("a day")
}

/// The middle of every month.
pub(super) fn days_to_ask() -> Vec<NaiveDate> {
    let firsts = months().into_iter();
    firsts.map(|first| first + Days::new(14)).collect()
}

/// The first days of the months.
pub(super) fn months() -> Vec<NaiveDate> {
    let years = [2030, 2031];
    let months = years
        .iter()
        .flat_map(|year| (1..=12).map(|month| (*year, month)));
    let first = |(year, month)| NaiveDate::from_ymd_opt(year, month, 1);
    months.filter_map(first).collect()
}
