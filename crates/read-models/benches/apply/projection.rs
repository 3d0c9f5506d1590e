//! The log applied, and the same rows inserted into a bare sled directory with the same flushes:
//! what the fold, its look-ups and the encoding cost beside them is the ratio. Group by group in turn,
//! so that both meet the same machine.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use events::{LogEvent, Position};
use indicatif::{ProgressBar, ProgressStyle};
use read_models::ReadModels;

use crate::log::Log;

/// Parts in which the written rows are put into the order of writing again: one at a time is in
/// memory.
const SPOOLS: usize = 64;

/// A log that was applied.
pub(crate) struct Projected {
    pub(crate) events: u64,
    pub(crate) facts: u64,
    pub(crate) took: Duration,
    /// The last position of each group.
    pub(crate) ends: Vec<Position>,
}

/// Applies groups until so many events are applied. Making them is not counted.
pub(crate) fn apply(models: &ReadModels, log: &mut Log, events: u64) -> Projected {
    let bar = bar(events, "applied");
    let mut projected = Projected {
        events: 0,
        facts: 0,
        took: Duration::ZERO,
        ends: Vec::new(),
    };
    for group in log.by_ref() {
        let started = Instant::now();
        models.apply(&group).expect("a well-formed log applies");
        projected.took += started.elapsed();
        projected.events += group.len() as u64;
        let fact = |event: &LogEvent| matches!(event, LogEvent::Fact(_));
        projected.facts += group.iter().filter(|record| fact(&record.event)).count() as u64;
        let last = group.last().expect("a group is not empty");
        projected.ends.push(last.position);
        bar.set_position(projected.events);
    }
    bar.finish_and_clear();
    projected
}

/// Applies the log once more, and after each group inserts the rows that it wrote the first time
/// into a bare directory: how long each took.
pub(crate) fn beside_bare(written: &Path, first: &Projected) -> (Duration, Duration) {
    let spools = tempfile::tempdir().expect("a temporary directory");
    spool(written, &first.ends, spools.path());
    let (dir, bare) = (
        tempfile::tempdir().expect("a temporary directory"),
        tempfile::tempdir().expect("a temporary directory"),
    );
    let models = ReadModels::open(dir.path()).expect("an empty directory opens");
    let db = open(bare.path());
    let bar = bar(first.events, "applied again");
    let (mut applied, mut inserted) = (Duration::ZERO, Duration::ZERO);
    let mut groups = Log::of(first.events);
    for at in 0..SPOOLS {
        for rows in read(&spools.path().join(at.to_string()), &first.ends) {
            let group = groups.next().expect("as many groups as before");
            let started = Instant::now();
            models
                .models
                .apply(&group)
                .expect("a well-formed log applies");
            applied += started.elapsed();
            let started = Instant::now();
            insert(&db, rows);
            inserted += started.elapsed();
            bar.inc(group.len() as u64);
        }
    }
    bar.finish_and_clear();
    (applied, inserted)
}

fn insert(db: &sled::Db, rows: Rows) {
    for (key, value) in rows {
        db.insert(key, value).expect("a writable directory");
    }
    db.flush().expect("a writable directory");
    db.insert([0], vec![0; 56]).expect("a writable directory");
    db.flush().expect("a writable directory");
}

fn open(dir: &Path) -> sled::Db {
    let config = sled::Config::new().path(dir);
    config.open().expect("a readable directory")
}

/// Writes every row to the spool of its group.
fn spool(dir: &Path, ends: &[Position], spools: &Path) {
    let create = |at: usize| {
        let file = File::create(spools.join(at.to_string())).expect("a writable directory");
        BufWriter::new(file)
    };
    let mut files: Vec<BufWriter<File>> = (0..SPOOLS).map(create).collect();
    for row in open(&dir.join("models")).iter() {
        let (key, value) = row.expect("a readable row");
        let group = ends.partition_point(|end| *end < written_at(&key));
        if group == ends.len() {
            continue;
        }
        let file = &mut files[group * SPOOLS / ends.len()];
        for field in [&key, &value] {
            let length = (field.len() as u32).to_be_bytes();
            file.write_all(&length).expect("a writable directory");
            file.write_all(field).expect("a writable directory");
        }
    }
    for mut file in files {
        file.flush().expect("a writable directory");
    }
}

type Rows = Vec<(Vec<u8>, Vec<u8>)>;

/// The groups of a spool, each in the order of writing.
fn read(spool: &Path, ends: &[Position]) -> impl Iterator<Item = Rows> {
    let mut file = BufReader::new(File::open(spool).expect("a readable file"));
    let mut field = || -> Option<Vec<u8>> {
        let mut length = [0; 4];
        file.read_exact(&mut length).ok()?;
        let mut field = vec![0; u32::from_be_bytes(length) as usize];
        file.read_exact(&mut field).expect("a whole field");
        Some(field)
    };
    let mut groups: std::collections::BTreeMap<usize, Rows> = std::collections::BTreeMap::new();
    while let (Some(key), Some(value)) = (field(), field()) {
        let group = ends.partition_point(|end| *end < written_at(&key));
        groups.entry(group).or_default().push((key, value));
    }
    for rows in groups.values_mut() {
        rows.sort_by_cached_key(|(key, _)| written_at(key));
    }
    groups.into_values()
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

/// A bar on standard error, where that is a terminal.
fn bar(length: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:30} {human_pos}/{human_len} {msg}, {eta} left");
    ProgressBar::new(length)
        .with_style(style.expect("a well-formed template"))
        .with_message(what)
}
