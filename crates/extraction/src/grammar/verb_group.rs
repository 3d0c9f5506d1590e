//! Verb groups: auxiliaries, the main verb, and the verbs that it is chained to (`plans to send`,
//! `has begun moving`, `is expected to be deployed`, `stands ready to fly`).

#![allow(clippy::match_same_arms)] // tables, read row by row

use crate::document::{Document, Known, VerbMark};
use crate::gazetteer::VerbForm;
use crate::token::TokenKind;

use super::chunk::{Finite, Modal, Plain, VerbGroup, VerbWord};
use super::words::{Closed, closed, holds_not, is_noun_too};

/// Verbs after which a gerund tells what is done.
const GERUND_TAKERS: &[&str] = &[
    "begin",
    "start",
    "continue",
    "deny",
    "keep",
    "stop",
    "finish",
    "cease",
    "resume",
    "halt",
    "suspend",
    "consider",
    "mull",
    "weigh",
    "contemplate",
    "discuss",
    "rule out",
    "exclude",
    "avoid",
    "go on",
    "complete",
    "recommend",
    "propose",
    "suggest",
    "plan",
    "study",
    "explore",
    "oppose",
    "end",
    "delay",
    "postpone",
    "support",
    "commence",
    "look at",
];

/// Verbs whose past is their base form.
const UNCHANGED: &[&str] = &["put", "set", "cut", "let", "hit", "quit", "shut"];

/// Adjectives that chain a verb: `is ready to send`.
const CHAINING: &[&str] = &[
    "ready",
    "set",
    "due",
    "poised",
    "prepared",
    "willing",
    "able",
    "likely",
    "about",
    "bound",
    "unable",
    "unwilling",
    "unlikely",
    "scheduled",
    "expected",
    "slated",
    "free",
    "reluctant",
    "keen",
    "eager",
    "determined",
    "supposed",
    "certain",
    "sure",
    "obliged",
    "permitted",
    "allowed",
];

/// Nouns that chain a verb: `has no plans to send`.
const CHAINING_NOUNS: &[&str] = &[
    "plan",
    "plans",
    "intention",
    "intentions",
    "decision",
    "order",
    "orders",
    "offer",
    "promise",
    "pledge",
    "commitment",
    "request",
    "agreement",
    "readiness",
    "willingness",
    "steps",
    "preparations",
    "authority",
    "authorisation",
    "authorization",
    "approval",
];

/// The verb group that begins at a token, before a limit.
pub(crate) fn parse(doc: &Document<'_>, start: usize, limit: usize) -> Option<VerbGroup> {
    let mut reader = Reader {
        doc,
        at: start,
        limit,
    };
    let mut group = reader.simple(true)?;
    for _ in 0..4 {
        if !reader.chained(&mut group) {
            break;
        }
    }
    Some(group)
}

/// Where a group ends.
pub(crate) fn end(group: &VerbGroup) -> usize {
    group.main.tokens.end
}

struct Reader<'d, 'a> {
    doc: &'d Document<'a>,
    at: usize,
    limit: usize,
}

impl Reader<'_, '_> {
    fn word(&self, at: usize) -> &str {
        if at < self.limit {
            self.doc.word(at)
        } else {
            ""
        }
    }

