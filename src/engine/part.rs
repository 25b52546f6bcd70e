//! Builds one server's part of a plan: the steps, then everything that follows from them.

use super::certificate::{Certificate, Facts};
use super::follow_up::{self, FollowUp};
use super::import::Arrival;
use super::moment::Moment;
use super::organization::Organization;
use super::plan::{Change, Part, Step};
use super::server::{Assignments, Protocol, Server, StartupMode};
use super::service::{Service, ServiceSet};
use super::thumbprint::Thumbprint;
use super::warning::Warning;
use super::warnings::{self, Assignment};

pub(super) struct PartBuilder<'a> {
    organization: &'a Organization,
    server: &'a Server,
    now: Moment,
    steps: Vec<Step>,
    after: Assignments,
    /// What deserves attention beside what every assignment is looked at for.
    warnings: Vec<Warning>,
    /// The certificates that the steps import.
    arrivals: Vec<Arrival>,
}

impl<'a> PartBuilder<'a> {
    pub(super) fn new(organization: &'a Organization, server: &'a Server, now: Moment) -> Self {
        let after = server.assignments.clone();
        PartBuilder { organization, server, now, steps: Vec::new(), after, warnings: Vec::new(), arrivals: Vec::new() }
    }

    /// Who serves what after the steps so far.
    pub(super) fn after(&self) -> &Assignments {
        &self.after
    }

    /// The startup mode after the steps so far; `None` for a service without one.
    pub(super) fn mode(&self, service: Service) -> Option<StartupMode> {
        let changed = self.steps.iter().rev().find_map(|step| match step {
            Step::StartupMode { service: changed, after, .. } if *changed == service => Some(*after),
            _ => None,
        });
        changed.or(self.server.startup_mode(service))
    }

    pub(super) fn warn(&mut self, warnings: Vec<Warning>) {
        self.warnings.extend(warnings);
    }

    /// The certificate gets the service, and with it what belongs to it: the protocol's name for IMAP and POP, "Require
    /// SSL" for IIS, the key's access rule for SMTP.
    pub(super) fn assign(&mut self, certificate: &Certificate, service: Service, require_ssl: bool) {
        let thumbprint = certificate.thumbprint;
        let displaces = self.after.single_holder(service).filter(|holder| *holder != thumbprint);
        self.after.assign(service, thumbprint);
        self.steps.push(Step::Assign { thumbprint, service, displaces });
        match service {
            Service::Imap => self.name_from(certificate, Protocol::Imap),
            Service::Pop => self.name_from(certificate, Protocol::Pop),
            Service::Iis if require_ssl => self.steps.push(Step::RequireSsl),
            Service::Smtp => self.network_service(thumbprint),
            _ => {}
        }
    }

    fn name_from(&mut self, certificate: &Certificate, protocol: Protocol) {
        if let Some(name) = certificate.known().and_then(Facts::protocol_name) {
            self.protocol_name(protocol, Some(name.to_owned()));
        }
    }

    pub(super) fn protocol_name(&mut self, protocol: Protocol, name: Option<String>) {
        let before = self.after.protocol_name(protocol).map(str::to_owned);
        if before != name {
            self.after.set_protocol_name(protocol, name.clone());
            self.steps.push(Step::ProtocolName { protocol, before, after: name });
        }
    }

    pub(super) fn make_default(&mut self, thumbprint: Thumbprint) {
        let before = self.after.smtp_default.replace(thumbprint);
        self.steps.push(Step::DefaultSmtp { thumbprint, before });
    }

    pub(super) fn startup_mode(&mut self, service: Service, after: StartupMode) {
        // A mode that nobody knows is stated, also where it is the one that counts without a word.
        let unknown = self.server.startup_mode_unknown(service);
        if let Some(before) = self.mode(service).filter(|before| unknown || *before != after) {
            self.steps.push(Step::StartupMode { service, before, after });
        }
    }

    pub(super) fn remove(&mut self, thumbprint: Thumbprint) {
        self.after.remove(thumbprint);
        self.steps.push(Step::Remove { thumbprint });
    }

    /// Whether it comes with this; one that comes already does not come twice.
    pub(super) fn import(&mut self, arrival: &Arrival, completes: Option<Thumbprint>) -> bool {
        let thumbprint = arrival.thumbprint();
        let new = self.arrivals.iter().all(|known| known.thumbprint() != thumbprint);
        if new {
            self.arrivals.push(arrival.clone());
            self.steps.push(Step::Import { thumbprint, completes });
        }
        new
    }

    pub(super) fn network_service(&mut self, thumbprint: Thumbprint) {
        let step = Step::NetworkService { thumbprint };
        if !self.steps.contains(&step) {
            self.steps.push(step);
        }
    }

    /// The part, or nothing when there is no step.
    pub(super) fn build(self) -> Option<Part> {
        if self.steps.is_empty() {
            return None;
        }
        Some(Part {
            server: self.server.name.clone(),
            base: self.server.revision,
            certificates: changes(&self.steps, &self.server.assignments, &self.after),
            warnings: self.warnings(),
            follow_ups: self.follow_ups(),
            before: self.server.assignments.clone(),
            arrivals: self.arrivals,
            steps: self.steps,
            after: self.after,
        })
    }

    fn warnings(&self) -> Vec<Warning> {
        let named = named(&self.steps);
        let about = named.into_iter().filter_map(|thumbprint| {
            let certificate = self.server.certificate(thumbprint)?;
            let facts = certificate.known()?;
            let services = self.assigned_to(thumbprint);
            (!services.is_empty()).then(|| {
                warnings::about(&Assignment { server: self.server, certificate, facts, services, now: self.now })
            })
        });
        self.warnings.iter().cloned().chain(about.flatten()).collect()
    }

