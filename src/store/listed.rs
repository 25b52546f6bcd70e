//! A certificate or a pending request as a server's document lists it: one block `[[certificates]]` or `[[requests]]`.

use super::problem::Problem;
use super::read::Table;
use std::sync::Arc;

use super::recorded::{self, ROOT_TYPES, root_types};
use crate::engine::{
    Certificate, CertificateFact, Kind, Knowledge, Origin, Origins, PrivateKey, Recorded, RootCaType, Thumbprint, Trust,
};

/// The lists of blocks, in the document's order.
pub(super) const CERTIFICATES: &str = "certificates";
pub(super) const REQUESTS: &str = "requests";

const PRIVATE_KEYS: [(&str, PrivateKey); 4] = [
    ("exportable", PrivateKey::Exportable),
    ("present", PrivateKey::Present),
    ("missing", PrivateKey::Missing),
    ("unknown", PrivateKey::Unknown),
];
const PRIVATE_KEY_WORDS: &str = "exportable, present, missing or unknown";
const ORIGIN_WORDS: &str = "file, table, csv, list, json, raw-data, clixml or inventory";

/// The word for a private key.
pub(super) fn private_key_word(key: PrivateKey) -> &'static str {
    PRIVATE_KEYS.iter().find(|(_, known)| *known == key).map_or("unknown", |(word, _)| word)
}

/// What counts where a private key is not mentioned. Whoever made a request holds its key; that it may leave the server
/// has to be said.
pub(super) fn unsaid_private_key(kind: &Kind) -> PrivateKey {
    match kind {
        Kind::Issued => PrivateKey::Unknown,
        Kind::Request { .. } => PrivateKey::Present,
    }
}

/// Whether there is a file that says more than what is recorded.
pub(super) type HasFile<'f> = dyn Fn(&Kind, Thumbprint) -> bool + 'f;

/// Reads a block `[[certificates]]`.
pub(super) fn certificate(entry: Table<'_>, has_file: &HasFile<'_>) -> Result<Certificate, Problem> {
    let mut certificate = block(entry, Kind::Issued)?;
    let unknown = entry.strings("unknown")?.unwrap_or_default();
    let is_unknown = |fact: &str| unknown.iter().any(|found| found.value.eq_ignore_ascii_case(fact));
    certificate.services_unknown = is_unknown(CertificateFact::Services.name());
    if let Some(recorded) = entry.table("recorded")? {
        let facts = recorded::read(recorded)?.facts(certificate.thumbprint).map(Arc::new);
        certificate.trust = recorded::trust(recorded)?.unwrap_or(Trust::Pending);
        if let Some(root) = recorded.word("root-ca-type", &root_types(), ROOT_TYPES)? {
            certificate.root_ca_type = root;
        }
        if let Some(facts) = facts.filter(|_| !has_file(&certificate.kind, certificate.thumbprint)) {
            certificate.facts = Knowledge::Known(facts);
            settle(&mut certificate);
        }
    }
    if is_unknown(CertificateFact::Status.name()) {
        certificate.trust = Trust::Unknown;
    }
    Ok(certificate)
}

/// What follows from recorded facts: no chain will ever be judged, and a valid certificate of its own issuer is self-signed.
fn settle(certificate: &mut Certificate) {
    let self_signed = certificate.known().is_some_and(|facts| facts.self_signed);
    match certificate.trust {
        Trust::Pending => certificate.trust = Trust::Unknown,
        Trust::Trusted if self_signed => certificate.trust = Trust::SelfSigned,
        _ => {}
    }
}

/// Reads a block `[[requests]]`.
pub(super) fn request(entry: Table<'_>, has_file: &HasFile<'_>) -> Result<Certificate, Problem> {
    let mut request = block(entry, Kind::Request { key_id: entry.required("key-id")?.value.to_owned() })?;
    if let Some(recorded) = entry.table("recorded")? {
        let facts = recorded::read(recorded)?.facts(request.thumbprint).map(Arc::new);
        if let Some(facts) = facts.filter(|_| !has_file(&request.kind, request.thumbprint)) {
            request.facts = Knowledge::Known(facts);
            request.trust = Trust::Unknown;
        }
    }
    Ok(request)
}

/// What both kinds of blocks say alike.
fn block(entry: Table<'_>, kind: Kind) -> Result<Certificate, Problem> {
    Ok(Certificate {
        thumbprint: entry.required_thumbprint("thumbprint")?,
        friendly_name: entry.owned("friendly-name")?.unwrap_or_default(),
        private_key: entry
            .word("private-key", &PRIVATE_KEYS, PRIVATE_KEY_WORDS)?
            .unwrap_or_else(|| unsaid_private_key(&kind)),
        kind,
        facts: Knowledge::Pending,
        trust: Trust::Pending,
        evidence: None,
        services_unknown: false,
        // Not known yet; the answer comes with the chain.
        root_ca_type: RootCaType::Unknown,
        origins: origins(entry, "origin", &CertificateFact::ALL.map(|fact| (fact.name(), fact)))?,
    })
}

/// Where facts come from, by their names. A fact that this version does not know is left alone.
pub(super) fn origins<F: Copy + Ord>(
    table: Table<'_>,
    key: &'static str,
    facts: &[(&'static str, F)],
) -> Result<Origins<F>, Problem> {
    let Some(origins) = table.table(key)? else { return Ok(Origins::new()) };
    let words = Origin::ALL.map(|origin| (origin.name(), origin));
    let mut found = Origins::new();
    for (name, fact) in facts {
        if let Some(origin) = origins.word(name, &words, ORIGIN_WORDS)? {
            found.insert(*fact, origin);
        }
    }
    Ok(found)
}

/// The certificate as a document can say it, so that it can be compared with what a document says.
pub(super) fn sayable(certificate: &Certificate, has_file: &HasFile<'_>) -> Certificate {
    let mut sayable = certificate.clone();
    let known = certificate.known().filter(|_| !has_file(&certificate.kind, certificate.thumbprint));
    let facts = known.and_then(|facts| Recorded::of(facts).facts(certificate.thumbprint).map(Arc::new));
    sayable.facts = facts.map_or(Knowledge::Pending, Knowledge::Known);
    if certificate.is_request() {
        sayable.trust = if sayable.known().is_some() { Trust::Unknown } else { Trust::Pending };
        sayable.services_unknown = false;
        sayable.root_ca_type = RootCaType::Unknown;
        return sayable;
    }
    sayable.trust = match &certificate.trust {
        Trust::SelfSigned => Trust::Trusted,
        Trust::Invalid(_) => recorded::invalid(),
        trust => trust.clone(),
    };
    if sayable.known().is_some() {
        settle(&mut sayable);
    }
    sayable
}
