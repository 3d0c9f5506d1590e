//! What the owner of a data directory does: back up while it is in use, take an article down.

use integration_tests::{Up, dispatches, vedette};

use crate::kill::{answers, record};

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_taken_while_it_is_in_use_and_opens() -> anyhow::Result<()> {
    let (data, copies) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let up = Up::start(data.path(), 2).await?;
    for dispatch in dispatches()?.iter().take(8) {
        up.post(&dispatch.json).await?.error_for_status()?;
    }
    up.settled().await?;
    let copy = copies.path().join("copy");
    let said = vedette(&[
        "backup".as_ref(),
        copy.as_os_str(),
        "--data".as_ref(),
        data.path().as_os_str(),
    ]);
    assert!(said.ok().contains("8 articles"));
    let again = vedette(&[
        "backup".as_ref(),
        copy.as_os_str(),
        "--data".as_ref(),
        data.path().as_os_str(),
    ]);
    assert!(
        again.refused().contains("empty"),
        "a copy is never written over"
    );

    let restored = Up::start(&copy, 1).await?;
    restored.settled().await?;
    assert_eq!(record(&restored).await?, record(&up).await?);
    assert_eq!(answers(&restored).await?, answers(&up).await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_take_down_removes_the_text_and_keeps_the_record() -> anyhow::Result<()> {
    let data = tempfile::tempdir()?;
    let up = Up::start(data.path(), 1).await?;
    let dispatch = dispatches()?.remove(0).json;
    let receipt: serde_json::Value = up.post(&dispatch).await?.error_for_status()?.json().await?;
    let article = receipt["articleId"]
        .as_str()
        .expect("it has an id")
        .to_owned();
    up.settled().await?;
    let before = record(&up).await?;
    let directory = data.path().to_string_lossy().into_owned();
    let order = [
        "takedown",
        &article,
        "--reason",
        "court order 7",
        "--author",
        "desk",
        "--data",
        &directory,
    ];
    assert!(vedette(&order).ok().contains("taken down"));
    assert!(
        vedette(&order).ok().contains("taken down"),
        "done twice, it is done once"
    );

    let refused = up.post(&dispatch).await?;
    assert_eq!(refused.status().as_u16(), 410);
    assert!(refused.text().await?.contains("court order 7"));
    up.settled().await?;
    assert_eq!(record(&up).await?, before, "the event log never shrinks");
    let unknown = vedette(&[
        "takedown",
        "7b1de6f7-3f0c-54d1-9d3f-5b1e6f7a8c9d",
        "--reason",
        "x",
        "--author",
        "y",
        "--data",
        &directory,
    ]);
    assert!(unknown.refused().contains("no article"));
    Ok(())
}
