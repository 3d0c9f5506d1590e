//! Whether a verb that can tell a movement of forces does so here.

use events::{Category, Place};

use crate::gazetteer::VerbClass;
use crate::grammar::{Finite, Modal};
use crate::reading::Reading;
use crate::rules::clause::Clause;

use super::theme::Theme;
use super::verbs::TO_OBJECT;

/// Verbs that take forces away only as their object: `forces to end the conflict` go nowhere.
const TAKING_AWAY: &[&str] = &[
    "bring back",
    "bring home",
    "call back",
    "call home",
    "curtail",
    "cut",
    "cut back",
    "end",
    "halve",
    "order back",
    "order home",
    "order out",
    "pare",
    "pare back",
    "pare down",
    "phase out",
    "recall",
    "reduce",
    "remove",
    "repatriate",
    "scale back",
    "scale down",
    "send home",
    "slash",
    "take home",
    "take out",
    "trim",
    "whittle down",
];

/// Verbs that with an object tell what the subject does to it: `drove the rebels out`, `carried flints`.
const ACTING_UPON: &[&str] = &[
    "carry",
    "transport",
    "drive",
    "follow",
    "join",
    "sweep",
    "surround",
    "encircle",
    "evacuate",
];

/// How missiles come to where they are stationed; what else they do is their flight.
const STATIONING: &[&str] = &["arrive", "deploy", "redeploy", "move", "return", "rotate"];

/// Whether the verb tells something else than a movement of the forces.
pub(super) fn another_sense(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    theme: &Theme,
) -> bool {
    let lemma = clause.lemma();
    if !clause.noun && raises_a_sum(reading, clause) {
        return true;
    }
    let terms = || {
        let told = clause.bundles.iter().flat_map(|bundle| &bundle.terms);
        theme.terms.iter().chain(told)
    };
    let people = terms().next().is_some() && terms().all(|term| term.vague);
    let civil = match lemma {
        // `end its missile programme`
        "end" => terms().any(|term| {
            !matches!(
                term.force.category,
                Category::Troops | Category::Forces | Category::LandUnit
            )
        }),
        "evacuate" | "remove" | "rescue" => people,
        "advance" => !theme.of_subject,
        // `flew a joint patrol over`
        "fly" | "carry out" | "conduct" => {
            clause.spine.get(clause.at + 1).is_some_and(|chunk| {
                matches!(
                    reading.doc.word(chunk.tokens.end - 1),
                    "patrol" | "patrols" | "sortie" | "sorties" | "mission" | "missions"
                ) && chunk.noun().is_some()
            }) || lemma == "fly" && shows_a_flag(reading, clause)
        }
        // `embarked marines`, `embarked 60 men`: aboard already, or taken aboard.
        "embark" => clause.group.finite != Finite::Yes || clause.group.passive || !theme.of_subject,
        // `tanks come with serial numbers`, `goes into dock`
        "come" => {
            let next = reading.doc.word(clause.group.main.tokens.end);
            let people = terms().any(|term| term.force.category == Category::Troops);
            next == "with" && !people && clause.bundles.iter().all(|bundle| !bundle.placed)
        }
        "go" => clause.has_word(reading, &["dock", "drydock", "refit"]),
        // `the threat to shipping in the Gulf`
        "ship" => {
            let at = clause.group.main.tokens.end - 1;
            let after = |word: &str| matches!(word, "to" | "for" | "on" | "against" | "at" | "of");
            reading.doc.word(at) == "shipping" && at > 0 && after(reading.doc.word(at - 1))
        }
        // `traveled nearly 60,000 miles`
        "travel" | "sail" | "steam" => clause.spine.get(clause.at + 1).is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.end - 1),
                "miles" | "kilometres" | "kilometers" | "km"
            )
        }),
        // `will join Jordan in Exercise Eager Lion`: for the drill alone.
        "join" => clause.has_word(reading, &["exercise", "exercises", "drill", "drills"]),
        _ => false,
    };
    if civil {
        return true;
    }
    if clause.noun || clause.group.passive || !theme.of_subject {
        return ordered_goods(reading, clause);
    }
    // `the missiles brought new fears`: what only is sent, and here does something itself.
    let doing = clause.is(VerbClass::Sending)
        && !clause.is(VerbClass::Going)
        && !theme.antecedent
        && clause.object_of.is_none()
        && clause
            .spine
            .get(clause.at + 1)
            .is_some_and(|chunk| chunk.noun().is_some_and(|noun| !noun.pronoun));
    let unable = clause.group.negated
        && clause.group.modal == Some(Modal::May)
        && clause.is(VerbClass::Going);
    if doing || unable || reaches_no_place(reading, clause, lemma) {
        return true;
    }
    let overhead = matches!(lemma, "fly" | "pass")
        && matches!(
            reading.doc.word(clause.group.main.tokens.end),
            "over" | "above" | "past" | "close" | "near" | "around"
        );
    // `flew alongside`, `left port`: out and back.
    let nowhere = clause
        .bundles
        .iter()
        .all(|b| b.there.is_empty() && b.origin.is_empty());
    let sortie = nowhere
        && !clause.subject.relative
        && (lemma == "fly" && clause.group.modal.is_none()
            || matches!(lemma, "leave" | "depart" | "put to sea" | "put out to sea")
                && (lemma.starts_with("put")
                    || matches!(
                        reading.doc.word(clause.group.main.tokens.end),
                        "port" | "harbour" | "harbor" | "base"
                    )));
    if sortie && clause.subject_course(reading).0.is_empty() {
        return true;
    }
    let advancing = lemma == "advance"
        && (clause.group.finite == Finite::No || clause.bundles.iter().all(|b| !b.directed));
    if overhead || advancing {
        return true;
    }
    let in_flight = clause.is(VerbClass::Going)
        && !STATIONING.contains(&lemma)
        && theme
            .terms
            .iter()
            .all(|term| term.force.category == Category::Missile);
    in_flight
        || TAKING_AWAY.contains(&lemma)
        || ACTING_UPON.contains(&lemma) && acts_upon(reading, clause)
}

