//! How outlets tell of the world: the facts of an article, with their words.

use events::fact::{
    DeploymentAnnounced, ExerciseReported, Level, Manner, PostureReported, ReadinessChanged,
    ReportCorrected, Speaker, StatementMade, WithdrawalAnnounced,
};
use events::{
    Actor, ActorCode, ActorKind, Category, Extent, Fact, Force, Period, Place, PlaceCode,
    PlaceKind, Quantity, Relation,
};

use crate::chance::Chance;
use crate::world::{Operation, Theatre, date, place};

const SHIPS: [&str; 12] = [
    "Alder", "Bittern", "Curlew", "Dunlin", "Egret", "Fulmar", "Gannet", "Heron", "Jacana",
    "Kestrel", "Lapwing", "Merlin",
];
const WORDS: &str = "officials said on the sidelines of the meeting, adding that the decision had \
    been taken some days before and that partners were told of it in advance, according to two \
    people who were present and a note that was seen by reporters";

/// One fact, and the sentence that tells it.
pub(crate) fn fact(day: u64, chance: &mut Chance) -> (Fact, String) {
    match chance.below(100) {
        0..=19 => movement(&Operation::in_the_news(day, chance), day, chance),
        20..=33 => stock(day, chance),
        34 => correction(&Operation::in_the_news(day, chance), chance),
        35..=41 => readiness(day, chance),
        42..=45 => exercise(day, chance),
        _ => statement(chance),
    }
}

fn movement(operation: &Operation, day: u64, chance: &mut Chance) -> (Fact, String) {
    let theatre = operation.theatre;
    let wrong = chance.once_in(20);
    let size = if wrong {
        operation.size * 2
    } else {
        operation.size
    };
    let more = chance.once_in(12);
    let force = Force {
        designation: operation.unit.clone(),
        extent: more.then_some(Extent::Additional),
        ..force(theatre.category, Some(told(size, chance)))
    };
    let mut places = vec![there(theatre.place())];
    let joint = operation
        .joint
        .map(place)
        .filter(|other| *other != theatre.place());
    places.extend(joint.map(there));
    let effective = chance
        .once_in(2)
        .then(|| Period::day(date(operation.began)));
    let owner = actor(theatre.owner());
    let words = format!(
        "{} is moving {} of its {} to or from {}, {}",
        owner.name,
        operation.size,
        ship(operation, &force),
        places[0].name,
        words(chance)
    );
    let status = operation.status(day);
    let fact = if operation.away {
        Fact::WithdrawalAnnounced(WithdrawalAnnounced {
            owner,
            forces: vec![force],
            origin: places,
            destination: Vec::new(),
            status,
            effective,
            announced_by: None,
        })
    } else {
        Fact::DeploymentAnnounced(DeploymentAnnounced {
            owner,
            forces: vec![force],
            origin: Vec::new(),
            destination: places,
            status,
            effective,
            temporary: false,
            announced_by: None,
        })
    };
    (fact, words)
}

/// A ship by its name: of each type an owner has a dozen.
fn ship(operation: &Operation, force: &Force) -> String {
    if operation.theatre.category == Category::Warship {
        let name = SHIPS[operation.number as usize % SHIPS.len()];
        format!("{} {name},", force.designation)
    } else {
        force.designation.clone()
    }
}

fn stock(day: u64, chance: &mut Chance) -> (Fact, String) {
    let theatre = Theatre::any(chance);
    let usual = theatre.usual();
    let level = usual + usual * chance.below(30) as u32 / 100;
    let counter = chance.one(&["", "", "", "GBR", "NATO", "UN"]);
    let near = chance.once_in(15);
    let mut location = there(theatre.place());
    if near {
        location.relation = Relation::Near;
    }
    let owner = actor(theatre.owner());
    let words = format!(
        "{} has {level} in {}, {}",
        owner.name,
        location.name,
        words(chance)
    );
    let fact = Fact::PostureReported(PostureReported {
        owner,
        forces: vec![force(theatre.category, Some(told(level, chance)))],
        location: vec![location],
        effective: Some(Period::day(date(day))),
        reported_by: counter.parse().ok().map(actor),
    });
    (fact, words)
}