    /// Auxiliaries and one main verb.
    fn simple(&mut self, outer: bool) -> Option<VerbGroup> {
        let start = self.at;
        let (mut modal, mut negated, mut perfect, mut infinitive) = (None, false, false, false);
        let (mut last, mut past) = (None, false);
        let mut be_at = start;
        let mut at = start;
        loop {
            let word = self.word(at);
            match closed(word) {
                Some(Closed::Not) => negated = true,
                Some(Closed::Adverb) if last.is_some() || negated || infinitive => {}
                Some(Closed::Modal) if last.is_none() => {
                    modal = Some(modal_of(word));
                    negated |= holds_not(word);
                    last = Some(Closed::Modal);
                }
                Some(class @ (Closed::Be | Closed::Have | Closed::Do)) => {
                    past |= last.is_none()
                        && matches!(
                            word,
                            "was"
                                | "were"
                                | "had"
                                | "did"
                                | "wasn't"
                                | "weren't"
                                | "hadn't"
                                | "didn't"
                        );
                    perfect |= last == Some(Closed::Have)
                        || class == Closed::Have && last.is_none() && word != "having";
                    negated |= holds_not(word);
                    last = Some(class);
                    be_at = at;
                }
                Some(Closed::Preposition) if word == "to" && last.is_none() && !infinitive => {
                    infinitive = true;
                }
                Some(Closed::Determiner) if matches!(word, "each" | "both") && last.is_some() => {}
                Some(Closed::Determiner) if word == "neither" && last.is_none() && at == start => {
                    negated = true;
                }
                Some(Closed::Determiner)
                    if word == "no" && self.word(at + 1) == "longer" && last.is_some() =>
                {
                    negated = true;
                    at += 1;
                }
                _ => break,
            }
            at += 1;
            if at - start > 10 {
                return None;
            }
        }
        let group = |main: VerbWord, finite, passive, progressive, perfect| VerbGroup {
            main,
            chain: Vec::new(),
            modal,
            negated,
            finite,
            passive,
            perfect,
            progressive,
            past,
            infinitive,
        };
        let bare = |plain, tokens| VerbWord {
            tokens,
            verb: None,
            form: VerbForm::Base,
            plain,
        };
        let verb = self.verb_at(at, last, infinitive, modal.is_some());
        let finite = if infinitive { Finite::No } else { Finite::Yes };
        if let Some(verb) = verb {
            self.at = verb.tokens.end;
            let gerund = verb.form == VerbForm::Gerund;
            let done = matches!(verb.form, VerbForm::Past | VerbForm::Participle);
            let result = match last {
                Some(Closed::Be) if gerund => group(verb, finite, false, true, perfect),
                Some(Closed::Be) => group(verb, finite, true, false, perfect),
                Some(Closed::Have) => group(verb, finite, false, false, true),
                Some(_) => group(verb, finite, false, false, false),
                None if infinitive => group(verb, Finite::No, false, false, false),
                None if gerund => group(verb, Finite::No, false, true, false),
                None if done => {
                    let sure = self.sure_past(&verb);
                    let mut g = group(
                        verb,
                        if sure { Finite::Yes } else { Finite::Perhaps },
                        false,
                        false,
                        false,
                    );
                    g.past = true;
                    g
                }
                None => group(verb, Finite::Yes, false, false, false),
            };
            return Some(result);
        }
        // `be`, `have` or `do` as the main verb; adverbs after it are left to the chunker.
        let plain = match last? {
            Closed::Be => Plain::Be,
            Closed::Have => Plain::Have,
            Closed::Do => Plain::Do,
            _ => return None,
        };
        if plain == Plain::Do && !outer {
            return None;
        }
        self.at = be_at + 1;
        if plain == Plain::Have {
            perfect = modal.is_none() && perfect && self.doc.word(start) != self.doc.word(be_at);
        }
        if self.word(self.at) == "not" {
            self.at += 1;
        }
        let tokens = be_at..self.at;
        Some(group(bare(plain, tokens), finite, false, false, perfect))
    }

    /// Forms that are past and never a participle after a noun: `went`, `began`.
    fn sure_past(&self, verb: &VerbWord) -> bool {
        let word = self.doc.word(verb.tokens.start);
        verb.form == VerbForm::Past
            && matches!(
                word,
                "went"
                    | "began"
                    | "came"
                    | "flew"
                    | "drew"
                    | "withdrew"
                    | "took"
                    | "gave"
                    | "saw"
                    | "rose"
                    | "grew"
                    | "fell"
                    | "wrote"
                    | "spoke"
                    | "broke"
                    | "chose"
                    | "knew"
                    | "drove"
                    | "became"
                    | "arose"
                    | "ran"
                    | "showed"
            )
    }