    /// The services the certificate is given, the place of the default included.
    fn assigned_to(&self, to: Thumbprint) -> ServiceSet {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Assign { thumbprint, service, .. } if *thumbprint == to => Some(*service),
                Step::DefaultSmtp { thumbprint, .. } if *thumbprint == to => Some(Service::Smtp),
                _ => None,
            })
            .collect()
    }

    /// Source: the topic's notes on restarting IIS and on subscribed Edge Transport servers; Microsoft's pages on POP3,
    /// IMAP4 and UM for the service restarts.
    fn follow_ups(&self) -> Vec<FollowUp> {
        let mut follow_ups = Vec::new();
        for step in &self.steps {
            match step {
                Step::Assign { service, .. } => match service {
                    Service::Iis => follow_ups.extend([FollowUp::RestartIis, FollowUp::VerifyIisBindings]),
                    Service::Pop => follow_ups.push(FollowUp::RestartPop),
                    Service::Imap => follow_ups.push(FollowUp::RestartImap),
                    Service::Um => follow_ups.push(FollowUp::RestartUm),
                    Service::UmCallRouter => follow_ups.push(FollowUp::RestartUmCallRouter),
                    Service::Smtp | Service::Federation => {}
                },
                Step::ProtocolName { protocol, .. } => {
                    let pop = *protocol == Protocol::Pop;
                    follow_ups.push(if pop { FollowUp::RestartPop } else { FollowUp::RestartImap });
                }
                Step::StartupMode { service: Service::UmCallRouter, .. } => {
                    follow_ups.push(FollowUp::RestartUmCallRouter);
                }
                Step::StartupMode { .. } => follow_ups.push(FollowUp::RestartUm),
                Step::Remove { thumbprint } if self.may_be_bound(*thumbprint) => {
                    follow_ups.push(FollowUp::VerifyIisBindings);
                }
                Step::Remove { .. }
                | Step::Import { .. }
                | Step::DefaultSmtp { .. }
                | Step::RequireSsl
                | Step::NetworkService { .. } => {}
            }
        }
        follow_ups.extend(self.edge_follow_ups());
        follow_up::joined(Vec::new(), follow_ups)
    }

    /// Whether a site of IIS may be bound to what is removed: not to a pending request, and there are none on an Edge
    /// Transport server.
    fn may_be_bound(&self, thumbprint: Thumbprint) -> bool {
        !self.server.is_edge() && self.server.certificate(thumbprint).is_some_and(|found| !found.is_request())
    }

    fn edge_follow_ups(&self) -> Vec<FollowUp> {
        let replaced_default = self.steps.iter().find_map(|step| match step {
            Step::DefaultSmtp { before, .. } => *before,
            _ => None,
        });
        if !self.server.is_edge() {
            let concerns = replaced_default.is_some() && self.organization.edge_subscribed != Some(false);
            let certain = self.organization.edge_subscribed == Some(true);
            return concerns.then_some(FollowUp::EdgeResubscribe { certain }).into_iter().collect();
        }
        if self.server.edge_subscription.is_none() {
            return Vec::new();
        }
        let old = self.replaced_authority_issued(replaced_default);
        let mut follow_ups: Vec<_> =
            old.map(|thumbprint| FollowUp::RemoveOldCertificate { thumbprint }).into_iter().collect();
        if old.is_some() || replaced_default.is_some() {
            follow_ups.push(FollowUp::EdgeResubscribe { certain: true });
        }
        follow_ups
    }

    /// The CA-issued certificate that this part replaces or renews on an Edge Transport server: the default that goes, or
    /// another SMTP certificate with the same subject. A default that stays cannot be removed, and need not be.
    fn replaced_authority_issued(&self, replaced_default: Option<Thumbprint>) -> Option<Thumbprint> {
        let issued_by_authority = |thumbprint: &Thumbprint| {
            self.server.certificate(*thumbprint).and_then(Certificate::known).is_some_and(|facts| !facts.self_signed)
        };
        replaced_default.filter(issued_by_authority).or_else(|| {
            let newcomer = self.steps.iter().find_map(|step| match step {
                Step::Assign { thumbprint, service: Service::Smtp, .. } => Some(*thumbprint),
                _ => None,
            })?;
            let subject = |thumbprint| self.server.certificate(thumbprint)?.known().map(|facts| facts.subject.as_str());
            self.server
                .assignments
                .smtp
                .iter()
                .copied()
                .filter(|held| *held != newcomer && self.after.smtp_default != Some(*held))
                .find(|held| issued_by_authority(held) && subject(*held) == subject(newcomer))
        })
    }
}

/// The certificates that the steps are about, each once: who gains, then who loses.
fn named(steps: &[Step]) -> Vec<Thumbprint> {
    let mut named = Vec::new();
    let both = steps.iter().flat_map(|step| match step {
        Step::Assign { thumbprint, displaces, .. } => [Some(*thumbprint), *displaces],
        Step::DefaultSmtp { thumbprint, .. }
        | Step::NetworkService { thumbprint }
        | Step::Remove { thumbprint }
        | Step::Import { thumbprint, .. } => [Some(*thumbprint), None],
        Step::ProtocolName { .. } | Step::StartupMode { .. } | Step::RequireSsl => [None, None],
    });
    for thumbprint in both.flatten() {
        if !named.contains(&thumbprint) {
            named.push(thumbprint);
        }
    }
    named
}

/// Every certificate whose services differ, removed ones too; only those that the steps name can.
fn changes(steps: &[Step], before: &Assignments, after: &Assignments) -> Vec<Change> {
    named(steps)
        .into_iter()
        .map(|thumbprint| Change {
            thumbprint,
            before: before.services_of(thumbprint),
            after: after.services_of(thumbprint),
        })
        .filter(|change| change.before != change.after)
        .collect()
}
