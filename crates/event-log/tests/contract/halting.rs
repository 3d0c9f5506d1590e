//! When the embedded log cannot write, it refuses everything until it is opened again.
//!
//! The child of this test may not let a file grow beyond a few MiB (`ulimit -f`), so a write to the
//! journal fails in the middle of a batch, as it does on a full disk.
#![cfg(unix)]

use std::env;
use std::path::Path;
use std::process::Command;

use event_log::{AppendError, NewRecord, ReadError, Unavailable};
use events::{Position, SubjectFilter};
use futures::StreamExt;

use crate::bed::{Bed, LONG, append, batch, open, read, record, subject, worker};
use crate::crash::Random;

const DIRECTORY: &str = "VEDETTE_HALT_DIRECTORY";
/// Blocks of 512 or 1,024 bytes, as the shell counts them.
const FILE_BLOCKS_MAX: u64 = 4_096;
/// Records of a batch.
const BATCH: usize = 3;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_cannot_write_refuses_everything() {
    let bed = Bed::embedded();
    let directory = bed.beside("data");
    let logs = bed.open().await;
    append(&logs.events, batch("small", 3)).await;
    logs.close().await;

    // Without `trap`, the system would kill the child instead of failing the write.
    let limit = format!("trap '' XFSZ; ulimit -f {FILE_BLOCKS_MAX}; exec \"$0\" \"$@\"");
    let child = Command::new("sh")
        .args(["-c", &limit])
        .arg(env::current_exe().unwrap())
        .args([
            "--exact",
            "halting::the_child_that_cannot_write",
            "--ignored",
            "--nocapture",
        ])
        .env(DIRECTORY, &directory)
        .output()
        .unwrap();
    let output = String::from_utf8_lossy(&child.stdout);
    assert!(
        child.status.success(),
        "{output}{}",
        String::from_utf8_lossy(&child.stderr)
    );
    let acknowledged = output
        .lines()
        .filter_map(|line| line.strip_prefix("acknowledged "))
        .next_back();
    let acknowledged: u64 = acknowledged.unwrap().parse().unwrap();
    assert!(acknowledged > 4);

    let logs = bed.open().await;
    let found = read(&logs.events, ">").await;
    assert!(found.len() as u64 >= acknowledged);
    assert_eq!((found.len() - 4) % BATCH, 0, "batches are whole");
    append(&logs.events, batch("small", 1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "a part of a_log_that_cannot_write_refuses_everything"]
async fn the_child_that_cannot_write() {
    let directory = env::var_os(DIRECTORY).expect("the test that limits says where to write");
    let logs = open(Path::new(&directory)).await.unwrap();
    let mut followed = logs.events.follow(Position(1), SubjectFilter::all());
    let mut worker = worker(&logs.events, LONG, 9).await;
    let mut random = Random(1);
    let refused = loop {
        if let Err(refused) = logs.events.append(noise(&mut random), Vec::new()).await {
            break refused;
        }
        println!(
            "acknowledged {}",
            logs.events.last_position().await.unwrap()
        );
    };
    let halted = |unavailable: &Unavailable| matches!(unavailable, Unavailable::Halted(_));
    let append_halted =
        |error: &AppendError| matches!(error, AppendError::Unavailable(reason) if halted(reason));
    let read_halted =
        |error: &ReadError| matches!(error, ReadError::Unavailable(reason) if halted(reason));
    assert!(append_halted(&refused), "{refused:?}");
    for log in [&logs.events, &logs.articles] {
        let refused = log.append(batch("small", 1), Vec::new()).await.unwrap_err();
        assert!(append_halted(&refused), "{refused:?}");
        let refused = log.last_position().await.unwrap_err();
        assert!(read_halted(&refused), "{refused:?}");
        let refused = log.last_on(&subject("small")).await.unwrap_err();
        assert!(read_halted(&refused), "{refused:?}");
    }
    let refused = worker.next().await.unwrap_err();
    assert!(read_halted(&refused), "{refused:?}");
    // A follower is told too: it does not just end.
    let last = loop {
        if let Err(error) = followed
            .next()
            .await
            .expect("an error comes before the end")
        {
            break error;
        }
    };
    assert!(read_halted(&last), "{last:?}");
    assert!(followed.next().await.is_none());
    logs.close().await;
}

/// A batch that does not compress.
fn noise(random: &mut Random) -> Vec<NewRecord> {
    let mut noise = || {
        (0..20_000)
            .map(|_| random.below(256) as u8)
            .collect::<Vec<_>>()
    };
    (0..BATCH)
        .map(|at| NewRecord {
            payload: noise().into(),
            ..record("noise", at.to_string())
        })
        .collect()
}
