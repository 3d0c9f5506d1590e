//! What a pronoun stands for as a speaker: the person or body that was the subject or spoke before.

use std::ops::Range;

use events::Actor;
use events::fact::Speaker;

use crate::gazetteer::OfficeKind;

use super::body::is_office;
use super::people::{actor_in, name_in, office_in};
use super::private::is_private;
use super::speaker::Speakers;
use super::subject::{earlier_in_paragraph, opening_subject, sentence_at};

/// With whom a sentence opens.
enum Opening {
    /// Somebody who speaks for a state, an organisation or an armed group.
    Somebody(Speaker),
    /// Somebody who does not.
    Private,
    /// No person.
    Nobody,
}

/// Whether a phrase of this one word names nobody by itself.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "you"
            | "who"
            | "which"
            | "that"
            | "this"
            | "there"
            | "nobody"
            | "some"
            | "many"
            | "others"
            | "one"
    )
}

impl Speakers<'_, '_> {
    /// Whom `he`, `she`, `it` or `they` stands for; other pronouns speak for nobody.
    pub(super) fn pronoun(&self, at: usize) -> Option<Speaker> {
        match self.doc.word(at) {
            "he" | "she" => self.person_before(at),
            "it" => self.body_before(at),
            "they" => self.body_before(at).or_else(|| self.last_person.clone()),
            _ => None,
        }
    }

    /// The person who is the subject of the sentences before a token, or who spoke last.
    fn person_before(&self, at: usize) -> Option<Speaker> {
        let doc = self.doc;
        let number = sentence_at(doc, at)?;
        if let Some(speaker) = self.introduced(doc.sentences[number].tokens.start, at) {
            return Some(speaker);
        }
        let earlier = earlier_in_paragraph(doc, number);
        for sentence in earlier {
            match self.opening_person(sentence.tokens.clone()) {
                Opening::Somebody(speaker) => return Some(speaker),
                Opening::Private => return None,
                Opening::Nobody => {}
            }
        }
        if self.private_last {
            return None;
        }
        self.last_person.clone().or_else(|| {
            // With whom the sentences before open, rather than whoever is named in them.
            let opened = (number.saturating_sub(3)..number).rev().find_map(|before| {
                match self.opening_person(doc.sentences[before].tokens.clone()) {
                    Opening::Somebody(speaker) => Some(speaker),
                    Opening::Private | Opening::Nobody => None,
                }
            });
            if opened.is_some() {
                return opened;
            }
            let near = self.people.iter().rev().find(|person| person.token < at)?;
            Some(self.speaker_of(near, at..at + 1))
        })
    }

    /// `Governor Gary Herbert has activated the guard, he said`: who opens the sentence and is named there
    /// for the first time speaks of what he does himself.
    fn introduced(&self, start: usize, at: usize) -> Option<Speaker> {
        let doc = self.doc;
        if at <= start || doc.word(at - 1) != "," || doc.quoted[start] {
            return None;
        }
        let Opening::Somebody(speaker) = self.opening_person(start..at) else {
            return None;
        };
        let last = speaker.name.rsplit(' ').next()?.to_lowercase();
        let new = speaker.name.contains(' ')
            && !(start.saturating_sub(400)..start).any(|before| doc.word(before) == last);
        new.then_some(speaker)
    }

    /// The person with whom a sentence opens, who then is its subject.
    fn opening_person(&self, sentence: Range<usize>) -> Opening {
        let doc = self.doc;
        let Some(named) = opening_subject(doc, &sentence, sentence.end) else {
            return Opening::Nobody;
        };
        if named.head.len() == 1 && doc.closed(named.head.start).is_some() {
            return Opening::Nobody;
        }
        let head = self.without_opening(&named.head);
        let private = is_private(doc, head.clone()) || is_private(doc, named.apposition.clone());
        let person = self.person(&head, &named.apposition).filter(|_| !private);
        let office = || {
            self.body(&head, &named.apposition)
                .filter(|speaker| !private && is_office(&speaker.office))
        };
        match person.or_else(office) {
            Some(speaker) => Opening::Somebody(speaker),
            None if private => Opening::Private,
            None if name_in(doc, &head).is_some_and(|name| name.len() > 1)
                || office_in(doc, &head).is_some_and(|(_, kind)| kind == OfficeKind::Military) =>
            {
                Opening::Private
            }
            None => Opening::Nobody,
        }
    }

    /// The body that spoke just before, or with which this sentence or the one before opens.
    pub(super) fn body_before(&self, at: usize) -> Option<Speaker> {
        let doc = self.doc;
        let index = sentence_at(doc, at)?;
        let sentence = &doc.sentences[index];
        let earlier = index
            .checked_sub(1)
            .map(|n| &doc.sentences[n])
            .filter(|s| s.paragraph == sentence.paragraph);
        let subject = |tokens: Range<usize>| {
            let named = opening_subject(doc, &tokens, tokens.end)?;
            self.body(&self.without_opening(&named.head), &named.apposition)
        };
        let spoke = |from: usize| self.last_body.clone().filter(|_| self.last_body_at >= from);
        let joined =
            at > sentence.tokens.start && matches!(doc.word(at - 1), "and" | "but" | "which");
        spoke(sentence.tokens.start)
            .or_else(|| subject(sentence.tokens.start..at).filter(|_| joined))
            .or_else(|| spoke(earlier?.tokens.start))
            .or_else(|| subject(earlier?.tokens.clone()))
            .or_else(|| self.last_body.clone())
    }

    /// Whose `its spokesman` is: of the body that is the sentence's subject, or spoke before.
    pub(super) fn owner(&self, at: usize) -> Option<Actor> {
        let doc = self.doc;
        let sentence = &doc.sentences[sentence_at(doc, at)?];
        let named = opening_subject(doc, &sentence.tokens, at);
        let here = named.and_then(|named| actor_in(doc, &named.head));
        here.or_else(|| self.body_before(at)?.actor)
    }
}
