//! Who tells what happens, when and how exactly: outlets, counters, errors and corrections.

use chrono::{Days, NaiveDate};
use events::fact::{
    DeploymentAnnounced, PostureReported, ReportCorrected, Status, WithdrawalAnnounced,
};
use events::{
    Article, Category, Evidence, Fact, Force, Period, Place, Published, PublishedAt,
    PublishedBasis, Quantity,
};
use integration_tests::Random;
use integration_tests::labels::{actor, place};
use integration_tests::record::Told;

use super::truth::{CellTruth, Happened, World, below, months};

/// So many days it takes at most until the last outlet has told of something.
pub(super) const TELLING_TAKES: u64 = 10;
const OUTLETS: [&str; 12] = [
    "Wire", "Post", "Desk", "Ledger", "Courier", "Herald", "Gazette", "Observer", "Standard",
    "Monitor", "Echo", "Review",
];
/// Those who count every month.
const COUNTERS: [&str; 2] = ["NATO", "UN"];

/// All that was published.
pub(super) struct Press {
    pub(super) articles: Vec<Told>,
    /// Errors that nobody corrected: the cell, and the day of publication.
    errors: Vec<(usize, NaiveDate)>,
    names: Vec<(&'static str, &'static str)>,
}

impl Press {
    /// Whether an error stands that nobody corrected.
    pub(super) fn is_misled(&self, cell: &CellTruth, day: NaiveDate) -> bool {
        self.errors
            .iter()
            .any(|(at, published)| self.names[*at] == (cell.owner, cell.place) && *published <= day)
    }

    fn publish(&mut self, outlet: &str, day: NaiveDate, facts: Vec<(Fact, String)>) {
        let text: Vec<String> = facts.iter().map(|(_, words)| words.clone()).collect();
        let at = self.articles.len();
        let url = format!("https://example.org/{at}").parse();
        let published = Published {
            at: PublishedAt::Date(day),
            basis: PublishedBasis::Stated,
        };
        let text = format!("{outlet}, {at}. {}", text.join(". "));
        let evidence = |words: String| Evidence {
            start: 0,
            end: 1,
            text: words,
        };
        self.articles.push(Told {
            article: Article::new(
                "",
                outlet,
                Some(url.expect("an address")),
                Some(published),
                text,
            ),
            facts: facts
                .into_iter()
                .map(|(fact, words)| (fact, vec![evidence(words)]))
                .collect(),
        });
    }
}

/// Tells of a world.
pub(super) fn tell(world: &World, random: &mut Random) -> Press {
    let mut press = Press {
        articles: Vec::new(),
        errors: Vec::new(),
        names: world
            .cells
            .iter()
            .map(|cell| (cell.owner, cell.place))
            .collect(),
    };
    for happened in &world.happened {
        if let Some(day) = happened.announced {
            tell_of(world, happened, Status::Announced, day, random, &mut press);
        }
        let day = happened.day;
        tell_of(world, happened, Status::Completed, day, random, &mut press);
    }
    for cell in world.cells.iter().filter(|cell| cell.counted) {
        for day in months() {
            for (at, counter) in COUNTERS.iter().enumerate() {
                let there = cell.on(day);
                let quantity = if at == 0 {
                    exactly(there)
                } else {
                    about(there, 2)
                };
                let words = format!("{counter} counts {}", quantity.text);
                press.publish(
                    OUTLETS[at],
                    day,
                    vec![(stock(cell, counter, quantity, day), words)],
                );
            }
        }
    }
    press
}

fn tell_of(
    world: &World,
    happened: &Happened,
    status: Status,
    day: NaiveDate,
    random: &mut Random,
    press: &mut Press,
) {
    let first = below(random, OUTLETS.len());
    for at in 0..=below(random, 8) {
        let outlet = OUTLETS[(first + at) % OUTLETS.len()];
        let published = day + Days::new(random.below(TELLING_TAKES + 1));
        let dated = status == Status::Completed && random.below(3) > 0;
        let effective = dated.then(|| Period::day(happened.day));
        let right = quantity(happened.number(), random);
        let told = |quantity: &Quantity| {
            let fact = fact(world, happened, status, effective, quantity.clone());
            (fact, format!("{status:?} {}", quantity.text))
        };
        if random.below(20) > 0 {
            press.publish(outlet, published, vec![told(&right)]);
            continue;
        }
        let wrong = if random.below(2) == 0 {
            exactly(happened.number() * 2)
        } else {
            exactly(happened.number() / 2)
        };
        press.publish(outlet, published, vec![told(&wrong)]);
        if random.below(2) == 0 {
            let corrected = published + Days::new(1);
            let words = format!("not {}", wrong.text);
            let facts = vec![(taken_back(world, happened, wrong), words), told(&right)];
            press.publish(outlet, corrected, facts);
        } else {
            let cells = happened.shares.iter().map(|(cell, _)| (*cell, published));
            press.errors.extend(cells);
        }
    }
}

