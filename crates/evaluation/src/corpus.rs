//! A folder of labelled dispatches: `<id>.txt` beside `<id>.json`.

use std::io;
use std::path::{Path, PathBuf};

use events::published::InvalidPublishedAt;
use events::{Article, Published, PublishedBasis};
use serde::Deserialize;

use crate::label::{InvalidLabel, Label, Written};

/// Labelled dispatches, by id.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// The dispatches, in the order of their ids.
    pub dispatches: Vec<Dispatch>,
}

/// A dispatch with its labels.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// The name of its files.
    pub id: String,
    /// As the extractor reads it.
    pub article: Article,
    /// What stands in it.
    pub labels: Vec<Label>,
}

/// Why a corpus cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// A file or folder.
    #[error("{} cannot be read", .0.display())]
    Read(PathBuf, #[source] io::Error),
    /// A label file that is no such JSON.
    #[error("{} is no label file", .0.display())]
    Json(PathBuf, #[source] serde_json::Error),
    /// Metadata that no article can have.
    #[error("{}: the address or date of publication cannot be read", .0.display())]
    Metadata(PathBuf, #[source] InvalidMetadata),
    /// A label.
    #[error("{}: events[{at}] cannot be used", path.display())]
    Label {
        /// The file.
        path: PathBuf,
        /// Which label in it, from 0.
        at: usize,
        /// Why.
        source: InvalidLabel,
    },
    /// No labelled dispatch in the folder.
    #[error("{} holds no labelled dispatch: <id>.txt beside <id>.json", .0.display())]
    Empty(PathBuf),
}

/// Why the metadata of a dispatch cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidMetadata {
    /// The address.
    #[error(transparent)]
    Url(#[from] url::ParseError),
    /// The date.
    #[error(transparent)]
    Published(#[from] InvalidPublishedAt),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LabelFile {
    title: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published_at: Option<String>,
    events: Vec<Written>,
}

impl Corpus {
    /// Reads a folder. Files without a partner are something else and are left alone.
    ///
    /// # Errors
    /// When a file cannot be read or a label cannot be used, and when there is no dispatch at all.
    pub fn read(folder: &Path) -> Result<Self, CorpusError> {
        let unreadable = |error| CorpusError::Read(folder.to_owned(), error);
        let mut texts = Vec::new();
        for entry in folder.read_dir().map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let text = path.extension().is_some_and(|extension| extension == "txt");
            if text && path.with_extension("json").exists() {
                texts.push(path);
            }
        }
        texts.sort();
        if texts.is_empty() {
            return Err(CorpusError::Empty(folder.to_owned()));
        }
        let dispatches = texts.iter().map(|text| dispatch(text));
        let dispatches = dispatches.collect::<Result<_, _>>()?;
        Ok(Self { dispatches })
    }
}

fn dispatch(path: &Path) -> Result<Dispatch, CorpusError> {
    let text = read(path)?;
    let path = path.with_extension("json");
    let file: LabelFile = serde_json::from_str(&read(&path)?)
        .map_err(|error| CorpusError::Json(path.clone(), error))?;
    let metadata = |error| CorpusError::Metadata(path.clone(), error);
    let url = file.url.filter(|url| !url.is_empty());
    let url: Result<_, url::ParseError> = url.map(|url| url.parse()).transpose();
    let at: Result<_, InvalidPublishedAt> = file.published_at.map(|at| at.parse()).transpose();
    let published = at
        .map_err(|error| metadata(error.into()))?
        .map(|at| Published {
            at,
            basis: PublishedBasis::Stated,
        });
    let labels = file.events.into_iter().enumerate().map(|(at, written)| {
        written.label(&text).map_err(|source| CorpusError::Label {
            path: path.clone(),
            at,
            source,
        })
    });
    let labels = labels.collect::<Result<_, _>>()?;
    let article = Article::new(
        file.title.unwrap_or_default(),
        file.publisher.unwrap_or_default(),
        url.map_err(|error| metadata(error.into()))?,
        published,
        text,
    );
    let id = path.file_stem().unwrap_or_default();
    Ok(Dispatch {
        id: id.to_string_lossy().into_owned(),
        article,
        labels,
    })
}

fn read(path: &Path) -> Result<String, CorpusError> {
    std::fs::read_to_string(path).map_err(|error| CorpusError::Read(path.to_owned(), error))
}
