//! Forces put on alert, on standby, called up, or stood down.

mod level;
mod orders;
mod prepare;
mod whose;

use events::fact::Level;
use events::{Actor, Force, Place};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::grammar::clause::Spine;
use crate::grammar::{Finite, Modal};
use crate::reading::{Reading, Term};

use super::Findings;
use super::clause::{Clause, add};
use super::exercise::pair;

use level::level;
use orders::{alerted, commands, measured, mobilisation, one_more, released, told_to_be_ready};

const RULE: &str = "readiness";

/// How many days back what a relative clause tells is still news.
const RECENT: i64 = 7;

/// Verbs that lift what they govern: `the alert was lifted`.
const LIFTING: &[&str] = &[
    "lift", "lower", "relax", "cancel", "end", "rescind", "reduce", "drop", "withdraw",
];

/// Reads a clause that tells a change of readiness.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    if clause.noun {
        return false;
    }
    if is_purpose(reading, clause) || prepare::names_orders(reading, clause) {
        return true;
    }
    if let Some(found) = lifted(reading, clause) {
        return emit(reading, clause, findings, &[found], Level::Lowered);
    }
    let group = &clause.group;
    let unsure = group.negated || matches!(group.modal, Some(Modal::May | Modal::Should));
    if let Some(terms) = mobilisation(reading, clause) {
        return unsure || emit(reading, clause, findings, &terms, Level::Heightened);
    }
    if let Some(terms) = released(reading, clause) {
        return unsure || emit(reading, clause, findings, &terms, Level::Lowered);
    }
    if let Some((terms, level)) = told_to_be_ready(reading, clause) {
        return unsure || emit(reading, clause, findings, &terms, level);
    }
    if let Some(terms) = prepare::ordered(reading, clause) {
        return unsure || emit(reading, clause, findings, &terms, Level::Standby);
    }
    let Some(level) = level(reading, clause) else {
        return false;
    };
    // `will be kept on standby` is news, `remain on alert` is none.
    let will = clause.group.passive && clause.group.modal == Some(Modal::Will);
    let steady = matches!(clause.lemma(), "remain" | "stay" | "keep" | "stand") && !will
        || clause.lemma() == "be" && for_long(reading, clause);
    // `the 5,000 who were put on standby last month`: told as history.
    let history = clause.subject.relative
        && clause.bundles[0]
            .times
            .iter()
            .filter_map(|time| reading.period(time, false))
            .any(|period| {
                reading
                    .doc
                    .published
                    .is_some_and(|day| (day - period.to).num_days() > RECENT)
            });
    if group.negated || history || steady || matches!(group.modal, Some(Modal::May | Modal::Should))
    {
        return true;
    }
    let mut terms: Vec<Term> = clause
        .bundles
        .iter()
        .flat_map(|bundle| bundle.terms.iter().cloned())
        .collect();
    if group.passive || terms.is_empty() {
        terms = clause.subject_terms(reading);
    }
    let beside =
        one_more(reading, clause).map_or_else(|| alerted(reading, clause), |term| vec![term]);
    if !beside.is_empty() {
        terms = beside;
    }
    if terms.is_empty() {
        terms = measured(reading, clause);
    }
    if terms.is_empty() {
        terms = commands(reading, clause);
    }
    if terms.iter().any(|term| term.negative) {
        return true;
    }
    emit(reading, clause, findings, &terms, level)
}

/// `have been on alert for months`: no change.
fn for_long(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let doc = reading.doc;
    let end = reading.sentences[clause.sentence].tokens.end;
    let alert = (clause.group.main.tokens.end..end)
        .find(|at| matches!(doc.word(*at), "alert" | "standby" | "readiness"));
    clause.group.perfect
        && alert.is_some_and(|at| {
            doc.word(at + 1) == "for"
                && (at + 2..(at + 6).min(end)).any(|at| {
                    matches!(
                        doc.word(at),
                        "days" | "weeks" | "months" | "years" | "month" | "week" | "year"
                    )
                })
        })
}

/// `on 72-hour notice to move`, `on standby to open fire`: what they stand ready for.
fn is_purpose(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.group.infinitive
        && clause.at.checked_sub(1).is_some_and(|before| {
            matches!(
                reading.doc.word(clause.spine.chunks[before].tokens.end - 1),
                "notice" | "standby" | "stand-by" | "alert" | "readiness" | "preparedness"
            )
        })
}

