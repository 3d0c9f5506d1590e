//! Which claims a question lets pass, of those that bear on it.

use events::Fact;

use super::{EventRecord, PostureQuestion};

impl PostureQuestion {
    /// Whether a claim takes part: its outlet is among those wanted, and, where it is a stock, its
    /// counter is the one wanted.
    pub(super) fn admits(&self, record: &EventRecord) -> bool {
        if self.counter.is_none() && self.outlets.is_none() {
            return true;
        }
        let event = &record.claim.event;
        let outlet = event.provenance.publisher.trim().to_lowercase();
        let counted = match (&self.counter, &event.fact) {
            (Some(wanted), Fact::PostureReported(stock)) => match &stock.reported_by {
                Some(counter) => counter.code.as_str().eq_ignore_ascii_case(wanted),
                None => outlet == wanted.trim().to_lowercase(),
            },
            _ => true,
        };
        counted
            && self
                .outlets
                .as_ref()
                .is_none_or(|wanted| wanted.contains(&outlet))
    }
}
