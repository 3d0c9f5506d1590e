//! The figures are those of the reference scorer, where it is at hand.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use evaluation::{Corpus, Figures, reading};
use serde_json::{Value, json};

use crate::folder;

/// The reference scorer: in `VEDETTE_EVAL`, else beside the workspace.
fn scorer() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/eval");
    let evaluation = std::env::var_os("VEDETTE_EVAL").map_or_else(beside, PathBuf::from);
    let scorer = evaluation.join("score.py");
    scorer.exists().then_some(scorer)
}

#[test]
fn the_figures_are_those_of_the_reference_scorer() {
    let Some(scorer) = scorer() else {
        println!("not present: the reference scorer");
        return;
    };
    let development = scorer.with_file_name("dev");
    for corpus in [development, folder()] {
        // As it reads, and so that every way to be wrong is tried: without every third event,
        // and with the events of another dispatch.
        check(&scorer, &corpus, |events, _| events.to_vec());
        check(&scorer, &corpus, |events, _| {
            let kept = events.iter().enumerate().filter(|(at, _)| at % 3 != 0);
            kept.map(|(_, event)| event.clone()).collect()
        });
        check(&scorer, &corpus, |_, other| other.to_vec());
    }
}

/// Holds the two to the same figures over the events that `alter` leaves of (a dispatch's own, the
/// next one's).
fn check(
    scorer: &Path,
    folder: &Path,
    alter: fn(&[events::Event], &[events::Event]) -> Vec<events::Event>,
) {
    let corpus = Corpus::read(folder).expect("the labels are in order");
    let readings = reading::read(&corpus);
    let (mut lines, mut altered) = (String::new(), Vec::new());
    for (at, reading) in readings.iter().enumerate() {
        let next = &readings[(at + 1) % readings.len()];
        let events = alter(&reading.events, &next.events);
        let written: Vec<_> = events.iter().map(proto::json::event_json).collect();
        let line = json!({ "sourceId": reading.dispatch.id, "events": written });
        writeln!(lines, "{line}").expect("writing to a string cannot fail");
        altered.push(reading.dispatch.judged(events));
    }
    let theirs = reference(scorer, folder, &lines);
    let ours = reading::figures(&altered);
    compare(&ours, &theirs, folder);
}

fn reference(scorer: &Path, folder: &Path, lines: &str) -> Value {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let (events, figures) = (
        scratch.path().join("events"),
        scratch.path().join("figures"),
    );
    std::fs::write(&events, lines).expect("it is written");
    let run = Command::new("python3")
        .arg(scorer)
        .arg(folder)
        .arg("--json")
        .arg(&figures)
        .args(["--", "cat"])
        .arg(&events)
        .output()
        .expect("python3 runs where the scorer is");
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let figures = std::fs::read_to_string(figures).expect("it wrote its figures");
    serde_json::from_str(&figures).expect("they are JSON")
}

fn compare(ours: &Figures, theirs: &Value, folder: &Path) {
    let ours = ours.json();
    let (ours, theirs) = (ours.as_object(), theirs.as_object());
    let (ours, theirs) = (ours.expect("an object"), theirs.expect("an object"));
    assert_eq!(ours.len(), theirs.len());
    for (name, their) in theirs {
        let our = &ours[name];
        match their.as_object() {
            None => assert_eq!(our, their, "{name} in {}", folder.display()),
            Some(fields) => {
                for (field, their) in fields {
                    let (our, their) = (our[field].as_f64(), their.as_f64());
                    let (our, their) = (our.expect("a number"), their.expect("a number"));
                    let same = (our - their).abs() < 0.000_5;
                    assert!(
                        same,
                        "{name}, {field}: {our} and {their} in {}",
                        folder.display()
                    );
                }
            }
        }
    }
}
