//! Attributions in a sentence: who is said to say it, and which words.

use std::ops::Range;

use crate::document::Document;
use crate::grammar::words::{Closed, closed};
use crate::token::TokenKind;

use super::frames::{Frame, Utterance, is_finite, utterance};

/// One attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    /// The words that name the speaker.
    pub(super) speaker: Named,
    /// The verb of saying, or `according to`.
    pub(super) verb: Range<usize>,
    /// What is said, in the order of the text.
    pub(super) content: Vec<Range<usize>>,
}

/// The words that name a speaker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// The noun phrase.
    pub(super) head: Range<usize>,
    /// What stands after it between commas.
    pub(super) apposition: Range<usize>,
}

impl Named {
    /// Its first token.
    pub(super) fn start(&self) -> usize {
        self.head.start
    }
}

/// The attributions of a sentence, in the order of the text.
pub(super) fn attributions(doc: &Document<'_>, sentence: &Range<usize>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let next = attribution_at(doc, sentence, at, &found);
        match next {
            Some(attribution) => {
                at = attribution.verb.end.max(at + 1);
                add(doc, &mut found, attribution);
            }
            None => at += 1,
        }
    }
    found
}

fn attribution_at(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    at: usize,
    earlier: &[Attribution],
) -> Option<Attribution> {
    if doc.quoted[at] {
        return None;
    }
    if doc.word(at) == "according" && doc.word(at + 1) == "to" {
        return according(doc, sentence, at);
    }
    let utterance = utterance(doc, sentence, at)?;
    if utterance.trailing {
        return trailing(doc, sentence, &utterance, earlier);
    }
    inverted(doc, sentence, &utterance).or_else(|| straight(doc, sentence, &utterance))
}

/// Adds an attribution unless it stands inside the words that another one tells.
fn add(doc: &Document<'_>, found: &mut Vec<Attribution>, new: Attribution) {
    if let Some(last) = found.last_mut()
        && let Some(told) = last.content.last_mut()
        && told.contains(&new.speaker.start())
    {
        let start = new.speaker.start();
        let apart = (told.start..=start).rev().take(3).any(|at| {
            matches!(doc.word(at), "," | ";" | "while" | "but" | "and" | "whereas")
                && at > last.verb.end
        });
        if !apart && last.speaker != new.speaker {
            return;
        }
        if last.speaker != new.speaker {
            told.end = start;
        }
    }
    found.push(new);
}

/// `according to Kyiv`, before or after what it tells.
fn according(doc: &Document<'_>, sentence: &Range<usize>, at: usize) -> Option<Attribution> {
    let speaker = named_after(doc, sentence, at + 2)?;
    let end = speaker.head.end.max(speaker.apposition.end);
    let before = trim(doc, sentence.start..at);
    let after = trim(doc, end..sentence.end);
    let first = before.len() >= 3;
    let content = if first { before } else { after };
    (!content.is_empty()).then(|| Attribution { speaker, verb: at..at + 2, content: vec![content] })
}

/// `X said that A`, `A, X said`, `A, X said, B`.
fn straight(doc: &Document<'_>, sentence: &Range<usize>, said: &Utterance) -> Option<Attribution> {
    let speaker = subject_before(doc, sentence, said.tokens.start)
        .or_else(|| shared_subject(doc, sentence, said.tokens.start))?;
    let content = content(doc, sentence, &speaker, said)?;
    Some(Attribution { speaker, verb: said.tokens.clone(), content })
}

/// `A, said X`.
fn inverted(doc: &Document<'_>, sentence: &Range<usize>, said: &Utterance) -> Option<Attribution> {
    let before = said.tokens.start.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let close = doc.tokens[before].kind == TokenKind::Close;
    if !close && doc.word(before) != "," {
        return None;
    }
    if !close && subject_before(doc, sentence, said.tokens.start).is_some() {
        return None;
    }
    let speaker = named_after(doc, sentence, said.tokens.end)?;
    if (speaker.head.clone()).any(|at| is_finite(doc, at)) {
        return None;
    }
    let end = speaker.head.end.max(speaker.apposition.end);
    let told = back_to_quote(doc, sentence, trim(doc, clause_start(doc, sentence, before)..before + 1));
    if !tells(doc, &told) {
        return None;
    }
    let mut content = vec![told];
    content.extend(quotation_after(doc, sentence, end));
    content.retain(|span| !span.is_empty());
    (!content.is_empty()).then(|| Attribution { speaker, verb: said.tokens.clone(), content })
}

