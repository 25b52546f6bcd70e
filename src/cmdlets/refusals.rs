//! Refusals as a shell shows them: the attested body where there is one, then reason, remedy and rule.
//!
//! Source of the bodies and of the two warnings, word for word: public captures of `Enable-ExchangeCertificate`.

use crate::engine::{Certificate, Protocol, Reason, Refusal, Server, ServiceSet, Thumbprint};

use super::print::{remedy, service_list};
use super::shown::shown;
use super::words::Words;

/// What the refusals are about.
pub(super) struct Context<'a> {
    pub(super) server: &'a Server,
    pub(super) thumbprint: Thumbprint,
    /// The services that were asked for.
    pub(super) services: ServiceSet,
    pub(super) words: &'a dyn Words,
}

/// The lines of an error, one block for each reason.
pub(super) fn errors(context: &Context<'_>, refusals: &[Refusal]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut told: Vec<&Reason> = Vec::new();
    for refusal in refusals {
        if told.contains(&&refusal.reason) {
            continue;
        }
        told.push(&refusal.reason);
        let same = refusals.iter().filter(|other| other.reason == refusal.reason);
        let named: ServiceSet = same.filter_map(|other| other.service).collect();
        let services = if named.is_empty() { context.services } else { named };
        lines.push(body(context, refusal, services));
        lines.extend(way_out(context, refusal));
    }
    lines
}

fn body(context: &Context<'_>, refusal: &Refusal, services: ServiceSet) -> String {
    let thumbprint = context.thumbprint;
    let reason = match &refusal.reason {
        Reason::PrivateKeyMissing => "PrivateKeyMissing",
        Reason::StatusNotValid(status) => status.name(),
        Reason::NoServerAuthentication => "NoServerAuthentication",
        _ => {
            let server = shown(context.server.name.as_str());
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

/// Reason, remedy, ready cmdlet and rule.
fn way_out(context: &Context<'_>, refusal: &Refusal) -> Vec<String> {
    let words = Some(context.words.remedy(refusal)).filter(|words| !words.is_empty());
    let certificate = context.server.certificate(context.thumbprint);
    let call = remedy(refusal, context.server, certificate).map(|call| shown(&call.to_string()));
    let rule = format!("rule: {}", refusal.rule().id());
    [context.words.reason(refusal)].into_iter().chain(words).chain(call).chain([rule]).collect()
}

/// The warnings for the protocols that a wildcard certificate cannot serve, POP before IMAP; each with its reason and way out.
pub(super) fn wildcards(context: &Context<'_>, refusals: &[Refusal]) -> Vec<String> {
    [Protocol::Pop, Protocol::Imap]
        .into_iter()
        .filter_map(|protocol| Some((protocol, refusals.iter().find(|r| r.reason == Reason::Wildcard(protocol))?)))
        .flat_map(|(protocol, refusal)| [warning(context, protocol)].into_iter().chain(way_out(context, refusal)))
        .collect()
}

/// The missing "be" is Exchange's own.
fn warning(context: &Context<'_>, protocol: Protocol) -> String {
    let facts = context.server.certificate(context.thumbprint).and_then(Certificate::known);
    let subject = facts.map_or("", |facts| facts.common_name.as_deref().unwrap_or(&facts.subject));
    let (name, cmdlet) = match protocol {
        Protocol::Pop => ("POP", "Set-POPSettings"),
        Protocol::Imap => ("IMAP", "Set-IMAPSettings"),
    };
    format!(
        "WARNING: This certificate with thumbprint {} and subject '{}' cannot used for {name} SSL/TLS connections because \
         the subject is not a Fully Qualified Domain Name (FQDN). Use command {cmdlet} to set X509CertificateName to the \
         FQDN of the service.",
        context.thumbprint,
        shown(subject),
    )
}
