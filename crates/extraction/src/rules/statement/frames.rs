//! What verbs of saying take: a clause, a charge, a call.

use std::ops::Range;

use crate::document::{Document, VerbMark};
use crate::gazetteer::{VerbClass, VerbForm};
use crate::grammar::words::{Closed, holds_not};
use crate::token::TokenKind;

/// What makes a statement of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// A clause or a quotation, after it or before it: `said`.
    Clause {
        /// What may follow without `that`.
        bare: Bare,
        /// Whether it names whom it is said to: `told reporters that`.
        hearer: bool,
    },
    /// One of these words in the same clause: `accused X of`, `urged X to`.
    Charge(&'static [&'static str]),
    /// Quoted words in the same clause: `called it "a provocation"`.
    Verdict,
}

/// What may follow a verb of saying without `that`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// Nothing: `indicated`.
    Nothing,
    /// A clause with a verb that shows: `warned they would leave`.
    Clause,
    /// Whatever is no adverbial: `said troops return home`.
    Anything,
}

/// A verb of saying that is used as one.
#[derive(Clone, Debug)]
pub(super) struct Utterance {
    /// The verb with its auxiliaries.
    pub(super) tokens: Range<usize>,
    /// What it takes.
    pub(super) frame: Frame,
    /// `adding that`: it hangs on another verb.
    pub(super) trailing: bool,
}

/// The utterance whose verb begins with a token; none when it is denied, wished for, passive, or a
/// noun.
pub(super) fn utterance(
    doc: &Document<'_>,
    sentence: &Range<usize>,
    at: usize,
) -> Option<Utterance> {
    if let Some(found) = phrase(doc, sentence, at) {
        return Some(found);
    }
    let mark = doc
        .verb_from(at)
        .filter(|mark| mark.verb.is(VerbClass::Saying))?;
    if doc.mark(at).is_some() {
        return None;
    }
    let frame = if mark.verb.lemma == "warn" && calls_to(doc, mark.tokens.end, sentence.end) {
        Frame::Charge(&["to"])
    } else {
        frame(&mark.verb.lemma)?
    };
    let group = auxiliaries(doc, sentence, at)?;
    // `asked NATO to stay` is said; `has asked for six helicopters` is done.
    if mark.verb.lemma == "ask" && !group.bare {
        return None;
    }
    let tokens = group.start..mark.tokens.end;
    let trailing = mark.form == VerbForm::Gerund && !group.progressive;
    (!group.passive && !is_noun(doc, mark, &group) && !is_participle(doc, mark, &group)).then_some(
        Utterance {
            tokens,
            frame,
            trailing,
        },
    )
}

/// `made clear that`, `was quoted as saying`, `was quoted by the agency as saying`.
fn phrase(doc: &Document<'_>, sentence: &Range<usize>, at: usize) -> Option<Utterance> {
    const PHRASES: [&[&str]; 12] = [
        &["expressed", "confidence", "that"],
        &["expressed", "hope", "that"],
        &["expressed", "concern", "that"],
        &["expressed", "fear", "that"],
        &["made", "clear"],
        &["made", "it", "clear"],
        &["makes", "clear"],
        &["quoted", "as", "saying"],
        &["cited", "as", "saying"],
        &["let", "it", "be", "known"],
        &["went", "on", "to", "say"],
        &["went", "on", "record"],
    ];
    if !matches!(
        doc.word(at),
        "expressed" | "made" | "makes" | "quoted" | "cited" | "let" | "went"
    ) {
        return None;
    }
    if matches!(doc.word(at), "quoted" | "cited")
        && doc.word(at + 1) == "by"
        && let Some(link) = (at + 2..sentence.end.min(at + 16))
            .find(|n| doc.word(*n) == "as" && doc.word(n + 1) == "saying")
    {
        let group = auxiliaries(doc, sentence, at).filter(|group| group.passive)?;
        return Some(Utterance {
            tokens: group.start..link + 2,
            frame: Frame::Clause {
                bare: Bare::Anything,
                hearer: false,
            },
            trailing: false,
        });
    }
    let words = PHRASES.iter().find(|words| {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| doc.word(at + n) == *word)
    })?;
    let group = auxiliaries(doc, sentence, at)?;
    let that = usize::from(words.last() == Some(&"that"));
    Some(Utterance {
        tokens: group.start..at + words.len() - that,
        frame: Frame::Clause {
            bare: Bare::Anything,
            hearer: false,
        },
        trailing: false,
    })
}

/// `warned Hamas to prepare`: one or two words and an infinitive.
fn calls_to(doc: &Document<'_>, from: usize, limit: usize) -> bool {
    (from + 1..limit.min(from + 4)).any(|at| {
        doc.word(at) == "to"
            && (from..at).all(|n| doc.closed(n) != Some(Closed::Subordinator) && doc.word(n) != ",")
            && doc
                .verb_from(at + 1)
                .is_some_and(|verb| verb.form == VerbForm::Base)
    })
}

