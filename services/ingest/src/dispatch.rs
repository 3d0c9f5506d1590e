//! From what came to an article, or to what is wrong with it. Pure.

use events::{Article, Published, PublishedAt, PublishedBasis};
use serde::Deserialize;
use url::Url;

use crate::dateline::leading_date;
pub use crate::html::{InvalidPage, Scripts};

/// Bytes that a dispatch may have as it comes, and its text as it is stored.
pub const DISPATCH_BYTES_MAX: usize = 4 << 20;
/// Characters of a headline.
pub const TITLE_CHARS_MAX: usize = 1_000;
/// Characters of an outlet's name.
pub const PUBLISHER_CHARS_MAX: usize = 200;
/// Characters of an address.
pub const URL_CHARS_MAX: usize = 2_048;

/// A dispatch in its JSON form. Only the text is required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Dispatch {
    /// The sender's own name for it; echoed, never stored.
    #[serde(default)]
    pub source_id: Option<String>,
    /// The headline.
    #[serde(default)]
    pub title: Option<String>,
    /// The outlet.
    #[serde(default)]
    pub publisher: Option<String>,
    /// The address: the article's identity where there is one.
    #[serde(default)]
    pub url: Option<String>,
    /// `2022-02-02`, or RFC 3339.
    #[serde(default)]
    pub published_at: Option<String>,
    /// The body, kept as it comes.
    pub text: String,
}

/// Why a dispatch cannot be taken in. Each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDispatch {
    /// Nothing came.
    #[error("the dispatch is empty: send its text")]
    Empty,
    /// Too much came.
    #[error("the dispatch is larger than {} MiB: send the article alone", DISPATCH_BYTES_MAX >> 20)]
    TooLarge,
    /// Not in the encoding that it claims.
    #[error("byte {at} is not valid {encoding}: send UTF-8, or name the charset in Content-Type")]
    Encoding {
        /// The encoding.
        encoding: &'static str,
        /// The first byte that is wrong.
        at: usize,
    },
    /// An encoding nobody knows.
    #[error("charset {0:?} is not known: send UTF-8")]
    UnknownCharset(String),
    /// No dispatch in JSON.
    #[error(
        "the JSON is no dispatch: {0}; it has the fields sourceId, title, publisher, url, publishedAt and text, all strings, and text is required"
    )]
    Json(String),
    /// A field is longer than it may be.
    #[error("{field} is longer than {limit} characters")]
    FieldTooLong {
        /// Which.
        field: &'static str,
        /// How long it may be.
        limit: usize,
    },
    /// A control character, which no dispatch has and terminals and other readers act on.
    #[error("{field} has the control character U+{code:04X} at character {at}: remove it")]
    ControlCharacter {
        /// Which field.
        field: &'static str,
        /// The character.
        code: u32,
        /// Where it stands, from 0.
        at: usize,
    },
    /// No address.
    #[error("url {url:?} is no web address: {reason}")]
    Url {
        /// As given.
        url: String,
        /// Why.
        reason: String,
    },
    /// No date.
    #[error("publishedAt: {0}")]
    Published(#[from] events::published::InvalidPublishedAt),
    /// A text that is a page.
    #[error("the text is an HTML page: send it as text/html, or from a file named .html")]
    PageAsText,
    /// A page that cannot be read.
    #[error("the page: {0}")]
    Page(#[from] InvalidPage),
}

impl Dispatch {
    /// A dispatch of nothing but text.
    pub fn of_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Reads the JSON form.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 or not a dispatch, naming line and column.
    pub fn from_json(bytes: &[u8]) -> Result<Self, InvalidDispatch> {
        let text = utf8(bytes)?;
        if text.trim().is_empty() {
            return Err(InvalidDispatch::Empty);
        }
        serde_json::from_str(text).map_err(|error| InvalidDispatch::Json(error.to_string()))
    }

    /// Reads an HTML page; what `self` says already stands over the page's own metadata.
    ///
    /// # Errors
    /// When no article can be read from it.
    pub fn with_page(self, html: &str, scripts: Scripts) -> Result<Article, InvalidDispatch> {
        if html.len() > DISPATCH_BYTES_MAX {
            return Err(InvalidDispatch::TooLarge);
        }
        if html.trim().is_empty() {
            return Err(InvalidDispatch::Empty);
        }
        let page = crate::html::read(html, scripts)?;
        let stated = published(self.published_at.as_deref())?;
        // A page's own metadata are a hint: a date or an address that is none is left out.
        let told = page
            .published_at
            .and_then(|at| at.parse::<PublishedAt>().ok());
        let told = told.map(|at| Published {
            at,
            basis: PublishedBasis::Metadata,
        });
        let url = self.url.or(page.url.filter(|url| parse_url(url).is_ok()));
        let title = self.title.unwrap_or(page.title);
        let publisher = self.publisher.unwrap_or(page.publisher);
        build(
            &title,
            &publisher,
            url.as_deref(),
            stated.or(told),
            page.text,
        )
    }

    /// The article, with its publication date from the dispatch or else from the head of its text.
    ///
    /// # Errors
    /// When a field is missing, too long or malformed.
    pub fn into_article(self) -> Result<Article, InvalidDispatch> {
        let start = self
            .text
            .trim_start()
            .get(..15)
            .unwrap_or_default()
            .to_ascii_lowercase();
        if start.starts_with("<!doctype html") || start.starts_with("<html") {
            return Err(InvalidDispatch::PageAsText);
        }
        let stated = published(self.published_at.as_deref())?;
        let published = match stated {
            Some(published) => Some(published),
            None => leading_date(&self.text)?,
        };
        let title = self.title.unwrap_or_default();
        let publisher = self.publisher.unwrap_or_default();
        build(
            &title,
            &publisher,
            self.url.as_deref(),
            published,
            self.text,
        )
    }
}

/// The text in bytes of a named encoding; UTF-8 when none is named.
///
/// # Errors
/// When the encoding is not known or the bytes are not in it.
pub fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, InvalidDispatch> {
    let Some(label) = charset else {
        return utf8(bytes).map(str::to_owned);
    };
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())
        .ok_or_else(|| InvalidDispatch::UnknownCharset(label.chars().take(40).collect()))?;
    if encoding == encoding_rs::UTF_8 {
        return utf8(bytes).map(str::to_owned);
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned)
        .ok_or(InvalidDispatch::Encoding {
            encoding: encoding.name(),
            at: 0,
        })
}

