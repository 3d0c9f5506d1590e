//! Who may submit readings: a person's goes before the rules', so it is taken from known persons
//! alone.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use sha2::{Digest, Sha256};

/// Characters that a token must have: less can be guessed.
pub const TOKEN_CHARS_MIN: usize = 32;

/// Who may submit.
#[derive(Clone, Debug)]
pub enum Admission {
    /// Whoever can ask: the route stands where only the log's owner can.
    Owner,
    /// Whoever has the token; without it, models on this machine alone.
    Public {
        /// None is known: persons submit to the owner's socket then.
        token: Option<Token>,
    },
}

/// The secret of those who may submit; only its digest is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// Why a file holds no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It cannot be read.
    #[error("the submission token in {path} cannot be read")]
    Read {
        /// The file.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// It is too short.
    #[error(
        "the submission token in {path} has less than {TOKEN_CHARS_MIN} characters: make one with `openssl rand -hex 32`"
    )]
    Short {
        /// The file.
        path: PathBuf,
    },
}

/// Why a reading is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAdmitted {
    /// Nobody is known here.
    #[error(
        "a person's reading goes before the rules', and this address knows nobody: submit it to the control socket of the data directory, or start the service with --submission-token FILE"
    )]
    Person,
    /// It comes from elsewhere.
    #[error(
        "a model's reading is taken from this machine alone: start the service with --submission-token FILE, and send the token"
    )]
    Elsewhere,
    /// The token is missing, or another.
    #[error(
        "send the submission token that the service was started with: `Authorization: Bearer ...`"
    )]
    Token,
}

impl Token {
    /// Reads a file that holds a token and nothing else.
    ///
    /// # Errors
    /// When there is none in it that is long enough.
    pub fn of_file(path: &Path) -> Result<Self, TokenError> {
        let text = std::fs::read_to_string(path).map_err(|source| TokenError::Read {
            path: path.to_owned(),
            source,
        })?;
        let text = text.trim();
        if text.chars().count() < TOKEN_CHARS_MIN {
            let path = path.to_owned();
            return Err(TokenError::Short { path });
        }
        Ok(Self::of(text))
    }

    /// Digests are compared, so that no comparison tells how much of a guess is right.
    fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    fn is_sent(&self, headers: &HeaderMap) -> bool {
        let sent = headers
            .get(AUTHORIZATION)
            .and_then(|sent| sent.to_str().ok());
        let sent = sent.and_then(|sent| sent.strip_prefix("Bearer "));
        sent.is_some_and(|sent| Self::of(sent.trim()) == *self)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Admission {
    /// Whether a reading is taken from a sender, of whom the address is known unless it is no
    /// address of the network.
    pub(crate) fn check(
        &self,
        is_person: bool,
        peer: Option<SocketAddr>,
        headers: &HeaderMap,
    ) -> Result<(), NotAdmitted> {
        let Self::Public { token } = self else {
            return Ok(());
        };
        let is_here = peer.is_some_and(|peer| peer.ip().to_canonical().is_loopback());
        match token {
            Some(token) if token.is_sent(headers) => Ok(()),
            _ if is_here && !is_person => Ok(()),
            Some(_) => Err(NotAdmitted::Token),
            None if is_person => Err(NotAdmitted::Person),
            None => Err(NotAdmitted::Elsewhere),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn persons_are_known_and_models_are_near() {
        let public = |token: Option<&str>| Admission::Public {
            token: token.map(Token::of),
        };
        let check = |admission: &Admission, is_person, peer: &str, sent: &str, expect| {
            let mut headers = HeaderMap::new();
            headers.insert(AUTHORIZATION, sent.parse().unwrap());
            let told = admission.check(is_person, peer.parse().ok(), &headers);
            assert_eq!(told, expect, "{admission:?} {is_person} {peer} {sent}");
        };
        let (open, guarded) = (public(None), public(Some(SECRET)));
        let (here, here6, there) = ("127.0.0.1:9", "[::ffff:127.0.0.1]:9", "192.0.2.1:9");
        let bearer = format!("Bearer {SECRET}");
        check(&Admission::Owner, true, "", "", Ok(()));
        check(&open, true, here, "", Err(NotAdmitted::Person));
        check(&open, true, here, &bearer, Err(NotAdmitted::Person));
        check(&open, false, here, "", Ok(()));
        check(&open, false, here6, "", Ok(()));
        check(&open, false, there, "", Err(NotAdmitted::Elsewhere));
        check(&open, false, "", "", Err(NotAdmitted::Elsewhere));
        check(&guarded, true, here, "", Err(NotAdmitted::Token));
        check(&guarded, true, there, &bearer, Ok(()));
        check(&guarded, true, there, SECRET, Err(NotAdmitted::Token));
        check(
            &guarded,
            true,
            there,
            "Bearer 0123",
            Err(NotAdmitted::Token),
        );
        check(&guarded, false, here, "", Ok(()));
        check(&guarded, false, there, "", Err(NotAdmitted::Token));
        check(&guarded, false, there, &bearer, Ok(()));
    }

    #[test]
    fn a_token_is_long_and_is_not_shown() {
        let folder = std::env::temp_dir().join(format!("vedette-token-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("token");
        std::fs::write(&file, "too short\n").unwrap();
        assert!(matches!(
            Token::of_file(&file),
            Err(TokenError::Short { .. })
        ));
        std::fs::write(&file, format!("{SECRET}\n")).unwrap();
        let token = Token::of_file(&file).unwrap();
        assert!(token == Token::of(SECRET));
        assert_eq!(format!("{token:?}"), "Token");
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(matches!(
            Token::of_file(&file),
            Err(TokenError::Read { .. })
        ));
    }
}
