//! The noun phrases beside a verb of saying: its subject, with the words between commas that
//! explain it.

use std::ops::Range;

use crate::document::Document;
use crate::grammar::words::Closed;
use crate::sentence::Sentence;
use crate::token::TokenKind;

use super::frames::is_finite;
use super::people::is_initial;

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

/// The noun phrase before a verb, with its apposition.
pub(super) fn subject_before(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Named> {
    let mut end = verb;
    while end > sentence.start && is_time_word(doc, end - 1) {
        end -= 1;
    }
    // `the Ministry of External Affairs (MEA) said`
    if end > sentence.start && doc.word(end - 1) == ")" {
        end = (sentence.start..end)
            .rev()
            .find(|at| doc.word(*at) == "(")?;
    }
    let last = end.checked_sub(1).filter(|at| *at >= sentence.start)?;
    if doc.word(last) != "," {
        return phrase_before(doc, sentence, end, 0..0);
    }
    // `John Kirby, the spokesman, said`
    let open = (sentence.start..last)
        .rev()
        .find(|at| doc.word(*at) == "," || is_quote(doc, *at))?;
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
            if is_finite(doc, at)
                && let Some(and) = joined
            {
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
    // The stop of `Gen.` or of `John S.` ends nothing.
    let abbreviated = word == "." && (doc.mark(at).is_some() || is_initial(doc, at));
    let mark = !abbreviated && matches!(word, "," | ";" | ":" | "(" | ")" | "." | "!" | "?" | "…");
    let dash = word == "-" && doc.tokens[at].spaced;
    let opens = matches!(
        doc.closed(at),
        Some(Closed::Subordinator | Closed::Relative)
    ) || word == "but"
        || word == "as";
    mark || dash || opens || is_quote(doc, at) || is_finite(doc, at)
}

/// The noun phrase after a verb or a preposition, with its apposition.
pub(super) fn named_after(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    from: usize,
) -> Option<Named> {
    let stop = |at: &usize| {
        let word = doc.word(*at);
        let abbreviated = word == "." && (doc.mark(*at).is_some() || is_initial(doc, *at));
        !abbreviated
            && matches!(
                word,
                "," | ";"
                    | ":"
                    | "."
                    | "("
                    | "!"
                    | "?"
                    | "in"
                    | "at"
                    | "on"
                    | "after"
                    | "during"
                    | "as"
                    | "but"
                    | "while"
                    | "and"
                    | "that"
                    | "who"
            )
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
    (end > from).then_some(Named {
        head: from..end,
        apposition,
    })
}

/// `X thanked his hosts and said`: the subject of the verb before.
pub(super) fn shared_subject(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    verb: usize,
) -> Option<Named> {
    let before = verb.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let comma_and = matches!(doc.word(before), "and" | "but" | ",");
    if !comma_and {
        return None;
    }
    opening_subject(doc, sentence, before)
}

/// The subject of the first verb of a sentence.
pub(super) fn opening_subject(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    limit: usize,
) -> Option<Named> {
    (sentence.start..limit)
        .filter(|at| is_finite(doc, *at))
        .find_map(|at| subject_before(doc, sentence, at))
}

/// Whether a token is a quotation mark.
pub(super) fn is_quote(doc: &Document<'_>, at: usize) -> bool {
    doc.tokens
        .get(at)
        .is_some_and(|token| matches!(token.kind, TokenKind::Open | TokenKind::Close))
}

/// `on Tuesday`, `last week`, `earlier`: between a subject and its verb.
pub(super) fn is_time_word(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at);
    let next = doc.word(at + 1);
    let weekday = |word: &str| {
        matches!(
            word,
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "today"
                | "yesterday"
        )
    };
    weekday(word)
        || matches!(word, "on" | "late" | "early") && weekday(next)
        || matches!(
            word,
            "earlier"
                | "later"
                | "also"
                | "meanwhile"
                | "however"
                | "then"
                | "himself"
                | "herself"
                | "itself"
        )
        || matches!(word, "last" | "this") && matches!(next, "week" | "month" | "weekend" | "year")
        || matches!(word, "week" | "month" | "weekend" | "year")
            && at > 0
            && matches!(doc.word(at - 1), "last" | "this")
}

/// The number of the sentence in which a token stands; its lead counts with it.
pub(super) fn sentence_at(doc: &Document<'_>, at: usize) -> Option<usize> {
    let number = doc
        .sentences
        .partition_point(|sentence| sentence.tokens.end <= at);
    (number < doc.sentences.len()).then_some(number)
}

/// How far back a pronoun or an office looks for whom it means.
const LOOK_BACK: usize = 12;

/// The sentences before one in its paragraph, the nearest first.
pub(super) fn earlier_in_paragraph<'d>(
    doc: &'d Document<'_>,
    number: usize,
) -> impl Iterator<Item = &'d Sentence> {
    let paragraph = doc.sentences[number].paragraph;
    let earlier = doc.sentences[..number].iter().rev().take(LOOK_BACK);
    earlier.take_while(move |sentence| sentence.paragraph == paragraph)
}
