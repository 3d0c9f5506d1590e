//! What a verb of saying tells: the words after it, before it, or on both sides.

use std::ops::Range;

use crate::document::Document;
use crate::gazetteer::VerbForm;
use crate::grammar::words::Closed;
use crate::token::TokenKind;

use super::frames::{Bare, Frame, Utterance, is_finite};
use super::subject::{Named, is_quote, is_time_word};

/// What a verb of saying tells.
pub(super) fn content(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    speaker: &Named,
    said: &Utterance,
) -> Option<Vec<Range<usize>>> {
    let from = said.tokens.end;
    let (bare, hearer) = match said.frame {
        Frame::Clause { bare, hearer } => (bare, hearer),
        Frame::Charge(links) => return charge(doc, sentence, said, links),
        Frame::Verdict => return verdict(doc, sentence, said),
    };
    let opening = clause_start(doc, sentence, speaker.start());
    let before = back_to_quote(doc, sentence, trim(doc, opening..speaker.start()));
    let aside = is_aside(doc, sentence, speaker.start());
    let rest = from..sentence.end;
    let closed_off = hearer || stands_alone(doc, &rest);
    let quoted = before
        .clone()
        .next_back()
        .is_some_and(|last| doc.quoted[last]);
    // `the troops that Washington promised have arrived`
    let relative = speaker.start() > sentence.start
        && matches!(
            doc.word(speaker.start() - 1),
            "that" | "which" | "what" | "whom"
        );
    let told_before = aside && closed_off && tells(doc, &before, true);
    let follows = follows(doc, rest.clone());
    let told = match follows {
        Follows::That(start) if closed_off && !(aside && quoted) => {
            vec![trim(doc, start..sentence.end)]
        }
        Follows::Quotation(start) if told_before => vec![before, trim(doc, start..sentence.end)],
        Follows::Quotation(start) => vec![trim(doc, start..sentence.end)],
        _ if told_before => {
            let after = goes_on(doc, &rest).map(|comma| trim(doc, comma..sentence.end));
            std::iter::once(before).chain(after).collect()
        }
        Follows::Clause(start) if bare != Bare::Nothing && !relative => {
            vec![trim(doc, after_hearer(doc, start)..sentence.end)]
        }
        _ if bare == Bare::Anything && !relative && !closed_off && !aside && rest.len() > 3 => {
            vec![trim(doc, rest)]
        }
        _ => return None,
    };
    told.iter().any(|span| !span.is_empty()).then_some(told)
}

/// Over the time and the hearers after a verb: `said Wednesday it would`, `told lawmakers the war was`.
fn after_hearer(doc: &Document<'_>, from: usize) -> usize {
    let skipped = |at: &usize| {
        is_time_word(doc, *at)
            || matches!(
                doc.word(*at),
                "reporters"
                    | "journalists"
                    | "lawmakers"
                    | "mps"
                    | "parliament"
                    | "congress"
                    | "senators"
                    | "them"
                    | "him"
                    | "her"
                    | "me"
            )
    };
    (from..from + 4).find(|at| !skipped(at)).unwrap_or(from)
}

/// `accused Moscow of massing troops`: from the verb on.
fn charge(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    said: &Utterance,
    links: &[&str],
) -> Option<Vec<Range<usize>>> {
    let from = said.tokens.end;
    let near = from..sentence.end.min(from + 16);
    let linked = near
        .take_while(|at| *at <= from + 2 || !matches!(doc.word(*at), "," | ";" | "."))
        .any(|at| links.contains(&doc.word(at)));
    if linked {
        Some(vec![trim(doc, from - 1..sentence.end)])
    } else {
        verdict(doc, sentence, said)
    }
}

/// `called the sale "a provocation"`: quoted words before the clause ends.
fn verdict(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    said: &Utterance,
) -> Option<Vec<Range<usize>>> {
    let from = said.tokens.end;
    let quoted = (from..sentence.end.min(from + 24))
        .filter(|at| doc.quoted[*at])
        .count();
    (quoted >= 2).then(|| vec![trim(doc, from - 1..sentence.end)])
}

/// The comma after which an interrupted clause or quotation goes on: `They could, he said, be turned`.
fn goes_on(doc: &Document<'_>, rest: &Range<usize>) -> Option<usize> {
    let comma = rest
        .clone()
        .find(|at| matches!(doc.word(*at), "," | ";") || is_quote(doc, *at))?;
    if doc.word(comma) == ";" {
        return None;
    }
    let next = if is_quote(doc, comma) {
        comma
    } else {
        comma + 1
    };
    let word = doc.word(next);
    let apart = matches!(
        doc.closed(next),
        Some(Closed::Subordinator | Closed::Relative | Closed::Preposition)
    ) || word.ends_with("ing");
    (next < rest.end && (!apart || is_quote(doc, next))).then_some(comma)
}

/// What stands after a verb of saying, and where.
pub(super) enum Follows {
    /// `that`: surely what is told.
    That(usize),
    /// A quotation or a colon.
    Quotation(usize),
    /// A clause without `that`.
    Clause(usize),
    /// A comma or nothing.
    Nothing,
}

