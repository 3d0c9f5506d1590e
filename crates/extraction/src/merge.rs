//! One fact told twice is one: the most exact figure, the latest stage, the evidence of both.

mod aid;
mod exercise;
mod readiness;

use std::collections::BTreeMap;

use events::fact::Status;
use events::{Category, Extent, Force, Place, Relation};

use crate::draft::{Draft, Kind};

/// A fact is looked for among this many told before it.
const WINDOW: usize = 200;

/// Merges the facts of one article.
pub(crate) fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let window = out.len().saturating_sub(WINDOW);
        let told = match draft.kind {
            // `the drills` are those told last.
            Kind::Exercise { .. } => out[window..].iter_mut().rfind(|other| same(other, &draft)),
            _ => out[window..].iter_mut().find(|other| same(other, &draft)),
        };
        match told {
            Some(other) => join(other, draft),
            None => out.push(draft),
        }
    }
    for draft in &mut out {
        from_elsewhere(draft);
    }
    contradicted(&mut out);
    retell(&mut out);
    told_again_in_full(&mut out);
    out.retain(|draft| {
        !matches!(draft.kind, Kind::Exercise { .. }) || !exercise::participants(draft).is_empty()
    });
    // To leave one place for another is one movement.
    let mut moved: BTreeMap<usize, Vec<Draft>> = BTreeMap::new();
    for draft in &out {
        if matches!(draft.kind, Kind::Deployment(_)) && !draft.origin.is_empty() {
            moved.entry(draft.sentence).or_default().push(draft.clone());
        }
    }
    out.retain(|draft| {
        let others = moved.get(&draft.sentence).map_or(&[][..], Vec::as_slice);
        let told = others.iter().any(|other| {
            let inside = draft
                .origin
                .iter()
                .all(|place| other.origin.contains(place));
            other.owner == draft.owner && other.forces == draft.forces && inside
        });
        !(told && matches!(draft.kind, Kind::Withdrawal(_)))
    });
    out
}

/// `arrived in Norfolk, returning from a mission`: nobody leaves where they come to.
fn from_elsewhere(draft: &mut Draft) {
    if let Kind::Withdrawal(_) = draft.kind {
        let goals = &draft.destination;
        draft.origin.retain(|from| {
            !goals
                .iter()
                .any(|goal| goal.posture_code() == from.posture_code())
        });
    }
}

/// `reports said that Russia had sent a unit ... there are no such soldiers in Egypt`: what somebody else
/// tells against the owner's denial is no fact.
fn contradicted(drafts: &mut Vec<Draft>) {
    let denials: Vec<Draft> = drafts
        .iter()
        .filter(|draft| draft.rule == crate::rules::DENIAL && !draft.destination.is_empty())
        .cloned()
        .collect();
    drafts.retain(|draft| {
        let done = matches!(
            draft.kind,
            Kind::Deployment(Status::Completed | Status::UnderWay)
        );
        let denied = denials.iter().any(|denial| {
            denial.owner == draft.owner
                && denial.destination.iter().any(|place| {
                    draft
                        .destination
                        .iter()
                        .any(|other| place.posture_code() == other.posture_code())
                })
        });
        !(done && denied)
    });
}

/// Joins movements told again in plain words (`the forces`, `the troops`) to what they tell again.
fn retell(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let window = at.saturating_sub(WINDOW)..drafts.len().min(at + WINDOW);
        let told = plainly_told(&drafts[at])
            .then(|| {
                window
                    .filter(|other| *other != at)
                    .find(|other| retells(&drafts[at], &drafts[*other]))
            })
            .flatten();
        match told {
            Some(other) => {
                let again = drafts.remove(at);
                let other = if other > at { other - 1 } else { other };
                let kept = drafts[other].forces.clone();
                join(&mut drafts[other], again);
                drafts[other].forces = kept;
            }
            None => at += 1,
        }
    }
}

