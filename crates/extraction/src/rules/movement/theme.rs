//! What moves: the object, the subject, or the forces told before.

use events::{Actor, Category, Extent, Force};

use crate::document::Known;
use crate::draft::Kind;
use crate::gazetteer::{Entry, VerbClass};
use crate::reading::{Reading, Term};
use crate::rules::clause::{Clause, homes};
use crate::rules::parts;

use super::bare::bare;
use super::joining::joined;
use super::referred;

/// What moves.
pub(super) struct Theme {
    /// The forces, where they are no objects of the verb.
    pub(super) terms: Vec<Term>,
    /// The subject moves.
    pub(super) of_subject: bool,
    /// The noun before a relative clause moves.
    pub(super) antecedent: bool,
}

pub(super) fn theme(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    deciding: bool,
) -> Option<Theme> {
    // `left the heavy equipment behind`, `left 300 people dead`: what is left does not go.
    let counted = clause
        .spine
        .get(clause.at + 1)
        .is_some_and(|chunk| chunk.noun().is_some_and(|noun| noun.count.is_some()));
    let leaving = matches!(clause.lemma(), "leave" | "exit" | "quit" | "vacate")
        && !clause.group.passive
        && (clause.bundles[0].direct > 0 || counted);
    if leaving {
        return None;
    }
    // `has surrounded a Ukrainian vessel`: what is surrounded does not move.
    if matches!(clause.lemma(), "surround" | "encircle") && clause.bundles[0].direct > 0 {
        return None;
    }
    if joined(clause) {
        return Some(Theme {
            terms: Vec::new(),
            of_subject: false,
            antecedent: false,
        });
    }
    // `They join some 900 Americans`: those are there already.
    if clause.lemma() == "join" && !clause.group.passive && clause.bundles[0].direct > 0 {
        let terms = clause.subject_terms(reading);
        return (!terms.is_empty() && terms.iter().all(|term| !term.bare)).then_some(Theme {
            terms,
            of_subject: true,
            antecedent: false,
        });
    }
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
        return light_verb(reading, clause)
            .or_else(|| of_ship(reading, clause))
            .or_else(|| possessed(reading, clause))
            .or_else(|| bare(reading, clause));
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
    if !objects
        && !clause.group.passive
        && (clause.is(VerbClass::Sending) || clause.is(VerbClass::Withdrawing) || deciding)
        && let Some(term) = pointed(reading, clause)
    {
        return Some(Theme {
            terms: vec![term],
            of_subject: false,
            antecedent: true,
        });
    }
    // `the mission will be flown by the Greek air force with four jets`: those are what goes.
    let flown = clause.group.passive
        && matches!(clause.lemma(), "fly" | "conduct" | "ensure" | "perform")
        && !clause.bundles[0].terms.is_empty()
        && clause.bundles[0].agent.is_some()
        && subject_terms.iter().all(|term| term.vague);
    if flown {
        return Some(Theme {
            terms: Vec::new(),
            of_subject: false,
            antecedent: false,
        });
    }
    if clause.group.passive || !objects {
        if deciding && !clause.group.passive {
            return None;
        }
        let mut terms = subject_terms;
        if terms.is_empty() {
            terms.extend(carried(reading, clause).or_else(|| body_leaving(reading, clause)));
        }
        // `The remainder of the 400 will deploy on Thursday`
        let countless = |term: &Term| term.bare && term.force.quantity.is_none();
        if terms.iter().all(countless) {
            terms.extend(referred::part_of_told(reading, clause).filter(|_| !terms.is_empty()));
            terms.retain(|term| !countless(term));
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
pub(super) fn light_verb(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Theme> {
    let verb = clause.at.checked_sub(1)?;
    let group = clause.spine.verb(verb)?;
    let noun = clause.spine.chunks[clause.at].noun()?;
    // `have begun a six-month deployment to`
    let begins = matches!(
        group.main.lemma(),
        "begin" | "start" | "commence" | "kick off" | "embark on" | "leave on" | "set out on"
    );
    let own = noun
        .possessor
        .as_ref()
        .is_some_and(|possessor| matches!(reading.doc.word(possessor.start), "its" | "their"));
    // `completed passage through the strait`, `made a transit of`
    let light = clause.lemma() == "transit"
        && clause.spine.verb(verb).is_some_and(|verb| {
            matches!(
                verb.main.lemma(),
                "complete"
                    | "make"
                    | "conduct"
                    | "finish"
                    | "begin"
                    | "start"
                    | "perform"
                    | "carry out"
                    | "undertake"
            )
        });
    if !own && !light && !begins {
        return None;
    }
    let heads = clause.spine.subject(reading.doc, verb).heads;
    let terms: Vec<Term> = heads
        .iter()
        .filter_map(|head| {
            let mut term = reading.term(clause.spine, *head)?;
            if term.owners.is_empty() && term.force.category == Category::Troops {
                term.owners = homes(reading, clause.spine, *head, verb);
            }
            Some(term)
        })
        .collect();
    (!terms.is_empty()).then_some(Theme {
        terms,
        of_subject: true,
        antecedent: false,
    })
}

/// `the USS Antietam's transit`: the ship whose passage it is.
fn of_ship(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Theme> {
    let noun = clause.spine.chunks[clause.at].noun()?;
    let possessor = noun
        .possessor
        .clone()
        .filter(|_| clause.lemma() == "transit")?;
    let term = reading.ship_of(possessor)?;
    Some(Theme {
        terms: vec![term],
        of_subject: true,
        antecedent: false,
    })
}

/// `their withdrawal will begin`, `its troop withdrawal from Iraq`: the forces that the noun itself
/// names, or those named last.
pub(super) fn possessed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Theme> {
    let chunk = clause.spine.chunks[clause.at];
    let noun = chunk.noun()?;
    let governor = clause
        .at
        .checked_sub(1)
        .filter(|at| clause.spine.verb(*at).is_some());
    let mut owners: Vec<Actor> = Vec::new();
    if let Some(verb) = governor {
        for head in clause.spine.subject(reading.doc, verb).heads {
            let actor = reading.named_actor(clause.spine.chunks[head].tokens.clone());
            owners.extend(actor.filter(|actor| !owners.contains(actor)));
        }
    }
    let pronoun = noun
        .possessor
        .as_ref()
        .is_some_and(|possessor| matches!(reading.doc.word(possessor.start), "its" | "their"));
    if !pronoun && let Some(whose) = reading.named_actor(chunk.tokens.clone()) {
        owners = vec![whose];
    }
    let coming = matches!(clause.lemma(), "arrive" | "transit");
    let placed = !coming && clause.bundles.iter().any(|bundle| bundle.placed);
    let compound = chunk.tokens.clone().rev().skip(1).find_map(|at| {
        Some(match reading.doc.word(at) {
            "troop" | "troops" | "soldier" | "soldiers" => Category::Troops,
            "military" | "force" | "forces" | "army" => Category::Forces,
            _ => return None,
        })
    });
    let leaving = clause.is(VerbClass::Withdrawing);
    let told = leaving || pronoun && placed;
    let mut term = if let Some(category) = compound.filter(|_| told) {
        kind(clause, category)
    } else if pronoun && (placed || leaving && !owners.is_empty()) {
        let mut last = reading
            .last_named
            .clone()
            .unwrap_or_else(|| kind(clause, Category::Troops));
        last.force.quantity = None;
        last
    } else {
        return None;
    };
    if !owners.is_empty() {
        term.owners = owners;
    }
    if term.owners.is_empty() {
        return None;
    }
    term.tokens = chunk.tokens.clone();
    Some(Theme {
        terms: vec![term],
        of_subject: true,
        antecedent: false,
    })
}

/// Forces of a kind, without a number.
fn kind(clause: &Clause<'_, '_>, category: Category) -> Term {
    Term {
        force: Force {
            category,
            quantity: None,
            designation: String::new(),
            extent: None,
            part_of: None,
        },
        owners: Vec::new(),
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens: clause.spine.chunks[clause.at].tokens.clone(),
    }
}

pub(super) fn accompanies(clause: &Clause<'_, '_>, term: &Term) -> bool {
    clause.bundles.iter().any(|bundle| {
        bundle.others.iter().any(|(kind, noun)| {
            kind == "with-force" && clause.spine.chunks[*noun].tokens.start == term.tokens.start
        })
    })
}

/// `Wagner is leaving Niger`, `MINUSMA will leave Mali by December`: an armed group or a mission as a whole.
fn body_leaving(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let leaves = matches!(
        clause.lemma(),
        "leave" | "exit" | "quit" | "depart" | "withdraw" | "pull out"
    ) && !clause.group.passive
        && !clause.group.infinitive;
    let [head] = clause.subject.heads.as_slice() else {
        return None;
    };
    let chunk = clause.spine.chunks[*head];
    let noun = chunk.noun()?;
    let owner = reading
        .actor(clause.spine, *head)
        .filter(|_| leaves && !clause.subject.relative)?;
    let mission = reading.mission_place(chunk.tokens.clone()).is_some();
    let group = owner.kind == events::ActorKind::ArmedGroup
        && (noun.pronoun
            || reading.named_actor(chunk.tokens.clone()).is_some()
                && reading.doc.mark(noun.head.start).is_some());
    let placed = clause.bundles.iter().any(|bundle| {
        !bundle.origin.is_empty() || bundle.others.iter().any(|(kind, _)| kind == "place")
    }) || mission;
    (placed && (mission || group))
        .then(|| Term::uncounted(owner, Category::Troops, String::new(), chunk.tokens.clone()))
}

/// `they go to Poland`: the forces told just before.
pub(super) fn carried(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let head = *clause.subject.heads.first()?;
    let noun = clause.spine.chunks[head].noun()?;
    let word = reading.doc.word(noun.head.start);
    if let Some(term) = countrymen(reading, clause, head) {
        return Some(term);
    }
    if let Some(term) = referred::part_of_told(reading, clause) {
        return Some(term);
    }
    let stands = noun.pronoun && matches!(word, "they" | "them" | "none" | "nobody");
    let placed = clause.bundles.iter().any(|bundle| bundle.placed)
        || clause.is(VerbClass::Withdrawing) && reading.last_draft.as_ref().is_some_and(moves);
    let negative = matches!(word, "none" | "nobody");
    let near = reading.last_paragraph == Some(reading.sentences[clause.sentence].paragraph);
    if !stands || !placed || !near && !negative {
        return None;
    }
    let people = Force {
        category: Category::Troops,
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

/// Whether a fact tells where forces are or go.
pub(super) fn moves(draft: &crate::draft::Draft) -> bool {
    matches!(
        draft.kind,
        Kind::Deployment(_) | Kind::Withdrawal(_) | Kind::Posture
    )
}

/// `The Poles flew home`: the forces of theirs that were told before.
fn countrymen(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, head: usize) -> Option<Term> {
    let chunk = clause.spine.chunks[head];
    let people = |known: &Known| matches!(known, Known::Name(Entry::Demonym { people: true, .. }));
    let all = chunk.tokens.start + 1..chunk.tokens.end;
    // `when the Poles leave`, told of no time, is no news.
    let group = &clause.group;
    let told = group.past || group.perfect || group.progressive || group.modal.is_some();
    let named = told
        && reading.doc.word(chunk.tokens.start) == "the"
        && all.len() == 1
        && reading
            .doc
            .mark(all.start)
            .is_some_and(|mark| people(&mark.known));
    let owner = reading
        .named_actor(chunk.tokens.clone())
        .filter(|_| named)?;
    let (_, force, _) = reading
        .forces_of
        .iter()
        .find(|(code, _, _)| *code == owner.code)?;
    Some(Term {
        force: force.clone(),
        owners: vec![owner],
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens: chunk.tokens.clone(),
    })
}

/// `offered to send more`, `will not be sending any`: of what was told just before.
fn more_of_it(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, object: usize) -> Option<Term> {
    let chunk = clause.spine.chunks[object];
    let word = reading.doc.word(chunk.tokens.start);
    let more = matches!(word, "more" | "others" | "further");
    let alone = chunk.tokens.len() == 1 && (more || matches!(word, "any" | "some" | "none"));
    let told = reading.last_paragraph?;
    let here = reading.sentences[clause.sentence].paragraph;
    let given = reading
        .last_draft
        .as_ref()
        .is_some_and(|draft| matches!(draft.kind, Kind::Aid { .. }));
    if !alone || given || told + 1 < here {
        return None;
    }
    let mut force = reading.newest_force()?.clone();
    force.category = parts::counted_as(&force, None);
    force.quantity = None;
    force.extent = more.then_some(Extent::Additional);
    force.part_of = None;
    Some(Term {
        force,
        owners: Vec::new(),
        base: None,
        negative: word == "none",
        bare: false,
        vague: false,
        tokens: chunk.tokens.clone(),
    })
}

/// `would not order them into Kosovo`, `bring them home`: the forces told just before.
fn pointed(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let object = clause.at + 1;
    let noun = clause.spine.get(object)?.noun()?;
    if let Some(term) = more_of_it(reading, clause, object) {
        return Some(term);
    }
    if !noun.pronoun {
        return None;
    }
    if !matches!(reading.doc.word(noun.head.start), "them" | "it") {
        return None;
    }
    let directed = clause
        .bundles
        .iter()
        .any(|bundle| bundle.directed || !bundle.origin.is_empty());
    let placed = directed || clause.is(VerbClass::Withdrawing);
    let last = reading.last_draft.as_ref()?;
    let here = reading.sentences[clause.sentence].paragraph;
    if !placed || last.paragraph != here {
        return None;
    }
    let force = last.forces.first()?.clone();
    Some(Term {
        force,
        owners: last.owner.iter().cloned().collect(),
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens: clause.spine.chunks[object].tokens.clone(),
    })
}
