//! Extractions by others: taken like our own, or refused with every fault.

use std::path::Path;

use integration_tests::{Up, vedette};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

const TEXT: &str = "Norway has 120 soldiers in Latvia, the ministry said on Monday. \
    An earlier report had counted 300 soldiers in Latvia.";

fn article(text: &str) -> Value {
    json!({
        "url": "https://example.org/submission",
        "publisher": "Outlet",
        "publishedAt": "2031-03-03",
        "text": text,
    })
}

/// Posts the article; its id.
async fn stored(up: &Up, text: &str) -> anyhow::Result<String> {
    let receipt: Value = up
        .post(&article(text))
        .await?
        .error_for_status()?
        .json()
        .await?;
    Ok(receipt["articleId"].as_str().unwrap_or_default().to_owned())
}

/// A stock of Norwegian soldiers in Latvia, by its words.
fn stock(words: &str, low: u32) -> Value {
    json!({
        "evidence": [{ "text": words }],
        "postureReported": {
            "owner": { "code": "NOR", "name": "Norway", "kind": "STATE" },
            "forces": [{
                "category": "TROOPS",
                "quantity": { "low": low, "high": low, "text": low.to_string() },
            }],
            "location": [
                { "code": "LVA", "name": "Latvia", "kind": "COUNTRY", "country": "LVA" },
            ],
            "effective": { "from": "2031-03-03", "to": "2031-03-03" },
        },
    })
}

fn reading(name: &str, kind: &str, version: &str, facts: &[Value]) -> Value {
    json!({ "extractor": { "name": name, "version": version }, "kind": kind, "facts": facts })
}

/// Submits as the owner of the data directory, over its control socket.
async fn submit(on: &On, article: &str, body: Vec<u8>) -> anyhow::Result<(StatusCode, Value)> {
    let socket = on.data.path().join("control.sock");
    let client = Client::builder().unix_socket(socket).build()?;
    let url = format!("http://localhost/v1/articles/{article}/extractions");
    let answer = client.post(url).body(body).send().await?;
    Ok((answer.status(), answer.json().await?))
}

/// A service on a data directory.
struct On {
    data: TempDir,
    up: Up,
}

impl On {
    async fn start() -> anyhow::Result<Self> {
        let data = tempfile::tempdir()?;
        let up = Up::start(data.path(), 1).await?;
        Ok(Self { data, up })
    }
}

impl std::ops::Deref for On {
    type Target = Up;

    fn deref(&self) -> &Up {
        &self.up
    }
}

/// Submits; the outcome, else the status and detail of the problem.
async fn outcome(up: &On, article: &str, body: &Value) -> anyhow::Result<String> {
    let (status, answer) = submit(up, article, body.to_string().into_bytes()).await?;
    let text = |field: &str| answer[field].as_str().unwrap_or_default().to_owned();
    Ok(if status.is_success() {
        text("outcome")
    } else {
        format!("{}: {}", status.as_u16(), text("detail"))
    })
}

/// Whose facts of an article count.
async fn counts(up: &Up, article: &str) -> anyhow::Result<Vec<String>> {
    up.settled().await?;
    let events = up.get(&format!("/v1/articles/{article}/events")).await?;
    let events = events.as_array().cloned().unwrap_or_default();
    let counting = events.iter().filter(|record| record["counts"] == true);
    let mut names: Vec<_> = counting
        .map(|record| &record["event"]["provenance"]["extractor"]["name"])
        .map(|name| name.as_str().unwrap_or_default().to_owned())
        .collect();
    names.dedup();
    Ok(names)
}

async fn troops(up: &Up) -> anyhow::Result<Value> {
    let question = "/v1/postures?owner=NOR&place=LVA&category=TROOPS&on=2031-03-03";
    Ok(up.get(question).await?[0]["inPlace"]["low"].clone())
}

