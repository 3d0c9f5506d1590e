//! Whose forces are of which nothing tells but what the text speaks of.

use events::{Actor, Place};

use super::{Reading, Term};

impl Reading<'_, '_> {
    /// Whose counted forces are of which nothing else tells: the one state that has been a subject so far
    /// in this paragraph and the one before it.
    pub(crate) fn sole_state(
        &self,
        number: usize,
        token: usize,
        terms: &[&Term],
        there: &[Place],
    ) -> Option<Actor> {
        let counted = |term: &&Term| {
            let number = term.force.quantity.as_ref();
            let ship = term.force.category == events::Category::Warship && !term.vague;
            number.is_some_and(|number| number.low > 1 || ship) && term.force.extent.is_none()
        };
        if terms.is_empty() || !terms.iter().all(counted) {
            return None;
        }
        let here = self.sentences[number].paragraph;
        let mut states = self
            .actors
            .iter()
            .rev()
            .take_while(|seen| seen.paragraph + 1 >= here)
            .filter(|seen| {
                seen.token < token && seen.salient && seen.what.kind == events::ActorKind::State
            })
            .map(|seen| &seen.what);
        let first = states.next()?;
        let abroad = |place: &Place| place.posture_code().as_str() != first.code.as_str();
        (states.all(|state| state == first) && there.iter().all(abroad)).then(|| first.clone())
    }
}
