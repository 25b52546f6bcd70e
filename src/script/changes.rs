//! What a server's steps come to, and in which order a real server is given it.

use crate::engine::{Protocol, Service, StartupMode, Step, Thumbprint};

/// One thing that changes on a server, from what it is before all steps to what it is after them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The certificate gets a service that any number of certificates can have.
    Flag { service: Service, thumbprint: Thumbprint },
    /// A service that one certificate has changes hands.
    Holder { service: Service, thumbprint: Thumbprint, before: Option<Thumbprint>, require_ssl: bool },
    /// The default SMTP certificate changes.
    DefaultSmtp { thumbprint: Thumbprint, before: Option<Thumbprint> },
    /// A protocol's `X509CertificateName` changes.
    Name { protocol: Protocol, before: Option<String>, after: String },
    /// A service's `UMStartupMode` changes.
    Mode { service: Service, before: StartupMode, after: StartupMode },
    /// Network Service may read the private key.
    NetworkService { thumbprint: Thumbprint },
    /// The certificate is removed.
    Remove { thumbprint: Thumbprint },
}

/// What is to be done, and what of it no cmdlet of the script does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// In the order in which it is done.
    pub(super) changes: Vec<Change>,
    /// What is left to a person.
    pub(super) by_hand: Vec<ByHand>,
}

/// A step that the script leaves to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ByHand {
    /// A federation trust is not a matter of `Enable-ExchangeCertificate`.
    Federation(Thumbprint),
    /// "Require SSL" without an assignment of IIS: no cmdlet for certificates sets it alone.
    RequireSsl,
    /// A script carries neither the file of a certificate nor its password.
    Import(Thumbprint),
    /// The protocol had no name in the documents before; on a real server it always has one.
    NoName(Protocol),
}

/// The steps of one server as changes: what several steps do to the same thing is one change, what comes to nothing is
/// none, and the order is that of a careful administrator.
///
/// Source: Microsoft's pages on assigning certificates: services first, each followed by a look at the server; the
/// default SMTP certificate as a step of its own; the old certificate goes last. UM needs its startup mode before.
pub(super) fn changes(steps: &[Step]) -> Changes {
    let mut found = Changes::default();
    for step in steps {
        found.take(step, steps);
    }
    found.changes.retain(|change| match change {
        Change::Holder { thumbprint, before, .. } | Change::DefaultSmtp { thumbprint, before } => {
            *before != Some(*thumbprint)
        }
        Change::Name { before, after, .. } => before.as_ref() != Some(after),
        Change::Mode { before, after, .. } => before != after,
        Change::Flag { .. } | Change::NetworkService { .. } | Change::Remove { .. } => true,
    });
    let site_changes =
        found.changes.iter().any(|change| matches!(change, Change::Holder { service: Service::Iis, .. }));
    if steps.contains(&Step::RequireSsl) && !site_changes {
        found.by_hand.push(ByHand::RequireSsl);
    }
    found.changes.sort_by_key(Change::rank);
    found
}

impl Changes {
    fn take(&mut self, step: &Step, all: &[Step]) {
        match step {
            Step::Assign { thumbprint, service, displaces } => match service {
                Service::Smtp | Service::Imap | Service::Pop => {
                    self.once(Change::Flag { service: *service, thumbprint: *thumbprint });
                }
                Service::Iis | Service::Um | Service::UmCallRouter => {
                    let require_ssl = *service == Service::Iis && all.contains(&Step::RequireSsl);
                    self.holder(*service, *thumbprint, *displaces, require_ssl);
                }
                Service::Federation => self.by_hand.push(ByHand::Federation(*thumbprint)),
            },
            Step::DefaultSmtp { thumbprint, before } => {
                let earlier = self.changes.iter_mut().find_map(|change| match change {
                    Change::DefaultSmtp { thumbprint, .. } => Some(thumbprint),
                    _ => None,
                });
                match earlier {
                    Some(earlier) => *earlier = *thumbprint,
                    None => self.changes.push(Change::DefaultSmtp { thumbprint: *thumbprint, before: *before }),
                }
            }
            Step::ProtocolName { protocol, before, after } => self.name(*protocol, before.clone(), after.clone()),
            Step::NetworkService { thumbprint } => {
                // SMTP gives the access anyway.
                let smtp = all.iter().any(|step| {
                    matches!(step, Step::Assign { thumbprint: named, service: Service::Smtp, .. }
                        | Step::DefaultSmtp { thumbprint: named, .. } if named == thumbprint)
                });
                if !smtp {
                    self.once(Change::NetworkService { thumbprint: *thumbprint });
                }
            }
            Step::RequireSsl => {}
            Step::Import { thumbprint, .. } => self.by_hand.push(ByHand::Import(*thumbprint)),
            Step::StartupMode { service, before, after } => self.mode(*service, *before, *after),
            Step::Remove { thumbprint } => self.once(Change::Remove { thumbprint: *thumbprint }),
        }
    }

    fn once(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    fn holder(&mut self, service: Service, thumbprint: Thumbprint, before: Option<Thumbprint>, require_ssl: bool) {
        let earlier = self.changes.iter_mut().find_map(|change| match change {
            Change::Holder { service: named, thumbprint, .. } if *named == service => Some(thumbprint),
            _ => None,
        });
        match earlier {
            Some(earlier) => *earlier = thumbprint,
            None => self.changes.push(Change::Holder { service, thumbprint, before, require_ssl }),
        }
    }

    fn mode(&mut self, service: Service, before: StartupMode, after: StartupMode) {
        let earlier = self.changes.iter_mut().find_map(|change| match change {
            Change::Mode { service: named, after, .. } if *named == service => Some(after),
            _ => None,
        });
        match earlier {
            Some(earlier) => *earlier = after,
            None => self.changes.push(Change::Mode { service, before, after }),
        }
    }

    fn name(&mut self, protocol: Protocol, before: Option<String>, after: Option<String>) {
        let at =
            self.changes.iter().position(|change| matches!(change, Change::Name { protocol: p, .. } if *p == protocol));
        let Some(after) = after else {
            if let Some(at) = at {
                self.changes.remove(at);
            }
            self.by_hand.push(ByHand::NoName(protocol));
            return;
        };
        match at.and_then(|at| self.changes.get_mut(at)) {
            Some(Change::Name { after: earlier, .. }) => *earlier = after,
            _ => self.changes.push(Change::Name { protocol, before, after }),
        }
    }
}

impl Change {
    /// Its place in the order.
    fn rank(&self) -> u8 {
        match self {
            Change::Flag { service: Service::Smtp, .. } => 0,
            Change::Flag { .. } => 1,
            Change::Holder { service: Service::Iis, .. } => 2,
            Change::Mode { after: StartupMode::Tls | StartupMode::Dual, .. } => 3,
            Change::Holder { .. } => 4,
            Change::Name { .. } | Change::Mode { .. } | Change::NetworkService { .. } => 5,
            Change::DefaultSmtp { .. } => 6,
            Change::Remove { .. } => 7,
        }
    }
}
