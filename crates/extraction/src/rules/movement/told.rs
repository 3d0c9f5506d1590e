//! From a clause of movement to drafts: whose, which kind of fact, when.

use events::fact::Status;
use events::{Actor, Category, Extent, Force, Place};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::VerbClass;
use crate::reading::status::Stage;
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause, add};
use crate::rules::owners::{by_owner, yield_to_agent};
use crate::rules::{Findings, parts};
use crate::time::Link;

use super::DENIAL;
use super::agents::{
    agents, home_state, is_enemy, is_irregular, joint_owners, lend, makes_up, not_of_the_goal,
    of_several, of_those_before, placed_nowhere, sent_abroad, unnamed_owner,
};
use super::mood::denied;
use super::theme::Theme;
use super::when::{is_background, noun_time, when_time};
use super::whole::{self, based};

/// The name of the rule.
const RULE: &str = "deployment";

/// A movement as one bundle of a clause tells it.
pub(super) struct Move<'m, 's, 'c> {
    /// The clause.
    pub(super) clause: &'m Clause<'s, 'c>,
    /// What moves.
    pub(super) theme: &'m Theme,
    /// Forces, places and times.
    pub(super) bundle: &'m Bundle,
    /// The forces of the bundle and of the theme.
    pub(super) terms: Vec<Term>,
    /// Where to.
    pub(super) there: Vec<Place>,
    /// Where from.
    pub(super) origin: Vec<Place>,
    /// How far it has come.
    pub(super) stage: Stage,
    /// The verb tells that they leave.
    pub(super) withdrawing: bool,
    /// The verb tells that it is decided or weighed.
    pub(super) deciding: bool,
    /// The bundle repeats the verb without telling it.
    pub(super) elided: bool,
}

