//! What the whole story makes plain: forces that a text tells of are abroad, unless it says that they
//! are at home.
//!
//! Where a clause leaves out whose forces move, or where to, the nearest name fills the gap, and at
//! times wrongly: `some 540 troops in the desert town` are not in Germany for being Germany's. What
//! other sentences told outright of the same owner, or of the same place, decides then.

use events::fact::Status;
use events::{Actor, ActorCode, ActorKind, Place, PlaceCode, Relation};

use crate::document::Known;
use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::Entry;
use crate::reading::Reading;

use super::Findings;

/// How many owners with a place abroad are remembered.
const FRAMES: usize = 32;

/// Whose forces the story puts where, and how often it says so.
#[derive(Debug, Default)]
pub(super) struct Story {
    frames: Vec<(Actor, Place, usize)>,
    /// Those whose forces are told to go there, and not yet to be there, by their codes.
    bound: Vec<(ActorCode, PlaceCode)>,
}

impl Story {
    /// Puts right the drafts from some on whose owner would be abroad at home, and takes note of them.
    pub(super) fn settle(
        &mut self,
        reading: &Reading<'_, '_>,
        findings: &mut Findings,
        from: usize,
    ) {
        for draft in &mut findings.drafts[from..] {
            if !moves(&draft.kind) {
                continue;
            }
            self.not_the_host(reading, draft);
            self.with_the_others(reading, draft);
            self.sets_out(reading, draft);
            if at_home(draft) {
                self.put_right(reading, draft);
            } else {
                self.note(draft);
            }
        }
    }

    /// Places the facts whose clauses tell no place: where the owner's forces are told to be, else where
    /// those of most are.
    pub(super) fn place(&self, reading: &Reading<'_, '_>, findings: &mut Findings) {
        for mut draft in std::mem::take(&mut findings.placeless) {
            let told = findings.drafts.iter().any(|other| {
                other.sentence == draft.sentence
                    && other.evidence.iter().any(|span| {
                        draft
                            .evidence
                            .iter()
                            .any(|own| own.start < span.end && span.start < own.end)
                    })
            });
            if told {
                continue;
            }
            let owner = draft.owner.clone();
            let foreign = |place: &Place| {
                owner
                    .as_ref()
                    .is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
            };
            let frame = self
                .most(|(other, _, _)| owner.as_ref() == Some(other))
                .or_else(|| self.most(|(_, place, _)| foreign(place)));
            if let Some((_, place, _)) = frame {
                draft.destination.push(place.clone());
                findings.drafts.push(draft);
            } else {
                let evidence = draft.evidence.into_iter().next().unwrap_or(0..0);
                findings.abstain(reading, draft.rule, Reason::NoPlace, evidence);
            }
        }
    }

    fn put_right(&self, reading: &Reading<'_, '_>, draft: &mut Draft) {
        let Some(owner) = draft.owner.clone() else {
            return;
        };
        let near = theatre(draft)
            .iter()
            .all(|place| place.relation == Relation::Near);
        if names_part(reading, draft) && !near {
            return;
        }
        if names(reading, draft.sentence, &owner) {
            if let Some((_, place, _)) = self.most(|(other, _, _)| *other == owner) {
                *theatre_mut(draft) = vec![place.clone()];
            }
            return;
        }
        let home = owner.code.as_str();
        let same = |place: &Place| place.posture_code().as_str() == home;
        let there = self.most(|(_, place, _)| same(place));
        if let Some((other, _, _)) = there {
            draft.owner = Some(other.clone());
        }
    }

    /// `A contingent of 280 departed`: of whom only the country is near where others' forces are, they
    /// are those others'.
    fn not_the_host(&self, reading: &Reading<'_, '_>, draft: &mut Draft) {
        let Some(owner) = draft
            .owner
            .as_ref()
            .filter(|owner| owner.kind == ActorKind::State)
        else {
            return;
        };
        let same = |place: &Place| place.posture_code().as_str() == owner.code.as_str();
        if self.frames.iter().any(|(other, _, _)| other == owner)
            || names(reading, draft.sentence, owner)
        {
            return;
        }
        let guest = self.most(|(_, place, _)| same(place) && place.relation == Relation::In);
        if let Some((guest, place, _)) = guest {
            let (guest, place) = (guest.clone(), place.clone());
            draft.owner = Some(guest);
            if at_home(draft) && !matches!(draft.kind, Kind::Withdrawal(_)) {
                *theatre_mut(draft) = vec![place];
            }
        }
    }

