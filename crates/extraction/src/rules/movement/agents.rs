//! Who moves the forces, and who are none of theirs.

use events::{Actor, Category, Force, Place};

use crate::gazetteer::VerbClass;
use crate::reading::{Reading, Term};
use crate::rules::clause::{Bundle, Clause};

use super::theme::Theme;

/// `Denmark will send a NATO battalion`: a state's own, whatever it is lent to.
pub(super) fn lend(clause: &Clause<'_, '_>, agents: &[Actor], terms: &mut [Term]) {
    let [agent] = agents else { return };
    let sends = clause.is(VerbClass::Sending) && !clause.group.passive;
    if !sends || agent.kind != events::ActorKind::State {
        return;
    }
    let lent = |owner: &Actor| matches!(owner.code.as_str(), "NATO" | "EU" | "UN");
    for term in terms.iter_mut().filter(|term| term.owners.iter().any(lent)) {
        term.owners = vec![agent.clone()];
    }
}

/// Who moves them: the subject, or `by X`.
pub(super) fn agents(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    theme: &Theme,
    bundle: &Bundle,
) -> Vec<Actor> {
    if let Some(subject) = &bundle.subject {
        return vec![subject.clone()];
    }
    if let Some(agent) = &bundle.agent {
        return vec![agent.clone()];
    }
    if theme.of_subject {
        return bidder(reading, clause, theme).into_iter().collect();
    }
    if clause.noun {
        return approver(reading, clause);
    }
    let actors = clause.subject_actors(reading);
    if actors.is_empty() {
        return clause
            .subject_terms(reading)
            .into_iter()
            .flat_map(|term| term.owners)
            .collect();
    }
    actors
}

/// `the remaining coalition troops`, `foreign forces`: of several states, and not of the one told last.
pub(super) fn of_several(reading: &Reading<'_, '_>, term: &Term) -> bool {
    term.tokens.clone().any(|at| {
        matches!(
            reading.doc.word(at),
            "coalition" | "foreign" | "international" | "multinational"
        )
    })
}

/// `Norway and Ukraine have begun withdrawals of their contingents`: of each its own.
pub(super) fn joint_owners(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, terms: &mut [Term]) {
    let theirs = |term: &&mut Term| reading.doc.word(term.tokens.start) == "their";
    let Some(verb) = (0..clause.at)
        .rev()
        .find(|at| clause.spine.verb(*at).is_some())
    else {
        return;
    };
    for term in terms.iter_mut().filter(theirs).filter(|_| clause.noun) {
        let heads = clause.spine.subject(reading.doc, verb).heads;
        let owners: Vec<Actor> = heads
            .iter()
            .filter_map(|head| reading.actor(clause.spine, *head))
            .collect();
        if owners.len() > 1 {
            term.owners = owners;
        }
    }
}

/// `Dublin gave the green light for 900 soldiers to join`: the state that has forces of nobody else do
/// what an infinitive tells.
fn bidder(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, theme: &Theme) -> Option<Actor> {
    let own = clause.group.infinitive
        && clause.subject.heads.as_slice() == [clause.at.wrapping_sub(1)]
        && theme.terms.iter().all(|term| term.owners.is_empty());
    if !own {
        return None;
    }
    let verb = (0..clause.at).rev().find(|at| {
        clause
            .spine
            .verb(*at)
            .is_some_and(|verb| verb.finite != crate::grammar::Finite::No && !verb.passive)
    })?;
    let head = *clause.spine.subject(reading.doc, verb).heads.first()?;
    let asks = clause.spine.verb(verb).is_some_and(|verb| {
        verb.main.lemma().starts_with("call")
            || matches!(verb.main.lemma(), "ask" | "urge" | "request")
    });
    reading
        .actor(clause.spine, head)
        .filter(|actor| !asks && actor.kind == events::ActorKind::State)
}

/// `Britain stays out; the government has no plans to send instructors to Ukraine`: a government that is
/// not named and sends forces to a country is another country's.
pub(super) fn not_of_the_goal(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    there: &[Place],
    agents: Vec<Actor>,
) -> Vec<Actor> {
    let [agent] = agents.as_slice() else {
        return agents;
    };
    let own = |place: &Place| {
        place.code.as_str() == agent.code.as_str() && place.relation == events::Relation::In
    };
    let named = clause.subject.heads.iter().any(|head| {
        let tokens = clause.spine.chunks[*head].tokens.clone();
        reading.named_actor(tokens).is_some()
    });
    if named || clause.subject.heads.is_empty() || there.is_empty() || !there.iter().all(own) {
        return agents;
    }
    let other = |actor: &Actor| actor.code != agent.code && actor.kind == events::ActorKind::State;
    reading
        .nearest(clause.tokens.start, &other)
        .map_or(agents, |actor| vec![actor])
}

