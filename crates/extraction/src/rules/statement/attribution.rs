//! Attributions in a sentence: who is said to say it, and which words.

use std::ops::Range;

use crate::document::Document;
use crate::gazetteer::{VerbClass, VerbForm};
use crate::grammar::words::{Closed, closed};
use crate::token::TokenKind;

use super::frames::{Bare, Frame, Utterance, is_finite, utterance};

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
            matches!(
                doc.word(at),
                "," | ";" | "while" | "but" | "and" | "whereas"
            ) && at > last.verb.end
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
    (!content.is_empty()).then(|| Attribution {
        speaker,
        verb: at..at + 2,
        content: vec![content],
    })
}

/// `X said that A`, `A, X said`, `A, X said, B`.
fn straight(doc: &Document<'_>, sentence: &Range<usize>, said: &Utterance) -> Option<Attribution> {
    let own = subject_before(doc, sentence, said.tokens.start);
    let shared = own.is_none();
    let speaker = own.or_else(|| shared_subject(doc, sentence, said.tokens.start))?;
    let mut content = content(doc, sentence, &speaker, said)?;
    let told_after =
        |span: &&mut Range<usize>| span.start >= said.tokens.start && span.start < span.end;
    let speaks_at_once = doc
        .verb_from(speaker_end(&speaker))
        .is_some_and(|mark| mark.verb.is(VerbClass::Saying));
    if shared
        && speaks_at_once
        && let Some(first) = content.first_mut().filter(told_after)
    {
        // `welcomed the step and urged NATO to take one`: one statement from the first verb on.
        first.start = speaker_end(&speaker);
    }
    Some(Attribution {
        speaker,
        verb: said.tokens.clone(),
        content,
    })
}

/// Where the verb of a subject stands.
fn speaker_end(speaker: &Named) -> usize {
    let apposition = speaker.apposition.end + usize::from(!speaker.apposition.is_empty());
    speaker.head.end.max(apposition)
}

/// `A, said X`.
fn inverted(doc: &Document<'_>, sentence: &Range<usize>, said: &Utterance) -> Option<Attribution> {
    let before = said
        .tokens
        .start
        .checked_sub(1)
        .filter(|at| *at >= sentence.start)?;
    let close = doc.tokens[before].kind == TokenKind::Close;
    if !close && doc.word(before) != "," {
        return None;
    }
    let rest = said.tokens.end..sentence.end;
    let hears = matches!(said.frame, Frame::Clause { hearer: true, .. });
    if !close && (hears || matches!(follows(doc, rest), Follows::That(_) | Follows::Clause(_))) {
        return None;
    }
    let speaker = named_after(doc, sentence, said.tokens.end)?;
    if (speaker.head.clone()).any(|at| is_finite(doc, at)) {
        return None;
    }
    let end = speaker.head.end.max(speaker.apposition.end);
    let told = back_to_quote(
        doc,
        sentence,
        trim(doc, clause_start(doc, sentence, before)..before + 1),
    );
    if !tells(doc, &told, false) {
        return None;
    }
    let mut content = vec![told];
    content.extend(quotation_after(doc, sentence, end));
    content.retain(|span| !span.is_empty());
    (!content.is_empty()).then(|| Attribution {
        speaker,
        verb: said.tokens.clone(),
        content,
    })
}

/// `adding that B`: of the same speaker as before, or of the sentence's subject.
fn trailing(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    said: &Utterance,
    earlier: &[Attribution],
) -> Option<Attribution> {
    let after = trim(doc, said.tokens.end..sentence.end);
    let clause =
        after.clone().any(|at| is_finite(doc, at)) || after.clone().any(|at| doc.quoted[at]);
    if !clause || !matches!(said.frame, Frame::Clause { .. }) {
        return None;
    }
    let speaker = match earlier.last() {
        Some(last) => last.speaker.clone(),
        None => opening_subject(doc, sentence, said.tokens.start)?,
    };
    Some(Attribution {
        speaker,
        verb: said.tokens.clone(),
        content: vec![after],
    })
}

/// What a verb of saying tells.
fn content(
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
        Follows::Clause(start) if bare != Bare::Nothing => vec![trim(doc, start..sentence.end)],
        _ if bare == Bare::Anything && !closed_off && !aside && rest.len() > 3 => {
            vec![trim(doc, rest)]
        }
        _ => return None,
    };
    told.iter().any(|span| !span.is_empty()).then_some(told)
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
        .take_while(|at| !matches!(doc.word(*at), ";" | "."))
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
        closed(word),
        Some(Closed::Subordinator | Closed::Relative | Closed::Preposition)
    ) || word.ends_with("ing");
    (next < rest.end && (!apart || is_quote(doc, next))).then_some(comma)
}

/// What stands after a verb of saying, and where.
enum Follows {
    /// `that`: surely what is told.
    That(usize),
    /// A quotation or a colon.
    Quotation(usize),
    /// A clause without `that`.
    Clause(usize),
    /// A comma or nothing.
    Nothing,
}

fn follows(doc: &Document<'_>, rest: Range<usize>) -> Follows {
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
            _ if at > rest.start && is_finite(doc, at) => return Follows::Clause(rest.start),
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
fn clause_start(doc: &Document<'_>, sentence: &Range<usize>, end: usize) -> usize {
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
            closed(word),
            Some(Closed::Preposition | Closed::Adverb | Closed::And | Closed::Subordinator)
        );
    let stop = matches!(
        word,
        "," | ";" | "." | ":" | "-" | "earlier" | "later" | "last" | "late" | "early" | "again"
    ) || is_quote(doc, first);
    let often = word == "more" && doc.word(first + 2) == "once";
    adverbial || stop || often || is_time_word(doc, first)
}

/// Whether words tell something by themselves: a quotation, or words that nothing subordinates.
/// What stands before an aside tells even without a verb.
fn tells(doc: &Document<'_>, span: &Range<usize>, aside: bool) -> bool {
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
    let opens = match closed(first) {
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
fn quotation_after(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    from: usize,
) -> Option<Range<usize>> {
    let open = (from..sentence.end).find(|at| doc.tokens[*at].kind == TokenKind::Open)?;
    Some(trim(doc, open..sentence.end))
}

/// Words that end a quotation, from where it begins: it may hold several sentences.
fn back_to_quote(doc: &Document<'_>, sentence: &Range<usize>, span: Range<usize>) -> Range<usize> {
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
    let mark = matches!(word, "," | ";" | ":" | "(" | ")" | "." | "!" | "?" | "…");
    let dash = word == "-" && doc.tokens[at].spaced;
    let opens = matches!(closed(word), Some(Closed::Subordinator | Closed::Relative))
        || word == "but"
        || word == "as";
    mark || dash || opens || is_quote(doc, at) || is_finite(doc, at)
}

/// The noun phrase after a verb or a preposition, with its apposition.
fn named_after(doc: &Document<'_>, sentence: &Range<usize>, from: usize) -> Option<Named> {
    let stop = |at: &usize| {
        let word = doc.word(*at);
        matches!(
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
        ) || is_quote(doc, *at)
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
fn shared_subject(doc: &Document<'_>, sentence: &Range<usize>, verb: usize) -> Option<Named> {
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

/// Without commas, stops, brackets and conjunctions at either end.
fn trim(doc: &Document<'_>, span: Range<usize>) -> Range<usize> {
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