    /// `New Zealand's jet went to Tonga ... joined by 80 Australians`: who would be in the home of those
    /// that are abroad is where they are.
    fn with_the_others(&self, reading: &Reading<'_, '_>, draft: &mut Draft) {
        let [place] = theatre(draft) else {
            return;
        };
        if place.relation != Relation::In {
            return;
        }
        let code = place.code.as_str();
        let home = |actor: &Actor| actor.kind == ActorKind::State && actor.code.as_str() == code;
        let others = self.most(|(other, there, _)| home(other) && there.relation == Relation::In);
        let Some((host, goal, _)) = others else {
            return;
        };
        let told = self
            .frames
            .iter()
            .any(|(_, there, _)| there.code.as_str() == code)
            || names(reading, draft.sentence, host)
            || draft.owner.as_ref() == Some(host);
        if !told && !draft.origin.contains(goal) && !draft.destination.contains(goal) {
            *theatre_mut(draft) = vec![goal.clone()];
        }
    }

    /// `A contingent of 280 departed from Incheon`, `Another 40 leave tomorrow`: who leaves home goes
    /// where the others went, and who is bound for a place does not leave it yet.
    fn sets_out(&self, reading: &Reading<'_, '_>, draft: &mut Draft) {
        let Kind::Withdrawal(status) = draft.kind else {
            return;
        };
        if !draft.destination.is_empty() {
            return;
        }
        let goal = self.most(|(other, _, _)| draft.owner.as_ref() == Some(other));
        let Some((owner, place, _)) = goal else {
            return;
        };
        let code = place.posture_code();
        let bound = || {
            let told = |bound: &(ActorCode, PlaceCode)| bound.0 == owner.code && bound.1 == *code;
            draft.origin.iter().all(|from| from.posture_code() == code)
                && self.bound.iter().any(told)
                && departs(reading, draft)
                && !names_part(reading, draft)
        };
        if at_home(draft) {
            draft.kind = Kind::Deployment(status.min(Status::UnderWay));
            draft.destination.push(place.clone());
        } else if bound() {
            draft.kind = Kind::Deployment(status.min(Status::UnderWay));
            draft.destination = vec![place.clone()];
            draft.origin.clear();
        }
    }

    /// The frame told most often, and of those the first.
    fn most(
        &self,
        fits: impl Fn(&&(Actor, Place, usize)) -> bool,
    ) -> Option<&(Actor, Place, usize)> {
        self.frames
            .iter()
            .rev()
            .filter(fits)
            .max_by_key(|frame| frame.2)
    }

    /// Remembers who is on the way to a place, until they are there.
    fn note_bound(&mut self, draft: &Draft, owner: &Actor, place: &Place) {
        let code = place.posture_code();
        let on_the_way = matches!(
            draft.kind,
            Kind::Deployment(Status::Announced | Status::UnderWay)
        );
        if on_the_way && self.bound.len() < FRAMES {
            self.bound.push((owner.code.clone(), code.clone()));
        } else if !on_the_way && draft.kind != Kind::RuledOut {
            self.bound
                .retain(|(other, there)| *other != owner.code || there != code);
        }
    }

    fn note(&mut self, draft: &Draft) {
        let (Some(owner), [place]) = (&draft.owner, theatre(draft)) else {
            return;
        };
        let told = |frame: &&mut (Actor, Place, usize)| {
            frame.0 == *owner
                && frame.1.posture_code() == place.posture_code()
                && frame.1.relation == place.relation
        };
        self.note_bound(draft, owner, place);
        if let Some(frame) = self.frames.iter_mut().find(told) {
            frame.2 += 1;
        } else if self.frames.len() < FRAMES {
            self.frames.push((owner.clone(), place.clone(), 1));
        }
    }
}

