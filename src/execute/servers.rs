//! From what somebody typed to a server with everything known of it. Documents are opened one by one, as far as needed.

use std::sync::Arc;

use crate::cmdlets::ServerRef;
use crate::engine::{Moment, Server, ServerName};
use crate::locale::{Message, say};
use crate::problems;
use crate::store::{Problem, Store, findings};
use crate::text::Shown;

/// Something that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The server whose document it is; `None` when the servers cannot be listed.
    pub server: Option<ServerName>,
    /// Why.
    pub problem: Box<Problem>,
}

impl Broken {
    pub(super) fn server(name: &ServerName, problem: Problem) -> Broken {
        tracing::warn!(server = %Shown::new(name.as_str()), problem = %Shown::new(&problem.to_string()), "unreadable");
        Broken { server: Some(name.clone()), problem: Box::new(problem) }
    }

    /// In words.
    #[must_use]
    pub fn message(&self) -> Message {
        let why = problems::problem(&self.problem);
        match &self.server {
            Some(server) => say::notice_unreadable(server, why),
            None => why,
        }
    }
}

/// A server, and what is odd about it.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The server, with facts and trust of every certificate if they were asked for.
    pub server: Server,
    /// What is odd in its document and deserves a warning.
    pub odd: Vec<Message>,
}

/// The names of the servers.
///
/// # Errors
/// [`Broken`] when they cannot be listed.
pub fn list(store: &mut dyn Store) -> Result<Vec<ServerName>, Broken> {
    store.list().map_err(|problem| Broken { server: None, problem: Box::new(problem) })
}

/// The name under which the organization knows a server; `None` when there is no such server.
///
/// # Errors
/// [`Broken`] when the servers cannot be listed, or the document that an FQDN most likely means cannot be read.
pub fn find(store: &mut dyn Store, wanted: &ServerRef) -> Result<Option<ServerName>, Broken> {
    let names = list(store)?;
    let typed = wanted.0.as_str();
    if let Some(name) = names.iter().find(|name| name.as_str().eq_ignore_ascii_case(typed)) {
        return Ok(Some(name.clone()));
    }
    let Some((host, _)) = typed.split_once('.') else { return Ok(None) };
    // The FQDN usually begins with the name: then a broken document is this server's own problem.
    let likely = names.iter().find(|name| name.as_str().eq_ignore_ascii_case(host));
    if let Some(name) = likely
        && wanted.means(&store.open(name).map_err(|problem| Broken::server(name, problem))?)
    {
        return Ok(Some(name.clone()));
    }
    let others = names.iter().filter(|name| Some(*name) != likely);
    for name in others {
        if store.open(name).is_ok_and(|server| wanted.means(&server)) {
            return Ok(Some(name.clone()));
        }
    }
    Ok(None)
}

/// The server that somebody named, as [`read`] gives it; `None` when there is no such server.
///
/// # Errors
/// [`Broken`] as for [`find`] and [`read`].
pub fn load(
    store: &mut dyn Store,
    wanted: &ServerRef,
    now: Moment,
    certificates: bool,
) -> Result<Option<Loaded>, Broken> {
    find(store, wanted)?.map(|name| read(store, &name, now, certificates)).transpose()
}

/// A server of that very name, if `certificates` with facts and trust of each.
///
/// # Errors
/// [`Broken`] when its document cannot be read.
pub fn read(store: &mut dyn Store, name: &ServerName, now: Moment, certificates: bool) -> Result<Loaded, Broken> {
    let mut server = store.open(name).map_err(|problem| Broken::server(name, problem))?;
    if certificates {
        for certificate in Arc::make_mut(&mut server.certificates) {
            store.facts(certificate, now).fill(certificate);
        }
    }
    let odd = findings(&server).iter().map(problems::finding).collect();
    Ok(Loaded { server, odd })
}
