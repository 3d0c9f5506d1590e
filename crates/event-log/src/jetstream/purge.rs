//! Taking down: the records of one subject before its tombstone are removed. Their positions stay
//! empty, and no other record moves.

use events::{Position, Subject};
use serde::Deserialize;
use serde_json::json;

use super::stream::Stream;
use crate::{PurgeError, StreamName};

#[derive(Deserialize)]
struct Purged {
    purged: u64,
}

impl Stream {
    pub(crate) async fn purge_subject(
        &self,
        subject: &Subject,
        before: Position,
    ) -> Result<u64, PurgeError> {
        if self.name != StreamName::Articles {
            return Err(PurgeError::Refused(self.name));
        }
        self.is_open()?;
        let last = self.leader_last(subject.as_str()).await?;
        let last = last.map_or(Position::ZERO, |record| record.position);
        if before > last {
            let subject = subject.clone();
            return Err(PurgeError::NoTombstone { subject, last });
        }
        let what = format!("STREAM.PURGE.{}", self.name);
        let body = json!({ "filter": subject.as_str(), "seq": before.0 });
        let purged = self.shared.connection.api::<Purged>(&what, &body).await;
        Ok(purged.map_err(|error| self.failed(error))?.purged)
    }
}