/// Whether what follows the verb is an object that is no place; forces can be joined.
fn acts_upon(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let next = clause.at + 1;
    let object = clause
        .spine
        .get(next)
        .is_some_and(|chunk| chunk.noun().is_some_and(|noun| !noun.pronoun));
    let mission = |at: usize| {
        matches!(
            reading.doc.word(at),
            "operation" | "mission" | "fleet" | "effort" | "coalition" | "force" | "patrol"
        )
    };
    let joined = clause.lemma() == "join"
        && (reading.term(clause.spine, next).is_some()
            || reading.is_undertaking(clause.spine, next)
            || clause
                .spine
                .get(next)
                .is_some_and(|chunk| chunk.tokens.clone().any(mission)));
    object
        && !joined
        && reading
            .places(clause.spine, next, events::Relation::In, None)
            .is_empty()
}

/// `will bring the number of helicopters to 20`: a level, not a movement.
fn raises_a_sum(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let object = clause
        .spine
        .get(clause.at + 1)
        .and_then(|chunk| chunk.noun());
    matches!(
        clause.lemma(),
        "bring" | "bring up" | "take" | "put" | "move"
    ) && object.is_some_and(|noun| {
        matches!(
            reading.doc.word(noun.head.end - 1),
            "number" | "numbers" | "total" | "strength" | "level" | "levels" | "tally" | "size"
        )
    })
}

