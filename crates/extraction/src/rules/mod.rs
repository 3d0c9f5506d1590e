//! The rules: one family of facts a file. Each looks at one clause and gives drafts.

#![allow(clippy::single_range_in_vec_init)] // evidence is a list of runs of tokens, mostly of one

mod aid;
mod change;
mod clause;
mod company;
mod correction;
mod exercise;
#[cfg(test)]
mod families;
mod lines;
mod movement;
mod owners;
mod parts;
#[cfg(test)]
mod peacekeeping;
mod posture;
mod presence;
mod readiness;
#[cfg(test)]
pub(crate) mod rows;
mod ruled_out;
pub(crate) mod statement;
mod story;
mod unasserted;
mod whereabouts;

use crate::draft::Draft;
use crate::extract::{Abstained, Reason};
use crate::grammar::VerbGroup;
use crate::grammar::clause::Spine;
use crate::reading::Reading;

use story::Story;

pub(crate) use aid::is_generic as is_generic_aid;
pub(crate) use change::strengthens;
pub(crate) use clause::{Clause, add as add_places, homes};
pub(crate) use movement::{AGAIN, DENIAL};

/// What the rules find.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// Facts, in the order of the text.
    pub(crate) drafts: Vec<Draft>,
    /// What was not asserted.
    pub(crate) abstained: Vec<Abstained>,
    /// Which of the facts tell where forces go, though no place that is known.
    pub(crate) elsewhere: Vec<usize>,
    /// Which of the facts tell too little without a place, which only the text around can tell.
    pub(crate) unplaced: Vec<usize>,
    /// Facts with a number whose place only the story as a whole can tell.
    pub(crate) placeless: Vec<Draft>,
}

impl Findings {
    /// Notes that a passage gave no fact.
    pub(crate) fn abstain(
        &mut self,
        reading: &Reading<'_, '_>,
        rule: &str,
        reason: Reason,
        tokens: std::ops::Range<usize>,
    ) {
        if let Some(evidence) = reading.doc.evidence(tokens) {
            self.abstained.push(Abstained {
                rule: rule.to_owned(),
                reason,
                evidence,
            });
        }
    }
}

/// Reads every sentence.
pub(crate) fn read(reading: &mut Reading<'_, '_>) -> Findings {
    let mut findings = Findings::default();
    let mut story = Story::default();
    for number in 0..reading.sentences.len() {
        reading.enter(number);
        reading.attribute(number);
        let parsed = std::mem::take(&mut reading.sentences[number].chunks);
        let mut spine = Spine::of(&parsed, &reading.sentences[number].attribution.spans);
        reading.know_terms(&mut spine, number);
        let forces = spine.terms.iter().any(Option::is_some);
        let first = findings.drafts.len();
        let noted = findings.abstained.len();
        for at in 0..spine.chunks.len() {
            let before = findings.drafts.len();
            if let Some(verb) = spine.verb(at) {
                if !may_tell(verb, forces) {
                    continue;
                }
                let clause = Clause::of_verb(reading, &spine, number, at);
                clause_rules(reading, &clause, &mut findings);
            } else if let Some(clause) = Clause::of_action_noun(reading, &spine, number, at) {
                clause_rules(reading, &clause, &mut findings);
            }
            if findings.drafts.len() == before {
                continue;
            }
            whereabouts::complete(reading, &mut findings, before);
            story.settle(reading, &mut findings, before);
            let earlier: Vec<_> = findings.drafts[before..]
                .iter()
                .filter(|draft| draft.kind == crate::draft::Kind::Posture)
                .filter_map(|draft| change::earlier_level(reading, draft))
                .collect();
            let owner = reading.last_owner.clone();
            for draft in &findings.drafts[before..] {
                reading.note(draft);
            }
            // `weeks after U.S. forces began to withdraw`: not of whom the text goes on to tell.
            if owner.is_some() && is_subordinate(reading, &spine, at) {
                reading.last_owner = owner;
            }
            findings.drafts.extend(earlier);
        }
        presence::read(reading, &spine, number, &mut findings, first);
        parts::remainder(reading, number, &mut findings.drafts, first);
        exercise::read(reading, &spine, number, &mut findings);
        correction::read(reading, &spine, number, &mut findings, first);
        lines::settle(&mut findings.drafts[first..]);
        unasserted::note(reading, &spine, number, &mut findings, (first, noted));
        reading.sentences[number].chunks = parsed;
    }
    story.place(reading, &mut findings);
    findings
}

/// Whether a verb stands in a clause of time: `after`, `when`, `as`.
fn is_subordinate(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    let heads = spine.subject(reading.doc, at).heads;
    let first = heads.first().copied().unwrap_or(at).min(at);
    first > 0
        && matches!(
            spine.chunks[first - 1].kind,
            crate::grammar::ChunkKind::Subordinator
        )
        && matches!(
            reading.doc.word(spine.chunks[first - 1].tokens.start),
            "after" | "before" | "since" | "when" | "while" | "as"
        )
}

/// Whether some rule may ask for a verb: none does for `said`, for one that no table lists, nor, where the
/// sentence names no forces, for one that tells nothing of any.
fn may_tell(verb: &VerbGroup, forces: bool) -> bool {
    let lemma = verb.main.lemma();
    if matches!(lemma, "" | "say" | "tell") {
        return false;
    }
    // `ruled it out`, `is taking its army off alert`, `will do the same`
    let joined = matches!(lemma, "bring" | "do" | "place" | "put" | "rule" | "take");
    let listed = verb.main.verb.is_some_and(|verb| !verb.classes.is_empty());
    forces || joined || listed
}

fn clause_rules(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, findings: &mut Findings) {
    if company::read(reading, clause, findings) {
        return;
    }
    if readiness::read(reading, clause, findings)
        || posture::provided(reading, clause, findings)
        || aid::read(reading, clause, findings)
    {
        return;
    }
    if change::read(reading, clause, findings) || ruled_out::read(reading, clause, findings) {
        return;
    }
    if posture::read(reading, clause, findings) {
        return;
    }
    movement::read(reading, clause, findings);
}
