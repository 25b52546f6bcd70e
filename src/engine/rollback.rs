//! The way back, as far as there is one: assignments are never taken away, only handed to somebody else.

use super::access::Access;
use super::certificate::Certificate;
use super::moment::Moment;
use super::organization::Organization;
use super::part::PartBuilder;
use super::plan::{Plan, Step};
use super::refusal::Refusal;
use super::rules::{Case, Removal, not_permitted};
use super::server::Server;
use super::service::Service;
use super::thumbprint::Thumbprint;

/// What can be taken back of what was done, and what stays.
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
    /// The certificate stays removed: it would have to be imported again.
    Removed {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The certificate stays: it answered a pending request, which cannot come back, and the private key is its own now.
    Answered {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The imported certificate stays: it is assigned to services by now.
    Imported {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// "Require SSL" was turned on.
    RequireSsl,
    /// Network Service was given access to the private key.
    NetworkService,
}

/// The way back from `done`, the steps of one change or of several in their order, on the server as it is now.
///
/// Source: the topic: an assignment can't be removed; assign another certificate instead.
#[must_use]
pub fn rollback(organization: &Organization, server: &Server, done: &[Step], access: Access, now: Moment) -> Rollback {
    let mut rollback = Rollback::default();
    if let Some(reason) = not_permitted::reason(access) {
        rollback.refusals.push(Refusal { server: server.name.clone(), service: None, reason });
        return rollback;
    }
    let part = PartBuilder::new(organization, server, now);
    let mut way = Way { organization, server, done, access, now, part, rollback };
    done.iter().rev().for_each(|step| way.back(step));
    way.rollback.plan.parts.extend(way.part.build());
    way.rollback
}

struct Way<'a> {
    organization: &'a Organization,
    server: &'a Server,
    done: &'a [Step],
    access: Access,
    now: Moment,
    part: PartBuilder<'a>,
    rollback: Rollback,
}

impl<'a> Way<'a> {
    fn back(&mut self, step: &Step) {
        match step {
            Step::Assign { thumbprint, service, displaces } => self.assigned(*thumbprint, *service, *displaces),
            Step::DefaultSmtp { thumbprint, before } => self.made_default(*thumbprint, *before),
            Step::ProtocolName { protocol, before, after } => {
                if self.part.after().protocol_name(*protocol) == after.as_deref() {
                    self.part.protocol_name(*protocol, before.clone());
                } else {
                    self.stays(Stays::ChangedSince { service: protocol.service() });
                }
            }
            Step::StartupMode { service, before, after } => {
                if self.part.mode(*service) == Some(*after) {
                    self.part.startup_mode(*service, *before);
                } else {
                    self.stays(Stays::ChangedSince { service: *service });
                }
            }
            Step::Remove { thumbprint } => self.stays(Stays::Removed { thumbprint: *thumbprint }),
            Step::Import { thumbprint, completes } => self.imported(*thumbprint, *completes),
            Step::RequireSsl => self.stays(Stays::RequireSsl),
            Step::NetworkService { .. } => self.stays(Stays::NetworkService),
        }
    }

    fn stays(&mut self, stays: Stays) {
        if !self.rollback.stays.contains(&stays) {
            self.rollback.stays.push(stays);
        }
    }

    /// Whether it is one of the done steps that took the certificate away since.
    fn removed(&self, thumbprint: Thumbprint) -> bool {
        self.done.contains(&Step::Remove { thumbprint })
    }

    fn assigned(&mut self, thumbprint: Thumbprint, service: Service, displaced: Option<Thumbprint>) {
        let after = self.part.after();
        let (holds, vacant) = (after.holds(service, thumbprint), after.single_holder(service).is_none());
        let server = self.server;
        match displaced.map(|previous| server.certificate(previous)) {
            Some(Some(certificate)) if holds || (vacant && self.removed(thumbprint)) => {
                if self.may(certificate, service) {
                    self.part.assign(certificate, service, false);
                }
            }
            _ if holds => self.stays(Stays::Service { thumbprint, service }),
            // That it is gone is said of the step that removed it.
            _ if self.removed(thumbprint) => {}
            _ => self.stays(Stays::ChangedSince { service }),
        }
    }

    /// What was imported is removed, unless a request went for it or something depends on it by now.
    fn imported(&mut self, thumbprint: Thumbprint, completes: Option<Thumbprint>) {
        let by_now = Server { assignments: self.part.after().clone(), ..self.server.clone() };
        let Some(certificate) = by_now.certificate(thumbprint) else { return };
        if completes.is_some() {
            return self.stays(Stays::Answered { thumbprint });
        }
        if !by_now.assignments.services_of(thumbprint).is_empty() {
            return self.stays(Stays::Imported { thumbprint });
        }
        let Way { organization, access, .. } = *self;
        let refusals = Removal { organization, server: &by_now, certificate, access }.refusals();
        if refusals.is_empty() {
            self.part.remove(thumbprint);
        }
        self.rollback.refusals.extend(refusals);
    }

    fn made_default(&mut self, thumbprint: Thumbprint, before: Option<Thumbprint>) {
        let server = self.server;
        if self.part.after().smtp_default != Some(thumbprint) {
            return self.stays(Stays::ChangedSince { service: Service::Smtp });
        }
        match before.and_then(|previous| server.certificate(previous)) {
            Some(certificate) if self.may(certificate, Service::Smtp) => self.part.make_default(certificate.thumbprint),
            Some(_) => {}
            None => self.stays(Stays::DefaultSmtp { thumbprint }),
        }
    }

    /// Whether the previous holder may be given the service again; notes why not.
    fn may(&mut self, certificate: &'a Certificate, service: Service) -> bool {
        let Way { organization, server, access, now, .. } = *self;
        let refusal = Case { organization, server, certificate, service, access, now }.refusal();
        let may = refusal.is_none();
        self.rollback.refusals.extend(refusal);
        may
    }
}
