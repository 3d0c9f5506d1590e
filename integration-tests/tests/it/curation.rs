//! Analysts' corrections, tables of stocks, what changed and when, and reading again.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use events::{
    Article, Event, EventId, ExtractionId, Extractor, ExtractorKind, Fact, Published,
    PublishedBasis,
};
use extract::Reader;
use extraction::Extraction;
use integration_tests::{Up, vedette};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use crate::kill::{answers, record};
use crate::order::without_positions;
use crate::precedence;

/// A story of one cell: a stock, a movement told by two outlets, and another.
const STORY: [(&str, &str, &str); 4] = [
    (
        "2031-05-01",
        "Example Wire",
        "The United States has 4,000 troops in Poland, the Pentagon said.",
    ),
    (
        "2031-05-09",
        "Halyard",
        "The United States has sent 1,500 soldiers to Poland.",
    ),
    (
        "2031-05-10",
        "Coast News",
        "The United States has sent 1,500 soldiers to Poland, local media reported.",
    ),
    (
        "2031-05-12",
        "Halyard",
        "The United States has sent another 700 soldiers to Poland.",
    ),
];
const CELL: [&str; 6] = ["--owner", "USA", "--place", "POL", "--category", "TROOPS"];

/// A running service that was told the story.
struct Told {
    data: tempfile::TempDir,
    up: Up,
}

impl Told {
    async fn the_story() -> anyhow::Result<Self> {
        let data = tempfile::tempdir()?;
        let up = Up::start(data.path(), 1).await?;
        let told = Self { data, up };
        for (at, (published, publisher, text)) in STORY.into_iter().enumerate() {
            told.tell(&format!("{at}"), published, publisher, text)
                .await?;
        }
        Ok(told)
    }

    async fn tell(
        &self,
        name: &str,
        published: &str,
        publisher: &str,
        text: &str,
    ) -> anyhow::Result<()> {
        let article = json!({
            "url": format!("https://example.org/{name}"),
            "publisher": publisher,
            "publishedAt": published,
            "text": text,
        });
        self.up.post(&article).await?.error_for_status()?;
        self.up.settled().await
    }

    fn dir(&self) -> String {
        self.data.path().to_string_lossy().into_owned()
    }

    /// Runs a command on the data directory.
    fn run(&self, args: &[&str]) -> integration_tests::Finished {
        let dir = self.dir();
        let mut all = args.to_vec();
        all.extend(["--data", &dir]);
        vedette(&all)
    }

    /// Makes a correction, and gives its id.
    #[track_caller]
    fn curate(&self, args: &[&str]) -> String {
        let receipt = self.signed(args, "it is wrong").json();
        assert_eq!(receipt["outcome"], "NEW", "{receipt}");
        receipt["id"].as_str().expect("it has an id").to_owned()
    }

    fn signed(&self, args: &[&str], reason: &str) -> integration_tests::Finished {
        let mut all = vec!["curate"];
        all.extend(args);
        all.extend(["--author", "desk", "--reason", reason, "--json"]);
        self.run(&all)
    }

    /// What the cell's bounds are, with more options.
    #[track_caller]
    fn bounds(&self, options: &[&str]) -> [u64; 2] {
        let posture = self.posture(options);
        let bound = |name: &str| posture["inPlace"][name].as_u64().unwrap_or(u64::MAX);
        [bound("low"), bound("high")]
    }

    #[track_caller]
    fn posture(&self, options: &[&str]) -> Value {
        let mut args = vec!["posture", "--json"];
        args.extend(CELL);
        args.extend(options);
        self.run(&args).json()[0].take()
    }

    /// The ids of the story's events, in its order.
    #[track_caller]
    fn events(&self) -> Vec<String> {
        let posture = self.posture(&[]);
        let claims = posture["claims"].as_array().cloned().unwrap_or_default();
        let ids = claims.iter().filter_map(|claim| claim["event"].as_str());
        ids.map(str::to_owned).collect()
    }

    /// All that the read models answer, positions aside.
    async fn answers(&self) -> anyhow::Result<String> {
        let answers = answers(&self.up).await?;
        Ok(without_positions(Value::Array(answers)).to_string())
    }

