//! Rows of sentences and the facts that they tell, for the tests beside each family of rules. All are
//! published on Friday, 15 March 2024.

use events::fact::{Fact, Level, Status};
use events::{Article, Force, Place, Published, PublishedBasis, Relation};

/// Reads a text and compares all its facts but the statements, in the words of [`told`].
pub(crate) fn check(text: &str, expect: &[&str]) {
    let at = "2024-03-15".parse().expect("a date");
    let published = Published {
        at,
        basis: PublishedBasis::Stated,
    };
    let article = Article::new("", "", None, Some(published), text);
    let got: Vec<_> = crate::extract(&article)
        .events
        .iter()
        .filter_map(|event| told(&event.fact))
        .collect();
    assert_eq!(got, expect, "{text}");
}

/// One line a fact; statements are left out.
fn told(fact: &Fact) -> Option<String> {
    Some(match fact {
        Fact::DeploymentAnnounced(f) => {
            let moved = format!(
                "{} {}{}{}",
                f.owner.code,
                forces(&f.forces),
                places(" from", &f.origin),
                places(" to", &f.destination)
            );
            format!("deploy {moved} {}", status(f.status))
        }
        Fact::WithdrawalAnnounced(f) => {
            format!(
                "withdraw {} {}{} {}",
                f.owner.code,
                forces(&f.forces),
                places(" from", &f.origin),
                status(f.status)
            )
        }
        Fact::DeploymentRuledOut(f) => {
            format!(
                "rule out {} {}{}",
                f.owner.code,
                forces(&f.forces),
                places(" to", &f.destination)
            )
        }
        Fact::PostureReported(f) => {
            let by = f
                .reported_by
                .as_ref()
                .map_or(String::new(), |by| format!(" by {}", by.code));
            format!(
                "posture {} {}{}{by}",
                f.owner.code,
                forces(&f.forces),
                places(" in", &f.location)
            )
        }
        Fact::ReadinessChanged(f) => {
            let level = match f.level {
                Level::Heightened => "heightened",
                Level::Standby => "standby",
                Level::Lowered => "lowered",
            };
            format!("ready {} {} {level}", f.owner.code, forces(&f.forces))
        }
        Fact::MilitaryAidAnnounced(f) => {
            format!(
                "aid {} {} to {} {}",
                f.supplier.code,
                forces(&f.materiel),
                f.recipient.code,
                status(f.status)
            )
        }
        Fact::ExerciseReported(f) => {
            let who: Vec<_> = f
                .participants
                .iter()
                .map(|actor| actor.code.as_str())
                .collect();
            let with = if f.forces.is_empty() {
                String::new()
            } else {
                format!(" with {}", forces(&f.forces))
            };
            format!(
                "exercise {}{}{with}",
                who.join("+"),
                places(" in", &f.location)
            )
        }
        Fact::ReportCorrected(f) => format!("correct {} {}", f.owner.code, forces(&f.forces)),
        Fact::StatementMade(_) => return None,
    })
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Considered => "considered",
        Status::Announced => "announced",
        Status::UnderWay => "under way",
        Status::Completed => "completed",
    }
}

fn forces(forces: &[Force]) -> String {
    let each = forces.iter().map(|force| match &force.quantity {
        None => force.category.to_string(),
        Some(q) if q.high == Some(q.low) => format!("{} {}", q.low, force.category),
        Some(q) => format!(
            "{}..{} {}",
            q.low,
            q.high.map_or(String::new(), |high| high.to_string()),
            force.category
        ),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn places(lead: &str, places: &[Place]) -> String {
    let each = places.iter().map(|place| {
        let near = if place.relation == Relation::Near {
            "near:"
        } else {
            ""
        };
        format!("{near}{}", place.posture_code())
    });
    let all: Vec<_> = each.collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("{lead} {}", all.join("+"))
    }
}
