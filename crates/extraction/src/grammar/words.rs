//! The closed classes of English: words that show where groups and clauses begin and end.

/// A word of a closed class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    /// `the`, `a`, `no`, `this`, `each`.
    Determiner,
    /// `his`, `its`, `their`, `our`.
    Owning,
    /// `he`, `they`, `it`, `there`, `none`.
    Pronoun,
    /// `in`, `to`, `from`.
    Preposition,
    /// `and`, `or`, `but`, `nor`.
    And,
    /// `who`, `which`, `where`; `that` is decided by its neighbours.
    Relative,
    /// `because`, `while`, `if`, `that`.
    Subordinator,
    /// `will`, `could`.
    Modal,
    /// Forms of `be`.
    Be,
    /// Forms of `have`.
    Have,
    /// Forms of `do`.
    Do,
    /// `not`, `never`.
    Not,
    /// `already`, `still`, `also`.
    Adverb,
}

/// The words of each class. A word of several stands in the first.
const LISTS: &[(Closed, &str)] = &[
    (
        Closed::Determiner,
        "the a an this these those no each every both either neither any another such what",
    ),
    (Closed::Owning, "his her its their our my your"),
    (
        Closed::Pronoun,
        "he she it they we i you him them us me there here himself itself themselves herself \
         nobody none somebody everybody everyone someone anyone nothing something everything \
         anything",
    ),
    (
        Closed::Preposition,
        "of in on at to from for with by into onto near along across through toward towards \
         against off inside outside beyond behind during alongside amid amidst despite via upon \
         beside aboard throughout under between among amongst within without around over \
         about out opposite besides like including per above below bordering facing \
         concerning versus close plus except excluding worth as aside beneath atop past up \
         down",
    ),
    (Closed::And, "and or but nor & yet"),
    (
        Closed::Relative,
        "who which whom whose where whereby wherever",
    ),
    (
        Closed::Subordinator,
        "because while whilst although though if unless when whenever whether that after \
         before since until till once so whereas how why than lest provided",
    ),
    (
        Closed::Modal,
        "will would shall should can could may might must cannot can't won't wouldn't \
         couldn't shouldn't mustn't 'll ought",
    ),
    (
        Closed::Be,
        "is are was were be been being am isn't aren't wasn't weren't 're 'm",
    ),
    (
        Closed::Have,
        "has have had having hasn't haven't hadn't 've",
    ),
    (Closed::Do, "do does did doesn't don't didn't"),
    (Closed::Not, "not never"),
    (
        Closed::Adverb,
        "already still also now soon just even earlier meanwhile however therefore then \
         too instead again today yesterday ever only rather thus well far together elsewhere \
         ahead abroad home away back forward later almost perhaps quite very otherwise \
         moreover nevertheless hitherto always often northward southward eastward westward \
         eastwards westwards northwards southwards hence ashore overseas likewise indeed \
         sometimes anyway meantime altogether overnight nonetheless separately outright",
    ),
];

/// Words in `-ly` that are no adverbs.
const LY_NOUNS: &str = "july italy ally family army supply assembly reply early daily weekly monthly likely \
    unlikely friendly anomaly rally elderly sicily apply rely comply imply multiply fly \
    deadly costly lonely holy";

/// Words in their normal form, each with its class, or that it is of none though it ends in `-ly`; of a
/// word that stands here more than once the first counts.
pub(crate) fn listed() -> impl Iterator<Item = (&'static str, Option<Closed>)> {
    let classes = LISTS.iter().flat_map(|(class, words)| {
        let words = words.split_whitespace();
        words.map(|word| (word, Some(*class)))
    });
    classes.chain(LY_NOUNS.split_whitespace().map(|word| (word, None)))
}

/// Whether a word that is an auxiliary holds its own `not`.
pub(crate) fn holds_not(word: &str) -> bool {
    word.ends_with("n't") || word == "cannot"
}