/// `Canada followed suit. It will send 460 soldiers`: what a verb that stands for another tells is told
/// after it in full.
fn told_again_in_full(drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let draft = &drafts[at];
        let in_full = draft.rule == crate::rules::AGAIN
            && drafts[at + 1..].iter().take(3).any(|other| {
                other.owner == draft.owner
                    && other.paragraph == draft.paragraph
                    && std::mem::discriminant(&other.kind) == std::mem::discriminant(&draft.kind)
            });
        if in_full {
            drafts.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Whether a movement is told without a number of its own.
fn plainly_told(draft: &Draft) -> bool {
    matches!(draft.kind, Kind::Deployment(_) | Kind::Withdrawal(_))
        && draft.forces.iter().all(|force| {
            force.quantity.is_none() && matches!(force.extent, None | Some(Extent::Additional))
        })
}

/// Whether it tells of people and units only.
fn people_only(draft: &Draft) -> bool {
    draft.forces.iter().all(|force| {
        matches!(
            force.category,
            Category::Troops | Category::Forces | Category::LandUnit
        )
    })
}

/// Whether a movement told plainly is one that another telling knows better.
fn retells(plain: &Draft, other: &Draft) -> bool {
    let alike = matches!(
        (&plain.kind, &other.kind),
        (Kind::Deployment(_), Kind::Deployment(_)) | (Kind::Withdrawal(_), Kind::Withdrawal(_))
    );
    let considered = |draft: &Draft| {
        matches!(
            draft.kind,
            Kind::Deployment(Status::Considered) | Kind::Withdrawal(Status::Considered)
        )
    };
    let people = other.forces.iter().any(|force| {
        matches!(
            force.category,
            Category::Troops | Category::Forces | Category::LandUnit
        )
    });
    let more = |draft: &Draft| draft.forces.iter().any(|force| force.extent.is_some());
    let told_better = !(plainly_told(other) && people_only(other))
        || !(plain.destination.is_empty() && plain.origin.is_empty())
            && plain.forces.len() == 1
            && plain.forces[0].category != Category::Troops;
    // `the deployment of tanks and equipment`: kinds that another telling counts.
    let counted = !people_only(plain)
        && !plainly_told(other)
        && plain.forces.iter().all(|force| {
            let generic = force.designation.chars().all(|c| !c.is_uppercase());
            other.forces.iter().any(|own| {
                own.category == force.category && (generic || own.designation == force.designation)
            })
        });
    // `to build up its presence`: whatever another telling counts.
    let presence = plain
        .forces
        .iter()
        .all(|force| force.category == Category::Forces)
        && other.forces.iter().any(|force| force.quantity.is_some());
    let better = people_only(plain) && people && told_better || counted || presence;
    alike
        && better
        && (!more(plain) || more(other) || plain.sentence.abs_diff(other.sentence) == 1)
        && considered(plain) == considered(other)
        && plain.owner == other.owner
        && places_agree(&plain.destination, &other.destination)
        && places_agree(&plain.origin, &other.origin)
        && (!plain.dated || !other.dated || plain.effective == other.effective)
}

fn same(a: &Draft, b: &Draft) -> bool {
    if a.owner != b.owner
        && !matches!(
            (&a.kind, &b.kind),
            (Kind::Exercise { .. }, Kind::Exercise { .. })
        )
    {
        return false;
    }
    match (&a.kind, &b.kind) {
        (Kind::Deployment(_), Kind::Deployment(_)) | (Kind::Withdrawal(_), Kind::Withdrawal(_)) => {
            let numbered = a.forces.iter().all(|force| force.quantity.is_some());
            let near = |a: &[Place], b: &[Place]| {
                numbered
                    && a.iter()
                        .any(|x| b.iter().any(|y| x.posture_code() == y.posture_code()))
            };
            (places_agree(&a.destination, &b.destination) || near(&a.destination, &b.destination))
                && places_agree(&a.origin, &b.origin)
                && same_forces(&a.forces, &b.forces)
        }
        (Kind::RuledOut, Kind::RuledOut) => {
            let (one, other) = (refused(&a.forces), refused(&b.forces));
            let inside = |some: &[Category], all: &[Category]| some.iter().all(|c| all.contains(c));
            places_agree(&a.destination, &b.destination)
                && (inside(&one, &other) || inside(&other, &one))
        }
        (Kind::Posture, Kind::Posture) => {
            same_places(&a.destination, &b.destination)
                && (a.by == b.by || a.by.is_none() || b.by.is_none())
                && same_forces(&a.forces, &b.forces)
                && (a.effective == b.effective || a.dated != b.dated)
        }
        (Kind::Readiness(x), Kind::Readiness(y)) => readiness::same(a, b, x == y),
        (Kind::Aid { recipient: x, .. }, Kind::Aid { recipient: y, .. }) => {
            x == y && aid::same(a, b)
        }
        (
            Kind::Exercise {
                name: x, several, ..
            },
            Kind::Exercise {
                name: y,
                several: more,
                ..
            },
        ) => several == more && exercise::same(a, b, x, y),
        _ => false,
    }
}

/// Places that share one, or one side of which is not told.
fn places_agree(a: &[Place], b: &[Place]) -> bool {
    a.is_empty()
        || b.is_empty()
        || a.iter().any(|x| {
            b.iter()
                .any(|y| x.posture_code() == y.posture_code() && x.relation == y.relation)
        })
}

/// The same places, by the codes that a posture is asked for.
fn same_places(a: &[Place], b: &[Place]) -> bool {
    let inside = |some: &[Place], all: &[Place]| {
        some.iter().all(|x| {
            all.iter()
                .any(|y| x.posture_code() == y.posture_code() && x.relation == y.relation)
        })
    };
    inside(a, b) && inside(b, a)
}

fn categories(forces: &[Force]) -> Vec<Category> {
    let mut all: Vec<_> = forces.iter().map(|force| force.category).collect();
    all.sort_unstable();
    all
}

/// The kinds that are refused: soldiers and units are one there.
fn refused(forces: &[Force]) -> Vec<Category> {
    let mut all = categories(forces);
    for category in &mut all {
        if *category == Category::LandUnit {
            *category = Category::Troops;
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// The same kinds, with the same numbers where both tell one; nothing but repeated words tells that
/// two tellings without a number are one.
fn same_forces(a: &[Force], b: &[Force]) -> bool {
    if categories(a) != categories(b) {
        return false;
    }
    a.iter().all(|x| {
        b.iter().any(|y| {
            x.category == y.category
                && match (&x.quantity, &y.quantity) {
                    (Some(p), Some(q)) => {
                        p.low == q.low
                            && p.high == q.high
                            && x.part_of == y.part_of
                            && !other_ship(x, y)
                    }
                    (None, None) => {
                        x.designation == y.designation
                            || x.designation.is_empty()
                            || y.designation.is_empty()
                    }
                    _ => false,
                }
        })
    })
}

/// Two ships by different names.
fn other_ship(a: &Force, b: &Force) -> bool {
    let named = |force: &Force| {
        let ship = matches!(force.category, Category::Warship | Category::Submarine);
        ship && force.designation.starts_with(char::is_uppercase)
            && !force.designation.contains("-class")
            && !force.designation.contains(|c: char| c.is_ascii_digit())
            && !force.designation.contains(" and ")
    };
    named(a)
        && named(b)
        && !a.designation.contains(&b.designation)
        && !b.designation.contains(&a.designation)
}

fn join(into: &mut Draft, from: Draft) {
    match (&mut into.kind, from.kind) {
        (Kind::Deployment(a), Kind::Deployment(b)) | (Kind::Withdrawal(a), Kind::Withdrawal(b)) => {
            *a = (*a).max(b);
        }
        (
            Kind::Aid {
                status: a, value, ..
            },
            Kind::Aid {
                status: b,
                value: other,
                ..
            },
        ) => {
            *a = (*a).max(b);
            *value = value.take().or(other);
        }
        (
            Kind::Exercise { others, name, .. },
            Kind::Exercise {
                others: more,
                name: other,
                ..
            },
        ) => {
            let mut more = from.owner.into_iter().chain(more);
            into.owner = into.owner.take().or_else(|| more.next());
            let owner = into.owner.as_ref();
            for actor in more {
                if Some(&actor) != owner && !others.contains(&actor) {
                    others.push(actor);
                }
            }
            if name.is_empty() {
                *name = other;
            }
        }
        _ => {}
    }
    // What is refused is refused once: `no special forces ... no units`.
    let more = match into.kind {
        Kind::RuledOut if refused(&into.forces).len() >= refused(&from.forces).len() => Vec::new(),
        Kind::Readiness(_) => readiness::better(&mut into.forces, from.forces),
        Kind::Aid { .. } => aid::better(&mut into.forces, from.forces),
        Kind::Exercise { .. } => exercise::better(&mut into.forces, &from.forces),
        _ => from.forces,
    };
    for force in more {
        match into
            .forces
            .iter_mut()
            .find(|own| own.category == force.category)
        {
            Some(own) => {
                if own.designation.is_empty() {
                    own.designation = force.designation;
                }
                own.extent = own.extent.or(force.extent);
                own.quantity = own.quantity.take().or(force.quantity);
            }
            None => into.forces.push(force),
        }
    }
    crate::rules::add_places(&mut into.origin, from.origin);
    let mut more = from.destination;
    // `on the border with Uganda ... in the Kenyan city of Kisumu`
    let inside = |places: &[Place]| places.iter().any(|place| place.relation == Relation::In);
    if matches!(into.kind, Kind::Exercise { .. }) && !inside(&into.destination) && inside(&more) {
        into.destination.clear();
        more.retain(|place| place.relation == Relation::In);
    }
    // `left for Albania ... due off the Albanian coast`
    more.retain(|place| {
        into.destination
            .iter()
            .all(|own| own.posture_code() != place.posture_code())
    });
    crate::rules::add_places(&mut into.destination, more);
    if !into.dated && from.dated {
        (into.effective, into.dated) = (from.effective, true);
    }
    into.temporary |= from.temporary;
    for span in from.evidence {
        if !into.evidence.contains(&span) {
            into.evidence.push(span);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn a_movement_told_again_in_plain_words_is_one() {
        check(
            "Kenya sent 400 soldiers to Haiti on Tuesday.\n\nKenyan troops were sent to Haiti after the council agreed.",
            &["deploy KEN 400 TROOPS to HTI completed"],
        );
        check(
            "Canada is sending 60 soldiers and 12 tanks to Latvia.\n\nThe deployment of Canadian tanks to Latvia takes two weeks.",
            &["deploy CAN 60 TROOPS, 12 ARMOR to LVA announced"],
        );
    }

    #[test]
    fn what_is_told_against_a_denial_is_none() {
        check(
            "A newspaper said that China had sent 40 soldiers to Tajikistan. There are no Chinese soldiers in Tajikistan, the ministry in Dushanbe said.",
            &["rule out CHN TROOPS to TJK"],
        );
    }
}
