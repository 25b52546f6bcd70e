//! What deserves attention and never blocks.

use super::moment::Moment;
use super::server::{Protocol, ServerName};
use super::service::{Service, ServiceSet};
use super::thumbprint::Thumbprint;

/// Something an administrator should know before saying yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The last third of the lifetime, at most 30 days.
    ExpiresSoon {
        /// When it ends.
        not_after: Moment,
        /// Whole days from now until then.
        days: i64,
    },
    /// An RSA key below 2048 bits.
    WeakKey {
        /// Its size in bits.
        bits: u32,
    },
    /// Signed with SHA-1.
    Sha1Signature,
    /// The private key cannot be exported, so the certificate cannot move to another server.
    KeyNotExportable,
    /// Another certificate loses this service.
    LosesService {
        /// The certificate that loses it.
        thumbprint: Thumbprint,
        /// The service.
        service: Service,
        /// IIS stays visible on it, since the Exchange Back End is bound to it.
        back_end_stays: bool,
    },
    /// Clients will be offered a self-signed certificate.
    SelfSignedForClients {
        /// For this service.
        service: Service,
    },
    /// A plain CN with a wildcard among the names, on IMAP or POP.
    WildcardSan {
        /// For this protocol.
        protocol: Protocol,
    },
    /// A name that clients or servers use is not among the certificate's names; or, where a protocol's name is set, among
    /// those of no certificate that serves it.
    NameNotCovered {
        /// For this service.
        service: Service,
        /// The name: the server's own, or the protocol's `X509CertificateName`.
        name: String,
        /// The server.
        server: ServerName,
    },
    /// The certificate to be removed is assigned to services, and they will have none. Somebody has to type for it.
    StillAssigned {
        /// The services.
        services: ServiceSet,
    },
    /// What is to be removed waits for its answer, and its private key goes with it. Somebody has to type for it.
    PendingRequest,
    /// A certificate is imported without its private key: no request on the server waits for it, and none came along.
    ImportedWithoutKey {
        /// The certificate.
        thumbprint: Thumbprint,
    },
    /// The file that is imported is encrypted so that Windows Server 2016 and earlier cannot open it.
    NewerEncryption,
}

impl Warning {
    /// The written form: `expires-soon`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Warning::ExpiresSoon { .. } => "expires-soon",
            Warning::WeakKey { .. } => "weak-key",
            Warning::Sha1Signature => "sha1-signature",
            Warning::KeyNotExportable => "key-not-exportable",
            Warning::LosesService { .. } => "loses-service",
            Warning::SelfSignedForClients { .. } => "self-signed-for-clients",
            Warning::WildcardSan { .. } => "wildcard-san",
            Warning::NameNotCovered { .. } => "name-not-covered",
            Warning::StillAssigned { .. } => "still-assigned",
            Warning::PendingRequest => "pending-request",
            Warning::ImportedWithoutKey { .. } => "imported-without-key",
            Warning::NewerEncryption => "newer-encryption",
        }
    }

    /// Whether the plan it belongs to is confirmed by typing, not by a mere yes: what is removed is in use.
    #[must_use]
    pub const fn asks_for_typing(&self) -> bool {
        matches!(self, Warning::StillAssigned { .. } | Warning::PendingRequest)
    }
}
