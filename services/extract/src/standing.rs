//! What stands in place of a reading that was not committed.

use event_log::EventLog;
use events::{Position, Precedence};

use crate::CommitError;
use crate::commit::standing;
use crate::reading::Reading;

/// What stands where an extraction was superseded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The same facts by the same version: it was committed before.
    Same,
    /// Other facts by the same version.
    Other,
    /// One of a newer revision or by a newer version.
    Newer(Precedence),
}

/// What stands in place of a reading; nothing when none of its extractor does.
///
/// # Errors
/// When the log cannot be read.
pub(crate) async fn instead_of(
    reading: &Reading,
    events: &EventLog,
) -> Result<Option<Standing>, CommitError> {
    let Some((position, marker)) = standing(events, &reading.subject).await? else {
        return Ok(None);
    };
    let precedence = marker.precedence();
    if precedence > reading.precedence {
        return Ok(Some(Standing::Newer(precedence)));
    }
    // The batch ends with its marker, which tells how many facts stand before it.
    let first = (position.0 + 1).checked_sub(reading.batch.len() as u64);
    for (message, position) in reading.batch.iter().zip(first.unwrap_or_default()..) {
        let record = events.get(Position(position)).await?;
        let same = record.is_some_and(|record| {
            record.subject == message.subject && record.payload == message.payload
        });
        if !same {
            return Ok(Some(Standing::Other));
        }
    }
    Ok(Some(Standing::Same))
}
