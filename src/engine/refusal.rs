//! Why something cannot be done, and what to do instead.

use super::access::ViewOnly;
use super::server::{Protocol, ServerName, StartupMode};
use super::service::Service;
use super::status::Status;
use super::thumbprint::Thumbprint;

/// A rule's stable name, used by page, cmdlets, plans, JSON and docs alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is explained where it is decided, in engine::rules")]
pub enum RuleId {
    ServiceLocked,
    StatusNotValid,
    PrivateKeyMissing,
    WildcardImap,
    WildcardPop,
    UmStartupMode,
    UmCallRouterStartupMode,
    UmNotInVersion,
    DefaultSmtp,
    NoServerAuth,
    FederationElsewhere,
    EdgeSmtpOnly,
    AuthCertificate,
    NotPermitted,
    FactsUnknown,
    RemoveDefaultSmtp,
    RemoveAuth,
    RemoveFederation,
    RemoveBackEnd,
    RemoveOnSendConnector,
    AlreadyExists,
}

impl RuleId {
    /// The written form: `status-not-valid`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            RuleId::ServiceLocked => "service-locked",
            RuleId::StatusNotValid => "status-not-valid",
            RuleId::PrivateKeyMissing => "private-key-missing",
            RuleId::WildcardImap => "wildcard-imap",
            RuleId::WildcardPop => "wildcard-pop",
            RuleId::UmStartupMode => "um-startup-mode",
            RuleId::UmCallRouterStartupMode => "um-call-router-startup-mode",
            RuleId::UmNotInVersion => "um-not-in-version",
            RuleId::DefaultSmtp => "default-smtp",
            RuleId::NoServerAuth => "no-server-auth",
            RuleId::FederationElsewhere => "federation-elsewhere",
            RuleId::EdgeSmtpOnly => "edge-smtp-only",
            RuleId::AuthCertificate => "auth-certificate",
            RuleId::NotPermitted => "not-permitted",
            RuleId::FactsUnknown => "facts-unknown",
            RuleId::RemoveDefaultSmtp => "remove-default-smtp",
            RuleId::RemoveAuth => "remove-auth",
            RuleId::RemoveFederation => "remove-federation",
            RuleId::RemoveBackEnd => "remove-back-end",
            RuleId::RemoveOnSendConnector => "remove-on-send-connector",
            RuleId::AlreadyExists => "already-exists",
        }
    }
}

/// One refusal: what, for which service, why, and the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The server it concerns.
    pub server: ServerName,
    /// The service it concerns; `None` when it concerns them all.
    pub service: Option<Service>,
    /// Why.
    pub reason: Reason,
}

/// Why something cannot be done. The rule and the remedy follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The certificate has the service already, and an assignment cannot be taken away.
    Locked,
    /// Its Status is not Valid.
    StatusNotValid(Status),
    /// There is no private key on the server.
    PrivateKeyMissing,
    /// The subject is a wildcard, or no name is a plain DNS name.
    Wildcard(Protocol),
    /// The service's UM startup mode is TCP.
    StartupMode {
        /// UM or the call router.
        service: Service,
        /// The mode it has.
        mode: StartupMode,
    },
    /// The server's product has no Unified Messaging.
    NoUnifiedMessaging,
    /// The certificate names purposes, and Server Authentication is not among them.
    NoServerAuthentication,
    /// Federation belongs to the federation trust cmdlets.
    Federation,
    /// An Edge Transport server takes certificates for SMTP only.
    EdgeSmtpOnly,
    /// It is the organization's Auth certificate.
    AuthCertificate,
    /// The person may only look.
    NotPermitted(ViewOnly),
    /// A fact the decision needs is not known.
    FactsUnknown(UnknownFact),
    /// It cannot be removed: it is the server's default SMTP certificate.
    RemoveDefaultSmtp,
    /// It cannot be removed: it is the organization's Auth certificate.
    RemoveAuth,
    /// It cannot be removed: a federation trust uses it.
    RemoveFederation,
    /// It cannot be removed: the Exchange Back End is bound to it.
    RemoveBackEnd,
    /// It cannot be removed: the Send connectors of these names name it.
    OnSendConnectors(Vec<String>),
    /// It cannot be imported: the server holds a certificate of that thumbprint.
    AlreadyExists(Thumbprint),
}