    /// The main verb at a token, given what stands before it.
    fn verb_at(
        &self,
        at: usize,
        last: Option<Closed>,
        infinitive: bool,
        modal: bool,
    ) -> Option<VerbWord> {
        if at >= self.limit {
            return None;
        }
        let listed = self
            .doc
            .verb_from(at)
            .filter(|verb| verb.tokens.end <= self.limit);
        let wanted = |form: VerbForm| match last {
            Some(Closed::Be) => matches!(
                form,
                VerbForm::Gerund | VerbForm::Past | VerbForm::Participle
            ),
            Some(Closed::Have) => matches!(form, VerbForm::Past | VerbForm::Participle),
            Some(Closed::Modal | Closed::Do) => form == VerbForm::Base,
            _ if infinitive => form == VerbForm::Base,
            _ => true,
        };
        if let Some(verb) = listed
            && let Some(form) = fitting(self.doc, verb, &wanted)
        {
            if last == Some(Closed::Be) && self.is_adjective_here(verb) {
                return None;
            }
            let tokens = verb.tokens.clone();
            return Some(VerbWord {
                tokens,
                verb: Some(verb.verb),
                form,
                plain: Plain::Listed,
            });
        }
        let token = self.doc.tokens.get(at)?;
        let word = self.word(at);
        let plain = token.kind == TokenKind::Word
            && !token.capital
            && closed(word).is_none()
            && self.doc.mark(at).is_none();
        if !plain {
            return None;
        }
        let form = match last {
            Some(Closed::Modal | Closed::Do) if modal || last == Some(Closed::Do) => VerbForm::Base,
            Some(Closed::Be) if word.ends_with("ing") => VerbForm::Gerund,
            Some(Closed::Be | Closed::Have) if word.ends_with("ed") => VerbForm::Past,
            _ => return None,
        };
        Some(VerbWord {
            tokens: at..at + 1,
            verb: None,
            form,
            plain: Plain::Unknown,
        })
    }

    /// `is set`, `is due`: adjectives that look like participles and chain a verb.
    fn is_adjective_here(&self, verb: &VerbMark) -> bool {
        let word = self.word(verb.tokens.start);
        CHAINING.contains(&word) && !matches!(word, "permitted" | "allowed" | "expected")
    }

    /// Takes one more verb into the chain: `to send`, `sending`, `ready to send`.
    fn chained(&mut self, group: &mut VerbGroup) -> bool {
        let mut at = self.at;
        while closed(self.word(at)) == Some(Closed::Adverb) {
            at += 1;
        }
        let reflexive = matches!(
            self.word(at),
            "itself" | "himself" | "herself" | "themselves"
        );
        if reflexive && CHAINING.contains(&self.word(at + 1)) {
            at += 1;
        }
        if CHAINING.contains(&self.word(at)) && self.word(at + 1) == "to" {
            let word = VerbWord {
                tokens: at..at + 1,
                verb: None,
                form: VerbForm::Base,
                plain: Plain::Unknown,
            };
            if self.inner(at + 1, group, Some(word)) {
                return true;
            }
        }
        if let Some(noun) = self.chaining_noun(at) {
            let word = VerbWord {
                tokens: at..noun + 1,
                verb: None,
                form: VerbForm::Base,
                plain: Plain::Unknown,
            };
            if self.inner(noun + 1, group, Some(word)) {
                return true;
            }
        }
        if self.word(at) == "to" {
            return self.inner(at, group, None);
        }
        let lemma = group.main.lemma();
        let takes = GERUND_TAKERS.contains(&lemma)
            || lemma == "think" && matches!(self.word(at), "of" | "about");
        if takes {
            let at = if matches!(self.word(at), "of" | "about") {
                at + 1
            } else {
                at
            };
            let gerund = self
                .doc
                .verb_from(at)
                .is_some_and(|verb| verb.form == VerbForm::Gerund && verb.tokens.end <= self.limit);
            let being = self.word(at) == "being";
            if gerund || being {
                return self.inner(at, group, None);
            }
        }
        false
    }

    /// After `has`, `made`, `taken`: a noun that chains a verb, within a few words.
    fn chaining_noun(&self, at: usize) -> Option<usize> {
        let mut noun = at;
        while noun < at + 5
            && matches!(
                self.word(noun),
                "no" | "a"
                    | "an"
                    | "the"
                    | "its"
                    | "their"
                    | "any"
                    | "current"
                    | "immediate"
                    | "made"
                    | "been"
                    | "given"
                    | "been-"
            )
        {
            noun += 1;
        }
        let fits = CHAINING_NOUNS.contains(&self.word(noun));
        let joined = self.word(noun + 1) == "to"
            || matches!(self.word(noun + 1), "of" | "for")
                && self
                    .doc
                    .verb_from(noun + 2)
                    .is_some_and(|v| v.form == VerbForm::Gerund);
        (fits && joined).then_some(noun)
    }

