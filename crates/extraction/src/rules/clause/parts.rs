//! Parts of what a clause tells: `most of them`, `900 of them in Syria`, `including 900 in Syria`.

use events::{Actor, Category, Place, PlaceKind, Relation};

use crate::grammar::Finite;
use crate::grammar::clause::{Argument, Spine};
use crate::reading::{Reading, Role, Term};

use super::Bundle;

/// `most of them`, `some of which`: a part of what was just told, with no number of its own.
pub(super) fn is_aside(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    noun: usize,
    term: &Term,
) -> bool {
    let pronoun = spine
        .of_nouns(reading.doc, noun)
        .iter()
        .any(|of| spine.chunks[*of].noun().is_some_and(|noun| noun.pronoun));
    pronoun && term.force.quantity.is_none()
}

/// `900 of them`: a part with its own number.
pub(super) fn is_part(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    noun: usize,
    term: &Term,
) -> bool {
    term.force.quantity.is_some()
        && spine.of_nouns(reading.doc, noun).iter().any(|of| {
            matches!(
                reading.doc.word(spine.chunks[*of].tokens.start),
                "them" | "which" | "whom" | "these"
            )
        })
}

/// `most of them`, `some of which`, with no number.
pub(super) fn is_share(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize) -> bool {
    let group = spine.chunks[noun].noun();
    let share = group.is_some_and(|group| {
        group.count.is_none()
            && matches!(
                reading.doc.word(group.head.end - 1),
                "all"
                    | "most"
                    | "none"
                    | "some"
                    | "many"
                    | "half"
                    | "majority"
                    | "bulk"
                    | "part"
                    | "few"
            )
    });
    share
        && spine.of_nouns(reading.doc, noun).iter().any(|of| {
            spine.chunks[*of].noun().is_some_and(|noun| noun.pronoun)
                || reading.doc.word(spine.chunks[*of].tokens.start) == "which"
        })
}

/// `Spain has 500 soldiers there and coalition allies a further 2,500`: of somebody else.
pub(super) fn is_others(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    arguments: &[Argument],
    number: usize,
    bundle: &Bundle,
) -> bool {
    let Argument::Noun(noun) = &arguments[number] else {
        return false;
    };
    number > 1
        && matches!(arguments[number - 1], Argument::Noun(_))
        && matches!(arguments[number - 2], Argument::And)
        && bundle.others.last().is_some_and(|(kind, other)| {
            kind.is_empty() && other + 1 == *noun && is_plural(reading, spine, *other)
        })
        && reading.term(spine, *noun).is_some_and(|term| term.bare)
}

/// `with Iranian gunboats making themselves seen`: others' forces that only do something beside it.
pub(super) fn looks_on(spine: &Spine<'_>, noun: usize, term: &Term, owner: Option<&Actor>) -> bool {
    let doing = spine
        .verb(noun + 1)
        .is_some_and(|verb| verb.finite == Finite::No && !verb.infinitive);
    doing && !term.owners.is_empty() && owner.is_none_or(|owner| !term.owners.contains(owner))
}

/// `left the base in Gao for Niger`: where to, beside where from; not `for home`.
pub(super) fn leaves_for(
    spine: &Spine<'_>,
    at: usize,
    places: &[Place],
    owner: Option<&Actor>,
) -> bool {
    let leaves = spine
        .verb(at)
        .is_some_and(|verb| matches!(verb.main.lemma(), "leave" | "depart"));
    let home = |place: &Place| {
        owner.is_some_and(|owner| owner.code.as_str() == place.posture_code().as_str())
    };
    leaves && !places.iter().any(home)
}

/// `for six months`: how long, after which the places are still the verb's.
pub(super) fn is_span(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize) -> bool {
    matches!(
        reading.doc.word(spine.chunks[noun].tokens.end - 1),
        "day" | "days" | "week" | "weeks" | "month" | "months" | "year" | "years"
    )
}

/// `through the Tsushima Strait off Japan`: what follows a strait tells where that is.
pub(super) fn is_strait(place: Option<&Place>) -> bool {
    place.is_some_and(|place| place.kind == PlaceKind::Sea && place.name.contains("Strait"))
}

/// `flown out by British helicopters`: what carries forces is not whose they are.
pub(super) fn carries(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize) -> bool {
    reading.term(spine, noun).is_some_and(|term| {
        matches!(
            term.force.category,
            Category::Helicopter | Category::SupportAircraft | Category::Warship
        )
    })
}

/// `coalition allies`, `other countries`.
fn is_plural(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize) -> bool {
    matches!(
        reading.doc.word(spine.chunks[noun].tokens.end - 1),
        "allies" | "partners" | "countries" | "nations" | "states" | "others" | "members"
    )
}

/// `additional forces, including three batteries`: what the forces are stands for them.
pub(super) fn itemised(whole: &mut Vec<Term>, item: &mut Term) {
    let [all] = whole.as_slice() else { return };
    let unsaid = all.force.quantity.is_none()
        && !all.negative
        && all.force.category == events::Category::Forces;
    if !unsaid || item.bare || item.negative {
        return;
    }
    if item.owners.is_empty() {
        item.owners.clone_from(&all.owners);
    }
    item.force.extent = item.force.extent.or(all.force.extent);
    whole.clear();
}

/// Whether an argument is a phrase of where something is.
pub(super) fn leads_place(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    argument: Option<&Argument>,
) -> bool {
    let Some(Argument::Phrase {
        prepositions,
        nouns,
        ..
    }) = argument
    else {
        return false;
    };
    let (role, relation) = reading.role(spine.chunks[prepositions[0]].tokens.clone());
    role == Role::There
        && nouns
            .iter()
            .any(|noun| !reading.places(spine, *noun, relation, None).is_empty())
}

