//! The cell that most is told of: its posture, its series over each of the three times, and what
//! changed in it.

use std::time::{Duration, Instant};

use events::{Category, Relation};
use read_models::{AsKnown, Cell, Over, PostureQuestion, ReadModels};

/// How long something took, and what came out.
pub(crate) struct Row {
    pub(crate) what: &'static str,
    pub(crate) took: Duration,
    pub(crate) found: String,
}

pub(crate) fn ask(models: &ReadModels) -> Vec<Row> {
    let view = models.view(AsKnown::Now).expect("a readable store");
    let cell = cell();
    let question = PostureQuestion {
        owner: Some(cell.owner.clone()),
        place: Some(cell.place.clone()),
        relation: Some(cell.relation),
        category: Some(cell.category),
        ..PostureQuestion::default()
    };
    let mut rows = Vec::new();
    let mut timed = |what, ask: &dyn Fn() -> String| {
        let started = Instant::now();
        let found = ask();
        let took = started.elapsed();
        rows.push(Row { what, took, found });
    };
    timed("posture", &|| {
        let postures = view.postures(&question).expect("a readable store");
        format!("{} claims", postures[0].claims.len())
    });
    for (what, over) in [
        ("series over days it holds", Over::On),
        ("series over days of publication", Over::Published),
        ("series over positions", Over::Known),
    ] {
        timed(what, &|| {
            let series = view
                .history(&cell, over, &question)
                .expect("a readable store");
            let whole = if series.complete {
                "whole"
            } else {
                "the newest moments"
            };
            format!("{} points, {whole}", series.points.len())
        });
    }
    rows
}

/// What the world tells of most.
pub(crate) fn cell() -> Cell {
    Cell {
        owner: "USA".parse().expect("an actor"),
        place: "POL".parse().expect("a place"),
        relation: Relation::In,
        category: Category::Troops,
    }
}
