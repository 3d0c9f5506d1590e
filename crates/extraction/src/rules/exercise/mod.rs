//! Drills, war games, exercises: who, where, with what.

mod around;
mod drilling;
mod gather;
mod mention;
mod who;

use events::{Period, Relation};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::{ExerciseRole, exercise_role};
use crate::grammar::clause::Spine;
use crate::grammar::{ChunkKind, Finite, Modal};
use crate::reading::Reading;

use super::{Findings, add_places};
use around::arounds;
use drilling::drilling;
use gather::{Found, Lead};
use mention::{Mention, of_the_military, over_the_years};
use who::actors_in;
pub(super) use who::pair;

const RULE: &str = "exercise";

/// Words that tell a habit and no exercise.
const HABIT: &[&str] = &[
    "always",
    "regularly",
    "routinely",
    "often",
    "usually",
    "frequently",
    "normally",
    "periodically",
];

/// Reads the exercises that a sentence names or tells without a name.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    findings: &mut Findings,
) {
    let mut end = 0;
    for at in 0..spine.chunks.len() {
        if at < end {
            continue;
        }
        if let Some(mut mention) = Mention::at(reading, spine, at) {
            apposition(reading, spine, &mut mention);
            end = mention.end;
            told(reading, spine, sentence, &mention, findings);
        } else if spine.verb(at).is_some() {
            drilling(reading, spine, sentence, at, findings);
        }
    }
}

/// `Foal Eagle, the annual exercise of the United States and South Korea`: one exercise.
fn apposition(reading: &Reading<'_, '_>, spine: &Spine<'_>, mention: &mut Mention) {
    let comma = mention.end;
    let is_comma = spine
        .get(comma)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma));
    if is_comma
        && spine.get(comma + 1).is_some()
        && !spine
            .verb(spine.over_of(reading.doc, comma + 1))
            .is_some_and(|verb| verb.finite == Finite::Yes)
        && let Some(other) = Mention::at(reading, spine, comma + 1)
        && (mention.name.is_empty() || other.name.is_empty())
    {
        mention.end = other.end;
        mention.military |= other.military;
        if mention.name.is_empty() {
            mention.name = other.name;
        }
    }
}

