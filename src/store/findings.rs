//! What is odd in a document without making it unreadable. Such things load, show, and survive every write.

use std::collections::HashSet;

use crate::engine::{Server, Service, Thumbprint};

/// Something odd in a server's document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A service names a certificate that the document does not list.
    Dangling {
        /// The service; IIS also for the back end.
        service: Service,
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The default SMTP certificate is not among those enabled for SMTP.
    DefaultWithoutSmtp {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// A certificate is listed more than once; the first entry counts.
    ListedTwice {
        /// The certificate.
        thumbprint: Thumbprint,
    },
}

/// Everything odd in a server's document, in the order of its services.
#[must_use]
pub fn findings(server: &Server) -> Vec<Finding> {
    let mut listed = HashSet::new();
    let mut findings = Vec::new();
    let mut twice = Vec::new();
    for certificate in server.certificates.iter() {
        let thumbprint = certificate.thumbprint;
        if !listed.insert(thumbprint) {
            twice.push(Finding::ListedTwice { thumbprint });
        }
    }
    let named = &server.assignments;
    let one = [
        (Service::Iis, named.iis),
        (Service::Iis, named.iis_back_end),
        (Service::Smtp, named.smtp_default),
        (Service::Um, named.um),
        (Service::UmCallRouter, named.um_call_router),
    ];
    let many = [
        (Service::Smtp, &named.smtp),
        (Service::Imap, &named.imap),
        (Service::Pop, &named.pop),
        (Service::Federation, &named.federation),
    ];
    let one = one.into_iter().filter_map(|(service, thumbprint)| Some((service, thumbprint?)));
    let many = many.into_iter().flat_map(|(service, list)| list.iter().map(move |thumbprint| (service, *thumbprint)));
    for (service, thumbprint) in one.chain(many) {
        let finding = Finding::Dangling { service, thumbprint };
        if !listed.contains(&thumbprint) && !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    if let Some(thumbprint) = named.smtp_default.filter(|default| !named.smtp.contains(default)) {
        findings.push(Finding::DefaultWithoutSmtp { thumbprint });
    }
    findings.extend(twice);
    findings
}
