//! What was known when: superseding, outranking, corrections, recording days.

use events::{
    Curation, CurationAction, CurationId, ExtractorKind, Position, Published, PublishedAt,
    PublishedBasis,
};
use read_models::{AsKnown, Life, PostureQuestion, ReadModels, StatementFilter};

use crate::log::{Log, Told, at, day_before, models, recording_day};
use crate::sample;
use events::fact::PostureReported;
use events::{Category, Fact, Force, Quantity};

/// An article of an outlet that tells how many Americans are in Poland.
fn telling(article: u32, troops: u32) -> Told {
    let address = format!("https://example.org/{article}");
    let mut told = Told::new(
        "Wire",
        Some(&address),
        "2022-02-02",
        &format!("Text {article} {troops}"),
    );
    told.facts.push((stock(troops), "Text".to_owned()));
    told
}

fn stock(troops: u32) -> Fact {
    Fact::PostureReported(PostureReported {
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
        effective: None,
        reported_by: None,
    })
}

/// How many Americans are in Poland, as known then.
fn known(models: &ReadModels, as_known: AsKnown) -> Option<u64> {
    let question = PostureQuestion {
        owner: Some("USA".parse().expect("an actor")),
        place: Some("POL".parse().expect("a place")),
        category: Some(Category::Troops),
        ..PostureQuestion::default()
    };
    let view = models.view(as_known).expect("a view");
    let postures = view.postures(&question).expect("a readable store");
    postures[0].in_place.map(|bounds| bounds.low)
}

fn check(log: &Log, expect: &[(Position, Option<u64>)]) {
    let (_dir, models) = models(&log.records);
    for (position, troops) in expect {
        let got = known(&models, AsKnown::Position(*position));
        assert_eq!(got, *troops, "as known at {position}");
    }
}

#[test]
fn a_newer_revision_or_version_supersedes() {
    let mut log = Log::new(1);
    let first = log.read(&telling(1, 100), ExtractorKind::Rules, "1.0.0", 1);
    let revised = log.read(&telling(1, 200), ExtractorKind::Rules, "1.0.0", 2);
    let slow = log.read(&telling(1, 300), ExtractorKind::Rules, "2.0.0", 1);
    let version = log.read(&telling(1, 400), ExtractorKind::Rules, "1.1.0", 2);
    let twice = log.read(&telling(1, 500), ExtractorKind::Rules, "1.1.0", 2);
    check(
        &log,
        &[
            (first, Some(100)),
            (revised, Some(200)),
            (slow, Some(200)),
            (version, Some(400)),
            (twice, Some(400)),
        ],
    );
}

#[test]
fn superseding_and_restoring_gives_the_former_answer() {
    let mut log = Log::new(1);
    let first = log.read(&telling(1, 100), ExtractorKind::Rules, "1.0.0", 1);
    log.read(&telling(1, 200), ExtractorKind::Rules, "1.1.0", 1);
    let restored = log.read(&telling(1, 100), ExtractorKind::Rules, "1.2.0", 1);
    check(&log, &[(first, Some(100)), (restored, Some(100))]);
}

#[test]
fn a_person_counts_over_rules_over_a_model() {
    let mut log = Log::new(1);
    let model = log.read(&telling(1, 100), ExtractorKind::Model, "9.0.0", 1);
    let rules = log.read(&telling(1, 200), ExtractorKind::Rules, "1.0.0", 1);
    let human = log.read(&telling(1, 300), ExtractorKind::Human, "1.0.0", 1);
    let later = log.read(&telling(1, 400), ExtractorKind::Rules, "2.0.0", 1);
    let again = log.read(&telling(1, 500), ExtractorKind::Human, "1.0.1", 1);
    check(
        &log,
        &[
            (model, Some(100)),
            (rules, Some(200)),
            (human, Some(300)),
            (later, Some(300)),
            (again, Some(500)),
        ],
    );
}

#[test]
fn facts_take_effect_at_their_marker() {
    let mut log = Log::new(1);
    let marker = log.tell(&telling(1, 100));
    let fact = Position(marker.0 - 1);
    check(
        &log,
        &[(Position(1), None), (fact, None), (marker, Some(100))],
    );
    let (_dir, models) = models(&log.records[..2]);
    assert_eq!(models.checkpoint().unwrap().position, Position::GENESIS);
    models.apply(&log.records[2..]).unwrap();
    assert_eq!(models.checkpoint().unwrap().position, marker);
    assert_eq!(known(&models, AsKnown::Now), Some(100));
}

fn curation(action: CurationAction) -> Curation {
    Curation {
        id: CurationId::of(format!("{action:?}").as_bytes()),
        author: "analyst".to_owned(),
        reason: "because".to_owned(),
        action,
    }
}

fn event_at(log: &Log, position: Position) -> events::EventId {
    let at = usize::try_from(position.0).expect("a small log") - 1;
    match &log.records[at].event {
        events::LogEvent::Fact(event) => event.id,
        _ => panic!("no fact at {position}"),
    }
}

