//! A generated world: what truly stands where is known, outlets tell of it as outlets do, and the
//! answers are held to the truth.
//!
//! `truth` decides what happens, `outlets` who tells it and how.

mod outlets;
mod truth;

use chrono::{Days, NaiveDate};
use events::{Category, Relation};
use integration_tests::Random;
use integration_tests::labels::{actor, place};
use integration_tests::record::records;
use read_models::{AsKnown, Bounds, PostureQuestion, ReadModels, View};

use outlets::{TELLING_TAKES, tell};
use truth::{CellTruth, World, days_to_ask};

/// The least share of answers that must hold the truth.
const COVERED_MIN: f64 = 0.95;
/// The largest median width of an answer, as a share of the truth.
const WIDTH_MAX: f64 = 0.10;

#[test]
fn answers_hold_the_truth() {
    let (mut found, mut fresh) = (Answers::default(), Answers::default());
    for seed in [1, 2] {
        let mut random = Random::of(seed);
        let world = World::generate(&mut random);
        let press = tell(&world, &mut random);
        let dir = tempfile::tempdir().expect("a temporary directory");
        let models = ReadModels::open(dir.path()).expect("an empty directory opens");
        let applied = models.models.apply(&records(&press.articles));
        applied.expect("the log applies");
        let view = models.models.view(AsKnown::Now).expect("a view of now");
        for day in days_to_ask() {
            for cell in &world.cells {
                if press.is_misled(cell, day) {
                    continue;
                }
                // What happened in the last days is still being told: nobody can know all of it.
                if cell.settled_by(day) {
                    found.ask(&view, cell, day);
                } else {
                    fresh.ask(&view, cell, day);
                }
            }
        }
    }
    found.widths.sort_by(f64::total_cmp);
    let part = |tenths: usize| found.widths[found.widths.len() * tenths / 10];
    let (covered, width) = (found.covered(), part(5));
    println!(
        "generated world: {} answers, {:.1} % hold the truth, median width {:.1} % of it (nine in ten below {:.1} %), {} counted twice",
        found.asked,
        covered * 100.0,
        width * 100.0,
        part(9) * 100.0,
        found.twice.len()
    );
    println!(
        "while it is still being told: {} answers, {:.1} % hold the truth",
        fresh.asked,
        fresh.covered() * 100.0
    );
    println!("{}", found.missed.join("\n"));
    assert!(found.asked > 1_000, "{} answers", found.asked);
    assert!(
        found.twice.is_empty(),
        "counted twice:\n{}",
        found.twice.join("\n")
    );
    assert!(
        covered >= COVERED_MIN,
        "{covered} of the answers hold the truth"
    );
    assert!(width <= WIDTH_MAX, "the median width is {width}");
}

/// What was asked, and how the answers stand to the truth.
#[derive(Default)]
struct Answers {
    asked: usize,
    widths: Vec<f64>,
    missed: Vec<String>,
    twice: Vec<String>,
}

impl Answers {
    fn covered(&self) -> f64 {
        1.0 - self.missed.len() as f64 / self.asked as f64
    }

    fn ask(&mut self, view: &View, cell: &CellTruth, day: NaiveDate) {
        let question = PostureQuestion {
            owner: Some(actor(cell.owner).code),
            place: Some(place(cell.place).code),
            relation: Some(Relation::In),
            category: Some(Category::Troops),
            on: Some(day),
            as_published: Some(day),
            ..PostureQuestion::default()
        };
        let postures = view.postures(&question).expect("a readable store");
        let Some(bounds) = postures[0].in_place else {
            // Nothing was told yet: no answer is no wrong one.
            return;
        };
        let truth = cell.on(day);
        self.asked += 1;
        let high = bounds.high.unwrap_or(bounds.low.max(truth));
        self.widths
            .push((high - bounds.low) as f64 / truth.max(1) as f64);
        if !holds(bounds, truth) {
            let told: Vec<String> = postures[0]
                .claims
                .iter()
                .map(|told| {
                    format!(
                        "\n    {} {} {:?} {}",
                        told.published_at.as_deref().unwrap_or(""),
                        told.evidence.join(" "),
                        told.usage,
                        told.note
                    )
                })
                .collect();
            self.missed.push(format!(
                "{} {} {day}: {} to {:?}, truly {truth}{}",
                cell.owner,
                cell.place,
                bounds.low,
                bounds.high,
                if std::env::var_os("VEDETTE_EXPLAIN").is_some() {
                    told.concat()
                } else {
                    String::new()
                }
            ));
        }
        if cell
            .smallest(day)
            .is_some_and(|least| bounds.low >= truth + least * 9 / 10)
        {
            self.twice.push(format!(
                "{} {} {day}: at least {}, truly {truth}",
                cell.owner, cell.place, bounds.low
            ));
        }
    }
}

fn holds(bounds: Bounds, truth: u64) -> bool {
    bounds.low <= truth && bounds.high.is_none_or(|high| truth <= high)
}

fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).expect("a day")
}
