//! What may begin with a word: a number, a time, a sum of money. Most words are seen at once to begin
//! none, by one look-up for all of them.

use crate::token::TokenKind;

/// What may begin with a token. It need not, but nothing else of the kind does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Openings(u8);

impl Openings {
    /// A number without qualifiers.
    pub(crate) const NUMBER: Self = Self(1);
    /// A number with its qualifiers.
    pub(crate) const COUNT: Self = Self(2);
    /// An expression of time.
    pub(crate) const TIME: Self = Self(4);
    /// A sum of money, without qualifiers.
    pub(crate) const SUM: Self = Self(8);
    /// A phrase that tells who speaks and is no verb of saying.
    pub(crate) const SPEECH: Self = Self(16);
    /// A sum of money by a qualifier.
    pub(crate) const AMOUNT: Self = Self(64);
    /// A phrase of several words that stands for one.
    pub(crate) const PHRASE: Self = Self(128);
    /// With a capital, an expression of time.
    const CALENDAR: Self = Self(32);

    /// Of those that a word is listed with, and of its form, those of a token.
    pub(crate) fn of_token(self, word: &str, kind: TokenKind, capital: bool) -> Self {
        let mut found = self;
        // `forty-one`, `half-a-dozen`, `mid-May`
        let joined = || word.len() > 5 && word.contains('-');
        if found.has(Self::NUMBER) || kind == TokenKind::Number || joined() {
            for one in [Self::NUMBER, Self::COUNT, Self::TIME, Self::SUM] {
                found = found.with(one);
            }
        }
        if capital && found.has(Self::CALENDAR) {
            found = found.with(Self::TIME);
        }
        found
    }

    /// Whether one of the given may begin.
    pub(crate) fn has(self, given: Self) -> bool {
        self.0 & given.0 != 0
    }

    /// These and the given.
    pub(crate) const fn with(self, given: Self) -> Self {
        Self(self.0 | given.0)
    }
}

/// Words in their normal form, with what may begin with each; a word may stand here more than once.
pub(crate) fn listed() -> impl Iterator<Item = (&'static str, Openings)> {
    WORDS.iter().flat_map(|(openings, words)| {
        let words = words.split_whitespace();
        words.map(|word| (word, *openings))
    })
}

/// The words in their normal form.
const WORDS: &[(Openings, &str)] = &[
    (
        Openings::NUMBER,
        "a zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen \
         fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty \
         ninety",
    ),
    (
        Openings::COUNT,
        "a above about additional all almost altogether an another approximately around as at \
         below between close dozens estimated exceeding fewer from further half his hundreds in its \
         just last less more multiple nearly no not on only our over perhaps roughly scores several \
         some tens the their these those thousands under up upward upwards well",
    ),
    (
        Openings::TIME,
        "a about after an approximately around as at before beginning between beyond by coming during \
         earlier early for from just roughly shortly \
         in its last late late- later mid next on over overnight past previous same since starting \
         that the this through till today tomorrow tonight until within year yesterday",
    ),
    (
        Openings::CALENDAR,
        "monday tuesday wednesday thursday friday saturday sunday january jan february feb march \
         mar april apr may june jun july jul august aug september sept sep october oct november nov \
         december dec",
    ),
    (
        Openings::SUM,
        "$ usd us$ € eur £ gbp ¥ jpy aud a$ cad c$ chf sek nok dkk pln ₽ rub ₩ krw ₹ inr us u.s. a c",
    ),
    (
        Openings::AMOUNT,
        "a about additional almost an another approximately around as at less more nearly over \
         roughly some up",
    ),
    (
        Openings::PHRASE,
        "about according ahead all along around as at because bound close closer destined due \
         east for headed in inside instead nearer next north northeast northwest of on out \
         outside present regardless so south southeast southwest such to together west",
    ),
    (
        Openings::SPEECH,
        "according quoted quotes quoting cited cites citing expressed made makes let went",
    ),
];
