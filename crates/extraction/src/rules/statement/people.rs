//! The people a text names, with office and state as it tells them: what a bare surname or `the
//! minister` stands for later.

use std::ops::Range;

use events::Actor;

use crate::document::{Document, Known};
use crate::gazetteer::{self, Entry, OfficeKind};
use crate::grammar::words::Closed;
use crate::token::TokenKind;

use super::subject::sentence_at;

/// A person as first named in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// The full name in the text's words.
    pub(super) name: String,
    /// The office in the text's words; empty when not told.
    pub(super) office: String,
    /// What kind of office.
    pub(super) kind: Option<OfficeKind>,
    /// For whom the person speaks, where that is known.
    pub(super) actor: Option<Actor>,
    /// The first token of the name.
    pub(super) token: usize,
}

/// Whether a token can be part of a person's name.
pub(super) fn is_name_word(doc: &Document<'_>, at: usize) -> bool {
    let Some(token) = doc.tokens.get(at) else {
        return false;
    };
    if token.kind != TokenKind::Word || !token.capital {
        return false;
    }
    match doc.mark(at).map(|mark| (&mark.known, mark.tokens.len())) {
        None => !is_calendar(doc.word(at)) && (doc.closed(at).is_none() || is_name_in_ly(doc, at)),
        Some((Known::Name(Entry::Leader { .. }), _)) => true,
        // Lloyd Austin, Ben London: a town or a tank beside a capitalised word of no list.
        Some((Known::Name(Entry::Place(_) | Entry::Equipment { .. }), 1)) => {
            let plain = |n: usize| {
                doc.mark(n).is_none()
                    && doc.closed(n).is_none()
                    && doc
                        .tokens
                        .get(n)
                        .is_some_and(|token| token.capital && token.kind == TokenKind::Word)
            };
            at > 0 && plain(at - 1) || plain(at + 1)
        }
        Some(_) => false,
    }
}

/// `Kelly`, `Willy`: no adverb when it stands capitalised inside a sentence.
fn is_name_in_ly(doc: &Document<'_>, at: usize) -> bool {
    let inside =
        sentence_at(doc, at).is_some_and(|number| doc.sentences[number].tokens.start != at);
    doc.closed(at) == Some(Closed::Adverb) && doc.word(at).ends_with("ly") && inside
}

/// The last run of name words in some tokens: `Ursula von der Leyen`, `Abdul-Malik al-Houthi`.
pub(super) fn name_in(doc: &Document<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let mut best: Option<Range<usize>> = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if !is_name_word(doc, at) {
            at += 1;
            continue;
        }
        let start = at;
        // A leader's name is known to its end: `Abdel Fattah el-Sisi`.
        let leader = doc
            .mark_from(at)
            .filter(|mark| matches!(mark.known, Known::Name(Entry::Leader { .. })));
        let mut end = leader.map_or(at + 1, |mark| mark.tokens.end.min(tokens.end));
        while end < tokens.end {
            let particle = is_particle(doc.word(end))
                && (end + 1..tokens.end.min(end + 3)).any(|n| is_name_word(doc, n));
            if !(particle
                || is_prefixed(doc.word(end))
                || is_name_word(doc, end)
                || is_initial(doc, end))
            {
                break;
            }
            end += 1;
        }
        // `Veikko Tuomi of Savukoski` is named by the two words.
        let lone_after_full = end - start < 2 && best.as_ref().is_some_and(|held| held.len() > 1);
        if !is_institution(doc, end) && !lone_after_full {
            best = Some(start..end);
        }
        at = end;
    }
    best
}

/// `International Affairs Committee`: the capitalised words belong to a body's name.
fn is_institution(doc: &Document<'_>, at: usize) -> bool {
    let capital = doc.tokens.get(at).is_some_and(|token| token.capital);
    let body = matches!(doc.mark(at).map(|mark| &mark.known), Some(Known::Office(office)) if office.kind == OfficeKind::Body);
    capital && (body || matches!(doc.mark(at).map(|mark| &mark.known), Some(Known::Force(..))))
}

/// `al-Khater`, `ash-Shaykh`: an article that is one with the name.
fn is_prefixed(word: &str) -> bool {
    const ARTICLES: [&str; 10] = [
        "al-", "el-", "ad-", "ag-", "an-", "ar-", "as-", "ash-", "at-", "az-",
    ];
    word.len() > 5 && ARTICLES.iter().any(|article| word.starts_with(article))
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "bin"
            | "ibn"
            | "van"
            | "der"
            | "den"
            | "de"
            | "von"
            | "da"
            | "do"
            | "dos"
            | "del"
            | "di"
            | "el"
            | "abu"
            | "ul"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "zu"
    ) || word.starts_with("al-")
        || word.starts_with("el-")
}

/// The stop of `John S.` and of `Galvez Jr.`
pub(super) fn is_initial(doc: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|_| doc.word(at) == ".") else {
        return false;
    };
    let initial = doc.word(before).chars().count() == 1 && is_name_word(doc, at + 1);
    initial || matches!(doc.word(before), "jr" | "sr")
}

fn is_calendar(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
    )
}

