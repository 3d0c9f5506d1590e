//! How fast the log is projected, and how long a question takes meanwhile.
//!
//! `cargo bench -p read-models --bench apply -- [EVENTS] [--json]`; 50,000 events without an argument.
//!
//! The same keys and bytes are also inserted into a bare sled directory with the same flushes: what
//! the fold, its look-ups and the encoding cost beside them is the ratio.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use events::fact::{DeploymentAnnounced, Manner, PostureReported, Speaker, StatementMade, Status};
use events::{
    Actor, ActorKind, Article, Category, Event, EventId, Evidence, ExtractionId, ExtractionMarker,
    Extractor, ExtractorKind, Fact, Force, Genesis, LogEvent, LogId, Period, Place, PlaceKind,
    Position, Provenance, Published, PublishedAt, PublishedBasis, Quantity, Relation,
};
use read_models::{Applied, AsKnown, PostureQuestion, ReadModels};

/// Facts of one article, beside its marker.
const FACTS: usize = 10;
/// Articles in one group: each is flushed, and the checkpoint after it.
const GROUP: usize = 50;
const OWNERS: [&str; 8] = ["USA", "RUS", "GBR", "FRA", "DEU", "CHN", "TUR", "POL"];
const PLACES: [&str; 16] = [
    "POL", "DEU", "ROU", "LTU", "LVA", "EST", "UKR", "BLR", "SYR", "IRQ", "MLI", "KOR", "JPN",
    "PHL", "DJI", "NOR",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let events = arguments
        .iter()
        .find_map(|text| text.parse().ok())
        .unwrap_or(50_000);
    let records = log(events);
    let facts = records
        .iter()
        .filter(|record| matches!(record.event, LogEvent::Fact(_)))
        .count();
    let groups: Vec<&[Applied]> = records.chunks(GROUP * (FACTS + 1)).collect();

    let dir = tempfile::tempdir().expect("a temporary directory");
    let models = ReadModels::open(dir.path())
        .expect("an empty directory opens")
        .models;
    let mut sizes = Vec::new();
    let started = Instant::now();
    for group in &groups {
        models.apply(group).expect("a well-formed log applies");
        sizes.push(group.last().expect("a group is not empty").position);
    }
    let applied = started.elapsed();
    let idle = questions(&models, || None);
    drop(models);

    let raw = raw_inserts(dir.path(), &sizes);
    let during = during_apply(&groups);

    let per_second = |took: Duration| facts as f64 / took.as_secs_f64();
    let figures = Figures {
        facts,
        projected: per_second(applied),
        raw: per_second(raw),
        idle,
        during,
    };
    figures.print(arguments.iter().any(|text| text == "--json"));
}

struct Figures {
    facts: usize,
    projected: f64,
    raw: f64,
    idle: Quantiles,
    during: Quantiles,
}

struct Quantiles {
    p50: Duration,
    p99: Duration,
    count: usize,
}

impl Figures {
    fn print(&self, json: bool) {
        let ratio = self.projected / self.raw;
        let micros = |time: Duration| time.as_secs_f64() * 1e6;
        let (idle, during) = (&self.idle, &self.during);
        if json {
            let figures = serde_json::json!({
                "facts": self.facts,
                "projectedPerSecond": self.projected,
                "rawPerSecond": self.raw,
                "ratio": ratio,
                "idleMicros": {"p50": micros(idle.p50), "p99": micros(idle.p99), "count": idle.count},
                "duringApplyMicros": {"p50": micros(during.p50), "p99": micros(during.p99), "count": during.count},
            });
            println!("{figures}");
            return;
        }
        println!("facts                        {:>10}", self.facts);
        println!("projected, facts a second    {:>10.0}", self.projected);
        println!("bare sled, facts a second    {:>10.0}", self.raw);
        println!("ratio                        {ratio:>10.2}");
        for (name, times) in [("idle", idle), ("during apply", during)] {
            println!(
                "posture, {name:<16} p50 {:>7.0} us  p99 {:>7.0} us  ({} asked)",
                micros(times.p50),
                micros(times.p99),
                times.count
            );
        }
    }
}

