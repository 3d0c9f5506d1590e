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
        | "excluding" | "as" | "aside" | "beneath" | "atop" | "past" | "up" | "down" => {
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

/// Words that are verbs and nouns alike in their base form, with or without `s`: taken for nouns
/// unless their neighbours show a verb.
pub(crate) fn is_noun_too(lemma: &str) -> bool {
    const BOTH: &[&str] = &[
        "account",
        "act",
        "address",
        "advance",
        "aim",
        "airlift",
        "alert",
        "amount",
        "answer",
        "approach",
        "arm",
        "attack",
        "attempt",
        "back",
        "ban",
        "bar",
        "base",
        "battle",
        "beg",
        "block",
        "board",
        "bomb",
        "boost",
        "border",
        "call",
        "campaign",
        "capture",
        "care",
        "cast",
        "cause",
        "challenge",
        "change",
        "charge",
        "check",
        "claim",
        "clash",
        "climb",
        "close",
        "combat",
        "command",
        "comment",
        "compound",
        "concern",
        "conduct",
        "contact",
        "contest",
        "contract",
        "control",
        "cost",
        "count",
        "counter",
        "cover",
        "crash",
        "cross",
        "cut",
        "damage",
        "date",
        "deal",
        "debate",
        "decline",
        "decrease",
        "defeat",
        "delay",
        "demand",
        "design",
        "desire",
        "detail",
        "direct",
        "dispatch",
        "display",
        "dispute",
        "divide",
        "dock",
        "double",
        "doubt",
        "down",
        "drag",
        "draw",
        "dream",
        "drill",
        "drive",
        "drop",
        "edge",
        "end",
        "escort",
        "estimate",
        "exchange",
        "exercise",
        "exit",
        "face",
        "fall",
        "fear",
        "feature",
        "ferry",
        "field",
        "fight",
        "file",
        "finance",
        "fire",
        "flank",
        "flight",
        "flock",
        "flow",
        "fly",
        "focus",
        "force",
        "form",
        "free",
        "front",
        "fuel",
        "function",
        "fund",
        "gain",
        "garrison",
        "group",
        "guarantee",
        "guard",
        "guide",
        "halt",
        "hand",
        "head",
        "hit",
        "hold",
        "honour",
        "hope",
        "host",
        "house",
        "hunt",
        "hurt",
        "impact",
        "import",
        "increase",
        "influence",
        "issue",
        "join",
        "journey",
        "judge",
        "jump",
        "kick",
        "lack",
        "land",
        "landing",
        "launch",
        "lead",
        "leave",
        "lift",
        "light",
        "limit",
        "line",
        "link",
        "list",
        "live",
        "load",
        "lobby",
        "look",
        "man",
        "manoeuvre",
        "maneuver",
        "march",
        "mark",
        "mass",
        "match",
        "matter",
        "measure",
        "mention",
        "mine",
        "mission",
        "move",
        "murder",
        "muster",
        "name",
        "need",
        "note",
        "notice",
        "number",
        "object",
        "offer",
        "open",
        "operate",
        "order",
        "outline",
        "pack",
        "park",
        "part",
        "pass",
        "patrol",
        "pause",
        "pay",
        "permit",
        "place",
        "plan",
        "play",
        "pledge",
        "point",
        "pose",
        "position",
        "post",
        "pour",
        "practice",
        "praise",
        "present",
        "press",
        "pressure",
        "probe",
        "proceed",
        "process",
        "produce",
        "program",
        "progress",
        "project",
        "promise",
        "protest",
        "pull",
        "purchase",
        "push",
        "question",
        "quote",
        "raid",
        "rally",
        "range",
        "rank",
        "rate",
        "reach",
        "recall",
        "record",
        "regard",
        "release",
        "relief",
        "remark",
        "repeat",
        "reply",
        "report",
        "request",
        "rescue",
        "research",
        "reserve",
        "resort",
        "rest",
        "result",
        "retreat",
        "return",
        "reverse",
        "review",
        "ride",
        "ring",
        "rise",
        "risk",
        "rival",
        "roll",
        "rule",
        "run",
        "rush",
        "sail",
        "salute",
        "sanction",
        "scale",
        "schedule",
        "scramble",
        "scrap",
        "screen",
        "seal",
        "search",
        "share",
        "shell",
        "shelter",
        "shift",
        "ship",
        "shore",
        "show",
        "sign",
        "signal",
        "slip",
        "sort",
        "sound",
        "spark",
        "split",
        "sponsor",
        "spread",
        "spur",
        "stage",
        "stand",
        "start",
        "state",
        "station",
        "stay",
        "stem",
        "step",
        "stock",
        "stop",
        "store",
        "stream",
        "stress",
        "stretch",
        "strike",
        "struggle",
        "study",
        "supply",
        "support",
        "surge",
        "surprise",
        "surrender",
        "survey",
        "suspect",
        "sweep",
        "swing",
        "talk",
        "target",
        "task",
        "tender",
        "term",
        "test",
        "threat",
        "ticket",
        "tie",
        "toll",
        "top",
        "total",
        "touch",
        "tour",
        "tow",
        "trace",
        "track",
        "trade",
        "trail",
        "train",
        "transfer",
        "transit",
        "transport",
        "trap",
        "travel",
        "treat",
        "trigger",
        "trim",
        "triumph",
        "truck",
        "turn",
        "update",
        "upgrade",
        "use",
        "value",
        "venture",
        "view",
        "visit",
        "voice",
        "vote",
        "vow",
        "wait",
        "walk",
        "want",
        "watch",
        "wave",
        "welcome",
        "wish",
        "wonder",
        "work",
        "worry",
        "wound",
        "yield",
        "set",
        "backing",
        "build-up",
        "buildup",
        "standby",
        "drawdown",
        "long",
        "second",
        "total",
        "trial",
        "bank",
        "camp",
        "cap",
        "mind",
        "order",
        "people",
        "plant",
        "pool",
        "power",
        "season",
        "sense",
        "service",
        "star",
        "state",
        "unit",
        "west",
        "rise",
        "well",
        "still",
        "like",
        "better",
        "clear",
        "open",
        "complete",
        "separate",
        "secure",
        "live",
        "free",
        "present",
        "welcome",
        "slow",
        "near",
        "last",
    ];
    BOTH.contains(&lemma)
}
