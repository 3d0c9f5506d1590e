//! That reading takes time in proportion to the length, whatever the text: each of these grows from a
//! quarter of a megabyte to one, and must stay under a second a megabyte of one core and must not
//! grow much faster than its length: `cargo bench -p extraction --bench long_texts`. Fails otherwise.

mod clock;

use std::fs;
use std::process::ExitCode;

use events::{Article, Published, PublishedBasis};

/// Bytes of the longest text.
const BYTES: usize = 1_000_000;
/// The longest that a text of [`BYTES`] may take.
const SECONDS_MAX: f64 = 1.0;
/// Four times the text may take so much longer than it, or than a twentieth of a second.
const RATIO_MAX: f64 = 8.0;

/// What is repeated; each text begins in English, so that it is read.
const UNITS: [(&str, &str); 26] = [
    ("numbers", "1,234 5678 90 12.5 "),
    ("digits without end", "7"),
    ("one long word", "troops"),
    ("capitals", "A B C RUSSIA KYIV "),
    ("initials", "U.S."),
    ("commas", ", "),
    ("quotation marks", "\" "),
    ("curly quotation marks", "\u{201c} he said \u{201d} "),
    ("single quotation marks", "' "),
    ("opening parentheses", "( "),
    ("nested parentheses", "(NATO (Kyiv) ) "),
    ("names", "Russia Ukraine Poland NATO Kyiv "),
    ("joined names", "Russia and Ukraine and Poland and NATO, "),
    ("hyphens", "A-"),
    ("slashes", "F/A-18/"),
    ("full stops", ". "),
    ("dashes", "\u{2014} "),
    (
        "one sentence",
        "the troops that the minister sent to the base near the border where ",
    ),
    ("prepositions", "of in to from "),
    ("verbs", "is sending has sent will send "),
    (
        "speakers",
        "NATO spokeswoman Oana Lungescu said on Monday. She said that he told Mr Smith. ",
    ),
    (
        "statements",
        "\"We will send 300 troops to Latvia,\" President Anna Smith said. ",
    ),
    ("paragraphs of a word", "Troops\n\n"),
    ("lines", "- 300 troops to Latvia\n"),
    (
        "movements",
        "Spain will send 300 soldiers to Latvia and two frigates to the Black Sea, Madrid said on Monday. ",
    ),
    (
        "turns of a transcript",
        "Q: Will they go?\n\nMR. PRICE: They will go to Poland.\n\n",
    ),
];

fn main() -> ExitCode {
    let mut slow = 0;
    for (name, unit) in UNITS {
        slow += u32::from(!measure(name, |bytes| of_length(unit, bytes)));
    }
    for (name, text) in dispatches() {
        slow += u32::from(!measure(name, |bytes| of_length(&text, bytes)));
    }
    if slow > 0 {
        println!("{slow} texts are too slow");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn measure(name: &str, text: impl Fn(usize) -> String) -> bool {
    let times = [BYTES / 4, BYTES / 2, BYTES].map(|bytes| seconds(&text(bytes)));
    let ratio = times[2] / times[0].max(0.05);
    let good = times[2] < SECONDS_MAX && ratio < RATIO_MAX;
    println!(
        "{name:24} {:6.3} {:6.3} {:6.3} s, {ratio:4.1} times as long for 4 times the text{}",
        times[0],
        times[1],
        times[2],
        if good { "" } else { "  TOO SLOW" }
    );
    good
}

fn of_length(unit: &str, bytes: usize) -> String {
    const BEGINNING: &str = "The ministry said that the troops, which have left their base with the \
        rest of the brigade, would stay there and that their orders have come from the capital. ";
    let mut text = String::from(BEGINNING);
    while text.len() < bytes {
        text.push_str(unit);
    }
    text
}

/// The labelled dispatches one after the other, and their words as one sentence.
fn dispatches() -> [(&'static str, String); 2] {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../integration-tests/dispatches"
    );
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the labelled dispatches are part of the project")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let text: String = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("dispatches are readable") + "\n\n")
        .collect();
    let words = text.replace(['.', '\n', '!', '?'], " ");
    [("dispatches", text), ("dispatches unstopped", words)]
}

/// How long the quicker of two readings takes.
fn seconds(text: &str) -> f64 {
    let at = "2022-02-12".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    let article = Article::new("Troops", "Example Wire", None, Some(published), text);
    let once = || {
        let start = clock::seconds();
        std::hint::black_box(extraction::extract(&article));
        clock::seconds() - start
    };
    once().min(once())
}