fn frame(lemma: &str) -> Option<Frame> {
    Some(match lemma {
        "accuse" => Frame::Charge(&["of"]),
        "blame" => Frame::Charge(&["for"]),
        "urge" | "call on" | "threaten" | "vow" | "ask" => Frame::Charge(&["to", "that"]),
        "demand" | "request" | "deny" | "dispute" | "allow" => Frame::Charge(&["that"]),
        "call" | "describe" | "hail" | "welcome" | "praise" | "criticise" | "criticize"
        | "condemn" | "denounce" | "reject" | "dismiss" => Frame::Verdict,
        "appeal" | "rebuff" | "refute" | "cite" | "quote" | "communicate" | "speak" | "believe"
        | "charge" | "imply" | "pronounce" | "proclaim" | "hint" => return None,
        "tell" | "inform" | "assure" | "reassure" | "warn" | "promise" => Frame::Clause {
            bare: Bare::Clause,
            hearer: true,
        },
        "brief" | "notify" | "caution" => Frame::Clause {
            bare: Bare::Nothing,
            hearer: true,
        },
        "say" => Frame::Clause {
            bare: Bare::Anything,
            hearer: false,
        },
        "write" | "tweet" | "announce" | "declare" | "confirm" | "insist" | "claim" | "argue"
        | "assert" | "maintain" | "acknowledge" | "admit" | "concede" | "stress" | "note"
        | "explain" | "reply" | "answer" | "vow that" | "pledge" | "allege" | "complain"
        | "boast" | "predict" => Frame::Clause {
            bare: Bare::Clause,
            hearer: false,
        },
        _ => Frame::Clause {
            bare: Bare::Nothing,
            hearer: false,
        },
    })
}

struct Group {
    start: usize,
    progressive: bool,
    passive: bool,
    bare: bool,
}

/// The auxiliaries before a verb; none when they deny it or make it a wish or a plan.
fn auxiliaries(doc: &Document<'_>, sentence: &Range<usize>, verb: usize) -> Option<Group> {
    let mut group = Group {
        start: verb,
        progressive: false,
        passive: false,
        bare: true,
    };
    let gerund = doc
        .verb_from(verb)
        .is_some_and(|mark| mark.form == VerbForm::Gerund);
    let mut at = verb;
    while at > sentence.start {
        let word = doc.word(at - 1);
        if holds_not(word) {
            return None;
        }
        match doc.closed(at - 1) {
            Some(Closed::Adverb) => {}
            Some(Closed::Have) => group.bare = false,
            Some(Closed::Be) => {
                group.bare = false;
                group.progressive |= gerund;
                group.passive |= !gerund;
            }
            Some(Closed::Not | Closed::Modal | Closed::Do) => return None,
            _ if word == "since" && at > 1 && doc.closed(at - 2) == Some(Closed::Have) => {}
            _ if word == "to" => return None,
            _ => break,
        }
        at -= 1;
        group.start = at;
    }
    // An adverb alone belongs to the verb; `Earlier` at the head of a sentence does not.
    Some(group)
}

/// `the reports`, `their demands`, `a claim`: the form is a noun's too, and a determiner or an
/// adjective stands before it.
fn is_noun(doc: &Document<'_>, mark: &VerbMark, group: &Group) -> bool {
    let noun_form = matches!(mark.form, VerbForm::Base | VerbForm::Third);
    if !noun_form || !group.bare {
        return false;
    }
    let Some(before) = mark.tokens.start.checked_sub(1) else {
        return true;
    };
    let word = doc.word(before);
    follows_determiner(doc, mark.tokens.start)
        || mark.form == VerbForm::Base
            && !(word.ends_with('s') || matches!(word, "they" | "we" | "i" | "military"))
}

/// `the number reported by`, `troops said to be`, `the reported withdrawals`: a participle.
fn is_participle(doc: &Document<'_>, mark: &VerbMark, group: &Group) -> bool {
    let next = doc.word(mark.tokens.end);
    group.bare
        && matches!(mark.form, VerbForm::Past | VerbForm::Participle)
        && (next == "by" && !by_means(doc, mark.tokens.end)
            || follows_determiner(doc, mark.tokens.start)
            || next == "to" && matches!(doc.word(mark.tokens.end + 1), "be" | "have"))
}

/// `said by telephone from Gao`: nobody by whom it was said.
fn by_means(doc: &Document<'_>, by: usize) -> bool {
    (by + 1..by + 3).any(|at| {
        matches!(
            doc.word(at),
            "telephone"
                | "phone"
                | "email"
                | "e-mail"
                | "video"
                | "videolink"
                | "text"
                | "radio"
                | "fax"
                | "satellite"
        )
    })
}

/// Whether a clause has its verb here.
pub(super) fn is_finite(doc: &Document<'_>, at: usize) -> bool {
    // `they're`, `we'll`
    if ["'re", "'m", "'ll", "'ve", "'d"]
        .iter()
        .any(|end| doc.word(at).ends_with(end))
    {
        return true;
    }
    match doc.closed(at) {
        Some(Closed::Modal | Closed::Do | Closed::Have) => return true,
        Some(Closed::Be) => return !matches!(doc.word(at), "be" | "been" | "being"),
        Some(_) => return false,
        None => {}
    }
    if doc.mark(at).is_some() {
        return false;
    }
    let Some(mark) = doc.verb_from(at) else {
        return false;
    };
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let word = doc.word(before);
    // A sentence begins with no finite verb: `Retired general Ben Hodges`.
    if matches!(word, "." | "!" | "?") || doc.tokens[at].breaks > 1 {
        return false;
    }
    let after_determiner = follows_determiner(doc, at);
    let next_is_agent = doc.word(mark.tokens.end) == "by" && !by_means(doc, mark.tokens.end);
    match mark.form {
        VerbForm::Third => !after_determiner,
        VerbForm::Past => !after_determiner && !next_is_agent,
        VerbForm::Base => word.ends_with('s') && !after_determiner && doc.closed(before).is_none(),
        _ => false,
    }
}

/// Whether a determiner, a preposition or a possessive stands before a token.
fn follows_determiner(doc: &Document<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    let opens = doc.closed(before);
    matches!(
        opens,
        Some(Closed::Determiner | Closed::Owning | Closed::Preposition)
    ) || doc.tokens[before].kind == TokenKind::Possessive
}
