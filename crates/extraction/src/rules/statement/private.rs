//! Speakers who speak for nobody: experts, sources, media, firms, passers-by.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::document::Document;

static WORDS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let file = include_str!("../../../data/private-speakers.tsv");
    file.lines()
        .filter(|line| !line.starts_with('#'))
        .map(str::trim)
        .collect()
});

/// Whether words show that somebody speaks for nobody.
pub(super) fn is_private(doc: &Document<'_>, mut tokens: Range<usize>) -> bool {
    tokens.any(|at| {
        WORDS.contains(doc.word(at)) || doc.word(at) == "news" && doc.word(at + 1) == "agency"
    })
}
