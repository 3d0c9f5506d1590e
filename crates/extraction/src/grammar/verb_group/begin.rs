//! Whether a word begins a verb group here, or is a noun or an adjective.

use crate::document::{Document, Known};
use crate::gazetteer::VerbForm;
use crate::token::TokenKind;

use super::super::words::Closed;
use super::fitting;
use super::neighbours::{Before, joined_before, noun_like, object_like, plural_before};

/// Verbs whose past is their base form.
const UNCHANGED: &[&str] = &["put", "set", "cut", "let", "hit", "quit", "shut", "bid"];

/// Whether a verb, its particle aside, has one form for present and past: `set off`, `cut`.
pub(super) fn is_unchanged(lemma: &str) -> bool {
    let head = lemma.split(' ').next().unwrap_or(lemma);
    UNCHANGED.contains(&head)
}

/// Whether a word right after a finite verb is its object and no verb: `is deploying parts of`,
/// `supplied captured weapons`.
pub(crate) fn is_object_here(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    let Some(verb) = doc.verb_from(at) else {
        return false;
    };
    match verb.form {
        VerbForm::Gerund => false,
        VerbForm::Past | VerbForm::Participle => noun_like(doc, verb.tokens.end, limit),
        VerbForm::Base | VerbForm::Third => verb.verb.noun || doc.mark(at).is_some(),
    }
}