    async fn last(&self) -> anyhow::Result<String> {
        Ok(self.up.get("/v1/status").await?["events"]["applied"].to_string())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_correction_counts_until_it_is_revoked() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    let ids = told.events();
    assert_eq!(ids.len(), 4, "{ids:?}");
    assert_eq!(told.bounds(&[]), [6_200, 6_200]);
    let before = told.answers().await?;
    let then = told.last().await?;

    let fact = told.run(&["curate", "show", &ids[0]]).ok();
    let amended = told.data.path().join("fact.json");
    fs::write(&amended, fact.replace("4000", "3000"))?;
    let asserted = told.data.path().join("own.json");
    fs::write(
        &asserted,
        fact.replace("4000", "9000")
            .replace("2031-05-01", "2031-05-13"),
    )?;
    let (amended, asserted) = (amended.to_string_lossy(), asserted.to_string_lossy());
    let rows: [(&[&str], [u64; 2]); 6] = [
        (&["retract", &ids[3]], [5_500, 5_500]),
        (&["retract", &ids[3], &ids[1], &ids[2]], [4_000, 4_000]),
        (&["amend", &ids[0], "--fact", &amended], [5_200, 5_200]),
        (&["split", &ids[1], &ids[2]], [7_700, 7_700]),
        // One movement, told as 1,500 and as 700.
        (&["merge", &ids[2], &ids[3]], [4_700, 5_500]),
        (
            &[
                "assert",
                "--fact",
                &asserted,
                "--source",
                "desk",
                "--published",
                "2031-05-13",
            ],
            [9_000, 9_000],
        ),
    ];
    for (correction, expect) in rows {
        let id = told.curate(correction);
        assert_eq!(told.bounds(&[]), expect, "{correction:?}");
        assert_eq!(
            told.bounds(&["--as-known", &then]),
            [6_200, 6_200],
            "{correction:?}"
        );
        assert_ne!(told.answers().await?, before);
        let revocation = told.curate(&["revoke", &id]);
        assert_eq!(told.answers().await?, before, "{correction:?} is revoked");
        // The revocation can be revoked, too.
        let again = told.curate(&["revoke", &revocation]);
        assert_eq!(told.bounds(&[]), expect, "{correction:?} stands again");
        told.curate(&["revoke", &again]);
        assert_eq!(told.answers().await?, before);
    }

    let note = told.curate(&["note", &ids[1], "--text", "the same units as in March"]);
    let explained = |options: &[&str]| {
        let mut args = vec!["posture", "--explain"];
        args.extend(CELL);
        args.extend(options);
        told.run(&args).ok()
    };
    assert!(explained(&[]).contains("remark: the same units as in March"));
    assert!(!explained(&["--as-known", &then]).contains("remark"));
    assert_eq!(told.bounds(&[]), [6_200, 6_200]);
    told.curate(&["revoke", &note]);
    assert_eq!(told.answers().await?, before);

    let listed = vedette(&["curate", "list", "--json", "--server", &told.up.url]).json();
    let listed = listed.as_array().cloned().unwrap_or_default();
    assert_eq!(listed.len(), 6 * 4 + 2);
    assert_eq!(listed[0]["curation"]["author"], "desk");
    assert_eq!(
        (&listed[0]["kind"], &listed[0]["revoked"]),
        (&json!("retract"), &json!(true))
    );
    assert!(
        told.run(&["curate", "list"])
            .ok()
            .contains("the same units as in March")
    );

    // The log alone gives the same answers.
    let (data, live) = (told.data, answers(&told.up).await?);
    told.up.kill().await?;
    fs::remove_dir_all(data.path().join("read-models"))?;
    let up = Up::start(data.path(), 1).await?;
    up.settled().await?;
    assert_eq!(answers(&up).await?, live);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_correction_made_often_and_at_once_is_one() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    let ids = told.events();
    let made: Vec<Value> = std::thread::scope(|scope| {
        let each = || told.signed(&["retract", &ids[3], &ids[1]], "a hoax").json();
        let making: Vec<_> = (0..6).map(|_| scope.spawn(each)).collect();
        let made = making.into_iter().map(|one| one.join().expect("it ends"));
        made.collect()
    });
    let new = made
        .iter()
        .filter(|receipt| receipt["outcome"] == "NEW")
        .count();
    assert_eq!(new, 1, "{made:?}");
    assert!(
        made.iter()
            .all(|receipt| receipt["position"] == made[0]["position"])
    );
    let swapped = told
        .signed(&["retract", &ids[1], &ids[3], &ids[1]], " a hoax ")
        .json();
    assert_eq!(
        swapped["outcome"], "KNOWN",
        "the same events in another order"
    );
    let on_record = record(&told.up)
        .await?
        .into_iter()
        .filter(|entry| entry["subject"] == "vedette.v1.curation.retract");
    assert_eq!(on_record.count(), 1);

    let id = made[0]["id"].as_str().expect("it has an id");
    told.curate(&["revoke", id]);
    let again = told
        .signed(&["retract", &ids[3], &ids[1]], "a hoax")
        .refused();
    assert!(again.contains("was revoked"), "{again}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_corrected_is_refused_and_says_why() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    let ids = told.events();
    let unknown = "7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d";
    let bad = told.data.path().join("bad.json");
    fs::write(
        &bad,
        "{\"postureReported\": {\"owner\": {\"code\": \"usa\"}}}",
    )?;
    let bad = bad.to_string_lossy();
    told.tell("3", "2031-05-12", "Halyard", "Nobody was sent to Poland.")
        .await?;
    let before = record(&told.up).await?;
    let rows: [(&[&str], &str); 7] = [
        (&["retract", unknown], "no event"),
        (&["retract", &ids[0], unknown], "no event"),
        (&["retract", "seven"], "EVENT"),
        (&["merge", &ids[0], &ids[0]], "two or more"),
        (&["retract", &ids[3]], "was read again"),
        (&["revoke", unknown], "vedette curate list"),
        (&["amend", &ids[0], "--fact", &bad], "vedette curate show"),
    ];
    for (args, says) in rows {
        let refused = told.signed(args, "why").refused();
        assert!(refused.contains(says), "{args:?}: {refused}");
    }
    assert!(
        told.signed(&["retract", &ids[0]], " ")
            .refused()
            .contains("reason is empty")
    );
    assert!(
        told.signed(&["retract", &ids[0]], &"x".repeat(2_001))
            .refused()
            .contains("2000")
    );

    // Whoever may only ask cannot correct, take tables in or have all read again.
    let (client, url) = told.up.client();
    for path in ["/v1/curations", "/v1/reextract"] {
        let asked = client
            .post(format!("{url}{path}"))
            .json(&json!({ "curations": [] }));
        let status = asked.send().await?.status().as_u16();
        assert!(matches!(status, 404 | 405), "{path}: {status}");
    }
    assert_eq!(record(&told.up).await?, before, "nothing was written");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_stocks_is_taken_in_whole_and_once() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    let table = |name: &str, rows: &str| -> anyhow::Result<String> {
        let path = told.data.path().join(name);
        let header = "owner,place,category,low,high,date,source\n";
        fs::write(&path, format!("{header}{rows}"))?;
        Ok(path.to_string_lossy().into_owned())
    };
    let import = |file: &str| {
        let args = [
            "import",
            "posture",
            file,
            "--author",
            "desk",
            "--source",
            "Manpower Center",
        ];
        told.run(&args)
    };
    let before = record(&told.up).await?;
    let good =
        "USA,DEU,TROOPS,35000,35500,2031-03-31,\nRUS,near:FIN,TROOPS,20000,,2031-03-31,Institute\n";
    let bad = table(
        "bad.csv",
        &format!("{good}USA,PLO,TROOPS,1,1,2031-03-31,\nUSA,POL,TROOPS,9,8,2031-03-31,\n"),
    )?;
    let refused = import(&bad).refused();
    for says in [
        "bad.csv, line 4, column place",
        "line 5, column high",
        "nothing was taken in",
    ] {
        assert!(refused.contains(says), "{refused}");
    }
    assert_eq!(
        record(&told.up).await?,
        before,
        "a bad row keeps all rows out"
    );

    // More rows than one batch, in two runs of which the first is cut off by nothing but its end.
    let mut rows = good.to_owned();
    for day in 0..700 {
        let date = "2029-01-01".parse::<chrono::NaiveDate>()? + chrono::Days::new(day);
        let troops = 28_000 + day;
        writeln!(rows, "USA,KOR,TROOPS,{troops},{troops},{date},")?;
    }
    let first = import(&table("some.csv", good)?).ok();
    assert!(
        first.contains("2 stocks are recorded, 0 known already"),
        "{first}"
    );
    let whole = table("all.csv", &rows)?;
    assert!(
        import(&whole)
            .ok()
            .contains("700 stocks are recorded, 2 known already")
    );
    assert!(
        import(&whole)
            .ok()
            .contains("0 stocks are recorded, 702 known already")
    );

    let low = |owner: &str, place: &str, more: &[&str]| {
        let mut args = vec!["posture", "--json", "--owner", owner, "--place", place];
        args.extend(more);
        let told = told.run(&args).json();
        told.pointer("/0/inPlace").cloned().unwrap_or_default()
    };
    assert_eq!(
        low("USA", "DEU", &[]),
        json!({ "low": 35_000, "high": 35_500 })
    );
    assert_eq!(low("RUS", "near:FIN", &[]), json!({ "low": 20_000 }));
    assert_eq!(
        low("USA", "KOR", &["--on", "2029-01-08"]),
        json!({ "low": 28_007, "high": 28_007 })
    );
    assert_eq!(
        low("USA", "DEU", &["--as-published", "2031-03-30"]),
        Value::Null
    );
    let explained = told
        .run(&[
            "posture",
            "--owner",
            "RUS",
            "--place",
            "near:FIN",
            "--explain",
        ])
        .ok();
    assert!(explained.contains("Institute"), "{explained}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_history_tells_each_change_and_a_difference_why() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    let ids = told.events();
    let then = told.last().await?;
    told.curate(&["retract", &ids[3]]);
    told.tell(
        "later",
        "2031-05-30",
        "Example Wire",
        "The United States has 5,000 troops in Poland, the Pentagon said.",
    )
    .await?;
    let series = |over: &str, more: &[&str]| {
        let mut args = vec!["posture", "--history", over, "--json"];
        args.extend(CELL);
        args.extend(more);
        let history = told.run(&args).json();
        assert_eq!(history["complete"], true, "{history}");
        let points = history["points"].as_array().cloned().unwrap_or_default();
        let each = points.into_iter().map(|point| {
            let day = point["day"].as_str().unwrap_or("known").to_owned();
            (day, point["inPlace"]["low"].as_u64().unwrap_or_default())
        });
        each.collect::<Vec<_>>()
    };
    let days = |rows: &[(&str, u64)]| {
        let rows = rows.iter().map(|(day, low)| ((*day).to_owned(), *low));
        rows.collect::<Vec<_>>()
    };
    let published = [
        ("2031-05-01", 4_000),
        ("2031-05-09", 5_500),
        ("2031-05-30", 5_000),
    ];
    assert_eq!(series("published", &[]), days(&published));
    assert_eq!(series("on", &[]), days(&published));
    assert_eq!(
        series("published", &["--as-published", "2031-05-29"]),
        days(&published[..2])
    );
    let known = [4_000, 5_500, 6_200, 5_500, 5_000].map(|low| ("known", low));
    assert_eq!(series("known", &[]), days(&known));
    assert_eq!(series("known", &["--as-known", &then]), days(&known[..3]));
    let drawn = told
        .run(&[&["posture", "--history", "known"][..], &CELL[..]].concat())
        .ok();
    assert!(drawn.contains('█') && drawn.contains("6,200"), "{drawn}");
    for over in ["on", "published", "known"] {
        let asked = told
            .run(&["posture", "--history", over, "--owner", "USA"])
            .refused();
        assert!(asked.contains("--place"), "{asked}");
    }

    let because = |args: &[&str]| {
        let mut all = vec!["diff", "--json"];
        all.extend(args);
        let diff = told.run(&all).json();
        let changes = diff["changes"].as_array().cloned().unwrap_or_default();
        let bounds = |change: &Value, side: &str| change[side]["inPlace"]["low"].as_u64();
        let told = |change: &Value| {
            let claims = change["claims"].as_array().cloned().unwrap_or_default();
            let because = claims.iter().filter_map(|claim| claim["because"].as_str());
            because.map(str::to_owned).collect::<Vec<_>>()
        };
        let each = changes.iter().map(|change| {
            (
                bounds(change, "before"),
                bounds(change, "after"),
                told(change),
            )
        });
        each.collect::<Vec<_>>()
    };
    let end = told.last().await?;
    let all_new = ["NEW"; 4].map(str::to_owned).to_vec();
    assert_eq!(because(&["1", &then]), [(None, Some(6_200), all_new)]);
    assert_eq!(because(&[&then, &then]), []);
    let retraction = (then.parse::<u64>()? + 1).to_string();
    assert_eq!(
        because(&[&then, &retraction]),
        [(Some(6_200), Some(5_500), vec!["RETRACTED".to_owned()])]
    );
    let [(before, after, why)] = &because(&[&retraction, &end])[..] else {
        panic!("one cell changed");
    };
    assert_eq!((*before, *after), (Some(5_500), Some(5_000)));
    assert!(
        why.contains(&"NEW".to_owned()) && why.contains(&"USED_OTHERWISE".to_owned()),
        "{why:?}"
    );
    let by_day = because(&["2031-05-08", "2031-05-11", "--by", "published"]);
    assert_eq!(
        by_day,
        [(Some(4_000), Some(5_500), vec!["NEW".to_owned(); 2])]
    );
    let held = because(&["2031-05-08", "2031-05-11", "--by", "on", "--owner", "USA"]);
    assert_eq!(
        (held[0].0, held[0].1),
        (Some(4_000), Some(5_500)),
        "{held:?}"
    );
    let shown = told.run(&["diff", &then, &retraction]).ok();
    assert!(
        shown.contains("6,200 → 5,500") && shown.contains("desk: it is wrong"),
        "{shown}"
    );
    let bad = told.run(&["diff", "5", "6", "--by", "on"]).refused();
    assert!(bad.contains("no day"), "{bad}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn outlets_are_graded_and_counters_named() -> anyhow::Result<()> {
    let told = Told::the_story().await?;
    told.tell(
        "rumour",
        "2031-05-02",
        "The Rumour",
        "The United States has 6,000 troops in Poland.",
    )
    .await?;
    let (data, up) = (told.data, told.up);
    up.kill().await?;
    let grades = data.path().join("reliability.toml");
    fs::write(&grades, "\"Example Wire\" = \"G\"\n")?;
    let dir = data.path().to_string_lossy().into_owned();
    let refused = vedette(&["up", "--data", &dir, "--listen", "127.0.0.1:0"]).refused();
    assert!(
        refused.contains("reliability.toml") && refused.contains("Example Wire"),
        "{refused}"
    );
    fs::write(&grades, "\"Example Wire\" = \"A\"\nHALYARD = \"C\"\n")?;
    let up = Up::start(data.path(), 1).await?;
    up.settled().await?;
    let told = Told { data, up };
    let low = |options: &[&str]| told.bounds(options)[0];
    assert_eq!(told.bounds(&[]), [6_200, 8_200], "two counters a day apart");
    assert_eq!(low(&["--least-reliability", "A"]), 4_000);
    assert_eq!(told.bounds(&["--least-reliability", "C"]), [6_200, 6_200]);
    assert_eq!(told.bounds(&["--least-reliability", "F"]), [6_200, 8_200]);
    assert_eq!(told.bounds(&["--by", "the rumour"]), [8_200, 8_200]);
    assert_eq!(
        told.bounds(&["--by", "USA"]),
        [6_200, 6_200],
        "the Pentagon counts for the USA"
    );
    let explained = told
        .run(&[&["posture", "--explain"][..], &CELL[..]].concat())
        .ok();
    for says in ["Example Wire (A)", "Halyard (C)", "Coast News (F)"] {
        assert!(explained.contains(says), "{explained}");
    }
    let bad = told.run(&["posture", "--least-reliability", "G"]).refused();
    assert!(bad.contains("A (completely reliable)"), "{bad}");
    Ok(())
}

/// The rules as an older version may have been: it lost the last fact of each article.
fn older(article: &Article) -> Extraction {
    let version = semver::Version::new(0, 0, 1);
    let id = ExtractionId::of(article.id, article.revision, extraction::NAME, &version);
    let mut read = extraction::extract(article);
    if read.events.len() > 1 {
        read.events.pop();
    }
    for (ordinal, event) in (0..).zip(&mut read.events) {
        event.id = EventId::of(id, ordinal);
        event.provenance.extractor.version = version.clone();
        halve(event);
    }
    read
}

/// It read Poland's numbers wrong.
fn halve(event: &mut Event) {
    if let Fact::PostureReported(stock) = &mut event.fact
        && stock
            .location
            .iter()
            .any(|place| place.code.as_str() == "POL")
        && let Some(quantity) = &mut stock.forces[0].quantity
    {
        (quantity.low, quantity.high) = (quantity.low / 2, quantity.high.map(|high| high / 2));
    }
}

/// A data directory whose articles an older version has read.
async fn read_by_an_older_version(data: &Path, texts: &[&str]) -> anyhow::Result<()> {
    let logs = precedence::open(&data.join("log")).await?;
    let published = Published {
        at: "2031-05-01".parse()?,
        basis: PublishedBasis::Stated,
    };
    for (at, text) in texts.iter().enumerate() {
        let url = format!("https://example.org/older/{at}").parse()?;
        let title = format!("Article {at}");
        let article = Article::new(&title, "Outlet", Some(url), Some(published), *text);
        ingest::accept(&logs.articles, article).await?;
    }
    let reader = Reader {
        extractor: Extractor {
            name: extraction::NAME.to_owned(),
            version: semver::Version::new(0, 0, 1),
        },
        kind: ExtractorKind::Rules,
        read: older,
    };
    let config = extract::Config {
        articles: logs.articles.clone(),
        events: logs.events.clone(),
        reader,
        workers: 1,
        ack_wait: extract::ACK_WAIT,
    };
    let shutdown = CancellationToken::new();
    let reading = tokio::spawn(extract::run(config, shutdown.clone()));
    let mut look = tokio::time::interval(std::time::Duration::from_millis(5));
    while logs.articles.settled(extract::CONSUMER).await? < logs.articles.last_position().await? {
        look.tick().await;
    }
    shutdown.cancel();
    reading.await??;
    logs.close().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_older_version_read_is_read_again_once() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let texts = [
        "The United States has 4,000 troops in Poland.",
        "The United States has 900 troops in Romania. The United States has 300 troops in Latvia.",
        "The United States has 28,500 troops in South Korea.",
        "The United States has 600 troops in Estonia. Spain has 80 troops in Estonia.",
    ];
    read_by_an_older_version(data.path(), &texts).await?;
    let up = Up::start(data.path(), 1).await?;
    up.settled().await?;
    let told = Told { data, up };
    assert_eq!(told.bounds(&[])[0], 2_000);
    let spain = || told.run(&["posture", "--owner", "ESP", "--json"]).json();
    assert_eq!(spain(), json!([]));
    // An analyst has corrected the last of them: it is left as it is.
    let all = record(&told.up).await?;
    let last = all
        .iter()
        .rfind(|entry| entry["content"]["postureReported"]["owner"]["code"] == "USA");
    let last = last.expect("the last article tells of the USA")["id"]
        .as_str()
        .expect("an id");
    told.curate(&["retract", last]);
    let (before, answered) = (record(&told.up).await?, answers(&told.up).await?);

    let dry = told.run(&["reextract", "--dry-run", "--json"]).json();
    let counted = |report: &Value| {
        ["current", "same", "differ", "corrected"].map(|name| report[name].as_u64())
    };
    assert_eq!(counted(&dry), [0, 1, 2, 1].map(Some), "{dry:#}");
    let facts = json!({ "postureReported": { "added": 1, "removed": 0, "changed": 1 } });
    assert_eq!(dry["facts"], facts, "{dry:#}");
    let shown = told.run(&["reextract", "--dry-run"]).ok();
    for says in [
        "2 articles differ",
        "+ USA · 300 TROOPS",
        "~ USA · 2,000 TROOPS",
        "dry run",
    ] {
        assert!(shown.contains(says), "{shown}");
    }
    assert_eq!(record(&told.up).await?, before, "a dry run writes nothing");
    assert_eq!(answers(&told.up).await?, answered);

    let done = told.run(&["reextract"]).ok();
    assert!(
        done.contains("2 articles stand as they are read now"),
        "{done}"
    );
    assert_eq!(told.bounds(&[])[0], 4_000);
    assert_eq!(spain(), json!([]), "what an analyst corrected is left");
    let written = record(&told.up).await?;
    assert_eq!(
        written.len(),
        before.len() + 1 + 2 + 2,
        "three facts and two markers"
    );
    assert_eq!(written[..before.len()], before[..], "the record only grows");

    let again = told.run(&["reextract"]).ok();
    assert!(
        again.contains("Nothing to do") && again.contains("2 were read by this version"),
        "{again}"
    );
    assert_eq!(record(&told.up).await?, written);
    Ok(())
}
