//! In which language a text is written: rules for English read English only.

/// Texts with fewer letters are taken for English: too few to tell.
const LETTERS_MIN: usize = 120;
/// So many letters tell a script, and that a text in another than Latin is not English.
const SCRIPT_MIN: usize = 10;
/// Some language, and not English.
const UNDETERMINED: &str = "und";
/// How much of a text is enough to tell its language.
const BYTES: usize = 4_000;

/// Words at the head of a text that are enough to see that it is English.
const WORDS: usize = 150;
/// At least one in so many of them is a word that only English has.
const SHARE: usize = 12;
/// Fewer such words may be a title quoted in a text of another language.
const ENGLISH_MIN: usize = 8;

/// The language of a text by its ISO 639-3 code; absent when it is too short or too mixed to tell.
pub(crate) fn of(text: &str) -> Option<String> {
    let mut end = text.len().min(BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = &text[..end];
    let (letters, latin) = letters(head);
    if letters >= SCRIPT_MIN && 2 * latin < letters {
        let info = whatlang::detect(head).filter(whatlang::Info::is_reliable);
        return Some(
            info.map_or(UNDETERMINED, |info| info.lang().code())
                .to_owned(),
        );
    }
    if letters < LETTERS_MIN {
        return None;
    }
    if is_plainly_english(head) {
        return Some("eng".to_owned());
    }
    let info = whatlang::detect(head)?;
    info.is_reliable().then(|| info.lang().code().to_owned())
}

/// How many letters a text has, and how many of them are Latin.
fn letters(text: &str) -> (usize, usize) {
    let ascii = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let (mut letters, mut latin) = (ascii, ascii);
    for (at, byte) in text.bytes().enumerate() {
        // The first byte of a character of several.
        if byte >= 0xc0
            && let Some(c) = text[at..].chars().next()
        {
            letters += usize::from(c.is_alphabetic());
            latin += usize::from(is_latin(c));
        }
    }
    (letters, latin)
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// Spares nearly all dispatches the search through all languages, which costs more than their
/// reading.
fn is_plainly_english(text: &str) -> bool {
    let words = text.split_ascii_whitespace().take(WORDS);
    let (mut all, mut english) = (0, 0);
    for word in words {
        all += 1;
        english += usize::from(is_english_only(word));
    }
    english >= ENGLISH_MIN && english * SHARE >= all
}

/// Frequent words that no other language in Latin letters has.
fn is_english_only(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "The"
            | "and"
            | "that"
            | "with"
            | "from"
            | "were"
            | "said"
            | "have"
            | "has"
            | "their"
            | "which"
            | "would"
            | "this"
            | "its"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The ministry said that the two frigates, which left their base on Monday, \
        would sail with the rest of the squadron to the Gulf of Aden and that they have orders from \
        the admiral to stay there until the merchant ships were through.";

    #[test]
    fn languages() {
        let check = |text: &str, expect: Option<&str>| {
            assert_eq!(of(text).as_deref(), expect, "{text}");
        };
        check("Troops left.", None);
        check("Войска ушли из города.", Some("und"));
        check("軍隊は町を去った。艦隊も港を出た。", Some("jpn"));
        check(ENGLISH, Some("eng"));
        check(
            "Das Ministerium teilte mit, dass die beiden Fregatten, die am Montag ausgelaufen sind, \
             mit dem Rest des Geschwaders in den Golf von Aden fahren und dort bleiben werden.",
            Some("deu"),
        );
        check(
            "Le ministère a déclaré que les deux frégates, parties lundi de leur base, rejoindraient le \
             reste de l'escadre dans le golfe d'Aden et qu'elles y resteraient jusqu'à nouvel ordre.",
            Some("fra"),
        );
    }

    #[test]
    fn plain_english_needs_no_search() {
        assert!(is_plainly_english(ENGLISH));
        let quoted = "Il a cité « The Lord and the Ring » hier à Paris, devant un public nombreux.";
        assert!(!is_plainly_english(quoted));
    }
}
