//! Forces move, leave, or will not: `will send`, `have arrived in`, `is pulling out of`, `will not
//! put troops in`.
//!
//! Read in this order: [`theme`] (what moves), [`sense`] (whether the verb tells of going at all),
//! [`mood`], [`progress`] and [`nominal`] (whether it does, and how far it has come), [`when`],
//! [`told`] (the drafts).

mod again;
mod agents;
#[cfg(test)]
mod along_tests;
#[cfg(test)]
mod arrival_tests;
mod bare;
mod counting;
mod days;
mod ending;
mod homeward;
mod joining;
mod kind;
mod mood;
mod nominal;
mod progress;
mod purpose;
mod referred;
mod sense;
mod stays;
#[cfg(test)]
mod tests;
mod theme;
mod told;
mod unreal;
mod verbs;
mod when;
mod whence;
mod whole;

use events::fact::Status;

use crate::draft::Kind;
use crate::extract::Reason;
use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, status::Stage};

use super::Findings;
use super::clause::{Bundle, Clause, add};

use homeward::{has_out, takes_home};
use joining::{leave_mission, movers, settle_place, towards};
use mood::{
    Gerund, gerund_stage, habitual, hypothetical, is_bound, moves_again, opposed, restricts,
};
use progress::{on_the_way, reached, resumes, settles};
use purpose::{fight_place, purpose_place};
use sense::{another_sense, area_entered, enters_after_crossing, of_past_year, ranks};
use theme::{accompanies, theme};
use told::Move;
use unreal::{asked_whether, is_shipping, subjunctive, unreal};
use verbs::{DECIDING, FROM_OBJECT, TO_OBJECT};

pub(crate) use again::RULE as AGAIN;
pub(super) use when::is_background;

/// The name of the rule for forces that are said not to be there, or denied to have been sent.
pub(crate) const DENIAL: &str = "denial";