/// The rows of a directory inserted again in the order in which they were written, with the same
/// flushes.
fn raw_inserts(dir: &std::path::Path, ends: &[Position]) -> Duration {
    let written = sled::open(dir.join("models")).expect("the directory is free");
    let mut groups: BTreeMap<Position, Vec<(sled::IVec, sled::IVec)>> = BTreeMap::new();
    for row in written.iter() {
        let (key, value) = row.expect("a readable row");
        let end = ends.partition_point(|end| *end < written_at(&key));
        let end = ends.get(end).copied().unwrap_or_default();
        groups.entry(end).or_default().push((key, value));
    }
    for rows in groups.values_mut() {
        rows.sort_by_cached_key(|(key, _)| written_at(key));
    }
    let bare = tempfile::tempdir().expect("a temporary directory");
    let db = sled::open(bare.path()).expect("an empty directory opens");
    let started = Instant::now();
    for rows in groups.into_values() {
        for (key, value) in rows {
            db.insert(key, value).expect("a writable directory");
        }
        db.flush().expect("a writable directory");
        db.insert([0], vec![0; 56]).expect("a writable directory");
        db.flush().expect("a writable directory");
    }
    started.elapsed()
}

/// The position in a key, by its family (see the key map of the crate).
fn written_at(key: &[u8]) -> Position {
    let field = match key[0] {
        0 => return Position::ZERO,
        1 | 10 | 13 | 14 => &key[1..9],
        5 => &key[17..25],
        _ => &key[key.len() - 8..],
    };
    Position(u64::from_be_bytes(field.try_into().expect("eight bytes")))
}

/// Questions while another thread applies the log once more.
fn during_apply(groups: &[&[Applied]]) -> Quantiles {
    let dir = tempfile::tempdir().expect("a temporary directory");
    let models = ReadModels::open(dir.path())
        .expect("an empty directory opens")
        .models;
    let (first, rest) = groups.split_at(groups.len() / 2);
    for group in first {
        models.apply(group).expect("a well-formed log applies");
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for group in rest {
                models.apply(group).expect("a well-formed log applies");
            }
            done.store(true, Ordering::Release);
        });
        questions(&models, || Some(!done.load(Ordering::Acquire)))
    })
}

/// Asks for one cell after another: a thousand, or as long as told.
fn questions(models: &ReadModels, goes_on: impl Fn() -> Option<bool>) -> Quantiles {
    let mut times = Vec::new();
    while goes_on().unwrap_or(times.len() < 1_000) || times.is_empty() {
        let at = times.len();
        let question = PostureQuestion {
            owner: Some(OWNERS[at % OWNERS.len()].parse().expect("an actor")),
            place: Some(
                PLACES[at / OWNERS.len() % PLACES.len()]
                    .parse()
                    .expect("a place"),
            ),
            relation: Some(Relation::In),
            category: Some(Category::Troops),
            ..PostureQuestion::default()
        };
        let started = Instant::now();
        let view = models.view(AsKnown::Now).expect("a readable store");
        view.postures(&question).expect("a readable store");
        times.push(started.elapsed());
    }
    times.sort_unstable();
    let at = |per_cent: usize| times[(times.len() - 1) * per_cent / 100];
    Quantiles {
        p50: at(50),
        p99: at(99),
        count: times.len(),
    }
}

/// Articles of ten facts: six statements, two stocks, two deployments.
fn log(facts: usize) -> Vec<Applied> {
    let start: DateTime<Utc> = "2022-01-01T00:00:00Z".parse().expect("an instant");
    let mut records = Vec::with_capacity(facts + facts / FACTS + 1);
    let mut push = |event| {
        let position = Position(records.len() as u64 + 1);
        records.push(Applied {
            position,
            recorded_at: start + TimeDelta::milliseconds(position.0.cast_signed()),
            hash: [0; 32],
            event,
        });
    };
    push(LogEvent::Genesis(Genesis {
        log: LogId(uuid::Uuid::from_u128(1)),
        created_at: start,
    }));
    let first_day: NaiveDate = "2022-01-01".parse().expect("a date");
    for number in 0..facts / FACTS {
        let day = first_day
            .checked_add_days(Days::new(number as u64 / 50))
            .expect("a date");
        for event in article(number, day) {
            push(event);
        }
    }
    records
}