/// One telling in three is rounded, one in six tells a limit.
fn quantity(number: u64, random: &mut Random) -> Quantity {
    match random.below(6) {
        0 | 1 => about(number, 1 + random.below(2)),
        2 if random.below(2) == 0 => {
            let low = rounded_down(number);
            Quantity {
                low,
                high: None,
                approximate: false,
                text: format!("more than {low}"),
            }
        }
        2 => {
            let high = rounded_down(number + step(number));
            Quantity {
                low: 0,
                high: Some(high),
                approximate: false,
                text: format!("up to {high}"),
            }
        }
        _ => exactly(number),
    }
}

fn exactly(number: u64) -> Quantity {
    let number = u32::try_from(number).expect("a small number");
    Quantity {
        low: number,
        high: Some(number),
        approximate: false,
        text: number.to_string(),
    }
}

/// Rounded to so many digits; to one only where that is off by no more than a twentieth, as nobody
/// calls 1,400 about a thousand.
fn about(number: u64, digits: u64) -> Quantity {
    let (one, two) = (
        round_to(number, step(number) * 10),
        round_to(number, step(number)),
    );
    let near = one.abs_diff(number) * 20 <= number;
    let rounded = if digits == 1 && near { one } else { two };
    Quantity {
        approximate: true,
        text: format!("about {rounded}"),
        ..exactly(rounded)
    }
}

/// The worth of the second digit.
fn step(number: u64) -> u64 {
    let mut step = 1;
    while number / step >= 100 {
        step *= 10;
    }
    step
}

fn round_to(number: u64, step: u64) -> u64 {
    (number + step / 2) / step * step
}

fn rounded_down(number: u64) -> u32 {
    u32::try_from(number / step(number) * step(number)).expect("a small number")
}

fn force(quantity: Quantity) -> Force {
    Force {
        category: Category::Troops,
        quantity: Some(quantity),
        designation: String::new(),
        extent: None,
        part_of: None,
    }
}

fn places(world: &World, happened: &Happened) -> Vec<Place> {
    let cells = happened.shares.iter().map(|(cell, _)| &world.cells[*cell]);
    cells.map(|cell| place(cell.place)).collect()
}

fn fact(
    world: &World,
    happened: &Happened,
    status: Status,
    effective: Option<Period>,
    quantity: Quantity,
) -> Fact {
    let owner = actor(world.cells[happened.shares[0].0].owner);
    let forces = vec![force(quantity)];
    let places = places(world, happened);
    if happened.leaves {
        Fact::WithdrawalAnnounced(WithdrawalAnnounced {
            owner,
            forces,
            origin: places,
            destination: Vec::new(),
            status,
            effective,
            announced_by: None,
        })
    } else {
        Fact::DeploymentAnnounced(DeploymentAnnounced {
            owner,
            forces,
            origin: Vec::new(),
            destination: places,
            status,
            effective,
            temporary: false,
            announced_by: None,
        })
    }
}

fn taken_back(world: &World, happened: &Happened, wrong: Quantity) -> Fact {
    Fact::ReportCorrected(ReportCorrected {
        owner: actor(world.cells[happened.shares[0].0].owner),
        location: places(world, happened),
        forces: vec![force(wrong)],
        reported_on: None,
    })
}

fn stock(cell: &CellTruth, counter: &str, quantity: Quantity, day: NaiveDate) -> Fact {
    Fact::PostureReported(PostureReported {
        owner: actor(cell.owner),
        forces: vec![force(quantity)],
        location: vec![place(cell.place)],
        effective: Some(Period::day(day)),
        reported_by: Some(actor(counter)),
    })
}
