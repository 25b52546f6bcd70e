//! Several sources and what the organization says already, merged into what it will say.
//!
//! Sources are taken in the order of their rank, the least trusted first, and of equal rank in the order given; a fact is
//! replaced when its source ranks as high as the one it came from, or higher. What then differs from before is the
//! [`Intake`]. What nobody said stays unknown.

mod certificate;
mod changes;
mod hosts;
mod organization;
mod remark;
mod server;
mod services;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::hosts::{Hosts, SourceHosts};
use self::server::Draft;
use super::source::Source;
use crate::engine::{CertificateFile, Intake, Organization, Revision, Server, ServerIntake, ServerName, Thumbprint};
use crate::x509;

pub use self::hosts::{Host, wanted};
pub use self::remark::{Fact, Remark};

/// A source with the name it goes by: a file's.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it says.
    pub source: Source,
}

/// What the organization says already.
pub struct Known<'a> {
    /// What holds for every server.
    pub organization: &'a Organization,
    /// The state of the organization's own document.
    pub revision: Revision,
    /// The names of all its servers.
    pub names: &'a [ServerName],
    /// Those of its servers that the sources name ([`wanted`]), as the store opens them.
    pub servers: &'a [Arc<Server>],
    /// Whether the certificate is kept already.
    pub has_certificate: &'a dyn Fn(Thumbprint) -> bool,
    /// The files of the authorities between root and certificate, as the organization's own document lists them.
    pub intermediates: &'a [String],
}

/// What comes of merging.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What is to be written.
    pub intake: Intake,
    /// What somebody who imports has to know: what was skipped, kept or is unknown.
    pub remarks: Vec<Remark>,
}

/// Why the sources cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// A source does not say which server its certificates are from, and nobody else did.
    WhichServer {
        /// The source's name.
        source: String,
    },
    /// Two servers of one name: one in the sources, another in the organization or in another source.
    TwoServers {
        /// The name.
        name: ServerName,
        /// The one.
        one: String,
        /// The other.
        other: String,
    },
    /// A server's name cannot be the name of a document.
    NotAName {
        /// The source's name.
        source: String,
        /// The text.
        name: String,
    },
}

/// Merges sources into what is known. `server` is where certificates belong whose source does not name a server, and the
/// only server that is taken of a source that names several.
///
/// # Errors
/// [`MergeError`]; then nothing can be taken.
pub fn merge(sources: &[Named], known: &Known<'_>, server: Option<&str>) -> Result<Merged, MergeError> {
    let mut order: Vec<&Named> = sources.iter().collect();
    order.sort_by_key(|named| named.source.origin);
    let mut hosts = Hosts::new(known, server);
    let mut merging = Merging { known, drafts: BTreeMap::new(), ders: BTreeMap::new(), remarks: Vec::new() };
    for named in order {
        let mut hosts = hosts.of(named, &mut merging.remarks)?;
        merging.take(named, &mut hosts)?;
        merging.remarks.extend(hosts.finish());
    }
    let mut merged = merging.finish();
    merged.intake.organization = organization::changes(sources, known);
    merged.intake.sources = sources.iter().map(|named| named.name.clone()).collect();
    Ok(merged)
}

struct Merging<'a> {
    known: &'a Known<'a>,
    /// The servers by the upper-case of their names.
    drafts: BTreeMap<String, Draft>,
    /// The certificates that come along.
    ders: BTreeMap<Thumbprint, Arc<Vec<u8>>>,
    remarks: Vec<Remark>,
}

impl Merging<'_> {
    fn take(&mut self, named: &Named, hosts: &mut SourceHosts<'_, '_>) -> Result<(), MergeError> {
        let source = &named.source;
        self.remarks.extend(source.skipped.iter().map(|skipped| Remark::Skipped {
            source: named.name.clone(),
            place: skipped.place.clone(),
            reason: skipped.reason.clone(),
        }));
        for facts in &source.servers {
            let Some(host) = hosts.resolve(Some(&facts.server), facts.fqdn.as_deref())? else { continue };
            let (draft, remarks) = self.draft(&host);
            draft.take_server(facts, source.origin, remarks);
        }
        for facts in &source.certificates {
            let Some(host) = hosts.resolve(facts.server.as_deref(), None)? else { continue };
            if let Some(der) = facts.der.as_ref().filter(|der| self.is_readable(named, facts.thumbprint, der)) {
                self.ders.insert(facts.thumbprint, Arc::clone(der));
            }
            let (draft, remarks) = self.draft(&host);
            draft.take_certificate(facts, source.origin, remarks);
        }
        Ok(())
    }

    /// Whether it is a certificate that this program reads; what it does not read is not kept.
    fn is_readable(&mut self, named: &Named, thumbprint: Thumbprint, der: &[u8]) -> bool {
        if self.ders.contains_key(&thumbprint) {
            return true;
        }
        let read = x509::facts(der);
        if let Err(error) = &read {
            self.remarks.push(Remark::Skipped {
                source: named.name.clone(),
                place: thumbprint.to_string(),
                reason: error.to_string(),
            });
        }
        read.is_ok()
    }

    /// The server's draft, and where remarks go.
    fn draft(&mut self, host: &Host) -> (&mut Draft, &mut Vec<Remark>) {
        let known = self.known;
        let draft = self.drafts.entry(host.name.as_str().to_uppercase()).or_insert_with(|| {
            let before = known.servers.iter().find(|server| same(&server.name, &host.name));
            Draft::new(host, before.map(|server| Server::clone(server)))
        });
        (draft, &mut self.remarks)
    }

    fn finish(mut self) -> Merged {
        let mut intake = Intake::default();
        let has = |thumbprint: &Thumbprint| (self.known.has_certificate)(*thumbprint);
        for draft in std::mem::take(&mut self.drafts).into_values() {
            let finished = draft.finish(&|thumbprint| self.ders.contains_key(&thumbprint) || has(&thumbprint));
            self.remarks.extend(finished.remarks);
            if !finished.changes.is_empty() {
                let (base, after, changes) = (finished.base, finished.after, finished.changes);
                intake.servers.push(ServerIntake { base, after, changes });
            }
        }
        let new = self.ders.iter().filter(|(thumbprint, _)| !has(thumbprint));
        intake.certificates =
            new.map(|(thumbprint, der)| CertificateFile { thumbprint: *thumbprint, der: Arc::clone(der) }).collect();
        Merged { intake, remarks: remark::folded(self.remarks) }
    }
}

fn same(a: &ServerName, b: &ServerName) -> bool {
    a.as_str().to_uppercase() == b.as_str().to_uppercase()
}
