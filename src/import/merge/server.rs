//! One server while sources are merged into it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::hosts::Host;
use super::remark::{Fact, Remark};
use super::{certificate, changes, services};
use crate::engine::{
    Assignments, CertificateFact, FactChange, Knowledge, Origin, Recorded, Revision, Server, ServerFact, StartupMode,
    Thumbprint, Trust,
};
use crate::import::source::{CertificateFacts, ServerFacts};

/// A server as far as the sources have been merged.
pub(super) struct Draft {
    before: Option<Server>,
    pub(super) after: Server,
    /// Where the certificates stand in `after`.
    pub(super) places: HashMap<Thumbprint, usize>,
    /// What was recorded of certificates, until it is known which of them can be read.
    pub(super) recorded: HashMap<Thumbprint, Recorded>,
    /// The certificates that a source speaks of.
    touched: BTreeSet<Thumbprint>,
    /// The certificates of a listing that has all of them.
    listed: Option<BTreeSet<Thumbprint>>,
    /// The best source that named it.
    origin: Option<Origin>,
}

/// A server with everything merged.
pub(super) struct Finished {
    pub(super) base: Option<Revision>,
    pub(super) after: Server,
    pub(super) changes: Vec<FactChange>,
    pub(super) remarks: Vec<Remark>,
}

impl Draft {
    pub(super) fn new(host: &Host, before: Option<Server>) -> Draft {
        let after = before.clone().unwrap_or_else(|| unheard_of(host));
        let places = after.certificates.iter().enumerate().map(|(at, found)| (found.thumbprint, at)).rev().collect();
        let recorded = after.certificates.iter().filter_map(|found| match &found.facts {
            Knowledge::Known(facts) => Some((found.thumbprint, Recorded::of(facts))),
            Knowledge::Pending | Knowledge::Unreadable(_) => None,
        });
        let recorded = recorded.collect();
        Draft { before, after, places, recorded, touched: BTreeSet::new(), listed: None, origin: None }
    }

    /// Takes what a source says of the server itself.
    pub(super) fn take_server(&mut self, facts: &ServerFacts, origin: Origin, remarks: &mut Vec<Remark>) {
        self.origin = self.origin.max(Some(origin));
        // The collector lists every certificate of a server, unless something went wrong there.
        if origin == Origin::Inventory && facts.errors.is_empty() {
            self.listed.get_or_insert_default();
        }
        remarks.extend(
            facts
                .errors
                .iter()
                .map(|error| Remark::Collector { server: self.after.name.clone(), error: error.clone() }),
        );
        let mut taking = Taking { origin, server: &mut self.after, remarks };
        taking.take(ServerFact::Fqdn, facts.fqdn.clone(), |server| &mut server.fqdn);
        taking.take(ServerFact::Build, facts.build.map(Some), |server| &mut server.build);
        taking.take(ServerFact::Roles, facts.roles.clone(), |server| &mut server.roles);
        taking.take(ServerFact::Dag, facts.dag.clone(), |server| &mut server.dag);
        let subscription = facts.edge_subscription.clone();
        taking.take(ServerFact::EdgeSubscription, subscription, |server| &mut server.edge_subscription);
        taking.take(ServerFact::SmtpDefault, facts.smtp_default, |server| &mut server.assignments.smtp_default);
        taking.take(ServerFact::StartupMode, facts.startup_mode, |server| &mut server.um_startup_mode);
        let mode = facts.call_router_startup_mode;
        taking.take(ServerFact::CallRouterStartupMode, mode, |server| &mut server.um_call_router_startup_mode);
        taking.take(ServerFact::ImapName, facts.imap_name.clone(), |server| &mut server.assignments.imap_name);
        taking.take(ServerFact::PopName, facts.pop_name.clone(), |server| &mut server.assignments.pop_name);
    }

    /// Takes what a source says of a certificate on it.
    pub(super) fn take_certificate(&mut self, facts: &CertificateFacts, origin: Origin, remarks: &mut Vec<Remark>) {
        self.origin = self.origin.max(Some(origin));
        self.touched.insert(facts.thumbprint);
        if let Some(listed) = &mut self.listed
            && origin == Origin::Inventory
        {
            listed.insert(facts.thumbprint);
        }
        certificate::take(self, facts, origin, remarks);
    }