/// `adding that B`: of the same speaker as before, or of the sentence's subject.
fn trailing(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    said: &Utterance,
    earlier: &[Attribution],
) -> Option<Attribution> {
    let after = trim(doc, said.tokens.end..sentence.end);
    let clause = after.clone().any(|at| is_finite(doc, at)) || after.clone().any(|at| doc.quoted[at]);
    if !clause || said.frame != Frame::Clause {
        return None;
    }
    let speaker = match earlier.last() {
        Some(last) => last.speaker.clone(),
        None => opening_subject(doc, sentence, said.tokens.start)?,
    };
    Some(Attribution { speaker, verb: said.tokens.clone(), content: vec![after] })
}

/// What a verb of saying tells.
fn content(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    speaker: &Named,
    said: &Utterance,
) -> Option<Vec<Range<usize>>> {
    let from = said.tokens.end;
    if let Frame::Charge(links) = said.frame {
        let linked = (from..sentence.end.min(from + 18))
            .take_while(|at| !matches!(doc.word(*at), ";" | "."))
            .any(|at| links.contains(&doc.word(at)));
        return linked.then(|| vec![trim(doc, said.tokens.clone().last().unwrap_or(from)..sentence.end)]);
    }
    let opening = clause_start(doc, sentence, speaker.start());
    let before = back_to_quote(doc, sentence, trim(doc, opening..speaker.start()));
    let aside = is_aside(doc, sentence, speaker.start());
    let closed_off = said.hearer || stands_alone(doc, from..sentence.end);
    let told_before = aside && closed_off && tells(doc, &before);
    let after = match follows(doc, from..sentence.end) {
        Follows::Told(start) => Some(trim(doc, start..sentence.end)),
        Follows::Loose(start) if !told_before => Some(trim(doc, start..sentence.end)),
        Follows::Comma(comma) if aside && closed_off && !told_before && !before.is_empty() => {
            // `An offensive, he said, would combine ...`
            return Some(vec![before, trim(doc, comma..sentence.end)]);
        }
        _ => None,
    };
    let after = after.filter(|span| !span.is_empty());
    if told_before {
        let quotation = quotation_after(doc, sentence, from);
        return Some(std::iter::once(before).chain(quotation).collect());
    }
    after.map(|span| vec![span])
}

/// What stands after a verb of saying.
enum Follows {
    /// `that`, a quotation or a colon: surely what is told.
    Told(usize),
    /// A clause without `that`.
    Loose(usize),
    /// A comma, at its place.
    Comma(usize),
    /// Nothing.
    Nothing,
}

fn follows(doc: &Document<'_>, rest: Range<usize>) -> Follows {
    for at in rest.clone() {
        if doc.tokens[at].kind == TokenKind::Open {
            return Follows::Told(at);
        }
        match doc.word(at) {
            "that" | ":" => return Follows::Told(at + 1),
            "whether" | "how" | "what" | "why" => return Follows::Told(at),
            "," => {
                let second = (at + 1..rest.end.min(at + 14)).find(|n| doc.word(*n) == ",");
                let that = second.filter(|n| doc.word(n + 1) == "that");
                return match (that, doc.tokens.get(at + 1)) {
                    (Some(comma), _) => Follows::Told(comma + 2),
                    (None, Some(next)) if next.kind == TokenKind::Open => Follows::Told(at + 1),
                    _ => Follows::Comma(at),
                };
            }
            ";" | "." => return Follows::Nothing,
            _ if is_finite(doc, at) => return Follows::Loose(rest.start),
            _ => {}
        }
    }
    Follows::Nothing
}

