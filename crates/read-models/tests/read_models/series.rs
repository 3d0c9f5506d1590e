//! The series of one cell over each of the three times.

use events::fact::PostureReported;
use events::{Category, Fact, Force, Period, Quantity, Relation};
use read_models::{AsKnown, Cell, HISTORY_STEPS_MAX, History, Moment, Over, PostureQuestion};

use crate::log::{Log, Told, models};
use crate::sample;

/// A count of Americans in Poland, told on its own day.
fn count(log: &mut Log, day: &str, troops: u32) {
    let address = format!("https://example.org/{day}/{troops}");
    let text = format!("Text {day} {troops}");
    let mut told = Told::new("Wire", Some(&address), day, &text);
    let fact = PostureReported {
        owner: sample::actor("USA"),
        forces: vec![Force {
            category: Category::Troops,
            quantity: Some(Quantity {
                low: troops,
                high: Some(troops),
                approximate: false,
                text: troops.to_string(),
            }),
            designation: String::new(),
            extent: None,
            part_of: None,
        }],
        location: vec![sample::place("POL")],
        effective: Some(Period::day(day.parse().expect("a date"))),
        reported_by: None,
    };
    told.facts
        .push((Fact::PostureReported(fact), "Text".to_owned()));
    log.tell(&told);
}

fn history(log: &Log, over: Over, question: &PostureQuestion) -> History {
    let (_dir, models) = models(&log.records);
    let cell = Cell {
        owner: "USA".parse().expect("an actor"),
        place: "POL".parse().expect("a place"),
        relation: Relation::In,
        category: Category::Troops,
    };
    let view = models.view(AsKnown::Now).expect("a view");
    view.history(&cell, over, question)
        .expect("a readable store")
}

/// `2022-01-01 100; ...`, by position where the record goes on.
fn shown(history: &History) -> String {
    let each: Vec<_> = history
        .points
        .iter()
        .map(|point| {
            let at = match point.at {
                Moment::Day(day) => day.to_string(),
                Moment::Known(position, _) => position.to_string(),
            };
            let bounds = point.in_place.expect("every count has bounds");
            assert_eq!(bounds.high, Some(bounds.low));
            format!("{at} {}", bounds.low)
        })
        .collect();
    each.join("; ")
}

#[test]
fn each_time_has_a_series_of_its_own() {
    let mut log = Log::new(1);
    // Recorded in another order than published; told again without a change.
    for (day, troops) in [
        ("2022-03-01", 300),
        ("2022-01-01", 100),
        ("2022-02-01", 100),
    ] {
        count(&mut log, day, troops);
    }
    let whole = PostureQuestion::default();
    let check = |over, question: &PostureQuestion, expect: &str| {
        let history = history(&log, over, question);
        assert_eq!(shown(&history), expect, "{over:?}");
        assert!(history.complete);
    };
    check(Over::On, &whole, "2022-01-01 100; 2022-03-01 300");
    check(Over::Published, &whole, "2022-01-01 100; 2022-03-01 300");
    check(Over::Known, &whole, "3 300");
    let until = PostureQuestion {
        on: Some("2022-02-15".parse().expect("a date")),
        ..PostureQuestion::default()
    };
    check(Over::On, &until, "2022-01-01 100");
    check(Over::Known, &until, "5 100");
    let nothing = history(&Log::new(2), Over::Known, &whole);
    assert_eq!((nothing.points.len(), nothing.complete), (0, true));
}

#[test]
fn a_long_series_keeps_its_newest_moments_and_says_so() {
    let mut log = Log::new(1);
    for (day, troops) in [
        ("2015-01-01", 100),
        ("2016-01-01", 200),
        ("2022-01-01", 300),
    ] {
        count(&mut log, day, troops);
    }
    let newest = history(&log, Over::On, &PostureQuestion::default());
    assert!(!newest.complete);
    let Some(Moment::Day(first)) = newest.points.first().map(|point| point.at) else {
        panic!("a series of days");
    };
    let end: chrono::NaiveDate = "2022-04-11".parse().expect("a date");
    let steps = i64::try_from(HISTORY_STEPS_MAX).expect("a small number");
    assert_eq!((end - first).num_days() + 1, steps);
    assert!(
        shown(&newest).ends_with("200; 2022-01-01 300"),
        "{newest:?}"
    );
    // The earlier ones are there for the asking.
    let earlier = PostureQuestion {
        on: Some("2016-12-31".parse().expect("a date")),
        ..PostureQuestion::default()
    };
    let earlier = history(&log, Over::On, &earlier);
    assert_eq!(shown(&earlier), "2015-01-01 100; 2016-01-01 200");
    assert!(earlier.complete);
}
