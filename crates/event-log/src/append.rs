//! Appending: its limits, and why an append is refused.

use events::{Position, Subject};

use crate::{Cause, Expectation, NewRecord, Unavailable};

/// How many records one batch may hold.
pub const BATCH_RECORDS_MAX: usize = 1_000;
/// How many bytes of payload one record may hold: an article's text of 4 MiB fits.
pub const RECORD_BYTES_MAX: usize = 8 << 20;
/// How many bytes of payload one batch may hold.
pub const BATCH_BYTES_MAX: usize = 32 << 20;
/// How many bytes a subject may have.
pub const SUBJECT_BYTES_MAX: usize = 256;

/// Why an append was refused. Nothing of the batch is in the log, save after
/// [`Unavailable::Halted`] and [`AppendError::Unconfirmed`], where it is not known.
#[derive(Clone, Debug, thiserror::Error)]
pub enum AppendError {
    /// An expectation does not hold.
    #[error("the last record on {subject} stands at {actual}, not at {expected}")]
    Conflict {
        /// The subject.
        subject: Subject,
        /// Where its last record was expected.
        expected: Position,
        /// Where it stands; [`Position::ZERO`] when there is none.
        actual: Position,
    },
    /// The batch holds no record.
    #[error("a batch holds at least one record")]
    Empty,
    /// A limit is passed.
    #[error("{what}: {actual}, and the limit is {max}")]
    TooLarge {
        /// Of what there is too much.
        what: &'static str,
        /// How much there is.
        actual: usize,
        /// How much there may be.
        max: usize,
    },
    /// The text is no subject: tokens joined by dots, without blanks and wildcards.
    #[error("{0} is no subject to store a record under")]
    InvalidSubject(Subject),
    /// The server's reply was lost, and the batch, which has no expectations, is not found: it may
    /// still come. A batch with an expectation is sent again until it is known.
    #[error("it is not known whether the batch was appended")]
    Unconfirmed(#[source] Cause),
    /// The log answers nothing.
    #[error(transparent)]
    Unavailable(#[from] Unavailable),
}

/// Checks a batch against the limits; gives its bytes of payload.
pub(crate) fn check_limits(
    batch: &[NewRecord],
    expectations: &[Expectation],
) -> Result<usize, AppendError> {
    let within = |what, actual, max| match actual {
        _ if actual > max => Err(AppendError::TooLarge { what, actual, max }),
        _ => Ok(()),
    };
    if batch.is_empty() {
        return Err(AppendError::Empty);
    }
    within("records in a batch", batch.len(), BATCH_RECORDS_MAX)?;
    within("expectations of a batch", expectations.len(), batch.len())?;
    for record in batch {
        within("bytes in a record", record.payload.len(), RECORD_BYTES_MAX)?;
        let subject = record.subject.as_str();
        within("bytes in a subject", subject.len(), SUBJECT_BYTES_MAX)?;
        if !is_subject(subject) {
            return Err(AppendError::InvalidSubject(record.subject.clone()));
        }
    }
    let bytes = batch.iter().map(|record| record.payload.len()).sum();
    within("bytes in a batch", bytes, BATCH_BYTES_MAX)?;
    Ok(bytes)
}

fn is_subject(text: &str) -> bool {
    text.split('.').all(|token| {
        !token.is_empty() && !token.contains(|c: char| matches!(c, '*' | '>') || c.is_whitespace())
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use uuid::Uuid;

    use super::*;

    fn check(subject: &str, payload: usize, records: usize, expect: Result<usize, &str>) {
        let record = NewRecord {
            subject: Subject::stored(subject),
            id: Uuid::nil(),
            payload: Bytes::from(vec![0; payload]),
            trace: None,
        };
        let found = check_limits(&vec![record; records], &[]).map_err(|error| error.to_string());
        assert_eq!(found, expect.map_err(str::to_owned));
    }

    #[test]
    fn each_limit_is_checked_at_its_edge() {
        check("a.b", 3, 2, Ok(6));
        check("a.b", 3, 0, Err("a batch holds at least one record"));
        check("a", 0, BATCH_RECORDS_MAX, Ok(0));
        check(
            "a",
            0,
            BATCH_RECORDS_MAX + 1,
            Err("records in a batch: 1001, and the limit is 1000"),
        );
        check("a", RECORD_BYTES_MAX, 1, Ok(RECORD_BYTES_MAX));
        check(
            "a",
            RECORD_BYTES_MAX + 1,
            1,
            Err("bytes in a record: 8388609, and the limit is 8388608"),
        );
        check("a", RECORD_BYTES_MAX, 4, Ok(BATCH_BYTES_MAX));
        check(
            "a",
            RECORD_BYTES_MAX,
            5,
            Err("bytes in a batch: 41943040, and the limit is 33554432"),
        );
        check(&"a".repeat(SUBJECT_BYTES_MAX), 0, 1, Ok(0));
        check(
            &"a".repeat(SUBJECT_BYTES_MAX + 1),
            0,
            1,
            Err("bytes in a subject: 257, and the limit is 256"),
        );
        for bad in ["", "a.", "a..b", "a.*", ">", "a b", "a\n"] {
            let refused = format!("{bad} is no subject to store a record under");
            check(bad, 0, 1, Err(&refused));
        }
    }
}
