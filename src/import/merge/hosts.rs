//! Which server of the organization a source means.

use std::collections::HashMap;

use super::remark::Remark;
use super::{Known, MergeError, Named};
use crate::engine::ServerName;
use crate::import::source::same_host;

/// A server as the merge knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name; as the organization spells it where it is known there.
    pub name: ServerName,
    /// Its FQDN, where a source or the organization says it.
    pub fqdn: Option<String>,
}

/// The servers that the sources speak of, each once, as they have to be opened before merging: by name or FQDN.
#[must_use]
pub fn wanted(sources: &[Named], server: Option<&str>) -> Vec<String> {
    let mut wanted: Vec<String> = server.map(str::to_owned).into_iter().collect();
    for named in sources {
        let servers = named.source.servers.iter().map(|facts| facts.server.as_str());
        let hosts = servers.chain(named.source.certificates.iter().filter_map(|facts| facts.server.as_deref()));
        for host in hosts {
            if !wanted.iter().any(|known| known == host) {
                wanted.push(host.to_owned());
            }
        }
    }
    wanted
}

/// The servers met so far.
pub(super) struct Hosts<'a> {
    known: &'a Known<'a>,
    /// The server that was asked for.
    asked: Option<&'a str>,
    met: Vec<Host>,
}

/// The servers of one source.
pub(super) struct SourceHosts<'h, 'a> {
    hosts: &'h mut Hosts<'a>,
    source: &'h str,
    /// What the source is taken for as a whole.
    whole: Option<Host>,
    /// The source names several servers, and one was asked for: only this is taken.
    only: Option<Host>,
    left_out: Vec<String>,
    /// What was resolved before: a source names a server once for each of its certificates.
    resolved: HashMap<String, Host>,
}

impl<'a> Hosts<'a> {
    pub(super) fn new(known: &'a Known<'a>, asked: Option<&'a str>) -> Hosts<'a> {
        Hosts { known, asked, met: Vec::new() }
    }

    /// The servers of a source. One that names a single server is taken for the server asked for, whatever it calls it,
    /// and that is said.
    pub(super) fn of<'h>(
        &'h mut self,
        named: &'h Named,
        remarks: &mut Vec<Remark>,
    ) -> Result<SourceHosts<'h, 'a>, MergeError> {
        let mut servers: Vec<String> = Vec::new();
        for host in wanted(std::slice::from_ref(named), None) {
            if !servers.iter().any(|known| same_host(known, &host)) {
                servers.push(host);
            }
        }
        let asked = self.asked.map(|asked| self.host(&named.name, asked, None)).transpose()?;
        let (mut whole, mut only) = (None, None);
        match (asked, servers.as_slice()) {
            (Some(host), []) => whole = Some(host),
            (Some(host), [one]) => {
                if !means(&host, one) {
                    remarks.push(Remark::OtherHost {
                        source: named.name.clone(),
                        named: one.clone(),
                        taken_for: host.name.clone(),
                    });
                }
                whole = Some(host);
            }
            (asked, _) => only = asked,
        }
        Ok(SourceHosts {
            hosts: self,
            source: &named.name,
            whole,
            only,
            left_out: Vec::new(),
            resolved: HashMap::new(),
        })
    }

    /// The server of that name or FQDN: one that was met, one of the organization, else a new one.
    fn host(&mut self, source: &str, text: &str, fqdn: Option<&str>) -> Result<Host, MergeError> {
        if let Some(met) = self.met.iter_mut().find(|met| means(met, text)) {
            if met.fqdn.is_none() {
                met.fqdn = fqdn.map(str::to_owned).or_else(|| text.contains('.').then(|| text.to_owned()));
            }
            return Ok(met.clone());
        }
        let fqdn = fqdn.or_else(|| text.contains('.').then_some(text));
        let label = text.split('.').next().unwrap_or_default();
        let host = match self.known.names.iter().find(|name| same_host(name.as_str(), label)) {
            Some(name) => self.of_organization(name, fqdn)?,
            None => Host { name: named(label, text), fqdn: fqdn.map(str::to_owned) },
        };
        if !is_a_name(host.name.as_str()) {
            return Err(MergeError::NotAName { source: source.to_owned(), name: text.to_owned() });
        }
        if let Some(other) = self.met.iter().find(|met| super::same(&met.name, &host.name)) {
            return Err(two(&host.name, other.fqdn.as_deref(), fqdn.unwrap_or(text)));
        }
        self.met.push(host.clone());
        Ok(host)
    }

    /// The server of the organization; another one of its name is not it.
    fn of_organization(&self, name: &ServerName, fqdn: Option<&str>) -> Result<Host, MergeError> {
        let known = self.known.servers.iter().find(|server| super::same(&server.name, name));
        let own = known.map(|server| server.fqdn.clone()).filter(|own| own.contains('.'));
        match (&own, fqdn) {
            (Some(own), Some(other)) if !same_host(own, other) => Err(two(name, Some(own), other)),
            _ => Ok(Host { name: name.clone(), fqdn: own.or_else(|| fqdn.map(str::to_owned)) }),
        }
    }
}

impl SourceHosts<'_, '_> {
    /// The server that is meant; `None` for one that is left out.
    pub(super) fn resolve(&mut self, named: Option<&str>, fqdn: Option<&str>) -> Result<Option<Host>, MergeError> {
        if let Some(whole) = &self.whole {
            return Ok(Some(whole.clone()));
        }
        let Some(named) = named else {
            let unnamed = || MergeError::WhichServer { source: self.source.to_owned() };
            return self.only.clone().map(Some).ok_or_else(unnamed);
        };
        if let Some(only) = &self.only {
            let meant = means(only, named);
            if !meant && !self.left_out.iter().any(|known| same_host(known, named)) {
                self.left_out.push(named.to_owned());
            }
            return Ok(meant.then(|| only.clone()));
        }
        if let Some(known) = self.resolved.get(named) {
            return Ok(Some(known.clone()));
        }
        let host = self.hosts.host(self.source, named, fqdn)?;
        self.resolved.insert(named.to_owned(), host.clone());
        Ok(Some(host))
    }

    pub(super) fn finish(self) -> Option<Remark> {
        let source = self.source.to_owned();
        (!self.left_out.is_empty()).then_some(Remark::LeftOut { source, servers: self.left_out })
    }
}

/// The name of a server that is not known yet. Where only an FQDN in lower case says it, it is written as the admin center
/// shows names: computer names are upper case.
fn named(label: &str, text: &str) -> ServerName {
    let lower = text.contains('.') && !label.chars().any(char::is_uppercase);
    ServerName::new(&if lower { label.to_uppercase() } else { label.to_owned() })
}

fn means(host: &Host, text: &str) -> bool {
    match &host.fqdn {
        Some(fqdn) => same_host(fqdn, text) || host.name.as_str().eq_ignore_ascii_case(text),
        None => same_host(host.name.as_str(), text),
    }
}

fn two(name: &ServerName, one: Option<&str>, other: &str) -> MergeError {
    let one = one.unwrap_or(name.as_str()).to_owned();
    MergeError::TwoServers { name: name.clone(), one, other: other.to_owned() }
}

/// A server's name is a document's: one path component that every file system reads as itself. `NetBIOS` names have 15
/// characters, DNS labels 63.
fn is_a_name(name: &str) -> bool {
    let bad = |c: char| {
        c.is_control() || c.is_whitespace() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    !name.is_empty() && name.len() <= 63 && !name.starts_with(['.', '-']) && !name.contains(bad)
}
