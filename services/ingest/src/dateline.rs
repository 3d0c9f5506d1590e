//! The publication date that a text may begin with: `date 2022-02-02 ...`.

use events::published::InvalidPublishedAt;
use events::{Published, PublishedAt, PublishedBasis};

/// The date at the head of a text, if it has one. The text itself stays as it is: evidence is
/// counted in it.
///
/// # Errors
/// When the text begins with `date` and digits that are no date.
pub(crate) fn leading_date(text: &str) -> Result<Option<Published>, InvalidPublishedAt> {
    let mut words = text.split_whitespace();
    if words.next() != Some("date") {
        return Ok(None);
    }
    let Some(word) = words.next().filter(|word| looks_like_a_date(word)) else {
        return Ok(None);
    };
    let at: PublishedAt = word.parse()?;
    Ok(Some(Published {
        at,
        basis: PublishedBasis::Text,
    }))
}

fn looks_like_a_date(word: &str) -> bool {
    let digits = word.trim_start_matches(['+', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.matches('-').count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<Option<&str>, ()>) {
        let got = leading_date(text)
            .map(|found| found.map(|published| published.at.to_string()))
            .map_err(drop);
        assert_eq!(got, expect.map(|date| date.map(str::to_owned)), "{text}");
    }

    #[test]
    fn a_text_may_begin_with_its_date() {
        check(" date 2022-02-02 US President", Ok(Some("2022-02-02")));
        check(
            "date 2022-02-02T08:00:00Z Text",
            Ok(Some("2022-02-02T08:00:00Z")),
        );
        check("The date 2022-02-02 was a Wednesday", Ok(None));
        check("date palms are harvested in autumn", Ok(None));
        check("date 7 was agreed", Ok(None));
        check("date 2022-02-31 Text", Err(()));
        check("date 300000-01-01 Text", Err(()));
        check("date +300000-01-01 Text", Err(()));
        check("", Ok(None));
    }
}