/// `Thailand has 11,000 soldiers along the Cambodian border and Cambodia 20,000`: the other side of a
/// border is near the first.
pub(super) fn opposite(reading: &Reading<'_, '_>, bundle: &mut Bundle, first: Option<&Actor>) {
    let Some(subject) = &bundle.subject else {
        return;
    };
    let Some(across) = first
        .filter(|first| *first != subject)
        .and_then(|first| reading.place_of(first))
    else {
        return;
    };
    for place in &mut bundle.there {
        if place.posture_code().as_str() == subject.code.as_str()
            && place.relation == Relation::Near
        {
            *place = events::Place {
                relation: Relation::Near,
                ..across.clone()
            };
        }
    }
}

/// `with the force in Kosovo`: what several have in common, and nobody's own forces.
pub(super) fn is_common(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    noun: usize,
    term: &Term,
) -> bool {
    let group = spine.chunks[noun].noun();
    term.force.quantity.is_none()
        && group.is_some_and(|group| {
            group.article == crate::grammar::Article::Definite
                && matches!(
                    reading.doc.word(group.head.end - 1),
                    "force" | "mission" | "operation" | "coalition" | "battlegroup"
                )
        })
}

/// `100km from the border`, `an hour's drive from the city`: how far it is, not where from.
pub(super) fn is_away(reading: &Reading<'_, '_>, spine: &Spine<'_>, preposition: usize) -> bool {
    let last = spine.chunks[preposition].tokens.start.checked_sub(1);
    last.is_some_and(|at| {
        let word = reading.doc.word(at);
        matches!(
            word,
            "kilometres" | "kilometers" | "km" | "miles" | "metres" | "meters" | "yards" | "drive"
        ) || word
            .strip_suffix("km")
            .is_some_and(|number| number.ends_with(|last: char| last.is_ascii_digit()))
    })
}

/// `as part of a pivot to Asia`, `in response to Iran`: what something turns to is no place to go.
pub(super) fn turns(reading: &Reading<'_, '_>, spine: &Spine<'_>, preposition: usize) -> bool {
    let before = preposition.checked_sub(1).and_then(|at| spine.get(at));
    before.is_some_and(|chunk| {
        matches!(
            reading.doc.word(chunk.tokens.end - 1),
            "pivot" | "rebalance" | "shift" | "tilt" | "response" | "reaction"
        ) || reading.doc.word(chunk.tokens.end) == "pivot"
    })
}

/// Whether a phrase hangs on `the area`, `positions`, `the zone`.
pub(super) fn is_vague_area(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    preposition: usize,
) -> bool {
    preposition
        .checked_sub(1)
        .and_then(|before| spine.get(before))
        .is_some_and(|chunk| {
            matches!(
                reading.doc.word(chunk.tokens.end - 1),
                "area"
                    | "areas"
                    | "region"
                    | "regions"
                    | "positions"
                    | "position"
                    | "zone"
                    | "zones"
                    | "districts"
                    | "provinces"
            )
        })
}

/// `in response to`, `in line with`, `in support of`: a phrase that tells why or how, and what hangs on
/// it with it.
pub(super) fn is_relation(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    preposition: usize,
    noun: usize,
) -> bool {
    let doc = reading.doc;
    let led = matches!(
        doc.word(spine.chunks[preposition].tokens.start),
        "in" | "as" | "under" | "on"
    );
    let chunk = spine.chunks[noun];
    led && chunk.tokens.len() <= 2
        && matches!(
            doc.word(chunk.tokens.end - 1),
            "response"
                | "reaction"
                | "retaliation"
                | "line"
                | "accordance"
                | "compliance"
                | "protest"
                | "anticipation"
                | "answer"
                | "reply"
                | "view"
                | "connection"
                | "contrast"
                | "exchange"
                | "revenge"
                | "coordination"
                | "cooperation"
                | "conjunction"
                | "tandem"
                | "defiance"
                | "violation"
                | "pretext"
        )
}

/// `in response to the coup in Niger`: what follows is told of the coup.
pub(super) fn is_answer(reading: &Reading<'_, '_>, spine: &Spine<'_>, noun: usize) -> bool {
    matches!(
        reading.doc.word(spine.chunks[noun].tokens.end - 1),
        "response"
            | "reaction"
            | "retaliation"
            | "answer"
            | "anticipation"
            | "preparation"
            | "support"
    )
}

/// Whether `by` follows `backed`, `supported`, `accompanied`.
pub(super) fn company(spine: &Spine<'_>, preposition: usize) -> bool {
    preposition
        .checked_sub(1)
        .and_then(|before| spine.verb(before))
        .is_some_and(|verb| crate::grammar::clause::COMPANY.contains(&verb.main.lemma()))
}

/// `because of the threat from Russia`: from where the threat comes, not the forces.
pub(super) fn is_of_another(
    reading: &Reading<'_, '_>,
    spine: &Spine<'_>,
    preposition: usize,
) -> bool {
    preposition.checked_sub(1).is_some_and(|noun| {
        spine.chunks[noun].noun().is_some()
            && reading.term(spine, noun).is_none()
            && !spine.place_like(reading.doc, noun)
    })
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn how_far_away_is_not_where_from() {
        check(
            "Serbia has moved two brigades to Raska, 20 km from the border with Kosovo.",
            &["deploy SRB 2 LAND_UNIT to SRB completed"],
        );
        check(
            "Turkey has sent 300 soldiers to a camp 30 kilometres from Mosul.",
            &["deploy TUR 300 TROOPS to IRQ completed"],
        );
    }
}