    /// Everything merged; `has` says of which certificates there is or will be a file.
    pub(super) fn finish(mut self, has: &dyn Fn(Thumbprint) -> bool) -> Finished {
        let certificates = Arc::make_mut(&mut self.after.certificates);
        for found in certificates.iter_mut() {
            let recorded = self.recorded.get(&found.thumbprint);
            certificate::settle(found, recorded, has(found.thumbprint));
        }
        if self.after.build.is_some_and(|build| !build.has_unified_messaging()) {
            // There is nothing to know.
            self.after.unknown.remove(&ServerFact::StartupMode);
            self.after.unknown.remove(&ServerFact::CallRouterStartupMode);
        }
        let origin = self.origin.unwrap_or(Origin::File);
        let changes = changes::between(self.before.as_ref(), &self.after, origin);
        let remarks = self.remarks();
        Finished { base: self.before.map(|before| before.revision), after: self.after, changes, remarks }
    }

    fn remarks(&self) -> Vec<Remark> {
        let server = &self.after;
        let of = |unknown: &dyn Fn(&crate::engine::Certificate) -> bool| -> Vec<Thumbprint> {
            let touched = server.certificates.iter().filter(|found| self.touched.contains(&found.thumbprint));
            touched.filter(|found| !found.is_request() && unknown(found)).map(|found| found.thumbprint).collect()
        };
        let mut remarks = Vec::new();
        let unknown = [
            (CertificateFact::Services, of(&|found| found.services_unknown)),
            (CertificateFact::Status, of(&|found| found.trust == Trust::Unknown)),
            (CertificateFact::PrivateKey, of(&|found| found.private_key == crate::engine::PrivateKey::Unknown)),
        ];
        for (fact, thumbprints) in unknown.into_iter().filter(|(_, thumbprints)| !thumbprints.is_empty()) {
            remarks.push(Remark::Unknown { server: server.name.clone(), fact, thumbprints });
        }
        let sites = server.assignments.iis_site_unknown.clone();
        if !sites.is_empty() {
            remarks.push(Remark::UnknownSite { server: server.name.clone(), thumbprints: sites });
        }
        let mut facts: Vec<_> = server.unknown.iter().copied().filter(|fact| server.is_unknown(*fact)).collect();
        if server.build.is_none() {
            facts.insert(0, ServerFact::Build);
        }
        if !facts.is_empty() {
            remarks.push(Remark::UnknownServer { server: server.name.clone(), facts });
        }
        if let Some(listed) = &self.listed {
            let gone = server.certificates.iter().map(|found| found.thumbprint);
            let thumbprints: Vec<_> = gone.filter(|thumbprint| !listed.contains(thumbprint)).collect();
            if !thumbprints.is_empty() {
                remarks.push(Remark::NotListed { server: server.name.clone(), thumbprints });
            }
        }
        remarks
    }

    /// What the source says of who serves what.
    pub(super) fn take_services(&mut self, facts: &CertificateFacts) {
        services::take(&mut self.after.assignments, facts);
    }
}

/// One source's facts being taken by a server.
struct Taking<'a> {
    origin: Origin,
    server: &'a mut Server,
    remarks: &'a mut Vec<Remark>,
}

impl Taking<'_> {
    /// Takes one fact, unless the one that is there comes from a better source.
    fn take<T: PartialEq>(&mut self, fact: ServerFact, said: Option<T>, place: impl Fn(&mut Server) -> &mut T) {
        let Some(said) = said else { return };
        let kept = self.server.origins.get(&fact).copied();
        let unknown = self.server.unknown.contains(&fact);
        let same = *place(self.server) == said && !unknown;
        if let Some(kept) = kept.filter(|kept| *kept > self.origin && !unknown) {
            if !same {
                let (server, said) = (self.server.name.clone(), self.origin);
                let remark = Remark::Kept { server, fact: Fact::Server(fact), thumbprints: Vec::new(), kept, said };
                self.remarks.push(remark);
            }
            return;
        }
        *place(self.server) = said;
        self.server.unknown.remove(&fact);
        self.server.origins.insert(fact, self.origin);
    }
}

/// A server of which nothing is known but its name.
fn unheard_of(host: &Host) -> Server {
    let fqdn = host.fqdn.clone();
    let known = |fact: &ServerFact| match fact {
        ServerFact::Fqdn => fqdn.is_some(),
        // Said as "unknown" in the document.
        ServerFact::Build => true,
        _ => false,
    };
    Server {
        name: host.name.clone(),
        unknown: ServerFact::ALL.into_iter().filter(|fact| !known(fact)).collect(),
        fqdn: fqdn.unwrap_or_else(|| host.name.as_str().to_owned()),
        build: None,
        roles: Vec::new(),
        dag: None,
        edge_subscription: None,
        um_startup_mode: StartupMode::default(),
        um_call_router_startup_mode: StartupMode::default(),
        assignments: Assignments::default(),
        certificates: Arc::default(),
        origins: std::collections::BTreeMap::new(),
        revision: Revision::default(),
    }
}