/// The fact that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownFact {
    /// Which services the certificate has.
    Services,
    /// Its Status.
    Status,
    /// Whether its private key is there.
    PrivateKey,
    /// Who issued it, or to whom.
    Names,
    /// The server's build.
    Build,
    /// Which certificate is the default for SMTP.
    DefaultSmtp,
    /// The startup mode of Unified Messaging or of its call router.
    StartupMode,
    /// Which certificates of those that show IIS the sites are bound to.
    IisSite,
    /// It is still being read or checked; a moment later it will be known.
    StillChecking,
    /// The certificate's file cannot be read.
    Unreadable,
}

impl Refusal {
    /// The rule that refuses.
    #[must_use]
    pub fn rule(&self) -> RuleId {
        match &self.reason {
            Reason::Locked => RuleId::ServiceLocked,
            Reason::StatusNotValid(_) => RuleId::StatusNotValid,
            Reason::PrivateKeyMissing => RuleId::PrivateKeyMissing,
            Reason::Wildcard(Protocol::Imap) => RuleId::WildcardImap,
            Reason::Wildcard(Protocol::Pop) => RuleId::WildcardPop,
            Reason::StartupMode { service: Service::UmCallRouter, .. } => RuleId::UmCallRouterStartupMode,
            Reason::StartupMode { .. } => RuleId::UmStartupMode,
            Reason::NoUnifiedMessaging => RuleId::UmNotInVersion,
            Reason::NoServerAuthentication => RuleId::NoServerAuth,
            Reason::Federation => RuleId::FederationElsewhere,
            Reason::EdgeSmtpOnly => RuleId::EdgeSmtpOnly,
            Reason::AuthCertificate => RuleId::AuthCertificate,
            Reason::NotPermitted(_) => RuleId::NotPermitted,
            Reason::FactsUnknown(_) => RuleId::FactsUnknown,
            Reason::RemoveDefaultSmtp => RuleId::RemoveDefaultSmtp,
            Reason::RemoveAuth => RuleId::RemoveAuth,
            Reason::RemoveFederation => RuleId::RemoveFederation,
            Reason::RemoveBackEnd => RuleId::RemoveBackEnd,
            Reason::OnSendConnectors(_) => RuleId::RemoveOnSendConnector,
            Reason::AlreadyExists(_) => RuleId::AlreadyExists,
        }
    }

    /// Whether it drops its service only, and the others of the same request go through (the wildcard rules).
    #[must_use]
    pub fn drops_only_its_service(&self) -> bool {
        matches!(self.reason, Reason::Wildcard(_))
    }

    /// Whether its service is not offered at all, rather than offered and blocked.
    #[must_use]
    pub fn hides_its_service(&self) -> bool {
        matches!(self.reason, Reason::NoUnifiedMessaging | Reason::EdgeSmtpOnly | Reason::Federation)
    }

    /// The cmdlet that removes the reason, where one does.
    #[must_use]
    pub fn remedy(&self) -> Option<Remedy> {
        match self.reason {
            Reason::Wildcard(protocol) => Some(Remedy::SetProtocolName(protocol)),
            Reason::StartupMode { service, .. } => Some(Remedy::SetStartupMode(service)),
            _ => None,
        }
    }
}

/// A remedy that is a cmdlet; every other remedy is words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// `Set-ImapSettings` or `Set-PopSettings -X509CertificateName`.
    SetProtocolName(Protocol),
    /// `Set-UMService` or `Set-UMCallRouterSettings -UMStartupMode`.
    SetStartupMode(Service),
}
