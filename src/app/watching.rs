//! Other writers: what they changed is read again and said, and nothing that somebody has open is lost by it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::conflict::{Attempt, Lines};
use super::vocabulary::{Changes, Document, Effect, Entry, Notice, Presence, Question, Record, Severity, Ticket};
use super::{Dialog, State};
use crate::engine::{
    DefaultSmtp, DefaultSmtpQuestion, Difference, Revision, Server, ServerName, Thumbprint, differences,
};
use crate::locale::{Message, explain, say};

/// Names of servers in one sentence.
const NAMES: usize = 3;

/// What has to be known of other writers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Others {
    /// What the save under way is for, should it come too late.
    pub(super) attempt: Option<(Ticket, Revision, Attempt)>,
    /// The answer that counts again if its question still reads the same.
    pub(super) answered: Option<(DefaultSmtpQuestion, DefaultSmtp)>,
    /// What was last said of others: only that makes way for what is said of them next.
    said: Option<Message>,
    /// Servers that are gone, as they were last: who comes back is compared with that.
    gone: BTreeMap<ServerName, Arc<Server>>,
    /// Whether the servers are listed because a document came or went.
    listing: bool,
}

impl Entry {
    /// Shows another document; gives what was shown of the server before, if that was ever read.
    pub(super) fn show(&mut self, document: Document) -> Option<Shown> {
        let before = match &self.document {
            Document::Open(server) => Some(Shown { server: server.clone(), broken: false }),
            Document::Broken(_) => self.earlier.clone().map(|server| Shown { server, broken: true }),
            Document::Named => self.earlier.clone().map(|server| Shown { server, broken: false }),
        };
        let same = |shown: &Shown| matches!(&document, Document::Open(now) if now.revision == shown.server.revision);
        if let Some(shown) = before.as_ref().filter(|shown| !same(shown)) {
            self.earlier = Some(shown.server.clone());
        }
        self.document = document;
        before
    }

    /// The server as it was at this revision, as far as that is remembered.
    pub(super) fn at(&self, revision: Revision) -> Option<&Arc<Server>> {
        let now = match &self.document {
            Document::Open(server) => Some(server),
            Document::Named | Document::Broken(_) => None,
        };
        now.into_iter().chain(&self.earlier).find(|server| server.revision == revision)
    }
}

/// A server as it was shown.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    server: Arc<Server>,
    /// Whether it could not be read since.
    broken: bool,
}

impl State {
    /// Files changed. What is shown is read again at once, the rest when it comes into view.
    pub(super) fn changed(&mut self, changes: &Changes) -> Vec<Effect> {
        match changes.directory {
            Some(Presence::Gone) => {
                self.tell(Severity::Problem, say::others_directory_gone());
                return Vec::new();
            }
            Some(Presence::Back) => self.tell(Severity::Done, say::others_directory_back()),
            None => {}
        }
        if changes.everything {
            self.others.listing = true;
            let mut effects = self.read_all_again();
            effects.extend(self.load_shown());
            effects.extend(self.journal_grew());
            return effects;
        }
        // Whom the organization trusts decides on every certificate.
        let all = changes.organization || changes.certificates;
        for entry in self.world.entries() {
            entry.stale |= all && entry.document != Document::Named || changes.servers.contains(&entry.name);
        }
        let mut effects = Vec::new();
        if all {
            effects.push(Effect::Organization);
        }
        if changes.list || changes.servers.iter().any(|name| self.world.entry(name).is_none()) {
            self.others.listing = true;
            effects.push(Effect::List);
        }
        effects.extend(self.load_shown());
        if changes.journal {
            effects.extend(self.journal_grew());
        }
        effects
    }

    /// Reads again what the page or a dialog shows and what may have changed.
    fn load_shown(&mut self) -> Vec<Effect> {
        // The last one asked for is read first.
        let shown: Vec<_> = self.dialogs.iter().filter_map(server_of).chain(self.world.chosen.clone()).collect();
        let load = |name: ServerName| {
            let stale = self.world.entry(&name).is_some_and(|entry| entry.stale);
            stale.then(|| self.load(name))
        };
        shown.into_iter().filter_map(load).collect()
    }