/// `the heightened readiness ordered for units there had been lifted`, `was taken off alert`.
fn lifted(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    if !LIFTING.contains(&clause.lemma())
        || !(clause.group.passive || clause.group.past)
        || clause.group.negated
    {
        return None;
    }
    let head = *clause.subject.heads.first()?;
    let group = clause.spine.chunks[head].noun()?;
    if !matches!(reading.doc.word(group.head.end - 1), "readiness" | "alert") {
        return None;
    }
    (head + 1..clause.at).find_map(|at| reading.term(clause.spine, at))
}

fn emit(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    terms: &[Term],
    level: Level,
) -> bool {
    let Some(first) = terms.first() else {
        findings.abstain(reading, RULE, Reason::NoForces, clause.tokens.clone());
        return true;
    };
    let theirs = matches!(reading.doc.word(first.tokens.start), "its" | "their");
    // A number alone counts forces told before: `mobilised their fans, 40,000`.
    if terms.iter().all(|term| term.bare) && reading.newest_force().is_none() {
        findings.abstain(reading, RULE, Reason::NotMilitary, clause.tokens.clone());
        return true;
    }
    let told = terms.iter().find_map(|term| term.owners.first().cloned());
    let agent: Option<Actor> = if clause.group.passive
        || clause.subject.relative && !clause.subject_terms(reading).is_empty()
    {
        None
    } else {
        clause.subject_actors(reading).into_iter().next()
    };
    let vague = terms.iter().all(|term| term.vague);
    // `Both countries have put their militaries on alert`: each its own.
    let both: Vec<Actor> = clause
        .subject
        .heads
        .first()
        .filter(|_| agent.is_none() && theirs)
        .and_then(|head| pair(reading, clause.spine, *head))
        .unwrap_or_default();
    let told = told.filter(|_| !theirs || agent.is_none() && both.is_empty());
    let quoted = whose::quoted(reading, clause, first);
    let whole = whose::services(reading, clause);
    let at_home = whose::of_place(reading, clause, first);
    let owner = both
        .first()
        .cloned()
        .or_else(|| quoted.filter(|_| whole.is_some()))
        .or(told)
        .or(agent)
        .or_else(|| at_home.clone())
        .or_else(|| {
            // `Iran's commander said the forces had raised their readiness`
            let theirs = reading.doc.word(first.tokens.start) == "the"
                && first.force.category == events::Category::Forces;
            reading
                .speaker_at(clause.sentence, clause.group.main.tokens.start)
                .filter(|_| theirs)
        })
        .or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
    let Some(owner) = owner.filter(|_| {
        !vague
            || !both.is_empty()
            || reading.last_owner.is_some()
            || !clause.subject_actors(reading).is_empty()
            || reading
                .speaker_at(clause.sentence, clause.group.main.tokens.start)
                .is_some()
    }) else {
        findings.abstain(reading, RULE, Reason::UnknownOwner, clause.tokens.clone());
        return true;
    };
    let counted = || -> Vec<Force> {
        terms
            .iter()
            .map(|term| {
                let mut force = term.force.clone();
                if term.bare
                    && let Some(last) = &reading.last_force
                {
                    force.category = last.category;
                }
                force
            })
            .collect()
    };
    let forces = whole.map_or_else(counted, |force| vec![force]);
    let bundle = &clause.bundles[0];
    let end = (clause.tokens.end.max(first.tokens.end)).max(clause.group.main.tokens.end);
    let evidence = clause.tokens.start.min(first.tokens.start)..phrase_end(reading, clause, end);
    let period = bundle
        .times
        .iter()
        .find_map(|time| reading.period(time, false));
    let mut destination = bundle.there.clone();
    if destination.is_empty() {
        destination = clause.subject_places(reading);
    }
    if destination.is_empty() && at_home.as_ref() == Some(&owner) {
        destination.extend(reading.place_of(&owner));
    }
    if destination.is_empty() {
        destination = after_alert(reading, clause, &owner);
    }
    let coastal = terms
        .iter()
        .any(|term| reading.doc.slice(term.tokens.clone()).contains("coastal"));
    if destination.is_empty() && coastal {
        destination.extend(reading.place_of(&owner));
    }
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::Readiness(level),
        owner: Some(owner),
        forces,
        origin: Vec::new(),
        destination,
        effective: period,
        dated: period.is_some(),
        temporary: false,
        by: reading.speaker_at(clause.sentence, clause.group.main.tokens.start),
        evidence: vec![evidence],
        paragraph: reading.sentences[clause.sentence].paragraph,
        sentence: clause.sentence,
        anaphoric: terms.iter().all(|term| {
            matches!(
                reading.doc.word(term.tokens.start),
                "these" | "those" | "this" | "they"
            )
        }),
    });
    for other in both.into_iter().skip(1) {
        let mut draft = findings.drafts.last().expect("one was pushed").clone();
        draft.owner = Some(other);
        findings.drafts.push(draft);
    }
    true
}

