//! The private CA: nobody but the nodes of one bus has a certificate of it.

use std::fs;
use std::path::Path;

use anyhow::Context;
use chrono::{Datelike, Days, NaiveDate};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};

/// Longer than any node's certificate: replacing it touches every service.
const AUTHORITY_DAYS: u64 = 3_650;

/// A certificate authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

/// What a node shows, and proves to be its own.
pub(crate) struct NodeCertificate {
    pub(crate) pem: String,
    pub(crate) key: String,
}

impl Authority {
    /// The one whose `ca.key` and `ca.pem` are in the folder, else a new one.
    pub(crate) fn kept_or_made(folder: Option<&Path>, from: NaiveDate) -> anyhow::Result<Self> {
        let mut params = CertificateParams::default();
        params.distinguished_name = name("Vedette bus CA");
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let (key, pem) = if let Some(folder) = folder {
            let read = |name| {
                let file = folder.join(name);
                fs::read_to_string(&file).with_context(|| file.display().to_string())
            };
            (KeyPair::from_pem(&read("ca.key")?)?, read("ca.pem")?)
        } else {
            let key = KeyPair::generate()?;
            valid(&mut params, from, AUTHORITY_DAYS)?;
            let pem = params.self_signed(&key)?.pem();
            (key, pem)
        };
        Ok(Self {
            issuer: Issuer::new(params, key),
            pem,
        })
    }

    /// The certificate that services and nodes trust.
    pub(crate) fn pem(&self) -> &str {
        &self.pem
    }

    /// The key that signs.
    pub(crate) fn key_pem(&self) -> String {
        self.issuer.key().serialize_pem()
    }

    /// A node's certificate: for services that connect to it, and for the routes that it opens to
    /// other nodes, where it is the client.
    pub(crate) fn issue(
        &self,
        node: &str,
        from: NaiveDate,
        days: u64,
    ) -> anyhow::Result<NodeCertificate> {
        let loopback = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
        let names: Vec<_> = [node.to_owned()].into_iter().chain(loopback).collect();
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = name(node);
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::ClientAuth,
        ];
        valid(&mut params, from, days)?;
        let key = KeyPair::generate()?;
        Ok(NodeCertificate {
            pem: params.signed_by(&key, &self.issuer)?.pem(),
            key: key.serialize_pem(),
        })
    }
}

fn name(common: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::OrganizationName, "Vedette");
    name.push(DnType::CommonName, common);
    name
}

/// From midnight (UTC) of a day, for so many days.
fn valid(params: &mut CertificateParams, from: NaiveDate, days: u64) -> anyhow::Result<()> {
    let until = from
        .checked_add_days(Days::new(days))
        .context("no calendar has so many days")?;
    let midnight = |day: NaiveDate| date_time_ymd(day.year(), day.month() as u8, day.day() as u8);
    params.not_before = midnight(from);
    params.not_after = midnight(until);
    Ok(())
}
