//! The journal on the page: what is read of it, what is left to do, and the way back.

use std::sync::Arc;

use super::vocabulary::{
    Document, Effect, Entry, JournalNews, JournalWish, Lines, OpenFollowUp, Question, Record, Severity, TakingBack,
    Ticket,
};
use super::{Dialog, State, regions};
use crate::confirm::Confirm;
use crate::engine::{Knowledge, Refusal, Server, ServerName, Service, Step, Thumbprint, rollback};
use crate::journal::{FIRST, Journal, Tab, room};
use crate::locale::{Message, explain, say};

impl State {
    fn journal(&mut self) -> Option<&mut Journal> {
        self.dialogs.iter_mut().find_map(|dialog| match dialog {
            Dialog::Journal(journal) => Some(journal),
            _ => None,
        })
    }

    /// Opens the journal; out of a report, at what it left to do.
    pub(super) fn open_journal(&mut self) -> Vec<Effect> {
        let from_report = matches!(self.dialogs.last(), Some(Dialog::Report(_)));
        if from_report {
            self.dialogs.pop();
        }
        let tab = if from_report { Tab::Open } else { Tab::Done };
        match self.journal() {
            Some(journal) => journal.tab = tab,
            None => self.dialogs.push(Dialog::Journal(Journal::new(tab))),
        }
        self.keep_journal_in_view();
        self.read_journal(FIRST)
    }

    /// Reads at least so many of its newest lines.
    fn read_journal(&mut self, least: usize) -> Vec<Effect> {
        let ticket = self.ticket();
        let Some(journal) = self.journal() else { return Vec::new() };
        journal.limit = journal.limit.max(least);
        journal.reading = Some(ticket);
        vec![Effect::Journal(ticket, journal.limit)]
    }

    /// What a line more in the journal leads to.
    pub(super) fn journal_grew(&mut self) -> Vec<Effect> {
        let mut effects = self.read_journal(FIRST);
        effects.push(Effect::FollowUps);
        effects
    }

    pub(super) fn journal_wish(&mut self, wish: JournalWish) -> Vec<Effect> {
        match wish {
            JournalWish::Refresh => {
                let concerned = self.journal_concerns();
                let mut effects = self.journal_grew();
                effects.extend(concerned.iter().flat_map(|server| self.load_again(server)));
                effects
            }
            JournalWish::Older => {
                let older = self.journal().map_or(FIRST, |journal| journal.older());
                self.read_journal(older)
            }
            JournalWish::TickOff(follow_up) => {
                if let Some(journal) = self.journal() {
                    journal.ticking = Some(follow_up.clone());
                }
                vec![Effect::Tick(follow_up)]
            }
            JournalWish::TakeBack(record) => self.look_for_way_back(record),
        }
    }

    pub(super) fn journal_news(&mut self, news: JournalNews) -> Vec<Effect> {
        match news {
            JournalNews::Lines { ticket, result } => self.journal_read(ticket, result),
            JournalNews::FollowUps(Ok(open)) => self.follow_ups(open),
            JournalNews::FollowUps(Err(reason)) => {
                if let Some(journal) = self.journal() {
                    journal.failure = Some(reason.clone());
                }
                self.say(Severity::Problem, say::journal_unknown_open(reason));
                Vec::new()
            }
            JournalNews::TickedOff { follow_up, result } => self.ticked_off(&follow_up, result),
        }
    }

    fn journal_read(&mut self, ticket: Ticket, result: Result<Lines, Message>) -> Vec<Effect> {
        let Some(journal) = self.journal().filter(|journal| journal.reading == Some(ticket)) else {
            return Vec::new();
        };
        journal.read(result);
        self.keep_journal_in_view();
        Vec::new()
    }

    fn follow_ups(&mut self, open: Arc<Vec<OpenFollowUp>>) -> Vec<Effect> {
        self.world.follow_ups = Some(open);
        self.count_follow_ups();
        self.keep_journal_in_view();
        Vec::new()
    }

    /// Counts what is left to do, server by server.
    pub(super) fn count_follow_ups(&mut self) {
        let open = self.world.follow_ups.clone().unwrap_or_default();
        let mut counts = std::collections::HashMap::<&ServerName, u32>::new();
        for follow_up in open.iter() {
            *counts.entry(&follow_up.server).or_default() += 1;
        }
        for entry in self.world.entries() {
            entry.follow_ups = counts.get(&entry.name).copied().unwrap_or(0);
        }
    }

    fn ticked_off(&mut self, follow_up: &OpenFollowUp, result: Result<(), Message>) -> Vec<Effect> {
        if let Some(journal) = self.journal().filter(|journal| journal.ticking.as_ref() == Some(follow_up)) {
            journal.ticking = None;
        }
        match result {
            Ok(()) => {
                let open = self.world.follow_ups.iter().flat_map(|open| open.iter());
                let left: Vec<_> = open.filter(|open| *open != follow_up).cloned().collect();
                let names = |thumbprint: Thumbprint| self.world.name_of(&follow_up.server, thumbprint);
                let what = explain::follow_up_short(&follow_up.follow_up, &names);
                self.say(Severity::Done, say::journal_ticked(what, &follow_up.server));
                self.follow_ups(Arc::new(left));
            }
            Err(reason) => self.say(Severity::Problem, say::journal_not_ticked(reason)),
        }
        self.journal_grew()
    }