/// `Five bombers were sent ... Four bombers flew`: whose as many things or more were, told just before.
pub(super) fn of_those_before(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[&Term],
) -> Option<Actor> {
    let last = reading.last_draft.as_ref()?;
    let near = last.paragraph + 1 >= reading.sentences[clause.sentence].paragraph;
    let among = |term: &&Term| {
        let things = !matches!(
            term.force.category,
            Category::Troops | Category::Forces | Category::LandUnit | Category::Headquarters
        );
        let number = term.force.quantity.as_ref().map(|number| number.low);
        things
            && number.is_some()
            && last.forces.iter().any(|force| {
                force.category == term.force.category
                    && force.quantity.as_ref().map(|number| number.low) >= number
            })
    };
    (near && !terms.is_empty() && terms.iter().all(among)).then(|| last.owner.clone())?
}

/// Whose forces are that no word names: those told last, or of the state that the text speaks of.
pub(super) fn unnamed_owner(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[&Term],
    goal: &[Place],
) -> Vec<Actor> {
    let (sentence, token) = (clause.sentence, clause.tokens.start);
    reading
        .owner_abroad(sentence, token, goal)
        .or_else(|| home_base(reading, clause, goal))
        .or_else(|| reading.sole_state(sentence, token, terms, goal))
        .into_iter()
        .collect()
}

/// `the AU force plans to withdraw`: as many as it was told to count.
pub(super) fn counted_before(
    reading: &Reading<'_, '_>,
    owner: &Actor,
    term: &Term,
    force: &mut Force,
) {
    let body = matches!(
        reading.doc.word(term.tokens.end - 1),
        "force" | "contingent" | "mission"
    ) && reading.doc.word(term.tokens.start) == "the";
    if !body || force.quantity.is_some() || force.category != Category::Forces {
        return;
    }
    let known = reading.forces_of.iter().find(|(code, known, _)| {
        *code == owner.code && known.category == Category::Troops && known.quantity.is_some()
    });
    if let Some((_, known, _)) = known {
        force.category = Category::Troops;
        force.quantity.clone_from(&known.quantity);
    }
}