/// Whether a verb group may begin at a token, given the token before it in the same phrase.
/// `inside` says that a noun group is open: then the word may be a noun.
pub(crate) fn may_begin(
    doc: &Document<'_>,
    at: usize,
    start: usize,
    limit: usize,
    inside: bool,
) -> bool {
    let word = doc.word(at);
    let next = if at + 1 < limit { doc.word(at + 1) } else { "" };
    match doc.closed(at) {
        Some(Closed::Modal) => {
            let noun = matches!(word, "may" | "will" | "might" | "can")
                && doc.tokens[at].capital
                && at > start;
            return !noun;
        }
        Some(Closed::Be | Closed::Have | Closed::Do) => return true,
        Some(Closed::Not) => return next == "to",
        Some(Closed::Determiner) if word == "neither" => {
            return at > start
                && doc
                    .verb_from(at + 1)
                    .is_some_and(|verb| verb.form != VerbForm::Gerund);
        }
        Some(Closed::Preposition) if word == "to" => {
            return doc.verb_from(at + 1).is_some_and(|verb| {
                verb.form == VerbForm::Base
                    || fitting(doc, verb, &|form| form == VerbForm::Base).is_some()
            }) && base_is_verb(doc, at + 1)
                || matches!(next, "be" | "have" | "do")
                || at + 1 < limit
                    && doc.closed(at + 1) == Some(Closed::Adverb)
                    && doc
                        .verb_from(at + 2)
                        .is_some_and(|verb| verb.form == VerbForm::Base);
        }
        Some(_) => return false,
        None => {}
    }
    let Some(verb) = doc.verb_from(at).filter(|verb| verb.tokens.end <= limit) else {
        return unknown_verb(doc, at, start, limit, inside);
    };
    let named = doc
        .mark(at)
        .is_some_and(|mark| !matches!(mark.known, Known::Force(..) | Known::Office(_)));
    if named || doc.tokens[at].capital && at > start && !doc.tokens[at].shouted {
        return false;
    }
    let force = doc
        .mark(at)
        .is_some_and(|mark| matches!(mark.known, Known::Force(..)));
    if doc
        .mark(at)
        .is_some_and(|mark| mark.tokens.len() > verb.tokens.len())
    {
        return false;
    }
    let before = Before::of(doc, at, start);
    match verb.form {
        // `a joint missile tracking exercise`
        VerbForm::Gerund
            if inside
                && matches!(next, "exercise" | "exercises" | "drill" | "drills")
                && before != Before::Verb =>
        {
            false
        }
        // `held live-fire training with`
        VerbForm::Gerund
            if word == "training"
                && at > start
                && matches!(
                    doc.word(at - 1),
                    "joint" | "live-fire" | "field" | "combat" | "bilateral" | "basic" | "winter"
                ) =>
        {
            false
        }
        VerbForm::Gerund => match before {
            Before::Determiner | Before::Adjective => false,
            // `weeks of fighting between`
            Before::Preposition if word == "fighting" && is_place_word(next) => false,
            _ => {
                !(inside
                    && matches!(
                        word,
                        "training"
                            | "fighting"
                            | "meeting"
                            | "briefing"
                            | "building"
                            | "shipping"
                            | "landing"
                            | "bombing"
                            | "hearing"
                            | "warning"
                            | "policing"
                            | "refuelling"
                            | "refueling"
                    )
                    && !object_like(doc, verb.tokens.end, limit))
            }
        },
        VerbForm::Past if verb.verb.plain_past && word != verb.verb.lemma => {
            let nominal = noun_like(doc, verb.tokens.end, limit);
            !matches!(before, Before::Determiner | Before::Preposition) || !nominal
        }
        VerbForm::Past | VerbForm::Participle => {
            let nominal = noun_like(doc, verb.tokens.end, limit);
            match before {
                Before::Determiner | Before::Preposition => !(nominal),
                Before::Adjective => !nominal || doc.closed(verb.tokens.end).is_some(),
                Before::Start => !nominal || !inside && at > start,
                _ => true,
            }
        }
        VerbForm::Base | VerbForm::Third => {
            let ambiguous = force || verb.verb.noun || verb.verb.lemma.contains(' ');
            let subject = match before {
                Before::Pronoun | Before::Relative => true,
                Before::Noun => true,
                Before::And => verb.form == VerbForm::Third || !inside,
                Before::Determiner => {
                    let says = verb.verb.is(crate::gazetteer::VerbClass::Saying)
                        && matches!(next, "" | "." | ",")
                        && before == Before::Noun
                        && doc.tokens[at - 1].kind == TokenKind::Word;
                    if says && !force {
                        return true;
                    }
                    !ambiguous && at > start && doc.tokens[at - 1].kind == TokenKind::Number
                }
                _ => false,
            };
            if !subject {
                return closes_aside(doc, at, start)
                    && (leads_there(doc, verb)
                        || !force
                            && (!verb.verb.noun || verb.tokens.len() > 1)
                            && goes_on(doc, verb.tokens.end, limit));
            }
            // `Danish troop numbers in Iraq were cut`
            let strength = verb.verb.lemma == "number"
                && at > start
                && matches!(
                    doc.word(at - 1),
                    "troop" | "force" | "staff" | "personnel" | "staffing"
                );
            if strength {
                return false;
            }
            // `troops at the Ukraine border to return`
            let edge = word == "border"
                && doc
                    .mark(at - 1)
                    .is_some_and(|mark| matches!(mark.known, Known::Name(_)));
            if edge {
                return false;
            }
            if mandative(doc, at, verb) {
                return true;
            }
            // `riot police and parts of its army`
            if verb.form == VerbForm::Third && ambiguous && doc.word(verb.tokens.end) == "of" {
                return before == Before::Pronoun || before == Before::Relative;
            }
            let unchanged = is_unchanged(&verb.verb.lemma);
            // `the frigate set sail`
            if unchanged && before == Before::Noun && verb.tokens.len() > 1 {
                return true;
            }
            if unchanged && before == Before::Noun && !inside {
                return true;
            }
            if unchanged && before == Before::Noun && object_like(doc, verb.tokens.end, limit) {
                return true;
            }
            // `joint live-fire drills in`: an exercise, unless a pronoun drills.
            let drills = before == Before::Noun
                && matches!(
                    verb.verb.lemma.as_str(),
                    "drill" | "exercise" | "manoeuvre" | "maneuver"
                );
            // `its troop numbers in`
            let counted = word == "numbers"
                && matches!(
                    doc.word(at - 1),
                    "troop" | "force" | "personnel" | "staff" | "soldier"
                );
            if drills || counted {
                return false;
            }
            if verb.form == VerbForm::Base && before == Before::Noun && is_helped(doc, at, start) {
                return true;
            }
            // `troops from the community plan to withdraw`
            if verb.form == VerbForm::Base
                && before == Before::Noun
                && (!ambiguous
                    || next == "to"
                        && doc
                            .verb_from(at + 2)
                            .is_some_and(|inner| inner.form == VerbForm::Base))
                && forces_before(doc, at, start)
            {
                return true;
            }
            if verb.form == VerbForm::Base
                && before == Before::Noun
                && !plural_before(doc, at)
                && !is_bidden(doc, verb, start)
                && (force || !joined_before(doc, at, start))
            {
                return false;
            }
            !ambiguous
                || before == Before::Pronoun
                || before == Before::Relative
                || object_like(doc, verb.tokens.end, limit) && !force
        }
    }
}

/// `to help Mozambique fight`: whether a name stands between `help` and a verb.
fn is_helped(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let first = at.saturating_sub(6).max(start);
    let help = (first..at).rev().find(|before| {
        let name = doc.tokens[*before].capital || matches!(doc.word(*before), "the" | "its");
        !name
    });
    help.is_some_and(|help| {
        help + 1 < at && matches!(doc.word(help), "help" | "helping" | "helped" | "helps")
    })
}

