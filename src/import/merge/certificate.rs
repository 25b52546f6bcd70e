//! What a source says of one certificate, taken fact by fact.

use std::sync::Arc;

use super::remark::{Fact, Remark};
use super::server::Draft;
use crate::engine::{
    Certificate, CertificateFact, Kind, Knowledge, Origin, PrivateKey, Recorded, RootCaType, Thumbprint, Trust,
};
use crate::import::source::{CertificateFacts, RecordedFacts};

/// Takes what a source says of a certificate; a certificate that is not there yet comes to the end.
pub(super) fn take(draft: &mut Draft, facts: &CertificateFacts, origin: Origin, remarks: &mut Vec<Remark>) {
    let at = *draft.places.entry(facts.thumbprint).or_insert_with(|| {
        let certificates = Arc::make_mut(&mut draft.after.certificates);
        certificates.push(unheard_of(facts, origin));
        certificates.len() - 1
    });
    let name = draft.after.name.clone();
    let Some(found) = Arc::make_mut(&mut draft.after.certificates).get_mut(at) else { return };
    let mut taking = Taking { origin, certificate: found, remarks, server: name };
    if let Some(said) = &facts.friendly_name {
        let same = taking.certificate.friendly_name == *said;
        if taking.may(CertificateFact::FriendlyName, true, same) {
            taking.certificate.friendly_name.clone_from(said);
        }
    }
    if let Some(said) = facts.private_key.filter(|said| *said != PrivateKey::Unknown) {
        let before = taking.certificate.private_key;
        // A file that holds the key does not say whether the server would give it away.
        let same = before == said || (origin == Origin::File && before == PrivateKey::Exportable);
        if taking.may(CertificateFact::PrivateKey, before != PrivateKey::Unknown, same) && !same {
            taking.certificate.private_key = said;
        }
    }
    take_status(&mut taking, facts);
    take_recorded(&mut draft.recorded, &mut taking, facts);
    let known = !taking.certificate.services_unknown;
    if facts.services.is_some() && !taking.certificate.is_request() {
        let same = super::services::says(&draft.after.assignments, facts);
        if taking.may(CertificateFact::Services, known, same) {
            taking.certificate.services_unknown = false;
            draft.take_services(facts);
        }
    }
}

fn take_status(taking: &mut Taking<'_>, facts: &CertificateFacts) {
    let Some(said) = &facts.status else { return };
    let said = as_stored(said);
    let before = taking.certificate.trust.clone();
    let root = facts.root_ca_type.unwrap_or(taking.certificate.root_ca_type);
    let same = as_stored(&before) == said && taking.certificate.root_ca_type == root;
    // What is computed from the organization's own trust was said by nobody.
    let known = !matches!(before, Trust::Unknown | Trust::Pending);
    if taking.may(CertificateFact::Status, known, same) {
        taking.certificate.trust = said;
        taking.certificate.root_ca_type = root;
    }
}

fn take_recorded(
    recorded: &mut std::collections::HashMap<Thumbprint, Recorded>,
    taking: &mut Taking<'_>,
    facts: &CertificateFacts,
) {
    if facts.recorded == RecordedFacts::default() {
        return;
    }
    let record = recorded.entry(facts.thumbprint).or_default();
    let mut better = record.clone();
    fill(&mut better, &facts.recorded, true);
    let known = *record != Recorded::default();
    if taking.may(CertificateFact::Recorded, known, better == *record) {
        *record = better;
    } else {
        fill(record, &facts.recorded, false);
    }
}

/// Puts what was printed into the record: what is there already only where `over` says so.
fn fill(record: &mut Recorded, printed: &RecordedFacts, over: bool) {
    fn text(to: &mut String, from: Option<&String>, over: bool) {
        if let Some(from) = from.filter(|_| over || to.is_empty()) {
            to.clone_from(from);
        }
    }
    text(&mut record.subject, printed.subject.as_ref(), over);
    text(&mut record.issuer, printed.issuer.as_ref(), over);
    text(&mut record.serial, printed.serial.as_ref(), over);
    record.serial.make_ascii_uppercase();
    let pick = |to, from: Option<_>| if over { from.or(to) } else { to.or(from) };
    record.not_before = pick(record.not_before, printed.not_before);
    record.not_after = pick(record.not_after, printed.not_after);
    record.key_size = if over { printed.key_size.or(record.key_size) } else { record.key_size.or(printed.key_size) };
    if let Some(domains) = printed.domains.as_ref().filter(|_| over || record.domains.is_empty()) {
        record.domains.clone_from(domains);
    }
}

/// Settles what depends on whether there is a certificate to read: then its own facts count, else what was recorded.
pub(super) fn settle(found: &mut Certificate, recorded: Option<&Recorded>, has_file: bool) {
    if found.is_request() {
        // Where it comes from is the placeholder's to say.
        found.origins.clear();
        return;
    }
    let recorded = recorded.filter(|_| !has_file).and_then(|recorded| recorded.clone().facts(found.thumbprint));
    if let Some(facts) = recorded {
        match found.trust {
            Trust::Pending => found.trust = Trust::Unknown,
            Trust::Trusted if facts.self_signed => found.trust = Trust::SelfSigned,
            _ => {}
        }
        found.facts = Knowledge::Known(Arc::new(facts));
    } else {
        found.facts = Knowledge::Pending;
        found.trust = as_stored(&found.trust);
    }
    if has_file {
        found.origins.remove(&CertificateFact::Recorded);
    }
}

/// The trust as a document records it: by the name of a Status, and without a verifier's word.
fn as_stored(trust: &Trust) -> Trust {
    match trust {
        Trust::SelfSigned => Trust::Trusted,
        Trust::Invalid(_) => Trust::Invalid("Recorded".into()),
        other => other.clone(),
    }
}

/// A certificate of which nothing else is known. What a certificate file brings is judged by the organization's own
/// trust; of what an export brings only the server's judgement counts, and that is not known yet.
fn unheard_of(facts: &CertificateFacts, origin: Origin) -> Certificate {
    let judged = facts.pending || origin == Origin::File;
    Certificate {
        thumbprint: facts.thumbprint,
        friendly_name: String::new(),
        private_key: if facts.pending { PrivateKey::Present } else { PrivateKey::Unknown },
        kind: if facts.pending { Kind::Request { key_id: facts.thumbprint.to_string() } } else { Kind::Issued },
        facts: Knowledge::Pending,
        trust: if judged { Trust::Pending } else { Trust::Unknown },
        evidence: None,
        services_unknown: !facts.pending,
        root_ca_type: RootCaType::Unknown,
        origins: std::collections::BTreeMap::new(),
    }
}

/// One source's facts being taken by a certificate.
struct Taking<'a> {
    origin: Origin,
    certificate: &'a mut Certificate,
    remarks: &'a mut Vec<Remark>,
    server: crate::engine::ServerName,
}

impl Taking<'_> {
    /// Whether a fact may be taken, and notes where it comes from then. One that is known from a better source stays.
    fn may(&mut self, fact: CertificateFact, known: bool, same: bool) -> bool {
        let kept = self.certificate.origins.get(&fact).copied().filter(|kept| known && *kept > self.origin);
        if let Some(kept) = kept {
            if !same {
                self.remarks.push(Remark::Kept {
                    server: self.server.clone(),
                    fact: Fact::Certificate(fact),
                    thumbprints: vec![self.certificate.thumbprint],
                    kept,
                    said: self.origin,
                });
            }
            return false;
        }
        self.certificate.origins.insert(fact, self.origin);
        true
    }
}
