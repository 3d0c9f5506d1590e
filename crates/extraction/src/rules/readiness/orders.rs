//! Orders that ready forces or let them go: `ordered a general mobilisation`, `were told to be ready to
//! move`, `sent home 800 reservists`.

use events::fact::Level;
use events::{Category, Extent, Force, Quantity};

use crate::gazetteer::VerbClass;
use crate::grammar::{Article, ChunkKind, Finite};
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// `has ordered a partial mobilisation of 300,000 reservists`: those called up.
pub(super) fn mobilisation(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<Vec<Term>> {
    let orders = matches!(
        clause.lemma(),
        "order"
            | "announce"
            | "declare"
            | "decree"
            | "proclaim"
            | "begin"
            | "start"
            | "launch"
            | "approve"
            | "sign"
            | "impose"
            | "introduce"
    );
    let spine = clause.spine;
    let object = spine.get(clause.at + 1)?;
    let group = object.noun()?;
    let doc = reading.doc;
    if !orders
        || clause.group.finite == Finite::No
        || clause.group.passive
        || !matches!(
            doc.word(group.head.end - 1),
            "mobilisation" | "mobilization" | "call-up" | "callup" | "conscription"
        )
    {
        return None;
    }
    let terms: Vec<Term> = spine
        .of_nouns(doc, clause.at + 1)
        .into_iter()
        .filter_map(|of| reading.term(spine, of))
        .take(1)
        .collect();
    let military = object.tokens.clone().any(|at| {
        matches!(
            doc.word(at),
            "general"
                | "partial"
                | "full"
                | "military"
                | "nationwide"
                | "total"
                | "national"
                | "mass"
                | "reserve"
        )
    });
    if !terms.is_empty() {
        return Some(terms);
    }
    let owner = clause.subject_actors(reading).into_iter().next()?;
    military.then(|| {
        vec![Term {
            force: Force {
                category: Category::Troops,
                quantity: None,
                designation: String::new(),
                extent: None,
                part_of: None,
            },
            owners: vec![owner],
            base: None,
            negative: false,
            bare: false,
            vague: false,
            tokens: object.tokens.clone(),
        }]
    })
}

/// `sent home 800 reservists`, `will let 300 conscripts go home`, `sent its standby battalions home`.
pub(super) fn released(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Vec<Term>> {
    let doc = reading.doc;
    let lemma = clause.lemma();
    let homeward = clause.tokens.clone().any(|at| doc.word(at) == "home");
    let releases = matches!(lemma, "release" | "discharge" | "send home" | "dismiss")
        || matches!(lemma, "send" | "let") && homeward
        || matches!(lemma, "go home" | "return home" | "go" | "return") && homeward;
    if !releases {
        return None;
    }
    let mut terms = clause.bundles[0].terms.clone();
    if terms.is_empty() || clause.group.passive {
        terms = clause.subject_terms(reading);
    }
    let called_up = |term: &Term| {
        matches!(
            term.force.designation.as_str(),
            "reservist" | "conscript" | "draftee"
        ) || term
            .tokens
            .clone()
            .any(|at| matches!(doc.word(at), "reservists" | "conscripts" | "standby"))
    };
    if terms.is_empty() || !terms.iter().all(called_up) {
        return None;
    }
    // `will let 300 reservists go home`: whose they are says who lets them.
    if let Some(let_go) = clause
        .subject
        .heads
        .first()
        .and_then(|head| head.checked_sub(1))
        .filter(|verb| {
            clause
                .spine
                .verb(*verb)
                .is_some_and(|group| group.main.lemma() == "let")
        })
    {
        let owner = clause
            .spine
            .subject(doc, let_go)
            .heads
            .first()
            .and_then(|head| reading.actor(clause.spine, *head));
        for term in &mut terms {
            if let Some(owner) = &owner {
                term.owners = vec![owner.clone()];
            }
        }
    }
    Some(terms)
}

/// `were told on Friday to be ready to deploy`, `ordered 2,000 troops to be prepared to move`.
pub(super) fn told_to_be_ready(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
) -> Option<(Vec<Term>, Level)> {
    let doc = reading.doc;
    let spine = clause.spine;
    let whole = spine.get(clause.at)?.tokens.clone();
    let ready = whole
        .clone()
        .any(|at| matches!(doc.word(at), "ready" | "prepared" | "readiness"))
        && whole.clone().any(|at| doc.word(at) == "be");
    let stands_by = clause.lemma() == "stand by" || clause.lemma() == "stand ready";
    // `ordered the army to ready itself`
    let itself = matches!(clause.lemma(), "ready" | "prepare")
        && spine
            .get(clause.at + 1)
            .is_some_and(|chunk| matches!(doc.word(chunk.tokens.start), "itself" | "themselves"));
    if !(ready || stands_by || itself) || !clause.group.infinitive && clause.group.chain.is_empty()
    {
        return None;
    }
    let orders = |word: &crate::grammar::VerbWord| {
        word.is(VerbClass::Deciding)
            || matches!(
                word.lemma(),
                "tell" | "instruct" | "order" | "command" | "direct" | "notify" | "warn" | "alert"
            )
    };
    let chained = clause.group.chain.iter().any(orders);
    let before = (0..clause.at)
        .rev()
        .take(6)
        .take_while(|at| {
            !matches!(
                spine.chunks[*at].kind,
                ChunkKind::Comma | ChunkKind::Relative | ChunkKind::Stop
            )
        })
        .find(|at| spine.verb(*at).is_some());
    let ordered = before.filter(|at| spine.verb(*at).is_some_and(|group| orders(&group.main)));
    if !chained && ordered.is_none() {
        return None;
    }
    let mut terms = clause.subject_terms(reading);
    if let Some(verb) = ordered.filter(|_| terms.is_empty()) {
        terms = spine
            .subject(doc, verb)
            .heads
            .iter()
            .filter_map(|head| reading.term(spine, *head))
            .collect();
    }
    // `ordered 2,000 troops to be ready`: theirs who order it.
    if let Some(verb) = ordered
        && spine.verb(verb).is_some_and(|group| !group.passive)
    {
        let owner = spine
            .subject(doc, verb)
            .heads
            .first()
            .and_then(|head| reading.actor(spine, *head));
        for term in terms.iter_mut().filter(|term| term.owners.is_empty()) {
            term.owners.extend(owner.clone());
        }
    }
    let level = if itself {
        Level::Heightened
    } else {
        Level::Standby
    };
    (!terms.is_empty()).then_some((terms, level))
}

/// `raised the alert level of its units along the border`, `a state of alert for its army`: who is put
/// on alert.
pub(super) fn alerted(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Term> {
    let doc = reading.doc;
    let spine = clause.spine;
    let object = clause.at + 1;
    let Some(group) = spine.get(object).and_then(|chunk| chunk.noun()) else {
        return Vec::new();
    };
    if !matches!(
        doc.word(group.head.end - 1),
        "alert" | "level" | "readiness" | "state" | "status" | "posture"
    ) {
        return Vec::new();
    }
    let of = spine
        .of_nouns(doc, object)
        .into_iter()
        .find_map(|of| reading.term(spine, of));
    let next = spine.over_of(doc, object);
    let led = spine.get(next).is_some_and(|chunk| {
        chunk.is_preposition()
            && matches!(
                doc.word(chunk.tokens.start),
                "for" | "among" | "across" | "in"
            )
    });
    let term = of.or_else(|| reading.term(spine, next + 1).filter(|_| led));
    let owner = clause.subject_actors(reading).into_iter().next();
    term.into_iter()
        .map(|mut term| {
            if term.owners.is_empty() {
                term.owners.extend(owner.clone());
            }
            term
        })
        .collect()
}

/// `moved two brigades to Sikkim and placed a third on standby`: one more of those told last.
pub(super) fn one_more(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Term> {
    let chunk = clause.spine.get(clause.at + 1)?;
    let group = chunk.noun()?;
    let start = chunk.tokens.start;
    let ordinal = chunk.tokens.len() == 2
        && matches!(
            reading.doc.word(start + 1),
            "second" | "third" | "fourth" | "fifth" | "sixth"
        );
    if !ordinal || group.article != Article::Indefinite {
        return None;
    }
    let before = reading.last_force.as_ref()?;
    Some(Term {
        force: Force {
            quantity: Some(Quantity {
                low: 1,
                high: Some(1),
                approximate: false,
                text: reading.doc.slice(chunk.tokens.clone()).to_owned(),
            }),
            extent: Some(Extent::Additional),
            part_of: None,
            ..before.clone()
        },
        owners: Vec::new(),
        base: None,
        negative: false,
        bare: false,
        vague: false,
        tokens: chunk.tokens.clone(),
    })
}

/// `military units started measures to enhance combat readiness`: who takes the measures.
pub(super) fn measured(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Term> {
    let spine = clause.spine;
    let Some(verb) = clause
        .at
        .checked_sub(2)
        .filter(|verb| clause.group.infinitive && spine.verb(*verb).is_some())
    else {
        return Vec::new();
    };
    spine
        .subject(reading.doc, verb)
        .heads
        .iter()
        .filter_map(|head| reading.term(spine, *head))
        .collect()
}

/// `its Western Command`, `the Pacific Fleet`: a command that nobody counts as forces elsewhere.
pub(super) fn commands(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Vec<Term> {
    let object = clause.at + 1;
    let subject = clause.subject.heads.first().copied();
    let at = if clause.group.passive {
        subject
    } else {
        Some(object)
    };
    let Some(chunk) = at.and_then(|at| clause.spine.get(at)) else {
        return Vec::new();
    };
    let word = reading.doc.word(chunk.tokens.end - 1);
    let owner = reading
        .named_actor(chunk.tokens.clone())
        .or_else(|| at.and_then(|at| reading.actor(clause.spine, at)));
    let category = match word {
        "fleet" | "flotilla" => Category::Warship,
        "command" | "district" | "corps" | "army" => Category::LandUnit,
        "forces" | "force" | "military" | "guards" => Category::Forces,
        _ => return Vec::new(),
    };
    owner
        .filter(|_| chunk.noun().is_some())
        .into_iter()
        .map(|owner| {
            let named = reading.doc.slice(chunk.tokens.clone());
            let named = named.trim_start_matches("the ").trim_start_matches("its ");
            Term::uncounted(owner, category, named.to_owned(), chunk.tokens.clone())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn mobilisations() {
        check(
            "Russia's president ordered a partial mobilisation of 300,000 reservists.",
            &["ready RUS 300000 TROOPS heightened"],
        );
        check(
            "Azerbaijan has announced a general mobilization.",
            &["ready AZE TROOPS heightened"],
        );
        check("The union announced a mobilisation of its members.", &[]);
    }

    #[test]
    fn sent_home() {
        check(
            "Switzerland has sent home 800 of the reservists it called up in March.",
            &["ready CHE 800 TROOPS lowered"],
        );
        check(
            "Latvia will let 300 reservists go home this week.",
            &["ready LVA 300 TROOPS lowered"],
        );
        check("The school sent home 300 pupils.", &[]);
    }

    #[test]
    fn told_to_be_ready() {
        check(
            "Some 1,500 Portuguese paratroopers were told on Friday to be ready to deploy within 48 hours.",
            &["ready PRT 1500 TROOPS standby"],
        );
        check(
            "India took its Western Command off high alert.",
            &["ready IND LAND_UNIT lowered"],
        );
        check(
            "The Sudanese Armed Forces on the border with Ethiopia have been put on alert.",
            &["ready SDN FORCES heightened"],
        );
        check(
            "Poland raised the alert level of its units along the Belarusian border on Monday.",
            &["ready POL LAND_UNIT heightened"],
        );
        check(
            "Doctors were told on Friday to be ready for new cases.",
            &[],
        );
    }
}
