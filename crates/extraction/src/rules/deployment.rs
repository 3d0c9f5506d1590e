//! Forces move, leave, or will not: `will send`, `have arrived in`, `is pulling out of`, `will not
//! put troops in`.

use events::fact::Status;
use events::{Actor, Extent, Force, Period, Place};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::gazetteer::VerbClass;
use crate::grammar::{ChunkKind, Finite, Modal};
use crate::reading::status::{Stage, stage};
use crate::reading::{Reading, Term};
use crate::time::Link;

use super::Findings;
use super::clause::{Bundle, Clause, add};

const RULE: &str = "deployment";

/// Verbs whose object is the place gone to.
const TO_OBJECT: &[&str] = &[
    "enter",
    "reach",
    "invade",
    "cross",
    "cross into",
    "roll into",
    "pass through",
    "transit",
    "join",
];
/// Verbs whose object is the place left.
const FROM_OBJECT: &[&str] = &["leave", "exit", "quit", "vacate", "depart", "evacuate"];
/// Verbs of deciding that move forces when they stand with a place (`ordered 3,000 soldiers to Poland`).
const DECIDING: &[&str] = &[
    "order",
    "pledge",
    "promise",
    "commit",
    "authorise",
    "authorize",
    "approve",
    "offer",
    "consider",
    "want",
    "weigh",
    "propose",
    "direct",
    "call for",
    "request",
    "ask",
    "add",
    "contribute",
    "provide",
    "intend",
    "plan",
    "mull",
];

