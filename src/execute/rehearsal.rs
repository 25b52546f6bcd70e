//! A store that is written to without being written to: every change is kept aside, and what comes next sees it. A line
//! of the shell becomes a plan this way, to be handed over as a script.

use std::collections::BTreeMap;

use crate::engine::{Certificate, FollowUp, Intake, Moment, OpenFollowUp, Part, Plan, Server, ServerName, Thumbprint};
use crate::store::{Applied, ApplyError, Context, Entries, Judged, OrganizationFile, Problem, Store, Taken, Watch};

/// A store of which only a copy changes.
pub struct Rehearsal<'a> {
    store: &'a mut dyn Store,
    changed: BTreeMap<ServerName, Server>,
    plan: Plan,
}

impl<'a> Rehearsal<'a> {
    /// Begins with the store as it is.
    pub fn of(store: &'a mut dyn Store) -> Rehearsal<'a> {
        Rehearsal { store, changed: BTreeMap::new(), plan: Plan::default() }
    }

    /// Everything that would have changed by now, one part a server.
    #[must_use]
    pub fn into_plan(self) -> Plan {
        self.plan
    }
}

impl Store for Rehearsal<'_> {
    fn organization(&mut self) -> Result<OrganizationFile, Problem> {
        self.store.organization()
    }

    fn list(&mut self) -> Result<Vec<ServerName>, Problem> {
        self.store.list()
    }

    fn open(&mut self, name: &ServerName) -> Result<Server, Problem> {
        match self.changed.get(name) {
            Some(server) => Ok(server.clone()),
            None => self.store.open(name),
        }
    }

    fn facts(&mut self, certificate: &Certificate, now: Moment) -> Judged {
        self.store.facts(certificate, now)
    }

    fn has_certificate(&self, thumbprint: Thumbprint) -> bool {
        self.store.has_certificate(thumbprint)
    }

    fn trust_problems(&mut self) -> Vec<Problem> {
        self.store.trust_problems()
    }

    fn edge_subscribed(&mut self) -> Result<bool, Problem> {
        self.store.edge_subscribed()
    }

    fn apply(&mut self, part: &Part, _: &Context) -> Result<Applied, ApplyError> {
        let after = self.open(&part.server)?.after(part);
        self.changed.insert(part.server.clone(), after);
        self.plan.then(Plan { parts: vec![part.clone()] });
        Ok(Applied { revision: part.base, seq: 0 })
    }

    /// Refused: what an import learns is no cmdlet, so that there is nothing to hand over as a script.
    fn take_in(&mut self, _: &Intake, _: &Context, _: &mut Watch<'_>) -> Result<Taken, ApplyError> {
        Err(ApplyError::ReadOnly)
    }

    fn journal(&mut self, limit: usize) -> Result<Entries, Problem> {
        self.store.journal(limit)
    }

    fn verify_journal(&mut self) -> Result<Vec<Problem>, Problem> {
        self.store.verify_journal()
    }

    fn open_follow_ups(&mut self) -> Result<Vec<OpenFollowUp>, Problem> {
        self.store.open_follow_ups()
    }

    fn tick(&mut self, _: u64, _: &FollowUp, _: &Context) -> Result<u64, ApplyError> {
        // Nobody ticks anything off in a rehearsal.
        Err(ApplyError::ReadOnly)
    }

    fn writable(&self) -> bool {
        self.store.writable()
    }
}
