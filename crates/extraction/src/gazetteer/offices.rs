//! Offices, ranks and titles: who a person or a body speaks as.

use std::sync::LazyLock;

use super::matcher::Matcher;
use super::table::rows;
use super::words::Words;

/// What kind of word stands before or in place of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfficeKind {
    /// President, king, prime minister, chancellor.
    Head,
    /// A member of a government: defence minister, secretary of state.
    Minister,
    /// Ambassador, envoy, high representative, secretary-general.
    Diplomat,
    /// Spokesman, spokeswoman, press secretary, press service.
    Spokesperson,
    /// Commander, chief of staff, and military ranks.
    Military,
    /// Adviser, deputy, director, governor, official, lawmaker.
    Official,
    /// A body: ministry, department, general staff, parliament, embassy, air force.
    Body,
    /// Mr, Mrs, Dr, Sir: no office.
    Honorific,
}

/// An office, rank or title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// Its customary name: `Defence Minister` for `defense minister` too.
    pub name: String,
    /// What it is.
    pub kind: OfficeKind,
}

/// An office found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficeMention {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// Which office.
    pub office: &'static Office,
}

static OFFICES: LazyLock<Matcher<Office>> = LazyLock::new(|| {
    let named = rows(include_str!("../../data/offices.tsv")).map(|row| {
        let office = Office {
            name: row.field(0).to_owned(),
            kind: match row.field(1) {
                "head" => OfficeKind::Head,
                "minister" => OfficeKind::Minister,
                "diplomat" => OfficeKind::Diplomat,
                "spokesperson" => OfficeKind::Spokesperson,
                "military" => OfficeKind::Military,
                "official" => OfficeKind::Official,
                "body" => OfficeKind::Body,
                "honorific" => OfficeKind::Honorific,
                other => unreachable!("offices.tsv tells no kind {other:?}"),
            },
        };
        let spellings = std::iter::once(row.field(0)).chain(row.list(2));
        (spellings.map(str::to_owned).collect(), office)
    });
    Matcher::ignoring_case(named.collect())
});

/// Every office, rank and title in the text, in order and without overlaps, the longest first.
pub fn find_offices(words: &Words<'_>) -> Vec<OfficeMention> {
    OFFICES
        .find(words)
        .into_iter()
        .map(|found| OfficeMention {
            start: found.start,
            end: found.end,
            office: found.value,
        })
        .collect()
}