/// Reads a clause of movement.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let lemma = clause.lemma();
    let withdrawing = clause.is(VerbClass::Withdrawing);
    let massing = clause.is(VerbClass::Massing) && !clause.noun;
    let moving = clause.is(VerbClass::Sending) || clause.is(VerbClass::Going) || massing;
    let deciding = DECIDING.contains(&lemma);
    let way = on_the_way(reading, clause);
    let settling = settles(clause);
    if !(withdrawing || moving || deciding || settling || way.is_some()) {
        return false;
    }
    if clause.group.infinitive && clause.subject.heads.is_empty() {
        return false;
    }
    if clause.group.infinitive && !is_bound(clause) {
        return false;
    }
    let clause = &clause.with_wisher(reading);
    let infinitive_next =
        (clause.at + 1..(clause.at + 5).min(clause.spine.chunks.len())).any(|at| {
            clause.spine.verb(at).is_some_and(|verb| verb.infinitive)
                && at > 0
                && clause.spine.chunks[at - 1].noun().is_some()
        });
    if matches!(
        lemma,
        "want" | "ask" | "order" | "direct" | "allow" | "request"
    ) && !clause.group.passive
        && infinitive_next
        && !clause.bundles.iter().any(|bundle| bundle.placed)
    {
        return false;
    }
    if hypothetical(reading, clause) || habitual(reading, clause) {
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
    let joining = lemma == "join" && clause.group.finite == Finite::No && !clause.group.infinitive;
    if drilling || joining {
        return false;
    }
    if moves_again(reading, clause) {
        return false;
    }
    let gerund = if clause.noun {
        None
    } else {
        gerund_stage(reading, clause)
    };
    if gerund == Some(None) {
        return false;
    }
    let theme = theme(reading, clause, deciding);
    let Some(theme) = theme else { return false };
    let stage = way.map_or_else(
        || {
            if clause.noun {
                noun_stage(reading, clause)
            } else {
                stage(
                    reading.doc,
                    &clause.group,
                    theme.of_subject && !clause.group.passive,
                )
            }
        },
        Stage::Is,
    );
    let stage = gerund.flatten().unwrap_or(stage);
    let stage = if clause.group.infinitive && first_to(reading, clause) {
        Stage::Is(Status::Completed)
    } else {
        stage
    };
    let stage = if denied(reading, clause) {
        Stage::Not
    } else {
        stage
    };
    let stage = if clause.group.infinitive && wished(clause) {
        Stage::Is(Status::Considered)
    } else {
        stage
    };
    let mut found = false;
    let bundles = clause.bundles.len();
    for (number, bundle) in clause.bundles.iter().enumerate() {
        let mut terms = bundle.terms.clone();
        if number == 0 || bundle.terms.is_empty() {
            if theme.of_subject || theme.antecedent {
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
        }
        let mut there = bundle.there.clone();
        let mut origin = bundle.origin.clone();
        for (kind, noun) in &bundle.others {
            if kind == "place" {
                let owner = terms.first().and_then(|term| term.owners.first().cloned());
                let places =
                    reading.places(clause.spine, *noun, events::Relation::In, owner.as_ref());
                if TO_OBJECT.contains(&lemma) {
                    add(&mut there, places)
                } else if FROM_OBJECT.contains(&lemma) {
                    add(&mut origin, places)
                }
            }
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
            there.extend(reading.last_goal.clone());
        }
        if settling && there.is_empty() && matches!(lemma, "operate" | "fly" | "patrol") {
            there.append(&mut origin);
        }
        if withdrawing && theme.of_subject {
            add(&mut origin, clause.subject_places(reading));
        }
        if withdrawing && origin.is_empty() && there.is_empty() && !clause.noun {
            let paragraph = reading.sentences[clause.sentence].paragraph;
            let last = reading.last_draft.as_ref().filter(|draft| {
                draft.paragraph == paragraph && matches!(draft.kind, Kind::Withdrawal(_))
            });
            match last {
                Some(last) => origin.clone_from(&last.origin),
                None if matches!(
                    lemma,
                    "leave" | "return" | "go home" | "bring home" | "come home"
                ) =>
                {
                    let owner = terms
                        .first()
                        .and_then(|term| term.owners.first().cloned())
                        .or_else(|| reading.carried_owner(clause.sentence, clause.tokens.start));
                    let foreign = |place: &Place| {
                        place.posture_code().is_country()
                            && owner.as_ref().is_none_or(|owner| {
                                owner.code.as_str() != place.posture_code().as_str()
                            })
                    };
                    let place = reading
                        .last_goal
                        .clone()
                        .filter(|place| lemma == "return" && foreign(place))
                        .or_else(|| reading.last_place(clause.tokens.start, &foreign));
                    origin.extend(place.filter(|_| {
                        reading
                            .places
                            .iter()
                            .any(|seen| seen.paragraph == paragraph && foreign(&seen.what))
                    }));
                }
                None => {
                    let owner = terms
                        .first()
                        .and_then(|term| term.owners.first().cloned())
                        .or_else(|| clause.subject_actors(reading).into_iter().next());
                    let goal = reading.last_goal.clone().filter(|goal| {
                        reading.last_paragraph == Some(paragraph)
                            && owner.as_ref().is_some_and(|owner| {
                                owner.code.as_str() != goal.posture_code().as_str()
                            })
                            && matches!(
                                lemma,
                                "withdraw" | "pull out" | "pull" | "bring back" | "draw down"
                            )
                    });
                    origin.extend(goal);
                }
            }
        }
        if withdrawing && origin.is_empty() && !there.is_empty() && !bundle.directed {
            std::mem::swap(&mut origin, &mut there);
        }
        if stage == Stage::Not
            && let Some(goal) = fight_place(reading, clause)
        {
            there = goal;
        }
        found |= emit(
            reading,
            clause,
            findings,
            &theme,
            bundle,
            &terms,
            there,
            origin,
            stage,
            withdrawing,
            deciding,
            number,
            bundles,
        );
    }
    found
}

/// Clauses that tell what has to happen first, or might: `until every soldier has left`, `if`.
fn hypothetical(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let first = clause
        .subject
        .heads
        .first()
        .copied()
        .unwrap_or(clause.at)
        .min(clause.at);
    (first.saturating_sub(2)..=first).any(|at| {
        clause.spine.get(at).is_some_and(|chunk| {
            matches!(chunk.kind, ChunkKind::Subordinator)
                && matches!(
                    reading.doc.word(chunk.tokens.start),
                    "until"
                        | "till"
                        | "if"
                        | "unless"
                        | "before"
                        | "whether"
                        | "how"
                        | "why"
                        | "lest"
                )
        })
    })
}

/// `has often moved troops in and out`: no movement of its own.
fn habitual(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let verb = clause.spine.chunks[clause.at].tokens.clone();
    verb.clone().any(|at| {
        matches!(
            reading.doc.word(at),
            "often"
                | "regularly"
                | "frequently"
                | "routinely"
                | "usually"
                | "repeatedly"
                | "always"
                | "sometimes"
        )
    })
}

/// A participle or relative on the subject of another movement: `soldiers leaving Syria would be moved
/// to Iraq`, `the reinforcements it had sent` that have been pulled back.
fn moves_again(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let telling = |verb: usize| {
        spine.verb(verb).is_some_and(|group| {
            group.finite == Finite::Yes
                && [VerbClass::Sending, VerbClass::Going, VerbClass::Withdrawing]
                    .iter()
                    .any(|class| group.main.is(*class))
        })
    };
    if let Some(object) = clause.object_of {
        return object > 0 && telling(object - 1);
    }
    let Some(head) = clause
        .subject
        .heads
        .first()
        .copied()
        .filter(|_| clause.subject.relative && !clause.noun)
    else {
        return false;
    };
    let participle = clause.group.finite != Finite::Yes;
    participle
        && (clause.at + 1..spine.chunks.len())
            .any(|verb| telling(verb) && spine.subject(reading.doc, verb).heads.contains(&head))
}

/// `the first paratroopers to land`: it has happened.
fn first_to(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    clause.subject.heads.first().is_some_and(|head| {
        clause.spine.chunks[*head]
            .tokens
            .clone()
            .any(|at| matches!(reading.doc.word(at), "first" | "last" | "latest"))
    })
}

/// `wants 700 marines to train`, `expects the contingent to grow`, `asked Poland to send`.
fn wished(clause: &Clause<'_, '_>) -> bool {
    (0..clause.at)
        .rev()
        .find_map(|at| clause.spine.verb(at))
        .is_some_and(|verb| {
            verb.main.is(VerbClass::Considering) && !verb.main.is(VerbClass::Deciding)
        })
}

/// What a gerund at the head of a clause or after a preposition tells: `sending troops was not on the
/// table`, `talked of sending`. The inner absence says: nothing at all.
fn gerund_stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Option<Stage>> {
    let group = &clause.group;
    let plain =
        group.finite == Finite::No && !group.infinitive && clause.subject.shared_with.is_none();
    if !plain || clause.subject.relative {
        return None;
    }
    let spine = clause.spine;
    let before = clause.at.checked_sub(1).and_then(|at| spine.get(at));
    let after_preposition = before.is_some_and(|chunk| chunk.is_preposition());
    if after_preposition {
        let word = before.map_or("", |chunk| reading.doc.word(chunk.tokens.start));
        let verb = (0..clause.at).rev().find_map(|at| spine.verb(at));
        let status = verb.and_then(|verb| {
            if verb.main.is(VerbClass::Refusing)
                || verb.negated
                || matches!(word, "without" | "against" | "instead")
            {
                None
            } else if verb.main.is(VerbClass::Considering)
                || matches!(verb.main.lemma(), "talk" | "speak" | "think" | "accuse")
            {
                Some(Stage::Is(Status::Considered))
            } else {
                None
            }
        });
        return Some(status);
    }
    // At the head of a clause: its predicate decides.
    let head = before.is_none_or(|chunk| {
        !matches!(chunk.kind, ChunkKind::Comma | ChunkKind::And) && chunk.noun().is_none()
    });
    if !head {
        return None;
    }
    let predicate = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine
            .verb(*at)
            .is_some_and(|verb| verb.finite == Finite::Yes)
    })?;
    let verb = spine.verb(predicate)?;
    let tail: Vec<&str> = (verb.main.tokens.start..verb.main.tokens.end + 7)
        .map(|at| reading.doc.word(at))
        .collect();
    let off = tail
        .windows(3)
        .any(|w| w == ["out", "of", "the"] || w == ["off", "the", "table"]);
    let on = tail.contains(&"table")
        || tail.contains(&"option")
        || tail.contains(&"considered")
        || tail.contains(&"planned")
        || tail.contains(&"discussed");
    let refused = off
        || verb.main.is(VerbClass::Refusing) && verb.passive
        || verb.negated && (on || verb.main.lemma() == "be")
        || tail.first() == Some(&"not")
        || verb.main.lemma() == "be" && tail.contains(&"not") && on;
    Some(
        refused
            .then_some(Stage::Not)
            .or_else(|| on.then_some(Stage::Is(Status::Considered))),
    )
}