/// `Kenya's president approved the deployment of 1,000 policemen`: who decides on what a noun tells.
fn approver(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Actor> {
    let spine = clause.spine;
    // `will begin today the deployment of`
    let mut before = clause.at;
    while before > 1
        && matches!(
            spine.chunks[before - 1].kind,
            crate::grammar::ChunkKind::Time(_)
        )
    {
        before -= 1;
    }
    let verb = before.checked_sub(1).filter(|at| {
        spine.verb(*at).is_some_and(|verb| {
            !verb.passive
                && (verb.main.is(VerbClass::Deciding)
                    || matches!(
                        verb.main.lemma(),
                        "begin"
                            | "start"
                            | "complete"
                            | "announce"
                            | "launch"
                            | "commence"
                            | "initiate"
                            | "continue"
                            | "finish"
                            | "resume"
                    ))
        })
    });
    let Some(verb) = verb else { return Vec::new() };
    let heads = spine.subject(reading.doc, verb).heads;
    let actor = heads.first().and_then(|head| {
        reading
            .named_actor(spine.chunks[*head].tokens.clone())
            .or_else(|| reading.actor(spine, *head))
    });
    actor
        .filter(|actor| {
            actor.kind == events::ActorKind::State
                || spine
                    .verb(verb)
                    .is_some_and(|verb| !verb.main.is(VerbClass::Deciding))
        })
        .into_iter()
        .collect()
}

/// `Islamist forces`, `US-backed fighters`: of nobody named, and not of those told before.
pub(super) fn is_irregular(reading: &Reading<'_, '_>, term: &Term) -> bool {
    term.tokens.clone().any(|at| {
        let word = reading.doc.word(at);
        ["-backed", "-allied", "-aligned", "-supported"]
            .iter()
            .any(|end| word.ends_with(end))
            || matches!(
                word,
                "islamist"
                    | "jihadist"
                    | "rebel"
                    | "insurgent"
                    | "opposition"
                    | "separatist"
                    | "militant"
                    | "enemy"
            )
    })
}

/// Whether a term names people whom forces fight.
pub(super) fn is_enemy(term: &Term) -> bool {
    matches!(
        term.force.designation.as_str(),
        "gunman" | "insurgent" | "militant" | "rebel"
    )
}

/// Verbs of leaving that tell no more than setting out: to leave home is to go somewhere.
pub(super) fn sets_out(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    // `the departure of a Hercules from Whenuapai`
    let departure = clause.noun
        && clause.spine.chunks[clause.at]
            .noun()
            .is_some_and(|noun| reading.doc.word(noun.head.end - 1) == "departure");
    departure
        || matches!(
            clause.lemma(),
            "leave"
                | "depart"
                | "quit"
                | "exit"
                | "start back"
                | "fly out"
                | "move out"
                | "ship out"
                | "sail out"
        )
}

/// `another 600 police officers would leave for Haiti`, the president of their state said: people of a
/// vague word whom a state sends abroad in number.
pub(super) fn sent_abroad(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    there: &[Place],
    terms: &[&Term],
) -> bool {
    let speaker = reading.speaker_at(clause.sentence, clause.group.main.tokens.start);
    let police = terms.iter().any(|term| {
        term.force.category == Category::Troops
            && term.force.quantity.is_some()
            && matches!(
                term.force.designation.as_str(),
                "policeman" | "instructor" | "trainer" | "adviser" | "observer" | "engineer"
            )
    });
    let abroad = |speaker: &Actor| {
        there
            .iter()
            .any(|place| place.posture_code().as_str() != speaker.code.as_str())
    };
    police
        && speaker
            .as_ref()
            .is_some_and(|speaker| speaker.kind == events::ActorKind::State && abroad(speaker))
}

/// `Soldiers of the 16th brigade, based at Colchester, will go to Norway`: the state of their garrison,
/// where nobody else can be whose they are.
fn home_base(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, goal: &[Place]) -> Option<Actor> {
    let base = clause.subject_base(reading).into_iter().next()?;
    let code = base.posture_code();
    let elsewhere = goal.iter().all(|place| place.posture_code() != code);
    elsewhere.then(|| crate::gazetteer::actor(code.as_str()).cloned())?
}

/// The state where an owner's forces are at home: itself, or for whom its companies fight.
pub(super) fn home_state(owner: &Actor) -> &str {
    match owner.code.as_str() {
        "WAGNER" | "AFRICA-CORPS" => "RUS",
        own => own,
    }
}

/// `will then travel back to France`, `were flown home to Italy`.
pub(super) fn goes_back(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let end = clause.group.main.tokens.end;
    (end..end + 2).any(|at| matches!(reading.doc.word(at), "back" | "home"))
}

/// `with Brazil providing 1,100 of the troops`: what a force is made of, and no movement.
pub(super) fn makes_up(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let gives = matches!(clause.lemma(), "provide" | "contribute" | "supply")
        && clause.group.chain.is_empty()
        && clause.group.main.form == crate::gazetteer::VerbForm::Gerund
        && clause.group.finite == crate::grammar::Finite::No;
    gives
        && clause.subject.relative
        && clause.subject.heads.first().is_some_and(|head| {
            *head > 0 && reading.doc.word(clause.spine.chunks[head - 1].tokens.start) == "with"
        })
}

/// `the Ghanaian troops deployed as part of the mission will leave`: who they are, and no news.
pub(super) fn placed_nowhere(clause: &Clause<'_, '_>, there: &[Place], origin: &[Place]) -> bool {
    clause.subject.relative
        && clause.group.finite == crate::grammar::Finite::Perhaps
        && clause.group.chain.is_empty()
        && there.is_empty()
        && origin.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn who_receives_forces_does_not_send_them() {
        check(
            "Around 800 soldiers from the 16th Brigade, based at Colchester, will be deployed to Norway, Norway's defence minister said.",
            &["deploy GBR 800 TROOPS from GBR to NOR announced"],
        );
        check(
            "Spain is sending 300 soldiers to Latvia. A company of 90 will arrive in Latvia on Friday, the Latvian defence minister said.",
            &[
                "deploy ESP 300 TROOPS to LVA announced",
                "deploy ESP 90 TROOPS to LVA announced",
            ],
        );
        check(
            "Some 120 paratroopers based in Italy will arrive in Slovakia on Friday, a Canadian general said.",
            &["deploy CAN 120 TROOPS from ITA to SVK announced"],
        );
    }

    #[test]
    fn a_government_does_not_send_forces_to_itself() {
        check(
            "Canada stays out of the war in Ukraine. There, a minister in Kyiv asked for more. The government has no plans to send instructors to Ukraine.",
            &["rule out CAN TROOPS to UKR"],
        );
    }
}
