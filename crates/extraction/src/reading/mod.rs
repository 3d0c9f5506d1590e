//! What the groups and clauses of a text stand for: whose forces, which forces, where, when, who
//! says so.

mod actors;
mod attribution;
mod carried;
mod discourse;
mod forces;
mod missions;
mod places;
mod sole;
pub(crate) mod status;
mod topic;

pub(crate) use attribution::Attribution;
pub(crate) use forces::Term;
pub(crate) use places::{Role, is_edge};

use std::ops::Range;

use chrono::NaiveDate;
use events::{Actor, Period, Place};

use crate::document::Document;
use crate::grammar::chunk::Chunk;
use crate::grammar::chunker;
use crate::time::{Anchor, Link, TimeExpression};

/// A sentence, read.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// Its chunks.
    pub(crate) chunks: Vec<Chunk>,
    /// Who says it, where the sentence tells.
    pub(crate) attribution: Attribution,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The number of its paragraph.
    pub(crate) paragraph: usize,
}

/// A text, read up to some sentence: what pronouns and short forms can stand for.
#[derive(Debug)]
pub(crate) struct Reading<'d, 'a> {
    /// The text.
    pub(crate) doc: &'d Document<'a>,
    /// Its sentences.
    pub(crate) sentences: Vec<Parsed>,
    /// States and bodies as they were named, with the token and whether they did something.
    pub(crate) actors: Vec<Seen<Actor>>,
    /// Places as they were named.
    pub(crate) places: Vec<Seen<Place>>,
    /// The owner of the forces told last.
    pub(crate) last_owner: Option<Actor>,
    /// Who says which words, by the rules of statements.
    pub(crate) spoken: Vec<Spoken>,
    /// The paragraph of the fact told last.
    pub(crate) last_paragraph: Option<usize>,
    /// The forces told last: what a bare number counts.
    pub(crate) last_force: Option<events::Force>,
    /// The forces of each owner told last, and where they went or were.
    pub(crate) forces_of: Vec<(events::ActorCode, events::Force, Option<Place>)>,
    /// The fact told last.
    pub(crate) last_draft: Option<crate::draft::Draft>,
    /// The forces named last, told or not.
    pub(crate) last_named: Option<Term>,
    /// The forces of the chunks of the sentence entered last, before what is told outside of it is known.
    pub(crate) entered: Vec<Option<Term>>,
    /// Arms named by their kind.
    pub(crate) arms: Vec<forces::Arms>,
    /// Where forces were told to go or to be last.
    pub(crate) last_goal: Option<Place>,
    /// Forces named with their owner.
    pub(crate) named: Vec<carried::Named>,
    /// Where the forces of each owner are told to go.
    pub(crate) bound: Vec<(Actor, Place)>,
    /// Where the common undertaking stands that was named last, and in which paragraph.
    pub(crate) last_mission: Option<(usize, Place)>,
    /// Where forces were told to leave last, and the paragraph that told it.
    pub(crate) last_origin: Option<(usize, Vec<Place>)>,
    /// Where forces were told to go or to be, and how often.
    pub(crate) goals: Vec<(Place, usize)>,
    /// Where each owner's forces were told to go or to be last, abroad.
    pub(crate) posted: Vec<(Actor, Place)>,
    /// Countries that things are told to happen in, in the whole text, and how often.
    pub(crate) scenes: Vec<(Place, usize)>,
    /// The turn of a transcript: its paragraph, and for whom its speaker speaks.
    pub(crate) turn: Option<(usize, Option<Actor>)>,
    /// The border told last.
    pub(crate) last_edge: Option<Place>,
    /// Who was told to speak last.
    pub(crate) last_speaker: Option<Actor>,
    /// The first day of the time told last.
    pub(crate) last_time: Option<NaiveDate>,
}

/// Words that somebody is told to say.
#[derive(Clone, Debug)]
pub(crate) struct Spoken {
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// The words.
    pub(crate) content: Vec<Range<usize>>,
    /// Whom the speaker speaks for.
    pub(crate) actor: Option<Actor>,
}

/// Something named.
#[derive(Clone, Debug)]
pub(crate) struct Seen<T> {
    /// Where.
    pub(crate) token: usize,
    /// What.
    pub(crate) what: T,
    /// In which paragraph.
    pub(crate) paragraph: usize,
    /// It stands as a subject; of a place: forces are told to be there or to go there.
    pub(crate) salient: bool,
    /// It stands in a subject, be it only as whose forces do something.
    pub(crate) subject: bool,
}

impl<'d, 'a> Reading<'d, 'a> {
    /// Cuts every sentence into chunks.
    pub(crate) fn of(doc: &'d Document<'a>) -> Self {
        let sentences = doc
            .sentences
            .iter()
            .map(|sentence| {
                let chunks = chunker::chunks(doc, sentence.tokens.clone());
                Parsed {
                    attribution: Attribution::default(),
                    chunks,
                    tokens: sentence.tokens.clone(),
                    paragraph: sentence.paragraph,
                }
            })
            .collect();
        Self {
            doc,
            sentences,
            spoken: Vec::new(),
            actors: Vec::new(),
            places: Vec::new(),
            last_owner: None,
            last_paragraph: None,
            last_force: None,
            forces_of: Vec::new(),
            last_draft: None,
            last_named: None,
            entered: Vec::new(),
            arms: Vec::new(),
            turn: None,
            last_edge: None,
            last_goal: None,
            last_origin: None,
            last_mission: None,
            named: Vec::new(),
            bound: Vec::new(),
            goals: Vec::new(),
            posted: Vec::new(),
            scenes: topic::scenes(doc),
            last_speaker: None,
            last_time: None,
        }
    }

    /// The calendar days of an expression.
    pub(crate) fn period(&self, expression: &TimeExpression, future: bool) -> Option<Period> {
        let published = self.doc.published?;
        let anchor = Anchor {
            published,
            future,
            previous: self.last_time,
        };
        let first = expression.time.resolve(anchor)?;
        let last = expression
            .until
            .and_then(|until| until.resolve(anchor))
            .unwrap_or(first);
        match expression.link {
            Link::Since => Period::new(first.from, published),
            Link::By => Period::new(published.min(first.to), first.to),
            Link::Until => Period::new(published.min(last.to), last.to),
            Link::Before if future => Some(first),
            Link::Before | Link::After => None,
            Link::At | Link::From => Period::new(first.from, last.to),
        }
    }

    /// The day of publication as a period.
    pub(crate) fn publication(&self) -> Option<Period> {
        self.doc.published.map(Period::day)
    }
}
