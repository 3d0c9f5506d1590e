//! A correction as it is sent: the contract's JSON without an id, which follows from the rest.

use events::{Curation, CurationAction, CurationId, LogEvent};
use proto::codec::{curation_id, decode, encode, subject};
use proto::v1;
use serde_json::Value;
use uuid::Uuid;

/// Characters of an author's name.
pub const AUTHOR_CHARS_MAX: usize = 200;
/// Characters of a reason.
pub const REASON_CHARS_MAX: usize = 2_000;
/// Characters of the source of an asserted fact.
pub const SOURCE_CHARS_MAX: usize = 200;
/// Characters of a note.
pub const NOTE_CHARS_MAX: usize = 4_000;
/// Events that one correction may be about.
pub const EVENTS_MAX: usize = 1_000;
/// Bytes of a correction as it is recorded.
pub const CURATION_BYTES_MAX: usize = 64 << 10;

/// Why a correction cannot be recorded, whatever is known.
#[derive(Debug, thiserror::Error)]
pub enum InvalidDraft {
    /// It is no JSON of a correction.
    #[error(
        "it is no correction: {0}; send author, reason and one of retract, amend, merge, split, note, assertFact and revoke"
    )]
    Json(serde_json::Error),
    /// A field breaks the contract.
    #[error("{0}")]
    Field(#[from] proto::InvalidField),
    /// A text is empty that must not be.
    #[error("{0} is empty: say {1}")]
    Empty(&'static str, &'static str),
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
    /// It links an event to itself.
    #[error("it names one event only: name two or more that differ")]
    OneEvent,
    /// Its id is not that of its content.
    #[error("its id is {found}, and that of its content is {expected}: leave the id out")]
    OtherId {
        /// The id that was sent.
        found: String,
        /// The id that it has.
        expected: CurationId,
    },
}

/// Reads a correction.
///
/// # Errors
/// When it is none, or one that may not be recorded.
pub fn read(draft: Value) -> Result<Curation, InvalidDraft> {
    let mut wire: v1::Curation = serde_json::from_value(draft).map_err(InvalidDraft::Json)?;
    let sent = std::mem::replace(&mut wire.id, Uuid::nil().to_string());
    let told = Curation::try_from(wire)?;
    let curation = correction(&told.author, &told.reason, told.action)?;
    if sent.is_empty() || sent == curation.id.to_string() {
        Ok(curation)
    } else {
        Err(InvalidDraft::OtherId {
            found: sent.chars().take(80).collect(),
            expected: curation.id,
        })
    }
}

/// The correction with this content: texts trimmed, events in order and each once, so that the same
/// correction always has the same id.
///
/// # Errors
/// When it may not be recorded.
pub fn correction(
    author: &str,
    reason: &str,
    action: CurationAction,
) -> Result<Curation, InvalidDraft> {
    let author = text("author", "who corrects", author, AUTHOR_CHARS_MAX)?;
    let reason = text("reason", "why", reason, REASON_CHARS_MAX)?;
    let action = bounded(action)?;
    let curation = Curation {
        id: curation_id(&author, &reason, &action),
        author,
        reason,
        action,
    };
    let event = LogEvent::Curation(Box::new(curation.clone()));
    let payload = encode(&event);
    within("bytes in a correction", payload.len(), CURATION_BYTES_MAX)?;
    // What readers would refuse never gets onto a log that cannot be edited.
    match decode(subject(&event).as_str(), &payload, None) {
        Err(proto::DecodeError::Field(refused)) => Err(refused.into()),
        decoded => {
            decoded.expect("only a field of a value that was just encoded can be refused");
            Ok(curation)
        }
    }
}