pub(super) fn follows(doc: &Document<'_>, rest: Range<usize>) -> Follows {
    for at in rest.clone() {
        if doc.tokens[at].kind == TokenKind::Open {
            return Follows::Quotation(at);
        }
        match doc.word(at) {
            "that" => return Follows::That(at + 1),
            ":" => return Follows::Quotation(at + 1),
            "whether" | "how" | "what" | "why" => return Follows::That(at),
            "," => {
                let second = (at + 1..rest.end.min(at + 14)).find(|n| doc.word(*n) == ",");
                let that = second.filter(|n| doc.word(n + 1) == "that");
                return match (that, doc.tokens.get(at + 1)) {
                    (Some(comma), _) => Follows::That(comma + 2),
                    (None, Some(next)) if next.kind == TokenKind::Open => {
                        Follows::Quotation(at + 1)
                    }
                    _ => Follows::Nothing,
                };
            }
            ";" | "." => return Follows::Nothing,
            // The verb's own object may look like a verb: `noted reports`.
            _ if at > rest.start && is_finite(doc, at) => {
                // `said in prepared remarks to Congress that`
                let phrase = doc.closed(rest.start) == Some(Closed::Preposition);
                let that = (at..rest.end)
                    .take_while(|n| !matches!(doc.word(*n), "," | ";"))
                    .find(|n| phrase && doc.word(*n) == "that");
                return that.map_or(Follows::Clause(rest.start), |that| Follows::That(that + 1));
            }
            _ => {}
        }
    }
    Follows::Nothing
}

/// Whether a comma, a quotation mark or a dash stands before a speaker.
fn is_aside(doc: &Document<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|at| *at >= sentence.start) else {
        return false;
    };
    doc.tokens[before].kind == TokenKind::Close || matches!(doc.word(before), "," | "-" | ";")
}

/// Where the part of a sentence begins that reaches up to a token: after a semicolon.
pub(super) fn clause_start(doc: &Document<'_>, sentence: &Range<usize>, end: usize) -> usize {
    let semicolon = (sentence.start..end)
        .rev()
        .find(|at| doc.word(*at) == ";" && !doc.quoted[*at]);
    semicolon.map_or(sentence.start, |at| at + 1)
}

/// Whether nothing that could be an object follows a verb: `said on Tuesday in Oslo`, but not
/// `added 7,000 troops`.
fn stands_alone(doc: &Document<'_>, rest: &Range<usize>) -> bool {
    let Some(first) = rest.clone().next() else {
        return true;
    };
    let word = doc.word(first);
    let adverbial = word != "as"
        && matches!(
            doc.closed(first),
            Some(Closed::Preposition | Closed::Adverb | Closed::And | Closed::Subordinator)
        );
    let stop = matches!(
        word,
        "," | ";"
            | "."
            | ":"
            | "-"
            | "earlier"
            | "later"
            | "last"
            | "late"
            | "early"
            | "again"
            | "here"
            | "there"
            | "recently"
            | "afterwards"
            | "live"
    ) || is_quote(doc, first);
    let often = word == "more" && doc.word(first + 2) == "once";
    adverbial || stop || often || is_time_word(doc, first)
}

/// Whether words tell something by themselves: a quotation, or words that nothing subordinates.
/// What stands before an aside tells even without a verb.
pub(super) fn tells(doc: &Document<'_>, span: &Range<usize>, aside: bool) -> bool {
    let Some(last) = span.clone().next_back() else {
        return false;
    };
    let quoted = span.clone().filter(|at| doc.quoted[*at]).count();
    if doc.quoted[last] || doc.tokens[last].kind == TokenKind::Close || quoted > 3 {
        return true;
    }
    let first = doc.word(span.start);
    let clause = span.clone().any(|at| is_finite(doc, at));
    let asked = doc
        .verb_from(span.start)
        .is_some_and(|mark| matches!(mark.form, VerbForm::Past | VerbForm::Gerund));
    let opens = match doc.closed(span.start) {
        _ if matches!(first, "how" | "what" | "whether" | "why") => clause,
        Some(Closed::Subordinator) => main_verb_after_comma(doc, span),
        Some(Closed::Preposition) => {
            main_verb_after_comma(doc, span) || !has_comma(doc, span) && clause
        }
        Some(_) => clause || aside && span.len() > 1,
        None => !asked && (clause || aside && span.len() > 2),
    };
    opens && (doc.word(span.start) != "meanwhile" || clause)
}

fn has_comma(doc: &Document<'_>, span: &Range<usize>) -> bool {
    span.clone().any(|at| doc.word(at) == ",")
}

/// `In Minsk, troops arrived`: the clause stands after the first comma.
fn main_verb_after_comma(doc: &Document<'_>, span: &Range<usize>) -> bool {
    let comma = span.clone().find(|at| doc.word(*at) == ",");
    comma.is_some_and(|comma| (comma..span.end).any(|at| is_finite(doc, at)))
}

/// A quotation that goes on after the speaker: `"A," he said, "B"`.
pub(super) fn quotation_after(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    from: usize,
) -> Option<Range<usize>> {
    let open = (from..sentence.end).find(|at| doc.tokens[*at].kind == TokenKind::Open)?;
    Some(trim(doc, open..sentence.end))
}

/// Words that end a quotation, from where it begins: it may hold several sentences.
pub(super) fn back_to_quote(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    span: Range<usize>,
) -> Range<usize> {
    let closes = span
        .clone()
        .next_back()
        .is_some_and(|last| doc.quoted[last]);
    if !closes
        || span
            .clone()
            .any(|at| doc.tokens[at].kind == TokenKind::Open)
    {
        return span;
    }
    let start = (0..sentence.start)
        .rev()
        .take_while(|at| doc.quoted[*at])
        .last();
    start.unwrap_or(span.start)..span.end
}

/// Without commas, stops, brackets and conjunctions at either end.
pub(super) fn trim(doc: &Document<'_>, span: Range<usize>) -> Range<usize> {
    let edge = |at: usize| {
        matches!(
            doc.word(at),
            "," | ";" | ":" | "." | "-" | ")" | "and" | "but" | "that"
        ) || is_quote(doc, at)
    };
    let (mut start, mut end) = (span.start, span.end);
    while start < end && edge(start) {
        start += 1;
    }
    while end > start && edge(end - 1) {
        end -= 1;
    }
    start..end
}