fn correction(operation: &Operation, chance: &mut Chance) -> (Fact, String) {
    let theatre = operation.theatre;
    let quantity = Quantity {
        low: operation.size * 2,
        high: Some(operation.size * 2),
        approximate: false,
        text: String::new(),
    };
    let fact = Fact::ReportCorrected(ReportCorrected {
        owner: actor(theatre.owner()),
        location: vec![there(theatre.place())],
        forces: vec![force(theatre.category, Some(quantity))],
        reported_on: None,
    });
    (
        fact,
        format!(
            "an earlier version of this report was wrong, {}",
            words(chance)
        ),
    )
}

fn readiness(day: u64, chance: &mut Chance) -> (Fact, String) {
    let theatre = Theatre::any(chance);
    let fact = Fact::ReadinessChanged(ReadinessChanged {
        owner: actor(theatre.owner()),
        forces: vec![force(theatre.category, None)],
        level: Level::Heightened,
        destination: Vec::new(),
        effective: Some(Period::day(date(day))),
    });
    (fact, format!("put on alert, {}", words(chance)))
}

fn exercise(day: u64, chance: &mut Chance) -> (Fact, String) {
    let theatre = Theatre::any(chance);
    let fact = Fact::ExerciseReported(ExerciseReported {
        participants: vec![actor(theatre.owner()), actor(Theatre::any(chance).owner())],
        name: "Steadfast Heron".to_owned(),
        location: vec![there(theatre.place())],
        forces: Vec::new(),
        effective: Some(Period::day(date(day))),
        status: None,
    });
    (fact, format!("the exercise begins, {}", words(chance)))
}

fn statement(chance: &mut Chance) -> (Fact, String) {
    let text = words(chance).to_owned();
    let fact = Fact::StatementMade(StatementMade {
        speaker: Speaker {
            name: "A Speaker".to_owned(),
            office: "Foreign Ministry".to_owned(),
            actor: Some(actor(Theatre::any(chance).owner())),
        },
        manner: Manner::Quoted,
        channel: String::new(),
        text: text.clone(),
        about: vec![actor(Theatre::any(chance).owner())],
    });
    (fact, text)
}

/// A third rounded with "about", a sixth as "more than".
fn told(size: u32, chance: &mut Chance) -> Quantity {
    let (low, high, approximate) = match chance.below(6) {
        0 | 1 => {
            let rounded = round(size);
            (rounded, Some(rounded), true)
        }
        2 => (round(size).min(size), None, false),
        _ => (size, Some(size), false),
    };
    Quantity {
        low,
        high,
        approximate,
        text: format!("{size} or so"),
    }
}

/// To its first digit.
fn round(size: u32) -> u32 {
    let unit = 10_u32.pow(size.max(1).ilog10());
    (size + unit / 2) / unit * unit
}

fn force(category: Category, quantity: Option<Quantity>) -> Force {
    Force {
        category,
        quantity,
        designation: String::new(),
        extent: None,
        part_of: None,
    }
}

/// Some of the words that an article is made of.
fn words(chance: &mut Chance) -> &'static str {
    let end = 40 + chance.below(160) as usize;
    &WORDS[..end]
}

fn actor(code: ActorCode) -> Actor {
    Actor {
        name: format!("the state of {code}"),
        kind: ActorKind::State,
        code,
    }
}

fn there(code: PlaceCode) -> Place {
    let country = code.is_country();
    Place {
        name: format!("the land of {code}"),
        kind: if country {
            PlaceKind::Country
        } else {
            PlaceKind::Region
        },
        country: country.then(|| code.clone()),
        code,
        relation: Relation::In,
        coordinates: None,
    }
}
