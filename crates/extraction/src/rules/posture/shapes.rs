//! Stocks told in other shapes than being and having: `is host to`, `number`, `surround`.

use events::{Actor, Category, Force, Place, Relation};

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::grammar::Finite;
use crate::reading::{Reading, Term};
use crate::rules::Findings;
use crate::rules::clause::{Clause, add};
use crate::rules::parts;

use super::stationing::near_number;
use super::strength::counted;
use super::told::push;

/// `provides some 230 trainers in Mali`: forces somebody has there, given to nobody.
pub(in crate::rules) fn provided(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let group = &clause.group;
    let first = &clause.bundles[0];
    let people = first.terms.iter().any(|term| {
        term.force.category == Category::Troops && term.force.quantity.is_some() && !term.bare
    });
    let now = matches!(clause.lemma(), "provide" | "contribute")
        && !clause.noun
        && !group.passive
        && !group.past
        && !group.negated
        && !group.infinitive
        && group.modal.is_none()
        && group.chain.is_empty()
        && group.finite == Finite::Yes;
    if !now || !people || first.there.is_empty() || first.directed {
        return false;
    }
    let mut any = false;
    for owner in clause.subject_actors(reading) {
        for bundle in clause
            .bundles
            .iter()
            .filter(|bundle| !bundle.there.is_empty())
        {
            let (terms, there) = (&bundle.terms, &bundle.there);
            any |= push(
                reading,
                clause,
                findings,
                bundle,
                terms,
                Some(&owner),
                there,
            );
        }
    }
    any
}

