//! One number for all answers: the same before and after a change means that no answer changed.

use events::{ActorCode, Category, Position};
use read_models::{AsKnown, CellFilter, Over, PostureQuestion, ReadModels, View};
use sha2::{Digest, Sha256};

use crate::largest;
use crate::world::date;

/// The start of the SHA-256 of every cell's answer: now, at the middle of the log, on a day, as published by a
/// day; and of the series of some cells over each of the three times.
pub(crate) fn of_all_answers(models: &ReadModels, end: Position, days: u64) -> uuid::Uuid {
    let mut digest = Sha256::new();
    let now = models.view(AsKnown::Now).expect("a readable store");
    let middle = AsKnown::Position(Position(end.0 / 2));
    let middle = models.view(middle).expect("a readable store");
    let day = Some(date(days * 2 / 3));
    let (any, on, as_published) = (
        PostureQuestion::default(),
        PostureQuestion {
            on: day,
            ..PostureQuestion::default()
        },
        PostureQuestion {
            as_published: day,
            ..PostureQuestion::default()
        },
    );
    for (view, question) in [
        (&now, &any),
        (&middle, &any),
        (&now, &on),
        (&now, &as_published),
    ] {
        for owner in owners(view) {
            for category in Category::ALL {
                let question = PostureQuestion {
                    owner: Some(owner.clone()),
                    category: Some(*category),
                    ..question.clone()
                };
                let postures = view.postures(&question).expect("a readable store");
                digest.update(serde_json::to_vec(&postures).expect("answers serialise"));
            }
        }
    }
    for over in [Over::On, Over::Published, Over::Known] {
        let mut cell = largest::cell();
        for category in [
            Category::Troops,
            Category::Warship,
            Category::CombatAircraft,
        ] {
            cell.category = category;
            let series = now.history(&cell, over, &any).expect("a readable store");
            digest.update(format!("{series:?}"));
        }
    }
    let start = digest.finalize().first_chunk().copied();
    uuid::Uuid::from_bytes(start.expect("a digest is longer"))
}

fn owners(view: &View) -> Vec<ActorCode> {
    let cells = view
        .cells(&CellFilter::default())
        .expect("a readable store");
    let mut owners: Vec<ActorCode> = cells.into_iter().map(|cell| cell.owner).collect();
    owners.dedup();
    owners
}