impl Move<'_, '_, '_> {
    /// Gives a draft for each owner. True when something was told.
    pub(super) fn emit(&self, reading: &Reading<'_, '_>, findings: &mut Findings) -> bool {
        let Self {
            clause,
            theme,
            bundle,
            terms,
            there,
            origin,
            stage,
            withdrawing,
            deciding,
            ..
        } = self;
        let (stage, withdrawing, deciding) = (*stage, *withdrawing, *deciding);

        if terms.is_empty() {
            return false;
        }
        let negative = stage == Stage::Not
            || clause.subject_negative()
            || terms.iter().any(|term| term.negative);
        let agents = not_of_the_goal(
            reading,
            clause,
            if withdrawing { origin } else { there },
            agents(reading, clause, theme, bundle),
        );
        let evidence = self.evidence();
        let arriving =
            clause.is(VerbClass::Going) && !clause.is(VerbClass::Sending) && !withdrawing;
        let arrives = arriving
            && there.is_empty()
            && stage != Stage::Not
            && !matches!(stage, Stage::Is(Status::UnderWay));
        if !withdrawing && theme.of_subject && placed_nowhere(clause, there, origin) {
            return false;
        }
        if arrives && clause.lemma() == "come" && !origin.is_empty() {
            findings.abstain(reading, RULE, Reason::NoPlace, evidence);
            return false;
        }
        let counted = |term: &Term| {
            let people =
                term.force.category == Category::Troops && (!term.bare || bundle.subject.is_some());
            people && term.force.quantity.is_some()
        };
        let gives = match clause.lemma() {
            "pledge" | "offer" | "promise" | "commit" => true,
            "provide" | "contribute" | "supply" => terms.iter().any(counted),
            _ => false,
        };
        if deciding && there.is_empty() && (agents.is_empty() || !gives) {
            return false;
        }
        let mut terms = terms.clone();
        // `withdraw soldiers from a force fighting the rebels`
        if !terms.iter().all(is_enemy) {
            terms.retain(|term| !(is_enemy(term) && term.owners.is_empty()));
        }
        if !agents.is_empty() && !clause.noun {
            yield_to_agent(reading, &mut terms);
            lend(clause, &agents, &mut terms);
            let several = terms.iter().any(|term| !term.owners.is_empty());
            for term in terms
                .iter_mut()
                .filter(|term| several && agents.len() == 1 && term.owners.is_empty())
            {
                term.owners.extend(agents.iter().cloned());
            }
        }
        joint_owners(reading, clause, &mut terms);
        let groups = by_owner(&terms);
        let mut any = false;
        for (told, terms) in groups {
            let vague = terms.iter().all(|term| term.vague) && told.is_none();
            let owners = match &told {
                Some(owner) => vec![owner.clone()],
                None if !agents.is_empty() => agents.clone(),
                None if vague
                    && !reading.is_told(clause.sentence)
                    && !sent_abroad(reading, clause, there, &terms) =>
                {
                    Vec::new()
                }
                None if let Some(owner) = of_those_before(reading, clause, &terms) => vec![owner],
                None => unnamed_owner(
                    reading,
                    clause,
                    &terms,
                    if withdrawing { origin } else { there },
                ),
            };
            let several =
                told.is_none() && !negative && terms.iter().any(|term| of_several(reading, term));
            let owners = if several && agents.is_empty() {
                Vec::new()
            } else {
                owners
            };
            let proxies = told.is_none()
                && agents.is_empty()
                && terms.iter().all(|term| is_irregular(reading, term));
            let owners = if proxies { Vec::new() } else { owners };
            let guessed = vague && told.is_none() && agents.is_empty();
            let owners: Vec<Actor> = owners
                .into_iter()
                .filter(|owner| !guessed || owner.kind != events::ActorKind::ArmedGroup)
                .collect();
            // Whoever was told to have forces abroad last has these as well.
            let numbered = terms.iter().any(|term| term.force.quantity.is_some());
            let owners = if owners.is_empty() && numbered && !several && !proxies && !negative {
                let goal: &[Place] = if withdrawing { origin } else { there };
                reading.posted_last(goal).into_iter().collect()
            } else {
                owners
            };
            if owners.is_empty() {
                let reason = if vague {
                    Reason::NotMilitary
                } else {
                    Reason::UnknownOwner
                };
                findings.abstain(reading, RULE, reason, evidence.clone());
                continue;
            }
            let placed = !there.is_empty() || !origin.is_empty();
            let considered = stage == Stage::Is(Status::Considered) && clause.lemma() != "offer";
            let strong = !considered
                && (clause.is(VerbClass::Sending)
                    || withdrawing
                    || deciding
                    || stage == Stage::Is(Status::UnderWay))
                && (!vague || negative);
            let told_of = terms.iter().any(|term| term.force.quantity.is_some()) || negative;
            let named = withdrawing && told.is_some();
            let given = gives && terms.iter().any(|term| counted(term));
            let clear = strong && (told_of || withdrawing) && (!clause.noun || withdrawing);
            let unplaced = arrives || !(placed || named || given || clear);
            let carried = told.is_none() && agents.is_empty();
            for owner in owners {
                let at_home = !there.is_empty()
                    && there
                        .iter()
                        .all(|place| place.posture_code().as_str() == owner.code.as_str());
                if carried
                    && at_home
                    && matches!(clause.lemma(), "reach" | "arrive" | "enter" | "land")
                {
                    findings.abstain(reading, RULE, Reason::UnknownOwner, evidence.clone());
                    continue;
                }
                let before = findings.drafts.len();
                any |= self.push(reading, findings, &terms, &owner, negative);
                let elsewhere = bundle.others.iter().any(|(word, noun)| {
                    matches!(word.as_str(), "to" | "into")
                        || reading.doc.word(clause.spine.chunks[*noun].tokens.start) == "other"
                });
                if elsewhere && !unplaced {
                    findings.elsewhere.extend(before..findings.drafts.len());
                }
                if unplaced {
                    findings.unplaced.extend(before..findings.drafts.len());
                }
            }
        }
        any
    }
    /// One draft of one owner.
    fn push(
        &self,
        reading: &Reading<'_, '_>,
        findings: &mut Findings,
        terms: &[&Term],
        owner: &Actor,
        negative: bool,
    ) -> bool {
        let (clause, bundle) = (self.clause, self.bundle);
        let (there, origin) = (&self.there, &self.origin);
        let (stage, withdrawing) = (self.stage, self.withdrawing);
        let evidence = self.evidence();

        let whole = parts::vanguard(reading, clause);
        let Some(forces) = self.forces(reading, terms, owner, negative, whole.as_ref()) else {
            // It counts no forces: `three medals, one of them gold`.
            findings.abstain(reading, RULE, Reason::NotMilitary, evidence);
            return true;
        };
        let mut origin = origin.clone();
        for term in terms {
            add(&mut origin, based(term, owner, withdrawing));
        }
        let own = home_state(owner);
        let status = match stage {
            Stage::Is(status) => status,
            Stage::Not => Status::Announced,
        };
        let future = matches!(status, Status::Announced | Status::Considered) && !clause.group.past;
        let times = if bundle.times.is_empty() {
            &clause.bundles[0].times
        } else {
            &bundle.times
        };
        let when = when_time(reading, clause)
            .into_iter()
            .chain(noun_time(reading, clause))
            .next();
        let times: Vec<_> = times.iter().cloned().chain(when).collect();
        let period = times
            .iter()
            .filter(|time| time.link != Link::Until && time.link != Link::Since)
            .find_map(|time| reading.period(time, future));
        let opening = clause
            .spine
            .get(0)
            .and_then(|chunk| chunk.time())
            .filter(|_| period.is_none() && clause.noun)
            .and_then(|time| reading.period(time, false));
        if is_background(reading, opening) {
            findings.abstain(reading, RULE, Reason::Background, evidence);
            return true;
        }
        let past_year = period.is_none() && reading.tells_past_year(clause.sentence);
        if past_year && status == Status::Completed || is_background(reading, period) {
            findings.abstain(reading, RULE, Reason::Background, evidence);
            return true;
        }
        if let Some(reason) = self.tells_nothing(reading, owner, &forces, status, negative) {
            findings.abstain(reading, RULE, reason, evidence);
            return true;
        }
        let made_of = makes_up(reading, clause);
        let mut there = there.clone();
        if made_of && there.is_empty() {
            let abroad = |place: &Place| {
                place.posture_code().is_country() && place.posture_code().as_str() != own
            };
            there.extend(reading.last_place(clause.tokens.start, &abroad));
        }
        let Some(kind) = self.kind(reading, owner, (&there, &origin), (made_of, negative)) else {
            return false;
        };
        let paragraph = reading.sentences[clause.sentence].paragraph;
        if let Kind::Withdrawal(status) = kind
            && matches!(status, Status::Announced | Status::Considered)
        {
            let stock = whole::standing(reading, clause, owner, &forces, &origin, &evidence);
            findings.drafts.extend(stock);
        }
        if let Some(whole) =
            whole.filter(|_| matches!(kind, Kind::Deployment(Status::Completed | Status::UnderWay)))
        {
            let force = forces
                .iter()
                .find(|force| force.extent == Some(Extent::Part))
                .cloned();
            if let Some(force) = force {
                let clause_end = reading.sentences[clause.sentence].tokens.end;
                findings.drafts.push(Draft {
                    rule: "vanguard",
                    kind: Kind::Deployment(Status::Announced),
                    owner: Some(owner.clone()),
                    forces: vec![Force {
                        quantity: Some(whole),
                        extent: None,
                        part_of: None,
                        ..force
                    }],
                    origin: Vec::new(),
                    destination: there.clone(),
                    effective: None,
                    dated: false,
                    temporary: false,
                    by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
                    evidence: vec![evidence.start..clause_end.min(evidence.end + 8)],
                    paragraph: reading.sentences[clause.sentence].paragraph,
                    sentence: clause.sentence,
                    anaphoric: false,
                });
            }
        }
        findings.drafts.push(Draft {
            rule: match kind {
                Kind::Posture => "presence",
                Kind::RuledOut if clause.is(VerbClass::Sending) && denied(reading, clause) => {
                    DENIAL
                }
                Kind::RuledOut => "ruled-out",
                Kind::Withdrawal(_) => "withdrawal",
                _ => RULE,
            },
            kind,
            owner: Some(owner.clone()),
            forces,
            origin,
            destination: there.clone(),
            effective: period.or_else(|| reading.publication().filter(|_| made_of)),
            dated: period.is_some(),
            temporary: clause.has_word(reading, &["temporarily", "temporary"]),
            by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
            evidence: vec![evidence],
            paragraph,
            sentence: clause.sentence,
            anaphoric: false,
        });
        true
    }

    /// The words that the movement rests on.
    fn evidence(&self) -> std::ops::Range<usize> {
        let (clause, bundle, terms) = (self.clause, self.bundle, &self.terms);
        let several = clause.bundles.len() > 1;
        let span = if several && self.elided {
            bundle.tokens.clone()
        } else if several {
            clause.tokens.start..bundle.tokens.end.max(clause.tokens.start + 1)
        } else {
            clause.tokens.clone()
        };
        let Some(first) = terms.first() else {
            return span;
        };
        let start = span
            .start
            .min(first.tokens.start)
            .max(clause.tokens.start.min(first.tokens.start));
        start..span.end.max(first.tokens.end)
    }
}
