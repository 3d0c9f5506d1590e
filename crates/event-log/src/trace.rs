//! In which trace a record was written.

use std::fmt;
use std::str::FromStr;

/// A W3C trace context, as the header `traceparent` tells it
/// (<https://www.w3.org/TR/trace-context/#traceparent-header>): version 00, the ids of a trace and of
/// a span of it, and flags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceParent(String);

/// A text that is no trace context of version 00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no `traceparent` of version 00")]
pub struct InvalidTraceParent;

impl TraceParent {
    /// As the header tells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TraceParent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for TraceParent {
    type Err = InvalidTraceParent;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hexadecimal = |part: &str, length| {
            part.len() == length && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        let is_id = |part: &str, length| {
            is_hexadecimal(part, length) && part.bytes().any(|digit| digit != b'0')
        };
        let parts: Vec<_> = text.split('-').collect();
        match parts[..] {
            ["00", trace, span, flags]
                if is_id(trace, 32) && is_id(span, 16) && is_hexadecimal(flags, 2) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(InvalidTraceParent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_version_00_is_read() {
        let check = |text: &str, expect: bool| {
            assert_eq!(text.parse::<TraceParent>().is_ok(), expect, "{text}");
        };
        let (trace, span) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
        check(&format!("00-{trace}-{span}-01"), true);
        check(&format!("00-{trace}-{span}-00"), true);
        check(&format!("01-{trace}-{span}-01"), false);
        check(&format!("00-{trace}-{span}-01-more"), false);
        check(&format!("00-{}-{span}-01", trace.to_uppercase()), false);
        check(&format!("00-{}-{span}-01", "0".repeat(32)), false);
        check(&format!("00-{trace}-{}-01", "0".repeat(16)), false);
        check(&format!("00-{trace}-{span}"), false);
        check("", false);
    }
}
