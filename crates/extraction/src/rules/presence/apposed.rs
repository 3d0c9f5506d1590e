//! Stocks whose owner, number or place stands in an apposition.

use events::{Actor, ActorKind, Category, Extent, Force};

use crate::grammar::chunk::Chunk;
use crate::grammar::clause::Spine;
use crate::grammar::{Article, ChunkKind};
use crate::reading::{Reading, Term};

use super::place::{self, Where};
use super::{Stock, counted};

/// Reads `Italy, the main contributor with 1,100 soldiers`, `with 1,600 soldiers Spain is the largest
/// contributor`, `the peacekeepers in Kosovo, 3,800 in all`.
pub(super) fn read(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Stock> {
    if term.negative {
        return None;
    }
    if let Some(made_up) = made_up_of(reading, spine, sentence, at, term) {
        return Some(made_up);
    }
    if term.force.quantity.is_none() {
        return in_all(reading, spine, sentence, at, term);
    }
    contributed(reading, spine, sentence, at, term)
}

/// The alliance or organisation whose body a number tells: `the 11,000-strong force`.
pub(super) fn body(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
    term: &Term,
) -> Option<Actor> {
    let definite = spine.get(at)?.noun()?.article == Article::Definite;
    (definite && term.owners.is_empty() && place::strong(reading, at, spine))
        .then(|| reading.actor(spine, at))?
}

/// `NATO's peacekeepers in Kosovo, 3,800 in all`, `the observers, 138 at last count`.
fn in_all(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Stock> {
    let doc = reading.doc;
    let people = matches!(
        term.force.category,
        Category::Troops | Category::Forces | Category::LandUnit
    );
    let owner = term.owners.first().filter(|_| people)?.clone();
    let mut next = spine.over_of(doc, at);
    let there = place::after(reading, spine, at, &owner);
    while spine.get(next).is_some_and(Chunk::is_preposition)
        && spine
            .get(next + 1)
            .is_some_and(|chunk| chunk.noun().is_some())
    {
        next = spine.over_of(doc, next + 1);
    }
    let comma = spine.get(next)?;
    if !matches!(comma.kind, ChunkKind::Comma) {
        return None;
    }
    let end = spine.get(next + 1)?.tokens.end;
    let strong = doc.word(end - 1) == "strong";
    let counted = spine
        .get(next + 1)?
        .noun()
        .and_then(|noun| noun.count.as_ref());
    let number = counted
        .filter(|_| strong || reading.term(spine, next + 1).is_some_and(|term| term.bare))?;
    let (whole, length) = match (doc.word(end), doc.word(end + 1), doc.word(end + 2)) {
        _ if strong => (true, 0),
        ("in", "all" | "total", _) => (true, 2),
        ("at", "last", "count") | ("at", "the", "moment") => (false, 3),
        ("of", "them", after) if !matches!(after, "from" | "in") => (false, 2),
        ("strong" | "altogether", _, _) => (false, 1),
        _ => return None,
    };
    let mut force = term.force.clone();
    force.category = Category::Troops;
    force.quantity = Some(number.quantity(doc.slice(number.tokens.clone())));
    force.extent = whole.then_some(Extent::Total);
    let tokens = term.tokens.start..end + length;
    let there = match there {
        Some(there) => Where { tokens, ..there },
        None => place::before(
            reading,
            sentence,
            &owner,
            term.tokens.clone(),
            tokens.clone(),
        )
        .or_else(|| place::sent_to(reading, spine, next + 2, &owner, tokens))?,
    };
    Some(Stock {
        owner,
        terms: vec![Term {
            force,
            ..term.clone()
        }],
        there,
    })
}

/// `a NATO battle group in Lithuania composed of 1,500 soldiers`: how many a body is.
fn made_up_of(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Stock> {
    let doc = reading.doc;
    let body = matches!(term.force.category, Category::LandUnit | Category::Forces);
    let owner = term.owners.first().filter(|_| body && !term.bare)?.clone();
    let mut next = spine.over_of(doc, at);
    let there = place::after(reading, spine, at, &owner);
    while spine.get(next).is_some_and(Chunk::is_preposition)
        && spine
            .get(next + 1)
            .is_some_and(|chunk| chunk.noun().is_some())
    {
        next = spine.over_of(doc, next + 1);
    }
    next += usize::from(matches!(spine.get(next)?.kind, ChunkKind::Comma));
    let group = spine.verb(next)?;
    let words = spine.chunks[next].tokens.clone();
    let made = group.finite != crate::grammar::Finite::Yes
        && (matches!(
            group.main.lemma(),
            "compose" | "comprise" | "consist" | "make up" | "number"
        ) || words
            .clone()
            .any(|at| matches!(doc.word(at), "composed" | "comprised" | "made")));
    let number = next + 1 + usize::from(spine.get(next + 1)?.is_preposition());
    let people = reading
        .term(spine, number)
        .filter(|people| made && counted(people) && people.force.category == Category::Troops)?;
    let tokens = term.tokens.start..people.tokens.end;
    let there = match there {
        Some(there) => Where {
            tokens: tokens.clone(),
            ..there
        },
        None => place::before(
            reading,
            sentence,
            &owner,
            term.tokens.clone(),
            tokens.clone(),
        )?,
    };
    let force = Force {
        quantity: people.force.quantity,
        category: Category::Troops,
        ..term.force.clone()
    };
    Some(Stock {
        owner,
        terms: vec![Term {
            force,
            tokens,
            ..term.clone()
        }],
        there,
    })
}

/// Nouns of who has forces in a common undertaking, and of that itself.
const HOLDERS: &[&str] = &[
    "contributor",
    "contributors",
    "provider",
    "contingent",
    "mission",
    "operation",
    "force",
    "base",
    "bases",
    "garrison",
    "presence",
    "camp",
    "outpost",
    "airbase",
];

/// `Italy, the main contributor with 1,100 soldiers`, `the UN mission, with 14,000 peacekeepers the
/// largest`, `Russia's base at Kant, with 500 servicemen`, `with 1,600 soldiers, Spain is the largest
/// contributor`.
fn contributed(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    at: usize,
    term: &Term,
) -> Option<Stock> {
    let doc = reading.doc;
    let with = at.checked_sub(1).filter(|with| {
        let chunk = spine.chunks[*with];
        chunk.is_preposition() && doc.word(chunk.tokens.start) == "with"
    })?;
    // `Spain strengthens its presence in Lebanon with 120 soldiers`: those come.
    let strengthened = (0..with)
        .rev()
        .find_map(|verb| spine.verb(verb))
        .is_some_and(|verb| {
            matches!(
                verb.main.lemma(),
                "enhance"
                    | "strengthen"
                    | "reinforce"
                    | "boost"
                    | "bolster"
                    | "increase"
                    | "expand"
            )
        })
        || (0..with).any(|at| {
            doc.word(spine.chunks[at].tokens.start) == "enhances"
                || spine.chunks[at]
                    .tokens
                    .clone()
                    .any(|at| matches!(doc.word(at), "enhances" | "boosts" | "bolsters"))
        });
    if strengthened {
        return None;
    }
    let listed = contributor(reading, spine, sentence, with);
    let term = &match &listed {
        Some(_) if term.bare => Term {
            bare: false,
            force: Force {
                category: Category::Troops,
                ..term.force.clone()
            },
            ..term.clone()
        },
        _ => term.clone(),
    };
    if !counted(term) || term.force.category == Category::Forces {
        return None;
    }
    let (owner, holder) = if let Some(listed) = listed {
        listed
    } else if with == 0 {
        led_by_number(reading, spine, at)?
    } else {
        held(reading, spine, with)?
    };
    // `a force of blue helmets` is the contributor's, who lends it to the organisation.
    if term
        .owners
        .first()
        .is_some_and(|told| *told != owner && told.kind == ActorKind::State)
    {
        return None;
    }
    let mut terms = vec![term.clone()];
    let next = spine.over_of(doc, at);
    let joined = spine
        .get(next)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::And));
    if joined
        && let Some(other) = reading
            .term(spine, next + 1)
            .filter(|other| counted(other) && other.owners.is_empty() && !other.bare)
    {
        terms.push(other);
    }
    let last = terms.last()?.tokens.end;
    let chunk = spine.get(holder)?.tokens.clone();
    let tokens = chunk.start.min(term.tokens.start)..last.max(chunk.end);
    let phrases = if holder < at {
        holder..at
    } else {
        holder..(holder + 7).min(spine.chunks.len())
    };
    let there = match place::after(reading, spine, at, &owner) {
        Some(there) => Where { tokens, ..there },
        None => place::within(reading, spine, phrases, &owner, tokens.clone())
            .or_else(|| place::before(reading, sentence, &owner, chunk, tokens))?,
    };
    Some(Stock {
        owner,
        terms,
        there,
    })
}

/// `The contributors are Kenya with 1,400 soldiers, Djibouti with 900`: the state before `with`, in a
/// sentence that tells who contributes.
fn contributor(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    sentence: usize,
    with: usize,
) -> Option<(Actor, usize)> {
    let state = with.checked_sub(1)?;
    let doc = reading.doc;
    // `the main contributor to the force in Lebanon with`
    let placed = state
        .checked_sub(1)
        .and_then(|at| spine.get(at))
        .is_some_and(Chunk::is_preposition);
    spine
        .get(state)?
        .noun()
        .filter(|noun| noun.count.is_none())?;
    let contributes = reading.sentences[sentence]
        .tokens
        .clone()
        .any(|at| doc.word(at).contains("contribut"));
    let actor = reading
        .named_actor(spine.chunks[state].tokens.clone())
        .filter(|actor| actor.kind == ActorKind::State && spine.place_like(doc, state))?;
    (contributes && !placed).then_some((actor, state))
}

/// Whose forces `with` tells, and the noun that says so.
fn held(reading: &Reading<'_, '_>, spine: &Spine<'_>, with: usize) -> Option<(Actor, usize)> {
    let doc = reading.doc;
    // Back over the phrases of the noun before: `the main contributor to the force in Lebanon with`.
    let mut noun = with.checked_sub(1)?;
    if matches!(spine.chunks[noun].kind, ChunkKind::Comma) {
        noun = noun.checked_sub(1)?;
    }
    let head = |at: usize| {
        spine
            .get(at)
            .and_then(|chunk| chunk.noun())
            .map(|noun| doc.word(noun.head.end - 1))
    };
    let mut found = None;
    while let Some(word) = head(noun) {
        if HOLDERS.contains(&word) {
            found = Some(noun);
        }
        let phrase = noun >= 2 && spine.chunks[noun - 1].is_preposition();
        if !phrase {
            break;
        }
        noun -= 2;
    }
    // `Spain, with just over 1,300 troops in Iraq, has said`
    let state = with.checked_sub(2).filter(|state| {
        matches!(spine.chunks[with - 1].kind, ChunkKind::Comma) && *state == noun && found.is_none()
    });
    if let Some(state) = state {
        let tokens = spine.chunks[state].tokens.clone();
        let named = reading
            .doc
            .mark(tokens.start)
            .is_some_and(|mark| mark.tokens == tokens);
        let owner = reading.named_actor(tokens).filter(|_| named)?;
        return (owner.kind == ActorKind::State).then_some((owner, state));
    }
    let holder = found?;
    let apposed = holder >= 2
        && matches!(spine.chunks[holder - 1].kind, ChunkKind::Comma)
        && spine.chunks[holder - 2].noun().is_some();
    let owner = if apposed && matches!(head(holder), Some("contributor" | "provider")) {
        reading.actor(spine, holder - 2)?
    } else if matches!(
        head(holder),
        Some("contributor" | "contributors" | "provider")
    ) {
        // `Burundi, which sent troops in 2007, is the second biggest contributor with 5,000`
        let verb = holder.checked_sub(1)?;
        let is = spine.verb(verb)?;
        if is.main.lemma() != "be" || is.negated || is.modal.is_some() {
            return None;
        }
        let head = *spine.subject(doc, verb).heads.first()?;
        reading.actor(spine, head)?
    } else {
        reading.actor(spine, holder)?
    };
    Some((owner, holder))
}

/// `With 1,600 soldiers, Spain is the largest contributor to the mission`.
fn led_by_number(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    at: usize,
) -> Option<(Actor, usize)> {
    let doc = reading.doc;
    let mut next = spine.over_of(doc, at);
    if spine
        .get(next)
        .is_some_and(|chunk| matches!(chunk.kind, ChunkKind::Comma))
    {
        next += 1;
    }
    let owner = reading.actor(spine, next)?;
    let verb = spine.verb(next + 1)?;
    if verb.main.lemma() != "be" || verb.negated || verb.modal.is_some() {
        return None;
    }
    let rank = spine.get(next + 2)?;
    let word = doc.word(spine.get(next + 2)?.noun()?.head.end - 1);
    let ranked = rank.tokens.clone().any(|at| {
        matches!(
            doc.word(at),
            "largest" | "biggest" | "main" | "leading" | "top" | "smallest"
        )
    });
    (ranked || HOLDERS.contains(&word)).then_some((owner, next + 2))
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn numbers_apposed() {
        check(
            "NATO's peacekeepers in Kosovo, 3,800 in all, were told to stay in their barracks.",
            &["posture NATO 3800 TROOPS in XKX"],
        );
        check(
            "The Ethiopian soldiers in Somalia, about 4,000 at last count, have a new commander.",
            &["posture ETH 4000 TROOPS in SOM"],
        );
        check(
            "The NATO force in Kosovo, currently 3,700 strong, has a new commander.",
            &["posture NATO 3700 TROOPS in XKX"],
        );
        check(
            "The Kenyan force, now 1,000 strong, was sent to Haiti in 2022.",
            &["posture KEN 1000 TROOPS in HTI"],
        );
        check(
            "The Swiss guests at the fair in Lyon, 300 in all, left early.",
            &[],
        );
    }

    #[test]
    fn contributors() {
        check(
            "Italy, the main contributor to the force in Lebanon with 1,100 soldiers, asked for talks.",
            &["posture ITA 1100 TROOPS in LBN"],
        );
        check(
            "With a force of 1,600 soldiers, Spain is the largest contributor to the mission in Latvia.",
            &["posture ESP 1600 TROOPS in LVA"],
        );
        check(
            "The UN mission in South Sudan, with 14,000 peacekeepers the largest in Africa, has been criticised.",
            &["posture UN 14000 TROOPS in SSD"],
        );
        check(
            "The UN has 8,000 peacekeepers in Lebanon. The main contributors are India with 900 soldiers, Ghana with 870, and Nepal with 850.",
            &[
                "posture UN 8000 TROOPS in LBN",
                "posture IND 900 TROOPS in LBN",
                "posture GHA 870 TROOPS in LBN",
                "posture NPL 850 TROOPS in LBN",
            ],
        );
        check(
            "Italy, the main contributor with 40 pavilions, praised the fair.",
            &[],
        );
    }
}