/// The office that some tokens tell, and its kind: the words from the first office to the last of
/// one run.
pub(super) fn office_in(
    doc: &Document<'_>,
    tokens: &Range<usize>,
) -> Option<(Range<usize>, OfficeKind)> {
    let mut found: Option<(Range<usize>, OfficeKind)> = None;
    for at in tokens.clone() {
        let Some(mark) = doc
            .mark_from(at)
            .filter(|mark| mark.tokens.end <= tokens.end)
        else {
            continue;
        };
        let kind = match &mark.known {
            Known::Office(office) if office.kind != OfficeKind::Honorific => office.kind,
            // A word for soldiers and for an office: `an adviser to the president`.
            Known::Force(..) if matches!(doc.word(at), "adviser" | "advisor") => {
                OfficeKind::Official
            }
            _ => continue,
        };
        found = match found {
            None => Some((mark.tokens.clone(), kind)),
            Some((span, held)) if span.end == at => {
                let own = if held == OfficeKind::Body { kind } else { held };
                Some((span.start..mark.tokens.end, own))
            }
            Some((_, OfficeKind::Body)) if kind != OfficeKind::Body => {
                Some((mark.tokens.clone(), kind))
            }
            // `Deputy Pentagon Press Secretary`
            Some((span, _)) if doc.word(span.end - 1) == "deputy" => {
                Some((mark.tokens.clone(), kind))
            }
            other => other,
        };
    }
    found
}

/// The actor that some tokens tell, not counting those that somebody is sent to or deals with.
pub(super) fn actor_in(doc: &Document<'_>, tokens: &Range<usize>) -> Option<Actor> {
    tokens.clone().find_map(|at| {
        let Known::Name(entry) = &doc.mark_from(at)?.known else {
            return None;
        };
        if matches!(entry, Entry::Leader { .. }) || is_aim(doc, tokens, at) {
            return None;
        }
        let country = entry.place().and_then(|place| place.country.as_ref());
        let of_place = country.and_then(|code| gazetteer::actor(code.as_str()));
        // `the ministry in Brussels` is Belgium's, though Brussels speaks for the Union.
        let local = at > tokens.start && doc.word(at - 1) == "in";
        let actor = if local {
            of_place.or(entry.actor())
        } else {
            entry.actor().or(of_place)
        };
        actor.cloned()
    })
}

/// Whether a name is what an office is aimed at: `ambassador to Poland`, `envoy for Syria`, `consul in
/// Erbil`; but `spokesman for NATO`.
fn is_aim(doc: &Document<'_>, tokens: &Range<usize>, at: usize) -> bool {
    let link = |n: usize| if n >= tokens.start { doc.word(n) } else { "" };
    let before = match at.checked_sub(1).map(link) {
        Some("the") => at.checked_sub(2).map_or("", link),
        Some(word) => word,
        None => "",
    };
    let held = |offices: &[&str]| {
        tokens
            .clone()
            .any(|n| offices.iter().any(|office| doc.word(n).starts_with(office)))
    };
    match before {
        "to" | "against" | "with" | "on" | "towards" => true,
        "for" => !held(&["spokes", "minister", "secretar"]),
        "in" => held(&["consul", "ambassador", "envoy", "embassy"]),
        _ => false,
    }
}

/// People of one text that are remembered: a list of a thousand names is no dispatch.
const PEOPLE_MAX: usize = 300;

/// Everybody whom a text names in full, in its order.
pub(super) fn people(doc: &Document<'_>) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for sentence in &doc.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !is_name_word(doc, at) {
                at += 1;
                continue;
            }
            let rest = at..sentence.tokens.end;
            let end = rest
                .clone()
                .find(|n| {
                    !is_name_word(doc, *n) && !is_particle(doc.word(*n)) && !is_initial(doc, *n)
                })
                .unwrap_or(rest.end);
            let name = name_in(doc, &(at..end)).unwrap_or(at..at + 1);
            let end = name.end.max(at + 1);
            if people.len() < PEOPLE_MAX
                && let Some(person) = person(doc, &sentence.tokens, name)
                && !people
                    .iter()
                    .any(|known| same_person(known, &person.name) && !known.office.is_empty())
            {
                people.push(person);
            }
            at = end;
        }
    }
    people
}

/// Whether words after a name tell what the person is: `who heads Ukraine's military intelligence`,
/// but not `who visited Helsinki`.
pub(super) fn explains(doc: &Document<'_>, apposition: &Range<usize>) -> bool {
    const HEADS: [&str; 10] = [
        "chairs",
        "commanded",
        "commands",
        "headed",
        "heads",
        "is",
        "leads",
        "led",
        "runs",
        "was",
    ];
    match doc.word(apposition.start) {
        "who" => HEADS.contains(&doc.word(apposition.start + 1)),
        "whose" | "which" | "where" | "when" | "while" => false,
        _ => true,
    }
}

