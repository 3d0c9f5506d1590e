//! The files of the embedded log are cut short or damaged: it opens with whole batches or says what
//! is wrong, and never hands out what was not written.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use event_log::{Logs, OpenError, ReadError, Record, StreamName};
use events::{Position, SubjectFilter};
use fjall::{Database, Keyspace, KeyspaceCreateOptions};
use futures::StreamExt;

use crate::bed::{
    Bed, LONG, append, batch, filter, open, positions, read, record, subject, worker,
};
use crate::crash::{Random, rounds};

const BATCH: usize = 4;

/// A log of some batches whose records all still stand in the journal; gives the journal's file and
/// what it holds.
async fn journal_of(bed: &Bed) -> (PathBuf, Vec<u8>, Vec<Record>) {
    let logs = bed.open().await;
    for number in 0..8 {
        let mut batch = batch("fact", BATCH - 1);
        batch.push(record("marker", number.to_string()));
        append(&logs.events, batch).await;
    }
    let written = read(&logs.events, ">").await;
    logs.close().await;
    let entries = fs::read_dir(bed.beside("data/log")).unwrap();
    let mut journals = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jnl"));
    let journal = journals.next().unwrap();
    assert_eq!(journals.next(), None);
    let mut bytes = fs::read(&journal).unwrap();
    let end = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    bytes.truncate(end);
    (journal, bytes, written)
}

/// Opens a log whose journal now holds these bytes. How many batches it has, or why it has none.
async fn opened(bed: &Bed, written: &[Record]) -> Result<usize, OpenError> {
    let logs = bed.try_open().await?;
    let found = read(&logs.events, ">").await;
    assert!(written.starts_with(&found), "a prefix of what was written");
    assert_eq!((found.len() - 1) % BATCH, 0, "whole batches");
    let marker = logs.events.last_on(&subject("marker")).await.unwrap();
    assert_eq!(marker.as_ref(), found.last().filter(|_| found.len() > 1));
    // It can be written to again.
    let next = append(&logs.events, batch("fact", 1)).await;
    assert_eq!(next.0, found.len() as u64 + 1);
    logs.close().await;
    Ok(found.len() / BATCH)
}

/// A copy of a closed log with another journal.
fn copy_with_journal(bed: &Bed, journal: &Path, bytes: &[u8]) -> Bed {
    let copy = Bed::embedded();
    copy_directory(&bed.beside("data"), &copy.beside("data"), journal);
    fs::write(
        copy.beside("data/log").join(journal.file_name().unwrap()),
        bytes,
    )
    .unwrap();
    copy
}

