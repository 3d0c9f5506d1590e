//! Where forces go, or leave, whose clause names no place: what the text around makes plain.

use events::fact::Status;
use events::{Actor, Place, Relation};

use crate::draft::{Draft, Kind};
use crate::extract::Reason;
use crate::reading::Reading;

use super::Findings;

/// Gives the movements from some draft on the places that their clauses leave out, and drops those
/// that tell too little without one.
pub(super) fn complete(reading: &Reading<'_, '_>, findings: &mut Findings, from: usize) {
    let elsewhere = std::mem::take(&mut findings.elsewhere);
    for draft in findings.drafts.iter_mut().skip(from) {
        if let (Kind::Readiness(_), Some(owner)) = (&draft.kind, &draft.owner) {
            at_home(owner, &mut draft.destination);
        }
        inside_not_near(&mut draft.destination);
        inside_not_near(&mut draft.origin);
    }
    for (at, draft) in findings.drafts.iter_mut().enumerate().skip(from) {
        match draft.kind {
            Kind::Deployment(_) | Kind::RuledOut
                if draft.destination.is_empty() && !elsewhere.contains(&at) =>
            {
                let firm = matches!(
                    draft.kind,
                    Kind::Deployment(Status::Announced | Status::UnderWay | Status::Completed)
                );
                let owner = draft.owner.as_ref();
                let mut goal = reading
                    .setting(draft.paragraph, owner, firm)
                    .or_else(|| reading.mission_goal(draft.paragraph, owner));
                if goal.is_none() && !findings.unplaced.contains(&at) {
                    goal = reading.topic(owner);
                }
                draft.destination.extend(goal.filter(|goal| {
                    !draft.origin.iter().any(|origin| {
                        origin.posture_code() == goal.posture_code()
                            && goal.relation == Relation::In
                    })
                }));
            }
            // `Italy reduced its mission from 350 to 250`: where it was told to be.
            Kind::Posture
                if matches!(draft.rule, "level" | "presence") && draft.destination.is_empty() =>
            {
                let owner = draft.owner.as_ref();
                let there = reading
                    .post_of(owner)
                    .or_else(|| left_by_others(reading, draft))
                    .or_else(|| reading.topic(owner));
                draft.destination.extend(there);
            }
            Kind::Withdrawal(_)
                if draft.origin.is_empty()
                    && draft.destination.is_empty()
                    && !elsewhere.contains(&at) =>
            {
                let told = from_where_they_were(reading, draft);
                let owner = draft.owner.as_ref();
                let from = told
                    .or_else(|| reading.setting(draft.paragraph, owner, true))
                    .or_else(|| reading.topic(owner));
                draft.origin.extend(from);
            }
            // `are going home`: from where they were told to be.
            Kind::Withdrawal(_) if draft.origin.is_empty() => {
                let owner = draft.owner.as_ref();
                let from = reading
                    .setting(draft.paragraph, owner, false)
                    .or_else(|| reading.post_of(owner))
                    .or_else(|| reading.topic(owner));
                draft.origin.extend(from.filter(|from| {
                    !draft
                        .destination
                        .iter()
                        .any(|goal| goal.posture_code() == from.posture_code())
                }));
            }
            _ => {}
        }
    }
    let unplaced = std::mem::take(&mut findings.unplaced);
    for at in unplaced.into_iter().rev() {
        let lost = findings.drafts.get(at).is_some_and(|draft: &Draft| {
            draft.destination.is_empty()
                && (draft.origin.is_empty() || !matches!(draft.kind, Kind::Withdrawal(_)))
        });
        if lost {
            let draft = findings.drafts.remove(at);
            if draft.forces.iter().any(|force| force.quantity.is_some()) {
                findings.placeless.push(draft);
                continue;
            }
            let evidence = draft.evidence.into_iter().next().unwrap_or(0..0);
            findings.abstain(reading, draft.rule, Reason::NoPlace, evidence);
        }
    }
}

/// Along one's own coast is at home.
fn at_home(owner: &Actor, places: &mut [Place]) {
    for place in places {
        if place.code.as_str() == owner.code.as_str() {
            place.relation = Relation::In;
        }
    }
}

