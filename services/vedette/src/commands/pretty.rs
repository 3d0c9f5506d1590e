//! A text with its evidence marked, and the facts that rest on it below.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use events::{Article, Event};
use extraction::Extraction;

use crate::describe::describe;

const MARK: Style = Style::new()
    .bold()
    .fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
const FAINT: Style = Style::new().dimmed();
const HEAD: Style = Style::new().bold();

/// Writes one article.
pub(super) fn write(
    out: &mut impl Write,
    source_id: &str,
    article: &Article,
    extraction: &Extraction,
) -> io::Result<()> {
    let date = article.published.map_or_else(
        || "no date".to_owned(),
        |published| published.at.to_string(),
    );
    writeln!(
        out,
        "{HEAD}{source_id}{HEAD:#}  {date}  {}\n",
        article.title
    )?;
    writeln!(out, "{}\n", marked(&article.text, &extraction.events))?;
    for (number, event) in extraction.events.iter().enumerate() {
        let fact = event.fact.fact_type().as_str();
        writeln!(
            out,
            "{MARK}[{}]{MARK:#} {HEAD}{fact}{HEAD:#}  {}",
            number + 1,
            describe(&event.fact)
        )?;
        writeln!(out, "    {FAINT}{}{FAINT:#}", event.provenance.rule)?;
    }
    for abstained in &extraction.abstained {
        let reason = super::extract::reason(abstained.reason);
        writeln!(
            out,
            "{FAINT}[-] {} not asserted ({reason}): {}{FAINT:#}",
            abstained.rule, abstained.evidence.text
        )?;
    }
    writeln!(out)
}

/// The text with the evidence of each event in colour and its number behind it.
fn marked(text: &str, events: &[Event]) -> String {
    let mut starts: Vec<u32> = Vec::new();
    let mut ends: Vec<(u32, usize)> = Vec::new();
    for (number, event) in events.iter().enumerate() {
        for evidence in &event.provenance.evidence {
            starts.push(evidence.start);
            ends.push((evidence.end, number + 1));
        }
    }
    starts.sort_unstable();
    ends.sort_unstable();
    let (mut starts, mut ends) = (starts.into_iter().peekable(), ends.into_iter().peekable());
    let mut open = 0_usize;
    let mut out = String::new();
    for (at, c) in text.chars().map(Some).chain([None]).enumerate() {
        let at = at as u32;
        while let Some((_, number)) = ends.next_if(|(end, _)| *end == at) {
            open -= 1;
            let _ =
                fmt::Write::write_fmt(&mut out, format_args!("{MARK:#}{FAINT}[{number}]{FAINT:#}")); // a string takes it
            if open > 0 {
                out.push_str(&MARK.render().to_string());
            }
        }
        while starts.next_if_eq(&at).is_some() {
            open += 1;
            out.push_str(&MARK.render().to_string());
        }
        out.extend(c);
    }
    out
}