/// `not going to Europe to fight in Ukraine`: where they will not fight is where they will not go.
fn fight_place(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Vec<Place>> {
    let spine = clause.spine;
    let fight = (clause.at + 1..(clause.at + 8).min(spine.chunks.len())).find(|at| {
        spine.verb(*at).is_some_and(|verb| {
            verb.infinitive && matches!(verb.main.lemma(), "fight" | "engage" | "die")
        })
    })?;
    let preposition = spine
        .get(fight + 1)
        .filter(|chunk| chunk.is_preposition())?;
    let (_, relation) = reading.role(preposition.tokens.clone());
    let places = reading.places(spine, fight + 2, relation, None);
    (!places.is_empty()).then_some(places)
}

/// `denied that it had sent soldiers`.
fn denied(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> bool {
    let spine = clause.spine;
    let first = clause
        .subject
        .heads
        .first()
        .copied()
        .unwrap_or(clause.at)
        .min(clause.at);
    let that = first
        .checked_sub(1)
        .filter(|at| reading.doc.word(spine.chunks[*at].tokens.start) == "that");
    let verb = that
        .map_or(first, |that| that)
        .checked_sub(1)
        .and_then(|at| spine.verb(at));
    verb.is_some_and(|verb| {
        matches!(verb.main.lemma(), "deny" | "refute" | "rule out") && !verb.negated
    })
}

/// What moves.
struct Theme {
    terms: Vec<Term>,
    /// The subject moves.
    of_subject: bool,
    /// The noun before a relative clause moves.
    antecedent: bool,
}

fn theme(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, deciding: bool) -> Option<Theme> {
    let objects = if clause.noun {
        clause.bundles.iter().any(|bundle| !bundle.terms.is_empty())
    } else {
        clause.bundles[0].direct > 0
            || clause
                .bundles
                .iter()
                .skip(1)
                .any(|bundle| !bundle.terms.is_empty())
                && clause.bundles[0].terms.is_empty()
                && clause.subject_terms(reading).is_empty()
    };
    if clause.noun {
        if objects {
            return Some(Theme {
                terms: Vec::new(),
                of_subject: false,
                antecedent: false,
            });
        }
        return light_verb(reading, clause).or_else(|| possessed(reading, clause));
    }
    let subject_terms = clause.subject_terms(reading);
    if let Some(object) = clause.object_of {
        let term = reading.term(clause.spine, object)?;
        return Some(Theme {
            terms: vec![term],
            of_subject: false,
            antecedent: true,
        });
    }
    if clause.group.passive || !objects {
        if deciding && !clause.group.passive {
            return None;
        }
        let mut terms = subject_terms;
        if terms.is_empty() {
            terms.extend(carried(reading, clause));
        }
        if terms.is_empty()
            || terms
                .iter()
                .all(|term| term.bare && term.force.quantity.is_none())
        {
            return None;
        }
        return Some(Theme {
            terms,
            of_subject: true,
            antecedent: false,
        });
    }
    // `four jets landed with 130 men`: an intransitive verb with forces after it that go along.
    let going = clause.is(VerbClass::Going) && !clause.is(VerbClass::Sending);
    if going && !subject_terms.is_empty() {
        return Some(Theme {
            terms: subject_terms,
            of_subject: true,
            antecedent: false,
        });
    }
    Some(Theme {
        terms: Vec::new(),
        of_subject: false,
        antecedent: false,
    })
}

/// `are completing their passage into`: the subject of the verb before an action noun moves.
fn light_verb(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Theme> {
    let verb = clause.at.checked_sub(1)?;
    clause.spine.verb(verb)?;
    let possessor = clause.spine.chunks[clause.at].noun()?.possessor.as_ref()?;
    if !matches!(reading.doc.word(possessor.start), "its" | "their") {
        return None;
    }
    let heads = clause.spine.subject(reading.doc, verb).heads;
    let terms: Vec<Term> = heads
        .iter()
        .filter_map(|head| reading.term(clause.spine, *head))
        .collect();
    (!terms.is_empty()).then_some(Theme {
        terms,
        of_subject: true,
        antecedent: false,
    })
}

/// `their withdrawal will begin`: the forces named last.
fn possessed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Theme> {
    let possessor = clause.spine.chunks[clause.at].noun()?.possessor.as_ref()?;
    if !matches!(reading.doc.word(possessor.start), "its" | "their")
        || clause.bundles.iter().all(|bundle| !bundle.placed)
    {
        return None;
    }
    let mut term = reading.last_named.clone()?;
    term.force.quantity = None;
    Some(Theme {
        terms: vec![term],
        of_subject: true,
        antecedent: false,
    })
}

fn accompanies(clause: &Clause<'_, '_>, term: &Term) -> bool {
    clause.bundles.iter().any(|bundle| {
        bundle.others.iter().any(|(kind, noun)| {
            kind == "with-force" && clause.spine.chunks[*noun].tokens.start == term.tokens.start
        })
    })
}

/// `they go to Poland`: the forces told just before.
fn carried(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let head = *clause.subject.heads.first()?;
    let noun = clause.spine.chunks[head].noun()?;
    let word = reading.doc.word(noun.head.start);
    let stands = noun.pronoun && matches!(word, "they" | "them" | "none" | "nobody");
    let placed = clause.bundles.iter().any(|bundle| bundle.placed);
    let negative = matches!(word, "none" | "nobody");
    let near = reading.last_paragraph == Some(reading.sentences[clause.sentence].paragraph);
    if !stands || !placed || !near && !negative {
        return None;
    }
    let people = Force {
        category: events::Category::Troops,
        quantity: None,
        designation: String::new(),
        extent: None,
        part_of: None,
    };
    let mut force = if negative {
        people
    } else {
        reading.last_force.clone()?
    };
    if negative {
        force.quantity = None;
        force.designation.clear();
    }
    Some(Term {
        force,
        owners: reading.last_owner.clone().into_iter().collect(),
        base: None,
        negative,
        bare: false,
        vague: false,
        tokens: clause.spine.chunks[head].tokens.clone(),
    })
}

/// An infinitive that tells a movement of its own: on the noun before it, or told to somebody.
fn is_bound(clause: &Clause<'_, '_>) -> bool {
    let before = clause.at.checked_sub(1).and_then(|at| clause.spine.get(at));
    before.is_some_and(|chunk| chunk.noun().is_some()) && clause.subject.shared_with.is_none()
}

/// `will operate from Bulgaria`, `will be based in`, `US Marines to train on its soil`: to be
/// somewhere in future is to go there.
fn settles(clause: &Clause<'_, '_>) -> bool {
    let stays = matches!(
        clause.lemma(),
        "operate"
            | "base"
            | "station"
            | "serve"
            | "train"
            | "patrol"
            | "garrison"
            | "fly"
            | "host"
            | "house"
    );
    let chained = clause
        .group
        .chain
        .iter()
        .any(|word| word.is(VerbClass::Deciding) || word.is(VerbClass::Considering));
    let future = matches!(
        clause.group.modal,
        Some(Modal::Will | Modal::Would | Modal::May)
    ) || clause.group.infinitive
        || chained;
    stays && future && clause.lemma() != "host"
}

/// `are on their way to`, `is en route to`, `is bound for`, `are headed for`, `is under way`.
fn on_the_way(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Status> {
    if clause.lemma() != "be" {
        return None;
    }
    let doc = reading.doc;
    let start = clause.group.main.tokens.end;
    let words: Vec<&str> = (start..start + 5).map(|at| doc.word(at)).collect();
    let bound = words[0] == "bound" && words[1] == "for"
        || words[0] == "en" && words[1] == "route"
        || words.windows(3).any(|w| w[0] == "on" && w[2] == "way")
        || words.windows(2).any(|w| w[0] == "under" && w[1] == "way");
    let due = words.iter().take(3).any(|word| *word == "due")
        && (clause.bundles.iter().any(|bundle| !bundle.there.is_empty())
            || !clause.subject_course(reading).0.is_empty());
    if clause.group.negated && !(due && words.contains(&"before")) {
        return None;
    }
    if due {
        Some(Status::Announced)
    } else {
        bound.then_some(Status::UnderWay)
    }
}

/// The stage of an action noun, from the verb that governs it and from its own kind.
fn noun_stage(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Stage {
    let doc = reading.doc;
    let spine = clause.spine;
    let word = doc.word(clause.group.main.tokens.end - 1);
    let done = matches!(
        word,
        "arrival" | "arrivals" | "passage" | "sortie" | "entry" | "transit"
    );
    if done {
        let doing = clause.at > 0
            && spine
                .verb(clause.at - 1)
                .is_some_and(|verb| verb.progressive);
        return Stage::Is(if doing {
            Status::UnderWay
        } else {
            Status::Completed
        });
    }
    let governs = |verb: usize| {
        let group = spine.verb(verb)?;
        let status = match group.main.lemma() {
            _ if group.main.is(VerbClass::Refusing) => return Some(Stage::Not),
            "begin" | "start" | "continue" if group.modal.is_none() => Status::UnderWay,
            "complete" | "finish" | "end" if group.modal.is_none() => Status::Completed,
            _ if group.main.is(VerbClass::Considering)
                || matches!(group.modal, Some(Modal::May | Modal::Should)) =>
            {
                Status::Considered
            }
            _ => Status::Announced,
        };
        Some(Stage::Is(status))
    };
    let subject_of = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine
            .verb(*at)
            .is_some_and(|verb| verb.finite != Finite::No)
            && spine.subject(doc, *at).heads.contains(&clause.at)
    });
    if let Some(stage) = subject_of.and_then(governs) {
        return stage;
    }
    let object_of = clause
        .at
        .checked_sub(1)
        .filter(|at| spine.verb(*at).is_some());
    object_of
        .and_then(governs)
        .unwrap_or(Stage::Is(Status::Announced))
}

#[allow(clippy::too_many_arguments)]
fn emit(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    theme: &Theme,
    bundle: &Bundle,
    terms: &[Term],
    there: Vec<Place>,
    origin: Vec<Place>,
    stage: Stage,
    withdrawing: bool,
    deciding: bool,
    number: usize,
    bundles: usize,
) -> bool {
    if terms.is_empty() {
        return false;
    }
    let negative =
        stage == Stage::Not || clause.subject_negative() || terms.iter().any(|term| term.negative);
    let agents = agents(reading, clause, theme, bundle);
    let evidence = if bundles > 1 && number > 0 {
        bundle.tokens.clone()
    } else if bundles > 1 {
        clause.tokens.start..bundle.tokens.end.max(clause.tokens.start + 1)
    } else {
        clause.tokens.clone()
    };
    let evidence = evidence
        .start
        .min(terms[0].tokens.start)
        .max(clause.tokens.start.min(terms[0].tokens.start))
        ..evidence.end.max(terms[0].tokens.end);
    let arriving = clause.is(VerbClass::Going) && !clause.is(VerbClass::Sending) && !withdrawing;
    if arriving
        && there.is_empty()
        && stage != Stage::Not
        && !matches!(stage, Stage::Is(Status::UnderWay))
    {
        findings.abstain(reading, RULE, Reason::NoPlace, evidence);
        return false;
    }
    if deciding
        && there.is_empty()
        && !(matches!(clause.lemma(), "pledge" | "offer" | "promise" | "commit")
            && !agents.is_empty())
    {
        return false;
    }
    // Owners told at the forces part them: `Russian police and Syrian guards`.
    let mut groups: Vec<(Option<Actor>, Vec<&Term>)> = Vec::new();
    for term in terms {
        if term.owners.is_empty() {
            match groups.last_mut() {
                Some(group) => group.1.push(term),
                None => groups.push((None, vec![term])),
            }
            continue;
        }
        for owner in &term.owners {
            match groups
                .iter_mut()
                .find(|group| group.0.as_ref() == Some(owner) || group.0.is_none())
            {
                Some(group) => {
                    group.0 = Some(owner.clone());
                    group.1.push(term);
                }
                None => groups.push((Some(owner.clone()), vec![term])),
            }
        }
    }
    let mut any = false;
    for (told, terms) in groups {
        let vague = terms.iter().all(|term| term.vague) && told.is_none();
        let owners = match &told {
            Some(owner) => vec![owner.clone()],
            None if !agents.is_empty() => agents.clone(),
            None if vague && !reading.is_told(clause.sentence) => Vec::new(),
            None => reading
                .carried_owner(clause.sentence, clause.tokens.start)
                .into_iter()
                .collect(),
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
        if !placed && !strong {
            findings.abstain(reading, RULE, Reason::NoPlace, evidence.clone());
            continue;
        }
        let carried = told.is_none() && agents.is_empty();
        for owner in owners {
            let at_home = !there.is_empty()
                && there
                    .iter()
                    .all(|place| place.posture_code().as_str() == owner.code.as_str());
            if carried && at_home && matches!(clause.lemma(), "reach" | "arrive" | "enter" | "land")
            {
                findings.abstain(reading, RULE, Reason::UnknownOwner, evidence.clone());
                continue;
            }
            any |= push(
                reading,
                clause,
                findings,
                bundle,
                theme,
                &terms,
                &owner,
                &there,
                &origin,
                stage,
                negative,
                withdrawing,
                evidence.clone(),
            );
        }
    }
    any
}

/// Who moves them: the subject, or `by X`.
fn agents(
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
        return Vec::new();
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

#[allow(clippy::too_many_arguments)]
fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    bundle: &Bundle,
    theme: &Theme,
    terms: &[&Term],
    owner: &Actor,
    there: &[Place],
    origin: &[Place],
    stage: Stage,
    negative: bool,
    withdrawing: bool,
    evidence: std::ops::Range<usize>,
) -> bool {
    let mut forces: Vec<Force> = Vec::new();
    for term in terms {
        let mut force = term.force.clone();
        let before = clause
            .bundles
            .iter()
            .flat_map(|bundle| &bundle.terms)
            .chain(&theme.terms)
            .filter(|other| {
                !other.bare && other.tokens.start < term.tokens.start && !accompanies(clause, other)
            })
            .last();
        if term.bare
            && let Some(last) = before.map(|other| &other.force).or(reading.newest_force())
        {
            force.category = last.category;
            if force.designation.is_empty() {
                force.designation.clone_from(&last.designation);
            }
        }
        if negative {
            force.quantity = None;
            force.extent = force.extent.filter(|extent| *extent == Extent::Additional);
        }
        forces.push(force);
    }
    let (whole, leading) = (
        super::parts::vanguard(reading, clause),
        super::parts::leading_whole(reading, clause),
    );
    for force in forces
        .iter_mut()
        .filter(|force| force.quantity.is_some() && force.extent.is_none())
    {
        if clause.lemma() == "add" {
            force.extent = Some(Extent::Additional);
        } else if let Some(whole) = whole.clone().or_else(|| leading.clone()).filter(|whole| {
            force
                .quantity
                .as_ref()
                .is_some_and(|own| own.low < whole.low)
        }) {
            force.extent = Some(Extent::Part);
            force.part_of = Some(whole);
        }
    }
    let mut forces = super::parts::join_unnumbered(forces);
    super::parts::share_additional(&mut forces);
    let mut origin = origin.to_vec();
    for term in terms {
        add(&mut origin, term.base.clone().into_iter().collect());
    }
    let home = |place: &Place| {
        place.posture_code().as_str() == owner.code.as_str()
            && place.relation == events::Relation::In
    };
    let abroad = there.iter().any(|place| !home(place));
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
    let past_year = period.is_none() && reading.tells_past_year(clause.sentence);
    if (past_year || is_background(reading, period)) && status == Status::Completed {
        findings.abstain(reading, RULE, Reason::Background, evidence);
        return true;
    }
    let sortie = clause.lemma() == "fly"
        && !there.is_empty()
        && there
            .iter()
            .all(|place| place.relation == events::Relation::Near);
    if sortie {
        findings.abstain(reading, RULE, Reason::NoPlace, evidence);
        return true;
    }
    let inside = !there.is_empty() && there.iter().all(home);
    if inside && (status == Status::Considered || clause.is(VerbClass::Massing)) {
        findings.abstain(reading, RULE, Reason::NoPlace, evidence);
        return true;
    }
    let kind = if negative {
        if withdrawing {
            return false;
        }
        Kind::RuledOut
    } else if withdrawing
        && there.is_empty()
        && !origin.is_empty()
        && origin.iter().all(home)
        && !negative
    {
        // To leave home is to set out.
        Kind::Deployment(status)
    } else if there.is_empty()
        && !withdrawing
        && !clause.noun
        && !origin.is_empty()
        && !origin.iter().all(home)
        && clause.has_word(reading, &["away", "out", "back"])
    {
        Kind::Withdrawal(status)
    } else if withdrawing && !(abroad && !origin.is_empty()) {
        Kind::Withdrawal(status)
    } else {
        Kind::Deployment(status)
    };
    let paragraph = reading.sentences[clause.sentence].paragraph;
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
                destination: there.to_vec(),
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
            Kind::RuledOut => "ruled-out",
            Kind::Withdrawal(_) => "withdrawal",
            _ => RULE,
        },
        kind,
        owner: Some(owner.clone()),
        forces,
        origin,
        destination: there.to_vec(),
        effective: period,
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

/// Of an action noun that is a subject, the time of its verb: `their withdrawal will begin in two days`.
fn noun_time(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<crate::time::TimeExpression> {
    if !clause.noun {
        return None;
    }
    let spine = clause.spine;
    let verb = (clause.at + 1..spine.chunks.len()).find(|at| {
        spine.verb(*at).is_some() && spine.subject(reading.doc, *at).heads.contains(&clause.at)
    })?;
    (verb + 1..(verb + 8).min(spine.chunks.len()))
        .take_while(|at| spine.verb(*at).is_none())
        .find_map(|at| spine.chunks[at].time().cloned())
}

/// `when the exercise ends on April 28`: the time of the clause after this one.
fn when_time(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<crate::time::TimeExpression> {
    let spine = clause.spine;
    let when = (clause.at + 1..spine.chunks.len())
        .find(|at| spine.chunks[*at].tokens.start >= clause.tokens.end)?;
    let opens = (when..when + 3).find(|at| {
        spine.get(*at).is_some_and(|chunk| {
            matches!(chunk.kind, ChunkKind::Subordinator)
                && matches!(reading.doc.word(chunk.tokens.start), "when" | "once")
        })
    })?;
    (opens..(opens + 6).min(spine.chunks.len())).find_map(|at| spine.chunks[at].time().cloned())
}

/// Older than a month or two: history.
pub(super) fn is_background(reading: &Reading<'_, '_>, period: Option<Period>) -> bool {
    const DAYS: i64 = 75;
    match (reading.doc.published, period) {
        (Some(published), Some(period)) => (published - period.to).num_days() > DAYS,
        _ => false,
    }
}
