//! The commands, as people and scripts call them.

use std::fs;
use std::path::Path;

use integration_tests::{Up, dispatches, vedette};
use serde_json::{Value, json};

/// A wire story in the shape of many: joint number, shift, stock, ruled out.
const STORY: &str = " date 2031-05-06 The United States is sending about 3,000 US-based troops to Norway and Finland \
and shifting 800 soldiers from Italy to Latvia, the Pentagon said.

Russia has massed an estimated 60,000 troops along Finland's borders, the Pentagon said. The US already has \
between 70,000 and 75,000 troops in Europe. The president has said he will not put American troops in Ukraine.";

fn path(path: &Path) -> &str {
    path.to_str().expect("test paths are UTF-8")
}

fn bounds(postures: &Value, owner: &str, place: &str, relation: &str) -> Option<(Value, Value)> {
    let found = postures.as_array()?.iter().find(|posture| {
        posture["owner"]["code"] == owner
            && posture["place"]["code"] == place
            && posture["place"]["relation"] == relation
            && posture["category"] == "TROOPS"
    })?;
    Some((found["inPlace"].clone(), found["committed"].clone()))
}

#[test]
fn a_dispatch_becomes_a_force_posture() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let (story, data) = (dir.path().join("story.txt"), dir.path().join("data"));
    fs::write(&story, STORY)?;
    let said = vedette(&["ingest", "--data", path(&data), path(&story)]).ok();
    assert!(said.contains("1 new articles"), "{said}");

    let latvia = [
        "posture",
        "--data",
        path(&data),
        "--owner",
        "USA",
        "--place",
        "LVA",
        "--json",
    ];
    let latvia = vedette(&latvia).json();
    let posture = &latvia[0];
    assert_eq!(
        posture["committed"],
        json!({ "low": 800, "high": 800 }),
        "{latvia:#}"
    );
    assert_eq!(posture["inPlace"], json!({ "low": 0, "high": 0 }));
    assert_eq!(posture["baseline"], "NONE");
    let evidence = posture["claims"][0]["evidence"].to_string();
    assert!(
        evidence.contains("shifting 800 soldiers from Italy to Latvia"),
        "{evidence}"
    );

    let all = vedette(&["posture", "--data", path(&data), "--json"]).json();
    let stock = |low: u64, high: u64| {
        Some((
            json!({ "low": low, "high": high }),
            json!({ "low": low, "high": high }),
        ))
    };
    assert_eq!(
        bounds(&all, "RUS", "FIN", "NEAR"),
        stock(60_000, 60_000),
        "{all:#}"
    );
    let (in_europe, committed) = bounds(&all, "USA", "europe", "IN").expect("a stock is told");
    assert_eq!(in_europe, json!({ "low": 70_000, "high": 75_000 }));
    // About 3,000 come from outside; the 800 are in Europe already.
    assert_eq!(committed, json!({ "low": 72_925, "high": 78_075 }));
    assert_eq!(bounds(&all, "USA", "UKR", "IN"), None);

    let near = vedette(&[
        "posture",
        "--data",
        path(&data),
        "--place",
        "near:FIN",
        "--json",
    ])
    .json();
    assert_eq!(near[0]["place"]["relation"], "NEAR");
    let explained = vedette(&[
        "posture",
        "--data",
        path(&data),
        "--owner",
        "USA",
        "--place",
        "LVA",
        "--explain",
    ])
    .ok();
    assert!(explained.contains("shifting 800 soldiers"), "{explained}");

    let again = vedette(&["ingest", "--data", path(&data), path(&story)]).ok();
    assert!(again.contains("1 known already; 0 new records"), "{again}");
    Ok(())
}

#[test]
fn a_question_names_three_times() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let data = dir.path().join("data");
    for (name, date, troops) in [("a", "2031-05-01", "4,000"), ("b", "2031-05-09", "6,000")] {
        let file = dir.path().join(format!("{name}.txt"));
        fs::write(
            &file,
            format!("The United States has {troops} troops in Poland, the Pentagon said."),
        )?;
        vedette(&[
            "ingest",
            "--data",
            path(&data),
            path(&file),
            "--published",
            date,
        ])
        .ok();
    }
    let log: Vec<Value> = vedette(&["events", "--data", path(&data), "--json"])
        .ok()
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let first = log.iter().find(|entry| {
        entry["subject"]
            .as_str()
            .is_some_and(|s| s.contains(".extraction."))
    });
    let first = first.expect("the first article was read")["position"].to_string();
    let low = |times: &[&str]| {
        let mut args = vec![
            "posture",
            "--data",
            path(&data),
            "--owner",
            "USA",
            "--place",
            "POL",
            "--json",
        ];
        args.extend(times);
        vedette(&args).json()[0]["inPlace"]["low"].as_u64()
    };
    assert_eq!(low(&[]), Some(6_000));
    assert_eq!(low(&["--as-published", "2031-05-08"]), Some(4_000));
    assert_eq!(low(&["--on", "2031-05-08"]), Some(4_000));
    assert_eq!(low(&["--as-known", &first]), Some(4_000));

    let replayed = vedette(&["replay", "--data", path(&data), "--to", &first]).ok();
    assert!(
        replayed.contains("4,000") && replayed.contains("answers the same"),
        "{replayed}"
    );
    Ok(())
}