fn bounded(action: CurationAction) -> Result<CurationAction, InvalidDraft> {
    let once = |mut events: Vec<events::EventId>, at_least: usize| {
        events.sort_unstable();
        events.dedup();
        within("events in a correction", events.len(), EVENTS_MAX)?;
        if events.len() < at_least {
            return Err(InvalidDraft::OneEvent);
        }
        Ok(events)
    };
    Ok(match action {
        CurationAction::Retract { events } => CurationAction::Retract {
            events: once(events, 1)?,
        },
        CurationAction::Merge { events } => CurationAction::Merge {
            events: once(events, 2)?,
        },
        CurationAction::Split { events } => CurationAction::Split {
            events: once(events, 2)?,
        },
        CurationAction::Note { event, text: note } => CurationAction::Note {
            event,
            text: text("text", "what readers should know", &note, NOTE_CHARS_MAX)?,
        },
        CurationAction::Assert {
            fact,
            source,
            published,
        } => CurationAction::Assert {
            fact,
            source: text(
                "source",
                "where the fact comes from",
                &source,
                SOURCE_CHARS_MAX,
            )?,
            published,
        },
        action @ (CurationAction::Amend { .. } | CurationAction::Revoke { .. }) => action,
    })
}

fn text(
    name: &'static str,
    meaning: &'static str,
    text: &str,
    max: usize,
) -> Result<String, InvalidDraft> {
    let text = text.trim();
    if text.is_empty() {
        return Err(InvalidDraft::Empty(name, meaning));
    }
    within(name, text.chars().count(), max)?;
    Ok(text.to_owned())
}

fn within(what: &'static str, actual: usize, max: usize) -> Result<(), InvalidDraft> {
    if actual > max {
        return Err(InvalidDraft::TooLarge { what, actual, max });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ONE: &str = "1e185140-e7dc-500d-8e58-7cac268843b5";
    const TWO: &str = "cba369bf-86da-5d8a-b792-581c0e8096a7";

    fn retraction(author: &str, reason: &str, events: &[&str]) -> Value {
        json!({ "author": author, "reason": reason, "retract": { "eventIds": events } })
    }

    #[test]
    fn the_same_correction_has_the_same_id_however_it_is_written() {
        let id = |draft| read(draft).unwrap().id;
        let plain = id(retraction("desk", "a hoax", &[ONE, TWO]));
        assert_eq!(
            id(retraction(" desk ", "a hoax\n", &[TWO, ONE, TWO])),
            plain
        );
        assert_ne!(id(retraction("desk", "a hoax", &[ONE])), plain);
        assert_ne!(id(retraction("desk", "an error", &[ONE, TWO])), plain);
        let mut named = retraction("desk", "a hoax", &[ONE, TWO]);
        named["id"] = json!(plain.to_string());
        assert_eq!(id(named), plain);
    }

    fn check(draft: Value, says: &str) {
        let refused = read(draft).unwrap_err().to_string();
        assert!(refused.contains(says), "{refused}");
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        check(retraction("", "why", &[ONE]), "author is empty");
        check(retraction("desk", " \n", &[ONE]), "reason is empty");
        check(
            retraction(&"a".repeat(201), "why", &[ONE]),
            "the limit is 200",
        );
        check(
            retraction("desk", &"é".repeat(2_001), &[ONE]),
            "2001, and the limit is 2000",
        );
        check(retraction("desk", "why", &[]), "retract.eventIds");
        check(retraction("desk", "why", &["seven"]), "eventIds[0]");
        check(
            json!({ "author": "a", "reason": "b" }),
            "action: is missing",
        );
        check(json!({ "author": "a", "why": "b" }), "no correction");
        check(json!([]), "no correction");
        check(
            json!({ "author": "a", "reason": "b", "merge": { "eventIds": [ONE, ONE] } }),
            "one event only",
        );
        check(
            json!({ "author": "a", "reason": "b", "note": { "eventId": ONE, "text": "" } }),
            "text is empty",
        );
        check(
            json!({ "author": "a", "reason": "b", "amend": { "eventId": ONE, "fact": {} } }),
            "amend.fact",
        );
        let mut named = retraction("desk", "why", &[ONE]);
        named["id"] = json!(TWO);
        check(named, "leave the id out");
    }

    #[test]
    fn as_many_characters_as_the_limit_are_taken() {
        assert!(read(retraction(&"é".repeat(200), &"é".repeat(2_000), &[ONE])).is_ok());
    }
}
