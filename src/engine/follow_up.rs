//! What is left to do by hand after a change.

use super::thumbprint::Thumbprint;

/// A step for a person, after the change. They come in the order in which they have to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUp {
    /// Restart IIS: the old certificate may still encrypt Outlook on the web's cookie.
    RestartIis,
    /// Look at the bindings of :443 and :444.
    VerifyIisBindings,
    /// Restart the POP services.
    RestartPop,
    /// Restart the IMAP services.
    RestartImap,
    /// Restart Unified Messaging.
    RestartUm,
    /// Restart the call router.
    RestartUmCallRouter,
    /// On a subscribed Edge Transport server: remove the replaced certificate first.
    RemoveOldCertificate {
        /// The replaced certificate.
        thumbprint: Thumbprint,
    },
    /// Delete and recreate the Edge subscription.
    EdgeResubscribe {
        /// Whether a subscription is known to exist, rather than perhaps.
        certain: bool,
    },
}

impl FollowUp {
    /// The written form: `restart-iis`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            FollowUp::RestartIis => "restart-iis",
            FollowUp::VerifyIisBindings => "verify-iis-bindings",
            FollowUp::RestartPop => "restart-pop",
            FollowUp::RestartImap => "restart-imap",
            FollowUp::RestartUm => "restart-um",
            FollowUp::RestartUmCallRouter => "restart-um-call-router",
            FollowUp::RemoveOldCertificate { .. } => "remove-old-certificate",
            FollowUp::EdgeResubscribe { .. } => "edge-resubscribe",
        }
    }
}