#[tokio::test]
async fn a_person_counts_over_the_rules_and_they_over_a_model() -> anyhow::Result<()> {
    let up = On::start().await?;
    let id = stored(&up, TEXT).await?;
    assert_eq!(counts(&up, &id).await?, ["rules"]);
    assert_eq!(troops(&up).await?, 120);

    let wrong = [stock("300 soldiers in Latvia", 300)];
    let model = reading("some-model", "MODEL", "9.0.0", &wrong);
    assert_eq!(outcome(&up, &id, &model).await?, "COMMITTED");
    assert_eq!(counts(&up, &id).await?, ["rules"]);
    assert_eq!(troops(&up).await?, 120);

    let person = reading("desk", "HUMAN", "0.1.0", &wrong);
    assert_eq!(outcome(&up, &id, &person).await?, "COMMITTED");
    assert_eq!(counts(&up, &id).await?, ["desk"]);
    assert_eq!(troops(&up).await?, 300);

    let later = reading("some-model", "MODEL", "9.1.0", &[]);
    assert_eq!(outcome(&up, &id, &later).await?, "COMMITTED");
    assert_eq!(counts(&up, &id).await?, ["desk"], "never whoever came last");
    Ok(())
}

#[tokio::test]
async fn the_same_is_taken_once_and_nothing_older_after_it() -> anyhow::Result<()> {
    let up = On::start().await?;
    let id = stored(&up, TEXT).await?;
    let facts = [stock("Norway has 120 soldiers in Latvia", 120)];
    let first = reading("desk", "HUMAN", "1.0.0", &facts);
    assert_eq!(outcome(&up, &id, &first).await?, "COMMITTED");
    up.settled().await?;
    let last = up.get("/v1/status").await?["events"]["last"].clone();
    assert_eq!(outcome(&up, &id, &first).await?, "UNCHANGED");
    assert_eq!(up.get("/v1/status").await?["events"]["last"], last);

    for (version, facts, expect) in [
        (
            "1.0.0",
            &facts[..0],
            "409: version 1.0.0 of this extractor has read this revision",
        ),
        ("1.1.0", &facts[..0], "COMMITTED"),
        (
            "1.0.0",
            &facts[..],
            "409: version 1.1.0 of this extractor has read this article",
        ),
    ] {
        let got = outcome(&up, &id, &reading("desk", "HUMAN", version, facts)).await?;
        assert!(got.starts_with(expect), "{got}");
    }
    assert!(
        counts(&up, &id).await?.is_empty(),
        "a person found nothing in it"
    );
    Ok(())
}

