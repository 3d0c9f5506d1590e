//! What servers refuse, told with its remedy.

use async_nats::{ConnectError, ConnectErrorKind};

use super::connection::cause;
use crate::Cause;

const NOT_TRUSTED: &str = "the server's certificate is not trusted: it has expired, is of another \
     host's name, or of another authority than the one in the file that --ca names; `cargo xtask keys \
     --renew` issues new ones";

/// What to do where there is no connection.
pub(crate) fn remedy(error: &ConnectError) -> &'static str {
    match error.kind() {
        // A handshake that fails comes as an I/O error.
        ConnectErrorKind::Io if error.to_string().contains("certificate") => NOT_TRUSTED,
        ConnectErrorKind::AuthorizationViolation | ConnectErrorKind::Authentication => {
            "the servers do not know this user; name the file with its own seed (--nkey, or --creds), \
             of which the servers' users.conf holds the public half"
        }
        ConnectErrorKind::Tls => NOT_TRUSTED,
        ConnectErrorKind::ServerParse => "write a server as nats://host:port (--bus)",
        _ => "see that nats-server runs there, and that the address is right (--bus)",
    }
}

/// Why something that was asked will never be done.
pub(crate) fn refused(text: &str) -> Cause {
    if !text.contains("ermissions") {
        return cause(text);
    }
    cause(&format!(
        "{text}: each service and chore has a user of its own, which may do that alone; name the \
         file with its seed (--nkey), or bring the servers' users.conf up to date"
    ))
}

/// Whether a refusal is about the inbox to which all answers come: then none ever will.
pub(crate) fn is_of_inbox(text: &str, prefix: &str) -> bool {
    text.contains(&format!("Subscription to \"{prefix}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_tells_what_to_do() {
        let check = |text: &str, is_permission: bool| {
            let told = refused(text).to_string();
            assert!(told.starts_with(text), "{told}");
            assert_eq!(told.contains("--nkey"), is_permission, "{told}");
        };
        check(r#"nats: Permissions Violation for Publish to "a.b""#, true);
        check("message size exceeds maximum allowed", false);
    }

    #[test]
    fn answers_come_to_the_own_inbox() {
        let check = |inbox: &str, expect: bool| {
            let text = format!(r#"nats: Permissions Violation for Subscription to "{inbox}""#);
            assert_eq!(is_of_inbox(&text, "_INBOX.query"), expect, "{inbox}");
        };
        check("_INBOX.query.7.*", true);
        check("_INBOX.ingest.7.*", false);
        check("vedette.v1.>", false);
    }
}
