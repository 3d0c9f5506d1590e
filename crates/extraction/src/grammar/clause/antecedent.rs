//! The noun that a relative word, a participle or an infinitive is told of.

use crate::document::Document;
use crate::gazetteer::VerbForm;
use crate::grammar::{ChunkKind, Finite};

use super::Spine;

impl Spine<'_> {
    /// `has 900 troops, stationed mainly in the south`: a participle told of the counted noun before the
    /// comma.
    pub(super) fn is_stationed_after_comma(&self, doc: &Document<'_>, verb: usize) -> bool {
        let stands = self.verb(verb).is_some_and(|group| {
            group.finite == Finite::Perhaps
                && matches!(
                    group.main.lemma(),
                    "station" | "base" | "deploy" | "locate" | "position" | "garrison"
                )
        });
        stands
            && verb >= 2
            && self.is_comma(doc, verb - 1)
            && self.is_preposition(verb + 1)
            && self.chunks[verb - 2]
                .noun()
                .is_some_and(|noun| noun.count.is_some())
    }

    /// The noun that a relative word stands for: the head before it, over its own phrases.
    pub(super) fn antecedent(&self, doc: &Document<'_>, relative: usize) -> Vec<usize> {
        let Some(mut at) = relative.checked_sub(1) else {
            return Vec::new();
        };
        // `of whom`, `in which`, `from where`
        if self.is_preposition(at) {
            let Some(before) = at.checked_sub(1) else {
                return Vec::new();
            };
            at = before;
        }
        if self.is_comma(doc, at) {
            let Some(before) = at.checked_sub(1) else {
                return Vec::new();
            };
            at = before;
        }
        if !self.is_noun(at) {
            return Vec::new();
        }
        // The nearest noun, but over `of`: `soldiers of the 82nd who`.
        while at >= 2
            && self.is_preposition(at - 1)
            && doc.word(self.chunks[at - 1].tokens.start) == "of"
            && self.is_noun(at - 2)
        {
            at -= 2;
        }
        // `troop levels in Afghanistan, which now stand at`: a verb of several is told of no place.
        while at >= 2
            && self.is_preposition(at - 1)
            && self.is_noun(at - 2)
            && self.place_like(doc, at)
            && self.is_plural(doc, at - 2)
            && self.tells_several(doc, relative + 1)
        {
            at -= 2;
        }
        self.named_list(doc, relative, at)
    }

    /// `UN plans to reduce its numbers`: a plan, and whose it is in the same words.
    pub(super) fn is_plan(&self, doc: &Document<'_>, at: usize) -> bool {
        let Some(noun) = self.chunks[at].noun() else {
            return false;
        };
        let planned = matches!(
            doc.word(noun.head.end - 1),
            "plan" | "plans" | "decision" | "intention" | "pledge" | "proposal"
        );
        planned
            && self.chunks[at].tokens.clone().any(|at| {
                doc.mark(at)
                    .is_some_and(|mark| matches!(mark.known, crate::document::Known::Name(_)))
            })
    }

    /// Whether a verb is told of several, by its form: `stand`, `are`, `have`.
    fn tells_several(&self, doc: &Document<'_>, at: usize) -> bool {
        self.verb(at).is_some_and(|group| {
            let first = doc.word(self.chunks[at].tokens.start);
            let base = group.main.form == VerbForm::Base
                && group.main.tokens.start == self.chunks[at].tokens.start;
            matches!(first, "are" | "were" | "have") || base && !group.infinitive
        })
    }

    /// Whether a noun tells several, by its form.
    fn is_plural(&self, doc: &Document<'_>, at: usize) -> bool {
        self.chunks[at].noun().is_some_and(|noun| {
            let word = doc.word(noun.head.end - 1);
            word.ends_with('s') && !word.ends_with("ss") || matches!(word, "people" | "men")
        })
    }

    /// `the Netherlands and Norway, which both have`: all the names of a list, where the word after the
    /// relative speaks of several.
    fn named_list(&self, doc: &Document<'_>, relative: usize, last: usize) -> Vec<usize> {
        let after = self.chunks[relative].tokens.end;
        let several = matches!(doc.word(after), "both" | "all" | "each" | "have" | "are")
            || self.is_relative(relative) && doc.word(after.saturating_sub(1)) == "all";
        let mut heads = vec![last];
        let mut at = last;
        while several && at >= 2 && self.place_like(doc, at) && self.place_like(doc, at - 2) {
            let joined = self.is_and(at - 1) || heads.len() > 1 && self.is_comma(doc, at - 1);
            if !joined {
                break;
            }
            at -= 2;
            heads.insert(0, at);
        }
        heads
    }

    /// The noun that a verb modifies, when it stands in a relative or participial clause on it.
    pub(super) fn noun_of_modifier(&self, doc: &Document<'_>, verb: usize) -> Option<usize> {
        let group = self.verb(verb)?;
        let before = verb.checked_sub(1)?;
        if self.is_relative(before) {
            return self.antecedent(doc, before).first().copied();
        }
        if group.finite == Finite::Yes || group.infinitive {
            return None;
        }
        // `the aircraft identified operating around`
        if group.finite == Finite::No && self.verb(before).is_some() {
            return self.noun_of_modifier(doc, before);
        }
        self.is_noun(before).then_some(before)
    }

    /// `The first soldiers to join the force landed`: the noun that an infinitive tells the purpose of,
    /// where that noun opens its clause and so wants a verb after it.
    pub(super) fn noun_with_purpose(&self, doc: &Document<'_>, verb: usize) -> Option<usize> {
        let group = self.verb(verb).filter(|group| group.infinitive)?;
        let noun = verb.checked_sub(1).filter(|at| self.is_noun(*at))?;
        let mut head = noun;
        while head >= 2 && self.is_preposition(head - 1) && self.is_noun(head - 2) {
            head -= 2;
        }
        let opens = match head.checked_sub(1).map(|at| &self.chunks[at].kind) {
            None | Some(ChunkKind::Subordinator) => true,
            Some(ChunkKind::Time(_)) => head == 1,
            _ => false,
        };
        let actor = self.place_like(doc, head);
        (opens && !actor && group.chain.is_empty()).then_some(head)
    }
}
