//! The users of the bus, each with an nkey: its seed is the user's secret, its public half the
//! server's knowledge of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::Context;
use nkeys::KeyPair;

use super::files;

/// One a service and chore; `deploy/nats/users.conf` says what each may do.
const USERS: [&str; 10] = [
    "admin",
    "audit",
    "curate",
    "deadletters",
    "extract",
    "ingest",
    "query",
    "subscriber",
    "system",
    "takedown",
];

/// Writes each user's seed to `<user>.nk`, kept from the old folder where it is in there; returns
/// the public keys by user.
pub(crate) fn write_seeds(
    folder: &Path,
    old: Option<&Path>,
) -> anyhow::Result<BTreeMap<&'static str, String>> {
    let mut public_keys = BTreeMap::new();
    for user in USERS {
        let name = format!("{user}.nk");
        let kept = old.map(|old| old.join(&name)).filter(|old| old.exists());
        let pair = match kept {
            Some(kept) => KeyPair::from_seed(fs::read_to_string(&kept)?.trim())
                .with_context(|| kept.display().to_string())?,
            None => KeyPair::new_user(),
        };
        let seed = pair.seed().context("a pair made of a seed has one")?;
        files::write_secret(&folder.join(name), &format!("{seed}\n"))?;
        public_keys.insert(user, pair.public_key());
    }
    Ok(public_keys)
}