/// Whether a comma, a quotation mark or a dash stands before a speaker.
fn is_aside(doc: &Document<'_>, sentence: &Range<usize>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|at| *at >= sentence.start) else { return false };
    doc.tokens[before].kind == TokenKind::Close || matches!(doc.word(before), "," | "-" | ";")
}

/// Where the part of a sentence begins that reaches up to a token: after a semicolon.
fn clause_start(doc: &Document<'_>, sentence: &Range<usize>, end: usize) -> usize {
    let semicolon = (sentence.start..end).rev().find(|at| doc.word(*at) == ";" && !doc.quoted[*at]);
    semicolon.map_or(sentence.start, |at| at + 1)
}

/// Whether nothing that could be an object follows a verb: `said on Tuesday in Oslo`, but not
/// `added 7,000 troops`.
fn stands_alone(doc: &Document<'_>, rest: Range<usize>) -> bool {
    let Some(first) = rest.clone().next() else { return true };
    let word = doc.word(first);
    let adverbial = matches!(
        closed(word),
        Some(Closed::Preposition | Closed::Adverb | Closed::And | Closed::Subordinator)
    );
    let stop = matches!(word, "," | ";" | "." | ":" | "-" | "more" | "earlier" | "later" | "last" | "late" | "early" | "again")
        || is_quote(doc, first);
    adverbial || stop || is_time_word(doc, first)
}

/// Whether words tell something by themselves: a quotation, or a clause that nothing subordinates.
fn tells(doc: &Document<'_>, span: &Range<usize>) -> bool {
    let Some(last) = span.clone().next_back() else { return false };
    let quoted = span.clone().filter(|at| doc.quoted[*at]).count();
    if doc.quoted[last] || doc.tokens[last].kind == TokenKind::Close || quoted > 3 {
        return true;
    }
    let first = doc.word(span.start);
    let clause = span.clone().any(|at| is_finite(doc, at));
    let opens = match closed(first) {
        Some(Closed::Subordinator) => false,
        Some(Closed::Preposition) => main_verb_after_comma(doc, span) || !has_comma(doc, span) && clause,
        _ => !first.ends_with("ing") || first == "nothing" || first == "during",
    };
    clause && opens
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
fn quotation_after(doc: &Document<'_>, sentence: &Range<usize>, from: usize) -> Option<Range<usize>> {
    let open = (from..sentence.end).find(|at| doc.tokens[*at].kind == TokenKind::Open)?;
    Some(trim(doc, open..sentence.end))
}

/// Words that end a quotation, from where it begins: it may hold several sentences.
fn back_to_quote(doc: &Document<'_>, sentence: &Range<usize>, span: Range<usize>) -> Range<usize> {
    let closes = span.clone().next_back().is_some_and(|last| doc.quoted[last]);
    if !closes || span.clone().any(|at| doc.tokens[at].kind == TokenKind::Open) {
        return span;
    }
    let start = (0..sentence.start).rev().take_while(|at| doc.quoted[*at]).last();
    start.unwrap_or(span.start)..span.end
}

/// The noun phrase before a verb, with its apposition.
pub(super) fn subject_before(doc: &Document<'_>, sentence: &Range<usize>, verb: usize) -> Option<Named> {
    let mut end = verb;
    while end > sentence.start && is_time_word(doc, end - 1) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|at| *at >= sentence.start)?;
    if doc.word(last) != "," {
        return phrase_before(doc, sentence, end, 0..0);
    }
    // `John Kirby, the spokesman, said`
    let open = (sentence.start..last).rev().find(|at| doc.word(*at) == "," || is_quote(doc, *at))?;
    if is_quote(doc, open) {
        return None;
    }
    phrase_before(doc, sentence, open, open + 1..last)
}

fn phrase_before(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    end: usize,
    apposition: Range<usize>,
) -> Option<Named> {
    let mut start = end;
    let mut joined = None;
    while start > sentence.start {
        let at = start - 1;
        let word = doc.word(at);
        if word == "and" && joined.is_none() {
            joined = Some(at);
        } else if is_boundary(doc, at) {
            // `the talks failed and Kirby said`: the verb before the `and` has its own subject.
            if is_finite(doc, at) && let Some(and) = joined {
                start = and + 1;
            }
            break;
        }
        start = at;
    }
    if doc.word(start) == "and" {
        start += 1;
    }
    let head = match joined.filter(|and| *and > start) {
        Some(and) => start..and,
        None => start..end,
    };
    (!head.is_empty()).then_some(Named { head, apposition })
}