#[test]
fn corrections_take_effect_at_their_position_and_can_be_revoked() {
    let mut log = Log::new(1);
    let told = log.tell(&telling(1, 100));
    let event = event_at(&log, Position(told.0 - 1));
    let retract = curation(CurationAction::Retract {
        events: vec![event],
    });
    let amend = curation(CurationAction::Amend {
        event,
        fact: Box::new(stock(150)),
    });
    let revoke = |of: &Curation| curation(CurationAction::Revoke { curation: of.id });
    let retracted = log.curate(retract.clone());
    let revoked = log.curate(revoke(&retract));
    let amended = log.curate(amend.clone());
    let unamended = log.curate(revoke(&amend));
    let reamended = log.curate(revoke(&revoke(&amend)));
    check(
        &log,
        &[
            (told, Some(100)),
            (retracted, None),
            (revoked, Some(100)),
            (amended, Some(150)),
            (unamended, Some(100)),
            (reamended, Some(150)),
        ],
    );
}

#[test]
fn an_analysts_own_fact_counts_until_it_is_revoked() {
    let mut log = Log::new(1);
    let published = Published {
        at: PublishedAt::Date("2022-02-03".parse().unwrap()),
        basis: PublishedBasis::Stated,
    };
    let assert = curation(CurationAction::Assert {
        fact: Box::new(stock(700)),
        source: "A table of stocks".to_owned(),
        published: Some(published),
    });
    let asserted = log.curate(assert.clone());
    let revoked = log.curate(curation(CurationAction::Revoke {
        curation: assert.id,
    }));
    check(
        &log,
        &[(Position(1), None), (asserted, Some(700)), (revoked, None)],
    );
}

#[test]
fn remarks_stand_beside_the_event() {
    let mut log = Log::new(1);
    let told = log.tell(&telling(1, 100));
    let event = event_at(&log, Position(told.0 - 1));
    log.curate(curation(CurationAction::Note {
        event,
        text: "doubtful".to_owned(),
    }));
    let (_dir, models) = models(&log.records);
    let record = models
        .view(AsKnown::Now)
        .unwrap()
        .event(event)
        .unwrap()
        .unwrap();
    assert_eq!(record.remarks[0].text, "doubtful");
    assert_eq!((record.life, record.position), (Life::Counts, told));
    let then = models
        .view(AsKnown::Position(told))
        .unwrap()
        .event(event)
        .unwrap()
        .unwrap();
    assert!(then.remarks.is_empty());
}

#[test]
fn a_day_of_recording_is_the_last_position_before_its_end() {
    let mut log = Log::new(1);
    for article in 0..20 {
        log.tell(&telling(article, 100 + article));
    }
    let last = log.records.len() as u64;
    let (_dir, models) = models(&log.records);
    for position in 1..=last {
        let day = recording_day(position);
        let expect = (1..=last)
            .filter(|other| {
                recording_day(*other) <= day
                    && log.records[*other as usize - 1].event.takes_effect()
            })
            .max()
            .unwrap();
        let view = models.view(AsKnown::Date(day)).unwrap();
        assert_eq!(view.position(), Position(expect));
        assert_eq!(view.recorded_at(), Some(at(expect)));
    }
    let before = models
        .view(AsKnown::Date(day_before(recording_day(1))))
        .unwrap();
    assert_eq!(before.position(), Position::ZERO);
    assert_eq!(
        known(&models, AsKnown::Date(day_before(recording_day(1)))),
        None
    );
}

#[test]
fn pages_follow_one_another() {
    let mut log = Log::new(1);
    for article in 0..7 {
        let mut told = telling(article, 100);
        told.facts = (0..40)
            .flat_map(sample::facts)
            .filter(|(fact, _)| matches!(fact, Fact::StatementMade(_)))
            .collect();
        log.tell(&told);
    }
    let (_dir, models) = models(&log.records);
    let view = models.view(AsKnown::Now).unwrap();
    let filter = StatementFilter {
        speaker: Some("USA".parse().unwrap()),
        ..StatementFilter::default()
    };
    let all = view.statements(&filter, None, 1_000).unwrap();
    assert!(all.statements.len() > 10 && all.next.is_none());
    let (mut paged, mut after) = (Vec::new(), None);
    loop {
        let page = view.statements(&filter, after, 3).unwrap();
        paged.extend(page.statements);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all.statements);
    let (mut articles, mut after) = (Vec::new(), None);
    loop {
        let page = view.articles(after, 2).unwrap();
        articles.extend(page.articles);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(articles, view.articles(None, 100).unwrap().articles);
    assert_eq!(articles.len(), 7);
}

#[test]
fn articles_without_a_day_take_no_part_where_one_is_asked() {
    let mut told = telling(1, 100);
    told.article.published = None;
    let mut log = Log::new(1);
    log.tell(&told);
    let (_dir, models) = models(&log.records);
    assert_eq!(known(&models, AsKnown::Now), Some(100));
    let question = PostureQuestion {
        owner: Some("USA".parse().unwrap()),
        place: Some("POL".parse().unwrap()),
        category: Some(Category::Troops),
        as_published: Some("2022-03-01".parse().unwrap()),
        ..PostureQuestion::default()
    };
    let posture = models
        .view(AsKnown::Now)
        .unwrap()
        .postures(&question)
        .unwrap()
        .remove(0);
    assert_eq!(posture.in_place, None);
}