/// Whether a sentence tells that forces leave, and nothing of a return.
fn departs(reading: &Reading<'_, '_>, draft: &Draft) -> bool {
    let mut leaves = false;
    for at in reading.sentences[draft.sentence].tokens.clone() {
        match reading.doc.word(at) {
            "leave" | "leaves" | "leaving" | "left" | "depart" | "departs" | "departing"
            | "departed" => leaves = true,
            "home" | "back" | "return" | "returns" | "returned" | "returning" | "withdraw"
            | "withdrawal" | "pull" | "out" => return false,
            _ => {}
        }
    }
    leaves
}

fn moves(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Deployment(_) | Kind::Withdrawal(_) | Kind::RuledOut | Kind::Posture
    )
}

/// Where the forces are, or are to be; of those that leave, where they were.
fn theatre(draft: &Draft) -> &[Place] {
    match draft.kind {
        Kind::Withdrawal(_) => &draft.origin,
        _ => &draft.destination,
    }
}

fn theatre_mut(draft: &mut Draft) -> &mut Vec<Place> {
    match draft.kind {
        Kind::Withdrawal(_) => &mut draft.origin,
        _ => &mut draft.destination,
    }
}

/// Whether a state's forces would be in, or near, that state itself.
fn at_home(draft: &Draft) -> bool {
    let there = theatre(draft);
    draft.owner.as_ref().is_some_and(|owner| {
        owner.kind == ActorKind::State
            && !there.is_empty()
            && there
                .iter()
                .all(|place| place.posture_code().as_str() == owner.code.as_str())
    })
}

/// Whether a sentence names an actor, other than by a border of its.
fn names(reading: &Reading<'_, '_>, sentence: usize, actor: &Actor) -> bool {
    reading.sentences[sentence].tokens.clone().any(|at| {
        reading.doc.mark_from(at).is_some_and(|mark| {
            let border = matches!(
                reading.doc.word(mark.tokens.end),
                "border" | "borders" | "frontier" | "coast" | "waters" | "capital"
            );
            let named = match &mark.known {
                Known::Name(entry) => entry.actor() == Some(actor),
                Known::Designation(found) => found.owner.as_ref() == Some(&actor.code),
                _ => false,
            };
            named && !border
        })
    })
}

/// Whether the sentence names a town or region of the owner's where the forces are.
fn names_part(reading: &Reading<'_, '_>, draft: &Draft) -> bool {
    reading.sentences[draft.sentence].tokens.clone().any(|at| {
        reading.doc.mark_from(at).is_some_and(|mark| {
            matches!(&mark.known, Known::Name(entry @ (Entry::Place(_) | Entry::Capital { .. }))
                if entry.place().is_some_and(|place| theatre(draft).iter().any(|own| own.code == place.code)))
        })
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn forces_are_abroad_in_a_story_of_forces_abroad() {
        check(
            "Germany sent 900 soldiers to Mali last year. Germany currently has some 540 troops in the desert town.",
            &[
                "deploy DEU 900 TROOPS to MLI completed",
                "posture DEU 540 TROOPS in MLI",
            ],
        );
        check(
            "Austria is sending 120 soldiers to Mali. A first group of 30 left on Monday.",
            &[
                "deploy AUT 120 TROOPS to MLI announced",
                "deploy AUT 30 TROOPS to MLI under way",
            ],
        );
        check(
            "A group of 60 Ghanaian peacekeepers left Accra for Mali. The second group is scheduled to depart on Friday.",
            &[
                "deploy GHA 60 TROOPS from GHA to MLI under way",
                "deploy GHA TROOPS from GHA to MLI announced",
            ],
        );
        check(
            "Kenya's army deployed 300 soldiers to Nairobi on Monday.",
            &["deploy KEN 300 TROOPS to KEN completed"],
        );
    }
}
