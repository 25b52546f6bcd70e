//! What is known of the organization by now.

use std::path::PathBuf;
use std::sync::Arc;

use super::record::OpenFollowUp;
use crate::engine::{Access, Certificate, Moment, Organization, Server, ServerName, Thumbprint};
use crate::locale::{Locale, Message};

/// What features may read: the organization as far as it is known by now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct World {
    /// The clock, handed in with events.
    pub now: Moment,
    /// Whether the clock is an organization's own, standing still.
    pub simulated: bool,
    /// What the person may do.
    pub access: Access,
    /// The person's name.
    pub user: String,
    /// The language; measuring a text needs it.
    pub locale: Arc<Locale>,
    /// Where files of the person's own are written unless they name another place.
    pub directory: PathBuf,
    /// The organization.
    pub organization: Arc<Organization>,
    /// Every server by name, in the order of the picker.
    pub servers: Arc<Vec<Entry>>,
    /// The server whose certificates the page shows.
    pub chosen: Option<ServerName>,
    /// Everything left to do by hand, oldest first; `None` while that is not known.
    pub follow_ups: Option<Arc<Vec<OpenFollowUp>>>,
}

/// A server in the picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name; known from the first frame on.
    pub name: ServerName,
    /// What is known of its document.
    pub document: Document,
    /// The load whose answers are wanted; earlier ones are stale.
    pub ticket: Option<Ticket>,
    /// Whether its document is still being read.
    pub loading: bool,
    /// Whether its document may have changed since it was read.
    pub stale: bool,
    /// How many certificates need attention; `None` while that is not known.
    pub attention: Option<u32>,
    /// How much is left to do by hand, as far as that is known.
    pub follow_ups: u32,
    /// What is odd in its document without making it unreadable.
    pub findings: Arc<Vec<Message>>,
    /// What its document said last that it does not say now: before somebody changed it, broke it or took it away.
    pub earlier: Option<Arc<Server>>,
}

/// A server's document as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// Its name alone.
    Named,
    /// It cannot be read, and this is why.
    Broken(Arc<Message>),
    /// Read.
    Open(Arc<Server>),
}

/// Tells an answer that is still wanted from a stale one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

impl World {
    /// The entry of that name.
    #[must_use]
    pub fn entry(&self, name: &ServerName) -> Option<&Entry> {
        self.position(name).and_then(|index| self.servers.get(index))
    }

    /// Where the server of that name stands in the picker.
    #[must_use]
    pub fn position(&self, name: &ServerName) -> Option<usize> {
        self.servers.iter().position(|entry| Arc::ptr_eq(&entry.name.0, &name.0) || entry.name == *name)
    }

    /// The entry of the chosen server.
    #[must_use]
    pub fn chosen_entry(&self) -> Option<&Entry> {
        self.entry(self.chosen.as_ref()?)
    }

    /// The chosen server, once its document is read.
    #[must_use]
    pub fn server(&self) -> Option<&Arc<Server>> {
        match &self.chosen_entry()?.document {
            Document::Open(server) => Some(server),
            Document::Named | Document::Broken(_) => None,
        }
    }

    /// The server of that name, once its document is read.
    #[must_use]
    pub fn open_server(&self, name: &ServerName) -> Option<&Arc<Server>> {
        match &self.entry(name)?.document {
            Document::Open(server) => Some(server),
            Document::Named | Document::Broken(_) => None,
        }
    }

    /// A certificate of a server, once both are known.
    #[must_use]
    pub fn certificate(&self, server: &ServerName, thumbprint: Thumbprint) -> Option<(&Arc<Server>, &Certificate)> {
        let server = self.open_server(server)?;
        Some((server, server.certificate(thumbprint)?))
    }

    /// The name by which the reader knows a certificate of a server; its thumbprint while that is not known.
    #[must_use]
    pub fn name_of(&self, server: &ServerName, thumbprint: Thumbprint) -> String {
        self.certificate(server, thumbprint)
            .map_or_else(|| thumbprint.to_string(), |(_, certificate)| certificate.display_name().into_owned())
    }

    /// The same for a row of a list: of the thumbprint the first 8 digits, so that there is room for what happened.
    #[must_use]
    pub fn short_name_of(&self, server: &ServerName, thumbprint: Thumbprint) -> String {
        /// As many as are typed to confirm a removal.
        const DIGITS: usize = 8;
        match self.certificate(server, thumbprint) {
            Some((_, certificate)) => certificate.display_name().into_owned(),
            None => thumbprint.to_string().chars().take(DIGITS).collect(),
        }
    }
}