/// Tells the exercise of a mention, or why it is not told.
fn told(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    mention: &Mention,
    findings: &mut Findings,
) {
    let mut found = Found::default();
    for at in mention.top..mention.end {
        if spine.chunks[at].noun().is_some() {
            for actor in actors_in(reading, spine.chunks[at].tokens.clone()) {
                found.join(actor);
            }
        }
    }
    // `India said its exercise with the Thai navy`: whose it is.
    let own = spine.chunks[mention.at].noun().is_some_and(|group| {
        group
            .possessor
            .as_ref()
            .is_some_and(|possessor| reading.doc.word(possessor.start) == "its")
    });
    if own && let Some(holder) = reading.actor(spine, mention.at) {
        found.join(holder);
    }
    let arounds = arounds(reading, spine, mention);
    let own_end = arounds
        .iter()
        .find(|around| around.subject)
        .map_or(spine.chunks.len(), |around| around.verb);
    // `exercises of the Russian Airborne Force and the Belarusian army`
    let of = mention.end > mention.at + 1 && !found.actors.is_empty();
    let lead = if of { Lead::Who } else { Lead::Neither };
    let mut last = found.gather(reading, spine, mention.end..own_end, lead);
    let mut first = mention.top;
    opening(reading, spine, mention, &mut found);
    in_which(reading, spine, &mut last, &mut found);
    let (mut considered, mut future) = (false, false);
    for around in &arounds {
        if around.group.negated || around.role == Some(ExerciseRole::Drops) {
            return;
        }
        considered |= around.group.modal == Some(Modal::May);
        future |= around.group.modal.is_some()
            || around.group.infinitive
            || !around.group.chain.is_empty() && !around.group.past
            || around.subject && !around.group.past && !around.group.perfect;
        if let Some(place) = around.hosted(reading, spine) {
            add_places(&mut found.places, vec![place]);
        }
        if around.take(reading, spine, mention, &mut found, &mut last) {
            first = first.min(around.start(reading, spine));
        }
    }
    let tokens = spine.chunks[first].tokens.start..spine.chunks[last.max(first + 1) - 1].tokens.end;
    let habit = |at: usize| HABIT.contains(&reading.doc.word(at));
    if tokens.clone().any(habit) || mention.name.is_empty() && over_the_years(reading, sentence) {
        return;
    }
    found.settle();
    host(reading, spine, mention, &mut found, findings);
    let armed = arounds
        .iter()
        .any(|around| !around.subject && around.armed(reading, spine));
    let alliance = found
        .actors
        .iter()
        .any(|actor| matches!(actor.code.as_str(), "NATO" | "CSTO"));
    let military = mention.military
        || alliance
        || armed
        || !found.forces.is_empty()
        || found.actors.len() > 1
        || !mention.definite
            && !found.actors.is_empty()
            && arounds
                .iter()
                .any(|around| !around.subject && around.role == Some(ExerciseRole::Holds))
            && of_the_military(reading, sentence);
    let told_before = findings
        .drafts
        .iter()
        .any(|draft| matches!(draft.kind, Kind::Exercise { .. }));
    let back = found.actors.is_empty()
        && (mention.definite || !mention.name.is_empty() || !found.forces.is_empty())
        && told_before;
    if found.actors.is_empty() && !back && military {
        let token = spine.chunks[mention.at].tokens.start;
        let owner = reading.speaker_at(sentence, token).or_else(|| {
            reading
                .is_told(sentence)
                .then(|| reading.carried_owner(sentence, token))
                .flatten()
        });
        found.actors.extend(owner);
    }
    if !military && !back {
        findings.abstain(reading, RULE, Reason::NotMilitary, tokens);
        return;
    }
    if found.actors.is_empty() && !back && mention.name.is_empty() {
        findings.abstain(reading, RULE, Reason::UnknownOwner, tokens);
        return;
    }
    if considered {
        found.forces.clear();
    }
    push(reading, sentence, mention, found, tokens, future, findings);
}

/// Russians who go to Belarus for joint drills drill there, with the host.
fn host(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    mention: &Mention,
    found: &mut Found,
    findings: &Findings,
) {
    let near = |place: &events::Place| place.relation == Relation::Near;
    if found.places.iter().any(|place| !near(place)) {
        found.places.retain(|place| !near(place));
    }
    let here = spine.chunks[mention.at].tokens.start;
    let moved = findings.drafts.iter().rev().find(|draft| {
        matches!(draft.kind, Kind::Deployment(_))
            && draft.evidence.iter().any(|span| span.start <= here)
            && reading
                .sentences
                .get(draft.sentence)
                .is_some_and(|parsed| parsed.tokens.contains(&here))
    });
    if let Some(moved) = moved
        && moved
            .destination
            .iter()
            .all(|place| place.country.is_some())
        && found.places.iter().all(near)
    {
        found.places.clone_from(&moved.destination);
        if found.actors.is_empty() {
            found.actors.extend(moved.owner.clone());
        }
    }
    let joint = spine.chunks[mention.at]
        .tokens
        .clone()
        .any(|at| matches!(reading.doc.word(at), "joint" | "bilateral" | "combined"));
    if joint
        && let [_] = found.actors.as_slice()
        && let [place] = found.places.as_slice()
        && !near(place)
        && let Some(state) = who::state_of(place)
    {
        found.join(state);
    }
}

