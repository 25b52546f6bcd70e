//! The would-be Status of the certificates of a file.

use std::sync::Arc;

use super::{File, Judged};
use crate::engine::{Certificate, Kind, Knowledge, Moment, Origins, PrivateKey, RootCaType, Status, Trust, status};
use crate::text::Shown;
use crate::x509::{Authorities, Bundle, BundledCertificate, HasKey};

pub(super) struct Judge {
    pub(super) authorities: Authorities,
    /// Somebody is trusted at all.
    pub(super) anchored: bool,
    pub(super) now: Moment,
}

impl Judge {
    /// Judges the certificates of a file. Its authorities count for its own certificates, as far as a root is trusted.
    pub(super) fn file(&mut self, path: Shown, bundle: Bundle) -> File {
        let (anchored, now) = (self.anchored, self.now);
        let authorities = bundle.certificates.iter().filter(|found| found.facts.authority && !found.facts.self_signed);
        let lent: Vec<&[u8]> = authorities.map(|found| found.der.as_slice()).collect();
        let certificates = self.authorities.lend(&lent, |authorities| {
            bundle.certificates.iter().map(|found| judge(authorities, anchored, found, now)).collect()
        });
        File { path, bundle, certificates }
    }
}

fn judge(authorities: &Authorities, anchored: bool, found: &BundledCertificate, now: Moment) -> Judged {
    let judged = authorities.judge(&found.der, &found.facts, now);
    let trust = if judged == Trust::Untrusted && !anchored { Trust::Unknown } else { judged };
    let mut certificate = Certificate {
        thumbprint: found.facts.thumbprint,
        friendly_name: found.friendly_name.clone().unwrap_or_default(),
        private_key: match found.has_key {
            HasKey::Yes => PrivateKey::Present,
            HasKey::No => PrivateKey::Missing,
            HasKey::Unknown => PrivateKey::Unknown,
        },
        kind: Kind::Issued,
        facts: Knowledge::Known(Arc::new(found.facts.clone())),
        trust: Trust::SelfSigned,
        evidence: None,
        services_unknown: true,
        root_ca_type: RootCaType::Unknown,
        origins: Origins::new(),
    };
    // The dates count whether anybody is trusted or not.
    let dates = status(&certificate, now);
    certificate.trust = trust;
    let status = match status(&certificate, now) {
        Status::Unknown if dates != Status::Valid => dates,
        status => status,
    };
    Judged { certificate, status }
}
