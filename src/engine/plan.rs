//! The answer: what will change, step by step, before anything does.

use super::follow_up::{self, FollowUp};
use super::import::Arrival;
use super::refusal::Refusal;
use super::server::{Assignments, Protocol, Revision, ServerName, StartupMode};
use super::service::{Service, ServiceSet};
use super::thumbprint::Thumbprint;
use super::warning::Warning;

/// Everything that will change on every server asked for. What is confirmed is this plan, and this plan is what is done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// One part a server, in the order of the request; servers on which nothing changes are not in it.
    pub parts: Vec<Part>,
}

/// What changes on one server: one document, written at once or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The server.
    pub server: ServerName,
    /// The state the plan was made from.
    pub base: Revision,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Who serves what before.
    pub before: Assignments,
    /// Who serves what after.
    pub after: Assignments,
    /// Every certificate whose services change, with both states; displaced ones included.
    pub certificates: Vec<Change>,
    /// What deserves attention.
    pub warnings: Vec<Warning>,
    /// What is left to do by hand.
    pub follow_ups: Vec<FollowUp>,
    /// The certificates that its steps import.
    pub arrivals: Vec<Arrival>,
}

/// What is done on one server, without the state it was planned on: of a plan, or of what was done once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerSteps {
    /// The server.
    pub server: ServerName,
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// What is left to do by hand afterwards.
    pub follow_ups: Vec<FollowUp>,
}

/// The services of one certificate before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The certificate.
    pub thumbprint: Thumbprint,
    /// Its services before.
    pub before: ServiceSet,
    /// Its services after.
    pub after: ServiceSet,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The certificate gets the service.
    Assign {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The service.
        service: Service,
        /// The certificate that had it, where only one can.
        displaces: Option<Thumbprint>,
    },
    /// The default SMTP certificate changes.
    DefaultSmtp {
        /// The new default.
        thumbprint: Thumbprint,
        /// The default before.
        before: Option<Thumbprint>,
    },
    /// A protocol's `X509CertificateName` changes.
    ProtocolName {
        /// IMAP or POP.
        protocol: Protocol,
        /// The name before.
        before: Option<String>,
        /// The name after; `None` for no name.
        after: Option<String>,
    },
    /// The startup mode of Unified Messaging or of its call router changes.
    StartupMode {
        /// UM or the call router.
        service: Service,
        /// The mode before.
        before: StartupMode,
        /// The mode after.
        after: StartupMode,
    },
    /// The certificate, or the pending request, is taken away from the server, and every service from it.
    Remove {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The certificate comes to the server, without any service.
    Import {
        /// The certificate.
        thumbprint: Thumbprint,
        /// The pending request that it answers, by the placeholder's thumbprint; the request goes.
        completes: Option<Thumbprint>,
    },
    /// "Require SSL" on the Default Web Site; stated, not stored.
    RequireSsl,
    /// Network Service may read the private key; stated, not stored.
    NetworkService {
        /// The certificate.
        thumbprint: Thumbprint,
    },
}

/// The question that has to be answered before a plan is complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DefaultSmtpQuestion {
    /// The server.
    pub server: ServerName,
    /// The default now.
    pub current: Thumbprint,
    /// The certificate that would replace it.
    pub candidate: Thumbprint,
    /// Whether an Edge subscription depends on the default; `None` when nobody has looked.
    pub edge_subscribed: Option<bool>,
}

/// Everything the engine says to one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What would change: with [`DefaultSmtp::Ask`](super::request::DefaultSmtp::Ask) as if the answer were Keep.
    pub plan: Plan,
    /// What is refused, one for each service and server concerned.
    pub refusals: Vec<Refusal>,
    /// The services that were asked for and are held already: nothing to do.
    pub already: ServiceSet,
    /// The question to ask first, one a server.
    pub questions: Vec<DefaultSmtpQuestion>,
}

impl Part {
    /// This part and then a later one on the same server, as one: `later` was planned on the server as
    /// [`Server::after`](super::server::Server::after) gives it.
    #[must_use]
    pub fn then(mut self, later: Part) -> Part {
        for change in later.certificates {
            match self.certificates.iter_mut().find(|known| known.thumbprint == change.thumbprint) {
                Some(known) => known.after = change.after,
                None => self.certificates.push(change),
            }
        }
        self.certificates.retain(|change| change.before != change.after);
        for warning in later.warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        self.follow_ups = follow_up::joined(self.follow_ups, later.follow_ups);
        self.steps.extend(later.steps);
        // What was to be removed by hand is removed by now.
        let removed = |old: Thumbprint| self.steps.contains(&Step::Remove { thumbprint: old });
        self.follow_ups
            .retain(|left| !matches!(left, FollowUp::RemoveOldCertificate { thumbprint } if removed(*thumbprint)));
        self.arrivals.extend(later.arrivals);
        self.after = later.after;
        self
    }

    /// The certificates that it takes away from the server.
    pub fn removed(&self) -> impl Iterator<Item = Thumbprint> {
        self.steps.iter().filter_map(|step| match step {
            Step::Remove { thumbprint } => Some(*thumbprint),
            _ => None,
        })
    }

    /// The certificate of that thumbprint that it brings to the server.
    #[must_use]
    pub fn arrival(&self, thumbprint: Thumbprint) -> Option<&Arrival> {
        self.arrivals.iter().rev().find(|arrival| arrival.thumbprint() == thumbprint)
    }
}

impl Plan {
    /// Adds a later plan: what it changes on a server that this one changes too joins that part.
    pub fn then(&mut self, later: Plan) {
        for part in later.parts {
            match self.parts.iter().position(|known| known.server == part.server) {
                Some(at) => {
                    let earlier = self.parts.remove(at);
                    self.parts.insert(at, earlier.then(part));
                }
                None => self.parts.push(part),
            }
        }
    }

    /// What is done, server by server.
    #[must_use]
    pub fn by_server(&self) -> Vec<ServerSteps> {
        let changes = |part: &Part| ServerSteps {
            server: part.server.clone(),
            steps: part.steps.clone(),
            follow_ups: part.follow_ups.clone(),
        };
        self.parts.iter().map(changes).collect()
    }

    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// Everything left to do by hand, server by server.
    pub fn follow_ups(&self) -> impl Iterator<Item = (&ServerName, &FollowUp)> {
        self.parts.iter().flat_map(|part| part.follow_ups.iter().map(move |follow_up| (&part.server, follow_up)))
    }

    /// Every warning, server by server.
    pub fn warnings(&self) -> impl Iterator<Item = (&ServerName, &Warning)> {
        self.parts.iter().flat_map(|part| part.warnings.iter().map(move |warning| (&part.server, warning)))
    }
}

impl Verdict {
    /// Whether nothing of the request may be done: something is refused outright, or only dropped services remain.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        let outright = self.refusals.iter().any(|refusal| !refusal.drops_only_its_service());
        let nothing_left = self.plan.is_empty() && self.already.is_empty() && self.questions.is_empty();
        outright || (!self.refusals.is_empty() && nothing_left)
    }
}

/// A request names a certificate that a server does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotFound {
    /// The server.
    pub server: ServerName,
    /// The certificate it does not hold.
    pub thumbprint: Thumbprint,
}
