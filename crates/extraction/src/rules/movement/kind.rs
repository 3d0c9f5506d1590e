//! Which kind of fact a movement is: going, leaving, or not going at all.

use events::fact::Status;
use events::{Actor, Place};

use crate::draft::Kind;
use crate::gazetteer::VerbClass;
use crate::reading::Reading;
use crate::reading::status::Stage;

use super::agents::{goes_back, home_state, sets_out};
use super::joining::{brought_home, returns_abroad};
use super::told::Move;

impl Move<'_, '_, '_> {
    /// The kind of fact, of an owner's forces that go there and come from there; `made_of` says that they
    /// are told as what a force there consists of. None where they are told not to leave.
    pub(super) fn kind(
        &self,
        reading: &Reading<'_, '_>,
        owner: &Actor,
        (there, origin): (&[Place], &[Place]),
        (made_of, negative): (bool, bool),
    ) -> Option<Kind> {
        let (clause, bundle) = (self.clause, self.bundle);
        let (stage, withdrawing) = (self.stage, self.withdrawing);
        let own = home_state(owner);
        let home = |place: &Place| {
            place.posture_code().as_str() == own && place.relation == events::Relation::In
        };
        let abroad = there.iter().any(|place| !home(place));
        let status = match stage {
            Stage::Is(status) => status,
            Stage::Not => Status::Announced,
        };
        if made_of {
            return Some(Kind::Posture);
        }
        if negative {
            return (!withdrawing).then_some(Kind::RuledOut);
        }
        let kind = if withdrawing
            && abroad
            && origin.is_empty()
            && bundle.directed
            && sets_out(reading, clause)
        {
            // `left for the Mediterranean`
            Kind::Deployment(status)
        } else if withdrawing
            && there.is_empty()
            && !origin.is_empty()
            && origin.iter().all(home)
            && sets_out(reading, clause)
        {
            // To leave home is to set out.
            Kind::Deployment(status)
        } else if withdrawing && abroad && bundle.directed && sets_out(reading, clause) {
            // `left for Latvia`
            Kind::Deployment(status)
        } else if bundle.directed && returns_abroad(clause, there, origin, &home) {
            Kind::Deployment(status)
        } else if brought_home(reading, clause, there, origin, &home) {
            // `has redeployed all troops to Australia`
            Kind::Withdrawal(status)
        } else if there.is_empty()
            && !withdrawing
            && !origin.is_empty()
            && !origin.iter().all(home)
            && (clause.noun && clause.is(VerbClass::Sending)
                || matches!(clause.lemma(), "move" | "relocate" | "shift" | "transfer")
                    && !(bundle.directed || status == Status::Considered)
                || clause.has_word(reading, &["away", "out", "back"])
                || matches!(
                    reading.doc.word(clause.tokens.end),
                    "back" | "home" | "away" | "out"
                ))
            || withdrawing && (!abroad || origin.is_empty())
            || !there.is_empty()
                && !abroad
                && (goes_back(reading, clause)
                    || stage == Stage::Is(Status::UnderWay)
                        && clause.has_word(reading, &["back", "home"]))
        {
            Kind::Withdrawal(status)
        } else {
            Kind::Deployment(status)
        };
        Some(kind)
    }
}