fn copy_directory(from: &Path, to: &Path, but: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_directory(&path, &copy, but);
        } else if path != but {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_cut_at_any_byte_leaves_whole_batches() {
    let bed = Bed::embedded();
    let (journal, bytes, written) = journal_of(&bed).await;
    let mut random = Random::seeded();
    let batches = written.len() / BATCH;
    for _ in 0..rounds(40) {
        let cut = random.below(bytes.len() as u64 + 1) as usize;
        let copy = copy_with_journal(&bed, &journal, &bytes[..cut]);
        match opened(&copy, &written).await {
            Ok(found) => assert!(found <= batches && (found == batches) == (cut == bytes.len())),
            // Only the first record is so early that there is no log without it.
            Err(OpenError::Read(ReadError::Missing { position, .. })) => {
                assert_eq!(position, Position::GENESIS, "cut at {cut}");
                assert!(cut < bytes.len() / batches, "cut at {cut}");
            }
            Err(other) => panic!("cut at {cut}: {other:?}"),
        }
    }
    let copy = copy_with_journal(&bed, &journal, &bytes);
    assert_eq!(opened(&copy, &written).await.unwrap(), batches);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_journal_with_a_flipped_bit_gives_whole_batches_or_an_error() {
    let bed = Bed::embedded();
    let (journal, bytes, written) = journal_of(&bed).await;
    let mut random = Random::seeded();
    for _ in 0..rounds(25) {
        let mut damaged = bytes.clone();
        let at = random.below(bytes.len() as u64) as usize;
        damaged[at] ^= 1 << random.below(8);
        let copy = copy_with_journal(&bed, &journal, &damaged);
        if let Err(error) = opened(&copy, &written).await {
            println!("byte {at}: {error:?}");
        }
    }
}

/// Opens the database of a closed log behind its back.
fn behind_its_back(bed: &Bed, change: impl FnOnce(&Database, &Keyspace)) {
    let database = Database::builder(bed.beside("data/log")).open().unwrap();
    let events = database
        .keyspace("events", KeyspaceCreateOptions::default)
        .unwrap();
    change(&database, &events);
    database.persist(fjall::PersistMode::SyncAll).unwrap();
}

/// A closed log with so many records that opening does not look at the first ones.
async fn long_log(bed: &Bed) {
    let logs = bed.open().await;
    for _ in 0..5 {
        append(&logs.events, batch("a", 1_000)).await;
    }
    logs.close().await;
}

/// What every way of reading says of a record.
async fn complaints(logs: &Logs, position: u64) -> Vec<ReadError> {
    let log = &logs.events;
    let read: Vec<_> = log.read(Position(1), filter("none")).collect().await;
    let followed: Vec<_> = log
        .follow(Position(1), filter("none"))
        .take(1)
        .collect()
        .await;
    let mut worker = worker(log, LONG, 9).await;
    let worked = worker.next_up_to(9, LONG).await.map(|_| None);
    let direct = log.get(Position(position)).await;
    let errors = read
        .into_iter()
        .chain(followed)
        .map(|record| record.map(Some));
    let errors = errors.chain([worked, direct]);
    errors
        .map(|result| result.expect_err("it is damaged"))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_in_a_record_is_told() {
    let bed = Bed::embedded();
    long_log(&bed).await;
    behind_its_back(&bed, |_, events| flip_last_bit(events, 4));
    let logs = bed.open().await;
    for error in complaints(&logs, 4).await {
        assert_eq!(error.to_string(), "the record at 4 of EVENTS is corrupt");
        let ReadError::Corrupt {
            stream, position, ..
        } = error
        else {
            panic!("{error:?}");
        };
        assert_eq!((stream, position), (StreamName::Events, Position(4)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_is_gone_is_told() {
    let bed = Bed::embedded();
    long_log(&bed).await;
    behind_its_back(&bed, |_, events| {
        events.remove(3_u64.to_be_bytes()).unwrap();
    });
    let logs = bed.open().await;
    for error in complaints(&logs, 3).await {
        let ReadError::Missing { stream, position } = error else {
            panic!("{error:?}");
        };
        assert_eq!((stream, position), (StreamName::Events, Position(3)));
    }
}

/// The newest records are looked at when the log is opened.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_at_the_end_is_told_on_opening() {
    let check = async |damage: fn(&Database, &Keyspace), expect: &str| {
        let bed = Bed::embedded();
        let logs = bed.open().await;
        append(&logs.events, batch("a", 4)).await;
        logs.close().await;
        behind_its_back(&bed, damage);
        let error = match bed.try_open().await.err() {
            Some(OpenError::Read(error)) => error,
            other => panic!("{other:?}"),
        };
        assert_eq!(error.to_string(), expect);
    };
    check(
        |_, events| flip_last_bit(events, 4),
        "the record at 4 of EVENTS is corrupt",
    )
    .await;
    check(
        |_, events| events.remove(3_u64.to_be_bytes()).unwrap(),
        "the record at 3 of EVENTS is missing",
    )
    .await;
    check(
        |database, _| {
            let subjects = database.keyspace("events-subjects", KeyspaceCreateOptions::default);
            let (subject, last) = (subject("a"), 4_u64.to_be_bytes());
            subjects.unwrap().insert(subject.as_str(), last).unwrap();
        },
        "the record at 5 of EVENTS is corrupt",
    )
    .await;
}

fn flip_last_bit(events: &Keyspace, position: u64) {
    let key = position.to_be_bytes();
    let mut value = events.get(key).unwrap().unwrap().to_vec();
    *value.last_mut().unwrap() ^= 1;
    events.insert(key, value).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flipped_bit_in_a_table_is_told() {
    let bed = Bed::embedded();
    let logs = bed.open().await;
    append(&logs.events, batch("a", 400)).await;
    logs.close().await;
    let mut tables = PathBuf::new();
    behind_its_back(&bed, |_, events| {
        events.rotate_memtable_and_wait().unwrap();
        tables = events.path().join("tables");
    });
    let table = fs::read_dir(tables)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let mut file = File::options().read(true).write(true).open(table).unwrap();
    let mut byte = [0];
    file.seek(SeekFrom::Start(1_000)).unwrap();
    file.read_exact(&mut byte).unwrap();
    file.seek(SeekFrom::Start(1_000)).unwrap();
    file.write_all(&[byte[0] ^ 4]).unwrap();
    drop(file);

    match bed.try_open().await {
        Ok(logs) => {
            let mut reading = logs.events.read(Position(1), SubjectFilter::all());
            let mut errors = 0;
            while let Some(record) = reading.next().await {
                errors += usize::from(matches!(record, Err(ReadError::Corrupt { .. })));
            }
            assert_eq!(errors, 1);
        }
        Err(error) => assert!(matches!(error, OpenError::Read(ReadError::Corrupt { .. }))),
    }
}

/// A take-down reaches the tables on disk, not only the readers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn purged_bytes_leave_the_tables() {
    const SECRET: &str = "a text that was taken down, and must not be on the disk any more";
    let bed = Bed::embedded();
    let logs = bed.open().await;
    append(
        &logs.articles,
        vec![record("a", SECRET), record("b", "kept")],
    )
    .await;
    logs.close().await;
    // The text has reached a table.
    behind_its_back(&bed, |database, _| {
        let articles = database
            .keyspace("articles", KeyspaceCreateOptions::default)
            .unwrap();
        articles.rotate_memtable_and_wait().unwrap();
    });
    let keyspaces = bed.beside("data/log/keyspaces");
    assert!(holds(&keyspaces, SECRET.as_bytes()));

    let logs = bed.open().await;
    let tombstone = append(&logs.articles, vec![record("a", "tombstone")]).await;
    let purged = logs.articles.purge_subject(&subject("a"), tombstone).await;
    assert_eq!(purged.unwrap(), 1);
    assert_eq!(positions(&read(&logs.articles, ">").await), [2, 3]);
    // A backup does not hold it anywhere.
    logs.backup(&bed.beside("copy")).await.unwrap();
    assert!(!holds(&bed.beside("copy"), SECRET.as_bytes()));
    open(&bed.beside("copy")).await.unwrap();
    // Nor do the log's own tables, once it was opened again.
    logs.close().await;
    let logs = bed.open().await;
    assert!(!holds(&keyspaces, SECRET.as_bytes()));
    assert_eq!(positions(&read(&logs.articles, ">").await), [2, 3]);
}

fn holds(directory: &Path, wanted: &[u8]) -> bool {
    fs::read_dir(directory).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, wanted);
        }
        let bytes = fs::read(&path).unwrap();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    })
}