    /// A server that comes into the list.
    pub(super) fn come(&self, name: ServerName) -> Entry {
        let earlier = self.others.gone.get(&name).cloned();
        Entry { earlier, ..Entry::named(name) }
    }

    /// Says which servers came and went, before the list shows it.
    pub(super) fn tell_of_servers(&mut self, entries: &[Entry]) {
        let before = std::mem::take(&mut self.world.servers);
        let names_of = |all: &[Entry]| all.iter().map(|entry| entry.name.clone()).collect::<BTreeSet<_>>();
        let (known, now) = (names_of(&before), names_of(entries));
        let came: Vec<_> = now.difference(&known).collect();
        let went: Vec<_> = before.iter().filter(|entry| !now.contains(&entry.name)).collect();
        let told = std::mem::take(&mut self.others.listing);
        let chosen = went.iter().find(|entry| Some(&entry.name) == self.world.chosen.as_ref());
        let notice = match (chosen, went.is_empty(), came.is_empty()) {
            (Some(chosen), ..) => Some((Severity::Problem, say::others_server_gone(&chosen.name))),
            (None, false, _) if told => Some((Severity::Info, say::others_went(names(went.iter().map(|e| &e.name))))),
            (None, true, false) if told => Some((Severity::Info, say::others_came(names(came.iter().copied())))),
            _ => None,
        };
        for entry in went {
            if let (Document::Open(server), _) | (_, Some(server)) = (&entry.document, &entry.earlier) {
                self.others.gone.insert(entry.name.clone(), server.clone());
            }
        }
        for name in came {
            self.others.gone.remove(name);
        }
        if let Some((severity, message)) = notice {
            self.tell(severity, message);
        }
    }

    /// The chosen server may be there again, or have gone: the page stays where it is.
    pub(super) fn follow_chosen(&mut self) -> Vec<Effect> {
        match self.world.chosen_entry() {
            Some(entry) if entry.document == Document::Named && !entry.loading => self.load_chosen(),
            Some(_) => Vec::new(),
            None => {
                let size = super::regions(self).certificates(self);
                self.page.certificates.refresh(&self.world, size);
                Vec::new()
            }
        }
    }

    /// A server was read: says what is different by somebody else's doing, and looks for whose.
    pub(super) fn compare(&mut self, name: &ServerName, shown: Option<Shown>, own: bool) -> Vec<Effect> {
        let Some(entry) = self.world.entry(name) else { return Vec::new() };
        let now = match (&entry.document, &shown) {
            (Document::Open(now), _) => now.clone(),
            (Document::Broken(reason), Some(shown)) if !shown.broken => {
                let reason = reason.as_ref().clone();
                self.tell_of(name, Severity::Problem, say::others_broken(name, reason));
                return Vec::new();
            }
            (Document::Broken(_) | Document::Named, _) => return Vec::new(),
        };
        let mut wanted = Vec::new();
        if let Some(base) = self.conflict_on(name).map(super::Conflict::base) {
            wanted.push(base);
        }
        if let Some(shown) = shown.filter(|_| !own) {
            let before = &shown.server;
            if before.edge_subscription != now.edge_subscription {
                // Whoever has to know looks again.
                Arc::make_mut(&mut self.world.organization).edge_subscribed = None;
                self.edge_asked = false;
            }
            if before.revision != now.revision {
                wanted.push(before.revision);
            } else if shown.broken {
                self.tell_of(name, Severity::Done, say::others_repaired(name));
            }
        }
        wanted.dedup();
        let after = now.revision;
        wanted.into_iter().map(|before| Effect::Since { server: name.clone(), before, after }).collect()
    }

