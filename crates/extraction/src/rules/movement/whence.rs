//! Where forces stand that are taken away, told of the forces or of the place they leave: `the
//! batteries deployed in Turkey`, `left the air base in Syria`.

use events::{Place, Relation};

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite};
use crate::reading::{Reading, Term};
use crate::rules::clause::{Clause, add};

use super::homeward::takes_home;
use super::verbs::FROM_OBJECT;

/// Participles that tell where forces stand.
const STANDING: &[&str] = &[
    "base", "deploy", "garrison", "keep", "position", "post", "station",
];

/// The places in a participle or a relative clause on the forces that are taken away.
pub(super) fn stood(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    of_subject: bool,
) -> Vec<Place> {
    let spine = clause.spine;
    let noun = if of_subject {
        clause.subject.heads.last().copied()
    } else {
        let after = clause.at + 1..(clause.at + 6).min(spine.chunks.len());
        after
            .take_while(|at| spine.verb(*at).is_none())
            .filter(|at| reading.term(spine, *at).is_some())
            .last()
    };
    let Some(noun) = noun else { return Vec::new() };
    let mut at = spine.over_of(reading.doc, noun);
    let relative = spine
        .get(at)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Relative));
    at += usize::from(relative);
    let stands = spine.verb(at).is_some_and(|verb| {
        let are = relative && verb.finite == Finite::Yes;
        let participle = !relative && verb.finite != Finite::Yes && !verb.infinitive;
        STANDING.contains(&verb.main.lemma()) && (are || participle)
            || are && matches!(verb.main.lemma(), "be" | "remain" | "serve")
    });
    let mut found = Vec::new();
    while stands && let Some(preposition) = spine.get(at + 1).filter(|chunk| chunk.is_preposition())
    {
        let (_, relation) = reading.role(preposition.tokens.clone());
        let places = reading.places(spine, at + 2, relation, None);
        if places.is_empty() || !found.is_empty() {
            break;
        }
        add(&mut found, places);
        at = spine.over_of(reading.doc, at + 2) - 1;
    }
    found
}

/// `A contingent of 90 soldiers left today`: for where they were told to be going.
pub(super) fn bound_for(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
) -> Option<Place> {
    let leaves = matches!(
        clause.lemma(),
        "leave" | "depart" | "set off" | "set out" | "set sail" | "fly out" | "embark"
    ) && !clause.group.negated
        && !clause.group.passive
        && !clause.noun
        && !clause
            .group
            .chain
            .iter()
            .any(|word| matches!(word.lemma(), "order" | "tell" | "force" | "ask" | "urge"));
    let owner = terms
        .iter()
        .find_map(|term| term.owners.first().cloned())
        .or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start))
        .filter(|_| leaves)?;
    reading.bound_for(&owner)
}