/// Up to the word for the level, so that the evidence shows it.
fn phrase_end(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, end: usize) -> usize {
    let limit = reading.sentences[clause.sentence].tokens.end.min(end + 12);
    (clause.group.main.tokens.end..limit)
        .find(|at| {
            matches!(
                reading.doc.word(*at),
                "alert" | "standby" | "stand-by" | "readiness" | "lifted"
            )
        })
        .map_or(end, |at| end.max(at + 1))
}

/// `on standby at Embakasi`: where they stand; a town that nobody lists is one of their own country.
fn after_alert(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, owner: &Actor) -> Vec<Place> {
    let spine = clause.spine;
    let mut found = Vec::new();
    for at in clause.at + 1..spine.chunks.len() {
        let chunk = spine.chunks[at];
        if chunk.verb().is_some_and(|verb| verb.finite == Finite::Yes) {
            break;
        }
        let word = reading.doc.word(chunk.tokens.start);
        if is_cause(reading, spine, at) {
            break;
        }
        let place = chunk.is_preposition()
            && matches!(word, "at" | "in" | "near" | "along" | "around" | "for");
        let Some(noun) = spine.get(at + 1).and_then(|chunk| chunk.noun()) else {
            continue;
        };
        if !place {
            continue;
        }
        let (_, relation) = reading.role(chunk.tokens.clone());
        add(
            &mut found,
            reading.places(spine, at + 1, relation, Some(owner)),
        );
        let head = noun.head.clone();
        let unknown = found.is_empty()
            && matches!(word, "at" | "in")
            && reading.doc.tokens[head.start].capital
            && reading.doc.mark(head.start).is_none();
        if unknown {
            found.extend(reading.place_of(owner));
        }
    }
    found
}

/// `after the coup in Niger`, `in response to shelling near Paju`: why they are put on alert, which is
/// not where they stand.
fn is_cause(reading: &Reading<'_, '_>, spine: &Spine<'_>, at: usize) -> bool {
    let chunk = spine.chunks[at];
    let word = reading.doc.word(chunk.tokens.start);
    let leads = matches!(
        word,
        "after" | "following" | "ahead" | "amid" | "over" | "against" | "because" | "due" | "as"
    );
    let answer = spine.get(at + 1).is_some_and(|next| {
        matches!(
            reading.doc.word(next.tokens.end - 1),
            "response" | "reaction" | "retaliation" | "answer" | "anticipation" | "preparation"
        )
    });
    leads || chunk.is_preposition() && answer
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn where_they_stand() {
        check(
            "Colombia put its air force on high alert.",
            &["ready COL FORCES heightened"],
        );
        check(
            "Iran's army put its units on alert along the Afghan border.",
            &["ready IRN LAND_UNIT heightened"],
        );
    }

    #[test]
    fn who_and_to_which_level() {
        check(
            "Romania moved two brigades to the Danube and placed a third on standby.",
            &[
                "deploy ROU 2 LAND_UNIT to danube completed",
                "ready ROU 1 LAND_UNIT standby",
            ],
        );
        check(
            "Jordan declared a state of maximum alert for its army along the Syrian border.",
            &["ready JOR FORCES heightened"],
        );
        check(
            "Norway placed 1,200 soldiers on 72-hour notice to move.",
            &["ready NOR 1200 TROOPS standby"],
        );
        check(
            "Kazakhstan's defence minister said units in the west had started measures to raise their combat readiness.",
            &["ready KAZ LAND_UNIT heightened"],
        );
        check(
            "British troops are on standby. A company of 120 British soldiers has been put on standby.",
            &["ready GBR 120 TROOPS standby"],
        );
        check("Hospitals in Mumbai were placed on standby.", &[]);
        check(
            "Chad sent 250 men to Niger. A further 50 will be kept on standby at home.",
            &[
                "deploy TCD 250 TROOPS to NER completed",
                "ready TCD 50 TROOPS standby",
            ],
        );
        check(
            "Hundreds of British soldiers have been put on notice after the coup in Niger.",
            &["ready GBR 200..999 TROOPS standby"],
        );
        check("Border guards of Kenya have been on alert for months.", &[]);
    }
}
