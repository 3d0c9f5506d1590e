//! What is refused, and what is thrown away.

use events::{LogEvent, Position};
use read_models::{ApplyError, AsKnown, ReadModels, RebuiltBecause, ViewError};

use crate::log::{Log, Told, models};
use crate::sample;

fn small_log(id: u128) -> Log {
    let mut log = Log::new(id);
    let mut told = Told::new("Wire", None, "2022-02-02", "Text");
    told.facts = sample::facts(2);
    log.tell(&told);
    log
}

#[test]
fn another_log_is_refused() {
    let (_dir, models) = models(&small_log(1).records);
    let checkpoint = models.checkpoint();
    let refused = models.apply(&small_log(2).records);
    assert!(matches!(refused, Err(ApplyError::OtherLog { .. })));
    assert_eq!(models.checkpoint(), checkpoint);
}

#[test]
fn another_history_at_the_checkpoint_is_refused() {
    let mut log = small_log(1);
    let (_dir, models) = models(&log.records);
    log.records.last_mut().unwrap().hash = [0; 32];
    let refused = models.apply(&log.records);
    assert!(matches!(refused, Err(ApplyError::OtherHistory { .. })));
}

#[test]
fn a_marker_counts_its_facts() {
    let mut log = small_log(1);
    if let LogEvent::Extraction(marker) = &mut log.records.last_mut().unwrap().event {
        marker.facts += 1;
    }
    let dir = tempfile::tempdir().unwrap();
    let models = ReadModels::open(dir.path()).unwrap().models;
    let refused = models.apply(&log.records);
    assert!(matches!(refused, Err(ApplyError::FactCount { .. })));
    assert_eq!(models.checkpoint().unwrap().position, Position::GENESIS);
}

#[test]
fn a_log_begins_with_its_genesis_and_has_no_gap() {
    let log = small_log(1);
    let dir = tempfile::tempdir().unwrap();
    let models = ReadModels::open(dir.path()).unwrap().models;
    assert!(matches!(
        models.apply(&log.records[1..]),
        Err(ApplyError::Genesis { .. })
    ));
    models.apply(&log.records[..1]).unwrap();
    assert!(matches!(
        models.apply(&log.records[2..]),
        Err(ApplyError::OutOfOrder { .. })
    ));
    models.apply(&log.records).unwrap();
    assert_eq!(
        models.checkpoint().unwrap().position,
        Position(log.records.len() as u64)
    );
}

#[test]
fn what_is_not_applied_cannot_be_viewed() {
    let (_dir, models) = models(&small_log(1).records);
    let refused = models.view(AsKnown::Position(Position(99)));
    assert!(matches!(refused, Err(ViewError::NotApplied { .. })));
}

#[test]
fn a_directory_in_use_is_left_alone() {
    let (dir, models) = models(&small_log(1).records);
    assert!(ReadModels::open(dir.path()).is_err());
    let checkpoint = models.checkpoint();
    drop(models);
    let opened = ReadModels::open(dir.path()).unwrap();
    assert_eq!(
        (opened.models.checkpoint(), opened.rebuilt_because),
        (checkpoint, None)
    );
}

#[test]
fn another_format_is_thrown_away() {
    let log = small_log(1);
    let (dir, models) = models(&log.records);
    drop(models);
    {
        let db = sled::open(dir.path().join("models")).unwrap();
        db.insert([0, b'f', b'o', b'r', b'm', b'a', b't', 0], &[99])
            .unwrap();
        db.flush().unwrap();
    }
    let opened = ReadModels::open(dir.path()).unwrap();
    assert_eq!(
        opened.rebuilt_because,
        Some(RebuiltBecause::OtherFormat { found: 99 })
    );
    assert_eq!(opened.models.checkpoint(), None);
    opened.models.apply(&log.records).unwrap();
}

/// Bytes of every file are flipped in turn, or its end is cut off: the directory opens as it was or is
/// thrown away, and takes the log again.
#[test]
fn a_damaged_directory_is_thrown_away() {
    let log = small_log(1);
    let flip = |at: usize| {
        move |bytes: &mut Vec<u8>| {
            let at = at % bytes.len();
            bytes[at] ^= 0xff;
        }
    };
    let cut = |bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 3);
    let mut rebuilt = 0;
    for file in ["conf", "db"] {
        rebuilt += usize::from(is_rebuilt(&log, file, &cut));
        for at in [0, 9, 40, 200] {
            rebuilt += usize::from(is_rebuilt(&log, file, &flip(at)));
        }
    }
    assert!(rebuilt > 0, "no damage was noticed");
}

/// Damages one file, opens the directory and applies the log; whether it had been thrown away.
fn is_rebuilt(log: &Log, file: &str, damage: &dyn Fn(&mut Vec<u8>)) -> bool {
    let (dir, models) = models(&log.records);
    drop(models);
    let path = dir.path().join("models").join(file);
    let mut bytes = std::fs::read(&path).expect("a readable file");
    damage(&mut bytes);
    std::fs::write(&path, bytes).expect("a writable file");
    let opened = ReadModels::open(dir.path()).expect("a directory that can be made anew");
    opened
        .models
        .apply(&log.records)
        .expect("a well-formed log applies");
    let checkpoint = opened.models.checkpoint().expect("a checkpoint");
    assert_eq!(checkpoint.position, Position(log.records.len() as u64));
    opened.rebuilt_because.is_some()
}
