//! What a fact is made of, each part with its place in the fact's JSON.

use events::{Actor, Fact, Force, Place};

/// The parts that are held to the gazetteer and to the evidence.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) actors: Vec<(String, &'a Actor)>,
    pub(super) places: Vec<(String, &'a Place)>,
    pub(super) forces: Vec<(String, &'a Force)>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(fact: &'a Fact) -> Self {
        let mut parts = Self::default();
        let name = fact.fact_type().as_str();
        let place = |field: &str| format!("{name}.{field}");
        let mut actor = |field, actor| parts.actors.push((place(field), actor));
        match fact {
            Fact::DeploymentAnnounced(fact) => {
                actor("owner", &fact.owner);
                fact.announced_by
                    .iter()
                    .for_each(|by| actor("announcedBy", by));
                parts.places(&place("origin"), &fact.origin);
                parts.places(&place("destination"), &fact.destination);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::WithdrawalAnnounced(fact) => {
                actor("owner", &fact.owner);
                fact.announced_by
                    .iter()
                    .for_each(|by| actor("announcedBy", by));
                parts.places(&place("origin"), &fact.origin);
                parts.places(&place("destination"), &fact.destination);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::DeploymentRuledOut(fact) => {
                actor("owner", &fact.owner);
                fact.announced_by
                    .iter()
                    .for_each(|by| actor("announcedBy", by));
                parts.places(&place("destination"), &fact.destination);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::PostureReported(fact) => {
                actor("owner", &fact.owner);
                fact.reported_by
                    .iter()
                    .for_each(|by| actor("reportedBy", by));
                parts.places(&place("location"), &fact.location);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::ReadinessChanged(fact) => {
                actor("owner", &fact.owner);
                parts.places(&place("destination"), &fact.destination);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::MilitaryAidAnnounced(fact) => {
                actor("supplier", &fact.supplier);
                actor("recipient", &fact.recipient);
                parts.forces(&place("materiel"), &fact.materiel);
            }
            Fact::ExerciseReported(fact) => {
                parts.actors(&place("participants"), &fact.participants);
                parts.places(&place("location"), &fact.location);
                parts.forces(&place("forces"), &fact.forces);
            }
            Fact::StatementMade(fact) => {
                let spoken_for = fact.speaker.actor.iter();
                spoken_for.for_each(|for_whom| actor("speaker.actor", for_whom));
                parts.actors(&place("about"), &fact.about);
            }
            Fact::ReportCorrected(fact) => {
                actor("owner", &fact.owner);
                parts.places(&place("location"), &fact.location);
                parts.forces(&place("forces"), &fact.forces);
            }
        }
        parts
    }

    fn actors(&mut self, field: &str, actors: &'a [Actor]) {
        self.actors.extend(numbered(field, actors));
    }

    fn places(&mut self, field: &str, places: &'a [Place]) {
        self.places.extend(numbered(field, places));
    }

    fn forces(&mut self, field: &str, forces: &'a [Force]) {
        self.forces.extend(numbered(field, forces));
    }
}

fn numbered<'a, T>(
    field: &str,
    values: &'a [T],
) -> impl Iterator<Item = (String, &'a T)> + use<'a, T> {
    let field = field.to_owned();
    let place = move |(at, value)| (format!("{field}[{at}]"), value);
    values.iter().enumerate().map(place)
}
