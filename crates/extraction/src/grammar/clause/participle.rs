//! Participles: of what they are told, and whether a finite verb follows.

use crate::document::Document;

use super::super::chunk::{ChunkKind, Finite};
use super::Spine;

impl Spine<'_> {
    /// The passive verb before a noun that tells who asks: `has been asked by Britain and France`.
    pub(super) fn asked_by(&self, doc: &Document<'_>, noun: usize) -> Option<usize> {
        let verb = (0..noun).rev().find(|at| self.verb(*at).is_some())?;
        let group = self.verb(verb)?;
        let asks = group.passive
            && matches!(
                group.main.lemma(),
                "ask" | "urge" | "tell" | "order" | "invite" | "press" | "request"
            );
        let by = self
            .get(verb + 1)
            .is_some_and(|chunk| chunk.is_preposition() && doc.word(chunk.tokens.start) == "by");
        (asks && by).then_some(verb)
    }

    /// Whether a participle is told of the object before it: `has 28,500 troops stationed in`, `with
    /// 150,000 troops massed near`. Such a noun is no subject of what follows.
    pub(super) fn is_object_participle(&self, doc: &Document<'_>, verb: usize) -> bool {
        let participle = self
            .verb(verb)
            .is_some_and(|group| group.finite != Finite::Yes && !group.infinitive);
        let Some(before) = verb.checked_sub(2).filter(|_| participle) else {
            return false;
        };
        let gerund = self
            .verb(verb)
            .is_some_and(|group| group.finite == Finite::No);
        // `with a contingent of 30 soldiers arriving in Riga`
        let mut led = before;
        while gerund && led >= 2 && doc.word(self.chunks[led].tokens.start) == "of" {
            led -= 2;
        }
        if gerund && self.is_preposition(led) && doc.word(self.chunks[led].tokens.start) == "with" {
            return true;
        }
        match &self.chunks[before].kind {
            ChunkKind::Verb(group) => {
                matches!(
                    group.main.lemma(),
                    "have" | "keep" | "maintain" | "retain" | "get" | "host" | "see"
                ) || (group.finite == Finite::Yes || group.infinitive)
                    && !group.passive
                    && self.is_now(doc, verb)
            }
            ChunkKind::Preposition => {
                let alone = before == 0
                    || !matches!(
                        self.chunks[before - 1].kind,
                        ChunkKind::Noun(_) | ChunkKind::Verb(_)
                    );
                let with = doc.word(self.chunks[before].tokens.end - 1) == "with";
                alone && with || self.is_now(doc, verb) && !self.place_like(doc, verb - 1)
            }
            _ => false,
        }
    }

    /// `would join the 8,400 troops now deployed in`
    pub(super) fn is_now(&self, doc: &Document<'_>, verb: usize) -> bool {
        let start = self.chunks[verb].tokens.start;
        let inside = self.chunks[verb]
            .tokens
            .clone()
            .any(|at| is_now(doc.word(at)));
        inside || start > 0 && is_now(doc.word(start - 1))
    }

    /// Whether a finite verb follows that needs this verb's noun as its subject: `troops promised to
    /// Poland have arrived`.
    pub(super) fn goes_on_finite(&self, verb: usize) -> bool {
        let mut at = verb + 1;
        let mut needs_subject = true;
        while let Some(chunk) = self.get(at) {
            match &chunk.kind {
                ChunkKind::Verb(group) if group.finite == Finite::Yes && needs_subject => {
                    return true;
                }
                ChunkKind::Verb(_)
                | ChunkKind::Comma
                | ChunkKind::Stop
                | ChunkKind::Relative
                | ChunkKind::Subordinator
                | ChunkKind::And => return false,
                ChunkKind::Noun(_) => needs_subject = self.is_preposition(at - 1),
                _ => {}
            }
            at += 1;
        }
        false
    }
}

fn is_now(word: &str) -> bool {
    matches!(
        word,
        "now" | "already" | "currently" | "still" | "presently"
    )
}
