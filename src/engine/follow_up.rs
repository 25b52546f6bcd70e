//! What is left to do by hand after a change, and where each step comes from.

use super::thumbprint::Thumbprint;

/// Every follow-up: its written name, and where it comes from.
pub const FOLLOW_UPS: [(&str, &str); 8] = [
    ("restart-iis", "the topic: IIS might have to be restarted; recommended with layer 4 load balancing"),
    ("verify-iis-bindings", "the topic, 2025 edition: verify the bindings of Default Web Site and Exchange Back End"),
    ("restart-pop", "Enable and configure POP3: restart the POP3 services to save the changes"),
    ("restart-imap", "Enable and configure IMAP4: restart the IMAP4 services to save the changes"),
    ("restart-um", "public deployment scripts: MSExchangeUM is stopped before and started after"),
    ("restart-um-call-router", "public deployment scripts: MSExchangeUMCR is stopped before and started after"),
    ("remove-old-certificate", "the topic: on a subscribed Edge Transport server the old certificate goes first"),
    ("edge-resubscribe", "the topic: delete and recreate the Edge Subscription; for the default certificate KB2989382"),
];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_follow_up_is_listed_once_with_its_source() {
        let every = [
            FollowUp::RestartIis,
            FollowUp::VerifyIisBindings,
            FollowUp::RestartPop,
            FollowUp::RestartImap,
            FollowUp::RestartUm,
            FollowUp::RestartUmCallRouter,
            FollowUp::RemoveOldCertificate { thumbprint: Thumbprint([0; 20]) },
            FollowUp::EdgeResubscribe { certain: true },
        ];
        assert_eq!(FOLLOW_UPS.map(|(id, _)| id), every.each_ref().map(FollowUp::id));
        assert!(FOLLOW_UPS.iter().all(|(_, source)| !source.is_empty()));
    }
}