#[test]
fn extract_prints_a_line_for_each_article_in_order() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let (lines, text) = (dir.path().join("two.jsonl"), dir.path().join("story.txt"));
    let told = json!({ "sourceId": "first", "text": "Norway sent 40 soldiers to Latvia.", "publishedAt": "2031-03-01" });
    fs::write(&lines, format!("{told}\n\n{{\"text\": 7}}\n{told}\n"))?;
    fs::write(&text, STORY)?;
    let done = vedette(&["extract", path(&lines), path(&text)]);
    let out: Vec<Value> = done
        .out
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()?;
    let ids: Vec<_> = out
        .iter()
        .map(|line| line["sourceId"].as_str().unwrap_or_default())
        .collect();
    assert_eq!(ids.len(), 4);
    assert_eq!((ids[0], ids[2], ids[3]), ("first", "first", "story"));
    assert_eq!(out[0], out[2], "the same text gives the same events");
    assert_eq!(
        out[0]["events"][0]["deploymentAnnounced"]["owner"]["code"],
        "NOR"
    );
    assert_eq!(done.code, 1);
    assert!(done.err.contains("two.jsonl, line 3"), "{}", done.err);

    let pretty = vedette(&["extract", "--pretty", path(&text)]).ok();
    assert!(
        pretty.contains("deploymentAnnounced") && pretty.contains("800 TROOPS"),
        "{pretty}"
    );
    Ok(())
}

#[test]
fn a_sentence_with_four_facts_of_one_kind_keeps_all_four() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    let text = dir.path().join("four.txt");
    fs::write(
        &text,
        "The United States has 900 troops in Romania, 4,500 troops in Poland, 300 troops in Latvia and 28,500 troops in South Korea, the Pentagon said.",
    )?;
    let told = vedette(&["extract", "--published", "2031-01-02", path(&text)]).json();
    let mut places: Vec<_> = told["events"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|event| event["postureReported"]["location"][0]["code"].as_str())
        .collect();
    places.sort_unstable();
    assert_eq!(places, ["KOR", "LVA", "POL", "ROU"], "{told:#}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_ask_the_service_that_runs() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 2).await?;
    let file = data.path().join("story.txt");
    fs::write(&file, STORY)?;
    let told = vedette(&["ingest", "--server", &up.url, "--json", path(&file)]).json();
    assert_eq!(told["outcome"], "NEW");
    for by in [["--server", &up.url], ["--data", path(data.path())]] {
        let [option, value] = by;
        let asked = vedette(&["posture", option, value, "--owner", "RUS", "--json"]).json();
        assert_eq!(asked[0]["inPlace"]["low"], 60_000, "{asked:#}");
        assert!(
            vedette(&["statements", option, value])
                .ok()
                .contains("Pentagon")
        );
        assert!(
            vedette(&["deadletters", "list", "--data", path(data.path()), "--json"])
                .ok()
                .contains("[]")
        );
    }
    let second = vedette(&["up", "--data", path(data.path()), "--listen", "127.0.0.1:0"]).refused();
    assert!(second.contains("in use"), "{second}");
    Ok(())
}

#[test]
fn errors_name_the_input_and_the_remedy() {
    let rows: [(&[&str], i32, &str); 7] = [
        (
            &["posture", "--server", "http://127.0.0.1:9"],
            1,
            "vedette up",
        ),
        (
            &["posture", "--data", "/nonexistent"],
            1,
            "vedette ingest --data",
        ),
        (&["posture", "--owner", "usa"], 2, "ISO 3166-1"),
        (&["posture", "--category", "ROBOTS"], 2, "TROOPS"),
        (&["posture", "--as-known", "soon"], 2, "2031-03-04"),
        (&["extract", "nowhere.txt"], 1, "nowhere.txt"),
        (&["fly"], 2, "--help"),
    ];
    for (args, code, says) in rows {
        let done = vedette(args);
        assert_eq!(done.code, code, "{args:?}: {}", done.err);
        assert!(done.err.contains(says), "{args:?}: {}", done.err);
    }
}

#[test]
fn the_demonstration_runs_on_nothing() -> anyhow::Result<()> {
    let shown = vedette(&["demo", "--exit"]).ok();
    assert!(shown.contains("USA") && shown.contains("TROOPS"), "{shown}");
    let script = vedette(&["completions", "bash"]).ok();
    assert!(script.contains("_vedette"));
    assert!(dispatches()?.len() >= 60);
    Ok(())
}
