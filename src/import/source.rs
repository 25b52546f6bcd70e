//! What one source says: the vocabulary between the readers and the merge.

use std::fmt;
use std::sync::Arc;

use crate::engine::{
    Build, Moment, Origin, PrivateKey, Role, RootCaType, SendConnector, ServiceSet, StartupMode, Thumbprint, Trust,
};

/// Everything that one file says. `None` in it always means that the source does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What kind of source it is: how far its facts are to be trusted.
    pub origin: Origin,
    /// Facts of servers, each server once.
    pub servers: Vec<ServerFacts>,
    /// Certificates as servers hold them, in the source's order.
    pub certificates: Vec<CertificateFacts>,
    /// Facts of the organization as a whole.
    pub organization: OrganizationFacts,
    /// Authorities between root and certificate that came along (a chain in PKCS #7 or PKCS #12), DER.
    pub intermediates: Vec<Arc<Vec<u8>>>,
    /// What could not be read in it while the rest could.
    pub skipped: Vec<Skipped>,
}

impl Source {
    /// A source that says nothing yet.
    #[must_use]
    pub fn new(origin: Origin) -> Source {
        Source {
            origin,
            servers: Vec::new(),
            certificates: Vec::new(),
            organization: OrganizationFacts::default(),
            intermediates: Vec::new(),
            skipped: Vec::new(),
        }
    }

    /// The facts of the server of that name or FQDN; made when there are none yet. Case does not matter, and a bare name
    /// is the first label of an FQDN.
    pub fn server(&mut self, server: &str) -> &mut ServerFacts {
        let at = self.servers.iter().position(|known| same_host(&known.server, server)).unwrap_or_else(|| {
            self.servers.push(ServerFacts { server: server.to_owned(), ..ServerFacts::default() });
            self.servers.len() - 1
        });
        let facts = &mut self.servers[at];
        if facts.fqdn.is_none() && server.contains('.') {
            facts.fqdn = Some(server.to_owned());
        }
        facts
    }
}

/// Whether two texts name one server: without regard to case, and a bare name is the first label of an FQDN.
#[must_use]
pub fn same_host(a: &str, b: &str) -> bool {
    let label = |host: &str| host.split('.').next().unwrap_or_default().to_lowercase();
    if a.contains('.') == b.contains('.') { a.to_lowercase() == b.to_lowercase() } else { label(a) == label(b) }
}

/// What a source says of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerFacts {
    /// Its name or FQDN, as the source writes it.
    pub server: String,
    /// Its FQDN.
    pub fqdn: Option<String>,
    /// Its build.
    pub build: Option<Build>,
    /// Its roles.
    pub roles: Option<Vec<Role>>,
    /// Its database availability group; `Some(None)` for none.
    pub dag: Option<Option<String>>,
    /// The Active Directory site of its Edge subscription; `Some(None)` for none.
    pub edge_subscription: Option<Option<String>>,
    /// The default SMTP certificate; `Some(None)` for none.
    pub smtp_default: Option<Option<Thumbprint>>,
    /// Unified Messaging's startup mode.
    pub startup_mode: Option<StartupMode>,
    /// The call router's startup mode.
    pub call_router_startup_mode: Option<StartupMode>,
    /// IMAP's `X509CertificateName`; `Some(None)` for an empty one.
    pub imap_name: Option<Option<String>>,
    /// POP's `X509CertificateName`; `Some(None)` for an empty one.
    pub pop_name: Option<Option<String>>,
    /// What the source could not learn of this server, in its own words (errors that a collector met).
    pub errors: Vec<String>,
}

/// What a source says of a certificate on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// The server that holds it, by name or FQDN; `None` where the source does not name one.
    pub server: Option<String>,
    /// Its thumbprint; for a pending request the placeholder's.
    pub thumbprint: Thumbprint,
    /// The certificate itself, DER; its SHA-1 is the thumbprint.
    pub der: Option<Arc<Vec<u8>>>,
    /// The friendly name; empty for none.
    pub friendly_name: Option<String>,
    /// Its services. Empty for none.
    pub services: Option<ServiceSet>,
    /// The sites of IIS it is bound to.
    pub iis_sites: Option<IisSites>,
    /// Its Status as the server judged it: `Valid` and `DateInvalid` are [`Trust::Trusted`], or [`Trust::SelfSigned`];
    /// dates are always computed. `None` for a pending request.
    pub status: Option<Trust>,
    /// Where its root stands.
    pub root_ca_type: Option<RootCaType>,
    /// The private key.
    pub private_key: Option<PrivateKey>,
    /// The source says that it is a pending request (Status `PendingRequest`).
    pub pending: bool,
    /// What the source prints of the certificate; read only where there is no DER.
    pub recorded: RecordedFacts,
}

