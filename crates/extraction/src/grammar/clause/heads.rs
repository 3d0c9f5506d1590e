//! The heads of a subject: over its phrases, its participles and its list.

use crate::document::{Document, Known};
use crate::gazetteer::VerbClass;

use super::super::chunk::{ChunkKind, Finite};
use super::Spine;

impl Spine<'_> {
    /// The heads of the joined noun phrases that end with a noun.
    pub(super) fn heads_before(&self, doc: &Document<'_>, last: usize) -> Vec<usize> {
        let mut heads: Vec<usize> = Vec::new();
        // Those after the last comma, before which another phrase or clause may end.
        let mut sure: Option<Vec<usize>> = None;
        let (mut lone, mut outer) = (None, None);
        let mut inside = false;
        let mut at = last;
        loop {
            let member = at;
            at = self.head_over_phrases(doc, at);
            if heads
                .last()
                .is_some_and(|beside| self.is_inside_phrase(doc, member, at, *beside))
            {
                // What was joined so far, should the phrase belong to another clause.
                outer = Some(sure.take().unwrap_or_else(|| heads.clone()));
                heads.clear();
                inside = true;
            }
            heads.push(at);
            lone.get_or_insert(at);
            let Some(before) = at.checked_sub(1) else {
                break;
            };
            let but = doc.word(self.chunks[before].tokens.start) == "but";
            let joined = heads.len() > 1 || inside;
            let comma = joined && self.is_comma(doc, before);
            let and = self.is_and(before) && !but;
            if (and || comma) && before > 0 && self.is_noun(before - 1) {
                if comma {
                    sure.get_or_insert_with(|| heads.clone());
                }
                at = before - 1;
            } else if (and || comma)
                && before > 1
                && self.is_comma(doc, before - 1)
                && self.is_noun(before - 2)
            {
                sure = Some(heads.clone());
                at = before - 2;
            } else {
                // A list whose first member belongs to another verb or preposition is none.
                if self.is_led(doc, before, sure.is_some()) && (inside || joined) {
                    let outer = outer.filter(|_| heads.len() == 1);
                    heads = outer.or(sure).unwrap_or_else(|| lone.into_iter().collect());
                }
                break;
            }
        }
        heads.reverse();
        heads
    }

    /// Whether a preposition or a verb stands before a noun phrase, over times, and governs it.
    fn is_led(&self, doc: &Document<'_>, before: usize, loose: bool) -> bool {
        let mut outer = before;
        while outer > 0 && matches!(self.chunks[outer].kind, ChunkKind::Time(_)) {
            outer -= 1;
        }
        match &self.chunks[outer].kind {
            ChunkKind::Preposition => true,
            // `after Jordan, troops from Ghana and Nepal will leave`
            ChunkKind::Subordinator => {
                loose
                    && matches!(
                        doc.word(self.chunks[outer].tokens.start),
                        "after" | "before" | "since" | "until"
                    )
            }
            ChunkKind::Verb(group) => {
                let says = group.main.is(VerbClass::Saying) && group.finite == Finite::Yes;
                !says
                    && (loose
                        || !group.main.is(VerbClass::Saying)
                            && !group.main.is(VerbClass::Considering))
            }
            _ => false,
        }
    }

    /// `troops from Kenya and Ghana`, `soldiers armed with rifles and grenades`: whether what is joined
    /// to a member of a phrase is in the phrase with it, and no subject beside its head.
    fn is_inside_phrase(
        &self,
        doc: &Document<'_>,
        member: usize,
        head: usize,
        beside: usize,
    ) -> bool {
        if head == member {
            return false;
        }
        // `a ship carrying 180 soldiers and 90 vehicles`
        if self
            .verb(member - 1)
            .is_some_and(|verb| verb.finite == Finite::No && !verb.infinitive)
        {
            return true;
        }
        if !self.is_preposition(member - 1) {
            return false;
        }
        let of = doc.word(self.chunks[member - 1].tokens.start) == "of";
        let (first, second) = (self.place_like(doc, member), self.place_like(doc, beside));
        let counted = |at: usize| {
            self.chunks[at]
                .noun()
                .is_some_and(|noun| noun.count.is_some())
        };
        let whose = |at: usize| doc.word(self.chunks[at].tokens.start) == "its";
        if first && second {
            return counted(member) == counted(beside);
        }
        // `a force of 6,200 soldiers and 1,500 police`
        let body = self.chunks[head].noun().is_some_and(|noun| {
            doc.mark(noun.head.start)
                .is_some_and(|mark| matches!(mark.known, Known::Force(..)))
        });
        if of && body && counted(member) && counted(beside) && !counted(head) {
            return true;
        }
        !first && !second && !of && !counted(beside) && !whose(beside)
    }

    /// From a noun back over the prepositions, participles and relatives that hang on an earlier one.
    fn head_over_phrases(&self, doc: &Document<'_>, last: usize) -> usize {
        let mut at = last;
        loop {
            let mut before = at;
            while before > 0 && matches!(self.chunks[before - 1].kind, ChunkKind::Time(_)) {
                before -= 1;
            }
            let Some(link) = before.checked_sub(1) else {
                return at;
            };
            let adverbial = self.chunks[at].noun().is_some_and(|noun| noun.pronoun)
                && matches!(doc.word(self.chunks[at].tokens.start), "there" | "here");
            match &self.chunks[link].kind {
                // `In Moldova there are 1,600 servicemen`
                ChunkKind::Noun(_) if adverbial && self.is_fronted(link) => return at,
                ChunkKind::Noun(_) if adverbial => at = link,
                // `arrived in Poland as Russia began drills`: whose clause `as` opens.
                ChunkKind::Preposition
                    if doc.word(self.chunks[link].tokens.start) == "as"
                        && self.chunks[link].tokens.len() == 1
                        && doc.tokens[self.chunks[at].tokens.start].capital =>
                {
                    return at;
                }
                ChunkKind::Preposition => {
                    let mut owner = link;
                    while owner > 0 && matches!(self.chunks[owner - 1].kind, ChunkKind::Time(_)) {
                        owner -= 1;
                    }
                    let Some(owner) = owner.checked_sub(1) else {
                        return at;
                    };
                    match &self.chunks[owner].kind {
                        // `3,000 troops - a brigade - from the 82nd`
                        ChunkKind::Stop
                            if owner >= 3
                                && self.is_comma(doc, owner)
                                && self.is_noun(owner - 1)
                                && matches!(self.chunks[owner - 2].kind, ChunkKind::Stop)
                                && self.is_noun(owner - 3) =>
                        {
                            at = owner - 3;
                        }
                        ChunkKind::Noun(_) => at = owner,
                        ChunkKind::Verb(_) => match self
                            .noun_of_modifier(doc, owner)
                            .or_else(|| self.noun_with_purpose(doc, owner))
                        {
                            Some(noun) => at = noun,
                            None => return at,
                        },
                        _ => return at,
                    }
                }
                // A participle with an object is none: `said the troops would`.
                ChunkKind::Verb(group) if group.finite == Finite::Perhaps => return at,
                ChunkKind::Verb(_) => match self
                    .noun_of_modifier(doc, link)
                    .or_else(|| self.noun_with_purpose(doc, link))
                {
                    Some(noun) => at = noun,
                    None => return at,
                },
                _ => return at,
            }
        }
    }

    /// Whether a noun ends the phrase of place that opens a clause.
    fn is_fronted(&self, noun: usize) -> bool {
        let Some(phrase) = noun.checked_sub(1).filter(|at| self.is_preposition(*at)) else {
            return false;
        };
        phrase.checked_sub(1).is_none_or(|before| {
            !matches!(
                self.chunks[before].kind,
                ChunkKind::Noun(_) | ChunkKind::Verb(_) | ChunkKind::Preposition
            )
        })
    }
}