/// Whether a subject cannot reach back over a token.
fn is_boundary(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    let mark = matches!(word, "," | ";" | ":" | "(" | ")" | "." | "!" | "?" | "…");
    let dash = word == "-" && doc.tokens[at].spaced;
    let opens = matches!(closed(word), Some(Closed::Subordinator | Closed::Relative)) || word == "but" || word == "as";
    mark || dash || opens || is_quote(doc, at) || is_finite(doc, at)
}

/// The noun phrase after a verb or a preposition, with its apposition.
fn named_after(doc: &Document<'_>, sentence: &Range<usize>, from: usize) -> Option<Named> {
    let stop = |at: &usize| {
        let word = doc.word(*at);
        matches!(word, "," | ";" | ":" | "." | "(" | "!" | "?" | "in" | "at" | "on" | "after" | "during" | "as" | "but" | "while" | "and" | "that" | "who")
            || is_quote(doc, *at)
            || is_finite(doc, *at)
            || is_time_word(doc, *at)
    };
    let end = (from..sentence.end).find(stop).unwrap_or(sentence.end);
    let mut apposition = 0..0;
    if doc.word(end) == "," && end + 1 < sentence.end && !is_quote(doc, end + 1) {
        let close = (end + 1..sentence.end)
            .find(|at| matches!(doc.word(*at), "," | ";" | "." | "-") || is_quote(doc, *at));
        let inside = end + 1..close.unwrap_or(sentence.end);
        let clause = inside.clone().any(|at| is_finite(doc, at)) && doc.word(end + 1) != "who";
        apposition = if clause { 0..0 } else { inside };
    } else if matches!(doc.word(end), "in" | "who") {
        let close = (end..sentence.end).find(|at| matches!(doc.word(*at), "," | ";" | "."));
        apposition = end..close.unwrap_or(sentence.end).min(end + 8);
    }
    (end > from).then_some(Named { head: from..end, apposition })
}

/// `X thanked his hosts and said`: the subject of the verb before.
fn shared_subject(doc: &Document<'_>, sentence: &Range<usize>, verb: usize) -> Option<Named> {
    let before = verb.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let comma_and = matches!(doc.word(before), "and" | "but" | ",");
    if !comma_and {
        return None;
    }
    opening_subject(doc, sentence, before)
}

/// The subject of the first verb of a sentence.
pub(super) fn opening_subject(doc: &Document<'_>, sentence: &Range<usize>, limit: usize) -> Option<Named> {
    let mut at = sentence.start;
    while at < limit {
        if is_finite(doc, at) {
            if let Some(named) = subject_before(doc, sentence, at) {
                return Some(named);
            }
        }
        at += 1;
    }
    None
}

fn is_quote(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens
        .get(at)
        .is_some_and(|token| matches!(token.kind, TokenKind::Open | TokenKind::Close))
}

/// `on Tuesday`, `last week`, `earlier`: between a subject and its verb.
fn is_time_word(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    let next = doc.word(at + 1);
    let weekday = |word: &str| {
        matches!(word, "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "today" | "yesterday")
    };
    weekday(word)
        || matches!(word, "on" | "late" | "early") && weekday(next)
        || matches!(word, "earlier" | "later" | "also" | "meanwhile" | "however" | "then" | "himself" | "herself" | "itself")
        || matches!(word, "last" | "this") && matches!(next, "week" | "month" | "weekend" | "year")
        || matches!(word, "week" | "month" | "weekend" | "year") && at > 0 && matches!(doc.word(at - 1), "last" | "this")
}

/// Without commas, stops, brackets and conjunctions at either end.
fn trim(doc: &Document<'_>, span: Range<usize>) -> Range<usize> {
    let edge = |at: usize| {
        matches!(doc.word(at), "," | ";" | ":" | "." | "-" | ")" | "and" | "but" | "that") || is_quote(doc, at)
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
