//! Whose forces are put on alert where no owner stands beside them.

use events::{Actor, ActorKind, Category, Force};

use crate::document::Known;
use crate::reading::{Reading, Term};
use crate::rules::clause::Clause;

/// `"The army and the navy are on alert," said the chief of the Greek general staff`: who is named after
/// the quotation, where it names no owner and no speaker was found.
pub(super) fn quoted(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    first: &Term,
) -> Option<Actor> {
    if !first.owners.is_empty() {
        return None;
    }
    let token = clause.group.main.tokens.start;
    let spine = clause.spine;
    reading.speaker_at(clause.sentence, token).or_else(|| {
        let spans = &reading.sentences[clause.sentence].attribution.spans;
        let quote = spans.iter().find(|span| span.contains(&token))?;
        (clause.at + 1..spine.chunks.len())
            .filter(|at| spine.chunks[*at].tokens.start >= quote.end)
            .find_map(|at| reading.named_actor(spine.chunks[at].tokens.clone()))
    })
}

/// `the air force, navy and army are on alert`: the armed forces as a whole, where two services or more
/// stand as the subject and no state beside them.
pub(super) fn services(reading: &Reading<'_, '_>, clause: &Clause<'_, '_>) -> Option<Force> {
    let heads = &clause.subject.heads;
    let service = |head: &usize| {
        let tokens = clause.spine.chunks[*head].tokens.clone();
        matches!(
            reading.doc.word(tokens.end - 1),
            "army" | "navy" | "force" | "marines" | "guard"
        ) && reading.named_actor(tokens).is_none()
    };
    (heads.len() > 1 && heads.iter().all(service)).then(|| Force {
        category: Category::Forces,
        quantity: None,
        designation: String::new(),
        extent: None,
        part_of: None,
    })
}

/// `hundreds of marines were on alert at eleven Brazilian ports`: those of the country where they are.
pub(super) fn of_place(
    reading: &Reading<'_, '_>,
    clause: &Clause<'_, '_>,
    first: &Term,
) -> Option<Actor> {
    let counted = first.force.quantity.is_some() && !first.bare && !first.vague;
    let spine = clause.spine;
    (clause.at + 1..spine.chunks.len())
        .take_while(|at| counted && spine.verb(*at).is_none())
        .filter(|at| {
            let chunk = spine.chunks[*at];
            chunk.is_preposition() && matches!(reading.doc.word(chunk.tokens.start), "in" | "at")
        })
        .filter_map(|at| spine.get(at + 1))
        // `at Brazilian ports`; by the state's name alone it is told where they are, not whose.
        .filter(|chunk| {
            let named = reading.doc.mark(chunk.tokens.end - 1);
            named.is_none_or(|mark| !matches!(mark.known, Known::Name(_)))
        })
        // `in case British nationals need help` names no place.
        .filter(|chunk| {
            let people = chunk.noun().is_some_and(|noun| {
                matches!(
                    reading.doc.word(noun.head.end - 1),
                    "nationals" | "citizens" | "case" | "people"
                )
            });
            !people
        })
        .find_map(|chunk| reading.named_actor(chunk.tokens.clone()))
        .filter(|actor| actor.kind == ActorKind::State)
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn whose_alert() {
        check(
            "India and Pakistan exchanged fire on Monday. Both countries have put their militaries on high alert.",
            &["ready IND FORCES heightened", "ready PAK FORCES heightened"],
        );
        check(
            "\"The army, navy and air force are in a state of alert,\" General Kostas Pappas, chief of the Greek general staff, said.",
            &["ready GRC FORCES heightened"],
        );
        check(
            "Hundreds of soldiers were on alert at four Chilean ports on Monday.",
            &["ready CHL 200..999 TROOPS heightened"],
        );
        check(
            "Portugal has sent 30 marines to Beirut. Two helicopters are on standby in Cyprus.",
            &[
                "deploy PRT 30 TROOPS to LBN completed",
                "ready PRT 2 HELICOPTER standby",
            ],
        );
        check(
            "Qatar hosts American soldiers. Iran's army commander said the forces had raised their combat readiness.",
            &["posture USA TROOPS in QAT", "ready IRN FORCES heightened"],
        );
        check(
            "LONDON - The Ministry of Defence began calling up 900 reservists on Monday.",
            &["ready GBR 900 TROOPS heightened"],
        );
        check("Both companies have put their staff on high alert.", &[]);
    }
}
