//! What is no dispatch gets a clear 4xx, and the service goes on.

use integration_tests::Up;
use reqwest::StatusCode;
use serde_json::json;

struct Garbage {
    what: &'static str,
    content_type: &'static str,
    body: Vec<u8>,
    status: StatusCode,
    says: &'static str,
}

#[tokio::test]
async fn garbage_is_refused_and_the_service_goes_on() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 1).await?;
    for garbage in garbage() {
        let what = garbage.what;
        let answer = up.post_as(garbage.content_type, garbage.body).await?;
        assert_eq!(answer.status(), garbage.status, "{what}");
        assert_eq!(
            answer.headers()["content-type"],
            "application/problem+json",
            "{what}"
        );
        let problem: serde_json::Value = answer.json().await?;
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(detail.contains(garbage.says), "{what}: {detail}");
        assert_eq!(problem["status"], garbage.status.as_u16(), "{what}");
    }
    let answer = up
        .post(&json!({ "text": "Norway sent 40 soldiers to Latvia." }))
        .await?;
    assert_eq!(answer.status(), StatusCode::CREATED);
    up.settled().await?;
    assert_eq!(
        up.get("/v1/status").await?["articles"]["last"],
        1,
        "nothing of it was stored"
    );
    Ok(())
}

fn garbage() -> Vec<Garbage> {
    let row = |what, content_type, body: &[u8], status, says| Garbage {
        what,
        content_type,
        body: body.to_vec(),
        status,
        says,
    };
    let huge = vec![b'a'; 50 << 20];
    let nested = "<div>".repeat(10_000);
    vec![
        row(
            "an empty body",
            "application/json",
            b"",
            StatusCode::BAD_REQUEST,
            "empty",
        ),
        row(
            "an empty text",
            "text/plain",
            b" \n",
            StatusCode::BAD_REQUEST,
            "empty",
        ),
        row(
            "50 MB",
            "text/plain",
            &huge,
            StatusCode::PAYLOAD_TOO_LARGE,
            "larger than 4 MiB",
        ),
        row(
            "invalid UTF-8",
            "text/plain",
            b"Troops \xff",
            StatusCode::BAD_REQUEST,
            "byte 7",
        ),
        row(
            "HTML with scripts",
            "text/html",
            b"<html><body><script>alert(1)</script><p>Troops left.</p></body></html>",
            StatusCode::UNPROCESSABLE_ENTITY,
            "scripts=drop",
        ),
        row(
            "the year 300000",
            "application/json",
            br#"{"text": "Troops left.", "publishedAt": "300000-01-01"}"#,
            StatusCode::UNPROCESSABLE_ENTITY,
            "publishedAt",
        ),
        row(
            "10,000 nested tags",
            "text/html",
            nested.as_bytes(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "nested",
        ),
        row(
            "no JSON",
            "application/json",
            b"{",
            StatusCode::BAD_REQUEST,
            "line 1",
        ),
        row(
            "a picture",
            "image/png",
            b"\x89PNG",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "text/plain",
        ),
    ]
}

#[tokio::test]
async fn a_question_that_cannot_be_read_says_what_to_write() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 1).await?;
    let (client, url) = up.client();
    let rows = [
        ("/v1/postures?owner=usa", 400, "USA"),
        ("/v1/postures?place=Poland", 400, "POL"),
        ("/v1/postures?category=ROBOTS", 400, "TROOPS"),
        ("/v1/postures?on=yesterday", 400, "on"),
        ("/v1/postures?when=now", 400, "when"),
        ("/v1/postures?asKnown=soon", 400, "position"),
        ("/v1/postures?asKnown=99999", 422, "99999"),
        ("/v1/statements?speaker=the+Pentagon", 400, "USA"),
        ("/v1/events?filter=a..b", 400, "filter"),
        ("/v1/articles/seven", 400, "UUID"),
        (
            "/v1/articles/7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d",
            404,
            "status",
        ),
        ("/v2/postures", 404, "/v1"),
    ];
    for (path, status, says) in rows {
        let answer = client.get(format!("{url}{path}")).send().await?;
        assert_eq!(answer.status().as_u16(), status, "{path}");
        let problem: serde_json::Value = answer.json().await?;
        let detail = problem["detail"].as_str().unwrap_or_default();
        assert!(detail.contains(says), "{path}: {detail}");
    }
    Ok(())
}