fn utf8(bytes: &[u8]) -> Result<&str, InvalidDispatch> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| InvalidDispatch::Encoding {
        encoding: "UTF-8",
        at: error.valid_up_to(),
    })
}

fn published(text: Option<&str>) -> Result<Option<Published>, InvalidDispatch> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    let at = text.parse()?;
    Ok(Some(Published {
        at,
        basis: PublishedBasis::Stated,
    }))
}

fn build(
    title: &str,
    publisher: &str,
    url: Option<&str>,
    published: Option<Published>,
    text: String,
) -> Result<Article, InvalidDispatch> {
    if text.trim().is_empty() {
        return Err(InvalidDispatch::Empty);
    }
    if text.len() > DISPATCH_BYTES_MAX {
        return Err(InvalidDispatch::TooLarge);
    }
    let (title, publisher) = (title.trim(), publisher.trim());
    short(title, "title", TITLE_CHARS_MAX)?;
    short(publisher, "publisher", PUBLISHER_CHARS_MAX)?;
    printable(&text, "text")?;
    printable(title, "title")?;
    printable(publisher, "publisher")?;
    let url = url.map(str::trim).filter(|url| !url.is_empty());
    let url = url.map(parse_url).transpose()?;
    Ok(Article::new(title, publisher, url, published, text))
}

fn short(value: &str, field: &'static str, limit: usize) -> Result<(), InvalidDispatch> {
    if value.chars().nth(limit).is_some() {
        return Err(InvalidDispatch::FieldTooLong { field, limit });
    }
    Ok(())
}

