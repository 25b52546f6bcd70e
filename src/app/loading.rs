//! What becomes known: names, documents, facts, the clock.

use std::sync::Arc;

use super::vocabulary::{Document, Effect, Learned, OrganizationNews, Question, Severity, Ticket};
use super::{Dialog, State, regions};
use crate::certificates::needs_attention;
use crate::engine::{Knowledge, Moment, Server, ServerName, Service, next_change};
use crate::locale::{Message, say};

impl State {
    /// Shows another server.
    pub(super) fn choose(&mut self, name: ServerName) -> Vec<Effect> {
        self.world.chosen = Some(name);
        let size = regions(self).certificates(self);
        self.page.certificates.other_server(&self.world, size);
        let unread = self.world.chosen_entry().is_some_and(|entry| !entry.loading && entry.is_wanted());
        self.find_boundary();
        if unread { self.load_chosen() } else { Vec::new() }
    }

    /// Reads the chosen server's document.
    pub(super) fn load_chosen(&mut self) -> Vec<Effect> {
        self.world.chosen.clone().map(|name| self.load(name)).into_iter().collect()
    }

    pub(super) fn load(&mut self, name: ServerName) -> Effect {
        let ticket = self.ticket();
        if let Some(entry) = self.world.entry_mut(&name) {
            entry.ticket = Some(ticket);
            entry.loading = true;
            entry.stale = false;
        }
        Effect::Load(ticket, name)
    }

    /// Reads a server again whose document may have changed.
    pub(crate) fn load_again(&mut self, name: &ServerName) -> Vec<Effect> {
        if self.world.entry(name).is_some() { vec![self.load(name.clone())] } else { Vec::new() }
    }

    /// F5: everything the page shows is read again; what it does not show, when it comes into view.
    pub(super) fn reload(&mut self) -> Vec<Effect> {
        let effects = self.read_all_again();
        self.refreshing = self.world.chosen_entry().and_then(|entry| entry.ticket);
        effects
    }

    /// Any document may have changed.
    pub(super) fn read_all_again(&mut self) -> Vec<Effect> {
        for entry in self.world.entries() {
            entry.stale = true;
        }
        self.edge_asked = false;
        let mut effects = vec![Effect::List, Effect::Organization];
        effects.extend(self.load_chosen());
        effects.push(Effect::FollowUps);
        effects
    }

    /// The next server in view whose document nobody has read: one at a time, and only in an unfolded picker.
    pub(super) fn load_in_view(&mut self) -> Option<Effect> {
        let regions = regions(self);
        let shown = !regions.too_small && (!regions.folded || self.page.servers.open);
        if !shown || self.world.servers.iter().skip(self.page.servers.top).take(regions.picker_rows).any(|e| e.loading)
        {
            return None;
        }
        let mut in_view = self.world.servers.iter().skip(self.page.servers.top).take(regions.picker_rows);
        let name = in_view.find(|entry| entry.is_wanted())?.name.clone();
        Some(self.load(name))
    }

    pub(super) fn listed(&mut self, result: Result<Vec<ServerName>, Message>) -> Vec<Effect> {
        let names = match result {
            Ok(names) => names,
            Err(reason) => {
                self.say(Severity::Problem, reason);
                return Vec::new();
            }
        };
        let entries = names
            .into_iter()
            .map(|name| self.world.entry(&name).cloned().unwrap_or_else(|| self.come(name)))
            .collect::<Vec<_>>();
        self.tell_of_servers(&entries);
        self.world.servers = Arc::new(entries);
        self.count_follow_ups();
        if self.world.chosen.is_none() {
            let first = self.world.servers.first().map(|entry| entry.name.clone());
            return first.map(|name| self.choose(name)).unwrap_or_default();
        }
        let rows = regions(self).picker_rows;
        self.page.servers.to_chosen(&self.world, rows);
        self.follow_chosen()
    }

    pub(super) fn organization(&mut self, result: Result<Box<OrganizationNews>, Message>) -> Vec<Effect> {
        match result {
            Ok(news) => {
                let edge_subscribed = self.world.organization.edge_subscribed;
                let organization = crate::engine::Organization { edge_subscribed, ..news.organization };
                self.world.organization = Arc::new(organization);
                self.world.access = news.access;
            }
            Err(reason) => self.say(Severity::Problem, reason),
        }
        Vec::new()
    }

