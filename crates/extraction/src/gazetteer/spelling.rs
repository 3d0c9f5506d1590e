//! The spellings under which one name appears.

/// The name as it stands, without diacritics, with either apostrophe, and each of these in the
/// capitals of a dateline. Short names have no form in capitals, which would be other words.
pub(super) fn variants(name: &str) -> Vec<String> {
    let mut spellings = vec![name.to_owned()];
    let plain = fold(name);
    if plain != name {
        spellings.push(plain);
        spellings.push(fold_german(name));
    }
    for index in 0..spellings.len() {
        if spellings[index].contains('\'') {
            let curly = spellings[index].replace('\'', "\u{2019}");
            spellings.push(curly);
            let bare = spellings[index].replace('\'', "");
            spellings.push(bare);
        }
    }
    for index in 0..spellings.len() {
        let capitals = spellings[index].to_uppercase();
        if name.chars().count() > 3 {
            spellings.push(capitals);
        }
    }
    spellings.sort();
    spellings.dedup();
    spellings
}

/// Without diacritics.
pub(super) fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.chars() {
        plain.push_str(match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
            'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā' | 'Ă' | 'Ą' => "A",
            'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' => "c",
            'Ç' | 'Ć' | 'Č' | 'Ĉ' | 'Ċ' => "C",
            'ď' | 'đ' | 'ð' => "d",
            'Ď' | 'Đ' | 'Ð' => "D",
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ə' => "e",
            'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' | 'Ə' => "E",
            'ğ' | 'ģ' | 'ġ' => "g",
            'Ğ' | 'Ģ' | 'Ġ' => "G",
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
            'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'Į' | 'İ' => "I",
            'ķ' => "k",
            'Ķ' => "K",
            'ł' | 'ļ' | 'ľ' | 'ĺ' => "l",
            'Ł' | 'Ļ' | 'Ľ' => "L",
            'ñ' | 'ń' | 'ň' | 'ņ' => "n",
            'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "N",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
            'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
            'ř' | 'ŕ' => "r",
            'Ř' => "R",
            'ś' | 'š' | 'ş' | 'ș' => "s",
            'Ś' | 'Š' | 'Ş' | 'Ș' => "S",
            'ť' | 'ţ' | 'ț' => "t",
            'Ť' | 'Ţ' | 'Ț' => "T",
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' => "u",
            'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' | 'Ů' | 'Ű' => "U",
            'ý' | 'ÿ' => "y",
            'Ý' => "Y",
            'ź' | 'ż' | 'ž' => "z",
            'Ź' | 'Ż' | 'Ž' => "Z",
            'ß' => "ss",
            'æ' => "ae",
            'Æ' => "Ae",
            'œ' => "oe",
            'þ' => "th",
            'Þ' => "Th",
            other => {
                plain.push(other);
                continue;
            }
        });
    }
    plain
}

/// Without diacritics, umlauts written out as news agencies do.
fn fold_german(name: &str) -> String {
    let mut written_out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            'ä' => written_out.push_str("ae"),
            'ö' | 'ø' => written_out.push_str("oe"),
            'ü' => written_out.push_str("ue"),
            'Ä' => written_out.push_str("Ae"),
            'Ö' | 'Ø' => written_out.push_str("Oe"),
            'Ü' => written_out.push_str("Ue"),
            'å' => written_out.push_str("aa"),
            other => written_out.push(other),
        }
    }
    fold(&written_out)
}

/// The slug of a place: `Grafenwöhr` is `grafenwoehr`, `Fort Bragg` `fort-bragg`.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in fold_german(name).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_plain_and_capital_spellings() {
        let check = |name: &str, expect: &[&str]| {
            let found = variants(name);
            for spelling in expect {
                assert!(found.iter().any(|v| v == spelling), "{spelling} of {name}");
            }
        };
        check("Rzeszów", &["Rzeszów", "Rzeszow", "RZESZÓW", "RZESZOW"]);
        check("Grafenwöhr", &["Grafenwohr", "Grafenwoehr"]);
        check("N'Djamena", &["N’Djamena", "NDjamena", "N'DJAMENA"]);
        assert_eq!(variants("US"), ["US"]);
    }

    #[test]
    fn slugs() {
        assert_eq!(slug("Grafenwöhr"), "grafenwoehr");
        assert_eq!(slug("Fort Bragg"), "fort-bragg");
        assert_eq!(slug("N'Djamena"), "ndjamena");
        assert_eq!(slug("Rzeszów-Jasionka Airport"), "rzeszow-jasionka-airport");
    }
}