/// Adds the draft of an exercise, or the reason why it is none.
fn push(
    reading: &Reading<'_, '_>,
    sentence: usize,
    mention: &Mention,
    found: Found,
    tokens: std::ops::Range<usize>,
    future: bool,
    findings: &mut Findings,
) {
    let period = found
        .times
        .iter()
        .find_map(|time| reading.period(time, future));
    if super::movement::is_background(reading, period) || past_year(reading, sentence, period) {
        findings.abstain(reading, RULE, Reason::Background, tokens);
        return;
    }
    let mut actors = found.actors.into_iter();
    findings.drafts.push(Draft {
        rule: RULE,
        kind: Kind::Exercise {
            name: mention.name.clone(),
            status: None,
            several: mention.several,
            others: Vec::new(),
        },
        owner: actors.next(),
        forces: found.forces,
        origin: Vec::new(),
        destination: found.places,
        effective: period,
        dated: period.is_some(),
        temporary: false,
        by: None,
        evidence: vec![tokens],
        paragraph: reading.sentences[sentence].paragraph,
        sentence,
        anaphoric: mention.definite,
    });
    if let Some(Draft {
        kind: Kind::Exercise { others, .. },
        ..
    }) = findings.drafts.last_mut()
    {
        others.extend(actors);
    }
}

/// Told as history: the sentence names an earlier year and no day of this one.
fn past_year(reading: &Reading<'_, '_>, sentence: usize, period: Option<Period>) -> bool {
    period.is_none() && reading.tells_past_year(sentence)
}

/// `Taking place off Australia in August, the exercises will test`: where and when, before the noun.
fn opening(reading: &Reading<'_, '_>, spine: &Spine<'_>, mention: &Mention, found: &mut Found) {
    let opens = spine.verb(0).is_some_and(|verb| {
        verb.finite != Finite::Yes
            && !verb.infinitive
            && (verb.main.lemma() == "take place"
                || exercise_role(verb.main.lemma()) == Some(ExerciseRole::Holds))
    });
    let comma = mention.top.checked_sub(1).filter(|comma| {
        opens && *comma > 1 && matches!(spine.chunks[*comma].kind, ChunkKind::Comma)
    });
    if let Some(comma) = comma {
        found.gather(reading, spine, 1..comma, Lead::Neither);
    }
}