/// `reached a ceasefire`, `passing through`, `could not enter`: of such verbs the object is the place.
fn reaches_no_place(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, lemma: &str) -> bool {
    if !TO_OBJECT.contains(&lemma) || lemma == "join" {
        return false;
    }
    let bundle = &clause.bundles[0];
    let named = bundle.others.iter().any(|(kind, _)| kind == "place")
        || !bundle.there.is_empty()
        || !bundle.origin.is_empty();
    let area = clause.spine.get(clause.at + 1).is_some_and(|chunk| {
        chunk.noun().is_some_and(|noun| {
            let head = reading.doc.word(noun.head.end - 1);
            crate::reading::is_edge(head) || crate::grammar::clause::is_place_noun(head)
        })
    });
    !named && !area && clause.object_of.is_none()
}

/// `entered territory claimed by the Philippines in the Spratly islands`: where the area is.
pub(super) fn area_entered(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Place> {
    let spine = clause.spine;
    let area = spine.get(clause.at + 1).is_some_and(|chunk| {
        chunk.noun().is_some_and(|noun| {
            matches!(
                reading.doc.word(noun.head.end - 1),
                "territory" | "waters" | "area" | "areas" | "zone" | "airspace" | "water"
            )
        })
    });
    if !area {
        return Vec::new();
    }
    (clause.at + 2..(clause.at + 9).min(spine.chunks.len()))
        .take_while(|at| {
            spine
                .verb(*at)
                .is_none_or(|verb| verb.finite != Finite::Yes)
        })
        .filter(|at| {
            let chunk = spine.chunks[*at];
            chunk.is_preposition()
                && matches!(
                    reading.doc.word(chunk.tokens.start),
                    "in" | "of" | "off" | "near" | "around" | "along"
                )
        })
        .find_map(|at| {
            let (_, relation) = reading.role(spine.chunks[at].tokens.clone());
            let places = reading.places(spine, at + 1, relation, None);
            (!places.is_empty()).then_some(places)
        })
        .unwrap_or_default()
}

/// `crossed the median line and entered the island's air defence zone`: one passage, told already.
pub(super) fn enters_after_crossing(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let shared = clause.subject.shared_with;
    let crossed = shared.and_then(|verb| clause.spine.verb(verb));
    let zone = clause.spine.get(clause.at + 1).is_some_and(|chunk| {
        matches!(
            reading.doc.word(chunk.tokens.end - 1),
            "zone" | "zones" | "adiz" | "airspace"
        )
    });
    zone && clause.lemma() == "enter" && crossed.is_some_and(|verb| verb.main.lemma() == "cross")
}

/// `remains the top contributor, followed by Nepal with 5,500`: a rank, and nobody goes.
pub(super) fn ranks(clause: &Clause<'_, '_>) -> bool {
    let before = (0..clause.at).rev().find_map(|at| clause.spine.verb(at));
    clause.lemma() == "follow"
        && clause.group.finite != Finite::Yes
        && before.is_some_and(|verb| {
            [VerbClass::Sending, VerbClass::Going, VerbClass::Withdrawing]
                .iter()
                .all(|class| !verb.main.is(*class))
        })
}

/// `tankers flying the Greek flag`: under whose law they sail.
fn shows_a_flag(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.spine.get(clause.at + 1).is_some_and(|chunk| {
        matches!(
            reading.doc.word(chunk.tokens.end - 1),
            "flag" | "flags" | "colours" | "colors"
        )
    })
}

/// `has ordered 18 more launchers for Kyiv`: bought.
fn ordered_goods(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.lemma() == "order"
        && !clause.group.passive
        && !clause.has_word(reading, &["to", "into", "onto", "from", "home", "out"])
        && clause.bundles.iter().flat_map(|b| &b.terms).all(|term| {
            !matches!(
                term.force.category,
                Category::Troops | Category::Forces | Category::LandUnit | Category::Warship
            )
        })
}

/// `the 2014 withdrawal`: the year that an action noun carries, where it is over.
pub(super) fn of_past_year(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    use chrono::Datelike;
    let Some(published) = reading.doc.published.filter(|_| clause.noun) else {
        return false;
    };
    clause.spine.chunks[clause.at].tokens.clone().any(|at| {
        let word = reading.doc.word(at);
        word.len() == 4
            && word
                .parse::<i32>()
                .is_ok_and(|year| (1900..published.year()).contains(&year))
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn what_goes_nowhere_is_no_movement() {
        check("The North Korean missile flew over Japan on Tuesday.", &[]);
        check("Some 40,000 Poles live in Norway.", &[]);
        check("The Leopard 2 has previously been deployed in Kosovo.", &[]);
        check("Russian missiles fell in Poland last week.", &[]);
        check(
            "Syrian troops have driven the rebels out of 35 villages near Aleppo.",
            &[],
        );
        check(
            "The minister reached an agreement with mutinying Ivorian soldiers to end the revolt.",
            &[],
        );
        check("A regiment of British infantry carried 4,000 flints.", &[]);
        check("Turkish forces cut the last road to the town.", &[]);
    }

    #[test]
    fn what_goes_out_and_back_or_grows_less_is_none() {
        check("Two Turkish submarines left port on Monday.", &[]);
        check("Dutch fighters met the bomber and flew alongside.", &[]);
        check("Two Chinese bombers flew over Luzon on Friday.", &[]);
        check(
            "The plan includes cutting the army's six infantry regiments.",
            &[],
        );
        check("New Indian missiles brought fears to Karachi.", &[]);
        check(
            "The order would bring the number of Greek frigates to 16.",
            &[],
        );
    }

    #[test]
    fn flags_and_drills_move_nobody() {
        check("Two Danish tankers flying the Maltese flag were hit.", &[]);
    }

    #[test]
    fn out_of_a_country_and_expected_in_one() {
        check(
            "Rome is to have all its 300 soldiers out of Niger by June.",
            &["withdraw ITA 300 TROOPS from NER announced"],
        );
        check(
            "About 200 Danish soldiers are expected in Riga on Sunday.",
            &["deploy DNK 200 TROOPS to LVA considered"],
        );
    }

    #[test]
    fn areas_lists_and_forces_of_nobody_named() {
        check(
            "Three Chinese warships have entered waters claimed by Vietnam in the Paracel Islands.",
            &["deploy CHN 3 WARSHIP to paracel-islands completed"],
        );
        check(
            "Italy pledged 2,000 soldiers for Albania; Greece promised 700; Turkey, 500; Romania, 400.",
            &[
                "deploy ITA 2000 TROOPS to ALB announced",
                "deploy GRC 700 TROOPS to ALB announced",
                "deploy TUR 500 TROOPS to ALB announced",
                "deploy ROU 400 TROOPS to ALB announced",
            ],
        );
        check(
            "Ethiopian soldiers are in Baidoa in Somalia. Islamist forces had pulled back from the town.",
            &["posture ETH TROOPS in SOM"],
        );
    }

    #[test]
    fn casualties_and_civilians_are_no_forces() {
        check(
            "Three wounded Turkish soldiers were evacuated from Syria.",
            &[],
        );
        check(
            "About 116,000 people have left Mosul for Erbil since October.",
            &[],
        );
        check("Iraq said a suicide bomber entered Kuwait.", &[]);
    }

    #[test]
    fn a_year_that_is_over_is_history() {
        check(
            "The 2014 withdrawal of most NATO troops from Afghanistan left a gap.",
            &[],
        );
    }

    #[test]
    fn lists_and_companies_are_read_to_their_end() {
        check(
            "Italy has pledged 2,000 soldiers, France 1,000 and Romania 400 to Albania.",
            &[
                "deploy ITA 2000 TROOPS to ALB announced",
                "deploy FRA 1000 TROOPS to ALB announced",
                "deploy ROU 400 TROOPS to ALB announced",
            ],
        );
        check(
            "Greece ruled out on Tuesday the withdrawal of its troops stationed in Chad.",
            &[],
        );
        check(
            "Some 97 French soldiers flew out of Niamey on Tuesday.",
            &["withdraw FRA 97 TROOPS from NER completed"],
        );
    }
}
