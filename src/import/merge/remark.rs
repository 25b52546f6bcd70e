//! What somebody who imports has to know beside what changes.

use crate::engine::{CertificateFact, Origin, ServerFact, ServerName, Thumbprint};

/// A fact, of a server or of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Of a server.
    Server(ServerFact),
    /// Of a certificate.
    Certificate(CertificateFact),
}

impl Fact {
    /// The store's name for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Fact::Server(fact) => fact.name(),
            Fact::Certificate(fact) => fact.name(),
        }
    }
}

/// Something to know of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A part of a source could not be read.
    Skipped {
        /// The source's name.
        source: String,
        /// Where in it.
        place: String,
        /// Why, as a parser says it.
        reason: String,
    },
    /// The source names another server than the one it was taken for.
    OtherHost {
        /// The source's name.
        source: String,
        /// The server it names.
        named: String,
        /// The server it was taken for.
        taken_for: ServerName,
    },
    /// The source names several servers, and only one was asked for.
    LeftOut {
        /// The source's name.
        source: String,
        /// The servers that were left out.
        servers: Vec<String>,
    },
    /// The collector met an error on a server.
    Collector {
        /// The server.
        server: ServerName,
        /// The error, in the collector's words.
        error: String,
    },
    /// Facts stay although a source says otherwise: they come from a better one.
    Kept {
        /// The server.
        server: ServerName,
        /// Which fact.
        fact: Fact,
        /// Of which certificates; empty for a fact of the server itself.
        thumbprints: Vec<Thumbprint>,
        /// Where the fact comes from.
        kept: Origin,
        /// Where the other value came from.
        said: Origin,
    },
    /// Facts of certificates that nobody said.
    Unknown {
        /// The server.
        server: ServerName,
        /// Which fact.
        fact: CertificateFact,
        /// Of which certificates.
        thumbprints: Vec<Thumbprint>,
    },
    /// Facts of a server that nobody said.
    UnknownServer {
        /// The server.
        server: ServerName,
        /// Which.
        facts: Vec<ServerFact>,
    },
    /// IIS is shown for these, and nobody said on which site.
    UnknownSite {
        /// The server.
        server: ServerName,
        /// The certificates.
        thumbprints: Vec<Thumbprint>,
    },
    /// A complete listing of the server does not have them any more; they stay in its document.
    NotListed {
        /// The server.
        server: ServerName,
        /// The certificates.
        thumbprints: Vec<Thumbprint>,
    },
}

/// The remarks, each said once: what is kept for the same reason is said together.
pub(super) fn folded(remarks: Vec<Remark>) -> Vec<Remark> {
    let mut folded: Vec<Remark> = Vec::new();
    for remark in remarks {
        if let Remark::Kept { server, fact, thumbprints, kept, said } = &remark {
            let known = folded.iter_mut().find_map(|known| match known {
                Remark::Kept { server: s, fact: f, thumbprints: all, kept: k, said: o }
                    if (&*s, &*f, &*k, &*o) == (server, fact, kept, said) =>
                {
                    Some(all)
                }
                _ => None,
            });
            if let Some(all) = known {
                all.extend(thumbprints.iter().copied());
                continue;
            }
        }
        if !matches!(remark, Remark::Skipped { .. }) && folded.contains(&remark) {
            continue;
        }
        folded.push(remark);
    }
    folded
}
