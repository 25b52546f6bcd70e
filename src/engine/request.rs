//! The question: these services for this certificate, on these servers.

use super::access::Access;
use super::server::ServerName;
use super::service::ServiceSet;
use super::thumbprint::Thumbprint;

/// What somebody asks for: `Enable-ExchangeCertificate`, or the edit dialog's Save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// On which servers, in this order.
    pub servers: Vec<ServerName>,
    /// Which certificate.
    pub thumbprint: Thumbprint,
    /// Which services; those it already has are left alone.
    pub services: ServiceSet,
    /// The answer to the default SMTP question.
    pub default_smtp: DefaultSmtp,
    /// Turn on "Require SSL" on the Default Web Site with IIS; `-DoNotRequireSsl` says no.
    pub require_ssl: bool,
    /// Let Network Service read the private key even without SMTP (`-NetworkServiceAllowed`).
    pub network_service: bool,
    /// What the asking person may do.
    pub access: Access,
}

impl Request {
    /// Services for one certificate on one server, everything else as Exchange has it by default.
    #[must_use]
    pub fn assign(server: ServerName, thumbprint: Thumbprint, services: ServiceSet, access: Access) -> Request {
        Request {
            servers: vec![server],
            thumbprint,
            services,
            default_smtp: DefaultSmtp::Ask,
            require_ssl: true,
            network_service: false,
            access,
        }
    }
}

/// The answer to "Overwrite the existing default SMTP certificate?".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DefaultSmtp {
    /// Not answered yet: ask if it matters.
    #[default]
    Ask,
    /// The default stays. The safe answer.
    Keep,
    /// This certificate becomes the default.
    Replace,
}
