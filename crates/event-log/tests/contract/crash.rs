//! The embedded log is killed at any moment, and nothing acknowledged is lost.
//!
//! The test starts its own binary again as a child that writes, kills it (SIGKILL) after a random
//! number of acknowledgements and a random while, and then looks at what is there. The seed is
//! printed; `VEDETTE_ROUNDS` asks for more rounds, `VEDETTE_SEED` for the same ones again.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::hint::black_box;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use event_log::{EventLog, Expectation, Logs, Record};
use events::{Position, SubjectFilter};
use tokio::task::JoinSet;

use crate::bed::{Bed, config, open, payload, read, record, subject};

const DIRECTORY: &str = "VEDETTE_CRASH_DIRECTORY";
const WRITERS: u64 = 3;

/// Pseudo-random numbers: splitmix64 (Steele, Lea and Flood 2014).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// The seed of this run, printed so that it can be run again.
    pub(crate) fn seeded() -> Self {
        let fresh = u64::from(std::process::id());
        let seed = env::var("VEDETTE_SEED").map_or(fresh, |seed| seed.parse().unwrap());
        println!("VEDETTE_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}

pub(crate) fn rounds(short: u64) -> u64 {
    env::var("VEDETTE_ROUNDS").map_or(short, |rounds| rounds.parse().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kill_at_any_moment_loses_nothing_acknowledged() {
    let bed = Bed::embedded();
    let directory = bed.beside("data");
    let mut random = Random::seeded();
    let mut acknowledged = BTreeMap::new();
    for round in 0..rounds(15) {
        // From a kill while the log is being made or opened, to one in the middle of writing.
        let acknowledgements = random.below(40);
        let turns = random.below(3_000_000);
        let lines = write_and_kill(&directory, acknowledgements, turns);
        acknowledged.extend(lines.iter().filter_map(|line| parse(line)));
        let logs = open(&directory).await.unwrap();
        check(&logs, &acknowledged).await;
        println!(
            "round {round}: {} batches acknowledged so far",
            acknowledged.len()
        );
        logs.close().await;
    }
    assert!(!acknowledged.is_empty());
}

/// Runs the child until it has acknowledged so much, and a little longer; gives what it printed.
fn write_and_kill(directory: &Path, acknowledgements: u64, turns: u64) -> Vec<String> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            "crash::the_child_that_is_killed",
            "--ignored",
            "--nocapture",
        ])
        .env(DIRECTORY, directory)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = Vec::new();
    let mut left = acknowledgements + 1;
    while left > 0 {
        let line = output
            .next()
            .expect("the child writes until it is killed")
            .unwrap();
        left -= u64::from(line.starts_with("opening") || line.starts_with("ack"));
        lines.push(line);
    }
    for turn in 0..turns {
        black_box(turn);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    lines.extend(output.map_while(Result::ok));
    lines
}

/// Writer and number of a batch.
type Batch = (u64, u64);

/// Reads `ack <writer> <number> <records> <first> <last>`; a line that the kill cut is none.
fn parse(line: &str) -> Option<(Batch, (u64, u64, u64))> {
    let fields = line.strip_prefix("ack ")?.strip_suffix(" .")?;
    let fields: Vec<u64> = fields
        .split(' ')
        .map(|field| field.parse().unwrap())
        .collect();
    let [writer, number, records, first, last] = fields[..] else {
        panic!("{line}");
    };
    Some(((writer, number), (records, first, last)))
}

/// Each record names its batch, how many records that has, and which of them it is.
fn fields(record: &Record) -> [u64; 4] {
    let fields = payload(record)
        .split(' ')
        .map(|field| field.parse().unwrap());
    fields.collect::<Vec<_>>().try_into().unwrap()
}

async fn check(logs: &Logs, acknowledged: &BTreeMap<Batch, (u64, u64, u64)>) {
    let records = read(&logs.events, ">").await;
    let mut found = BTreeMap::new();
    let mut at = 1;
    while at < records.len() {
        let [writer, number, count, 0] = fields(&records[at]) else {
            panic!("a batch begins in its middle at {}", at + 1);
        };
        for expect in 0..count {
            let record = records
                .get(at + expect as usize)
                .expect("batches are whole");
            assert_eq!(fields(record), [writer, number, count, expect]);
        }
        let first = at as u64 + 1;
        let again = found.insert((writer, number), (count, first, first + count - 1));
        assert_eq!(again, None, "no batch is there twice");
        at += count as usize;
    }
    for (batch, expect) in acknowledged {
        assert_eq!(found.get(batch), Some(expect), "{batch:?} was acknowledged");
    }
    for writer in 0..WRITERS {
        let last = found.iter().rfind(|((of, _), _)| *of == writer);
        let stored = logs
            .events
            .last_on(&subject(&format!("w.{writer}")))
            .await
            .unwrap();
        let stored = stored.map(|record| record.position.0);
        assert_eq!(stored, last.map(|(_, (_, _, last))| *last));
    }
    check_work(&logs.events).await;
}

/// What was acknowledged is at most delivered again, and everything else comes.
async fn check_work(log: &EventLog) {
    let settled = log.settled("consumer").await.unwrap();
    let last = log.last_position().await.unwrap();
    assert!(settled <= last);
    let mut worker = worker(log).await;
    let mut seen = BTreeSet::new();
    while log.settled("consumer").await.unwrap() < last {
        for delivery in worker.next_up_to(500, Duration::ZERO).await.unwrap() {
            assert!(delivery.record.position > settled);
            seen.insert(delivery.record.position);
            delivery.ack().await.unwrap();
        }
    }
    assert!(seen.last().is_none_or(|seen| *seen == last));
}

async fn worker(log: &EventLog) -> event_log::Worker {
    let config = config(Duration::from_hours(1), u32::MAX);
    let worker = log.work("consumer", SubjectFilter::all(), config);
    worker.await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a part of a_kill_at_any_moment_loses_nothing_acknowledged"]
async fn the_child_that_is_killed() {
    let directory = env::var_os(DIRECTORY).expect("the test that kills says where to write");
    say("opening");
    let logs = open(Path::new(&directory)).await.unwrap();
    let mut tasks = JoinSet::new();
    for writer in 0..WRITERS {
        tasks.spawn(write(logs.events.clone(), writer));
    }
    let log = logs.events.clone();
    tasks.spawn(async move {
        let mut worker = worker(&log).await;
        while let Some(delivery) = worker.next().await.unwrap() {
            delivery.ack().await.unwrap();
        }
    });
    while let Some(ended) = tasks.join_next().await {
        ended.unwrap();
    }
}

/// Appends batches of one to nine records until it is killed, each on top of the one before.
async fn write(log: EventLog, writer: u64) {
    let name = format!("w.{writer}");
    let newest = log.last_on(&subject(&name)).await.unwrap();
    let mut number = newest.as_ref().map_or(0, |newest| fields(newest)[1] + 1);
    let mut last = newest.map_or(Position::ZERO, |newest| newest.position);
    loop {
        let count = number * 7 % 9 + 1;
        let batch = (0..count).map(|at| record(&name, format!("{writer} {number} {count} {at}")));
        let expectation = Expectation {
            subject: subject(&name),
            last,
        };
        let appended = log
            .append(batch.collect(), vec![expectation])
            .await
            .unwrap();
        last = appended.last;
        let first = appended.first;
        say(&format!("ack {writer} {number} {count} {first} {last} ."));
        number += 1;
    }
}

fn say(line: &str) {
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}").unwrap();
    output.flush().unwrap();
}
