//! Articles from files and standard input, in order.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::Context;
use events::Article;
use ingest::Dispatch;
use ingest::dispatch::{Scripts, decode};
use serde::Deserialize;

use crate::cli::Articles;

/// An article, or why there is none; by the name its source has for it.
pub(super) struct Input {
    /// The `sourceId` it came with, else the file's name and line.
    pub source_id: String,
    /// The article.
    pub article: anyhow::Result<Article>,
}

/// Reads every article named on the command line, lazily: standard input may go on for ever.
pub(super) fn articles(args: &Articles) -> impl Iterator<Item = Input> {
    args.files.iter().flat_map(|path| {
        let inputs: Box<dyn Iterator<Item = Input>> = match extension(path) {
            _ if path.as_os_str() == "-" => Box::new(json_lines(
                BufReader::new(std::io::stdin()),
                "standard input".to_owned(),
            )),
            "jsonl" | "ndjson" => match fs::File::open(path) {
                Ok(file) => Box::new(json_lines(BufReader::new(file), path.display().to_string())),
                Err(error) => Box::new(std::iter::once(one(path, Err(error.into())))),
            },
            _ => Box::new(std::iter::once(one(path, file(path, args)))),
        };
        inputs
    })
}

fn one(path: &Path, read: anyhow::Result<(Option<String>, Article)>) -> Input {
    let stem = path.file_stem().unwrap_or(path.as_os_str());
    let (source_id, article) = match read {
        Ok((source_id, article)) => (source_id, Ok(article)),
        Err(error) => (None, Err(error.context(path.display().to_string()))),
    };
    Input {
        source_id: source_id.unwrap_or_else(|| stem.to_string_lossy().into_owned()),
        article,
    }
}

fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

fn file(path: &Path, args: &Articles) -> anyhow::Result<(Option<String>, Article)> {
    let bytes = fs::read(path)?;
    let told = |text| Dispatch {
        publisher: args.publisher.clone(),
        published_at: args.published.clone(),
        ..Dispatch::of_text(text)
    };
    match extension(path) {
        "json" => json_file(path, &bytes),
        "html" | "htm" => {
            let scripts = if args.drop_scripts {
                Scripts::Drop
            } else {
                Scripts::Refuse
            };
            let html = decode(&bytes, None)?;
            Ok((None, told(String::new()).with_page(&html, scripts)?))
        }
        _ => Ok((None, told(decode(&bytes, None)?).into_article()?)),
    }
}

/// What a `.json` file tells of the text beside it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Description {
    #[serde(alias = "id")]
    source_id: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published_at: Option<String>,
    text: Option<String>,
}

/// A `.json` file holds an article, or describes the text in the `.txt` file beside it.
fn json_file(path: &Path, bytes: &[u8]) -> anyhow::Result<(Option<String>, Article)> {
    let description: Option<Description> = serde_json::from_slice(bytes).ok();
    let beside = path.with_extension("txt");
    let dispatch = match description {
        Some(told) if told.text.is_none() && beside.exists() => Dispatch {
            source_id: told.source_id,
            title: told.title,
            publisher: told.publisher,
            url: told.url,
            published_at: told.published_at,
            text: decode(
                &fs::read(&beside).with_context(|| beside.display().to_string())?,
                None,
            )?,
        },
        _ => Dispatch::from_json(bytes)?,
    };
    Ok((dispatch.source_id.clone(), dispatch.into_article()?))
}

fn json_lines(reader: impl BufRead, name: String) -> impl Iterator<Item = Input> {
    let blank =
        |line: &std::io::Result<String>| line.as_ref().is_ok_and(|line| line.trim().is_empty());
    let lines = reader
        .lines()
        .enumerate()
        .filter(move |(_, line)| !blank(line));
    lines.map(move |(at, line)| {
        let place = format!("{name}, line {}", at + 1);
        let dispatch = line
            .map_err(anyhow::Error::from)
            .and_then(|line| Ok(Dispatch::from_json(line.as_bytes())?));
        match dispatch {
            Ok(dispatch) => Input {
                source_id: dispatch.source_id.clone().unwrap_or_else(|| place.clone()),
                article: dispatch.into_article().with_context(|| place),
            },
            Err(error) => Input {
                source_id: place.clone(),
                article: Err(error.context(place)),
            },
        }
    })
}
