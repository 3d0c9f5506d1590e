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
    if !(withdrawing || moving || deciding || way.is_some()) {
        return false;
    }
    if clause.group.infinitive && clause.subject.heads.is_empty() {
        return false;
    }
    if clause.group.infinitive && !is_bound(clause) {
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
    let mut found = false;
    let bundles = clause.bundles.len();
    for (number, bundle) in clause.bundles.iter().enumerate() {
        let mut terms = bundle.terms.clone();
        if number == 0 || bundle.terms.is_empty() {
            if theme.of_subject || theme.antecedent {
                // What stands after the verb goes along (`with armoured vehicles`).
                let along = std::mem::take(&mut terms);
                terms.clone_from(&theme.terms);
                if number == 0 {
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
        let arriving = matches!(lemma, "arrive" | "land" | "come" | "touch down" | "move")
            && !theme.antecedent;
        if arriving && there.is_empty() && origin.is_empty() && !clause.noun && number == 0 {
            there.extend(reading.last_goal.clone());
        }
        if withdrawing && theme.of_subject {
            add(&mut origin, clause.subject_places(reading));
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

/// What moves.
struct Theme {
    terms: Vec<Term>,
    /// The subject moves.
    of_subject: bool,
    /// The noun before a relative clause moves.
    antecedent: bool,
}

fn theme(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>, deciding: bool) -> Option<Theme> {
    let objects = clause
        .bundles
        .iter()
        .any(|bundle| bundle.terms.iter().any(|term| !accompanies(clause, term)));
    if clause.noun {
        if objects {
            return Some(Theme {
                terms: Vec::new(),
                of_subject: false,
                antecedent: false,
            });
        }
        return light_verb(reading, clause);
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
    if !subject_terms.is_empty() && clause.subject_actors(reading).is_empty() {
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
    if !stands
        || !placed
        || reading.last_paragraph != Some(reading.sentences[clause.sentence].paragraph)
    {
        return None;
    }
    let mut force = reading.last_force.clone()?;
    let negative = matches!(word, "none" | "nobody");
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
    let due = words.iter().take(2).any(|word| *word == "due")
        && clause.bundles.iter().any(|bundle| !bundle.there.is_empty());
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
        let vague = terms.iter().all(|term| term.vague);
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
            && !vague;
        if !placed && !strong {
            findings.abstain(reading, RULE, Reason::NoPlace, evidence.clone());
            continue;
        }
        for owner in owners {
            any |= push(
                reading,
                clause,
                findings,
                bundle,
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
        Vec::new()
    } else {
        clause.subject_actors(reading)
    }
}

#[allow(clippy::too_many_arguments)]
fn push(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
    bundle: &Bundle,
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
        if term.bare
            && let Some(last) = &reading.last_force
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
    let period = times
        .iter()
        .filter(|time| time.link != Link::Until && time.link != Link::Since)
        .find_map(|time| reading.period(time, future));
    if is_background(reading, period) && status == Status::Completed {
        findings.abstain(reading, RULE, Reason::Background, evidence);
        return true;
    }
    let kind = if negative {
        if withdrawing {
            return false;
        }
        Kind::RuledOut
    } else if withdrawing && !(abroad && !origin.is_empty()) {
        Kind::Withdrawal(status)
    } else {
        Kind::Deployment(status)
    };
    let paragraph = reading.sentences[clause.sentence].paragraph;
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
    });
    true
}

/// Older than a month or two: history.
pub(super) fn is_background(reading: &Reading<'_, '_>, period: Option<Period>) -> bool {
    const DAYS: i64 = 75;
    match (reading.doc.published, period) {
        (Some(published), Some(period)) => (published - period.to).num_days() > DAYS,
        _ => false,
    }
}