/// For whom a person speaks by the words before a name and the apposition after it: `Senegalese General
/// Gaye, the head of the UN force` for the UN.
pub(super) fn spoken_for(
    doc: &Document<'_>,
    before: &Range<usize>,
    apposed: &Range<usize>,
) -> Option<Actor> {
    let told = actor_in(doc, before);
    let by_origin = before.clone().any(|at| {
        matches!(
            doc.mark_from(at).map(|mark| &mark.known),
            Some(Known::Name(Entry::Demonym { .. }))
        )
    });
    let body = || {
        actor_in(doc, apposed)
            .filter(|actor| actor.kind == events::ActorKind::Organisation && explains(doc, apposed))
    };
    match told {
        Some(told) if by_origin => body().or(Some(told)),
        Some(told) => Some(told),
        None => actor_in(doc, apposed),
    }
}

fn same_person(person: &Person, name: &str) -> bool {
    surname(&person.name) == surname(name)
}

/// The last word of a name, small; `Jr.` and numerals are none.
pub(super) fn surname(name: &str) -> String {
    let numeral = |word: &&str| matches!(*word, "Jr." | "Jr" | "Sr." | "Sr" | "II" | "III" | "IV");
    name.rsplit(' ')
        .find(|word| !numeral(word))
        .unwrap_or(name)
        .to_lowercase()
}

/// A person named by two words or more, by a leader's name, or by a rank and one word.
fn person(doc: &Document<'_>, sentence: &Range<usize>, name: Range<usize>) -> Option<Person> {
    let leader = doc
        .mark_from(name.start)
        .and_then(|mark| match &mark.known {
            Known::Name(Entry::Leader {
                name,
                office,
                actor,
            }) => Some((name, office, actor)),
            _ => None,
        });
    let before = office_before(doc, sentence, name.start);
    let after = apposition_after(doc, sentence, name.end);
    let (span, kind) = match (&before, &after) {
        (Some((office, kind)), _) | (None, Some((office, kind))) => (office.clone(), Some(*kind)),
        (None, None) => (0..0, None),
    };
    if name.len() < 2 && leader.is_none() && before.is_none() {
        return None;
    }
    let apposed_to = usize::from(name.start > sentence.start && doc.word(name.start - 1) == ",");
    let end = if doc.word(name.end) == "," {
        clause_end(doc, sentence, name.end + 1)
    } else {
        name.end
    };
    let near = phrase_start(doc, sentence, name.start - apposed_to)..end;
    if leader.is_none() && super::private::is_private(doc, near) {
        return None;
    }
    let around = phrase_start(doc, sentence, name.start)..name.start;
    let apposed = if after.is_some() && explains(doc, &(name.end + 1..name.end + 3)) {
        name.end + 1..clause_end(doc, sentence, name.end + 1)
    } else {
        0..0
    };
    let told = spoken_for(doc, &around, &apposed);
    let full = match leader {
        Some((full, _, _)) if name.len() < 2 => full.clone(),
        _ => doc
            .slice(name.clone())
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
    };
    let told_office = doc.slice(span).to_owned();
    let office = match leader {
        Some((_, office, _)) if told_office.is_empty() => office.clone(),
        _ => told_office,
    };
    let actor = told.or_else(|| leader.map(|(_, _, actor)| actor.clone()));
    Some(Person {
        name: full,
        office,
        kind,
        actor,
        token: name.start,
    })
}

/// The office before a name: `Defence Minister Ben Wallace`, `its spokesman, Dmitry Peskov`.
fn office_before(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    name: usize,
) -> Option<(Range<usize>, OfficeKind)> {
    let start = phrase_start(doc, sentence, name);
    if let Some(found) = office_in(doc, &(start..name)) {
        return Some(found);
    }
    let comma = name
        .checked_sub(1)
        .filter(|at| *at > sentence.start && doc.word(*at) == ",")?;
    let start = phrase_start(doc, sentence, comma);
    office_in(doc, &(start..comma)).filter(|(_, kind)| *kind != OfficeKind::Body)
}

/// The office after a name: `Ben Wallace, the defence secretary,`.
fn apposition_after(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    end: usize,
) -> Option<(Range<usize>, OfficeKind)> {
    let opens = matches!(doc.word(end), "," | "(");
    if !opens || end + 1 >= sentence.end {
        return None;
    }
    let close = clause_end(doc, sentence, end + 1);
    let who = usize::from(doc.word(end + 1) == "who");
    office_in(doc, &(end + 1 + who..close))
        .filter(|(_, kind)| *kind != OfficeKind::Body || who == 1)
}

fn clause_end(doc: &Document<'_>, sentence: &Range<usize>, from: usize) -> usize {
    (from..sentence.end)
        .find(|at| matches!(doc.word(*at), "," | ")" | ";" | "." | ":"))
        .unwrap_or(sentence.end)
}

/// Where the noun phrase before a token begins.
fn phrase_start(doc: &Document<'_>, sentence: &Range<usize>, end: usize) -> usize {
    let mut start = end;
    while start > sentence.start {
        let word = doc.word(start - 1);
        let stop = matches!(
            word,
            "," | ";" | ":" | "." | "(" | ")" | "and" | "that" | "with" | "by" | "but" | "\"" | "-"
        ) || super::frames::is_finite(doc, start - 1);
        if stop {
            break;
        }
        start -= 1;
    }
    start
}