#[tokio::test]
async fn what_is_not_in_the_article_is_refused_with_every_fault() -> anyhow::Result<()> {
    let up = On::start().await?;
    let id = stored(&up, TEXT).await?;
    let mut nowhere = stock("Norway has 120 soldiers in Latvia", 120);
    nowhere["postureReported"]["location"][0]["code"] = json!("atlantis");
    let facts = [
        stock("Norway has 120 soldiers in Latvia", 120),
        stock("Norway has 500 soldiers in Latvia", 500),
        stock("Norway has 120 soldiers in Latvia", 500),
        nowhere,
    ];
    let body = reading("rules", "HUMAN", "1.0.0", &facts);
    let (status, problem) = submit(&up, &id, body.to_string().into_bytes()).await?;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let errors = problem["errors"].as_array().cloned().unwrap_or_default();
    let places: Vec<_> = errors.iter().map(|error| error["place"].as_str()).collect();
    assert_eq!(
        places,
        [
            Some("extractor.name"),
            Some("facts[1].evidence[0]"),
            Some("facts[2].postureReported.forces[0].quantity.text"),
            Some("facts[3].postureReported.location[0].code"),
        ],
        "{problem}"
    );
    let detail = problem["detail"].as_str().unwrap_or_default();
    assert!(
        detail.contains("facts[1].evidence[0]: does not stand"),
        "{detail}"
    );
    up.settled().await?;
    assert_eq!(
        counts(&up, &id).await?,
        ["rules"],
        "nothing of it was taken"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_stored_can_be_read() -> anyhow::Result<()> {
    let up = On::start().await?;
    let empty = reading("desk", "HUMAN", "1.0.0", &[]);
    for (article, expect) in [
        ("desk", "400: \"desk\" is no article's id"),
        (
            "7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d",
            "404: no article 7b1de6f7",
        ),
    ] {
        let got = outcome(&up, article, &empty).await?;
        assert!(got.starts_with(expect), "{got}");
    }

    let id = stored(&up, TEXT).await?;
    for (body, expect) in [
        (b"{".to_vec(), StatusCode::BAD_REQUEST),
        (b"[]".to_vec(), StatusCode::UNPROCESSABLE_ENTITY),
        (vec![b' '; 2 << 20], StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let (status, problem) = submit(&up, &id, body).await?;
        assert_eq!(status, expect, "{problem}");
    }

    up.settled().await?;
    let known = up.get(&format!("/v1/articles/{id}")).await?;
    let mut stale = empty.clone();
    stale["revision"] = known["extraction"]["revision"].clone();
    assert_eq!(outcome(&up, &id, &stale).await?, "COMMITTED");
    stored(&up, "Norway has no soldiers in Latvia.").await?;
    let got = outcome(&up, &id, &stale).await?;
    assert!(
        got.starts_with("409: the submission reads revision"),
        "{got}"
    );

    let directory = up.data.path().to_string_lossy().into_owned();
    let order = [
        "takedown",
        &id,
        "--reason",
        "court order 7",
        "--author",
        "desk",
    ];
    vedette(&[&order[..], &["--data", &directory]].concat()).ok();
    let got = outcome(&up, &id, &empty).await?;
    assert!(
        got.starts_with("410") && got.contains("court order 7"),
        "{got}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn over_the_network_a_person_needs_the_token() -> anyhow::Result<()> {
    const SECRET: &str = "0123456789abcdef0123456789abcdef";
    let up = On::start().await?;
    let id = stored(&up, TEXT).await?;
    let facts = [stock("300 soldiers in Latvia", 300)];
    let person = reading("desk", "HUMAN", "1.0.0", &facts);
    let model = reading("some-model", "MODEL", "1.0.0", &facts);
    let refused = sent(&up, &id, &person, None).await?;
    assert!(refused.starts_with("403: a person's reading"), "{refused}");
    assert_eq!(sent(&up, &id, &model, None).await?, "COMMITTED");
    assert_eq!(counts(&up, &id).await?, ["rules"]);

    // Whose name is taken by a person, a model cannot take.
    assert_eq!(outcome(&up, &id, &person).await?, "COMMITTED");
    let usurper = reading("desk", "MODEL", "9.0.0", &[]);
    let refused = sent(&up, &id, &usurper, None).await?;
    assert!(refused.starts_with("409: extractor desk"), "{refused}");
    assert_eq!(counts(&up, &id).await?, ["desk"]);

    let data = tempfile::tempdir()?;
    let token = data.path().join("token");
    let path = |path: &Path| path.to_string_lossy().into_owned();
    let arguments = [
        "up",
        "--data",
        &path(data.path()),
        "--submission-token",
        &path(&token),
    ];
    std::fs::write(&token, "short")?;
    let said = vedette(&arguments).refused();
    assert!(said.contains("openssl rand -hex 32"), "{said}");
    std::fs::write(&token, format!("{SECRET}\n"))?;
    let up = Up::start_with(data.path(), &["--submission-token", &path(&token)]).await?;
    let id = stored(&up, TEXT).await?;
    for (token, expect) in [
        (None, "403: send the submission token"),
        (Some("guessed"), "403: send the submission token"),
        (Some(SECRET), "COMMITTED"),
    ] {
        let told = sent(&up, &id, &person, token).await?;
        assert!(told.starts_with(expect), "{token:?}: {told}");
    }
    assert_eq!(counts(&up, &id).await?, ["desk"]);
    Ok(())
}

/// Submits over the network; the outcome, else the status and detail of the problem.
async fn sent(up: &Up, article: &str, body: &Value, token: Option<&str>) -> anyhow::Result<String> {
    let (client, url) = up.client();
    let url = format!("{url}/v1/articles/{article}/extractions");
    let mut request = client.post(url).json(body);
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await?;
    let (status, told): (_, Value) = (answer.status(), answer.json().await?);
    let text = |field: &str| told[field].as_str().unwrap_or_default().to_owned();
    Ok(if status.is_success() {
        text("outcome")
    } else {
        format!("{}: {}", status.as_u16(), text("detail"))
    })
}
