//! What a delivered message tells of itself, by the subject that would acknowledge it.

/// `$JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.<sent>.<time>.<pending>`, in newer servers
/// with two tokens more before the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Delivered<'a> {
    /// The stream that it is of.
    pub(crate) stream: &'a str,
    /// The consumer that sent it.
    pub(crate) consumer: &'a str,
    /// How often it was delivered, this time included.
    pub(crate) deliveries: u32,
    /// Where it stands in its stream.
    pub(crate) sequence: u64,
    /// How many messages the consumer has sent, this one included.
    pub(crate) sent: u64,
}

impl<'a> Delivered<'a> {
    pub(crate) fn of(answer_to: &'a str) -> Option<Self> {
        let more = if answer_to.split('.').count() > 9 {
            2
        } else {
            0
        };
        let mut tokens = answer_to.split('.').skip(2 + more);
        Some(Self {
            stream: tokens.next()?,
            consumer: tokens.next()?,
            deliveries: tokens.next()?.parse().ok()?,
            sequence: tokens.next()?.parse().ok()?,
            sent: tokens.next()?.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let expect = Delivered {
            stream: "ARTICLES",
            consumer: "extract",
            deliveries: 2,
            sequence: 7,
            sent: 9,
        };
        let check = |text, expect| assert_eq!(Delivered::of(text), expect, "{text}");
        check("$JS.ACK.ARTICLES.extract.2.7.9.1700000000.3", Some(expect));
        check(
            "$JS.ACK._.hash.ARTICLES.extract.2.7.9.1700000000.3.x",
            Some(expect),
        );
        check("$JS.ACK.ARTICLES.extract.two.7.9.1700000000.3", None);
        check("_INBOX.query.7", None);
    }
}
