//! What the sources say of the organization as a whole.

use std::sync::Arc;

use super::{Known, Named};
use crate::engine::{OrganizationIntake, SendConnector, TrustFile, TrustKind};
use crate::x509::{self, Document};

/// What changes in the organization's own document; of several sources the better counts, and of equal ones the last.
pub(super) fn changes(sources: &[Named], known: &Known<'_>) -> Option<OrganizationIntake> {
    let mut order: Vec<&Named> = sources.iter().collect();
    order.sort_by_key(|named| named.source.origin);
    let mut auth = None;
    let mut connectors: Vec<SendConnector> = Vec::new();
    for named in order {
        let facts = &named.source.organization;
        auth = facts.auth_certificate.or(auth);
        for connector in facts.send_connectors.iter().flatten() {
            match connectors.iter_mut().find(|known| known.name == connector.name) {
                Some(known) => known.clone_from(connector),
                None => connectors.push(connector.clone()),
            }
        }
    }
    let own = known.organization;
    connectors.retain(|connector| !own.send_connectors.contains(connector));
    let auth = auth.filter(|auth| own.auth_certificate != Some(*auth));
    let trust = intermediates(sources, known);
    if auth.is_none() && connectors.is_empty() && trust.is_empty() {
        return None;
    }
    Some(OrganizationIntake { base: known.revision, auth_certificate: auth, send_connectors: connectors, trust })
}

/// The authorities between root and certificate that came along, each a file of its own. A root is never taken so: whom to
/// trust is a person's to say.
fn intermediates(sources: &[Named], known: &Known<'_>) -> Vec<TrustFile> {
    let mut files: Vec<TrustFile> = Vec::new();
    for der in sources.iter().flat_map(|named| &named.source.intermediates) {
        let Ok(facts) = x509::facts(der) else { continue };
        let name = format!("trust/{}.pem", facts.thumbprint);
        if facts.self_signed || known.intermediates.contains(&name) || files.iter().any(|file| file.name == name) {
            continue;
        }
        let bytes = Arc::new(x509::to_pem(der, Document::Certificate).into_bytes());
        files.push(TrustFile { kind: TrustKind::Intermediate, name, bytes, root_type: None });
    }
    files
}
