//! Chains of verbs: `plans to send`, `has begun moving`, `is ready to deploy`, `has no plans to`.

use crate::gazetteer::VerbForm;

use super::super::chunk::{Plain, VerbGroup, VerbWord};
use super::super::words::Closed;
use super::Reader;

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

/// Adjectives that chain a verb: `is ready to send`.
pub(super) const CHAINING: &[&str] = &[
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
    "bill",
    "motion",
    "resolution",
    "proposal",
    "mandate",
    "law",
    "deal",
    "measure",
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

impl Reader<'_, '_> {
    /// Takes one more verb into the chain: `to send`, `sending`, `ready to send`.
    pub(super) fn chained(&mut self, group: &mut VerbGroup) -> bool {
        let mut at = self.at;
        while self.closed(at) == Some(Closed::Adverb) {
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
        // `has decided not to send`
        let not = usize::from(self.word(at) == "not");
        if self.word(at + not) == "to" {
            return self.inner(at, group, None);
        }
        let lemma = group.main.lemma();
        // `to help fight attacks`
        let helped = lemma == "help"
            && group.main.form == VerbForm::Base
            && self
                .doc
                .verb_from(at)
                .filter(|verb| verb.form == VerbForm::Base && verb.tokens.end <= self.limit)
                .map(|verb| VerbWord {
                    tokens: verb.tokens.clone(),
                    verb: Some(verb.verb),
                    form: verb.form,
                    plain: Plain::Listed,
                })
                .is_some_and(|inner| {
                    self.at = inner.tokens.end;
                    group.chain.push(std::mem::replace(&mut group.main, inner));
                    true
                });
        if helped {
            return true;
        }
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
        // `no plans or intentions to send`
        if CHAINING_NOUNS.contains(&self.word(noun))
            && matches!(self.word(noun + 1), "or" | "and" | "nor")
            && CHAINING_NOUNS.contains(&self.word(noun + 2))
        {
            noun += 2;
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