/// `are under direct NATO command`: whose.
pub(super) fn commanded(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Actor> {
    clause
        .spine
        .get(clause.at + 1)
        .filter(|chunk| reading.doc.word(chunk.tokens.start) == "under")?;
    let noun = clause.spine.get(clause.at + 2)?;
    let command = matches!(reading.doc.word(noun.tokens.end - 1), "command" | "control");
    command.then(|| reading.named_actor(noun.tokens.clone()))?
}

/// `Romania is host to a NATO missile defence system`, `is home to`.
pub(super) fn host_to(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> Option<bool> {
    let word = clause
        .spine
        .get(clause.at + 1)
        .map(|chunk| reading.doc.word(chunk.tokens.end - 1))?;
    if !matches!(word, "host" | "home")
        && (reading.doc.word(clause.group.main.tokens.end) != "home")
    {
        return None;
    }
    let host = *clause.subject.heads.first()?;
    let chunk = clause.spine.chunks[host];
    let head = reading.doc.word(chunk.noun()?.head.end - 1);
    // `the French base at Abidjan is host to 900 personnel`: theirs who have the base, where it is.
    let base = matches!(
        head,
        "base" | "bases" | "camp" | "camps" | "airbase" | "airfield" | "garrison" | "outpost"
    );
    let holder = base
        .then(|| reading.named_actor(chunk.tokens.clone()))
        .flatten();
    let mut there = clause.subject_places(reading);
    there.truncate(1);
    if there.is_empty() {
        there = reading.places(clause.spine, host, Relation::In, None);
    }
    let place = there.into_iter().next()?;
    let mut terms = Vec::new();
    for at in clause.at + 1..(clause.at + 6).min(clause.spine.chunks.len()) {
        if clause.spine.verb(at).is_some() {
            break;
        }
        if let Some(term) = reading.term(clause.spine, at) {
            terms.push(term);
            break;
        }
    }
    if terms.is_empty() {
        return Some(false);
    }
    Some(push(
        reading,
        clause,
        findings,
        &clause.bundles[0],
        &terms,
        holder.as_ref(),
        &[place],
    ))
}

/// `the contingent in Kazakhstan comprises 2,030 men`, `the paratroopers at X now number 5,000`.
pub(super) fn numbering(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let mut bundle = clause.bundles[0].clone();
    // `consists of 4,600 troops`
    let of = clause.spine.get(clause.at + 1).is_some_and(|chunk| {
        let word = reading.doc.word(chunk.tokens.start);
        clause.lemma() == "consist" && word == "of" || near_number(reading, clause)
    });
    if of && bundle.terms.is_empty() {
        bundle
            .terms
            .extend(reading.term(clause.spine, clause.at + 2));
    }
    let bundle = &bundle;
    if bundle.terms.is_empty()
        || crate::rules::presence::shares(reading, clause.spine, clause.at + 1)
    {
        return false;
    }
    let mut subject = clause.subject_terms(reading);
    let dead = [
        "killed", "wounded", "dead", "injured", "missing", "captured",
    ];
    if clause.has_word(reading, &dead) {
        return false;
    }
    if subject.is_empty() && bundle.terms[0].bare {
        subject = counted(reading, clause);
    }
    // `personnel in the UN force in Angola total 728`
    if let [head] = clause.subject.heads.as_slice()
        && let [people] = subject.as_mut_slice()
        && people.owners.is_empty()
        && matches!(
            reading.doc.word(clause.spine.chunks[*head].tokens.end),
            "in" | "of" | "with" | "from"
        )
    {
        let within = reading.doc.word(clause.spine.chunks[*head].tokens.end) == "in";
        let body = reading
            .actor(clause.spine, *head + 2)
            .filter(|actor| !within || actor.kind != events::ActorKind::State);
        // `The mission in Kosovo, KFOR, consists of`
        let named = (*head + 2..clause.at)
            .filter(|at| reading.doc.word(clause.spine.chunks[*at - 1].tokens.start) == ",")
            .find_map(|at| reading.named_actor(clause.spine.chunks[at].tokens.clone()));
        people.owners.extend(named.or(body));
    }
    let mut there = clause.subject_places(reading);
    add(&mut there, bundle.there.clone());
    if there.is_empty() && clause.group.finite == crate::grammar::Finite::Yes {
        there.extend(
            clause
                .subject
                .heads
                .iter()
                .find_map(|head| reading.mission_place(clause.spine.chunks[*head].tokens.clone())),
        );
    }
    if there.is_empty() && subject.is_empty() {
        return false;
    }
    if there.is_empty() {
        there.extend(reading.last_goal.clone());
    }
    let owner = subject.first().and_then(|term| term.owners.first());
    if there.is_empty()
        && let Some(owner) = owner
    {
        there.extend(reading.topic(Some(owner)));
    }
    let mut terms = bundle.terms.clone();
    let whole = matches!(
        clause.lemma(),
        "number" | "comprise" | "total" | "consist" | "stand at" | "be"
    );
    for term in &mut terms {
        if term.owners.is_empty() {
            term.owners = subject.first().map_or_else(
                || clause.subject_actors(reading),
                |subject| subject.owners.clone(),
            );
        }
        if term.bare
            && let Some(subject) = subject.first()
        {
            let quantity = term.force.quantity.clone();
            term.force = Force {
                category: parts::counted_as(&subject.force, quantity.as_ref()),
                quantity,
                extent: term.force.extent,
                ..subject.force.clone()
            };
            term.bare = false;
        }
        let body = subject.iter().any(|subject| {
            matches!(
                subject.force.designation.as_str(),
                "contingent" | "force" | "mission"
            )
        });
        if whole && body {
            term.force.extent = term.force.extent.or(Some(events::Extent::Total));
            if term.force.category == events::Category::LandUnit {
                term.force.category = events::Category::Troops;
            }
        }
    }
    // `a task force comprising the carrier X` tells what it is, and no number of anything.
    let composed = matches!(clause.lemma(), "comprise" | "include" | "consist");
    let counted = terms.iter().any(|term| {
        term.force
            .quantity
            .as_ref()
            .is_some_and(|quantity| quantity.low > 1 || quantity.high != Some(1))
    });
    if composed && !counted {
        return false;
    }
    let told = push(reading, clause, findings, bundle, &terms, None, &there);
    let coming = subject
        .iter()
        .any(|subject| subject.force.designation == "reinforcement");
    if let Some(draft) = findings.drafts.last_mut().filter(|_| told && coming) {
        // What a reinforcement numbers is on its way, and is no stock.
        draft.kind = Kind::Deployment(events::fact::Status::Announced);
        (draft.effective, draft.dated) = (None, false);
        for force in &mut draft.forces {
            force.category = events::Category::Troops;
            force.designation.clear();
        }
    }
    told
}

/// `Russian troops surround Ukraine`: near what they surround.
pub(super) fn surrounding(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let terms = clause.subject_terms(reading);
    let object = clause.bundles[0]
        .others
        .iter()
        .find(|(kind, _)| kind.is_empty() || kind == "place");
    let Some((_, noun)) = object.filter(|_| !terms.is_empty()) else {
        return false;
    };
    let mut there = reading.places(clause.spine, *noun, Relation::Near, None);
    add(&mut there, clause.bundles[0].there.clone());
    push(
        reading,
        clause,
        findings,
        &clause.bundles[0],
        &terms,
        None,
        &there,
    )
}

/// `Russia's buildup of 100,000 troops along Ukraine's borders`.
pub(super) fn massing_noun(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let bundle = &clause.bundles[0];
    // `ordered a buildup of 13,000 troops in Iraq`: they are to come.
    let ordered = clause.at > 0
        && clause.spine.verb(clause.at - 1).is_some_and(|verb| {
            verb.main.is(VerbClass::Deciding)
                || matches!(
                    verb.main.lemma(),
                    "order" | "announce" | "approve" | "authorise"
                )
        });
    if bundle.terms.is_empty() || bundle.there.is_empty() || ordered {
        return false;
    }
    let owner = bundle.subject.clone();
    push(
        reading,
        clause,
        findings,
        bundle,
        &bundle.terms,
        owner.as_ref(),
        &bundle.there,
    )
}

/// `Estonia hosts some 900 British soldiers`: they are the guests', in the host's country.
pub(super) fn hosting(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    findings: &mut Findings,
) -> bool {
    let bundle = &clause.bundles[0];
    let host = clause.subject_actors(reading).into_iter().next();
    let guests: Vec<Term> = bundle
        .terms
        .iter()
        .filter(|term| {
            term.owners
                .first()
                .is_some_and(|owner| Some(owner) != host.as_ref())
        })
        .cloned()
        .collect();
    if guests.is_empty() {
        return false;
    }
    let hosts = clause.subject_actors(reading);
    let mut there: Vec<Place> = hosts
        .iter()
        .filter_map(|host| reading.place_of(host))
        .collect();
    if there.is_empty()
        && let Some(head) = clause.subject.heads.first()
    {
        there = reading.places(clause.spine, *head, Relation::In, None);
    }
    push(reading, clause, findings, bundle, &guests, None, &there)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn other_shapes() {
        check(
            "Estonia hosts some 900 British soldiers.",
            &["posture GBR 900 TROOPS in EST"],
        );
        check(
            "The deployment of around 2,800 German soldiers in Afghanistan is unpopular.",
            &["posture DEU 2800 TROOPS in AFG"],
        );
        check(
            "Washington has about 2,000 troops stationed in Syria.",
            &["posture USA 2000 TROOPS in SYR"],
        );
        check(
            "NATO has 4,000 troops in Kosovo, including 600 Americans.",
            &[
                "posture NATO 4000 TROOPS in XKX",
                "posture USA 600 TROOPS in XKX",
            ],
        );
        check(
            "Personnel in the UN peacekeeping force in Cyprus currently total 850.",
            &["posture UN 850 TROOPS in CYP"],
        );
        check("Estonia hosts a song festival.", &[]);
    }
}
