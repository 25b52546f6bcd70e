//! May certificates be brought to a server, and what comes of it?

use std::sync::Arc;

use super::access::Access;
use super::certificate::{Certificate, Facts, Kind, Knowledge, PrivateKey, RootCaType, Trust};
use super::moment::Moment;
use super::organization::Organization;
use super::origin::Origins;
use super::part::PartBuilder;
use super::plan::Verdict;
use super::refusal::Refusal;
use super::rules::{Importing, import_refusal};
use super::server::Server;
use super::thumbprint::Thumbprint;
use super::warnings;

/// A certificate that comes from a file. Of a private key it only says that there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its DER.
    pub der: Arc<Vec<u8>>,
    /// What its DER says.
    pub facts: Arc<Facts>,
    /// The friendly name it is given, or brings along; empty for none.
    pub friendly_name: String,
    /// The private key beside it in the file: exportable or present as the server will keep it, or missing.
    pub private_key: PrivateKey,
    /// The file, as it was named.
    pub file: String,
    /// Whether the file is encrypted so that Windows Server 2016 and earlier cannot open it (AES, or SHA-2 in its MAC).
    pub newer_encryption: bool,
}

impl Arrival {
    /// The SHA-1 of its DER.
    #[must_use]
    pub fn thumbprint(&self) -> Thumbprint {
        self.facts.thumbprint
    }

    /// The certificate as the server will hold it. A request whose key it answers gives it that key and, where it has
    /// none, its friendly name.
    #[must_use]
    pub fn certificate(&self, completes: Option<&Certificate>) -> Certificate {
        let name = Some(&self.friendly_name).filter(|name| !name.is_empty());
        Certificate {
            thumbprint: self.thumbprint(),
            friendly_name: name.or(completes.map(|request| &request.friendly_name)).cloned().unwrap_or_default(),
            private_key: completes.map_or(self.private_key, |request| request.private_key),
            kind: Kind::Issued,
            facts: Knowledge::Known(Arc::clone(&self.facts)),
            // Nobody has judged it yet.
            trust: Trust::Pending,
            evidence: None,
            services_unknown: false,
            root_ca_type: RootCaType::Unknown,
            origins: Origins::new(),
        }
    }
}

/// Answers `Import-ExchangeCertificate`: what would come, what refuses, and which pending request is answered. No service
/// is ever assigned by it. One certificate that is refused refuses them all; one that comes twice comes once.
///
/// A pending request is answered by a certificate with its public key that brings no private key of its own: the private
/// key waits on the server. The request goes, and with it nothing that was assigned.
///
/// Source: Microsoft's reference for `Import-ExchangeCertificate`, and its page on completing a pending request.
#[must_use]
pub fn import(
    organization: &Organization,
    server: &Server,
    arrivals: &[Arrival],
    access: Access,
    now: Moment,
) -> Verdict {
    let mut verdict = Verdict::default();
    for arrival in arrivals {
        if let Some(reason) = import_refusal(&Importing { server, arrival, access }) {
            let refusal = Refusal { server: server.name.clone(), service: None, reason };
            if !verdict.refusals.contains(&refusal) {
                verdict.refusals.push(refusal);
            }
        }
    }
    if !verdict.refusals.is_empty() {
        return verdict;
    }
    let mut part = PartBuilder::new(organization, server, now);
    let mut answered: Vec<Thumbprint> = Vec::new();
    for arrival in arrivals {
        let completes = answers(server, arrival, &answered);
        if !part.import(arrival, completes.map(|request| request.thumbprint)) {
            continue;
        }
        answered.extend(completes.map(|request| request.thumbprint));
        let certificate = arrival.certificate(completes);
        part.warn(warnings::about_import(server, arrival, &certificate, now));
    }
    verdict.plan.parts.extend(part.build());
    verdict
}

/// The pending request that a certificate answers: the first with its public key that no other of them has answered.
fn answers<'a>(server: &'a Server, arrival: &Arrival, answered: &[Thumbprint]) -> Option<&'a Certificate> {
    if arrival.private_key != PrivateKey::Missing {
        return None;
    }
    let key = arrival.facts.key_sha256?;
    let waiting = |found: &&Certificate| found.is_request() && !answered.contains(&found.thumbprint);
    let same = |found: &&Certificate| found.known().and_then(|facts| facts.key_sha256) == Some(key);
    server.certificates.iter().filter(waiting).find(same)
}
