//! The same articles give the same bytes, in whatever order and on however many threads they are read.

use std::fs;
use std::path::Path;
use std::thread;

use events::{Article, Published, PublishedBasis};

/// How many articles are read.
const ARTICLES: usize = 1_000;

#[test]
fn neither_order_nor_threads_change_a_byte() {
    let articles = articles();
    assert_eq!(articles.len(), ARTICLES);
    let told = on_threads(1, &articles, |_, index| index);
    let events: usize = told
        .iter()
        .filter(|bytes| bytes.contains("provenance"))
        .count();
    assert!(events > ARTICLES / 2, "{events} articles tell something");
    // Each thread backwards; each thread every 37th, over and over.
    assert!(told == on_threads(2, &articles, |length, index| length - 1 - index));
    assert!(told == on_threads(7, &articles, |length, index| index * 37 % length));
}

/// What each article tells, by its number, read by several threads in an order of theirs.
fn on_threads(
    threads: usize,
    articles: &[Article],
    order: fn(usize, usize) -> usize,
) -> Vec<String> {
    let mut told = vec![String::new(); articles.len()];
    thread::scope(|scope| {
        let length = articles.len().div_ceil(threads);
        for (articles, told) in articles.chunks(length).zip(told.chunks_mut(length)) {
            scope.spawn(move || {
                for index in 0..articles.len() {
                    let index = order(articles.len(), index);
                    told[index] = bytes(&articles[index]);
                }
            });
        }
    });
    told
}

/// The canonical JSON of all that an article tells.
fn bytes(article: &Article) -> String {
    let extraction = extraction::extract(article);
    let events: Vec<_> = extraction
        .events
        .iter()
        .map(proto::json::event_json)
        .collect();
    format!(
        "{} {} {}",
        extraction.language,
        serde_json::to_string(&events).expect("events are JSON"),
        serde_json::to_string(&extraction.abstained).expect("abstentions are JSON"),
    )
}

/// Three paragraphs of the labelled dispatches each, put together anew by the number of the article.
fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../integration-tests/dispatches");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the labelled dispatches are part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("dispatches are readable"))
        .collect();
    let paragraphs: Vec<&str> = texts.iter().flat_map(|text| text.split("\n\n")).collect();
    let at = "2022-02-12".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    (0..ARTICLES)
        .map(|number| {
            let text: Vec<&str> = (0..3)
                .map(|n| paragraphs[(number * 7 + n * (number + 11)) % paragraphs.len()])
                .collect();
            let text = text.join("\n\n");
            Article::new(
                format!("{number}"),
                "Example Wire",
                None,
                Some(published),
                text,
            )
        })
        .collect()
}
