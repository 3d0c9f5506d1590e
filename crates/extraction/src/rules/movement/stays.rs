//! Clauses of movement whose forces, places and owner together tell of no deployment: fights at home,
//! flights past a place, single lorries, forces that stand where they are.

use events::fact::Status;
use events::{Actor, Category, Force, Place, Relation};

use crate::extract::Reason;
use crate::gazetteer::VerbClass;
use crate::grammar::Finite;
use crate::reading::Reading;

use super::told::Move;

impl Move<'_, '_, '_> {
    /// Why the clause tells no movement of these forces, if it does not.
    pub(super) fn tells_nothing(
        &self,
        reading: &Reading<'_, '_>,
        owner: &Actor,
        forces: &[Force],
        status: Status,
        negative: bool,
    ) -> Option<Reason> {
        let Self {
            clause,
            theme,
            bundle,
            there,
            origin,
            withdrawing,
            ..
        } = self;
        let placed = !there.is_empty();
        let near = |place: &Place| place.relation == Relation::Near;
        let sortie =
            clause.lemma() == "fly" && placed && !bundle.directed && there.iter().all(near);
        let home =
            |place: &Place| place.posture_code().as_str() == owner.code.as_str() && !near(place);
        let unnumbered = forces.iter().all(|force| force.quantity.is_none());
        // `Iraqi troops moved into the old city`: a fight, no deployment.
        let fighting = clause.is(VerbClass::Going)
            && !withdrawing
            && matches!(status, Status::Completed | Status::UnderWay)
            && clause.lemma() != "deploy"
            && theme.of_subject
            && !clause.group.passive
            && !clause.noun
            && unnumbered;
        // `a force of 7,000 deployed in the capital`
        let standing = clause.lemma() == "deploy"
            && clause.group.finite == Finite::Perhaps
            && theme.of_subject
            && !bundle.directed;
        let idle =
            status == Status::Considered || clause.is(VerbClass::Massing) || fighting || standing;
        let inside = placed && there.iter().all(home);
        // `the roughly 8,400 now deployed in the country`: they are there already.
        let already =
            standing && placed && clause.has_word(reading, &["now", "currently", "still"]);
        let stays = placed && there.iter().all(|place| origin.contains(place));
        if sortie || inside && idle || already || stays {
            return Some(Reason::NoPlace);
        }
        let single = |force: &Force| {
            let most = force.quantity.as_ref().and_then(|quantity| quantity.high);
            most.is_some_and(|most| most < 3)
        };
        let goods = forces
            .iter()
            .all(|force| force.category == Category::Materiel);
        let given = clause.is(VerbClass::Giving)
            || clause.is(VerbClass::Changing)
            || !placed && origin.is_empty();
        let vague = unnumbered && !bundle.directed && origin.is_empty();
        let trifling = negative || given || vague || forces.iter().all(single);
        (goods && trifling).then_some(Reason::NotMilitary)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::rows::check;

    #[test]
    fn forces_that_go_nowhere() {
        check(
            "Iraqi troops advanced into the old city of Mosul in Iraq on Sunday.",
            &[],
        );
        check("The dairy sent its own lorry to Pskov.", &[]);
        check("A Dutch convoy brought one lorry to Kyiv.", &[]);
        check(
            "Senators want to cut Washington's military aid to Ukraine.",
            &[],
        );
    }
}