impl CertificateFacts {
    /// A certificate of which nothing else is known.
    #[must_use]
    pub fn new(thumbprint: Thumbprint) -> CertificateFacts {
        CertificateFacts {
            server: None,
            thumbprint,
            der: None,
            friendly_name: None,
            services: None,
            iis_sites: None,
            status: None,
            root_ca_type: None,
            private_key: None,
            pending: false,
            recorded: RecordedFacts::default(),
        }
    }
}

/// The sites of IIS that a certificate is bound to (`IISServices`, `IIS://SERVER/W3SVC/n`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IisSites {
    /// Default Web Site, number 1.
    pub default_web_site: bool,
    /// Exchange Back End, number 2.
    pub back_end: bool,
}

/// What a source prints of a certificate without giving it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedFacts {
    /// The subject name, as printed.
    pub subject: Option<String>,
    /// The issuer name, as printed.
    pub issuer: Option<String>,
    /// First moment of validity.
    pub not_before: Option<Moment>,
    /// Last moment of validity.
    pub not_after: Option<Moment>,
    /// `CertificateDomains`, when all of them are there.
    pub domains: Option<Vec<String>>,
    /// The serial number, hexadecimal.
    pub serial: Option<String>,
    /// The public key's size in bits.
    pub key_size: Option<u32>,
    /// `IsSelfSigned`.
    pub self_signed: Option<bool>,
}

/// What a source says of the organization as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganizationFacts {
    /// Its name.
    pub name: Option<String>,
    /// The Auth certificate now (`CurrentCertificateThumbprint`).
    pub auth_certificate: Option<Thumbprint>,
    /// Its Send connectors.
    pub send_connectors: Option<Vec<SendConnector>>,
}

/// Something in a source that could not be read, while the rest could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Where: a line, a row, an object's number.
    pub place: String,
    /// Why, as a parser says it: English.
    pub reason: String,
}

/// How the shell that printed a text writes dates where the day and the month cannot be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Culture {
    /// Month first: `M/d/yyyy` (en-US).
    MonthFirst,
    /// Day first: `d/M/yyyy` (en-GB, fr-FR, it-IT).
    DayFirst,
}

/// A file cannot be taken as a source. It says what is wrong; whoever read it says in which file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// It is none of the forms that are read.
    Unrecognised,
    /// It is larger than is read.
    TooLarge {
        /// The largest size, in bytes.
        limit: usize,
    },
    /// It is such a source but damaged, or another version of it.
    Damaged {
        /// Where: a line, an object's number, an offset; empty where it has no place.
        place: String,
        /// Why, as a parser says it: English.
        reason: String,
    },
    /// A date can be read in two ways, and nobody said which.
    AmbiguousDate {
        /// The date as it stands there.
        date: String,
        /// Where.
        place: String,
    },
    /// It is protected by a password, and there is none.
    PasswordNeeded,
    /// The password is another one, or the file is damaged: the two cannot be told apart.
    WrongPassword,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("it is empty"),
            ReadError::Unrecognised => f.write_str("it is no export, inventory or certificate file"),
            ReadError::TooLarge { limit } => write!(f, "larger than {limit} bytes"),
            ReadError::Damaged { place, reason } if place.is_empty() => f.write_str(reason),
            ReadError::Damaged { place, reason } => write!(f, "{place}: {reason}"),
            ReadError::AmbiguousDate { date, place } => write!(f, "{place}: the date {date} can be read in two ways"),
            ReadError::PasswordNeeded => f.write_str("it needs a password"),
            ReadError::WrongPassword => f.write_str("the password is wrong, or the file is damaged"),
        }
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_name_and_an_fqdn_are_one_server() {
        assert!(same_host("EX01", "ex01.contoso.com"));
        assert!(same_host("ex01.contoso.com", "EX01.contoso.com"));
        assert!(!same_host("EX01.fabrikam.com", "ex01.contoso.com"));
        assert!(!same_host("EX01", "EX011.contoso.com"));
        let mut source = Source::new(Origin::Clixml);
        source.server("EX01").build = "15.2.2562.17".parse().ok();
        source.server("ex01.contoso.com").roles = Some(vec![Role::Mailbox]);
        let [server] = &source.servers[..] else { panic!("{:?}", source.servers) };
        assert_eq!((server.server.as_str(), server.fqdn.as_deref()), ("EX01", Some("ex01.contoso.com")));
    }
}
