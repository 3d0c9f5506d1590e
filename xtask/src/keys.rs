//! `cargo xtask keys`: the private CA, the certificates, the nkeys and the rendered configuration of a bus.
//!
//! ```text
//! DIR/ca/        the CA's key: needed for new certificates alone, so take it off line
//! DIR/nats/NODE/ all that a node of the bus needs: configuration, certificate, CA
//! DIR/services/  a seed a user of the bus, and the CA: each service gets its own and ca.pem
//! ```

mod authority;
mod bus;
mod files;
mod users;

use std::path::PathBuf;

use anyhow::{Context, ensure};
use authority::Authority;
use chrono::NaiveDate;
use clap::Args;

/// `cargo xtask keys`.
#[derive(Args, Debug)]
pub(crate) struct Keys {
    /// A folder to be made; one that exists is refused
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The host name of a node of the bus: once for a single server, three or five times for a cluster
    #[arg(long = "node", value_name = "HOST", default_value = "nats")]
    pub(crate) nodes: Vec<String>,
    /// Keep the CA and the nkeys that are in this folder; what is missing in it is made anew, as are
    /// the certificates and the configuration
    #[arg(long, value_name = "DIR")]
    pub(crate) renew: Option<PathBuf>,
    /// The first day of the certificates (default: today, UTC)
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<NaiveDate>,
    /// How many days the certificates of nodes last
    #[arg(long, value_name = "N", default_value_t = 397)]
    pub(crate) days: u64,
}

/// Makes the folder.
pub(crate) fn make(keys: &Keys) -> anyhow::Result<()> {
    ensure!(
        [1, 3, 5].contains(&keys.nodes.len()),
        "a bus has 1, 3 or 5 nodes (a majority must be left when one is gone), not {}",
        keys.nodes.len()
    );
    let from = keys.from.unwrap_or_else(today);
    files::new_folder(&keys.out)?;
    let out = &keys.out;

    let old_ca = keys.renew.as_ref().map(|old| old.join("ca"));
    let authority = Authority::kept_or_made(old_ca.as_deref(), from)?;
    files::new_folder(&out.join("ca"))?;
    files::write_secret(&out.join("ca/ca.key"), &authority.key_pem())?;
    files::write(&out.join("ca/ca.pem"), authority.pem())?;

    let old_seeds = keys.renew.as_ref().map(|old| old.join("services"));
    let services = out.join("services");
    files::new_folder(&services)?;
    files::write(&services.join("ca.pem"), authority.pem())?;
    let public_keys = users::write_seeds(&services, old_seeds.as_deref())?;

    files::new_folder(&out.join("nats"))?;
    for node in &keys.nodes {
        let folder = out.join("nats").join(node);
        files::new_folder(&folder)?;
        let certificate = authority
            .issue(node, from, keys.days)
            .with_context(|| format!("the certificate of {node}"))?;
        files::write(&folder.join("ca.pem"), authority.pem())?;
        files::write(&folder.join("node.pem"), &certificate.pem)?;
        files::write_secret(&folder.join("node.key"), &certificate.key)?;
        for (name, text) in bus::configuration(node, &keys.nodes, &public_keys)? {
            files::write(&folder.join(name), &text)?;
        }
    }
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "certificates begin on the day they are made"
)]
fn today() -> NaiveDate {
    chrono::Utc::now().date_naive()
}