fn printable(value: &str, field: &'static str) -> Result<(), InvalidDispatch> {
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    match value.chars().enumerate().find(|(_, c)| odd(*c)) {
        Some((at, c)) => Err(InvalidDispatch::ControlCharacter {
            field,
            code: u32::from(c),
            at,
        }),
        None => Ok(()),
    }
}

fn parse_url(text: &str) -> Result<Url, InvalidDispatch> {
    short(text, "url", URL_CHARS_MAX)?;
    let invalid = |reason: &str| InvalidDispatch::Url {
        url: text.chars().take(80).collect(),
        reason: reason.to_owned(),
    };
    let url: Url = text
        .parse()
        .map_err(|error: url::ParseError| invalid(&error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("it must begin with https:// or http://"));
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expect: Result<&str, InvalidDispatch>) {
        let got = Dispatch::from_json(json.as_bytes())
            .and_then(Dispatch::into_article)
            .map(|article| {
                article
                    .published
                    .map_or("none".into(), |p| p.at.to_string())
            });
        assert_eq!(got, expect.map(str::to_owned), "{json}");
    }

    #[test]
    fn dispatches_in_json() {
        check(r#"{"text": "Troops left."}"#, Ok("none"));
        check(
            r#"{"text": "Troops left.", "publishedAt": null}"#,
            Ok("none"),
        );
        check(
            r#"{"text": "Troops left.", "publishedAt": "2031-03-01"}"#,
            Ok("2031-03-01"),
        );
        check(
            r#"{"text": " date 2031-03-02 Troops left."}"#,
            Ok("2031-03-02"),
        );
        check(
            r#"{"text": "date 2031-03-02 Troops left.", "publishedAt": "2031-03-01"}"#,
            Ok("2031-03-01"),
        );
        check(r#"{"text": "  "}"#, Err(InvalidDispatch::Empty));
        check("", Err(InvalidDispatch::Empty));
        check(
            r#"{"text": "<!DOCTYPE html><p>x"}"#,
            Err(InvalidDispatch::PageAsText),
        );
        check(
            r#"{"text": "a\u0000b"}"#,
            Err(InvalidDispatch::ControlCharacter {
                field: "text",
                code: 0,
                at: 1,
            }),
        );
    }

    fn check_refused(json: &str, words: &str) {
        let refused = Dispatch::from_json(json.as_bytes()).and_then(Dispatch::into_article);
        let message = refused.expect_err(json).to_string();
        assert!(message.contains(words), "{message}");
    }

    #[test]
    fn errors_name_the_place_and_the_remedy() {
        check_refused(r#"{"txt": "x"}"#, "unknown field `txt`");
        check_refused(r#"{"title": "x"}"#, "missing field `text`");
        check_refused("[]", "the JSON is no dispatch");
        check_refused(
            r#"{"text": "x", "publishedAt": "300000-01-01"}"#,
            "write 2022-02-02",
        );
        check_refused(r#"{"text": "date 300000-01-01 x"}"#, "years 1000 to 9999");
        check_refused(
            r#"{"text": "x", "url": "javascript:alert(1)"}"#,
            "begin with https://",
        );
        check_refused(r#"{"text": "x", "url": "no address"}"#, "no web address");
        check_refused(
            &format!(r#"{{"text": "x", "title": "{}"}}"#, "t".repeat(1_001)),
            "title is longer than 1000",
        );
    }

    #[test]
    fn encodings() {
        assert_eq!(decode(b"caf\xe9", Some("iso-8859-1")).unwrap(), "café");
        assert_eq!(decode("café".as_bytes(), None).unwrap(), "café");
        assert_eq!(
            decode(b"ab\xff", None),
            Err(InvalidDispatch::Encoding {
                encoding: "UTF-8",
                at: 2
            })
        );
        assert!(matches!(
            decode(b"x", Some("klingon")),
            Err(InvalidDispatch::UnknownCharset(_))
        ));
    }
}
