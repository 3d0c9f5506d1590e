//! What the extractor makes of a dispatch, judged by its labels.

use events::Event;

use crate::claim::Claim;
use crate::corpus::{Corpus, Dispatch};
use crate::figures::Figures;
use crate::judgement::{Judgement, judge};

/// A dispatch as it was read and judged.
#[derive(Clone, Debug)]
pub struct Reading<'a> {
    /// The dispatch with its labels.
    pub dispatch: &'a Dispatch,
    /// What the extractor read.
    pub events: Vec<Event>,
    /// The same, as it is compared.
    pub claims: Vec<Claim>,
    /// Which answers which.
    pub judgement: Judgement,
}

impl Dispatch {
    /// Reads it with this project's rules.
    pub fn read(&self) -> Reading<'_> {
        self.judged(extraction::extract(&self.article).events)
    }

    /// Judges what somebody read in it.
    pub fn judged(&self, events: Vec<Event>) -> Reading<'_> {
        let claims: Vec<_> = events.iter().map(Claim::of_event).collect();
        let judgement = judge(&self.labels, &claims);
        Reading {
            dispatch: self,
            events,
            claims,
            judgement,
        }
    }
}

impl Reading<'_> {
    /// Events whose evidence is missing or is not the text's own slice.
    pub fn bad_evidence(&self) -> usize {
        let text = &self.dispatch.article.text;
        let bad = self.events.iter().filter(|event| {
            let evidence = &event.provenance.evidence;
            evidence.is_empty() || !evidence.iter().all(|slice| slice.holds_in(text))
        });
        bad.count()
    }
}

/// Reads a whole corpus.
pub fn read(corpus: &Corpus) -> Vec<Reading<'_>> {
    corpus.dispatches.iter().map(Dispatch::read).collect()
}

/// The figures of what was read.
pub fn figures(readings: &[Reading<'_>]) -> Figures {
    let mut figures = Figures::default();
    for reading in readings {
        figures.add(reading.dispatch, &reading.claims, &reading.judgement);
        figures.bad_evidence += reading.bad_evidence();
    }
    figures
}