/// `Japanese waters around the Senkaku islands`: what is in a country is not near it as well.
fn inside_not_near(places: &mut Vec<Place>) {
    let inside: Vec<_> = places
        .iter()
        .filter(|place| place.relation == Relation::In)
        .map(|place| place.posture_code().clone())
        .collect();
    places.retain(|place| {
        place.relation == Relation::In
            || place.code == *place.posture_code()
            || !inside.contains(place.posture_code())
    });
}

/// `four jets were sent to Lithuania ... the Poles flew home`: where the owner's forces were told to be.
fn from_where_they_were(reading: &Reading<'_, '_>, draft: &Draft) -> Option<Place> {
    let owner = draft.owner.as_ref()?;
    let (_, force, place) = reading
        .forces_of
        .iter()
        .find(|(code, _, _)| *code == owner.code)?;
    let same = draft
        .forces
        .iter()
        .any(|own| own.category == force.category);
    let abroad = |place: &&Place| place.posture_code().as_str() != owner.code.as_str();
    place.as_ref().filter(|_| same).filter(abroad).cloned()
}

/// `Kenyan soldiers left Somalia. Troops from Uganda are leaving too`: where the others leave.
fn left_by_others(reading: &Reading<'_, '_>, draft: &Draft) -> Option<Place> {
    let (paragraph, origin) = reading.last_origin.as_ref()?;
    let owner = draft.owner.as_ref()?;
    let [from] = origin.as_slice() else {
        return None;
    };
    (*paragraph + 1 >= draft.paragraph && from.posture_code().as_str() != owner.code.as_str())
        .then(|| from.clone())
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn places_left_out() {
        check(
            "Kenya is sending 500 soldiers to Haiti. Jamaica will send 200.",
            &[
                "deploy KEN 500 TROOPS to HTI announced",
                "deploy JAM 200 TROOPS to HTI announced",
            ],
        );
        check(
            "Rwanda has 1,000 soldiers in Mozambique. Angola has sent a transport plane.",
            &[
                "posture RWA 1000 TROOPS in MOZ",
                "deploy AGO 1 SUPPORT_AIRCRAFT to MOZ completed",
            ],
        );
        check(
            "The deployment of troops is a matter for the council, the Norwegian minister said.",
            &[],
        );
    }

    #[test]
    fn who_arrives_is_where_the_dispatch_was_written() {
        check(
            "MONROVIA, March 15 - A first group of 50 Ghanaian soldiers flew in on Tuesday.",
            &["deploy GHA 50 TROOPS to LBR completed"],
        );
        check(
            "BANGUI. The first 90 Rwandan soldiers landed on Monday.",
            &["deploy RWA 90 TROOPS to CAF completed"],
        );
    }

    #[test]
    fn who_goes_home_leaves_where_they_were() {
        check(
            "Spain has four Eurofighters in Bulgaria. Italy has six jets in Romania.\n\nThe Spanish jets will return to Spain on Saturday.",
            &[
                "posture ESP 4 COMBAT_AIRCRAFT in BGR",
                "posture ITA 6 COMBAT_AIRCRAFT in ROU",
                "withdraw ESP COMBAT_AIRCRAFT from BGR announced",
            ],
        );
        check(
            "Greek helicopters returned to their home base.",
            &["withdraw GRC HELICOPTER completed"],
        );
    }

    #[test]
    fn what_a_text_is_about_tells_where() {
        check(
            "The council met in Chad on Monday. Aid convoys went to Chad again, and people fled from Sudan into Chad.\n\nThe government in Rome said on Tuesday that Italy would send 200 soldiers.\n\nGreece has pledged 700 soldiers.",
            &[
                "deploy ITA 200 TROOPS to TCD announced",
                "deploy GRC 700 TROOPS to TCD announced",
            ],
        );
    }

    #[test]
    fn neighbours_and_countries_without_a_name() {
        check(
            "Officials met in Kyiv on Tuesday. Russia, which has massed some 90,000 troops near its \
             neighbour, denied any plan.",
            &["posture RUS 90000 TROOPS in near:UKR"],
        );
        check(
            "Armenia has asked for talks. Foreign Minister Ararat Mirzoyan put the Azerbaijani \
             grouping around the country at about 12,000.",
            &["posture AZE 12000 TROOPS in near:ARM by ARM"],
        );
    }

    #[test]
    fn loaves_do_not_march() {
        check(
            "American soldiers came to Poland on Friday. Bakers in the town have been asked for two \
             thousand rolls a day.",
            &["deploy USA TROOPS to POL completed"],
        );
    }
}
