//! The project's own labelled dispatches.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde_json::{Value, json};

/// One labelled dispatch.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// Its name, such as `north-01`.
    pub id: String,
    /// As it is posted.
    pub json: Value,
    /// Its labels.
    pub labels: Value,
}

/// The folder of the labelled dispatches.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dispatches")
}

/// All labelled dispatches, by name.
pub fn dispatches() -> anyhow::Result<Vec<Dispatch>> {
    let mut texts: Vec<_> = fs::read_dir(folder())?
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<_>>()?;
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts.sort();
    texts.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> anyhow::Result<Dispatch> {
    let id = path
        .file_stem()
        .context("a text has a name")?
        .to_string_lossy()
        .into_owned();
    let labels = path.with_extension("json");
    let labels = fs::read_to_string(&labels).with_context(|| labels.display().to_string())?;
    let labels: Value = serde_json::from_str(&labels)?;
    let json = json!({
        "sourceId": id,
        "title": labels["title"],
        "publisher": labels["publisher"],
        "url": labels["url"],
        "publishedAt": labels["publishedAt"],
        "text": fs::read_to_string(path)?,
    });
    Ok(Dispatch { id, json, labels })
}

/// The same things in another order, decided by a seed (Fisher and Yates over a linear
/// congruential generator, Knuth's constants): a failing test is run again by its seed.
pub fn shuffled<T>(mut things: Vec<T>, seed: u64) -> Vec<T> {
    let mut state = seed;
    for at in (1..things.len()).rev() {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let other = (state >> 33) % (at as u64 + 1);
        things.swap(at, usize::try_from(other).expect("it is at most `at`"));
    }
    things
}
