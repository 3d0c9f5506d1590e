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

/// The closed class of a word in its normal form.
pub(crate) fn closed(word: &str) -> Option<Closed> {
    Some(match word {
        "the" | "a" | "an" | "this" | "these" | "those" | "no" | "each" | "every" | "both"
        | "either" | "neither" | "any" | "another" | "such" | "what" => Closed::Determiner,
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => Closed::Owning,
        "he" | "she" | "it" | "they" | "we" | "i" | "you" | "him" | "them" | "us" | "me"
        | "there" | "here" | "himself" | "itself" | "themselves" | "herself" | "nobody"
        | "none" | "somebody" | "everybody" | "everyone" | "someone" | "anyone" | "nothing"
        | "something" | "everything" | "anything" => Closed::Pronoun,
        "of" | "in" | "on" | "at" | "to" | "from" | "for" | "with" | "by" | "into" | "onto"
        | "near" | "along" | "across" | "through" | "toward" | "towards" | "against" | "off"
        | "inside" | "outside" | "beyond" | "behind" | "during" | "alongside" | "amid"
        | "despite" | "via" | "upon" | "beside" | "aboard" | "throughout" | "under" | "between"
        | "among" | "amongst" | "within" | "without" | "around" | "over" | "about" | "out"
        | "opposite" | "besides" | "like" | "including" | "per" | "above" | "below"
        | "bordering" | "facing" | "concerning" | "versus" | "close" | "plus" | "except"
        | "excluding" | "worth" | "as" | "aside" | "beneath" | "atop" | "past" | "up" | "down" => {
            Closed::Preposition
        }
        "and" | "or" | "but" | "nor" | "&" | "yet" => Closed::And,
        "who" | "which" | "whom" | "whose" | "where" | "whereby" | "wherever" => Closed::Relative,
        "because" | "while" | "whilst" | "although" | "though" | "if" | "unless" | "when"
        | "whenever" | "whether" | "that" | "after" | "before" | "since" | "until" | "till"
        | "once" | "so" | "whereas" | "how" | "why" | "than" | "lest" | "provided" => {
            Closed::Subordinator
        }
        "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must"
        | "cannot" | "can't" | "won't" | "wouldn't" | "couldn't" | "shouldn't" | "mustn't"
        | "'ll" | "ought" => Closed::Modal,
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "isn't" | "aren't"
        | "wasn't" | "weren't" | "'re" | "'m" => Closed::Be,
        "has" | "have" | "had" | "having" | "hasn't" | "haven't" | "hadn't" | "'ve" => Closed::Have,
        "do" | "does" | "did" | "doesn't" | "don't" | "didn't" => Closed::Do,
        "not" | "never" => Closed::Not,
        _ if is_adverb(word) => Closed::Adverb,
        _ => return None,
    })
}

/// Whether a word that is an auxiliary holds its own `not`.
pub(crate) fn holds_not(word: &str) -> bool {
    word.ends_with("n't") || word == "cannot"
}

fn is_adverb(word: &str) -> bool {
    const LY_NOUNS: &[&str] = &[
        "july", "italy", "ally", "family", "army", "supply", "assembly", "reply", "early", "daily",
        "weekly", "monthly", "likely", "unlikely", "friendly", "anomaly", "rally", "elderly",
        "sicily", "apply", "rely", "comply", "imply", "multiply", "fly", "deadly", "costly",
        "lonely", "holy",
    ];
    matches!(
        word,
        "already"
            | "still"
            | "also"
            | "now"
            | "soon"
            | "just"
            | "even"
            | "meanwhile"
            | "however"
            | "therefore"
            | "then"
            | "too"
            | "instead"
            | "again"
            | "today"
            | "yesterday"
            | "ever"
            | "only"
            | "rather"
            | "thus"
            | "well"
            | "far"
            | "together"
            | "elsewhere"
            | "ahead"
            | "abroad"
            | "home"
            | "away"
            | "back"
            | "forward"
            | "later"
            | "almost"
            | "perhaps"
            | "quite"
            | "very"
            | "otherwise"
            | "moreover"
            | "nevertheless"
            | "hitherto"
            | "always"
            | "often"
            | "northward"
            | "southward"
            | "eastward"
            | "westward"
            | "eastwards"
            | "westwards"
            | "northwards"
            | "southwards"
            | "hence"
            | "ashore"
            | "overseas"
            | "likewise"
            | "indeed"
            | "sometimes"
            | "anyway"
            | "meantime"
            | "altogether"
            | "overnight"
            | "nonetheless"
            | "separately"
    ) || word.len() > 4 && word.ends_with("ly") && !LY_NOUNS.contains(&word)
}