    /// The journal says who it was, or that it was nobody it knows.
    pub(super) fn since(
        &mut self,
        name: &ServerName,
        before: Revision,
        after: Revision,
        records: Vec<Arc<Record>>,
    ) -> Vec<Effect> {
        let records = Arc::new(records);
        if let Some(conflict) = self.conflict_on_mut(name) {
            if conflict.base() == before {
                conflict.lines = Some(Lines { after, records });
            }
            return Vec::new();
        }
        let Some(entry) = self.world.entry(name) else { return Vec::new() };
        let Some((was, now)) = entry.at(before).zip(entry.at(after)) else { return Vec::new() };
        let message = match records.last() {
            Some(last) => changed_by(name, last, records.len() - 1),
            None => outside(name, was, now),
        };
        self.tell_of(name, Severity::Info, message);
        Vec::new()
    }

    /// Says something of a server: of one that nobody looks at only where nothing else is said.
    fn tell_of(&mut self, name: &ServerName, severity: Severity, message: Message) {
        let shown = self.world.chosen.as_ref() == Some(name)
            || self.dialogs.iter().filter_map(server_of).any(|server| server == *name);
        if shown || self.notice.is_none() {
            self.tell(severity, message);
        }
    }

    /// Says something of others. A problem that was said of something else stays: it is not read yet.
    fn tell(&mut self, severity: Severity, message: Message) {
        let of_others = |notice: &Notice| Some(&notice.message) == self.others.said.as_ref();
        let stays = |notice: &Notice| notice.severity == Severity::Problem && !of_others(notice);
        if !self.notice.as_ref().is_some_and(stays) {
            self.others.said = Some(message.clone());
            self.say(severity, message);
        }
    }
}

/// The server that a dialog is about.
fn server_of(dialog: &Dialog) -> Option<ServerName> {
    match dialog {
        Dialog::Edit(edit) => Some(edit.server.clone()),
        Dialog::Conflict(conflict) => Some(conflict.server().clone()),
        Dialog::Confirm(confirm) => match &confirm.question {
            Question::DefaultSmtp { question, .. } | Question::MakeDefault { question } => {
                Some(question.server.clone())
            }
            Question::Remove { plan, .. } => plan.parts.first().map(|part| part.server.clone()),
            Question::TakeBack(back) => Some(back.server.clone()),
            Question::Draft(kept) => kept.unsaved.edit.as_ref().map(|edit| edit.server.clone()),
            Question::Cmdlet(_) | Question::Overwrite(_) | Question::Discard { .. } => None,
        },
        Dialog::Report(_)
        | Dialog::CheckUp(_)
        | Dialog::Journal(_)
        | Dialog::Export(_)
        | Dialog::Import(_)
        | Dialog::Help(_)
        | Dialog::Shell => None,
    }
}

/// The first of them, and how many more there are.
fn names<'n>(all: impl Iterator<Item = &'n ServerName>) -> Message {
    let all: Vec<&str> = all.map(ServerName::as_str).collect();
    let first = all.iter().take(NAMES).copied().collect::<Vec<_>>().join(", ");
    match i64::try_from(all.len().saturating_sub(NAMES)).unwrap_or(i64::MAX) {
        0 => say::plain(first),
        more => say::others_and_more(first, more),
    }
}

fn changed_by(name: &ServerName, last: &Record, more: usize) -> Message {
    let cmdlet = last.cmdlet.replace('\n', "; ");
    match i64::try_from(more).unwrap_or(i64::MAX) {
        0 => say::others_changed(last.user.as_str(), name, cmdlet),
        more => say::others_changed_more(last.user.as_str(), name, cmdlet, more),
    }
}

fn outside(name: &ServerName, was: &Server, now: &Server) -> Message {
    let found = differences(was, now);
    let names = |thumbprint: Thumbprint| named(thumbprint, Some(was), now);
    let first = explain::difference(found.first().unwrap_or(&Difference::Text), &names);
    match i64::try_from(found.len().saturating_sub(1)).unwrap_or(i64::MAX) {
        0 => say::others_outside(name, first),
        more => say::others_outside_more(name, first, more),
    }
}

/// The name of a certificate that may be gone by now.
pub(super) fn named(thumbprint: Thumbprint, was: Option<&Server>, now: &Server) -> String {
    let found = now.certificate(thumbprint).or_else(|| was?.certificate(thumbprint));
    found.map_or_else(|| thumbprint.to_string(), |certificate| certificate.display_name().into_owned())
}
