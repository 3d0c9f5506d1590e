//! The article in an HTML page.
//!
//! `dom_smoothie` finds it, as readers' modes of browsers do (Mozilla's Readability). What it must
//! never be given is kept out before: pages nested so deep that walking them would exhaust the
//! stack, and, unless the sender has them dropped, scripts.

use dom_smoothie::{Config, Readability, TextMode};

/// Elements inside one another that a page may have.
pub(crate) const DEPTH_MAX: usize = 256;
/// Elements that a page may have.
pub(crate) const ELEMENTS_MAX: usize = 50_000;

/// What a page tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) url: Option<String>,
    pub(crate) published_at: Option<String>,
    pub(crate) text: String,
}

/// Why a page cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidPage {
    /// Nested beyond the limit.
    #[error(
        "elements are nested more than {DEPTH_MAX} deep, at byte {at}: send the article's own markup, or its text as text/plain"
    )]
    TooDeep {
        /// Where in the page, in bytes.
        at: usize,
    },
    /// An executable script.
    #[error(
        "a script stands at byte {at}: remove it, or send the page with ?scripts=drop to have all scripts dropped"
    )]
    Script {
        /// Where in the page, in bytes.
        at: usize,
    },
    /// More elements than the limit.
    #[error(
        "more than {ELEMENTS_MAX} elements: send the article's own markup, or its text as text/plain"
    )]
    TooLarge,
    /// No readable text.
    #[error("no article found in the page: send its text as text/plain")]
    NoArticle,
}

/// What to do with scripts in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scripts {
    /// Refuse the page: what a script would have written is not in it.
    #[default]
    Refuse,
    /// Take the page without them.
    Drop,
}

/// Reads a page.
pub(crate) fn read(html: &str, scripts: Scripts) -> Result<Page, InvalidPage> {
    screen(html, scripts)?;
    let config = Config {
        max_elements_to_parse: ELEMENTS_MAX,
        text_mode: TextMode::Formatted,
        // A dispatch may be a few lines: any amount of text is an article.
        char_threshold: 0,
        ..Config::default()
    };
    let mut readability =
        Readability::new(html, None, Some(config)).map_err(|_| InvalidPage::NoArticle)?;
    let article = readability.parse().map_err(|error| match error {
        dom_smoothie::ReadabilityError::TooManyElements(..) => InvalidPage::TooLarge,
        _ => InvalidPage::NoArticle,
    })?;
    let text = article.text_content.trim();
    if text.is_empty() {
        return Err(InvalidPage::NoArticle);
    }
    Ok(Page {
        title: article.title.trim().to_owned(),
        publisher: article.site_name.unwrap_or_default(),
        url: article.url,
        published_at: article.published_time,
        text: text.to_owned(),
    })
}

/// One pass over the tags, before any tree is built.
fn screen(html: &str, scripts: Scripts) -> Result<(), InvalidPage> {
    let mut depth = 0_usize;
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..];
        let (closing, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let length = tag
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(tag.len());
        let name = tag[..length].to_ascii_lowercase();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic())
            || CLOSE_THEMSELVES.contains(&name.as_str())
        {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
            continue;
        }
        if name == "script" && scripts == Scripts::Refuse && !is_data_block(&tag[length..]) {
            return Err(InvalidPage::Script { at });
        }
        depth += 1;
        if depth > DEPTH_MAX {
            return Err(InvalidPage::TooDeep { at });
        }
    }
    Ok(())
}

/// Void elements, and those whose end tag may be left out because the next one of them ends them:
/// none of these nests by itself (HTML Living Standard, 13.1.2).
const CLOSE_THEMSELVES: [&str; 30] = [
    "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track",
];

/// Whether a script element only carries data, as the metadata of news pages does (JSON-LD).
fn is_data_block(attributes: &str) -> bool {
    let end = attributes.find('>').unwrap_or(attributes.len());
    attributes[..end]
        .to_ascii_lowercase()
        .contains("application/ld+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str =
        "<p>Norway will send 40 soldiers to Latvia in May, the ministry said on Monday.</p>";

    fn check(html: &str, scripts: Scripts, expect: Result<&str, InvalidPage>) {
        let got = read(html, scripts).map(|page| page.text);
        assert_eq!(
            got,
            expect.map(str::to_owned),
            "{}",
            &html[..html.len().min(80)]
        );
    }

    #[test]
    fn an_article_is_read_and_garbage_is_refused() {
        let text = "Norway will send 40 soldiers to Latvia in May, the ministry said on Monday.";
        check(
            &format!("<html><body><article>{BODY}</article></body></html>"),
            Scripts::Refuse,
            Ok(text),
        );
        let scripted =
            format!("<html><body><script>alert(1)</script><article>{BODY}</article></body></html>");
        check(
            &scripted,
            Scripts::Refuse,
            Err(InvalidPage::Script { at: 12 }),
        );
        check(&scripted, Scripts::Drop, Ok(text));
        let data = r#"<script type="application/ld+json">{}</script>"#;
        check(
            &format!("<html><head>{data}</head><body><article>{BODY}</article></body></html>"),
            Scripts::Refuse,
            Ok(text),
        );
        check(
            &"<div>".repeat(10_000),
            Scripts::Refuse,
            Err(InvalidPage::TooDeep { at: 256 * 5 }),
        );
        check(
            "<html><body></body></html>",
            Scripts::Refuse,
            Err(InvalidPage::NoArticle),
        );
        check(
            "<script>x</script>",
            Scripts::Drop,
            Err(InvalidPage::NoArticle),
        );
    }

    #[test]
    fn paragraphs_without_end_tags_do_not_nest() {
        let page = format!(
            "<html><body><article>{}</article></body></html>",
            "<p>Troops left.".repeat(400)
        );
        assert!(read(&page, Scripts::Refuse).is_ok());
    }

    #[test]
    fn metadata_are_kept() {
        let page = format!(
            r#"<html><head><title>Forty for Latvia</title>
            <meta property="og:site_name" content="Fjord Wire">
            <meta property="article:published_time" content="2031-04-07T06:00:00Z"></head>
            <body><article>{BODY}</article></body></html>"#
        );
        let page = read(&page, Scripts::Refuse).unwrap();
        assert_eq!(page.title, "Forty for Latvia");
        assert_eq!(page.publisher, "Fjord Wire");
        assert_eq!(page.published_at.as_deref(), Some("2031-04-07T06:00:00Z"));
    }
}