    /// The server as it is now is read first: the way back depends on it.
    pub(super) fn look_for_way_back(&mut self, record: Arc<Record>) -> Vec<Effect> {
        let server = record.server.clone();
        if let Some(journal) = self.journal() {
            journal.taking_back = Some(record);
        }
        self.say(Severity::Info, say::journal_looking(&server));
        // What the way back leaves to do depends on it.
        let edge = self.look_for_edge();
        edge.into_iter().chain([self.load(server)]).collect()
    }

    /// Once the server is read and its certificates are judged: the question.
    pub(super) fn find_way_back(&mut self) {
        let Some(record) = self.journal().and_then(|journal| journal.taking_back.clone()) else { return };
        let Some(entry) = self.world.entry(&record.server) else { return self.no_way_back(None) };
        if entry.loading {
            return;
        }
        let server = match &entry.document {
            Document::Open(server) => server.clone(),
            Document::Broken(reason) => {
                let reason = say::picker_broken_detail(&record.server, reason.as_ref().clone());
                return self.no_way_back(Some(reason));
            }
            Document::Named => return,
        };
        let steps = record.steps.as_deref().unwrap_or_default();
        if is_pending(&server, steps) {
            return;
        }
        let (world, now) = (&self.world, self.world.now);
        let back = rollback(&world.organization, &server, steps, world.access, now);
        let question = TakingBack {
            record: record.clone(),
            server: record.server.clone(),
            time: record.time.clone(),
            user: record.user.clone(),
            plan: Arc::new(back.plan),
            refusals: back.refusals.into_iter().map(|refusal| (previous(&refusal, steps), refusal)).collect(),
            stays: back.stays,
        };
        self.no_way_back(None);
        // Whoever has opened something else meanwhile is asked nothing.
        if matches!(self.dialogs.last(), Some(Dialog::Journal(_))) {
            self.notice = None;
            self.dialogs.push(Dialog::Confirm(Confirm::new(Question::TakeBack(question))));
        }
    }

    /// Nothing is waited for any more.
    fn no_way_back(&mut self, reason: Option<Message>) {
        if let Some(journal) = self.journal() {
            journal.taking_back = None;
        }
        if let Some(reason) = reason {
            self.say(Severity::Problem, reason);
        }
    }

    /// Whether the save of that ticket was a way back; it is no longer under way.
    pub(super) fn journal_saved(&mut self, ticket: Ticket) -> bool {
        match self.journal() {
            Some(journal) if journal.saving == Some(ticket) => {
                journal.saving = None;
                true
            }
            _ => false,
        }
    }

    /// Asks the terminal to copy a text.
    pub(super) fn copy(&mut self, text: String) -> Vec<Effect> {
        self.say(Severity::Info, say::copy_asked());
        vec![Effect::Copy(text)]
    }

    pub(super) fn copy_from_edit(&mut self) -> Vec<Effect> {
        let text = match self.dialogs.last() {
            Some(Dialog::Edit(edit)) => edit.cmdlets(&self.world),
            _ => None,
        };
        text.map(|text| self.copy(text)).unwrap_or_default()
    }

    fn journal_concerns(&mut self) -> Option<ServerName> {
        match self.dialogs.last() {
            Some(Dialog::Journal(journal)) => journal.concerns(&self.world).cloned(),
            _ => None,
        }
    }

    /// The names in a line are those of its server's document: it is read when nobody has read it yet. One at a time.
    pub(super) fn load_for_journal(&mut self) -> Option<Effect> {
        let Some(Dialog::Journal(journal)) = self.dialogs.last() else { return None };
        if self.world.servers.iter().any(|entry| entry.loading) {
            return None;
        }
        let room = room(regions(self).dialog(), journal);
        let wanted = |name: &&ServerName| self.world.entry(name).is_some_and(Entry::is_wanted);
        let name = journal.in_view(&self.world, room).find(wanted)?.clone();
        Some(self.load(name))
    }

    pub(super) fn keep_journal_in_view(&mut self) {
        let dialog = regions(self).dialog();
        let world = &self.world;
        for open in &mut self.dialogs {
            if let Dialog::Journal(journal) = open {
                let room = room(dialog, journal);
                journal.keep_in_view(world, room);
            }
        }
    }
}

/// The certificate that is refused what it had before.
fn previous(refusal: &Refusal, steps: &[Step]) -> Option<Thumbprint> {
    steps.iter().rev().find_map(|step| match step {
        Step::Assign { service, displaces, .. } if Some(*service) == refusal.service => *displaces,
        Step::DefaultSmtp { before, .. } if refusal.service == Some(Service::Smtp) => *before,
        _ => None,
    })
}

/// Whether a certificate of the steps is still being read or judged.
fn is_pending(server: &Server, steps: &[Step]) -> bool {
    let pending = |thumbprint: &Thumbprint| {
        server.certificate(*thumbprint).is_some_and(|certificate| certificate.facts == Knowledge::Pending)
    };
    steps.iter().any(|step| match step {
        Step::Assign { thumbprint, displaces, .. } => pending(thumbprint) || displaces.as_ref().is_some_and(pending),
        Step::DefaultSmtp { thumbprint, before } => pending(thumbprint) || before.as_ref().is_some_and(pending),
        _ => false,
    })
}

impl Journal {
    /// Whether a way back is being looked for whose follow-ups depend on Edge subscriptions.
    pub(super) fn asks_for_edge(&self) -> bool {
        let steps = self.taking_back.as_ref().and_then(|record| record.steps.as_ref());
        steps.is_some_and(|steps| steps.iter().any(|step| matches!(step, Step::DefaultSmtp { .. })))
    }
}