fn article(number: usize, day: NaiveDate) -> Vec<LogEvent> {
    let url = format!("https://example.org/{number}")
        .parse()
        .expect("an address");
    let published = Published {
        at: PublishedAt::Date(day),
        basis: PublishedBasis::Stated,
    };
    let article = Article::new(
        "A headline",
        format!("Outlet {}", number % 20),
        Some(url),
        Some(published),
        format!("Text {number}"),
    );
    let extractor = Extractor {
        name: "rules".to_owned(),
        version: "1.0.0".parse().expect("a version"),
    };
    let extraction = ExtractionId::of(
        article.id,
        article.revision,
        &extractor.name,
        &extractor.version,
    );
    let event = |ordinal: usize| {
        LogEvent::Fact(Box::new(Event {
            id: EventId::of(extraction, ordinal as u32),
            recorded_at: None,
            provenance: Provenance {
                article: article.id,
                revision: article.revision,
                url: article.url.clone(),
                publisher: article.publisher.clone(),
                published: article.published,
                extractor: extractor.clone(),
                rule: "rule".to_owned(),
                evidence: vec![Evidence {
                    start: 0,
                    end: 60,
                    text: "a sentence of about sixty characters, as evidence often is..".to_owned(),
                }],
            },
            fact: fact(number, ordinal, day),
        }))
    };
    let mut told: Vec<LogEvent> = (0..FACTS).map(event).collect();
    told.push(LogEvent::Extraction(Box::new(ExtractionMarker {
        extraction,
        article: article.id,
        revision: article.revision,
        article_position: Position(number as u64 + 1),
        extractor,
        extractor_kind: ExtractorKind::Rules,
        facts: FACTS as u32,
        abstained: 0,
        title: article.title.clone(),
        publisher: article.publisher.clone(),
        url: article.url.clone(),
        published: article.published,
        text_sha256: article.revision.0,
        language: "eng".to_owned(),
    })));
    told
}

fn fact(number: usize, ordinal: usize, day: NaiveDate) -> Fact {
    let owner = actor(OWNERS[(number + ordinal) % OWNERS.len()]);
    let place = place(PLACES[(number / 3 + ordinal * 5) % PLACES.len()]);
    let category = Category::ALL[(number / 7 + ordinal) % Category::ALL.len()];
    let category = if number.is_multiple_of(3) {
        Category::Troops
    } else {
        category
    };
    let forces = vec![Force {
        category,
        quantity: Some(Quantity {
            low: 100 + (number * 37 % 900) as u32,
            high: Some(100 + (number * 37 % 900) as u32),
            approximate: number.is_multiple_of(2),
            text: "some".to_owned(),
        }),
        designation: String::new(),
        extent: None,
        part_of: None,
    }];
    match ordinal {
        0 | 1 => Fact::PostureReported(PostureReported {
            owner,
            forces,
            location: vec![place],
            effective: Some(Period::day(day)),
            reported_by: None,
        }),
        2 | 3 => Fact::DeploymentAnnounced(DeploymentAnnounced {
            owner,
            forces,
            origin: Vec::new(),
            destination: vec![place],
            status: [Status::Announced, Status::UnderWay, Status::Completed][number % 3],
            effective: None,
            temporary: false,
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
            text: "a sentence of about sixty characters, as statements often are".to_owned(),
            about: Vec::new(),
        }),
    }
}

fn actor(code: &str) -> Actor {
    Actor {
        code: code.parse().expect("an actor"),
        name: code.to_owned(),
        kind: ActorKind::State,
    }
}

fn place(code: &str) -> Place {
    let code: events::PlaceCode = code.parse().expect("a place");
    Place {
        name: code.to_string(),
        kind: PlaceKind::Country,
        country: Some(code.clone()),
        code,
        relation: Relation::In,
        coordinates: None,
    }
}
