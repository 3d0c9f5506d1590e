//! A fact in one line, for people.

use events::fact::{Level, Status};
use events::{Actor, Extent, Fact, Force, Period, Place, Quantity, Relation};

/// One line: who, what, how many, where, how far.
pub(crate) fn describe(fact: &Fact) -> String {
    match fact {
        Fact::DeploymentAnnounced(fact) => line(&[
            fact.owner.code.to_string(),
            forces(&fact.forces),
            from(&fact.origin),
            to(&fact.destination),
            status(Some(fact.status)),
            when(fact.effective),
        ]),
        Fact::WithdrawalAnnounced(fact) => line(&[
            fact.owner.code.to_string(),
            forces(&fact.forces),
            from(&fact.origin),
            to(&fact.destination),
            status(Some(fact.status)),
            when(fact.effective),
        ]),
        Fact::DeploymentRuledOut(fact) => line(&[
            fact.owner.code.to_string(),
            format!("no {}", forces(&fact.forces)),
            to(&fact.destination),
        ]),
        Fact::PostureReported(fact) => line(&[
            fact.owner.code.to_string(),
            forces(&fact.forces),
            at(&fact.location),
            when(fact.effective),
            counted_by(fact.reported_by.as_ref()),
        ]),
        Fact::ReadinessChanged(fact) => line(&[
            fact.owner.code.to_string(),
            forces(&fact.forces),
            level(fact.level).to_owned(),
            to(&fact.destination),
            when(fact.effective),
        ]),
        Fact::MilitaryAidAnnounced(fact) => line(&[
            format!("{} for {}", fact.supplier.code, fact.recipient.code),
            forces(&fact.materiel),
            fact.value.as_ref().map_or_else(String::new, |value| {
                format!("worth {} {}", grouped(value.amount), value.currency)
            }),
            status(Some(fact.status)),
            when(fact.effective),
        ]),
        Fact::ExerciseReported(fact) => line(&[
            actors(&fact.participants),
            fact.name.clone(),
            forces(&fact.forces),
            at(&fact.location),
            status(fact.status),
            when(fact.effective),
        ]),
        Fact::StatementMade(fact) => {
            let speaker = [&fact.speaker.name, &fact.speaker.office]
                .into_iter()
                .find(|name| !name.is_empty());
            let actor = fact.speaker.actor.as_ref().map(|actor| actor.code.as_str());
            let speaker = speaker.map_or("somebody", String::as_str);
            format!("{speaker} ({}): {}", actor.unwrap_or("?"), fact.text)
        }
        Fact::ReportCorrected(fact) => line(&[
            format!("not {}", fact.owner.code),
            forces(&fact.forces),
            at(&fact.location),
            fact.reported_on
                .map_or_else(String::new, |day| format!("as told on {day}")),
        ]),
    }
}

/// A count as people read it: `about 2,000`, `75,000 to 80,000`, `at least 100,000`.
pub(crate) fn bounds(low: u64, high: Option<u64>) -> String {
    match high {
        None => format!("at least {}", grouped(low)),
        Some(high) if high == low => grouped(low),
        Some(high) => format!("{} to {}", grouped(low), grouped(high)),
    }
}

fn line(parts: &[String]) -> String {
    let told: Vec<_> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    told.join(" · ")
}

fn forces(forces: &[Force]) -> String {
    let each: Vec<_> = forces.iter().map(force).collect();
    each.join(" + ")
}

fn force(force: &Force) -> String {
    let extent = match force.extent {
        Some(Extent::Additional) => "another ",
        Some(Extent::Total) => "in all ",
        Some(Extent::Part) => "part, ",
        None => "",
    };
    let quantity = force
        .quantity
        .as_ref()
        .map_or_else(String::new, |q| format!("{} ", count(q)));
    let whole = force
        .part_of
        .as_ref()
        .map_or_else(String::new, |q| format!(" of {}", count(q)));
    let designation = match force.designation.as_str() {
        "" => String::new(),
        designation => format!(" ({designation})"),
    };
    format!("{extent}{quantity}{}{designation}{whole}", force.category)
}

fn count(quantity: &Quantity) -> String {
    let about = if quantity.approximate { "about " } else { "" };
    format!(
        "{about}{}",
        bounds(quantity.low.into(), quantity.high.map(u64::from))
    )
}

/// Digits in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(String::from_utf8_lossy)
        .collect();
    groups.join(",")
}

fn places(places: &[Place]) -> String {
    let each: Vec<_> = places.iter().map(place).collect();
    each.join(", ")
}

fn place(place: &Place) -> String {
    let near = if place.relation == Relation::Near {
        "near "
    } else {
        ""
    };
    match &place.country {
        Some(country) if *country != place.code => format!("{near}{} ({country})", place.code),
        _ => format!("{near}{}", place.code),
    }
}

fn prefixed(prefix: &str, list: &[Place]) -> String {
    if list.is_empty() {
        String::new()
    } else {
        format!("{prefix} {}", places(list))
    }
}

fn from(list: &[Place]) -> String {
    prefixed("from", list)
}

fn to(list: &[Place]) -> String {
    prefixed("to", list)
}

fn at(list: &[Place]) -> String {
    prefixed("at", list)
}

fn actors(actors: &[Actor]) -> String {
    let codes: Vec<_> = actors.iter().map(|actor| actor.code.as_str()).collect();
    codes.join(", ")
}

fn counted_by(actor: Option<&Actor>) -> String {
    actor.map_or_else(String::new, |actor| format!("counted by {}", actor.code))
}

fn when(period: Option<Period>) -> String {
    match period {
        None => String::new(),
        Some(period) if period.from == period.to => period.from.to_string(),
        Some(period) => format!("{} to {}", period.from, period.to),
    }
}

fn status(status: Option<Status>) -> String {
    let word = match status {
        None => "",
        Some(Status::Considered) => "considered",
        Some(Status::Announced) => "announced",
        Some(Status::UnderWay) => "under way",
        Some(Status::Completed) => "completed",
    };
    word.to_owned()
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Heightened => "on alert",
        Level::Standby => "on standby",
        Level::Lowered => "stood down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_people_read_them() {
        let check = |low, high, expect: &str| assert_eq!(bounds(low, high), expect);
        check(0, Some(0), "0");
        check(2_000, Some(2_000), "2,000");
        check(75_000, Some(80_000), "75,000 to 80,000");
        check(1_234_567, None, "at least 1,234,567");
        check(999, Some(1_000), "999 to 1,000");
    }
}
