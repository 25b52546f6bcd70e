//! What differs between a server before and after, fact by fact.

use std::collections::HashMap;

use crate::engine::{
    Assignments, Certificate, CertificateFact, FactChange, Origin, PrivateKey, Role, Server, ServerFact, Service,
    Thumbprint, Trust,
};

/// What changes, in the order of the document; empty when nothing does. `origin` is the best source that spoke of the
/// server.
pub(super) fn between(before: Option<&Server>, after: &Server, origin: Origin) -> Vec<FactChange> {
    let mut changes = Vec::new();
    if before.is_none() {
        changes.push(FactChange::NewServer { origin });
    }
    changes.extend(ServerFact::ALL.into_iter().filter_map(|fact| of_server(before, after, fact)));
    let old: HashMap<Thumbprint, &Certificate> =
        before.into_iter().flat_map(|server| server.certificates.iter()).map(|old| (old.thumbprint, old)).collect();
    for found in after.certificates.iter() {
        let old = old.get(&found.thumbprint).copied();
        if old.is_none() {
            let origin = found.origins.values().copied().max().unwrap_or(origin);
            changes.push(FactChange::NewCertificate { thumbprint: found.thumbprint, origin });
        }
        let before = before.zip(old).map(|(server, old)| View { server, certificate: old });
        let after = View { server: after, certificate: found };
        changes.extend(CertificateFact::ALL.into_iter().filter_map(|fact| of_certificate(before, after, fact, origin)));
    }
    let silent = changes.is_empty() && before.is_some_and(|before| differs(before, after));
    if silent {
        changes.push(FactChange::Confirmed { origin });
    }
    changes
}

/// Whether anything differs, the revision aside: origins of facts, say.
fn differs(before: &Server, after: &Server) -> bool {
    Server { revision: after.revision, ..before.clone() } != *after
}

fn of_server(before: Option<&Server>, after: &Server, fact: ServerFact) -> Option<FactChange> {
    let (old, new) = (before.and_then(|before| value(before, fact)), value(after, fact));
    let origin = after.origins.get(&fact).copied()?;
    (old != new).then_some(FactChange::Server { fact, before: old, after: new, origin })
}

/// A fact of a server as its document writes it; `None` for absent or unknown.
fn value(server: &Server, fact: ServerFact) -> Option<String> {
    if server.is_unknown(fact) {
        return None;
    }
    match fact {
        ServerFact::Fqdn => Some(server.fqdn.clone()),
        ServerFact::Build => server.build.map(|build| build.to_string()),
        ServerFact::Roles => {
            let names: Vec<_> = server.roles.iter().copied().map(Role::name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        ServerFact::Dag => server.dag.clone(),
        ServerFact::EdgeSubscription => server.edge_subscription.clone(),
        ServerFact::SmtpDefault => server.assignments.smtp_default.map(|default| default.to_string()),
        ServerFact::StartupMode => Some(server.um_startup_mode.name().to_owned()),
        ServerFact::CallRouterStartupMode => Some(server.um_call_router_startup_mode.name().to_owned()),
        ServerFact::ImapName => server.assignments.imap_name.clone(),
        ServerFact::PopName => server.assignments.pop_name.clone(),
    }
}

/// A certificate on its server.
#[derive(Clone, Copy)]
struct View<'a> {
    server: &'a Server,
    certificate: &'a Certificate,
}

fn of_certificate(
    before: Option<View<'_>>,
    after: View<'_>,
    fact: CertificateFact,
    best: Origin,
) -> Option<FactChange> {
    let (old, new) = (before.and_then(|before| before.value(fact)), after.value(fact));
    // Of what was printed the subject stands for all of it.
    let reworded = fact == CertificateFact::Recorded
        && before.is_some_and(|before| before.certificate.known() != after.certificate.known());
    let origin = after.certificate.origins.get(&fact).copied().unwrap_or(best);
    let thumbprint = after.certificate.thumbprint;
    (old != new || reworded).then_some(FactChange::Certificate { thumbprint, fact, before: old, after: new, origin })
}

impl View<'_> {
    /// A fact of the certificate as Exchange writes it; `None` for unknown.
    fn value(&self, fact: CertificateFact) -> Option<String> {
        let certificate = self.certificate;
        match fact {
            CertificateFact::Services => (!certificate.services_unknown && !certificate.is_request())
                .then(|| services(&self.server.assignments, certificate.thumbprint)),
            CertificateFact::Status => status(&certificate.trust).map(str::to_owned),
            CertificateFact::PrivateKey => match certificate.private_key {
                PrivateKey::Exportable => Some("exportable".to_owned()),
                PrivateKey::Present => Some("present".to_owned()),
                PrivateKey::Missing => Some("missing".to_owned()),
                PrivateKey::Unknown => None,
            },
            CertificateFact::FriendlyName => {
                (!certificate.friendly_name.is_empty()).then(|| certificate.friendly_name.clone())
            }
            CertificateFact::Recorded => certificate.known().map(|facts| facts.subject.clone()),
        }
    }
}

/// The services as Exchange prints them, with the sites of IIS behind.
fn services(assignments: &Assignments, thumbprint: Thumbprint) -> String {
    let set = assignments.services_of(thumbprint);
    if !set.contains(Service::Iis) {
        return set.to_string();
    }
    let sites = [
        (assignments.iis == Some(thumbprint), "W3SVC/1"),
        (assignments.iis_back_end == Some(thumbprint), "W3SVC/2"),
        (assignments.iis_site_unknown.contains(&thumbprint), "W3SVC/?"),
    ];
    let sites: Vec<_> = sites.into_iter().filter(|(is, _)| *is).map(|(_, site)| site).collect();
    format!("{set} ({})", sites.join(", "))
}

/// The Status that a recorded trust stands for; `None` where nothing is recorded.
const fn status(trust: &Trust) -> Option<&'static str> {
    match trust {
        Trust::Pending | Trust::Unknown => None,
        Trust::SelfSigned | Trust::Trusted => Some("Valid"),
        Trust::Untrusted => Some("Untrusted"),
        Trust::Revoked => Some("Revoked"),
        Trust::RevocationCheckFailure => Some("RevocationCheckFailure"),
        Trust::Invalid(_) => Some("Invalid"),
    }
}