/// Reads a clause of movement.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if again::again(reading, clause, findings) {
        return true;
    }
    let lemma = clause.lemma();
    // `a hundred are left in the country` are there.
    if lemma == "leave" && clause.group.passive && !clause.noun {
        return false;
    }
    let withdrawing = clause.is(VerbClass::Withdrawing)
        || has_out(reading, clause)
        || takes_home(reading, clause);
    let massing = clause.is(VerbClass::Massing) && !clause.noun;
    let moving = clause.is(VerbClass::Sending) || clause.is(VerbClass::Going) || massing;
    let deciding = DECIDING.contains(&lemma);
    let way = on_the_way(reading, clause);
    let settling = settles(clause);
    if !(withdrawing || moving || deciding || settling || way.is_some()) {
        return false;
    }
    let loose = clause.subject.heads.is_empty() || !is_bound(clause);
    let weighed = asked_whether(reading, clause);
    if clause.group.infinitive && loose && !weighed {
        return false;
    }
    if is_shipping(clause) {
        return false;
    }
    let with_wisher = clause.with_wisher(reading);
    let clause = with_wisher.as_ref().unwrap_or(clause);
    let infinitive_next =
        (clause.at + 1..(clause.at + 5).min(clause.spine.chunks.len())).any(|at| {
            let told = |verb: &crate::grammar::VerbGroup| {
                let start = clause.spine.chunks[at].tokens.start;
                verb.infinitive || verb.passive && reading.doc.word(start) == "be"
            };
            clause.spine.verb(at).is_some_and(told)
                && at > 0
                && clause.spine.chunks[at - 1].noun().is_some()
        });
    if matches!(
        lemma,
        "want" | "ask" | "order" | "direct" | "allow" | "request"
    ) && !clause.group.passive
        && infinitive_next
        && (!clause.bundles.iter().any(|bundle| bundle.directed) || subjunctive(reading, clause))
    {
        return false;
    }
    // `rejected a request to send troops` is told by its refusal.
    if (clause.group.infinitive || clause.noun)
        && super::ruled_out::refusal_over(reading, clause.spine, clause.at).is_some()
    {
        return false;
    }
    if hypothetical(reading, clause) && !weighed
        || habitual(reading, clause)
        || opposed(reading, clause)
    {
        return false;
    }
    // `cutting six battalions`, `to reduce personnel`: fewer, but leaving nowhere.
    let shrinking = clause.is(VerbClass::Changing)
        && withdrawing
        && clause
            .bundles
            .iter()
            .all(|bundle| bundle.there.is_empty() && bundle.origin.is_empty())
        && clause.subject_places(reading).is_empty()
        && reading.mission_place(clause.tokens.clone()).is_none();
    if shrinking || unreal(reading, clause) {
        findings.abstain(
            reading,
            "deployment",
            Reason::Background,
            clause.tokens.clone(),
        );
        return false;
    }
    // `has 60 troops left in Nassiriyah`: there they are.
    if !super::posture::holders(reading, clause).is_empty() {
        return false;
    }
    let drilling = clause
        .bundles
        .iter()
        .flat_map(|bundle| &bundle.others)
        .any(|(word, noun)| {
            word == "during"
                && matches!(
                    reading.doc.word(clause.spine.chunks[*noun].tokens.end - 1),
                    "drills" | "drill" | "exercise" | "exercises" | "manoeuvres" | "maneuvers"
                )
        });
    // `the number of Danish soldiers deployed in Iraq`: who are there.
    let there_already = matches!(lemma, "deploy" | "station" | "base" | "post")
        && clause.group.finite == Finite::Perhaps
        && !clause.group.passive
        && clause.bundles[0].direct == 0
        && clause
            .spine
            .get(clause.at + 1)
            .is_some_and(|chunk| reading.doc.word(chunk.tokens.start) == "in")
        && clause.at > 0
        && whence::of_number(reading, clause);
    if there_already {
        return false;
    }
    let joining = lemma == "join" && clause.group.finite == Finite::No && !clause.group.infinitive;
    // `, passing through Rwanda`, `, carrying 300 sailors`: said beside a movement that is told.
    let beside = matches!(lemma, "pass through" | "carry")
        && clause.group.finite == Finite::No
        && !clause.group.infinitive;
    if drilling || joining || beside || ranks(clause) {
        return false;
    }
    if moves_again(reading, clause) {
        return false;
    }
    let gerund = if clause.noun {
        Gerund::Other
    } else {
        gerund_stage(reading, clause)
    };
    if gerund == Gerund::Nothing {
        return false;
    }
    let theme = theme(reading, clause, deciding);
    let Some(theme) = theme else { return false };
    // `Hundreds fled to Pakistan`: people, but for soldiers of somebody.
    if lemma == "flee" && theme.terms.iter().all(|term| term.owners.is_empty()) {
        return false;
    }
    // `will send Ukraine four launchers`: given, not deployed.
    let given = !clause.group.passive
        && clause
            .spine
            .get(clause.at + 1)
            .is_some_and(|chunk| chunk.noun().is_some())
        && clause.bundles[0]
            .parties
            .iter()
            .any(|(word, _)| word.is_empty())
        && clause.bundles[0].direct > 0
        && reading.term(clause.spine, clause.at + 1).is_none()
        && matches!(
            lemma,
            "send" | "offer" | "ship" | "pledge" | "promise" | "lend"
        );
    if enters_after_crossing(reading, clause) {
        return false;
    }
    if given || another_sense(reading, clause, &theme) || of_past_year(reading, clause) {
        return false;
    }
    let Some(stage) = reached(reading, clause, &theme, way, gerund) else {
        findings.abstain(
            reading,
            "deployment",
            Reason::Background,
            clause.tokens.clone(),
        );
        return false;
    };
    // `any troops to be sent`: of nobody in particular.
    let open = |term: &crate::reading::Term| reading.doc.word(term.tokens.start) == "any";
    let offered = theme
        .terms
        .iter()
        .chain(clause.bundles.iter().flat_map(|bundle| &bundle.terms));
    if stage != Stage::Not && offered.into_iter().any(open) {
        return false;
    }
    if stage == Stage::Is(Status::Completed) && restricts(reading, clause) {
        return false;
    }
    let unpromised = stage == Stage::Not
        && matches!(lemma, "promise" | "pledge" | "offer" | "commit" | "add")
        && clause.group.perfect;
    let idle = stage == Stage::Not
        && (lemma == "fly" || !clause.is(VerbClass::Sending))
        && !deciding
        && !settling
        && clause.bundles.iter().all(|bundle| !bundle.placed)
        && clause.group.modal.is_none()
        && matches!(
            lemma,
            "fly" | "sail" | "drive" | "carry" | "follow" | "come"
        );
    if unpromised || idle {
        return false;
    }
    let before = findings.drafts.len();
    let mut found = false;
    for (number, bundle) in movers(clause).iter().enumerate() {
        let mut terms = bundle.terms.clone();
        if (number == 0 || bundle.terms.is_empty()) && (theme.of_subject || theme.antecedent) {
            // What stands after the verb goes along (`with armoured vehicles`).
            let along = std::mem::take(&mut terms);
            terms.clone_from(&theme.terms);
            if number == 0 && clause.is(VerbClass::Going) && !clause.is(VerbClass::Sending) {
                terms.extend(along.into_iter().filter(|term| accompanies(clause, term)));
            } else if number == 0 {
                terms.extend(
                    along
                        .into_iter()
                        .filter(|term| !clause.noun || !theme.terms.contains(term)),
                );
            }
        }
        let mut there = bundle.there.clone();
        let mut origin = bundle.origin.clone();
        for (kind, noun) in &bundle.others {
            if kind == "place" {
                let owner = terms.first().and_then(|term| term.owners.first().cloned());
                let places =
                    reading.places(clause.spine, *noun, events::Relation::In, owner.as_ref());
                let way = bundle.directed
                    && matches!(
                        lemma,
                        "pass through" | "sail through" | "transit" | "cross" | "cross over"
                    );
                if TO_OBJECT.contains(&lemma) && !way {
                    add(&mut there, places);
                } else if FROM_OBJECT.contains(&lemma) {
                    add(&mut origin, places);
                }
            }
        }
        // `left the base in Franceville`, `left Kidal in the north`: the place left lies there.
        if FROM_OBJECT.contains(&lemma) && !bundle.directed && whence::left_in(reading, clause) {
            origin = std::mem::take(&mut there);
        }
        // `will leave the country through Rwanda`: on the way home.
        if withdrawing && bundle.way && !bundle.directed {
            there.clear();
        }
        // `bid farewell to Mali`
        if matches!(lemma, "bid farewell" | "bid goodbye") {
            add(&mut origin, std::mem::take(&mut there));
        }
        if clause
            .spine
            .get(clause.at.wrapping_sub(1))
            .is_some_and(|chunk| {
                matches!(chunk.kind, ChunkKind::Relative)
                    && reading.doc.word(chunk.tokens.start) == "where"
            })
            && there.is_empty()
        {
            there.extend(reading.last_place(clause.tokens.start, &|_| true));
        }
        if theme.of_subject && !withdrawing {
            let (goal, from) = clause.subject_course(reading);
            let crossing = clause.has_word(reading, &["border", "frontier", "boundary"]);
            if !goal.is_empty() && (there.is_empty() || crossing) {
                there = goal;
            }
            add(&mut origin, from);
            if origin.is_empty() && !there.is_empty() {
                origin = clause.subject_base(reading);
            }
        }
        let arriving = lemma.ends_with(" in")
            || clause.noun && lemma == "arrive"
            || matches!(lemma, "arrive" | "land" | "come" | "touch down" | "move")
                && !theme.antecedent;
        let sharing = matches!(
            lemma,
            "add" | "send" | "contribute" | "pledge" | "offer" | "provide"
        ) && !terms.is_empty()
            && terms.iter().all(|term| term.bare)
            && reading.last_paragraph == Some(reading.sentences[clause.sentence].paragraph);
        if (arriving || sharing) && there.is_empty() && origin.is_empty() && number == 0 {
            // `HONIARA - The first 50 Fijian soldiers flew in`: where the outlet writes from.
            let reached =
                matches!(lemma, "arrive" | "land" | "touch down") || lemma.ends_with(" in");
            let counted = |term: &crate::reading::Term| {
                term.force.quantity.is_some() && !term.bare && !term.owners.is_empty()
            };
            let here = reading.dateline().filter(|here| {
                reached
                    && theme.of_subject
                    && terms.iter().all(counted)
                    && terms
                        .iter()
                        .flat_map(|term| &term.owners)
                        .all(|owner| owner.code.as_str() != here.posture_code().as_str())
            });
            there.extend(reading.last_goal.clone().or(here));
        }
        if there.is_empty() && !settle_place(reading, clause, &terms, &mut there) {
            continue;
        }
        // `The jets will fly from Amari`, unlike soldiers who fly from home to join others.
        let flies = lemma == "fly" && purpose_place(reading, clause).is_empty();
        if settling && there.is_empty() && (flies || matches!(lemma, "operate" | "patrol")) {
            there.append(&mut origin);
        }
        // `left Portsmouth to relieve a frigate in the Red Sea`
        let bound = origin.is_empty() && !withdrawing && !bundle.placed
            || matches!(lemma, "leave" | "depart" | "sail" | "set sail" | "fly out");
        if there.is_empty() && number == 0 && bound {
            there = purpose_place(reading, clause);
        }
        if there.is_empty() && number == 0 && TO_OBJECT.contains(&lemma) {
            there = area_entered(reading, clause);
        }
        // `urged Germany to send troops to the south`: of the country they go to.
        let direction = there
            .iter()
            .any(|place| place.relation == events::Relation::In)
            && clause.has_word(reading, &["to", "into"])
            && matches!(
                reading.doc.word(bundle.tokens.end.wrapping_sub(1)),
                "south" | "north" | "east" | "west"
            )
            && clause.is(VerbClass::Sending);
        if direction {
            let actors = clause.subject_actors(reading);
            there.retain(|place| {
                let code = place.posture_code();
                actors
                    .iter()
                    .all(|actor| actor.code.as_str() != code.as_str())
            });
        }
        // `Paris is to have its troops out of the country`: not out of France.
        if has_out(reading, clause) {
            let actors = clause.subject_actors(reading);
            origin.retain(|place| {
                let code = place.posture_code();
                actors
                    .iter()
                    .all(|actor| actor.code.as_str() != code.as_str())
            });
        }
        if withdrawing && theme.of_subject {
            add(&mut origin, clause.subject_places(reading));
            // `The soldiers in the mission in Mali will complete their withdrawal`
            if clause.noun && origin.is_empty() && clause.at > 0 {
                let governor = clause.at - 1;
                if clause.spine.verb(governor).is_some() {
                    let light = Clause::of_verb(reading, clause.spine, clause.sentence, governor);
                    origin = light.subject_places(reading);
                }
            }
        }
        if withdrawing && number == 0 {
            if origin.is_empty() && !clause.noun {
                add(
                    &mut origin,
                    whence::stood(reading, clause, theme.of_subject),
                );
            }
            let beside = whence::beside_object(reading, clause);
            there.retain(|place| !beside.contains(place));
            if origin.is_empty() {
                origin = beside;
            }
        }
        leave_mission(reading, clause, &mut there, &mut origin);
        let resumed = resumes(reading, clause, &terms);
        let mut stage = stage;
        let mut withdrawing = withdrawing;
        let unbound = origin.is_empty() && there.is_empty() && resumed.is_none();
        if let Some(goal) = whence::bound_for(reading, clause, &terms).filter(|_| unbound) {
            there.push(goal);
            withdrawing = false;
            if stage == Stage::Is(Status::Completed) {
                stage = Stage::Is(Status::UnderWay);
            }
        }
        if let Some(last) = resumed.filter(|_| origin.is_empty() && there.is_empty()) {
            if let (Kind::Deployment(status), Stage::Is(Status::Completed | Status::UnderWay)) =
                (&last.kind, stage)
            {
                stage = Stage::Is(*status);
            }
            origin.clone_from(&last.origin);
            there.clone_from(&last.destination);
        }
        if withdrawing && origin.is_empty() && there.is_empty() && !clause.noun {
            origin = whence::left_before(reading, clause, &terms);
        }
        // `will depart to join the force in Darfur`: that is where they go.
        let bound_for = matches!(lemma, "leave" | "depart" | "fly out")
            && origin.is_empty()
            && !bundle.directed
            && !bundle.placed
            && !there.is_empty();
        let onward;
        let bundle = if bound_for {
            onward = Bundle {
                directed: true,
                ..bundle.clone()
            };
            &onward
        } else {
            bundle
        };
        if withdrawing && origin.is_empty() && !there.is_empty() && !bundle.directed {
            std::mem::swap(&mut origin, &mut there);
        }
        if stage == Stage::Not
            && let Some(goal) = fight_place(reading, clause)
        {
            there = goal;
        }
        towards(reading, clause, &terms, &mut there);
        found |= Move {
            clause,
            theme: &theme,
            bundle,
            terms,
            there,
            origin,
            stage,
            withdrawing,
            deciding,
            elided: number > 0,
        }
        .emit(reading, findings);
    }
    days::days(reading, clause, findings, before);
    found
}
