//! What somebody has entered and not saved, and what earlier runs have kept of that.

use std::sync::Arc;

use super::vocabulary::{Draft, Gate, NewDefault, World, may_copy};
use crate::cmdlets::print;
use crate::engine::{Moment, Revision, ServerName, ServiceSet, Thumbprint};
use crate::locale::{Message, say};

/// Everything that was entered on a page and not saved, discarded or run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaved {
    /// What is ticked in the edit dialog.
    pub edit: Option<UnsavedEdit>,
    /// What is typed in the shell and not run; several lines, where a script was pasted. Never one that may hold a
    /// password.
    pub typed: Option<String>,
}

/// The ticks of an edit dialog, and what they were made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsavedEdit {
    /// The server.
    pub server: ServerName,
    /// The certificate.
    pub thumbprint: Thumbprint,
    /// Its name.
    pub certificate: String,
    /// The ticks.
    pub draft: Draft,
    /// The state of the server's document that they were made on; `None` where it could not be read by then.
    pub revision: Option<Revision>,
}

/// What an earlier run has kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// What its keeper knows it by.
    pub name: String,
    /// When it was last changed, in real UTC.
    pub time: Moment,
    /// Who entered it; foreign text.
    pub user: String,
    /// What was entered.
    pub unsaved: Unsaved,
}

/// What is to be done with drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftTask {
    /// This is what is unsaved now. Nothing unsaved: there is no draft any more.
    Keep(Arc<Unsaved>),
    /// What was kept is on the page again. What is unsaved now was handed over before.
    Restored(String),
    /// What was kept is not wanted.
    Discard(String),
    /// It is for the next start.
    Later(String),
}

/// What comes back about drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftNews {
    /// Earlier runs have kept these.
    Found(Vec<Kept>),
    /// Something is wrong with the place of drafts, or with one of them.
    Trouble(Message),
}

/// The answer to what an earlier run has kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftAnswer {
    /// Back on the page with it.
    Restore,
    /// Keep it for the next start.
    Later,
    /// Throw it away.
    Discard,
}

impl Unsaved {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edit.is_none() && self.typed.is_none()
    }
}

impl UnsavedEdit {
    /// The services that its Save would ask for.
    #[must_use]
    pub fn services(&self) -> ServiceSet {
        self.draft.services()
    }

    /// The cmdlet line that does the same. It agrees to no other default SMTP certificate: run, it asks.
    #[must_use]
    pub fn cmdlet(&self) -> String {
        print::assigning(&self.server, self.thumbprint, self.services()).to_string()
    }

    /// Why the dialog cannot be opened with it now.
    #[must_use]
    pub fn obstacle(&self, world: &World) -> Option<Message> {
        use super::vocabulary::Document::{Broken, Named, Open};
        match world.entry(&self.server).map(|entry| &entry.document) {
            None => Some(say::draft_server_gone(&self.server)),
            Some(Named) => Some(say::draft_reading(&self.server)),
            Some(Broken(reason)) => Some(say::picker_broken_detail(&self.server, reason.as_ref().clone())),
            Some(Open(server)) => match server.certificate(self.thumbprint) {
                None => Some(say::notice_certificate_gone(self.certificate.as_str(), &self.server)),
                Some(_) => None,
            },
        }
    }

    /// Whether the server's document is another than the ticks were made on; `None` while nobody can say.
    #[must_use]
    pub fn is_outdated(&self, world: &World) -> Option<bool> {
        let now = world.open_server(&self.server)?.revision;
        self.revision.map(|then| then != now)
    }
}

impl Kept {
    /// What can be copied of it: the cmdlet line, else what was typed.
    #[must_use]
    pub fn text(&self) -> String {
        let edit = self.unsaved.edit.as_ref().map(UnsavedEdit::cmdlet);
        edit.or_else(|| self.unsaved.typed.clone()).unwrap_or_default()
    }

    /// Whether the terminal can be asked to copy that.
    #[must_use]
    pub fn may_copy(&self) -> Gate {
        may_copy(&self.text())
    }
}

impl Draft {
    /// The services that Save would ask for: the ticked ones, and SMTP for the default.
    #[must_use]
    pub fn services(&self) -> ServiceSet {
        let default = self.default_smtp != NewDefault::No;
        if default { self.ticked.with(crate::engine::Service::Smtp) } else { self.ticked }
    }
}
