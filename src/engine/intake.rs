//! An import, merged and checked, ready to be written: what the organization will say afterwards.

use std::sync::Arc;

use super::certificate::RootCaType;
use super::connector::SendConnector;
use super::origin::{CertificateFact, Origin, ServerFact};
use super::server::{Revision, Server, ServerName};
use super::thumbprint::Thumbprint;

/// Everything an import writes: all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// The servers whose documents change or are made, each once.
    pub servers: Vec<ServerIntake>,
    /// What changes in the organization's own document; `None` when nothing does.
    pub organization: Option<OrganizationIntake>,
    /// The certificates that come; those that are there already are not written again.
    pub certificates: Vec<CertificateFile>,
    /// What the sources are called, for the journal.
    pub sources: Vec<String>,
}

/// One server of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerIntake {
    /// The state of the document that the import was merged into; `None` for a server that is not there yet.
    pub base: Option<Revision>,
    /// The server as it will be. As the store opens a server: facts and trust are pending but for what the document
    /// records. Its own revision means nothing.
    pub after: Server,
    /// What changes, in the order of the document; never empty.
    pub changes: Vec<FactChange>,
}

/// What changes in the organization's own document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationIntake {
    /// The state of the document that the import was merged into.
    pub base: Revision,
    /// The Auth certificate, where it changes.
    pub auth_certificate: Option<Thumbprint>,
    /// The Send connectors by name, where they change or come: those that are not named stay.
    pub send_connectors: Vec<SendConnector>,
    /// Authorities and revocation lists that join those of the organization.
    pub trust: Vec<TrustFile>,
}

/// A file that joins those of whom the organization trusts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustFile {
    /// What it is.
    pub kind: TrustKind,
    /// Its path inside the organization, such as `trust/contoso-root.pem`.
    pub name: String,
    /// Its bytes, PEM.
    pub bytes: Arc<Vec<u8>>,
    /// Where a root stands in the servers' stores; `None` when nobody said.
    pub root_type: Option<RootCaType>,
}

/// What a trust file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustKind {
    /// Trusted roots.
    Root,
    /// Authorities between root and certificate.
    Intermediate,
    /// Revocation lists.
    RevocationList,
}

/// A certificate to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFile {
    /// The SHA-1 of its DER.
    pub thumbprint: Thumbprint,
    /// Its DER.
    pub der: Arc<Vec<u8>>,
}

/// One fact that an import changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactChange {
    /// The server is new.
    NewServer {
        /// Where it was named.
        origin: Origin,
    },
    /// A fact of the server; the values as the document writes them, `None` for absent or unknown.
    Server {
        /// Which.
        fact: ServerFact,
        /// Its value before.
        before: Option<String>,
        /// Its value after.
        after: Option<String>,
        /// Where it comes from.
        origin: Origin,
    },
    /// The certificate, or pending request, is new on the server.
    NewCertificate {
        /// Which.
        thumbprint: Thumbprint,
        /// Where it comes from.
        origin: Origin,
    },
    /// A fact of a certificate; the values as Exchange writes them, `None` for unknown.
    Certificate {
        /// Which certificate.
        thumbprint: Thumbprint,
        /// Which fact.
        fact: CertificateFact,
        /// Its value before.
        before: Option<String>,
        /// Its value after.
        after: Option<String>,
        /// Where it comes from.
        origin: Origin,
    },
    /// Nothing but the origin of facts changes: a better source says the same.
    Confirmed {
        /// The better source.
        origin: Origin,
    },
}

impl ServerIntake {
    /// The server's name.
    #[must_use]
    pub fn name(&self) -> &ServerName {
        &self.after.name
    }
}

impl Intake {
    /// Whether nothing would be written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.servers.is_empty() && self.organization.is_none() && self.certificates.is_empty()
    }
}