/// `left the Shayrat air base in Syria for Russia`: the places beside what is left.
pub(super) fn beside_object(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Place> {
    let spine = clause.spine;
    let object = clause.at + 1;
    let left = FROM_OBJECT.contains(&clause.lemma())
        && !clause.group.passive
        && spine
            .get(object)
            .is_some_and(|chunk| chunk.noun().is_some())
        && reading.term(spine, object).is_none();
    let preposition = spine.over_of(reading.doc, object);
    let inside = spine.get(preposition).is_some_and(|chunk| {
        chunk.is_preposition() && matches!(reading.doc.word(chunk.tokens.start), "in" | "at" | "on")
    });
    if left && inside {
        reading.places(spine, preposition + 1, Relation::In, None)
    } else {
        Vec::new()
    }
}

/// `withdraw the batteries deployed in Turkey`, `leaving 600 soldiers deployed to the country`: where
/// they stand that are taken away or stay behind.
pub(super) fn is_of_those_taken(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let participle = clause.group.finite != Finite::Yes && !clause.group.infinitive;
    let noun = clause.at.checked_sub(2).filter(|_| {
        participle
            && !clause.noun
            && clause.bundles[0].direct == 0
            && spine.chunks[clause.at - 1].noun().is_some()
    });
    let Some(before) = noun else { return false };
    if let Some(verb) = spine.verb(before) {
        let main = &verb.main;
        return !verb.passive && (main.lemma() == "leave" || main.is(VerbClass::Withdrawing));
    }
    let of = before > 0 && reading.doc.word(spine.chunks[before].tokens.start) == "of";
    of && spine.chunks[before - 1].noun().is_some_and(|noun| {
        crate::gazetteer::action(reading.doc.word(noun.head.end - 1))
            .is_some_and(|verb| verb.is(VerbClass::Withdrawing))
    })
}

/// `the number of Danish soldiers deployed in Iraq`: said of whom a number counts.
pub(super) fn of_number(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let of = clause.at.checked_sub(2);
    of.and_then(|of| Some((of, clause.spine.get(of)?)))
        .is_some_and(|(of, chunk)| {
            reading.doc.word(chunk.tokens.start) == "of"
                && of.checked_sub(1).is_some_and(|noun| {
                    let end = clause.spine.chunks[noun].tokens.end;
                    matches!(
                        reading.doc.word(end - 1),
                        "number" | "numbers" | "strength" | "size" | "level" | "total"
                    )
                })
        })
}

/// Where those were who leave without a word of where: where the withdrawal told last was from, or
/// where the text told forces to be.
pub(super) fn left_before(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    terms: &[Term],
) -> Vec<Place> {
    let lemma = clause.lemma();
    let paragraph = reading.sentences[clause.sentence].paragraph;
    let last = reading
        .last_draft
        .as_ref()
        .filter(|draft| draft.paragraph == paragraph && matches!(draft.kind, Kind::Withdrawal(_)));
    if let Some(last) = last {
        return last.origin.clone();
    }
    let told = terms.first().and_then(|term| term.owners.first().cloned());
    let home = matches!(
        lemma,
        "leave" | "return" | "go home" | "bring home" | "come home"
    ) || takes_home(reading, clause);
    let place = if home {
        let owner = told.or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
        let foreign = |place: &Place| {
            place.posture_code().is_country()
                && owner
                    .as_ref()
                    .is_none_or(|owner| owner.code.as_str() != place.posture_code().as_str())
        };
        let here = reading
            .places
            .iter()
            .any(|seen| seen.paragraph == paragraph && seen.salient && foreign(&seen.what));
        reading
            .last_goal
            .clone()
            .filter(|place| lemma == "return" && foreign(place))
            .or_else(|| reading.last_place(clause.tokens.start, &foreign))
            .filter(|_| here)
    } else {
        let owner = told.or_else(|| clause.subject_actors(reading).into_iter().next());
        let taken = matches!(
            lemma,
            "withdraw" | "pull out" | "pull" | "bring back" | "draw down"
        );
        reading.last_goal.clone().filter(|goal| {
            taken
                && reading.last_paragraph == Some(paragraph)
                && owner
                    .as_ref()
                    .is_some_and(|owner| owner.code.as_str() != goal.posture_code().as_str())
        })
    };
    place.into_iter().collect()
}

/// `left the base in Franceville`: whether the place left is told by a noun alone, and where it lies after
/// it.
pub(super) fn left_in(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let object = clause.at + 1;
    let noun = spine.get(object).and_then(|chunk| chunk.noun());
    let plain = noun.is_some_and(|noun| {
        matches!(
            reading.doc.word(noun.head.end - 1),
            "base"
                | "bases"
                | "camp"
                | "camps"
                | "airport"
                | "airbase"
                | "town"
                | "city"
                | "barracks"
        ) && reading
            .named_places(spine.chunks[object].tokens.clone(), false)
            .is_empty()
    });
    plain
        && spine
            .get(spine.over_of(reading.doc, object))
            .is_some_and(|chunk| {
                chunk.is_preposition()
                    && matches!(
                        reading.doc.word(chunk.tokens.start),
                        "in" | "at" | "near" | "outside" | "on"
                    )
            })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn home_at_the_end_of_the_clause() {
        check(
            "Portuguese soldiers serve in Kosovo. Portugal will bring its 300 soldiers home in June.",
            &[
                "posture PRT TROOPS in XKX",
                "withdraw PRT 300 TROOPS from XKX announced",
            ],
        );
        check(
            "A further 120 Spanish troops flew out from Zaragoza.",
            &["deploy ESP 120 TROOPS from ESP completed"],
        );
    }

    #[test]
    fn those_carried_are_the_forces() {
        check(
            "Three Italian military aircraft, carrying 210 soldiers, landed in Skopje on Monday.",
            &["deploy ITA 210 TROOPS to MKD completed"],
        );
    }

    #[test]
    fn where_those_stood_that_are_taken_away() {
        check(
            "Norway will withdraw the Patriot batteries deployed in Jordan.",
            &["withdraw NOR AIR_DEFENSE from JOR announced"],
        );
        check(
            "Besides, Chile will withdraw its 130 soldiers who were stationed in Haiti.",
            &[
                "withdraw CHL 130 TROOPS from HTI announced",
                "posture CHL 130 TROOPS in HTI",
            ],
        );
        check(
            "Portuguese troops stationed in Mali have left.",
            &["withdraw PRT TROOPS from MLI completed"],
        );
    }

    #[test]
    fn where_the_place_is_that_is_left() {
        check(
            "Two Danish helicopters have left the Gao air base in Mali for their home base in Denmark.",
            &["withdraw DNK 2 HELICOPTER from MLI completed"],
        );
    }

    #[test]
    fn who_stays_behind_is_not_sent() {
        check(
            "The minister announced a pullout of 900 Dutch troops from Mali, leaving 600 soldiers deployed to the country.",
            &["withdraw NLD 900 TROOPS from MLI announced"],
        );
    }
}