    fn inner(&mut self, at: usize, group: &mut VerbGroup, between: Option<VerbWord>) -> bool {
        let saved = self.at;
        self.at = if matches!(self.word(at), "of" | "for") {
            at + 1
        } else {
            at
        };
        let Some(inner) = self.simple(false) else {
            self.at = saved;
            return false;
        };
        let outer = std::mem::replace(&mut group.main, inner.main);
        let no = between
            .as_ref()
            .is_some_and(|word| self.doc.word(word.tokens.start) == "no");
        group.chain.push(outer);
        group.chain.extend(between);
        group.negated |= inner.negated | no;
        group.passive = inner.passive;
        if inner.perfect {
            group.perfect = true;
        }
        true
    }
}

/// The form in which a listed verb fits, if it does: `come` is base and participle, `put` all.
fn fitting(
    doc: &Document<'_>,
    mark: &VerbMark,
    wanted: &dyn Fn(VerbForm) -> bool,
) -> Option<VerbForm> {
    if wanted(mark.form) {
        return Some(mark.form);
    }
    let first = doc.word(mark.tokens.start);
    let lemma = mark.verb.lemma.split(' ').next().unwrap_or("");
    let unchanged = [
        "put", "set", "cut", "let", "shut", "hit", "hurt", "cost", "cast", "quit", "read", "come",
        "become", "run", "overrun", "spread", "forecast",
    ];
    if first == lemma && unchanged.contains(&lemma) {
        return [VerbForm::Base, VerbForm::Past, VerbForm::Participle]
            .into_iter()
            .find(|form| wanted(*form));
    }
    None
}

fn modal_of(word: &str) -> Modal {
    match word {
        "will" | "shall" | "won't" | "'ll" => Modal::Will,
        "would" | "wouldn't" => Modal::Would,
        "should" | "shouldn't" | "must" | "mustn't" | "ought" => Modal::Should,
        _ => Modal::May,
    }
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
        VerbForm::Base | VerbForm::Third => is_noun_too(&verb.verb.lemma) || doc.mark(at).is_some(),
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
    match closed(word) {
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
            }) && base_is_verb(doc, at + 1, limit)
                || matches!(next, "be" | "have" | "do")
                || closed(next) == Some(Closed::Adverb)
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
        VerbForm::Gerund => match before {
            Before::Determiner | Before::Adjective => false,
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
        VerbForm::Past | VerbForm::Participle => {
            let nominal = noun_like(doc, verb.tokens.end, limit);
            match before {
                Before::Determiner | Before::Preposition => !(nominal),
                Before::Adjective => !nominal || closed(doc.word(verb.tokens.end)).is_some(),
                Before::Start => !nominal || !inside && at > start,
                _ => true,
            }
        }
        VerbForm::Base | VerbForm::Third => {
            let ambiguous = force || is_noun_too(&verb.verb.lemma) || verb.verb.lemma.contains(' ');
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
                return false;
            }
            let unchanged = UNCHANGED.contains(&verb.verb.lemma.as_str());
            if unchanged && before == Before::Noun && !inside {
                return true;
            }
            if unchanged && before == Before::Noun && object_like(doc, verb.tokens.end, limit) {
                return true;
            }
            if verb.form == VerbForm::Base && before == Before::Noun && !plural_before(doc, at) {
                return false;
            }
            !ambiguous
                || before == Before::Pronoun
                || before == Before::Relative
                || object_like(doc, verb.tokens.end, limit) && !force
        }
    }
}

/// After `to`: `to base camp` is no verb, `to base them` is; a listed verb mostly is one.
fn base_is_verb(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    let verb = doc.verb_from(at).expect("the caller found a verb");
    let noun = is_noun_too(&verb.verb.lemma);
    let _ = limit;
    let after = closed(doc.word(verb.tokens.end));
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Start,
    Determiner,
    Adjective,
    Noun,
    Pronoun,
    Relative,
    Preposition,
    And,
    Verb,
}