    /// Whether a server is subscribed costs a look at every document, so it is asked once, and only when a draft may
    /// touch the default SMTP certificate. Without an answer it stays "perhaps".
    pub(super) fn look_for_edge(&mut self) -> Option<Effect> {
        let concerned = self.dialogs.iter().any(|dialog| match dialog {
            Dialog::Edit(edit) => edit.services().contains(Service::Smtp),
            Dialog::Confirm(confirm) => matches!(confirm.question, Question::MakeDefault { .. }),
            Dialog::Journal(journal) => journal.asks_for_edge(),
            Dialog::Report(_)
            | Dialog::Conflict(_)
            | Dialog::Export(_)
            | Dialog::Import(_)
            | Dialog::CheckUp(_)
            | Dialog::Help(_)
            | Dialog::Shell => false,
        });
        let unknown = self.world.organization.edge_subscribed.is_none();
        if !concerned || !unknown || self.edge_asked {
            return None;
        }
        self.edge_asked = true;
        Some(Effect::Edge)
    }

    pub(super) fn edge_subscribed(&mut self, subscribed: bool) -> Vec<Effect> {
        Arc::make_mut(&mut self.world.organization).edge_subscribed = Some(subscribed);
        Vec::new()
    }

    /// Something is wrong with the trust files: no certificate can be judged by them as it should be.
    pub(super) fn trouble(&mut self, reason: Message) -> Vec<Effect> {
        self.say(Severity::Problem, reason);
        Vec::new()
    }

    pub(super) fn opened(
        &mut self,
        ticket: Ticket,
        name: &ServerName,
        result: Result<Arc<Server>, Message>,
        findings: Vec<Message>,
        own: bool,
    ) -> Vec<Effect> {
        let Some(entry) = self.world.entry_mut(name).filter(|entry| entry.ticket == Some(ticket)) else {
            return Vec::new();
        };
        entry.loading = false;
        let read = result.is_ok();
        entry.findings = Arc::new(findings);
        let document = match result {
            Ok(server) => Document::Open(server),
            Err(reason) => Document::Broken(Arc::new(reason)),
        };
        let shown = entry.show(document);
        self.know_more_of(name);
        let effects = self.compare(name, shown, own);
        if self.refreshing == Some(ticket) {
            self.refreshing = None;
            if read {
                self.say(Severity::Done, say::notice_refreshed(name));
            }
        }
        effects
    }

    pub(super) fn learned(
        &mut self,
        ticket: Ticket,
        name: &ServerName,
        first: usize,
        facts: Vec<Learned>,
    ) -> Vec<Effect> {
        let Some(entry) = self.world.entry_mut(name).filter(|entry| entry.ticket == Some(ticket)) else {
            return Vec::new();
        };
        if let Document::Open(server) = &mut entry.document {
            let certificates = Arc::make_mut(&mut Arc::make_mut(server).certificates);
            for (certificate, learned) in certificates.iter_mut().skip(first).zip(facts) {
                certificate.facts = learned.facts;
                certificate.trust = learned.trust;
                certificate.evidence = learned.evidence;
                certificate.root_ca_type = learned.root_ca_type;
            }
        }
        self.know_more_of(name);
        Vec::new()
    }

    fn know_more_of(&mut self, name: &ServerName) {
        self.count_attention(name);
        if self.world.chosen.as_ref() == Some(name) {
            let size = regions(self).certificates(self);
            self.page.certificates.refresh(&self.world, size);
            self.find_boundary();
        }
    }

    fn count_attention(&mut self, name: &ServerName) {
        let now = self.world.now;
        let Some(entry) = self.world.entry_mut(name) else { return };
        entry.attention = match &entry.document {
            Document::Open(server)
                if server.certificates.iter().all(|certificate| certificate.facts != Knowledge::Pending) =>
            {
                let count = server.certificates.iter().filter(|certificate| needs_attention(certificate, now)).count();
                u32::try_from(count).ok()
            }
            Document::Named | Document::Broken(_) | Document::Open(_) => None,
        };
    }

    /// The clock moved: a certificate may have expired under the reader's eyes.
    pub(super) fn time(&mut self, now: Moment) -> Vec<Effect> {
        let due = self.boundary.is_some_and(|boundary| now >= boundary);
        self.world.now = now;
        if due {
            let size = regions(self).certificates(self);
            self.page.certificates.refresh(&self.world, size);
            let open: Vec<_> = self.world.servers.iter().map(|entry| entry.name.clone()).collect();
            for name in open {
                self.count_attention(&name);
            }
            self.find_boundary();
        }
        Vec::new()
    }

    fn find_boundary(&mut self) {
        let now = self.world.now;
        let certificates = self.world.server().map(|server| server.certificates.clone()).unwrap_or_default();
        self.boundary = certificates.iter().filter_map(|certificate| next_change(certificate, now)).min();
    }
}