/// Whether forces in the plural stand before a word, with nothing but their own phrases between: the
/// subject of a verb without an ending.
fn forces_before(doc: &Document<'_>, at: usize, start: usize) -> bool {
    let first = at.saturating_sub(14).max(start);
    (first..at)
        .rev()
        .take_while(|before| {
            let open = !matches!(doc.word(*before), "," | ";" | ":" | "that");
            open && !matches!(
                doc.closed(*before),
                Some(Closed::Be | Closed::Have | Closed::Modal | Closed::Subordinator)
            )
        })
        .any(|before| {
            doc.mark(before).is_some_and(|mark| {
                matches!(&mark.known, Known::Force(noun, plural)
                if (*plural || noun.name.ends_with("forces"))
                    && matches!(
                        noun.category,
                        events::Category::Troops | events::Category::Forces
                    ))
            })
        })
}

/// Prepositions of where something goes on, or between whom.
fn is_place_word(word: &str) -> bool {
    matches!(
        word,
        "between" | "in" | "over" | "near" | "around" | "across" | "along" | "on" | "at"
    )
}

/// The base form of what somebody is asked to do: `demands that Russia withdraw`.
fn mandative(doc: &Document<'_>, at: usize, verb: &crate::document::VerbMark) -> bool {
    const REACH: usize = 7;
    let name = doc
        .mark(at - 1)
        .is_some_and(|mark| matches!(mark.known, Known::Name(_)));
    verb.form == VerbForm::Base
        && name
        && (at.saturating_sub(REACH)..at - 1)
            .any(|that| doc.word(that) == "that" && that > 0 && is_mandate(doc.word(that - 1)))
}

/// Words of asking, whose clause with `that` has a base form.
fn is_mandate(word: &str) -> bool {
    [
        "demand",
        "insist",
        "ask",
        "request",
        "urge",
        "propos",
        "recommend",
        "requir",
        "suggest",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// `will see Kenya withdraw 2,000 troops`: a movement after who makes it, and a verb of seeing or letting.
fn is_bidden(doc: &Document<'_>, verb: &crate::document::VerbMark, start: usize) -> bool {
    use crate::gazetteer::VerbClass::{Going, Sending, Withdrawing};
    let at = verb.tokens.start;
    !verb.verb.noun
        && [Going, Sending, Withdrawing]
            .iter()
            .any(|class| verb.verb.is(*class))
        && (at.saturating_sub(8).max(start)..at)
            .rev()
            .take_while(|before| doc.word(*before) != ",")
            .any(|before| {
                matches!(
                    doc.word(before),
                    "see" | "sees" | "saw" | "let" | "help" | "make"
                )
            })
}

/// After the comma that closes an aside: `The carrier, with three escorts, stays in`.
fn closes_aside(doc: &Document<'_>, mut at: usize, start: usize) -> bool {
    while at > start + 2 && doc.closed(at - 1) == Some(Closed::Adverb) {
        at -= 1;
    }
    at > start + 2
        && doc.word(at - 1) == ","
        && (start..at - 2).any(|before| doc.word(before) == ",")
}

/// After the comma that closes an aside, what only follows a verb: `, which began on Monday, involve
/// 3,000 troops`, `, a large exercise, kicks off in May`.
fn goes_on(doc: &Document<'_>, next: usize, limit: usize) -> bool {
    next < limit
        && (doc.counts(next)
            || doc.tells_time(next)
            || matches!(
                doc.closed(next),
                Some(Closed::Determiner | Closed::Owning | Closed::Preposition)
            ))
}

/// Whether a verb in the third person tells where somebody is: `stays in`, `operates from`.
fn leads_there(doc: &Document<'_>, verb: &crate::document::VerbMark) -> bool {
    verb.form == VerbForm::Third
        && matches!(
            verb.verb.lemma.as_str(),
            "stay" | "remain" | "operate" | "patrol" | "serve" | "stand" | "sail" | "lie"
        )
        && matches!(
            doc.word(verb.tokens.end),
            "in" | "at" | "on" | "off" | "near" | "from" | "under" | "along"
        )
}

/// After `to`: `to base camp` is no verb, `to base them` is; a listed verb mostly is one.
fn base_is_verb(doc: &Document<'_>, at: usize) -> bool {
    let verb = doc.verb_from(at).expect("the caller found a verb");
    let noun = verb.verb.noun;
    let after = doc.closed(verb.tokens.end);
    let compound = noun
        && after.is_none()
        && doc
            .tokens
            .get(verb.tokens.end)
            .is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
        && doc.verb_from(verb.tokens.end).is_some();
    !compound || !noun
}

/// Words in `-ed` that no list has: verbs after a noun.
fn unknown_verb(doc: &Document<'_>, at: usize, start: usize, limit: usize, inside: bool) -> bool {
    let word = doc.word(at);
    let Some(token) = doc.tokens.get(at) else {
        return false;
    };
    if token.kind != TokenKind::Word
        || token.capital
        || word.len() < 5
        || doc.mark(at).is_some()
        || word.contains('-')
    {
        return false;
    }
    let ending = word.ends_with("ed") && !word.ends_with("eed");
    ending && inside && Before::of(doc, at, start) == Before::Noun && !noun_like(doc, at + 1, limit)
}
