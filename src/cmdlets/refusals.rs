//! Refusals as a shell shows them: the attested body where there is one, then reason, remedy and rule.
//!
//! Source of the bodies and of the two warnings, word for word: public captures of `Enable-`, `Remove-` and
//! `Import-ExchangeCertificate`.

use super::deed::{Deed, Task};
use super::print::{remedy, service_list};
use super::shown::shown;
use super::table::Cmdlet;
use super::words::Words;
use crate::engine::{Certificate, Protocol, Reason, Refusal, ServiceSet, Thumbprint};

/// The lines of an error, one block for each reason.
pub(super) fn errors(deed: &Deed<'_>, words: &dyn Words, refusals: &[Refusal]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told: Vec<&Reason> = Vec::new();
    for refusal in refusals {
        if told.contains(&&refusal.reason) {
            continue;
        }
        told.push(&refusal.reason);
        let same = refusals.iter().filter(|other| other.reason == refusal.reason);
        let named: ServiceSet = same.filter_map(|other| other.service).collect();
        let services = if named.is_empty() { deed.services() } else { named };
        lines.push(body(deed, refusal, services));
        lines.extend(way_out(deed, words, refusal));
    }
    lines
}

/// That somebody may only look, where nothing more is known of what was wanted.
pub(super) fn not_permitted(cmdlet: Cmdlet, words: &dyn Words, refusal: &Refusal) -> Vec<String> {
    let body = format!("{} cannot be run.", cmdlet.name());
    let remedy = Some(words.remedy(refusal)).filter(|words| !words.is_empty());
    let rule = format!("rule: {}", refusal.rule().id());
    [body, words.reason(refusal)].into_iter().chain(remedy).chain([rule]).collect()
}

fn body(deed: &Deed<'_>, refusal: &Refusal, services: ServiceSet) -> String {
    let server = shown(deed.server.name.as_str());
    match &deed.task {
        Task::Enable { thumbprint, .. } => not_assigned(*thumbprint, refusal, services, &server),
        Task::Remove { thumbprint } => not_removed(*thumbprint, refusal, &server),
        Task::Import { .. } => not_imported(refusal, &server),
        Task::Name { protocol, .. } => {
            format!("X509CertificateName of {} cannot be set on server {server}.", protocol.service().name())
        }
        Task::Mode { service, .. } => {
            format!("UMStartupMode of {} cannot be set on server {server}.", service.name())
        }
    }
}

fn not_assigned(thumbprint: Thumbprint, refusal: &Refusal, services: ServiceSet, server: &str) -> String {
    let reason = match &refusal.reason {
        Reason::PrivateKeyMissing => "PrivateKeyMissing",
        Reason::StatusNotValid(status) => status.name(),
        Reason::NoServerAuthentication => "NoServerAuthentication",
        _ => {
            let services = service_list(services);
            return format!(
                "The certificate with thumbprint {thumbprint} cannot be assigned to {services} on server {server}."
            );
        }
    };
    format!(
        "The certificate with thumbprint {thumbprint} was found but is not valid for use with Exchange Server (reason: {reason})."
    )
}

fn not_removed(thumbprint: Thumbprint, refusal: &Refusal, server: &str) -> String {
    match &refusal.reason {
        Reason::RemoveDefaultSmtp => INTERNAL_TRANSPORT.to_owned(),
        Reason::OnSendConnectors(names) => {
            let names = names.iter().map(|name| shown(name)).collect::<Vec<_>>().join(", ");
            format!("These certificates are tagged with following Send Connectors : {names}. {SEND_CONNECTORS}")
        }
        _ => format!("The certificate with thumbprint {thumbprint} cannot be removed from server {server}."),
    }
}

fn not_imported(refusal: &Refusal, server: &str) -> String {
    match &refusal.reason {
        Reason::AlreadyExists(thumbprint) => {
            format!("Cannot import certificate. A certificate with the thumbprint {thumbprint} already exists.")
        }
        _ => format!("The certificate cannot be imported to server {server}."),
    }
}

const INTERNAL_TRANSPORT: &str = "The internal transport certificate cannot be removed because that would cause the \
     Microsoft Exchange Transport service to stop. To replace the internal transport certificate, create a new \
     certificate. The new certificate will automatically become the internal transport certificate. You can then remove \
     the existing certificate.";

const SEND_CONNECTORS: &str = "Removing and replacing certificates from Send Connector would break the mail flow. If you \
     still want to proceed then replace or remove these certificates from Send Connector and then try this command.";

/// Reason, remedy, ready cmdlet and rule.
fn way_out(deed: &Deed<'_>, words: &dyn Words, refusal: &Refusal) -> Vec<String> {
    let instead = Some(words.remedy(refusal)).filter(|words| !words.is_empty());
    let certificate = deed.thumbprint().and_then(|thumbprint| deed.server.certificate(thumbprint));
    let call = remedy(refusal, deed.server, certificate).map(|call| shown(&call.to_string()));
    let rule = format!("rule: {}", refusal.rule().id());
    [words.reason(refusal)].into_iter().chain(instead).chain(call).chain([rule]).collect()
}

/// The warnings for the protocols that a wildcard certificate cannot serve, POP before IMAP; each with its reason and way out.
pub(super) fn wildcards(deed: &Deed<'_>, words: &dyn Words, refusals: &[Refusal]) -> Vec<String> {
    let Some(thumbprint) = deed.thumbprint() else { return Vec::new() };
    [Protocol::Pop, Protocol::Imap]
        .into_iter()
        .filter_map(|protocol| Some((protocol, refusals.iter().find(|r| r.reason == Reason::Wildcard(protocol))?)))
        .flat_map(|(protocol, refusal)| {
            [warning(deed, thumbprint, protocol)].into_iter().chain(way_out(deed, words, refusal))
        })
        .collect()
}

/// The missing "be" is Exchange's own.
fn warning(deed: &Deed<'_>, thumbprint: Thumbprint, protocol: Protocol) -> String {
    let facts = deed.server.certificate(thumbprint).and_then(Certificate::known);
    let subject = facts.map_or("", |facts| facts.common_name.as_deref().unwrap_or(&facts.subject));
    let (name, cmdlet) = match protocol {
        Protocol::Pop => ("POP", "Set-POPSettings"),
        Protocol::Imap => ("IMAP", "Set-IMAPSettings"),
    };
    format!(
        "WARNING: This certificate with thumbprint {} and subject '{}' cannot used for {name} SSL/TLS connections because \
         the subject is not a Fully Qualified Domain Name (FQDN). Use command {cmdlet} to set X509CertificateName to the \
         FQDN of the service.",
        thumbprint,
        shown(subject),
    )
}
