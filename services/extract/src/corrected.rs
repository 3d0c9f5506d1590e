//! Which events analysts have corrected: their articles are left as they were read.

use std::collections::{BTreeMap, BTreeSet};

use event_log::EventLog;
use events::{Curation, CurationAction, CurationId, EventId, LogEvent, Position, SubjectFilter};
use futures::TryStreamExt;

use crate::reextract::ReextractError;

/// The events that a correction is about which was not revoked.
pub(crate) async fn corrected(events: &EventLog) -> Result<BTreeSet<EventId>, ReextractError> {
    let wanted: SubjectFilter = "vedette.v1.curation.>".parse().expect("it is a filter");
    let mut records = events.read(Position::GENESIS, wanted);
    let mut told = Vec::new();
    while let Some(record) = records.try_next().await? {
        let decoded = proto::codec::decode(record.subject.as_str(), &record.payload, None);
        match decoded.map_err(|source| ReextractError::Decode {
            position: record.position,
            source,
        })? {
            LogEvent::Curation(curation) => told.push(*curation),
            LogEvent::Genesis(_) | LogEvent::Fact(_) | LogEvent::Extraction(_) => {}
        }
    }
    Ok(standing(&told))
}

fn standing(told: &[Curation]) -> BTreeSet<EventId> {
    let mut revocations: BTreeMap<CurationId, Vec<CurationId>> = BTreeMap::new();
    for curation in told {
        if let CurationAction::Revoke { curation: revoked } = &curation.action {
            revocations.entry(*revoked).or_default().push(curation.id);
        }
    }
    let stands = told
        .iter()
        .filter(|told| !is_revoked(told.id, &revocations));
    stands
        .flat_map(|told| about(&told.action))
        .copied()
        .collect()
}

/// A revocation is of an earlier correction: the ids form a tree, and this comes to an end.
fn is_revoked(id: CurationId, revocations: &BTreeMap<CurationId, Vec<CurationId>>) -> bool {
    let mut by = revocations.get(&id).into_iter().flatten();
    by.any(|by| *by != id && !is_revoked(*by, revocations))
}

fn about(action: &CurationAction) -> &[EventId] {
    match action {
        CurationAction::Retract { events }
        | CurationAction::Merge { events }
        | CurationAction::Split { events } => events,
        CurationAction::Amend { event, .. } | CurationAction::Note { event, .. } => {
            std::slice::from_ref(event)
        }
        CurationAction::Assert { .. } | CurationAction::Revoke { .. } => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proto::codec::curation_id;

    fn curation(reason: &str, action: CurationAction) -> Curation {
        Curation {
            id: curation_id("desk", reason, &action),
            author: "desk".to_owned(),
            reason: reason.to_owned(),
            action,
        }
    }

    #[test]
    fn what_was_revoked_is_not_corrected_until_the_revocation_is() {
        let event: EventId = "1e185140-e7dc-500d-8e58-7cac268843b5".parse().unwrap();
        let events = vec![event];
        let retraction = curation("a", CurationAction::Retract { events });
        let revoke = |told: &Curation| CurationAction::Revoke { curation: told.id };
        let revocation = curation("b", revoke(&retraction));
        let again = curation("c", revoke(&revocation));
        let all = [retraction, revocation, again];
        for (made, expect) in [(0, false), (1, true), (2, false), (3, true)] {
            assert_eq!(standing(&all[..made]).contains(&event), expect, "{made}");
        }
    }
}
