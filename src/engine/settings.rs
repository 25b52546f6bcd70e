//! What decides beside the assignments: the name a protocol finds its certificate by, and Unified Messaging's startup mode.

use super::access::Access;
use super::moment::Moment;
use super::organization::Organization;
use super::part::PartBuilder;
use super::plan::Verdict;
use super::refusal::{Reason, Refusal, UnknownFact};
use super::rules::{edge_smtp_only, not_permitted, um_not_in_version};
use super::server::{Protocol, Server, StartupMode};
use super::service::Service;
use super::warnings;

/// Answers `Set-ImapSettings` and `Set-PopSettings -X509CertificateName`; an empty name is none. A name that is set already
/// is nothing to do, and a name that no certificate covers is a warning.
///
/// Source: Microsoft's references for both; without the protocols on an Edge Transport server (rule `edge-smtp-only`).
#[must_use]
pub fn set_protocol_name(
    organization: &Organization,
    server: &Server,
    protocol: Protocol,
    name: Option<String>,
    access: Access,
    now: Moment,
) -> Verdict {
    let service = protocol.service();
    if let Some(reason) = not_permitted::reason(access).or_else(|| edge_smtp_only::reason(server, service)) {
        return refused(server, service, reason);
    }
    let name = name.filter(|name| !name.is_empty());
    let mut part = PartBuilder::new(organization, server, now);
    if let Some(name) = &name {
        part.warn(warnings::about_protocol_name(server, protocol, name, now));
    }
    part.protocol_name(protocol, name);
    done(part)
}

/// Answers `Set-UMService` and `Set-UMCallRouterSettings -UMStartupMode`. A mode that is set already is nothing to do, and
/// so is a service that has no startup mode.
///
/// Source: Microsoft's references for both; without Unified Messaging rule `um-not-in-version`.
#[must_use]
pub fn set_startup_mode(
    organization: &Organization,
    server: &Server,
    service: Service,
    mode: StartupMode,
    access: Access,
    now: Moment,
) -> Verdict {
    if server.startup_mode(service).is_none() {
        return Verdict::default();
    }
    let unknown = || server.build.is_none().then_some(Reason::FactsUnknown(UnknownFact::Build));
    let reason = not_permitted::reason(access)
        .or_else(|| edge_smtp_only::reason(server, service))
        .or_else(|| um_not_in_version::reason(server, service))
        .or_else(unknown);
    if let Some(reason) = reason {
        return refused(server, service, reason);
    }
    let mut part = PartBuilder::new(organization, server, now);
    part.startup_mode(service, mode);
    done(part)
}

fn refused(server: &Server, service: Service, reason: Reason) -> Verdict {
    let refusal = Refusal { server: server.name.clone(), service: Some(service), reason };
    Verdict { refusals: vec![refusal], ..Verdict::default() }
}

fn done(part: PartBuilder<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    verdict.plan.parts.extend(part.build());
    verdict
}
