//! What an administrator does to a deployment over its bus, each chore as its own user.

use std::fs;

use bytes::Bytes;
use event_log::{Logs, NewRecord};
use events::Subject;
use integration_tests::{SecuredBus, Up};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::security::config;

const POLAND: &str = "/v1/postures?owner=USA&place=POL&category=TROOPS";

/// All services on one bus.
struct Deployment {
    bus: SecuredBus,
    ingest: Up,
    _extract: Up,
    query: Up,
    data: TempDir,
}

impl Deployment {
    async fn start() -> anyhow::Result<Self> {
        let bus = SecuredBus::made().await?;
        let data = tempfile::tempdir()?;
        Ok(Self {
            ingest: bus.serve("ingest", data.path(), &[], &[]).await?,
            _extract: bus.serve("extract", data.path(), &[], &[]).await?,
            query: bus.serve("query", data.path(), &[], &[]).await?,
            bus,
            data,
        })
    }

    /// Posts an article; its id.
    async fn tell(&self, text: &str) -> anyhow::Result<String> {
        let article = json!({
            "url": "https://example.org/told",
            "publisher": "Outlet",
            "publishedAt": "2031-03-03",
            "text": text,
        });
        let answer = self.ingest.post(&article).await?.error_for_status()?;
        let receipt: Value = answer.json().await?;
        self.query.settled().await?;
        Ok(receipt["articleId"].as_str().unwrap_or_default().to_owned())
    }

    async fn dead_letters(&self) -> anyhow::Result<Value> {
        self.query.settled().await?;
        let status = self.query.get("/v1/status").await?;
        Ok(status["articles"]["deadLetters"].clone())
    }

    /// Corrects as the analyst.
    fn curate(&self, command: &[&str]) -> integration_tests::Finished {
        let signed = ["--author", "desk", "--server", &self.query.url];
        self.bus.run("curate", &[command, &signed[..]].concat())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_letters_are_seen_to() -> anyhow::Result<()> {
    let on = Deployment::start().await?;
    let garbage = NewRecord {
        subject: Subject::article("7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d".parse()?),
        id: Uuid::from_u128(1),
        payload: Bytes::from_static(b"\xff\xff"),
        trace: None,
    };
    let logs = Logs::open_jetstream(&config(&on.bus, "ingest", 1)).await?;
    logs.articles.append(vec![garbage], vec![]).await?;
    assert_eq!(on.dead_letters().await?, 1);

    let letters = |command: &[&str]| {
        on.bus
            .run("deadletters", &[&["deadletters"], command].concat())
    };
    let listed = letters(&["list", "--json"]).json();
    assert_eq!(listed[0]["position"], 1, "{listed}");
    let reason = listed[0]["reason"].as_str().unwrap_or_default();
    assert!(
        reason.starts_with("the message cannot be decoded"),
        "{reason}"
    );
    let shown = letters(&["show", "1"]).ok();
    assert!(shown.contains("the message cannot be decoded"), "{shown}");
    assert!(shown.contains("//8="), "{shown}");

    letters(&["retry", "1"]).ok();
    assert_eq!(
        on.dead_letters().await?,
        1,
        "it was read again, and still is no article"
    );
    letters(&["drop", "1"]).ok();
    assert_eq!(on.dead_letters().await?, 0);
    for command in [["retry", "1"], ["drop", "1"], ["show", "1"]] {
        let said = letters(&command).refused();
        assert!(
            said.contains("no dead letter stands at 1"),
            "{command:?}: {said}"
        );
    }
    let both = ["deadletters", "list", "--data", "somewhere"];
    let said = on.bus.run("deadletters", &both).refused();
    assert!(said.contains("cannot be used with"), "{said}");
    let other = on.bus.run("query", &["deadletters", "list"]).refused();
    assert!(other.contains("_INBOX.deadletters."), "{other}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_is_taken_down() -> anyhow::Result<()> {
    let on = Deployment::start().await?;
    let text = "The United States has sent 1,500 soldiers to Poland.";
    let id = on.tell(text).await?;
    on.tell(&format!("{text} The ministry said so.")).await?;
    let order = [
        "takedown",
        &id,
        "--reason",
        "court order 7",
        "--author",
        "desk",
    ];
    let done = on.bus.run("takedown", &order).ok();
    assert!(done.contains("the text of 2 revisions is gone"), "{done}");
    let again = on.bus.run("takedown", &order).ok();
    assert!(again.contains("the text of 0 revisions is gone"), "{again}");
    let refused = on.tell(text).await.expect_err("it stays taken down");
    assert!(refused.to_string().contains("410"), "{refused}");
    let postures = on.query.get(POLAND).await?;
    assert_eq!(
        postures[0]["inPlace"]["low"], 1_500,
        "what was recorded stays"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn corrections_are_recorded_and_seen_at_once() -> anyhow::Result<()> {
    let on = Deployment::start().await?;
    let id = on
        .tell("The United States has sent 1,500 soldiers to Poland.")
        .await?;
    let events = on.query.get(&format!("/v1/articles/{id}/events")).await?;
    let event = events[0]["event"]["id"]
        .as_str()
        .unwrap_or_default()
        .to_owned();

    let retract = ["curate", "retract", &event, "--reason", "satire", "--json"];
    let receipt = on.curate(&retract).json();
    assert_eq!(receipt["outcome"], "NEW");
    assert_eq!(
        on.query.get(POLAND).await?[0]["inPlace"]["low"],
        Value::Null
    );
    assert_eq!(on.curate(&retract).json()["outcome"], "KNOWN");
    let id = receipt["id"].as_str().unwrap_or_default();
    on.curate(&["curate", "revoke", id, "--reason", "it was not"])
        .ok();
    assert_eq!(on.query.get(POLAND).await?[0]["inPlace"]["low"], 1_500);
    let again = on.curate(&retract).refused();
    assert!(again.contains("was revoked"), "{again}");

    on.tell("The United States has sent 1,700 soldiers to Poland.")
        .await?;
    let unknown = "90f98fad-a8e8-55f4-a7ab-caf05d356fa9";
    for (event, expect) in [(unknown, "is known"), (event.as_str(), "no longer counts")] {
        let note = ["curate", "note", event, "--text", "x", "--reason", "y"];
        let said = on.curate(&note).refused();
        assert!(said.contains(expect), "{said}");
    }

    let table = on.data.path().join("stocks.csv");
    fs::write(
        &table,
        "owner,place,category,low,high,date\nUSA,DEU,TROOPS,100,100,2031-03-01\n",
    )?;
    let import = [
        "import",
        "posture",
        &table.to_string_lossy(),
        "--source",
        "Ministry",
    ];
    assert!(on.curate(&import).ok().contains("1 stocks are recorded"));
    assert!(
        on.curate(&import)
            .ok()
            .contains("0 stocks are recorded, 1 known")
    );

    let elsewhere = tempfile::tempdir()?;
    let other = Up::start(elsewhere.path(), 1).await?;
    let mut retract = retract.to_vec();
    retract.extend(["--author", "desk", "--server", &other.url]);
    let said = on.bus.run("curate", &retract).refused();
    assert!(said.contains("follows log"), "{said}");
    Ok(())
}
