//! A few facts from a number, of few enough owners and places that they meet.

use events::fact::{
    DeploymentAnnounced, Manner, PostureReported, Speaker, StatementMade, Status,
    WithdrawalAnnounced,
};
use events::{
    Actor, ActorKind, Category, Extent, Fact, Force, Place, PlaceKind, Quantity, Relation,
};

/// A state by its code.
pub(crate) fn actor(code: &str) -> Actor {
    Actor {
        code: code.parse().expect("an actor"),
        name: code.to_owned(),
        kind: ActorKind::State,
    }
}

/// `POL`, `near:UKR`, `black-sea`.
pub(crate) fn place(text: &str) -> Place {
    let (code, relation) = match text.strip_prefix("near:") {
        Some(code) => (code, Relation::Near),
        None => (text, Relation::In),
    };
    let code: events::PlaceCode = code.parse().expect("a place");
    let country = code.is_country().then(|| code.clone());
    Place {
        name: code.to_string(),
        kind: if country.is_some() {
            PlaceKind::Country
        } else {
            PlaceKind::Region
        },
        country,
        code,
        relation,
        coordinates: None,
    }
}

/// One to three facts with the words for them.
pub(crate) fn facts(seed: u32) -> Vec<(Fact, String)> {
    (0..=seed % 3)
        .map(|at| (fact(seed.rotate_left(7 * at + 3)), "Text".to_owned()))
        .collect()
}

fn fact(seed: u32) -> Fact {
    let pick = |at: u32, choices: u32| (seed >> at) % choices;
    let place_at = |at: u32| place(["POL", "DEU", "near:UKR", "baltic-sea"][pick(at, 4) as usize]);
    let owner = actor(["USA", "GBR"][pick(3, 2) as usize]);
    let forces = vec![force(seed >> 5)];
    let status = [
        Status::Considered,
        Status::Announced,
        Status::UnderWay,
        Status::Completed,
    ];
    match seed % 5 {
        0 => Fact::PostureReported(PostureReported {
            owner,
            forces,
            location: vec![place_at(11)],
            effective: None,
            reported_by: None,
        }),
        1 | 2 => Fact::DeploymentAnnounced(DeploymentAnnounced {
            owner,
            forces,
            origin: Vec::new(),
            destination: vec![place_at(11)],
            status: status[pick(13, 4) as usize],
            effective: None,
            temporary: false,
            announced_by: None,
        }),
        3 => Fact::WithdrawalAnnounced(WithdrawalAnnounced {
            owner,
            forces,
            origin: vec![place_at(11)],
            destination: Vec::new(),
            status: status[pick(13, 4) as usize],
            effective: None,
            announced_by: None,
        }),
        _ => Fact::StatementMade(StatementMade {
            speaker: Speaker {
                name: "A Speaker".to_owned(),
                office: String::new(),
                actor: Some(owner),
            },
            manner: Manner::Quoted,
            channel: String::new(),
            text: "Text".to_owned(),
            about: vec![actor("RUS")],
        }),
    }
}

fn force(seed: u32) -> Force {
    let low = 100 * (1 + seed % 5);
    Force {
        category: [Category::Troops, Category::Warship][(seed >> 3) as usize % 2],
        quantity: (!seed.is_multiple_of(7)).then(|| Quantity {
            low,
            high: (!seed.is_multiple_of(11)).then_some(low),
            approximate: seed.is_multiple_of(2),
            text: low.to_string(),
        }),
        designation: ["", "engineers", "destroyer Diamond"][(seed >> 6) as usize % 3].to_owned(),
        extent: [None, None, Some(Extent::Additional)][(seed >> 9) as usize % 3],
        part_of: None,
    }
}