/// `Exercise X, in which 3,500 soldiers from Poland and Denmark take part`.
fn in_which(reading: &Reading<'_, '_>, spine: &Spine<'_>, last: &mut usize, found: &mut Found) {
    let relative = spine
        .get(*last)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Relative));
    if !relative {
        return;
    }
    let verb = (*last + 1..spine.chunks.len()).find(|at| spine.verb(*at).is_some());
    let Some(verb) = verb else {
        return;
    };
    let role = exercise_role(spine.verb(verb).expect("it was found").main.lemma());
    match role {
        Some(ExerciseRole::Joins | ExerciseRole::Sends) => {
            found.gather(reading, spine, *last + 1..verb, Lead::Who);
        }
        Some(ExerciseRole::Gathers | ExerciseRole::Holds) if verb == *last + 1 => {}
        _ => return,
    }
    let lead = if role == Some(ExerciseRole::Gathers) {
        Lead::Who
    } else {
        Lead::Neither
    };
    *last = found.gather(reading, spine, verb + 1..spine.chunks.len(), lead);
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn who_holds_them() {
        check(
            "India and France ended a two-week naval exercise in the Arabian Sea on Friday.",
            &["exercise IND+FRA in arabian-sea"],
        );
        check(
            "China will hold live-fire drills in the Taiwan Strait.",
            &["exercise CHN in taiwan-strait"],
        );
        check(
            "Kenya and Uganda armed forces took part in a joint exercise that ended on Friday.",
            &["exercise KEN+UGA"],
        );
        check(
            "The Indian Navy said its exercise with the Thai navy in the Andaman Sea had gone well.",
            &["exercise IND+THA in andaman-sea"],
        );
        check(
            "Forty Ghanaian soldiers joined a military exercise in Senegal. The exercise involves 900 soldiers from six nations.",
            &["exercise GHA in SEN with 900 TROOPS"],
        );
        check(
            "Egypt and Saudi Arabia wrapped up naval manoeuvres in the Red Sea.",
            &["exercise EGY+SAU in red-sea"],
        );
        check(
            "Warships from China, Vietnam and Brunei finished a week of manoeuvres in the South China Sea.",
            &["exercise CHN+VNM+BRN in south-china-sea"],
        );
        check(
            "Russia's Northern Fleet has launched exercises in the Barents Sea with up to 30 warships and 20 aircraft.",
            &["exercise RUS in barents-sea with 0..30 WARSHIP, 20 SUPPORT_AIRCRAFT"],
        );
        check(
            "Venezuela announced military exercises on its border with Colombia involving 150,000 troops.",
            &["exercise VEN in near:COL with 150000 TROOPS"],
        );
    }

    #[test]
    fn who_takes_part() {
        check(
            "Sweden, which is not a NATO member, joined the alliance's Cold Response exercise in Norway with 1,600 soldiers.",
            &["exercise SWE in NOR with 1600 TROOPS"],
        );
        check(
            "Exercise Silent Plough, in which 3,500 soldiers from Poland, Denmark and Slovakia are taking part, goes on.",
            &["exercise POL+DNK+SVK with 3500 TROOPS"],
        );
        check(
            "A US military exercise involving 19 ships and about 18,000 troops has begun on Guam.",
            &["exercise USA in GUM with 19 WARSHIP, 18000 TROOPS"],
        );
        check(
            "The annual exercise Autumn Shield began with 17,000 South Korean and 3,000 American troops. Australia and Canada take part with staff officers.",
            &["exercise KOR+USA+AUS+CAN with 17000 TROOPS, 3000 TROOPS"],
        );
    }

    #[test]
    fn told_without_their_noun() {
        check(
            "Japan, India and the United States practised the hunt for submarines in the Philippine Sea.",
            &["exercise JPN+IND+USA in philippine-sea"],
        );
        check(
            "North Korea fired artillery off its west coast during a live-fire exercise on Friday.",
            &["exercise PRK in near:PRK with ARTILLERY"],
        );
    }

    #[test]
    fn with_what_and_where() {
        check(
            "The Belarusian army was holding drills in the Grodno region with tanks and drones.",
            &["exercise BLR in BLR with ARMOR, UAV"],
        );
        check(
            "Four ships of China's North Sea Fleet wound up a joint naval drill with Singapore's navy on Friday.",
            &["exercise SGP+CHN with 4 WARSHIP"],
        );
        check(
            "Poland will host Dragon-24, in which 15,000 Polish soldiers and 5,000 allied troops will take part.",
            &["exercise POL in POL with 15000 TROOPS, 5000 TROOPS"],
        );
        check(
            "The navies of India and Japan are set to participate in the Malabar 2023 exercises. Taking place off the east coast of Australia, these exercises will test their ships.",
            &["exercise IND+JPN in near:AUS"],
        );
    }

    #[test]
    fn told_in_other_words() {
        check(
            "Romania is holding its largest drills with the involvement of 13,000 troops.",
            &["exercise ROU with 13000 TROOPS"],
        );
        check(
            "Iran began a naval exercise in strategic waters, including the Strait of Hormuz.",
            &["exercise IRN in strait-of-hormuz"],
        );
        check(
            "Egypt and Greece have begun war games. Some 40 ships and 5,000 troops from 12 nations are participating.",
            &["exercise EGY+GRC with 40 WARSHIP, 5000 TROOPS"],
        );
        check(
            "Finland will on Monday begin a naval exercise with 3,600 soldiers.",
            &["exercise FIN with 3600 TROOPS"],
        );
        check(
            "Over the past few years Chile has held several military exercises.",
            &[],
        );
    }

    #[test]
    fn soldiers_without_a_number() {
        check(
            "British troops held their final field exercise in Kenya on Tuesday.",
            &["exercise GBR in KEN with TROOPS"],
        );
    }

    #[test]
    fn what_is_no_exercise() {
        check("Turkey suspended its joint exercise with Greece.", &[]);
        check("Japan condemned the drills.", &[]);
        check(
            "The two firms held a branding exercise and a fire drill in Berlin.",
            &[],
        );
        check(
            "The French and British fleets regularly hold exercises in the Channel.",
            &[],
        );
    }
}