impl Before {
    fn of(doc: &Document<'_>, at: usize, start: usize) -> Self {
        let mut before = at;
        loop {
            if before <= start {
                return Self::Start;
            }
            before -= 1;
            let word = doc.word(before);
            let token = &doc.tokens[before];
            match token.kind {
                TokenKind::Possessive => return Self::Determiner,
                TokenKind::Open | TokenKind::Close => continue,
                TokenKind::Number => {
                    return if doc.mark(before).is_some() {
                        Self::Noun
                    } else {
                        Self::Determiner
                    };
                }
                TokenKind::Punctuation => return Self::Start,
                TokenKind::Word => {}
            }
            let class = match doc.mark(before) {
                Some(mark) if !matches!(mark.known, Known::Office(_)) => None,
                _ => closed(word),
            };
            return match class {
                Some(Closed::Adverb) => continue,
                Some(Closed::Determiner | Closed::Owning) => Self::Determiner,
                Some(Closed::Pronoun) => Self::Pronoun,
                Some(Closed::Relative) => Self::Relative,
                Some(Closed::Subordinator) if word == "that" => Self::Relative,
                Some(Closed::Preposition) => Self::Preposition,
                Some(Closed::And) => Self::And,
                Some(Closed::Be | Closed::Have | Closed::Do | Closed::Modal | Closed::Not) => {
                    Self::Verb
                }
                Some(Closed::Subordinator) => Self::Start,
                None => match doc.mark(before).map(|mark| &mark.known) {
                    Some(Known::Name(crate::gazetteer::Entry::Demonym {
                        people: false, ..
                    })) => Self::Adjective,
                    Some(Known::Office(_)) if is_adjective(word) => Self::Adjective,
                    Some(_) => Self::Noun,
                    None if crate::quantity::cardinal(&doc.tokens, before).is_some() => {
                        Self::Determiner
                    }
                    None if is_adjective(word) => Self::Adjective,
                    None => Self::Noun,
                },
            };
        }
    }
}

/// Common adjectives before nouns, by list and by ending.
pub(crate) fn is_adjective(word: &str) -> bool {
    const LIST: &[&str] = &[
        "new",
        "more",
        "other",
        "many",
        "several",
        "few",
        "first",
        "second",
        "third",
        "last",
        "next",
        "own",
        "main",
        "large",
        "larger",
        "largest",
        "big",
        "bigger",
        "small",
        "smaller",
        "additional",
        "further",
        "extra",
        "joint",
        "naval",
        "military",
        "armed",
        "armoured",
        "armored",
        "air",
        "early",
        "late",
        "recent",
        "latest",
        "possible",
        "high",
        "higher",
        "heavy",
        "light",
        "long",
        "short",
        "local",
        "foreign",
        "senior",
        "top",
        "former",
        "same",
        "planned",
        "fresh",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "direct",
        "full",
        "rapid",
        "combat",
        "live",
        "annual",
        "spring",
    ];
    LIST.contains(&word)
        || ["ous", "ive", "ful", "ical", "ional", "able", "ible", "less"]
            .iter()
            .any(|end| word.len() > 5 && word.ends_with(end))
}

fn plural_before(doc: &Document<'_>, at: usize) -> bool {
    let word = doc.word(at - 1);
    let listed = match doc.mark(at - 1).map(|mark| &mark.known) {
        Some(Known::Force(noun, plural)) => *plural || noun.name.ends_with("forces"),
        Some(Known::Designation(designation)) => designation.plural,
        Some(Known::Name(crate::gazetteer::Entry::Demonym { people, .. })) => *people,
        Some(Known::Name(_)) => false,
        _ => word.ends_with('s') && !word.ends_with("ss"),
    };
    listed
        || matches!(
            word,
            "people" | "men" | "women" | "police" | "troops" | "media"
        )
        || closed(word) == Some(Closed::Adverb)
}

/// Whether an object or a complement follows: a determiner, a number, a preposition, a pronoun.
fn object_like(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    if at >= limit {
        return false;
    }
    let number = crate::quantity::find(&doc.tokens, at).is_some();
    number
        || matches!(
            closed(doc.word(at)),
            Some(
                Closed::Determiner
                    | Closed::Owning
                    | Closed::Pronoun
                    | Closed::Preposition
                    | Closed::Subordinator
            )
        )
        || doc
            .mark(at)
            .is_some_and(|mark| matches!(mark.known, Known::Name(_)))
}

/// Whether a noun follows, so that a participle before it is an adjective.
fn noun_like(doc: &Document<'_>, at: usize, limit: usize) -> bool {
    if at >= limit {
        return false;
    }
    let Some(token) = doc.tokens.get(at) else {
        return false;
    };
    let word = doc.word(at);
    token.kind == TokenKind::Word
        && closed(word).is_none()
        && crate::quantity::find(&doc.tokens, at).is_none()
        && crate::time::find(&doc.tokens, at).is_none()
}
