//! The way back, as far as there is one: assignments are never taken away, only handed to somebody else.

use super::access::Access;
use super::moment::Moment;
use super::organization::Organization;
use super::part::PartBuilder;
use super::plan::{Part, Plan, Step};
use super::refusal::Refusal;
use super::rules::{Case, not_permitted};
use super::server::Server;
use super::service::Service;
use super::thumbprint::Thumbprint;

/// What can be taken back of a part that was done, and what stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollback {
    /// Re-assigns the previous holders; empty when nothing can be taken back.
    pub plan: Plan,
    /// Previous holders that may not be assigned again, and why.
    pub refusals: Vec<Refusal>,
    /// What stays as it is.
    pub stays: Vec<Stays>,
}

/// Something that a rollback cannot take back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stays {
    /// The certificate keeps the service: it cumulates, or nobody had it before.
    Service {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The service.
        service: Service,
    },
    /// The certificate stays the default SMTP certificate: there was none before.
    DefaultSmtp {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// Somebody has changed it again since; the newer state is left alone.
    ChangedSince {
        /// The service.
        service: Service,
    },
    /// "Require SSL" was turned on.
    RequireSsl,
    /// Network Service was given access to the private key.
    NetworkService,
}

/// The way back from `done` on the server as it is now.
///
/// Source: the topic: an assignment can't be removed; assign another certificate instead.
#[must_use]
pub fn rollback(organization: &Organization, server: &Server, done: &Part, access: Access, now: Moment) -> Rollback {
    let mut rollback = Rollback::default();
    if let Some(reason) = not_permitted::reason(access) {
        rollback.refusals.push(Refusal { server: server.name.clone(), service: None, reason });
        return rollback;
    }
    let mut part = PartBuilder::new(organization, server, now);
    for step in done.steps.iter().rev() {
        match step {
            Step::Assign { thumbprint, service, displaces: Some(previous) } => {
                if server.assignments.single_holder(*service) != Some(*thumbprint) {
                    rollback.stays.push(Stays::ChangedSince { service: *service });
                } else if let Some(certificate) = server.certificate(*previous) {
                    let case = Case { organization, server, certificate, service: *service, access, now };
                    match case.refusal() {
                        Some(refusal) => rollback.refusals.push(refusal),
                        None => part.assign(certificate, *service, false),
                    }
                } else {
                    rollback.stays.push(Stays::Service { thumbprint: *thumbprint, service: *service });
                }
            }
            Step::Assign { thumbprint, service, displaces: None } => {
                rollback.stays.push(Stays::Service { thumbprint: *thumbprint, service: *service });
            }
            Step::DefaultSmtp { thumbprint, before } => match before {
                _ if server.assignments.smtp_default != Some(*thumbprint) => {
                    rollback.stays.push(Stays::ChangedSince { service: Service::Smtp });
                }
                previous => match previous.and_then(|previous| server.certificate(previous)) {
                    Some(certificate) => {
                        let case = Case { organization, server, certificate, service: Service::Smtp, access, now };
                        match case.refusal() {
                            Some(refusal) => rollback.refusals.push(refusal),
                            None => part.make_default(certificate.thumbprint),
                        }
                    }
                    None => rollback.stays.push(Stays::DefaultSmtp { thumbprint: *thumbprint }),
                },
            },
            Step::ProtocolName { protocol, before, after } => {
                if server.assignments.protocol_name(*protocol) == after.as_deref() {
                    part.protocol_name(*protocol, before.clone());
                } else {
                    rollback.stays.push(Stays::ChangedSince { service: protocol.service() });
                }
            }
            Step::RequireSsl => rollback.stays.push(Stays::RequireSsl),
            Step::NetworkService { .. } => rollback.stays.push(Stays::NetworkService),
        }
    }
    rollback.plan.parts.extend(part.build());
    rollback
}
