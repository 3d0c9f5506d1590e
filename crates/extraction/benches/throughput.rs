//! How fast dispatches are read on one core, beside a plain search for many words over the same
//! bytes: `cargo bench -p extraction`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;
use events::{Article, Published, PublishedBasis};

/// Paragraphs of a dispatch; repeated up to the length of an article.
const PARAGRAPHS: [&str; 5] = [
    "The United States is sending 3,000 more soldiers of the 82nd Airborne Division to Poland, where 1,700 are already assembling, a senior defence official said on Friday. They will leave Fort Bragg in the next few days.",
    "Denmark will send a frigate to the Baltic Sea and four F-16s to Lithuania. Spanish ships are on their way to join NATO's standing naval forces, and Madrid is considering fighter jets for Bulgaria.",
    "Russia, which has massed some 100,000 troops near its neighbour, blamed the alliance for the rise in tension and said it did not intend to invade. \"We have no such plans,\" its foreign minister told reporters in Moscow.",
    "Talks on grain exports were put off until next week after the delegations failed to agree on an agenda, and the rouble lost two per cent against the dollar in early trading while oil prices rose for a third day in a row.",
    "None of the troops would go to Ukraine, where fewer than 200 American service members are on an advisory mission. Germany has also declined to supply weapons, and a request to pass on old howitzers is still unanswered.",
];

/// Words an article.
const WORDS: usize = 400;
/// How long each side is measured.
const TIME: Duration = Duration::from_secs(3);

fn main() {
    let article = article();
    let words = article.text.split_whitespace().count();
    let (articles, seconds) = timed(|| {
        black_box(extraction::extract(black_box(&article)));
    });
    let rate = articles / seconds;
    println!(
        "extract       {rate:9.0} articles/s  {:9.0} words/s  {:6.1} MB/s  ({words} words an article, one core)",
        rate * words as f64,
        rate * article.text.len() as f64 / 1e6,
    );
    let patterns: Vec<&str> = article.text.split_whitespace().collect();
    let automaton = AhoCorasick::new(patterns).expect("words make an automaton");
    let (passes, seconds) = timed(|| {
        black_box(automaton.find_iter(black_box(&article.text)).count());
    });
    let rate = passes / seconds;
    println!(
        "aho-corasick  {rate:9.0} articles/s  {:9.0} words/s  {:6.1} MB/s",
        rate * words as f64,
        rate * article.text.len() as f64 / 1e6,
    );
}

/// How often something runs, and in how many seconds.
fn timed(mut run: impl FnMut()) -> (f64, f64) {
    run();
    let start = Instant::now();
    let mut runs = 0.0;
    while start.elapsed() < TIME {
        run();
        runs += 1.0;
    }
    (runs, start.elapsed().as_secs_f64())
}

fn article() -> Article {
    let mut text = String::new();
    for paragraph in PARAGRAPHS.iter().cycle() {
        text.push_str(paragraph);
        text.push_str("\n\n");
        if text.split_whitespace().count() >= WORDS {
            break;
        }
    }
    let at = "2022-02-12".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    Article::new("Troops", "Example Wire", None, Some(published), text)
}
