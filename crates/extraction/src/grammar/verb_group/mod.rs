//! Verb groups: auxiliaries, the main verb, and the verbs that it is chained to (`plans to send`,
//! `has begun moving`, `is expected to be deployed`, `stands ready to fly`).

#![allow(clippy::match_same_arms)] // tables, read row by row

mod begin;
mod chain;
mod neighbours;

pub(crate) use begin::{is_object_here, may_begin};

use crate::document::{Document, VerbMark};
use crate::gazetteer::VerbForm;
use crate::token::TokenKind;

use super::chunk::{Finite, Modal, Plain, VerbGroup, VerbWord};
use super::words::{Closed, holds_not};

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
    fn closed(&self, at: usize) -> Option<Closed> {
        self.doc.closed(at).filter(|_| at < self.limit)
    }

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
            // `will on Monday begin`, `has this week sent`
            if last.is_some()
                && let Some(next) = self.over_time(at)
            {
                at = next;
                continue;
            }
            let word = self.word(at);
            match self.closed(at) {
                Some(Closed::Not) => negated = true,
                Some(Closed::Adverb) if last.is_some() || negated || infinitive => {}
                // `will be “deployed to the region”`
                None if last.is_some()
                    && at < self.limit
                    && self.doc.tokens[at].kind == TokenKind::Open => {}
                // `has further decided`, `has so far delivered`
                None if word == "further"
                    && last.is_some()
                    && self.doc.verb_from(at + 1).is_some() => {}
                Some(Closed::Subordinator)
                    if word == "so" && self.word(at + 1) == "far" && last.is_some() =>
                {
                    at += 1;
                }
                // `has since lowered`
                Some(Closed::Subordinator)
                    if word == "since"
                        && last == Some(Closed::Have)
                        && self.doc.verb_from(at + 1).is_some_and(|verb| {
                            matches!(verb.form, VerbForm::Past | VerbForm::Participle)
                        }) => {}
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
        // `the troops being deployed`: said of the noun before.
        let participle = self.word(start) == "being";
        let finite = if infinitive || participle {
            Finite::No
        } else {
            Finite::Yes
        };
        if let Some(verb) = verb {
            self.at = verb.tokens.end;
            let gerund = verb.form == VerbForm::Gerund;
            let done = matches!(verb.form, VerbForm::Past | VerbForm::Participle)
                || verb.form == VerbForm::Base && begin::is_unchanged(verb.lemma());
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

    /// The verb after a time that stands between an auxiliary and it.
    fn over_time(&self, at: usize) -> Option<usize> {
        if at >= self.limit || !self.doc.tells_time(at) {
            return None;
        }
        let end = crate::time::find(&self.doc.tokens, at)?.tokens.end;
        let verb = self.doc.verb_from(end)?;
        (verb.tokens.end <= self.limit).then_some(end)
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
            && self.closed(at).is_none()
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
        chain::CHAINING.contains(&word) && !matches!(word, "permitted" | "allowed" | "expected")
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
        "put", "set", "cut", "let", "shut", "hit", "bid", "hurt", "cost", "cast", "quit", "read",
        "come", "become", "run", "overrun", "spread", "forecast",
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
